//go:build unix

package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestVerifyAsksForConsent on a terminal, after it has named account and client, and before it asks for
// the secret. An account whose owner does not agree is not asked.
func TestVerifyAsksForConsent(t *testing.T) {
	d := openStandIn(t, func(_ *standIn, _ http.ResponseWriter, r *http.Request) bool {
		if strings.HasPrefix(r.Host, "other-customer") {
			t.Error("the owner did not agree, and was asked")
		}
		return false
	})
	d.convert(t)
	term := start(t, t.TempDir(), nil, true, d.verifyArgs("other-customer", "acme-customer")...)
	term.see("the account is http://other-customer.localhost", "the client zdg-acme-sync", "Does the owner of other-customer agree", "[y/N]")
	if strings.Contains(term.bytes(), "(hidden)") {
		t.Error("the secret is asked for before the consent")
	}
	term.press("\r")
	term.see("Does the owner of acme-customer agree")
	term.press("y", "\r")
	term.see("identifier and secret go to http://d3v-acme.localhost", "and http://acme-customer.localhost", "nowhere else", "(hidden):")
	waitFor(t, func() bool { return !echoes(t, term.tty) }, "the echo to be off")
	term.press(d.Client().Secret, "\r")
	code, out := term.wait()
	if code != exitOK || !strings.Contains(out, "✓ global") || strings.Contains(out, "other-customer") {
		t.Errorf("exit code %d\n%s\n%s", code, out, term.text())
	}
	if strings.Contains(term.bytes()+out, d.Client().Secret) {
		t.Error("the secret is shown")
	}
}

func TestVerifyWithoutConsentSendsNothing(t *testing.T) {
	d := openStandIn(t, func(*standIn, http.ResponseWriter, *http.Request) bool {
		t.Error("something was sent")
		return false
	})
	term := start(t, t.TempDir(), nil, true, d.verifyArgs("acme-customer")...)
	term.see("[y/N]")
	term.press("n", "\r")
	if code, out := term.wait(); code != exitDenied || out != "" || !strings.Contains(term.text(), "nothing was sent") {
		t.Errorf("exit code %d\n%s%s", code, out, term.text())
	}
}

// TestVerifyInTheBrowser pastes what the browser ends on, and finds what Zendesk converted
// to be something else than was submitted.
func TestVerifyInTheBrowser(t *testing.T) {
	for _, allow := range []bool{true, false} {
		d := openStandIn(t, nil)
		d.convert(t)
		dir := t.TempDir()
		toml := "version = 1\nsubdomain = \"d3v-acme\"\nidentifier = \"zdg-acme-sync\"\nkind = \"confidential\"\nname = \"Acme\"\n" +
			"redirect_urls = [\"" + d.callback + "\", \"https://app.acme.com/zendesk/callback\"]\nscopes = [\"read\"]\n"
		if err := os.WriteFile(filepath.Join(dir, "zdg.toml"), []byte(toml), 0o600); err != nil {
			t.Fatal(err)
		}
		term := startAt(t, dir, []string{secretEnv + "=" + d.Client().Secret}, true, 900, 60,
			"verify", "acme-customer", "--account-url", d.server.URL, "--consent", "--browser")
		term.see("/oauth/authorizations/new?")
		address := regexp.MustCompile(`http://acme-customer\.localhost:\d+/oauth/authorizations/new\?\S+`).FindString(term.text())
		if !strings.Contains(address, "app.acme.com") || strings.Contains(address, "127.0.0.1") {
			t.Fatalf("the redirect URL is not that of production: %s", address)
		}
		redirect, err := d.tenants.Account("acme-customer").Approve(context.Background(), address, "", allow)
		if err != nil {
			t.Fatal(err)
		}
		d.add(codeIn(redirect))
		term.press(redirect, "\r")
		code, out := term.wait()
		if want := map[bool]int{true: exitFailed, false: exitDenied}[allow]; code != want {
			t.Errorf("allowed %t: exit code %d, want %d\n%s\n%s", allow, code, want, out, term.text())
		}
		wants := []string{"! global", "name: \"Acme Sync\", and \"Acme\" was submitted", "kind: as submitted", "all are proven dead", "Option 2"}
		if !allow {
			wants = []string{"! global", "did not allow the client; before that: the account accepts identifier and secret", "none were issued"}
		}
		for _, want := range wants {
			if !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
				t.Errorf("%q is not in\n%s", want, out)
			}
		}
		for _, secret := range d.known() {
			if !strings.Contains(redirect, secret) && strings.Contains(term.bytes()+out, secret) {
				t.Errorf("a secret is shown")
			}
		}
	}
}
