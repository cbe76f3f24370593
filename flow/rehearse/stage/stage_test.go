package stage

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// open opens a stage for a confidential client.
func open(t *testing.T) *Stage {
	t.Helper()
	s, err := Open(Options{Client: Client{Identifier: "zdg-acme", Kind: "confidential", RedirectURLs: []string{"http://127.0.0.1:1/cb"}, Scopes: []string{"read"}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// client returns a client that trusts the stage and uses its proxy.
func client(t *testing.T, s *Stage) *http.Client {
	t.Helper()
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(s.Certificate()) {
		t.Fatal("the certificate cannot be read")
	}
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: pool},
		Proxy: func(r *http.Request) (*url.URL, error) {
			if r.URL.Scheme == "http" {
				return nil, nil
			}
			return &url.URL{Scheme: "http", Host: s.Proxy()}, nil
		},
	}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: 20 * time.Second}
}

// connect authorizes and exchanges the code, at the account's address base.
func connect(t *testing.T, c *http.Client, s *Stage, base, secret string) (status int, members map[string]any) {
	t.Helper()
	address, err := url.Parse(base + "/oauth/authorizations/new?" + url.Values{
		"response_type": {"code"}, "client_id": {"zdg-acme"}, "redirect_uri": {"http://127.0.0.1:1/cb"}, "scope": {"read"}, "state": {"s"},
	}.Encode())
	if err != nil {
		t.Fatal(err)
	}
	auth, err := s.Authorize(context.Background(), address, true)
	if err != nil {
		t.Fatal(err)
	}
	back, err := url.Parse(auth.Redirect)
	if err != nil {
		t.Fatal(err)
	}
	return post(t, c, base, url.Values{
		"grant_type": {"authorization_code"}, "code": {back.Query().Get("code")}, "client_id": {"zdg-acme"}, "client_secret": {secret},
		"redirect_uri": {"http://127.0.0.1:1/cb"}, "expires_in": {"3600"},
	})
}

// post makes a token request.
func post(t *testing.T, c *http.Client, base string, form url.Values) (int, map[string]any) {
	t.Helper()
	answer, err := c.PostForm(base+"/oauth/tokens", form)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var members map[string]any
	_ = json.NewDecoder(answer.Body).Decode(&members)
	return answer.StatusCode, members
}

// get makes an API call and returns the status of its answer.
func get(t *testing.T, c *http.Client, address, access string) int {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+access)
	answer, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode
}

// TestAccountsByHostAndByPath: an account answers under both addresses, and the log says which one was used.
func TestAccountsByHostAndByPath(t *testing.T) {
	s := open(t)
	c := client(t, s)
	for way, base := range map[string]func(*Account) string{
		ByProxy: func(a *Account) string { return "https://" + a.Name + ".zendesk.com" },
		ByPath:  func(a *Account) string { return s.Base() + "/" + a.Name },
	} {
		a := s.Add()
		from := s.Count()
		status, members := connect(t, c, s, base(a), "a made-up secret")
		access, _ := members["access_token"].(string)
		if status != http.StatusOK || access == "" || members["expires_in"] != float64(3600) {
			t.Fatalf("%s: %d %v", way, status, members)
		}
		if status := get(t, c, base(a)+"/api/v2/tickets.json", access); status != http.StatusOK {
			t.Errorf("%s: the API answers %d", way, status)
		}
		for _, r := range s.Log(from) {
			if r.Account != a.Name || !r.Known || r.Way != way && r.Way != ByBrowser {
				t.Errorf("%s: noted as %s %s", way, r.Way, r.Account)
			}
		}
		if s.Owner(access) != a {
			t.Errorf("%s: the token has another owner", way)
		}
	}
}

// TestNamesCannotBeGuessed: names are long and never the same.
func TestNamesCannotBeGuessed(t *testing.T) {
	s := open(t)
	seen := map[string]bool{}
	for range 50 {
		name := s.Add().Name
		if seen[name] || len(name) < 20 {
			t.Fatalf("the name %s", name)
		}
		seen[name] = true
	}
}

