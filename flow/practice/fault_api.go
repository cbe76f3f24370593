package practice

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// alwaysJSON answers every call with this status and body.
func alwaysJSON(status int, body object) wrapper {
	return func(_ *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
		writeJSON(w, status, body)
	}
}

// withBearer changes the access token of a call that has one.
func withBearer(token string) wrapper {
	return func(_ *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		if r.Header.Get("Authorization") != "" {
			r2 := *r
			r2.Header = r.Header.Clone()
			r2.Header.Set("Authorization", "Bearer "+token)
			r = &r2
		}
		honest.ServeHTTP(w, r)
	}
}

func anonymous(_ *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
	writeAnonymous(w)
}

// rateLimited answers 429, with Retry-After in seconds or as a date.
func rateLimited(seconds int, date bool) wrapper {
	return func(a *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
		after := strconv.Itoa(seconds)
		if date {
			after = a.now().Add(time.Duration(seconds) * time.Second).UTC().Format(http.TimeFormat)
		}
		writeTooMany(w, after)
	}
}

func ignored(_ *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
	w.WriteHeader(http.StatusNoContent)
}

// refreshOutlives revives the refresh token of a pair that is revoked.
func refreshOutlives(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
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
}

// answers changes the object of a good answer; key names it in the answer.
func answers(key string, change func(a *Account, o object)) wrapper {
	return func(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		got := record(honest, r)
		answer := object{}
		if json.Unmarshal(got.buffer.Bytes(), &answer) == nil {
			if o, ok := answer[key].(map[string]any); ok {
				change(a, o)
				got.write(answer)
			}
		}
		got.replay(w)
	}
}

// neverAnswer never answers.
func neverAnswer(_ *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
	noAnswer(nil, w, r, nil)
}

// wantsScope refuses a good call because a scope is missing. A dead token is refused first.
func wantsScope(scope string) wrapper {
	return func(_ *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		if got := record(honest, r); got.status != http.StatusOK {
			got.replay(w)
			return
		}
		writeMissingScopes(w, scope)
	}
}

func expiredAnHourAgo(a *Account, t object) { t["expires_at"] = stamp(a.now().Add(-time.Hour)) }

// customFields adds two fields that an admin has named.
func customFields(_ *Account, u object) { u["user_fields"] = object{"Plan": "gold", "plan": 7} }
