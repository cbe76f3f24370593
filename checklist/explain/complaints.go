package explain

// invalidVerbs say that a token or a code is no longer valid.
var invalidVerbs = []string{
	"invalid", "is invalid", "expired", "revoked", "not valid", "no longer valid", "not accepted", "rejected", "refused", "already exchanged", "stops working", "stopped working", "not work", "no longer works", "no longer work", "abgelaufen", "ungültig", "widerrufen", "expiré", "révoqué", "invalide", "caducado", "revocado", "inválido", "expirado", "expirou", "ha caducado", "expiró",
}

// retiredVerbs say that a vendor withdraws something.
var retiredVerbs = []string{
	"deactivated", "retired", "retiring", "removed", "removing", "removal", "discontinued", "phased out", "phasing out", "deprecated", "deprecating", "deprecation", "sunset", "migrate from", "migrating from", "abgeschafft",
}

// complaints are families of what people, pages and guides say. No answer of the account has
// these words, or not always the same. They count only near something of ours.
var complaints = []family{
	{
		code: "account-suspended", excludedBy: []string{"connection", "token", "session", "code"},
		nouns: []string{"account", "trial", "konto", "cuenta", "compte"},
		verbs: []string{"suspended", "has expired", "expired", "has ended", "ended", "no longer active", "gesperrt", "suspendida", "suspendu"},
		names: []string{"account_suspended"},
	},
	{
		code:  "maintenance",
		nouns: []string{"service", "zendesk", "server", "down"},
		verbs: []string{"unavailable", "for maintenance", "under maintenance", "down for maintenance", "wartung", "mantenimiento"},
		names: []string{"temporarily_unavailable", "scheduled maintenance"},
	},
	{
		code: "ip-restricted", sameSentence: true,
		nouns: []string{"ip", "ip address", "ip addresses"},
		verbs: []string{"not allowed", "not authorized", "not permitted", "restricted", "blocked", "restriction", "restrictions", "not in the allowed", "nicht erlaubt", "no permitida"},
		names: []string{"ip_restricted", "ip_restriction", "iprestricted"},
	},
	{
		code:  "bot-check",
		nouns: []string{"browser", "human"},
		verbs: []string{"checking your", "verify you are", "verifying you are"},
		names: []string{"title just a moment", "attention required cloudflare", "cf mitigated challenge", "enable javascript and cookies to continue"},
	},
	{
		code:  "no-such-client",
		nouns: []string{"no such client"},
		verbs: []string{"authorization", "authorizations new", "authorize", "authorizing", "client_id", "get", "got", "gets", "oauth", "error", "connect", "see", "sees", "says", "shows", "displays", "telling me", "accounts", "subdomain"},
	},
	{
		code: "authorize-invalid-request", needsTrouble: true,
		nouns: []string{"pkce", "public client"},
		verbs: []string{"requires", "needs", "only works with", "enforces"},
	},
	{
		code:  "authorize-invalid-request",
		nouns: []string{"pkce", "code_challenge"},
		verbs: []string{"required", "missing", "must be sent", "fehlt", "ohne", "manque", "falta", "必要", "ありません"},
		names: []string{"urn ietf wg oauth 2 0 oob", "invalid authorization request"},
	},
	{
		code: "redirect-mismatch", excludedBy: []string{"are equal", "is equal", "are identical", "is identical", "are the same", "is the same", "byte for byte", "letter for letter"},
		nouns: []string{"redirect_uri", "redirect uri", "redirection uri", "redirection url", "redirect url", "redirect_url", "redirect", "callback url", "return url"},
		verbs: []string{"mismatch", "does not match", "doesnt match", "not match", "invalid", "wrong", "multiple", "several", "not registered", "not valid", "not accepted", "not whitelisted", "not accept", "refuses", "rejects", "rejected", "unregistered", "add more with newlines", "stimmt nicht überein", "no coincide", "ne correspond pas"},
		names: []string{"redirect_uri_mismatch", "redirect_mismatch", "redirecturimismatch", "invalid_redirect_uri"},
	},
	{
		code:  "server-error-page",
		nouns: []string{"server error"},
		verbs: []string{"authorize page", "authorization page", "authorizations new"},
		names: []string{"server_error"},
	},
	{
		code:  "sign-in-loop",
		nouns: []string{"sign in", "log in", "login", "anmeldung", "sign in page", "login page", "login form"},
		verbs: []string{"loop", "forever", "form again", "comes up again", "comes again", "log in again", "infinite", "again and again", "over and over", "keeps asking", "reload", "reloads", "reloading", "redirected back", "login again", "page again", "in circles", "looping", "loops", "keeps redirecting", "keeps sending", "keeps coming back", "back to the", "immer wieder", "una y otra vez"},
	},
	{
		code: "cached-session", needsTrouble: true, sameSentence: true,
		nouns: []string{"logs me in", "signs me in", "logged me in", "already logged in", "already signed in", "logs in", "logged in"},
		verbs: []string{"wrong user", "wrong account", "as another user", "as a different user", "without asking", "never asks", "never asked", "never get asked", "not ask", "straight away"},
	},
	{
		code:  "cached-session",
		nouns: []string{"already signed in", "already logged in", "session", "credentials", "login", "re login", "login form", "login prompt", "my callback", "different zendesk account"},
		verbs: []string{"cached", "cache", "skips the", "immediately redirects", "redirects immediately", "force", "force the", "displaying the", "log in to a", "sign in to a", "prompt"},
	},
	{
		code:  "access-denied",
		nouns: []string{"deny"},
		verbs: []string{"clicked", "pressed", "chose", "hit"},
	},
	{
		code:  "access-denied",
		nouns: []string{"consent", "consent page", "zugriff", "acceso"},
		verbs: []string{"clicked deny", "clicked no", "refused", "declined", "verweigert", "denegado"},
	},
	{
		code:  "browser-blocks-localhost",
		nouns: []string{"https only", "http url", "https only mode"},
		verbs: []string{"enabled", "navigation failed", "blocked", "on", "alert", "not available"},
		names: []string{"webkiterrordomain", "err_blocked_by_client", "err_cleartext_not_permitted", "app transport security has blocked", "cleartext http traffic to localhost", "cleartext http traffic to 127 0 0 1"},
	},
	{
		code:  "callback-too-large",
		names: []string{"hpe_header_overflow", "header overflow", "request header fields too large"},
	},
	{
		code:  "no-callback",
		nouns: []string{"callback", "redirect", "comes back", "the browser"},
		verbs: []string{"never", "waiting for", "no request reached", "nie", "nunca"},
	},
	{
		code:  "could-not-authenticate",
		nouns: []string{"browser", "session cookie", "cookie"},
		verbs: []string{"works only", "only works", "only from", "my current", "shared_sessions", "shared_session"},
		names: []string{"could not authenticate you"},
	},
	{
		code:  "missing-scope",
		nouns: []string{"scope"},
		verbs: []string{"missing", "insufficient", "lacks", "not have", "fehlt", "falta", "manque"},
		names: []string{"insufficient_scope"},
	},
	{ // Go, Node, Java, Python
		code:  "unreadable-answer",
		nouns: []string{"response header", "its headers"},
		verbs: []string{"exceeded", "larger than", "too large", "overflow", "too long"},
	},
	{code: "record-not-found", names: []string{"recordnotfound"}},
	{code: "invalid-endpoint", names: []string{"invalidendpoint"}},
	{code: "record-invalid", names: []string{"recordinvalid"}},
	{
		code:  "anonymous-user",
		nouns: []string{"anonymous user"},
		verbs: []string{"id null", "users me", "user me", "id nil", "id none", "invalid example com"},
	},
	{
		code:  "revoke-ignored",
		nouns: []string{"still works", "still valid", "still active", "still accepted", "noch gültig"},
		verbs: []string{"revoke", "revoked", "revoking", "delete", "deleted", "204", "widerrufen"},
	},
	{
		code: "revoke-ignored", sameSentence: true,
		nouns: []string{"revoked", "i deleted the", "we deleted the"},
		verbs: []string{"can still", "still can", "still read", "still works", "still working", "still has access", "still get data", "still access"},
	},
	{code: "csrf-token", names: []string{"authenticity_token", "authenticity token", "csrf token", "invalidauthenticitytoken"}},
	{
		code:  "api-token-retired",
		nouns: []string{"api token"},
		verbs: []string{"not create", "not generate", "not make", "not add", "unable to create", "unable to generate", "not working", "no longer", "does not work", "doesnt work", "disabled", "no button", "any more", "anymore", "gone", "not find", "not there", "nicht mehr", "nicht erstellen", "créer", "crear", "作成できません", "无法创建"},
		names: []string{"com token"},
	},
	{
		code:  "api-token-retired",
		nouns: []string{"api token", "api token authentication"},
		verbs: retiredVerbs,
	},
	{
		code:  "password-grant-retired",
		nouns: []string{"password access", "password auth", "password authentication", "email password", "username and password", "basic auth", "basic authentication"},
		verbs: retiredVerbs,
	},
	{
		code:  "password-grant-retired",
		names: []string{"password grant", "resource owner password", "password access is disabled"},
	},
	{
		code:  "implicit-retired",
		nouns: []string{"implicit"},
		verbs: []string{"grant", "flow"},
	},
	{
		code:  "implicit-retired",
		nouns: []string{"response_type token"},
		verbs: append([]string{"refuses", "refused", "rejected", "worked", "stopped", "no longer", "not work"}, retiredVerbs...),
	},
	{code: "oauth1-unsupported", names: []string{"oauth 1 0", "oauth 1 0a", "oauth 1a", "oauth1", "oauth_consumer_key", "oauth_signature"}},
	{
		code:  "oauth1-unsupported",
		nouns: []string{"consumer key"},
		verbs: []string{"consumer secret", "oauth"},
	},
	{
		code: "callback-unusable", sameSentence: true,
		nouns: []string{"redirected back", "redirects back", "comes back", "came back", "callback", "landed on"},
		verbs: []string{"without a code", "without code", "without the code", "no code", "ohne code", "sin code", "neither code nor error", "neither a code nor an error"},
	},
	{
		code:  "customer-subdomain",
		nouns: []string{"subdomain"},
		verbs: []string{"capture", "capturing", "which customers", "of the incoming request", "from the callback", "callback which", "of the customer", "of the account who", "which customer", "who authorized"},
	},
	{
		code:  "account-not-accepted",
		nouns: []string{"d3v", "zdg", "developer account"},
		verbs: []string{"will not accept", "non", "prefix", "prefixed", "not sponsored", "be sponsored", "sponsored developer", "rejects", "rejected", "not start with", "start with", "starts with", "begin with", "not accept", "zdg zdg", "d3v d3v"},
	},
	{
		code: "client-page-gone", sameSentence: true,
		nouns: []string{"client is global", "oauth clients", "converted client"},
		verbs: []string{"not listed", "not in the list", "disappeared", "vanished"},
	},
	{
		code:  "client-page-gone",
		nouns: []string{"global client", "client page", "administration page"},
		verbs: []string{"edit", "edited", "change", "gone", "disappeared", "vanished", "lose access", "platform team"},
	},
	{
		code: "customer-subdomain", sameSentence: true,
		nouns: []string{"callback", "redirect"},
		verbs: []string{"which subdomain", "whose subdomain", "what subdomain", "which customer", "whose account", "which account"},
	},
	{
		code:  "oauth-disabled",
		nouns: []string{"oauth", "oauth token", "oauth access token"},
		verbs: []string{"is disabled for", "being disabled", "not accepted by this endpoint", "not accepted on this endpoint", "not accepted for this endpoint", "not supported on this endpoint", "not supported by this endpoint", "not allowed on this endpoint", "not allowed for this endpoint"},
	},
	{
		code: "role-too-low", excludedBy: []string{"plays a role", "play a role", "plays", "spielt", "rolle spielt"},
		names: []string{"you do not have access to this page"},
		nouns: []string{"role", "admin", "administrator"},
		verbs: []string{"lacks", "too low", "is not an", "not an", "only for", "only admins", "only an admin", "only administrators", "must be an", "must be admin", "kein", "no es"},
	},
	{
		code:  "request-rejected",
		nouns: []string{"global oauth", "global client", "global request"},
		verbs: []string{"unable to approve", "not approve", "not approved", "not able to approve", "rejected", "declined", "turned down", "abgelehnt", "rechazada"},
	},
	{
		code:  "bot-not-covered",
		nouns: []string{"bot", "chatbot"},
		verbs: []string{"global oauth", "creating a", "global client"},
		names: []string{"oauth bridge zendesk com"},
	},
	{
		code: "authorizer-suspended", excludedBy: []string{"active agents", "light agents", "agent seats", "invoice"},
		nouns: []string{"agent", "admin", "user", "username", "who authorized", "person", "usuario", "benutzer"},
		verbs: []string{"is suspended", "was suspended", "suspended", "demoted", "downgraded", "deactivated"},
	},
	{
		code:  "pair-lost",
		nouns: []string{"refresh token", "refresh_token", "new pair", "new token", "two workers", "refresh", "refreshed", "refreshing"},
		verbs: []string{"used twice", "already used", "already been used", "each try", "both try", "was rotated", "not saved", "never saved", "not stored", "never stored", "before saving", "before we saved", "crashed", "was lost", "lost the", "at the same time", "at the same moment", "parallel", "concurrent", "concurrently", "simultaneously", "race", "race condition", "overwritten"},
	},
	{
		code:  "token-of-before",
		nouns: []string{"token", "oauth tokens", "connection"},
		verbs: []string{"refresh these", "refresh those", "refresh the old", "will not be able to be refreshed", "from before refresh tokens", "before refresh support", "before april 2025", "cannot be refreshed", "cant be refreshed"},
	},
	{
		code: "token-of-before", sameSentence: true,
		nouns: []string{"old token", "oldest token", "oldest connection"},
		verbs: []string{"refresh it", "refresh them", "be refreshed", "convert", "converts", "exchange it"},
	},
	{
		code:  "not-global-yet",
		nouns: []string{"customers account", "another account", "other accounts", "another subdomain", "other subdomains", "their account"},
		verbs: []string{"no such client", "invalid_client", "only works in", "works only in", "does not work in", "fails"},
	},
	{ // from here on: what the error codes of OAuth mean, as people and libraries word it
		code: "invalid-grant", adjacent: true,
		nouns: []string{"refresh token", "refresh_token", "refreshtoken", "authorization code", "auth code", "oauth code", "authorization_code", "code verifier", "code_verifier", "aktualisierungstoken", "jeton de rafraîchissement", "token de actualización"},
		verbs: invalidVerbs,
	},
	{
		code: "invalid-token", adjacent: true,
		nouns: []string{"access token", "zendesk token", "zendesk connection", "connection to zendesk", "access_token", "accesstoken", "bearer token", "oauth token", "oauth_token", "zugriffstoken", "jeton d accès", "jeton daccès", "token de acceso", "token de acesso"},
		verbs: invalidVerbs,
		names: []string{"token_revoked", "token_expired", "expired_token", "tokenexpirederror"},
	},
	{
		code: "invalid-client", adjacent: true,
		nouns: []string{"client secret", "client_secret", "client id", "client_id", "client identifier", "client credentials", "client authentication"},
		verbs: []string{"invalid", "wrong", "incorrect", "not accepted", "not valid", "not recognized", "not recognised", "rejected", "failed", "falsch", "ungültig", "incorrecto", "invalide"},
	},
	{
		code: "no-such-client", adjacent: true, excludedBy: []string{"tls", "handshake", "alert"},
		nouns: []string{"client", "client id", "client_id"},
		verbs: []string{"not exist", "unknown", "existiert nicht", "nexiste pas", "no existe"},
	},
	{
		code: "scope-not-allowed", adjacent: true,
		nouns: []string{"scope"},
		verbs: []string{"invalid", "not allowed", "not permitted", "unknown", "malformed", "ungültig", "inválido"},
	},
	{
		code: "unsupported-grant-type", adjacent: true,
		nouns: []string{"grant type", "grant_type"},
		verbs: []string{"unsupported", "not supported", "unknown", "invalid"},
	},
	{
		code:  "password-grant-retired",
		names: []string{"grant_type password"},
	},
	{ // the name of a status without its number
		code: "missing-scope", adjacent: true, statusName: true,
		nouns: []string{"forbidden"},
		verbs: []string{"gives", "give", "get", "gets", "got", "getting", "returns", "says", "with", "when", "while", "interdit"},
	},
	{
		code: "invalid-token", adjacent: true, statusName: true,
		nouns: []string{"unauthorized"},
		verbs: []string{"error", "as", "shows", "gives", "give", "get", "gets", "got", "getting", "returns", "says", "keeps saying", "with", "when", "while"},
	},
	{
		code: "authorizer-suspended", needsTrouble: true,
		nouns: []string{"agent", "admin", "administrator", "owner", "who authorized"},
		verbs: []string{"left the company", "left our company", "hat die firma verlassen", "a quitté"},
	},
	{ // what people call whoever authorized
		code: "authorizer-suspended", needsTrouble: true,
		nouns: []string{"employee", "colleague", "coworker", "person", "who set up", "who connected", "who installed", "who authorized", "integration user", "mitarbeiter", "empleado", "employé"},
		verbs: []string{"left", "has left", "was removed", "was deleted", "was disabled", "offboarded", "no longer with us", "no longer works here", "no longer an admin", "fired", "retired", "ausgeschieden"},
	},
	{
		code:  "not-global-yet",
		nouns: []string{"our own instance", "our own account", "our own subdomain", "own zendesk account", "our d3v account"},
		verbs: []string{"works in", "works on", "works with", "works fine in", "works fine on", "works fine with", "only works"},
	},
	{
		code: "claim-refused", sameSentence: true,
		nouns: []string{"claim", "claiming", "claim global auth"},
		verbs: []string{"first 6 characters", "first six characters", "global oauth client", "global client", "refused", "error", "fails", "not claimed", "client is not"},
	},
}
