package rehearse

import "testing"

// TestWhole: integrations that are right pass, in the pace of a real rehearsal.
func TestWhole(t *testing.T) {
	for name, command := range map[string]func(*testing.T) []string{
		"go":     builtGo,
		"python": func(t *testing.T) []string { return script(t, "python3", "testdata/pythonapp/app.py") },
		"node":   func(t *testing.T) []string { return script(t, "node", "testdata/nodeapp/app.js") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan := sample(t, command(t), "")
			plan.pace = usual
			r := rehearse(t, plan)
			if r.err != nil {
				t.Fatal(r.err)
			}
			for id, how := range r.bad() {
				t.Errorf("%s %s", id, how)
			}
			if len(r.Results) != len(Scenarios()) {
				t.Errorf("%d of %d scenarios were run", len(r.Results), len(Scenarios()))
			}
			t.Logf("%d scenarios in %s, led by %s", len(r.Results), r.Took, r.Led)
			for _, x := range r.Results {
				t.Logf("%-24s %-8s %5dms %s", x.ID, x.Verdict, x.Took.Milliseconds(), x.Seen)
			}
		})
	}
}
