//go:build unix

package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// hangingStandIn is an account that never answers; asked is told of each request.
func hangingStandIn(t *testing.T) (d *standIn, asked chan struct{}) {
	t.Helper()
	asked, released := make(chan struct{}, 100), make(chan struct{})
	d = openStandIn(t, func(_ *standIn, _ http.ResponseWriter, r *http.Request) bool {
		asked <- struct{}{}
		select {
		case <-r.Context().Done():
		case <-released:
		}
		return true
	})
	t.Cleanup(func() { close(released) })
	return d, asked
}

// waitingOnAccount starts a command that waits for the account; it has asked it when this returns.
func waitingOnAccount(args func(*standIn) []string) func(*testing.T) *unattended {
	return func(t *testing.T) *unattended {
		d, asked := hangingStandIn(t)
		u := newUnattended(t, args(d)...)
		u.giveSecret("env", d.Client().Secret)
		u.start()
		<-asked
		return u
	}
}

// waitingOnPipe starts a command that reads the pipe of that name, into which nobody writes; it has
// opened it when this returns.
func waitingOnPipe(args ...string) func(*testing.T) *unattended {
	return func(t *testing.T) *unattended {
		u := newUnattended(t, append(append(args, someFlags...), "--kind", "confidential")...)
		pipe := filepath.Join(u.work, "pipe")
		if err := syscall.Mkfifo(pipe, 0o600); err != nil {
			t.Fatal(err)
		}
		u.start()
		var w *os.File
		waitFor(t, func() bool { // it can be opened to write as soon as somebody reads
			var err error
			w, err = os.OpenFile(pipe, os.O_WRONLY|syscall.O_NONBLOCK, 0)
			return err == nil
		}, "the pipe to be read")
		t.Cleanup(func() { _ = w.Close() })
		return u
	}
}

// TestSignalsEndCommands that wait for the account, or for somebody to write into a pipe.
func TestSignalsEndCommands(t *testing.T) {
	for name, begin := range map[string]func(*testing.T) *unattended{
		"test on the account":   waitingOnAccount(func(d *standIn) []string { return append([]string{"test"}, d.args()...) }),
		"check on the account":  waitingOnAccount(func(d *standIn) []string { return append([]string{"check"}, d.args()...) }),
		"verify on the account": waitingOnAccount(func(d *standIn) []string { return d.verifyArgs("acme-customer", "--consent") }),
		"test on a secret":      waitingOnPipe("test", "--secret-file", "pipe"),
		"check on a record":     waitingOnPipe("check", "--offline", "--record", "pipe"),
	} {
		for sig, want := range map[syscall.Signal]int{syscall.SIGINT: exitInterrupted, syscall.SIGTERM: exitTerminated} {
			t.Run(name+"/"+sig.String(), func(t *testing.T) {
				t.Parallel()
				u := begin(t)
				if err := u.cmd.Process.Signal(sig); err != nil {
					t.Fatal(err)
				}
				if code := u.wait(); code != want {
					t.Errorf("exit code %d, want %d\n%s%s", code, want, u.out.String(), u.err.String())
				}
				if strings.Contains(u.err.String(), "context canceled") {
					t.Errorf("it speaks of its insides: %s", u.err.String())
				}
			})
		}
	}
}

// TestSignalsWhileTheBrowserIsWaitedFor free the port too, and the outcome says what happened.
func TestSignalsWhileTheBrowserIsWaitedFor(t *testing.T) {
	for sig, want := range map[syscall.Signal]int{syscall.SIGINT: exitInterrupted, syscall.SIGTERM: exitTerminated} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			d := openStandIn(t, nil)
			u := d.start(t, "test")
			u.opened()
			if err := u.cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			if code := u.wait(); code != want {
				t.Errorf("exit code %d, want %d\n%s", code, want, u.err.String())
			}
			if !strings.Contains(u.out.String(), "outcome: cancelled") {
				t.Errorf("the outcome is missing:\n%s", u.out.String())
			}
			portIsFree(t, d.callback)
		})
	}
}

// TestSignalAfterTheExchangeRevokes: a signal while the API is called has the tokens deleted, frees the
// port, and is told.
func TestSignalAfterTheExchangeRevokes(t *testing.T) {
	asked := make(chan struct{}, 100)
	d := openStandIn(t, func(_ *standIn, _ http.ResponseWriter, r *http.Request) bool {
		if len(asked) == 0 && strings.HasPrefix(r.URL.Path, "/api/v2/users/me") {
			asked <- struct{}{}
			<-r.Context().Done()
			return true
		}
		return false
	})
	u := d.start(t, "test")
	u.consent(d, true)
	waitFor(t, func() bool { return len(asked) > 0 }, "the API to be called")
	if err := u.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code := u.wait(); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	for _, token := range d.Tokens() {
		if token.Access {
			t.Errorf("a token lives on\n%s", u.out.String())
		}
	}
	// Nothing had accepted the token yet, so its refusal is no proof: that is said, and
	// the trace stays.
	if left := u.traces(); len(left) != 1 {
		t.Errorf("traces of tokens: %v", left)
	}
	if said := u.out.String(); !strings.Contains(said, "nothing had accepted the") || strings.Contains(said, "outcome: passed") {
		t.Errorf("it is not said that nothing proves the deletion:\n%s", said)
	}
	portIsFree(t, d.callback)
}

// TestKilledTestLeavesATrace: a test that is killed while tokens live is told of by the next one.
func TestKilledTestLeavesATrace(t *testing.T) {
	s, d := openStuck(t, &stuck{at: "GET /api/v2/users/me"})
	u := d.start(t, "test")
	allow(t, d, u.opened())
	<-s.reached
	if err := u.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	u.wait()
	u.noneLeaked(d.known()...)

	s.release()
	next := newUnattended(t, append([]string{"test", "--no-browser", "--timeout", "1ms"}, d.args()...)...)
	next.sharesState(u)
	next.giveSecret("env", d.Client().Secret)
	if code := next.run(); code != exitNetwork {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(next.err.String(), "a test token of zdg-acme-sync at "+d.server.URL+" may live until ") {
		t.Errorf("nothing is told of the token:\n%s", next.err.String())
	}
}
