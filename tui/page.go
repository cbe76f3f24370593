package tui

import (
	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// page is what is on screen between rail and help bar. Pages are pointers; they
// reach the process through desk.tell alone.
type page interface {
	// key takes a key press that the wizard itself has no use for.
	key(tea.KeyPressMsg) tea.Cmd
	// paste takes pasted text.
	paste(string)
	// sync is called after the state has changed.
	sync()
	// commit tells what is being edited, before the page is left.
	commit()
	// unsaved is what was typed and has not been told; false: nothing.
	unsaved() (flow.Typed, bool)
	// draw writes the page.
	draw(*paper)
	// escape closes what is open on the page; false: nothing is, so esc goes back.
	escape() bool
	// hints names the keys of the moment.
	hints() []hint
	// typing tells whether a text field has the focus, so that letters are text.
	typing() bool
	// lines tells whether a line break is a part of what is typed.
	lines() bool
	// wide tells whether something stands at column 0, so that no rail may.
	wide() bool
}

// desk is what pages share: the process, the theme and the clipboard.
type desk struct {
	Options
	state flow.State
	theme theme
	said  string // about the clipboard, until the next key

	judged []checklist.Result // of state; nil: not judged yet
	quiet  bool               // a key was pressed since the notice came
}

// tell is the pages' only way to the process.
func (d *desk) tell(e flow.Event) { d.take(d.Session.Tell(e)) }

// take makes s the state that is shown.
func (d *desk) take(s flow.State) { d.state, d.judged, d.quiet = s, nil, false }

// results judges the state once, however often it is drawn.
func (d *desk) results() []checklist.Result {
	if d.judged == nil {
		d.judged = checklist.Judge(d.state.Draft, d.state.Evidence)
	}
	return d.judged
}

// copy sends text to the clipboard, by OSC 52 and natively.
func (d *desk) copy(what, text string) tea.Cmd {
	d.said = what + " sent to the clipboard; if nothing arrives, press p to print it"
	return tea.Batch(tea.SetClipboard(text), func() tea.Msg {
		if d.Crashed != nil {
			defer d.Crashed()
		}
		if d.Copy != nil {
			_ = d.Copy(text) // OSC 52 may still have arrived; the line says what to do if not
		}
		return nil
	})
}

// fetch pastes what the native clipboard holds.
func (d *desk) fetch() tea.Cmd {
	if d.Fetch == nil {
		return nil
	}
	return func() tea.Msg {
		text, err := d.Fetch()
		if err != nil || text == "" {
			return nil // the terminal's own paste still works
		}
		return tea.PasteMsg{Content: text}
	}
}

// still is a page without the parts that only some have.
type still struct{}

func (still) paste(string)                {}
func (still) sync()                       {}
func (still) commit()                     {}
func (still) unsaved() (flow.Typed, bool) { return flow.Typed{}, false }
func (still) escape() bool                { return false }
func (still) typing() bool                { return false }
func (still) lines() bool                 { return false }
func (still) wide() bool                  { return false }

func newPage(d *desk, id flow.PageID) page {
	switch id {
	case flow.PageCreate:
		return newCreatePage(d)
	case flow.PageSecret:
		return newSecretPage(d)
	case flow.PageTest:
		return newTestPage(d)
	case flow.PageCleanUp:
		return newCleanUpPage(d)
	case flow.PageReview:
		return newReviewPage(d)
	case flow.PageFreeze:
		return newFreezePage(d)
	case flow.PageSheet:
		return newSheetPage(d)
	default:
		return newFormPage(d, flow.PageOf(id).Fields)
	}
}
