package explain

import (
	"slices"
	"strings"
	"testing"
	"time"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

const sentRedirect = "http://localhost:8080/callback"

var (
	askedExchange             = Asked{Op: "POST /oauth/tokens", Grant: "authorization_code", Lifetimes: true}
	askedRefresh              = Asked{Op: "POST /oauth/tokens", Grant: "refresh_token", Lifetimes: true}
	askedProbe                = Asked{Op: "POST /oauth/tokens", Grant: "authorization_code", MadeUp: true}
	askedFirst                = Asked{Op: "GET " + zendesk.LocalesPath, As: Nobody}
	askedExchangeAfterProbe   = Asked{Op: "POST /oauth/tokens", Grant: "authorization_code", Lifetimes: true, AcceptedBefore: true}
	askedRefreshAfterExchange = Asked{Op: "POST /oauth/tokens", Grant: "refresh_token", Lifetimes: true, AcceptedBefore: true}
	askedClients              = Asked{Op: "GET " + zendesk.ClientsPath, As: WithToken}
	askedCall                 = Asked{Op: "GET " + zendesk.MePath, As: WithToken}
)

// Words that the diagnosis of an answer to the test must not have, since they contradict what the
// test did. neverInATest holds for every request.
var (
	neverInATest = []string{
		"misspelled", "mistyped, is the number", "was sent under another name", "in the header and the body", "Content-Type is missing",
		"as an array", "joined by commas", "was not sent", "no Bearer token", "had no access token", "the Authorization header of the request. user.id",
		"and POST to /oauth/tokens", "not below /api/v2", "grant_type or another parameter", "such as password", "client_credentials gives", "response_type=token",
		"is the old one", "with its session cookie", "cookie or a second", "it was opened twice", "tries the token of another", "Refresh once",
	}
	neverOfARefresh = []string{"120 seconds", "redirect_uri", "code_verifier", "new code", "the code", "The code"}
	// The account has just accepted identifier and secret.
	neverOnceAccepted = []string{"create the client again", "create it again", "Copy both", "Copy the secret", "secret is wrong", "no client with this Identifier", "Correct the identifier", "looks like the shortened", "outside ASCII"}
	// Nobody has authorized yet.
	neverBefore = []string{"used it first", "private window", "uthorize again", "stale", "new code", "person", "click", "consent", "seconds old", "second old", "lifetimes", "has just given a code"}
	// The host has answered before, in this run.
	neverOnceReached = []string{"no Zendesk account", "not Zendesk Support's", "give the main subdomain"}
	neverOfNobody    = []string{"token", "scope", "person", "role", "authorized"}
)

// TestNoCauseContradictsTheTest explains every status with every error code and sentence of the
// catalogue, for every kind of request that the test makes, and looks for words that contradict
// it.
func TestNoCauseContradictsTheTest(t *testing.T) {
	confidential := client(t, "zdg-acme", zendesk.Confidential)
	told := map[string]bool{}
	words := []string{"", BodyHTML, BodyUnreadable, Redirected, "Forbidden"}
	for _, r := range catalogue() {
		words = append(words, r.said...)
		words = append(words, r.own...)
	}
	for _, c := range []struct {
		name  string
		where Where
		asked Asked
		never []string
	}{
		{"the first look", API, askedFirst, neverOfNobody},
		{"the probe", TokenEndpoint, askedProbe, neverBefore},
		{"the exchange", TokenEndpoint, askedExchange, nil},
		{"the refresh", TokenEndpoint, askedRefresh, neverOfARefresh},
		{"the exchange, after the probe", TokenEndpoint, askedExchangeAfterProbe, neverOnceAccepted},
		{"the refresh, after the exchange", TokenEndpoint, askedRefreshAfterExchange, append(neverOnceAccepted, neverOfARefresh...)},
		{"a call", API, askedCall, []string{"redirect_uri differs", "code_verifier", "an id of this account", "another account, the record"}},
		{"the list of clients", API, askedClients, []string{"Correct the identifier", "lives in another account"}},
		{"the authorize page", AuthorizePage, Asked{}, nil},
		{"the callback", Callback, Asked{}, []string{"is the redirect URL: the client", "Retry-After", "The authorize page says"}},
	} {
		for _, status := range []int{200, 204, 302, 400, 401, 403, 404, 406, 410, 418, 422, 500, 503} {
			for _, word := range words {
				s := Seen{Where: c.where, Status: status, Error: word, Asked: c.asked, Sent: sentRedirect}
				for i, d := range Answer(s, confidential) {
					checkDiagnosis(t, d)
					if i > 0 {
						continue // only the best is shown
					}
					text := d.What + " " + d.Cause + " " + d.Check + " " + d.Fix
					never := slices.Concat(neverInATest, c.never)
					if (c.asked.As == WithToken || c.asked.AcceptedBefore) && d.Code != "no-help-desk" { // the host itself says so
						never = append(never, neverOnceReached...)
					}
					for _, never := range never {
						if key := c.name + string(d.Code) + never; strings.Contains(text, never) && !told[key] {
							told[key] = true
							t.Errorf("%s, %d %q: %s says %q:\n\t%s", c.name, status, word, d.Code, never, text)
						}
					}
				}
			}
		}
	}
}

func TestCausesOfATest(t *testing.T) {
	confidential := client(t, "zdg-acme", zendesk.Confidential)
	ten := time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)
	grant := func(a Asked, age time.Duration) Seen {
		return Seen{Where: TokenEndpoint, Status: 400, Error: "invalid_grant", Text: "The provided access grant is invalid.", Asked: a, Sent: sentRedirect, Age: age}
	}
	pasted := func(after time.Duration) Asked {
		a := askedExchange
		a.Since, a.PastedAt = ten, ten.Add(after)
		return a
	}
	for _, c := range []struct {
		name  string
		seen  Seen
		want  Code
		holds string
	}{
		{"refresh", grant(askedRefresh, 0), "invalid-grant", "used the refresh token once"},
		{"code at once", grant(askedExchange, 0), "invalid-grant", "less than a second old"},
		{"code at its end", grant(askedExchange, 120*time.Second), "invalid-grant", "The code was 120 s old. The test sends it once"},
		{"code behind its end", grant(askedExchange, 120*time.Second+time.Millisecond), "invalid-grant", "seconds old when it was sent. Zendesk accepts it for 120 seconds"},
		{"pasted late", grant(pasted(5*time.Minute), time.Second), "invalid-grant", "its age is not known: it was issued at 10:05:00 UTC at the latest. Zendesk accepts it for 120 seconds"},
		{"pasted at once", grant(pasted(30*time.Second), time.Second), "invalid-grant", "was at most 31 s old"},
		{"pasted, then kept", grant(pasted(time.Second), 3*time.Minute), "invalid-grant", "was 180 seconds old"},
		{"page at the token endpoint", Seen{Where: TokenEndpoint, Status: 200, Error: BodyHTML, Text: "Sign in", Asked: askedExchange, Sent: sentRedirect}, "html-instead-of-json", "asked the right address (POST /oauth/tokens)"},
		{"unreadable", Seen{Where: TokenEndpoint, Status: 200, Error: BodyUnreadable, Text: "the answer has a key twice", Asked: askedExchange, Sent: sentRedirect}, "unreadable-answer", "because the answer has a key twice"},
		{"redirected", Seen{Where: TokenEndpoint, Status: 307, Error: Redirected, Text: "to https://tokens.elsewhere.example", Asked: askedExchange, Sent: sentRedirect}, "redirected", "points to https://tokens.elsewhere.example"},
		{"500", Seen{Where: TokenEndpoint, Status: 500, Error: "oops", Asked: askedExchange, Sent: sentRedirect}, "maintenance", "on the server's side"},
		{"first look, 401", Seen{Where: API, Status: 401, Error: "Couldn't authenticate you", Asked: askedFirst}, "machine-refused", "IP restriction"},
		{"first look, 403", Seen{Where: API, Status: 403, Error: "Forbidden", Text: "You do not have access to this page. Please contact the account owner of this help desk", Asked: askedFirst}, "machine-refused", "IP restriction"},
		{"first look, bot check", Seen{Where: API, Status: 403, Error: BodyHTML, Text: "Just a moment...", Asked: askedFirst}, "bot-check", "real browser"},
		{"first look, IP page", Seen{Where: API, Status: 403, Error: BodyHTML, Text: "Access denied: IP restrictions", Asked: askedFirst}, "ip-restricted", "IP restrictions"},
		{"first look, no endpoint", Seen{Where: API, Status: 404, Error: "InvalidEndpoint", Text: "Not found", Asked: askedFirst}, "reach-unclear", "needs no sign-in"},
		{"first look, no help desk", Seen{Where: API, Status: 404, Error: "No help desk at x.zendesk.com", Asked: askedFirst}, "no-help-desk", "subdomain"},
		{"first look, 406", Seen{Where: API, Status: 406, Asked: askedFirst}, "reach-unclear", "needs no sign-in"},
		{"first look, 204", Seen{Where: API, Status: 204, Error: BodyUnreadable, Text: "the answer is empty", Asked: askedFirst}, "unreadable-answer", "the answer is empty"},
		{"first look, page", Seen{Where: API, Status: 200, Error: BodyHTML, Text: "Hello", Asked: askedFirst}, "html-instead-of-json", "needs no sign-in"},
		{"first look, sign-in", Seen{Where: API, Status: 302, Error: Redirected, Asked: askedFirst}, "redirected", "its Location names the page"},
		{"first look, sent to itself", Seen{Where: API, Status: 302, Error: Redirected, Text: "to https://d3v-acme.zendesk.com", Asked: askedFirst}, "redirected", "another page of the same host"},
		{"probe, invalid_grant with 401", Seen{Where: TokenEndpoint, Status: 401, Error: "invalid_grant", Asked: askedProbe, Sent: sentRedirect}, "invalid-grant", "The test made the code up"},
		{"a token whose time is over", Seen{Where: API, Status: 401, Error: "invalid_token", Asked: Asked{Op: "GET /api/v2/tickets.json", As: WithToken, AcceptedBefore: true, Over: true}}, "invalid-token", "had ended when it was used"},
		{"nobody, where others took the token", Seen{Where: API, Status: 200, Error: "anonymous-user", Asked: Asked{Op: "GET /api/v2/users/me.json", As: WithToken, AcceptedBefore: true}}, "anonymous-user", "this address alone refuses it"},
		{"not authenticated, where others took the token", Seen{Where: API, Status: 401, Error: "Couldn't authenticate you", Asked: Asked{Op: "GET /api/v2/users/me.json", As: WithToken, AcceptedBefore: true}}, "could-not-authenticate", "this address alone refuses it"},
		{"a token that works elsewhere", Seen{Where: API, Status: 401, Error: "invalid_token", Asked: Asked{Op: "GET /api/v2/tickets.json", As: WithToken, AcceptedBefore: true}}, "invalid-token", "GET /api/v2/tickets.json alone refuses it"},
		{"probe, 404", Seen{Where: TokenEndpoint, Status: 404, Error: "InvalidEndpoint", Asked: askedProbe, Sent: sentRedirect}, "invalid-endpoint", "The token endpoint answered 404"},
		{"probe, 404 without words", Seen{Where: TokenEndpoint, Status: 404, Asked: askedProbe, Sent: sentRedirect}, "invalid-endpoint", "The token endpoint answered 404"},
		{"exchange, 404", Seen{Where: TokenEndpoint, Status: 404, Error: "InvalidEndpoint", Asked: askedExchangeAfterProbe, Sent: sentRedirect}, "invalid-endpoint", "The same account took identifier and secret before"},
		{"refresh, 404", Seen{Where: TokenEndpoint, Status: 404, Asked: askedRefreshAfterExchange, Sent: sentRedirect}, "invalid-endpoint", "The same account issued tokens before"},
		{"exchange, no help desk", Seen{Where: TokenEndpoint, Status: 404, Error: "No help desk at x.zendesk.com", Asked: askedExchangeAfterProbe, Sent: sentRedirect}, "no-help-desk", "renamed or deleted"},
		{"a call, 404", Seen{Where: API, Status: 404, Asked: askedCall}, "invalid-endpoint", "The account answered 404 to a path that is documented"},
		{"a call, no record", Seen{Where: API, Status: 404, Error: "RecordNotFound", Text: "Not found", Asked: askedCall}, "record-not-found", "The same account issued tokens before"},
		{"an unknown error, by the browser", Seen{Where: Callback, Error: "quota_77", Sent: sentRedirect}, unknown, "send Zendesk Support the time of the request."},
		{"unavailable, by the browser", Seen{Where: Callback, Error: "temporarily_unavailable", Sent: sentRedirect}, "maintenance", "sent the browser back"},
		{"server_error, by the browser", Seen{Where: Callback, Error: "server_error", Sent: sentRedirect}, "server-error-page", "sent the browser back"},
		{"first look, sign-in", Seen{Where: API, Status: 302, Error: Redirected, Asked: askedFirst}, "redirected", "another page of the same host"},
		{"anonymous user", Seen{Where: API, Status: 200, Error: "anonymous-user", Asked: askedCall}, "anonymous-user", "drops that header"},
		{"no state", Seen{Where: Callback, Error: "state-mismatch", Text: StateMissing}, "state-mismatch", "dropped it"},
		{"code and error", Seen{Where: Callback, Error: "callback-unusable", Text: AnswerBoth}, "callback-unusable", "both a code and an error"},
		{"invalid_request at the callback", Seen{Where: Callback, Error: "invalid_request", Sent: sentRedirect}, "authorize-invalid-request", "so that is registered"},
		{"invalid_scope at the callback", Seen{Where: Callback, Error: "invalid_scope", Sent: sentRedirect}, "scope-not-allowed", "as one string"},
		{"unauthorized_client at the callback", Seen{Where: Callback, Error: "unauthorized_client", Sent: sentRedirect}, "response-type-refused", "asks response_type=code"},
		{"invalid_scope at the exchange", Seen{Where: TokenEndpoint, Status: 400, Error: "invalid_scope", Asked: askedExchange, Sent: sentRedirect}, "scope-not-allowed", "given a code for the same scopes"},
		{"first look, 429", Seen{Where: API, Status: 429, RetryIn: 50 * time.Second, Asked: askedFirst}, "rate-limited", "do not depend on it. If you need it, wait 50 seconds"},
		{"429 without a wait", Seen{Where: API, Status: 429, Asked: askedCall}, "rate-limited", "does not say how long"},
		{"a slash more", Seen{Where: Callback, Error: "callback-unusable", Text: AnswerSlash}, "callback-unusable", "with a slash added or missing"},
		{"another path", Seen{Where: Callback, Error: "callback-unusable", Text: AnswerPath}, "callback-unusable", "a different path from the redirect URL"},
		{"another host", Seen{Where: Callback, Error: "callback-unusable", Text: AnswerHost}, "callback-unusable", "A forwarded port"},
		{"sent back for the role", Seen{Where: Callback, Error: "server_error", Text: "You do not have access to this page. Please contact the account owner", Sent: "http://127.0.0.1:8085/callback"}, "server-error-page", "Sign in as an administrator"},
		{"an alert", Seen{Where: Network, Error: NetTLS, Text: "remote error: tls: handshake failure"}, "tls", "No secure connection was made"},
		{"no TLS at all", Seen{Where: Network, Error: NetTLS, Text: "tls: first record does not look like a TLS handshake"}, "tls", "does not speak TLS"},
		{"a certificate", Seen{Where: Network, Error: NetTLS, Text: "x509: certificate is not standards compliant"}, "tls", "the certificate was not accepted"},
		{"another port", Seen{Where: Callback, Error: "callback-unusable", Text: AnswerPort}, "callback-unusable", "a different port from the redirect URL"},
		{"no host", Seen{Where: Callback, Error: "callback-unusable", Text: AnswerNoHost}, "callback-unusable", "without the name of a host"},
		{"a post", Seen{Where: Callback, Error: "callback-unusable", Text: AnswerMethod}, "callback-unusable", "response_mode=form_post"},
		{"semicolons", Seen{Where: Callback, Error: "callback-unusable", Text: AnswerSemi}, "callback-unusable", "semicolons between"},
		{"looked at ahead", Seen{Where: Network, Error: NetNoCallback, Text: AnswerAhead}, "no-callback", "or as a prefetch"},
		{"bare callback", Seen{Where: Network, Error: NetNoCallback, Text: AnswerNothing}, "no-callback", "was called, but without code"},
	} {
		got := Answer(c.seen, confidential)[0]
		if text := got.What + " " + got.Cause + " " + got.Check + " " + got.Fix; got.Code != c.want || !strings.Contains(text, c.holds) {
			t.Errorf("%s: %s, want %s with %q:\n\t%s", c.name, got.Code, c.want, c.holds, text)
		}
		checkDiagnosis(t, got)
	}
	refused := func(w Where, word string, asked Asked) Seen {
		return Seen{Where: w, Status: 401, Error: word, Asked: asked, Sent: sentRedirect, MaskedSecret: true, NonASCII: true}
	}
	public := client(t, "zdg-acme", zendesk.Public)
	for _, c := range []struct {
		client zendesk.Client
		seen   Seen
		holds  string
	}{
		{confidential, refused(TokenEndpoint, "invalid_client", askedExchange), "shortened display"},
		{confidential, refused(TokenEndpoint, "invalid_client", askedExchangeAfterProbe), "took the same identifier and secret with a made-up code before"},
		{confidential, refused(TokenEndpoint, "invalid_client", askedRefreshAfterExchange), "took the same identifier and secret with the exchange before"},
		{confidential, refused(TokenEndpoint, "Couldn't authenticate you", askedExchangeAfterProbe), "took the same identifier and secret with a made-up code before"},
		{confidential, refused(TokenEndpoint, "Couldn't authenticate you", askedRefreshAfterExchange), "took the same identifier and secret with the exchange before"},
		{public, refused(TokenEndpoint, "invalid_client", askedExchange), "shortened display"},
		{public, refused(TokenEndpoint, "invalid_client", askedExchangeAfterProbe), "the account knows its identifier"},
		{public, refused(TokenEndpoint, "invalid_client", askedRefreshAfterExchange), "took the same identifier with the exchange before"},
		{confidential, Seen{Where: API, Status: 200, Error: "record-not-found", Text: "it shows no client", Asked: askedClients}, "so it is right"},
		{confidential, Seen{Where: API, Status: 200, Error: "record-not-found", Text: ListUnread + ": it shows none", Asked: askedClients}, "more pages than the test reads"},
	} {
		got := Answer(c.seen, c.client)[0]
		for _, never := range neverOnceAccepted {
			if text := got.What + got.Cause + got.Check + got.Fix; (c.seen.Asked.AcceptedBefore || c.seen.Where == API) && strings.Contains(text, never) {
				t.Errorf("%+v says %q: %+v", c.seen, never, got)
			}
		}
		if !strings.Contains(got.Cause, c.holds) {
			t.Errorf("%+v: %+v", c.seen, got)
		}
		checkDiagnosis(t, got)
	}
	for _, c := range []struct {
		code  Code
		asked Asked
		holds string
	}{
		{"no-expiry", askedExchange, "does not state the lifetime although it was asked"},
		{"no-refresh-token", askedExchange, "made before 2026-04-30, or whose Token expiration is off"},
		{"no-refresh-token", askedRefresh, "held no new refresh token"},
		{"revoke-ignored", askedCall, "still accepts it"},
		{"no-refresh-token", exchangeWith(func(a *Asked) { a.Expiration = "on" }), "shows that the client's Token expiration is on"},
		{"no-refresh-token", exchangeWith(func(a *Asked) { a.Expiration = "off" }), "shows that the client's Token expiration is off"},
		{"no-refresh-token", exchangeWith(func(a *Asked) { a.RefreshAs = "a number" }), "A token is a string"},
	} {
		d, ok := Named(c.code, c.asked, confidential)
		if off := c.asked.Expiration == "off"; c.code == "no-refresh-token" && off != strings.Contains(d.Fix, "or switch Token expiration on") {
			t.Errorf("%+v: what cannot be undone is advised without need: %s", c.asked, d.Fix)
		}
		if !ok || !strings.Contains(d.Cause, c.holds) || d.Said != "" {
			t.Errorf("%s: %+v", c.code, d)
		}
		checkDiagnosis(t, d)
	}
	for ends, holds := range map[string]string{EndsCurrent: "Look at expires_at", EndsToken: "Look at exp in the token", EndsNobody: "found no end that is still ahead", "": "or at exp in the token"} {
		d, _ := Named("no-expiry", exchangeWith(func(a *Asked) { a.Ends = ends }), confidential)
		if text := d.Check + " " + d.Fix; !strings.Contains(text, holds) || ends == EndsNobody && strings.Contains(text, "Take the end") || ends == EndsToken && strings.Contains(text, "expires_at") {
			t.Errorf("%q: %s", ends, text)
		}
	}
	if _, ok := Named("nonsense", askedExchange, confidential); ok {
		t.Error("nonsense was explained")
	}
}

