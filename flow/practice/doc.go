// Package practice is a Zendesk account to practise on: an http.Handler that answers as Zendesk does, with sign-in and
// consent pages, the token endpoint, the API calls that a test authorization makes, and the OAuth clients page of Admin
// Center. Failures can be switched on by name, see [Faults]. Its portal plays what follows the request, see
// [PortalPath], and other accounts beside it play customers, see [Tenants].
//
// It must not import any other package of zdg, so that the client and the account it is tried on cannot share a
// mistake. It keeps everything in memory, writes no file and opens no connection.
//
// Used alone, it is a Zendesk for the tests of any OAuth client: give New(Prepared(redirectURL)) to httptest.NewServer, call
// SetURL with the server's address, and let Approve click Allow in place of a browser; see the examples.
//
// Zendesk's behaviour is taken from its documentation and from measurements by third parties, named at each rule by
// the key of the source and its date:
//
//	Z1   developer.zendesk.com/documentation/apps/publish-your-app-or-theme/global_oauth_intro/
//	Z2   developer.zendesk.com/documentation/apps/app-developer-guide/managing-global-oauth-clients-and-app-associations/
//	Z4   support.zendesk.com/hc/en-us/articles/4408845965210 (OAuth clients in Admin Center)
//	Z7   developer.zendesk.com/api-reference/ticketing/oauth/oauth_clients/
//	Z8   developer.zendesk.com/api-reference/ticketing/oauth/global_clients/
//	Z9   developer.zendesk.com/api-reference/ticketing/oauth/oauth_tokens/
//	Z10  developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
//	Z11  developer.zendesk.com/documentation/api-basics/authentication/oauth-pkce
//	Z14g support.zendesk.com/hc/en-us/articles/11093380955674 (Allowed scopes, 2026-08-11)
//	Z32c support.zendesk.com/hc/en-us/profiles/6265760086170 (tokens/current wants read, 2023-10-18)
//	Z27  developer.zendesk.com/api-reference/introduction/rate-limits/
//	Z28  developer.zendesk.com/documentation/authentication/creating-and-using-oauth-tokens-with-the-api
//	T13  github.com/HankH18/cxforge (measured 2026-08)
//	T14  github.com/tsanetgit/Zendesk_App (measured 2026-07 and 2026-08)
//	T15  CloudSecurityAlliance/csa-zendesk (measured 2026-09)
//	T16  github.com/zendesk/zcli (2026-08-17)
//	T28  github.com/masonluo-ab/terraform-provider-zendesk (scopes and enforce_token_expiration in a record, 2026-09)
//	T18  github.com/nov/rack-oauth2, whose error texts Zendesk's OAuth server emits (2025-12-31)
//
// All sources were read on 2026-11-22, and what had changed on 2026-11-26. Where nobody has published what Zendesk does,
// the comment says "unknown", and the account answers in the way that is hardest on a client.
package practice