// TestOneSecretIsRight: the first secret is accepted, and another one is refused, as on a real account.
func TestOneSecretIsRight(t *testing.T) {
	s := open(t)
	c := client(t, s)
	base := "https://" + s.Add().Name + ".zendesk.com"
	if status, _ := connect(t, c, s, base, "the first secret"); status != http.StatusOK {
		t.Fatalf("the first secret is answered %d", status)
	}
	status, members := connect(t, c, s, base, "another secret")
	if status != http.StatusUnauthorized || members["error"] != "invalid_client" {
		t.Errorf("another secret is answered %d %v", status, members)
	}
}

// TestLifetimes: EndPassed ends access tokens, a refresh ends the pair before it, and Revoke ends everything.
func TestLifetimes(t *testing.T) {
	s := open(t)
	c := client(t, s)
	a := s.Add()
	base := "https://" + a.Name + ".zendesk.com"
	a.Set(Control{Life: time.Nanosecond})
	_, members := connect(t, c, s, base, "secret")
	if members["expires_in"] != float64(1) {
		t.Errorf("expires_in is %v", members["expires_in"])
	}
	first, refresh := members["access_token"].(string), members["refresh_token"].(string)
	if status := get(t, c, base+"/api/v2/tickets.json", first); status != http.StatusOK {
		t.Errorf("a token that was not ended is answered %d", status)
	}
	a.Set(Control{})
	a.EndPassed()
	if status := get(t, c, base+"/api/v2/tickets.json", first); status != http.StatusUnauthorized {
		t.Errorf("an ended token is answered %d", status)
	}
	again := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refresh}, "client_id": {"zdg-acme"}, "client_secret": {"secret"}}
	status, members := post(t, c, base, again)
	if status != http.StatusOK {
		t.Fatalf("the refresh is answered %d %v", status, members)
	}
	second := members["access_token"].(string)
	if status := get(t, c, base+"/api/v2/tickets.json", second); status != http.StatusOK {
		t.Errorf("the new token is answered %d", status)
	}
	if status, members := post(t, c, base, again); status != http.StatusBadRequest || members["error"] != "invalid_grant" {
		t.Errorf("the old refresh token is answered %d %v", status, members)
	}
	again.Set("refresh_token", members["refresh_token"].(string))
	a.Revoke()
	if status := get(t, c, base+"/api/v2/tickets.json", second); status != http.StatusUnauthorized {
		t.Errorf("a revoked token is answered %d", status)
	}
	if status, members := post(t, c, base, again); status != http.StatusBadRequest || members["error"] != "invalid_grant" {
		t.Errorf("a revoked refresh token is answered %d %v", status, members)
	}
}

// TestOtherHosts: other hosts of zendesk.com are refused, all others are connected to, and all are noted.
func TestOtherHosts(t *testing.T) {
	s := open(t)
	c := client(t, s)
	for _, host := range []string{"d3v-acme.zendesk.com", "evil.invalid"} {
		if _, err := c.Get("https://" + host + "/"); err == nil {
			t.Errorf("%s was reached", host)
		}
	}
	echo, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = echo.Close() })
	go func() {
		for {
			to, err := echo.Accept()
			if err != nil {
				return
			}
			_, _ = io.Copy(to, to)
			_ = to.Close()
		}
	}()
	far, err := net.Dial("tcp", s.Proxy())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = far.Close() })
	if err := throughProxy(far, echo.Addr().String()); err != nil {
		t.Fatal(err)
	}
	const unread = "\x00 not TLS, and none of our business\n"
	if _, err := io.WriteString(far, unread); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, len(unread))
	if _, err := io.ReadFull(far, got); err != nil || string(got) != unread {
		t.Errorf("%q came back: %v", got, err)
	}
	var hosts []string
	for _, c := range s.Connections() {
		if c.Refused != (c.Host != "127.0.0.1") {
			t.Errorf("%s refused: %v", c.Host, c.Refused)
		}
		hosts = append(hosts, c.Host)
	}
	if strings.Join(hosts, " ") != "d3v-acme.zendesk.com evil.invalid 127.0.0.1" {
		t.Errorf("noted: %v", hosts)
	}
}

