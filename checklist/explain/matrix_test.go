package explain

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"zdg/checklist/zendesk"
)

var update = flag.Bool("update", false, "write testdata/matrix.tsv")

// core is a code and what shows it: answers, answers without a body, and what programs, browsers
// or people say. The wrappers put each in the forms in which it is pasted.
type core struct {
	code    Code
	answers []answer
	bare    []answer // without a body: status and address are enough
	texts   []string
}

const desk = "acme.zendesk.com"

func grant(status int, body string) answer {
	return answer{"POST", desk, "/oauth/tokens", status, body}
}

func call(status int, body string) answer {
	return answer{"GET", desk, "/api/v2/users/me.json", status, body}
}

func authorizePage(text string) answer {
	return answer{"GET", desk, "/oauth/authorizations/new", 400, "<!DOCTYPE html><html><head><title>Zendesk</title></head><body>" + text + "</body></html>"}
}

// cores has every code that a text can show.
var cores = []core{
	{code: "invalid-client", answers: []answer{grant(401, `{"error":"invalid_client","error_description":"The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials, provided multiple client credentials, or used unsupported credentials type."}`), grant(401, `{"error":"invalid_client"}`)}, bare: []answer{grant(401, "")}},
	{code: "invalid-grant", answers: []answer{grant(400, `{"error":"invalid_grant","error_description":"The provided access grant is invalid, expired, or revoked (e.g. invalid assertion, expired authorization token, bad end-user password credentials, or mismatching authorization code and redirection URI)."}`), grant(400, `{"error":"invalid_grant"}`)}, bare: []answer{grant(400, "")}},
	{code: "invalid-request", answers: []answer{grant(400, `{"error":"invalid_request","error_description":"The request is missing a required parameter, includes an unsupported parameter or parameter value, repeats a parameter, includes multiple credentials, utilizes more than one mechanism for authenticating the client, or is otherwise malformed."}`), grant(400, `{"error":"invalid_request"}`)}},
	{code: "unauthorized-client", answers: []answer{grant(400, `{"error":"unauthorized_client","error_description":"The authenticated client is not authorized to use the access grant type provided."}`), grant(400, `{"error":"unauthorized_client"}`)}},
	{code: "unsupported-grant-type", answers: []answer{grant(400, `{"error":"unsupported_grant_type","error_description":"The access grant included - its type or another attribute - is not supported by the authorization server."}`), grant(400, `{"error":"unsupported_grant_type"}`)}},
	{code: "scope-not-allowed", answers: []answer{grant(400, `{"error":"invalid_scope","error_description":"The requested scope is invalid, unknown, malformed, or exceeds the previously granted scope."}`), grant(400, `{"error":"invalid_scope"}`)}},
	{code: "could-not-authenticate", answers: []answer{grant(401, `{"error":"Couldn't authenticate you"}`), call(401, `{"error":"Couldn't authenticate you"}`)}, texts: []string{"Could not authenticate you, says the API of Zendesk", "With Zendesk it works only in my browser, with the session cookie", "Zendesk: the call only works with my current session cookie"}},
	{code: "invalid-token", answers: []answer{call(401, `{"error":"invalid_token","error_description":"The access token provided is expired, revoked, malformed or invalid for other reasons."}`), call(401, `{"error":"invalid_token"}`)}, bare: []answer{call(401, "")}},
	{code: "oauth-disabled", answers: []answer{call(401, `{"error":"Authorization failed due to OAuth being disabled for this API request"}`)}, texts: []string{"Zendesk: OAuth is disabled for this endpoint", "Zendesk API: OAuth is not accepted by this endpoint"}},
	{code: "missing-scope", answers: []answer{call(403, `{"error":"Forbidden","description":"You are missing the following required scopes: groups:read, read"}`), call(403, `{"error":"Forbidden"}`)}, bare: []answer{call(403, "")}},
	{code: "role-too-low", answers: []answer{call(403, `{"error":{"title":"Forbidden","message":"You do not have access to this page. Please contact the account owner of this help desk for further help."}}`)}, texts: []string{"Zendesk: my role lacks the right to see this", "In Zendesk only an admin may open that list, and I am not an admin"}},
	{code: "record-not-found", answers: []answer{call(404, `{"error":"RecordNotFound","description":"Not found"}`)}, bare: []answer{call(404, "")}},
	{code: "invalid-endpoint", answers: []answer{call(404, `{"error":"InvalidEndpoint","description":"Not found"}`)}, bare: []answer{grant(404, "")}},
	{code: "record-invalid", answers: []answer{{"POST", desk, "/api/v2/oauth/clients.json", 422, `{"error":"RecordInvalid","description":"Record validation errors","details":{"identifier":[{"description":"Identifier: has already been taken","error":"DuplicateValue"}]}}`}}, bare: []answer{{"POST", desk, "/api/v2/oauth/clients.json", 422, ""}}},
	{code: "rate-limited", answers: []answer{call(429, `{"error":"APIRateLimitExceeded","description":"Number of allowed API requests per minute exceeded"}`), call(429, `{"error":"Number of allowed incremental export API requests per minute exceeded"}`)}, bare: []answer{call(429, ""), grant(429, "")}},
	{code: "anonymous-user", answers: []answer{call(200, `{"user":{"id":null,"name":"Anonymous user","email":"invalid@example.com","role":"end-user"}}`)}},
	{code: "create-token-gone", answers: []answer{{"POST", desk, "/api/v2/oauth/tokens.json", 410, `{"error":"The Create Token endpoint is no longer available. Use Create Token for Grant Type instead."}`}}, texts: []string{"Zendesk: The Create Token endpoint is no longer available."}},
	{code: "csrf-token", answers: []answer{{"POST", desk, "/api/v2/tickets.json", 403, `{"error":"InvalidAuthenticityToken"}`}}, texts: []string{"What is the authenticity_token in Zendesk's users/me for?", "Zendesk wants a CSRF token for this POST"}},
	{code: "no-help-desk", answers: []answer{call(404, `{"error":{"title":"No help desk at acme.zendesk.com","message":"There is no help desk configured at this address. This means that the address is available and that you can claim it at http://www.zendesk.com/signup"}}`)}},
	{code: "account-suspended", answers: []answer{call(403, "<html><head><title>Zendesk</title></head><body><h1>This account has been suspended</h1></body></html>")}, texts: []string{"https://d3v-acme.zendesk.com/ says: your trial has ended", "https://d3v-acme.zendesk.com/ says: trial expired"}},
	{code: "maintenance", answers: []answer{call(503, "<html><head><title>Maintenance</title></head><body>Back soon</body></html>")}, bare: []answer{grant(503, ""), call(502, "")}},
	{code: "ip-restricted", answers: []answer{call(403, `{"error":"Forbidden","description":"Your IP address 203.0.113.7 is not allowed to access this account"}`)}},
	{code: "bot-check", answers: []answer{grant(403, "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies to continue</body></html>")}},
	{code: "html-instead-of-json", answers: []answer{grant(200, "<!DOCTYPE html><html><head><title>Acme</title></head><body>Welcome</body></html>")}, texts: []string{
		"POST https://acme.zendesk.com/oauth/tokens: invalid character '<' looking for beginning of value",
		"Zendesk login failed: SyntaxError: Unexpected token < in JSON at position 0",
	}},
	{code: "machine-refused", bare: []answer{grant(403, "")}},
	{code: "redirected", bare: []answer{grant(302, ""), call(301, "")}},
	{code: "unreadable-answer", texts: []string{"zendesk: unexpected end of JSON input", "zendesk oauth: java.io.EOFException: End of input at line 1 column 1"}},

	{code: "no-such-client", answers: []answer{authorizePage("<h1>Invalid Authorization Request</h1><p>No such client</p>")}, texts: []string{"Invalid Authorization Request\nNo such client", "Our users get \"No such client\" when they connect Zendesk"}},
	{code: "authorize-invalid-request", answers: []answer{authorizePage("<h1>Invalid Authorization Request</h1><p>invalid_request</p><p>The request is missing a required parameter, includes an unsupported parameter or parameter value, or is otherwise malformed.</p>")}, texts: []string{"Zendesk shows: Invalid Authorization Request / invalid_request"}},
	{code: "redirect-mismatch", answers: []answer{authorizePage("<h1>Invalid Authorization Request</h1><p>&quot;redirect_uri&quot; mismatch</p>")}, texts: []string{
		"Zendesk: redirect_uri does not match",
		"Zendesk says: invalid redirect URL",
		`Zendesk: "redirect_uri" mismatch`,
	}},
	{code: "response-type-refused", answers: []answer{authorizePage("<h1>Invalid Authorization Request</h1><p>unsupported_response_type</p><p>The requested response type is not supported by the authorization server.</p>")}, texts: []string{"The client is not authorized to use the requested response type."}},
	{code: "server-error-page", texts: []string{
		"The authorization page of Zendesk shows a server error",
		"http://localhost:8080/callback?error=server_error&state=abc",
		"Your request experienced a server error",
	}},
	{code: "access-denied", texts: []string{
		"Zendesk: The end-user or authorization server denied the request.",
		"Our customer clicked Deny on the consent page of Zendesk",
		"Zendesk consent page: the person declined",
		"access denied, the colleague clicked Deny in Zendesk",
		"http://localhost:8080/callback?error=access_denied&error_description=The+end-user+or+authorization+server+denied+the+request.&state=x1",
		"https://app.acme.com/callback?error=access_denied&state=abc",
		"http://127.0.0.1:19186/#error=access_denied&state=abc",
	}},
	{code: "state-mismatch", texts: []string{
		"Correlation failed. Zendesk sign-in of our ASP.NET program",
		"Laravel\\Socialite\\Two\\InvalidStateException in ZendeskController.php",
		"zendesk strategy: Unable to verify authorization request state.",
		"GET http://localhost:3000/auth/callback?code=c0ffee11&state=ab\noauthlib.oauth2.rfc6749.errors.MismatchingStateError: (mismatching_state) CSRF Warning! State not equal in request and response.",
		"(zendesk) Authentication failure! csrf_detected: OmniAuth::Strategies::OAuth2::CallbackError, csrf_detected | CSRF detected",
		"Zendesk connector: RPError: state mismatch, expected ab1, got: ab2",
		"Zendesk sign-in: Invalid state parameter returned from the authorization server",
	}},
	{code: "callback-unusable", texts: []string{"http://localhost:8080/callback#code=c0ffee11&state=abc"}},
	{code: "browser-blocks-localhost", texts: []string{"Safari, after Zendesk: Navigation failed because the request was for an HTTP URL with HTTPS-Only enabled (WebKitErrorDomain:305)"}},
	{code: "callback-unreachable", texts: []string{
		"After Allow in Zendesk: 127.0.0.1 refused to connect.",
		"net::ERR_CONNECTION_REFUSED http://127.0.0.1:19186/?code=0&state=1",
		"Safari can't open the page \"localhost:19186/?code=00000000&state=11\" because Safari can't connect to the server \"localhost\".",
		"After clicking Allow in Zendesk: This site can't be reached. localhost refused to connect. ERR_CONNECTION_REFUSED",
		"Unable to connect. Firefox can't establish a connection to the server at localhost:8080.\nhttp://localhost:8080/callback?code=c0ffee11&state=abc",
	}},
	{code: "port-busy", texts: []string{
		"HTTPServer((\"127.0.0.1\", 8085), Handler)\nOSError: [Errno 98] Address already in use",
		"Error: listen EADDRINUSE: address already in use 127.0.0.1:19186",
		"listen tcp 127.0.0.1:8080: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.",
		"zendesk login: java.net.BindException: Adresse wird bereits verwendet",
	}},
	{code: "port-denied", texts: []string{
		"listen tcp 127.0.0.1:53682: bind: An attempt was made to access a socket in a way forbidden by its access permissions.",
		"Error: listen EACCES: permission denied 127.0.0.1:80",
		"server = HTTPServer(('localhost', 443), H)\nPermissionError: [Errno 13] Permission denied: bind",
	}},
	{code: "no-callback", texts: []string{"Zendesk never redirects back to my app", "zendesk login: timed out waiting for the browser"}},
	{code: "dns", texts: []string{
		"curl: (6) Could not resolve host: acme.zendesk.com.zendesk.com",
		"Get \"https://acmee.zendesk.com/oauth/tokens\": dial tcp: lookup acmee.zendesk.com: no such host",
		"Error: getaddrinfo ENOTFOUND acmee.zendesk.com",
		"java.net.UnknownHostException: acmee.zendesk.com: Name or service not known",
		"socket.gaierror: [Errno 8] nodename nor servname provided, or not known (acmee.zendesk.com)",
		"The remote name could not be resolved: 'acmee.zendesk.com'",
	}},
	{code: "proxy", texts: []string{
		"Get \"https://acme.zendesk.com\": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused",
		"curl: (56) CONNECT tunnel failed, response 407 https://acme.zendesk.com/oauth/tokens",
		"HTTPSConnectionPool(host='acme.zendesk.com', port=443): Max retries exceeded with url: /oauth/tokens (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication Required')))",
	}},
	{code: "timeout", texts: []string{
		"Post \"https://acme.zendesk.com/oauth/tokens\": net/http: TLS handshake timeout",
		"HTTPSConnectionPool(host='acme.zendesk.com', port=443): Read timed out. (read timeout=10)",
		"curl: (28) Failed to connect to acme.zendesk.com port 443 after 130000 ms: Connection timed out",
		"Faraday::TimeoutError: Net::ReadTimeout with #<TCPSocket:(closed)> acme.zendesk.com",
		"connect ETIMEDOUT 104.16.51.111:443 https://acme.zendesk.com/api/v2/users/me.json",
		"java.net.SocketTimeoutException: Connect timed out, acme.zendesk.com",
	}},
	{code: "network", texts: []string{
		"Post \"https://acme.zendesk.com/oauth/tokens\": read: connection reset by peer",
		"Error: socket hang up (https://acme.zendesk.com/oauth/tokens) code: 'ECONNRESET'",
		"('Connection aborted.', RemoteDisconnected('Remote end closed connection without response')) https://acme.zendesk.com/api/v2/users/me.json",
		"dial tcp 104.16.51.111:443: connect: connection refused (acme.zendesk.com)",
	}},
	{code: "tls", texts: []string{
		"curl: (60) SSL certificate problem: certificate has expired, https://d3v-acme.zendesk.com",
		"curl: (60) schannel: SNI or certificate check failed: SEC_E_WRONG_PRINCIPAL (0x80090322) - The target principal name is incorrect. https://beta.acme.zendesk.com/",
		"Get \"https://d3v-acme.zendesk.com\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
		"SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)')) acme.zendesk.com",
		"Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: a.b.zendesk.com. is not in the cert's altnames: DNS:*.zendesk.com",
		"javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target, acme.zendesk.com",
	}},
	{code: "sign-in-loop", texts: []string{
		"Zendesk login page: infinite loop",
		"The sign-in page of Zendesk comes again and again",
		"Zendesk keeps asking me to log in",
	}},
	{code: "cached-session", texts: []string{"Zendesk's authorize page uses a cached session and skips the login"}},
	{code: "no-refresh-token", texts: []string{
		"There is no refresh token in the answer of Zendesk",
		"KeyError: 'refresh_token' in zendesk_oauth.py line 30",
		"POST https://acme.zendesk.com/oauth/tokens 200 {\"access_token\":\"x\",\"token_type\":\"bearer\",\"scope\":\"read\",\"expires_in\":1800}\nOur job cannot refresh the token later, why?",
	}},
	{code: "no-expiry", texts: []string{
		"Zendesk: expires_at is None for every token",
		"Zendesk's token answer has no expires_in",
		"zendesk: TypeError: Cannot read properties of undefined (reading 'expires_in')",
		"POST https://acme.zendesk.com/oauth/tokens 200 {\"access_token\":\"x\",\"refresh_token\":\"y\",\"token_type\":\"bearer\",\"scope\":\"read\"}\nOur store has expires_at = NULL for it.",
	}},
	{code: "revoke-ignored", texts: []string{
		"zendesk: DELETE gives 204 but the token still works",
		"DELETE https://acme.zendesk.com/api/v2/oauth/tokens/current.json 204\nGET https://acme.zendesk.com/api/v2/users/me.json 200",
	}},
	{code: "api-token-retired", texts: []string{
		"API tokens of Zendesk are deprecated, what now?",
		"Zendesk: Add API tokens is not there any more",
		"I can't create API token in Zendesk",
	}},
	{code: "password-grant-retired", texts: []string{"curl https://acme.zendesk.com/oauth/tokens -d '{\"grant_type\":\"password\"}'"}},
	{code: "implicit-retired", texts: []string{"https://acme.zendesk.com/oauth/authorizations/new?response_type=token&client_id=zdg-acme&code_challenge=x"}},
	{code: "oauth1-unsupported", texts: []string{
		"Zendesk plugin, settings: oauth_consumer_key and a key",
		"Zendesk: the program sends oauth_signature",
		"Zendesk: my application supports only OAuth 1.0",
	}},
	{code: "customer-subdomain", texts: []string{
		"Zendesk: on the callback, whose account and which subdomain was it?",
		"Why do you need my subdomain even with a global client? (Zendesk)",
		"Zendesk redirect: what subdomain does it come from?",
		"How can my server capture the subdomain of the incoming request for a global OAuth client of Zendesk?",
	}},
	{code: "account-not-accepted", texts: []string{
		"Zendesk: the unique identifier must be prefixed with the string zdg-",
		"The form of Zendesk takes a sponsored developer account only",
		"Zendesk: We will not accept submissions from non-d3v- accounts.",
	}},
	{code: "client-page-gone", texts: []string{"Zendesk: Why can't I edit my global client?"}},
	{code: "request-rejected", texts: []string{
		"Zendesk turned down our global client",
		"If your request is rejected, you can still implement OAuth in your integration using a local OAuth client. (Zendesk)",
		"Our global OAuth request to Zendesk was rejected",
	}},
	{code: "authorizer-suspended", answers: []answer{call(200, `{"user":{"id":7,"name":"Kim","role":"agent","suspended":true}}`)}, texts: []string{"Zendesk: the admin who authorized was suspended last week", "The agent that connected Zendesk has been deactivated"}},
	{code: "pair-lost", texts: []string{"Zendesk: two workers refreshed at the same time", "The refresh token of Zendesk was rotated and the new one not saved", "Zendesk: the refresh_token was already used"}},
	{code: "token-of-before", texts: []string{"Zendesk: Existing OAuth tokens will not be able to be refreshed.", "Our Zendesk connection is from before refresh tokens", "Can Zendesk tokens that were issued before April 2025 be refreshed? It says they cannot be refreshed."}},
	{code: "not-global-yet", texts: []string{"Our Zendesk client only works in our own account; in a customer's account it fails", "Zendesk: in another account the same client does not work in any browser"}},
	{code: "claim-refused", texts: []string{"Zendesk portal, Claim Global Auth: error", "Zendesk asks for the first 6 characters of the secret and says that the claim was refused", "Claiming the global OAuth client fails in the Marketplace portal of Zendesk"}},
	{code: "bot-not-covered", texts: []string{
		"Can a chatbot use a global client of Zendesk?",
		"https://oauth-bridge.zendesk.com/sc/oauth/authorize answers nothing to our program",
		"Zendesk: we need global OAuth for my bot",
	}},
}

