package main

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// allSecrets is all that was secret, as a hostile account would give it back.
func (d *standIn) allSecrets() string { return strings.Join(d.known(), " ") }

// disguisedSecrets is all that was secret in the ways that hide it from who seeks it as it is.
func (d *standIn) disguisedSecrets() string {
	var all strings.Builder
	each := func(format, secret string) {
		for _, c := range []byte(secret) {
			fmt.Fprintf(&all, format, c)
		}
		all.WriteByte(' ')
	}
	for _, secret := range d.known() {
		for _, lead := range []string{"", "x", "xy"} {
			all.WriteString(base64.StdEncoding.EncodeToString([]byte(lead+secret)) + " " + base64.RawURLEncoding.EncodeToString([]byte(lead+secret+"z")) + " ")
		}
		for _, format := range []string{"%%%02x", "%%25%02X", "&#%d;", "&#x%x;", `\\u%04x`, `\\x%02x`} {
			each(format, secret)
		}
		backwards := []byte(secret)
		slices.Reverse(backwards)
		all.WriteString(string(backwards) + " " + strings.ToUpper(secret) + " ")
	}
	return all.String()
}

// telling answers one endpoint with all secrets: in a header, and in place of each % of shape.
func telling(method, path string, status int, shape string) leak {
	return answering(method, path, status, shape, (*standIn).allSecrets)
}

// disguised is telling, in every spelling that the mask knows.
func disguised(method, path string, status int, shape string) leak {
	return answering(method, path, status, shape, (*standIn).disguisedSecrets)
}

func answering(method, path string, status int, shape string, secrets func(*standIn) string) leak {
	return func(d *standIn, w http.ResponseWriter, r *http.Request) bool {
		if r.Method != method || !strings.HasPrefix(r.URL.Path, path) {
			return false
		}
		all := secrets(d)
		w.Header().Set("X-Echo", all)
		w.Header().Set("Content-Type", "application/json")
		if strings.HasPrefix(shape, "<") {
			w.Header().Set("Content-Type", "text/html")
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(strings.ReplaceAll(shape, "%", all))) // whoever asked may be gone
		return true
	}
}

// once leaks with the first answer alone, so that the token can be proven dead.
func once(tell leak) leak {
	var leaked atomic.Bool
	return func(d *standIn, w http.ResponseWriter, r *http.Request) bool {
		if leaked.Load() || !tell(d, w, r) {
			return false
		}
		leaked.Store(true)
		return true
	}
}

// exchangeOnly leaves the probe of identifier and secret honest.
func exchangeOnly(tell leak) leak {
	var probed atomic.Bool
	return func(d *standIn, w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPost && r.URL.Path == "/oauth/tokens" && !probed.Swap(true) {
			return false
		}
		return tell(d, w, r)
	}
}

