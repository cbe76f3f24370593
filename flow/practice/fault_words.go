package practice

import (
	"net/http"
	"net/url"
)

// quota is a refusal whose words, which are made up, are about neither scope nor role.
var quota = object{"error": "quota_77", "description": "The quota 77 of this account is used up."}

// wordFaults answer what is easily mistaken for something else: words about host names and certificates although an
// answer came, and refusals that have nothing to do with scope or role. The bodies are made up.
func wordFaults(at rowFunc) []faultRow {
	forbidden := func(text string) wrapper {
		return alwaysJSON(http.StatusForbidden, object{"error": "Forbidden", "description": text})
	}
	noEndpoint := alwaysJSON(http.StatusNotFound, object{"error": "InvalidEndpoint", "description": "Not found"})
	return []faultRow{
		at("reach-name-words", "the first look gets 200 with words about the name of a host", onLocales, alwaysJSON(http.StatusOK, object{"error": "getaddrinfo ENOTFOUND acme"})),
		at("reach-certificate-words", "the first look gets 400 with words about a certificate", onLocales, alwaysJSON(http.StatusBadRequest, object{"error": "x509", "description": "certificate verify failed"})),
		at("reach-proxy-words", "the first look gets 407 with words about a proxy", onLocales, alwaysJSON(http.StatusProxyAuthRequired, object{"error": "Proxy Authentication Required"})),
		at("reach-dns-code", "the first look gets 400 with the bare word dns", onLocales, alwaysJSON(http.StatusBadRequest, object{"error": "dns"})),

		at("probe-refuses-code", "the made-up code is refused with 401 instead of 400", onGrant, onProbe(alwaysJSON(http.StatusUnauthorized, object{"error": "invalid_grant", "error_description": textInvalidGrant}))),
		at("probe-no-endpoint", "the made-up code gets 404 InvalidEndpoint", onGrant, onProbe(noEndpoint)),
		at("callback-unavailable", "the browser comes back with temporarily_unavailable", onCallback, changeCallback(func(_ *Account, _ *url.URL, q url.Values) {
			q.Del("code")
			q.Set("error", "temporarily_unavailable")
		})),
		at("callback-server-error", "the browser comes back with server_error", onCallback, changeCallback(func(_ *Account, _ *url.URL, q url.Values) {
			q.Del("code")
			q.Set("error", "server_error")
		})),
		at("exchange-no-endpoint", "the exchange gets 404 InvalidEndpoint, after the probe was taken", onGrant, onExchange(noEndpoint)),
		at("exchange-name-words", "the exchange is refused in words about the name of a host", onGrant, onExchange(alwaysJSON(http.StatusBadRequest, object{"error": "getaddrinfo ENOTFOUND acme"}))),
		at("refresh-no-endpoint", "the refresh gets 404 InvalidEndpoint, after the exchange was taken", onGrant, onGenuineRefresh(noEndpoint)),
		at("refresh-token-number", "the refresh token is a number", onGrant, exchangeField("refresh_token", 123456789012)),
		at("scope-untold", "the answer does not name the scopes", onGrant, exchangeField("scope", absent)),

		at("me-bot-check", "users/me shows a check for bots", onMe, botCheck),
		at("me-bot-check-once", "users/me shows a check for bots once", onMe, firstCall(botCheck)),
		at("me-quota", "users/me is 403 in words of its own", onMe, alwaysJSON(http.StatusForbidden, quota)),
		at("me-certificate-words", "users/me is 400 in words about a certificate", onMe, alwaysJSON(http.StatusBadRequest, object{"error": "x509", "description": "certificate verify failed"})),
		at("current-bot-check", "tokens/current shows a check for bots", onCurrent, botCheck),
		at("current-quota", "tokens/current is 403 in words of its own", onCurrent, alwaysJSON(http.StatusForbidden, quota)),
		at("record-bot-check", "the list of clients shows a check for bots", onRecord, botCheck),
		at("record-forbidden", "the list of clients is 403 in words about the role", onRecord, forbidden(textRole)),
		at("scopes-unavailable", "the call for a scope is 503", onResource, alwaysJSON(http.StatusServiceUnavailable, object{"error": "unavailable"})),
		at("scopes-limited", "the call for a scope is 429 for an hour", onResource, rateLimited(3600, false)),
		at("scopes-redirect", "the call for a scope is redirected to another port", onResource, redirecting(deadAddress+"/")),
		at("scopes-bot-check", "the call for a scope shows a check for bots", onResource, botCheck),
		at("scopes-ip-restricted", "the call for a scope is 403 ip_restricted", onResource, alwaysJSON(http.StatusForbidden, object{"error": "ip_restricted", "description": "The address may not be used."})),
		at("scopes-quota", "the call for a scope is 403 in words of its own", onResource, alwaysJSON(http.StatusForbidden, quota)),
		at("scopes-role", "the call for a scope is 403 in words about the role", onResource, forbidden(textRole)),
		at("scopes-not-found", "the call for a scope is 404", onResource, alwaysJSON(http.StatusNotFound, object{"error": "RecordNotFound", "description": "Not found"})),
		at("revoke-bot-check", "revoking shows a check for bots and the token lives on", onRevokes, botCheck),
		at("revoke-csrf", "revoking is 403 in words about a CSRF token and the token lives on", onRevokes, alwaysJSON(http.StatusForbidden, object{"error": "InvalidAuthenticityToken"})),
		at("revoke-quota", "revoking is 403 in words of its own and the token lives on", onRevokes, alwaysJSON(http.StatusForbidden, quota)),
	}
}
