package explain

import (
	"slices"
	"strings"
	"testing"
)

// publicCases are texts that were once explained wrongly; holds is part of what or cause.
var publicCases = []struct {
	name, text string
	want       []Code
	holds      string
}{
	{"a status and an address, and no body", `requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://acme.zendesk.com/api/v2/users/me.json`, []Code{"invalid-token", "could-not-authenticate"}, ""},
	{"this machine fails", `Traceback (most recent call last):
  File "oauth_callback.py", line 12, in <module>
    HTTPServer(("127.0.0.1", 8085), Handler)
OSError: [Errno 98] Address already in use`, []Code{"port-busy"}, ""},
	{"a state in the words of a library", `zendesk strategy: Unable to verify authorization request state.`, []Code{"state-mismatch"}, ""},
	{"a certificate in the words of a runtime", `curl: (60) schannel: SNI or certificate check failed: SEC_E_WRONG_PRINCIPAL (0x80090322) - The target principal name is incorrect.
https://beta.acme.zendesk.com/api/v2/locales/public.json`, []Code{"tls"}, "certificate is for another host"},
	{"an answer in which something is missing", `POST https://acme.zendesk.com/oauth/tokens 200
{"access_token":"eyJ0eXAiOiJhdCtqd3QifQ.e30.000","refresh_token":"0000","token_type":"bearer","scope":"tickets:read","refresh_token_expires_in":2592000}
Our store has expires_at = NULL for this connection, so it never refreshes.`, []Code{"no-expiry"}, ""},
	{"the same, complete", `POST https://acme.zendesk.com/oauth/tokens 200
{"access_token":"eyJ0eXAiOiJhdCtqd3QifQ.e30.000","refresh_token":"0000","token_type":"bearer","scope":"tickets:read","expires_in":1800,"refresh_token_expires_in":2592000}
Our store has expires_at = NULL for this connection, so it never refreshes.`, nil, ""},
	{"the browser cannot reach the callback", `Safari Can't Connect to the Server
Safari can't open the page "localhost:19186/?code=00000000&state=11" because Safari can't connect to the server "localhost".`, []Code{"callback-unreachable"}, ""},
	{"another vendor's sentence", `ValueError: Slack token is missing the following required scopes: ['emoji:read', 'users:read', 'users:read.email']`, nil, ""},
	{"the words are data", `{"results":[{"id":7,"url":"https://acme.zendesk.com/api/v2/tickets/7.json","subject":"403 Forbidden on checkout","description":"Customer writes: connection timed out, then 503 Service Unavailable","status":"open","result_type":"ticket"}],"count":1,"next_page":null}`, nil, ""},
	{"localhost refused, and it is no callback", `I run npm run watch and open Zendesk with ?zat=true. Console:
VM3051:1 GET http://localhost:4567/app.js?locale=en-US&subdomain=acme net::ERR_CONNECTION_REFUSED`, nil, ""},
	{"the body is encoded", `{"status":400,"isBase64Encoded":true,"body":"eyJlcnJvciI6ImludmFsaWRfZ3JhbnQifQ==","url":"https://acme.zendesk.com/oauth/tokens"}`, []Code{"invalid-grant"}, ""},
	{"Zendesk's own error code", `Zendesk: {"error":"APIRateLimitExceeded"}`, []Code{"rate-limited"}, ""},
	{"all addresses", `listen tcp :8080: bind: address already in use`, nil, ""},
}

func TestPublicCases(t *testing.T) {
	for _, c := range publicCases {
		got := Text(c.text)
		if codes := codesOf(got); len(c.want) == 0 && len(got) > 0 || len(c.want) > 0 && (len(got) < len(c.want) || !slices.Equal(codes[:len(c.want)], c.want)) {
			t.Errorf("%s: %v, want %v", c.name, codes, c.want)
			continue
		}
		if len(got) > 0 && !strings.Contains(got[0].What+got[0].Cause, c.holds) {
			t.Errorf("%s: %q is not in %+v", c.name, c.holds, got[0])
		}
	}
}
