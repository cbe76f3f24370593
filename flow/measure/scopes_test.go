package measure

import (
	"io"
	"net/http"
	"slices"
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
					respond(w, http.StatusForbidden, c.kind, c.body)
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
					respond(w, c.status, c.kind, c.body)
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
				respond(w, http.StatusForbidden, "text/html", `<html><title>Just a moment...</title></html>`)
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
			respond(w, http.StatusForbidden, jsonType, `{"error":"Forbidden","description":"You are missing the following required scopes: `+c.wanted+`"}`)
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
					respond(w, http.StatusForbidden, jsonType, forbidden)
				case strings.HasPrefix(path, "/api/v2/slas"):
					respond(w, status, jsonType, map[int]string{http.StatusForbidden: forbidden, http.StatusUnauthorized: `{"error":"Authorization failed due to OAuth being disabled for this API request"}`}[status])
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
			respond(w, http.StatusUnauthorized, jsonType, `{"error":"Couldn't authenticate you"}`)
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
			respond(w, http.StatusUnauthorized, jsonType, `{"error":"invalid_token","error_description":"The access token provided is expired, revoked, malformed or invalid for other reasons."}`)
			return
		}
		s.Account.ServeHTTP(w, r)
	})}
	e := s.run(t)
	if e.Outcome != checklist.OutcomeFailed || e.Refresh == nil || e.Refresh.New != checklist.StillAlive {
		t.Errorf("%s\n%s", e.Outcome, story(e))
	}
}

// TestLeastPrivilege: steps that need more scopes are not run, and nobody is asked for more
// scopes; the record can be pasted.
func TestLeastPrivilege(t *testing.T) {
	s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = []string{"tickets:read", "tickets:write"} })
	e := s.run(t)
	for _, id := range []checklist.StepID{checklist.StepIdentity, checklist.StepRecord} {
		if step, _ := e.Step(id); step.NotRun == "" || step.Seen != nil {
			t.Errorf("%s %+v", id, step)
		}
	}
	if e.Outcome != checklist.OutcomePassed || s.lives() != 0 || len(e.Scopes) != 2 || e.Scopes[0].Status != 200 || e.Scopes[1].NotRun == "" {
		t.Errorf("%+v\n%s", e.Scopes, story(e))
	}
	s.plan.Record = `{"clients":[{"id":1,"identifier":"` + s.Account.Client().Identifier + `","name":"Acme","secret":"planted"}]}`
	e = s.run(t)
	step, _ := e.Step(checklist.StepRecord)
	if e.Record == nil || e.Record.How != "pasted" || !step.At.Equal(e.Record.At) || step.NotRun != "" {
		t.Errorf("%+v\n%s", e.Record, story(e))
	}
}

// TestPassedNeedsAnAcceptedToken: a test passes only where a call of the API was let in
// by an access token of it; a refusal that names a scope knows the token.
func TestPassedNeedsAnAcceptedToken(t *testing.T) {
	const (
		page   = "<html><title>Just a moment...</title></html>"
		signIn = "<html><title>Sign in</title>login"
	)
	calls := func(status int, kind, body string, but string) say {
		return func(_ *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
			if !strings.HasPrefix(r.URL.Path, "/api/") || strings.HasPrefix(r.URL.Path, "/api/v2/locales") || but != "" && strings.HasPrefix(r.URL.Path, but) {
				return nil
			}
			return said(status, kind, body)
		}
	}
	for _, c := range []struct {
		name   string
		scopes []string
		say    say
		passes bool
	}{
		{"narrow scopes, a page everywhere", []string{"tickets:read"}, calls(403, "text/html", page, ""), false},
		{"scopes that write, a page everywhere", []string{"tickets:write"}, calls(403, "text/html", page, ""), false},
		{"narrow scopes, a page at 200 everywhere", []string{"tickets:read"}, calls(200, "text/html", signIn, ""), false},
		{"narrow scopes, an error at 200 at the call", []string{"tickets:read"}, func(_ *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
			switch {
			case strings.HasPrefix(r.URL.Path, "/api/v2/tickets"):
				return said(200, jsonType, `{"error":"Couldn't authenticate you"}`)
			case strings.HasPrefix(r.URL.Path, "/api/v2/users/me"), strings.HasPrefix(r.URL.Path, "/api/v2/oauth"):
				return said(403, "text/html", page)
			}
			return nil
		}, false},
		{"narrow scopes, data at the call alone", []string{"tickets:read"}, calls(403, "text/html", page, "/api/v2/tickets"), true},
		{"scopes that write: only scopes are named", []string{"tickets:write"}, nil, true},
		{"one call names a scope, at all else a page", []string{"tickets:read"}, func(o *odd, r *http.Request, asked map[string]any, honest func() *http.Response) *http.Response {
			if strings.HasPrefix(r.URL.Path, "/api/v2/tickets") {
				return said(403, jsonType, `{"error":"Forbidden","description":"You are missing the following required scopes: tickets:read"}`)
			}
			return calls(403, "text/html", page, "")(o, r, asked, honest)
		}, false}, // for want of the scope
		{"one call reads the record, at all else a page", []string{"read"}, calls(403, "text/html", page, "/api/v2/oauth/clients"), false}, // users/me failed
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = c.scopes })
			if c.say != nil {
				s.plan.Transport = &odd{say: c.say}
			}
			e := s.run(t)
			if (e.Outcome == checklist.OutcomePassed) != c.passes || e.Refresh == nil {
				t.Errorf("refresh %+v:\n%s", e.Refresh, story(e))
			}
			if n := s.lives(); n > 0 && e.Revoke.Left == 0 {
				t.Errorf("%d live on:\n%s", n, story(e))
			}
		})
	}
}

// TestRefusedWithoutTheScope: users/me is not-run for lack of a scope that was not asked for only
// if the answer is about scopes or has no words; its words are kept.
func TestRefusedWithoutTheScope(t *testing.T) {
	for _, c := range []struct {
		name, kind, body string
		status           int
		notRun           string // how it begins; "": it was made
		said             string
	}{
		{"scopes", jsonType, `{"error":"Forbidden","description":"You are missing the following required scopes: users:read"}`, 403, "it needs the scope users:read", `403 Forbidden: "You are missing`},
		{"no words", jsonType, `{"error":"Forbidden"}`, 403, "it needs the scope users:read", "403 Forbidden"},
		{"a stand-in without it", jsonType, `{"error":"no such thing"}`, 404, "the stand-in answered 404", "404 no such thing"},
		{"a check for bots", "text/html", "<html><title>Just a moment...</title></html>", 403, "", ""},
		{"words of its own", jsonType, `{"error":"quota_77"}`, 403, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = []string{"tickets:read"} })
			s.plan.Transport = direct{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasPrefix(r.URL.Path, zendesk.MePath) {
					respond(w, c.status, c.kind, c.body)
					return
				}
				s.Account.ServeHTTP(w, r)
			})}
			e := s.run(t)
			step, _ := e.Step(checklist.StepIdentity)
			if !strings.HasPrefix(step.NotRun, c.notRun) || (c.notRun == "") != (step.NotRun == "" && step.Seen != nil) || e.Outcome != passed {
				t.Error(story(e))
			}
			if c.said != "" && !slices.ContainsFunc(step.Facts, func(f checklist.Fact) bool {
				return f.Key == checklist.KeySaid && strings.HasPrefix(f.Value, c.said)
			}) {
				t.Errorf("what was said is lost:\n%s", story(e))
			}
		})
	}
}
