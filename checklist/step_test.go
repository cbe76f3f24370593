package checklist

import (
	"slices"
	"strings"
	"testing"
	"time"

	"zdg/checklist/explain"
)

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		name    string
		step    StepID
		change  func(*Draft, *Evidence)
		want    Verdict
		summary string // a part of it
	}{
		{"reach", StepReach, unchanged, Pass, "answers at https://d3v-acme.zendesk.com"},
		{"credentials", StepCredentials, unchanged, Pass, "Zendesk knows zdg-acme-sync by this secret"},
		{"public", StepCredentials, changeEvidence(func(e *Evidence) { e.Credentials.SecretProven = false }), Pass, "it said nothing about a secret"},
		{"unclear", StepCredentials, all(stepGot(StepCredentials, onToken500), changeEvidence(func(e *Evidence) { e.Credentials.Answer = AnswerUnclear })), Warn, "(500 html)"},
		{"refused", StepCredentials, all(stepGot(StepCredentials, onToken401), changeEvidence(func(e *Evidence) { e.Credentials.Answer = AnswerRefused })), Fail, "(401 invalid_client)"},
		{"denied", StepAuthorize, stepGot(StepAuthorize, denied), Fail, ""},
		{"earlier grant", StepAuthorize, changeEvidence(func(e *Evidence) { e.Token.ConsentSkipped = true }), Warn, "an earlier grant was reused"},
		{"exchange", StepExchange, unchanged, Pass, "access token for 10 min, refresh token for 8 d"},
		{"a lifetime that is none", StepExchange, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "unreadable", Raw: "true"} }), Warn, "expires_in came as true, which is not a number"},
		{"a lifetime of nothing", StepExchange, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "number"} }), Warn, "expires_in is 0, so the token would have ended before it arrived"},
		{"expired, they say", StepToken, changeEvidence(func(e *Evidence) { e.Token.ExpiresAt = noon.Add(-time.Hour) }), Warn, "tokens/current says that the token has expired"},
		{"no refresh token", StepExchange, changeEvidence(func(e *Evidence) { e.Token.HasRefresh = false }), Fail, "There is no refresh token"},
		{"identity", StepIdentity, unchanged, Pass, "authorized by Ada Example, admin"},
		{"agent", StepIdentity, changeEvidence(func(e *Evidence) { e.Person.Role = "agent" }), Warn, "agent"},
		{"token", StepToken, unchanged, Pass, "valid for tickets:read, users:read"},
		{"record", StepRecord, unchanged, Pass, "saved as a confidential client with 2 redirect URLs"},
		{"record differs", StepRecord, all(set(FieldCompany, "Acme"), changeEvidence(func(e *Evidence) { e.Record.Kind = "public" })), Warn, "differs from your answers: Client kind, Company"},
		{"scopes", StepScopes, unchanged, Pass, "2 of 2 calls answered with data"},
		{"refresh", StepRefresh, unchanged, Pass, "refresh works: the new access token is accepted"},
		{"refresh refused", StepRefresh, changeEvidence(func(e *Evidence) { e.Refresh.New = Dead }), Fail, "a new pair came, but its access token is refused"},
		{"old one lives", StepRefresh, changeEvidence(func(e *Evidence) { e.Refresh.OldAccess = StillAlive }), Warn, "the old access token keeps working"},
		{"suspended", StepIdentity, changeEvidence(func(e *Evidence) { e.Person.Suspended = true }), Warn, "authorized by Ada Example, who is suspended"},
		{"record expires not", StepRecord, changeRecord(func(r *Record) { r.TokenExpiration = ToggleOff }), Warn, "2 redirect URLs; Token expiration is off"},
		{"identity barred", StepIdentity, stepGot(StepIdentity, botPage), Warn, "A bot check answered"},
		{"identity barred for good", StepIdentity, all(stepGot(StepIdentity, botPage), changeEvidence(func(e *Evidence) { e.Refresh.New = AliveUnknown })), Fail, "A bot check answered"},
		{"token wants a scope", StepToken, stepGot(StepToken, forbidden), NotRun, "as is normal"},
		{"token barred", StepToken, stepGot(StepToken, botPage), Warn, "A bot check answered"},
		{"token refused in other words", StepToken, stepGot(StepToken, explain.Seen{Where: explain.API, Status: 403, Error: "quota 77"}), Warn, "status 403"},
		{"record barred", StepRecord, all(stepGot(StepRecord, botPage), changeEvidence(func(e *Evidence) { e.Record = nil })), Warn, "A bot check answered"},
		{"scopes barred", StepScopes, scopeGot(botPage), Warn, "A bot check answered"},
		{"scopes in trouble", StepScopes, scopeGot(explain.Seen{Where: explain.API, Status: 503}), Warn, "not available at the moment"},
		{"scopes on limit", StepScopes, scopeGot(tooMany), Warn, "Too many requests"},
		{"scopes sent on", StepScopes, scopeGot(explain.Seen{Where: explain.API, Status: 307, Error: explain.Redirected}), Warn, "redirected to another address"},
		{"scopes refused", StepScopes, madeCalls(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 403, Lacks: "scope"}), Fail, "refused because a scope is missing: tickets:read"},
		{"revoke", StepRevoke, unchanged, Pass, "the test token is deleted and refused"},
		{"revoke by id", StepRevoke, changeEvidence(func(e *Evidence) { e.Revoke.By = "id" }), Pass, "deleting it as the current token did nothing"},
		{"revoke refused, and dead", StepRevoke, changeEvidence(func(e *Evidence) { e.Revoke.Status = 403 }), Pass, "refused now, though its deletion was answered 403"},
		{"revoke unanswered, and dead", StepRevoke, changeEvidence(func(e *Evidence) { e.Revoke.Status = 0 }), Pass, "though its deletion was not answered"},
		{"revoke refused", StepRevoke, refusedDeletion(explain.Seen{Where: explain.API, Status: 403, Error: "Forbidden"}), Warn, "the account refused the deletion (403, which is about the token's scopes, not about the person) and"},
		{"revoke refused by a page", StepRevoke, refusedDeletion(explain.Seen{Where: explain.API, Status: 403, Error: explain.BodyHTML, Text: "Just a moment..."}), Warn, "the account refused the deletion (403, from a check for bots) and"},
		{"revoke refused by address", StepRevoke, refusedDeletion(explain.Seen{Where: explain.API, Status: 403, Error: "ip_restricted"}), Warn, "(403, which is about this machine's IP address)"},
		{"revoke wants a session", StepRevoke, refusedDeletion(explain.Seen{Where: explain.API, Status: 403, Error: "InvalidAuthenticityToken"}), Warn, "(403, in words about a browser's session)"},
		{"revoke refused in other words", StepRevoke, refusedDeletion(explain.Seen{Where: explain.API, Status: 403, Error: "quota 77"}), Warn, "the account refused the deletion (403) and"},
		{"revoke hollow", StepRevoke, changeEvidence(func(e *Evidence) { e.Revoke.Access, e.Revoke.Left = StillAlive, 2 }), Warn, "The token was revoked, but still works"},
		{"never accepted", StepRevoke, changeEvidence(func(e *Evidence) { e.Revoke.Access, e.Revoke.Refresh, e.Revoke.Left = AliveUnknown, AliveUnknown, 2 }), Warn, "nothing had accepted the test token before"},
		{"accepted before", StepRevoke, changeEvidence(func(e *Evidence) {
			e.Revoke.Accepted, e.Revoke.Access, e.Revoke.Refresh, e.Revoke.Left = true, AliveUnknown, AliveUnknown, 2
		}), Warn, "none of its later answers shows"},
		{"refresh limited", StepRefresh, stepGot(StepRefresh, explain.Seen{Where: explain.TokenEndpoint, Status: 429, RetryIn: 90 * time.Second}), Fail, "(429)"},
		{"nothing accepted the new token", StepRefresh, changeEvidence(func(e *Evidence) { e.Refresh.New = AliveUnknown }), Fail, "no answer shows whether its access token works"},
		{"a page at a scope call", StepScopes, madeCalls(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 200, NoData: true, Said: "200 a page"}), Warn, "a success without data came for tickets:read (200)"},
		{"a page and a refusal", StepScopes, madeCalls(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: 200, NoData: true}, ScopeProbe{Scope: "users:read", Path: "/y", Status: 403, Lacks: "scope"}), Fail, "refused because a scope is missing: users:read"},
		{"half a second", StepExchange, changeEvidence(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "number", Raw: "0.5"} }), Warn, "expires_in is 0.5, so the token"},
		{"none was asked for", StepRevoke, changeEvidence(func(e *Evidence) { *e.Revoke = Revoke{Issued: 1, Left: 1} }), Warn, "there was no access token to delete"},
		{"no answer to the deletion", StepRevoke, changeEvidence(func(e *Evidence) { e.Revoke.Status, e.Revoke.Access, e.Revoke.Left = 0, AliveUnknown, 2 }), Warn, "did not answer the deletion"},
		{"stopped", StepRefresh, stepNotMade(StepRefresh), NotRun, "stopped before"},
		{"never", StepReach, changeEvidence(func(e *Evidence) { e.Steps = nil }), NotRun, notTested},
		{"rate limit", StepReach, stepGot(StepReach, tooMany), Warn, "(429)"},
		{"stale", StepScopes, set(FieldScopes, "read"), NotRun, "which is read now"},
	} {
		d := sampleDraft()
		e := sampleEvidence(d)
		c.change(&d, &e)
		steps := Steps(d, e)
		i := slices.IndexFunc(steps, func(s StepResult) bool { return s.ID == c.step })
		if i < 0 || len(steps) != len(StepIDs()) {
			t.Fatalf("%s: %d steps", c.name, len(steps))
		}
		if got := steps[i]; got.Verdict != c.want || !strings.Contains(got.Summary, c.summary) {
			t.Errorf("%s: %s %q, want %s %q", c.name, got.Verdict, got.Summary, c.want, c.summary)
		}
	}
}

