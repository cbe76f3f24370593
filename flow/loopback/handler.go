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

// ServeHTTP answers one request. Only one with our state has an effect, and that once:
// also when it brings nothing of use, or not to the registered host and path, or not by
// GET, since no other answer to this authorization will come.
func (l *Listener) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	routed(r.Context())
	if r.ContentLength != 0 {
		// A body is never read. What is still to come is not waited for either.
		_ = http.NewResponseController(w).SetReadDeadline(time.Now())
	}
	path := r.URL.EscapedPath()
	switch {
	case !l.target.isHost(r.Host) && !l.isBound(r.Host):
		l.refuse(w, r, http.StatusBadRequest, otherHost(r))
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		l.refuse(w, r, http.StatusMethodNotAllowed, OtherMethod)
	case isIcon(path):
		w.WriteHeader(http.StatusNoContent) // browsers ask by themselves: not worth counting
	case same(path, l.result):
		l.serveResult(w, r)
	case l.isStart(path):
		l.serveStart(w, r)
	case !l.target.isHost(r.Host):
		l.refuse(w, r, http.StatusBadRequest, otherHost(r))
	case path != l.target.path:
		l.refuse(w, r, http.StatusNotFound, l.target.otherPath(path))
	default:
		l.serveCallback(w, r)
	}
}

// isBound reports whether a Host header is an address that was bound. The start
// address has it; being no name, it cannot be made to point here from elsewhere.
func (l *Listener) isBound(header string) bool {
	for _, b := range l.bound {
		if header == b.Addr().String() {
			return true
		}
	}
	return l.target.port == "80" && header == loopback4
}

// isIcon tells what browsers fetch on their own account.
func isIcon(path string) bool {
	return path == "/favicon.ico" || strings.HasPrefix(path, "/apple-touch-icon")
}

// isAhead tells a request that only looks: HEAD, or a browser that fetches a
// page before the person asked for it.
func isAhead(r *http.Request) bool {
	return r.Method == http.MethodHead ||
		strings.Contains(r.Header.Get("Sec-Purpose"), "prefetch") ||
		strings.EqualFold(r.Header.Get("Purpose"), "prefetch") ||
		strings.EqualFold(r.Header.Get("X-Moz"), "prefetch")
}

// lookAhead answers such a request without using anything up. 503 makes a
// browser drop what it fetched ahead and ask again.
func (l *Listener) lookAhead(w http.ResponseWriter, r *http.Request) {
	status := http.StatusServiceUnavailable
	if r.Method == http.MethodHead {
		status = http.StatusOK
	}
	l.write(w, r, status, lookedAhead, 0)
}

// isStart reports whether path is the current start address.
func (l *Listener) isStart(path string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.options.AuthorizeURL != "" && same(path, l.start)
}

// serveStart redirects to the authorize URL, once.
func (l *Listener) serveStart(w http.ResponseWriter, r *http.Request) {
	if isAhead(r) {
		l.lookAhead(w, r)
		return
	}
	l.mu.Lock()
	used := l.started
	l.started = true
	l.mu.Unlock()
	if used {
		l.write(w, r, http.StatusGone, startUsed, 0)
		return
	}
	l.redirect(w, http.StatusFound, l.options.AuthorizeURL)
}

// serveCallback takes the answer of the authorization page. The browser waits
// until the code was exchanged, and is then sent to a page without the code in
// its address.
func (l *Listener) serveCallback(w http.ResponseWriter, r *http.Request) {
	answer, why := readQuery(r.URL.RawQuery, l.options.State)
	switch {
	case answer.State == "":
		l.refuse(w, r, http.StatusBadRequest, why)
		return
	case isAhead(r):
		l.ignored.add(Ahead, true)
		l.lookAhead(w, r)
		return
	}
	answer.At = l.options.Now()
	l.deliver(answer, true)
	if l.awaitAnswer(r.Context()) {
		l.redirect(w, http.StatusSeeOther, l.result)
	}
}

// deliver hands over the first answer. The second of a double hit waits for the
// same page; its code is the same one, or none that we asked for. A browser that
// waits is known to before anybody can answer it, or Close would not wait for it.
func (l *Listener) deliver(c Callback, waits bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if waits {
		l.waiting++
	}
	if !l.delivered {
		l.delivered = true
		l.callbacks <- c
	}
}

// refuse answers a request that is no answer of use. With our state it is the account's
// own and ends the wait; else it has no effect, and is counted.
func (l *Listener) refuse(w http.ResponseWriter, r *http.Request, status int, why Reason) {
	q := queryOf(strings.ReplaceAll(r.URL.RawQuery, ";", "&"))
	ours := slices.ContainsFunc(q["state"], func(s string) bool { return same(s, l.options.State) })
	switch page := refusal(why); {
	case ours && !isAhead(r) && (r.Method == http.MethodGet || r.Method == http.MethodPost): // OPTIONS only asks what may come
		page.then = "No other answer will come: the terminal shows what to do."
		l.write(w, r, status, page, 0)
		_ = http.NewResponseController(w).Flush() // Close does not wait for it
		l.deliver(Callback{State: l.options.State, Refused: why, At: l.options.Now()}, false)
	default:
		// What may have been the answer is told when none came: what came to the redirect
		// URL, also in the body of a form, which is not read, or as an answer would.
		at := l.target.isHost(r.Host) && r.URL.EscapedPath() == l.target.path && slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodPost}, r.Method)
		l.ignored.add(why, ours || at || q.Has("state") && (q.Has("code") || q.Has("error")))
		l.write(w, r, status, page, 0)
	}
}

// otherHost names a host that is not ours.
func otherHost(r *http.Request) Reason {
	if r.Host == "" {
		return NoHost
	}
	return OtherHost
}

// redirect sends the browser on. The address stays out of the body.
func (l *Listener) redirect(w http.ResponseWriter, status int, to string) {
	l.guard(w)
	w.Header().Set("Location", to)
	w.WriteHeader(status)
}

// write sends a page. A wait above 0 makes the browser ask again after it.
func (l *Listener) write(w http.ResponseWriter, r *http.Request, status int, p Page, again time.Duration) {
	l.guard(w)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if again > 0 {
		w.Header().Set("Refresh", seconds(again))
	}
	body := p.render(l.options.Label)
	// With its length known the page is whole once it is flushed, also when Close
	// comes before the handler has returned.
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a browser that went away has nothing to be told
	}
}

// whole is an answer as it goes over the wire, for a request that never reaches the
// handler.
func (l *Listener) whole(status int, p Page) []byte {
	body := p.render(l.options.Label)
	answer := http.Response{
		StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Close: true, Header: http.Header{},
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
	}
	l.protect(answer.Header)
	answer.Header.Set("Content-Type", "text/html; charset=utf-8")
	var raw bytes.Buffer
	_ = answer.Write(&raw) // into memory: it cannot fail
	return raw.Bytes()
}

// guard sets what every answer carries: nothing is stored, nothing is passed on,
// nothing runs, nothing is loaded, nobody frames it; and a reader that does not
// read is not waited for.
func (l *Listener) guard(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeTimeout))
	l.protect(w.Header())
}

func (l *Listener) protect(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", l.policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}
