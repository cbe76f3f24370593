package checklist

import (
	"slices"
	"strings"
	"time"
)

// recordChecks hold what Zendesk has saved against the draft. Only the reading
// is a step of the test: a difference stops the request, not the test.
func recordChecks() []Check {
	differs := func(id, title string, f Field, of func(Record) string) Check {
		return Check{
			ID: id, Title: title, Stage: CleanUp, Field: f, Of: StepRecord, How: ByRecord,
			Rule:  documented("Z1", "the client is converted as it is saved, not as it was meant"),
			Judge: onRecord(same(f, of)),
		}
	}
	return []Check{
		{
			ID: "record-read", Title: "the client as Zendesk has saved it was read", Stage: TestStage, Step: StepRecord, How: ByRecord,
			Rule:  documented("Z7", "the OAuth Clients API shows an admin every field of a client"),
			Judge: recordRead,
		},
		differs("record-identifier", "saved identifier is the draft's", Identifier, func(r Record) string { return r.Identifier }),
		differs("record-kind", "saved client kind is the draft's", Kind, func(r Record) string { return r.Kind }),
		differs("record-name", "saved name is the draft's", Name, func(r Record) string { return r.Name }),
		differs("record-description", "saved description is the draft's", Description, func(r Record) string { return r.Description }),
		differs("record-company", "saved company is the draft's", Company, func(r Record) string { return r.Company }),
		{
			ID: "record-logo", Title: "a logo is saved", Stage: CleanUp, Field: LogoFile, Of: StepRecord, How: ByRecord,
			Rule: documented("Z7", "the API shows the address of the saved logo; it can be uploaded in Admin Center alone"),
			Judge: onRecord(func(_ Draft, r Record) Finding {
				if strings.TrimSpace(r.LogoURL) == "" {
					return fail("upload the logo in Admin Center and save: Zendesk has none", fact("saved", "none"))
				}
				return pass(fact("saved", r.LogoURL))
			}),
		},
		{
			ID: "record-redirect-urls", Title: "saved redirect URLs are the draft's", Stage: CleanUp, Field: RedirectURLs, Of: StepRecord, How: ByRecord,
			Rule:  inferred("T16", "redirect URLs are matched as exact strings, also in port, path and last slash"),
			Judge: onRecord(sameURLs),
		},
		{
			ID: "record-not-global", Title: "the client is still a local one", Stage: CleanUp, Of: StepRecord, How: ByRecord,
			Rule: documented("Z7", "global tells whether the client has been converted"),
			Judge: onRecord(func(_ Draft, r Record) Finding {
				if r.Global {
					return fail("it has been converted already: there is nothing left to request. Changes are made by Zendesk Support alone", fact("global", "true"))
				}
				return pass(fact("global", "false"))
			}),
		},
	}
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
	return *e.Record, e.Record.Identifier == strings.TrimSpace(d.Get(Identifier))
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
		return "read for the identifier " + orNone(e.Record.Identifier) + ", the draft has " + orNone(strings.TrimSpace(d.Get(Identifier))) + " now"
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
func same(f Field, of func(Record) string) func(Draft, Record) Finding {
	return func(d Draft, r Record) Finding {
		declared, saved := strings.TrimSpace(d.Get(f)), strings.TrimSpace(of(r))
		facts := []Fact{fact("draft", orNone(declared)), fact("saved", orNone(saved))}
		switch {
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

// sameURLs compares the redirect URLs as sets of exact strings.
func sameURLs(d Draft, r Record) Finding {
	declared := d.Lines(RedirectURLs)
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
