package explain

// spoilt are the verbs of a token or code that is no longer good.
var spoilt = []string{
	"invalid", "is invalid", "expired", "revoked", "not valid", "no longer valid", "not accepted", "rejected", "refused", "already exchanged", "stops working", "stopped working", "not work", "no longer works", "no longer work", "abgelaufen", "ungültig", "widerrufen", "expiré", "révoqué", "invalide", "caducado", "revocado", "inválido", "expirado", "expirou", "ha caducado", "expiró",
}

// ended are the verbs of what a vendor takes away.
var ended = []string{
	"deactivated", "retired", "retiring", "removed", "removing", "removal", "discontinued", "phased out", "phasing out", "deprecated", "deprecating", "deprecation", "sunset", "migrate from", "migrating from", "abgeschafft",
}

// complaints are families of what people, pages and guides word for codes that no answer
// has, or not in one way. They count only beside something of ours.
var complaints = []family{
	{
		code: "account-suspended", other: []string{"connection", "token", "session", "code"},
		what: []string{"account", "trial", "konto", "cuenta", "compte"},
		verb: []string{"suspended", "has expired", "expired", "has ended", "ended", "no longer active", "gesperrt", "suspendida", "suspendu"},
		by:   []string{"account_suspended"},
	},
	{
		code: "maintenance",
		what: []string{"service", "zendesk", "server", "down"},
		verb: []string{"unavailable", "for maintenance", "under maintenance", "down for maintenance", "wartung", "mantenimiento"},
		by:   []string{"temporarily_unavailable", "scheduled maintenance"},
	},
	{
		code: "ip-restricted", far: true,
		what: []string{"ip", "ip address", "ip addresses"},
		verb: []string{"not allowed", "not authorized", "not permitted", "restricted", "blocked", "restriction", "restrictions", "not in the allowed", "nicht erlaubt", "no permitida"},
		by:   []string{"ip_restricted", "ip_restriction", "iprestricted"},
	},
	{
		code: "bot-check",
		what: []string{"browser", "human"},
		verb: []string{"checking your", "verify you are", "verifying you are"},
		by:   []string{"title just a moment", "attention required cloudflare", "cf mitigated challenge", "enable javascript and cookies to continue"},
	},
	{
		code: "no-such-client",
		what: []string{"no such client"},
		verb: []string{"authorization", "authorizations new", "authorize", "authorizing", "client_id", "get", "got", "gets", "oauth", "error", "connect", "see", "sees", "says", "shows", "displays", "telling me", "accounts", "subdomain"},
	},
	{
		code: "authorize-invalid-request", soft: true,
		what: []string{"pkce", "public client"},
		verb: []string{"requires", "needs", "only works with", "enforces"},
	},
	{
		code: "authorize-invalid-request",
		what: []string{"pkce", "code_challenge"},
		verb: []string{"required", "missing", "must be sent", "fehlt", "ohne", "manque", "falta", "必要", "ありません"},
		by:   []string{"urn ietf wg oauth 2 0 oob", "invalid authorization request"},
	},
	{
		code: "redirect-mismatch",
		what: []string{"redirect_uri", "redirect uri", "redirect url", "redirect_url", "redirect", "callback url", "return url"},
		verb: []string{"mismatch", "does not match", "doesnt match", "not match", "invalid", "wrong", "multiple", "several", "not registered", "not valid", "not accepted", "not whitelisted", "not accept", "refuses", "rejects", "rejected", "unregistered", "add more with newlines", "stimmt nicht überein", "no coincide", "ne correspond pas"},
		by:   []string{"redirect_uri_mismatch", "redirect_mismatch", "redirecturimismatch", "invalid_redirect_uri"},
	},
	{
		code: "server-error-page",
		what: []string{"server error"},
		verb: []string{"authorize page", "authorization page", "authorizations new"},
		by:   []string{"server_error"},
	},
	{
		code: "sign-in-loop",
		what: []string{"sign in", "log in", "login", "anmeldung", "sign in page", "login page", "login form"},
		verb: []string{"loop", "forever", "form again", "infinite", "again and again", "over and over", "keeps asking", "reload", "reloads", "reloading", "redirected back", "login again", "page again", "in circles", "looping", "loops", "keeps redirecting", "keeps sending", "keeps coming back", "back to the", "immer wieder", "una y otra vez"},
	},
	{
		code: "cached-session", soft: true, far: true,
		what: []string{"logs me in", "signs me in", "logged me in", "already logged in", "already signed in", "logs in", "logged in"},
		verb: []string{"wrong user", "wrong account", "as another user", "as a different user", "without asking", "never asked", "never get asked", "not ask", "straight away"},
	},
	{
		code: "cached-session",
		what: []string{"session", "credentials", "login", "re login", "login form", "login prompt", "my callback", "different zendesk account"},
		verb: []string{"cached", "cache", "skips the", "immediately redirects", "redirects immediately", "force", "force the", "displaying the", "log in to a", "sign in to a", "prompt"},
	},
	{
		code: "access-denied",
		what: []string{"deny", "consent page", "zugriff", "acceso"},
		verb: []string{"clicked", "refused", "declined", "verweigert", "denegado"},
	},
	{
		code: "browser-blocks-localhost",
		what: []string{"https only", "http url", "https only mode"},
		verb: []string{"enabled", "navigation failed", "blocked", "on", "alert", "not available"},
		by:   []string{"webkiterrordomain", "err_blocked_by_client"},
	},
	{
		code: "no-callback",
		what: []string{"callback", "redirect", "comes back", "the browser"},
		verb: []string{"never", "waiting for", "nie", "nunca"},
	},
	{
		code: "could-not-authenticate",
		what: []string{"browser", "session cookie", "cookie"},
		verb: []string{"works only", "only works", "only from", "my current", "shared_sessions", "shared_session"},
		by:   []string{"could not authenticate you"},
	},
	{
		code: "missing-scope",
		what: []string{"scope"},
		verb: []string{"missing", "insufficient", "lacks", "not have", "fehlt", "falta", "manque"},
		by:   []string{"insufficient_scope"},
	},
	{ // Go, Node, Java, Python
		code: "unreadable-answer",
		what: []string{"response header", "its headers"},
		verb: []string{"exceeded", "larger than", "too large", "overflow", "too long"},
	},
	{code: "record-not-found", by: []string{"recordnotfound"}},
	{code: "invalid-endpoint", by: []string{"invalidendpoint"}},
	{code: "record-invalid", by: []string{"recordinvalid"}},
	{
		code: "anonymous-user",
		what: []string{"anonymous user"},
		verb: []string{"id null", "users me", "user me", "id nil", "id none", "invalid example com"},
	},
	{
		code: "revoke-ignored",
		what: []string{"still works", "still valid", "still active", "still accepted", "noch gültig"},
		verb: []string{"revoke", "revoked", "revoking", "delete", "deleted", "204", "widerrufen"},
	},
	{
		code: "revoke-ignored", far: true,
		what: []string{"revoked", "i deleted the", "we deleted the"},
		verb: []string{"can still", "still can", "still read", "still works", "still working", "still has access", "still get data", "still access"},
	},
	{code: "csrf-token", by: []string{"authenticity_token", "authenticity token", "csrf token", "invalidauthenticitytoken"}},
	{
		code: "api-token-retired",
		what: []string{"api token"},
		verb: []string{"not create", "not generate", "not make", "not add", "unable to create", "unable to generate", "not working", "no longer", "does not work", "doesnt work", "disabled", "no button", "any more", "anymore", "gone", "not find", "not there", "nicht mehr", "nicht erstellen", "créer", "crear", "作成できません", "无法创建"},
		by:   []string{"com token"},
	},
	{
		code: "api-token-retired",
		what: []string{"api token", "api token authentication"},
		verb: ended,
	},
	{
		code: "password-grant-retired",
		what: []string{"password access", "password auth", "password authentication", "email password", "username and password", "basic auth", "basic authentication"},
		verb: ended,
	},
	{
		code: "password-grant-retired",
		by:   []string{"password grant", "resource owner password", "password access is disabled"},
	},
	{
		code: "implicit-retired",
		what: []string{"implicit"},
		verb: []string{"grant", "flow"},
	},
	{
		code: "implicit-retired",
		what: []string{"response_type token"},
		verb: append([]string{"refuses", "refused", "rejected", "worked", "stopped", "no longer", "not work"}, ended...),
	},
	{code: "oauth1-unsupported", by: []string{"oauth 1 0", "oauth 1 0a", "oauth 1a", "oauth1", "oauth_consumer_key", "oauth_signature"}},
	{
		code: "oauth1-unsupported",
		what: []string{"consumer key"},
		verb: []string{"consumer secret", "oauth"},
	},
	{
		code: "callback-unusable",
		what: []string{"redirected back", "redirects back", "comes back", "came back", "callback"},
		verb: []string{"without a code", "without code", "without the code", "no code", "ohne code", "sin code"},
	},
	{
		code: "customer-subdomain",
		what: []string{"subdomain"},
		verb: []string{"capture", "capturing", "which customers", "of the incoming request", "from the callback", "callback which", "of the customer", "of the account who", "which customer", "who authorized"},
	},
	{
		code: "account-not-accepted",
		what: []string{"d3v", "zdg", "developer account"},
		verb: []string{"will not accept", "non", "prefix", "prefixed", "sponsored", "rejects", "rejected", "not start with", "start with", "starts with", "begin with", "not accept", "zdg zdg", "d3v d3v"},
	},
	{
		code: "client-page-gone", far: true,
		what: []string{"client is global", "oauth clients", "converted client"},
		verb: []string{"not listed", "not in the list", "disappeared", "vanished"},
	},
	{
		code: "client-page-gone",
		what: []string{"global client", "client page", "administration page"},
		verb: []string{"edit", "edited", "change", "gone", "disappeared", "vanished", "lose access", "platform team"},
	},
	{
		code: "customer-subdomain", far: true,
		what: []string{"callback", "redirect"},
		verb: []string{"which subdomain", "whose subdomain", "what subdomain", "which customer", "whose account", "which account"},
	},
	{
		code: "oauth-disabled",
		what: []string{"oauth"},
		verb: []string{"is disabled for", "being disabled", "not accepted by this endpoint"},
	},
	{
		code: "role-too-low",
		by:   []string{"you do not have access to this page"},
		what: []string{"role", "admin", "administrator"},
		verb: []string{"lacks", "too low", "is not an", "not an", "only", "must be", "kein", "no es"},
	},
	{
		code: "request-rejected",
		what: []string{"global oauth", "global client", "global request"},
		verb: []string{"unable to approve", "not approve", "not approved", "not able to approve", "rejected", "declined", "turned down", "abgelehnt", "rechazada"},
	},
	{
		code: "bot-not-covered",
		what: []string{"bot", "chatbot"},
		verb: []string{"global oauth", "creating a", "global client"},
		by:   []string{"oauth bridge zendesk com"},
	},
	{
		code: "authorizer-suspended",
		what: []string{"agent", "admin", "user", "username", "who authorized", "person", "usuario", "benutzer"},
		verb: []string{"is suspended", "was suspended", "suspended", "demoted", "downgraded", "deactivated"},
	},
	{
		code: "pair-lost",
		what: []string{"refresh token", "refresh_token", "new pair", "new token", "two workers", "refresh", "refreshed", "refreshing"},
		verb: []string{"used twice", "already used", "already been used", "each try", "both try", "was rotated", "not saved", "never saved", "not stored", "never stored", "before saving", "before we saved", "crashed", "was lost", "lost the", "at the same time", "at the same moment", "parallel", "concurrent", "concurrently", "simultaneously", "race", "race condition", "overwritten"},
	},
	{
		code: "token-of-before",
		what: []string{"token", "oauth tokens", "connection"},
		verb: []string{"refresh these", "refresh those", "refresh the old", "will not be able to be refreshed", "from before refresh tokens", "before refresh support", "before april 2025", "cannot be refreshed", "cant be refreshed"},
	},
	{
		code: "token-of-before", far: true,
		what: []string{"old token", "oldest token", "oldest connection"},
		verb: []string{"refresh it", "refresh them", "be refreshed", "convert", "converts", "exchange it"},
	},
	{
		code: "not-global-yet",
		what: []string{"customers account", "another account", "other accounts", "another subdomain", "other subdomains", "their account"},
		verb: []string{"no such client", "invalid_client", "only works in", "works only in", "does not work in", "fails"},
	},
	{ // what the codes of OAuth mean, in people's and libraries' own words
		code: "invalid-grant", tight: true,
		what: []string{"refresh token", "refresh_token", "refreshtoken", "authorization code", "auth code", "oauth code", "authorization_code", "code verifier", "code_verifier", "aktualisierungstoken", "jeton de rafraîchissement", "token de actualización"},
		verb: spoilt,
	},
	{
		code: "invalid-token", tight: true,
		what: []string{"access token", "zendesk token", "zendesk connection", "connection to zendesk", "access_token", "accesstoken", "bearer token", "oauth token", "oauth_token", "zugriffstoken", "jeton d accès", "jeton daccès", "token de acceso", "token de acesso"},
		verb: spoilt,
		by:   []string{"token_revoked", "token_expired", "expired_token", "tokenexpirederror"},
	},
	{
		code: "invalid-client", tight: true,
		what: []string{"client secret", "client_secret", "client id", "client_id", "client identifier", "client credentials", "client authentication"},
		verb: []string{"invalid", "wrong", "incorrect", "not accepted", "not valid", "not recognized", "not recognised", "rejected", "failed", "falsch", "ungültig", "incorrecto", "invalide"},
	},
	{
		code: "no-such-client", tight: true,
		what: []string{"client", "client id", "client_id"},
		verb: []string{"not exist", "unknown", "existiert nicht", "nexiste pas", "no existe"},
	},
	{
		code: "scope-not-allowed", tight: true,
		what: []string{"scope"},
		verb: []string{"invalid", "not allowed", "not permitted", "unknown", "malformed", "ungültig", "inválido"},
	},
	{
		code: "unsupported-grant-type", tight: true,
		what: []string{"grant type", "grant_type"},
		verb: []string{"unsupported", "not supported", "unknown", "invalid"},
	},
	{
		code: "password-grant-retired",
		by:   []string{"grant_type password"},
	},
	{ // the name of a status, without its number
		code: "missing-scope", tight: true, apart: true,
		what: []string{"forbidden"},
		verb: []string{"gives", "give", "get", "gets", "got", "getting", "returns", "says", "with", "when", "while", "interdit"},
	},
	{
		code: "invalid-token", tight: true, apart: true,
		what: []string{"unauthorized"},
		verb: []string{"error", "as", "shows", "gives", "give", "get", "gets", "got", "getting", "returns", "says", "keeps saying", "with", "when", "while"},
	},
	{
		code: "authorizer-suspended", soft: true,
		what: []string{"agent", "admin", "administrator", "owner", "who authorized"},
		verb: []string{"left the company", "left our company", "hat die firma verlassen", "a quitté"},
	},
	{ // whoever connected, as people call them
		code: "authorizer-suspended", soft: true,
		what: []string{"employee", "colleague", "coworker", "person", "who set up", "who connected", "who installed", "who authorized", "integration user", "mitarbeiter", "empleado", "employé"},
		verb: []string{"left", "has left", "was removed", "was deleted", "was disabled", "offboarded", "no longer with us", "no longer works here", "no longer an admin", "fired", "retired", "ausgeschieden"},
	},
	{
		code: "not-global-yet",
		what: []string{"our own instance", "our own account", "our own subdomain", "own zendesk account", "our d3v account"},
		verb: []string{"works in", "works on", "works with", "works fine in", "works fine on", "works fine with", "only works"},
	},
	{
		code: "claim-refused", far: true,
		what: []string{"claim", "claiming", "claim global auth"},
		verb: []string{"first 6 characters", "first six characters", "global oauth client", "global client", "refused", "error", "fails", "not claimed", "client is not"},
	},
}
