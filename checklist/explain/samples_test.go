package explain

import (
	"slices"
	"strings"
	"testing"
)

// sample is a text and the code that must come first: "a|b" is either of two, "" is no diagnosis
// at all.
type sample struct{ want, text string }

// TestSamples reads the samples of all tables.
func TestSamples(t *testing.T) {
	for _, table := range []struct {
		name    string
		samples []sample
	}{{"kinds", kinds}, {"reports", reports}, {"sighted", sighted}, {"closest", closest}, {"happened", happened}, {"labelled", labelled}, {"genres", genres}, {"guards", guards}, {"told only", toldOnly}} {
		for _, s := range table.samples {
			got := codesOf(Text(s.text))
			if s.want == "" && len(got) == 0 || len(got) > 0 && slices.Contains(strings.Split(s.want, "|"), string(got[0])) {
				continue
			}
			t.Errorf("%s: %v, want %q: %.200q", table.name, got, s.want, s.text)
		}
	}
}
