package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"zdg/flow/practice"
)

// standIn is a practice account on loopback that zdg takes for a real one. It remembers what was
// secret in all that went through it, and can give it away again.
type standIn struct {
	*practice.Account
	*secrets
	tenants  *practice.Tenants // the account, and those of customers
	server   *httptest.Server
	callback string
	leak     leak
}

// leak answers a request in place of the account, when it returns true.
type leak = func(*standIn, http.ResponseWriter, *http.Request) bool

// openStandIn opens an account whose client is redirected to a port that is free.
func openStandIn(t *testing.T, leak leak) *standIn {
	t.Helper()
	callback := "http://" + freeAddress(t) + "/callback"
	d := &standIn{Account: practice.New(practice.Prepared(callback)), secrets: &secrets{}, callback: callback, leak: leak}
	d.tenants = practice.NewTenants(d.Account)
	d.server = httptest.NewServer(d.watch(http.HandlerFunc(d.answer)))
	t.Cleanup(d.server.Close)
	if err := d.tenants.SetURL(d.server.URL); err != nil {
		t.Fatal(err)
	}
	d.add(d.Client().Secret)
	return d
}

func (d *standIn) answer(w http.ResponseWriter, r *http.Request) {
	if d.leak == nil || !d.leak(d, w, r) {
		d.tenants.ServeHTTP(w, r)
	}
}

// args are flags for a test of the account's client.
func (d *standIn) args() []string {
	return []string{
		"--account-url", d.server.URL, "--subdomain", d.Subdomain(), "--identifier", d.Client().Identifier,
		"--kind", "confidential", "--redirect-url", d.callback, "--scope", "read",
	}
}

// start starts zdg, with these arguments and those of the account, with the secret in its environment.
func (d *standIn) start(t *testing.T, args ...string) *unattended {
	t.Helper()
	u := newUnattended(t, append(args, d.args()...)...)
	u.giveSecret("env", d.Client().Secret)
	u.start()
	return u
}

// alive is how many tokens live.
func (d *standIn) alive() (n int) {
	for _, token := range d.Tokens() {
		if token.Access || token.Refresh {
			n++
		}
	}
	return n
}

// codeIn is the code in the address that the account sends the browser to.
func codeIn(redirect string) string {
	u, err := url.Parse(redirect)
	if err != nil {
		return ""
	}
	return u.Query().Get("code")
}