var botPage = explain.Seen{Where: explain.API, Status: 403, Error: explain.BodyHTML, Text: "Just a moment..."}

// scopeGot is the answer to the call for one scope.
func scopeGot(s explain.Seen) func(*Draft, *Evidence) {
	return madeCalls(ScopeProbe{Scope: "tickets:read", Path: "/x", Status: s.Status, Lacks: explain.Lacks(s), Said: explain.Said(s), Seen: &s})
}

// TestProductSwitchedOff: only for a 404 it is said that the product may be switched off.
func TestProductSwitchedOff(t *testing.T) {
	d := sampleDraft()
	for _, s := range []explain.Seen{botPage, tooMany, {Where: explain.API, Status: 503}, {Where: explain.API, Status: 307, Error: explain.Redirected}, {Where: explain.API, Status: 403, Error: "quota 77"}, {Where: explain.API, Status: 404}} {
		e := sampleEvidence(d)
		scopeGot(s)(&d, &e)
		if got := stepOf(t, d, e, StepScopes); strings.Contains(got.Fix, "switched off") != (s.Status == 404) {
			t.Errorf("%d: %s", s.Status, got.Fix)
		}
	}
}

// TestAnswerIsQuotedInStep: the account's words are a fact of the step, whatever its verdict.
func TestAnswerIsQuotedInStep(t *testing.T) {
	d := sampleDraft()
	for _, id := range []StepID{StepReach, StepIdentity, StepToken, StepRecord} {
		for _, said := range []string{"quota 77", "missing the following required scopes: read"} {
			e := withAnswer(sampleEvidence(d), id, explain.Seen{Where: explain.API, Status: 403, Error: "Forbidden", Text: said})
			e.Record = nil
			if got := stepOf(t, d, e, id); got.Said() != `403 Forbidden: "`+said+`"` {
				t.Errorf("%s, %s: said %q", id, got.Verdict, got.Said())
			}
		}
	}
}

