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
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"zdg/flow/rehearse/stage"
)

// maxPage bounds what is read of a page, maxHops how often a redirect is followed.
const (
	maxPage = 1 << 20
	maxHops = 20
)

// How long the program may take for a page, and how long once it has let that pass: one that hangs would be waited for until
// nobody waits for the rehearsal.
const (
	answerWithin = 30 * time.Second
	answerSooner = 10 * time.Second
)

// within is how long a page is waited for now.
func (r *rehearsal) within() time.Duration {
	if r.hung.Load() {
		return min(answerSooner, r.pace.page)
	}
	return r.pace.page
}

// browser is a customer's: it keeps cookies, follows the program's redirects on this machine, and stops where an address
// leads to Zendesk or anywhere else.
type browser struct {
	stage  *stage.Stage
	canary *canary
	within func() time.Duration // a page is waited for
	hung   *atomic.Bool         // it was in vain
	client *http.Client
	header http.Header
}

func (r *rehearsal) newBrowser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		panic("rehearse: " + err.Error()) // it fails for no options
	}
	if u, err := url.Parse(r.plan.Connect.filled("name").URL); err == nil {
		jar.SetCookies(u, r.session)
	}
	return &browser{
		stage: r.stage, canary: r.canary, within: r.within, hung: &r.hung, header: r.plan.Header,
		client: &http.Client{
			Jar:           localJar{jar},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			// The program may be stopped and started between two requests.
			Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: anyCertificate()},
		},
	}
}

// localJar takes a cookie with Secure from a program on this machine, as browsers do from localhost.
type localJar struct{ *cookiejar.Jar }

// SetCookies is of http.CookieJar.
func (j localJar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	if u.Scheme == "http" { // nothing else is called, whatever name the developer has it answer to
		for i, c := range cookies {
			plain := *c
			plain.Secure = false
			cookies[i] = &plain
		}
	}
	j.Jar.SetCookies(u, cookies)
}

// anyCertificate is for the program alone: its certificate is the developer's own, on this machine, and nothing of worth
// is sent there.
func anyCertificate() *tls.Config { return &tls.Config{InsecureSkipVerify: true} }

// visit is where a request to the program ended.
type visit struct {
	status int
	body   string
	path   string     // of the last page of the program
	sent   []*url.URL // every address that the browser was sent to
	to     *url.URL   // where the program sends the browser away to; nil: it ended on a page of the program's
	err    error      // no answer came
}

// ok reports whether it ended on a page of success.
func (v visit) ok() bool { return v.err == nil && v.to == nil && v.status >= 200 && v.status < 300 }

// broke says what no page may be: no answer, or an error of the server; "" otherwise.
func (v visit) broke() string {
	switch {
	case v.err != nil:
		return "no answer came"
	case v.status >= 500:
		return fmt.Sprintf("the page was an error of the server, %d", v.status)
	}
	return ""
}

// ask sends one request to the program and reads the answer.
func (b *browser) ask(r *http.Request) (*http.Response, []byte, error) {
	within := b.within()
	ctx, cancel := context.WithTimeout(r.Context(), within)
	defer cancel()
	answer, err := b.client.Do(r.WithContext(ctx))
	var text []byte
	if err == nil {
		text, err = io.ReadAll(io.LimitReader(answer.Body, maxPage))
		_ = answer.Body.Close() // it was read
	}
	if err != nil && ctx.Err() != nil && r.Context().Err() == nil {
		b.hung.Store(true)
		err = fmt.Errorf("it was not complete after %s", within)
	}
	return answer, text, err
}

// maxPressed is how many forms a customer confirms one after the other.
const maxPressed = 3

// open sends one request to the program and follows where it leads.
func (b *browser) open(ctx context.Context, a Address) visit { return b.confirm(ctx, a, "") }

// confirm opens an address as a customer does who means it: a page that asks about the account is confirmed. Without an
// account nothing is pressed.
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
			return visit{err: errors.New("the program sends the browser to an address that is none")}
		}
		answer, text, err := b.ask(r) //nolint:bodyclose // it has been read, and is closed
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
			if v.to = b.linked(v); v.to == nil && hop < maxHops-1 {
				if a, goes = goesOn(r.URL, v.body); !goes && account != "" && pressed < maxPressed && v.status < 300 {
					a, goes = toPress(r.URL, v.body, account)
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
			v.err = errors.New("the program sends the browser to an address that is none")
			return v
		}
		a.URL = u.String()
		leads := redirects || a.Method == http.MethodGet // what a form posts elsewhere is no address
		if leads {
			sent = append(sent, u)
		}
		if v.sent = sent; b.programs(u) {
			continue
		}
		if leads {
			v.to = u
		}
		return v
	}
}

// request is one of a browser's. What the developer has given goes before what is ours.
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
	if a.Method != http.MethodGet && a.Method != http.MethodHead { // many a program refuses what comes from another page
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

func originOf(u *url.URL) string { return u.Scheme + "://" + u.Host }

// programs reports whether an address is the program's: on this machine, and neither of the stage nor a canary.
func (b *browser) programs(u *url.URL) bool {
	return isLoopback(u.Hostname()) && "http://"+u.Host != b.stage.Base() && !b.canary.is(u.Host) && (u.Scheme == "http" || u.Scheme == "https")
}

// authorizeLink finds an authorize address in a page: some programs show a button, others answer with JSON.
var authorizeLink = regexp.MustCompile(`https?://[^\s"'<>\\]+/oauth/authorizations/new\?[^\s"'<>\\]*`)

var lineBreaks = strings.NewReplacer("\n", "", "\r", "", "\t", "")

func (b *browser) linked(v visit) *url.URL {
	if v.status < 200 || v.status > 299 { // an API may well answer 201 to a POST
		return nil
	}
	// Browsers leave out what breaks lines in an address.
	u, err := url.Parse(lineBreaks.Replace(html.UnescapeString(authorizeLink.FindString(plainScript(v.body)))))
	if err != nil || u.Host == "" {
		return nil
	}
	return u
}

// plainError is an error without the address in it, which may hold a code.
func plainError(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}
