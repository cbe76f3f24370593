package practice

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestMe(t *testing.T) {
	d := open(t)
	wide, _ := d.connect(Admin, "read")
	narrow, _ := d.connect(Agent, "tickets:read")
	users, _ := d.connect(EndUser, "users:read")
	for _, tt := range []struct {
		name, header string
		status       int
		part         string
	}{
		{"nobody", "", 200, `"id":null`},
		{"wrong password", "Basic eDp5", 200, `"name":"Anonymous user"`},
		{"bad bearer", "Bearer x", 401, textInvalidToken},
		{"empty bearer", "Bearer", 401, `"error":"invalid_token"`},
		{"other scheme", "token x", 401, "Couldn't authenticate you"},
		{"read", "Bearer " + wide, 200, `"role":"admin"`},
		{"users:read", "Bearer " + users, 200, `"role":"end-user"`},
		{"scope too small", "Bearer " + narrow, 403, "missing the following required scopes: users:read, read"},
	} {
		res := d.do("GET", "/api/v2/users/me.json", "", "Authorization", tt.header)
		if res.status != tt.status || !strings.Contains(res.body, tt.part) {
			t.Errorf("%s: status %d, want %d with %q", tt.name, res.status, tt.status, tt.part)
		}
		if challenge := res.header.Get("WWW-Authenticate"); strings.Contains(res.body, "invalid_token") != strings.HasPrefix(challenge, `Bearer realm="Zendesk::OAuth"`) {
			t.Errorf("%s: challenge %q", tt.name, challenge)
		}
	}
}

func TestEndpoints(t *testing.T) {
	d := open(t)
	tokens := map[string]string{"": ""}
	for _, who := range []string{Admin, Agent, EndUser} {
		for _, scope := range []string{"read", "tickets:read"} {
			tokens[who+" "+scope], _ = d.connect(who, scope)
		}
	}
	id := itoa(d.Client().ID)
	for _, tt := range []struct {
		path, as string
		status   int
		part     string
	}{
		{"/api/v2/locales/public.json", "", 200, `"locale":"en-US"`},
		{"/api/v2/oauth/clients.json", "", 401, "Couldn't authenticate you"},
		{"/api/v2/oauth/clients.json", "admin read", 200, `"identifier":"zdg-acme-sync"`},
		{"/api/v2/oauth/clients", "admin read", 200, `"global":false`},
		{"/api/v2/oauth/clients.json", "admin tickets:read", 403, "required scopes: read"},
		{"/api/v2/oauth/clients.json", "agent read", 403, textRole},
		{"/api/v2/oauth/clients/" + id + ".json", "admin read", 200, `"logo_url":"` + d.srv.URL + "/practice/logo/"},
		{"/api/v2/oauth/clients/" + id, "admin read", 200, `"kind":"confidential"`},
		{"/api/v2/oauth/clients/" + id, "agent read", 403, textRole},
		{"/api/v2/oauth/clients/1.json", "admin read", 404, `"error":"RecordNotFound"`},
		{"/api/v2/users/me/oauth/clients.json", "admin read", 200, `"count":1`},
		{"/api/v2/oauth/global_clients.json", "admin read", 200, `"global_clients":[]`},
		{"/api/v2/oauth/tokens/current.json", "", 401, "Couldn't authenticate you"},
		{"/api/v2/oauth/tokens/current.json", "end-user tickets:read", 403, textMissingScopes + "read"},
		{"/api/v2/oauth/tokens/current.json", "end-user read", 200, `"scopes":["read"]`},
		{"/api/v2/oauth/tokens/1.json", "admin read", 404, `"error":"RecordNotFound"`},
		{"/api/v2/oauth/tokens.json", "agent read", 200, `"count":2`},
		{"/api/v2/oauth/tokens.json?all=true", "agent read", 403, textRole},
		{"/api/v2/oauth/tokens.json?all=true", "admin read", 200, `"count":6`},
		{"/api/v2/tickets.json?per_page=1", "agent tickets:read", 200, `"tickets":[`},
		{"/api/v2/tickets.json", "end-user tickets:read", 403, textRole},
		{"/api/v2/groups.json", "admin tickets:read", 403, "required scopes: groups:read, read"},
		{"/api/v2/search.json", "admin tickets:read", 403, "required scopes: read"},
		{"/api/v2/account/settings.json", "admin read", 200, `"settings"`},
		{"/api/v2/account/settings.json", "agent read", 403, textRole},
		{"/api/v2/nonsense.json", "admin read", 404, `"error":"InvalidEndpoint"`},
		{"/api/v2/nonsense", "", 404, `"error":"InvalidEndpoint"`},
		{"/nonsense", "", 404, "<h1>"},
		{"/", "", 200, "PRACTICE"},
	} {
		res := d.get(tt.path, tokens[tt.as])
		if res.status != tt.status || !strings.Contains(res.body, tt.part) {
			t.Errorf("%s as %q: status %d, want %d with %q", tt.path, tt.as, res.status, tt.status, tt.part)
		}
		for _, secret := range []string{d.Client().Secret, tokens["admin read"]} {
			if strings.Contains(res.body, secret) {
				t.Errorf("%s as %q shows a secret", tt.path, tt.as)
			}
		}
	}
}

