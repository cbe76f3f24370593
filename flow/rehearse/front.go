package rehearse

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"html"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"zdg/flow/rehearse/stage"
)

// front is a reverse proxy in front of the program, for a person's own browser, which uses neither the stage's proxy nor its
// certificate. It passes on what the program answers, and replaces addresses of the account by those of the account's door.
// It has the host of the program and another port. Cookies do not tell ports apart, so the browser has the same session here
// as at the program itself, and the callback, which goes to the program, gets the cookies that were set here.
type front struct {
	base    string   // such as http://localhost:PORT
	start   string   // the path at which the person begins; it cannot be guessed
	program *url.URL // only scheme and host
	connect Address  // for the account
	account *stage.Account
	door    *stage.Door
	stage   *stage.Stage
	header  http.Header
	server  *http.Server

	mu        sync.Mutex
	cookies   map[string]*http.Cookie // of the program, that the browser sent, by name
	elsewhere *url.URL                // where the program sent the browser: at Zendesk, but not the account; nil: it did not
}

// newFront opens a front for one account; header is sent with every request to the program.
func newFront(s *stage.Stage, a *stage.Account, connect Address, header http.Header) (*front, error) {
	u, err := url.Parse(connect.forAccount(a.Name).URL)
	if err != nil {
		return nil, err
	}
	f := &front{
		start: "/zdg-rehearse-" + rand.Text(), program: &url.URL{Scheme: u.Scheme, Host: u.Host}, connect: connect.forAccount(a.Name), account: a, stage: s,
		header: header, cookies: map[string]*http.Cookie{},
	}
	at, other := "127.0.0.1", "localhost"
	if ip := net.ParseIP(u.Hostname()); ip == nil || ip.To4() == nil {
		other = "127.0.0.1"
		if ip != nil {
			at = ip.String()
		}
	}
	if f.door, err = s.Door(a, other); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", net.JoinHostPort(at, "0"))
	if err != nil {
		return nil, err
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		_ = l.Close() // it served nothing yet
		return nil, err
	}
	f.base = "http://" + net.JoinHostPort(u.Hostname(), port)
	pass := &httputil.ReverseProxy{
		Rewrite: f.rewriteRequest, ModifyResponse: f.rewriteResponse, ErrorLog: log.New(io.Discard, "", 0),
		Transport: &http.Transport{DisableKeepAlives: true, DisableCompression: true, TLSClientConfig: anyCertificate()},
	}
	f.server = &http.Server{ReadHeaderTimeout: 20 * time.Second, ErrorLog: log.New(io.Discard, "", 0), Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case "http://"+r.Host != f.base: // DNS rebinding
			http.Error(w, "zdg rehearse: open this address as "+f.base, http.StatusMisdirectedRequest)
		case r.URL.Path == f.start:
			f.serveStart(w, r)
		default:
			f.keepCookies(r)
			pass.ServeHTTP(w, r)
		}
	})}
	go func() { _ = f.server.Serve(l) }() // it returns when the front closes
	return f, nil
}

func (f *front) close() { _ = f.server.Close() } // there is nothing to lose

// await waits until the browser was sent back to the program, was refused, or was sent to another address at Zendesk, and
// reports true then. It reports false when ctx or the program has ended.
func (f *front) await(ctx context.Context, ended func() bool) bool {
	came := func([]stage.Request) bool {
		auth, refusal := f.door.Authorization()
		return auth.Redirect != "" || refusal != "" || f.wrongAddress() != nil
	}
	for {
		moment, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
		done := f.stage.Wait(moment, f.stage.Count(), came)
		cancel()
		if done || ctx.Err() != nil || ended() {
			return done
		}
	}
}

// wrongAddress returns where the program sent the browser at Zendesk, if that is not the account; nil otherwise.
func (f *front) wrongAddress() *url.URL {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.elsewhere
}

// serveStart leads to the program's connect address: by a redirect, or by a form when it takes a POST.
func (f *front) serveStart(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(f.connect.URL)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if f.connect.method() == http.MethodGet {
		http.Redirect(w, r, u.RequestURI(), http.StatusFound)
		return
	}
	form, _ := url.ParseQuery(f.connect.Data) // pairs that cannot be parsed are left out
	var fields strings.Builder
	for k, values := range form {
		for _, v := range values {
			fmt.Fprintf(&fields, `<input type="hidden" name="%s" value="%s">`, html.EscapeString(k), html.EscapeString(v))
		}
	}
	writeHTMLPage(w, "Connect the account "+f.account.Name, `<form method="post" action="`+html.EscapeString(u.RequestURI())+`">`+fields.String()+`<button>Connect</button></form>`)
}

// keepCookies keeps the cookies that the browser has of the program: zdg's own browsers use them afterwards.
func (f *front) keepCookies(r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range r.Cookies() {
		f.cookies[c.Name] = &http.Cookie{Name: c.Name, Value: c.Value, Quoted: c.Quoted, Path: "/"}
	}
}

// rewriteRequest turns a request of the browser into one to the program itself.
func (f *front) rewriteRequest(p *httputil.ProxyRequest) {
	p.SetURL(f.program)
	p.Out.Host = f.program.Host
	p.Out.Header.Del("Accept-Encoding") // the answer is searched for addresses
	for _, name := range []string{"Origin", "Referer"} {
		if rest, ours := strings.CutPrefix(p.Out.Header.Get(name), f.base); ours && (rest == "" || rest[0] == '/') {
			p.Out.Header.Set(name, f.program.String()+rest)
		}
	}
	for name, values := range f.header {
		if name == "Cookie" {
			values = []string{strings.Trim(p.Out.Header.Get("Cookie")+"; "+strings.Join(values, "; "), "; ")}
		}
		p.Out.Header[name] = values
	}
}

