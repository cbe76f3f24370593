package explain

import (
	"strings"
	"testing"

	"zdg/checklist/zendesk"
)

// secretsIn are ways in which a secret stands in a text.
var secretsIn = []string{
	`"client_secret":"§"`, `client_secret=§`, `"access_token": "§"`, `refresh_token=§&x=1`, `?code=§`, `"code_verifier":"§"`,
	"Authorization: Bearer §", `\"client_secret\":\"§\"`, `client_secret%3D§%26`, "Cookie: a=§",
}

func FuzzClean(f *testing.F) {
	for _, v := range verbatim {
		f.Add(v.text, 80, 0)
	}
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
		secret := strings.ReplaceAll(secretsIn[uint(how)%uint(len(secretsIn))], "§", secretValue)
		if got := Clean(text+"\n "+secret, 1<<20); len(text) < limit/2 && strings.Contains(got, secretValue) {
			t.Fatalf("%q is in %q", secretValue, got)
		}
	})
}

func FuzzMask(f *testing.F) {
	for _, s := range secretsIn {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Mask(text)
		if again := Mask(got); again != got {
			t.Fatalf("masked again:\n%q\n%q", got, again)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, v := range verbatim {
		f.Add(v.text)
	}
	for _, text := range foreign {
		f.Add(text)
	}
	for _, q := range thread {
		f.Add(q.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		seen := make(map[Code]bool)
		for _, d := range Text(text) {
			if seen[d.Code] {
				t.Fatalf("%s is there twice", d.Code)
			}
			seen[d.Code] = true
			checkDiagnosis(t, d)
			checkScreen(t, d)
		}
	})
}

func FuzzAnswer(f *testing.F) {
	f.Add(3, 401, "invalid_client", "The client identifier provided is invalid", "http://localhost:1/")
	f.Add(0, 0, "tls-expired", "", "")
	f.Add(4, 403, "Forbidden", "required scopes: \x1b[31mread", "x")
	f.Fuzz(func(t *testing.T, where, status int, word, text, sent string) {
		got := Answer(Seen{Where: Where(where), Status: status, Error: word, Text: text, Sent: sent}, zendesk.Client{})
		if len(got) == 0 {
			t.Fatal("no diagnosis")
		}
		for _, d := range got {
			checkScreen(t, d)
		}
	})
}

// checkScreen holds that nothing of what came reaches a screen raw.
func checkScreen(t *testing.T, d Diagnosis) {
	t.Helper()
	for _, text := range []string{d.What, d.Cause, d.Check, d.Fix} {
		if r, ok := printsClean(text); !ok {
			t.Fatalf("%s: %U in %q", d.Code, r, text)
		}
	}
}

func BenchmarkText(b *testing.B) {
	for name, unit := range map[string]string{
		"prose":   "lorem ipsum dolor sit amet ",
		"hostile": "zendesk google no such client no ",
		"needle":  "proxyconnect … pkce code_challenge urn ietf invalid authorization ",
		"url":     "https://acme.test/?client_id=%2525&redirect_uri=",
		"escapes": "\x1b]0;\\u001b\\\\n&amp;%25",
		"keys":    "client_secret=code=code:://a:",
	} {
		text := strings.Repeat(unit, limit/len(unit))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Text(text)
				Clean(text, 1000)
			}
		})
	}
}
