package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// verifyArgs ask other accounts about the client of d, as their owners agreed.
func (d *standIn) verifyArgs(more ...string) []string {
	return append([]string{
		"verify", "--account-url", d.server.URL, "--home", d.Subdomain(), "--identifier", d.Client().Identifier, "--kind", d.Client().Kind,
	}, more...)
}

func (d *standIn) convert(t *testing.T) {
	t.Helper()
	if err := d.Convert(d.Client().Identifier); err != nil {
		t.Fatal(err)
	}
}

// TestVerify asks the accounts in known states: what it says, and the exit code.
func TestVerify(t *testing.T) {
	for _, tt := range []struct {
		name      string
		converted bool
		args      []string
		exit      int
		says      []string // on standard output
	}{
		{"global", true, []string{"acme-customer"}, exitOK, []string{"✓ global: zdg-acme-sync at http://acme-customer.localhost:", "seen    code at home: accepted", "T13|cxforge", "inferred)"}},
		{"not yet", false, []string{"acme-customer"}, exitFailed, []string{"✗ not there", "is not global yet"}},
		{"as a subdomain", true, []string{"--subdomain", "acme-customer"}, exitOK, []string{"✓ global"}},
		{"as an address", true, []string{"https://acme-customer.zendesk.com/agent/tickets/1"}, exitOK, []string{"✓ global"}},
		{"another secret", true, []string{"acme-customer", "--secret-file", "planted-other.txt"}, exitFailed, []string{"✗ wrong secret"}},
		{"no account", true, []string{"nobody-here"}, exitFailed, []string{"✗ no such account"}},
		{"suspended", true, []string{"suspended-customer"}, exitFailed, []string{"✗ suspended"}},
		{"limited", true, []string{"busy-customer"}, exitNetwork, []string{"? rate limited", "ask again after 20"}},
		{"a check for bots", true, []string{"walled-customer"}, exitFailed, []string{"? unclear", "a bot check answered"}},
		{"takes anybody", true, []string{"careless-customer"}, exitFailed, []string{"? unclear", "takes a made-up identifier too"}},
		{"a client of its own", true, []string{"own-client-customer"}, exitFailed, []string{"? unclear", "a client of its own"}},
		{"global, and one that cannot tell", true, []string{"acme-customer", "other-customer"}, exitOK, []string{"✓ global", "? unclear"}},
		{"global, and one that is limited", true, []string{"acme-customer", "busy-customer"}, exitNetwork, []string{"✓ global", "? rate limited"}},
		{"global, and none", true, []string{"acme-customer", "nobody-here"}, exitFailed, []string{"✓ global", "✗ no such account"}},
		{"no secret", true, []string{"acme-customer", "--no-secret"}, exitFailed, []string{"? unclear", "the same way"}},
		{"no secret, and one page that tells", true, []string{"telling-customer", "--no-secret"}, exitFailed, []string{"? unclear", "ask a second account too"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := openStandIn(t, nil)
			if tt.converted {
				d.convert(t)
			}
			args := d.verifyArgs(append(tt.args, "--consent")...)
			u := newUnattended(t, args...)
			u.file("planted-other.txt", strings.Repeat("0f", 32), 0o600)
			if !strings.Contains(strings.Join(args, " "), "secret") {
				u.giveSecret("env", d.Client().Secret)
			}
			if code := u.run(); code != tt.exit {
				t.Errorf("exit code %d, want %d\n%s%s", code, tt.exit, u.out.String(), u.err.String())
			}
			for _, want := range tt.says {
				if !regexp.MustCompile(strings.NewReplacer("?", `\?`, "(", `\(`, ")", `\)`, " ", `\s+`).Replace(want)).MatchString(u.out.String()) {
					t.Errorf("%q is not in\n%s", want, u.out.String())
				}
			}
			u.noneLeaked(d.known()...)
		})
	}
}

