//go:build unix

package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/store"
)

// stuck is an account that stops answering at one request, and what it was asked from
// then on.
type stuck struct {
	at      string // "METHOD path", without ".json"
	skip    int    // how many such requests are answered first
	deletes bool   // the deletion is answered
	reached chan struct{}

	mu    sync.Mutex
	is    bool     // it has been reached
	after []string // the methods of what was asked from then on
}

// openStuck opens an account that will be stuck as s says, and returns s too.
func openStuck(t *testing.T, s *stuck) (*stuck, *standIn) {
	t.Helper()
	s.reached = make(chan struct{})
	d := openStandIn(t, s.answer)
	t.Cleanup(d.server.CloseClientConnections)
	return s, d
}

// release has the account answer again.
func (s *stuck) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at, s.is = "", false
}

func (s *stuck) answer(_ *standIn, _ http.ResponseWriter, r *http.Request) bool {
	asked := r.Method + " " + strings.TrimSuffix(r.URL.Path, ".json")
	s.mu.Lock()
	if asked == s.at && !s.is {
		if s.skip--; s.skip < 0 {
			s.is = true
			close(s.reached)
			s.mu.Unlock()
			<-r.Context().Done()
			return true
		}
	}
	if s.is {
		s.after = append(s.after, r.Method)
	}
	hangs := s.is && !s.deletes
	s.mu.Unlock()
	if hangs {
		<-r.Context().Done()
	}
	return hangs
}

// runningFace is zdg waiting for the browser, on one of its faces.
type runningFace struct {
	name   string
	signal func(sig syscall.Signal)
	wait   func() int
	said   func() string
	opened func() string
}

// withoutHangup is the wizard on screen, whose terminal is closed and no SIGHUP comes.
const withoutHangup = "without SIGHUP"

// startFace starts zdg test, the wizard on screen and the wizard line by line.
func startFace(t *testing.T, name string, d *standIn) runningFace {
	t.Helper()
	if name == "test" {
		u := d.start(t, "test")
		return runningFace{
			name, func(sig syscall.Signal) { _ = u.cmd.Process.Signal(sig) }, u.wait,
			func() string { return u.out.String() + u.err.String() }, u.opened,
		}
	}
	u := newUnattended(t) // its browser and its folders
	draft := checklist.Draft{}
	for f, typed := range map[checklist.Field]string{
		checklist.FieldCustomers: "several", checklist.FieldProduct: "support", checklist.FieldBot: "no", checklist.FieldSecretLives: "servers",
		checklist.FieldSubdomain: d.Subdomain(), checklist.FieldIdentifier: d.Client().Identifier, checklist.FieldKind: "confidential",
		checklist.FieldRedirectURLs: d.callback, checklist.FieldScopes: "read", checklist.FieldStored: "yes", checklist.FieldLeftAt: string(flow.PageTest),
	} {
		draft = draft.With(f, typed)
	}
	if err := os.WriteFile(filepath.Join(u.work, store.FileName), store.Write(draft), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"--account-url", d.server.URL}
	if name == "plain" {
		args = append(args, "--plain")
	}
	attr := ownTerminal()
	if name == withoutHangup {
		attr = notOwnTerminal()
	}
	term := startAs(t, attr, u.work, []string{
		"BROWSER=" + filepath.Join(u.home, "browser.sh"), secretEnv + "=" + d.Client().Secret, "HOME=" + u.home, "XDG_STATE_HOME=" + filepath.Join(u.home, "state"),
	}, false, 100, 30, args...)
	if name == "plain" {
		term.see("Test [start the test]")
	} else {
		term.see("Start the test")
	}
	term.press("enter")
	signal := func(sig syscall.Signal) {
		if sig == syscall.SIGINT {
			term.press("ctrl+c")
			return
		}
		if name == withoutHangup {
			_ = term.tty.Close()
			return
		}
		_ = term.cmd.Process.Signal(sig)
	}
	return runningFace{name, signal, func() int { code, _ := term.wait(); return code }, term.bytes, u.opened}
}

// TestCancelled stops a test at each step that has tokens, on every face and by every
// signal: either the account sees the deletion first of all, or zdg says that the token
// may live on and where it is deleted. It ends although the account hangs.
func TestCancelled(t *testing.T) {
	t.Parallel()
	codes := map[syscall.Signal]int{syscall.SIGINT: exitInterrupted, syscall.SIGTERM: exitTerminated, syscall.SIGHUP: exitHangup}
	steps := []struct {
		name, at string
		skip     int
	}{
		{"exchange", "POST /oauth/tokens", 1},
		{"identity", "GET /api/v2/users/me", 0},
		{"token", "GET /api/v2/oauth/tokens/current", 0},
		{"record", "GET /api/v2/oauth/clients", 0},
		{"refresh", "POST /oauth/tokens", 2},
		{"new token", "GET /api/v2/users/me", 1},
		{"revoke", "DELETE /api/v2/oauth/tokens/current", 0},
	}
	for i, step := range steps {
		for j, name := range []string{"test", "screen", "plain"} {
			for k, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
				if os.Getenv("ZDG_REQUIRE_TOOLS") == "" && (i+j+k)%3 != 0 {
					continue // CI has time for all of them
				}
				deletes := (i+j+k)%2 == 0
				t.Run(strings.Join([]string{step.name, name, sig.String()}, "/"), func(t *testing.T) {
					if raceDetector && name == "screen" {
						t.Skip(readerRace)
					}
					t.Parallel()
					s, d := openStuck(t, &stuck{at: step.at, skip: step.skip, deletes: deletes})
					f := startFace(t, name, d)
					allow(t, d, f.opened())
					<-s.reached
					f.signal(sig)
					code := f.wait()
					said := f.said()
					if code != codes[sig] || strings.Contains(said, "outcome: passed") || strings.Contains(said, "The client works") {
						t.Errorf("exit code %d, want %d\n%s", code, codes[sig], said)
					}
					s.mu.Lock()
					first := append(s.after, "nothing")[0]
					s.mu.Unlock()
					issued := len(d.Tokens()) > 0
					if issued && step.name != "exchange" && step.name != "revoke" && first != http.MethodDelete {
						t.Errorf("asked after the stop: %s first", first)
					}
					if d.alive() > 0 && !strings.Contains(strings.Join(strings.Fields(said), " "), "OAuth clients, at the client's tokens") {
						t.Errorf("a token lives on, and nobody says so:\n%s", said)
					}
				})
			}
		}
	}
}

