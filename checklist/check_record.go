package checklist

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// recordChecks compare what Zendesk has saved with the draft. Only reading it is a step of
// the test: a difference stops the request, not the test.
func recordChecks() []Check {
	check := Check{Stage: StageCleanUp, Of: StepRecord, How: byRecord}.row
	asSaved := documented("Z1", "the client is converted as it is saved, not as it was meant")
	differs := func(id, title string, f Field) Check { return check(id, title, f, asSaved, onRecord(sameValue(f))) }
	return []Check{
		Check{Stage: StageTest, Step: StepRecord, How: byRecord}.row("record-read", "what Zendesk has saved for the client was read", "",
			documented("Z7", "the OAuth Clients API shows an admin the fields of a client"), recordRead),
		differs("record-identifier", "Zendesk has the same identifier", FieldIdentifier),
		differs("record-kind", "Zendesk has the same kind", FieldKind),
		differs("record-name", "Zendesk has the same name", FieldName),
		differs("record-description", "Zendesk has the same description", FieldDescription),
		differs("record-company", "Zendesk has the same company", FieldCompany),
		check("record-logo", "a logo is saved", FieldLogoFile,
			documented("Z7", "the API shows the address of the saved logo, which can only be uploaded in Admin Center; the sample on its page lacks the key, and a missing key proves nothing"), onRecord(savedLogo)),
		check("record-redirect-urls", "Zendesk has the same redirect URLs", FieldRedirectURLs, observed("T31", exactMatch), onRecord(sameURLs)),
		check("record-scopes", "saved Allowed scopes cover the scopes", FieldScopes,
			observed("T28", "the API shows the Allowed scopes as scopes, an array; a request outside them is refused only where they are configured"), onRecord(allowedBySaved)), // Z14g: where
		check("record-token-expiration", "Token expiration is on", "",
			observed("T28", "the API shows the switch Token expiration as enforce_token_expiration; once on, it cannot be turned off"), onRecord(tokenExpiration)), // T15: turned off
		check("record-not-global", "the client is still a local one", "",
			documented("Z7", "global says whether the client has been converted"), onRecord(notGlobal)),
	}
}

// savedRecord returns the saved client, if one was read that the draft can be compared
// with. A pasted one does not belong to a step of the test.
func savedRecord(d Draft, e Evidence) (Record, bool) {
	if e.Record == nil {
		return Record{}, false
	}
	if s, ok := e.Step(StepRecord); ok && s.NotRun == "" && s.Seen == nil && e.Record.How == RecordByToken {
		return *e.Record, staleness(s, d) == ""
	}
	return *e.Record, e.Record.Identifier == identifierOf(d) && !ofAnother(*e.Record, d)
}

// ofAnother reports whether a record belongs to another account than the draft names.
func ofAnother(r Record, d Draft) bool { return r.Subdomain != "" && r.Subdomain != subdomainOf(d) }

func onRecord(judge func(Draft, Record) Finding) func(Draft, Evidence) Finding {
	return func(d Draft, e Evidence) Finding {
		if r, ok := savedRecord(d, e); ok {
			return judge(d, r).at(r.At)
		}
		return notRun(whyNoRecord(d, e))
	}
}

// whyNoRecord says why there is no record to judge by.
func whyNoRecord(d Draft, e Evidence) string {
	s, missing := measurement(StepRecord, d, e)
	switch {
	case missing != nil && (e.Record == nil || missing.Why != notTested):
		return missing.Why
	case e.Record != nil && ofAnother(*e.Record, d):
		return "read on the account " + orNone(e.Record.Subdomain) + ", yours is " + orNone(subdomainOf(d)) + " now"
	case e.Record != nil:
		return "read for the identifier " + orNone(e.Record.Identifier) + ", yours is " + orNone(identifierOf(d)) + " now"
	case s.Seen != nil:
		return "zdg could not read the saved client: have an admin paste it from the browser"
	}
	return notTested
}

func recordRead(d Draft, e Evidence) Finding {
	if r, ok := savedRecord(d, e); ok {
		facts := []Fact{fact("how", r.How)}
		for _, f := range []Field{FieldKind, FieldName, FieldCompany, FieldDescription, FieldRedirectURLs} {
			key, saved := r.SavedAs(f)
			value := cmp.Or(list(saved), "none")
			if !r.Tells(key) { // an absent key does not mean that there is none
				value = "not told"
			}
			facts = append(facts, fact(string(f), value))
		}
		return pass(facts...).at(r.At)
	}
	s, missing := measurement(StepRecord, d, e)
	if missing != nil || s.Seen == nil {
		return notRun(whyNoRecord(d, e))
	}
	f := optionalCall(s, d, e)                                // also where the list was read, but lacks the client
	if explain.Lacks(*s.Seen) != "" || s.Seen.Status == 404 { // not an admin's token, or too narrow a scope: never a reason to widen it
		f = Finding{
			Verdict: NotRun, Facts: f.Facts, Diagnosis: f.Diagnosis, Measured: time.Time{},
			Why: "this token is not allowed to read the OAuth clients: paste what an admin's browser shows at /api/v2/oauth/clients.json",
		}
	}
	return f
}

