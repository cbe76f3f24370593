package measure

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"zdg/checklist/zendesk"
	"zdg/flow/practice"
)

// TestWhatARefusedCallSays: the words of a refusal are kept, and a page that stands in
// front of the API is neither about a scope nor about a person's role.
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

// TestUsersReadIsTried: users/me answers everybody, but not with somebody.
func TestUsersReadIsTried(t *testing.T) {
	s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = []string{"users:read"} })
	if e := s.run(t); len(e.Scopes) != 1 || e.Scopes[0].Status != http.StatusOK || e.Scopes[0].NotRun != "" {
		t.Errorf("%+v\n%s", e.Scopes, story(e))
	}
}
