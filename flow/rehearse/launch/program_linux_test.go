package launch

import (
	"os"
	"strings"
	"testing"
	"time"
)

func start(t *testing.T, script string) *Program {
	t.Helper()
	p, err := Start([]string{"sh", "-c", script}, t.TempDir(), os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	return p
}

// until polls for a condition that has to come true.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never came: %s", what)
		}
	}
}

// TestStopEndsEverything: also what has left the group, and what is deaf to being asked.
func TestStopEndsEverything(t *testing.T) {
	for name, script := range map[string]string{
		"children":        "sleep 300 & sleep 300 & echo ready; wait",
		"another group":   "setsid sleep 300 & setsid sh -c 'sleep 300 & sleep 300' & echo ready; wait",
		"deaf":            "trap '' TERM INT HUP; echo ready; while :; do sleep 0.05; done",
		"in background":   "(setsid sleep 300 >/dev/null 2>&1 &) ; echo ready",
		"starts anothers": "while :; do setsid sleep 300 & echo ready; sleep 0.02; done",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := start(t, script)
			until(t, "ready", func() bool { return strings.Contains(string(p.Output()), "ready") })
			until(t, "a process", func() bool { return len(p.living()) > 0 })
			p.Stop()
			if left := p.living(); len(left) > 0 {
				t.Errorf("%d processes are left", len(left))
			}
			if how := p.Ended(); how != "" {
				t.Errorf("it was stopped, and is said to have ended: %s", how)
			}
		})
	}
}

// TestHowItEnded: each end has words of its own.
func TestHowItEnded(t *testing.T) {
	for script, want := range map[string]string{
		"exit 3": "exit status 3",
		"exit 0": "exit status 0",
		"(setsid sleep 300 >/dev/null 2>&1 &) ; exit 0": "in the background",
		"yes": "more than 16 MB",
	} {
		t.Run(script, func(t *testing.T) {
			t.Parallel()
			p := start(t, script)
			until(t, "its end", func() bool { return p.Ended() != "" })
			if how := p.Ended(); !strings.Contains(how, want) {
				t.Errorf("%q, want %q", how, want)
			}
			until(t, "the end of the process", func() bool {
				select {
				case <-p.Done():
					return true
				default:
					return false
				}
			})
		})
	}
}
