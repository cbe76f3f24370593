//go:build unix

package main

import (
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// blocked is a command that waits for something that does not come.
type blocked struct {
	name string
	prep func(t *testing.T) *unattended
	up   func(t *testing.T, u *unattended) // returns once it waits
}

// hangingDesk is an account that never answers; up is told of the first request.
func hangingDesk(t *testing.T) (d *desk, asked chan struct{}) {
	asked, released := make(chan struct{}, 100), make(chan struct{})
	d = openDesk(t, func(_ *desk, _ http.ResponseWriter, r *http.Request) bool {
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

// blockedCommands wait for the account, or for somebody to write into a pipe.
func blockedCommands() []blocked {
	var asked chan struct{}
	onAccount := func(command string) func(t *testing.T) *unattended {
		return func(t *testing.T) *unattended {
			var d *desk
			d, asked = hangingDesk(t)
			u := newUnattended(t, append([]string{command}, d.args()...)...)
			u.give("env", d.Client().Secret)
			return u
		}
	}
	verifying := func(t *testing.T) *unattended {
		var d *desk
		d, asked = hangingDesk(t)
		u := newUnattended(t, d.verifyArgs("acme-customer", "--consent")...)
		u.give("env", d.Client().Secret)
		return u
	}
	untilAsked := func(*testing.T, *unattended) { <-asked }
	onPipe := func(args ...string) func(t *testing.T) *unattended {
		return func(t *testing.T) *unattended {
			u := newUnattended(t, args...)
			pipe := filepath.Join(u.work, "pipe")
			if err := syscall.Mkfifo(pipe, 0o600); err != nil {
				t.Fatal(err)
			}
			return u
		}
	}
	// It has opened the pipe to read as soon as the pipe can be opened to write.
	untilRead := func(t *testing.T, u *unattended) {
		var w *os.File
		waitFor(t, func() bool {
			var err error
			w, err = os.OpenFile(filepath.Join(u.work, "pipe"), os.O_WRONLY|syscall.O_NONBLOCK, 0)
			return err == nil
		}, "the pipe to be read")
		t.Cleanup(func() { _ = w.Close() })
	}
	values := []string{"--subdomain", "d3v-acme", "--identifier", "zdg-acme", "--kind", "confidential", "--redirect-url", "http://127.0.0.1:18573/callback", "--scope", "read"}
	return []blocked{
		{"test on the account", onAccount("test"), untilAsked},
		{"check on the account", onAccount("check"), untilAsked},
		{"verify on the account", verifying, untilAsked},
		{"test on a secret", onPipe(append([]string{"test", "--secret-file", "pipe"}, values...)...), untilRead},
		{"check on a record", onPipe(append([]string{"check", "--offline", "--record", "pipe"}, values...)...), untilRead},
	}
}

func TestSignalsEndCommands(t *testing.T) {
	for name, sig := range map[string]os.Signal{"SIGINT": os.Interrupt, "SIGTERM": syscall.SIGTERM} {
		want := map[string]int{"SIGINT": exitInterrupted, "SIGTERM": exitTerminated}[name]
		for i := range blockedCommands() {
			b := blockedCommands()[i]
			t.Run(b.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				u := b.prep(t)
				u.start()
				b.up(t, u)
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

// TestSignalsWhileTheBrowserIsWaitedFor also asks for the port and the tokens.
func TestSignalsWhileTheBrowserIsWaitedFor(t *testing.T) {
	for name, want := range map[string]int{"SIGINT": exitInterrupted, "SIGTERM": exitTerminated} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := openDesk(t, nil)
			u := newUnattended(t, append([]string{"test"}, d.args()...)...)
			u.give("env", d.Client().Secret)
			u.start()
			u.opened()
			sig := map[string]os.Signal{"SIGINT": os.Interrupt, "SIGTERM": syscall.SIGTERM}[name]
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

// TestSignalAfterTheExchangeRevokes stops while the API is called with the tokens.
func TestSignalAfterTheExchangeRevokes(t *testing.T) {
	asked := make(chan struct{}, 100)
	d := openDesk(t, func(_ *desk, _ http.ResponseWriter, r *http.Request) bool {
		if len(asked) == 0 && strings.HasPrefix(r.URL.Path, "/api/v2/users/me") {
			asked <- struct{}{}
			<-r.Context().Done()
			return true
		}
		return false
	})
	u := newUnattended(t, append([]string{"test"}, d.args()...)...)
	u.give("env", d.Client().Secret)
	u.start()
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
	if left, err := filepath.Glob(filepath.Join(u.home, "state", "zdg", "live", "*")); err != nil || len(left) != 1 {
		t.Errorf("traces of tokens: %v %v", left, err)
	}
	if said := u.out.String(); !strings.Contains(said, "nothing had accepted the") || strings.Contains(said, "outcome: passed") {
		t.Errorf("it is not said that nothing proves the deletion:\n%s", said)
	}
	portIsFree(t, d.callback)
}

// TestKilledTestLeavesATrace kills it while tokens live: the next one tells.
func TestKilledTestLeavesATrace(t *testing.T) {
	asked := make(chan struct{}, 100)
	d := openDesk(t, func(_ *desk, _ http.ResponseWriter, r *http.Request) bool {
		if strings.HasPrefix(r.URL.Path, "/api/v2/users/me") {
			asked <- struct{}{}
			<-r.Context().Done()
			return true
		}
		return false
	})
	u := newUnattended(t, append([]string{"test"}, d.args()...)...)
	u.give("env", d.Client().Secret)
	u.start()
	u.consent(d, true)
	<-asked
	if err := u.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	u.wait()
	u.search(d.known())

	next := newUnattended(t, append([]string{"test", "--no-browser", "--timeout", "1ms"}, d.args()...)...)
	for i, entry := range next.cmd.Env {
		if strings.HasPrefix(entry, "XDG_STATE_HOME=") {
			next.cmd.Env[i] = "XDG_STATE_HOME=" + filepath.Join(u.home, "state")
		}
	}
	next.give("env", d.Client().Secret)
	if code := next.run(); code != exitNetwork {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(next.err.String(), "a test token of zdg-acme-sync at "+d.server.URL+" may live until ") {
		t.Errorf("nothing is told of the token:\n%s", next.err.String())
	}
}

func portIsFree(t *testing.T, callback string) {
	t.Helper()
	u, err := url.Parse(callback)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", u.Host)
	if err != nil {
		t.Errorf("the port is still taken: %v", err)
		return
	}
	_ = l.Close()
}
