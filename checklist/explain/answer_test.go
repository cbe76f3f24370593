package explain

import (
	"strings"
	"testing"
	"time"

	"zdg/checklist/zendesk"
)

// client is a client of d3v-acme with the redirect URL sentRedirect.
func client(t *testing.T, identifier string, kind zendesk.Kind) zendesk.Client {
	t.Helper()
	c, err := zendesk.ParseClient(zendesk.Typed{
		Subdomain: "d3v-acme", Identifier: identifier, Kind: string(kind),
		RedirectURL: "http://localhost:8080/callback", Scopes: []string{"read", "tickets:write"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAnswer(t *testing.T) {
	for _, c := range []struct {
		seen Seen
		want Code
	}{
		{Seen{}, "network"},
		{Seen{Where: Network, Error: NetDNS}, "dns"},
		{Seen{Where: Network, Error: NetRefused}, "network"},
		{Seen{Where: Network, Error: NetReset}, "network"},
		{Seen{Where: Network, Error: NetTimeout}, "timeout"},
		{Seen{Where: Network, Error: NetProxy}, "proxy"},
		{Seen{Where: Network, Error: NetTLSExpired}, "tls"},
		{Seen{Where: Network, Error: NetTLSHost}, "tls"},
		{Seen{Where: Network, Error: NetTLSUnknown}, "tls"},
		{Seen{Where: Network, Error: NetTLS}, "tls"},
		{Seen{Where: Network, Error: NetOther}, "network"},
		{Seen{Where: Network, Error: NetPortBusy}, "port-busy"},
		{Seen{Where: Network, Error: NetPortDenied}, "port-denied"},
		{Seen{Where: Network, Error: NetNoCallback}, "no-callback"},
		{Seen{Where: Network, Error: "something new"}, "network"},
		{Seen{Where: Network, Error: "account-suspended"}, "account-suspended"},

		{Seen{Where: AuthorizePage, Status: 400, Text: "Invalid Authorization Request No such client"}, "no-such-client"},
		{Seen{Where: AuthorizePage, Text: "No such client"}, "no-such-client"},
		{Seen{Where: AuthorizePage, Status: 400, Error: "invalid_request"}, "authorize-invalid-request"},
		{Seen{Where: AuthorizePage, Status: 400}, "authorize-invalid-request"},
		{Seen{Where: AuthorizePage, Error: "invalid_scope"}, "scope-not-allowed"},
		{Seen{Where: AuthorizePage, Error: "unauthorized_client"}, "response-type-refused"},
		{Seen{Where: AuthorizePage, Status: 400, Text: `Invalid Authorization Request invalid_request "redirect_uri" mismatch`}, "redirect-mismatch"},
		{Seen{Where: AuthorizePage, Status: 400, Text: "Invalid Authorization Request invalid_scope The requested scope is invalid, unknown, or malformed."}, "scope-not-allowed"},
		{Seen{Where: AuthorizePage, Status: 400, Text: "Invalid Authorization Request unsupported_response_type The requested response type is not supported by the authorization server."}, "response-type-refused"},
		{Seen{Where: AuthorizePage, Status: 200, Text: "Sign in the page comes again and again"}, "sign-in-loop"},
		{Seen{Where: AuthorizePage, Status: 404}, "no-help-desk"},
		{Seen{Where: AuthorizePage, Status: 500}, "server-error-page"},

		{Seen{Where: Callback, Error: "access_denied", Text: "The end-user or authorization server denied the request."}, "access-denied"},
		{Seen{Where: Callback, Error: "access_denied"}, "access-denied"},
		{Seen{Where: Callback, Error: "server_error"}, "server-error-page"},
		{Seen{Where: Callback, Error: "invalid_request"}, "authorize-invalid-request"},
		{Seen{Where: Callback, Error: "state-mismatch"}, "state-mismatch"},
		{Seen{Where: Callback, Error: "teapot"}, unknown},

		{Seen{Where: TokenEndpoint, Status: 401, Error: "invalid_client"}, "invalid-client"},
		{Seen{Where: TokenEndpoint, Status: 401}, "invalid-client"},
		{Seen{Where: TokenEndpoint, Status: 400, Error: "invalid_grant"}, "invalid-grant"},
		{Seen{Where: TokenEndpoint, Status: 200, Error: "invalid_grant"}, "invalid-grant"},
		{Seen{Where: TokenEndpoint, Status: 400, Error: "invalid_request"}, "invalid-request"},
		{Seen{Where: TokenEndpoint, Status: 400, Error: "unauthorized_client"}, "unauthorized-client"},
		{Seen{Where: TokenEndpoint, Status: 400, Error: "unsupported_grant_type"}, "unsupported-grant-type"},
		{Seen{Where: TokenEndpoint, Status: 400, Error: "invalid_scope"}, "scope-not-allowed"},
		{Seen{Where: TokenEndpoint, Status: 401, Error: "Couldn't authenticate you"}, "could-not-authenticate"},
		{Seen{Where: TokenEndpoint, Status: 401, Text: "Couldn’t authenticate you"}, "could-not-authenticate"},
		{Seen{Where: TokenEndpoint, Status: 200, Error: BodyHTML, Text: "Sign in"}, "html-instead-of-json"},
		{Seen{Where: TokenEndpoint, Status: 502, Text: "<html>bad gateway</html>"}, "maintenance"},
		{Seen{Where: TokenEndpoint, Status: 500, Error: "server_error", Text: "invalid_grant"}, "maintenance"},
		{Seen{Where: TokenEndpoint, Status: 503, Error: BodyHTML, Text: "Just a moment..."}, "maintenance"},
		{Seen{Where: API, Status: 500, Error: BodyHTML, Text: "You do not have access to this page. Please contact the account owner of this help desk"}, "maintenance"},
		{Seen{Where: TokenEndpoint, Status: 403, Error: BodyHTML, Text: "Just a moment... Enable JavaScript and cookies to continue"}, "bot-check"},
		{Seen{Where: TokenEndpoint, Status: 403, Error: "Forbidden", Text: "You do not have access to this page. Please contact the account owner of this help desk"}, "machine-refused"},
		{Seen{Where: TokenEndpoint, Status: 403}, "machine-refused"},
		{Seen{Where: API, Status: 403, Error: BodyHTML, Text: "Your IP address 203.0.113.7 is not allowed to access this account"}, "ip-restricted"},
		{Seen{Where: TokenEndpoint, Status: 404, Error: BodyHTML, Text: "No help desk at d3v-acme.zendesk.com"}, "no-help-desk"},
		{Seen{Where: TokenEndpoint, Status: 200, Error: BodyUnreadable}, "unreadable-answer"},
		{Seen{Where: TokenEndpoint, Status: 302}, "redirected"},
		{Seen{Where: TokenEndpoint, Status: 307, Error: Redirected}, "redirected"},
		{Seen{Where: TokenEndpoint, Status: 429, Error: BodyHTML, Text: "<html>slow down"}, "rate-limited"},
		{Seen{Where: TokenEndpoint, Status: 503}, "maintenance"},
		{Seen{Where: TokenEndpoint, Status: 200, Error: "no-refresh-token"}, "no-refresh-token"},
		{Seen{Where: TokenEndpoint, Status: 200, Error: "no-expiry"}, "no-expiry"},
		{Seen{Where: TokenEndpoint, Status: 404}, "invalid-endpoint"}, // "no such account" only where the host says so
		{Seen{Where: TokenEndpoint, Status: 418}, unknown},

		{Seen{Where: API, Status: 403, Error: BodyHTML, Text: "This account is suspended"}, "account-suspended"},
		{Seen{Where: API, Status: 403, Error: BodyHTML, Text: "Sign in to the network"}, "html-instead-of-json"},
		{Seen{Where: API, Status: 401, Error: "invalid_token"}, "invalid-token"},
		{Seen{Where: API, Status: 401}, "invalid-token"},
		{Seen{Where: API, Status: 403, Error: "Forbidden", Text: "You are missing the following required scopes: read"}, "missing-scope"},
		{Seen{Where: API, Status: 403, Error: "Forbidden", Text: "You do not have access to this page. Please contact the account owner of this help desk for further help."}, "role-too-low"},
		{Seen{Where: API, Status: 403, Error: "Forbidden"}, "missing-scope"},
		{Seen{Where: API, Status: 404, Error: "RecordNotFound", Text: "Not found"}, "record-not-found"},
		{Seen{Where: API, Status: 404, Error: "InvalidEndpoint", Text: "Not found"}, "invalid-endpoint"},
		{Seen{Where: API, Status: 404, Error: "No help desk at d3v-acme.zendesk.com"}, "no-help-desk"},
		{Seen{Where: API, Status: 422, Error: "RecordInvalid", Text: "Record validation errors"}, "record-invalid"},
		{Seen{Where: API, Status: 429, Text: "Number of allowed API requests per minute exceeded"}, "rate-limited"},
		{Seen{Where: API, Status: 200, Error: "anonymous-user"}, "anonymous-user"},
		{Seen{Where: API, Status: 204, Error: "revoke-ignored"}, "revoke-ignored"},
		{Seen{Where: API, Status: 401, Text: "Authorization failed due to OAuth being disabled for this API request"}, "oauth-disabled"},
	} {
		for _, cl := range []zendesk.Client{{}, client(t, "zdg-acme", zendesk.Confidential)} {
			got := Answer(c.seen, cl)
			if len(got) == 0 || got[0].Code != c.want {
				t.Errorf("%+v\n\tgives %v, want %s first", c.seen, codesOf(got), c.want)
			}
			for _, d := range got {
				checkDiagnosis(t, d)
			}
		}
	}
}

func TestAnswerIsNarrowed(t *testing.T) {
	confidential := client(t, "zdg-acme", zendesk.Confidential)
	public := client(t, "zdg-acme", zendesk.Public)
	numeric := client(t, "50789", zendesk.Confidential)
	invalidClient := Seen{Where: TokenEndpoint, Status: 401, Error: "invalid_client"}
	invalidGrant := Seen{Where: TokenEndpoint, Status: 400, Error: "invalid_grant"}
	with := func(s Seen, change func(*Seen)) Seen { change(&s); return s }
	for _, c := range []struct {
		name   string
		seen   Seen
		client zendesk.Client
		want   Code
		holds  string // in cause, check or fix
	}{
		{"number", invalidClient, numeric, "invalid-client", "is a number (50789)"},
		{"number, authorize page", Seen{Where: AuthorizePage, Text: "No such client"}, numeric, "no-such-client", "is a number (50789)"},
		{"masked", with(invalidClient, func(s *Seen) { s.MaskedSecret = true }), confidential, "invalid-client", "first nine characters"},
		{"letters outside ASCII", with(invalidClient, func(s *Seen) { s.NonASCII = true }), confidential, "invalid-client", "outside ASCII"},
		{"letters outside ASCII, 401", Seen{Where: TokenEndpoint, Status: 401, Error: "Couldn't authenticate you", NonASCII: true}, confidential, "could-not-authenticate", "outside ASCII"},
		{"public", invalidClient, public, "invalid-client", "given here as public"},
		{"code too old", with(invalidGrant, func(s *Seen) { s.Age = 185 * time.Second }), confidential, "invalid-grant", "185 seconds old"},
		{"code in time", with(invalidGrant, func(s *Seen) { s.Age = 119 * time.Second }), confidential, "invalid-grant", "older than 120 seconds or was used"},
		{"code of the test", with(invalidGrant, func(s *Seen) { s.Age, s.Sent = 3*time.Second, "http://localhost:8080/callback" }), confidential, "invalid-grant", "was 3 s old"},
		{"port", with(invalidGrant, func(s *Seen) { s.Sent = "http://localhost:8081/callback" }), confidential, "invalid-grant", "the port"},
		{"slash", with(invalidGrant, func(s *Seen) { s.Sent = "http://localhost:8080/callback/" }), confidential, "invalid-grant", "slash"},
		{"same URL", with(invalidGrant, func(s *Seen) { s.Sent = "http://localhost:8080/callback" }), confidential, "invalid-grant", "older than 120 seconds or was used"},
		{"host, authorize page", Seen{Where: AuthorizePage, Error: "invalid_request", Sent: "http://127.0.0.1:8080/callback"}, public, "authorize-invalid-request", `differ in the name of this machine: "localhost" and "127.0.0.1"`},
		{"no difference, authorize page", Seen{Where: AuthorizePage, Error: "authorize-invalid-request", Sent: "http://localhost:8080/callback"}, public, "authorize-invalid-request", "does not have it exactly like this"},
		{"Retry-After", Seen{Where: API, Status: 429, RetryIn: 42*time.Second + 1}, confidential, "rate-limited", "Wait 43 seconds"},
		{"Retry-After, one", Seen{Where: API, Status: 503, RetryIn: time.Second}, confidential, "maintenance", "Wait 1 second,"},
		{"expired certificate", Seen{Where: Network, Error: NetTLSExpired}, confidential, "tls", "suspended or its trial over"},
		{"other host's certificate", Seen{Where: Network, Error: NetTLSHost}, confidential, "tls", "host-mapped"},
		{"unknown issuer", Seen{Where: Network, Error: NetTLSUnknown}, confidential, "tls", "SSL_CERT_FILE"},
		{"busy port", Seen{Where: Network, Error: NetPortBusy}, confidential, "port-busy", "lsof -i :8080"},
		{"reserved port", Seen{Where: Network, Error: NetPortDenied}, confidential, "port-denied", "Hyper-V"},
		{"scopes asked", Seen{Where: AuthorizePage, Error: "invalid_scope"}, confidential, "scope-not-allowed", "read tickets:write"},
		{"scopes missing", Seen{Where: API, Status: 403, Error: "Forbidden", Text: "You are missing the following required scopes: groups:read, read"}, confidential, "missing-scope", "groups:read, read."},
		{"account named", Seen{Where: TokenEndpoint, Status: 200, Error: BodyHTML}, confidential, "html-instead-of-json", "Use d3v-acme.zendesk.com"},
		{"no callback", Seen{Where: Network, Error: NetNoCallback}, confidential, "no-callback", "choose what it shows"},
	} {
		got := Answer(c.seen, c.client)
		if len(got) == 0 || got[0].Code != c.want {
			t.Errorf("%s: %v, want %s first", c.name, codesOf(got), c.want)
			continue
		}
		if all := got[0].Cause + "\n" + got[0].Check + "\n" + got[0].Fix; !strings.Contains(all, c.holds) {
			t.Errorf("%s: %q is not in\n%s", c.name, c.holds, all)
		}
		checkDiagnosis(t, got[0])
	}
}

// TestUnknownAnswer: an answer that no row explains is quoted, cleaned, masked and bounded.
func TestUnknownAnswer(t *testing.T) {
	got := Answer(Seen{Where: TokenEndpoint, Status: 418, Error: "teapot\x1b[31m", Text: "short\u202e and client_secret=c0ffee00c0ffee00 stout"}, zendesk.Client{})[0]
	if got.What != `Zendesk sent status 418, error "teapot".` {
		t.Errorf("what: %q", got.What)
	}
	if want := `418 teapot: "short and client_secret=••• stout"`; got.Said != want {
		t.Errorf("said: %q", got.Said)
	}
	long := Answer(Seen{Where: API, Status: 999, Error: strings.Repeat("x", 500), Text: strings.Repeat("word ", 500)}, zendesk.Client{})[0]
	if len([]rune(long.What)) > 90 || len([]rune(long.Said)) > 320 {
		t.Errorf("too long: %+v", long)
	}
}

func TestTextIsNarrowed(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       Code
		holds      string
	}{
		{"two redirect URLs", `GET https://acme.zendesk.com/oauth/authorizations/new?redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcb&client_id=zdg-acme
POST /oauth/tokens {"redirect_uri":"http://localhost:8080/cb/"} {"error":"invalid_grant"}`, "invalid-grant", "slash"},
		{"redirect_url", `https://acme.zendesk.com/oauth/tokens -d '{"redirect_url":"http://localhost:8080"}' {"error":"invalid_grant"}`, "invalid-grant", "redirect_url"},
		{"clientid", `https://acme.zendesk.com/oauth/authorizations/new?clientid=zdg-acme Invalid Authorization Request: No such client`, "no-such-client", "clientid"},
		{"number", `https://acme.zendesk.com/oauth/authorizations/new?client_id=50789 No such client`, "no-such-client", "50789"},
		{"no PKCE", `https://acme.zendesk.com/oauth/authorizations/new?client_id=zdg-acme&response_type=code Invalid Authorization Request invalid_request`, "authorize-invalid-request", "no code_challenge"},
		{"client_credentials", `https://acme.zendesk.com/oauth/tokens grant_type=client_credentials {"error":"unauthorized_client"}`, "unauthorized-client", "public client"},
		{"refresh", `https://acme.zendesk.com/oauth/tokens {"grant_type":"refresh_token"} {"error":"invalid_grant"}`, "invalid-grant", "only one process refresh"},
		{"expired", `curl: (60) SSL certificate problem: certificate has expired, https://d3v-acme.zendesk.com`, "tls", "trial over"},
		{"scopes", `{"error":"Forbidden","description":"You are missing the following required scopes: groups:read, read"}`, "missing-scope", "groups:read, read."},
	} {
		got := Text(c.text)
		if len(got) == 0 || got[0].Code != c.want {
			t.Errorf("%s: %v, want %s first", c.name, codesOf(got), c.want)
			continue
		}
		if all := got[0].Cause + "\n" + got[0].Check + "\n" + got[0].Fix; !strings.Contains(all, c.holds) {
			t.Errorf("%s: %q is not in\n%s", c.name, c.holds, all)
		}
	}
}

func TestSeveralErrorsInOneText(t *testing.T) {
	got := codesOf(Text(`2026-11-22 10:00:00 POST https://acme.zendesk.com/oauth/tokens 401 {"error":"invalid_client"}
2026-11-22 10:00:09 POST https://acme.zendesk.com/oauth/tokens 400 {"error":"invalid_grant"}
2026-11-22 10:00:30 GET https://acme.zendesk.com/api/v2/tickets.json 403 {"error":"Forbidden","description":"You are missing the following required scopes: read"}
2026-11-22 10:00:31 GET https://acme.zendesk.com/api/v2/x.json: context deadline exceeded`))
	want := []Code{"invalid-grant", "invalid-client", "missing-scope", "timeout"} // the same was asked twice: the last answer counts
	if strings.Join(codeStrings(got), " ") != strings.Join(codeStrings(want), " ") {
		t.Errorf("%v, want %v", got, want)
	}
}

func codeStrings(codes []Code) []string {
	var s []string
	for _, c := range codes {
		s = append(s, string(c))
	}
	return s
}
