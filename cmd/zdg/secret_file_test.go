package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestByteOrderMark: Notepad and PowerShell put one before the secret. The account
// accepts it all the same; UTF-16 is named.
func TestByteOrderMark(t *testing.T) {
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
		if err := os.WriteFile(filepath.Join(s.dir, "secret"), text, 0o600); err != nil {
			t.Fatal(err)
		}
		code, out, said := s.run("check", "--secret-file", "secret")
		if code != exitUsage || !strings.Contains(said, "the secret from --secret-file: the secret is in UTF-16") {
			t.Errorf("%s: exit code %d: %s", name, code, said)
		}
		noSecretIn(t, name, out+said)
	}
}
