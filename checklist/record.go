package checklist

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"zdg/checklist/zendesk"
)

// recordChecks hold what Zendesk has saved against the draft. Only the reading
// is a step of the test: a difference stops the request, not the test.
func recordChecks() []Check {
	check := func(id, title string, f Field, rule Rule, judge func(Draft, Record) Finding) Check {
		return Check{ID: id, Title: title, Stage: CleanUp, Field: f, Of: StepRecord, How: ByRecord, Rule: rule, Judge: onRecord(judge)}
	}
	asSaved := documented("Z1", "the client is converted as it is saved, not as it was meant")
	differs := func(id, title string, f Field, key string, of func(Record) string) Check {
		return check(id, title, f, asSaved, same(f, key, of))
	}
	return []Check{
		{
			ID: "record-read", Title: "the client as Zendesk has saved it was read", Stage: TestStage, Step: StepRecord, How: ByRecord,
			Rule:  documented("Z7", "the OAuth Clients API shows an admin the fields of a client"),
			Judge: recordRead,
		},
		differs("record-identifier", "saved identifier is the draft's", Identifier, "identifier", func(r Record) string { return r.Identifier }),
		differs("record-kind", "saved client kind is the draft's", Kind, KeyKind, func(r Record) string { return r.Kind }),
		differs("record-name", "saved name is the draft's", Name, KeyName, func(r Record) string { return r.Name }),
		differs("record-description", "saved description is the draft's", Description, KeyDescription, func(r Record) string { return r.Description }),
		differs("record-company", "saved company is the draft's", Company, KeyCompany, func(r Record) string { return r.Company }),
		check("record-logo", "a logo is saved", LogoFile,
			documented("Z7", "the API shows the address of the saved logo, which can be uploaded in Admin Center alone; the sample of its page lacks the key, and a key that is absent tells nothing"), savedLogo),
		check("record-redirect-urls", "saved redirect URLs are the draft's", RedirectURLs, observed("T31", exactly), sameURLs),
		check("record-scopes", "saved Allowed scopes let the scopes through", Scopes,
			observed("T28", "a record has the Allowed scopes as scopes, an array; only where they are configured is a request outside refused (Z14g)"), allowedBySaved),
		check("record-token-expiration", "Token expiration is on", "",
			observed("T28", "a record has the switch Token expiration as enforce_token_expiration; once on, it cannot be turned off (T15)"), tokenExpiration),
		check("record-not-global", "the client is still a local one", "",
			documented("Z7", "global tells whether the client has been converted"), notGlobal),
	}
}

// silent is the finding for a key that the answer does not have.
func silent(what string, facts ...Fact) Finding {
	return notRun("the answer does not tell the "+what+": look in Admin Center", facts...)
}

func savedLogo(_ Draft, r Record) Finding {
	switch {
	case strings.TrimSpace(r.LogoURL) != "":
		return pass(fact("saved", r.LogoURL))
	case !r.Tells(KeyLogoURL):
		return silent("logo")
	}
	return fail("upload the logo in Admin Center and save: Zendesk has none", fact("saved", "none"))
}

func allowedBySaved(d Draft, r Record) Finding {
	if r.AllowedScopes == nil {
		return silent("Allowed scopes")
	}
	saved := fact("saved", list(r.AllowedScopes))
	if len(r.AllowedScopes) == 0 {
		return ask("none are configured, so nothing narrows the client, and after the conversion only Zendesk can change that: leave it so, or configure the scopes now, as you decide", saved)
	}
	s, err := zendesk.ParseScopes(d.Lines(Scopes))
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
		return warn("only the broad scope is allowed: whether it lets "+list(unclear)+" through is not documented, so the test tells", saved, fact("unclear", list(unclear)))
	}
	return pass(saved)
}

func tokenExpiration(_ Draft, r Record) Finding {
	switch r.TokenExpiration {
	case ToggleOn:
		return pass(fact("saved", "on"))
	case ToggleOff:
		return warn("turn Token expiration on in Admin Center (it cannot be turned off again, and ends existing tokens too): "+refreshDeadline, fact("saved", "off"))
	}
	return silent("switch Token expiration")
}

func notGlobal(_ Draft, r Record) Finding {
	switch {
	case r.Global:
		return fail("it has been converted already: there is nothing left to request. Changes are made by Zendesk Support alone", fact("global", "true"))
	case !r.Tells(KeyGlobal):
		return silent("state (global)")
	}
	return pass(fact("global", "false"))
}

// savedRecord is the client as saved, when one was read that the draft can be
// held against. A pasted one has no step of the test beside it.
func savedRecord(d Draft, e Evidence) (Record, bool) {
	if e.Record == nil {
		return Record{}, false
	}
	if s, ok := e.Step(StepRecord); ok && s.NotRun == "" && s.Seen == nil && e.Record.How == RecordByToken {
		stale, _ := Stale(s, d)
		return *e.Record, !stale
	}
	return *e.Record, e.Record.Identifier == identifierOf(d)
}

