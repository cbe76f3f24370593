package explain

import (
	"slices"
	"testing"
)

// kinds are texts in forms that no generator of the matrix has: as runtimes, libraries,
// browsers and people word them. "" is a text that is none of ours.
var kinds = []struct {
	want Code
	text string
}{
	{"could-not-authenticate", `Zendesk error:  { [Error: Zendesk Error (401): Not Authorized]
  statusCode: 401,
result: <Buffer 7b 22 65 72 72 6f 72 22 3a 22 43 6f 75 6c 64 6e 27 74 20 61 75 74 68 65 6e 74 69 63 61 74 65 20 79 6f 75 22 7d>,
 retryAfter: null }`},
	{"invalid-token", `Error: Zendesk Error (401): Not Authorized
    at checkRequestResponse (/app/node_modules/node-zendesk/lib/client/client.js:259:13)`},
	{"invalid-token", `Caused by: org.zendesk.client.v2.ZendeskResponseException: HTTP/401: Unauthorized
	at org.zendesk.client.v2.Zendesk.complete(Zendesk.java:2130)`},
	{"invalid-token", `zdesk.zdesk.AuthenticationError: '401: b\'{"error":"invalid_token","error_description":"The access token provided is expired, revoked, malformed or invalid for other reasons."}\' <Response [401]>'`},
	{"invalid-token", `zenpy.lib.exception.APIException: {"error": "invalid_token", "error_description": "The access token provided is expired, revoked, malformed or invalid for other reasons."}`},
	{"invalid-token", `Error Domain=com.alamofire.error.serialization.response Code=-1011 "Request failed: unauthorized (401)" UserInfo=0x156ab520 {NSErrorFailingURLKey=https://sunapps.zendesk.com/api/v2/tickets.json, com.alamofire.serialization.response.error.response=<NSHTTPURLResponse: 0x102760b0> { URL: https://sunapps.zendesk.com/api/v2/tickets.json } { status code: 401, headers {
    "Cache-Control" = "no-cache";
    Status = "401 Unauthorized";`},
	{"invalid-token", `ZendeskAPI::Error::NetworkError: the server responded with status 401 -- get https://acme.zendesk.com/api/v2/users/me`},
	{"rate-limited", `ZendeskAPI::Error::RateLimited: the server responded with status 429`},
	{"missing-scope", `HttpError: 403 Forbidden
    at Zendesk.request (/srv/zendesk.ts:88:11) url=https://acme.zendesk.com/api/v2/groups.json`},
	{"invalid-grant", `oauth2: "invalid_grant" "The provided access grant is invalid, expired, or revoked (e.g. invalid assertion, expired authorization token, bad end-user password credentials, or mismatching authorization code and redirection URI)."`},
	{"invalid-client", `Error fetching token from https://{subdomain}.zendesk.com/oauth/tokens: 401`},
	{"invalid-client", `(zendesk) Authentication failure! invalid_credentials: OAuth2::Error, invalid_client: The client identifier provided is invalid, the client failed to authenticate`},
	{"invalid-client", `array(2) {
  ["error"]=>
  string(14) "invalid_client"
  ["error_description"]=>
  string(5) "x"
}
POST https://acme.zendesk.com/oauth/tokens`},
	{"invalid-grant", `stdClass Object
(
    [error] => invalid_grant
    [url] => https://acme.zendesk.com/oauth/tokens
    [http_code] => 400
)`},
	{"invalid-grant", `%{body: %{"error" => "invalid_grant"}, status: 400, url: "https://acme.zendesk.com/oauth/tokens"}`},
	{"invalid-grant", `map[error:invalid_grant error_description:The provided access grant is invalid, expired, or revoked status:400] https://acme.zendesk.com/oauth/tokens`},
	{"invalid-grant", `DioException [bad response]: This exception was thrown because the response has a status code of 400 and RequestOptions.validateStatus was configured to throw for this status code.
uri: https://acme.zendesk.com/oauth/tokens
Response Text: {"error":"invalid_grant"}`},
	{"missing-scope", `feign.FeignException$Forbidden: [403 Forbidden] during [GET] to [https://acme.zendesk.com/api/v2/groups.json] [ZendeskClient#groups()]: [{"error":"Forbidden","description":"You are missing the following required scopes: groups:read, read"}]`},
	{"rate-limited", `< HTTP/1.1 429 Too Many Requests
< Retry-After: 42
< X-Rate-Limit: 400
GET https://acme.zendesk.com/api/v2/tickets.json`},
	{"maintenance", `WARN  zendesk-sync  upstream 503 from acme.zendesk.com, retry in 10s`},
	{"tls", `Unhandled exception. System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.
 ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot
   at Zendesk.Client.Send() https://acme.zendesk.com/api/v2/users/me.json`},
	{"tls", `ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'help.acme.zendesk.com'. (_ssl.c:1129)`},
	{"tls", `OpenSSL::SSL::SSLError: SSL_connect returned=1 errno=0 state=error: certificate verify failed (certificate has expired) acme.zendesk.com`},
	{"tls", `error trying to connect: invalid peer certificate: UnknownIssuer (https://acme.zendesk.com/oauth/tokens)`},
	{"tls", `cURL error 60: SSL certificate problem: unable to get local issuer certificate (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://acme.zendesk.com/oauth/tokens`},
	{"dns", `cURL error 6: Could not resolve host: acme.zendesk.com (see https://curl.haxx.se/libcurl/c/libcurl-errors.html)`},
	{"dns", `System.Net.Http.HttpRequestException: No such host is known. (acmee.zendesk.com:443)`},
	{"dns", `SocketError: Failed to open TCP connection to acmee.zendesk.com:443 (getaddrinfo: nodename nor servname provided, or not known)`},
	{"dns", `HTTPSConnectionPool(host='acmee.zendesk.com', port=443): Max retries exceeded with url: /oauth/tokens (Caused by NameResolutionError("<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to resolve 'acmee.zendesk.com' ([Errno -2] Name or service not known)"))`},
	{"timeout", `System.Threading.Tasks.TaskCanceledException: The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing. https://acme.zendesk.com/oauth/tokens`},
	{"timeout", `AxiosError: timeout of 5000ms exceeded { config: { url: 'https://acme.zendesk.com/oauth/tokens' }, code: 'ECONNABORTED' }`},
	{"timeout", `cURL error 28: Operation timed out after 10001 milliseconds with 0 bytes received for https://acme.zendesk.com/oauth/tokens`},
	{"timeout", `context deadline exceeded (Client.Timeout exceeded while awaiting headers): Get "https://acme.zendesk.com/api/v2/users/me.json"`},
	{"network", `java.net.SocketException: Connection reset
	at com.acme.ZendeskClient.token(ZendeskClient.java:40)`},
	{"network", `TypeError: fetch failed
    at node:internal/deps/undici/undici:13185:13
  [cause]: Error: read ECONNRESET
POST https://acme.zendesk.com/oauth/tokens`},
	{"network", `An existing connection was forcibly closed by the remote host. https://acme.zendesk.com`},
	{"proxy", `The proxy tunnel request to proxy 'http://10.0.0.1:3128/' failed with status code '407'. acme.zendesk.com`},
	{"port-busy", `Failed to bind to address http://127.0.0.1:5000: address already in use.`},
	{"port-busy", `Errno::EADDRINUSE: Address already in use - bind(2) for "127.0.0.1" port 8080`},
	{"port-busy", `Error: Os { code: 98, kind: AddrInUse, message: "Address already in use" } binding 127.0.0.1:8080`},
	{"port-denied", `[Errno 13] Permission denied: ('127.0.0.1', 80) server.bind`},
	{"callback-unreachable", `Hmmm… can't reach this page. localhost refused to connect.
http://localhost:8080/callback?code=c0ffee11&state=77aa`},
	{"callback-unreachable", `net::ERR_CONNECTION_REFUSED http://127.0.0.1:19186/?code=0&state=1`},
	{"state-mismatch", `OAuthCallbackError: state mismatch
http://localhost:3000/api/auth/callback/zendesk?code=c0ffee&state=a1`},
	{"state-mismatch", `League\OAuth2\Client: Invalid state while connecting Zendesk`},
	{"state-mismatch", `[authorization_request_not_found] zendesk login: state parameter did not match`},
	{"state-mismatch", `zendesk oauth callback: expected state abc, got xyz: states differ`},
	{"state-mismatch", `authlib.integrations.base_client.errors.MismatchingStateError: mismatching_state: CSRF Warning! State not equal in request and response. [zendesk]`},
	{"state-mismatch", `Microsoft.AspNetCore.Authentication.AuthenticationFailureException: The oauth state was missing or invalid. (Zendesk)`},
	{"access-denied", `127.0.0.1 - - [22/Nov/2026 10:00:00] "GET /callback?error=access_denied&error_description=The+end-user+or+authorization+server+denied+the+request.&state=a HTTP/1.1" 200 -`},
	{"no-such-client", `Fehler bei der Anmeldung mit Zendesk: "No such client"`},
	{"no-such-client", `Al conectar con Zendesk aparece: Invalid Authorization Request – No such client. ¿Qué significa?`},
	{"authorize-invalid-request", `https://acme.zendesk.com/oauth/authorizations/new?client_id=zdg-acme&response_type=code&redirect_uri=https%3A%2F%2Fapp.acme.com%2Fcb
Invalid Authorization Request
invalid_request`},
	{"html-instead-of-json", `JSONDecodeError: Expecting value: line 1 column 1 (char 0) while reading https://acme.zendesk.com/oauth/tokens`},
	{"html-instead-of-json", `com.google.gson.JsonSyntaxException: Expected BEGIN_OBJECT but was STRING at line 1 column 1 path $ (zendesk)`},
	{"html-instead-of-json", `System.Text.Json.JsonException: '<' is an invalid start of a value. Path: $ | LineNumber: 0 https://acme.zendesk.com/oauth/tokens`},
	{"anonymous-user", `GET https://acme.zendesk.com/api/v2/users/me.json
{"user"=>{"id"=>nil, "name"=>"Anonymous user", "email"=>"invalid@example.com"}}`},
	{"no-expiry", `token = zendesk.exchange(code); token["expires_in"] is None`},
	{"no-expiry", `Zendesk liefert kein expires_in in der Antwort`},
	{"no-refresh-token", `La respuesta de Zendesk llega sin refresh_token`},
	{"no-refresh-token", `Undefined array key "refresh_token" in ZendeskProvider.php on line 61`},
	{"invalid-grant", "GET https://acme.zendesk.com/api/v2/users/me.json 401 {\"error\":\"invalid_token\"}\nrefreshing\nPOST https://acme.zendesk.com/oauth/tokens 400 {\"error\":\"invalid_grant\"}"},
	{"no-help-desk", `<title>No help desk at acmee.zendesk.com</title>`},
	{"oauth-disabled", `zis: 401 Authorization failed due to OAuth being disabled for this API request`},
	{"could-not-authenticate", `エラー：{"error":"Couldn't authenticate you"} が返ります`},
	{"invalid-client", `Zendeskに接続するとinvalid_clientエラーになります`},
	{"unsupported-grant-type", `Zendesk token endpoint → 400 unsupported_grant_type`},
	{"record-not-found", `ActiveResource::ResourceNotFound: Failed. Response code = 404. https://acme.zendesk.com/api/v2/users/99.json`},

	{"invalid-endpoint", "> GET /api/v2/users/me.json HTTP/1.1\n> Host: acme.zendesk.com\n>\n< HTTP/1.1 404\n< Content-Security-Policy: frame-ancestors https://app.acme.com\n< Report-To: https://a.nel.example.net/report\n<\n{\"error\":\"InvalidEndpoint\",\"description\":\"Not found\"}"},

	{"", `Error: HubSpot Error (401): Not Authorized`},
	{"", `org.keycloak.client.KeycloakResponseException: HTTP/401: Unauthorized`},
	{"", `Undefined array key "refresh_token" in XeroProvider.php on line 61`},
	{"", `Spotify: KeyError: 'expires_in'`},
	{"", `OAuthCallbackError: state mismatch
http://localhost:3000/api/auth/callback/github?code=c0ffee&state=a1 GitHub OAuth`},
	{"", `Get "https://api.pagerduty.com/users/me": context deadline exceeded`},
	{"", `Failed to resolve 'oauth2.googleapis.com' ([Errno -2] Name or service not known)`},
	{"", `JSONDecodeError: Expecting value: line 1 column 1 (char 0)`},
	{"", `kubectl: Unable to connect to the server: x509: certificate signed by unknown authority`},
	{"", `A Zendesk ticket says "SSL certificate problem: certificate has expired" on shop.acme.com`},
	{"", `[2026-11-22] zendesk-export: exported 429 tickets in 503 ms`},
	{"", `pg: FATAL: password authentication failed for user "zendesk"`},
	{"", `ERROR: relation "zendesk_tokens" does not exist`},
	{"", `error: redis: connection refused while caching Zendesk tickets: dial tcp 10.1.2.3:6379`},
	{"", `Traceback: File "zendesk_export.py", line 3: FileNotFoundError: [Errno 2] No such file or directory: 'tickets.csv'`},
}

// reported are texts out of public reports, which nobody had seen when the readers were
// written: 18 of these were told then.
var reported = []struct {
	want Code
	text string
}{
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
}

// TestKinds counts what is understood of them.
func TestKinds(t *testing.T) {
	right := 0
	for _, k := range append(slices.Clone(kinds), reported...) {
		got := codesOf(Text(k.text))
		if k.want == "" && len(got) == 0 || k.want != "" && len(got) > 0 && got[0] == k.want {
			right++
			continue
		}
		t.Errorf("%v, want %q: %.150q", got, k.want, k.text)
	}
	t.Logf("%d of %d", right, len(kinds)+len(reported))
}