// TestSettled: a step whose verdict a later one can change is settled only after that, and so are the
// steps after it.
func TestSettled(t *testing.T) {
	d := sampleDraft()
	for _, c := range []struct {
		name   string
		change func(*Draft, *Evidence)
		opens  StepID // not settled before waits was made
		waits  StepID
	}{
		{"consent", unchanged, StepAuthorize, StepExchange},
		{"trouble", stepGot(StepIdentity, explain.Seen{Where: explain.API, Status: 500}), StepIdentity, StepRefresh},
		{"barred", stepGot(StepIdentity, botPage), StepIdentity, StepRefresh},
		{"scopes untold", changeEvidence(func(e *Evidence) { e.Token.Granted = nil }), StepExchange, StepToken},
		{"end untold", changeEvidence(func(e *Evidence) { e.Token.ExpiresIn = Lifetime{Form: "missing"} }), StepExchange, StepToken},
		{"no refresh token", changeEvidence(func(e *Evidence) { e.Token.HasRefresh = false }), StepExchange, StepRecord},
	} {
		whole := sampleEvidence(d)
		c.change(&d, &whole)
		part := whole
		part.Steps = nil
		for _, s := range whole.Steps {
			waiting := slices.ContainsFunc(Settled(d, part), func(r StepResult) bool { return r.ID == c.opens })
			if _, made := part.Step(c.waits); waiting != made {
				t.Errorf("%s: before %s, settled %v", c.name, s.ID, waiting)
			}
			part = part.WithStep(s)
		}
		if got := Settled(d, part); len(got) != len(StepIDs()) {
			t.Errorf("%s: %d settled in the end", c.name, len(got))
		}
	}
}

