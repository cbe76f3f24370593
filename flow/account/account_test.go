package account

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// client is the client of the account in these tests.
func client(t testing.TB) zendesk.Client {
	t.Helper()
	c, err := zendesk.ParseClient(zendesk.Typed{
		Identifier: "zdg-acme", Kind: "confidential", RedirectURL: "http://127.0.0.1:8484/callback", Scopes: []string{"read"}, StandIn: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// planted is the client's secret, which nothing may show.
const planted = "planted0123456789abcdef-secret"

// serve opens an account that a handler plays; change may alter the options.
func serve(t testing.TB, handler http.HandlerFunc, change func(*Options)) *Account {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return accountAt(t, server.URL, change)
}

// exchange redeems a code with the verifier that belongs to it.
func exchange(t testing.TB, a *Account) (Tokens, error) {
	return a.Exchange(t.Context(), CodeGrant{Code: NewToken("planted-code"), Verifier: NewToken("planted-verifier-0123456789-0123456789-0123456")})
}

// accountAt opens the account at an address; change may alter the options.
func accountAt(t testing.TB, url string, change func(*Options)) *Account {
	t.Helper()
	secret, err := zendesk.ParseSecret(planted)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{
		URL: url, Client: client(t), Secret: secret, UserAgent: "zdg/test",
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
	if change != nil {
		change(&o)
	}
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return a
}

func TestParseURL(t *testing.T) {
	for _, tt := range []struct {
		in, want string // want "": refused
		standIn  bool
	}{
		{"https://d3v-acme.zendesk.com", "https://d3v-acme.zendesk.com", false},
		{"https://D3V-acme.zendesk.com/", "https://d3v-acme.zendesk.com", false},
		{"http://127.0.0.1:8080", "http://127.0.0.1:8080", true},
		{"http://localhost:1", "http://localhost:1", true},
		{"https://[::1]:8443/", "https://[::1]:8443", true},
		{"http://Acme-customer.localhost:8080", "http://acme-customer.localhost:8080", true},
		{"http://a.b.localhost:8080", "", false},
		{"http://.localhost:8080", "", false},
		{"http://d3v-acme.zendesk.com.localhost:8080", "", false},
		{"http://acme_customer.localhost:8080", "", false},
		{"http://acme-customer.localhost.evil.example", "", false},
		{"http://user@acme-customer.localhost", "", false},
		{"ftp://acme-customer.localhost", "", false},
		{"http://d3v-acme.zendesk.com", "", false},
		{"https://d3v-acme.zendesk.com:8443", "", false},
		{"https://zendesk.com", "", false},
		{"https://a.b.zendesk.com", "", false},
		{"https://d3v-acme.zendesk.com.evil.example", "", false},
		{"https://evil.example/d3v-acme.zendesk.com", "", false},
		{"https://d3v-acme.zendesk.com@evil.example", "", false},
		{"https://user@d3v-acme.zendesk.com", "", false},
		{"https://d3v-acme.zendesk.com/path", "", false},
		{"https://d3v-acme.zendesk.com?x", "", false},
		{"https://d3v-acme.zendesk.com#x", "", false},
		{"ftp://127.0.0.1", "", false},
		{"http://10.0.0.1", "", false},
		{"http://localhost.evil.example", "", false},
		{"d3v-acme", "", false},
		{"", "", false},
	} {
		u, standIn, err := parseURL(tt.in)
		if tt.want == "" {
			if err == nil {
				t.Errorf("%q was taken as %s", tt.in, u)
			}
			continue
		}
		if err != nil || u.String() != tt.want || standIn != tt.standIn {
			t.Errorf("%q: got %v %v %v", tt.in, u, standIn, err)
		}
	}
}

func TestNewWantsTheClientsOwnAccount(t *testing.T) {
	c := client(t)
	c.Account, _ = zendesk.ParseSubdomain("d3v-acme")
	if _, err := New(Options{URL: "https://d3v-other.zendesk.com", Client: c}); err == nil {
		t.Error("another account was taken")
	}
}

func TestNothingGoesElsewhere(t *testing.T) {
	a := accountAt(t, "http://127.0.0.1:1", func(o *Options) {
		o.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
			t.Errorf("a request went to %s", r.URL)
			return nil, http.ErrNotSupported
		})
	})
	for _, path := range []string{"@evil.example/", ".evil.example/", "0/"} {
		if _, err := a.Get(t.Context(), NewToken("t"), path); err == nil {
			t.Errorf("%q was asked for", path)
		}
	}
	for url, host := range map[string]string{
		"http://evil.example/": "127.0.0.1:1", "http://127.0.0.1:1/": "evil.example", "https://127.0.0.1:1/": "127.0.0.1:1", "http://me@127.0.0.1:1/": "127.0.0.1:1",
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		if _, err := a.roundTrip(r, explain.API, explain.Asked{}, nil, false); err == nil {
			t.Errorf("%s of %s was asked for", url, host)
		}
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// TestARefreshNamesNoScopes: a refresh sends no scopes, and so keeps those that were granted.
func TestARefreshNamesNoScopes(t *testing.T) {
	var sent map[string]any
	a := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_ = json.NewDecoder(r.Body).Decode(&sent)
		fmt.Fprint(w, `{"access_token":"planted-access","refresh_token":"planted-refresh-2"}`)
	}, nil)
	if _, err := a.RefreshTokens(t.Context(), NewToken("planted-refresh"), 600, 0); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"grant_type": "refresh_token", "refresh_token": "planted-refresh", "client_id": "zdg-acme", "client_secret": planted, "expires_in": 600.0}
	if !maps.Equal(sent, want) {
		t.Errorf("sent %v", sent)
	}
}

// saying serves one answer to every request.
func saying(t *testing.T, kind string, status int, body string) *Account {
	return serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		io.WriteString(w, body)
	}, nil)
}

const asJSON, asPage = "application/json", "text/html"