// TestAuthority: certificates are for these names alone and for minutes, the key is not handed out, and only this machine is
// listened on.
func TestAuthority(t *testing.T) {
	s := open(t)
	if text := string(s.Certificate()); strings.Contains(text, "PRIVATE") || strings.Count(text, "BEGIN") != 1 {
		t.Errorf("handed out:\n%s", text)
	}
	if life := time.Until(s.authority.cert.NotAfter); life > authorityLife {
		t.Errorf("the authority lives for %s", life)
	}
	pool := x509.NewCertPool()
	pool.AddCert(s.authority.cert)
	for name, good := range map[string]bool{"x.zendesk.com": true, "localhost": true, "example.com": false} {
		c, err := s.authority.certificateFor(&tls.ClientHelloInfo{ServerName: name})
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := x509.ParseCertificate(c.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := leaf.Verify(x509.VerifyOptions{DNSName: name, Roots: pool}); (err == nil) != good {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, l := range []net.Listener{s.proxy, s.direct, s.plain} {
		if ip := l.Addr().(*net.TCPAddr).IP; !ip.IsLoopback() {
			t.Errorf("%s is open", ip)
		}
	}
}

// TestFind: an account is found by its addresses, and by nothing that only looks like them.
func TestFind(t *testing.T) {
	s := open(t)
	name := s.Add().Name
	for address, good := range map[string]bool{
		"https://" + name + ".zendesk.com/oauth":       true,
		"https://" + name + ".zendesk.com:443/oauth":   true,
		s.Base() + "/" + name + "/oauth":               true,
		"http://" + name + ".zendesk.com/":             false,
		"https://" + name + ".zendesk.com./":           false,
		"https://" + name + "..zendesk.com/":           false,
		"https://" + name + ".zendesk.com.invalid/":    false,
		"https://" + name + ".zendesk.com@127.0.0.1/x": false,
		"https://x@" + name + ".zendesk.com/":          false,
		"https://" + name + ".zendesk.com:8443/":       false,
		s.Base() + "/another/oauth":                    false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, ok := s.Find(u); ok != good {
			t.Errorf("%s: %v", address, ok)
		}
	}
}

// TestMadeUpAnswers: a call to an endpoint that the account does not have is answered in the shape of the API, and noted as made
// up. Without a token it is refused.
func TestMadeUpAnswers(t *testing.T) {
	s := open(t)
	c := client(t, s)
	a := s.Add()
	base := "https://" + a.Name + ".zendesk.com"
	_, members := connect(t, c, s, base, "secret")
	for call, want := range map[string]string{
		"GET /api/v2/incremental/tickets/cursor.json": `"tickets":[]`, "GET /api/v2/tickets/count.json": `"count":{"refreshed_at":null,"value":0}`,
		"GET /api/v2/tickets/35436.json": `"ticket":{"id":35436}`, "GET /api/v2/ticket_forms": `"has_more":false`,
		"POST /api/v2/tickets.json": `"ticket":{"id":1,"subject":"x"}`, "PUT /api/v2/tickets/7": `"ticket":{"id":7,"subject":"x"}`,
		"DELETE /api/v2/tickets/7": ``, "GET /api/v2/tickets.json?page%5Bsize%5D=50": `"meta":{"after_cursor":null,"before_cursor":null,"has_more":false}`,
	} {
		method, path, _ := strings.Cut(call, " ")
		r, err := http.NewRequest(method, base+path, strings.NewReader(`{"ticket":{"subject":"x"}}`))
		if err != nil {
			t.Fatal(err)
		}
		from := s.Count()
		for _, bearer := range []string{"", members["access_token"].(string)} {
			r.Body = io.NopCloser(strings.NewReader(`{"ticket":{"subject":"x"}}`))
			r.Header.Set("Authorization", strings.TrimSpace("Bearer "+bearer))
			answer, err := c.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			text, _ := io.ReadAll(answer.Body)
			_ = answer.Body.Close()
			if good := answer.StatusCode < 300 && strings.Contains(string(text), want); good != (bearer != "") {
				t.Errorf("%s with %q: %d %s", call, bearer, answer.StatusCode, text)
			}
		}
		log := s.Log(from)
		if log[0].MadeUp || log[1].MadeUp == strings.Contains(path, "page") {
			t.Errorf("%s: made up %v %v", call, log[0].MadeUp, log[1].MadeUp)
		}
	}
}
