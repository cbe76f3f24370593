package explain

import (
	"slices"
	"strings"
	"testing"
)

// reports are of the kinds that public reports are of: error lines as the software prints
// them, prose in other words. Each stands for what was not understood, or was a false alarm,
// at first sight. "a|b" is either, "" is none of ours.
var reports = []struct{ want, text string }{
	// whose it is
	{"rate-limited", "Zendesk source 0.2.0 fails at random. Several keys would help, as the GitHub connector has them.\nsource > [Errno Expecting value] Number of allowed API requests per minute exceeded: 0"},
	{"rate-limited", "I keep getting \"429 Too Many Requests (Number of allowed requests per hour exceeded)\", but the activity dashboard says 400 are left (zendesk_api_client_php)"},
	{"invalid-client", "The Implicit Grant Flow example worked. With a code I get error invalid_client with error description \"The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials, provided multiple client credentials, or used unsupported credentials type\". \"client_id\": \"50789\""},
	{"missing-scope|role-too-low", "[Zendesk] We get 403 errors on the incremental sync, an admin is needed there: https://developer.zendesk.com/documentation/apps/making-api-requests/"},
	{"invalid-token", "https://sentry.acme.net/operations/issues/7914861/\n\nError: Zendesk Error (401): Not Authorized\n  File \"/srv/node_modules/node-zendesk/lib/client/client.js\", line 259, in checkRequestResponse"},
	{"maintenance", "(The remote server returned an error: (502) Bad Gateway.Error content: <html><head><title>502 Bad Gateway</title></head></html>\nResource String: uploads.json\nZendesk-Api-Version: 2022-01-01\nExpect-CT: report-uri=\"https://report-uri.cloudflare.com/cdn-cgi/expect-ct\""},
	{"state-mismatch", "[next-auth][error][OAUTH_CALLBACK_ERROR]\nhttps://next-auth.js.org/errors#oauth_callback_error state mismatch, expected A, got: B {\n  error: RPError: state mismatch, expected A, got: B\n      at Client.callback (/srv/node_modules/openid-client/lib/client.js:399:13),\n  providerId: 'zendesk'\n}"},
	{"port-busy", "`zendesk login` starts a server on port 4242. Later login attempts fail with `Error: listen EADDRINUSE: address already in use :::4242`."},
	{"dns", "[mysite.com] AH01071: PHP Fatal error: Uncaught Zendesk_ConnectionError: Failed to connect to Zendesk (Could not resolve host: .zendesk.com). in /wp-content/client.php:204"},
	{"scope-not-allowed", "I attempt to perform authentication in Go and see:\nThe requested scope is invalid, unknown, or malformed.\n\nhttps://acme.zendesk.com/oauth/authorizations/new?client_id=8cb4&response_type=code&scope=people+api&state=xg4Z"},
	{"", "Zendesk API: 10054 tickets were exported before the job stopped"},
	{"", "https://acme.zendesk.com/agent/tickets/10061 is stuck: Zendesk ticket 10061 has a problem"},
	{"rate-limited", "Source Zendesk Support: 429 after page 101\n\nZendesk rate limit reach. What can I do?"},
	{"", "We use the Zendesk API in background jobs. If we are rate limited, we do not want the job to hog the worker, and instead raise an error."},
	{"record-invalid", "Sentry has some random 422 errors. Creating a user who is there already caused the 422 errors raised from the ZenDesk API."},
	{"timeout", "New tickets do not come through, likely due to HTTP timeouts on Zendesk's side for larger queries."},
	{"", "この記事では「401 Couldn't authenticate you」の原因を解説します。Zendesk APIとの連携中に直面しても、ご安心ください。\n1. Zendesk API: 401 Couldn't authenticate you とは?\n2. 今すぐ試すべき解決策"},
	{"", "tap_harvest.client.HarvestForbiddenError: HTTP-error-code: 403, Error: You are missing the following required scopes: read"},
	{"", "  File \"/code/tap_quickbase/client.py\", line 84, in raise_for_error\nQuickbaseUnauthorizedError: HTTP-error-code: 401, Error: The access token provided is expired, revoked, malformed or invalid for other reasons."},
	{"", "CRITICAL HTTP-error-code: 403, Error: You are missing the following required scopes: read\n  File \"/code/tap_harvest/discover.py\", line 49, in discover_streams"},
	{"", "Error Domain=com.freshdesk.sdk.core Code=1000 \"unauthorized\" UserInfo={error=Couldn't authenticate you, HTTP Status code=401}"},
	{"", "I get \"429 Too Many Requests (Number of allowed requests per hour exceeded)\" (freshdesk_api_client_php)"},
	{"", "WWW-Authenticate: Bearer realm=\"Freshdesk::OAuth Bearer Token\", error=\"invalid_token\", error_description=\"The access token provided is expired, revoked, malformed or invalid for other reasons.\""},
	{"", "ERROR refresh failed for hubspot connection 4711: 400 ({\"error\":\"invalid_grant\",\"error_description\":\"The provided access grant is invalid, expired, or revoked (e.g. invalid assertion, expired authorization token, bad end-user password credentials, or mismatching authorization code and redirection URI).\"})"},
	{"", "From the Freshdesk tutorial, after Allow: http://localhost:8080/handle?code=7xqw&state=x and Chrome says localhost refused to connect."},
	{"", "HTTP/1.1 400 Bad Request\n\n{\"error\": \"invalid_scope\", \"error_description\": \"The requested scope is invalid, unknown, or malformed.\"}\nINFO: \"POST /auth/token HTTP/1.1\" 400 Bad Request"},
	{"", "I want Zapier's OAuth V2 to logto, but always \"access_denied\""},
	{"", "Redirects to GitHub, then to `localhost:53682/callback`: \"Site can't be reached\". Port 53682 is already in use."},
	{"", "also retry on SocketError: Failed to open TCP connection to foobar (getaddrinfo: Temporary failure in name resolution)\n\n@zendesk/compute"},
	// what is no failure that happened
	{"", "If you build on Zendesk, you have likely run into 401 or 403 errors. In this post, you will learn how both work, and how to fix them.\n\n401 Unauthorized\n\nA 401 response means that the caller is not known. Common causes include:\n  • Expired or revoked API tokens"},
	{"", "Click Settings, then Token access, in Zendesk.\nClick Add API token to make a new one, and copy it."},
	{"", "401: {\n  \"raise_exception\": UnauthorizedError,\n  \"message\": \"The access token provided is expired, revoked, malformed or invalid for other reasons.\"\n},\n403: {\n  \"raise_exception\": ForbiddenError,\n  \"message\": \"You are missing the following required scopes: read\"\n}"},
	{"", "| 200  | OK          | Success                      |\n| 400  | Bad Request | We could not do that         |\n| 403  | Forbidden   | We couldn't authenticate you |"},
	{"", "- 2026-03: Zendesk connector: invalid_grant no longer stops the sync"},
	{"", "Our Zendesk single sign-on stopped: the SAML certificate of our identity provider has expired, where is the new fingerprint entered?"},
	{"", "[source-zendesk-support] I keep getting a 500 error in our own program\nio-executor ERROR JsonSchemaValidator: $: required property 'access_token' not found"},
	// people's words, and what runtimes print
	{"tls", "HTTPSConnectionPool(host='acme.zendesk.com', port=443): Max retries exceeded (Caused by SSLError(CertificateError(\"hostname 'acme.zendesk.com' doesn't match either of 'ssl1.acmecdn.com'\")))\nWithout verification: HTTPError: 403 Client Error: Forbidden for url: https://acme.zendesk.com/api/v2/tickets.json"},
	{"tls", "requestFailed(error: Error Domain=NSURLErrorDomain Code=-1200 \"An SSL error has occurred and a secure connection to the server cannot be made.\" UserInfo={NSLocalizedRecoverySuggestion=Would you like to connect to the server anyway?, NSErrorFailingURLKey=https://acme.zendesk.com/settings.json"},
	{"network", "Zendesk: Error Domain=ZDDispatcher Code=1 \"(null)\" UserInfo={zd_dispatcher_err=Error Domain=NSURLErrorDomain Code=-1005 \"The network connection was lost.\", NSErrorFailingURLKey=https://acme.zendesk.com/settings.json}"},
	{"tls", "Error completing request [url] https://acme.zendesk.com/api/v2/tickets.json: is that error curl 60?"},
	{"timeout", "Some requests to Zendesk's API hang for ever. Could there be a limit?"},
	{"timeout", "Failed to open TCP connection to acme.zendesk.com:443 (execution expired)"},
	{"html-instead-of-json", "FetchError: invalid json response body at https://acme.zendesk.com/api/v2/apps/validate reason: Unexpected token R in JSON at position 0"},
	{"record-invalid", "Getting a `422` back from the zendesk API now."},
	{"record-not-found|invalid-endpoint", "The Zendesk client always says 404 item not found"},
	{"invalid-token", "2021-05-15 | {\"log_message\":\"(I) POST https://acme.zendesk.com/api/v2/tickets completed (401: Unauthorized)\",\"level\":3,\"timestamp\":\"2021-05-15T08:25:13Z\"}"},
	{"rate-limited", "After 100 tickets the updates stop, due to zendesk API limits"},
	{"rate-limited", "ZendeskRateLimitError: HTTP-error-code: 429, Error: The API rate limit for your pairing has been exceeded."},
	{"api-token-retired", "Zendesk is removing API tokens as an authentication method. You must migrate before April."},
	{"password-grant-retired", "Zendesk is deprecating the use of Email & Password for API calls"},
	{"missing-scope|role-too-low", "curl -u kim@acme.com/token:x https://acme.zendesk.com/api/v2/users/create_or_update_many.json\n< HTTP/1.1 403 Forbidden"},
	{"invalid-grant", "Zendesk: I get the invalid grant error every so often when refreshing"},
	{"invalid-token", "The Zendesk API returns `token_revoked`."},
	{"invalid-grant|invalid-token", "Your Zendesk connection has expired. Please reconnect your account."},
	{"no-expiry", "Zendesk: when `expires_in` is missing, what is stored ends up with no `expiresAt` and is not refreshed"},
	{"pair-lost", "Zendesk says \"Your refresh token has already been used to generate a new access token\""},
	{"authorizer-suspended", "No ticket arrives: the username `kim` has been deactivated, and Zendesk's API was configured with it"},
	{"proxy", "> CONNECT acme.zendesk.com:443 HTTP/1.1\n> Host: acme.zendesk.com:443\n>\n< HTTP/1.1 503 Service Unavailable"},
	{"invalid-client", "HTTPS_PROXY == 'http://proxy.corp.example:3128' is set, and then Zendesk's token endpoint answers 401 to the exchange"},
	{"unreadable-answer", "Get \"https://acme.zendesk.com/api/v2/users/me.json\": net/http: server response headers exceeded 1048576 bytes; aborted"},
	{"unreadable-answer", "GET https://acme.zendesk.com/api/v2/locales/public.json\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n[]"},
	{"invalid-grant", "We moved from Freshdesk. Zendesk: {\"error\":\"invalid_grant\",\"error_description\":\"the grant is not good\"}"},
	// errors that are named after what happened, wrapped values, a challenge alone, what a proxy says
	{"missing-scope|role-too-low", "2 error(s) occurred:\n\n* zendesk_ticket_form.form-2: 1 error(s) occurred:\n\n* zendesk_ticket_form.form-2: Forbidden\n* zendesk_ticket_form.form-1: Forbidden"},
	{"network", "zcli login -i\nSubdomain: acme\nEmail: kim@acme.example\nAPI Token: ****************************************\n    AxiosError: Network Error\n    Code: ERR_NETWORK"},
	{"invalid-client", "System.Net.Http.HttpRequestException: Response status code does not indicate success: 401 (Unauthorized).\n   at System.Net.Http.HttpResponseMessage.EnsureSuccessStatusCode()\n   at Lumiere.Integrations.Zendesk.TokenClient.ExchangeCodeAsync(String code) in /src/Zendesk/TokenClient.cs:line 61"},
	{"invalid-client", "panic: oauth2: \"invalid_client\" \"The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials, provided multiple client credentials, or used unsupported credentials type.\"\n\ngoroutine 1 [running]:\nmain.exchange(...)\n\t/home/kim/zd/main.go:52"},
	{"callback-unreachable", `nach dem Erlauben in Zendesk: "Die Website ist nicht erreichbar. localhost hat die Verbindung abgelehnt. ERR_CONNECTION_REFUSED"`},
	{"port-busy", "panic: listen tcp 127.0.0.1:8085: bind: address already in use\nredirect_uri=http://127.0.0.1:8085/callback"},
	{"network", `curl: (7) Failed to connect to acme.zendesk.com port 443 after 3 ms: Couldn't connect to server`},
	{"network", `aiohttp.client_exceptions.ServerDisconnectedError: Server disconnected (GET https://acme.zendesk.com/api/v2/tickets.json)`},
	{"proxy", "curl: (56) CONNECT tunnel failed, response 403\n* Uses proxy env variable HTTPS_PROXY == 'http://proxy.corp.example:3128'\n* CONNECT tunnel: HTTP/1.1 negotiated\n> CONNECT acme.zendesk.com:443 HTTP/1.1\n< HTTP/1.1 403 Forbidden"},
	{"no-expiry", "TypeError: unsupported operand type(s) for +: 'float' and 'NoneType'\n    expires_at = time.time() + token.get(\"expires_in\")\n(zendesk connector)"},
	{"invalid-token", `{"type":"TRACE","trace":{"type":"ERROR","error":{"message":"HTTP Status Code: 401. Error: Unauthorized. Please ensure you are authenticated correctly.","internal_message":"Request to https://acme.zendesk.com/api/v2/incremental/tickets/cursor.json failed with status code 401"}}}`},
	{"invalid-token", `WWW-Authenticate: Bearer realm="Zendesk::OAuth Bearer Token"`},
	{"anonymous-user", `client.current_user => #<ZendeskAPI::User {"id"=>nil, "name"=>"Anonymous user", "email"=>"invalid@example.com", "role"=>"end-user"}>`},
	{"sign-in-loop", `Zendesk connection popup: users sign in, the page reloads and shows the login form again, forever. Third-party cookies are blocked.`},
	{"redirect-mismatch", `rack-oauth2: Rack::OAuth2::Server::Authorize::BadRequest (invalid_request :: "redirect_uri" mismatch) acme.zendesk.com`},
	{"claim-refused", `Claim Global Auth in the Zendesk marketplace portal says the first 6 characters of the secret are wrong`},
	{"invalid-grant", `thread 'main' panicked at src/main.rs:48:10: token exchange: ServerResponse(StandardErrorResponse { error: invalid_grant, error_description: Some("The provided access grant is invalid, expired, or revoked (e.g. invalid assertion, expired authorization token, bad end-user password credentials, or mismatching authorization code and redirection URI)."), error_uri: None })`},
	{"unreadable-answer", "POST https://acme.zendesk.com/oauth/tokens\nHTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 0"},
	// test doubles, handling, host-mapped help desks, traces as lists, what follows from what
	{"invalid-client", "com.github.scribejava.core.model.OAuth2AccessTokenErrorResponse: {\"error\":\"invalid_client\",\"error_description\":\"The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials, provided multiple client credentials, or used unsupported credentials type.\"}\n\tat com.github.scribejava.core.extractors.OAuth2AccessTokenJsonExtractor.generateError(OAuth2AccessTokenJsonExtractor.java:55)"},
	{"tls", `java.security.cert.CertificateException: No subject alternative DNS name matching help.acme.zendesk.com found.`},
	{"tls", `System.Net.WebException: The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel. (https://acme.zendesk.com/oauth/tokens)`},
	{"timeout", `Zendesk sync: asyncio.exceptions.TimeoutError after 60 s on GET /api/v2/incremental/tickets.json`},
	{"network", "Error: write EPIPE\n    at afterWriteDispatched (node:internal/stream_base_commons:160:15) zendesk upload https://acme.zendesk.com/api/v2/uploads.json"},
	{"callback-unreachable", `Chrome 141: 127.0.0.1 refused to connect. Try: Checking the connection. ERR_CONNECTION_REFUSED. Address bar: http://127.0.0.1:53682/?code=b7&state=q`},
	{"state-mismatch", `[auth][error] InvalidCheck: state value could not be parsed. provider zendesk`},
	{"no-refresh-token", "console.log(tokenSet) // from zendesk\n{ access_token: 'abc', token_type: 'bearer', scope: 'read' }\ntoken refresh impossible, refresh_token undefined"},
	{"html-instead-of-json", `requests.exceptions.JSONDecodeError: Expecting value: line 3 column 1 (char 2) - body was "<html><head><title>Acme Help Center</title>" from https://help.acme.com/oauth/tokens (our Zendesk)`},
	{"api-token-retired", `We can't generate an API token in the new Zendesk sandbox, the page only shows OAuth clients`},
	{"customer-subdomain", `One global OAuth client for all customers, but the Zendesk callback only has code and state. Which customer is it?`},
	{"invalid-token", `{"errorMessage":"Request failed with status code 401","errorType":"AxiosError","trace":["AxiosError: Request failed with status code 401","    at Zendesk.listTickets (/var/task/zendesk.js:20:11)"]}`},
	{"invalid-client", "mockLogger.info('start') says: POST https://acme.zendesk.com/oauth/tokens 401 {\"error\":\"invalid_client\"}"},
	{"invalid-client", "> System.Net.Http.HttpRequestException: response of Zendesk has status code 401\n> at Lumiere.TokenClient.ExchangeCodeAsync(String code)"},
	// stories, questions, code and branches
	{"invalid-token", `RestClient::Unauthorized (401 Unauthorized) from Desk::ZendeskClient#tickets`},
	{"no-refresh-token", `oauth2: token expired and refresh token is not set (zendesk)`},
	{"invalid-grant", "Type of the error that Zendesk gives on refreshing is invalid_grant"},
	// addresses typed twice, maps of Elixir, headers that nobody else sends
	{"tls", `SSL handshake failure error when n8n connects to https://https://acme.zendesk.com.zendesk.com/oauth/tokens`},
	{"network", `Faraday::ConnectionFailed (end of file reached) https://acme.zendesk.com/api/v2/tickets`},
	{"invalid-grant", `error refreshing zendesk token: {:error, %OAuth2.Response{status_code: 400, body: %{"error" => "invalid_grant"}}}`},
	{"invalid-token", `exception: ApiException(401) Reason: Unauthorized HTTP response headers: HTTPHeaderDict({'X-Zendesk-Zorg': 'yes', 'Server': 'cloudflare'}) HTTP response body: {"error":"invalid_token"}`},
	{"browser-blocks-localhost", `Firefox HTTPS-Only Mode Alert: Secure Site Not Available — http://localhost:19186/?code=0a1b&state=77`},
	{"revoke-ignored", `Revoking the Zendesk access token by tokens/current returns 204 but the token is still valid`},
	// Go's EXTRA, and loopback as IPv6 writes it
	{"missing-scope", "Error: 403%!(EXTRA string={\"error\":\"Forbidden\",\"description\":\"You are missing the following required scopes: triggers:write, write\"})\n\n  with zendesk_trigger.auto,\n  on triggers.tf line 1, in resource \"zendesk_trigger\" \"auto\":"},
	{"record-invalid", "Error: 422: %!(EXTRA string={\"error\":\"RecordInvalid\",\"description\":\"Record validation errors\",\"details\":{\"title\":[{\"description\":\"Title: cannot be blank\"}]}})\n\n  with zendesk_trigger.auto,"},
	{"could-not-authenticate", "Error: %!(EXTRA string={\"error\":\"Couldn't authenticate you\"})\n│   with provider[\"registry.terraform.io/nukosuke/zendesk\"],"},
	{"invalid-token|could-not-authenticate", `Error: request failed with status %!(EXTRA string=401 Unauthorized, string=https://acme.zendesk.com/api/v2/triggers.json)`},
	{"callback-unreachable", `The browser shows that [::1]:8914 refused to connect after I clicked Allow in Zendesk`},
	{"port-busy", `bind: address already in use for [::1]:8914, that is the redirect URL of our Zendesk login`},
	{"callback-unreachable", `http://[::1]:9004/cb?code=51ef&state=x refused to connect`},
	{"port-busy", `listen tcp6 [::1]:19186: bind: address already in use`},
	{"port-busy", "Error: listen EADDRINUSE: address already in use ::1:19187"},
	{"invalid-grant", "kite_zd.refresh failed: invalid_grant\nThat is the job for our Zendesk, and only that one stopped"},
	// names of errors, boxes to tick, what was counted
	{"dns", "java.nio.channels.UnresolvedAddressException\n\tat com.luma.zendesk.DeskClient.send(DeskClient.java:55)"},
	{"api-token-retired", `"Add API token" is disabled in Zendesk since October`},
}

