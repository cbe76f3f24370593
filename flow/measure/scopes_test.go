package measure

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
)

// TestWhatARefusedCallSays: the words of a refusal are kept, and a web page in front of the API is
// neither about a scope nor about a role.
func TestWhatARefusedCallSays(t *testing.T) {
	for _, c := range []struct{ name, kind, body, lacks, said string }{
		{"scopes", "application/json", `{"error":"Forbidden","description":"You are missing the following required scopes: read"}`, "scope", `403 Forbidden: "You are missing the following required scopes: read"`},
		{"role", "application/json", `{"error":{"title":"Forbidden","message":"You do not have access to this page. Please contact the account owner of this help desk for further help."}}`, "role", `403 Forbidden: "You do not have access`},
		{"without a word", "application/json", `{"error":"Forbidden"}`, "", "403 Forbidden"}, // users/me let the token in
		{"an IP restriction", "application/json", `{"error":"ip_restricted"}`, "", "403 ip_restricted"},
		{"words of its own", "application/json", `{"error":"quota_77"}`, "", "403 quota_77"},
		{"a check for bots", "text/html", `<html><title>Just a moment...</title></html>`, "", `403 a page: "Just a moment..."`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, nil)
			s.plan.Transport = direct{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasPrefix(r.URL.Path, "/api/v2/tickets") {
					w.Header().Set("Content-Type", c.kind)
					w.WriteHeader(http.StatusForbidden)
					io.WriteString(w, c.body)
					return
				}
				s.Account.ServeHTTP(w, r)
			})}
			e := s.run(t)
			if len(e.Scopes) != 1 || e.Scopes[0].Lacks != c.lacks || !strings.HasPrefix(e.Scopes[0].Said, c.said) {
				t.Errorf("%+v\n%s", e.Scopes, story(e))
			}
		})
	}
}

// TestUsersReadIsTried: users/me proves the scope users:read only if it names a person.
func TestUsersReadIsTried(t *testing.T) {
	s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = []string{"users:read"} })
	if e := s.run(t); len(e.Scopes) != 1 || e.Scopes[0].Status != http.StatusOK || e.Scopes[0].NotRun != "" {
		t.Errorf("%+v\n%s", e.Scopes, story(e))
	}
}

// TestArticlesAreOpenToAnybody: a help center counts only if the account refuses the call without
// a token. A web page is no refusal.
func TestArticlesAreOpenToAnybody(t *testing.T) {
	for _, c := range []struct {
		name, kind, body string
		status           int
		open             bool
	}{
		{"data", "application/json", `{"articles":[]}`, 200, true},
		{"a refusal", "application/json", `{"error":"Couldn't authenticate you"}`, 401, false},
		{"a bare refusal", "application/json", `{"error":"Forbidden"}`, 403, false},
		{"a check for bots", "text/html", `<html><title>Just a moment...</title></html>`, 403, true},
		{"a page to sign in", "text/html", `<html><title>Sign in</title></html>`, 401, true},
		{"trouble", "application/json", `{}`, 503, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = []string{"hc:read"} })
			s.plan.Transport = direct{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch {
				case !strings.HasPrefix(r.URL.Path, "/api/v2/help_center/"):
					s.Account.ServeHTTP(w, r)
				case r.Header.Get("Authorization") == "":
					w.Header().Set("Content-Type", c.kind)
					w.WriteHeader(c.status)
					io.WriteString(w, c.body)
				default:
					w.Header().Set("Content-Type", "application/json")
					io.WriteString(w, `{"articles":[]}`)
				}
			})}
			e := s.run(t)
			if len(e.Scopes) != 1 || (e.Scopes[0].NotRun == checklist.OpenToAnybody) != c.open {
				t.Errorf("%+v\n%s", e.Scopes, story(e))
			}
		})
	}
}

// TestACallThatIsOpenToAnybody: a call that works without a token proves no token.
func TestACallThatIsOpenToAnybody(t *testing.T) {
	for _, open := range []bool{false, true} {
		s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = []string{"tickets:read"} })
		s.plan.Transport = direct{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch path := r.URL.Path; {
			case strings.HasPrefix(path, "/api/v2/tickets") && (open || r.Header.Get("Authorization") != ""):
				w.Header().Set("Content-Type", "application/json")
				io.WriteString(w, `{"tickets":[]}`)
			case r.Method == http.MethodGet && r.Header.Get("Authorization") != "":
				w.Header().Set("Content-Type", "text/html")
				w.WriteHeader(http.StatusForbidden)
				io.WriteString(w, `<html><title>Just a moment...</title></html>`)
			default:
				s.Account.ServeHTTP(w, r)
			}
		})}
		e := s.run(t)
		if (e.Outcome == checklist.OutcomePassed) == open || len(e.Scopes) != 1 || (e.Scopes[0].NotRun == checklist.OpenToAnybody) != open {
			t.Errorf("open %t: %s, %+v\n%s", open, e.Outcome, e.Scopes, story(e))
		}
	}
}

