package explain

import "zdg/checklist/zendesk"

// authorizeRows: what the browser shows instead of the consent page. None of
// these pages comes back to the redirect URL.
var authorizeRows = []row{
	{
		code:       "no-such-client",
		what:       "This account knows no client with this identifier (No such client).",
		cause:      "The identifier is mistyped, is the number of the client, or was sent under another name than client_id; or the client lives in another account and is not global yet; or it was deleted.",
		check:      "Compare it with the field Identifier (older: Unique identifier) in " + zendesk.ClientsPage + " of this same account.",
		fix:        "Send the Identifier as client_id. On another account the client works only after Zendesk has converted it to a global one.",
		confidence: zendesk.Observed, source: "T9",
		own:   []string{"invalid authorization request … no such client"},
		alone: []string{"no such client"},
	},
	{
		code:       "authorize-invalid-request",
		what:       "The authorize page refused the request (Invalid Authorization Request).",
		cause:      "A public client without PKCE (code_challenge), a redirect URL that is not registered exactly as sent, or a missing parameter such as response_type. The page says the same for all of them.",
		check:      "Compare the redirect URL with the client's, character by character. Then look at Client kind: a public client needs PKCE, and new clients are often public.",
		fix:        "Register the redirect URL exactly as it is sent, one per line, and send code_challenge with code_challenge_method=S256. A value such as urn:ietf:wg:oauth:2.0:oob is refused.",
		confidence: zendesk.Observed, source: "T13",
		said: []string{
			"the request is missing a required parameter includes an unsupported parameter or parameter value or is otherwise malformed",
			"invalid_request",
		},
		own:    []string{"invalid authorization request invalid_request"},
		alone:  []string{"invalid authorization request"},
		where:  []Where{AuthorizePage, Callback},
		unless: []Code{"no-such-client"},
	},
	{
		code:       "redirect-mismatch",
		what:       "The redirect URL is not one of the client's.",
		cause:      "It differs from the registered one by at least one character: scheme, host, port, path or a slash at the end. Or several URLs are on one line of the client.",
		check:      "Compare it with Redirect URLs in " + zendesk.ClientsPage + ", character by character.",
		fix:        "Register it exactly as it is sent. Put each redirect URL on its own line, without commas.",
		confidence: zendesk.Inferred, source: "T18",
		said: []string{"redirect_uri mismatch", "redirect_uri missing"},
	},
	{
		code:       "scope-not-allowed",
		what:       "The request has a scope that this client does not have (invalid_scope).",
		cause:      "Allowed scopes are configured for this client and the scope is not among them; or it is misspelled, or the scopes were joined by commas or sent as an array. A scope sent with a refresh can exceed what was granted.",
		check:      "Compare the requested scopes with Allowed scopes in " + zendesk.ClientsPage + ".",
		fix:        "Allow the scope there, or ask for less. Join scopes with one space, and send none when refreshing.",
		confidence: zendesk.Documented, source: "Z14g",
		said: []string{
			"the requested scope is invalid unknown or malformed",
			"the requested scope is invalid unknown malformed or exceeds the previously granted scope",
			"invalid_scope",
		},
	},
	{
		code:       "response-type-refused",
		what:       "The authorize page refused response_type.",
		cause:      "Only response_type=code works. For Support, the implicit grant (response_type=token) ended on 2025-02-17.",
		check:      "Look at response_type in the address of the authorize page.",
		fix:        "Use response_type=code and exchange the code at /oauth/tokens.",
		confidence: zendesk.Documented, source: "Z14a",
		said: []string{
			"the requested response type is not supported by the authorization server",
			"the client is not authorized to use the requested response type",
			"unsupported_response_type",
			"unauthorized_client",
		},
		where: []Where{AuthorizePage, Callback},
	},
	{
		code:       "server-error-page",
		what:       "The authorize page says that the request experienced a server error.",
		cause:      "Zendesk could not work with a parameter: a malformed client_id, redirect URL or scope is known to cause this. The other possibility is a real incident.",
		check:      "Look at each parameter of the address for blanks, line breaks and double encoding. See whether Zendesk reports an outage.",
		fix:        "Correct the parameter, as with an invalid request. Then start the authorization again.",
		confidence: zendesk.Observed, source: "Z4-thread",
		own: []string{"request experienced a server error"},
	},
	{
		code:       "sign-in-loop",
		what:       "The sign-in page comes back again and again.",
		cause:      "The browser blocks Zendesk's cookies, the person has no access to this account, or single sign-on sends them to another one. Sign-in is not part of the authorization, so no error comes back.",
		check:      "Sign in at the account's address first, in the same window. Then try a private window.",
		fix:        "Allow cookies for zendesk.com, sign in to the right account, and open the authorize address again.",
		confidence: zendesk.Inferred, source: "ours",
	},
	{
		code:       "cached-session",
		what:       "The browser was already signed in, so no sign-in page was shown.",
		cause:      "The authorize page uses the browser's session, and skips consent while a token of this person and client is not revoked. It has no parameter that forces a sign-in.",
		check:      "Open the account in the same browser: whoever is signed in there is the one who authorized.",
		fix:        "Sign out first: open https://SUBDOMAIN.zendesk.com/access/logout and then the authorize address. A private window does the same.",
		confidence: zendesk.Observed, source: "Z4-thread",
	},
}