func TestReports(t *testing.T) {
	for _, r := range reports {
		got := codesOf(Text(r.text))
		if r.want == "" && len(got) == 0 || len(got) > 0 && slices.Contains(strings.Split(r.want, "|"), string(got[0])) {
			continue
		}
		t.Errorf("%v, want %q: %.150q", got, r.want, r.text)
	}
}

// elsewhere makes a text one about another help desk.
var elsewhere = strings.NewReplacer("zendesk", "freshdesk", "Zendesk", "Freshdesk", "ZenDesk", "FreshDesk", "ZENDESK", "FRESHDESK", "zenpy", "freshpy", "zdesk", "fdesk", "zcli", "fcli", "zdg-", "app-", "d3v-", "dev-", "lobal OAuth", "pen OAuth", "lobal oauth", "pen oauth")

// TestNobodyElses tells every text that is about Zendesk once more about another one: what
// is left must be silence, since everything that is known is known of Zendesk.
func TestNobodyElses(t *testing.T) {
	var all []string
	for _, r := range reports {
		all = append(all, r.text)
	}
	for _, u := range unseen {
		all = append(all, u.text)
	}
	for _, k := range kinds {
		all = append(all, k.text)
	}
	alarms, tried := 0, 0
	for _, text := range all {
		if !strings.Contains(strings.ToLower(text), "zendesk") {
			continue
		}
		tried++
		if got := codesOf(Text(elsewhere.Replace(text))); len(got) > 0 {
			alarms++
			t.Logf("%v: %.150q", got, elsewhere.Replace(text))
		}
	}
	t.Logf("%d of %d texts give an alarm when they are about somebody else", alarms, tried)
	if alarms*50 > tried {
		t.Error("that is more than 2 %")
	}
}
