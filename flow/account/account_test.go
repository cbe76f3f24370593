package account

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

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

const planted = "planted0123456789abcdef-secret"

// serve starts an account that a handler plays.
func serve(t testing.TB, handler http.HandlerFunc, change func(*Options)) *Account {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return at(t, server.URL, change)
}

func at(t testing.TB, url string, change func(*Options)) *Account {
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
	a := at(t, "http://127.0.0.1:1", func(o *Options) {
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

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		status      int
		after, date string
		want        time.Duration
	}{
		{429, "7", "", 7 * time.Second},
		{503, " 7 ", "", 7 * time.Second},
		{429, "Sun, 22 Nov 2026 12:00:30 GMT", "", 30 * time.Second},
		{429, "Sun, 22 Nov 2026 12:00:30 GMT", "Sun, 22 Nov 2026 12:00:20 GMT", 10 * time.Second},
		{429, "Sun, 22 Nov 2026 11:00:00 GMT", "", time.Second},
		{429, "0", "", time.Second},
		{429, "1.5", "", 2 * time.Second},
		{429, "NaN", "", 0},
		{429, "-1", "", 0},
		{429, "soon", "", 0},
		{429, "", "", 0},
		{200, "7", "", 0},
		{429, "99999999999", "", 0},
	} {
		ans := answer{status: tt.status, header: http.Header{}}
		ans.header.Set("Retry-After", tt.after)
		ans.header.Set("Date", tt.date)
		if got := ans.retryIn(now); got != tt.want {
			t.Errorf("%+v: got %v", tt, got)
		}
	}
}

func TestWaitsOnce(t *testing.T) {
	for _, tt := range []struct {
		after string
		asked int // requests made
		told  int // waits told
	}{{"5", 2, 1}, {"61", 1, 0}, {"", 1, 0}} {
		asked, told := 0, 0
		a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			asked++
			w.Header().Set("Retry-After", tt.after)
			w.WriteHeader(http.StatusTooManyRequests)
		}, func(o *Options) { o.Waiting = func(time.Time) { told++ } })
		_, err := a.Me(t.Context(), NewToken("t"))
		if seen := SeenIn(err); seen.Status != 429 || asked != tt.asked || told != tt.told {
			t.Errorf("%q: asked %d times, told %d, %+v", tt.after, asked, told, seen)
		}
		if tt.after == "61" && SeenIn(err).RetryIn != 61*time.Second {
			t.Errorf("%+v", SeenIn(err))
		}
	}
}

// TestWhatCameBeforeTheWait: tokens in a 429 that is waited out are returned, to be revoked.
func TestWhatCameBeforeTheWait(t *testing.T) {
	for _, refreshes := range []bool{false, true} {
		posts := 0
		a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			posts++
			w.Header().Set("Content-Type", "application/json")
			if posts == 1 {
				w.Header().Set("Retry-After", "1")
				w.WriteHeader(http.StatusTooManyRequests)
			}
			fmt.Fprintf(w, `{"access_token":"planted-access-%d","refresh_token":"planted-refresh-%d","token_type":"bearer"}`, posts, posts)
		}, nil)
		ask := func() (Tokens, error) {
			if refreshes {
				return a.RefreshTokens(t.Context(), NewToken("planted-refresh"), 0, 0)
			}
			return a.Exchange(t.Context(), CodeGrant{Code: NewToken("planted-code"), Verifier: NewToken(strings.Repeat("v", 43))})
		}
		got, err := ask()
		if err != nil || got.Access.Reveal() != "planted-access-2" || len(got.More) != 1 || got.More[0].Access.Reveal() != "planted-access-1" || got.More[0].Refresh.Reveal() != "planted-refresh-1" {
			t.Errorf("refreshes %t: %v, %d more, %v", refreshes, got, len(got.More), err)
		}
	}
}

// TestTokensOfAnotherForm: tokens of another form in a 429 are counted as unusable.
func TestTokensOfAnotherForm(t *testing.T) {
	for body, want := range map[string]int{"access_token=planted-access-1&refresh_token=planted-refresh-1": 1, "slow down": 0, `{"message":"no access_token for you"}`: 0} {
		posts := 0
		a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			if posts++; posts == 1 {
				w.Header().Set("Retry-After", "1")
				w.WriteHeader(http.StatusTooManyRequests)
				fmt.Fprint(w, body)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprint(w, `{"access_token":"planted-access-2","refresh_token":"planted-refresh-2","token_type":"bearer"}`)
		}, nil)
		if got, err := a.RefreshTokens(t.Context(), NewToken("planted-refresh"), 0, 0); err != nil || got.Unusable != want {
			t.Errorf("%q: %d that nobody can ask about, %v", body, got.Unusable, err)
		}
	}
}

func TestATokenRequestIsSentOnce(t *testing.T) {
	posts := 0
	a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		posts++
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusServiceUnavailable)
	}, nil)
	_, err := a.Exchange(t.Context(), CodeGrant{Code: NewToken("planted-code"), Verifier: NewToken(strings.Repeat("v", 43))})
	if posts != 1 || SeenIn(err).Status != 503 {
		t.Errorf("%d requests: %v", posts, err)
	}
	if _, err = a.RefreshTokens(t.Context(), NewToken("planted-refresh"), 0, 0); posts != 2 || err == nil {
		t.Errorf("%d requests: %v", posts, err)
	}
}

// TestACodeIsNotSentAfterItsEnd: a 429 is not waited out when the code would expire meanwhile.
func TestACodeIsNotSentAfterItsEnd(t *testing.T) {
	for age, want := range map[time.Duration]int{99 * time.Second: 2, 100 * time.Second: 1} {
		posts := 0
		a := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			posts++
			w.Header().Set("Retry-After", "20")
			w.WriteHeader(http.StatusTooManyRequests)
		}, nil)
		_, err := a.Exchange(t.Context(), CodeGrant{Code: NewToken("planted-code"), Verifier: NewToken(strings.Repeat("v", 43)), Age: age})
		if posts != want || SeenIn(err).Status != 429 {
			t.Errorf("%s old: sent %d times: %v", age, posts, err)
		}
	}
}

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
