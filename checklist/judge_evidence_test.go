package checklist

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"zdg/checklist/explain"
)

// evidenceRows try the checks of what was measured.
func evidenceRows() []row {
	rows := []row{
		{"account-reachable", Pass, unchanged},
		{"account-reachable", Fail, stepGot(StepReach, noHost)},
		{"account-reachable", Warn, stepGot(StepReach, tooMany)},
		{"account-reachable", NotRun, set(FieldSubdomain, "d3v-other")},

		{"credentials-accepted", Pass, unchanged},
		{"credentials-accepted", Pass, all(set(FieldKind, "public"), func(d *Draft, e *Evidence) {
			*e = sampleEvidence(*d)
			e.Credentials.SecretProven = false
		})},
		{"credentials-accepted", Fail, all(stepGot(StepCredentials, onToken401), changeEvidence(func(e *Evidence) { e.Credentials.Answer = AnswerRefused }))},
		{"credentials-accepted", Fail, changeEvidence(func(e *Evidence) { e.Credentials.Answer = AnswerRefused })},
		{"credentials-accepted", Fail, all(stepGot(StepCredentials, onToken401), changeEvidence(func(e *Evidence) { e.Credentials = nil }))},
		{"credentials-accepted", Warn, changeEvidence(func(e *Evidence) { e.Credentials.Answer = AnswerUnclear })},
		{"credentials-accepted", Warn, all(stepGot(StepCredentials, onToken500), changeEvidence(func(e *Evidence) { e.Credentials.Answer = AnswerUnclear }))},
		{"credentials-accepted", NotRun, changeEvidence(func(e *Evidence) { e.Credentials = nil })},
		{"credentials-accepted", NotRun, stepNotMade(StepCredentials)},
		{"credentials-accepted", NotRun, set(FieldKind, "public")},

		{"callback-listener", Pass, unchanged},
		{"callback-listener", Fail, stepGot(StepListen, busyPort)},
		{"callback-listener", NotRun, set(FieldTestRedirect, "http://localhost:1/")},
		{"authorized", Pass, unchanged},
		{"authorized", Fail, stepGot(StepAuthorize, denied)},
		{"authorized", NotRun, stepNotMade(StepAuthorize)},
		{"consent-shown", Pass, unchanged},
		{"consent-shown", Warn, changeEvidence(func(e *Evidence) { e.Token.ConsentSkipped = true })},
		{"consent-shown", NotRun, changeEvidence(func(e *Evidence) { e.Token = nil })},
		{"allowed-scopes", Pass, unchanged},
		{"allowed-scopes", Fail, stepGot(StepAuthorize, badScope)},
		{"allowed-scopes", NotRun, stepGot(StepAuthorize, denied)},
		{"allowed-scopes", NotRun, stepGot(StepExchange, badScope)}, // the authorize page gave a code
		{"allowed-scopes", NotRun, set(FieldScopes, "read")},

		{"tokens-issued", Pass, unchanged},
		{"tokens-issued", Fail, stepGot(StepExchange, onToken401)},
		{"tokens-issued", NotRun, stepNotMade(StepExchange)},
		{"token-type", Pass, changeEvidence(func(e *Evidence) { e.Token.Type = "Bearer" })},
		{"token-type", Warn, changeEvidence(func(e *Evidence) { e.Token.Type = "" })},
		{"scopes-granted", Pass, unchanged},
		{"scopes-granted", Pass, changeEvidence(func(e *Evidence) { e.Token.Granted = nil })},
		{"scopes-granted", Fail, changeEvidence(func(e *Evidence) { e.Token.Granted = []string{"users:read"} })},
		{"scopes-granted", Warn, changeEvidence(func(e *Evidence) { e.Token.Granted = []string{"read"} })}, // it holds them
		{"scopes-granted", Warn, changeEvidence(func(e *Evidence) { e.Token.Granted = append(e.Token.Granted, "write") })},
		// A resource without a level has both of its own.
		{"scopes-granted", Pass, changeEvidence(func(e *Evidence) {
			e.Token.Asked, e.Token.Granted = []string{"tickets:read", "tickets:write"}, []string{"tickets"}
		})},
		{"scopes-granted", Warn, changeEvidence(func(e *Evidence) { e.Token.Asked, e.Token.Granted = []string{"tickets:read"}, []string{"tickets"} })}, // which is more
		{"scopes-granted", Fail, changeEvidence(func(e *Evidence) { e.Token.Asked, e.Token.Granted = []string{"tickets:read"}, []string{"users"} })},
		{"scopes-granted", NotRun, changeEvidence(func(e *Evidence) { e.Token.Granted, e.Token.CurrentScopes = nil, nil })},
		{"refresh-token", Pass, unchanged},
		{"refresh-token", Fail, changeEvidence(func(e *Evidence) { e.Token.HasRefresh = false })},
		{"refresh-token", NotRun, stepGot(StepExchange, onToken401)},
		{"access-lifetime", Pass, unchanged},
		{"access-lifetime", Pass, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn.Seconds = 1800 })}, // not as asked
		{"access-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Seconds: 300, Form: "string", Raw: `"300"`} })},
		{"access-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "null"} })},
		{"access-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "missing"} })},
		{"access-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Seconds: -1, Form: "number"} })},
		{"access-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "unreadable", Raw: "true"} })},
		{"access-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "number"} })},
		{"access-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn.Seconds = 172801 })},
		{"access-lifetime", Pass, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn.Seconds = 172800 })},
		{"access-lifetime", Pass, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn.Seconds = 300 })},
		{"access-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn.Seconds = 299 })},
		{"current-lifetime", Pass, unchanged},
		{"current-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.ExpiresAt = noon.Add(-time.Hour) })},
		{"current-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.ExpiresAt = noon.Add(time.Hour) })},
		{"current-lifetime", NotRun, changeEvidence(func(e *Evidence) { e.Token.ExpiresAt = time.Time{} })},
		{"current-lifetime", NotRun, stepGot(StepToken, forbidden)},
		{"refresh-lifetime", Pass, unchanged},
		{"refresh-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.RefreshExpiresIn = Lifetime{Form: "missing"} })},
		{"refresh-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.RefreshExpiresIn.Seconds = 604799 })},
		{"refresh-lifetime", Pass, changeEvidence(func(e *Evidence) { e.Token.RefreshExpiresIn.Seconds = 604800 })},
		{"refresh-lifetime", Pass, changeEvidence(func(e *Evidence) { e.Token.RefreshExpiresIn.Seconds = 7776000 })},
		{"refresh-lifetime", Warn, changeEvidence(func(e *Evidence) { e.Token.RefreshExpiresIn.Seconds = 7776001 })},
		{"refresh-lifetime", NotRun, changeEvidence(func(e *Evidence) { e.Token.HasRefresh = false })},

		{"person-known", Pass, unchanged},
		{"person-known", Fail, changeEvidence(func(e *Evidence) { e.Person.ID = 0 })},
		{"person-known", Fail, stepGot(StepIdentity, invalidToken401)},
		{"person-known", NotRun, changeEvidence(func(e *Evidence) { e.Person = nil })},
		{"person-active", Pass, unchanged},
		{"person-active", Warn, changeEvidence(func(e *Evidence) { e.Person.Suspended = true })},
		{"person-active", Warn, changeEvidence(func(e *Evidence) { e.Person.Inactive = true })},
		{"person-active", NotRun, changeEvidence(func(e *Evidence) { e.Person.ID = 0 })},
		{"person-admin", Pass, unchanged},
		{"person-admin", Warn, changeEvidence(func(e *Evidence) { e.Person.Role = "agent" })},
		{"person-admin", NotRun, changeEvidence(func(e *Evidence) { e.Person.ID = 0 })},
		{"token-scopes", Pass, unchanged},
		{"token-scopes", Warn, changeEvidence(func(e *Evidence) { e.Token.CurrentScopes = []string{"read"} })},
		{"token-scopes", Warn, stepGot(StepToken, invalidToken401)}, // users/me has let it in
		{"token-scopes", Fail, all(stepGot(StepToken, invalidToken401), changeEvidence(func(e *Evidence) { e.Person = nil }))},
		{"token-scopes", Fail, all(stepGot(StepToken, notAuthenticated401), changeEvidence(func(e *Evidence) { e.Person, e.Refresh = nil, nil }))},
		{"token-scopes", Warn, all(stepGot(StepToken, notAuthenticated401), changeEvidence(func(e *Evidence) { e.Person = nil }))}, // the next token was let in
		{"token-scopes", NotRun, stepGot(StepToken, forbidden)},                                                                    // narrower scopes than the broad read
		{"token-scopes", Warn, all(stepGot(StepToken, forbidden), changeEvidence(func(e *Evidence) { e.Token.Granted = []string{"read"} }))},
		{"token-scopes", NotRun, all(stepGot(StepToken, forbidden), changeEvidence(func(e *Evidence) { e.Token.Granted = nil }))},
		{"token-scopes", NotRun, changeEvidence(func(e *Evidence) { e.Token.CurrentScopes = nil })},
		{"token-scopes", NotRun, stepNotMade(StepToken)},

		{"record-read", Pass, unchanged},
		{"record-read", NotRun, all(stepGot(StepRecord, forbidden), changeEvidence(func(e *Evidence) { e.Record = nil }))},
		{"record-read", Warn, all(stepGot(StepRecord, invalidToken401), changeEvidence(func(e *Evidence) { e.Record = nil }))},
		{"record-read", Fail, all(stepGot(StepRecord, invalidToken401), changeEvidence(func(e *Evidence) { e.Record, e.Person = nil, nil }))},
		{"record-read", Pass, all(stepNotMade(StepRecord), changeEvidence(func(e *Evidence) { e.Record.How = "pasted" }))},
		{"record-read", Warn, all(stepGot(StepRecord, explain.Seen{Where: explain.API, Status: 200, Error: "RecordNotFound"}), changeEvidence(func(e *Evidence) { e.Record = nil }))},
		{"record-identifier", Pass, unchanged},
		{"record-name", Fail, changeRecord(hideInRecord(KeyName, 0, true))},
		{"record-name", NotRun, changeRecord(hideInRecord(KeyName, 0, false))},
		{"record-description", Fail, changeRecord(hideInRecord(KeyDescription, 0, true))},
		{"no-secret-in-answers", Fail, changeRecord(hideInRecord(KeyDescription, 0, true))},
		{"no-secret-in-answers", Pass, changeRecord(hideInRecord(KeyDescription, 0, false))},
		{"record-company", Pass, changeRecord(hideInRecord(KeyName, 0, true))},
		{"description-filled", Fail, all(set(FieldDescription, ""), changeRecord(hideInRecord(KeyDescription, 0, true)))},
		{"description-filled", NotRun, all(set(FieldDescription, ""), changeRecord(hideInRecord(KeyDescription, 0, false)))},
		{"description-filled", Pass, changeRecord(hideInRecord(KeyDescription, 0, true))}, // it is the draft that is judged; record-description fails
		{"name-filled", Fail, all(set(FieldName, ""), changeRecord(func(r *Record) { r.Name = "Your App" }))},
		{"record-redirect-urls", Fail, changeRecord(hideInRecord(KeyRedirectURI, 1, true))},
		{"record-redirect-urls", NotRun, changeRecord(hideInRecord(KeyRedirectURI, 1, false))},
		{"record-description", Fail, all(set(FieldDescription, ""), changeRecord(func(r *Record) { r.Description = "\u2800" }))},
		{"record-name", Warn, all(set(FieldName, ""), changeRecord(func(r *Record) { r.Name = "Acme" + UnseenMark }))},
		{"record-name", Fail, all(set(FieldName, "Acme"), changeRecord(func(r *Record) { r.Name = "Acme" + UnseenMark }))},
		{"name-filled", Warn, all(set(FieldName, ""), changeRecord(func(r *Record) { r.Name = "Acme" + UnseenMark }))},
		{"redirect-urls-dangers", NotRun, all(set(FieldKeptURLsWhy, "x"), changeRecord(hideInRecord(KeyRedirectURI, 1, false)))},
		{"record-name", NotRun, changeRecord(func(r *Record) { r.Subdomain = "d3v-other"; r.How = RecordPasted })},
		{"record-read", NotRun, changeRecord(func(r *Record) { r.Subdomain = "d3v-other"; r.How = RecordPasted })},
		{"record-identifier", Fail, changeEvidence(func(e *Evidence) { e.Record.Identifier = "zdg-acme_sync" })},
		{"record-kind", Pass, unchanged},
		{"record-kind", Fail, changeEvidence(func(e *Evidence) { e.Record.Kind = "public" })},
		{"record-kind", NotRun, set(FieldIdentifier, "zdg-other")},
		{"record-kind", NotRun, all(stepNotMade(StepRecord), changeEvidence(func(e *Evidence) { e.Record.Identifier = "zdg-other" }))},
		{"record-name", Pass, unchanged},
		{"record-name", Fail, set(FieldName, "Acme")},
		{"record-description", Pass, set(FieldDescription, "")},
		{"record-description", Fail, changeEvidence(func(e *Evidence) { e.Record.Description = " " })},
		{"record-company", Pass, unchanged},
		{"record-company", Fail, changeEvidence(func(e *Evidence) { e.Record.Company = "Other Inc." })},
		{"record-logo", Pass, unchanged},
		{"record-logo", Fail, changeEvidence(func(e *Evidence) { e.Record.LogoURL = "" })},
		{"record-redirect-urls", Pass, unchanged},
		{"record-redirect-urls", Pass, set(FieldRedirectURLs, "")},
		{"record-redirect-urls", Fail, changeEvidence(func(e *Evidence) { e.Record.RedirectURLs = e.Record.RedirectURLs[:1] })},
		{"record-redirect-urls", Fail, changeEvidence(func(e *Evidence) { e.Record.RedirectURLs[0] += "/" })},
		{"record-redirect-urls", Fail, all(set(FieldRedirectURLs, ""), changeEvidence(func(e *Evidence) { e.Record.RedirectURLs = nil }))},
		{"record-redirect-urls", Fail, all(set(FieldRedirectURLs, ""), changeRecord(func(r *Record) { r.RedirectURLs = []string{"https://app.acme.com/cb https://b.acme.com/cb"} }))},
		{"record-redirect-urls", Fail, all(set(FieldRedirectURLs, ""), changeRecord(func(r *Record) { r.RedirectURLs = []string{"https://app.acme.com/cb,https://b.acme.com/cb"} }))},
		{"record-redirect-urls", Fail, all(set(FieldRedirectURLs, ""), changeRecord(func(r *Record) { r.RedirectURLs = []string{" https://app.acme.com/cb"} }))},
		{"record-redirect-urls", Fail, all(set(FieldRedirectURLs, ""), changeRecord(func(r *Record) { r.RedirectURLs, r.NullURLs = nil, 1 }))},
		{"record-redirect-urls", Fail, changeRecord(func(r *Record) { r.NullURLs = 1 })},
		{"record-redirect-urls", NotRun, changeRecord(func(r *Record) { r.RedirectURLs, r.Untold = nil, []string{KeyRedirectURI} })},
		{"record-logo", NotRun, changeRecord(func(r *Record) { r.LogoURL, r.Untold = "", []string{KeyLogoURL} })},
		{"record-kind", NotRun, changeRecord(func(r *Record) { r.Kind, r.Untold = "", []string{KeyKind} })},
		{"record-kind", Pass, set(FieldKind, "Confidential")},
		{"record-company", NotRun, changeRecord(func(r *Record) { r.Company, r.Untold = "", []string{KeyCompany} })},
		{"record-scopes", NotRun, unchanged}, // the documented record does not have them
		{"record-scopes", Ask, changeRecord(func(r *Record) { r.AllowedScopes = []string{} })},
		{"record-scopes", Pass, changeRecord(func(r *Record) { r.AllowedScopes = []string{"tickets:read", "users:read", "hc:read"} })},
		{"record-scopes", Warn, changeRecord(func(r *Record) { r.AllowedScopes = []string{"read"} })},
		{"record-scopes", Fail, changeRecord(func(r *Record) { r.AllowedScopes = []string{"tickets:read"} })},
		{"record-scopes", NotRun, all(set(FieldScopes, "${SCOPES}"), changeRecord(func(r *Record) { r.AllowedScopes = []string{"tickets:read"} }))},
		{"record-token-expiration", NotRun, unchanged},
		{"record-token-expiration", Pass, changeRecord(func(r *Record) { r.TokenExpiration = ToggleOn })},
		{"record-token-expiration", Warn, changeRecord(func(r *Record) { r.TokenExpiration = ToggleOff })},
		{"record-not-global", NotRun, changeRecord(func(r *Record) { r.Untold = []string{KeyGlobal} })},
		{"record-not-global", Pass, unchanged},
		{"record-not-global", Fail, changeEvidence(func(e *Evidence) { e.Record.Global = true })},

		{"scope-calls", Pass, unchanged},
		{"scope-calls", Fail, madeCalls(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 403, Lacks: "scope"})},
		{"scope-calls", Warn, madeCalls(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 404})},
		{"scope-calls", Pass, madeCalls(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 403, Lacks: "role"})},
		{"scope-calls", Warn, madeCalls(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 403, Lacks: LacksAnother})},
		{"scope-calls", NotRun, madeCalls(ScopeProbe{Scope: "tickets:write", NotRun: "it only writes"})},
		{"scope-calls", Warn, scopeGot(botPage)},
		{"role-calls", Pass, unchanged},
		{"role-calls", Warn, madeCalls(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 403, Lacks: "role"})},

		{"refresh-works", Pass, unchanged},
		{"refresh-works", Fail, stepGot(StepRefresh, onToken401)},
		{"refresh-works", Fail, changeEvidence(func(e *Evidence) { e.Refresh.New = Dead })},
		{"refresh-works", Fail, changeEvidence(func(e *Evidence) { e.Refresh.New = AliveUnknown })},
		{"refresh-works", NotRun, changeEvidence(func(e *Evidence) { e.Refresh = nil })},
		{"refresh-rotates", Pass, unchanged},
		{"refresh-rotates", Fail, changeEvidence(func(e *Evidence) { e.Refresh.HasNewRefresh = false })},
		{"refresh-rotates", Warn, changeEvidence(func(e *Evidence) { e.Refresh.Same = true })},
		{"refresh-scopes", NotRun, unchanged},
		{"refresh-scopes", Pass, changeEvidence(func(e *Evidence) { e.Refresh.Scopes = e.Token.Granted })},
		{"refresh-works", Warn, changeEvidence(func(e *Evidence) { e.Refresh.Odd = []string{"users/me"} })},
		{"refresh-works", Fail, changeEvidence(func(e *Evidence) { e.Refresh.Lost = []string{"users/me"} })},
		{"refresh-works", Fail, changeEvidence(func(e *Evidence) { e.Refresh.Other = true })},
		{"refresh-scopes", Fail, changeEvidence(func(e *Evidence) { e.Refresh.Scopes = e.Token.Granted[:1] })},
		{"refresh-lifetimes", Pass, unchanged},
		{"refresh-lifetimes", Warn, changeEvidence(func(e *Evidence) { e.Refresh.ExpiresIn = Lifetime{Form: "missing"} })},
		{"refresh-lifetimes", Warn, changeEvidence(func(e *Evidence) { e.Refresh.RefreshExpires = Lifetime{Form: "null"} })},
		{"old-access-dead", Pass, unchanged},
		{"old-access-dead", Warn, changeEvidence(func(e *Evidence) { e.Refresh.OldAccess = StillAlive })},
		{"old-access-dead", NotRun, changeEvidence(func(e *Evidence) { e.Refresh.OldAccess = AliveUnknown })},
		{"old-refresh-dead", NotRun, unchanged},
		{"old-refresh-dead", Pass, changeEvidence(func(e *Evidence) { e.Refresh.OldRefresh = Dead })},
		{"old-refresh-dead", Warn, changeEvidence(func(e *Evidence) { e.Refresh.OldRefresh = StillAlive })},

		{"credentials-accepted", Fail, changeEvidence(func(e *Evidence) { e.Credentials.Answer = AnswerIssued })},
		{"person-known", Warn, stepGot(StepIdentity, explain.Seen{Where: explain.API, Status: 500})}, // the refresh had an answer
		{"person-known", Fail, all(stepGot(StepIdentity, explain.Seen{Where: explain.API, Status: 429}), changeEvidence(func(e *Evidence) { e.Refresh = nil }))},
		{"token-revoked", Pass, unchanged},
		{"token-revoked", Pass, changeEvidence(func(e *Evidence) { e.Revoke.Status = 401 })}, // every one is proven dead all the same
		{"token-revoked", Warn, changeEvidence(func(e *Evidence) { e.Revoke.Status, e.Revoke.Left, e.Revoke.LivesUntil = 403, 1, noon.Add(time.Hour) })},
		{"token-revoked", Warn, changeEvidence(func(e *Evidence) { e.Revoke.Status, e.Revoke.Left = 500, 2 })},
		{"token-revoked", Warn, changeEvidence(func(e *Evidence) { e.Revoke.Left = 1 })}, // an older pair
		{"token-revoked", Warn, changeEvidence(func(e *Evidence) { e.Revoke.Left, e.Revoke.Unseen = 1, 1 })},
		{"token-revoked", Warn, changeEvidence(func(e *Evidence) { *e.Revoke = Revoke{Left: 1, Unseen: 1} })},
		{"token-revoked", Warn, changeEvidence(func(e *Evidence) { e.Revoke.Access, e.Revoke.Left = StillAlive, 2 })},
		{"token-revoked", Warn, all(stepGot(StepRevoke, forbidden), changeEvidence(func(e *Evidence) { e.Revoke = nil }))},
		{"token-revoked", NotRun, changeEvidence(func(e *Evidence) { e.Revoke = nil })},
		{"revoke-access-dead", Pass, unchanged},
		{"revoke-access-dead", Warn, changeEvidence(func(e *Evidence) { e.Revoke.Access, e.Revoke.By = StillAlive, "id" })},
		{"revoke-access-dead", NotRun, stepNotMade(StepRevoke)},
		{"revoke-refresh-dead", Pass, unchanged},
		{"revoke-refresh-dead", Warn, changeEvidence(func(e *Evidence) { e.Revoke.Refresh = StillAlive })},
		{"revoke-refresh-dead", NotRun, changeEvidence(func(e *Evidence) { e.Revoke.Refresh = AliveUnknown })},

		{"test-outcome", Pass, unchanged},
		{"test-outcome", Fail, changeEvidence(func(e *Evidence) { e.Outcome = OutcomeFailed })},
		{"test-outcome", NotRun, changeEvidence(func(e *Evidence) { e.Outcome = OutcomeTimedOut })},
		{"test-outcome", NotRun, changeEvidence(func(e *Evidence) { e.Outcome = "" })},
		{"test-outcome", NotRun, set(FieldScopes, "read")},
	}
	for _, c := range Checks() { // before the first test nothing that is measured has a verdict
		if c.Step != "" {
			rows = append(rows, row{c.ID, NotRun, func(d *Draft, e *Evidence) { *e = Evidence{} }})
		}
	}
	return rows
}

// madeCalls replaces the calls for scopes.
func madeCalls(probes ...ScopeProbe) func(*Draft, *Evidence) {
	return changeEvidence(func(e *Evidence) { e.Scopes = probes })
}

func hideInRecord(key string, entry int, secret bool) func(*Record) {
	return func(r *Record) { r.Hidden = []Hidden{{key, entry, secret}} }
}

// TestIdentityWarnsWhenLaterTokenIsAccepted: where a later token was accepted, users/me alone is to
// blame.
func TestIdentityWarnsWhenLaterTokenIsAccepted(t *testing.T) {
	d := sampleDraft()
	e := sampleEvidence(d)
	stepGot(StepIdentity, explain.Seen{
		Where: explain.API, Status: 401, Error: "Couldn't authenticate you", Asked: explain.Asked{Op: "GET /api/v2/users/me.json", As: explain.WithToken},
	})(&d, &e)
	r, _ := resultOf(Judge(d, e), "person-known")
	if r.Verdict != Warn || !strings.Contains(r.Finding.Fix, "If your integration needs this address") {
		t.Errorf("%v: %s", r.Verdict, r.Finding.Fix)
	}
}

// TestPublicClientProvesNoSecret: where Zendesk has the client as public, nothing is said of the
// secret, whatever the answers say.
func TestPublicClientProvesNoSecret(t *testing.T) {
	d := sampleDraft()
	e := sampleEvidence(d)
	said := func() string {
		r, _ := resultOf(Judge(d, e), "credentials-accepted")
		s, _ := e.Step(StepCredentials)
		return fmt.Sprintf("%v %s %s", r.Facts, credentialsSummary(s, e), secretProof(d, e))
	}
	if got := said(); strings.Count(got, "secret") != 2 || strings.Contains(got, "nothing") {
		t.Fatalf("of a confidential client: %s", got)
	}
	e.Record.Kind = "public"
	if got := said(); strings.Count(got, "nothing") != 3 {
		t.Errorf("of a public client: %s", got)
	}
}

// TestAbsentKeyIsNotTold: a key that the record lacks is "not told", not "none".
func TestAbsentKeyIsNotTold(t *testing.T) {
	d := sampleDraft()
	e := sampleEvidence(d)
	e.Record.Untold = []string{KeyRedirectURI, KeyKind}
	e.Record.RedirectURLs, e.Record.Kind, e.Record.Company = nil, "", ""
	want := map[string]string{"redirect_urls": "not told", "kind": "not told", "company": "none", "name": e.Record.Name}
	for _, f := range recordRead(d, e).Facts {
		if value, is := want[f.Key]; is && f.Value != value {
			t.Errorf("%s is %q, want %q", f.Key, f.Value, value)
		}
	}
}

// TestFaultOfEmptyRecordField: where Zendesk has nothing and the answer is empty too, the fault is
// that nothing is saved.
func TestFaultOfEmptyRecordField(t *testing.T) {
	d := sampleDraft().With(FieldDescription, "")
	e := sampleEvidence(d)
	e.Record.Description = ""
	if r, ok := resultOf(Judge(d, e), "record-description"); !ok || r.Verdict != Fail || Fault(d, r) != "Zendesk has saved no description" {
		t.Errorf("%s: %s", r.Verdict, Fault(d, r))
	}
}

func TestEmptyEntriesAreCounted(t *testing.T) {
	for n, want := range map[int]string{1: "1 entry saved without a URL", 2: "2 entries saved without a URL"} {
		if fix, _, broken := brokenEntries(Record{NullURLs: n}); !broken || !strings.HasPrefix(fix, want) {
			t.Errorf("%d empty entries: %q, want %q", n, fix, want)
		}
	}
}
