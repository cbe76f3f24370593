package main

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// TestSecretWithAByteOrderMark, which Notepad and PowerShell put before it: the account accepts it
// all the same. UTF-16 is refused by its name.
func TestSecretWithAByteOrderMark(t *testing.T) {
	for name, mark := range map[string]string{"none": "", "UTF-8": "\ufeff"} {
		for _, way := range []string{"file", "stdin", "env"} {
			t.Run(name+"/"+way, func(t *testing.T) {
				t.Parallel()
				d := openStandIn(t, nil)
				u := newUnattended(t, append([]string{"check", "--only", "credentials-accepted"}, d.args()...)...)
				u.giveSecret(way, mark+d.Client().Secret)
				if code := u.run(); code != exitOK {
					t.Errorf("exit code %d\n%s%s", code, u.out.String(), u.err.String())
				}
				u.noneLeaked(d.known()...)
			})
		}
	}
	for name, mark := range map[string]string{"little": "\xff\xfe", "big": "\xfe\xff"} {
		s := newFolder(t)
		text := []byte(mark)
		for _, c := range utf16.Encode([]rune(wordSecret + "\r\n")) {
			if name == "little" {
				text = append(text, byte(c), byte(c>>8))
			} else {
				text = append(text, byte(c>>8), byte(c))
			}
		}
		s.put("secret", string(text))
		code, out, said := s.run("check", "--secret-file", "secret")
		if code != exitUsage || !strings.Contains(said, "the secret from --secret-file: the secret is in UTF-16") {
			t.Errorf("%s: exit code %d: %s", name, code, said)
		}
		noSecretIn(t, name, out+said)
	}
}

// TestWhatIsNoSecretIsRefused: what a settings file, a template or a guide has in the place of one is
// refused before the account is asked, and the masked display of Admin Center is named offline
// too; nothing of it is repeated.
func TestWhatIsNoSecretIsRefused(t *testing.T) {
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
			s.put("secret", tt.secret+"\n")
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
