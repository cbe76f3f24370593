package tui

import (
	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// shared is what the parts of the screen share: the process, the theme and the clipboard.
type shared struct {
	Options
	state flow.State
	theme theme
	said  string // about the last key, until the next

	judged []checklist.Result // of state; nil: not judged yet
	quiet  bool               // a key was pressed since the notice came

	last    bool // the wizard has ended: nothing but answers is told,
	stopped bool // and what was to be told instead is where it stops
}

// tell is the only way to the process.
func (d *shared) tell(e flow.Event) {
	switch e.(type) {
	case flow.Answered, flow.Typed:
	default:
		if d.stopped = d.last || d.stopped; d.stopped {
			return
		}
	}
	d.take(d.Session.Tell(e))
}

// take makes s the state that is shown.
func (d *shared) take(s flow.State) { d.state, d.judged, d.quiet = s, nil, false }

// results judges the state once, however often it is drawn.
func (d *shared) results() []checklist.Result {
	if d.judged == nil {
		d.judged = checklist.Judge(d.state.Draft, d.state.Evidence)
	}
	return d.judged
}

// copy sends text to the clipboard, by OSC 52 and natively.
func (d *shared) copy(what, text string) tea.Cmd {
	d.said = what + " is in the clipboard."
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
func (d *shared) fetch() tea.Cmd {
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
