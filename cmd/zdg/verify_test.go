package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zdg/flow/practice"
)

func TestVerifyAsksAnotherAccount(t *testing.T) {
	desk := practice.New(practice.Prepared("http://127.0.0.1:18573/callback"))
	server := httptest.NewServer(desk)
	t.Cleanup(server.Close)
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte(desk.Client().Secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	at := func(args ...string) []string {
		return append([]string{"verify", "--account-url", server.URL, "--kind", "confidential", "--secret-file", secret}, args...)
	}
	for _, tt := range []struct {
		name string
		args []string
		exit int
		says string
	}{
		{"known", at("--identifier", "zdg-acme-sync"), exitOK, "✓ pass"},
		{"known, as JSON", at("--identifier", "zdg-acme-sync", "--format", "json"), exitOK, `"schema": "zdg.verify/1"`},
		{"not known yet", at("--identifier", "zdg-other"), exitFailed, "the request is pending"},
		{"no identifier", at(), exitUsage, "--identifier"},
		{"no account", []string{"verify", "--identifier", "zdg-acme"}, exitUsage, "name the other account with --subdomain"},
		{"no network", []string{"verify", "--subdomain", "d3v-nobody", "--identifier", "zdg-acme", "--kind", "public"}, exitNetwork, "fail"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, code := runPiped(t, dir, "", tt.args...)
			if code != tt.exit || !strings.Contains(out, tt.says) {
				t.Errorf("exit %d, want %d and %q in\n%s", code, tt.exit, tt.says, out)
			}
			if strings.Contains(out, desk.Client().Secret) {
				t.Error("the secret is printed")
			}
		})
	}
	draft := filepath.Join(dir, "zdg.toml")
	if err := os.WriteFile(draft, []byte("subdomain = \"d3v-acme\"\nidentifier = \"zdg-acme\"\nkind = \"public\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, code := runPiped(t, dir, "", "verify", "--subdomain", "D3V-Acme"); code != exitUsage || !strings.Contains(out, "own account") {
		t.Errorf("the client's own account: exit %d, %s", code, out)
	}
}
