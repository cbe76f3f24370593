package account

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// TestANameUnderLocalhost: a host below localhost is reached on loopback, without resolver and proxy.
func TestANameUnderLocalhost(t *testing.T) {
	var host string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host = r.Host
		_, _ = w.Write([]byte(`{"locales":[]}`))
	}))
	defer server.Close()
	u, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxied := func(*http.Request) (*url.URL, error) { return url.Parse("http://127.0.0.1:1") }
	transport, err := newTransport(exceptLoopback(proxied))
	if err != nil {
		t.Fatal(err)
	}
	a := at(t, "http://acme-customer.localhost:"+u.Port(), func(o *Options) { o.Transport = transport })
	if err := a.Reach(t.Context()); err != nil || host != "acme-customer.localhost:"+u.Port() || !a.StandIn() {
		t.Errorf("%v, as %q", err, host)
	}
	r, _ := http.NewRequest(http.MethodGet, "https://acme-customer.zendesk.com/", nil)
	if through, _ := exceptLoopback(proxied)(r); through == nil {
		t.Error("a real account is not asked through the proxy")
	}
}

// TestAskAuthorizePage: it is one request without secret and cookies, and no redirect is
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
	if _, err := at(t, "http://127.0.0.1:1", nil).AskAuthorizePage(t.Context(), "state", NewToken("v")); SeenIn(err).Where != explain.Network {
		t.Errorf("nobody answers: %v", err)
	}
}

// TestGlobalClients: they are read only from their own list, which has fewer fields.
func TestGlobalClients(t *testing.T) {
	const ours = `{"id":7,"identifier":"zdg-acme","name":"Acme","kind":"public","company":null,"description":"d","logo_url":"https://x/l.png"}`
	for _, tt := range []struct {
		name string
		body string
		word string // Seen.Error; "": found
	}{
		{"listed", `{"global_clients":[{"identifier":"zdg-other"},` + ours + `],"count":2}`, ""},
		{"another's", `{"global_clients":[{"identifier":"zdg-other"}]}`, "record-not-found"},
		{"empty", `{"global_clients":[]}`, "record-not-found"},
		{"local clients", `{"clients":[` + ours + `]}`, explain.BodyUnreadable},
		{"one local client", `{"client":` + ours + `}`, explain.BodyUnreadable},
	} {
		a := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != zendesk.GlobalClientsPath {
				t.Errorf("asked %s", r.URL)
			}
			_, _ = w.Write([]byte(tt.body))
		}, nil)
		rec, err := a.GlobalClients(t.Context(), NewToken("access-1"))
		if SeenIn(err).Error != tt.word || (tt.word == "") != (rec.Name == "Acme") {
			t.Errorf("%s: %v, %+v", tt.name, err, rec)
		}
		if tt.word == "" && (!rec.Global || !rec.Tells(checklist.KeyGlobal) || rec.Kind != "public" || !rec.Tells(checklist.KeyCompany) || rec.Tells(checklist.KeyRedirectURI)) {
			t.Errorf("%s: %+v", tt.name, rec)
		}
	}
}