// TestResources: each scope that can read opens its resource, and so does the broad scope read.
func TestResources(t *testing.T) {
	d := open(t, func(o *Options) { o.Client.AllowedScopes = nil })
	wide, _ := d.connect(Admin, "read")
	seen := map[string]bool{}
	for _, res := range resources {
		if got := d.get(res.path+".json", wide); got.status != 200 {
			t.Errorf("%s with read: status %d", res.path, got.status)
		}
		if res.scope == "" || seen[res.path] {
			continue
		}
		seen[res.path] = true
		if !knownScope(res.scope) {
			t.Errorf("%s needs %s, which is not in the catalogue", res.path, res.scope)
		}
		narrow, _ := d.connect(Admin, res.scope)
		if got := d.get(res.path, narrow); got.status != 200 {
			t.Errorf("%s with %s: status %d", res.path, res.scope, got.status)
		}
	}
}

func TestCurrentTokenIsMasked(t *testing.T) {
	d := open(t)
	access, refresh := d.connect("", "read")
	res := d.get("/api/v2/oauth/tokens/current.json", access)
	if strings.Contains(res.body, access) || strings.Contains(res.body, refresh) || !strings.Contains(res.body, `"refresh_token":"...`+refresh[len(refresh)-10:]) {
		t.Errorf("tokens are not masked as documented")
	}
	if tok := res.json(t)["token"].(object); tok["expires_at"] != "2026-11-22T10:30:00Z" || tok["user_id"] != 360001000001.0 {
		t.Errorf("expires_at %v, user_id %v", tok["expires_at"], tok["user_id"])
	}
}

func TestRevoke(t *testing.T) {
	bearer := func(tok string) []string { return []string{"Authorization", "Bearer " + tok} }
	d := open(t)
	access, refresh := d.connect(Agent, "read")
	if res := d.do("DELETE", "/api/v2/oauth/tokens/current.json", "", bearer(access)...); res.status != 204 || res.body != "" {
		t.Errorf("current: status %d", res.status)
	}
	if res := d.do("DELETE", "/api/v2/oauth/tokens/current.json", "", bearer(access)...); res.status != 401 {
		t.Errorf("again: status %d", res.status)
	}
	if res := d.post("/oauth/tokens", d.refreshFields(refresh)); res.status != 400 {
		t.Errorf("refresh: status %d", res.status)
	}

	mine, _ := d.connect(Agent, "read")
	theirs, _ := d.connect(EndUser, "read")
	boss, _ := d.connect(Admin, "read")
	id := fmt.Sprintf("%.0f", d.get("/api/v2/oauth/tokens/current", mine).json(t)["token"].(object)["id"])
	for _, tt := range []struct {
		name, as, suffix string
		status           int
	}{
		{"not one's own", theirs, "", 404}, {"admin", boss, ".json", 204}, {"admin, again", boss, "", 404}, {"its own bearer", mine, "", 401},
	} {
		if res := d.do("DELETE", "/api/v2/oauth/tokens/"+id+tt.suffix, "", bearer(tt.as)...); res.status != tt.status {
			t.Errorf("%s: status %d, want %d", tt.name, res.status, tt.status)
		}
	}
	if n := len(d.Tokens()); n == 0 {
		t.Errorf("no token is remembered")
	}
}