// TestVerifyRefuses what cannot be asked, before anything is sent.
func TestVerifyRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, says string
		args       []string
	}{
		{"no account", "name the other account", []string{"--consent"}},
		{"its own account", "d3v-acme is the client's own account", []string{"D3V-Acme", "--consent"}},
		{"its own account among others", "is the client's own account", []string{"acme-customer", "--subdomain", "d3v-acme", "--consent"}},
		{"six accounts", "6 accounts are named: name 5 at most", []string{"aaa", "bbb", "ccc", "ddd", "eee", "fff", "--consent"}},
		{"no consent", "add --consent", []string{"acme-customer"}},
		{"no host of Zendesk", "subdomain: ", []string{"acme.example.com", "--consent"}},
		{"a stand-in that is elsewhere", "a stand-in on loopback", []string{"acme-customer", "--consent", "--account-url", "https://acme.example"}},
		{"several in a browser", "--browser authorizes on one account", []string{"acme-customer", "other-customer", "--browser", "--redirect-url", "https://app.acme.com/cb", "--consent"}},
		{"no redirect URL of production", "redirect URL of production", []string{"acme-customer", "--browser", "--consent"}},
		{"two places", "--no-secret and a place for the secret", []string{"acme-customer", "--no-secret", "--secret-stdin", "--consent"}},
		{"practice alone", "add --practice", []string{"acme-customer", "--converted"}},
		{"the secret as an argument", "there is no flag --secret, because others can see arguments", []string{"acme-customer", "--secret", hexSecret}},
		{"the secret as an account", "subdomain", []string{hexSecret, "--consent"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := openStandIn(t, func(*standIn, http.ResponseWriter, *http.Request) bool {
				t.Error("something was sent")
				return false
			})
			u := newUnattended(t, d.verifyArgs(tt.args...)...)
			if code := u.run(); code != exitUsage || !strings.Contains(u.err.String(), tt.says) || u.out.String() != "" {
				t.Errorf("exit code %d\n%s%s", code, u.out.String(), u.err.String())
			}
			u.noneLeaked(hexSecret)
		})
	}
	u := newUnattended(t, "verify", "acme-customer", "--consent", "--identifier", "zdg-acme", "--kind", "public")
	if code := u.run(); code != exitUsage || !strings.Contains(u.err.String(), "name it with --home") {
		t.Errorf("no home: exit code %d\n%s", code, u.err.String())
	}
}

// TestVerifyKnowsHomeFromTheFile, and never asks it as another one.
func TestVerifyKnowsHomeFromTheFile(t *testing.T) {
	s := newFolder(t)
	for _, args := range [][]string{{"d3v-acme"}, {"--subdomain", "d3v-acme"}, {"acme-customer", "d3v-acme.zendesk.com"}} {
		code, _, said := s.run(append([]string{"verify", "--consent"}, args...)...)
		if code != exitUsage || !strings.Contains(said, "d3v-acme is the client's own account") {
			t.Errorf("%v: exit code %d, %s", args, code, said)
		}
	}
}

// TestVerifyAsJSON: one result for all accounts stands alone on standard output.
func TestVerifyAsJSON(t *testing.T) {
	t.Parallel()
	d := openStandIn(t, nil)
	d.convert(t)
	u := newUnattended(t, d.verifyArgs("acme-customer", "busy-once-customer", "suspended-customer", "--consent", "--format", "json")...)
	u.giveSecret("env", d.Client().Secret)
	if code := u.run(); code != exitFailed {
		t.Errorf("exit code %d\n%s", code, u.err.String())
	}
	var got verifyJSON
	dec := json.NewDecoder(strings.NewReader(u.out.String()))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&got); err != nil || dec.More() {
		t.Fatalf("%v\n%s", err, u.out.String())
	}
	var verdicts []string
	for _, a := range got.Accounts {
		verdicts = append(verdicts, a.Verdict)
		if a.Why == "" || a.Source == "" || a.AsOf == "" || a.How == "" || a.Rule == "" || a.Account.URL == "" {
			t.Errorf("%+v lacks something", a)
		}
	}
	if strings.Join(verdicts, " ") != "global unclear suspended" || got.Schema != "zdg.verify/1" || got.Verdict != "suspended" || got.Exit != exitFailed || got.Home.Subdomain != "d3v-acme" {
		t.Errorf("%v: %s", verdicts, u.out.String())
	}
	for _, want := range []string{"the client's own account is http://d3v-acme.localhost", "the account is http://suspended-customer.localhost", "asks zdg to wait"} {
		if !strings.Contains(u.err.String(), want) {
			t.Errorf("%q is not said: %s", want, u.err.String())
		}
	}
}

