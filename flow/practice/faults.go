package practice

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

var (
	everything = []endpoint{
		atAuthorize, atDecide, atSignIn, atLogout, atGrant, atMe, atCurrent, atRevoke, atToken, atRevokeID, atClients, atClient,
		atResource, atLocales, atAdmin, atAPI, atOther,
	}
	onAuthorize = []endpoint{atAuthorize}
	onCallback  = []endpoint{atAuthorize, atDecide}
	onGrant     = []endpoint{atGrant}
	onLocales   = []endpoint{atLocales}
	onMe        = []endpoint{atMe}
	onRead      = []endpoint{atMe, atCurrent, atClients, atClient, atResource}
	onBearer    = []endpoint{atMe, atCurrent, atRevoke, atToken, atRevokeID, atClients, atClient, atResource}
	onCurrent   = []endpoint{atCurrent}
	onAPI       = []endpoint{atMe, atCurrent, atRevoke, atToken, atRevokeID, atClients, atClient, atResource, atAPI}
	onResource  = []endpoint{atResource}
	onRecord    = []endpoint{atClients, atClient}
	onClients   = []endpoint{atClients}
	onRevoke    = []endpoint{atRevoke}
	onRevokes   = []endpoint{atRevoke, atRevokeID}
)

// wrapper answers a request in place of the honest handler, which it may call.
type wrapper = func(a *Account, w http.ResponseWriter, r *http.Request, honest http.Handler)

// faults returns the table of all faults. A row says what goes wrong and where, and has the wrapper that does it.
func faults() []faultRow {
	// Short forms keep each fault on a line.
	at := func(name, summary string, where []endpoint, wrap wrapper) faultRow {
		return faultRow{Fault{name, summary}, where, wrap, nil}
	}
	record := func(name, summary string, change func(*Account, *ClientRecord)) faultRow {
		return faultRow{Fault{name, summary}, nil, nil, func(a *Account) {
			for _, c := range a.clients {
				change(a, c)
			}
		}}
	}
	return slices.Concat([]faultRow{
		// The account.
		at("no-help-desk", "the subdomain has no help desk: 404 everywhere", everything, noHelpDesk),
		at("account-suspended", "every address shows a page that says the account is suspended", everything, suspended),
		at("maintenance", "503 everywhere, for five minutes by Retry-After", everything, unavailable(300)),
		at("maintenance-short", "the API answers 503 once, Retry-After 2 seconds", onRead, firstCall(unavailable(2))),

		// The record.
		record("kind-left-public", "the client kind was left at public", func(_ *Account, c *ClientRecord) { c.Kind = Public }),
		record("empty-description", "the description was left empty", func(_ *Account, c *ClientRecord) { c.Description = "" }),
		record("empty-company", "the company was left empty", func(_ *Account, c *ClientRecord) { c.Company = "" }),
		record("no-logo", "no logo was uploaded", func(_ *Account, c *ClientRecord) { c.Logo, c.LogoURL = nil, "" }),
		record("trailing-slash", "the redirect URLs are saved with a slash more or less at the end", slashes),
		record("secret-regenerated", "the secret was regenerated: the one that is known is dead", func(a *Account, c *ClientRecord) { c.Secret = a.newSecret() }),
		record("already-global", "the client is global already: its page in Admin Center is gone", func(_ *Account, c *ClientRecord) { c.Global = true }),
		record("two-urls-in-one-entry", "two redirect URLs were saved in one entry", twoInOne),
		at("record-null-url", "an entry of redirect_uri is null", onRecord, changeClients(setClientField("redirect_uri", []any{nil}))),
		at("record-lacks-keys", "the record lacks kind, logo_url and global, as the sample of the reference does", onRecord, changeClients(lackingKeys)),
		at("record-with-scopes", "the record has its Allowed scopes, which hold what is asked", onRecord, changeClients(setClientField("scopes", []string{"read", "write"}))),
		at("record-scopes-narrow", "the record has Allowed scopes without what is asked", onRecord, changeClients(setClientField("scopes", []string{"triggers:read"}))),
		at("record-expires", "the record says that Token expiration is on", onRecord, changeClients(setClientField("enforce_token_expiration", true))),
		at("record-expiration-off", "the record says that Token expiration is off", onRecord, changeClients(setClientField("enforce_token_expiration", false))),
		at("record-no-list", "the list of clients is an object without a list", onRecord, rawAnswer(http.StatusOK, "{}")),
		at("record-second-page", "the client is on the second page of the list, behind a cursor", onClients, paged(false)),
		at("record-endless-list", "the list of clients goes on and on without the client", onClients, paged(true)),
		{Fault{"control-characters", "names in the record and of people hold escape sequences, bidi overrides and 20,000 characters"}, nil, nil, controlCharacters},

		// The authorize page. It never redirects an error.
		at("no-such-client", "the authorize page does not know the identifier", onAuthorize, changeQuery("client_id", "zdg-somebody-else")),
		at("authorize-invalid-request", "the authorize page finds the request invalid", onAuthorize, changeQuery("redirect_uri", "urn:ietf:wg:oauth:2.0:oob")),
		at("redirect-mismatch", "the authorize page says that the redirect URL differs from the registered ones", onAuthorize, refuseAuthorize("invalid_request", textRedirectMismatch)),
		at("scope-not-allowed", "a scope is outside the client's Allowed scopes", onAuthorize, changeQuery("scope", "zis:delete")),
		at("response-type-refused", "the response type is not supported", onAuthorize, changeQuery("response_type", "token")),
		at("implicit-retired", "the client may not use the response type", onAuthorize, refuseAuthorize("unauthorized_client", textAuthorizeUnauthorized)),
		at("server-error-page", "the authorize page shows a server error", onAuthorize, showPage(http.StatusInternalServerError, textServerError, "")),
		at("sign-in-loop", "the sign-in page comes again and again", onAuthorize, signInLoop),
		at("cached-session", "the browser is signed in as an agent already and goes on at once", onAuthorize, cachedSession),
		at("earlier-grant", "an earlier grant skips the consent page", onAuthorize, forValidRequest(skipConsent)),

		// The callback.
		at("access-denied", "the person refuses", onAuthorize, forValidRequest(deny)),
		at("state-mismatch", "the callback carries another state", onCallback, changeCallback(otherState)),
		at("callback-unreachable", "the browser is sent to a port where nobody listens", onCallback, changeCallback(otherPort)),
		at("code-expired", "the code is older than 120 seconds when it arrives", onCallback, changeCode(expired)),
		at("role-too-low", "whoever signs in, an agent has authorized: admin calls are 403", onCallback, changeCode(agentInstead)),
	}, reachFaults(at), callbackFaults(at), grantFaults(at), answerFaults(at), apiFaults(at), brokenFaults(at), wordFaults(at))
}

