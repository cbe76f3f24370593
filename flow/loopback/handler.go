package loopback

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ServeHTTP answers one request. Only a request with our state has an effect, and only the
// first one: also one that cannot be used, because its parameters, host, path or method are
// wrong, since no other answer to this authorization will come.
func (l *Listener) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	noteComplete(r.Context())
	if r.ContentLength != 0 {
		// A body is never read, nor is the rest of it waited for.
		_ = http.NewResponseController(w).SetReadDeadline(time.Now())
	}
	path := r.URL.EscapedPath()
	switch {
	case !l.target.isHost(r.Host) && !l.isBoundAddress(r.Host):
		l.refuse(w, r, http.StatusBadRequest, otherHost(r))
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		l.refuse(w, r, http.StatusMethodNotAllowed, OtherMethod)
	case isIcon(path):
		w.WriteHeader(http.StatusNoContent) // not counted: browsers ask for it by themselves
	case constantTimeEqual(path, l.result):
		l.serveResult(w, r)
	case l.isStart(path):
		l.serveStart(w, r)
	case !l.target.isHost(r.Host):
		l.refuse(w, r, http.StatusBadRequest, otherHost(r))
	case path != l.target.path:
		l.refuse(w, r, http.StatusNotFound, l.target.pathReason(path))
	default:
		l.serveCallback(w, r)
	}
}

// isBoundAddress reports whether a Host header is an IP address that was bound, as in the
// start address. DNS rebinding cannot produce it, since it is not a name.
func (l *Listener) isBoundAddress(header string) bool {
	for _, b := range l.bound {
		if header == b.Addr().String() {
			return true
		}
	}
	return l.target.port == "80" && header == loopback4
}

// isIcon reports whether browsers request a path by themselves.
func isIcon(path string) bool {
	return path == "/favicon.ico" || strings.HasPrefix(path, "/apple-touch-icon")
}

// isPrefetch reports whether a request only looks: HEAD, or a browser that fetches a page
// before the person opens it.
func isPrefetch(r *http.Request) bool {
	return r.Method == http.MethodHead ||
		strings.Contains(r.Header.Get("Sec-Purpose"), "prefetch") ||
		strings.EqualFold(r.Header.Get("Purpose"), "prefetch") ||
		strings.EqualFold(r.Header.Get("X-Moz"), "prefetch")
}

// servePrefetch answers such a request. A 503 makes a browser drop the page and request it
// again when it is opened.
func (l *Listener) servePrefetch(w http.ResponseWriter, r *http.Request) {
	status := http.StatusServiceUnavailable
	if r.Method == http.MethodHead {
		status = http.StatusOK
	}
	l.write(w, r, status, prefetchedPage)
}

// isStart reports whether path is the current start address.
func (l *Listener) isStart(path string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.options.AuthorizeURL != "" && constantTimeEqual(path, l.start)
}

// serveStart redirects to the authorize URL, once.
func (l *Listener) serveStart(w http.ResponseWriter, r *http.Request) {
	if isPrefetch(r) {
		l.servePrefetch(w, r)
		return
	}
	l.mu.Lock()
	used := l.started
	l.started = true
	l.mu.Unlock()
	if used {
		l.write(w, r, http.StatusGone, startUsedPage)
		return
	}
	l.redirect(w, http.StatusFound, l.options.AuthorizeURL)
}

// serveCallback receives the answer of the authorization page. The browser waits until the
// code was exchanged, and is then redirected to a page without the code in its address.
func (l *Listener) serveCallback(w http.ResponseWriter, r *http.Request) {
	answer, why := readQuery(r.URL.RawQuery, l.options.State)
	switch {
	case answer.State == "":
		l.refuse(w, r, http.StatusBadRequest, why)
		return
	case isPrefetch(r):
		l.ignored.add(Ahead, true)
		l.servePrefetch(w, r)
		return
	}
	answer.At = l.options.Now()
	l.deliver(answer, true)
	if l.awaitAnswer(r.Context()) {
		l.redirect(w, http.StatusSeeOther, l.result)
	}
}

// deliver sends the first answer to Callbacks. A second request with our state waits for the
// same page; its code is the same one. waits says that the browser waits for a page: it has
// to be counted before the answer can be handled, or Close would not wait for it.
func (l *Listener) deliver(c Callback, waits bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if waits {
		l.waiting.begin()
	}
	if !l.delivered {
		l.delivered = true
		l.callbacks <- c
	}
}

// refuse answers a request that is not a usable answer. One with our state is the account's
// own, and ends the wait; any other one is counted and has no effect.
func (l *Listener) refuse(w http.ResponseWriter, r *http.Request, status int, why Reason) {
	q := queryOf(strings.ReplaceAll(r.URL.RawQuery, ";", "&"))
	ours := slices.ContainsFunc(q["state"], func(s string) bool { return constantTimeEqual(s, l.options.State) })
	switch page := refusalPage(why); {
	case ours && !isPrefetch(r) && (r.Method == http.MethodGet || r.Method == http.MethodPost):
		page.then = "No other answer will come: the terminal shows what to do."
		l.write(w, r, status, page)
		_ = http.NewResponseController(w).Flush() // now, because Close does not wait for this browser
		l.deliver(Callback{State: l.options.State, Refused: why, At: l.options.Now()}, false)
	default:
		// A request that may have been the answer is reported when none comes: one to the redirect
		// URL, also with a body, which is not read, or one with the parameters of an answer.
		at := l.target.isHost(r.Host) && r.URL.EscapedPath() == l.target.path && slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodPost}, r.Method)
		l.ignored.add(why, ours || at || q.Has("state") && (q.Has("code") || q.Has("error")))
		l.write(w, r, status, page)
	}
}

// otherHost returns the reason for a Host header that is not ours.
func otherHost(r *http.Request) Reason {
	if r.Host == "" {
		return NoHost
	}
	return OtherHost
}

// redirect redirects the browser, without the address in a body.
func (l *Listener) redirect(w http.ResponseWriter, status int, to string) {
	l.setHeaders(w)
	w.Header().Set("Location", to)
	w.WriteHeader(status)
}

// write sends a page.
func (l *Listener) write(w http.ResponseWriter, r *http.Request, status int, p Page) {
	l.setHeaders(w)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	body := p.render(l.options.Label)
	// With a Content-Length the page is complete once it is flushed, even if Close comes before
	// the handler has returned.
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the browser may be gone
	}
}

// rawResponse returns a whole HTTP response, for a request that never reaches the handler.
func (l *Listener) rawResponse(status int, p Page) []byte {
	body := p.render(l.options.Label)
	answer := http.Response{
		StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Close: true, Header: http.Header{},
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
	}
	l.setSecurityHeaders(answer.Header)
	answer.Header.Set("Content-Type", "text/html; charset=utf-8")
	var raw bytes.Buffer
	_ = answer.Write(&raw) // into memory: it cannot fail
	return raw.Bytes()
}

// setHeaders sets the headers of every answer, and a deadline for a browser that does not
// read it.
func (l *Listener) setHeaders(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeTimeout))
	l.setSecurityHeaders(w.Header())
}

// setSecurityHeaders sets headers by which an answer is not stored, not framed, sends no
// referrer, runs no scripts and loads nothing.
func (l *Listener) setSecurityHeaders(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", l.policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}
