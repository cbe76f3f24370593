package rehearse

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"html"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"zdg/flow/rehearse/stage"
)

// maxPage is how many bytes of a page are read, maxHops how many redirects are followed.
const (
	maxPage = 1 << 20
	maxHops = 20
)

// How long the program may take to answer, and how long once it has exceeded that: a program that always hangs would make
// the rehearsal take forever.
const (
	pageTimeout          = 30 * time.Second
	pageTimeoutAfterHang = 10 * time.Second
)

// pageTimeout is how long the program may take for a page now.
func (r *rehearsal) pageTimeout() time.Duration {
	if r.pageTimedOut.Load() {
		return min(pageTimeoutAfterHang, r.pace.page)
	}
	return r.pace.page
}

// browser plays a customer's browser. It keeps cookies and follows the program's redirects on this machine, and stops where
// a redirect leads to Zendesk or anywhere else.
type browser struct {
	stage   *stage.Stage
	canary  *canary
	timeout func() time.Duration // for a page
	hung    *atomic.Bool         // set when the program has exceeded it
	client  *http.Client
	header  http.Header
}

// newBrowser returns a browser without cookies, except those of the person's browser.
func (r *rehearsal) newBrowser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		panic("rehearse: " + err.Error()) // it never fails without options
	}
	if u, err := url.Parse(r.plan.Connect.forAccount("name").URL); err == nil {
		jar.SetCookies(u, r.cookies)
	}
	return &browser{
		stage: r.stage, canary: r.canary, timeout: r.pageTimeout, hung: &r.pageTimedOut, header: r.plan.Header,
		client: &http.Client{
			Jar:           localJar{jar},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			// The program may be stopped and started between two requests.
			Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: anyCertificate()},
		},
	}
}

// localJar takes Secure cookies also over http, as browsers do from localhost.
type localJar struct{ *cookiejar.Jar }

// SetCookies implements http.CookieJar.
func (j localJar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	if u.Scheme == "http" { // only this machine is ever called
		for i, c := range cookies {
			plain := *c
			plain.Secure = false
			cookies[i] = &plain
		}
	}
	j.Jar.SetCookies(u, cookies)
}

// anyCertificate is used for requests to the program alone, which is on this machine and has a certificate of the
// developer's own.
func anyCertificate() *tls.Config { return &tls.Config{InsecureSkipVerify: true} }

// visit is how a request to the program ended, after all redirects.
type visit struct {
	status int
	body   string
	path   string     // of the program's last page
	sent   []*url.URL // every address that the browser was sent to
	to     *url.URL   // where the program sends the browser, outside of itself; nil: it ended on a page of the program
	err    error      // no answer came
}

// ok reports whether it ended on a page of the program with a status of success.
func (v visit) ok() bool { return v.err == nil && v.to == nil && v.status >= 200 && v.status < 300 }

// broken says what is wrong when there was no answer, or a server error; "" otherwise.
func (v visit) broken() string {
	switch {
	case v.err != nil:
		return "no answer came"
	case v.status >= 500:
		return fmt.Sprintf("the page was a server error, %d", v.status)
	}
	return ""
}

// ask sends one request to the program and reads the answer's body.
func (b *browser) ask(r *http.Request) (*http.Response, []byte, error) {
	timeout := b.timeout()
	ctx, cancel := context.WithTimeout(r.Context(), timeout)
	defer cancel()
	answer, err := b.client.Do(r.WithContext(ctx))
	var text []byte
	if err == nil {
		text, err = io.ReadAll(io.LimitReader(answer.Body, maxPage))
		_ = answer.Body.Close() // it was read
	}
	if err != nil && ctx.Err() != nil && r.Context().Err() == nil {
		b.hung.Store(true)
		err = fmt.Errorf("it was not complete after %s", timeout)
	}
	return answer, text, err
}

// maxForms is how many forms a customer confirms one after the other.
const maxForms = 3

// open sends one request to the program and follows its redirects.
func (b *browser) open(ctx context.Context, a Address) visit { return b.confirm(ctx, a, "") }