type rowFunc = func(name, summary string, where []endpoint, wrap wrapper) faultRow

// grantFaults change token requests, or the tokens that are issued.
func grantFaults(at rowFunc) []faultRow {
	return []faultRow{
		at("invalid-client", "the token endpoint refuses the secret", onGrant, changeParam(false, "client_secret", "0000000000000000000000000000000000000000000000000000000000000000")),
		at("could-not-authenticate", "the secret arrives with characters beyond ASCII", onGrant, changeParam(false, "client_secret", "secretklæfdflæ")),
		at("invalid-grant", "the code is refused", onGrant, changeParam(true, "code", "spoilt")),
		at("invalid-request", "the exchange lacks its grant type", onGrant, changeParam(true, "grant_type", "")),
		at("unauthorized-client", "the client may not use this grant", onGrant, changeParam(true, "grant_type", "password")),
		at("password-grant-retired", "the exchange arrives as the retired password grant", onGrant, changeParam(true, "grant_type", "password")),
		at("unsupported-grant-type", "the grant type is unknown", onGrant, changeParam(true, "grant_type", "authorisation_code")),
		at("refresh-refused", "the refresh token is refused", onGrant, changeParam(true, "refresh_token", "spoilt")),
		at("refresh-unknown-client", "the refresh is refused as of an unknown client, after the exchange took it", onGrant, onGenuineRefresh(grantErrorOf(errInvalidClient))),
		at("refresh-keeps-old-alive", "after a refresh the old access token works on", onGrant, changeToken(keepOldAlive)),
		at("granted-less", "less is granted than was asked", onGrant, changeToken(grantLess)),
		at("missing-scope", "the token is granted in full, but the API finds its scopes missing", onGrant, changeToken(grantNothing)),
		at("shortened-lifetime", "the access token lives 420 seconds, whatever was asked", onGrant, changeToken(shorten)),
		at("rate-limited-token", "the exchange is answered 429 once, Retry-After 2 seconds", onGrant, firstGenuine(rateLimited(2, false))),
		at("refresh-empty", "the refresh is answered with 200 and nothing; the pair is rotated", onGrant, spoilRefresh(emptyAnswer)),
		at("refresh-truncated", "the answer to the refresh breaks off in the middle", onGrant, spoilRefresh(truncatedAnswer)),
		at("refresh-no-answer", "the refresh is never answered; the pair is rotated", onGrant, spoilRefresh(noAnswer)),
		at("refresh-server-error", "the refresh is answered with 500 and a page", onGrant, onRefresh(serverTrouble)),
		at("refresh-without-refresh-token", "the refresh brings an access token alone", onGrant, spoilRefresh(setField("refresh_token", absent))),
		at("refresh-no-expiry", "the answer to the refresh lacks expires_in", onGrant, spoilRefresh(setField("expires_in", absent))),
		at("refresh-stillborn", "the access token that the refresh brings is dead", onGrant, changeToken(stillborn)),
	}
}

