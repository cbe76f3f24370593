package practice

import (
	"net/http"
	"strconv"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// tokenObject is a token as the API shows it: the first ten characters of the access token (Z9), and the last ten of the
// refresh token (T13).
func tokenObject(base string, t *token) object {
	o := object{
		"id": t.id, "client_id": t.client, "user_id": t.person, "scopes": t.scopes, "token": t.access[:10],
		"created_at": stamp(t.created), "expires_at": stamp(t.expires), "used_at": nil,
		"refresh_token": nil, "refresh_token_expires_at": nil, "url": base + "/api/v2/oauth/tokens/" + itoa(t.id) + ".json",
	}
	if !t.used.IsZero() {
		o["used_at"] = stamp(t.used)
	}
	if t.refresh != "" {
		o["refresh_token"] = "..." + t.refresh[len(t.refresh)-10:]
		o["refresh_token_expires_at"] = stamp(t.refreshExpires)
	}
	return o
}

// currentToken needs the broad scope read (Z32c, 2023-10-18).
func (a *Account) currentToken(w http.ResponseWriter, r *http.Request, c caller) {
	if !c.allows(w, nil, "read") {
		return
	}
	if c.token == nil {
		writeNotFound(w, "RecordNotFound")
		return
	}
	base := a.base(r)
	a.mu.Lock()
	o := tokenObject(base, c.token)
	a.mu.Unlock()
	writeJSON(w, http.StatusOK, object{"token": o})
}

func (a *Account) revokeCurrent(w http.ResponseWriter, r *http.Request, c caller) {
	if c.token == nil {
		writeNotFound(w, "RecordNotFound")
		return
	}
	a.mu.Lock()
	a.kill(c.token)
	a.mu.Unlock()
	w.WriteHeader(http.StatusNoContent)
}

// visible finds a usable token by its number: one of the caller's own, or any for an admin. The caller holds a.mu.
func (a *Account) visible(r *http.Request, c caller) *token {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	for _, t := range a.tokens {
		if t.id == id && a.usable(t) && (t.person == c.ID || c.Role == Admin) {
			return t
		}
	}
	return nil
}

// usable reports whether either token of the pair still works.
func (a *Account) usable(t *token) bool {
	now := a.now()
	return t.accessWorks(now) || t.refreshWorks(now)
}

func (a *Account) tokenByID(w http.ResponseWriter, r *http.Request, c caller) {
	base := a.base(r)
	a.mu.Lock()
	var o object
	if t := a.visible(r, c); t != nil {
		o = tokenObject(base, t)
	}
	a.mu.Unlock()
	if o == nil {
		writeNotFound(w, "RecordNotFound")
		return
	}
	writeJSON(w, http.StatusOK, object{"token": o})
}

func (a *Account) revokeByID(w http.ResponseWriter, r *http.Request, c caller) {
	a.mu.Lock()
	t := a.visible(r, c)
	if t != nil {
		a.kill(t)
	}
	a.mu.Unlock()
	if t == nil {
		writeNotFound(w, "RecordNotFound")
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// listTokens lists the caller's tokens, or everybody's with all=true, which is for admins.
func (a *Account) listTokens(w http.ResponseWriter, r *http.Request, c caller) {
	all := r.URL.Query().Get("all") == "true"
	if all && !c.allows(w, admins, "read") {
		return
	}
	list, base := []object{}, a.base(r)
	a.mu.Lock()
	for _, t := range a.tokens {
		if a.usable(t) && (all || t.person == c.ID) {
			list = append(list, tokenObject(base, t))
		}
	}
	a.mu.Unlock()
	writeJSON(w, http.StatusOK, object{"tokens": list, "count": len(list), "next_page": nil, "previous_page": nil})
}

// createToken answers that the endpoint is gone, as fixtures of September 2026 quote it. That is disputed: a guide that
// Zendesk wrote after 2026-08-10 (Z28) still speaks of it. The status is unknown.
func (a *Account) createToken(w http.ResponseWriter, r *http.Request, c caller) {
	writeJSON(w, http.StatusGone, object{"error": textCreateTokenGone})
}

// TokenState is whether a pair of tokens still works, for tests that prove a revocation. It holds no token.
type TokenState struct {
	ID int64
	// Access and Refresh report whether each token of the pair still works.
	Access, Refresh bool
}

// Tokens returns the states of all pairs that the account still knows, oldest first.
func (a *Account) Tokens() []TokenState {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.now()
	var all []TokenState
	for _, t := range a.tokens {
		all = append(all, TokenState{ID: t.id, Access: t.accessWorks(now), Refresh: t.refreshWorks(now)})
	}
	return all
}