// rewriteResponse replaces addresses in the program's answer.
func (f *front) rewriteResponse(answer *http.Response) error {
	h := answer.Header
	if policy := h.Get("Content-Security-Policy"); policy != "" { // it may allow the account as the target of a form
		h.Set("Content-Security-Policy", strings.ReplaceAll(f.replaceAccount(policy), "https://*.zendesk.com", f.door.Base))
	}
	if next := h.Get("Location"); next != "" && answer.StatusCode >= 300 && answer.StatusCode < 400 {
		return f.rewriteRedirect(answer, next)
	}
	kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	if !strings.HasPrefix(kind, "text/") && !strings.HasSuffix(kind, "json") && !strings.HasSuffix(kind, "javascript") || h.Get("Content-Encoding") != "" || kind == "text/event-stream" {
		return nil
	}
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxPage))
	if err != nil {
		return err
	}
	if len(text) == maxPage { // a large page passes unchanged
		answer.Body = struct {
			io.Reader
			io.Closer
		}{io.MultiReader(bytes.NewReader(text), answer.Body), answer.Body}
		return nil
	}
	_ = answer.Body.Close() // read to its end
	setBody(answer, f.replaceLinks(f.replaceAccount(string(text))))
	return nil
}

// setBody replaces the body of an answer.
func setBody(answer *http.Response, text string) {
	answer.Body, answer.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
	answer.Header.Set("Content-Length", strconv.Itoa(len(text)))
}

// rewriteRedirect decides where a redirect of the program sends the browser: to the account's door for the account, back to
// the front for the program itself, and to a page of ours for any other address outside of this machine.
func (f *front) rewriteRedirect(answer *http.Response, next string) error {
	u, err := answer.Request.URL.Parse(next)
	if err != nil {
		return err
	}
	a, path, ok := f.stage.Find(u)
	switch {
	case ok && a == f.account:
		answer.Header.Set("Location", f.door.Base+path+"?"+u.RawQuery)
	case u.Scheme == f.program.Scheme && u.Host == f.program.Host:
		answer.Header.Set("Location", f.base+u.RequestURI())
	case ok || atZendesk(f.stage, u):
		f.mu.Lock()
		f.elsewhere = u
		f.mu.Unlock()
		f.replaceWithPage(answer, "Not your account", `<p>The program sends the browser to `+html.EscapeString(u.Host)+`, which is not the account that was named: `+
			html.EscapeString(f.account.Name)+`.zendesk.com. zdg goes on in the terminal.</p>`)
	case !isLoopback(u.Hostname()):
		// From there the browser would come back to the program itself, not to the front, and then go on to Zendesk.
		f.replaceWithPage(answer, "Sign in to your program first", `<p>It sends the browser to `+html.EscapeString(u.Host)+
			`, as programs do when nobody is signed in.</p><ol><li><a target="_blank" rel="noopener" href="`+html.EscapeString(f.program.String())+
			`/">Open the program in another tab</a>, and sign in there.</li><li>Then come back here, and <a href="`+f.start+`">connect the account</a>.</li></ol>`)
	}
	return nil
}

// atZendesk reports whether an address is one of zendesk.com, or one of the stage by path.
func atZendesk(s *stage.Stage, u *url.URL) bool {
	return strings.HasSuffix(strings.ToLower(u.Hostname()), ".zendesk.com") || "http://"+u.Host == s.Base()
}

// replaceWithPage turns a redirect into a page of ours; cookies that came with it are kept.
func (f *front) replaceWithPage(answer *http.Response, title, body string) {
	_ = answer.Body.Close() // it is replaced
	answer.StatusCode, answer.Status = http.StatusOK, "200 OK"
	answer.Header.Del("Location")
	answer.Header.Set("Content-Type", "text/html; charset=utf-8")
	answer.Header.Set("Content-Security-Policy", pagePolicy)
	setBody(answer, htmlPage(title, body))
}

// replaceAccount replaces the account's address by the door's, also where JSON escapes slashes.
func (f *front) replaceAccount(text string) string {
	for _, at := range []string{"https://" + f.account.Name + ".zendesk.com", f.stage.Base() + "/" + f.account.Name} {
		text = strings.ReplaceAll(text, at, f.door.Base)
		text = strings.ReplaceAll(text, strings.ReplaceAll(at, "/", `\/`), f.door.Base)
	}
	return text
}

// linkStart matches the beginning of a link or a form target with a full address.
var linkStart = pattern(`(?i)\b(href|action)\s*=\s*["']?https?://[^/"'\s>]+`)

// replaceLinks has links and forms that name the program's full address lead to the front. Other addresses stay as they are:
// one may be a redirect URL.
func (f *front) replaceLinks(text string) string {
	return linkStart().ReplaceAllStringFunc(text, func(link string) string {
		if before, ok := strings.CutSuffix(link, f.program.String()); ok {
			return before + f.base
		}
		return link
	})
}

// programCookies returns the cookies that the browser has of the program.
func (f *front) programCookies() []*http.Cookie {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Collect(maps.Values(f.cookies))
}

// pagePolicy does not set form-action, because browsers apply that to the redirect after a form too.
const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"

// htmlPage returns a page of ours; body is HTML.
func htmlPage(title, body string) string {
	return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>` + html.EscapeString(title) + ` · zdg rehearse</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}button{font:inherit;padding:.4rem 1rem}</style>
<main><h1>` + html.EscapeString(title) + `</h1>` + body + `</main></html>`
}

// writeHTMLPage writes a page of ours; body is HTML.
func writeHTMLPage(w http.ResponseWriter, title, body string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", pagePolicy)
	_, _ = io.WriteString(w, htmlPage(title, body)) // the browser may be gone
}