// answerFaults change the answer to an exchange that was granted.
func answerFaults(at rowFunc) []faultRow {
	return []faultRow{
		at("html-instead-of-json", "the exchange is answered with a web page", onGrant, spoilExchange(htmlAnswer)),
		at("bot-check-token", "the exchange is answered 403 with a check for bots", onGrant, onExchange(botCheck)),
		at("exchange-unknown-client", "the exchange is refused as of an unknown client, after the probe took it", onGrant, onExchange(grantErrorOf(errInvalidClient))),
		at("exchange-not-authenticated", "the exchange is not authenticated, after the probe was", onGrant, onExchange(grantErrorOf(errNotAuthenticated))),
		at("exchange-invalid-scope", "the exchange is refused for its scopes, after the authorize page gave a code", onGrant, onExchange(grantErrorOf(errGrantScope))),
		at("token-headers-too-large", "the answer to the exchange has 100 KiB of headers", onGrant, spoilExchange(largeHeaders)),
		at("byte-order-mark", "a byte order mark stands before the JSON", onGrant, spoilExchange(byteOrderMark)),
		at("token-forbidden", "the exchange is answered 403", onGrant, onExchange(alwaysJSON(http.StatusForbidden, object{"error": object{"title": "Forbidden", "message": textRole}}))),
		at("token-server-error", "the exchange is answered 502 with a web page", onGrant, spoilExchange(badGateway)),
		at("no-access-token", "the answer holds no access token", onGrant, exchangeField("access_token", absent)),
		at("empty-token-answer", "the exchange is answered with 200 and nothing", onGrant, spoilExchange(emptyAnswer)),
		at("truncated-token-answer", "the answer breaks off in the middle", onGrant, spoilExchange(truncatedAnswer)),
		at("dripping-answer", "the answer drips, one byte a second", onGrant, spoilExchange(drippingAnswer)),
		at("no-answer", "the exchange is never answered", onGrant, spoilExchange(noAnswer)),
		at("giant-answer", "the answer has 200 MB", onGrant, spoilExchange(giantAnswer)),
		at("gzip-bomb", "the answer unpacks to one gigabyte", onGrant, spoilExchange(gzipBomb)),
		at("connection-reset", "the connection is reset instead of an answer", onGrant, spoilExchange(connectionReset)),
		at("redirect-token-endpoint", "the token endpoint redirects to another host", onGrant, redirecting("https://tokens.elsewhere.example/oauth/tokens")),
		at("redirect-token-port", "the token endpoint redirects to another port", onGrant, redirecting(deadAddress+"/oauth/tokens")),
		at("redirect-token-scheme", "the token endpoint redirects to another scheme", onGrant, redirecting("")),
		at("error-in-2xx", "an error comes with status 200", onGrant, spoilExchange(errorIn2xx)),
		at("wrong-content-type", "the JSON is labelled text/html", onGrant, spoilExchange(wrongContentType)),
		at("duplicate-keys", "the answer names access_token twice", onGrant, spoilExchange(duplicateKeys)),
		at("duplicate-keys-last", "the answer names access_token twice, the good one first", onGrant, spoilExchange(duplicateKeysLast)),
		at("invalid-utf8", "the answer is not UTF-8", onGrant, spoilExchange(invalidUTF8)),
		at("status-201", "the answer comes with status 201", onGrant, spoilExchange(status201)),
		at("wrong-token-type", "the token type is mac", onGrant, exchangeField("token_type", "mac")),
		at("no-refresh-token", "no refresh token comes", onGrant, exchangeField("refresh_token", absent)),
		at("no-expiry", "expires_in is missing", onGrant, exchangeField("expires_in", absent)),
		at("null-expiry", "expires_in is null", onGrant, exchangeField("expires_in", nil)),
		at("string-expiry", "expires_in is a string", onGrant, exchangeField("expires_in", "1800")),
		at("true-expiry", "expires_in is true", onGrant, exchangeField("expires_in", true)),
		at("huge-expiry", "expires_in is a number with thirty digits", onGrant, exchangeField("expires_in", json.Number(strings.Repeat("9", 30)))),
		at("zero-expiry", "expires_in is 0", onGrant, exchangeField("expires_in", 0)),
	}
}

