package practice

import (
	"bytes"
	"mime/multipart"
	"net/url"
	"strings"
	"testing"
)

// save sends the form of a client as a browser does; pairs replace what the page holds.
func (d *testAccount) save(path string, logo []byte, pairs ...string) answer {
	d.t.Helper()
	page := d.get(strings.TrimSuffix(path, "/"), "")
	if path == adminPath {
		page = d.get(adminPath+"/new", "")
	}
	fields := map[string]string{"authenticity_token": page.hidden("authenticity_token")}
	for i := 0; i+1 < len(pairs); i += 2 {
		fields[pairs[i]] = pairs[i+1]
	}
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for k, v := range fields {
		m.WriteField(k, v)
	}
	if logo != nil {
		f, _ := m.CreateFormFile("logo", "logo.png")
		f.Write(logo)
	}
	m.Close()
	return d.do("POST", path, body.String(), "Content-Type", m.FormDataContentType())
}

func TestAdminCenterCreates(t *testing.T) {
	d := open(t, func(o *Options) { o.Client = ClientRecord{} })
	b := d.browser(Admin)
	if page := b.get(adminPath+"/new", ""); !strings.Contains(page.body, `value="public" checked`) {
		t.Errorf("a new client is not public at first")
	}
	res := b.save(adminPath, preparedLogo, "name", "Acme Sync", "kind", "public", "redirect_uri", callback+"\r\n\r\nhttps://app.acme.example/cb\r\n", "scopes", "read tickets:write")
	if res.status != 303 {
		t.Fatalf("status %d", res.status)
	}
	c := d.Client()
	if c.Identifier != "acme_sync" || c.Kind != Public || len(c.RedirectURLs) != 2 || c.RedirectURLs[0] != callback || !strings.HasPrefix(c.LogoURL, d.srv.URL) || c.UserID != 360001000001 {
		t.Errorf("record: identifier %q, kind %q, %q, logo %q", c.Identifier, c.Kind, c.RedirectURLs, c.LogoURL)
	}
	if logo := b.get(logoPath(c.ID), ""); logo.status != 200 || logo.header.Get("Content-Type") != "image/png" {
		t.Errorf("logo: status %d", logo.status)
	}
	path := res.header.Get("Location")
	if page := b.get(path, ""); !strings.Contains(page.body, c.Secret) {
		t.Errorf("the secret is not shown after the first Save")
	}
	if page := b.get(path, ""); strings.Contains(page.body, c.Secret) || !strings.Contains(page.body, c.Secret[:secretShown]+"…") {
		t.Errorf("the secret is shown twice, or not masked")
	}

	// A new kind makes a new secret, which is shown truncated.
	b.save(path, nil, "name", "Acme Sync", "identifier", "zdg-acme", "kind", "confidential", "redirect_uri", callback, "scopes", "read")
	n := d.Client()
	if n.Secret == c.Secret || n.Kind != Confidential || n.Identifier != "zdg-acme" || n.LogoURL == "" {
		t.Errorf("kind %q, identifier %q, logo %q", n.Kind, n.Identifier, n.LogoURL)
	}
	if page := b.get(path, ""); strings.Contains(page.body, n.Secret) {
		t.Errorf("the new secret is shown")
	}
	b.form(path+"/regenerate", url.Values{"authenticity_token": {b.get(path, "").hidden("authenticity_token")}})
	if d.Client().Secret == n.Secret {
		t.Errorf("not regenerated")
	}
	b.form(path+"/delete", url.Values{"authenticity_token": {b.get(path, "").hidden("authenticity_token")}})
	if len(d.Clients()) != 0 {
		t.Errorf("not deleted")
	}
}

func TestAdminCenterRefuses(t *testing.T) {
	d := open(t)
	b := d.browser(Admin)
	right := []string{"name", "Two", "identifier", "zdg-two", "kind", "public", "redirect_uri", callback, "scopes", "read tickets:write"}
	for _, tt := range []struct {
		name, field, value, part string
		logo                     []byte
	}{
		{"no name", "name", "", "Name cannot be blank", nil},
		{"identifier taken", "identifier", "zdg-acme-sync", "already been taken", nil},
		{"no kind", "kind", "", "Choose a client kind", nil},
		{"http elsewhere", "redirect_uri", "http://acme.example/cb", "is not valid", nil},
		{"comma", "redirect_uri", "https://a.example,https://b.example", "is not valid", nil},
		{"relative", "redirect_uri", "/callback", "is not valid", nil},
		{"scheme alone", "redirect_uri", "urn:ietf:wg:oauth:2.0:oob", "is not valid", nil},
		{"unknown scope", "scopes", "tickets.read", "There is no scope", nil},
		{"broad and narrow", "scopes", "read tickets:read", "already holds", nil},
		{"logo is no image", "", "", "JPG, GIF or PNG", []byte("<svg xmlns='http://www.w3.org/2000/svg'/>")},
	} {
		res := b.save(adminPath, tt.logo, append(append([]string{}, right...), tt.field, tt.value)...)
		if res.status != 422 || !strings.Contains(res.body, tt.part) || len(d.Clients()) != 1 {
			t.Errorf("%s: status %d, %d clients", tt.name, res.status, len(d.Clients()))
		}
	}
	if res := b.save(adminPath, nil, right...); res.status != 303 || len(d.Clients()) != 2 {
		t.Errorf("right: status %d", res.status)
	}
	for _, u := range []string{"http://localhost", "http://localhost:8080", "https://localhost:9000/x", "http://127.0.0.1/"} {
		if !registrable(u) {
			t.Errorf("%s is refused", u)
		}
	}
}

func TestAdminCenterIsGuarded(t *testing.T) {
	d := open(t)
	path := adminPath + "/" + itoa(d.Client().ID)
	if res := d.get(path, ""); res.status != 302 || !strings.HasPrefix(res.header.Get("Location"), signInPath) {
		t.Errorf("nobody: status %d", res.status)
	}
	if res := d.form(path, nil); res.status != 403 {
		t.Errorf("nobody saves: status %d", res.status)
	}
	if res := d.browser(Agent).get(path, ""); res.status != 403 || !strings.Contains(res.body, textRole) {
		t.Errorf("agent: status %d", res.status)
	}
	b := d.browser(Admin)
	for _, p := range []string{adminPath, path, path + "/regenerate", path + "/delete"} {
		if res := b.form(p, url.Values{"name": {"x"}}); res.status != 403 {
			t.Errorf("%s without token: status %d", p, res.status)
		}
	}
	if res := b.get(adminPath+"/1", ""); res.status != 404 {
		t.Errorf("no such client: status %d", res.status)
	}
	if res := b.get(path, ""); strings.Contains(res.body, d.Client().Secret) {
		t.Errorf("the prepared client's secret is shown in full")
	}
}

// TestLoopbackURLIsRemoved: the clean-up before a submission removes the loopback URL, and the record that is read again shows it.
func TestLoopbackURLIsRemoved(t *testing.T) {
	d := open(t)
	access, _ := d.connect(Admin, "read")
	b, c := d.browser(Admin), d.Client()
	b.save(adminPath+"/"+itoa(c.ID), nil, "name", c.Name, "description", c.Description, "company", c.Company, "identifier", c.Identifier,
		"kind", c.Kind, "redirect_uri", c.RedirectURLs[1], "scopes", "read")
	if res := d.get("/api/v2/oauth/clients.json", access); strings.Contains(res.body, callback) || !strings.Contains(res.body, c.RedirectURLs[1]) {
		t.Errorf("the record is as before")
	}
	if d.Client().Secret != c.Secret {
		t.Errorf("the secret has changed")
	}
	d.page()
}
