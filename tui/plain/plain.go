// Package plain is the wizard line by line: for screen readers, pipes and TERM=dumb. It drives
// the same flow.Session as package tui and prints the same pages, which package page
// describes.
//
// The rules of the dialogue:
//   - A line is printed once and never changed: no escape sequences, no colours, no box
//     characters, no wrapping. Verdicts are words.
//   - A prompt is a line of its own, so that what is reported while it waits never lands
//     behind it. What is to be copied stands alone, at column 0.
//   - An empty line takes what stands in brackets. The words back, help, go and quit work at
//     every prompt.
//   - The end of the input is an error that names the open question. What was answered by
//     then is kept.
//   - Nothing of a secret is printed.
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

// Options is what the dialogue needs. Session, In and Out are required.
type Options struct {
	Session *flow.Session

	// In is read line by line, and only while a prompt waits for an answer.
	In io.Reader
	// Out takes the whole dialogue. A result never goes to it.
	Out io.Writer
	// Now is the clock for waits and dates; nil: time.Now.
	Now func() time.Time
	// ReadSecret prompts on a terminal and reads without echo. It returns the zero Secret for
	// an empty line and io.EOF at the end of the input. Any other error is printed and the
	// secret asked for again; the tenth in a row ends the wizard. ReadSecret runs in a
	// goroutine of its own, which is left behind when the context ends: the caller of Run has
	// to restore the terminal then.
	//
	// Nil says that In is not a terminal: the secret is a line of it, and nothing is read
	// while a test runs that does not wait for the browser.
	ReadSecret func(prompt string) (zendesk.Secret, error)
	// InputReady reports whether a terminal has more to read, and waits for that as long as
	// it is told. Nil where that cannot be known.
	InputReady func(time.Duration) bool
	// OnResume calls its argument whenever the process continues after it was stopped, until
	// stop is called: the terminal has dropped what was typed, so the prompt is printed
	// again. Nil: it is not.
	OnResume func(func()) (stop func())
	// Greeting is one line at the start, such as where a draft was resumed.
	Greeting string
}

// ErrEOF is wrapped by the error of Run when the input ended before the wizard did.
var ErrEOF = errors.New("the input ended")

// patience is how long to wait for what should come at once: a save, the end of a stopped
// test, a look into a file.
const patience = 5 * time.Second

// Run leads through the wizard until it is left. It returns nil when the wizard was finished
// or left with quit, and when ctx has ended; an error that wraps ErrEOF when the input ended;
// or what kept it from reading or writing. The session, which the caller closes, tells how
// the wizard was left: Finished, Unfinished for quit and errors, Interrupted for ctx. Run is
// not for concurrent use.
//
// A Read of In that blocks cannot be interrupted: if ctx ends during one, its goroutine stays
// until that Read returns.
func Run(ctx context.Context, o Options) error {
	if o.Now == nil {
		o.Now = time.Now
	}
	w := &wizard{
		Options:    o,
		ctx:        ctx,
		printer:    &printer{out: o.Out, blank: true},
		in:         newLineReader(o.In),
		startDraft: o.Session.State().Draft,
		rejected:   map[checklist.Field]string{},
		resumed:    make(chan struct{}, 1),
	}
	if w.OnResume != nil && w.interactive() {
		defer w.OnResume(func() {
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
	ctx context.Context
	in  *lineReader

	startDraft checklist.Draft            // the draft at the start
	rejected   map[checklist.Field]string // answers that were not taken, because they look like a secret

	ui       page.UI
	fromBack bool        // the page is entered by the word back, so its last question comes first
	notice   flow.Notice // the one that was printed last

	watch       *watch          // of the running test
	printedRows map[string]bool // rows of the test that were printed while it ran

	resumed chan struct{} // has one when the process has continued after it was stopped
}

func (w *wizard) run() error {
	if w.Greeting != "" {
		w.say(w.Greeting)
	}
	w.say("Line by line. An empty line takes the answer in brackets. These words work at every prompt: " + wordList + ".")
	for {
		if _, left := w.Session.Exit(); left {
			return w.err
		}
		w.ui = page.UI{LineByLine: true}
		if err := w.runPage(); errors.Is(err, errInterrupted) {
			return nil // the session tells how it was left
		} else if err != nil {
			return err
		}
		if w.err != nil {
			return w.abandon(w.err)
		}
	}
}

// tell hands an event to the process, and prints what the process says about it. There is no
// other way to the process.
func (w *wizard) tell(e flow.Event) flow.State {
	w.printNotice(w.Session.State())
	w.notice = flow.Notice{}
	s := w.Session.Tell(e)
	w.printNotice(s)
	if s.Test.Phase == flow.Stopping && (w.watch == nil || !w.watch.stopping) {
		w.say("Stopping: " + lower(page.StoppingText) + ".")
		if w.watch != nil {
			w.watch.stopping = true
		}
	}
	return s
}

// printNotice prints the notice of a state, once.
func (w *wizard) printNotice(s flow.State) {
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
