package checklist

import (
	"cmp"
	"time"

	"zdg/checklist/explain"
)

// recordChecks compare what Zendesk has saved with the draft. Only reading it is a step of
// the test: a difference stops the request, not the test.
func recordChecks() []Check {
	check := Check{Stage: StageCleanUp, Of: StepRecord, How: byRecord}.row
	asSaved := documented("Z1", "the client is converted as it is saved, not as it was meant")
	differs := func(id, title string, f Field) Check { return check(id, title, f, asSaved, onRecord(sameValue(f))) }
	return []Check{
		{
			ID: "record-read", Title: "what Zendesk has saved for the client was read", Stage: StageTest, Step: StepRecord, How: byRecord,
			Rule:  documented("Z7", "the OAuth Clients API shows an admin the fields of a client"),
			Judge: recordRead,
		},
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
