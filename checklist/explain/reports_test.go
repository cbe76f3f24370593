package explain

import (
	"strings"
	"testing"
)

// reports are texts like those of public bug reports: error lines as programs print them, and
// prose. Each stands for a kind of text that was once not understood, or was a false alarm.
var reports = []sample{
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
	// out of public reports, word for word but for names
	{"authorize-invalid-request", "I am trying to connect my Zendesk account to my n8n.cloud instance and I am running into an error.\n\nn8n Instance URL: https://acme.app.n8n.cloud/\n\nProblem: When I try to authorize the Zendesk OAuth2 credential, I am redirected to a Zendesk error page with the message \"Invalid Authorization Request / invalid_request\".\n\nTroubleshooting steps I have already tried without success:\n\nInitially, I was getting an SSL handshake failure error. That error seems to be resolved now.\n\nNow, I am stuck on the invalid_request error.\n\nI have deleted and recreated the OAuth Client in Zendesk multiple times."},
	{"could-not-authenticate", "I am getting this error while connecting to Zendesk gear.\n\nThis is the stacktrace.\n10-25 12:36:47.219 23480-32509/com.example.helpstack E/Volley: [678] BasicNetwork.performRequest: Unexpected response code 401 for https://acme.zendesk.com/api/v2/help_center/sections.json\n10-25 12:36:48.229 23480-23480/com.example.helpstack E/HSHelpStack: Error occurred when executing Fetching KB articles\n10-25 12:36:48.229 23480-23480/com.example.helpstack E/HSHelpStack: com.android.volley.AuthFailureError\n10-25 12:36:48.229 23480-23480/com.example.helpstack E/HSHelpStack: {\"error\":\"Couldn't authenticate you\"}\n10-25 12:36:48.229 W/System.err: com.android.volley.AuthFailureError\n10-25 12:36:48.239 W/System.err:     at com.android.volley.toolbox.BasicNetwork.performRequest(BasicNetwork.java:153)"},
	{"invalid-token", "var api = new ZendeskApi(\"https://xxx.zendesk.com/api/v2\", \"m9...g5k\");\nI get\n\nThe remote server returned an error: (401) Unauthorized.Error content: {\"error\":\"invalid_token\",\"error_description\":\"The access token provided is expired, revoked, malformed or invalid for other reasons.\"}"},
	{"invalid-token", "{\"error\"=>\"invalid_token\", \"error_description\"=>\"The access token provided is expired, revoked, malformed or invalid for other reasons.\"}\nGetting the same error here. Anyone?\nSame here,. no idea why !"},
	{"tls", "I am backfilling tickets data from Zendesk using zenpy. It runs fine for an hour and it writes data as well. However, it fails after that.\nError:\nWARNING:urllib3.connectionpool:Retrying (Retry(total=2, connect=None, read=None, redirect=None, status=None)) after connection broken by 'SSLError(SSLError(1, u'[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:590)'),)': /api/v2/incremental/tickets.json?include=metric_sets%2Cdates&start_time=1341583775"},
	{"tls", "post https://mydomain.zendesk.com/api/v2/tickets\n  Accept: \"application/json\"\n  User-Agent: \"ZendeskAPI API 0.3.2\"\n{:ticket=>#<Hashie::Mash comment=#<Hashie::Mash value=\"test\"> subject=\"test\">}\nSSL_connect returned=1 errno=0 state=SSLv3 read server certificate B: certificate verify failed\n/Users/x/.rbenv/versions/1.9.3-p327/lib/ruby/1.9.1/net/http.rb:799:in `connect'\n/Users/x/.rbenv/versions/1.9.3-p327/lib/ruby/1.9.1/timeout.rb:54:in `timeout'"},
	{"tls", "SSLError: HTTPSConnectionPool(host='{company name}.zendesk.com', port=443): Max retries exceeded with url: /api/v2/tickets.json (Caused by SSLError(CertificateError(\"hostname 's{company name}.zendesk.com' doesn't match either of 'ssl385002.cloudflaressl.com', '*.zdorigin.com', 'zdorigin.com'\",),))."},
	{"tls", "    raise SSLError(e, request=request)\nrequests.exceptions.SSLError: HTTPSConnectionPool(host='[company].zendesk.com.zendesk.com', port=443): Max retries exceeded with url: /api/v2/search.json?query=type%3Aticket%20status%3Aopen (Caused by SSLError(SSLError(1, '[SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:1129)')))"},
	{"missing-scope", "TTPError: 403 Client Error: Forbidden for url: https://{company name}.zendesk.com/api/v2/tickets.json\n\nApi calls with curl working well same for browsers."},
	{"rate-limited", "The Zendesk connector randomly fails due to an API Rate limite exceeded error\n\n2022-03-10 03:30:58 source > [Errno Expecting value] Number of allowed API requests per minute exceeded: 0\nTraceback (most recent call last):\n  File \"/usr/local/lib/python3.7/site-packages/requests/models.py\", line 910, in json\n    return complexjson.loads(self.text, **kwargs)\n  File \"/usr/local/lib/python3.7/json/decoder.py\", line 355, in raw_decode\n    raise JSONDecodeError(\"Expecting value\", s, err.value) from None"},
	{"tls", "Hi, I'm using the zendesk API to bring all the tickets from my domain, and in the middle of the script, it breaks and return this Faraday error: `Faraday::SSLError: SSL_connect SYSCALL returned=5 errno=0 state=SSLv2/v3 read server hello A`"},
	{"could-not-authenticate", "[connectors] fix(Zendesk): return 401 with `Could not authenticate you` as `ExternalOAuthTokenError`\n- We have had a connector stuck on 401 errors with the message `Could not authenticate you`."},
	{"", "        _currentUrl: 'https://api.hubapi.com/oauth/v1/token' },\n     [Symbol(outHeadersKey)]: \n      { accept: [Array],\n        host: [Array] } },\n  response: \n   { status: 400,\n     statusText: 'Bad Request',\n     headers: \n      { date: 'Wed, 19 Feb 2020 11:28:27 GMT',\n        'content-type': 'application/json;charset=utf-8' } }"},
	{"", "Encountered an error while discovering streams.\nError: 400 Client Error: Bad Request for url: https://api.hubapi.com/oauth/v1/token\n  File \".../airbyte_cdk/sources/streams/http/requests_native_auth/abstract_oauth.py\", line 182, in refresh_access_token"},
	{"", "2019-12-13T18:32:26.786736+00:00 app[web.1]: Refreshing expired access token\n2019-12-13T18:32:26.873302+00:00 app[web.1]:        > Error exchanging refresh_token for access token\n2019-12-13T18:32:27.048973+00:00 app[web.1]: Error: Request failed with status code 401\n2019-12-13T18:32:27.049001+00:00 app[web.1]:   config: {\n2019-12-13T18:32:27.049003+00:00 app[web.1]:     url: 'https://api.hubapi.com/deals/v1/deal/1276965455',\n2019-12-13T18:32:27.049005+00:00 app[web.1]:     method: 'get',"},
	{"", "I get the invalid grant error every so often when calling the refresh method.\nresponse: \n      Response {\n        body: '{\"error\":\"invalid_grant\"}',\n        status: 400,\n        statusText: 'Bad Request' },\n     json: { error: 'invalid_grant' },\n     intuit_tid: '6a115e25-544e-489d-9d90-25c4c5c9f466' }\n{httpStatus=400,error=invalid_grant,description=Refresh token not found: AB115}"},
	{"", "Version 4.2.0\n\nGetting invalid_grant with the following code\n\nawait xero.refreshToken();\nconst tokenSet = await xero.readTokenSet()\nawait xero.setTokenSet(tokenSet)"},
	{"", "We are using Okta as our OAuth authentication server and we have the callback port fixed to 777.\nReason: Error: listen EADDRINUSE: address already in use :::7777"},
	{"", "Scopes need to be removed from OAuth request URL as users are seeing an \"Invalid scopes\" error when they attempt to install the Zoom integration."},
	{"", "I have an existing zendesk support source. We recently rotated credentials.\n2025-08-19 15:55:44,855 INFO i.a.v.j.JsonSchemaValidator(test):119 - JSON schema validation failed.\nerrors: $.credentials: must be the constant value 'oauth2.0', $: required property 'access_token' not found\n2025-08-19 15:55:44,878 ERROR i.a.c.s.e.h.UncaughtExceptionHandler(handle):33 - Uncaught exception\njava.lang.RuntimeException: com.google.gson.stream.MalformedJsonException: Use JsonReader.setStrictness(Strictness.LENIENT) to accept malformed JSON at line 1 column 1 path $"},
	{"", ">|\"code\":400,\"serverResponse\"<br />body\":\"{\"error\":\"invalid_grant\"}|Workday|Authentication issue|Account used to set up the instance may be locked or disabled. To verify, view the Workday account and select **View Sign-on History**."},
	{"", "Currently the error message for when Zendesk ticket submission fails reads \"Sorry, there was an error with your request. Please try again.\""},
	{"", "EXCEPTION_ZENPY_CACHE_CAUSE = \"Issue with the cache\"\nEXCEPTION_RATE_LIMIT_BUDGED_EXCEEDED_CAUSE = \"Rate limit budget has been spent\"\nEXCEPTION_RECORD_NOT_FOUND_CAUSE = \"API cannot find the record.\""},
	// each stands for a kind of text that was first misread
	{"no-such-client", `Connecting the Zendesk integration via OAuth dead-ends on Zendesk's authorization page. The ticket says "No such client" when we authorize on Zendesk, the client is zdg-acme and it works on our own d3v- account.`},
	{"invalid-grant", "Zendesk issues single-use rotating refresh tokens. The source is then saved holding a dead token and every later sync fails at check with `Refresh token is invalid or expired`."},
	{"anonymous-user", `When i try to do an user list in Zendesk, it gets me a 401 forbidden. When i do an user/me, it returns a guest user: "name": "Anonymous user", "email": "invalid@example.com". I'm using the username and token.`},
	{"", `Refresh OAuth 2 Access token with Refresh Token failed. Body: [{\"error\":\"invalid_grant\"}]
laravel-quickbooks-client, intuit_tid 6a115e25`},
	{"", `feat(Zendesk Trigger Node): Add webhook signature verification
Verify X-Zendesk-Webhook-Signature HMAC header before processing webhook requests. Return 401 Unauthorized for invalid/missing signatures.`},
	{"not-global-yet", `The Zendesk OAuth app works fine in our own instance but every customer who tries to connect gets an error that the client doesn't exist.`},
	{"redirect-mismatch|authorize-invalid-request", `Zendesk tells me the redirect uri isn't registered even though I copied it exactly from the OAuth client page.`},
	{"invalid-token", `Our Zendesk sync works for exactly half an hour after connecting and then every API request comes back 401 until the user reconnects.`},
	{"access-denied", `https://app.acme.io/integrations/zendesk/callback?error=access_denied&error_description=The+end-user+or+authorization+server+denied+the+request.&state=abc123`},
	{"state-mismatch", `[next-auth][error][OAUTH_CALLBACK_ERROR] state mismatch, expected RwhVinjI5y6, got: bnLUTlvkch0 { providerId: 'zendesk', message: 'state mismatch' }`},
	{"password-grant-retired", `We used grant_type=password for our Zendesk integration for years, since February it is refused.`},
	{"authorizer-suspended|invalid-token", `The employee who set up our Zendesk connection left the company and was removed, now nothing syncs any more.`},
	{"", `Refresh token already exchanged. invalid_grant. Periodically, with every call to workos.userManagement.authenticateWithRefreshToken`},
	{"", `The 401 response means the API cannot authenticate the request. A 403 response means Zendesk authenticated the request, but the authenticated identity lacks permission to perform the requested action.`},
	{"invalid-token|could-not-authenticate", `We created an OAuth connection between Pipedream and Zendesk last week. Everything worked flawlessly. Now today we get 401 authentication errors, we have recreated everything and get green connection status across all points.`},
	{"role-too-low", `Access Denied. You do not have access to this page. Please contact the account owner of this Zendesk for further help.`},
	{"no-such-client", `zendesk "invalid authorization reqeust" no such cliant, what am I doing wrong?`},
	{"authorize-invalid-request", `Marking the Zendesk client as Public breaks login: Zendesk requires a PKCE code challenge for public clients, and there's no way to select PKCE in the credential.`},
	{"redirect-mismatch", `omniauth-zendesk: redirect_uri_mismatch when I deploy to heroku, on localhost the same Zendesk client works`},
	{"invalid-request", `{"level":"error","svc":"integrations","target":"https://acme.zendesk.com/oauth/tokens","resp":{"status":400,"body":"{\"error\":\"invalid_request\",\"error_description\":\"The request is missing a required parameter, includes an unsupported parameter or parameter value, repeats a parameter, includes multiple credentials, utilizes more than one mechanism for authenticating the client, or is otherwise malformed.\"}"}}`},
	{"cached-session", `When I open the Zendesk authorize URL it logs me in straight away as the wrong user, I never get asked which account I want to use`},
	{"sign-in-loop", `After entering the password on Zendesk the user is sent to the login page again, it goes round in circles and the OAuth consent never appears.`},
	{"revoke-ignored", `I revoked the Zendesk token in admin center but the integration can still read tickets with it`},
	{"rate-limited", `Zendesk 429s all night long during our full sync`},
	{"invalid-client", `Nango: unable to create Zendesk connection. The external API returned an error when trying to exchange the code: 401 {"error":"invalid_client"}`},
	{"", `Request failed with status code 400 { reason: 'unsupported grant type', error: 'unsupported_grant_type' } zoom/server-to-server-oauth-token`},
	{"", `enh(Zendesk) - rethrow 404 on the articles as 403 if user is not an admin
This PR aims at recasting these 404 errors to catch them in cast_known_errors, which then rethrows as ExternalOAuthError.`},
	{"", `Zendesk ticket #4411: "I cannot log in to your shop, it says 403 forbidden", requester: Kim, status: open`},
	{"invalid-token", `Zendesk access token stops working after 30 minutes. Before it never expired.`},
	{"missing-scope", `make.com Zendesk module error: [403] You are missing the following required scopes: write`},
	{"missing-scope", `I can read tickets through the Zendesk api with my oauth token but creating one gives Forbidden`},
	{"api-token-retired", `API Tokenを作成できません。Zendeskの管理センターにボタンがないです`},
	{"authorize-invalid-request", `Bei der Autorisierung in Zendesk kommt "Ungültige Autorisierungsanfrage", vermutlich fehlt PKCE (code_challenge)`},
	{"", `The Shopify access token was revoked, so our Zendesk sidebar app shows no orders (Shopify answered 401).`},
	{"", `v4.2.0: the Zendesk connector now refreshes expired access tokens; invalid_grant is reported to the admin`},
	{"no-such-client", `hi all, trying to link zendesk with our chatbot, popup opens then just says No such client. what is the client? i used the number from the url of the oauth client page`},
	{"invalid-token", `All of our Zendesk OAuth tokens got revoked overnight, every customer has to reconnect`},
	{"role-too-low", `a light agent connected our zendesk app and now half of the calls come back with "You do not have access to this page."`},
	{"ip-restricted", `{"error":"Forbidden","description":"Access from this IP address is not allowed"} zendesk`},
	{"csrf-token", `POST to zendesk api gives 403 with "Invalid authenticity token" when called from our page`},
	{"oauth1-unsupported", `The Zendesk connector of our CMS only offers OAuth 1.0a (consumer key and consumer secret), will it work?`},
	{"could-not-authenticate|invalid-token", `the zendesk api always replies with unauthorized, i pass the token like "Authorization: Token abc"`},
	{"role-too-low|missing-scope", `Forbidden when listing oauth clients in zendesk, works for my admin colleague with same app`},
	{"state-mismatch", `AppAuth: State returned in authorization response (null) does not match state from request (LmczCx) - discarding response. Provider: Zendesk`},
	{"customer-subdomain", `Zendesk callback only has code and state, where do I get the subdomain of the customer who authorized?`},
	{"", `fix(zendesk): refresh JWT before every SDK action
Bug reports, feature requests, and content reports fail with "unauthorized" when submitted more than 5 minutes after login`},
	{"", `Hi Zendesk team, please change the owner of our account, the previous admin left the company.`},
	{"invalid-grant|invalid-request|invalid-client", `I am trying the example in oauth.php of zendesk_api_client_php. I am able to get the authorisation code, but when I get redirected back to exchange the code for the token, I get this error:

HTTP/1.1 400 Bad Request`},
	{"invalid-client", `{"message":"Request failed with status code 401","name":"AxiosError","code":"ERR_BAD_REQUEST","config":{"url":"https://acme.zendesk.com/oauth/tokens","method":"post"},"status":401}`},
	{"api-token-retired", `Zendesk support told me API tokens will be deactivated in April 2027 and I cannot create new ones, what should our integration use?`},
	{"port-busy", `Zendesk CLI login: port 1234 is already in use`},
	{"", `keycloak.js: Failed to refresh token, session expired, realm acme (customer portal next to our Zendesk help center)`},
	{"missing-scope", "zendesk 403 for search although token has tickets:read scope"},
	{"dns", "dial tcp: lookup acme-typo.zendesk.com on 10.0.0.2:53: no such host"},
	{"account-not-accepted", "The global oauth form in the zendesk portal rejects our subdomain because it does not start with d3v-"},
	{"", "In Zendesk, invalid tokens are rejected. An expired access token must be replaced using the refresh token."},
	{"", "// if the Zendesk access token is expired, refresh it\nif (Date.now() > token.expiresAt) { await refresh(token) }"},
	{"", "def is_unauthorized(resp): return resp.status_code == 401  # zendesk token expired -> refresh"},
	{"", "The agent left the company last month, please reassign their Zendesk tickets."},
	{"", "Zendesk consumer key hardware? We sell keys."},
	{"redirect-mismatch|authorize-invalid-request", "zendesk complains the redirect_uri isn't valid"},
	{"rate-limited", "zendesk: 429 every few minutes"},
	{"invalid-grant", "Zendesk OAuth code expired after 2 minutes while waiting at a breakpoint"},
	{"invalid-token", "O token de acesso do Zendesk expirou e a API devolve 401"},
	{"callback-unusable|no-callback|invalid-request", "Zendesk redirected back without a code in the address"},
	{"ip-restricted", "Zendesk: \"You are not allowed to access this account from your current IP address\""},
	{"", "Stripe Connect: invalid_grant: Authorization code does not exist"},
}

// otherVendor replaces Zendesk's names in a text by those of another vendor.
var otherVendor = strings.NewReplacer("zendesk", "freshdesk", "Zendesk", "Freshdesk", "ZenDesk", "FreshDesk", "ZENDESK", "FRESHDESK", "zenpy", "freshpy", "zdesk", "fdesk", "zcli", "fcli", "zdg-", "app-", "d3v-", "dev-", "lobal OAuth", "pen OAuth", "lobal oauth", "pen oauth")

// TestOtherVendorGetsNoDiagnosis replaces Zendesk by another vendor in every text that is about
// Zendesk: at most 2 % of them may get a diagnosis then.
func TestOtherVendorGetsNoDiagnosis(t *testing.T) {
	var all []string
	for _, r := range reports {
		all = append(all, r.text)
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
		if got := codesOf(Text(otherVendor.Replace(text))); len(got) > 0 {
			alarms++
			t.Logf("%v: %.150q", got, otherVendor.Replace(text))
		}
	}
	t.Logf("%d of %d texts give an alarm when they are about somebody else", alarms, tried)
	if alarms*50 > tried {
		t.Error("that is more than 2 %")
	}
}
