package practice

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestChallengeOf(t *testing.T) {
	if got := challengeOf(verifier); got != challenge {
		t.Errorf("challenge %s, want the one of RFC 7636 appendix B", got)
	}
}

// kind changes the kind of the client.
func kind(k string) func(*Options) { return func(o *Options) { o.Client.Kind = k } }

func TestExchange(t *testing.T) {
	noPKCE := []string{"code_challenge", "", "code_challenge_method", ""}
	for _, tt := range []struct {
		name      string
		kind      string
		authorize []string
		fields    []any
		wait      time.Duration
		status    int
		code      string
	}{
		{"confidential with PKCE", Confidential, nil, nil, 0, 200, ""},
		{"confidential without PKCE", Confidential, noPKCE, []any{"code_verifier", nil}, 0, 200, ""},
		{"public with PKCE", Public, nil, []any{"client_secret", nil}, 0, 200, ""},
		{"public with a wrong secret: nothing is proven", Public, nil, []any{"client_secret", "wrong"}, 0, 200, ""},
		{"scope left out", Confidential, nil, []any{"scope", nil}, 0, 200, ""},
		{"narrower scope", Confidential, nil, []any{"scope", "tickets:read"}, 0, 200, ""},
		{"wider scope", Confidential, nil, []any{"scope", "read write"}, 0, 400, "invalid_scope"},
		{"wrong verifier", Confidential, nil, []any{"code_verifier", strings.Repeat("x", 43)}, 0, 400, "invalid_grant"},
		{"no verifier", Public, nil, []any{"code_verifier", nil}, 0, 400, "invalid_grant"},
		{"verifier without challenge", Confidential, noPKCE, nil, 0, 400, "invalid_grant"},
		{"other redirect", Confidential, nil, []any{"redirect_uri", callback + "/"}, 0, 400, "invalid_grant"},
		{"redirect misnamed", Confidential, nil, []any{"redirect_uri", nil, "redirect_url", callback}, 0, 400, "invalid_grant"},
		{"bogus code", Confidential, nil, []any{"code", "bogus"}, 0, 400, "invalid_grant"},
		{"in time", Confidential, nil, nil, 119 * time.Second, 200, ""},
		{"too late", Confidential, nil, nil, 120 * time.Second, 400, "invalid_grant"},
		{"wrong secret", Confidential, nil, []any{"client_secret", "wrong"}, 0, 401, "invalid_client"},
		{"no secret", Confidential, nil, []any{"client_secret", nil}, 0, 401, "invalid_client"},
		{"numeric id", Confidential, nil, []any{"client_id", "50789"}, 0, 401, "invalid_client"},
		{"non-ASCII secret", Confidential, nil, []any{"client_secret", "secretklæfdflæ"}, 0, 401, textNotAuthenticated},
		{"no grant type", Confidential, nil, []any{"grant_type", nil}, 0, 400, "invalid_request"},
		{"unknown grant type", Confidential, nil, []any{"grant_type", "code"}, 0, 400, "unsupported_grant_type"},
		{"password grant", Confidential, nil, []any{"grant_type", "password"}, 0, 400, "unauthorized_client"},
		{"no code", Confidential, nil, []any{"code", nil}, 0, 400, "invalid_request"},
		{"shortest life", Confidential, nil, []any{"expires_in", 300, "refresh_token_expires_in", 604800}, 0, 200, ""},
		{"longest life", Confidential, nil, []any{"expires_in", 172800, "refresh_token_expires_in", 7776000}, 0, 200, ""},
		{"life too short", Confidential, nil, []any{"expires_in", 299}, 0, 400, "invalid_request"},
		{"life too long", Confidential, nil, []any{"expires_in", 172801}, 0, 400, "invalid_request"},
		{"refresh life too short", Confidential, nil, []any{"refresh_token_expires_in", 604799}, 0, 400, "invalid_request"},
		{"life as a string", Confidential, nil, []any{"expires_in", "1800"}, 0, 400, "invalid_request"},
		{"life with a fraction", Confidential, nil, []any{"expires_in", 1800.5}, 0, 400, "invalid_request"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := open(t, kind(tt.kind))
			code := d.approve("", tt.authorize...).Get("code")
			d.clock.pass(tt.wait)
			fields := d.exchangeFields(code, tt.fields...)
			res := d.post("/oauth/tokens", fields)
			o := res.json(t)
			if got, _ := o["error"].(string); res.status != tt.status || got != tt.code {
				t.Fatalf("status %d, error %q; want %d, %q", res.status, got, tt.status, tt.code)
			}
			if tt.status != 200 {
				return
			}
			for _, name := range []string{"access_token", "refresh_token", "token_type", "scope", "expires_in", "refresh_token_expires_in"} {
				if o[name] == nil {
					t.Errorf("%s is missing", name)
				}
			}
			if again := d.post("/oauth/tokens", fields); again.status != 400 || again.json(t)["error"] != "invalid_grant" {
				t.Errorf("the code could be used twice")
			}
		})
	}
}

