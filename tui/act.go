package tui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// commit tells the process what is being edited. It is called before the focus moves on or
// the page is left.
func (b *body) commit() {
	if b.focus == entryFocus {
		b.commitEntry(false)
		return
	}
	f := b.focusedField()
	if f == nil {
		return
	}
	f.visited = true
	if f.edited() {
		b.tell(flow.Answered{Field: f.Field, Typed: f.value()})
		f.input.edited = b.rejected(f) // then the person still has to do something about it
	}
}

// commitEntry submits the text of the entry, and reports whether it did. A doubtful secret
// has to be confirmed first. Only a secret is also submitted when its entry is left without
// Enter.
func (b *body) commitEntry(enter bool) bool {
	e := b.entryBlock
	if e.Submit == nil || b.entry.text == "" || !enter && !e.Hidden {
		return false
	}
	if e.Hidden && b.doubtfulSecret() {
		return false
	}
	event := e.Submit(b.entry.text)
	if event == nil {
		return false
	}
	b.entry.set("")
	b.ui.Open, b.confirmed = page.Closed, false
	b.tell(event)
	return true
}

// doubtfulSecret reports whether the secret that was typed has to be confirmed first.
func (b *body) doubtfulSecret() bool {
	_, grave, _ := page.SecretRemarks(b.state, b.entry.text)
	return grave && !b.confirmed
}

// enter does what Enter does where the focus is.
func (b *body) enter() tea.Cmd {
	switch f := b.focusedField(); {
	case f != nil:
		b.enterField(f)
	case b.focus == entryFocus:
		b.enterEntry()
	default:
		return b.act(b.enterAction())
	}
	return nil
}

// enterAction is the action of Enter where neither a field nor the entry has the focus: that
// of the row, or of the page.
func (b *body) enterAction() page.Action {
	if row, ok := b.focusedRow(); ok && row.Action.Key != "" {
		return row.Action
	}
	return b.page.Enter()
}

// enterField takes the answer and moves on: to the next question without an answer, else to
// the next page.
func (b *body) enterField(f *field) {
	news := false
	if f.isChoice() {
		before := f.value()
		f.acceptOption()
		b.verdictPending = false
		b.refresh() // an answer may bring further questions
		news = f.value() != before && len(b.findings(f, b.liveResults())) > 0
	}
	switch {
	case f.unchosen():
		b.toast = "Choose with ↑↓ and enter."
	case f.required() && strings.TrimSpace(f.value()) == "":
		if b.commit(); !b.rejected(f) {
			is := " is"
			if plural := strings.HasSuffix(f.Title, "s"); plural {
				is = " are"
			}
			b.toast = f.Title + is + " needed to go on. Press tab to leave it for later."
		}
	case b.openBelow():
		b.move(+1)
	case news: // what it says is to be read before the page goes
	case b.afterRequest(): // there, the next page is not always possible
		if b.commit(); b.rejected(f) {
			return
		}
		for _, f := range b.fields {
			if _, err := time.Parse(time.DateOnly, strings.TrimSpace(f.value())); f.Shape == checklist.ShapeDate && f.value() != "" && err != nil {
				b.focus = fieldFocus(f.Field) // it says so there
				return
			}
		}
		if b.focus = ""; slices.ContainsFunc(b.fields, func(f *field) bool { return b.state.Draft.Has(f.Field) }) {
			b.toast = "Noted."
		}
	default:
		b.nextPage("enter")
	}
}

// enterEntry submits the text of the entry, or says why it cannot.
func (b *body) enterEntry() {
	hidden, empty := b.entryBlock.Hidden, b.entry.text == ""
	looksSecret := !hidden && b.checkedEntry().looksSecret
	switch {
	case empty && !hidden:
	case empty && !b.state.SecretGiven:
		b.tell(flow.Continued{}) // says what is missing
	case empty:
		if b.state.Practice {
			b.tell(flow.SecretTyped{}) // the vault's, also after a mistyped one
		}
		b.move(+1)
	case hidden && b.doubtfulSecret():
		b.confirmed, b.verdictPending = true, false // it says so under the field; a second Enter takes it as it is
	case b.commitEntry(true):
		if hidden {
			b.move(+1)
		}
	case looksSecret:
		b.entry.set("")
		b.toast = "This looked like a client secret, so it was taken out."
	case !hidden:
		b.toast = checklist.Capital(page.NotAccepted) + "."
	}
}

// nextPage asks for the next page, since key was pressed. When an answer cannot be used at
// all, the focus goes to its field.
func (b *body) nextPage(key string) {
	if b.commit(); b.rejected(b.focusedField()) {
		return
	}
	for _, f := range b.fields {
		f.visited = true
	}
	if b.anyFails() && !(b.confirmed && b.confirmedFor.Equal(b.state.Draft)) {
		b.confirmed, b.confirmedFor = true, b.state.Draft
		b.toast = "Zendesk would refuse what is marked ✗. Fix it, or press " + key + " again."
		return
	}
	if bad, err := flow.Blocked(b.state.Page, b.state.Draft); err != nil && b.field(bad) != nil {
		b.focus = fieldFocus(bad)
		if len(b.findings(b.field(bad), b.results())) > 0 { // it says why
			b.toast = "Fix what is marked ✗ to go on."
			return
		}
	}
	b.tell(flow.Continued{})
}

// anyFails reports whether Zendesk would refuse an answer of this page, though it can be used, for
// a test for example.
func (b *body) anyFails() bool {
	if _, err := flow.Blocked(b.state.Page, b.state.Draft); err != nil {
		return false // the page cannot be left anyway
	}
	return slices.ContainsFunc(b.fields, func(f *field) bool { return slices.ContainsFunc(b.findings(f, b.results()), fails) })
}

