package explain

import "zdg/checklist/zendesk"

// retiredRows: what old guides describe and Zendesk has ended, or never had.
var retiredRows = []row{
	{
		code:       "create-token-gone",
		what:       "This account does not create tokens with POST /api/v2/oauth/tokens (Create Token).",
		cause:      "Whether Zendesk has ended the call is disputed: this sentence was seen in code of September 2026, while Zendesk's newest guide still describes the call, and it worked in August 2026.",
		check:      "Look at the path of the request: /api/v2/oauth/tokens is this call, /oauth/tokens the token endpoint.",
		fix:        "Use POST /oauth/tokens with grant_type: authorization_code, or client_credentials on a confidential client.",
		confidence: zendesk.Inferred, source: "Z28",
		own: []string{"the create token endpoint is no longer available"},
	},
	{
		code:       "api-token-retired",
		what:       "API tokens are ending; use OAuth.",
		cause:      "Accounts made since 2026-07-28 cannot create API tokens, nobody has been able to since 2026-10-27, and all stop working on 2027-04-30.",
		check:      "Look at the Authorization header: Basic with a name that ends in /token is an API token.",
		fix:        "Authorize with OAuth and send Authorization: Bearer. Another company's integration needs a global client.",
		confidence: zendesk.Documented, source: "Z13",
	},
	{
		code:       "password-grant-retired",
		what:       "The password grant and password sign-in to the Support API have ended.",
		cause:      "Support has refused grant_type=password since 2025-02-17; this does not apply to Chat, Sell and Sunshine. Basic authentication with a password was removed in January 2026.",
		check:      "Look for grant_type password, or a user name and password, in the request.",
		fix:        "Use the authorization code flow with PKCE.",
		confidence: zendesk.Documented, source: "Z14a",
	},
	{
		code:       "implicit-retired",
		what:       "The implicit grant has ended for Support.",
		cause:      "Support has refused response_type=token since 2025-02-17; this does not apply to Chat, Sell and Sunshine. Old guides and examples still show it.",
		check:      "Look at response_type in the address of the authorize page.",
		fix:        "Use response_type=code with PKCE, and exchange the code at /oauth/tokens.",
		confidence: zendesk.Documented, source: "Z14a",
	},
	{
		code:       "oauth1-unsupported",
		what:       "Zendesk supports OAuth 2.0 only, not OAuth 1.0.",
		cause:      "The program signs requests as OAuth 1.0 does (oauth_consumer_key, oauth_signature). Zendesk has no such endpoints.",
		check:      "Look in the program's settings for a consumer key or a signature method: that is OAuth 1.0.",
		fix:        "Use a version or library of the program that speaks OAuth 2.0 with the authorization code flow.",
		confidence: zendesk.Observed, source: "Z4-thread",
	},
}
