package practice

import (
	"net/http"
	"slices"
	"strings"
)

// grantError is an error of the token endpoint (RFC 6749 section 5.2).
type grantError struct {
	status     int
	code, text string
}

var (
	errInvalidClient     = &grantError{401, "invalid_client", textInvalidClient}
	errInvalidGrant      = &grantError{400, "invalid_grant", textInvalidGrant}
	errInvalidRequest    = &grantError{400, "invalid_request", textInvalidRequest}
	errUnauthorizedGrant = &grantError{400, "unauthorized_client", textUnauthorizedClient}
	errGrantType         = &grantError{400, "unsupported_grant_type", textGrantType}
	errGrantScope        = &grantError{400, "invalid_scope", textGrantScope}
	// errNotAuthenticated has no code and no description.
	errNotAuthenticated = &grantError{401, textNotAuthenticated, ""}
)

// grant is the token endpoint, POST /oauth/tokens (Z10; RFC 6749 section 3.2).
func (a *Account) grant(w http.ResponseWriter, r *http.Request) {
	p, ok := readParams(r)
	if !ok {
		writeGrantError(w, errInvalidRequest)
		return
	}
	a.mu.Lock()
	t, bad := a.grantFor(r, p)
	var answer object
	if bad == nil {
		answer = grantAnswer(t)
	}
	a.mu.Unlock()
	if bad != nil {
		writeGrantError(w, bad)
		return
	}
	w.Header().Set("Pragma", "no-cache")
	writeJSON(w, http.StatusOK, answer)
}

func writeGrantError(w http.ResponseWriter, e *grantError) {
	if e == errNotAuthenticated {
		writeNotAuthenticated(w)
		return
	}
	writeOAuthError(w, e.status, e.code, e.text)
}

func grantAnswer(t *token) object {
	answer := object{
		"access_token": t.access, "token_type": "bearer", "scope": strings.Join(t.scopes, " "),
		"expires_in": int(t.expires.Sub(t.created).Seconds()),
	}
	if t.refresh != "" {
		answer["refresh_token"] = t.refresh
		answer["refresh_token_expires_in"] = int(t.refreshExpires.Sub(t.created).Seconds())
	}
	return answer
}

func (a *Account) grantFor(r *http.Request, p params) (*token, *grantError) {
	kind := p.text["grant_type"]
	switch kind {
	case "":
		return nil, errInvalidRequest
	case "authorization_code", "refresh_token", "client_credentials", "password":
	default: // measured without asking for the client first (T13, 2026-08-16)
		return nil, errGrantType
	}
	c, bad := a.authenticate(r, p)
	if bad != nil {
		return nil, bad
	}
	life, ok := p.lifetime("expires_in", minAccess, maxAccess, defaultAccess)
	refreshLife, ok2 := p.lifetime("refresh_token_expires_in", minRefresh, maxRefresh, defaultRefresh)
	if !ok || !ok2 {
		return nil, errInvalidRequest
	}
	switch kind {
	case "authorization_code":
		return a.redeem(c, p, life, refreshLife)
	case "refresh_token":
		return a.rotate(c, p, life, refreshLife)
	case "client_credentials":
		return a.clientCredentials(c, p, life)
	default: // password: retired on 2025-02-17
		return nil, errUnauthorizedGrant
	}
}

// authenticate finds the client and checks its secret. A secret in the body is documented (Z10); Basic works in practice
// (rack-oauth2); both at once are refused. Whether Zendesk refuses a public client's wrong secret is not known; here it
// is accepted, so that nothing can be concluded from it.
func (a *Account) authenticate(r *http.Request, p params) (*ClientRecord, *grantError) {
	id, secret := p.text["client_id"], p.text["client_secret"]
	if r.Header.Get("Authorization") != "" {
		user, password, ok := r.BasicAuth()
		if !ok {
			return nil, errNotAuthenticated
		}
		if secret != "" || id != "" && id != user {
			return nil, errInvalidClient
		}
		id, secret = user, password
	}
	if strings.ContainsFunc(secret, func(c rune) bool { return c > 126 }) { // observed: forum
		return nil, errNotAuthenticated
	}
	c := a.clientByIdentifier(id)
	if c == nil || !c.public() && !sameSecret(c.Secret, secret) {
		return nil, errInvalidClient
	}
	return c, nil
}

// redeem exchanges a code for tokens. The first try of its client uses up a code, even if it fails.
func (a *Account) redeem(c *ClientRecord, p params, life, refreshLife int) (*token, *grantError) {
	value := p.text["code"]
	if value == "" {
		return nil, errInvalidRequest
	}
	k := a.codes[value]
	if k == nil || k.client != c.ID {
		return nil, errInvalidGrant
	}
	delete(a.codes, value)
	verifier := p.text["code_verifier"]
	switch {
	case a.now().Sub(k.issued) >= codeLife,
		k.redirect != p.text["redirect_uri"],
		// As rack-oauth2 does: a verifier without a challenge is wrong too.
		(k.challenge != "" || verifier != "") && !sameSecret(k.challenge, challengeOf(verifier)):
		return nil, errInvalidGrant
	}
	scopes := k.scopes
	if p.list {
		scopes = p.scopes()
	} else if asked := p.scopes(); len(asked) > 0 {
		for _, s := range asked {
			if !covers(k.scopes, s) {
				return nil, errGrantScope
			}
		}
		scopes = asked
	}
	t := a.issueToken(c.ID, k.person, scopes, life, refreshLife)
	t.grant = keyOf(k.person, c.ID, k.scopes)
	return t, nil
}

// rotate replaces a pair of tokens: the old refresh token and the old access token stop working (Z12; T19).
func (a *Account) rotate(c *ClientRecord, p params, life, refreshLife int) (*token, *grantError) {
	if p.text["refresh_token"] == "" {
		return nil, errInvalidRequest
	}
	old := a.refreshable(p.text["refresh_token"])
	if old == nil || old.client != c.ID {
		return nil, errInvalidGrant
	}
	// A scope sent on refresh is a documented cause of invalid_scope.
	if len(p.scopes()) > 0 {
		return nil, errGrantScope
	}
	t := a.issueToken(c.ID, old.person, old.scopes, life, refreshLife)
	t.grant = old.grant
	old.refreshDead = true
	old.dead = !old.outlivesRotation
	return t, nil
}

// clientCredentials issues an access token, without a refresh token, for the person who owns the client (Z10).
func (a *Account) clientCredentials(c *ClientRecord, p params, life int) (*token, *grantError) {
	if c.public() || c.Global { // public: measured (T13, T14); global: no owning user in the customer's account (inferred)
		return nil, errUnauthorizedGrant
	}
	scopes := p.scopes()
	if len(scopes) == 0 {
		scopes = defaultScopes(c)
	}
	if !p.list && !allowed(c, scopes) {
		return nil, errGrantScope
	}
	return a.issueToken(c.ID, c.UserID, slices.Clone(scopes), life, 0), nil
}
