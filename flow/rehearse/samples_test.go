package rehearse

import (
	"strings"
	"testing"
	"time"

	"zdg/flow/rehearse/launch"
)

// samples are the commands of small integrations that are correct, each in its own way.
var samples = map[string]func(*testing.T) []string{
	"go":     goCommand,
	"python": func(t *testing.T) []string { return interpreted(t, "python3", "testdata/pythonapp/app.py") },
	"node":   func(t *testing.T) []string { return interpreted(t, "node", "testdata/nodeapp/app.js") },
}

// TestSamplesPass: correct integrations pass.
func TestSamplesPass(t *testing.T) {
	t.Parallel()
	inParallel(t, samples, func(t *testing.T, _ string, command func(*testing.T) []string) {
		r := rehearse(t, samplePlan(t, command(t), ""))
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

// TestPreloadRedirectsWhatUsesNoProxy: clients that use no proxy from the environment are redirected by the file that their runtime loads first.
func TestPreloadRedirectsWhatUsesNoProxy(t *testing.T) {
	t.Parallel()
	plan := samplePlan(t, interpreted(t, "node", "testdata/nodeapp/app.js"), "")
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

// TestRefreshInAJob: a program that refreshes only in a job is not reported as one that never refreshes.
func TestRefreshInAJob(t *testing.T) {
	t.Parallel()
	plan := samplePlan(t, goCommand(t), "job-at-intervals")
	plan.Only, plan.pace.job = []string{"refresh-comes"}, 20*time.Second
	r := rehearse(t, plan)
	if r.err != nil {
		t.Fatal(r.err)
	}
	// On a slow machine the job comes before the call, and the scenario passes: that is right too.
	if seen := r.bad()["refresh-comes"]; seen != "" && (!strings.HasPrefix(seen, "not-run") || !strings.Contains(seen, "let that run every second")) {
		t.Error(seen)
	}
}