func TestExchangeBodies(t *testing.T) {
	d := open(t)
	for _, tt := range []struct {
		name, kind string
		twice      bool
		status     int
	}{
		{"form", "application/x-www-form-urlencoded", false, 200},
		{"form with charset", "application/x-www-form-urlencoded; charset=utf-8", false, 200},
		{"no content type", "", false, 400},
		{"text", "text/plain", false, 400},
		{"a parameter twice", "application/x-www-form-urlencoded", true, 400},
	} {
		form := url.Values{}
		for k, v := range d.exchangeFields(d.approve("").Get("code")) {
			b, _ := json.Marshal(v)
			form.Set(k, strings.Trim(string(b), `"`))
		}
		if tt.twice {
			form.Add("code", "other")
		}
		if res := d.do("POST", "/oauth/tokens", form.Encode(), "Content-Type", tt.kind); res.status != tt.status {
			t.Errorf("%s: status %d, want %d", tt.name, res.status, tt.status)
		}
	}
}

func TestBasicAuthentication(t *testing.T) {
	d := open(t)
	c := d.Client()
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte(c.Identifier+":"+c.Secret))
	for _, tt := range []struct {
		name   string
		fields object
		status int
	}{
		{"Basic alone", d.exchangeFields(d.approve("").Get("code"), "client_id", nil, "client_secret", nil), 200},
		{"both ways at once", d.exchangeFields(d.approve("").Get("code")), 401},
	} {
		body, _ := json.Marshal(tt.fields)
		if res := d.do("POST", "/oauth/tokens", string(body), "Content-Type", "application/json", "Authorization", basic); res.status != tt.status {
			t.Errorf("%s: status %d, want %d", tt.name, res.status, tt.status)
		}
	}
}

func TestAccessTokenForm(t *testing.T) {
	d := open(t)
	access, _ := d.connect("", "read")
	parts := strings.Split(access, ".")
	if len(parts) != 3 || len(access) <= 255 {
		t.Fatalf("%d parts, %d characters", len(parts), len(access))
	}
	payload, _ := base64.RawURLEncoding.DecodeString(parts[1])
	var claims object
	if err := json.Unmarshal(payload, &claims); err != nil || len(claims) != 1 || claims["exp"] == nil {
		t.Errorf("payload is not exp alone")
	}
}

func TestRefresh(t *testing.T) {
	d := open(t)
	access, refresh := d.connect("", "read")
	if res := d.post("/oauth/tokens", d.refreshFields(refresh, "scope", "read")); res.json(t)["error"] != "invalid_scope" {
		t.Errorf("a scope went with a refresh")
	}
	res := d.post("/oauth/tokens", d.refreshFields(refresh, "expires_in", 600))
	o := res.json(t)
	if res.status != 200 || o["expires_in"] != 600.0 || o["scope"] != "read" {
		t.Fatalf("status %d", res.status)
	}
	next := o["access_token"].(string)
	if d.get("/api/v2/users/me.json", access).status != 401 || d.get("/api/v2/users/me.json", next).status != 200 {
		t.Errorf("the old access token lives or the new one does not")
	}
	if res := d.post("/oauth/tokens", d.refreshFields(refresh)); res.status != 400 || res.json(t)["error"] != "invalid_grant" {
		t.Errorf("the old refresh token lives")
	}
	d.clock.pass(601 * time.Second)
	if d.get("/api/v2/users/me.json", next).status != 401 {
		t.Errorf("the token outlived its time")
	}
	d.clock.pass(31 * 24 * time.Hour)
	if res := d.post("/oauth/tokens", d.refreshFields(o["refresh_token"].(string))); res.status != 400 {
		t.Errorf("the refresh token outlived its time")
	}
}

func TestClientCredentials(t *testing.T) {
	for _, tt := range []struct {
		name   string
		kind   string
		fields []any
		status int
		scope  string
	}{
		{"scope left out: Allowed scopes", Confidential, nil, 200, "read"},
		{"scope inside", Confidential, []any{"scope", "tickets:read"}, 200, "tickets:read"},
		{"scope outside", Confidential, []any{"scope", "write"}, 400, ""},
		{"a list permits nothing", Confidential, []any{"scope", []string{"read"}}, 200, "[]"},
		{"public", Public, nil, 400, ""},
	} {
		d := open(t, kind(tt.kind))
		res := d.post("/oauth/tokens", with(object{
			"grant_type": "client_credentials", "client_id": d.Client().Identifier, "client_secret": d.Client().Secret,
		}, tt.fields...))
		o := res.json(t)
		if res.status != tt.status {
			t.Errorf("%s: status %d, want %d", tt.name, res.status, tt.status)
			continue
		}
		if tt.status != 200 {
			continue
		}
		if o["scope"] != tt.scope || o["refresh_token"] != nil {
			t.Errorf("%s: scope %v, refresh token %t", tt.name, o["scope"], o["refresh_token"] != nil)
		}
		if me := d.get("/api/v2/users/me.json", o["access_token"].(string)); tt.scope == "read" && !strings.Contains(me.body, `"role":"admin"`) {
			t.Errorf("%s: does not act as the owner", tt.name)
		}
	}
}
