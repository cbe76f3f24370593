package practice

import (
	"net/http"
	"strings"
	"testing"
)

// FuzzRequests: whatever a client sends, it gets an answer, and none that holds the secret.
func FuzzRequests(f *testing.F) {
	f.Add("POST", "/oauth/tokens", "application/json", `{"grant_type":"authorization_code","scope":["read"],"expires_in":1e9}`)
	f.Add("POST", "/oauth/tokens", "application/x-www-form-urlencoded", "grant_type=refresh_token&grant_type=x")
	f.Add("GET", "/oauth/authorizations/new?client_id=zdg-acme-sync&redirect_uri=%00", "", "")
	f.Add("POST", "/practice/sign-in", "multipart/form-data; boundary=x", "--x")
	f.Add("GET", "/api/v2/oauth/clients/9e9.json", "", "")
	f.Fuzz(func(t *testing.T, method, path, contentType, body string) {
		a := New(Prepared(callback))
		r, err := http.NewRequest(method, "http://127.0.0.1", strings.NewReader(body))
		if err != nil {
			return
		}
		if r.URL, err = r.URL.Parse(path); err != nil || r.URL.Host != "127.0.0.1" || !strings.HasPrefix(r.URL.Path, "/") {
			return
		}
		r.Header.Set("Content-Type", contentType)
		answer := record(a, r)
		if answer.status < 200 || answer.status > 599 || strings.Contains(answer.body(), a.Client().Secret) {
			t.Errorf("status %d, or the secret is shown", answer.status)
		}
	})
}
