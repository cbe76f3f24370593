package loopback

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestTheBrowserIsToldTheTruthWithoutTheCode(t *testing.T) {
	l := listenOn(t, "localhost", "/callback", Options{Label: "PRACTICE"})
	browser := getLater(client(), l.callbackURL(goodQuery))
	await(t, "the callback", l.Callbacks())
	select {
	case got := <-browser:
		t.Fatalf("answered before the exchange: %d", got.status)
	default:
	}
	l.Answer(Page{Code: "invalid-grant", What: "Zendesk refused the code.", Fix: "Start again."})
	got := await(t, "the answer", browser)
	to := got.header.Get("Location")
	if got.status != http.StatusSeeOther || !isRandomPath(to) || strings.Contains(got.body, ourCode) {
		t.Fatalf("%d to %q", got.status, to)
	}
	if got.header.Get("Referrer-Policy") != "no-referrer" || got.header.Get("Cache-Control") != "no-store" {
		t.Errorf("%v", got.header)
	}
	base := "http://localhost:" + l.target.port
	for range 3 { // it can be reloaded
		page := get(t, client(), base+to)
		for _, want := range []string{"PRACTICE", "invalid-grant", "Zendesk refused the code.", "Start again.", "This did not work"} {
			if !strings.Contains(page.body, want) {
				t.Errorf("the page lacks %q", want)
			}
		}
		if page.status != http.StatusOK || strings.Contains(page.body, ourCode) || strings.Contains(page.body, ourState) {
			t.Errorf("%d", page.status)
		}
	}
	l.Answer(Page{OK: true, Title: "Changed my mind"})
	if page := get(t, client(), base+to); !strings.Contains(page.body, "Changed my mind") {
		t.Error("a later answer does not count")
	}
}

func TestWithoutAnAnswerTheBrowserIsNotLeftAlone(t *testing.T) {
	l := listenOn(t, "127.0.0.1", "/callback", Options{Patience: time.Millisecond})
	page := get(t, follower(), l.callbackURL(goodQuery))
	if page.header.Get("Refresh") != "2" || !strings.Contains(page.body, "still working") || strings.Contains(page.at, ourCode) {
		t.Fatalf("%s %v", page.at, page.header)
	}
	l.Answer(Page{OK: true})
	if page := get(t, client(), page.at); page.header.Get("Refresh") != "" || !strings.Contains(page.body, "Authorized") {
		t.Errorf("after the answer: %v", page.header)
	}
}

func TestAnAnswerWithoutBrowserIsKeptForOneThatComes(t *testing.T) {
	l := listen(t)
	l.Answer(Page{OK: true, Title: "Pasted"})
	if page := get(t, follower(), l.callbackURL(goodQuery)); !strings.Contains(page.body, "Pasted") {
		t.Errorf("%d", page.status)
	}
}

// TestCloseLeavesNothingBehind: each row is a moment at which Close may be called.
func TestCloseLeavesNothingBehind(t *testing.T) {
	for name, arrive := range map[string]func(t *testing.T, l *Listener) (after func()){
		"at once": func(*testing.T, *Listener) func() { return nil },
		"with connections that wait": func(t *testing.T, l *Listener) func() {
			for range 10 {
				c := dial(t, l.Addr()[0])
				t.Cleanup(func() { c.Close() })
			}
			return nil
		},
		"with half a request": func(t *testing.T, l *Listener) func() {
			c := dial(t, l.Addr()[0])
			t.Cleanup(func() { c.Close() })
			c.Write([]byte("GET /callb"))
			until(t, "the connection", func() bool { l.conns.mu.Lock(); defer l.conns.mu.Unlock(); return len(l.conns.open) == 1 })
			return nil
		},
		"after strangers": func(t *testing.T, l *Listener) func() {
			get(t, client(), "http://"+l.Addr()[0]+"/")
			send(t, l, "hello\r\n\r\n") // net/http lets such a connection linger for 500 ms
			return nil
		},
		"while the browser waits": func(t *testing.T, l *Listener) func() {
			browser := getLater(follower(), l.callbackURL(goodQuery))
			await(t, "the callback", l.Callbacks())
			return func() {
				if got := await(t, "the page", browser); !strings.Contains(got.body, "The test was stopped") || strings.Contains(got.at, ourCode) {
					t.Errorf("%d %s %v", got.status, got.at, got.err)
				}
			}
		},
		"right after the answer": func(t *testing.T, l *Listener) func() {
			browser := getLater(follower(), l.callbackURL(goodQuery))
			await(t, "the callback", l.Callbacks())
			l.Answer(Page{OK: true})
			return func() {
				if got := await(t, "the page", browser); !strings.Contains(got.body, "Authorized") {
					t.Errorf("%d %v", got.status, got.err)
				}
			}
		},
		"when the browser does not follow": func(t *testing.T, l *Listener) func() {
			browser := getLater(client(), l.callbackURL(goodQuery))
			await(t, "the callback", l.Callbacks())
			l.Answer(Page{OK: true})
			await(t, "the redirect", browser)
			return nil
		},
		"when the browser went away": func(t *testing.T, l *Listener) func() {
			c := dial(t, l.Addr()[0])
			c.Write([]byte("GET /callback?" + goodQuery + " HTTP/1.1\r\nHost: localhost:" + l.target.port + "\r\n\r\n"))
			await(t, "the callback", l.Callbacks())
			c.Close()
			until(t, "the listener to see it", func() bool { l.waiting.mu.Lock(); defer l.waiting.mu.Unlock(); return l.waiting.left == 0 })
			return nil
		},
		"after all": func(t *testing.T, l *Listener) func() { login(t, l); return nil },
	} {
		t.Run(name, func(t *testing.T) {
			l := listenOn(t, "localhost", "/callback", Options{AuthorizeURL: authorizeURL})
			after := arrive(t, l)
			done := make(chan struct{})
			for range 2 { // both return when the first has finished
				go func() { l.Close(); done <- struct{}{} }()
			}
			await(t, "the first Close", done)
			await(t, "the second Close", done)
			if after != nil {
				after()
			}
			nothingLeft(t, l)
			l.Answer(Page{}) // harmless
		})
	}
}
