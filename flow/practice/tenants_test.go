package practice

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// allAccounts is the client's own account and those of the customers, behind one server.
type allAccounts struct {
	*testAccount
	tenants *Tenants
}

func openAll(t *testing.T) allAccounts {
	t.Helper()
	o := Prepared(callback)
	all := NewTenants(New(o))
	srv := httptest.NewServer(all)
	t.Cleanup(srv.Close)
	if err := all.SetURL(srv.URL); err != nil {
		t.Fatal(err)
	}
	return allAccounts{&testAccount{Account: all.Home(), t: t, srv: srv, known: all.Home().Client().Secret, http: &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, all}
}

// probe tries an identifier with a code that nobody was given.
func (w allAccounts) probe(host, identifier, secret string) answer {
	v := url.Values{"grant_type": {"authorization_code"}, "client_id": {identifier}, "client_secret": {secret}, "code": {"nobody's"}, "redirect_uri": {callback}}
	return w.do("POST", "/oauth/tokens", v.Encode(), "Content-Type", "application/x-www-form-urlencoded", "Host", host)
}

// TestOtherAccountsKnowAConvertedClient: before the conversion they do not know the client. Each account answers under its own
// host.
func TestOtherAccountsKnowAConvertedClient(t *testing.T) {
	w := openAll(t)
	id, secret := w.Client().Identifier, w.known
	told := func(host string, want int, word string) {
		t.Helper()
		if res := w.probe(host, id, secret); res.status != want || !strings.Contains(res.body, word) {
			t.Errorf("%s: status %d %s, want %d %s", host, res.status, res.body, want, word)
		}
	}
	told("127.0.0.1", 400, "invalid_grant")
	told("d3v-acme.localhost", 400, "invalid_grant")
	told("acme-customer.localhost", 401, "invalid_client")
	told("nobody-here.localhost", 404, "No help desk at nobody-here.zendesk.com")
	told("careless-customer.localhost", 400, "invalid_grant")
	told("own-client-customer.localhost", 401, "invalid_client") // its client has another secret
	told("busy-customer.localhost", 429, "")
	told("walled-customer.localhost", 403, "Just a moment")
	told("suspended-customer.localhost", 403, "suspended")
	if err := w.Convert(id); err != nil {
		t.Fatal(err)
	}
	told("ACME-customer.localhost:1", 400, "invalid_grant")
	told("other-customer.localhost", 400, "invalid_grant")
	told("d3v-acme.localhost", 400, "invalid_grant")
	told("own-client-customer.localhost", 401, "invalid_client")
	if res := w.probe("acme-customer.localhost", id, "another"); res.status != 401 {
		t.Errorf("a wrong secret: status %d", res.status)
	}
	if res := w.probe("acme-customer.example", id, secret); res.status != http.StatusMisdirectedRequest {
		t.Errorf("a name that is not loopback: status %d", res.status)
	}
}

// TestTheAuthorizePageTellsOnOneAccount: on telling-customer the page shows also a person who is not signed in whether the client
// is known. On the others sign-in comes first, whatever is asked.
func TestTheAuthorizePageTellsOnOneAccount(t *testing.T) {
	w := openAll(t)
	ask := func(host, identifier string) int {
		t.Helper()
		u, _ := url.Parse(w.authorizeURL("client_id", identifier))
		return w.do("GET", u.RequestURI(), "", "Host", host).status
	}
	id := w.Client().Identifier
	for _, converted := range []bool{false, true} {
		if converted {
			if err := w.Convert(id); err != nil {
				t.Fatal(err)
			}
		}
		knows := map[bool]int{false: 400, true: 302}[converted]
		for _, tt := range []struct {
			host, identifier string
			want             int
		}{
			{"telling-customer.localhost", id, knows},
			{"telling-customer.localhost", "zdg-made-up", 400},
			{"acme-customer.localhost", id, 302},
			{"acme-customer.localhost", "zdg-made-up", 302},
			{"own-client-customer.localhost", id, 302},
		} {
			if got := ask(tt.host, tt.identifier); got != tt.want {
				t.Errorf("converted %t, %s, %s: status %d, want %d", converted, tt.host, tt.identifier, got, tt.want)
			}
		}
	}
}

// TestAGlobalClientIsListedWhereItWasAuthorized: a customer's account lists it among the global clients, once somebody has
// authorized it, and never among its own.
func TestAGlobalClientIsListedWhereItWasAuthorized(t *testing.T) {
	w := openAll(t)
	if err := w.Convert(w.Client().Identifier); err != nil {
		t.Fatal(err)
	}
	there := w.tenants.Account("acme-customer")
	u, err := url.Parse(there.URL())
	if err != nil || u.Hostname() != "acme-customer.localhost" {
		t.Fatalf("its address: %q %v", there.URL(), err)
	}
	list := func(path string) string {
		t.Helper()
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Host = u.Host
		there.mu.Lock()
		held := there.issueToken(there.clients[0].ID, there.people[0].ID, []string{"read"}, 600, 0)
		there.mu.Unlock()
		r.Header.Set("Authorization", "Bearer "+held.access)
		got := httptest.NewRecorder()
		w.tenants.ServeHTTP(got, r)
		return got.Body.String()
	}
	if text := list("/api/v2/oauth/global_clients.json"); strings.Contains(text, w.Client().Identifier) {
		t.Errorf("listed before anybody has authorized it: %s", text)
	}
	to, err := there.Approve(t.Context(), there.URL()+strings.TrimPrefix(w.authorizeURL(), w.srv.URL), "", true)
	if err != nil || !strings.HasPrefix(to, callback) {
		t.Fatalf("%v", err)
	}
	if text := list("/api/v2/oauth/global_clients.json"); !strings.Contains(text, `"identifier":"zdg-acme-sync"`) || strings.Contains(text, w.known[:6]) {
		t.Errorf("not listed: %s", text)
	}
	if text := list("/api/v2/oauth/clients/" + itoa(there.clients[0].ID)); !strings.Contains(text, "RecordNotFound") {
		t.Errorf("it can be read as a local client of a customer: %s", text)
	}
	if text := list("/api/v2/oauth/clients.json"); strings.Contains(text, w.Client().Identifier) {
		t.Errorf("it stands among the local clients of a customer: %s", text)
	}
}

// TestWhatWasGlobalBefore: a client that was global before the other accounts came is known to them too.
func TestWhatWasGlobalBefore(t *testing.T) {
	home := New(Prepared(callback))
	if err := home.SetFault("already-global"); err != nil {
		t.Fatal(err)
	}
	if c := NewTenants(home).Account("acme-customer").clientByIdentifier(home.Client().Identifier); c == nil || c.Secret != home.Client().Secret {
		t.Error("it is not known")
	}
}