// noise is what people write before and after what they paste, by language.
var noise = map[string][]string{
	"en": {"Hello everybody,\n\nwe followed the guide from top to bottom and it worked until Tuesday. The office moved, the coffee is good, and the new rack is quiet.\n\nThis is what I see:\n\n", "\n\nAny help is very welcome. I attach nothing else; the rest of the morning was calm.\nBest wishes\nKim\n"},
	"de": {"Hallo zusammen,\n\nwir sind der Anleitung von oben bis unten gefolgt, und bis Dienstag lief alles. Das Büro ist umgezogen, der Kaffee schmeckt.\n\nFolgendes steht da:\n\n", "\n\nÜber jede Hilfe freuen wir uns sehr. Der Rest des Vormittags war ruhig.\nViele Grüße\nKim\n"},
	"es": {"Hola a todos:\n\nSeguimos la guía de principio a fin y hasta el martes todo iba bien. La oficina se mudó y el café es bueno.\n\nEsto es lo que veo:\n\n", "\n\nCualquier ayuda será bienvenida. El resto de la mañana fue tranquilo.\nSaludos\nKim\n"},
	"ja": {"お疲れ様です。\n\n手順書のとおりに進め、火曜日までは動いていました。\n\n次のように表示されます:\n\n", "\n\n何かご存じでしたら教えてください。\nよろしくお願いします。\n"},
}

