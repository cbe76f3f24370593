package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// readerRace is why what is ended on screen is not run under the race detector.
const readerRace = "when it is ended from outside, Bubble Tea closes its reader while that still reads: the detector says so on standard error"

// terminal is the real program on a pseudo terminal, seen through an emulator.
type terminal struct {
	t       *testing.T
	cmd     *exec.Cmd
	tty     *os.File
	em      *vt.SafeEmulator
	stdout  *os.File // what a shell would redirect; nil: the terminal too
	drained chan struct{}

	mu  sync.Mutex
	raw bytes.Buffer // every byte that was drawn
}

// start runs zdg on a terminal of 100x30. With redirect its standard output goes to a file.
func start(t *testing.T, dir string, env []string, redirect bool, args ...string) *terminal {
	t.Helper()
	return startAt(t, dir, env, redirect, 100, 30, args...)
}

func startAt(t *testing.T, dir string, env []string, redirect bool, width, height int, args ...string) *terminal {
	t.Helper()
	return startAs(t, ownTerminal(), dir, env, redirect, width, height, args...)
}

func startAs(t *testing.T, attr *syscall.SysProcAttr, dir string, env []string, redirect bool, width, height int, args ...string) *terminal {
	t.Helper()
	term := &terminal{t: t, em: vt.NewSafeEmulator(width, height), drained: make(chan struct{})}
	term.cmd = zdgIn(dir, args...)
	term.cmd.Env = append(term.cmd.Env, env...)
	ptmx, tts, err := pty.Open()
	if err != nil {
		t.Skipf("this machine has no pseudo terminals: %v", err)
	}
	if err := pty.Setsize(ptmx, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}); err != nil {
		t.Fatal(err)
	}
	ptmx = closable(t, ptmx)
	term.tty = ptmx
	term.cmd.Stdin, term.cmd.Stdout, term.cmd.Stderr = tts, tts, tts
	if redirect {
		if term.stdout, err = os.CreateTemp(t.TempDir(), "stdout"); err != nil {
			t.Fatal(err)
		}
		term.cmd.Stdout = term.stdout
	}
	term.cmd.SysProcAttr = attr
	if err := term.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = tts.Close() // the child has its own
	go term.drain()
	go func() {
		_, _ = io.Copy(ptmx, term.em)       // answers to queries
		_, _ = io.Copy(io.Discard, term.em) // those that nobody reads any more: the emulator waits for a reader
	}()
	t.Cleanup(func() {
		_ = term.cmd.Process.Kill() // it has usually ended
		_, _ = term.cmd.Process.Wait()
		_ = ptmx.Close()
	})
	return term
}

func (term *terminal) drain() {
	defer close(term.drained)
	buf := make([]byte, 32<<10)
	for {
		n, err := term.tty.Read(buf)
		if n > 0 {
			term.mu.Lock()
			term.raw.Write(buf[:n])
			term.mu.Unlock()
			_, _ = term.em.Write(buf[:n])
		}
		if err != nil {
			return // the child has ended
		}
	}
}

func (term *terminal) text() string { return ansi.Strip(term.em.Render()) }

// bytes is everything that was drawn so far.
func (term *terminal) bytes() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.raw.String()
}

func (term *terminal) press(keys ...string) {
	term.t.Helper()
	names := map[string]string{
		"enter": "\r", "esc": "\x1b", "tab": "\t", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C",
		"ctrl+c": "\x03", "ctrl+u": "\x15", "ctrl+x": "\x18", "ctrl+g": "\x07",
	}
	for _, k := range keys {
		raw, ok := names[k]
		if !ok {
			raw = k
		}
		if _, err := term.tty.Write([]byte(raw)); err != nil {
			term.t.Fatalf("press %q: %v", k, err)
		}
	}
}

// see waits until all of want are on screen.
func (term *terminal) see(want ...string) {
	term.t.Helper()
	var screen, missing string
	if !poll(func() bool {
		screen = term.text()
		at := slices.IndexFunc(want, func(w string) bool { return !strings.Contains(screen, w) })
		if at >= 0 {
			missing = want[at]
		}
		return at < 0
	}) {
		term.t.Fatalf("%q did not come; the screen is\n%s", missing, screen)
	}
}

// step is what has to be on the screen before keys are pressed.
type step struct {
	see  string
	keys []string
}

// walk makes steps one after the other.
func (term *terminal) walk(steps ...step) {
	term.t.Helper()
	for _, s := range steps {
		term.see(s.see)
		if s.see == "Allow here" && s.keys[0] == "a" { // it appeared by itself
			pastHold(term, "a", s.see, "")
			continue
		}
		term.press(s.keys...)
	}
}

// wait waits for the end and returns the exit code and what went to stdout.
func (term *terminal) wait() (int, string) {
	term.t.Helper()
	code := waitForExit(term.t, term.cmd, term.text)
	<-term.drained // what it drew last has been seen
	if term.stdout == nil {
		return code, ""
	}
	out, err := os.ReadFile(term.stdout.Name())
	if err != nil {
		term.t.Fatal(err)
	}
	return code, string(out)
}
