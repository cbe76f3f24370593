package main

import (
	"context"
	"html"
	"net/http"
	"time"
)

// later is how long a job takes to begin.
const later = 150 * time.Millisecond

// inJob answers at once and does the work afterwards, as programs with a queue do: with the mistake answers-first, which is
// none.
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

// nowhere is who waits for a job's answer.
type nowhere struct{}

func (nowhere) Header() http.Header         { return http.Header{} }
func (nowhere) Write(p []byte) (int, error) { return len(p), nil }
func (nowhere) WriteHeader(int)             {}

// asking has the customer confirm the account before the browser is sent away; with the same mistake.
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
		token := newToken()
		http.SetCookie(w, &http.Cookie{Name: "__Host-token", Value: token, Path: "/", HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode})
		page(w, http.StatusOK, `Connect?</h1><form method="post"><input type="hidden" name="token" value="`+token+`"><input type="hidden" name="subdomain" value="`+
			html.EscapeString(r.FormValue("subdomain"))+`"><button>Connect</button></form><h1>`)
	}
}

// finish ends a connection for the script of the callback's page, with the mistake finishes-by-script, which is none.
func (a *app) finish(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil || !wrong("finishes-by-script") {
		page(w, http.StatusNotFound, "There is no such page")
		return
	}
	r.URL.RawQuery = r.PostForm.Encode()
	a.callback(w, r)
}
