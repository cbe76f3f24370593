package launch

import (
	"bytes"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// behaviourEnv has the test's own binary play a program; its value says how it behaves. So no test needs a shell or other
// tools.
const behaviourEnv = "ZDG_TEST_BEHAVIOUR"

func behave(as string) {
	switch as {
	case "sleeps":
	case "parent":
		startAnother("sleeps", false)
		startAnother("sleeps", false)
	case "children":
		startAnother("sleeps", false)
		startAnother("sleeps", false)
		ready()
	case "another group":
		startAnother("sleeps", true)
		startAnother("parent", true)
		ready()
	case "deaf":
		signal.Ignore(syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
		ready()
	case "much":
		signal.Ignore(syscall.SIGTERM)
		much := bytes.Repeat([]byte{1}, 200<<20) // it takes a moment to give back
		_ = os.WriteFile("much", nil, 0o600)     // the test waits for it
		time.Sleep(time.Duration(much[0]) * time.Minute)
	case "parent without marks":
		cmd := exec.Command("/proc/self/exe")
		cmd.Env = []string{behaviourEnv + "=much"}
		_ = cmd.Start() // when it fails, the test waits for its file in vain
		ready()
	case "in background":
		startAnother("sleeps", true)
		ready()
		return
	case "starts others":
		for ; ; time.Sleep(20 * time.Millisecond) {
			startAnother("sleeps", true)
			ready()
		}
	case "exit 3":
		_, _ = os.Stdout.Write(lastWords) // most of it is in the pipe when the process has gone
		os.Exit(3)
	case "exit 0":
		return
	case "floods":
		for line := []byte(strings.Repeat("y\n", 2048)); ; {
			_, _ = os.Stdout.Write(line) // until it is ended
		}
	}
	time.Sleep(5 * time.Minute) // it is ended before
}

// lastWords is as much output as a pipe holds.
var lastWords = []byte(strings.Repeat("so long\n", 8<<10))

// ready prints what the test waits for.
func ready() { _, _ = os.Stdout.WriteString("ready\n") }

// startAnother starts this binary once more, with another behaviour; with away in a session of its own, and without the output.
func startAnother(as string, away bool) {
	cmd := exec.Command("/proc/self/exe")
	cmd.Env = append(os.Environ(), behaviourEnv+"="+as)
	if cmd.SysProcAttr = (&syscall.SysProcAttr{Setsid: away}); !away {
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	}
	if err := cmd.Start(); err != nil {
		_, _ = os.Stdout.WriteString(err.Error() + "\n") // the test then waits for it in vain
	}
}

// start starts a program with a behaviour, and stops it at the end of the test.
func start(t *testing.T, behaviour string) *Program {
	t.Helper()
	p, err := Start([]string{os.Args[0]}, t.TempDir(), append(os.Environ(), behaviourEnv+"="+behaviour))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	return p
}

// until polls for a condition.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never came: %s", what)
		}
	}
}

// TestStopEndsEverything: Stop also ends processes that left the group, and those that ignore signals.
func TestStopEndsEverything(t *testing.T) {
	for _, behaviour := range []string{"children", "another group", "deaf", "in background", "starts others"} {
		t.Run(behaviour, func(t *testing.T) {
			t.Parallel()
			p := start(t, behaviour)
			until(t, "ready", func() bool { return strings.Contains(string(p.Output()), "ready") })
			until(t, "a process", func() bool { return len(p.processes()) > 0 })
			p.Stop()
			if left := p.processes(); len(left) > 0 {
				t.Errorf("%d processes are left", len(left))
			}
			if how := p.Ended(); how != "" {
				t.Errorf("it was stopped, and is said to have ended: %s", how)
			}
		})
	}
}

// TestTheGroupIsAwaited: Stop and Kill wait for processes that are exiting, which no longer show the mark but hold ports.
func TestTheGroupIsAwaited(t *testing.T) {
	for by, end := range map[string]func(*Program){"Stop": (*Program).Stop, "Kill": (*Program).Kill} {
		t.Run(by, func(t *testing.T) {
			t.Parallel()
			p := start(t, "parent without marks")
			until(t, "memory", func() bool {
				_, err := os.Stat(filepath.Join(p.cmd.Dir, "much"))
				return err == nil
			})
			if !p.exiting() {
				t.Fatal("nothing runs")
			}
			if end(p); p.exiting() {
				t.Error("one of the group is there still")
			}
		})
	}
}

// TestOutputIsCompleteAtTheEnd: the output of a program is complete as soon as its end is known.
func TestOutputIsCompleteAtTheEnd(t *testing.T) {
	t.Parallel()
	for range 40 { // what is not read yet lies in the pipe only for a moment
		p := start(t, "exit 3")
		<-p.Done()
		if n := len(p.Output()); n != len(lastWords) {
			t.Fatalf("%d bytes of its last words are known with its end, of %d", n, len(lastWords))
		}
	}
}

// TestHowItEnded: how each end is described.
func TestHowItEnded(t *testing.T) {
	for behaviour, want := range map[string]string{
		"exit 3":        "exit status 3",
		"exit 0":        "exit status 0",
		"in background": "in the background",
		"floods":        "more than 16 MB",
	} {
		t.Run(behaviour, func(t *testing.T) {
			t.Parallel()
			p := start(t, behaviour)
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