// TestNothingSecretIsGivenAwayByTheTest, whichever way the secret came in, and whatever the account gives
// back: nothing that is printed, kept, or handed to the browser's program holds it.
func TestNothingSecretIsGivenAwayByTheTest(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("the browser of this test is a shell script")
	}
	const problem = `{"error":"invalid_grant","error_description":"%","hint":["%"]}`
	for _, tt := range []struct {
		name, way string
		leak      leak
		sparing   func(leak) leak // makes of leak what one run needs
		deny      bool
		browser   bool // it comes to the browser
		code      int
	}{
		{name: "all well", way: "env", browser: true, code: exitOK},
		{name: "all well", way: "file", browser: true, code: exitOK},
		{name: "all well", way: "stdin", browser: true, code: exitOK},
		{name: "denied", way: "env", browser: true, deny: true, code: exitDenied},
		{name: "the probe echoes", way: "file", leak: telling("POST", "/oauth/tokens", 401, `{"error":"invalid_client","error_description":"%"}`), code: exitFailed},
		{name: "the account echoes", way: "env", leak: telling("GET", "/api/v2/locales", 500, "<html><title>%</title>%</html>"), browser: true, code: exitOK},
		{name: "the exchange echoes", way: "env", leak: telling("POST", "/oauth/tokens", 400, problem), sparing: exchangeOnly, browser: true, code: exitFailed},
		{name: "the exchange echoes a page", way: "stdin", leak: telling("POST", "/oauth/tokens", 200, "<html>%</html>"), sparing: exchangeOnly, browser: true, code: exitFailed},
		{name: "the probe echoes in disguise", way: "file", leak: disguised("POST", "/oauth/tokens", 401, `{"error":"invalid_client","error_description":"%"}`), code: exitFailed},
		{name: "the account echoes in disguise", way: "env", leak: disguised("GET", "/api/v2/locales", 500, "<html><title>%</title>%</html>"), browser: true, code: exitOK},
		{name: "the exchange echoes in disguise", way: "env", leak: disguised("POST", "/oauth/tokens", 400, problem), sparing: exchangeOnly, browser: true, code: exitFailed},
		{name: "users/me echoes a name in disguise", way: "env", leak: disguised("GET", "/api/v2/users/me", 200, `{"user":{"id":1,"name":"%","role":"%","email":"%"}}`), sparing: once, browser: true, code: -1},
		{name: "the record echoes in disguise", way: "env", leak: disguised("GET", "/api/v2/oauth/clients", 200, `{"clients":[{"id":1,"identifier":"zdg-acme-sync","kind":"confidential","name":"%","description":"%","company":"%","redirect_uri":["https://x.example/%"]}]}`), browser: true, code: -1},
		{name: "the revocation echoes in disguise", way: "env", leak: disguised("DELETE", "/api/v2/oauth/tokens", 500, `{"error":"%"}`), browser: true, code: -1},
		{name: "users/me echoes an error", way: "env", leak: telling("GET", "/api/v2/users/me", 403, `{"error":"Forbidden","description":"%"}`), sparing: once, browser: true, code: exitOK},
		{name: "users/me echoes a name", way: "env", leak: telling("GET", "/api/v2/users/me", 200, `{"user":{"id":1,"name":"%","role":"admin","email":"%"}}`), sparing: once, browser: true, code: exitFailed},
		{name: "tokens/current echoes", way: "file", leak: telling("GET", "/api/v2/oauth/tokens/current", 404, `{"error":"RecordNotFound","description":"%"}`), browser: true, code: -1},
		{name: "the record echoes", way: "env", leak: telling("GET", "/api/v2/oauth/clients", 200, `{"clients":[{"id":1,"identifier":"zdg-acme-sync","kind":"confidential","name":"%","description":"%","company":"%","secret":"%","redirect_uri":["https://x.example/%"]}]}`), browser: true, code: -1},
		{name: "the revocation echoes", way: "env", leak: telling("DELETE", "/api/v2/oauth/tokens", 500, `{"error":"%"}`), browser: true, code: -1},
	} {
		for _, format := range []string{"text", "json"} {
			t.Run(tt.name+"/"+tt.way+"/"+format, func(t *testing.T) {
				t.Parallel()
				tell := tt.leak
				if tt.sparing != nil {
					tell = tt.sparing(tell)
				}
				d := openStandIn(t, tell)
				u := newUnattended(t, append([]string{"test", "--format", format, "--requests"}, d.args()...)...)
				u.giveSecret(tt.way, d.Client().Secret)
				u.start()
				if tt.browser {
					u.consent(d, !tt.deny)
				}
				if code := u.wait(); tt.code >= 0 && code != tt.code {
					t.Errorf("exit code %d, want %d\n%s%s", code, tt.code, u.out.String(), u.err.String())
				}
				u.noneLeaked(d.known()...)
				if format == "json" { // what is kept is the same
					u.noneLeakedLater(d)
				}
			})
		}
	}
}

