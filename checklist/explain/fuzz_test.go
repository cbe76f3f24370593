package explain

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"zdg/checklist/zendesk"
)

func FuzzText(f *testing.F) {
	for _, v := range verbatim {
		f.Add(v.text)
	}
	for _, text := range foreignAnswers {
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

// checkScreen checks that no control character reaches the screen.
func checkScreen(t *testing.T, d Diagnosis) {
	t.Helper()
	for _, text := range []string{d.What, d.Cause, d.Check, d.Fix} {
		if r, ok := printsClean(text); !ok {
			t.Fatalf("%s: %U in %q", d.Code, r, text)
		}
	}
}

// printsClean returns the first character of s that must not reach a screen; true when there is
// none.
func printsClean(s string) (rune, bool) {
	for _, r := range s {
		if r == utf8.RuneError || unicode.Is(unicode.C, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) || r != ' ' && unicode.IsSpace(r) {
			return r, false
		}
	}
	return 0, utf8.ValidString(s)
}
