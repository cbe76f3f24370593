package stage

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
)

// Door is where a person's own browser finds the pages of an account: a browser knows neither the proxy nor the
// certificate, and must not look for the account at Zendesk. Open one with [Stage.Door]; it closes with the stage.
type Door struct {
	// Base is its address, such as http://127.0.0.1:PORT.
	Base string

	stage   *Stage
	account *Account

	mu      sync.Mutex
	auth    Authorization
	refusal string
}

// doorPaths are the pages that a browser needs to sign in and to decide. Nothing else of the account is behind a door.
var doorPaths = []string{authorizePath, "/oauth/authorizations", "/practice/sign-in", "/practice/style.css", "/access/logout"}

// Door opens one for an account. host is what the browser calls this machine, 127.0.0.1 or localhost: cookies know no
// ports, so that it has to be another one than the program's for the way back to come from another site, as it does from
// Zendesk.
func (s *Stage) Door(a *Account, host string) (*Door, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		_ = l.Close() // it served nothing yet
		return nil, err
	}
	d := &Door{Base: "http://" + net.JoinHostPort(host, port), stage: s, account: a}
	s.serve(l, d)
	return d, nil
}

// ServeHTTP answers a browser, under the names of this machine alone.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !slices.Contains(doorPaths, r.URL.Path) {
		http.NotFound(w, r)
		return
	}
	if r.URL.Path == authorizePath {
		d.asked(r)
	}
	answer := record(d.account.account(), r)
	if to, err := url.Parse(answer.header.Get("Location")); err == nil && to.Host != "" && "http://"+to.Host != d.Base {
		d.leave(to.String(), "")
	} else if r.URL.Path == authorizePath && answer.status >= http.StatusBadRequest {
		d.leave("", answer.body.String())
	}
	answer.copyTo(w)
}

// asked notes an authorization request as one of the browser.
func (d *Door) asked(r *http.Request) {
	d.stage.learn(r.URL.Query())
	d.mu.Lock()
	first := d.auth.Account == nil
	d.auth.Account, d.auth.Query = d.account, r.URL.Query()
	d.mu.Unlock()
	if !first { // the page comes again after the sign-in
		return
	}
	q := &Request{
		Way: ByBrowser, Account: d.account.Name, Known: true, Kind: KindAuthorize, Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery, Header: http.Header{},
	}
	d.stage.note(q)
	d.stage.answered(q, http.StatusOK, Request{})
}

// leave notes how the pages ended, and wakes who waits for it.
func (d *Door) leave(to, refusal string) {
	d.mu.Lock()
	d.auth.Redirect, d.refusal = to, refusal
	d.mu.Unlock()
	d.stage.mu.Lock()
	defer d.stage.mu.Unlock()
	d.stage.tell()
}

// Authorization is what came so far: Account is nil until a browser asked, Redirect is empty until it was sent back.
// refusal is the page that the account showed instead of asking; "" when it showed none.
func (d *Door) Authorization() (auth Authorization, refusal string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.auth, d.refusal
}
