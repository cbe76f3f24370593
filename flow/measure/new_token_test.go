package measure

import (
	"bytes"
	"cmp"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
)

// answerFor answers a call of the API in place of the account; with status 0 the account answers.
// nth says which access token the call has: 1 is that of the exchange, 2 that of the refresh, 0
// none. call counts the calls of a path with a token. With the status hangs the call times out, and
// a body that ends with cutOff is cut off there.
type answerFor func(method, path string, nth, call int) (status int, body string)

const hangs, cutOff = -1, "cut off here"

// frail is direct with answers that hang or are cut off.
type frail struct{ direct }

func (f frail) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := f.direct.RoundTrip(r)
	if err != nil || answer.Header.Get("Hangs") != "" {
		return nil, cmp.Or(err, os.ErrDeadlineExceeded)
	}
	if body, err := io.ReadAll(answer.Body); err != nil || strings.HasSuffix(string(body), cutOff) {
		answer.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body), iotest.ErrReader(io.ErrUnexpectedEOF)))
	} else {
		answer.Body = io.NopCloser(bytes.NewReader(body))
	}
	return answer, nil
}

// TestTwoTokens: the answers to the token of the exchange and to that of the refresh together
// decide whether the client works.
func TestTwoTokens(t *testing.T) {
	const (
		invalid  = `{"error":"invalid_token","error_description":"The access token provided is expired, revoked, malformed or invalid for other reasons."}`
		disabled = `{"error":"Authorization failed due to OAuth being disabled for this API request"}`
		missing  = `{"error":"Forbidden","description":"You are missing the following required scopes: read"}`
		person   = `{"user":{"id":7,"name":"Ada","role":"admin"}}`
	)
	is := func(path, name string) bool { return strings.Contains(path, name) }
	for _, c := range []struct {
		name      string
		scopes    []string
		answer    answerFor
		tokens    func(refresh bool, body string) string // of the token endpoint
		outcome   checklist.Outcome
		failing   checklist.StepID   // the step that says so
		only      bool               // no other step fails
		gone      bool               // no token lives at the end, and none is said to
		warns     []checklist.StepID // these do, where nothing fails
		left      bool               // a token lives that the account has forgotten
		suspended bool               // whoever authorized is suspended at the end
		odd       []string           // the places named where the new token is not let in; nil: any
	}{
		{name: "trouble first, then every scope is missing", scopes: []string{"read"}, answer: func(method, _ string, nth, _ int) (int, string) {
			switch {
			case method == http.MethodGet && nth == 1:
				return 500, `{}`
			case method == http.MethodGet && nth == 2:
				return 403, missing
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "trouble first, then users/me names a scope that was asked for", scopes: []string{"users:read", "tickets:write"}, answer: func(method, path string, nth, _ int) (int, string) {
			switch {
			case method == http.MethodGet && nth == 1:
				return 500, `{}`
			case method == http.MethodGet && nth == 2 && is(path, "users/me"):
				return 403, missing
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "trouble first, then users/me names a scope that nobody asked for", scopes: []string{"tickets:write"}, answer: func(method, _ string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth == 1 {
				return 500, `{}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "users/me refuses the first as such, the rest is trouble", scopes: []string{"tickets:write"}, answer: func(method, path string, nth, _ int) (int, string) {
			switch {
			case method != http.MethodGet || nth != 1:
				return 0, ""
			case is(path, "users/me"):
				return 401, invalid
			}
			return 500, `{}`
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepIdentity},
		{name: "users/me refuses the first as such, another call lets it in", scopes: []string{"tickets:read"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth == 1 && is(path, "users/me") {
				return 401, invalid
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "the refresh grants less than was asked for, and the exchange named nothing", scopes: []string{"read", "write"}, tokens: func(refresh bool, body string) string {
			if refresh {
				return strings.Replace(body, `"scope":"read write"`, `"scope":"read"`, 1)
			}
			return strings.Replace(body, `"scope":"read write"`, `"scope":null`, 1)
		}, answer: func(_, path string, nth, _ int) (int, string) {
			if is(path, "tokens/current") && nth > 0 {
				return 503, `{}`
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "the exchange grants more than was asked for, the refresh does not repeat that", scopes: []string{"tickets:read"}, tokens: func(refresh bool, body string) string {
			if refresh {
				return body
			}
			return strings.Replace(body, `"scope":"tickets:read"`, `"scope":"tickets:read hc:read"`, 1)
		}, outcome: checklist.OutcomePassed},
		{name: "users/me is open to anybody, after trouble", scopes: []string{"tickets:write"}, answer: func(method, path string, nth, call int) (int, string) {
			switch {
			case method != http.MethodGet:
				return 0, ""
			case is(path, "users/me") && call > 1:
				return 200, person
			case nth > 0:
				return 500, `{}`
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepIdentity},
		{name: "OAuth is off at the call for the scope, the rest is trouble of the moment", scopes: []string{"sla_policies:read"}, answer: func(method, path string, nth, _ int) (int, string) {
			switch {
			case method != http.MethodGet || nth == 0:
				return 0, ""
			case is(path, "slas"):
				return 401, disabled
			case nth == 1:
				return 500, `{}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "after the refresh the old token works at the second call", scopes: []string{"users:read", "tickets:read"}, answer: func(method, path string, nth, call int) (int, string) {
			if method == http.MethodGet && nth == 1 && call > 1 && is(path, "tickets") {
				return 200, `{"tickets":[]}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed, left: true},
		{name: "the call for the scope is in trouble first, then the scope is missing", scopes: []string{"users:read", "tickets:read"}, answer: func(method, path string, nth, call int) (int, string) {
			switch {
			case method != http.MethodGet || nth == 0 || !is(path, "tickets"):
				return 0, ""
			case call == 1:
				return 500, `{}`
			}
			return 403, `{"error":"Forbidden","description":"You are missing the following required scopes: tickets:read, read"}`
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "tokens/current alone lets the new token in", scopes: []string{"read"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth == 2 && !is(path, "oauth/tokens") {
				return 401, invalid
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "tokens/current alone, and the rest is trouble", scopes: []string{"read"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth == 2 && !is(path, "oauth/tokens") {
				return 500, `{}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "users/me is closed to the new token, and was in trouble before", scopes: []string{"read"}, answer: func(method, path string, nth, _ int) (int, string) {
			switch {
			case method != http.MethodGet || nth == 0 || is(path, "oauth/tokens"):
				return 0, ""
			case nth == 1:
				return 500, `{}`
			case is(path, "users/me"):
				return 403, `{"error":"Forbidden"}`
			}
			return 500, `{}`
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepIdentity},
		{name: "users/me knew the first token, and refuses the next as such", scopes: []string{"tickets:write"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth == 2 && is(path, "users/me") {
				return 401, invalid
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "users/me refuses both as such, and nobody asked for it", scopes: []string{"tickets:write"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth > 0 && is(path, "users/me") {
				return 401, invalid
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "only users/me takes the new token", scopes: []string{"users:read", "groups:read", "tickets:read"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth == 2 && (is(path, "groups") || is(path, "tickets")) {
				return 403, `{"error":"Forbidden"}`
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "one call of two never takes the new token", scopes: []string{"groups:read", "tickets:read"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth == 2 && is(path, "groups") {
				return 403, `{"error":"Forbidden"}`
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "the call for the scope answers anybody, and all else refuses the next token", scopes: []string{"read"}, answer: func(method, path string, nth, _ int) (int, string) {
			switch {
			case method != http.MethodGet:
				return 0, ""
			case is(path, "tickets"):
				return 200, `{"tickets":[]}`
			case nth == 2:
				return 401, invalid
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "the call for the scope answers anybody, which is found late", scopes: []string{"read"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && is(path, "tickets") {
				return 200, `{"tickets":[]}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed, gone: true},
		{name: "the first is not known at once, and once in trouble", scopes: []string{"read"}, answer: func(method, path string, nth, call int) (int, string) {
			switch {
			case method != http.MethodGet || nth != 1 || !is(path, "users/me"):
				return 0, ""
			case call == 1:
				return 401, invalid
			case call == 2:
				return 503, `{}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "a scope that is missing, and trouble at the second look", scopes: []string{"tickets:read"}, answer: func(method, path string, nth, call int) (int, string) {
			switch {
			case method != http.MethodGet || nth == 0 || !is(path, "tickets"):
				return 0, ""
			case call == 2:
				return 503, `{}`
			}
			return 403, missing
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepScopes},
		{name: "a conflict and others of the moment at the new token's calls", scopes: []string{"users:read", "groups:read", "tickets:read", "triggers:read", "macros:read"}, answer: func(method, path string, nth, call int) (int, string) {
			for status, name := range map[int]string{408: "groups", 409: "tickets", 425: "triggers", 429: "macros"} {
				if method == http.MethodGet && nth == 2 && is(path, name) {
					return status, `{"error":"DatabaseConflict"}`
				}
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed, warns: []checklist.StepID{checklist.StepRefresh}},
		{name: "the answers to the new token's call are cut off", scopes: []string{"read"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth == 2 && is(path, "tickets") {
				return 200, `{"tickets":[` + cutOff
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed, warns: []checklist.StepID{checklist.StepRefresh}},
		{name: "one call is closed to the new token, and others are in trouble", scopes: []string{"users:read", "groups:read", "tickets:read"}, answer: func(method, path string, nth, call int) (int, string) {
			switch {
			case method != http.MethodGet || nth != 2:
				return 0, ""
			case is(path, "tickets"):
				return 404, `{"error":"RecordNotFound"}`
			case is(path, "users/me"):
				return 503, `{}`
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh, odd: []string{"/api/v2/tickets.json?per_page=1"}},
		{name: "a scope that is not known at once, then trouble once", scopes: []string{"users:read", "tickets:read"}, answer: func(method, path string, nth, call int) (int, string) {
			switch {
			case method != http.MethodGet || nth != 1 || is(path, "oauth/tokens"):
				return 0, ""
			case call == 1:
				return 403, `{"error":"Forbidden","description":"You are missing the following required scopes: users:read, tickets:read, read"}`
			case call == 2:
				return 503, `{}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "users/me names nobody at first, then is in trouble once", scopes: []string{"users:read"}, answer: func(method, path string, nth, call int) (int, string) {
			switch {
			case method != http.MethodGet || nth != 1 || !is(path, "users/me"):
				return 0, ""
			case call == 1:
				return 200, `{"user":{"id":null,"name":"Anonymous user"}}`
			case call == 2:
				return 503, `{}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "the person is suspended meanwhile", scopes: []string{"users:read", "tickets:read"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth == 2 && is(path, "users/me") {
				return 200, `{"user":{"id":360001000001,"name":"Ada Admin","role":"admin","suspended":true}}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed, suspended: true},
		{name: "one call is closed to the new token, and then nothing is answered", scopes: []string{"users:read", "groups:read", "tickets:read"}, answer: func(method, path string, nth, call int) (int, string) {
			switch {
			case method != http.MethodGet || nth != 2:
				return 0, ""
			case is(path, "tickets"):
				return 404, `{"error":"RecordNotFound"}`
			case call > 2 && is(path, "groups"), call > 3 && is(path, "users/me"):
				return hangs, ""
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "the new token is known late at one place", scopes: []string{"read"}, answer: func(method, path string, nth, call int) (int, string) {
			if method == http.MethodGet && nth == 2 && is(path, "tickets") && call <= 3 {
				return 404, `{"error":"RecordNotFound"}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "users/me never takes the new token", scopes: []string{"users:read", "tickets:read"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth == 2 && is(path, "users/me") {
				return 401, invalid
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "insufficient_scope is no word of a server in trouble", scopes: []string{"tickets:write"}, answer: func(method, _ string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth > 0 {
				return 500, `{"error":"insufficient_scope"}`
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepIdentity},
		{name: "a scope that was never there is not lost in the refresh", scopes: []string{"tickets:read"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth > 0 && is(path, "tickets") {
				return 401, `{"error":"insufficient_scope"}`
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepScopes, only: true},
		{name: "another person, then trouble", scopes: []string{"read"}, answer: func(method, path string, nth, call int) (int, string) {
			switch {
			case method != http.MethodGet || nth != 2:
				return 0, ""
			case is(path, "users/me") && call == 2:
				return 200, `{"user":{"id":43,"name":"Grace","role":"admin"}}`
			case is(path, "users/me"):
				return 429, `{}`
			case is(path, "tickets") && call == 2:
				return 500, `{}`
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "a scope is missing, then trouble for good", scopes: []string{"read"}, answer: func(method, path string, nth, call int) (int, string) {
			switch {
			case method != http.MethodGet || nth != 2 || !is(path, "tickets"):
				return 0, ""
			case call == 2:
				return 403, missing
			}
			return 429, `{}`
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "a page to sign in for the next token", scopes: []string{"read"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth == 2 && is(path, "tickets") {
				return 200, `<html><title>Sign in</title></html>`
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepRefresh},
		{name: "where to sign in as JSON, for both", scopes: []string{"read"}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth > 0 && is(path, "tickets") {
				return 200, `{"message":"Please sign in","login":{"url":"/access"}}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed, warns: []checklist.StepID{checklist.StepScopes}},
		{name: "trouble for the first token, a refusal for the next", scopes: []string{"read"}, answer: func(method, path string, nth, _ int) (int, string) {
			switch {
			case method != http.MethodGet || !is(path, "tickets"):
				return 0, ""
			case nth == 1:
				return 500, `{}`
			case nth == 2:
				return 403, `{"error":"Forbidden"}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed, warns: []checklist.StepID{checklist.StepScopes, checklist.StepRefresh}},
		{name: "tokens/current names no token", scopes: []string{"tickets:write"}, answer: func(method, path string, nth, _ int) (int, string) {
			switch {
			case method != http.MethodGet || nth == 0:
				return 0, ""
			case is(path, "tokens/current"):
				return 200, `{"token":{"id":null}}`
			case is(path, "users/me"):
				return 401, invalid
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepIdentity},
		{name: "tokens/current answers anybody", scopes: []string{"tickets:write"}, answer: func(method, path string, nth, _ int) (int, string) {
			switch {
			case method != http.MethodGet:
				return 0, ""
			case is(path, "tokens/current"):
				return 200, `{"token":{"id":1}}`
			case is(path, "users/me") && nth > 0:
				return 500, `{}`
			}
			return 0, ""
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepIdentity, left: true},
		{name: "the first is refused as such, then trouble", scopes: []string{"tickets:write"}, answer: func(method, path string, nth, call int) (int, string) {
			switch {
			case method != http.MethodGet || nth != 1:
				return 0, ""
			case is(path, "users/me") && call == 1:
				return 401, invalid
			}
			return 500, `{}`
		}, outcome: checklist.OutcomeFailed, failing: checklist.StepIdentity},
		{name: "the first call misses a scope once", scopes: []string{"read"}, answer: func(method, path string, nth, call int) (int, string) {
			if method == http.MethodGet && nth == 1 && is(path, "tickets") && call == 1 {
				return 403, missing
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "users/me names nobody once", scopes: []string{"read"}, answer: func(method, path string, nth, call int) (int, string) {
			if method == http.MethodGet && nth == 1 && is(path, "users/me") && call == 1 {
				return 200, `{"user":{"id":null,"name":"Anonymous user"}}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "the next token is nobody's for two seconds", scopes: []string{"read"}, answer: func(method, path string, nth, call int) (int, string) {
			if method == http.MethodGet && nth == 2 && call <= 3 {
				return 401, `{"error":"Couldn't authenticate you"}`
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "a resource without a level is granted for both", scopes: []string{"tickets:read", "tickets:write"}, tokens: func(_ bool, body string) string {
			return strings.Replace(body, `"scope":"tickets:read tickets:write"`, `"scope":"tickets"`, 1)
		}, outcome: checklist.OutcomePassed},
		{name: "the new token's scopes are not known at once", scopes: []string{"read"}, answer: func(method, path string, nth, call int) (int, string) {
			if method == http.MethodGet && nth == 2 && is(path, "tickets") && call == 2 {
				return 403, missing
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "the first token's scopes are not known at once", scopes: []string{"read"}, answer: func(method, path string, nth, call int) (int, string) {
			if method == http.MethodGet && nth == 1 && is(path, "users/me") && call == 1 {
				return 403, missing
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
		{name: "the refresh echoes that no scopes were sent", scopes: []string{"read"}, tokens: func(refresh bool, body string) string {
			if refresh {
				return strings.Replace(body, `"scope":"read"`, `"scope":""`, 1)
			}
			return body
		}, outcome: checklist.OutcomePassed},
		{name: "what stands for scopes is none", scopes: []string{"read"}, tokens: func(_ bool, body string) string {
			return strings.Replace(body, `"scope":"read"`, `"scope":{}`, 1)
		}, outcome: checklist.OutcomePassed},
		{name: "the exchange also names a token that nobody knows", scopes: []string{"tickets:read"}, tokens: func(refresh bool, body string) string {
			if refresh {
				return body
			}
			return strings.Replace(body, `{`, `{"extra":{"access_token":"nobody-knows-this-token"},`, 1)
		}, answer: func(method, path string, nth, _ int) (int, string) {
			if method == http.MethodGet && nth == 1 && !is(path, "tickets") {
				return 401, invalid
			}
			return 0, ""
		}, outcome: checklist.OutcomePassed},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = c.scopes })
			refreshed, calls, tokens := false, map[string]int{}, []string{"", ""}
			s.plan.Transport = frail{direct{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/oauth/tokens" {
					asked, _ := io.ReadAll(r.Body)
					refreshed = refreshed || strings.Contains(string(asked), "refresh_token\"") || strings.Contains(string(asked), "grant_type=refresh_token")
					r.Body = io.NopCloser(strings.NewReader(string(asked)))
					answer := httptest.NewRecorder()
					s.Account.ServeHTTP(answer, r)
					body := answer.Body.String()
					if c.tokens != nil && answer.Code < 300 {
						body = c.tokens(refreshed, body)
					}
					maps.Copy(w.Header(), answer.Header())
					w.Header().Del("Content-Length")
					w.WriteHeader(answer.Code)
					io.WriteString(w, body)
					return
				}
				bearer, nth := r.Header.Get("Authorization"), 0
				switch {
				case bearer == "" || strings.HasSuffix(bearer, " nobody-knows-this-token"):
				case !refreshed:
					tokens[0], nth = bearer, 1
				case bearer == tokens[0]:
					nth = 1
				default:
					nth = 2
				}
				if nth > 0 {
					calls[r.URL.Path]++
				}
				if c.answer != nil {
					if status, body := c.answer(r.Method, r.URL.Path, nth, calls[r.URL.Path]); status != 0 {
						w.Header().Set("Content-Type", "application/json")
						if status == hangs {
							w.Header().Set("Hangs", "yes")
							status = 504
						}
						w.WriteHeader(status)
						io.WriteString(w, body)
						return
					}
				}
				s.Account.ServeHTTP(w, r)
			})}}
			of := s.plan.Subject
			d := checklist.Draft{}.With(checklist.FieldSubdomain, "d3v-acme").With(checklist.FieldIdentifier, of.Identifier).With(checklist.FieldKind, of.Kind).
				With(checklist.FieldRedirectURLs, of.RedirectURL).With(checklist.FieldScopes, strings.Join(c.scopes, "\n"))
			s.plan.Subject = checklist.SubjectOf(d, of.AccountURL)
			e := s.run(t)
			if e.Outcome != c.outcome {
				t.Errorf("%s\n%s", e.Outcome, story(e))
			}
			var failing, warning []checklist.StepID
			for _, step := range checklist.Steps(d, e) {
				switch step.Verdict {
				case checklist.Fail:
					failing = append(failing, step.ID)
				case checklist.Warn:
					warning = append(warning, step.ID)
				}
			}
			if c.only && len(failing) != 1 {
				t.Errorf("%v fail\n%s", failing, story(e))
			}
			for _, id := range c.warns {
				if !slices.Contains(warning, id) {
					t.Errorf("%s does not warn, %v do\n%s", id, warning, story(e))
				}
			}
			if c.failing == "" && len(failing) > 0 || c.failing != "" && (len(failing) == 0 || failing[0] != c.failing) {
				t.Errorf("%v say fail, want %q\n%s", failing, c.failing, story(e))
			}
			if c.odd != nil && (e.Refresh == nil || !slices.Equal(e.Refresh.Odd, c.odd)) {
				t.Errorf("%+v is named, want %q\n%s", e.Refresh, c.odd, story(e))
			}
			if c.suspended && (e.Person == nil || !e.Person.Suspended) {
				t.Errorf("the person is suspended by now: %+v", e.Person)
			}
			if c.left && e.Revoke.Left == 0 {
				t.Errorf("a token lives on that is said to be dead\n%s", story(e))
			}
			if c.gone && e.Revoke.Access == checklist.StillAlive {
				t.Errorf("a token is said to live that is dead\n%s", story(e))
			}
			if n := s.lives(); n > 0 && e.Revoke.Left == 0 {
				t.Errorf("%d tokens live on, and all are said to be dead\n%s", n, story(e))
			}
		})
	}
}
