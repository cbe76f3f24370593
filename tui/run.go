package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zdg/flow"
)

// held takes a part of what was held back.
func (m *model) held(h heldMsg) tea.Cmd {
	var cmds []tea.Cmd
	for began, runs := time.Now(), h.runs; len(runs) > 0 && (h.then == nil || time.Since(began) < leaveIn); runs = runs[1:] {
		cmds = append(cmds, m.run(runs[0]))
	}
	if h.then != nil {
		_, cmd := m.Update(h.then)
		cmds = append(cmds, cmd)
	}
	return tea.Batch(cmds...)
}

// run takes a run of keys. Lines that came together where lines are asked for, or
// that nobody typed, are a paste, and so is what goes on with one; the line break
// behind them is a part of what was copied. All else is taken as if it were
// typed, Enter included; a long line at once. Words that reach what is no text, where
// their letters would be commands, are a paste too, with all that follows.
func (m *model) run(r runMsg) tea.Cmd {
	var cmds []tea.Cmd
	take := func(msg tea.Msg) {
		if m.stopped {
			return
		}
		_, cmd := m.Update(msg)
		cmds = append(cmds, cmd)
	}
	if m.unglimpse() {
		m.save()
	}
	before, body, behind, lines := m.parts(r)
	switch {
	case r.count == 0:
	case body == "" && r.count > scriptMax: // nobody means that
	case m.pasted(r):
		m.broken = m.broken || before != ""
		take(tea.PasteMsg{Content: body})
		m.broken, m.lined = m.broken || behind != "" && m.body.inList(), true
	case r.count < pasteFrom || lines || body == "":
		if m.broken && !strings.ContainsAny(r.text[:1], " "+breaks) {
			take(tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl})
		}
		for i, k := range r.keys {
			if r.count >= wordsFrom && !m.typing() && words(r.keys[i:]) {
				take(tea.PasteMsg{Content: typed(r.keys[i:])})
				break
			}
			take(m.meant(k))
		}
	default:
		m.enter(before, take)
		typing := m.typing()
		take(tea.PasteMsg{Content: body})
		if typing && len(body) <= flow.MaxAnswer { // else it is to be read that it was not taken
			m.enter(behind, take)
		}
	}
	if r.then != nil {
		take(r.then)
	}
	return tea.Batch(cmds...)
}

// parts are the line breaks before a text, the text, and those behind it, and
// whether there are some inside of it.
func (m *model) parts(r runMsg) (before, body, behind string, lines bool) {
	body = strings.Trim(r.text, breaks)
	before, behind, _ = strings.Cut(r.text, body)
	return before, body, behind, strings.ContainsAny(body, breaks)
}

// pasted reports whether a run is a paste, line breaks and all.
func (m *model) pasted(r runMsg) bool {
	_, body, _, lines := m.parts(r)
	return body != "" && (lines && r.count > scriptMax || m.body.lines() && (lines || m.lined && r.soon && r.count >= pasteFrom) || m.body.hidden() && lines && r.count > pasteFrom)
}

// typing reports whether letters are text.
func (m *model) typing() bool { return m.over == nil && m.body.typing() }

// words reports whether the first of some keys are letters behind each other. Somebody
// who answers a choice has Enter follow.
func words(keys []tea.KeyPressMsg) bool {
	return len(keys) > 1 && keys[0].Text != "" && keys[1].Text != ""
}

// typed is the text of keys.
func typed(keys []tea.KeyPressMsg) string {
	var b strings.Builder
	for _, k := range keys {
		if k.Text == "" {
			k.Text = "\n"
		}
		b.WriteString(k.Text)
	}
	return b.String()
}

// glimpse is a text as it was before a part of a run was shown in it.
type glimpse struct {
	of  *editor
	was editor
}

// glimpse shows, and has saved, what has come of a run that goes on: what it comes to
// is known at its end, and all of it is taken then. Where a line break may be
// Enter, what is behind it waits.
func (m *model) glimpse(r runMsg) {
	m.unglimpse()
	before, text, _, _ := m.parts(r)
	if !m.pasted(r) {
		if before != "" {
			return
		}
		if i := strings.IndexAny(text, breaks); i >= 0 {
			text = text[:i]
		}
	}
	e := m.body.editor()
	if m.over != nil || e == nil {
		return
	}
	m.seen = &glimpse{e, *e}
	m.body.glimpse(printable(text), m.broken || before != "")
}

// unglimpse takes out again what was shown before its time. It reports whether
// there was some.
func (m *model) unglimpse() bool {
	seen := m.seen
	if m.seen = nil; seen == nil {
		return false
	}
	*seen.of = seen.was
	return true
}

// editor is what letters go into; nil: nothing does.
func (b *body) editor() *editor {
	f := b.focused()
	switch {
	case b.on == onEntry:
		return &b.entry
	case f != nil && !f.choosing():
		return &f.input
	}
	return nil
}

// glimpse puts a part of a paste where the cursor is; broken: behind a line break.
func (b *body) glimpse(text string, broken bool) {
	b.touched()
	if f := b.focused(); f != nil {
		b.spareSecret(f)
		b.said = f.insert(text, broken || strings.HasPrefix(text, " "))
	} else {
		b.entry.insert(text)
	}
	b.refresh()
}

// paste takes a paste. A list has no white space at its ends: what was there parts the
// text from what may follow.
func (m *model) paste(content string, broken bool) {
	if m.over != nil {
		m.said = noText
		return
	}
	const blanks = " " + breaks
	m.body.paste(printable(content), broken || strings.TrimLeft(content, blanks) != content)
	m.broken = m.body.inList() && strings.TrimRight(content, blanks) != content
}

// enter takes the line breaks before or behind a line, if a script typed them. Those of
// a list part it from what follows.
func (m *model) enter(breaks string, take func(tea.Msg)) {
	if len(breaks) > scriptMax {
		return
	}
	for _, c := range breaks {
		k := tea.KeyPressMsg{Code: tea.KeyEnter}
		switch c {
		case '\n':
			if m.body.listing() {
				m.broken = true
				continue
			}
			k = tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl}
		case '\t':
			k = tea.KeyPressMsg{Code: tea.KeyTab}
		}
		take(m.meant(k))
	}
}

// meant is Enter for ctrl+j, but where that is a line break.
func (m *model) meant(k tea.KeyPressMsg) tea.KeyPressMsg {
	if k.String() == "ctrl+j" && !m.body.lines() {
		return tea.KeyPressMsg{Code: tea.KeyEnter}
	}
	return k
}

// saveAfter is how long what is typed may be known to the screen alone.
const saveAfter = 300 * time.Millisecond

// saveMsg says that it has been that long.
type saveMsg struct{}

// remind has a saveMsg come while something that was typed is not saved.
func (m *model) remind() tea.Cmd {
	if _, unsaved := m.body.unsaved(); !unsaved || m.reminded {
		return nil
	}
	m.reminded = true
	return tea.Tick(saveAfter, func(time.Time) tea.Msg { return saveMsg{} })
}

// rescue saves what was typed up to a signal or the end of the terminal, also what is
// held back: up to a key that does more than to answer.
func (m *model) rescue(g *gather) {
	m.unglimpse()
	if m.over == nil {
		m.last = true
		m.held(heldMsg{append(g.queue, g.end(nil)), saveMsg{}})
	}
	m.save()
}

// save tells what was typed in a field that has not been left.
func (m *model) save() {
	if typed, unsaved := m.body.unsaved(); unsaved {
		m.tell(typed)
	}
}
