package loopback

import (
	"context"
	"net/http"
	"strconv"
	"time"
)

// closeBound is how long Close may take, and lingerBound which part of it may
// pass until a browser that was sent on has fetched its page.
const (
	closeBound  = 500 * time.Millisecond
	lingerBound = 350 * time.Millisecond
)

// Answer says how it ended, and lets the browser that waits go on to the page
// that tells it. A later Answer replaces the page for who reloads. It never
// waits; without a browser (the callback was pasted) the page is kept for one
// that may still come. After Close it has no effect.
func (l *Listener) Answer(p Page) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.setPage(p)
}

// setPage is called with the lock held.
func (l *Listener) setPage(p Page) {
	if l.page == nil {
		close(l.answered)
	}
	l.page = &p
}

// awaitAnswer waits until the browser can be sent to the result page; false when
// it went away meanwhile.
func (l *Listener) awaitAnswer(browser context.Context) bool {
	patience := time.NewTimer(l.options.Patience)
	defer patience.Stop()
	select {
	case <-l.answered:
		return true
	case <-patience.C:
		return true
	case <-browser.Done():
		l.settle()
		return false
	}
}

// settle notes that one browser has its page, or does not want it any more.
func (l *Listener) settle() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.waiting == 0 {
		return // a reload
	}
	if l.waiting--; l.waiting == 0 {
		select {
		case l.fetched <- struct{}{}:
		default:
		}
	}
}

// serveResult tells how it ended, or that it has not yet. It can be reloaded.
func (l *Listener) serveResult(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	page := l.page
	l.mu.Unlock()
	if page == nil {
		l.write(w, r, http.StatusOK, stillAtWork, 2*time.Second)
		return
	}
	l.write(w, r, http.StatusOK, *page, 0)
	if !isAhead(r) {
		_ = http.NewResponseController(w).Flush()
		l.settle()
	}
}

func seconds(d time.Duration) string { return strconv.Itoa(int(d / time.Second)) }

// Close ends the wait within 500 ms: browsers that wait are told that it was
// stopped, unless Answer has said how it ended; then the port is free and nothing
// is left running. Closing again waits for the first to finish. The error is
// always nil: it is there for io.Closer.
func (l *Listener) Close() error {
	l.closing.Do(func() {
		defer close(l.closed)
		end := time.NewTimer(closeBound)
		defer end.Stop()
		l.stop()
		l.linger()
		_ = l.server.Close() // listeners first, then every connection
		l.serving.Wait()
		l.conns.wait(end.C) // what was closed also has to return
	})
	<-l.closed
	return nil
}

// stop tells who still waits that nothing more will come.
func (l *Listener) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.detach()
	if l.page == nil {
		l.setPage(stopped)
	}
}

// linger gives the browsers that were sent to the result page the time to fetch it.
func (l *Listener) linger() {
	bound := time.NewTimer(lingerBound)
	defer bound.Stop()
	for {
		l.mu.Lock()
		left := l.waiting
		l.mu.Unlock()
		if left == 0 {
			return
		}
		select {
		case <-l.fetched:
		case <-bound.C:
			return
		}
	}
}
