package account

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// TestAskAuthorizePage: the page is asked for in one request without secret and cookies, and no redirect is
// followed.
func TestAskAuthorizePage(t *testing.T) {
	for _, tt := range []struct {
		name     string
		status   int
		location string
		body     string
		to, text string
	}{
		{"signed out", 302, "/access/unauthenticated?return_to=%2Foauth&client_id=zdg-acme", "", "/access/unauthenticated?client_id&return_to", ""},
		{"elsewhere", 302, "https://sso.example/login?token=1", "", "https://sso.example/login?token", "to https://sso.example"},
		{"no such client", 400, "", "<html><h1>Invalid Authorization Request</h1><p>No such client</p></html>", "", "No such client"},
		{"a page", 200, "/ignored", "<html>Sign in</html>", "", "Sign in"},
		{"a redirect to nothing", 302, "", "", "", ""},
		{"an echo", 400, "", "<html>" + planted + "</html>", "", "•"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			asked := 0
			a := serve(t, func(w http.ResponseWriter, r *http.Request) {
				asked++
				if r.URL.Path != zendesk.AuthorizePath || r.Header.Get("Cookie") != "" || r.Header.Get("Authorization") != "" || strings.Contains(r.URL.RawQuery, planted) || r.URL.Query().Get("code_challenge_method") != "S256" {
					t.Errorf("asked %s with %v", r.URL, r.Header)
				}
				w.Header().Set("Set-Cookie", "session=1")
				if tt.location != "" {
					w.Header().Set("Location", tt.location)
				}
				w.WriteHeader(tt.status)
				_, _ = w.Write([]byte(tt.body))
			}, nil)
			got, err := a.AskAuthorizePage(t.Context(), "state", NewToken("verifier-of-forty-three-characters-at-least-"))
			if err != nil || asked != 1 || got.Seen.Status != tt.status || got.To != tt.to || !strings.Contains(got.Seen.Text, tt.text) || got.Seen.Where != explain.AuthorizePage {
				t.Errorf("%d asked, %v: %+v", asked, err, got)
			}
			if strings.Contains(fmt.Sprintf("%+v", got), planted) {
				t.Error("the secret is in it")
			}
		})
	}
	if _, err := accountAt(t, "http://127.0.0.1:1", nil).AskAuthorizePage(t.Context(), "state", NewToken("v")); SeenIn(err).Where != explain.Network {
		t.Errorf("nobody answers: %v", err)
	}
}
