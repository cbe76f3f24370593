package practice

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// refused answers every call alike.
func refused(status int, body object) wrapper {
	return func(*Account, http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { writeJSON(w, status, body) })
	}
}

// withBearer changes the access token of a call that has one.
func withBearer(token string) wrapper {
	return func(_ *Account, honest http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "" {
				r2 := *r
				r2.Header = r.Header.Clone()
				r2.Header.Set("Authorization", "Bearer "+token)
				r = &r2
			}
			honest.ServeHTTP(w, r)
		})
	}
}

func anonymous(*Account, http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { writeAnonymous(w) })
}

// limited answers 429, once or always, with Retry-After in seconds or as a date.
func limited(seconds int, date, once bool) wrapper {
	return func(a *Account, honest http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if once && a.struck() > 1 {
				honest.ServeHTTP(w, r)
				return
			}
			after := strconv.Itoa(seconds)
			if date {
				after = a.now().Add(time.Duration(seconds) * time.Second).UTC().Format(http.TimeFormat)
			}
			writeTooMany(w, after)
		})
	}
}

func ignored(*Account, http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
}

// refreshOutlives revives the refresh token of a pair that is revoked.
func refreshOutlives(a *Account, honest http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, bearer, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		a.mu.Lock()
		t := a.live(bearer)
		a.mu.Unlock()
		honest.ServeHTTP(w, r)
		if t != nil {
			a.mu.Lock()
			t.refreshDead = false
			a.mu.Unlock()
		}
	})
}