// confirm opens an address as open does, and submits the forms that ask about the account, as a customer does who confirms.
// Without an account no form is submitted.
func (b *browser) confirm(ctx context.Context, a Address, account string) visit {
	var sent []*url.URL
	origin, pressed := "", 0
	a.Method = a.method()
	for hop := 0; ; hop++ {
		if hop == maxHops {
			return visit{err: errors.New("the program redirects in circles")}
		}
		r, err := b.request(ctx, a, origin)
		if err != nil {
			return visit{err: errors.New("the program sends the browser to an invalid address")}
		}
		answer, text, err := b.ask(r) //nolint:bodyclose // ask has read and closed it
		if err != nil {
			return visit{err: plainError(err)}
		}
		v := visit{status: answer.StatusCode, body: string(text), path: r.URL.Path, sent: sent}
		next := answer.Header.Get("Location")
		redirects := next != "" && v.status >= 300 && v.status <= 399
		switch {
		case redirects:
			if a.URL = next; v.status != http.StatusTemporaryRedirect && v.status != http.StatusPermanentRedirect {
				a.Method, a.Data = http.MethodGet, ""
			}
		default:
			var goes bool
			if v.to = b.authorizeLinkIn(v); v.to == nil && hop < maxHops-1 {
				if a, goes = automaticStep(r.URL, v.body); !goes && account != "" && pressed < maxForms && v.status < 300 {
					a, goes = formToConfirm(r.URL, v.body, account)
					pressed++
				}
			}
			if !goes {
				return v
			}
			origin = originOf(r.URL)
		}
		u, err := r.URL.Parse(a.URL)
		if err != nil {
			v.err = errors.New("the program sends the browser to an invalid address")
			return v
		}
		a.URL = u.String()
		leads := redirects || a.Method == http.MethodGet // a form that is posted elsewhere is no redirect
		if leads {
			sent = append(sent, u)
		}
		if v.sent = sent; b.isProgram(u) {
			continue
		}
		if leads {
			v.to = u
		}
		return v
	}
}

// request makes a request with the headers of a browser. The developer's own headers replace them.
func (b *browser) request(ctx context.Context, a Address, origin string) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, a.Method, a.URL, strings.NewReader(a.Data))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "text/html,application/json;q=0.9,*/*;q=0.8")
	r.Header.Set("User-Agent", "Mozilla/5.0 (zdg rehearse)")
	if a.Data != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if a.isJSON() {
			r.Header.Set("Content-Type", "application/json")
		}
	}
	if a.Method != http.MethodGet && a.Method != http.MethodHead { // many programs refuse a request from another origin
		if origin == "" {
			origin = originOf(r.URL)
		}
		r.Header.Set("Origin", origin)
	}
	maps.Copy(r.Header, b.header)
	if host := b.header.Get("Host"); host != "" {
		r.Host = host
	}
	return r, nil
}

// originOf returns the origin of a URL, as in the header Origin.
func originOf(u *url.URL) string { return u.Scheme + "://" + u.Host }

// isProgram reports whether an address is the program's: on this machine, and not of the stage or the canary.
func (b *browser) isProgram(u *url.URL) bool {
	return isLoopback(u.Hostname()) && "http://"+u.Host != b.stage.Base() && !b.canary.isHost(u.Host) && (u.Scheme == "http" || u.Scheme == "https")
}

// authorizeLink finds an authorize URL in a page: some programs show a button, others answer with JSON.
var authorizeLink = pattern(`https?://[^\s"'<>\\]+/oauth/authorizations/new\?[^\s"'<>\\]*`)

// lineBreaks removes what browsers drop from a URL.
var lineBreaks = strings.NewReplacer("\n", "", "\r", "", "\t", "")

// authorizeLinkIn returns the authorize URL in a page of success; nil when there is none.
func (b *browser) authorizeLinkIn(v visit) *url.URL {
	if v.status < 200 || v.status > 299 { // 201 is usual for a POST
		return nil
	}
	// Browsers drop line breaks and tabs in a URL.
	u, err := url.Parse(lineBreaks.Replace(html.UnescapeString(authorizeLink().FindString(plainScript(v.body)))))
	if err != nil || u.Host == "" {
		return nil
	}
	return u
}

// plainError returns an error without the URL, which may hold a code.
func plainError(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}
