package practice

import (
	"net/http"
	"strings"
	"sync"
)

// brokenFaults are faults of no real account. They find clients that trust an answer too much.
func brokenFaults(at rowFunc) []faultRow {
	return []faultRow{
		at("probe-issues", "the account checks no codes: it issues a pair for any", onGrant, issueToAnybody(func(_ *Account, w http.ResponseWriter, _ *http.Request, good *recordedAnswer) { good.replay(w) })),
		at("probe-issues-cut", "a pair is issued for a code that nobody was given, and the answer breaks off before its token", onGrant, issueToAnybody(cutBeforeToken)),
		at("probe-reset", "the connection of the first token request is reset, all others are answered", onGrant, firstCall(resetting)),
		at("probe-empty", "the first token request is answered with 200 and nothing; none is issued", onGrant, firstCall(rawAnswer(http.StatusOK, ""))),
		at("nested-tokens", "the answer to the exchange names three more pairs, deeper in it; all live", onGrant, changeToken(withMorePairs(3))),
		at("many-tokens", "the answer to the exchange names 24 more pairs, deeper in it; all live", onGrant, changeToken(withMorePairs(24))),
		at("token-with-space", "the refresh token has a space in it; it works", onGrant, changeToken(spacedRefresh)),
		at("refresh-limited", "the refresh is answered 429, Retry-After 90 seconds", onGrant, onRefresh(rateLimited(90, false))),
		at("refresh-limited-once", "the refresh is answered 429 once, Retry-After 2 seconds", onGrant, onRefresh(firstCall(rateLimited(2, false)))),
		at("api-page", "every call of the API is answered 403 with a check for bots", onAPI, botCheck),
		at("scope-page", "the call for a scope is answered 200 with a page to sign in", onResource, showPage(http.StatusOK, "Sign in", "This page stands where JSON is due.")),
		at("scope-error", "the call for a scope is answered 200 with an error in it", onResource, alwaysJSON(http.StatusOK, object{"error": textNotAuthenticated})),
		at("refresh-loses-scopes", "the refreshed token is granted in full, and the API finds its scopes missing", onGrant, changeToken(loseScopes)),
		at("refresh-tells-less", "the answer to the refresh names no scopes any more; they are there", onGrant, changeToken(tellNone)),
		at("other-spelling", "the answer to the exchange names a second pair, as accessToken and token; it lives", onGrant, changeToken(withOtherSpelling)),
		at("me-cut-once", "the first answer of users/me breaks off", onMe, firstCall(cutting)),
		at("me-empty-once", "the first answer of users/me is 204", onMe, firstCall(rawAnswer(http.StatusNoContent, ""))),
		at("me-problem", "users/me is always 403, in the envelope of RFC 9457 and words of its own", onMe, alwaysJSON(http.StatusForbidden, problem)),
		at("scopes-problem", "the call for a scope is 403, in the envelope of RFC 9457 and words of its own", onResource, alwaysJSON(http.StatusForbidden, problem)),
		at("scopes-refuse-later", "the call for a scope takes the first access token and refuses the refreshed one; it lives", onResource, withToken(afterFirst(withBearer("spoilt")))),
		at("scopes-nothing", "the call for a scope is answered 200 with an empty object", onResource, alwaysJSON(http.StatusOK, object{})),
		at("me-for-anybody", "users/me names a person to anybody, without a token too", onMe, answerAnybody()),
		at("another-person", "after the refresh users/me names another person", onMe, withToken(afterFirst(answers("user", func(_ *Account, u object) { u["id"] = 999 })))),
		at("me-suspended-word", "users/me says in a word that the person is suspended", onMe, answers("user", func(_ *Account, u object) { u["suspended"] = "true" })),
	}
}

// issueToAnybody issues a pair for a made-up code, and answers as told.
func issueToAnybody(answer spoiler) wrapper {
	return onProbe(func(a *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
		p := peek(r)
		a.mu.Lock()
		good := &recordedAnswer{header: http.Header{}, status: http.StatusOK}
		if c := a.clientByIdentifier(p.text["client_id"]); c != nil {
			writeJSON(good, http.StatusOK, grantAnswer(a.issueToken(c.ID, c.UserID, []string{"read"}, defaultAccess, defaultRefresh)))
		}
		a.mu.Unlock()
		answer(a, w, r, good)
	})
}

// cutBeforeToken sends an answer that breaks off before its token.
func cutBeforeToken(_ *Account, w http.ResponseWriter, _ *http.Request, _ *recordedAnswer) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Write([]byte(`{"token_type":"bearer","access_tok`))
}

// withMorePairs issues n more pairs at an exchange, and names them deeper in the answer.
func withMorePairs(n int) func(*Account, *token, bool, object) {
	return func(a *Account, t *token, refreshed bool, answer object) {
		if refreshed {
			return
		}
		more := []object{}
		for range n {
			more = append(more, a.another(t))
		}
		answer["more"] = more
	}
}

// another issues one more pair with what a token has.
func (a *Account) another(t *token) object {
	return grantAnswer(a.issueToken(t.client, t.person, t.scopes, defaultAccess, defaultRefresh))
}

// spacedRefresh puts a space into a refresh token, which works like that.
func spacedRefresh(_ *Account, t *token, _ bool, answer object) {
	t.refresh = strings.Join([]string{t.refresh[:8], t.refresh[8:]}, " ")
	answer["refresh_token"] = t.refresh
}

// problem is a refusal in the envelope of RFC 9457; its words are made up.
var problem = object{"title": "Access blocked", "detail": "quota 77 of the gateway", "status": 403}

func loseScopes(_ *Account, t *token, refreshed bool, _ object) {
	if refreshed {
		t.scopes = []string{"any_channel:write"}
	}
}

func tellNone(_ *Account, _ *token, refreshed bool, answer object) {
	if refreshed {
		answer["scope"] = ""
	}
}

// withOtherSpelling issues another pair at an exchange, and names its access token as accessToken and its refresh token
// as token.
func withOtherSpelling(a *Account, t *token, refreshed bool, answer object) {
	if !refreshed {
		other := a.another(t)
		answer["accessToken"], answer["token"] = other["access_token"], other["refresh_token"]
	}
}

// cutting breaks off a good answer in the middle.
func cutting(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
	truncatedAnswer(a, w, r, record(honest, r))
}

// answerAnybody answers a request without a token with the last answer to a request with one.
func answerAnybody() wrapper {
	var mu sync.Mutex
	var kept *recordedAnswer
	return func(_ *Account, w http.ResponseWriter, r *http.Request, honest http.Handler) {
		got := record(honest, r)
		mu.Lock()
		if r.Header.Get("Authorization") != "" {
			kept = got
		} else if kept != nil {
			got = kept
		}
		mu.Unlock()
		got.replay(w)
	}
}
