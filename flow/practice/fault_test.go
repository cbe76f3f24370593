package practice

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestFaults(t *testing.T) {
	type check = func(t *testing.T, d *testAccount)
	const me, clients, current, tickets = "/api/v2/users/me.json", "/api/v2/oauth/clients.json", "/api/v2/oauth/tokens/current.json", "/api/v2/tickets.json?per_page=1"
	shows := func(status int, part string) check {
		return func(t *testing.T, d *testAccount) {
			if e := d.page(); e.Status != status || !strings.Contains(e.Title+" "+e.Text, part) {
				t.Errorf("page: status %d, %q, %q", e.Status, e.Title, e.Text)
			}
		}
	}
	exchange := func(status int, part string) check {
		return func(t *testing.T, d *testAccount) {
			if res := d.exchange(); res.status != status || !strings.Contains(res.body, part) {
				t.Errorf("exchange: status %d, want %d with %q", res.status, status, part)
			}
		}
	}
	probed := func(status int, part string) check {
		return func(t *testing.T, d *testAccount) {
			if res := d.post("/oauth/tokens", d.exchangeFields("bogus", "client_secret", d.known)); res.status != status || !strings.Contains(res.body, part) {
				t.Errorf("probe: status %d, want %d with %q", res.status, status, part)
			}
		}
	}
	lacks := func(part string) check {
		return func(t *testing.T, d *testAccount) {
			if res := d.exchange(); res.status != 200 || strings.Contains(res.body, part) {
				t.Errorf("exchange: status %d, or %q in it", res.status, part)
			}
		}
	}
	calls := func(method, path string, statuses ...int) check {
		return func(t *testing.T, d *testAccount) {
			access, _ := d.tokens()
			for i, status := range statuses {
				if res := d.do(method, path, "", "Authorization", "Bearer "+access); res.status != status {
					t.Errorf("call %d: status %d, want %d", i+1, res.status, status)
				}
			}
		}
	}
	called := func(path string, status int, part string) check {
		return func(t *testing.T, d *testAccount) {
			access, _ := d.tokens()
			if res := d.get(path, access); res.status != status || !strings.Contains(res.body, part) {
				t.Errorf("%s: status %d, want %d with %q", path, res.status, status, part)
			}
		}
	}
	callback := func(name, value string) check {
		return func(t *testing.T, d *testAccount) {
			if got := d.approve("").Get(name); got != value {
				t.Errorf("callback: %s = %q", name, got)
			}
		}
	}
	client := func(right func(ClientRecord) bool) check {
		return func(t *testing.T, d *testAccount) {
			if !right(d.Client()) {
				t.Errorf("the record is as before")
			}
		}
	}
	redirected := func(prefix string) check {
		return func(t *testing.T, d *testAccount) {
			if res := d.exchange(); res.status != 307 || !strings.HasPrefix(res.header.Get("Location"), prefix) {
				t.Errorf("exchange: status %d", res.status)
			}
		}
	}
	broken := func(t *testing.T, d *testAccount) {
		body := url.Values{}
		for k, v := range d.exchangeFields(d.approve("").Get("code"), "expires_in", "1800", "refresh_token_expires_in", "2592000") {
			body.Set(k, v.(string))
		}
		ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
		defer cancel()
		r, _ := http.NewRequestWithContext(ctx, http.MethodPost, d.srv.URL+"/oauth/tokens", strings.NewReader(body.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		res, err := d.http.Do(r)
		if err == nil {
			_, err = io.Copy(io.Discard, res.Body)
			res.Body.Close()
		}
		if err == nil {
			t.Errorf("the answer came whole")
		}
	}
	// renewal refreshes and looks at the answer; status 0: none comes whole.
	renewal := func(status int, has, lacks string) check {
		return func(t *testing.T, d *testAccount) {
			_, refresh := d.tokens()
			within := time.Minute
			if status == 0 {
				within = 200 * time.Millisecond
			}
			ctx, cancel := context.WithTimeout(context.Background(), within)
			defer cancel()
			body, _ := json.Marshal(d.refreshFields(refresh))
			r, _ := http.NewRequestWithContext(ctx, http.MethodPost, d.srv.URL+"/oauth/tokens", bytes.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			res, err := d.http.Do(r)
			var came []byte
			if err == nil {
				came, err = io.ReadAll(res.Body)
				res.Body.Close()
			}
			if (err != nil) != (status == 0) {
				t.Errorf("status %d: %v", status, err)
			}
			if err == nil && (res.StatusCode != status || !strings.Contains(string(came), has) || lacks != "" && strings.Contains(string(came), lacks)) {
				t.Errorf("status %d, want %d with %q, without %q", res.StatusCode, status, has, lacks)
			}
		}
	}
	survives := func(status int) check {
		return func(t *testing.T, d *testAccount) {
			access, _ := d.tokens()
			if res := d.do("DELETE", current, "", "Authorization", "Bearer "+access); res.status != status || d.get(me, access).status != 200 {
				t.Errorf("status %d, want %d, or the token is dead", res.status, status)
			}
		}
	}
	// looks asks as nobody, as the first look does; everything else stays honest.
	looks := func(status int, part string) check {
		return func(t *testing.T, d *testAccount) {
			if res := d.get("/api/v2/locales/public.json", ""); res.status != status || !strings.Contains(res.body, part) {
				t.Errorf("first look: status %d, want %d with %q", res.status, status, part)
			}
			if res := d.exchange(); res.status != 200 {
				t.Errorf("exchange: status %d", res.status)
			}
		}
	}
	comesBack := func(right func(to *url.URL, q url.Values) bool) check {
		return func(t *testing.T, d *testAccount) {
			redirect, err := d.Approve(context.Background(), d.authorizeURL(), "", true)
			if err != nil {
				t.Fatal(err)
			}
			if to, err := url.Parse(redirect); err != nil || !right(to, to.Query()) {
				t.Error("the callback is as it should be")
			}
		}
	}
	all := func(checks ...check) check {
		return func(t *testing.T, d *testAccount) {
			for _, c := range checks {
				c(t, d)
			}
		}
	}
	honestProbe := probed(400, "invalid_grant")

	// lives counts the tokens that work at the account.
	lives := func(want int) check {
		return func(t *testing.T, d *testAccount) {
			n := 0
			for _, token := range d.Tokens() {
				for _, alive := range []bool{token.Access, token.Refresh} {
					if alive {
						n++
					}
				}
			}
			if n != want {
				t.Errorf("%d tokens live, want %d", n, want)
			}
		}
	}
	reset := func(t *testing.T, d *testAccount) {
		res, err := d.http.Post(d.srv.URL+"/oauth/tokens", "application/json", strings.NewReader("{}"))
		if err == nil {
			res.Body.Close()
			t.Errorf("status %d", res.StatusCode)
		}
	}
	rows := map[string]check{
		"no-help-desk":            all(probed(404, "No help desk at d3v-acme.zendesk.com"), shows(404, "No help desk")),
		"account-suspended":       all(probed(403, "<h1>"), shows(403, "suspended")),
		"maintenance":             all(probed(503, "maintenance"), shows(503, "maintenance")),
		"maintenance-short":       calls("GET", me, 503, 200),
		"kind-left-public":        all(client(func(c ClientRecord) bool { return c.Kind == Public }), exchange(200, "")),
		"empty-description":       client(func(c ClientRecord) bool { return c.Description == "" }),
		"empty-company":           client(func(c ClientRecord) bool { return c.Company == "" }),
		"no-logo":                 client(func(c ClientRecord) bool { return c.LogoURL == "" && c.Logo == nil }),
		"trailing-slash":          shows(400, textAuthorizeInvalid),
		"secret-regenerated":      probed(401, "invalid_client"),
		"already-global":          called(clients, 200, `"global":true`),
		"control-characters":      all(called(me, 200, `\u001b]0;`), called(clients, 200, `\u001b]0;`), exchange(200, "")),
		"no-such-client":          all(honestProbe, shows(400, textNoSuchClient)),
		"redirect-mismatch":       shows(400, textRedirectMismatch),
		"scope-not-allowed":       shows(400, textAuthorizeScope),
		"implicit-retired":        shows(400, textAuthorizeUnauthorized),
		"server-error-page":       shows(500, textServerError),
		"sign-in-loop":            shows(200, "again and again"),
		"cached-session":          called(me, 200, `"role":"agent"`),
		"earlier-grant":           called(me, 200, `"role":"admin"`),
		"access-denied":           callback("error", "access_denied"),
		"state-mismatch":          callback("state", "of-another-tab"),
		"callback-no-state":       comesBack(func(_ *url.URL, q url.Values) bool { return q.Has("code") && !q.Has("state") }),
		"callback-empty-state":    comesBack(func(_ *url.URL, q url.Values) bool { return q.Has("state") && q.Get("state") == "" }),
		"callback-cut-state":      comesBack(func(_ *url.URL, q url.Values) bool { return q.Get("state") == "s" && q.Has("code") }),
		"callback-two-states":     comesBack(func(_ *url.URL, q url.Values) bool { return len(q["state"]) == 2 }),
		"callback-two-codes":      comesBack(func(_ *url.URL, q url.Values) bool { return len(q["code"]) == 2 }),
		"callback-no-code":        comesBack(func(_ *url.URL, q url.Values) bool { return !q.Has("code") && q.Has("state") }),
		"callback-code-and-error": comesBack(func(_ *url.URL, q url.Values) bool { return q.Has("code") && q.Has("error") }),
		"callback-fragment": comesBack(func(to *url.URL, q url.Values) bool {
			return len(q) == 0 && strings.Contains(to.Fragment, "code=")
		}),
		"callback-slash":             comesBack(func(to *url.URL, q url.Values) bool { return to.Path == "/callback/" && q.Has("code") }),
		"callback-other-path":        comesBack(func(to *url.URL, q url.Values) bool { return to.Path == "/callback-of-another" && q.Has("code") }),
		"callback-semicolons":        comesBack(func(to *url.URL, q url.Values) bool { return len(q) == 0 && strings.Contains(to.RawQuery, ";state=") }),
		"reach-limited":              looks(429, textTooMany),
		"record-no-list":             called(clients, 200, "{}"),
		"record-second-page":         all(called(clients, 200, `"after_cursor":"MQ=="`), called(clients+"?page[after]=MQ%3D%3D", 200, `"identifier"`)),
		"record-endless-list":        all(called(clients, 200, `"has_more":true`), called(clients+"?page[after]=MQ%3D%3D", 200, `"clients":[]`)),
		"me-custom-fields":           called(me, 200, `{"Plan":"gold","plan":7}`),
		"byte-order-mark":            exchange(200, "\xef\xbb\xbf{"),
		"refresh-unknown-client":     all(exchange(200, "access_token"), renewal(401, "invalid_client", "")),
		"exchange-unknown-client":    all(honestProbe, exchange(401, "invalid_client")),
		"exchange-not-authenticated": all(honestProbe, exchange(401, textNotAuthenticated)),
		"exchange-invalid-scope":     all(honestProbe, exchange(400, "invalid_scope")),
		"token-headers-too-large": func(t *testing.T, d *testAccount) {
			if res := d.exchange(); res.status != 200 || len(res.header.Get("X-Large")) != 100<<10 {
				t.Errorf("status %d", res.status)
			}
		},
		"reach-unauthorized":   looks(401, textNotAuthenticated),
		"reach-forbidden":      looks(403, textRole),
		"reach-scopes":         looks(403, textMissingScopes),
		"ip-restricted":        looks(403, "IP address is not allowed"),
		"bot-check":            looks(403, "Just a moment..."),
		"reach-no-endpoint":    looks(404, "InvalidEndpoint"),
		"reach-not-found-page": looks(404, "<h1>"),
		"reach-not-acceptable": looks(406, ""),
		"reach-gone":           looks(410, "Gone"),
		"reach-no-content":     looks(204, ""),
		"reach-redirect":       looks(302, ""),
		"reach-server-error":   looks(500, "internal"),
		"reach-unavailable":    looks(503, "<h1>"),
		"reach-page":           looks(200, "<h1>"),
		"reach-empty":          looks(200, ""),
		"reach-list":           looks(200, "[]"),
		"reach-reset": func(t *testing.T, d *testAccount) {
			r, _ := http.NewRequest(http.MethodGet, d.srv.URL+"/api/v2/locales/public.json", nil)
			if res, err := d.http.Do(r); err == nil {
				res.Body.Close()
				t.Errorf("status %d", res.StatusCode)
			}
		},
		"bot-check-token":       all(honestProbe, exchange(403, "Just a moment...")),
		"token-forbidden":       all(honestProbe, exchange(403, textRole)),
		"token-server-error":    all(honestProbe, exchange(502, "<h1>")),
		"no-access-token":       lacks(`"access_token"`),
		"code-expired":          exchange(400, "invalid_grant"),
		"role-too-low":          all(called(me, 200, `"role":"agent"`), called(clients, 403, textRole)),
		"invalid-client":        probed(401, "invalid_client"),
		"invalid-grant":         exchange(400, "invalid_grant"),
		"invalid-request":       all(honestProbe, exchange(400, textInvalidRequest)),
		"unauthorized-client":   all(honestProbe, exchange(400, "unauthorized_client")),
		"two-urls-in-one-entry": called(clients, 200, ` https://two.acme.com/zendesk/callback"]`),
		"record-null-url":       called(clients, 200, `"redirect_uri":[null]`),
		"record-lacks-keys": func(t *testing.T, d *testAccount) {
			access, _ := d.tokens()
			if body := d.get(clients, access).body; !strings.Contains(body, `"identifier"`) || strings.Contains(body, `"kind"`) || strings.Contains(body, "logo_url") {
				t.Errorf("%s", body)
			}
		},
		"record-with-scopes":    called(clients, 200, `"scopes":["read","write"]`),
		"record-scopes-narrow":  called(clients, 200, `"scopes":["triggers:read"]`),
		"record-expires":        called(clients, 200, `"enforce_token_expiration":true`),
		"record-expiration-off": called(clients, 200, `"enforce_token_expiration":false`),
		"current-forbidden":     called(current, 403, textMissingScopes+"read"),

		"authorize-invalid-request": shows(400, textAuthorizeInvalid),
		"response-type-refused":     shows(400, textResponseType),
		"could-not-authenticate":    probed(401, textNotAuthenticated),
		"password-grant-retired":    all(honestProbe, exchange(400, "unauthorized_client")),
		"unsupported-grant-type":    all(honestProbe, exchange(400, "unsupported_grant_type")),
		"html-instead-of-json":      all(honestProbe, exchange(200, "<h1>")),
		"empty-token-answer": func(t *testing.T, d *testAccount) {
			if res := d.exchange(); res.status != 200 || res.body != "" {
				t.Errorf("status %d, %d bytes", res.status, len(res.body))
			}
		},
		"truncated-token-answer":  broken,
		"dripping-answer":         all(honestProbe, exchange(200, "access_token")),
		"no-answer":               broken,
		"connection-reset":        broken,
		"giant-answer":            giant(200<<20, false),
		"gzip-bomb":               giant(1<<30, true),
		"redirect-token-endpoint": redirected("https://tokens.elsewhere.example/"),
		"redirect-token-port":     redirected("http://127.0.0.1:65529/"),
		"redirect-token-scheme":   redirected("https://127.0.0.1:"),
		"redirect-api":            calls("GET", me, 307),
		"error-in-2xx":            exchange(200, `"error":"invalid_grant"`),
		"wrong-content-type": func(t *testing.T, d *testAccount) {
			if res := d.exchange(); res.json(t)["access_token"] == nil || !strings.HasPrefix(res.header.Get("Content-Type"), "text/html") {
				t.Errorf("Content-Type %q", res.header.Get("Content-Type"))
			}
		},
		"duplicate-keys":     exchange(200, `{"access_token":"`+otherToken+`","access_token":"`),
		"invalid-utf8":       exchange(200, "\xff\xfe"),
		"wrong-token-type":   exchange(200, `"token_type":"mac"`),
		"status-201":         exchange(201, "access_token"),
		"no-refresh-token":   lacks(`"refresh_token":`),
		"no-expiry":          lacks(`"expires_in"`),
		"null-expiry":        exchange(200, `"expires_in":null`),
		"string-expiry":      exchange(200, `"expires_in":"1800"`),
		"shortened-lifetime": exchange(200, `"expires_in":420`),
		"granted-less":       all(exchange(200, `"scope":"users:read"`), called(clients, 403, textMissingScopes)),
		"missing-scope":      all(exchange(200, `"scope":"read"`), called(me, 403, textMissingScopes)),
		"rate-limited-token": all(honestProbe, limitedExchange),
		"refresh-refused":    refreshed(400, 200, 0),
		"invalid-token":      called(me, 401, textInvalidToken),
		"anonymous-user":     called(me, 200, `"id":null`),
		"oauth-disabled":     called(me, 401, textOAuthDisabled),
		"invalid-endpoint":   called(me, 404, "InvalidEndpoint"),
		"record-not-found":   called(clients, 404, "RecordNotFound"),
		"record-invalid":     called(clients, 422, "RecordInvalid"),
		"create-token-gone":  called(current, 410, textCreateTokenGone),
		"csrf-token":         calls("DELETE", current, 403, 403),
		"rate-limited":       calls("GET", me, 429, 200),
		"rate-limited-date":  calls("GET", me, 429, 200),
		"rate-limited-long":  calls("GET", me, 429, 429),
		"revoke-ignored":     all(calls("DELETE", current, 204, 204), revokesByID(401)),
		"revoke-forbidden":   calls("DELETE", current, 403, 403),
		"callback-unreachable": func(t *testing.T, d *testAccount) {
			if to, err := d.Approve(context.Background(), d.authorizeURL(), "", true); err != nil || !strings.HasPrefix(to, deadAddress+"/callback?") {
				t.Errorf("redirect elsewhere, error %v", err)
			}
		},
		"refresh-keeps-old-alive": refreshed(200, 200, 200),
		"refresh-empty":           renewal(200, ``, ``),
		"refresh-truncated":       renewal(0, ``, ``),
		"refresh-no-answer":       renewal(0, ``, ``),
		"refresh-server-error":    renewal(500, `<h1>`, ``),

		"refresh-without-refresh-token": renewal(200, `"access_token":`, `"refresh_token":`),
		"refresh-no-expiry":             renewal(200, `"access_token":`, `"expires_in"`),
		"refresh-stillborn": func(t *testing.T, d *testAccount) {
			_, refresh := d.tokens()
			if access, _ := d.post("/oauth/tokens", d.refreshFields(refresh)).json(t)["access_token"].(string); d.get(me, access).status != 401 {
				t.Errorf("the new access token works")
			}
		},
		"duplicate-keys-last": exchange(200, `,"access_token":"`+otherToken+`"}`),
		"true-expiry":         exchange(200, `"expires_in":true`),
		"huge-expiry":         exchange(200, `"expires_in":999999999999999999999999999999`),
		"zero-expiry":         exchange(200, `"expires_in":0`),
		"me-suspended":        called(me, 200, `"suspended":true`),
		"me-refuses":          all(called(me, 401, textInvalidToken), called(current, 200, "expires_at")),
		"me-refuses-later":    calls("GET", me, 200, 401, 401),
		"me-server-error":     all(called(me, 500, "<h1>"), called(current, 200, "expires_at")),
		"current-expired": func(t *testing.T, d *testAccount) {
			access, _ := d.tokens()
			o, _ := d.get(current, access).json(t)["token"].(map[string]any)
			if at, err := time.Parse(time.RFC3339, o["expires_at"].(string)); err != nil || at.After(d.now()) {
				t.Errorf("expires at %v, %v", o["expires_at"], err)
			}
		},
		"revoke-refused":       survives(401),
		"revoke-refused-by-id": survives(401),
		"revoke-not-found":     survives(404),
		"revoke-server-error":  survives(500),
		"revoke-no-answer": func(t *testing.T, d *testAccount) {
			access, _ := d.tokens()
			ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
			defer cancel()
			r, _ := http.NewRequestWithContext(ctx, http.MethodDelete, d.srv.URL+current, nil)
			r.Header.Set("Authorization", "Bearer "+access)
			if _, err := d.http.Do(r); err == nil || d.get(me, access).status != 200 {
				t.Errorf("it is answered, or the token is dead: %v", err)
			}
		},
		"revoke-ignored-by-id": revokesByID(200),

		"reach-name-words":        looks(200, "ENOTFOUND"),
		"reach-certificate-words": looks(400, "x509"),
		"reach-proxy-words":       looks(407, "Proxy"),
		"reach-dns-code":          looks(400, `"dns"`),
		"probe-refuses-code":      all(probed(401, "invalid_grant"), exchange(200, "access_token")),
		"probe-no-endpoint":       all(probed(404, "InvalidEndpoint"), exchange(200, "access_token")),
		"callback-unavailable":    callback("error", "temporarily_unavailable"),
		"callback-server-error":   callback("error", "server_error"),
		"exchange-no-endpoint":    all(honestProbe, exchange(404, "InvalidEndpoint")),
		"exchange-name-words":     all(honestProbe, exchange(400, "ENOTFOUND")),
		"refresh-no-endpoint":     all(exchange(200, "access_token"), renewal(404, "InvalidEndpoint", "")),
		"refresh-token-number":    exchange(200, `"refresh_token":123456789012`),
		"scope-untold":            lacks(`"scope"`),
		"me-bot-check":            all(called(me, 403, "Just a moment"), called(current, 200, "expires_at")),
		"me-bot-check-once":       calls("GET", me, 403, 200),
		"me-quota":                called(me, 403, "quota 77"),
		"me-certificate-words":    called(me, 400, "x509"),
		"current-bot-check":       all(called(me, 200, "user"), called(current, 403, "Just a moment")),
		"current-quota":           all(called(me, 200, "user"), called(current, 403, "quota 77")),
		"record-bot-check":        all(called(me, 200, "user"), called(clients, 403, "Just a moment")),
		"record-forbidden":        all(called(me, 200, "user"), called(clients, 403, textRole)),
		"scopes-invalid-token":    all(called(me, 200, "user"), called(tickets, 401, textInvalidToken)),
		"scopes-unavailable":      all(called(me, 200, "user"), called(tickets, 503, "")),
		"scopes-limited":          all(called(me, 200, "user"), called(tickets, 429, "")),
		"scopes-redirect":         all(called(me, 200, "user"), called(tickets, 307, "")),
		"scopes-bot-check":        all(called(me, 200, "user"), called(tickets, 403, "Just a moment")),
		"scopes-ip-restricted":    all(called(me, 200, "user"), called(tickets, 403, "ip_restricted")),
		"scopes-quota":            all(called(me, 200, "user"), called(tickets, 403, "quota 77")),
		"scopes-role":             all(called(me, 200, "user"), called(tickets, 403, textRole)),
		"scopes-not-found":        all(called(me, 200, "user"), called(tickets, 404, "RecordNotFound")),
		"revoke-bot-check":        survives(403),
		"revoke-csrf":             survives(403),
		"revoke-quota":            survives(403),
		"refresh-outlives-revoke": func(t *testing.T, d *testAccount) {
			access, refresh := d.tokens()
			d.do("DELETE", current, "", "Authorization", "Bearer "+access)
			if d.get(me, access).status != 401 || d.post("/oauth/tokens", d.refreshFields(refresh)).status != 200 {
				t.Errorf("the access token lives or the refresh token does not")
			}
		},

		"probe-issues":     all(probed(200, `"refresh_token":`), lives(2), exchange(200, "access_token")),
		"probe-issues-cut": all(probed(200, `{"token_type":"bearer","access_tok`), lives(2), exchange(200, "access_token")),
		"probe-reset":      all(reset, honestProbe, exchange(200, "access_token")),
		"probe-empty":      all(probed(200, ""), lives(0), honestProbe),
		"nested-tokens":    all(honestProbe, exchange(200, `"more":[{`), lives(8)),
		"many-tokens":      all(honestProbe, exchange(200, `"more":[{`), lives(50)),
		"token-with-space": func(t *testing.T, d *testAccount) {
			_, refresh := d.tokens()
			if !strings.Contains(refresh, " ") || d.post("/oauth/tokens", d.refreshFields(refresh)).status != 200 {
				t.Errorf("no space, or it does not work")
			}
		},
		"refresh-limited": all(exchange(200, ""), renewal(429, "", "")),
		"refresh-limited-once": func(t *testing.T, d *testAccount) {
			_, refresh := d.tokens()
			for _, want := range []int{429, 200} {
				if res := d.post("/oauth/tokens", d.refreshFields(refresh)); res.status != want {
					t.Errorf("status %d, want %d", res.status, want)
				}
			}
		},
		"api-page":    all(called(me, 403, "Just a moment"), called(current, 403, "Just a moment"), called("/api/v2/tickets.json", 403, "Just a moment"), survivesPage),
		"scope-page":  all(called("/api/v2/tickets.json", 200, "<h1>"), called(me, 200, `"role"`)),
		"scope-error": all(called("/api/v2/tickets.json", 200, textNotAuthenticated), called(me, 200, `"role"`)),
		"refresh-loses-scopes": func(t *testing.T, d *testAccount) {
			_, refresh := d.tokens()
			res := d.post("/oauth/tokens", d.refreshFields(refresh))
			var answer struct {
				Access string `json:"access_token"`
			}
			_ = json.Unmarshal([]byte(res.body), &answer)
			access := answer.Access
			if got := d.get(me, access); res.status != 200 || got.status != 403 || !strings.Contains(got.body, textMissingScopes) {
				t.Errorf("status %d, users/me %d %s", res.status, got.status, got.body)
			}
		},
		"refresh-tells-less": all(exchange(200, `"scope":"read`), renewal(200, `"scope":""`, "any_channel")),
		"other-spelling":     all(honestProbe, exchange(200, `"accessToken":"`), lives(4)),
		"me-cut-once": func(t *testing.T, d *testAccount) {
			access, _ := d.tokens()
			r, _ := http.NewRequest(http.MethodGet, d.srv.URL+me, nil)
			r.Header.Set("Authorization", "Bearer "+access)
			res, err := d.http.Do(r)
			if err == nil {
				_, err = io.ReadAll(res.Body)
				res.Body.Close()
			}
			if err == nil || d.get(me, access).status != 200 {
				t.Errorf("cut off: %v", err)
			}
		},
		"me-empty-once":       calls("GET", me, 204, 200, 200),
		"me-problem":          all(called(me, 403, "quota 77"), called(current, 200, "expires_at")),
		"scopes-problem":      all(called(me, 200, "user"), called(tickets, 403, "quota 77")),
		"scopes-refuse-later": calls("GET", tickets, 200, 401, 401),
		"scopes-nothing":      all(called(me, 200, "user"), called(tickets, 200, "{}")),
		"me-for-anybody": all(called(me, 200, `"role"`), func(t *testing.T, d *testAccount) {
			if res := d.get(me, ""); !strings.Contains(res.body, "Ada") {
				t.Errorf("users/me to nobody: %s", res.body)
			}
		}),
		"another-person":    all(called(me, 200, `"id":3`), called(me, 200, `"id":999`)),
		"me-suspended-word": called(me, 200, `"suspended":"true"`),
	}
	seen := map[string]bool{}
	for _, f := range Faults() {
		if seen[f.Name] || f.Summary == "" || strings.Contains(f.Summary, "\n") {
			t.Errorf("%s: twice, or without a line of summary", f.Name)
		}
		seen[f.Name] = true
		check := rows[f.Name]
		if check == nil {
			t.Errorf("%s is not tried: say in rows, in this test, what the account does", f.Name)
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			d := open(t, func(o *Options) { o.Drip = time.Microsecond })
			if err := d.SetFault(f.Name); err != nil || len(d.faults) != 1 || d.faults[0].Fault != f {
				t.Fatalf("%+v, %v", d.faults, err)
			}
			check(t, d)
		})
	}
	for name := range rows {
		if !seen[name] {
			t.Errorf("%s is no fault", name)
		}
	}
}

func TestUnknownFault(t *testing.T) {
	a := New(Prepared(callback))
	if a.SetFault("nonsense") == nil || len(a.faults) > 0 {
		t.Errorf("nonsense is a fault")
	}
	if a.SetFault("invalid-token") != nil || a.SetFault("") != nil || len(a.faults) > 0 {
		t.Errorf("a fault cannot be switched off")
	}
}

func TestRetryAfterDate(t *testing.T) {
	d := open(t)
	access, _ := d.connect("", "read")
	d.SetFault("rate-limited-date")
	if got := d.get("/api/v2/users/me.json", access).header.Get("Retry-After"); got != "Sun, 22 Nov 2026 10:00:02 GMT" {
		t.Errorf("Retry-After: %s", got)
	}
}
