package practice

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"
)

func TestAuthorizeRefuses(t *testing.T) {
	const public = "public"
	for _, tt := range []struct {
		name  string
		kind  string
		pairs []string
		text  string
	}{
		{"unknown client", "", []string{"client_id", "zdg-other"}, textNoSuchClient},
		{"numeric client", "", []string{"client_id", "360002000001"}, textNoSuchClient},
		{"clientid", "", []string{"client_id", "", "clientid", "zdg-acme-sync"}, textNoSuchClient},
		{"trailing slash", "", []string{"redirect_uri", callback + "/"}, textAuthorizeInvalid},
		{"other port", "", []string{"redirect_uri", "http://127.0.0.1:19187/callback"}, textAuthorizeInvalid},
		{"no redirect", "", []string{"redirect_uri", ""}, textAuthorizeInvalid},
		{"no response type", "", []string{"response_type", ""}, textAuthorizeInvalid},
		{"implicit", "", []string{"response_type", "token"}, textResponseType},
		{"public without PKCE", public, []string{"code_challenge", "", "code_challenge_method", ""}, textAuthorizeInvalid},
		{"plain", "", []string{"code_challenge_method", "plain"}, textAuthorizeInvalid},
		{"challenge without method", "", []string{"code_challenge_method", ""}, textAuthorizeInvalid},
		{"challenge too short", "", []string{"code_challenge", "abc"}, textAuthorizeInvalid},
		{"scope outside", "", []string{"scope", "write"}, textAuthorizeScope},
		{"commas", "", []string{"scope", "tickets:read,users:read"}, textAuthorizeScope},
		{"unknown scope", "", []string{"scope", "tickets.read"}, textAuthorizeScope},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := open(t)
			if tt.kind != "" {
				d = open(t, kind(tt.kind))
			}
			e := d.page(tt.pairs...)
			if e.Status != 400 || e.Title != "Invalid Authorization Request" || !strings.Contains(e.Text, tt.text) {
				t.Errorf("status %d, %q, %q", e.Status, e.Title, e.Text)
			}
		})
	}
}

func TestAuthorizeAnswers(t *testing.T) {
	d := open(t)
	q := d.approve("")
	if q.Get("code") == "" || q.Get("state") != "s1" || len(q) != 2 {
		t.Errorf("callback has %d parameters, state %q", len(q), q.Get("state"))
	}
	to, err := d.Approve(context.Background(), d.authorizeURL(), Agent, false)
	if err != nil {
		t.Fatal(err)
	}
	u, _ := url.Parse(to)
	if q := u.Query(); !strings.HasPrefix(to, callback+"?") || q.Get("error") != "access_denied" || q.Get("state") != "s1" || q.Get("error_description") != textAccessDenied {
		t.Errorf("denial: %s", to)
	}
	if q := d.approve("", "state", "", "scope", ""); q.Has("state") {
		t.Errorf("a state came back that was not sent")
	}
}

func TestRedirectURLWithQuery(t *testing.T) {
	const registered = callback + "?tenant=1"
	d := open(t, func(o *Options) { o.Client.RedirectURLs = []string{registered} })
	if q := d.approve("", "redirect_uri", registered); q.Get("tenant") != "1" || q.Get("code") == "" {
		t.Errorf("the redirect URL's own query was lost")
	}
}

func TestConsentPage(t *testing.T) {
	d := open(t, func(o *Options) { o.Client.Name = `<b>"Acme"</b>` })
	b := d.browser(Admin)
	res := b.get(strings.TrimPrefix(d.authorizeURL(), d.srv.URL), "")
	for _, want := range []string{"&lt;b&gt;&#34;Acme&#34;", "Acme Rockets, Inc.", "Keeps tickets", "PRACTICE", "Allow", "Deny", "See everything", "/practice/logo/"} {
		if !strings.Contains(res.body, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if strings.Contains(res.body, "<script") || strings.Contains(res.body, d.Client().Secret) {
		t.Errorf("a script or the secret is on the page")
	}
	csp := res.header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "form-action 'self' http://127.0.0.1:19186", "frame-ancestors 'none'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("policy lacks %q", want)
		}
	}
	if res.header.Get("Cache-Control") != "no-store" {
		t.Errorf("the page may be kept")
	}
}