// onRecord judges the saved client.
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
	s, missing := fresh(StepRecord, d, e)
	switch {
	case missing != nil && (e.Record == nil || missing.Why != notTested):
		return missing.Why
	case e.Record != nil:
		return "read for the identifier " + orNone(e.Record.Identifier) + ", the draft has " + orNone(identifierOf(d)) + " now"
	case s.Seen != nil:
		return "the saved client could not be read: have it pasted from an admin's browser"
	}
	return notTested
}

func recordRead(d Draft, e Evidence) Finding {
	if r, ok := savedRecord(d, e); ok {
		return pass(
			fact("how", r.How), fact("kind", r.Kind), fact("name", r.Name), fact("company", r.Company),
			fact("description", r.Description), fact("redirect_urls", list(r.RedirectURLs)),
		).at(r.At)
	}
	s, missing := fresh(StepRecord, d, e)
	if missing != nil || s.Seen == nil {
		return notRun(whyNoRecord(d, e))
	}
	f := failedStep(s, d)
	if s.Seen.Status == 200 { // read, but our client is not in it
		f.Verdict = Warn
	}
	if s.Seen.Status == 403 || s.Seen.Status == 404 { // not an admin's token, or too narrow a scope: never a reason to widen it
		f = Finding{Verdict: NotRun, Facts: f.Facts, Diagnosis: f.Diagnosis, Measured: time.Time{},
			Why: "this token may not read the OAuth clients: paste what an admin's browser shows at /api/v2/oauth/clients.json"}
	}
	return f
}

// same compares one field, exactly but for white space around it.
func same(f Field, key string, of func(Record) string) func(Draft, Record) Finding {
	return func(d Draft, r Record) Finding {
		declared, saved := strings.TrimSpace(d.Get(f)), strings.TrimSpace(of(r))
		if f == Kind {
			declared, saved = d.Chosen(f), Draft{}.With(f, saved).Chosen(f)
		}
		facts := []Fact{fact("draft", orNone(declared)), fact("saved", orNone(saved))}
		switch {
		case saved == "" && !r.Tells(key):
			info, _ := Info(f)
			return silent(strings.ToLower(info.Title))
		case declared == saved && saved != "":
			return pass(fact("saved", saved))
		case declared == "" && saved != "":
			return pass(fact("saved", saved)) // it comes from the record instead of being typed
		case saved == "":
			return fail("fill it in in Admin Center and save: Zendesk has nothing there", facts...)
		}
		return fail("make them the same: change it in Admin Center and save, or take over here what is saved", facts...)
	}
}

// brokenEntries says what is wrong with what is saved by itself, whatever the
// draft says: an entry that is no redirect URL matches nothing, for ever.
func brokenEntries(r Record) (fix string, entry Fact, broken bool) {
	const where = ": correct it in Admin Center, one URL per line, and save"
	for n, saved := range r.RedirectURLs {
		u, err := zendesk.ParseRedirectURL(saved)
		shown := fact("saved", saved)
		switch {
		case zendesk.SeveralURLs(saved):
			return fmt.Sprintf("entry %d holds several URLs, and matches none of them%s", n+1, where), shown, true
		case err != nil:
			return fmt.Sprintf("entry %d: %v%s", n+1, err, where), shown, true
		case u.String() != saved:
			return fmt.Sprintf("entry %d has white space around it%s", n+1, where), shown, true
		}
	}
	if r.NullURLs > 0 {
		return fmt.Sprintf("%s without a URL is saved%s", count(r.NullURLs, "entry"), where), fact("saved", orElse(strings.Join(r.RedirectURLs, ", "), "none")), true
	}
	return "", Fact{}, false
}

// sameURLs compares the redirect URLs as sets of exact strings.
func sameURLs(d Draft, r Record) Finding {
	declared := d.Lines(RedirectURLs)
	if len(r.RedirectURLs) == 0 && r.NullURLs == 0 && !r.Tells(KeyRedirectURI) {
		return silent("redirect URLs")
	}
	if fix, entry, broken := brokenEntries(r); broken {
		return fail(fix, entry)
	}
	if len(declared) == 0 && len(r.RedirectURLs) > 0 {
		return pass(fact("saved", list(r.RedirectURLs)))
	}
	if len(declared) == 0 {
		return fail("add the redirect URLs in Admin Center and here: there are none")
	}
	var facts []Fact
	onlySaved := difference(r.RedirectURLs, declared)
	for _, u := range difference(declared, r.RedirectURLs) {
		if i, kind := nearURL(u, onlySaved); i >= 0 {
			facts = append(facts, fact("differs", u+" here, "+onlySaved[i]+" saved: "+kind))
			onlySaved = slices.Delete(slices.Clone(onlySaved), i, i+1)
		} else {
			facts = append(facts, fact("not_saved", u))
		}
	}
	for _, u := range onlySaved {
		facts = append(facts, fact("only_saved", u))
	}
	if len(facts) == 0 {
		return pass(fact("saved", list(r.RedirectURLs)))
	}
	return fail("make the lists the same, character for character: change them in Admin Center and save, or take over here what is saved", facts...)
}
