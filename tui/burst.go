package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zdg/flow"
)

// takeHeld takes bursts that were held back.
func (m *model) takeHeld(h heldMsg) tea.Cmd {
	var cmds []tea.Cmd
	for began, runs := time.Now(), h.bursts; len(runs) > 0 && (h.next == nil || time.Since(began) < leaveIn); runs = runs[1:] {
		cmds = append(cmds, m.takeBurst(runs[0]))
	}
	if h.next != nil {
		_, cmd := m.Update(h.next)
		cmds = append(cmds, cmd)
	}
	return tea.Batch(cmds...)
}

// takeBurst takes a burst of keys, as a paste or as if they were typed.
//
// It is a paste when several lines came together where lines are asked for, when there are
// so many of them that nobody typed them, and when it continues a paste; the line break at
// its end belongs to what was copied. Everything else counts as typed, Enter included, but a
// long line is taken at once. Where there is no text field, words are a paste, since their
// letters would be commands, and so is all that follows them.
func (m *model) takeBurst(r burstMsg) tea.Cmd {
	var cmds []tea.Cmd
	take := func(msg tea.Msg) {
		if m.stopped {
			return
		}
		_, cmd := m.Update(msg)
		cmds = append(cmds, cmd)
	}
	if m.undoPreview() {
		m.save()
	}
	before, body, behind, lines := m.splitBreaks(r)
	switch {
	case r.count == 0:
	case body == "" && r.count > maxScripted: // nobody means so many line breaks
	case m.isPaste(r):
		m.breakBefore = m.breakBefore || before != ""
		take(tea.PasteMsg{Content: body})
		m.breakBefore, m.afterPaste = m.breakBefore || behind != "" && m.body.inListLine(), true
	case r.count < burstFrom || lines || body == "":
		if m.breakBefore && !strings.ContainsAny(r.text[:1], " "+breaks) {
			take(tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl})
		}
		for i, k := range r.keys {
			if r.count >= wordsFrom && !m.typing() && beginsWord(r.keys[i:]) {
				take(tea.PasteMsg{Content: keysText(r.keys[i:])})
				break
			}
			take(m.asEnter(k))
		}
	default:
		m.sendBreaks(before, take)
		typing := m.typing()
		take(tea.PasteMsg{Content: body})
		if typing && len(body) <= flow.MaxAnswer { // else Enter would hide that it was too long
			m.sendBreaks(behind, take)
		}
	}
	if r.next != nil {
		take(r.next)
	}
	return tea.Batch(cmds...)
}

// splitBreaks divides the text of a burst into the line breaks before it, the text itself,
// and the line breaks after it. lines reports whether there are line breaks inside.
func (m *model) splitBreaks(r burstMsg) (before, body, behind string, lines bool) {
	body = strings.Trim(r.text, breaks)
	before, behind, _ = strings.Cut(r.text, body)
	return before, body, behind, strings.ContainsAny(body, breaks)
}

// isPaste reports whether a burst is a paste, line breaks included.
func (m *model) isPaste(r burstMsg) bool {
	_, body, _, lines := m.splitBreaks(r)
	switch {
	case body == "":
		return false
	case m.body.multiline():
		return lines || m.afterPaste && r.followsClosely && r.count >= burstFrom
	case m.body.entryBlock.Hidden && m.body.focus == entryFocus:
		return lines && r.count > burstFrom
	}
	return lines && r.count > maxScripted
}

// typing reports whether letters are text here, and not commands.
func (m *model) typing() bool { return m.overlay == nil && m.body.typing() }

// beginsWord reports whether keys begin with two letters. After the letter that answers a
// choice, Enter follows.
func beginsWord(keys []tea.KeyPressMsg) bool {
	return len(keys) > 1 && keys[0].Text != "" && keys[1].Text != ""
}

// keysText is the text of some keys; any key without text is a line break.
func keysText(keys []tea.KeyPressMsg) string {
	var b strings.Builder
	for _, k := range keys {
		if k.Text == "" {
			k.Text = "\n"
		}
		b.WriteString(k.Text)
	}
	return b.String()
}

