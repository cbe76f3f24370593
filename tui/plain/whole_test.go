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
	input := empties(4 + 4 + 1 + 2 + 4 + 4 + 1)
	input = append(input, planted, "", "") // the secret, that it is stored, and that there was no other
	input = append(input, "", "", "")      // start, allow, continue
	input = append(input, "remove")        // in clean up
	input = append(input, "")              // review
	input = append(input, empties(13)...)
	input = append(input, "no", "", "")                             // freeze: no is no answer; the form is sent
	input = append(input, "", "", "", "2026-11-15", "#1234567", "") // no day at first: an empty line ends nothing
	input = append(input, "rejected", "2026-11-20", "ticket", "Hello,", "help", "please add a logo.", "", "sent")
	input = append(input, "", "", "", "approved", "2026-11-22", "", "yes", "yes", "", "99999", "yes", "2", "finish")
	r := script(t, flow.State{Draft: full(), Practice: true}, &fake{}, input...)
	if r.err != nil || r.exit != flow.Finished {
		t.Errorf("left as %v with %v", r.exit, r.err)
	}
	if state := checklist.AfterOf(r.state.Draft); state != checklist.Live {
		t.Errorf("the request stands at %q", state)
	}
	if r.state.Evidence.Outcome != checklist.OutcomePassed || r.secrets[0] != planted {
		t.Errorf("the test came out as %q", r.state.Evidence.Outcome)
	}
	golden.RequireEqual(t, r.text)
}
