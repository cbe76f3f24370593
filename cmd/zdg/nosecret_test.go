package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhatIsNoSecret: what a settings file, a template or a guide has in its place is
// refused before the account is asked, and the display of Admin Center is named offline
// too; nothing of it is repeated.
func TestWhatIsNoSecret(t *testing.T) {
	for name, tt := range map[string]struct {
		secret, said string
		code         int
	}{
		"a line of a settings file": {"ZENDESK_CLIENT_SECRET=" + wordSecret, "line of a settings file", exitUsage},
		"quotes":                    {`"` + wordSecret + `"`, "in quotes", exitUsage},
		"a variable":                {"${ZENDESK_CLIENT_SECRET}", "not filled in", exitUsage},
		"a guide's":                 {"your_client_secret", "placeholder of a guide", exitUsage},
		"what Admin Center shows":   {"9f86d0818...", "ends in an ellipsis", exitFailed},
	} {
		t.Run(name, func(t *testing.T) {
			s := newFolder(t)
			if err := os.WriteFile(filepath.Join(s.dir, "secret"), []byte(tt.secret+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			args := []string{"check", "--secret-file", "secret"}
			if tt.code == exitFailed {
				args = append(args, "--offline")
			}
			code, out, said := s.run(args...)
			if code != tt.code || !strings.Contains(said, tt.said) {
				t.Errorf("exit code %d: %s", code, said)
			}
			noSecretIn(t, name, out+said)
			for _, word := range []string{"9f86d0818", "ZENDESK_CLIENT", "your_client"} {
				if strings.Contains(out+said, word) {
					t.Errorf("%s is repeated in %s", word, out+said)
				}
			}
		})
	}
}

// TestRecordOfAnotherAccount: a record that names another account is refused, both are
// named; and what was pasted is not called measured.
func TestRecordOfAnotherAccount(t *testing.T) {
	const record = `{"clients":[{"identifier":"zdg-acme","name":"Acme","kind":"confidential","redirect_uri":["https://app.acme.com/cb"]}]}`
	args := []string{"check", "--offline", "--record", "record", "--subdomain", "d3v-acme", "--identifier", "zdg-acme"}
	for address, want := range map[string]int{"https://d3v-other.zendesk.com": exitUsage, "https://d3v-acme.zendesk.com": exitFailed} {
		s := newFolder(t)
		if err := os.WriteFile(filepath.Join(s.dir, "record"), []byte("$ curl "+address+"/api/v2/oauth/clients.json\n"+record), 0o600); err != nil {
			t.Fatal(err)
		}
		code, out, said := s.run(args...)
		if code != want {
			t.Errorf("%s: exit code %d: %s", address, code, said)
		}
		if want == exitUsage && (!strings.Contains(said, "d3v-other.zendesk.com") || !strings.Contains(said, "d3v-acme.zendesk.com")) {
			t.Errorf("not both are named: %s", said)
		}
		if want != exitUsage && (!strings.Contains(out, "was pasted") || strings.Contains(out, "measured just now")) {
			t.Errorf("what was pasted is not told as that:\n%s", out)
		}
	}
}
