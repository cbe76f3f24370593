package main

import (
	"context"
	"crypto/rand"
	"html"
	"maps"
	"net/http"
	"sync/atomic"
	"time"

	"golang.org/x/oauth2"
)

// jobDelay is how long after a request its job begins.
const jobDelay = 150 * time.Millisecond

// waiting counts the codes that a queue with one worker has, which lets the second one wait long.
var waiting atomic.Int32

// inJob returns a handler that answers at once and does the work afterwards, as programs with a queue do. It is used with
// answers-first, which is not a mistake.
func (a *app) inJob(next http.HandlerFunc) http.HandlerFunc {
	if !wrong("answers-first") {
		return next
	}
	return func(w http.ResponseWriter, r *http.Request) {
		if subdomain := r.FormValue("subdomain"); subdomain != "" {
			if _, connected := a.storedPair(subdomain); !connected {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(http.StatusConflict)
				_, _ = w.Write([]byte(`{"error":"needs_reconnect"}`))
				return
			}
		}
		work := r.Clone(context.WithoutCancel(r.Context()))
		time.AfterFunc(jobDelay, func() {
			if wrong("one-worker") && work.FormValue("code") != "" {
				if waiting.Add(1) > 1 {
					time.Sleep(10 * jobDelay)
				}
				defer time.AfterFunc(jobDelay, func() { waiting.Add(-1) })
			}
			next(noAnswer{}, work)
		})
		page(w, http.StatusAccepted, "We are at it")
	}
}

// noAnswer drops what a job answers: nobody waits for it any more.
type noAnswer struct{}

func (noAnswer) Header() http.Header         { return http.Header{} }
func (noAnswer) Write(p []byte) (int, error) { return len(p), nil }
func (noAnswer) WriteHeader(int)             {}

// withConfirmation has the customer confirm the account before the browser is redirected. It too is used with answers-first.
func withConfirmation(next http.HandlerFunc) http.HandlerFunc {
	if !wrong("answers-first") {
		return next
	}
	return func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("__Host-token")
		if r.Method == http.MethodPost && err == nil && r.PostFormValue("token") == c.Value && r.Header.Get("Origin") == "http://"+r.Host {
			next(w, r)
			return
		}
		token := rand.Text()
		http.SetCookie(w, &http.Cookie{Name: "__Host-token", Value: token, Path: "/", HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode})
		page(w, http.StatusOK, `Connect?</h1><form method="post"><input type="hidden" name="token" value="`+token+`"><input type="hidden" name="subdomain" value="`+
			html.EscapeString(r.FormValue("subdomain"))+`"><button>Connect</button></form><h1>`)
	}
}

// finish completes a connection for the script of the callback's page. It is there with finishes-by-script, which is not a
// mistake.
func (a *app) finish(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil || !wrong("finishes-by-script") {
		page(w, http.StatusNotFound, "There is no such page")
		return
	}
	r.URL.RawQuery = r.PostForm.Encode()
	a.callback(w, r)
}

// refreshJob refreshes every token that is about to expire. With job-at-intervals nothing else does.
func (a *app) refreshJob(every time.Duration) {
	for range time.Tick(every) {
		a.mu.Lock()
		all := maps.Clone(a.store)
		a.mu.Unlock()
		for subdomain, s := range all {
			t := &oauth2.Token{RefreshToken: s.Refresh}
			if time.Until(s.Expiry) > 10*time.Minute {
				continue
			}
			if fresh, err := a.config(subdomain).TokenSource(withClient(context.Background()), t).Token(); err == nil {
				a.savePair(subdomain, fresh)
			}
		}
	}
}