// askAgain waits until a key is pressed once more, for a while, and says what it does then.
func (b *body) askAgain(key, does string) tea.Cmd {
	b.confirming, b.toast, b.confirmingSince = key, does, b.Now()
	since := b.confirmingSince
	return tea.Tick(confirmFor, func(time.Time) tea.Msg { return lapseMsg{since} })
}

// act carries out an action of the page.
func (b *body) act(a page.Action) tea.Cmd {
	if a.Confirm != "" && b.confirming != a.Key {
		return b.askAgain(a.Key, a.Confirm)
	}
	b.confirming = ""
	if a.Change != nil {
		if b.ui = a.Change(b.ui); b.ui.Focus == entryFocus {
			b.focus = entryFocus
		}
		b.refresh()
		if all := b.focusable; b.ui.Open != page.Closed && b.focus == "" && len(all) > 0 {
			b.focus = all[len(all)-1] // the last row of what was opened, such as the newest request
			if b.ui.Open == page.Menu {
				b.focus = all[0]
			}
		}
		if b.entryBlock.Submit != nil && b.ui.Open != page.Closed {
			b.entry.set("")
			b.focus = entryFocus
		}
		b.refresh()
	}
	var cmd tea.Cmd
	if a.Copy != "" {
		otherwise := ""
		for _, other := range b.page.Actions {
			if strings.Contains(other.Print, a.Copy) {
				otherwise = " Nothing there? " + other.Key + " prints it."
			}
		}
		cmd = b.copy(a.CopyName, a.Copy, otherwise)
	}
	if a.Next {
		if row, ok := b.focusedRow(); ok && a.Copy != "" {
			b.ui.Copied[row.ID] = true
		}
		b.move(+1)
	}
	if a.Print != "" {
		return printOut(a.Print)
	}
	if a.Event != nil {
		if _, on := a.Event.(flow.Continued); on {
			b.commit()
		}
		b.tell(a.Event)
		if _, is := a.Event.(flow.OpenAsked); is {
			b.toast = strings.TrimSpace("Your browser is asked to open it. " + b.toast)
		}
	}
	return cmd
}

// closePanel closes what is open on the page, and reports whether anything was.
func (b *body) closePanel() bool {
	if b.ui.Open == page.Closed {
		return false
	}
	b.ui.Open = page.Closed
	b.entry.set("")
	return true
}

const noText = "That looks like a paste: there is no text field here."

// paste takes pasted text, wherever the focus is. In a list, newLine says that the text
// begins a new line.
func (b *body) paste(text string, newLine bool) {
	b.noteEdit()
	switch event := b.page.PasteEvent(text); {
	case b.entryBlock.Hidden:
		b.focus = entryFocus
		b.entry.cursor = len(b.entry.text)
		b.insert(text, newLine)
	case event != nil && b.focus != entryFocus:
		b.commit()
		b.tell(event)
	case b.typing():
		b.insert(text, newLine)
	default:
		b.toast = noText
	}
}

// insert puts text where the cursor is. newLine is as in paste.
func (b *body) insert(text string, newLine bool) {
	if f := b.focusedField(); f != nil {
		b.skipSecret(f)
		b.toast = f.insert(text, newLine)
	} else {
		b.entry.insert(text)
	}
}

// noteEdit notes that a key or a paste has changed a text.
func (b *body) noteEdit() {
	b.keys++
	b.editedAt = b.Now()
	b.verdictPending, b.confirmed = true, false
}

// verdictIn is how long it is until the verdict comes on what is being typed.
func (b *body) verdictIn() time.Duration { return verdictDelay - b.Now().Sub(b.editedAt) }

// edit takes a key that no binding is for. A text that has the focus gets it first; a key
// that the text has no use for may move the focus.
func (b *body) edit(k tea.KeyPressMsg) {
	used := false
	switch f := b.focusedField(); {
	case b.focus == entryFocus:
		used = b.entry.key(k)
	case f != nil && b.looksSecret(f) && deletes(k):
		b.deleteSecret(f)
		used = true
	case f != nil:
		if k.Text != "" {
			b.skipSecret(f)
		}
		used = f.edit(k)
		if !used && f.isChoice() && k.Text != "" {
			b.toast = "Choose with ↑↓ and enter."
		}
	}
	if used {
		b.noteEdit()
		return
	}
	switch k.String() {
	case "down", "j":
		b.move(+1)
	case "up", "k":
		b.move(-1)
	case "home", "end":
		if all := b.focusable; len(all) > 0 && !b.typing() {
			if b.focus = all[0]; k.String() == "end" {
				b.focus = all[len(all)-1]
			}
		}
	}
}

// deleteSecret removes what looks like a secret from a field, all of it: what was left would
// not look like a secret any more, and would be shown and saved.
func (b *body) deleteSecret(f *field) {
	f.input.cutWords(func(word string) bool { return b.Session.Doubts(f.Field, word) })
}

// skipSecret moves the cursor out of what looks like a secret, so that what is inserted next
// does not divide it, for the same reason.
func (b *body) skipSecret(f *field) {
	if b.looksSecret(f) {
		f.input.skipWord()
	}
}

// moveChoice moves the cursor among the options of the focused field; past their ends the
// focus moves on.
func (b *body) moveChoice(by int) {
	if f := b.focusedField(); !f.moveChoice(by) {
		b.move(by)
	}
}
