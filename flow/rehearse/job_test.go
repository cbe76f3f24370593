package rehearse

import (
	"strings"
	"testing"
	"time"
)

// TestJob: a program that refreshes only in a job is not reported as one that never refreshes.
func TestJob(t *testing.T) {
	t.Parallel()
	plan := sample(t, builtGo(t), "job-at-intervals")
	plan.Only, plan.pace.job = []string{"refresh-comes"}, 20*time.Second
	r := rehearse(t, plan)
	if r.err != nil {
		t.Fatal(r.err)
	}
	// Where it takes long to get there, the job comes first, which is right too.
	if seen := r.bad()["refresh-comes"]; seen != "" && (!strings.HasPrefix(seen, "not-run") || !strings.Contains(seen, "let that run every second")) {
		t.Error(seen)
	}
}