// notShown is the finding for something that the answer does not include.
func notShown(what string, facts ...Fact) Finding {
	return notRun("the answer does not show the "+what+": look in Admin Center", facts...)
}

func savedLogo(_ Draft, r Record) Finding {
	switch {
	case strings.TrimSpace(r.LogoURL) != "":
		return pass(fact("saved", r.LogoURL))
	case !r.Tells(KeyLogoURL):
		return notShown("logo")
	}
	return fail("Zendesk has no logo: upload it in "+zendesk.ClientsPage+" and save; Clean up reads it again", fact("saved", "none"))
}

func allowedBySaved(d Draft, r Record) Finding {
	if r.AllowedScopes == nil {
		return notShown("Allowed scopes")
	}
	saved := fact("saved", list(r.AllowedScopes))
	if len(r.AllowedScopes) == 0 {
		if d.Chosen(FieldAllowed) != "" { // allowed-scopes-decided compares the decision with it
			return ask("", saved)
		}
		return ask("none are configured, so nothing limits the client, and after conversion only Zendesk can change that: leave it, or configure the scopes now, as you decide", saved)
	}
	s, err := zendesk.ParseScopes(d.Lines(FieldScopes))
	if err != nil {
		return notRun("there are no valid scopes yet", saved)
	}
	var outside, unclear []string
	for _, scope := range s.List() {
		_, action, fine := strings.Cut(scope, ":")
		switch {
		case slices.Contains(r.AllowedScopes, scope):
		case fine && slices.Contains(r.AllowedScopes, action):
			unclear = append(unclear, scope)
		default:
			outside = append(outside, scope)
		}
	}
	switch {
	case len(outside) > 0:
		return fail("add them to the client's Allowed scopes in Admin Center, or ask for less: a request for "+list(outside)+" is refused", saved, fact("outside", list(outside)))
	case len(unclear) > 0:
		return warn("only the broad scope is allowed: whether it lets "+list(unclear)+" through is not documented, so the test will show", saved, fact("unclear", list(unclear)))
	}
	return pass(saved)
}

func tokenExpiration(_ Draft, r Record) Finding {
	switch r.TokenExpiration {
	case ToggleOn:
		return pass(fact("saved", "on"))
	case ToggleOff:
		return warn("turn Token expiration on in Admin Center (it cannot be turned off again, and it ends existing tokens too): "+refreshDeadline, fact("saved", "off")).saying("Token expiration is off")
	}
	return notShown("switch Token expiration")
}

func notGlobal(d Draft, r Record) Finding {
	switch state := AfterOf(d); {
	case stateRank(state) >= stateRank(Approved):
		return notRun("the request is approved: the client is to be global now", fact("global", strconv.FormatBool(r.Global)))
	case r.Global && state == Sent:
		return warn("Zendesk has converted it: note the answer, and claim the client", fact("global", "true"))
	case r.Global:
		return fail("it has been converted already: there is nothing left to request. Only Zendesk Support can change it now", fact("global", "true"))
	case !r.Tells(KeyGlobal):
		return notShown("state (global)")
	}
	return pass(fact("global", "false"))
}

// judgeHidden judges a saved text of which a part was hidden; false where none was. Such a
// text cannot be compared, and a secret in it would be on the consent page.
func judgeHidden(r Record, key string) (Finding, bool) {
	h, is := r.hiddenPart(key, 0)
	switch {
	case !is:
		return Finding{}, false
	case h.Secret:
		return fail("what is saved there looks like it holds a secret, and customers would see it on the consent page for ever: remove it in Admin Center and save, and make a new secret if it is one"), true
	}
	return notRun("a part of what is saved there is hidden, as it may be a secret: compare it in Admin Center"), true
}

// sameValue compares one field exactly, except for white space around it.
func sameValue(f Field) func(Draft, Record) Finding {
	return func(d Draft, r Record) Finding {
		key, texts := r.SavedAs(f)
		declared, saved := strings.TrimSpace(d.Get(f)), strings.TrimSpace(texts[0])
		if f == FieldKind {
			declared, saved = d.Chosen(f), Draft{}.With(f, saved).Chosen(f)
		}
		if prose := f == FieldName || f == FieldDescription || f == FieldCompany; prose && declared == "" && saved != "" {
			if found := judgeWording(f, saved); found.Verdict != Pass {
				return found
			}
		}
		name := strings.TrimPrefix(strings.ToLower(f.Title()), "client ")
		facts := []Fact{fact("draft", orNone(declared)), fact("saved", orNone(saved))}
		if found, is := judgeHidden(r, key); is {
			return found
		}
		switch {
		case saved == "" && !r.Tells(key):
			return notShown(name)
		case saved != "" && (declared == saved || declared == ""): // what is not typed comes from the record
			return pass(fact("saved", saved))
		case saved == "":
			return fail("Zendesk has saved no "+name+": fill it in under "+zendesk.ClientsPage+" and save; Clean up reads it again", facts...)
		}
		return fail("Zendesk has saved a different "+name+": "+facts[1].Value+". Change it in Admin Center and save, or type the same here", facts...)
	}
}