// TestAClosedTerminalStopsTheTest, also where no SIGHUP tells zdg that it was closed.
func TestAClosedTerminalStopsTheTest(t *testing.T) {
	if raceDetector {
		t.Skip(readerRace)
	}
	s, d := openStuck(t, &stuck{at: "GET /api/v2/users/me", deletes: true})
	f := startFace(t, withoutHangup, d)
	allow(t, d, f.opened())
	<-s.reached
	f.signal(syscall.SIGHUP)
	if code := f.wait(); code != exitHangup {
		t.Errorf("exit code %d, want %d\n%s", code, exitHangup, f.said())
	}
	if n := d.alive(); n > 0 {
		t.Errorf("%d tokens live on; it was asked after the end: %q", n, s.after)
	}
}

// allow clicks Allow and goes where the account sends the browser, without waiting for the page.
func allow(t *testing.T, d *standIn, address string) {
	t.Helper()
	redirect, err := d.Approve(t.Context(), address, "", true)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		if answer, err := http.Get(redirect); err == nil {
			_ = answer.Body.Close()
		}
	}()
}

// TestPassedNeverGoesWithASignal: a signal that comes when everything was measured is
// told as what it is, in the exit code and in the result.
func TestPassedNeverGoesWithASignal(t *testing.T) {
	t.Parallel()
	s, d := openStuck(t, &stuck{at: "DELETE /api/v2/oauth/tokens/current", deletes: true})
	u := d.start(t, "test", "--format", "json")
	allow(t, d, u.opened())
	<-s.reached
	if err := u.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	code := u.wait()
	var result testJSON
	if u.out.String() == "" && strings.Contains(u.err.String(), checklist.NotAsked) {
		result.Outcome = "none" // a machine so busy that it had to leave before it had one
	} else if err := json.Unmarshal([]byte(u.out.String()), &result); err != nil {
		t.Fatalf("%v\n%s%s", err, u.out.String(), u.err.String())
	}
	if code != exitInterrupted || result.Outcome == string(checklist.OutcomePassed) {
		t.Errorf("exit code %d with %s", code, result.Outcome)
	}
}

// TestAClosedPipeLeavesNoToken: whoever reads the output goes away in the middle of the
// test. It goes on in silence, and the account is asked to delete the tokens.
func TestAClosedPipeLeavesNoToken(t *testing.T) {
	for _, closed := range []string{"stdout", "stderr", "both"} {
		t.Run(closed, func(t *testing.T) {
			t.Parallel()
			d := openStandIn(t, nil)
			u := newUnattended(t, append([]string{"test"}, d.args()...)...)
			u.giveSecret("env", d.Client().Secret)
			read, write, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			if closed != "stderr" {
				u.cmd.Stdout = write
			}
			if closed != "stdout" {
				u.cmd.Stderr = write
			}
			u.start()
			_ = write.Close()
			address := u.opened()
			_ = read.Close()
			allow(t, d, address)
			code := u.wait()
			want := exitPipe
			if closed == "stderr" {
				want = exitOK
			}
			if code != want {
				t.Errorf("exit code %d, want %d\n%s%s", code, want, u.out.String(), u.err.String())
			}
			if n := d.alive(); n > 0 {
				t.Errorf("%d tokens live on", n)
			}
			if left := u.traces(); len(left) > 0 {
				t.Errorf("traces are left: %v", left)
			}
		})
	}
}

// TestTheSecondSignalTellsOfTokens: it ends zdg at once, which says that tokens may live on.
func TestTheSecondSignalTellsOfTokens(t *testing.T) {
	s, d := openStuck(t, &stuck{at: "POST /oauth/tokens", skip: 1})
	u := d.start(t, "test")
	allow(t, d, u.opened())
	<-s.reached
	if left := u.traces(); len(left) != 1 {
		t.Errorf("no trace is on disk while the code is being exchanged: %v", left)
	}
	signalAgain(t, u.cmd.Process)
	code := u.wait()
	if code != exitInterrupted || !strings.Contains(u.err.String(), "may still be valid: delete it in Admin Center") {
		t.Errorf("exit code %d\n%s", code, u.err.String())
	}
	if left := u.traces(); len(left) != 1 {
		t.Errorf("the trace is gone: %v", left)
	}
}