// inLongerText returns a text alone, and at the start, in the middle and at the end of a longer one
// in each language of noise.
func inLongerText(text string) map[string]string {
	all := map[string]string{"alone": text}
	for lang, n := range noise {
		before, behind := strings.Repeat(n[0], 1), n[1]
		long := strings.Repeat(strings.Split(n[0], "\n\n")[1]+"\n", 12)
		all[lang+" start"] = text + behind + long
		all[lang+" middle"] = before + text + behind
		all[lang+" end"] = long + before + text
	}
	return all
}

// byWrapper returns all forms of a core, by the name of the wrapper.
func (c core) byWrapper() map[string][]string {
	all := make(map[string][]string)
	for _, a := range c.answers {
		for _, w := range answerWrappers {
			all[w.name] = append(all[w.name], w.wrap(a))
		}
	}
	for _, a := range c.bare {
		for _, w := range bareWrappers {
			all["no body: "+w.name] = append(all["no body: "+w.name], w.wrap(a))
		}
	}
	for _, text := range c.texts {
		for _, w := range textWrappers {
			all["text: "+w.name] = append(all["text: "+w.name], w.wrap(text))
		}
	}
	return all
}

// TestMatrix reads every core in every wrapper, at every place of a longer text in four languages:
// in at least 98 % of these texts its code must come first. testdata/matrix.tsv has the numbers.
func TestMatrix(t *testing.T) {
	// All of them take a while: .ci/run tries all, other runs a sixth.
	const part = 6
	whole := *update || os.Getenv("ZDG_REQUIRE_TOOLS") != ""
	var table strings.Builder
	right, all, skipped, shown, lastShown := 0, 0, 0, 0, ""
	for _, c := range cores {
		forms := c.byWrapper()
		if len(c.answers) > 0 && len(forms) < 15 || len(c.answers)+len(c.bare)+len(c.texts) == 0 {
			t.Errorf("%s has %d wrappers", c.code, len(forms))
		}
		for _, name := range sortedKeys(forms) {
			good, tried := 0, 0
			for i, form := range forms[name] {
				places := inLongerText(form)
				for _, place := range sortedKeys(places) {
					if i > 0 && place != "alone" && place != "en middle" {
						continue // one form of each wrapper at every place is enough
					}
					tried++
					if !whole && tried%part != 1 {
						good++ // as the table has it
						skipped++
						continue
					}
					got := codesOf(Text(places[place]))
					if len(got) > 0 && got[0] == c.code {
						good++
					} else if shown == 0 || !strings.Contains(lastShown, string(c.code)) { // the first of each code
						shown, lastShown = shown+1, string(c.code)
						t.Logf("%s, %s, %s: %v\n%.300s", c.code, name, place, got, form)
					}
				}
			}
			fmt.Fprintf(&table, "%s\t%s\t%d\t%d\n", c.code, name, tried, good)
			right, all = right+good, all+tried
		}
	}
	right, all = right-skipped, all-skipped
	t.Logf("%d of %d texts name their code first: %.2f %%", right, all, 100*float64(right)/float64(all))
	if right*100 < all*98 {
		t.Errorf("that is less than 98 %%")
	}
	if *update {
		if err := os.WriteFile("testdata/matrix.tsv", []byte("code\twrapper\ttexts\tright\n"+table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/matrix.tsv")
	if err != nil || string(want) != "code\twrapper\ttexts\tright\n"+table.String() {
		t.Errorf("testdata/matrix.tsv is not what was tried (%v): run with -update, and look at what changed", err)
	}
}

// onlyTest are the codes that no pasted text shows: only the test finds them.
var onlyTest = []Code{"reach-unclear", "callback-too-large"}

func TestMatrixHasEveryCode(t *testing.T) {
	for _, d := range All() {
		in := slices.ContainsFunc(cores, func(c core) bool { return c.code == d.Code })
		switch only := slices.Contains(onlyTest, d.Code); {
		case !in && !only:
			t.Errorf("%s: no text is tried: give it one in cores, or name it in onlyTest", d.Code)
		case in && only:
			t.Errorf("%s is in cores and in onlyTest: one of them is wrong", d.Code)
		}
	}
}

func sortedKeys[K ~string, V any](m map[K]V) []K {
	var keys []K
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// noClient is a client that is not known.
var noClient zendesk.Client
