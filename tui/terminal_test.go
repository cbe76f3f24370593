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
	all     *record
	answers *record // of the emulator, to queries
}

// record keeps every byte that is drawn.
type record struct {
	mu sync.Mutex
	b  strings.Builder
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.Write(p)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.String()
}

// newTerminal starts the wizard on state at a size.
func newTerminal(t *testing.T, state flow.State, width, height int) *terminal {
	t.Helper()
	term := &terminal{t: t, em: vt.NewSafeEmulator(width, height), runner: &fakeRunner{}, ended: make(chan error, 1), all: &record{}, answers: &record{}}
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
	deadline := time.Now().Add(time.Minute)
	for !right(term.text()) {
		if time.Now().After(deadline) {
			term.t.Fatalf("waited in vain "+format+"; the screen is\n%s", append(args, term.text())...)
		}
		time.Sleep(2 * time.Millisecond)
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
