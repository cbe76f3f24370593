package explain

import (
	"html"
	"slices"
	"strings"
	"testing"
)

// sample is a text and the code that must come first: "a|b" is either of two, "" is no diagnosis
// at all.
type sample struct{ want, text string }

// sampleTables are the samples of all tables.
var sampleTables = []struct {
	name    string
	samples []sample
}{{"kinds", kinds}, {"reports", reports}, {"sighted", sighted}, {"closest", closest}, {"happened", happened}, {"labelled", labelled}, {"genres", genres}, {"guards", guards}, {"told only", toldOnly}}

// isRight reports whether the diagnoses of a text are what its sample wants, and which they are.
func (s sample) isRight(text string) (got []Code, right bool) {
	got = codesOf(Text(text))
	return got, s.want == "" && len(got) == 0 || len(got) > 0 && slices.Contains(strings.Split(s.want, "|"), string(got[0]))
}

// TestSamples reads the samples of all tables.
func TestSamples(t *testing.T) {
	for _, table := range sampleTables {
		for _, s := range table.samples {
			if got, right := s.isRight(s.text); !right {
				t.Errorf("%s: %v, want %q: %.200q", table.name, got, s.want, s.text)
			}
		}
	}
}

// surroundings are what stands around a text, or becomes of it, where people paste it.
var surroundings = []struct {
	name string
	wrap func(string) string
}{
	{"quoted", func(s string) string { return eachLine("> ", s, "") }},
	{"mail", func(s string) string {
		return "On Tue, Nov 24, 2026 at 9:12 AM Sam <sam@example.com> wrote:\n" + eachLine("> ", s, "")
	}},
	{"fence", func(s string) string { return "```\n" + s + "\n```" }},
	{"CRLF", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }},
	{"greeting and thanks", func(s string) string { return "Hi all,\n\n" + s + "\n\nThanks,\nSam" }},
	{"indented", func(s string) string { return eachLine("    ", s, "") }},
	{"spaces at the ends", func(s string) string { return eachLine("", s, "  ") }},
	{"page", func(s string) string {
		if strings.HasPrefix(s, "<pre>") {
			return s // it is one
		}
		return "<pre>" + html.EscapeString(s) + "</pre>"
	}},
	{"colours", func(s string) string { return eachLine("\x1b[31m", s, "\x1b[0m") }},
	{"box", func(s string) string { return eachLine("│ ", s, "") }},
	{"end of a line", func(s string) string { return s + "\n" }},
	{"curved", strings.NewReplacer(`"`, "”", "'", "’").Replace},
}

func eachLine(before, s, behind string) string {
	return before + strings.ReplaceAll(s, "\n", behind+"\n"+before) + behind
}

// TestSurroundings reads each sample in three surroundings, which change nothing, and those of guards in all.
func TestSurroundings(t *testing.T) {
	n := 0
	for _, table := range sampleTables {
		times := 3
		if table.name == "guards" {
			times = len(surroundings)
		}
		for _, s := range table.samples {
			for range times {
				in := surroundings[n%len(surroundings)]
				n++
				if got, right := s.isRight(in.wrap(s.text)); !right {
					t.Errorf("%s, %s: %v, want %q: %.200q", table.name, in.name, got, s.want, s.text)
				}
			}
			n += 2 // others for the next, and all of them in turn
		}
	}
}

// TestOneDiagnosis: what tells one failure tells no other beside it.
func TestOneDiagnosis(t *testing.T) {
	for text, want := range map[string]Code{
		"iex(4)> Req.get!(\"https://otterby.zendesk.com/api/v2/users/me.json\", auth: {:bearer, token})\n\n[notice] TLS :client: In state :wait_cert_cr at ssl_handshake.erl:2138 generated CLIENT ALERT: Fatal - Unknown CA\n\n** (Req.TransportError) TLS client: In state wait_cert_cr at ssl_handshake.erl:2138 generated CLIENT ALERT: Fatal - Unknown CA": "tls",
	} {
		if got := codesOf(Text(text)); !slices.Equal(got, []Code{want}) {
			t.Errorf("%v, want %s alone: %q", got, want, text)
		}
	}
}
