package account

import (
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"zdg/checklist/zendesk"
)

func TestRecording(t *testing.T) {
	var all []Exchange
	a := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "s", Value: "planted-cookie"})
		if r.Method == http.MethodPost {
			_, _ = w.Write([]byte(`{"access_token":"planted-access","refresh_token":"planted-refresh","scope":"\u001b[2Jread planted-access","expires_in":"planted-refresh"}`))
			return
		}
		_, _ = w.Write([]byte(`{"user":{"id":1,"name":"echo planted-access"},"token":{"full_token":"planted-full"},"tickets":[{"session_token":"planted-session"}]}`))
	}, func(o *Options) { o.Record = func(e Exchange) { all = append(all, e) } })
	verifier := NewToken("planted-verifier")
	tokens, err := a.Exchange(t.Context(), CodeGrant{Code: NewToken("planted-code"), Verifier: verifier, ExpiresIn: 300})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Me(t.Context(), tokens.Access); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Get(t.Context(), tokens.Access, "/api/v2/tickets.json?per_page=1"); err != nil {
		t.Fatal(err)
	}
	if len(all) != 3 {
		t.Fatalf("%d exchanges", len(all))
	}
	for _, e := range all {
		text := strings.Join(append(append(e.RequestHeaders, e.ResponseHeaders...), e.URL, e.RequestBody, e.ResponseBody, e.Curl()), "\n")
		if strings.Contains(text, "planted") || strings.Contains(text, "\x1b") {
			t.Errorf("a secret or an escape is in\n%s", text)
		}
	}
	if !strings.Contains(all[0].RequestBody, `"expires_in": 300`) || !strings.Contains(all[0].RequestBody, `"client_id": "zdg-acme"`) {
		t.Errorf("body %s", all[0].RequestBody)
	}
	if !strings.Contains(all[2].ResponseBody, "not kept") {
		t.Errorf("body %s", all[2].ResponseBody)
	}
}

// TestCurl runs the commands with a curl that shows what it gets.
func TestCurl(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no POSIX shell here")
	}
	for _, tt := range []struct {
		name  string
		e     Exchange
		stdin string
	}{
		{"token", Exchange{
			Method: "POST", URL: "https://x.zendesk.com/oauth/tokens", RequestHeaders: []string{"Accept: it's json", "Content-Type: application/json"},
			RequestBody: "{\n  \"client_id\": \"zdg-100%\\\\\",\n  \"client_secret\": \"" + zendesk.Dots + "\",\n  \"expires_in\": 300\n}",
		}, `{"client_id":"zdg-100%\\","client_secret":"s3cret","expires_in":300}`},
		{"api", Exchange{
			Method: "GET", URL: "https://x.zendesk.com/api/v2/users/me.json", RequestHeaders: []string{"Authorization: Bearer " + zendesk.Dots},
		}, `header = "Authorization: Bearer t0ken"` + "\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cmd := exec.Command(shell, "-c", `curl() { printf 'ARGS %s\n' "$*" >&2; cat; }`+"\n"+tt.e.Curl())
			cmd.Env = []string{"ZDG_CLIENT_SECRET=s3cret", "ACCESS_TOKEN=t0ken", "PATH=/usr/bin:/bin"}
			var args strings.Builder
			cmd.Stderr = &args
			got, err := cmd.Output()
			if err != nil || string(got) != tt.stdin {
				t.Errorf("stdin %q, want %q (%v %s)\n%s", got, tt.stdin, err, args.String(), tt.e.Curl())
			}
			if strings.Contains(args.String(), "s3cret") || strings.Contains(args.String(), "t0ken") || !strings.Contains(args.String(), tt.e.URL) {
				t.Errorf("arguments %s", args.String())
			}
		})
	}
}

// TestSecretMembersAreDots: secret members are masked by their names, whatever their values are.
func TestSecretMembersAreDots(t *testing.T) {
	a := accountAt(t, "http://127.0.0.1:1", nil)
	for _, key := range append(slices.Clone(secretKeys), "Code", "TOKEN") {
		if got := a.body([]byte(`{"list":[{"` + key + `":"word","page":2}]}`)); strings.Contains(got, "word") || !strings.Contains(got, `"page": 2`) {
			t.Errorf("%s: %s", key, got)
		}
	}
	for _, key := range []string{"code", "code_verifier", "client_secret", "access_token", "refresh_token"} {
		if !slices.Contains(secretKeys, key) {
			t.Errorf("%s is no secret's name", key)
		}
	}
	for _, name := range []string{"Authorization", "Cookie", "Set-Cookie", "Proxy-Authorization"} {
		if got := a.headers(http.Header{name: {"a word"}}); len(got) != 1 || strings.Contains(got[0], "word") {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestASecretInPiecesIsNotRecorded: a secret with line breaks, which JSON escapes, is masked.
func TestASecretInPiecesIsNotRecorded(t *testing.T) {
	a := serve(t, func(http.ResponseWriter, *http.Request) {}, nil)
	a.hide("0a1b2c3d4e5f6071829304a5b6c7d8e9")
	got := a.body([]byte(`{"errors":[{"title":"0a1b2c3d4e5f6071\n829304a5b6c7d8e9"}],"0a1b2c3d4e5f6071\t829304a5b6c7d8e9":1}`))
	if strings.Contains(got, "0a1b2c3d4e5f6071") || strings.Contains(got, "829304a5b6c7d8e9") {
		t.Error(got)
	}
}
