package account

import (
	"net/http"
	"strings"
	"testing"

	"zdg/checklist/explain"
)

// TestWhyAnAnswerIsOfNoUse: the reason is in the cause of the diagnosis, also for an answer with
// an error status.
func TestWhyAnAnswerIsOfNoUse(t *testing.T) {
	big := strings.Repeat("x", maxBody)
	for _, tt := range []struct {
		name, coding string
		status       int
		body, want   string
	}{
		{"too large", "", 200, `{"access_token":"at-1","x":"` + big + `"}`, "the answer is larger than 1 MiB"},
		{"too large, refused", "", 400, `{"error":"` + big + `"}`, "the answer is larger than 1 MiB"},
		{"compressed", "gzip", 200, "x", "the answer has Content-Encoding: gzip"},
		{"compressed, refused", "gzip", 400, "x", "the answer has Content-Encoding: gzip"},
		{"key twice", "", 200, `{"access_token":"a","access_token":"b"}`, "the answer has a key twice"},
		{"key twice but for its case", "", 200, `{"access_token":"a","ACCESS_TOKEN":"b"}`, "the answer has two keys that differ only in case"},
		{"not UTF-8", "", 200, "{\"access_token\":\"at-1\",\"scope\":\"\xff\"}", "the answer is not UTF-8"},
		{"no token", "", 200, `{"token_type":"bearer"}`, "there is no access token in the answer"},
		{"empty", "", 200, "", "the answer is empty"},
		{"cut off", "", 200, `{"access_token":"at-1","refresh_tok`, "the answer is cut off"},
		{"no object", "", 200, `[]`, "the answer is JSON, but not an object"},
		{"no JSON", "", 200, `all well`, "the answer is not JSON"},
		{"deep", "", 200, `{"x":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `}`, "the answer is nested too deeply"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				if tt.coding != "" {
					w.Header().Set("Content-Encoding", tt.coding)
				}
				w.WriteHeader(tt.status)
				_, _ = w.Write([]byte(tt.body))
			}, nil)
			_, err := exchange(t, a)
			d := explain.Answer(SeenIn(err), a.options.Client)[0]
			if d.Code != "unreadable-answer" || !strings.Contains(d.Cause, "because "+tt.want) || d.Said != "" {
				t.Errorf("%+v", d)
			}
		})
	}
}

// TestReachIsAboutNoTokenScopeOrPerson: no answer to a request without a token is about a token, a scope or a person,
// and something in front of the account is recognized by its page or header.
func TestReachIsAboutNoTokenScopeOrPerson(t *testing.T) {
	for _, tt := range []struct {
		name   string
		status int
		header [2]string
		body   string
		want   explain.Code
	}{
		{"401", 401, [2]string{}, `{"error":"Couldn't authenticate you"}`, "machine-refused"},
		{"401, invalid token", 401, [2]string{}, `{"error":"invalid_token","error_description":"The access token provided is expired, revoked, malformed or invalid for other reasons."}`, "machine-refused"},
		{"403", 403, [2]string{}, `{"error":"Forbidden","description":"You are missing the following required scopes: read"}`, "machine-refused"},
		{"403, a page", 403, [2]string{}, `<html><title>Forbidden</title></html>`, "machine-refused"},
		{"a check for bots", 403, [2]string{}, `<html><title>Just a moment...</title></html>`, "bot-check"},
		{"a check for bots, in another language", 403, [2]string{"Cf-Mitigated", "challenge"}, `<html><title>Einen Moment bitte</title></html>`, "bot-check"},
		{"an IP restriction", 403, [2]string{}, `<html><h1>Access denied</h1>Your IP address 203.0.113.9 is not allowed.</html>`, "ip-restricted"},
		{"no endpoint", 404, [2]string{}, `{"error":"InvalidEndpoint","description":"Not found"}`, "reach-unclear"},
		{"no record", 404, [2]string{}, `{"error":"RecordNotFound","description":"Not found"}`, "reach-unclear"},
		{"no account", 404, [2]string{}, `{"error":{"title":"No help desk at x.zendesk.com","message":"There is no help desk configured at this address."}}`, "no-help-desk"},
		{"406", 406, [2]string{}, "", "reach-unclear"},
		{"410", 410, [2]string{}, `{"error":"Gone"}`, "reach-unclear"},
		{"204", 204, [2]string{}, "", "unreadable-answer"},
		{"302", 302, [2]string{"Location", "/access/unauthenticated"}, "", "redirected"},
		{"500", 500, [2]string{}, `{"error":"Forbidden"}`, "maintenance"},
		{"503, a page", 503, [2]string{}, `<html><title>Just a moment...</title></html>`, "maintenance"},
		{"a page", 200, [2]string{}, `<html><title>Welcome</title></html>`, "html-instead-of-json"},
		{"empty", 200, [2]string{}, "", "unreadable-answer"},
		{"a list", 200, [2]string{}, "[]", "unreadable-answer"},
		{"429", 429, [2]string{}, "Number of allowed API requests per minute exceeded", "rate-limited"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				if tt.header[0] != "" {
					w.Header().Set(tt.header[0], tt.header[1])
				}
				w.WriteHeader(tt.status)
				_, _ = w.Write([]byte(tt.body))
			}, nil)
			seen := SeenIn(a.Reach(t.Context()))
			if seen.Asked.As != explain.Nobody || seen.Asked.Op != "GET /api/v2/locales/public.json" {
				t.Errorf("asked: %+v", seen.Asked)
			}
			d := explain.Answer(seen, a.options.Client)[0]
			if d.Code != tt.want {
				t.Errorf("%s: %+v", d.Code, seen)
			}
			for _, word := range []string{"token", "scope", "person", "role"} {
				if strings.Contains(strings.ToLower(d.What+d.Cause+d.Check+d.Fix), word) {
					t.Errorf("it speaks of a %s: %+v", word, d)
				}
			}
		})
	}
}

// TestMayHaveWorked: tokens may have been issued in an answer that was lost, so only a request
// that was certainly refused, or never sent, counts as not carried out.
func TestMayHaveWorked(t *testing.T) {
	for status, want := range map[int]bool{
		200: true, 204: true, 302: true, 303: true, 408: true, 500: true, 502: true, 504: true,
		301: false, 307: false, 308: false, 400: false, 401: false, 403: false, 404: false, 429: false,
	} {
		if got := MayHaveWorked(&Failure{Seen: explain.Seen{Where: explain.TokenEndpoint, Status: status}}); got != want {
			t.Errorf("%d: %v", status, got)
		}
	}
	for word, want := range map[string]bool{
		explain.NetReset: true, explain.NetTimeout: true, explain.NetOther: true,
		explain.NetDNS: false, explain.NetRefused: false, explain.NetTLS: false, explain.NetProxy: false,
	} {
		if got := MayHaveWorked(&Failure{Seen: explain.Seen{Where: explain.Network, Error: word}}); got != want {
			t.Errorf("%s: %v", word, got)
		}
	}
	if MayHaveWorked(nil) {
		t.Error("what did not fail")
	}
}

// TestErrorWords: code and text are read from every known format of errors, and from nothing
// else.
func TestErrorWords(t *testing.T) {
	for _, tt := range []struct {
		body       string
		ok         bool
		word, text string // text: its beginning; "": there is none
	}{
		{`{"error":"invalid_grant","error_description":"expired"}`, false, "invalid_grant", "expired"},
		{`{"ERROR":"invalid_grant","Error_Description":"expired"}`, false, "invalid_grant", "expired"},
		{`{"error":false,"errors":[{"code":"Invalid","title":"t","detail":"d"}]}`, false, "Invalid", "t d"},
		{`{"error":false}`, true, "", ""},
		{`{"error":{"code":42,"message":"m"}}`, false, "42", "m"},
		{`{"error":{"type":"about:blank","message":"m"}}`, false, "about:blank", "m"},
		{`{"error":{"message":"m"}}`, false, "error", "m"},
		{`{"error":[{"code":"Invalid","message":"m"}]}`, false, "Invalid", "m"},
		{`{"msg":"no route"}`, false, "", "no route"},
		{`{"reason":"blocked"}`, false, "", "blocked"},
		{`{"title":"Forbidden","detail":"not from here","status":403}`, false, "", "Forbidden not from here"},
		{`{"error":"RecordInvalid","details":{"base":[{"description":"d"}]}}`, false, "RecordInvalid", `{"base":[{"description":"d"}]}`},
		{`{"success":false}`, true, "success: false", ""},
		{`{"ok":false}`, true, "ok: false", ""},
		{`{"status":403}`, true, "status: 403", ""},
		{`{"status":"open"}`, true, "", ""},
		{`{"success":true,"ok":true,"status":200}`, true, "", ""},
		{`{"fault":{"faultstring":"f"}}`, false, "", `{"fault":{"faultstring":"f"}}`},
		{`{"status":500}`, false, "", ""},
		{`no JSON`, false, "", "no JSON"},
		{`no JSON`, true, "", ""},
	} {
		word, text := errorWords([]byte(tt.body), tt.ok)
		if word != tt.word || !strings.HasPrefix(text, tt.text) || tt.text == "" && text != "" {
			t.Errorf("%s (a success: %v): %q, %q, want %q, %q", tt.body, tt.ok, word, text, tt.word, tt.text)
		}
	}
}

// TestTheChallengeNamesTheError: the challenge counts when the body of a 401 names no error
// (RFC 6750 section 3).
func TestTheChallengeNamesTheError(t *testing.T) {
	for _, tt := range []struct{ challenge, body, word string }{
		{"Basic realm=\"zendesk\"\nBearer error=\"invalid_token\"", ``, "invalid_token"},
		{`Bearer realm="zd", DPoP algs="ES256", error="invalid_token"`, `{"error":"use_dpop"}`, "use_dpop"},
		{`Basic realm="Bearer error=\"invalid_token\""`, `{"error":"no"}`, "no"},
		{`Basic realm="zendesk", Bearer realm="z", error="invalid_token"`, ``, "invalid_token"},
		{`Bearer error="insufficient_scope", scope="read"`, `{"error":"Forbidden"}`, "insufficient_scope"},
		{`Bearer realm="zendesk", error="invalid_token"`, ``, "invalid_token"},
		{`Bearer realm="zendesk", error="invalid_token"`, `{"error":"Couldn't authenticate you"}`, "invalid_token"},
		{`bearer realm="zendesk", error=invalid_token`, ``, "invalid_token"},
		{`Bearer error="invalid_token"`, `<html><title>Sign in</title></html>`, "invalid_token"},
		{`Bearer error="invalid_token"`, `{"error":"Unauthorized"}`, "invalid_token"},
		{`Bearer error="invalid_tokens"`, ``, ""},
		{`Bearer realm="zendesk"`, ``, ""},
		{`Basic realm="zendesk", error="invalid_token"`, ``, ""},
	} {
		a := serve(t, func(w http.ResponseWriter, r *http.Request) {
			for line := range strings.Lines(tt.challenge) {
				w.Header().Add("WWW-Authenticate", strings.TrimSpace(line))
			}
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = w.Write([]byte(tt.body))
		}, nil)
		_, err := a.Me(t.Context(), NewToken("planted-token-1"))
		if got := SeenIn(err).Text; strings.Contains(tt.challenge, "scope=") && !strings.Contains(got, "required scope: read") {
			t.Errorf("%s: %q", tt.challenge, got)
		}
		if got := SeenIn(err).Error; got != tt.word {
			t.Errorf("%s with %q: %q, want %q", tt.challenge, tt.body, got, tt.word)
		}
	}
}