// brokenEntries finds the first saved entry that is wrong whatever the draft says: one that
// is no redirect URL will never match.
func brokenEntries(r Record) (fix string, entry Fact, broken bool) {
	const where = ": correct it in Admin Center, one URL per line, and save"
	for n, saved := range r.RedirectURLs {
		u, err := zendesk.ParseRedirectURL(saved)
		shown := fact("saved", saved)
		if h, is := r.hiddenPart(KeyRedirectURI, n+1); is {
			if h.Secret {
				return fmt.Sprintf("entry %d looks like it holds a secret, which would be frozen with it%s", n+1, where), shown, true
			}
			continue // not the entry that is saved, so it is not judged
		}
		switch {
		case zendesk.SeveralURLs(saved):
			return fmt.Sprintf("entry %d holds several URLs, so none of them would match%s", n+1, where), shown, true
		case err != nil:
			return fmt.Sprintf("entry %d: %v%s", n+1, err, where), shown, true
		case u.String() != saved:
			return fmt.Sprintf("entry %d has white space around it%s", n+1, where), shown, true
		}
	}
	if r.NullURLs > 0 {
		return fmt.Sprintf("%s saved without a URL%s", plural(r.NullURLs, "entry", "entries"), where), fact("saved", cmp.Or(strings.Join(r.RedirectURLs, ", "), "none")), true
	}
	return "", Fact{}, false
}

// namedMax is how many differences between two lists are named one by one. Lists of tens of
// thousands of lines are judged while somebody types, and nobody reads so many.
const namedMax = 50

// sameURLs compares the redirect URLs as sets of exact strings.
func sameURLs(d Draft, r Record) Finding {
	declared := d.Lines(FieldRedirectURLs)
	if len(r.RedirectURLs) == 0 && r.NullURLs == 0 && !r.Tells(KeyRedirectURI) {
		return notShown("redirect URLs")
	}
	if fix, entry, broken := brokenEntries(r); broken {
		return fail(fix, entry)
	}
	for n := range r.RedirectURLs {
		if _, is := r.hiddenPart(KeyRedirectURI, n+1); is {
			return notRun(fmt.Sprintf("a part of entry %d is hidden, as it may be a secret: compare the redirect URLs in Admin Center", n+1))
		}
	}
	if len(declared) == 0 && len(r.RedirectURLs) > 0 {
		return pass(fact("saved", list(r.RedirectURLs)))
	}
	if len(declared) == 0 {
		return fail("there are none: add the redirect URLs in Admin Center and here")
	}
	var facts []Fact
	onlySaved := difference(r.RedirectURLs, declared)
	for n, u := range difference(declared, r.RedirectURLs) {
		if n == namedMax {
			facts = append(facts, fact("not_saved", "and others"))
			break
		}
		if i, kind := nearURL(u, onlySaved); i >= 0 {
			facts = append(facts, fact("differs", u+" here, "+onlySaved[i]+" saved: "+kind))
			onlySaved = slices.Delete(slices.Clone(onlySaved), i, i+1)
		} else {
			facts = append(facts, fact("not_saved", u))
		}
	}
	for n, u := range onlySaved {
		if n == namedMax {
			facts = append(facts, fact("only_saved", "and others"))
			break
		}
		facts = append(facts, fact("only_saved", u))
	}
	if len(facts) == 0 {
		return pass(fact("saved", list(r.RedirectURLs)))
	}
	wrong := facts[0].Value // "differs" says it all
	switch facts[0].Key {
	case "not_saved":
		wrong = "Zendesk has not saved " + wrong
	case "only_saved":
		wrong = "Zendesk has also saved " + wrong
	}
	return fail(wrong+". Make the lists the same, character for character: in Admin Center, and save there, or here", facts...).saying(wrong)
}

// nearURL finds the saved redirect URL that declared was probably meant to be, and says in
// what the two differ; -1 when none is near. Two are near when they differ in one place
// other than the host.
func nearURL(declared string, saved []string) (int, string) {
	for i, s := range saved {
		where := zendesk.Diff(declared, s)
		other := strings.HasPrefix(where, "the host") || strings.HasPrefix(where, "the text")
		if where != "" && !other && !strings.Contains(where, " and the ") {
			return i, where
		}
	}
	return -1, ""
}
