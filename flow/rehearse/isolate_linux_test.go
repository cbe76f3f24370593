package rehearse

import (
	"strings"
	"testing"

	"zdg/flow/rehearse/launch"
)

// TestIsolated: a program that reads no variables, only the system's hosts file and certificates, is redirected by a
// namespace and by nothing else, also when it is restarted.
func TestIsolated(t *testing.T) {
	t.Parallel()
	requireNamespaces(t)
	plan := samplePlan(t, goCommand(t), "ignores-environment")
	plan.Isolate, plan.Only = true, []string{"connect", "exchange", "refresh-restart", "ask-browser"}
	r := rehearse(t, plan)
	if r.err != nil || r.Led != launch.StepIsolate || len(r.notes) != len(launch.Steps()) {
		t.Fatalf("led by %q, told %q, %v", r.Led, r.notes, r.err)
	}
	for id, how := range r.bad() {
		t.Errorf("%s %s", id, how)
	}
	plan = samplePlan(t, plan.Command, "ignores-environment")
	if r := rehearse(t, plan); r.Led != "" || !strings.Contains(r.Results[0].Seen, "--isolate") {
		t.Errorf("without it, led by %q: %s", r.Led, r.Results[0].Seen)
	}
}