// apiFaults fail API calls that have a good token.
func apiFaults(at rowFunc) []faultRow {
	return []faultRow{
		at("invalid-token", "the API refuses the access token", onBearer, withBearer("spoilt")),
		at("anonymous-user", "users/me answers 200 with an anonymous user", onMe, anonymous),
		at("me-custom-fields", "users/me has two custom fields that differ in case", onMe, answers("user", customFields)),
		at("me-suspended", "users/me says that the person is suspended", onMe, answers("user", func(_ *Account, u object) { u["suspended"] = true })),
		at("me-refuses", "users/me refuses the access token, all other calls take it", onMe, withBearer("spoilt")),
		at("me-refuses-later", "users/me takes the access token once and refuses it from then on; it lives", onMe, afterFirst(withBearer("spoilt"))),
		at("me-server-error", "users/me is answered with 500 and a page", onMe, serverTrouble),
		at("current-expired", "tokens/current says that the token expired an hour ago", onCurrent, answers("token", expiredAnHourAgo)),
		at("scopes-invalid-token", "the call for a scope refuses the access token, all other calls take it", onResource, withBearer("spoilt")),
		at("oauth-disabled", "the API does not take OAuth tokens here", onRead, alwaysJSON(http.StatusUnauthorized, object{"error": textOAuthDisabled})),
		at("invalid-endpoint", "the API does not know the path of users/me", onMe, alwaysJSON(http.StatusNotFound, object{"error": "InvalidEndpoint", "description": "Not found"})),
		at("record-not-found", "the client's record is not found", onRecord, alwaysJSON(http.StatusNotFound, object{"error": "RecordNotFound", "description": "Not found"})),
		at("record-invalid", "the record is refused with validation errors", onRecord, alwaysJSON(http.StatusUnprocessableEntity, recordInvalid)),
		at("current-forbidden", "tokens/current is refused for want of a scope", onCurrent, wantsScope("read")),
		at("create-token-gone", "tokens/current answers that Create Token is no longer available", onCurrent, alwaysJSON(http.StatusGone, object{"error": textCreateTokenGone})),
		at("csrf-token", "revoking asks for a CSRF token", onRevokes, alwaysJSON(http.StatusForbidden, object{"error": "Forbidden"})),
		at("rate-limited", "the API answers 429 once, Retry-After 2 seconds", onRead, firstCall(rateLimited(2, false))),
		at("rate-limited-date", "the API answers 429 once, Retry-After as a date", onRead, firstCall(rateLimited(2, true))),
		at("rate-limited-long", "the API answers 429 for an hour", onRead, rateLimited(3600, false)),
		at("redirect-api", "the API redirects to another port", onRead, redirecting(deadAddress+"/api/v2/users/me.json")),
		at("revoke-ignored", "revoking the current token answers 204 and the token lives on", onRevoke, ignored),
		at("revoke-ignored-by-id", "revoking answers 204 by either address and the token lives on", onRevokes, ignored),
		at("revoke-forbidden", "revoking is 403", onRevokes, alwaysJSON(http.StatusForbidden, object{"error": "Forbidden", "description": textMissingScopes + "write"})),
		at("revoke-refused", "revoking the current token answers 401 and the token lives on", onRevoke, alwaysJSON(http.StatusUnauthorized, object{"error": "invalid_token", "error_description": textInvalidToken})),
		at("revoke-refused-by-id", "revoking answers 401 by either address and the token lives on", onRevokes, alwaysJSON(http.StatusUnauthorized, object{"error": "invalid_token", "error_description": textInvalidToken})),
		at("revoke-not-found", "revoking answers 404 by either address and the token lives on", onRevokes, alwaysJSON(http.StatusNotFound, object{"error": "RecordNotFound", "description": "Not found"})),
		at("revoke-server-error", "revoking is answered with 500 and a page", onRevokes, serverTrouble),
		at("revoke-no-answer", "revoking is never answered", onRevokes, neverAnswer),
		at("refresh-outlives-revoke", "the refresh token outlives its revoked access token", onRevokes, refreshOutlives),
	}
}
