package practice

import (
	"io"
	"net/http"
	"net/url"
)

// reachFaults answer the first request, which is made without a token. That it can get 403 is reported in public; the
// bodies of the pages are made up.
func reachFaults(at rowFunc) []faultRow {
	return []faultRow{
		at("reach-unauthorized", "the first look is answered 401", onLocales, alwaysJSON(http.StatusUnauthorized, object{"error": textNotAuthenticated})),
		at("reach-forbidden", "the first look is answered 403, in words about a role", onLocales, alwaysJSON(http.StatusForbidden, object{"error": object{"title": "Forbidden", "message": textRole}})),
		at("reach-scopes", "the first look is answered 403, in words about scopes", onLocales, alwaysJSON(http.StatusForbidden, object{"error": "Forbidden", "description": textMissingScopes + "read"})),
		at("ip-restricted", "the first look shows a page about IP restrictions", onLocales, showPage(http.StatusForbidden, "Access denied", "Your IP address is not allowed to access this account.")),
		at("bot-check", "the first look shows a check for bots", onLocales, botCheck),
		at("reach-no-endpoint", "the first look gets 404 InvalidEndpoint", onLocales, alwaysJSON(http.StatusNotFound, object{"error": "InvalidEndpoint", "description": "Not found"})),
		at("reach-not-found-page", "the first look gets 404 and a page", onLocales, showPage(http.StatusNotFound, "Not found", "The page you were looking for does not exist.")),
		at("reach-not-acceptable", "the first look gets 406 and nothing", onLocales, rawAnswer(http.StatusNotAcceptable, "")),
		at("reach-gone", "the first look gets 410", onLocales, alwaysJSON(http.StatusGone, object{"error": "Gone"})),
		at("reach-no-content", "the first look gets 204", onLocales, rawAnswer(http.StatusNoContent, "")),
		at("reach-redirect", "the first look is sent on to a sign-in page", onLocales, redirectTo("/access/unauthenticated")),
		at("reach-server-error", "the first look gets 500 with JSON", onLocales, alwaysJSON(http.StatusInternalServerError, object{"error": "internal", "description": "missing the following required scopes: read"})),
		at("reach-unavailable", "the first look gets 503 with a page", onLocales, showPage(http.StatusServiceUnavailable, "Just a moment...", "We will be back.")),
		at("reach-page", "the first look gets 200 and a page", onLocales, showPage(http.StatusOK, "Welcome", "This page stands where JSON is due.")),
		at("reach-empty", "the first look gets 200 and nothing", onLocales, rawAnswer(http.StatusOK, "")),
		at("reach-list", "the first look gets a list instead of an object", onLocales, rawAnswer(http.StatusOK, "[]")),
		at("reach-limited", "the first look gets 429, Retry-After 30 seconds", onLocales, rateLimited(30, false)),
		at("reach-reset", "the connection of the first look is reset", onLocales, resetting),
	}
}

// callbackFaults change the callback.
func callbackFaults(at rowFunc) []faultRow {
	return []faultRow{
		at("callback-no-state", "the callback carries no state", onCallback, changeCallback(func(_ *Account, _ *url.URL, q url.Values) { q.Del("state") })),
		at("callback-empty-state", "the callback carries an empty state", onCallback, changeCallback(func(_ *Account, _ *url.URL, q url.Values) { q.Set("state", "") })),
		at("callback-cut-state", "the callback carries the state without its end", onCallback, changeCallback(cutState)),
		at("callback-two-states", "the callback carries the state twice", onCallback, changeCallback(func(_ *Account, _ *url.URL, q url.Values) { q.Add("state", q.Get("state")) })),
		at("callback-two-codes", "the callback carries two codes", onCallback, changeCallback(func(_ *Account, _ *url.URL, q url.Values) { q.Add("code", "another") })),
		at("callback-no-code", "the callback carries neither a code nor an error", onCallback, changeCallback(func(_ *Account, _ *url.URL, q url.Values) { q.Del("code") })),
		at("callback-code-and-error", "the callback carries a code and an error", onCallback, changeCallback(func(_ *Account, _ *url.URL, q url.Values) { q.Set("error", "access_denied") })),
		at("callback-slash", "the callback has a slash more at the end of its path", onCallback, changeCallback(func(_ *Account, to *url.URL, _ url.Values) { to.Path += "/" })),
		at("callback-other-path", "the callback goes to another path", onCallback, changeCallback(func(_ *Account, to *url.URL, _ url.Values) { to.Path += "-of-another" })),
		at("callback-semicolons", "semicolons join the parameters of the callback", onCallback, semicolons),
		at("callback-fragment", "the answer stands behind a hash sign", onCallback, changeCallback(intoFragment)),
	}
}

// showPage answers every request with a page.
func showPage(status int, title, text string) wrapper {
	return func(a *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
		a.writeMessage(w, status, title, text)
	}
}

// rawAnswer answers every request with this body, or without one.
func rawAnswer(status int, body string) wrapper {
	return func(_ *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
		if body != "" {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
		}
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

// redirectTo redirects every request to another page of the account.
func redirectTo(path string) wrapper {
	return func(_ *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
		w.Header().Set("Location", path)
		w.WriteHeader(http.StatusFound)
	}
}

func resetting(a *Account, w http.ResponseWriter, r *http.Request, _ http.Handler) {
	connectionReset(a, w, r, nil)
}
