package main

import (
	"context"
	"crypto/rand"
	"html"
	"maps"
	"net/http"
	"time"

	"golang.org/x/oauth2"
)

// later is how long after a request its job begins.
const later = 150 * time.Millisecond

// inJob answers at once and does the work afterwards, as programs with a queue do. It does so with answers-first, which is not
// a mistake.
func (a *app) inJob(next http.HandlerFunc) http.HandlerFunc {
	if !wrong("answers-first") {
		return next
	}
	return func(w http.ResponseWriter, r *http.Request) {
		if subdomain := r.FormValue("subdomain"); subdomain != "" {
			if _, connected := a.find(subdomain); !connected {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(http.StatusConflict)
				_, _ = w.Write([]byte(`{"error":"needs_reconnect"}`))
				return
			}
		}
		work := r.Clone(context.WithoutCancel(r.Context()))
		time.AfterFunc(later, func() { next(nowhere{}, work) })
		page(w, http.StatusAccepted, "We are at it")
	}
}

// nowhere drops the answer of a job.
type nowhere struct{}

func (nowhere) Header() http.Header         { return http.Header{} }
func (nowhere) Write(p []byte) (int, error) { return len(p), nil }
func (nowhere) WriteHeader(int)             {}

// asking has the customer confirm the account before the browser is redirected; with answers-first too.
func asking(next http.HandlerFunc) http.HandlerFunc {
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

// finish completes a connection for the script of the callback's page. It does so with finishes-by-script, which is not a
// mistake.
func (a *app) finish(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil || !wrong("finishes-by-script") {
		page(w, http.StatusNotFound, "There is no such page")
		return
	}
	r.URL.RawQuery = r.PostForm.Encode()
	a.callback(w, r)
}

// job refreshes every token that is about to expire, in place of the calls.
func (a *app) job(every time.Duration) {
	for range time.Tick(every) {
		a.mu.Lock()
		all := maps.Clone(a.store)
		a.mu.Unlock()
		for subdomain, s := range all {
			t := &oauth2.Token{RefreshToken: s.Refresh}
			if time.Until(s.Expiry) > 10*time.Minute {
				continue
			}
			if fresh, err := a.config(subdomain).TokenSource(with(context.Background()), t).Token(); err == nil {
				a.keep(subdomain, fresh)
			}
		}
	}
}
