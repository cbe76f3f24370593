// Package plain is the wizard line by line: for screen readers, TERM=dumb, pipes.
// It drives the same flow.Session as the screen, with the same questions, words
// and results.
//
// The rules of the dialogue:
//   - A line is printed once and never touched again: no escape sequences, no
//     colours, no box characters, no wrapping. Verdicts are words.
//   - A prompt is a line of its own, so that what is reported while it waits
//     never lands behind it. What is to be copied stands alone at column 0.
//   - An empty line takes what stands in brackets. back, help, go, quit work at
//     every prompt, also after a wrong answer.
//   - The end of the input is an error that names the open question; what was
//     answered until then is kept.
package plain

import (
	"context"
	"errors"
	"io"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/page"
)

// Options is what the dialogue needs beside the session.
type Options struct {
	Session *flow.Session

	// In is read line by line, and only while a question is open.
	In io.Reader
	// Out takes the whole dialogue; never what a result goes to.
	Out io.Writer
	// Now is the clock for what is waited for; nil: time.Now.
	Now func() time.Time
	// ReadSecret prompts on a terminal and reads without echo. The zero Secret
	// with a nil error is an empty line, io.EOF the end of the input; any other
	// error is said and asked again, the tenth in a row ends the wizard. It is
	// called from a goroutine of its own and left behind when the context ends:
	// whoever gives it restores the terminal then.
	//
	// Nil says that In is a pipe: the secret is a line of it, and nothing is read
	// from it while a test runs that does not wait for the browser.
	ReadSecret func(prompt string) (zendesk.Secret, error)
	// Waiting reports whether there is more to read of a terminal, and waits for it as
	// long as it is told. Nil where that cannot be known, and for a pipe.
	Waiting func(time.Duration) bool
	// Resumed calls what it is given whenever the process goes on after it was stopped,
	// until what it returns is called: the terminal has dropped what was typed, so the
	// question comes again. Nil: it does not.
	Resumed func(func()) (stop func())
	// Greet is one line at the start, such as where a draft was resumed.
	Greet string
}

// ErrEOF is wrapped by what Run returns when the input ended before the wizard did.
var ErrEOF = errors.New("the input ended")

// patience bounds the waits for what should come at once: a save, the end of a
// stopped test, a look into a file.
const patience = 5 * time.Second

// Run leads through the wizard until it is left. It returns nil when it was
// finished, left by quit, or when its context ended; an error that wraps ErrEOF
// when the input ended; or what kept it from reading or writing. How it was left
// stands in the session (Finished, Unfinished for quit and errors, Interrupted
// for the context), which the caller closes. Run is not for concurrent use.
//
// A Read of In that blocks cannot be interrupted: when the context ends during
// one, its goroutine stays until that Read returns.
func Run(ctx context.Context, o Options) error {
	if o.Now == nil {
		o.Now = time.Now
	}
	w := &wizard{
		Options: o,
		ctx:     ctx,
		printer: &printer{out: o.Out, blank: true},
		in:      newLines(o.In),
		began:   o.Session.State().Draft,
		held:    map[checklist.Field]string{},
		resumed: make(chan struct{}, 1),
	}
	if w.Resumed != nil && w.interactive() {
		defer w.Resumed(func() {
			select {
			case w.resumed <- struct{}{}:
			default:
			}
		})()
	}
	defer w.in.close()
	return w.run()
}

// wizard is one run of the dialogue.
type wizard struct {
	Options
	*printer
	ctx   context.Context
	in    *lines
	began checklist.Draft

	look      page.UI
	notice    flow.Notice     // said already
	backwards bool            // the page is entered by back: its last question is asked
	watch     *watch          // of the running test
	told      map[string]bool // rows of the test that were written while it ran

	resumed chan struct{} // has one when the process has gone on after it was stopped

	held map[checklist.Field]string // answers that were not taken: they look like a secret
}

func (w *wizard) run() error {
	if w.Greet != "" {
		w.say(w.Greet)
	}
	w.say("Line by line. An empty line takes the answer in brackets. These words work at every prompt: " + wordList + ".")
	for {
		if _, left := w.Session.Exit(); left {
			return w.err
		}
		w.look = page.UI{LineByLine: true}
		if err := w.walk(); errors.Is(err, errInterrupted) {
			return nil // the session tells
		} else if err != nil {
			return err
		}
		if w.err != nil {
			return w.abandon(w.err)
		}
	}
}

// tell is the only way to the process. What it says about the event is printed.
func (w *wizard) tell(e flow.Event) flow.State {
	w.news(w.Session.State())
	w.notice = flow.Notice{}
	s := w.Session.Tell(e)
	w.news(s)
	if s.Test.Phase == flow.Stopping {
		w.stopping()
	}
	return s
}

// news prints the process' notice, once.
func (w *wizard) news(s flow.State) {
	if s.Notice == w.notice {
		return
	}
	if w.notice = s.Notice; s.Notice.Text == "" {
		return
	}
	if s.Notice.Bad {
		w.verdict(checklist.Fail, s.Notice.Text)
	} else {
		w.say(s.Notice.Text)
	}
}

func (w *wizard) draft() checklist.Draft { return w.Session.State().Draft }

// interactive reports whether a person sits at a terminal.
func (w *wizard) interactive() bool { return w.ReadSecret != nil }
