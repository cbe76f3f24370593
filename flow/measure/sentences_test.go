package measure

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// altered returns the account's answer with members of its object changed; nil removes one.
func altered(answer *http.Response, inside string, change map[string]any) *http.Response {
	var body map[string]any
	if answer == nil || json.Unmarshal([]byte(bodyOf(answer)), &body) != nil {
		return answer
	}
	in := body
	if inside != "" {
		in, _ = body[inside].(map[string]any)
	}
	for key, value := range change {
		if value == nil {
			delete(in, key)
		} else if in != nil {
			in[key] = value
		}
	}
	raw, _ := json.Marshal(body)
	return said(answer.StatusCode, jsonType, string(raw))
}

// TestSentencesAreTrue: what the steps say about odd but possible answers, and the outcome.
func TestSentencesAreTrue(t *testing.T) {
	at := func(method, path string) func(*http.Request) bool {
		return func(r *http.Request) bool { return r.Method == method && strings.HasPrefix(r.URL.Path, path) }
	}
	me, current := at(http.MethodGet, "/api/v2/users/me"), at(http.MethodGet, "/api/v2/oauth/tokens/current")
	grant := func(r *http.Request, asked map[string]any, which string) bool {
		return r.Method == http.MethodPost && asked["grant_type"] == which
	}
	// instead answers requests in place of the account.
	instead := func(is func(*http.Request) bool, status int, kind, body string) say {
		return func(_ *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
			if is(r) {
				return said(status, kind, body)
			}
			return nil
		}
	}
	changed := func(is func(*http.Request) bool, inside string, change map[string]any) say {
		return func(_ *odd, r *http.Request, _ map[string]any, honest func() *http.Response) *http.Response {
			if is(r) {
				return altered(honest(), inside, change)
			}
			return nil
		}
	}
	tokens := func(which string, change map[string]any) say {
		return func(_ *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
			if grant(r, asked, which) && !strings.HasPrefix(r.URL.Path, "/api/") {
				if answer := honest(); answer != nil && answer.StatusCode < 300 {
					return altered(answer, "", change)
				} else {
					return answer
				}
			}
			return nil
		}
	}
	probe := func(status int, body string) say {
		return func(o *odd, r *http.Request, asked map[string]any, _ func() *http.Response) *http.Response {
			if grant(r, asked, "authorization_code") && o.posts == 1 {
				return said(status, jsonType, body)
			}
			return nil
		}
	}
	deletes := at(http.MethodDelete, "/api/")
	none := func(o *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
		if current(r) {
			return said(403, jsonType, `{"error":"Forbidden","description":"You are missing the following required scopes: read"}`)
		}
		return tokens("authorization_code", map[string]any{"scope": ""})(o, r, asked, honest)
	}
	for _, tt := range []struct {
		name    string
		say     say
		outcome checklist.Outcome
		step    checklist.StepID
		verdict checklist.Verdict
		says    string // part of summary, fix or cause
		never   string
	}{
		{"the probe is refused as the client never is", probe(400, `{"error":"unauthorized_client"}`), checklist.OutcomePassed, checklist.StepCredentials, checklist.Warn, "Leave the client as it is", "Make a new client"},
		{"the probe finds no client", probe(400, `{"error":"invalid_client"}`), checklist.OutcomePassed, checklist.StepCredentials, checklist.Warn, "The exchange took the same identifier and secret", "Copy both again"},
		{"the probe is refused for its scope", probe(400, `{"error":"invalid_scope"}`), checklist.OutcomePassed, checklist.StepCredentials, checklist.Warn, "Leave the client as it is", "ask for less"},
		{"the probe meets trouble", probe(503, `{"error":"down"}`), checklist.OutcomePassed, checklist.StepCredentials, checklist.Warn, "in a few minutes", "Leave the client"},

		{"the role is not told", changed(me, "user", map[string]any{"role": nil}), checklist.OutcomePassed, checklist.StepIdentity, checklist.Warn, "does not tell the role", "not an admin"},
		{"the role in capitals", changed(me, "user", map[string]any{"role": "Admin"}), checklist.OutcomePassed, checklist.StepIdentity, checklist.Pass, "", "not an admin"},
		{"the role is not told, and the record is read", changed(me, "user", map[string]any{"role": nil}), checklist.OutcomePassed, checklist.StepRecord, checklist.Warn, "saved as a confidential client", "is none"},
		{"nothing new at users/me", instead(me, 304, "", ""), checklist.OutcomePassed, checklist.StepIdentity, checklist.Warn, "304, comes with neither", "redirected"},
		{"sent on to nowhere", instead(me, 302, "", ""), checklist.OutcomePassed, checklist.StepIdentity, checklist.Warn, "302, comes with neither", "redirected"},
		{"refused in words", instead(me, 200, jsonType, `{"success":false,"message":"later"}`), checklist.OutcomePassed, checklist.StepIdentity, checklist.Warn, "success: false", `error "error"`},

		{"another person at tokens/current", changed(current, "token", map[string]any{"user_id": 987654}), checklist.OutcomePassed, checklist.StepToken, checklist.Warn, "of user 987654", ""},

		{"no scopes in the answer, by its word", tokens("authorization_code", map[string]any{"scope": ""}), checklist.OutcomePassed, checklist.StepExchange, checklist.Warn, "but tokens/current names", "not granted"},
		{"no scopes by its word, and tokens/current is closed", none, checklist.OutcomePassed, checklist.StepExchange, checklist.Warn, "says that there are no scopes: go by", "not granted"},
		{"tokens/current is closed to no scopes", none, checklist.OutcomePassed, checklist.StepToken, checklist.NotRun, "says that there are no scopes", "does not have"},
		{"granted in capitals", tokens("authorization_code", map[string]any{"scope": "READ"}), checklist.OutcomePassed, checklist.StepRecord, checklist.Warn, "saved as a confidential client", "does not ask for"},
		{"fewer scopes", tokens("authorization_code", map[string]any{"scope": "tickets:read"}), checklist.OutcomeFailed, checklist.StepRecord, checklist.NotRun, "which was not granted", "does not ask for"},
		{"a moment for a lifetime", tokens("authorization_code", map[string]any{"expires_in": 1795767412}), checklist.OutcomePassed, checklist.StepExchange, checklist.Warn, "looks like a time of day", "plan with this answer"},
		{"a token that no request carries", tokens("authorization_code", map[string]any{"access_token": "Bearer x"}), checklist.OutcomeFailed, checklist.StepRevoke, checklist.Warn, "named tokens that zdg cannot ask about", "more tokens"},

		{"the refresh widens", tokens("refresh_token", map[string]any{"scope": "read write impersonate"}), checklist.OutcomePassed, checklist.StepRefresh, checklist.Warn, "granted by the refresh and not before", ""},
		{"no new refresh token, and the old one is dead", tokens("refresh_token", map[string]any{"refresh_token": nil}), checklist.OutcomeFailed, checklist.StepRefresh, checklist.Fail, "no new refresh token", "goes on working"},
		{"no new refresh token, and the old one is kept", sameRefresh, checklist.OutcomePassed, checklist.StepRefresh, checklist.Warn, "goes on working", "authorize again"},
		{"users/me wants another scope before and after", instead(me, 403, jsonType, `{"error":"Forbidden","description":"You are missing the following required scopes: users:read"}`), checklist.OutcomeFailed, checklist.StepRefresh, checklist.Pass, "", "lost"},
		{"trouble at users/me", instead(me, 500, jsonType, `{}`), checklist.OutcomePassed, checklist.StepIdentity, checklist.Warn, "failed on this request (500)", "(500) (500)"},

		{"the deletion is promised", instead(deletes, 202, jsonType, `{}`), checklist.OutcomePassed, checklist.StepRevoke, checklist.Warn, "answered 202", "was revoked"},
		{"a page to sign in for the deletion", instead(deletes, 200, "text/html", `<html><title>Sign in</title>`), checklist.OutcomePassed, checklist.StepRevoke, checklist.Warn, "answered 200", "was revoked"},
		{"the deletion is refused in words", instead(deletes, 200, jsonType, `{"error":"Forbidden"}`), checklist.OutcomePassed, checklist.StepRevoke, checklist.Warn, "answered 200", "was revoked"},
		{"the deletion does nothing", instead(deletes, 204, "", ""), checklist.OutcomePassed, checklist.StepRevoke, checklist.Warn, "was revoked, but still works", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, nil)
			s.plan = planScopes(t, s, "read")
			s.plan.Transport = &odd{say: tt.say}
			e := s.run(t)
			d := checklist.Draft{}.With(checklist.FieldIdentifier, s.plan.Subject.Identifier).With(checklist.FieldKind, s.plan.Subject.Kind).
				With(checklist.FieldRedirectURLs, s.plan.Subject.RedirectURL).With(checklist.FieldScopes, s.plan.Subject.Scopes)
			e = checklist.Concluded(d, e)
			if lives := s.lives(); lives > 0 && (e.Revoke == nil || e.Revoke.Left == 0) {
				t.Errorf("%d live on, and all are said to be dead", lives)
			}
			for _, step := range checklist.Steps(d, e) {
				if step.ID != tt.step {
					continue
				}
				text := step.Summary + " " + step.Fix
				if step.Diagnosis != nil {
					text += " " + step.Diagnosis.What + " " + step.Diagnosis.Cause
				}
				if step.Verdict != tt.verdict || !strings.Contains(text, tt.says) || tt.never != "" && strings.Contains(text, tt.never) || e.Outcome != tt.outcome {
					t.Errorf("%s, %s: %s", e.Outcome, step.Verdict, text)
				}
			}
		})
	}
}

// sameRefresh plays an account that issues no new refresh token and goes on accepting the first
// one (RFC 6749 section 6).
func sameRefresh(o *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
	if asked["grant_type"] != "refresh_token" {
		return nil
	}
	if o.kept != "" {
		asked["refresh_token"] = o.kept
		raw, _ := json.Marshal(asked)
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
	}
	answer := honest()
	var body map[string]any
	if answer == nil || json.Unmarshal([]byte(bodyOf(answer)), &body) != nil || answer.StatusCode >= 300 {
		return answer
	}
	o.kept, _ = body["refresh_token"].(string)
	return altered(answer, "", map[string]any{"refresh_token": nil})
}

// planScopes is the stage's plan with other scopes.
func planScopes(t *testing.T, s *stage, scopes ...string) Plan {
	t.Helper()
	client, err := zendesk.ParseClient(zendesk.Typed{
		Identifier: s.plan.Subject.Identifier, Kind: s.plan.Subject.Kind, RedirectURL: s.plan.Subject.RedirectURL, Scopes: scopes, StandIn: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	p := s.plan
	p.Client, p.Subject.Scopes = client, strings.Join(scopes, " ")
	return p
}
