package tui

import (
	"context"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"zdg/flow"
)

// terminal runs the wizard in a terminal emulator.
type terminal struct {
	t       *testing.T
	em      *vt.SafeEmulator
	keys    *io.PipeWriter
	session *flow.Session
	runner  *fakeRunner
	ended   chan error
	all     *guarded // every byte that was drawn
	answers *guarded // of the emulator, to queries
}

// guarded is a buffer that is written while it is read.
type guarded struct {
	mu sync.Mutex
	b  strings.Builder
}

func (g *guarded) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.b.Write(p)
}

func (g *guarded) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.b.String()
}

// newTerminal starts the wizard on state at a size.
func newTerminal(t *testing.T, state flow.State, width, height int) *terminal {
	t.Helper()
	term := &terminal{t: t, em: vt.NewSafeEmulator(width, height), runner: &fakeRunner{}, ended: make(chan error, 1), all: &guarded{}, answers: &guarded{}}
	ctx, cancel := context.WithCancel(context.Background())
	term.session = flow.NewSession(ctx, flow.Begin(state), term.runner)
	in, keys := io.Pipe()
	term.keys = keys
	go func() {
		_, _ = io.Copy(io.MultiWriter(keys, term.answers), term.em)
		_, _ = io.Copy(io.Discard, term.em) // it waits for a reader
	}()
	screen := writer(func(p []byte) (int, error) {
		_, _ = term.all.Write(p)
		_, err := term.em.Write([]byte(strings.ReplaceAll(string(p), "\n", "\r\n")))
		return len(p), err
	})
	go func() {
		term.ended <- Run(ctx, Options{
			Session: term.session, In: in, Out: screen, Env: []string{"TERM=xterm-256color"},
			ProgramOptions: []tea.ProgramOption{
				tea.WithWindowSize(width, height), tea.WithColorProfile(colorprofile.TrueColor), tea.WithoutSignals(),
			},
		})
	}()
	t.Cleanup(func() {
		cancel()
		_ = term.session.Close(context.Background())
		select {
		case <-term.ended:
		case <-time.After(time.Minute):
			t.Error("the wizard did not end")
		}
		_ = keys.Close()
	})
	return term
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }

// text is what is on screen, without colour.
func (term *terminal) text() string { return ansi.Strip(term.em.Render()) }

// press sends keys: names such as "enter", else text as typed.
func (term *terminal) press(keys ...string) {
	term.t.Helper()
	for _, k := range keys {
		raw, ok := map[string]string{
			"enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "up": "\x1b[A", "down": "\x1b[B",
			"left": "\x1b[D", "right": "\x1b[C", "ctrl+c": "\x03", "ctrl+g": "\x07", "ctrl+n": "\x0e", "ctrl+x": "\x18",
			"f1": "\x1bOP", "backspace": "\x7f", "space": " ", "end": "\x1b[F",
		}[k]
		if !ok {
			raw = k
		}
		if _, err := term.keys.Write([]byte(raw)); err != nil {
			term.t.Fatalf("press %q: %v", k, err)
		}
	}
}

// paste sends bracketed paste.
func (term *terminal) paste(text string) { term.press("\x1b[200~" + text + "\x1b[201~") }

// see waits until all of want are on screen.
func (term *terminal) see(want ...string) {
	term.t.Helper()
	term.poll(func(screen string) bool {
		for _, w := range want {
			if !strings.Contains(screen, w) {
				return false
			}
		}
		return true
	}, "to see %q", want)
}

// poll waits until the screen is right.
func (term *terminal) poll(right func(screen string) bool, format string, args ...any) {
	term.t.Helper()
	if !poll(func() bool { return right(term.text()) }) {
		term.t.Fatalf("waited in vain "+format+"; the screen is\n%s", append(args, term.text())...)
	}
}

// awaitLeft waits until the wizard has been left.
func (term *terminal) awaitLeft() {
	term.t.Helper()
	if !poll(func() bool { _, left := term.session.Exit(); return left }) {
		term.t.Fatalf("the wizard was not left; the screen is\n%s", term.text())
	}
}

// poll looks until ready, for a minute at most; false: it never was.
func poll(ready func() bool) bool {
	for deadline := time.Now().Add(time.Minute); !ready(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			return false
		}
	}
	return true
}

func waitUntil(t *testing.T, ready func() bool, what string) {
	t.Helper()
	if !poll(ready) {
		t.Fatalf("waited in vain for %s", what)
	}
}

// fakeRunner keeps effects, and answers those that a test says.
type fakeRunner struct {
	mu      sync.Mutex
	effects []flow.Effect
	answer  func(e flow.Effect, tell func(flow.Event))
}

func (r *fakeRunner) Run(_ context.Context, e flow.Effect, tell func(flow.Event)) {
	r.mu.Lock()
	r.effects = append(r.effects, e)
	answer := r.answer
	r.mu.Unlock()
	if answer != nil {
		answer(e, tell)
	}
}

// set makes the runner answer effects.
func (r *fakeRunner) set(answer func(flow.Effect, func(flow.Event))) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = answer
}

// count counts the effects that were carried out.
func (r *fakeRunner) count(which func(flow.Effect) bool) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := 0
	for _, e := range r.effects {
		if which(e) {
			n++
		}
	}
	return n
}
