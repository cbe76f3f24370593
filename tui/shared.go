package tui

import (
	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// shared is what the parts of the screen have in common: the process, the theme, the toast
// and the clipboard.
type shared struct {
	Options
	state flow.State
	theme theme

	toast      string // about the last key, until the next one
	noticeSeen bool   // a key was pressed since the state's notice came

	judged []checklist.Result              // the results for state; nil: not judged yet
	copied map[flow.PageID]map[string]bool // by page and row: what was copied since the start
	kept   *kept                           // nil: another message than a tick has come since the screen was drawn
	ticked bool                            // a tick has come since then

	// Once the wizard is ending, only answers are told to the process. stopped says that
	// something else was to be told: what was typed after that does not count.
	ending, stopped bool
}

// tell hands an event to the process, and shows the state after it. There is no other way to
// the process.
func (d *shared) tell(e flow.Event) {
	switch e.(type) {
	case flow.Answered, flow.Typed:
	default:
		if d.stopped = d.ending || d.stopped; d.stopped {
			return
		}
	}
	d.take(d.Session.Tell(e))
}

// take makes s the state to be shown. A notice that was seen is not new because something else is.
func (d *shared) take(s flow.State) {
	d.noticeSeen = d.noticeSeen && s.Notice == d.state.Notice
	d.state, d.judged = s, nil
}

// results are those of the checks for the state. Each state is judged once, however often it
// is drawn.
func (d *shared) results() []checklist.Result {
	if d.judged == nil {
		d.judged = checklist.Judge(d.state.Draft, d.state.Evidence)
	}
	return d.judged
}

// copiedMsg says that text is on the native clipboard, and what the toast says then.
type copiedMsg struct{ toast, instead string }

// copy puts text on the clipboard, with OSC 52, which no terminal answers, and natively. name
// is what it is, and otherwise where else it can be had; "" for nowhere.
func (d *shared) copy(name, text, otherwise string) tea.Cmd {
	name = checklist.Capital(name)
	d.toast = name + " is sent to the terminal's clipboard." + otherwise
	done := copiedMsg{name + " is in the clipboard.", d.toast}
	return tea.Batch(tea.SetClipboard(text), func() tea.Msg {
		if d.Recover != nil {
			defer d.Recover()
		}
		if d.WriteClipboard == nil || d.WriteClipboard(text) != nil {
			return nil
		}
		return done
	})
}

// fetch pastes the text of the native clipboard.
func (d *shared) fetch() tea.Cmd {
	if d.ReadClipboard == nil {
		return nil
	}
	return func() tea.Msg {
		text, err := d.ReadClipboard()
		if err != nil || text == "" {
			return nil // the terminal's own paste still works
		}
		return tea.PasteMsg{Content: text}
	}
}
