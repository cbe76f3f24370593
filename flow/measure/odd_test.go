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
	"zdg/flow/practice"
)

// odd is a transport to an honest account that may answer in its place.
type odd struct {
	posts int    // token requests so far
	gone  bool   // of rows: what they wait for has happened, such as a deletion
	fail  error  // in place of an answer, once
	kept  string // of rows: what the account answered earlier
	say   say
}

// say answers in place of the account; nil: as the account does.
type say = func(o *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response

func (o *odd) RoundTrip(r *http.Request) (*http.Response, error) {
	var asked map[string]any
	if r.Body != nil {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		_ = json.Unmarshal(raw, &asked)
		r.Body = io.NopCloser(bytes.NewReader(raw))
	}
	if r.Method == http.MethodPost {
		o.posts++
	}
	var failed error
	honest := func() *http.Response {
		answer, err := http.DefaultTransport.RoundTrip(r)
		failed = err
		return answer
	}
	answer := o.say(o, r, asked, honest)
	if o.fail != nil {
		failed, o.fail = o.fail, nil
		return nil, failed
	}
	if answer == nil && failed == nil {
		answer = honest()
	}
	return answer, failed
}

func said(status int, contentType, body string) *http.Response {
	return &http.Response{
		StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{"Content-Type": {contentType}},
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
}

func bodyOf(answer *http.Response) string {
	raw, _ := io.ReadAll(answer.Body)
	answer.Body = io.NopCloser(bytes.NewReader(raw))
	return string(raw)
}

const jsonType = "application/json"

// TestOddAnswers: answers of hostile and broken servers that once misled the test. Whatever they
// answer, tokens that live are never reported dead, and a client that works does not fail.
func TestOddAnswers(t *testing.T) {
	me := func(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/v2/users/me") }
	current := func(r *http.Request) bool {
		return r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/api/v2/oauth/tokens/current")
	}
	clients := func(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/v2/oauth/clients") }
	deletes := func(r *http.Request) bool { return r.Method == http.MethodDelete }
	refreshes := func(asked map[string]any) bool { return asked["grant_type"] == "refresh_token" }
	// hollow answers 204 to deletions, which have no effect, and then what the caller says.
	hollow := func(then say) say {
		return func(o *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
			if deletes(r) {
				o.gone = true
				return said(204, "", "")
			}
			if o.gone {
				return then(o, r, asked, honest)
			}
			return nil
		}
	}
	for _, tt := range []struct {
		name    string
		scopes  []string
		fault   string
		say     say
		outcome checklist.Outcome // "": any
		also    func(e checklist.Evidence, lives int) bool
	}{
		{name: "the old pair again, and a new one deeper in the answer", say: func(o *odd, _ *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
			switch {
			case asked["grant_type"] == "authorization_code" && asked["expires_in"] != nil:
				answer := honest()
				o.kept = bodyOf(answer)
				return answer
			case refreshes(asked) && o.posts == 3:
				fresh := bodyOf(honest())
				return said(200, jsonType, strings.TrimSuffix(strings.TrimSpace(o.kept), "}")+`,"next":`+fresh+"}")
			}
			return nil
		}, also: func(e checklist.Evidence, lives int) bool { return lives == 0 || e.Revoke.Left > 0 }},
		{name: "a whole pair, and the answer is cut", say: func(o *odd, _ *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
			if refreshes(asked) && o.posts == 3 {
				fresh := strings.TrimSuffix(strings.TrimSpace(bodyOf(honest())), "}")
				return said(200, jsonType, fresh+`,"more":[{"access_token":"B`)
			}
			return nil
		}, also: func(e checklist.Evidence, _ int) bool { return e.Revoke.Unseen > 0 && e.Revoke.Left > 0 }},
		{name: "the data of a scope are open to anybody", scopes: []string{"hc:read"}, outcome: fails, say: func(_ *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
			switch {
			case strings.HasPrefix(r.URL.Path, "/api/v2/help_center"):
				return said(200, jsonType, `{"articles":[]}`)
			case strings.HasPrefix(r.URL.Path, "/api/v2/") && !strings.Contains(r.URL.Path, "locales"):
				return said(403, "text/html", "<html><title>Just a moment...</title></html>")
			}
			return nil
		}, also: func(e checklist.Evidence, _ int) bool {
			return e.Scopes[0].NotRun != "" && e.Refresh.New == checklist.AliveUnknown && e.Revoke.Left > 0
		}},
		{name: "one refusal before the token is known everywhere", outcome: passed, say: func(o *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
			if me(r) && !o.gone {
				o.gone = true
				return said(401, jsonType, `{"error":"invalid_token"}`)
			}
			return nil
		}},
		{name: "a pair for the made-up code", outcome: fails, say: func(o *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
			if o.posts == 1 && r.Method == http.MethodPost {
				return said(200, jsonType, `{"access_token":"planted-for-nobody","refresh_token":"planted-for-nobody-too","token_type":"bearer"}`)
			}
			return nil
		}, also: func(e checklist.Evidence, _ int) bool {
			return e.Credentials.Answer == checklist.AnswerIssued && e.Revoke.Left > 0
		}},
		{name: "a gateway's 401 after a hollow deletion", say: hollow(func(_ *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
			if me(r) {
				return said(401, "text/html", "<html><title>Sign in</title></html>")
			}
			return said(403, jsonType, `{"error":"Forbidden"}`)
		}), also: func(e checklist.Evidence, _ int) bool { return e.Revoke.Access != checklist.Dead }},
		{name: "could not authenticate after a hollow deletion", say: hollow(func(_ *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
			if r.Method == http.MethodGet {
				return said(401, jsonType, `{"error":"Couldn't authenticate you"}`)
			}
			return nil
		}), also: func(e checklist.Evidence, _ int) bool { return e.Revoke.Access != checklist.Dead }},
		{name: "invalid_grant with 500 to the replay", say: func(o *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
			if deletes(r) {
				o.gone = true
			} else if o.gone && refreshes(asked) {
				return said(500, jsonType, `{"error":"invalid_grant"}`)
			}
			return nil
		}, also: func(e checklist.Evidence, _ int) bool { return e.Revoke.Refresh != checklist.Dead && e.Revoke.Left > 0 }},
		{name: "another pair deeper in the answer", say: func(_ *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
			if r.Method != http.MethodPost {
				return nil
			}
			answer := honest()
			if body := bodyOf(answer); answer.StatusCode == http.StatusOK {
				answer.Body = io.NopCloser(strings.NewReader(strings.Replace(body, "{", `{"token":{"access_token":"planted-deeper-one"},`, 1)))
				answer.ContentLength = -1
				answer.Header.Del("Content-Length")
			}
			return answer
		}, also: func(e checklist.Evidence, _ int) bool { return e.Revoke.Left > 0 }},
		{name: "an answer to the refresh with seven tokens", say: func(_ *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
			if !refreshes(asked) {
				return nil
			}
			answer := honest()
			if body := bodyOf(answer); answer.StatusCode == http.StatusOK {
				more := ""
				for _, s := range []string{"b", "c", "d", "e", "f", "g"} {
					more += `,"access_token":"planted-\u0061` + s + `"`
				}
				answer.Body = io.NopCloser(strings.NewReader(strings.TrimRight(body, "}\n") + more + "}"))
				answer.ContentLength = -1
				answer.Header.Del("Content-Length")
			}
			return answer
		}, also: func(e checklist.Evidence, lives int) bool { return lives == 0 && e.Revoke.Left >= 6 }},
		{name: "one 401 in passing, and the old token lives", fault: "refresh-keeps-old-alive", outcome: passed, say: func() say {
			var old string
			refused := false
			return func(o *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
				bearer := r.Header.Get("Authorization")
				switch {
				case me(r) && old == "":
					old = bearer
				case deletes(r):
					refused = true
				case bearer == old && o.posts == 3 && !refused:
					return said(401, jsonType, `{"error":"invalid_token"}`)
				}
				return nil
			}
		}(), also: func(_ checklist.Evidence, lives int) bool { return lives == 0 }},
		{name: "narrow scope and bare refusals", scopes: []string{"tickets:read"}, outcome: passed, say: func(_ *odd, r *http.Request, _ map[string]any, honest func() *http.Response) *http.Response {
			if me(r) || current(r) {
				if answer := honest(); answer.StatusCode == http.StatusUnauthorized {
					return answer
				}
				return said(403, jsonType, `{"error":"Forbidden"}`)
			}
			return nil
		}, also: func(e checklist.Evidence, _ int) bool {
			return e.Refresh.New == checklist.StillAlive && e.Revoke.Left == 0
		}},
		{name: "narrow scope, and nothing else answers", scopes: []string{"tickets:write"}, outcome: fails, say: func(_ *odd, r *http.Request, _ map[string]any, honest func() *http.Response) *http.Response {
			if me(r) || current(r) {
				return said(403, jsonType, `{"error":"Forbidden"}`)
			}
			return nil
		}, also: func(e checklist.Evidence, _ int) bool {
			return e.Refresh.New == checklist.AliveUnknown && e.Revoke.Left > 0
		}},
		{name: "the clients take no OAuth", outcome: passed, say: func(_ *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
			if clients(r) || current(r) {
				return said(401, jsonType, `{"error":"Authorization failed due to OAuth being disabled for this API request"}`)
			}
			return nil
		}},
		{name: "users/me in trouble once", outcome: passed, say: func() say {
			asked := 0
			return func(_ *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
				if me(r) {
					if asked++; asked == 1 {
						return said(500, jsonType, `{"error":"internal"}`)
					}
				}
				return nil
			}
		}()},
		{name: "a new token that is known a moment later", outcome: passed, say: func() say {
			late := 0
			return func(o *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
				if me(r) && o.posts == 3 {
					if late++; late <= 2 {
						return said(401, jsonType, `{"error":"invalid_token"}`)
					}
				}
				return nil
			}
		}()},
		{name: "an answer whose error is false", outcome: passed, say: func(_ *odd, r *http.Request, _ map[string]any, honest func() *http.Response) *http.Response {
			if r.Method != http.MethodPost {
				return nil
			}
			answer := honest()
			if body := bodyOf(answer); answer.StatusCode == http.StatusOK {
				answer = said(200, jsonType, strings.Replace(body, "{", `{"error":false,`, 1))
			}
			return answer
		}},
		{name: "a broader scope than was asked for", scopes: []string{"tickets:read"}, outcome: passed, say: func(_ *odd, r *http.Request, _ map[string]any, honest func() *http.Response) *http.Response {
			if r.Method != http.MethodPost {
				return nil
			}
			answer := honest()
			if body := bodyOf(answer); answer.StatusCode == http.StatusOK {
				answer = said(200, jsonType, strings.Replace(body, "tickets:read", "read", 1))
			}
			return answer
		}},
		{name: "a call for a scope is cut", outcome: passed, say: func(o *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
			if strings.HasPrefix(r.URL.Path, "/api/v2/tickets") {
				o.fail = io.ErrUnexpectedEOF
			}
			return nil
		}, also: func(e checklist.Evidence, _ int) bool { return strings.HasPrefix(e.Scopes[0].NotRun, "no answer: ") }},
		{name: "the very same pair again", outcome: passed, say: func() say {
			var first string
			return func(_ *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
				if refreshes(asked) && first != "" {
					body := first
					first = ""
					return said(200, jsonType, body)
				}
				if asked["grant_type"] == "authorization_code" && asked["expires_in"] != nil {
					answer := honest()
					first = bodyOf(answer)
					return answer
				}
				return nil
			}
		}(), also: func(e checklist.Evidence, _ int) bool { return e.Refresh.Same && e.Revoke.Issued == 2 }},
		{name: "an exchange that is lost in a 500", outcome: fails, say: func(_ *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
			if asked["grant_type"] == "authorization_code" && asked["expires_in"] != nil {
				honest().Body.Close()
				return said(500, jsonType, `{"error":"internal"}`)
			}
			return nil
		}, also: func(e checklist.Evidence, lives int) bool { return lives > 0 && e.Revoke.Left > 0 }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, func(o *practice.Options) {
				if tt.scopes != nil {
					o.Client.AllowedScopes = tt.scopes
				}
			})
			s.setFault(t, tt.fault)
			s.plan.Transport = &odd{say: tt.say}
			e := s.run(t)
			lives := s.lives()
			if lives > 0 && (e.Revoke == nil || e.Revoke.Left == 0) {
				t.Errorf("%d live on, and all are said to be dead:\n%s", lives, story(e))
			}
			if tt.outcome != "" && e.Outcome != tt.outcome || tt.also != nil && !tt.also(e, lives) {
				t.Errorf("revoke %+v, refresh %+v, %d live:\n%s", e.Revoke, e.Refresh, lives, story(e))
			}
		})
	}
}
