package plain

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"zdg/checklist"
	"zdg/flow"
)

// empties is n empty lines.
func empties(n int) []string { return make([]string, n) }

// TestPracticeRun walks the whole wizard over a prepared draft: empty lines, and
// what must be typed.
func TestPracticeRun(t *testing.T) {
	input := empties(4 + 4 + 1 + 2 + 3 + 4 + 1)
	input = append(input, planted, "") // the secret, and that it is stored
	input = append(input, "", "", "")  // start, allow, continue
	input = append(input, "remove")    // in clean up
	input = append(input, "")          // review
	input = append(input, empties(13)...)
	input = append(input, "no", "", "")                 // freeze: no is no answer; the form is sent
	input = append(input, "2026-11-22", "#1234567", "") // day, ticket, finish
	r := script(t, flow.State{Draft: full(), Practice: true}, &fake{}, input...)
	if r.err != nil || r.exit != flow.Finished {
		t.Errorf("left as %v with %v", r.exit, r.err)
	}
	if r.state.Evidence.Outcome != checklist.OutcomePassed || r.secrets[0] != planted {
		t.Errorf("the test came out as %q", r.state.Evidence.Outcome)
	}
	golden.RequireEqual(t, r.text)
}
