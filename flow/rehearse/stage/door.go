package stage

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
)

// Door is an address at which a person's own browser finds the sign-in and consent pages of an account. That browser uses
// neither the stage's proxy nor its certificate, and must not look for the account at Zendesk. Open one with [Stage.Door];
// it closes with the stage.
type Door struct {
	// Base is its URL, such as http://127.0.0.1:PORT.
	Base string

	stage   *Stage
	account *Account

	mu      sync.Mutex
	auth    Authorization
	refusal string
}

// doorPaths are the pages that a browser needs to sign in and to give consent. Everything else is not found.
var doorPaths = []string{authorizePath, "/oauth/authorizations", "/practice/sign-in", "/practice/style.css", "/access/logout"}

// Door opens one for an account. host is what the browser calls this machine, 127.0.0.1 or localhost. It has to be the one
// that the program does not use, so that the browser comes back to the program from another site, as from Zendesk: cookies
// and SameSite do not tell ports apart.
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

// ServeHTTP answers a browser.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !slices.Contains(doorPaths, r.URL.Path) {
		http.NotFound(w, r)
		return
	}
	if r.URL.Path == authorizePath {
		d.noteRequest(r)
	}
	answer := capture(d.account.practiceAccount(), r)
	if to, err := url.Parse(answer.header.Get("Location")); err == nil && to.Host != "" && "http://"+to.Host != d.Base {
		d.noteEnd(to.String(), "")
	} else if r.URL.Path == authorizePath && answer.status >= http.StatusBadRequest {
		d.noteEnd("", answer.body.String())
	}
	answer.copyTo(w)
}

// noteRequest keeps the authorization request, and logs the first one.
func (d *Door) noteRequest(r *http.Request) {
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
	d.stage.logRequest(q)
	d.stage.answered(q, http.StatusOK, Request{})
}

// noteEnd keeps where the browser was sent, or the page of a refusal, and wakes those who wait for the log.
func (d *Door) noteEnd(to, refusal string) {
	d.mu.Lock()
	d.auth.Redirect, d.refusal = to, refusal
	d.mu.Unlock()
	d.stage.mu.Lock()
	defer d.stage.mu.Unlock()
	d.stage.notify()
}

// Authorization returns what came so far: Account is nil until a browser asked, Redirect is empty until it was sent back.
// refusal is the HTML page that the account showed instead of asking for consent; "" when it showed none.
func (d *Door) Authorization() (auth Authorization, refusal string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.auth, d.refusal
}
