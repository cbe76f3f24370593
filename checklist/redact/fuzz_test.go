package redact

import (
	"strings"
	"testing"
)

// secretForms are ways in which a text has a secret, for which § stands.
var secretForms = []string{
	`"client_secret":"§"`, `client_secret=§`, `"access_token": "§"`, `refresh_token=§&x=1`, `?code=§`, `"code_verifier":"§"`,
	"Authorization: Bearer §", `\"client_secret\":\"§\"`, `client_secret%3D§%26`, "Cookie: a=§",
}

func FuzzClean(f *testing.F) {
	f.Add("Invalid Authorization Request\nNo such client", 80, 0)
	f.Add("\x1b]0;x\x07\u009b31m\u202e\xff\u2028", 3, 1)
	f.Add("client_\x00secret=abc code=401x eyJhbGciOi.abc", 10, 2)
	f.Fuzz(func(t *testing.T, text string, max, how int) {
		max %= 4096
		got := Clean(text, max)
		if n := len([]rune(got)); n > 0 && n > max {
			t.Fatalf("%d runes, at most %d: %q", n, max, got)
		}
		if r, ok := printsClean(got); !ok {
			t.Fatalf("%U in %q", r, got)
		}
		if again := Clean(got, max); again != got {
			t.Fatalf("cleaned again:\n%q\n%q", got, again)
		}
		secret := strings.ReplaceAll(secretForms[uint(how)%uint(len(secretForms))], "§", plantedSecret)
		if got := Clean(text+"\n "+secret, 1<<20); len(text) < maxBytes/2 && strings.Contains(got, plantedSecret) {
			t.Fatalf("%q is in %q", plantedSecret, got)
		}
	})
}

func FuzzMask(f *testing.F) {
	for _, s := range secretForms {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Mask(text)
		if again := Mask(got); again != got {
			t.Fatalf("masked again:\n%q\n%q", got, again)
		}
	})
}

func FuzzUnspell(f *testing.F) {
	for _, s := range secretForms {
		f.Add(s)
	}
	f.Add(`\\\\n%255cu0041&amp;#38;`)
	f.Fuzz(func(t *testing.T, text string) {
		for _, got := range []string{Lines(text), Unspell(Lines(text))} {
			if r, ok := printsClean(strings.ReplaceAll(got, "\n", " ")); !ok {
				t.Fatalf("%U in %q", r, got)
			}
			if len(got) > maxBytes+8 {
				t.Fatalf("%d bytes of %d", len(got), len(text))
			}
		}
		Values(text, "client_id", "code")
	})
}