// TestACallThatWantsAnotherScope: an answer that names another scope says nothing when it is only
// inferred which scope opens the path.
func TestACallThatWantsAnotherScope(t *testing.T) {
	for _, c := range []struct{ scope, path, wanted, lacks string }{
		{"ticket_views:read", "/api/v2/views", "views:read, read", checklist.LacksAnother},
		{"ticket_views:read", "/api/v2/views", "ticket_views:read, read", checklist.LacksScope},
		{"tickets:read", "/api/v2/tickets", "read", checklist.LacksScope},
	} {
		s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = []string{c.scope} })
		s.plan.Transport = direct{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasPrefix(r.URL.Path, c.path) {
				s.Account.ServeHTTP(w, r)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusForbidden)
			io.WriteString(w, `{"error":"Forbidden","description":"You are missing the following required scopes: `+c.wanted+`"}`)
		})}
		e := s.run(t)
		if len(e.Scopes) != 1 || e.Scopes[0].Lacks != c.lacks || (e.Outcome == checklist.OutcomeFailed) != (c.lacks == checklist.LacksScope) {
			t.Errorf("%v: %s, %+v\n%s", c, e.Outcome, e.Scopes, story(e))
		}
	}
}

// TestTheOrderOfTheCallsDecidesNothing: a call that accepts the token counts also for the calls
// before it.
func TestTheOrderOfTheCallsDecidesNothing(t *testing.T) {
	const forbidden = `{"error":"Forbidden"}`
	for _, scopes := range [][]string{{"sla_policies:read", "tickets:read"}, {"tickets:read", "sla_policies:read"}} {
		for name, status := range map[string]int{"bare 403": http.StatusForbidden, "401 in other words": http.StatusUnauthorized} {
			s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = scopes })
			s.plan.Transport = direct{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch path := r.URL.Path; {
				case r.Method == http.MethodGet && (strings.HasPrefix(path, "/api/v2/users/me") || strings.HasPrefix(path, "/api/v2/oauth/")) && r.Header.Get("Authorization") != "":
					w.Header().Set("Content-Type", "application/json")
					w.WriteHeader(http.StatusForbidden)
					io.WriteString(w, forbidden)
				case strings.HasPrefix(path, "/api/v2/slas"):
					w.Header().Set("Content-Type", "application/json")
					w.WriteHeader(status)
					io.WriteString(w, map[int]string{http.StatusForbidden: forbidden, http.StatusUnauthorized: `{"error":"Authorization failed due to OAuth being disabled for this API request"}`}[status])
				default:
					s.Account.ServeHTTP(w, r)
				}
			})}
			if e := s.run(t); e.Outcome != checklist.OutcomePassed {
				t.Errorf("%v, %s: %s\n%s", scopes, name, e.Outcome, story(e))
			}
		}
	}
}

// TestTokensCurrentAloneRefuses: a 401 of tokens/current and a transient error of users/me do not
// fail a client that works.
func TestTokensCurrentAloneRefuses(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	hiccups := 0
	s.plan.Transport = direct{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case strings.HasPrefix(path, "/api/v2/users/me") && r.Header.Get("Authorization") != "" && hiccups == 0:
			hiccups++
			w.WriteHeader(http.StatusBadGateway)
		case path == "/api/v2/oauth/tokens/current.json" && r.Method == http.MethodGet:
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnauthorized)
			io.WriteString(w, `{"error":"Couldn't authenticate you"}`)
		default:
			s.Account.ServeHTTP(w, r)
		}
	})}
	e := s.run(t)
	if token, _ := e.Step(checklist.StepToken); e.Outcome != checklist.OutcomePassed || hiccups != 1 || token.Seen == nil || !token.Seen.Asked.AcceptedBefore {
		t.Errorf("%s, %d hiccups\n%s", e.Outcome, hiccups, story(e))
	}
}

// TestATokenThatNothingLetsIn: a token that no call accepts fails the test, even if the refreshed
// one works.
func TestATokenThatNothingLetsIn(t *testing.T) {
	s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = []string{"tickets:write"} })
	refreshed := false
	s.plan.Transport = direct{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/oauth/tokens" {
			body, _ := io.ReadAll(r.Body)
			refreshed = refreshed || strings.Contains(string(body), "refresh_token\"")
			r.Body = io.NopCloser(strings.NewReader(string(body)))
		}
		if !refreshed && strings.HasPrefix(r.URL.Path, "/api/v2/") && r.Header.Get("Authorization") != "" {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnauthorized)
			io.WriteString(w, `{"error":"invalid_token","error_description":"The access token provided is expired, revoked, malformed or invalid for other reasons."}`)
			return
		}
		s.Account.ServeHTTP(w, r)
	})}
	e := s.run(t)
	if e.Outcome != checklist.OutcomeFailed || e.Refresh == nil || e.Refresh.New != checklist.StillAlive {
		t.Errorf("%s\n%s", e.Outcome, story(e))
	}
}