// TestNothingSecretIsGivenAwayByTheCallback: the account knows the secret from the probe, and has the
// browser bring it back.
func TestNothingSecretIsGivenAwayByTheCallback(t *testing.T) {
	for _, format := range []string{"text", "json"} {
		d := openStandIn(t, nil)
		u := d.start(t, "test", "--format", format)
		asked, err := url.Parse(u.opened())
		if err != nil {
			t.Fatal(err)
		}
		query := url.Values{"state": {asked.Query().Get("state")}, "error": {"server_error"}, "error_description": {d.disguisedSecrets() + d.allSecrets()}}
		u.page = visit(asked.Query().Get("redirect_uri") + "?" + query.Encode())
		if code := u.wait(); code != exitFailed {
			t.Errorf("exit code %d\n%s", code, u.err.String())
		}
		if u.page == "" {
			t.Error("the browser was shown nothing")
		}
		u.noneLeaked(d.Client().Secret)
	}
}

// noneLeakedLater has the results told again by the commands that read them.
func (u *unattended) noneLeakedLater(d *standIn) {
	u.t.Helper()
	for _, args := range [][]string{
		{"report"},
		{"report", "--format", "text"},
		{"report", "--format", "json"},
		{"report", "-o", "report.html"},
		{"check", "--offline"},
		{"check", "--offline", "--format", "json"},
	} {
		again := newUnattended(u.t, append(args, d.args()...)...)
		again.sharesState(u)
		again.giveSecret("env", d.Client().Secret)
		if code := again.run(); code != exitOK && code != exitFailed {
			u.t.Errorf("%v: exit code %d\n%s", args, code, again.err.String())
		}
		again.noneLeaked(d.known()...)
	}
}

func TestNothingSecretIsGivenAwayByCheck(t *testing.T) {
	for _, way := range []string{"env", "file", "stdin"} {
		for name, leak := range map[string]leak{
			"honest":  nil,
			"probe":   telling("POST", "/oauth/tokens", 401, `{"error":"invalid_client","error_description":"%"}`),
			"account": telling("GET", "/api/v2/locales", 503, "<html>%</html>"),
		} {
			for _, format := range []string{"text", "json"} {
				t.Run(way+"/"+name+"/"+format, func(t *testing.T) {
					t.Parallel()
					d := openStandIn(t, leak)
					u := newUnattended(t, append([]string{"check", "--format", format}, d.args()...)...)
					u.giveSecret(way, d.Client().Secret)
					if code := u.run(); code != exitFailed { // the values that were not given
						t.Errorf("exit code %d\n%s", code, u.err.String())
					}
					if format == "json" && name == "honest" && !strings.Contains(u.out.String(), "identifier and secret") {
						t.Error("the secret that was given was not tried")
					}
					u.noneLeaked(d.known()...)
				})
			}
		}
	}
}

// TestNothingSecretIsGivenAwayByMistakes: a secret that is given where none belongs is not repeated.
func TestNothingSecretIsGivenAwayByMistakes(t *testing.T) {
	const secret = hexSecret
	for _, args := range [][]string{
		{"version"},
		{"init"},
		{"explain", "--list"},
		{"explain", "client_secret=" + secret + ` {"error":"invalid_grant"}`},
		{"explain", "--format", "json", "curl -d client_secret=" + secret + ` https://acme.zendesk.com/oauth/tokens {"error":"invalid_client"}`},
		{"test", secret},
		{"test", "--secret", secret},
		{"test", "--client-secret=" + secret},
		{"check", secret},
		{"report", secret},
		{"test", "--secret-file", "nowhere"},
		{"test", "--secret-stdin"},
		{"test", "--practice", "--approve"},
		{"check", "--offline", "--file", "planted.toml"},
		{"report", "--file", "planted.toml"},
		{"test", "--file", "planted.toml"},
		{"test", "--kind", "confidential"},
		{"check", "--timeout", secret},
		{"test", "--timeout", secret},
		{"completion", "bash"},
		{"help", "test"},
	} {
		t.Run(strings.ReplaceAll(strings.Join(args, " "), secret, "SECRET"), func(t *testing.T) {
			t.Parallel()
			u := newUnattended(t, args...)
			u.file("planted.toml", "version = 1\nclient_secret = \""+secret+"\"\n", 0o600)
			u.giveSecret("env", secret)
			u.run()
			u.noneLeaked(secret)
		})
	}
}
