package checklist

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"zdg/checklist/explain"
)

// evidenceRows are the checks that are made from what was measured.
func evidenceRows() []row {
	rows := []row{
		{"account-reachable", Pass, unchanged},
		{"account-reachable", Fail, sees(StepReach, noHost)},
		{"account-reachable", Warn, sees(StepReach, tooMany)},
		{"account-reachable", NotRun, set(FieldSubdomain, "d3v-other")},

		{"credentials-accepted", Pass, unchanged},
		{"credentials-accepted", Pass, both(set(FieldKind, "public"), func(d *Draft, e *Evidence) {
			*e = sampleEvidence(*d)
			e.Credentials.SecretProven = false
		})},
		{"credentials-accepted", Fail, both(sees(StepCredentials, onToken401), measuredAs(func(e *Evidence) { e.Credentials.Answer = AnswerRefused }))},
		{"credentials-accepted", Fail, measuredAs(func(e *Evidence) { e.Credentials.Answer = AnswerRefused })},
		{"credentials-accepted", Fail, both(sees(StepCredentials, onToken401), measuredAs(func(e *Evidence) { e.Credentials = nil }))},
		{"credentials-accepted", Warn, measuredAs(func(e *Evidence) { e.Credentials.Answer = AnswerUnclear })},
		{"credentials-accepted", Warn, both(sees(StepCredentials, onToken500), measuredAs(func(e *Evidence) { e.Credentials.Answer = AnswerUnclear }))},
		{"credentials-accepted", NotRun, measuredAs(func(e *Evidence) { e.Credentials = nil })},
		{"credentials-accepted", NotRun, misses(StepCredentials)},
		{"credentials-accepted", NotRun, set(FieldKind, "public")},

		{"callback-listener", Pass, unchanged},
		{"callback-listener", Fail, sees(StepListen, busyPort)},
		{"callback-listener", NotRun, set(FieldTestRedirect, "http://localhost:1/")},
		{"authorized", Pass, unchanged},
		{"authorized", Fail, sees(StepAuthorize, denied)},
		{"authorized", NotRun, misses(StepAuthorize)},
		{"consent-shown", Pass, unchanged},
		{"consent-shown", Warn, measuredAs(func(e *Evidence) { e.Token.ConsentSkipped = true })},
		{"consent-shown", NotRun, measuredAs(func(e *Evidence) { e.Token = nil })},
		{"allowed-scopes", Pass, unchanged},
		{"allowed-scopes", Fail, sees(StepAuthorize, badScope)},
		{"allowed-scopes", NotRun, sees(StepAuthorize, denied)},
		{"allowed-scopes", NotRun, sees(StepExchange, badScope)}, // the authorize page gave a code
		{"allowed-scopes", NotRun, set(FieldScopes, "read")},

		{"tokens-issued", Pass, unchanged},
		{"tokens-issued", Fail, sees(StepExchange, onToken401)},
		{"tokens-issued", NotRun, misses(StepExchange)},
		{"token-type", Pass, measuredAs(func(e *Evidence) { e.Token.Type = "Bearer" })},
		{"token-type", Warn, measuredAs(func(e *Evidence) { e.Token.Type = "" })},
		{"scopes-granted", Pass, unchanged},
		{"scopes-granted", Pass, measuredAs(func(e *Evidence) { e.Token.Granted = nil })},
		{"scopes-granted", Fail, measuredAs(func(e *Evidence) { e.Token.Granted = []string{"users:read"} })},
		{"scopes-granted", Warn, measuredAs(func(e *Evidence) { e.Token.Granted = []string{"read"} })}, // it holds them
		{"scopes-granted", Warn, measuredAs(func(e *Evidence) { e.Token.Granted = append(e.Token.Granted, "write") })},
		// A resource without a level has both of its own.
		{"scopes-granted", Pass, measuredAs(func(e *Evidence) {
			e.Token.Asked, e.Token.Granted = []string{"tickets:read", "tickets:write"}, []string{"tickets"}
		})},
		{"scopes-granted", Warn, measuredAs(func(e *Evidence) { e.Token.Asked, e.Token.Granted = []string{"tickets:read"}, []string{"tickets"} })}, // which is more
		{"scopes-granted", Fail, measuredAs(func(e *Evidence) { e.Token.Asked, e.Token.Granted = []string{"tickets:read"}, []string{"users"} })},
		{"scopes-granted", NotRun, measuredAs(func(e *Evidence) { e.Token.Granted, e.Token.CurrentScopes = nil, nil })},
		{"refresh-token", Pass, unchanged},
		{"refresh-token", Fail, measuredAs(func(e *Evidence) { e.Token.HasRefresh = false })},
		{"refresh-token", NotRun, sees(StepExchange, onToken401)},
		{"access-lifetime", Pass, unchanged},
		{"access-lifetime", Pass, measuredAs(func(e *Evidence) { e.Token.ExpiresIn.Seconds = 1800 })}, // not as asked
		{"access-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Seconds: 300, Form: "string", Raw: `"300"`} })},
		{"access-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "null"} })},
		{"access-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "missing"} })},
		{"access-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Seconds: -1, Form: "number"} })},
		{"access-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "unreadable", Raw: "true"} })},
		{"access-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "number"} })},
		{"access-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.ExpiresIn.Seconds = 172801 })},
		{"access-lifetime", Pass, measuredAs(func(e *Evidence) { e.Token.ExpiresIn.Seconds = 172800 })},
		{"access-lifetime", Pass, measuredAs(func(e *Evidence) { e.Token.ExpiresIn.Seconds = 300 })},
		{"access-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.ExpiresIn.Seconds = 299 })},
		{"current-lifetime", Pass, unchanged},
		{"current-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.ExpiresAt = noon.Add(-time.Hour) })},
		{"current-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.ExpiresAt = noon.Add(time.Hour) })},
		{"current-lifetime", NotRun, measuredAs(func(e *Evidence) { e.Token.ExpiresAt = time.Time{} })},
		{"current-lifetime", NotRun, sees(StepToken, forbidden)},
		{"refresh-lifetime", Pass, unchanged},
		{"refresh-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.RefreshExpiresIn = Lifetime{Form: "missing"} })},
		{"refresh-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.RefreshExpiresIn.Seconds = 604799 })},
		{"refresh-lifetime", Pass, measuredAs(func(e *Evidence) { e.Token.RefreshExpiresIn.Seconds = 604800 })},
		{"refresh-lifetime", Pass, measuredAs(func(e *Evidence) { e.Token.RefreshExpiresIn.Seconds = 7776000 })},
		{"refresh-lifetime", Warn, measuredAs(func(e *Evidence) { e.Token.RefreshExpiresIn.Seconds = 7776001 })},
		{"refresh-lifetime", NotRun, measuredAs(func(e *Evidence) { e.Token.HasRefresh = false })},

		{"person-known", Pass, unchanged},
		{"person-known", Fail, measuredAs(func(e *Evidence) { e.Person.ID = 0 })},
		{"person-known", Fail, sees(StepIdentity, dead401)},
		{"person-known", NotRun, measuredAs(func(e *Evidence) { e.Person = nil })},
		{"person-active", Pass, unchanged},
		{"person-active", Warn, measuredAs(func(e *Evidence) { e.Person.Suspended = true })},
		{"person-active", Warn, measuredAs(func(e *Evidence) { e.Person.Inactive = true })},
		{"person-active", NotRun, measuredAs(func(e *Evidence) { e.Person.ID = 0 })},
		{"person-admin", Pass, unchanged},
		{"person-admin", Warn, measuredAs(func(e *Evidence) { e.Person.Role = "agent" })},
		{"person-admin", NotRun, measuredAs(func(e *Evidence) { e.Person.ID = 0 })},
		{"token-scopes", Pass, unchanged},
		{"token-scopes", Warn, measuredAs(func(e *Evidence) { e.Token.CurrentScopes = []string{"read"} })},
		{"token-scopes", Warn, sees(StepToken, dead401)}, // users/me has let it in
		{"token-scopes", Fail, both(sees(StepToken, dead401), measuredAs(func(e *Evidence) { e.Person = nil }))},
		{"token-scopes", Fail, both(sees(StepToken, other401), measuredAs(func(e *Evidence) { e.Person, e.Refresh = nil, nil }))},
		{"token-scopes", Warn, both(sees(StepToken, other401), measuredAs(func(e *Evidence) { e.Person = nil }))}, // the next token was let in
		{"token-scopes", NotRun, sees(StepToken, forbidden)},                                                      // narrower scopes than the broad read
		{"token-scopes", Warn, both(sees(StepToken, forbidden), measuredAs(func(e *Evidence) { e.Token.Granted = []string{"read"} }))},
		{"token-scopes", NotRun, both(sees(StepToken, forbidden), measuredAs(func(e *Evidence) { e.Token.Granted = nil }))},
		{"token-scopes", NotRun, measuredAs(func(e *Evidence) { e.Token.CurrentScopes = nil })},
		{"token-scopes", NotRun, misses(StepToken)},

		{"record-read", Pass, unchanged},
		{"record-read", NotRun, both(sees(StepRecord, forbidden), measuredAs(func(e *Evidence) { e.Record = nil }))},
		{"record-read", Warn, both(sees(StepRecord, dead401), measuredAs(func(e *Evidence) { e.Record = nil }))},
		{"record-read", Fail, both(sees(StepRecord, dead401), measuredAs(func(e *Evidence) { e.Record, e.Person = nil, nil }))},
		{"record-read", Pass, both(misses(StepRecord), measuredAs(func(e *Evidence) { e.Record.How = "pasted" }))},
		{"record-read", Warn, both(sees(StepRecord, explain.Seen{Where: explain.API, Status: 200, Error: "RecordNotFound"}), measuredAs(func(e *Evidence) { e.Record = nil }))},
		{"record-identifier", Pass, unchanged},
		{"record-name", Fail, savedAs(hiding(KeyName, 0, true))},
		{"record-name", NotRun, savedAs(hiding(KeyName, 0, false))},
		{"record-description", Fail, savedAs(hiding(KeyDescription, 0, true))},
		{"no-secret-in-answers", Fail, savedAs(hiding(KeyDescription, 0, true))},
		{"no-secret-in-answers", Pass, savedAs(hiding(KeyDescription, 0, false))},
		{"record-company", Pass, savedAs(hiding(KeyName, 0, true))},
		{"description-filled", Fail, both(set(FieldDescription, ""), savedAs(hiding(KeyDescription, 0, true)))},
		{"description-filled", NotRun, both(set(FieldDescription, ""), savedAs(hiding(KeyDescription, 0, false)))},
		{"description-filled", Pass, savedAs(hiding(KeyDescription, 0, true))}, // it is the draft that is judged; record-description fails
		{"name-filled", Fail, both(set(FieldName, ""), savedAs(func(r *Record) { r.Name = "Your App" }))},
		{"record-redirect-urls", Fail, savedAs(hiding(KeyRedirectURI, 1, true))},
		{"record-redirect-urls", NotRun, savedAs(hiding(KeyRedirectURI, 1, false))},
		{"record-description", Fail, both(set(FieldDescription, ""), savedAs(func(r *Record) { r.Description = "\u2800" }))},
		{"record-name", Warn, both(set(FieldName, ""), savedAs(func(r *Record) { r.Name = "Acme" + UnseenMark }))},
		{"record-name", Fail, both(set(FieldName, "Acme"), savedAs(func(r *Record) { r.Name = "Acme" + UnseenMark }))},
		{"name-filled", Warn, both(set(FieldName, ""), savedAs(func(r *Record) { r.Name = "Acme" + UnseenMark }))},
		{"redirect-urls-dangers", NotRun, both(set(FieldKeptURLsWhy, "x"), savedAs(hiding(KeyRedirectURI, 1, false)))},
		{"record-name", NotRun, savedAs(func(r *Record) { r.Subdomain = "d3v-other"; r.How = RecordPasted })},
		{"record-read", NotRun, savedAs(func(r *Record) { r.Subdomain = "d3v-other"; r.How = RecordPasted })},
		{"record-identifier", Fail, measuredAs(func(e *Evidence) { e.Record.Identifier = "zdg-acme_sync" })},
		{"record-kind", Pass, unchanged},
		{"record-kind", Fail, measuredAs(func(e *Evidence) { e.Record.Kind = "public" })},
		{"record-kind", NotRun, set(FieldIdentifier, "zdg-other")},
		{"record-kind", NotRun, both(misses(StepRecord), measuredAs(func(e *Evidence) { e.Record.Identifier = "zdg-other" }))},
		{"record-name", Pass, unchanged},
		{"record-name", Fail, set(FieldName, "Acme")},
		{"record-description", Pass, set(FieldDescription, "")},
		{"record-description", Fail, measuredAs(func(e *Evidence) { e.Record.Description = " " })},
		{"record-company", Pass, unchanged},
		{"record-company", Fail, measuredAs(func(e *Evidence) { e.Record.Company = "Other Inc." })},
		{"record-logo", Pass, unchanged},
		{"record-logo", Fail, measuredAs(func(e *Evidence) { e.Record.LogoURL = "" })},
		{"record-redirect-urls", Pass, unchanged},
		{"record-redirect-urls", Pass, set(FieldRedirectURLs, "")},
		{"record-redirect-urls", Fail, measuredAs(func(e *Evidence) { e.Record.RedirectURLs = e.Record.RedirectURLs[:1] })},
		{"record-redirect-urls", Fail, measuredAs(func(e *Evidence) { e.Record.RedirectURLs[0] += "/" })},
		{"record-redirect-urls", Fail, both(set(FieldRedirectURLs, ""), measuredAs(func(e *Evidence) { e.Record.RedirectURLs = nil }))},
		{"record-redirect-urls", Fail, both(set(FieldRedirectURLs, ""), savedAs(func(r *Record) { r.RedirectURLs = []string{"https://app.acme.com/cb https://b.acme.com/cb"} }))},
		{"record-redirect-urls", Fail, both(set(FieldRedirectURLs, ""), savedAs(func(r *Record) { r.RedirectURLs = []string{"https://app.acme.com/cb,https://b.acme.com/cb"} }))},
		{"record-redirect-urls", Fail, both(set(FieldRedirectURLs, ""), savedAs(func(r *Record) { r.RedirectURLs = []string{" https://app.acme.com/cb"} }))},
		{"record-redirect-urls", Fail, both(set(FieldRedirectURLs, ""), savedAs(func(r *Record) { r.RedirectURLs, r.NullURLs = nil, 1 }))},
		{"record-redirect-urls", Fail, savedAs(func(r *Record) { r.NullURLs = 1 })},
		{"record-redirect-urls", NotRun, savedAs(func(r *Record) { r.RedirectURLs, r.Untold = nil, []string{KeyRedirectURI} })},
		{"record-logo", NotRun, savedAs(func(r *Record) { r.LogoURL, r.Untold = "", []string{KeyLogoURL} })},
		{"record-kind", NotRun, savedAs(func(r *Record) { r.Kind, r.Untold = "", []string{KeyKind} })},
		{"record-kind", Pass, set(FieldKind, "Confidential")},
		{"record-company", NotRun, savedAs(func(r *Record) { r.Company, r.Untold = "", []string{KeyCompany} })},
		{"record-scopes", NotRun, unchanged}, // the documented record does not have them
		{"record-scopes", Ask, savedAs(func(r *Record) { r.AllowedScopes = []string{} })},
		{"record-scopes", Pass, savedAs(func(r *Record) { r.AllowedScopes = []string{"tickets:read", "users:read", "hc:read"} })},
		{"record-scopes", Warn, savedAs(func(r *Record) { r.AllowedScopes = []string{"read"} })},
		{"record-scopes", Fail, savedAs(func(r *Record) { r.AllowedScopes = []string{"tickets:read"} })},
		{"record-scopes", NotRun, both(set(FieldScopes, "${SCOPES}"), savedAs(func(r *Record) { r.AllowedScopes = []string{"tickets:read"} }))},
		{"record-token-expiration", NotRun, unchanged},
		{"record-token-expiration", Pass, savedAs(func(r *Record) { r.TokenExpiration = ToggleOn })},
		{"record-token-expiration", Warn, savedAs(func(r *Record) { r.TokenExpiration = ToggleOff })},
		{"record-not-global", NotRun, savedAs(func(r *Record) { r.Untold = []string{KeyGlobal} })},
		{"record-not-global", Pass, unchanged},
		{"record-not-global", Fail, measuredAs(func(e *Evidence) { e.Record.Global = true })},

		{"scope-calls", Pass, unchanged},
		{"scope-calls", Fail, probed(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 403, Lacks: "scope"})},
		{"scope-calls", Warn, probed(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 404})},
		{"scope-calls", Pass, probed(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 403, Lacks: "role"})},
		{"scope-calls", Warn, probed(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 403, Lacks: LacksAnother})},
		{"scope-calls", NotRun, probed(ScopeProbe{Scope: "tickets:write", NotRun: "it only writes"})},
		{"scope-calls", Warn, scopeGot(botPage)},
		{"role-calls", Pass, unchanged},
		{"role-calls", Warn, probed(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 403, Lacks: "role"})},

		{"refresh-works", Pass, unchanged},
		{"refresh-works", Fail, sees(StepRefresh, onToken401)},
		{"refresh-works", Fail, measuredAs(func(e *Evidence) { e.Refresh.New = Dead })},
		{"refresh-works", Fail, measuredAs(func(e *Evidence) { e.Refresh.New = AliveUnknown })},
		{"refresh-works", NotRun, measuredAs(func(e *Evidence) { e.Refresh = nil })},
		{"refresh-rotates", Pass, unchanged},
		{"refresh-rotates", Fail, measuredAs(func(e *Evidence) { e.Refresh.HasNewRefresh = false })},
		{"refresh-rotates", Warn, measuredAs(func(e *Evidence) { e.Refresh.Same = true })},
		{"refresh-scopes", NotRun, unchanged},
		{"refresh-scopes", Pass, measuredAs(func(e *Evidence) { e.Refresh.Scopes = e.Token.Granted })},
		{"refresh-works", Warn, measuredAs(func(e *Evidence) { e.Refresh.Odd = []string{"users/me"} })},
		{"refresh-works", Fail, measuredAs(func(e *Evidence) { e.Refresh.Lost = []string{"users/me"} })},
		{"refresh-works", Fail, measuredAs(func(e *Evidence) { e.Refresh.Other = true })},
		{"refresh-scopes", Fail, measuredAs(func(e *Evidence) { e.Refresh.Scopes = e.Token.Granted[:1] })},
		{"refresh-lifetimes", Pass, unchanged},
		{"refresh-lifetimes", Warn, measuredAs(func(e *Evidence) { e.Refresh.ExpiresIn = Lifetime{Form: "missing"} })},
		{"refresh-lifetimes", Warn, measuredAs(func(e *Evidence) { e.Refresh.RefreshExpires = Lifetime{Form: "null"} })},
		{"old-access-dead", Pass, unchanged},
		{"old-access-dead", Warn, measuredAs(func(e *Evidence) { e.Refresh.OldAccess = StillAlive })},
		{"old-access-dead", NotRun, measuredAs(func(e *Evidence) { e.Refresh.OldAccess = AliveUnknown })},
		{"old-refresh-dead", NotRun, unchanged},
		{"old-refresh-dead", Pass, measuredAs(func(e *Evidence) { e.Refresh.OldRefresh = Dead })},
		{"old-refresh-dead", Warn, measuredAs(func(e *Evidence) { e.Refresh.OldRefresh = StillAlive })},

		{"credentials-accepted", Fail, measuredAs(func(e *Evidence) { e.Credentials.Answer = AnswerIssued })},
		{"person-known", Warn, sees(StepIdentity, explain.Seen{Where: explain.API, Status: 500})}, // the refresh had an answer
		{"person-known", Fail, both(sees(StepIdentity, explain.Seen{Where: explain.API, Status: 429}), measuredAs(func(e *Evidence) { e.Refresh = nil }))},
		{"token-revoked", Pass, unchanged},
		{"token-revoked", Pass, measuredAs(func(e *Evidence) { e.Revoke.Status = 401 })}, // every one is proven dead all the same
		{"token-revoked", Warn, measuredAs(func(e *Evidence) { e.Revoke.Status, e.Revoke.Left, e.Revoke.LivesUntil = 403, 1, noon.Add(time.Hour) })},
		{"token-revoked", Warn, measuredAs(func(e *Evidence) { e.Revoke.Status, e.Revoke.Left = 500, 2 })},
		{"token-revoked", Warn, measuredAs(func(e *Evidence) { e.Revoke.Left = 1 })}, // an older pair
		{"token-revoked", Warn, measuredAs(func(e *Evidence) { e.Revoke.Left, e.Revoke.Unseen = 1, 1 })},
		{"token-revoked", Warn, measuredAs(func(e *Evidence) { *e.Revoke = Revoke{Left: 1, Unseen: 1} })},
		{"token-revoked", Warn, measuredAs(func(e *Evidence) { e.Revoke.Access, e.Revoke.Left = StillAlive, 2 })},
		{"token-revoked", Warn, both(sees(StepRevoke, forbidden), measuredAs(func(e *Evidence) { e.Revoke = nil }))},
		{"token-revoked", NotRun, measuredAs(func(e *Evidence) { e.Revoke = nil })},
		{"revoke-access-dead", Pass, unchanged},
		{"revoke-access-dead", Warn, measuredAs(func(e *Evidence) { e.Revoke.Access, e.Revoke.By = StillAlive, "id" })},
		{"revoke-access-dead", NotRun, misses(StepRevoke)},
		{"revoke-refresh-dead", Pass, unchanged},
		{"revoke-refresh-dead", Warn, measuredAs(func(e *Evidence) { e.Revoke.Refresh = StillAlive })},
		{"revoke-refresh-dead", NotRun, measuredAs(func(e *Evidence) { e.Revoke.Refresh = AliveUnknown })},

		{"test-outcome", Pass, unchanged},
		{"test-outcome", Fail, measuredAs(func(e *Evidence) { e.Outcome = OutcomeFailed })},
		{"test-outcome", NotRun, measuredAs(func(e *Evidence) { e.Outcome = OutcomeTimedOut })},
		{"test-outcome", NotRun, measuredAs(func(e *Evidence) { e.Outcome = "" })},
		{"test-outcome", NotRun, set(FieldScopes, "read")},
	}
	for _, c := range Checks() { // before the first test nothing that is measured has a verdict
		if c.Step != "" {
			rows = append(rows, row{c.ID, NotRun, func(d *Draft, e *Evidence) { *e = Evidence{} }})
		}
	}
	return rows
}

// probed replaces the calls that were made.
func probed(probes ...ScopeProbe) func(*Draft, *Evidence) {
	return measuredAs(func(e *Evidence) { e.Scopes = probes })
}

func hiding(key string, entry int, secret bool) func(*Record) {
	return func(r *Record) { r.Hidden = []Hidden{{key, entry, secret}} }
}

// TestALaterCallTellsWhatTheFirstWasWorth: where a later token was taken, it is said that
// users/me alone refuses.
func TestALaterCallTellsWhatTheFirstWasWorth(t *testing.T) {
	d := sampleDraft()
	e := sampleEvidence(d)
	sees(StepIdentity, explain.Seen{
		Where: explain.API, Status: 401, Error: "Couldn't authenticate you", Asked: explain.Asked{Op: "GET /api/v2/users/me.json", As: explain.WithToken},
	})(&d, &e)
	r, _ := resultOf(Judge(d, e), "person-known")
	if r.Verdict != Warn || !strings.Contains(r.Finding.Fix, "If your integration needs this address") {
		t.Errorf("%v: %s", r.Verdict, r.Finding.Fix)
	}
}

// TestASecretOfAPublicClientIsNotProven, whatever the answers say the client is.
func TestASecretOfAPublicClientIsNotProven(t *testing.T) {
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

// TestAnAbsentKeyIsNotNone: what a record does not tell is not said to be none.
func TestAnAbsentKeyIsNotNone(t *testing.T) {
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

// TestNothingSavedIsNoOtherValue: where Zendesk has nothing, it does not differ from an
// answer that is empty too.
func TestNothingSavedIsNoOtherValue(t *testing.T) {
	d := sampleDraft().With(FieldDescription, "")
	e := sampleEvidence(d)
	e.Record.Description = ""
	for _, v := range Judge(d, e) {
		if v.Check.ID == "record-description" && (v.Verdict != Fail || Fault(d, v) != "Zendesk has saved no description") {
			t.Errorf("%s: %s", v.Verdict, Fault(d, v))
		}
	}
}

func TestEmptyEntriesAreCounted(t *testing.T) {
	for n, want := range map[int]string{1: "1 entry saved without a URL", 2: "2 entries saved without a URL"} {
		if fix, _, broken := brokenEntries(Record{NullURLs: n}); !broken || !strings.HasPrefix(fix, want) {
			t.Errorf("%d empty entries: %q, want %q", n, fix, want)
		}
	}
}