// exchangeWith is askedExchange, changed.
func exchangeWith(found func(*Asked)) Asked {
	a := askedExchange
	found(&a)
	return a
}

// TestSaid: an answer is quoted cleaned and masked, and only where it has words of its own.
func TestSaid(t *testing.T) {
	for _, c := range []struct {
		seen Seen
		want string
	}{
		{Seen{Where: TokenEndpoint, Status: 400, Error: "invalid_grant", Text: "No\x1b[31m code=4f5e6d7c8b9a4f5e6d7c8b9a"}, `400 invalid_grant: "No code=•••"`},
		{Seen{Where: TokenEndpoint, Status: 401, Error: "invalid_client"}, "401 invalid_client"},
		{Seen{Where: API, Status: 403, Error: BodyHTML, Text: "Just a moment..."}, `403 a page: "Just a moment..."`},
		{Seen{Where: API, Status: 429, Text: "Number of allowed API requests per minute exceeded"}, `429: "Number of allowed API requests per minute exceeded"`},
		{Seen{Where: AuthorizePage, Error: "no-such-client", Text: "No such client"}, `"No such client"`},
		{Seen{Where: Callback, Error: "access_denied", Text: "The person said no"}, `access_denied: "The person said no"`},
		{Seen{Where: Callback, Error: "state-mismatch", Text: StateOther}, ""},
		{Seen{Where: TokenEndpoint, Status: 200, Error: BodyUnreadable, Text: "the answer is empty"}, ""},
		{Seen{Where: API, Status: 200, Error: "anonymous-user", Text: "the user has no id"}, ""},
		{Seen{Where: Network, Error: NetRefused, Text: "dial tcp: refused"}, ""},
		{Seen{Where: API, Status: 404}, ""},
	} {
		if got := Answer(c.seen, zendesk.Client{})[0].Said; got != c.want {
			t.Errorf("%+v: %q, want %q", c.seen, got, c.want)
		}
	}
}

// TestCatalogueIsNotMasked: Fit leaves the texts of the catalogue as they are. Clean, which is for
// quotes, would mask parts of them.
func TestCatalogueIsNotMasked(t *testing.T) {
	damaged := 0
	for _, d := range All() {
		for _, text := range []string{d.What, d.Cause, d.Check, d.Fix} {
			if got := redact.Fit(text, 600); got != text {
				t.Errorf("%s: %q", d.Code, got)
			}
			if redact.Clean(text, 600) != text {
				damaged++
			}
		}
	}
	if damaged == 0 {
		t.Error("Clean changes nothing in the catalogue: this test proves nothing")
	}
	if got := redact.Fit("a\x1b[31m b\u202e\n c", 10); got != "a b c" || redact.Fit("abc", 2) != "a…" || redact.Fit("abc", 0) != "" {
		t.Errorf("%q", got)
	}
}