// refusedDeletion makes the DELETE get a 403, and the token live on.
func refusedDeletion(answer explain.Seen) func(*Draft, *Evidence) {
	return all(stepGot(StepRevoke, answer), changeEvidence(func(e *Evidence) { e.Revoke.Status, e.Revoke.Access, e.Revoke.Left = 403, StillAlive, 2 }))
}

// TestStepFacts: a step has its own facts and those of its checks, each key once, and the diagnosis.
func TestStepFacts(t *testing.T) {
	d := sampleDraft()
	e := sampleEvidence(d)
	s, _ := e.Step(StepIdentity)
	s.Facts = []Fact{{"role", "admin"}, {"calls", "1"}}
	e = withAnswer(e.WithStep(s), StepExchange, explain.Seen{Where: explain.TokenEndpoint, Status: 400, Error: "invalid_grant"})
	if line := factLine(stepOf(t, d, e, StepIdentity).Facts); line != "role: admin; calls: 1; person: Ada Example; user id: 42" {
		t.Errorf("facts: %s", line)
	}
	if got := stepOf(t, d, e, StepExchange); got.Diagnosis == nil || got.Fix == "" || got.Elapsed == 0 {
		t.Errorf("exchange: %+v", got)
	}
}

// TestCallsWithoutAnAnswer: calls that got no answer are not said to be not made.
func TestCallsWithoutAnAnswer(t *testing.T) {
	d := sampleDraft()
	e := sampleEvidence(d)
	e.Scopes = []ScopeProbe{{Scope: "read", Path: "/api/v2/tickets.json", NotRun: NoAnswer + "the account did not answer in time"}}
	if s := stepOf(t, d, e, StepScopes); s.Verdict != NotRun || s.Summary != "no call for a scope was answered" {
		t.Errorf("%s %q", s.Verdict, s.Summary)
	}
}

// TestProbeWaitsForTheExchange: an unclear answer to the made-up code is judged only after the
// exchange, which may accept the same identifier and secret.
func TestProbeWaitsForTheExchange(t *testing.T) {
	d := sampleDraft()
	for status, want := range map[int]bool{400: false, 503: true} {
		e := withAnswer(sampleEvidence(d), StepCredentials, explain.Seen{Where: explain.TokenEndpoint, Status: status, Error: "unauthorized_client"})
		e.Credentials = &Credentials{Answer: AnswerUnclear}
		e.Steps = slices.DeleteFunc(e.Steps, func(s Step) bool { return s.ID != StepReach && s.ID != StepCredentials })
		if got := slices.ContainsFunc(Settled(d, e), func(s StepResult) bool { return s.ID == StepCredentials }); got != want {
			t.Errorf("%d: told at once: %t", status, got)
		}
	}
}