func TestSignedInBrowserReadsTheAPI(t *testing.T) {
	d := open(t)
	b := d.browser(Admin)
	if res := b.get("/api/v2/oauth/clients.json", ""); res.status != 200 || strings.Contains(res.body, d.Client().Secret) {
		t.Errorf("record: status %d", res.status)
	}
	path := "/api/v2/oauth/clients/" + itoa(d.Client().ID) + "/generate_secret.json"
	if res := b.do("PUT", path, ""); res.status != 403 {
		t.Errorf("change without CSRF token: status %d", res.status)
	}
	before := d.Client().Secret
	csrf := b.get("/api/v2/users/me.json", "").json(t)["user"].(object)["authenticity_token"].(string)
	res := b.do("PUT", path, "", "X-CSRF-Token", csrf)
	if res.status != 200 || d.Client().Secret == before || !strings.Contains(res.body, d.Client().Secret) {
		t.Errorf("generate_secret: status %d", res.status)
	}
}

func TestGlobalClient(t *testing.T) {
	d := open(t)
	access, _ := d.connect(Admin, "read")
	if err := d.SetFault("already-global"); err != nil {
		t.Fatal(err)
	}
	if res := d.get("/api/v2/oauth/global_clients.json", access); !strings.Contains(res.body, `"zdg-acme-sync"`) {
		t.Errorf("the global client is not listed")
	}
	b := d.browser(Admin)
	if res := b.get(adminPath, ""); strings.Contains(res.body, "zdg-acme-sync") {
		t.Errorf("the global client has a page")
	}
	if res := b.get(adminPath+"/"+itoa(d.Client().ID), ""); res.status != 404 {
		t.Errorf("the global client's page: status %d", res.status)
	}
}

func TestRateLimit(t *testing.T) {
	d := open(t)
	var last answer
	for range callsPerMinute + 1 {
		last = d.get("/api/v2/locales/public.json", "")
	}
	if last.status != 429 || last.body != textTooMany || last.header.Get("Retry-After") != "61" && last.header.Get("Retry-After") != "60" {
		t.Fatalf("status %d, Retry-After %q", last.status, last.header.Get("Retry-After"))
	}
	d.clock.pass(time.Minute)
	if res := d.get("/api/v2/locales/public.json", ""); res.status != 200 || res.header.Get("ratelimit-remaining") != "699" {
		t.Errorf("next minute: status %d", res.status)
	}
}

func TestHost(t *testing.T) {
	d := open(t, func(o *Options) { o.Hosts = []string{"d3v-acme.zendesk.com"} })
	for host, status := range map[string]int{
		"127.0.0.1": 200, "localhost:80": 200, "LOCALHOST": 200, "[::1]:1234": 200, "[::1]": 200, "d3v-acme.zendesk.com": 200,
		"evil.example": 421, "127.0.0.1.evil.example:80": 421, "localhost.": 421,
	} {
		if res := d.do("GET", "/api/v2/locales/public.json", "", "Host", host); res.status != status {
			t.Errorf("%s: status %d, want %d", host, res.status, status)
		}
	}
}

func TestBodyLimit(t *testing.T) {
	d := open(t)
	if res := d.do("POST", "/oauth/tokens", strings.Repeat("a", maxBody+1), "Content-Type", "application/json"); res.status != 400 {
		t.Errorf("status %d", res.status)
	}
}

// TestConcurrency: whole authorizations at once, with faults switched meanwhile, for the race detector.
func TestConcurrency(t *testing.T) {
	d := open(t)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for range 5 {
				access, refresh := d.connect([]string{Admin, Agent, EndUser}[i%3], "read")
				d.get("/api/v2/users/me.json", access)
				if res := d.post("/oauth/tokens", d.refreshFields(refresh)); res.status != http.StatusOK {
					t.Errorf("refresh: status %d", res.status)
				}
				d.SetFault("rate-limited-long")
				d.get("/api/v2/tickets.json", access)
				d.SetFault("")
			}
		})
	}
	wg.Wait()
}