func TestDecisionNeedsThisSession(t *testing.T) {
	d := open(t)
	b := d.browser(Admin)
	path := strings.TrimPrefix(d.authorizeURL(), d.srv.URL)
	form := url.Values{"decision": {"allow"}, "request": {strings.SplitN(path, "?", 2)[1]}}
	for _, tt := range []struct {
		name, token string
		header      []string
		status      int
	}{
		{"no token", "", nil, 403},
		{"another's token", strings.Repeat("0", 32), nil, 403},
		{"another site", b.get(path, "").hidden("authenticity_token"), []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"own form", b.get(path, "").hidden("authenticity_token"), nil, 302},
	} {
		form.Set("authenticity_token", tt.token)
		head := append([]string{"Content-Type", "application/x-www-form-urlencoded"}, tt.header...)
		if res := b.do("POST", "/oauth/authorizations", form.Encode(), head...); res.status != tt.status {
			t.Errorf("%s: status %d, want %d", tt.name, res.status, tt.status)
		}
	}
}

func TestConsentIsRemembered(t *testing.T) {
	d := open(t)
	access, _ := d.connect(Admin, "read")
	path := strings.TrimPrefix(d.authorizeURL(), d.srv.URL)
	b := d.browser(Admin)
	if res := b.get(path, ""); res.status != 302 || !strings.HasPrefix(res.header.Get("Location"), callback) {
		t.Errorf("same scopes: status %d, want a redirect", res.status)
	}
	if res := b.get(strings.Replace(path, "scope=read", "scope=tickets%3Aread", 1), ""); res.status != 200 {
		t.Errorf("other scopes: status %d, want the consent page", res.status)
	}
	if res := d.browser(Agent).get(path, ""); res.status != 200 {
		t.Errorf("another person: status %d, want the consent page", res.status)
	}
	d.do("DELETE", "/api/v2/oauth/tokens/current.json", "", "Authorization", "Bearer "+access)
	if res := b.get(path, ""); res.status != 200 {
		t.Errorf("after the revocation: status %d, want the consent page", res.status)
	}
}

func TestSignIn(t *testing.T) {
	d := open(t)
	path := strings.TrimPrefix(d.authorizeURL(), d.srv.URL)
	b := d.browser("")
	if res := b.get(path, ""); res.status != 302 || !strings.HasPrefix(res.header.Get("Location"), signInPath+"?return_to=%2Foauth") {
		t.Errorf("anonymous: status %d to %s", res.status, res.header.Get("Location"))
	}
	if res := b.form(signInPath, url.Values{"person": {"1"}, "password": {"x"}}); res.status != 422 {
		t.Errorf("nobody: status %d", res.status)
	}
	if res := b.form(signInPath, url.Values{"person": {"360001000001"}}); res.status != 422 {
		t.Errorf("no password: status %d", res.status)
	}
	for _, tt := range []struct{ to, want string }{
		{path, path}, {d.srv.URL + path, path}, {"https://evil.example/", "/"}, {"//evil.example", "/"}, {`/\evil.example`, "/"}, {"", "/"}, {"javascript:1", "/"},
	} {
		if res := b.form(signInPath, url.Values{"person": {"360001000001"}, "password": {"x"}, "return_to": {tt.to}}); res.header.Get("Location") != tt.want {
			t.Errorf("return to %q leads to %q", tt.to, res.header.Get("Location"))
		}
		if res := b.get("/access/logout?return_to="+url.QueryEscape(tt.to), ""); tt.to != "" && res.header.Get("Location") != tt.want {
			t.Errorf("logout with return to %q leads to %q", tt.to, res.header.Get("Location"))
		}
	}
	if res := b.get("/api/v2/users/me.json", ""); !strings.Contains(res.body, `"id":null`) {
		t.Errorf("still signed in after logout")
	}
}

func TestApproveErrors(t *testing.T) {
	d := open(t)
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.Approve(gone, d.authorizeURL(), "", true); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	for _, tt := range []struct{ url, person string }{{"", ""}, {"%", ""}, {d.authorizeURL(), "nobody"}} {
		if _, err := d.Approve(context.Background(), tt.url, tt.person, true); err == nil {
			t.Errorf("%q by %q: no error", tt.url, tt.person)
		}
	}
}
