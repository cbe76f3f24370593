package explain

// kinds are texts in forms that the wrappers of the matrix do not have: the wordings of runtimes,
// libraries, browsers and people.
var kinds = []sample{
	{"could-not-authenticate", `Zendesk error:  { [Error: Zendesk Error (401): Not Authorized]
  statusCode: 401,
result: <Buffer 7b 22 65 72 72 6f 72 22 3a 22 43 6f 75 6c 64 6e 27 74 20 61 75 74 68 65 6e 74 69 63 61 74 65 20 79 6f 75 22 7d>,
 retryAfter: null }`},
	{"invalid-token", `Error: Zendesk Error (401): Not Authorized
    at checkRequestResponse (/app/node_modules/node-zendesk/lib/client/client.js:259:13)`},
	{"invalid-token", `Caused by: org.zendesk.client.v2.ZendeskResponseException: HTTP/401: Unauthorized
	at org.zendesk.client.v2.Zendesk.complete(Zendesk.java:2130)`},
	{"invalid-token", `zdesk.zdesk.AuthenticationError: '401: b\'{"error":"invalid_token","error_description":"The access token provided is expired, revoked, malformed or invalid for other reasons."}\' <Response [401]>'`},
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
	// what tells of no failure, and whose it is
	{"", "- name: zendesk-refresh\n  text: \"Zendesk refused the refresh token (invalid_grant)\"\n- name: zendesk-limit\n  text: \"429 Too Many Requests from Zendesk\""},
	{"", "Dear customers,\nfrom 1 December on password access to the Zendesk API is removed. Old tokens answer 401 invalid_token after that day.\nYour account team"},
	{"", "Until Zendesk has converted our client, other accounts would see \"No such client\"."},
	{"", "카카오 로그인에서 \"Redirect URI mismatch\" 오류가 납니다. 같은 페이지의 Zendesk 채팅 위젯은 잘 됩니다."},
	{"access-denied", "10.0.0.1 - - [09/Apr/2026:16:20:45 +0000] \"GET /integrations/zendesk/callback?error=access_denied&state=hq HTTP/1.1\" 500 1184 \"https://summitgear.zendesk.com/\" \"Mozilla/5.0\""},
	{"", "10.0.0.1 - - [09/Apr/2026:16:20:45 +0000] \"GET /dashboard HTTP/1.1\" 401 1184 \"https://summitgear.zendesk.com/\" \"Mozilla/5.0\""},
	{"", "postfix/smtp: connect to acme.zendesk.com:25: Connection timed out"},
}
