package explain

import (
	"fmt"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// verbatim are answers and complaints word for word, with the code that must come first.
var verbatim = []struct {
	code Code
	text string
}{
	{"no-such-client", `Invalid Authorization Request
No such client`},
	{"no-such-client", `Our users get “No such client” when they connect Zendesk`},
	{"no-such-client", `<h1>Invalid Authorization Request</h1><p>No such client</p>`},
	{"authorize-invalid-request", `Invalid Authorization Request
invalid_request
The request is missing a required parameter, includes an unsupported parameter or parameter value, or is otherwise malformed.`},
	{"authorize-invalid-request", `When I try to authorize the Zendesk OAuth2 credential, I am redirected to a page with the message "Invalid Authorization Request / invalid_request".`},
	{"authorize-invalid-request", `Zendesk: Invalid Authorization Request`},
	{"no-such-client", `acme.zendesk.com
┌───────────────────────────────────┐
│  Invalid Authorization Request    │
│  No such client                   │
└───────────────────────────────────┘`},
	{"state-mismatch", `I entered the client id (Unique identifier in zendesk) and secret. I run the script and open the authorization URL but get "The state token is invalid or has expired".`},
	{"redirect-mismatch", `"redirect_uri" mismatch`},
	{"redirect-mismatch", `"redirect_uri" missing`},
	{"response-type-refused", `unsupported_response_type: The requested response type is not supported by the authorization server.`},
	{"response-type-refused", `The client is not authorized to use the requested response type.`},
	{"scope-not-allowed", `{"error":"invalid_scope","error_description":"The requested scope is invalid, unknown, or malformed."}`},
	{"scope-not-allowed", `{"error":"invalid_scope","error_description":"The requested scope is invalid, unknown, malformed, or exceeds the previously granted scope."}`},
	{"scope-not-allowed", `{"error":"invalid_scope"}`},
	{"server-error-page", `Your request experienced a server error`},
	{"access-denied", `http://localhost:8080/callback?error=access_denied&error_description=The+end-user+or+authorization+server+denied+the+request.&state=x`},
	{"access-denied", `https://app.acme.com/callback?error=access_denied&state=abc`},
	{"no-help-desk", `{"error":{"title":"No help desk at acme.zendesk.com","message":"There is no help desk configured at this address. This means that the address is available and that you can claim it at http://www.zendesk.com/signup"}}`},
	{"no-help-desk", `No help desk at help.acme.com`},
	{"state-mismatch", `Zendesk says: The state token is invalid or has expired`},
	{"invalid-client", `{"error":"invalid_client","error_description":"The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials, provided multiple client credentials, or used unsupported credentials type."}`},
	{"invalid-client", `{"error":"invalid_client"}`},
	{"invalid-grant", `{"error":"invalid_grant","error_description":"The provided access grant is invalid, expired, or revoked (e.g. invalid assertion, expired authorization token, bad end-user password credentials, or mismatching authorization code and redirection URI)."}`},
	{"invalid-grant", `{"error":"invalid_grant"}`},
	{"invalid-request", `{"error":"invalid_request","error_description":"The request is missing a required parameter, includes an unsupported parameter or parameter value, repeats a parameter, includes multiple credentials, utilizes more than one mechanism for authenticating the client, or is otherwise malformed."}`},
	{"unauthorized-client", `{"error":"unauthorized_client","error_description":"The authenticated client is not authorized to use the access grant type provided."}`},
	{"unsupported-grant-type", `{"error":"unsupported_grant_type","error_description":"The access grant included - its type or another attribute - is not supported by the authorization server."}`},
	{"could-not-authenticate", `{"error":"Couldn't authenticate you"}`},
	{"invalid-token", `{"error":"invalid_token","error_description":"The access token provided is expired, revoked, malformed or invalid for other reasons."}`},
	{"oauth-disabled", `Authorization failed due to OAuth being disabled for this API request`},
	{"missing-scope", `{"error":"Forbidden","description":"You are missing the following required scopes: read"}`},
	{"role-too-low", `{"error":{"title":"Forbidden","message":"You do not have access to this page. Please contact the account owner of this help desk for further help."}}`},
	{"record-not-found", `{"error":"RecordNotFound","description":"Not found"}`},
	{"invalid-endpoint", `{"error":"InvalidEndpoint","description":"Not found"}`},
	{"record-invalid", `{"error":"RecordInvalid","description":"Record validation errors","details":{"identifier":[{"description":"Identifier: has already been taken","error":"DuplicateValue"}]}}`},
	{"rate-limited", `Number of allowed API requests per minute exceeded`},
	{"anonymous-user", `{"user":{"id":null,"name":"Anonymous user","email":"invalid@example.com"}}`},
	{"create-token-gone", `The Create Token endpoint is no longer available. Use Create Token for Grant Type instead.`},
	{"dns", `curl: (6) Could not resolve host: acme.zendesk.com.zendesk.com`},
	{"dns", `Get "https://acmee.zendesk.com/oauth/tokens": dial tcp: lookup acmee.zendesk.com: no such host`},
	{"timeout", `Post "https://acme.zendesk.com/oauth/tokens": net/http: TLS handshake timeout`},
	{"proxy", `Get "https://acme.zendesk.com": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused`},
	{"network", `Post "https://acme.zendesk.com/oauth/tokens": read: connection reset by peer`},
	{"tls", `curl: (60) SSL certificate problem: certificate has expired for d3v-acme.zendesk.com`},
	{"tls", `Get "https://d3v-acme.zendesk.com": tls: failed to verify certificate: x509: certificate signed by unknown authority`},
	{"account-suspended", `https://d3v-acme.zendesk.com/ says: This account has been suspended`},
	{"maintenance", `< HTTP/1.1 503 Service Unavailable
< server: cloudflare
POST https://acme.zendesk.com/oauth/tokens`},
	{"html-instead-of-json", `POST https://acme.zendesk.com/oauth/tokens: invalid character '<' looking for beginning of value`},
	{"html-instead-of-json", `zendesk login: Unexpected token < in JSON at position 0`},
	{"unreadable-answer", `zendesk: unexpected end of JSON input`},
	{"browser-blocks-localhost", `Safari, after Zendesk: Navigation failed because the request was for an HTTP URL with HTTPS-Only enabled (WebKitErrorDomain:305)`},
	{"callback-unreachable", `After clicking Allow in Zendesk: This site can’t be reached. localhost refused to connect. ERR_CONNECTION_REFUSED`},
	{"port-busy", `zdg test: Zendesk: listen tcp 127.0.0.1:8080: bind: address already in use`},
	{"port-denied", `zendesk login: listen tcp 127.0.0.1:53682: bind: An attempt was made to access a socket in a way forbidden by its access permissions.`},
	{"no-callback", `Zendesk never redirects back to my app`},
	{"sign-in-loop", `Zendesk keeps asking me to log in`},
	{"no-expiry", `Zendesk's token answer has no expires_in`},
	{"no-refresh-token", `There is no refresh token in the answer of Zendesk`},
	{"revoke-ignored", `zendesk: DELETE gives 204 but the token still works`},
	{"csrf-token", `What is the authenticity_token in Zendesk's users/me for?`},
	{"api-token-retired", `I can't create API token in Zendesk`},
	{"implicit-retired", `https://acme.zendesk.com/oauth/authorizations/new?response_type=token&client_id=zdg-acme&code_challenge=x`},
	{"password-grant-retired", `curl https://acme.zendesk.com/oauth/tokens -d '{"grant_type":"password"}'`},
	{"oauth1-unsupported", `My application supports only Oauth 1.0, will I be able to use Oauth authentication with Zendesk?`},
	{"request-rejected", `Zendesk: our request for a global OAuth client was rejected; "global client request: rejected"`},
}

func TestTextOfBrowserAlone(t *testing.T) {
	for text, want := range map[string]Code{
		"No such client": "no-such-client", " “No such client.”\n": "no-such-client", "anonymous user": "anonymous-user",
		"Invalid Authorization Request": "authorize-invalid-request", "invalid_request": "authorize-invalid-request",
	} {
		if got := codesOf(Text(text)); !slices.Contains(got, want) {
			t.Errorf("%q gives %v, want %s", text, got, want)
		}
	}
}

func TestVerbatim(t *testing.T) {
	for _, v := range verbatim {
		got := Text(v.text)
		if len(got) == 0 || got[0].Code != v.code {
			t.Errorf("%q\n\tgives %v, want %s first", v.text, codesOf(got), v.code)
		}
		for _, d := range got {
			checkDiagnosis(t, d)
		}
	}
}

// wrappings are ways in which a text is passed on: quoted, escaped, logged, in a page.
var wrappings = []struct {
	name string
	wrap func(string) string
}{
	{"as it is", func(s string) string { return s }},
	{"capitals", strings.ToUpper},
	{"quoted mail", func(s string) string { return "> > " + strings.ReplaceAll(wrapBetweenWords(s, 60), "\n", "\n> > ") }},
	{"folded at 40", func(s string) string { return wrapBetweenWords(s, 40) }},
	{"comment", func(s string) string { return "// " + strings.ReplaceAll(wrapBetweenWords(s, 50), "\n", "\r\n// ") }},
	{"JSON in JSON", func(s string) string { return `{"level":"error","body":` + strconv.Quote(s) + `}` }},
	{"JSON, three deep", func(s string) string {
		return fmt.Sprintf("%q", fmt.Sprintf("%q", `{"body":`+strconv.QuoteToASCII(s)+`}`))
	}},
	{"JSON with \\u", func(s string) string { return strings.ReplaceAll(s, "'", `\u0027`) }},
	{"HTML", func(s string) string {
		return "<html><body><p>" + strings.ReplaceAll(html.EscapeString(s), " ", "&nbsp;") + "</p></body></html>"
	}},
	{"HTML with tags in it", func(s string) string {
		words := strings.Split(html.EscapeString(s), " ")
		for i := 1; i < len(words); i += 3 {
			words[i] = `<b>` + words[i] + `</b><br/>`
		}
		return `<div class="page">` + strings.Join(words, " ") + `</div>`
	}},
	{"HTML, escaped twice", func(s string) string { return html.EscapeString(html.EscapeString(s)) }},
	{"query", func(s string) string { return url.QueryEscape(s) }},
	{"path", func(s string) string { return url.PathEscape(s) }},
	{"smart quotes", func(s string) string {
		return strings.NewReplacer(`"`, "“", "'", "’", " - ", " – ").Replace(s)
	}},
	{"colours", func(s string) string {
		return "\x1b[31m" + strings.ReplaceAll(s, " ", "\x1b[0m \x1b[1;38;5;196m") + "\x1b[0m\x1b]8;;\x07"
	}},
	{"curl -v", func(s string) string {
		return "* Connected\n> \n< content-type: application/json\n< \n* Connection #0 left intact\n" + s + "\n"
	}},
	{"forum", func(s string) string {
		return "Hi There,\n\nfirst of all its a pretty good guide. But I get this:\n\n    " + s + "\n\nAny help will be highly appreciated :)"
	}},
	{"zero width", func(s string) string { return strings.ReplaceAll(s, "e", "e\u200b") }},
	{"tabs and blanks", func(s string) string { return strings.ReplaceAll(s, " ", " \t\u00a0 ") }},
	{"noise around", func(s string) string {
		return strings.Repeat("lorem ipsum dolor sit amet ", 400) + s + strings.Repeat(" consectetur adipiscing elit", 400)
	}},
	{"UTF-16", func(s string) string { return "\xff\xfe" + strings.Join(strings.Split(s, ""), "\x00") + "\x00" }},
	{"log lines", func(s string) string {
		return "2026-11-22T10:00:00Z ERROR [oauth] status=400 body=" + s + " trace=1f2e"
	}},
	{"UTF-16 marks and broken bytes", func(s string) string { return "\xff\xfe" + s + "\xc3" }},
}

func TestVerbatimInEveryWrapping(t *testing.T) {
	for _, w := range wrappings {
		for _, v := range verbatim {
			if got := Text(w.wrap(v.text)); len(got) == 0 || got[0].Code != v.code {
				t.Errorf("%s: %q\n\tgives %v, want %s first", w.name, v.text, codesOf(got), v.code)
			}
		}
	}
}

// TestSentencesWrappedInsideWords: a terminal breaks a long sentence anywhere.
func TestSentencesWrappedInsideWords(t *testing.T) {
	for _, v := range verbatim {
		if len(v.text) < 90 || strings.Contains(v.text, "\n") || !strings.Contains(v.text, "error_description") {
			continue
		}
		if got := codesOf(Text(wrapInsideWords(v.text, 31))); !slices.Contains(got, v.code) {
			t.Errorf("%q\n\tgives %v, want %s", wrapInsideWords(v.text, 31), got, v.code)
		}
	}
}

// wrapBetweenWords breaks lines at blanks, at the latest after width bytes.
func wrapBetweenWords(s string, width int) string {
	var out strings.Builder
	n := 0
	for i, word := range strings.Split(s, " ") {
		switch {
		case i == 0:
		case n+len(word) > width:
			out.WriteByte('\n')
			n = 0
		default:
			out.WriteByte(' ')
		}
		out.WriteString(word)
		n += len(word) + 1
	}
	return out.String()
}

// wrapInsideWords breaks lines after every width bytes.
func wrapInsideWords(s string, width int) string {
	var out strings.Builder
	for len(s) > width {
		out.WriteString(s[:width] + "\n")
		s = s[width:]
	}
	return out.String() + s
}

// TestBeside: what runs beside its caller returns to who waits, and so does its panic.
func TestBeside(t *testing.T) {
	if got := beside(func() string { return "found" })(); got != "found" {
		t.Errorf("%q", got)
	}
	defer func() {
		if got := recover(); got != "broken" {
			t.Errorf("%v", got)
		}
	}()
	beside(func() string { panic("broken") })()
	t.Error("it went on")
}
