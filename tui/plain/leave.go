package plain

import (
	"errors"
	"fmt"
	"io"
	"time"

	"zdg/flow"
)

// ended leaves the wizard because nothing more comes in, and says where.
func (w *wizard) ended(p prompt, why error) error {
	if p.commit != nil {
		p.commit()
	}
	kept := w.kept()
	w.leave(flow.Unfinished)
	if !errors.Is(why, io.EOF) {
		return fmt.Errorf("the input could not be read at %q: %w: %s", p.name, why, kept)
	}
	return fmt.Errorf("%w at %q: %s", ErrEOF, p.name, kept)
}

// errInterrupted takes the wizard from a prompt out of Run when the context ended.
var errInterrupted = errors.New("interrupted")

// interrupted leaves the wizard because the context ended.
func (w *wizard) interrupted(p prompt) error {
	if p.commit != nil {
		p.commit()
	}
	w.leave(flow.Interrupted)
	return errInterrupted
}

// abandon leaves the wizard because of err.
func (w *wizard) abandon(err error) error {
	w.leave(flow.Unfinished)
	return err
}

// kept says where the answers are. It waits until they are there.
func (w *wizard) kept() string {
	unsaved := func(s flow.State) bool { return s.File != "" && !s.Saved && !s.Draft.Equal(w.began) }
	w.until(func(s flow.State) bool { return !unsaved(s) || s.Notice.Bad })
	s := w.Session.State()
	file := shown(s.File)
	switch {
	case file == "":
		return "nothing is saved here; start " + s.Command() + " again and answer every question"
	case s.Draft.Equal(w.began):
		return "nothing was answered in this run; start " + s.Command() + " again to go on"
	case unsaved(s):
		return fmt.Sprintf("the answers so far may be missing in %s; look into it before you start %s again", file, s.Command())
	}
	return fmt.Sprintf("the answers so far are saved in %s; start %s again to go on", file, s.Command())
}

// leave tells that the wizard is left, and waits for the end of a running test
// as long as that may take.
func (w *wizard) leave(how flow.Exit) {
	w.tell(flow.Left{How: how})
	if _, left := w.Session.Exit(); left {
		return
	}
	w.until(func(flow.State) bool { _, left := w.Session.Exit(); return left })
	w.tell(flow.Left{How: how}) // does not wait any more; nothing new when it is left already
}

// written waits until what was answered is on disk, so that it can be relied on
// when the next prompt is read; or until why it is not was told.
func (w *wizard) written() {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-w.Session.Written():
		w.news(w.Session.State())
	case <-timer.C:
	}
}

// until waits for the process to come to something, at most as long as patience.
func (w *wizard) until(there func(flow.State) bool) {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for !there(w.Session.State()) {
		select {
		case <-w.Session.Changed():
			w.news(w.Session.State())
		case <-timer.C:
			return
		}
	}
}
