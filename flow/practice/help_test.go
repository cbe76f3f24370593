package practice

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	callback = "http://127.0.0.1:19186/callback"
	// The pair of RFC 7636 appendix B.
	verifier  = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
	challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
)

// clock is a time that moves when told.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.t }
func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// testAccount is a practice account behind a server, with an HTTP client that follows no redirects and a clock of its own.
type testAccount struct {
	*Account
	t     *testing.T
	clock *clock
	http  *http.Client
	srv   *httptest.Server
	known string // the client's secret as it was at first, also after a fault has changed it
}

// open opens a practice account; change may alter the options.
func open(t *testing.T, change ...func(*Options)) *testAccount {
	t.Helper()
	c := &clock{t: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)}
	o := Prepared(callback)
	o.Now = c.now
	for _, f := range change {
		f(&o)
	}
	a := New(o)
	srv := httptest.NewServer(a)
	t.Cleanup(srv.Close)
	a.SetURL(srv.URL)
	return &testAccount{Account: a, t: t, clock: c, srv: srv, known: a.Client().Secret, http: &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// answer is a response that was read.
type answer struct {
	status int
	header http.Header
	body   string
}

func (a answer) json(t *testing.T) object {
	t.Helper()
	var o object
	if err := json.Unmarshal([]byte(a.body), &o); err != nil {
		t.Fatalf("not JSON (status %d): %v", a.status, err)
	}
	return o
}

func (d *testAccount) do(method, path, body string, header ...string) answer {
	d.t.Helper()
	r, err := http.NewRequest(method, d.srv.URL+path, strings.NewReader(body))
	if err != nil {
		d.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	if h := r.Header.Get("Host"); h != "" {
		r.Host = h
	}
	res, err := d.http.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, string(b)}
}

func (d *testAccount) get(path, bearer string) answer {
	d.t.Helper()
	if bearer == "" {
		return d.do("GET", path, "")
	}
	return d.do("GET", path, "", "Authorization", "Bearer "+bearer)
}

func (d *testAccount) post(path string, fields object) answer {
	d.t.Helper()
	var b bytes.Buffer
	json.NewEncoder(&b).Encode(fields)
	return d.do("POST", path, b.String(), "Content-Type", "application/json")
}

// authorizeURL is an authorization request; pairs replace its parameters, an empty value removes one.
func (d *testAccount) authorizeURL(pairs ...string) string {
	q := url.Values{
		"response_type": {"code"}, "client_id": {d.Client().Identifier}, "redirect_uri": {callback}, "scope": {"read"}, "state": {"s1"},
		"code_challenge": {challenge}, "code_challenge_method": {"S256"},
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Del(pairs[i])
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	return d.srv.URL + "/oauth/authorizations/new?" + q.Encode()
}

// approve returns the parameters of the callback.
func (d *testAccount) approve(person string, pairs ...string) url.Values {
	d.t.Helper()
	to, err := d.Approve(context.Background(), d.authorizeURL(pairs...), person, true)
	if err != nil {
		d.t.Fatal(err)
	}
	u, err := url.Parse(to)
	if err != nil {
		d.t.Fatal(err)
	}
	return u.Query()
}

// page expects that the authorization ends on a page.
func (d *testAccount) page(pairs ...string) *PageError {
	d.t.Helper()
	to, err := d.Approve(context.Background(), d.authorizeURL(pairs...), "", true)
	var e *PageError
	if !errors.As(err, &e) {
		d.t.Fatalf("no page: redirect %t, error %v", to != "", err)
	}
	return e
}

// exchangeFields redeem a code; pairs replace them, nil removes one.
func (d *testAccount) exchangeFields(code string, pairs ...any) object {
	f := object{
		"grant_type": "authorization_code", "code": code, "client_id": d.Client().Identifier, "client_secret": d.Client().Secret,
		"redirect_uri": callback, "code_verifier": verifier, "scope": "read", "expires_in": 1800, "refresh_token_expires_in": 2592000,
	}
	return with(f, pairs...)
}

// with changes fields; nil removes one.
func with(f object, pairs ...any) object {
	for i := 0; i+1 < len(pairs); i += 2 {
		f[pairs[i].(string)] = pairs[i+1]
		if pairs[i+1] == nil {
			delete(f, pairs[i].(string))
		}
	}
	return f
}

func (d *testAccount) refreshFields(refresh string, pairs ...any) object {
	return with(object{
		"grant_type": "refresh_token", "refresh_token": refresh, "client_id": d.Client().Identifier, "client_secret": d.Client().Secret,
	}, pairs...)
}

// connect makes a pair of tokens for a person.
func (d *testAccount) connect(person, scope string) (access, refresh string) {
	d.t.Helper()
	code := d.approve(person, "scope", scope).Get("code")
	res := d.post("/oauth/tokens", d.exchangeFields(code, "scope", scope))
	if res.status != 200 {
		d.t.Fatalf("exchange: status %d", res.status)
	}
	o := res.json(d.t)
	return o["access_token"].(string), o["refresh_token"].(string)
}

// browser is a client with cookies, signed in as a person; it follows no redirects.
func (d *testAccount) browser(person string) *testAccount {
	d.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		d.t.Fatal(err)
	}
	b := *d
	c := *d.http
	c.Jar = jar
	b.http = &c
	if person != "" {
		p, _ := d.personNamed(person)
		res := b.form("/practice/sign-in", url.Values{"person": {itoa(p.ID)}, "password": {"x"}})
		if res.status != 303 {
			d.t.Fatalf("sign-in: status %d", res.status)
		}
	}
	return &b
}

func (d *testAccount) form(path string, v url.Values) answer {
	d.t.Helper()
	return d.do("POST", path, v.Encode(), "Content-Type", "application/x-www-form-urlencoded")
}

// hidden returns the value of a hidden field of the page's form.
func (a answer) hidden(name string) string {
	r := recordedAnswer{}
	r.buffer.WriteString(a.body)
	return r.hidden(url.Values{}).Get(name)
}

// exchange redeems a new code with the secret that was known at first.
func (d *testAccount) exchange() answer {
	return d.post("/oauth/tokens", d.exchangeFields(d.approve("").Get("code"), "client_secret", d.known))
}

// tokens returns the access and the refresh token of an exchange.
func (d *testAccount) tokens() (string, string) {
	d.t.Helper()
	o := d.exchange().json(d.t)
	return o["access_token"].(string), o["refresh_token"].(string)
}

// survivesPage asks to revoke and expects a page, and the token to live at the account.
func survivesPage(t *testing.T, d *testAccount) {
	access, _ := d.tokens()
	before := len(d.Tokens())
	if res := d.do("DELETE", "/api/v2/oauth/tokens/current.json", "", "Authorization", "Bearer "+access); res.status != 403 || len(d.Tokens()) != before {
		t.Errorf("status %d, %d tokens of %d", res.status, len(d.Tokens()), before)
	}
}

// refreshed expects the status of a refresh, then those of both access tokens (0: not asked).
func refreshed(status, before, after int) func(*testing.T, *testAccount) {
	return func(t *testing.T, d *testAccount) {
		const me = "/api/v2/users/me.json"
		access, refresh := d.tokens()
		if got := d.get(me, access).status; got != before {
			t.Errorf("before: status %d", got)
		}
		if res := d.post("/oauth/tokens", d.refreshFields(refresh)); res.status != status {
			t.Errorf("refresh: status %d", res.status)
		}
		if got := d.get(me, access).status; after != 0 && got != after {
			t.Errorf("after: status %d", got)
		}
	}
}

// revokesByID deletes the current token, then the same by its id, and expects the status of a call with it afterwards.
func revokesByID(after int) func(*testing.T, *testAccount) {
	return func(t *testing.T, d *testAccount) {
		access, _ := d.tokens()
		id := int64(d.get("/api/v2/oauth/tokens/current", access).json(t)["token"].(object)["id"].(float64))
		for _, path := range []string{"current", itoa(id)} {
			if res := d.do("DELETE", "/api/v2/oauth/tokens/"+path, "", "Authorization", "Bearer "+access); res.status != 204 {
				t.Errorf("%s: status %d", path, res.status)
			}
		}
		if got := d.get("/api/v2/users/me.json", access).status; got != after {
			t.Errorf("after: status %d, want %d", got, after)
		}
	}
}

// limitedExchange expects that an exchange is limited once.
func limitedExchange(t *testing.T, d *testAccount) {
	fields := d.exchangeFields(d.approve("").Get("code"))
	if res := d.post("/oauth/tokens", fields); res.status != 429 || res.header.Get("Retry-After") != "2" {
		t.Errorf("status %d", res.status)
	}
	if res := d.post("/oauth/tokens", fields); res.status != 200 {
		t.Errorf("again: status %d", res.status)
	}
}

// giant reads the answer to an exchange without keeping it, and expects its size at least.
func giant(size int64, gzipped bool) func(*testing.T, *testAccount) {
	return func(t *testing.T, d *testAccount) {
		if testing.Short() {
			t.Skip("reads a gigabyte")
		}
		to, err := d.Approve(context.Background(), d.authorizeURL(), "", true)
		if err != nil {
			t.Fatal(err)
		}
		u, _ := url.Parse(to)
		body := `{"grant_type":"authorization_code","code":"` + u.Query().Get("code") + `","client_id":"` + d.Client().Identifier + `","client_secret":"` +
			d.Client().Secret + `","redirect_uri":"` + callback + `","code_verifier":"` + verifier + `"}`
		res, err := d.http.Post(d.srv.URL+"/oauth/tokens", "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		n, err := io.Copy(io.Discard, res.Body)
		if err != nil || n < size || res.Uncompressed != gzipped {
			t.Errorf("%d bytes, %v", n, err)
		}
	}
}
