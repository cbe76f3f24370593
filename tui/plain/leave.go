package plain

import (
	"errors"
	"fmt"
	"io"
	"time"

	"zdg/flow"
)

// inputEnded leaves the wizard because no more input comes. The error names the open question
// and says where the answers are.
func (w *wizard) inputEnded(p prompt, why error) error {
	if p.keepTyped != nil {
		p.keepTyped()
	}
	kept := w.whereSaved()
	w.leave(flow.Unfinished)
	if !errors.Is(why, io.EOF) {
		return fmt.Errorf("the input could not be read at %q: %w: %s", p.name, why, kept)
	}
	return fmt.Errorf("%w at %q: %s", ErrEOF, p.name, kept)
}

// errInterrupted leads from a prompt out of Run when the context has ended.
var errInterrupted = errors.New("interrupted")

// interrupted leaves the wizard because the context has ended.
func (w *wizard) interrupted(p prompt) error {
	if p.keepTyped != nil {
		p.keepTyped()
	}
	w.leave(flow.Interrupted)
	return errInterrupted
}

// abandon leaves the wizard because of err.
func (w *wizard) abandon(err error) error {
	w.leave(flow.Unfinished)
	return err
}

// whereSaved says where the answers are, after waiting until they are there.
func (w *wizard) whereSaved() string {
	unsaved := func(s flow.State) bool { return s.File != "" && !s.Saved && !s.Draft.Equal(w.startDraft) }
	w.waitFor(func(s flow.State) bool { return !unsaved(s) || s.Notice.Bad })
	s := w.Session.State()
	file := oneLine(s.File)
	switch {
	case file == "":
		return "nothing is saved here; start " + s.Command() + " again and answer every question"
	case s.Draft.Equal(w.startDraft):
		return "nothing was answered in this run; start " + s.Command() + " again to go on"
	case unsaved(s):
		return fmt.Sprintf("the answers so far may be missing in %s; look into it before you start %s again", file, s.Command())
	}
	return fmt.Sprintf("the answers so far are saved in %s; start %s again to go on", file, s.Command())
}

// leave leaves the wizard. It waits for a running test to end, as long as that may take.
func (w *wizard) leave(how flow.Exit) {
	w.tell(flow.Left{How: how})
	if _, left := w.Session.Exit(); left {
		return
	}
	w.waitFor(func(flow.State) bool { _, left := w.Session.Exit(); return left })
	w.tell(flow.Left{How: how}) // does not wait any more; without effect if the wizard has been left
}

// awaitSaved waits until the answers are on disk, or until the process has said why they are
// not, so that whoever reads the next prompt can rely on it.
func (w *wizard) awaitSaved() {
	select {
	case <-w.Session.Written():
		w.printNotice(w.Session.State())
	case <-time.After(patience):
	}
}

// waitFor waits until there says yes to the state, but no longer than patience.
func (w *wizard) waitFor(there func(flow.State) bool) {
	tooLate := time.After(patience)
	for !there(w.Session.State()) {
		select {
		case <-w.Session.Changed():
			w.printNotice(w.Session.State())
		case <-tooLate:
			return
		}
	}
}