// preview is a text as it was before the beginning of a burst was shown in it.
type preview struct {
	of     *editor
	before editor
}

// showPreview shows what has come so far of a burst that goes on, and has it saved. Only at
// its end is it known what the burst amounts to, and all of it is taken then. Where a line
// break may be Enter, what follows the break is not shown yet.
func (m *model) showPreview(r burstMsg) {
	m.undoPreview()
	before, text, _, _ := m.splitBreaks(r)
	if !m.isPaste(r) {
		if before != "" {
			return
		}
		if i := strings.IndexAny(text, breaks); i >= 0 {
			text = text[:i]
		}
	}
	e := m.body.focusedEditor()
	if m.overlay != nil || e == nil {
		return
	}
	m.previewed = &preview{e, *e}
	text = cleanPaste(text)
	m.body.noteEdit()
	m.body.insert(text, m.breakBefore || before != "" || strings.HasPrefix(text, " "))
}

// undoPreview removes the preview, and reports whether there was one.
func (m *model) undoPreview() bool {
	seen := m.previewed
	if m.previewed = nil; seen == nil {
		return false
	}
	*seen.of = seen.before
	return true
}

// focusedEditor is the text that letters go into; nil when there is none.
func (b *body) focusedEditor() *editor {
	f := b.focusedField()
	switch {
	case b.focus == entryFocus:
		return &b.entry
	case f != nil && !f.isChoice():
		return &f.input
	}
	return nil
}

// paste takes a paste. newLine says that white space was typed before it. A list keeps no
// white space at its ends, so breakBefore remembers that what follows begins a new line.
func (m *model) paste(content string, newLine bool) {
	if m.overlay != nil {
		m.toast = noText
		return
	}
	const blanks = " " + breaks
	m.body.paste(cleanPaste(content), newLine || strings.TrimLeft(content, blanks) != content)
	m.breakBefore = m.body.inListLine() && strings.TrimRight(content, blanks) != content
}

// sendBreaks takes the line breaks before or after a line as keys, if a script may have typed
// them. In a list they begin a new line instead.
func (m *model) sendBreaks(breaks string, take func(tea.Msg)) {
	if len(breaks) > maxScripted {
		return
	}
	for _, c := range breaks {
		k := tea.KeyPressMsg{Code: tea.KeyEnter}
		switch c {
		case '\n':
			if m.body.editingList() {
				m.breakBefore = true
				continue
			}
			k = tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl}
		case '\t':
			k = tea.KeyPressMsg{Code: tea.KeyTab}
		}
		take(m.asEnter(k))
	}
}

// asEnter is the key, but Enter for ctrl+j unless that is a line break here.
func (m *model) asEnter(k tea.KeyPressMsg) tea.KeyPressMsg {
	if k.String() == "ctrl+j" && !m.body.multiline() {
		return tea.KeyPressMsg{Code: tea.KeyEnter}
	}
	return k
}

// saveAfter is how long the screen keeps what is typed to itself.
const saveAfter = 300 * time.Millisecond

// saveMsg says that what is typed is to be saved now.
type saveMsg struct{}

// scheduleSave has a saveMsg sent, if something that was typed is not saved and none is on
// its way.
func (m *model) scheduleSave() tea.Cmd {
	if _, unsaved := m.body.unsaved(); !unsaved || m.saveTimer {
		return nil
	}
	m.saveTimer = true
	return tea.Tick(saveAfter, func(time.Time) tea.Msg { return saveMsg{} })
}

// rescue saves what was typed when the wizard ends from outside, what was held back included,
// up to the first key that would do more than answer.
func (m *model) rescue(held *burstFilter) {
	if m.body == nil {
		return // there was no terminal to type on
	}
	m.undoPreview()
	if m.overlay == nil {
		m.ending = true
		m.takeHeld(heldMsg{append(held.queue, held.endBurst(nil)), saveMsg{}})
	}
	m.save()
}

// save tells the process what was typed in a field that has not been left.
func (m *model) save() {
	if typed, unsaved := m.body.unsaved(); unsaved {
		m.tell(typed)
	}
}
