package practice

import (
	"net/http"
	"slices"
	"strings"
)

// caller is who makes an API call, and with what.
type caller struct {
	Person
	token *token // nil: a signed-in browser
	csrf  string // of the browser's session
}

// can reports whether the call may use one of the scopes. A signed-in browser is not bound by scopes.
func (c caller) can(scopes ...string) bool {
	return c.token == nil || slices.ContainsFunc(scopes, func(s string) bool { return covers(c.token.scopes, s) })
}

// allows reports whether the caller has one of the scopes and one of the roles, none of which means any. It answers 403
// otherwise; the scope is checked first.
func (c caller) allows(w http.ResponseWriter, roles []string, scopes ...string) bool {
	switch {
	case len(scopes) > 0 && !c.can(scopes...):
		writeMissingScopes(w, strings.Join(scopes, ", "))
	case len(roles) > 0 && !slices.Contains(roles, c.Role):
		writeRole(w)
	default:
		return true
	}
	return false
}

var (
	admins = []string{Admin}
	agents = []string{Admin, Agent}
)

// callerOf finds who is calling. answered says that it has refused the call already. Without credentials nobody is known,
// and the endpoint decides what that means.
func (a *Account) callerOf(w http.ResponseWriter, r *http.Request) (c caller, known, answered bool) {
	header := r.Header.Get("Authorization")
	scheme, value, _ := strings.Cut(header, " ")
	switch {
	case strings.EqualFold(scheme, "Bearer"):
		a.mu.Lock()
		t := a.live(strings.TrimSpace(value))
		var p Person
		if t != nil {
			t.used = a.now()
			p, known = a.person(t.person)
		}
		a.mu.Unlock()
		if !known {
			writeInvalidToken(w)
			return caller{}, false, true
		}
		return caller{Person: p, token: t}, true, false
	case strings.EqualFold(scheme, "Basic"):
		return caller{}, false, false // passwords and API tokens are retired
	case header != "":
		writeNotAuthenticated(w)
		return caller{}, false, true
	}
	if b, ok := a.signedIn(r); ok {
		return caller{Person: b.Person, csrf: b.csrf}, true, false
	}
	return caller{}, false, false
}

// authorized admits only known callers. A browser's session may read; to change something it needs its CSRF token
// (forum: 403 without).
func (a *Account) authorized(next func(http.ResponseWriter, *http.Request, caller)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c, known, answered := a.callerOf(w, r)
		switch {
		case answered:
		case !known:
			writeNotAuthenticated(w)
		case c.token == nil && r.Method != http.MethodGet && r.Method != http.MethodHead && !sameSecret(c.csrf, r.Header.Get("X-CSRF-Token")):
			writeJSON(w, http.StatusForbidden, object{"error": "Forbidden"})
		default:
			next(w, r, c)
		}
	}
}

// me answers GET /api/v2/users/me. Without credentials, and with a wrong password, it is 200 with an anonymous user
// (T13, T15): a status of 200 does not prove a token.
func (a *Account) me(w http.ResponseWriter, r *http.Request) {
	c, known, answered := a.callerOf(w, r)
	switch {
	case answered:
	case !known:
		writeAnonymous(w)
	case c.allows(w, nil, "users:read", "read"):
		u := object{
			"id": c.ID, "url": a.base(r) + "/api/v2/users/" + itoa(c.ID) + ".json", "name": c.Name, "email": c.Email, "role": c.Role,
			"active": true, "verified": true, "suspended": false, "locale": "en-US", "time_zone": "UTC",
			"created_at": "2026-01-05T09:00:00Z", "updated_at": "2026-01-05T09:00:00Z",
		}
		if c.token == nil {
			u["authenticity_token"] = c.csrf
		}
		writeJSON(w, http.StatusOK, object{"user": u})
	}
}

func writeAnonymous(w http.ResponseWriter) {
	writeJSON(w, http.StatusOK, object{"user": object{
		"id": nil, "url": nil, "name": "Anonymous user", "email": "invalid@example.com", "role": "end-user", "active": false, "verified": false,
	}})
}

// locales answers GET /api/v2/locales/public without credentials: the account exists.
func (a *Account) locales(w http.ResponseWriter, r *http.Request) {
	writeJSON(w, http.StatusOK, object{
		"locales": []object{{
			"id": 1, "locale": "en-US", "name": "English", "native_name": "English", "presentation_name": "English", "rtl": false,
			"url": a.base(r) + "/api/v2/locales/en-US.json",
		}},
		"count": 1, "next_page": nil, "previous_page": nil,
	})
}

// noEndpoint answers every other API path.
func (a *Account) noEndpoint(w http.ResponseWriter, r *http.Request) {
	writeNotFound(w, "InvalidEndpoint")
}
