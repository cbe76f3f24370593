package practice

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// object is a JSON object.
type object = map[string]any

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic("practice: an answer cannot be written as JSON")
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}

// writeOAuthError answers in the shape of RFC 6749 section 5.2, which Zendesk follows.
func writeOAuthError(w http.ResponseWriter, status int, code, text string) {
	writeJSON(w, status, object{"error": code, "error_description": text})
}

func writeNotAuthenticated(w http.ResponseWriter) {
	writeJSON(w, http.StatusUnauthorized, object{"error": textNotAuthenticated})
}

// writeInvalidToken answers with the challenge of RFC 6750 section 3 and the realm that was recorded from Zendesk.
func writeInvalidToken(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate",
		`Bearer realm="Zendesk::OAuth", error="invalid_token", error_description="`+textInvalidToken+`"`)
	writeOAuthError(w, http.StatusUnauthorized, "invalid_token", textInvalidToken)
}

func writeMissingScopes(w http.ResponseWriter, scopes string) {
	writeJSON(w, http.StatusForbidden, object{"error": "Forbidden", "description": textMissingScopes + scopes})
}

func writeRole(w http.ResponseWriter) {
	writeJSON(w, http.StatusForbidden, object{"error": object{"title": "Forbidden", "message": textRole}})
}

func writeNotFound(w http.ResponseWriter, code string) {
	writeJSON(w, http.StatusNotFound, object{"error": code, "description": "Not found"})
}

// writeTooMany answers 429 as text; retryAfter is whole seconds or an HTTP date (RFC 9110 section 10.2.3).
func writeTooMany(w http.ResponseWriter, retryAfter string) {
	h := w.Header()
	h.Set("Retry-After", retryAfter)
	h.Set("ratelimit-remaining", "0")
	h.Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(http.StatusTooManyRequests)
	w.Write([]byte(textTooMany))
}

// callsPerMinute is the limit of the second highest plan (Z27).
const callsPerMinute = 700

// overLimit counts an API call. It answers 429 and returns true when the calls of this minute are used up.
func (a *Account) overLimit(w http.ResponseWriter) bool {
	now := a.now()
	a.mu.Lock()
	if minute := now.Truncate(time.Minute); !minute.Equal(a.minute) {
		a.minute, a.calls = minute, 0
	}
	a.calls++
	left := callsPerMinute - a.calls
	reset := int(a.minute.Add(time.Minute).Sub(now)/time.Second) + 1
	a.mu.Unlock()

	h := w.Header()
	h.Set("X-Rate-Limit", strconv.Itoa(callsPerMinute))
	h.Set("ratelimit-limit", strconv.Itoa(callsPerMinute))
	h.Set("ratelimit-remaining", strconv.Itoa(max(left, 0)))
	h.Set("ratelimit-reset", strconv.Itoa(reset))
	if left < 0 {
		writeTooMany(w, strconv.Itoa(reset))
		return true
	}
	return false
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
