package practice

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"slices"
	"strings"
	"time"
)

// codeLife is how long an authorization code is valid; it works once (Z10).
const codeLife = 120 * time.Second

// Lifetimes of tokens in seconds (Z10, newest text of 2026).
const (
	minAccess, maxAccess, defaultAccess    = 300, 172_800, 1_800
	minRefresh, maxRefresh, defaultRefresh = 604_800, 7_776_000, 2_592_000
)

// code is an issued authorization code.
type code struct {
	client    int64
	person    int64
	redirect  string
	scopes    []string
	challenge string // empty: requested without PKCE
	issued    time.Time
}

// token is a pair: an access token with its refresh token, if it has one.
type token struct {
	id               int64
	client           int64
	person           int64
	scopes           []string
	grant            grantKey
	access, refresh  string
	created          time.Time
	used             time.Time
	expires          time.Time
	refreshExpires   time.Time
	dead             bool // the access token does not work any more
	refreshDead      bool
	outlivesRotation bool // a fault: rotation leaves the access token alive
}

// grantKey identifies an authorization that a person gave, so that the consent page is skipped next time.
type grantKey struct {
	person, client int64
	scopes         string
}

func keyOf(person, client int64, scopes []string) grantKey {
	s := slices.Clone(scopes)
	slices.Sort(s)
	return grantKey{person, client, strings.Join(slices.Compact(s), " ")}
}

// issueCode makes a code. The caller holds a.mu.
func (a *Account) issueCode(req authRequest, person int64) string {
	now := a.now()
	for k, c := range a.codes {
		if now.Sub(c.issued) > 10*codeLife {
			delete(a.codes, k)
		}
	}
	value := a.randomHex(32)
	a.codes[value] = &code{
		client: req.client.ID, person: person, redirect: req.redirect, scopes: req.scopes, challenge: req.challenge, issued: now,
	}
	return value
}

// issueToken makes a pair, or an access token alone when refreshLife is 0. The caller holds a.mu.
func (a *Account) issueToken(client, person int64, scopes []string, life, refreshLife int) *token {
	now := a.now()
	a.forgetOldTokens(now)
	t := &token{
		id: a.nextID(), client: client, person: person, scopes: slices.Clone(scopes), created: now,
		expires: now.Add(time.Duration(life) * time.Second), grant: keyOf(person, client, scopes),
	}
	t.access = a.newAccessToken(t.expires)
	if refreshLife > 0 {
		t.refresh = a.newRefreshToken()
		t.refreshExpires = now.Add(time.Duration(refreshLife) * time.Second)
	}
	a.tokens = append(a.tokens, t)
	return t
}

func (a *Account) forgetOldTokens(now time.Time) {
	a.tokens = slices.DeleteFunc(a.tokens, func(t *token) bool {
		return (t.dead || now.After(t.expires)) && (t.refresh == "" || t.refreshDead || now.After(t.refreshExpires))
	})
}

func (t *token) accessWorks(now time.Time) bool { return !t.dead && now.Before(t.expires) }

func (t *token) refreshWorks(now time.Time) bool {
	return t.refresh != "" && !t.refreshDead && now.Before(t.refreshExpires)
}

// live finds the pair of a working access token; nil when there is none. The caller holds a.mu.
func (a *Account) live(access string) *token {
	now := a.now()
	for _, t := range a.tokens {
		if sameSecret(t.access, access) && t.accessWorks(now) {
			return t
		}
	}
	return nil
}

// refreshable finds the pair of a working refresh token; nil when there is none. The caller holds a.mu.
func (a *Account) refreshable(refresh string) *token {
	now := a.now()
	for _, t := range a.tokens {
		if sameSecret(t.refresh, refresh) && t.refreshWorks(now) {
			return t
		}
	}
	return nil
}

// kill ends a pair. Whether Zendesk lets the refresh token outlive its access token is unknown; here both end. With the
// last pair of an authorization the authorization itself is forgotten, so that the consent page is shown again. The
// caller holds a.mu.
func (a *Account) kill(t *token) {
	t.dead, t.refreshDead = true, true
	for _, other := range a.tokens {
		if !other.dead && other.grant == t.grant {
			return
		}
	}
	delete(a.grants, t.grant)
}

// sameSecret compares in constant time, even when the lengths differ.
func sameSecret(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// challengeOf is the S256 code challenge of a verifier (RFC 7636 section 4.2).
func challengeOf(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
