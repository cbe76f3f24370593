package rehearse

import (
	"testing"

	"zdg/flow/rehearse/launch"
)

// samples holds the commands of small integrations that are correct, each in its own way.
var samples = map[string]func(*testing.T) []string{
	"go":     builtGo,
	"python": func(t *testing.T) []string { return script(t, "python3", "testdata/pythonapp/app.py") },
	"node":   func(t *testing.T) []string { return script(t, "node", "testdata/nodeapp/app.js") },
}

// TestWhole: correct integrations pass.
func TestWhole(t *testing.T) {
	t.Parallel()
	abreast(t, samples, func(t *testing.T, _ string, command func(*testing.T) []string) {
		r := rehearse(t, sample(t, command(t), ""))
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
	})
}

// TestPreloads: clients that use no proxy from the environment are redirected by the file that their runtime loads first.
func TestPreloads(t *testing.T) {
	t.Parallel()
	plan := sample(t, script(t, "node", "testdata/nodeapp/app.js"), "")
	plan.Environ = append(plan.Environ, "OWN_AGENT=1", "NODE_OPTIONS=--no-warnings")
	plan.Only = []string{"exchange-works", "refresh-works"}
	r := rehearse(t, plan)
	if r.err != nil || r.Led != launch.StepPreload || len(r.notes) != 1 {
		t.Errorf("led by %q, told %q, %v", r.Led, r.notes, r.err)
	}
	for id, how := range r.bad() {
		t.Errorf("%s %s", id, how)
	}
}