// TestNothingSecretIsGivenAwayByVerify, whoever echoes it, in whatever spelling.
func TestNothingSecretIsGivenAwayByVerify(t *testing.T) {
	at := func(account string, tell leak) leak {
		return func(d *standIn, w http.ResponseWriter, r *http.Request) bool {
			return strings.HasPrefix(r.Host, account+".") && tell(d, w, r)
		}
	}
	const problem = `{"error":"invalid_client","error_description":"%"}`
	for _, tt := range []struct {
		name, way string
		leak      leak
	}{
		{"honest", "env", nil},
		{"honest", "file", nil},
		{"honest", "stdin", nil},
		{"home echoes", "env", at("d3v-acme", telling("POST", "/oauth/tokens", 401, problem))},
		{"home echoes in disguise", "file", at("d3v-acme", disguised("POST", "/oauth/tokens", 500, `{"error":"%"}`))},
		{"the account echoes", "stdin", at("acme-customer", telling("POST", "/oauth/tokens", 401, problem))},
		{"the account echoes a page", "env", at("acme-customer", disguised("POST", "/oauth/tokens", 403, "<html>%</html>"))},
		{"the first look echoes", "env", at("acme-customer", telling("GET", "/api/v2/locales", 403, "<html>%</html>"))},
		{"the authorize page echoes", "env", at("acme-customer", disguised("GET", "/oauth/authorizations/new", 400, "<html>Invalid Authorization Request %</html>"))},
	} {
		for _, format := range []string{"text", "json"} {
			t.Run(tt.name+"/"+tt.way+"/"+format, func(t *testing.T) {
				t.Parallel()
				d := openStandIn(t, tt.leak)
				d.convert(t)
				u := newUnattended(t, d.verifyArgs("acme-customer", "--consent", "--format", format)...)
				u.giveSecret(tt.way, d.Client().Secret)
				code := u.run()
				if tt.leak == nil && code != exitOK || tt.leak != nil && code == exitUsage {
					t.Errorf("exit code %d\n%s%s", code, u.out.String(), u.err.String())
				}
				u.noneLeaked(d.known()...)
			})
		}
	}
}

// TestVerifyWithoutASecret says what it can do without; the secret of a public client is not sent.
func TestVerifyWithoutASecret(t *testing.T) {
	d := openStandIn(t, func(d *standIn, _ http.ResponseWriter, r *http.Request) bool {
		body, _ := io.ReadAll(r.Body)
		if strings.Contains(string(body), d.Client().Secret) {
			t.Error("the secret of a public client was sent")
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		return false
	})
	d.convert(t)
	for _, tt := range []struct {
		kind, way, says string
		exit            int
	}{
		{"confidential", "", "the authorize pages alone are looked at", exitFailed},
		{"public", "env", "it is not sent", exitFailed},
		{"public", "file", "it is not sent", exitFailed},
	} {
		u := newUnattended(t, d.verifyArgs("acme-customer", "--consent", "--kind", tt.kind)...)
		u.giveSecret(tt.way, d.Client().Secret)
		if code := u.run(); code != tt.exit || !strings.Contains(u.err.String(), tt.says) {
			t.Errorf("%s %s: exit code %d\n%s%s", tt.kind, tt.way, code, u.out.String(), u.err.String())
		}
		u.noneLeaked(d.known()...)
	}
}

// TestVerifyInPractice asks accounts of practice, in place of any real one.
func TestVerifyInPractice(t *testing.T) {
	for _, tt := range []struct {
		args []string
		exit int
		says string
	}{
		{nil, exitFailed, "✗ not there"},
		{[]string{"--converted"}, exitOK, "✓ global"},
		{[]string{"--converted", "--browser", "--approve"}, exitOK, "all are proven dead"},
		{[]string{"--converted", "careless-customer", "--browser", "--approve"}, exitFailed, "? unclear"},
	} {
		u := newUnattended(t, append([]string{"verify", "--practice", "--consent"}, tt.args...)...)
		u.giveSecret("env", hexSecret) // it belongs to a real client
		if code := u.run(); code != tt.exit || !strings.Contains(u.out.String(), tt.says) || !strings.HasPrefix(u.out.String(), "PRACTICE") {
			t.Errorf("%v: exit code %d\n%s%s", tt.args, code, u.out.String(), u.err.String())
		}
	}
}
