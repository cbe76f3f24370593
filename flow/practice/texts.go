package practice

// The texts of Zendesk's answers, word for word. Those marked "obs" were seen from Zendesk; those marked "lib" are in the
// library that makes them (T18, 2025-12-31) and were not seen individually.
const (
	// obs: T13, n8n issues 18369, 18371, 18372.
	textAuthorizeInvalid = "The request is missing a required parameter, includes an unsupported parameter or parameter value, or is otherwise malformed."
	// obs: screenpipe issue 4668; Z21.
	textNoSuchClient = "No such client"
	// lib.
	textResponseType = "The requested response type is not supported by the authorization server."
	// lib.
	textAuthorizeUnauthorized = "The client is not authorized to use the requested response type."
	// lib, with status 400 by Z14g.
	textAuthorizeScope = "The requested scope is invalid, unknown, or malformed."
	// lib; whether Zendesk shows it is unknown.
	textRedirectMismatch = `"redirect_uri" mismatch`
	// lib.
	textAccessDenied = "The end-user or authorization server denied the request."
	// obs.
	textServerError = "Your request experienced a server error"

	// obs: forum.
	textInvalidClient = "The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials, provided multiple client credentials, or used unsupported credentials type."
	// obs.
	textInvalidGrant = "The provided access grant is invalid, expired, or revoked (e.g. invalid assertion, expired authorization token, bad end-user password credentials, or mismatching authorization code and redirection URI)."
	// lib.
	textInvalidRequest = "The request is missing a required parameter, includes an unsupported parameter or parameter value, repeats a parameter, includes multiple credentials, utilizes more than one mechanism for authenticating the client, or is otherwise malformed."
	// lib; code obs T13, T14.
	textUnauthorizedClient = "The authenticated client is not authorized to use the access grant type provided."
	// lib; code obs T13.
	textGrantType = "The access grant included - its type or another attribute - is not supported by the authorization server."
	// lib.
	textGrantScope = "The requested scope is invalid, unknown, malformed, or exceeds the previously granted scope."
	// obs: forum.
	textNotAuthenticated = "Couldn't authenticate you"

	// obs: zendesk_api_client_rb issue 297, T13.
	textInvalidToken = "The access token provided is expired, revoked, malformed or invalid for other reasons."
	// obs: T14.
	textOAuthDisabled = "Authorization failed due to OAuth being disabled for this API request"
	// obs: Z22 (2023) for the sentence; the newer wording lists the narrow scope first.
	textMissingScopes = "You are missing the following required scopes: "
	// obs: zenpy issue 336.
	textRole = "You do not have access to this page. Please contact the account owner of this help desk for further help."
	// obs.
	textTooMany = "Number of allowed API requests per minute exceeded"
	// Fixtures of September 2026 quote it; not verified, and disputed (see createToken).
	textCreateTokenGone = "The Create Token endpoint is no longer available. Use Create Token for Grant Type instead."
	// obs; the address in front of it is the account's.
	textNoHelpDesk = "There is no help desk configured at this address. This means that the address is available and that you can claim it at http://www.zendesk.com/signup"
)
