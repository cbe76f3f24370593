package explain

import "zdg/checklist/zendesk"

// tokenRows: what POST /oauth/tokens answers.
var tokenRows = []row{
	{
		code:       "invalid-client",
		what:       "Zendesk does not accept the identifier and secret (invalid_client).",
		cause:      "The client's number was sent instead of its Identifier; or the secret is wrong, cut short, or has been regenerated; or it was sent twice, in the header and the body; or the client belongs to another account.",
		check:      "Compare client_id with the field Identifier (older: Unique identifier) in " + zendesk.ClientsPage + ": there it is not a number. A secret of nine characters, or one that ends in dots, is only what Admin Center displays.",
		fix:        "Send the Identifier and the full secret, both in the body only. A lost secret cannot be shown again, and Admin Center shows a regenerated one cut short: create the client again, or call the API's generate_secret.",
		confidence: zendesk.Observed, source: "Z4-thread",
		said: []string{
			"the client identifier provided is invalid the client failed to authenticate the client did not include its credentials provided multiple client credentials or used unsupported credentials type",
			"the client identifier provided is invalid the client failed to authenticate",
			"invalid_client",
		},
	},
	{
		code:       "invalid-grant",
		what:       "Zendesk does not accept the code or the refresh token (invalid_grant).",
		cause:      "The code is older than 120 seconds or was used before; or redirect_uri differs from the one sent to the authorize page; or code_verifier does not match; or the code is another client's. A refresh token works only once.",
		check:      "Compare redirect_uri in both requests, character by character; the parameter is not called redirect_url. See whether the request is sent twice.",
		fix:        "Get a new code and exchange it at once, with the same redirect_uri and code_verifier. For a refresh, store the new pair and let only one process refresh.",
		confidence: zendesk.Observed, source: "Z20",
		said: []string{
			"the provided access grant is invalid expired or revoked e g invalid assertion expired authorization token bad end user password credentials or mismatching authorization code and redirection uri",
			"the provided access grant is invalid expired or revoked",
			"invalid_grant",
		},
	},
	{
		code:       "invalid-request",
		what:       "The token endpoint cannot read the request (invalid_request).",
		cause:      "grant_type or another parameter is missing, expires_in is out of its range, or the body was not read because its Content-Type is missing.",
		check:      "Look at the request that was sent. expires_in goes from 300 to 172800 seconds, refresh_token_expires_in from 604800 to 7776000; whether the limits themselves are allowed is unclear.",
		fix:        "Send JSON with Content-Type: application/json and all of grant_type, code, client_id, redirect_uri and, after PKCE, code_verifier.",
		confidence: zendesk.Inferred, source: "T18",
		said: []string{
			"the request is missing a required parameter includes an unsupported parameter or parameter value repeats a parameter includes multiple credentials utilizes more than one mechanism for authenticating the client or is otherwise malformed",
			"invalid_request",
		},
		where: []Where{TokenEndpoint, API},
	},
	{
		code:       "unauthorized-client",
		what:       "This client may not use this kind of grant (unauthorized_client).",
		cause:      "The request uses client_credentials with a public client, or a grant that no client may use any more, such as password.",
		check:      "Look at grant_type in the request, and at Client kind in " + zendesk.ClientsPage + ".",
		fix:        "Use grant_type=authorization_code. client_credentials needs a confidential client and does not work for a global one.",
		confidence: zendesk.Observed, source: "T13",
		said: []string{
			"the authenticated client is not authorized to use the access grant type provided",
			"unauthorized_client",
		},
		where: []Where{TokenEndpoint, API},
	},
	{
		code:       "unsupported-grant-type",
		what:       "The token endpoint does not know this grant_type.",
		cause:      "The name is misspelled, or the grant is one that Zendesk does not have.",
		check:      "Look at grant_type in the request.",
		fix:        "Use authorization_code, refresh_token or client_credentials.",
		confidence: zendesk.Observed, source: "T13",
		said: []string{
			"the access grant included its type or another attribute is not supported by the authorization server",
			"unsupported_grant_type",
		},
	},
	{
		code:       "could-not-authenticate",
		what:       "Zendesk could not authenticate the request (Couldn't authenticate you).",
		cause:      "The secret holds characters outside ASCII, so it was copied wrongly; or a cookie or a second Authorization header was sent too; or the path is below /api/v2; or the API call has no Bearer token.",
		check:      "Look at the secret for letters with accents. Send the same request without cookies: what works only in the browser was answered by its session, not by the token.",
		fix:        "Copy the secret again and POST to /oauth/tokens without cookies, with a new code. API calls need Authorization: Bearer and the access token.",
		confidence: zendesk.Observed, source: "Z4-thread",
		own: []string{"couldnt authenticate you"},
	},
	{
		code:       "no-refresh-token",
		what:       "There is no refresh token in the answer.",
		cause:      "client_credentials gives none. For clients created before 2026-04-30 Zendesk's texts disagree: its OpenAPI document of August 2026 says only when expires_in is sent, its announcement says always. Refresh tokens have existed since April 2025, despite old texts.",
		check:      "Look at grant_type: only authorization_code and refresh_token give one. No scope such as offline_access is needed.",
		fix:        "Use authorization_code and send both lifetimes. For an old client, turn Token expiration on if it is off (nobody can undo this), in " + zendesk.ClientsPage + ". Tokens from before can never be refreshed.",
		confidence: zendesk.Observed, source: "T29",
	},
	{
		code:       "no-expiry",
		what:       "The answer does not say when the access token ends.",
		cause:      "expires_in was not sent: it defaults to none for clients created before 2026-04-30, and to 1800 seconds for those after. Without it a program never refreshes, and fails when the token ends.",
		check:      "Look for expires_in in the request and in the answer.",
		fix:        "Send expires_in with every token request. Until then, read the time from the field expires_at in /api/v2/oauth/tokens/current; null there means that it does not expire.",
		confidence: zendesk.Observed, source: "T29",
	},
	{
		code:       "pair-lost",
		what:       "A refresh made a new pair of tokens, and what is stored is the old one.",
		cause:      "Each use of a refresh token ends it, and the old access token with it. When the answer is lost, or two processes refresh at once, the stored pair is dead.",
		check:      "See whether an answer to a refresh was cut off or not saved, and whether two processes share the token.",
		fix:        "Authorize again. Then save both new tokens in one step, before anything uses them, and let only one process refresh.",
		confidence: zendesk.Observed, source: "T3",
	},
	{
		code:       "token-of-before",
		what:       "A token from before refresh tokens existed cannot be refreshed.",
		cause:      "Zendesk says that existing OAuth tokens will not be able to be refreshed. Such a connection has no refresh token, and never gets one.",
		check:      "See when the connection was made, and whether a refresh token was ever stored for it.",
		fix:        "Have that customer authorize again, and send expires_in with the token request.",
		confidence: zendesk.Documented, source: "Z14c",
	},
}
