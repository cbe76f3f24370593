package loopback

import (
	"context"
	"net/http"
	"time"
)

// closeTimeout is how long Close may take, and fetchTimeout the part of it that browsers
// have to fetch the result page.
const (
	closeTimeout = 500 * time.Millisecond
	fetchTimeout = 350 * time.Millisecond
)

// Answer sets the page that shows how the authorization ended, and redirects the waiting
// browser to it. A later Answer replaces the page for browsers that reload. Answer does not
// block. When no browser waits, because the callback was pasted, the page is kept for one
// that may still come. After Close it has no effect.
func (l *Listener) Answer(p Page) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.setPage(p)
}

// setPage sets the result page. The caller holds l.mu.
func (l *Listener) setPage(p Page) {
	if l.page == nil {
		close(l.answered)
	}
	l.page = &p
}

// awaitAnswer waits until the browser can be redirected to the result page; it reports false
// when the browser has gone.
func (l *Listener) awaitAnswer(browser context.Context) bool {
	patience := time.NewTimer(l.options.Patience)
	defer patience.Stop()
	select {
	case <-l.answered:
		return true
	case <-patience.C:
		return true
	case <-browser.Done():
		l.waiting.end()
		return false
	}
}

// serveResult shows how the authorization ended, or that zdg is still working on it.
func (l *Listener) serveResult(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	page := l.page
	l.mu.Unlock()
	if page == nil {
		w.Header().Set("Refresh", "2") // the browser requests it again after two seconds
		l.write(w, r, http.StatusOK, workingPage)
		return
	}
	l.write(w, r, http.StatusOK, *page)
	if !isPrefetch(r) {
		_ = http.NewResponseController(w).Flush()
		l.waiting.end()
	}
}

// Close ends the wait within 500 ms. Browsers that wait get a page that says that the test
// was stopped, unless Answer has set another one. When it returns, the port is free and no
// goroutine is left.
// A second Close waits for the first.
func (l *Listener) Close() {
	l.closing.Do(func() {
		defer close(l.closed)
		end := time.NewTimer(closeTimeout)
		defer end.Stop()
		l.stop()
		fetch := time.NewTimer(fetchTimeout)
		defer fetch.Stop()
		l.waiting.wait(fetch.C) // browsers that were redirected to the result page may fetch it
		_ = l.server.Close()    // listeners first, then every connection
		l.serving.Wait()
		l.conns.serving.wait(end.C) // until their goroutines have returned
	})
	<-l.closed
}

// stop sets the result page for browsers that still wait, if there is none.
func (l *Listener) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.detach()
	if l.page == nil {
		l.setPage(stoppedPage)
	}
}
