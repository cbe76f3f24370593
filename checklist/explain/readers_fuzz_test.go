package explain

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// addSeeds adds samples and wrapped answers to the corpus.
func addSeeds(f *testing.F) {
	f.Helper()
	for _, k := range kinds {
		f.Add(k.text)
	}
	for _, r := range reports {
		f.Add(r.text)
	}
	for _, c := range publicCases {
		f.Add(c.text)
	}
	for _, c := range cores[:12] {
		for _, a := range c.answers {
			for _, w := range answerWrappers {
				f.Add(w.wrap(a))
			}
		}
	}
}

// plantedSecret is appended to what is fuzzed, and must not be shown.
const plantedSecret = "s3cr3tS3CR3Ts3cr3tS3CR3T"

// FuzzRead: facts, silence and diagnoses have no control character and no secret.
func FuzzRead(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		r := Read(text+"\n client_secret="+plantedSecret+"&code="+plantedSecret+" Authorization: Bearer "+plantedSecret, noClient)
		shown := []string{r.Silence()}
		for _, fact := range r.Facts {
			shown = append(shown, fact.Text)
			if fact.Text == "" || fact.Kind == "" {
				t.Fatalf("an empty fact: %+v", r.Facts)
			}
		}
		for _, d := range r.Diagnoses {
			shown = append(shown, d.What, d.Cause, d.Check, d.Fix)
			checkDiagnosis(t, d)
		}
		for _, s := range shown {
			if bad, ok := printsClean(s); !ok || strings.Contains(s, plantedSecret) {
				t.Fatalf("%U in %q", bad, s)
			}
		}
		if len(r.Diagnoses) > 0 != (r.Silence() == "") && len(r.Facts) > 0 {
			t.Fatalf("silence %q beside %d diagnoses", r.Silence(), len(r.Diagnoses))
		}
	})
}

// FuzzObjects: an object ends inside the text.
func FuzzObjects(f *testing.F) {
	addSeeds(f)
	f.Add(strings.Repeat("{a:{", 50))
	f.Add("{0:%") // a text that ends where a value of Elixir begins
	f.Add(`{"a":["b",{'c'=>nil}],d=<x y>}`)
	f.Fuzz(func(t *testing.T, text string) {
		o := objects{text: text, steps: len(text)/8 + 4096}
		for i := range len(text) {
			if text[i] == '{' {
				if _, to, _ := o.object(i, 0); to < i || to > len(text) {
					t.Fatalf("from %d to %d of %d", i, to, len(text))
				}
			}
		}
		(&flattener{}).text(text, 0) // must not panic
	})
}

// FuzzDecodeBodies: what is decoded is UTF-8, and not much longer than the text.
func FuzzDecodeBodies(f *testing.F) {
	addSeeds(f)
	f.Add("7b 22 65 72 72 6f 72 22 3a 31 7d [123 34 97] eyJlcnJvciI6ImludmFsaWRfZ3JhbnQifQ==")
	f.Fuzz(func(t *testing.T, text string) {
		got := decodeBodies(text)
		if utf8.ValidString(text) && !utf8.ValidString(got) || len(got) > 2*len(text)+64 {
			t.Fatalf("%q becomes %q", text, got)
		}
	})
}

// FuzzAddresses: addresses are in order, inside the text, and do not overlap.
func FuzzAddresses(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, a := range addresses(text) {
			if a.at < end || a.end <= a.at || a.end > len(text) {
				t.Fatalf("%+v behind %d in %q", a, end, text)
			}
			end = a.end
		}
	})
}

// FuzzParties: statements cover everything but blanks, and parties are inside of them.
func FuzzParties(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		end, names := 0, namer{text: text, small: lowerSame(text)}
		for _, s := range statements(text) {
			if s.from < end || strings.TrimSpace(text[end:s.from]) != "" {
				t.Fatalf("%+v behind %d in %q", s, end, text)
			}
			end = s.to
			for _, p := range names.in(s.from, s.to) {
				if p.at < s.from || p.end > s.to || p.at >= p.end {
					t.Fatalf("%+v in %+v of %q", p, s, text)
				}
			}
		}
		if strings.TrimSpace(text[end:]) != "" {
			t.Fatalf("%q is in no statement", text[end:])
		}
	})
}

// FuzzExchanges: exchanges are in order, and their status and Retry-After are in range.
func FuzzExchanges(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		from := 0
		for _, e := range exchanges(text, lowerSame(text), statements(text), addresses(text), nil) {
			if e.from < from || e.to > len(text) || e.status != 0 && (e.status < 100 || e.status > 599) || e.retry < 0 || e.retry > 24*time.Hour {
				t.Fatalf("%+v behind %d in %q", e, from, text)
			}
			from = e.from
		}
	})
}
