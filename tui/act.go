package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// commit tells what is being edited, before the focus or the page is left.
func (b *body) commit() {
	if b.on == onEntry {
		b.commitEntry(false)
		return
	}
	f := b.focused()
	if f == nil {
		return
	}
	f.visited = true
	if f.edited() {
		b.tell(flow.Answered{Field: f.Field, Typed: f.value()})
		if !b.held(f) { // else it is still to be seen to
			f.settle()
		}
	}
}

// commitEntry hands over what stands in the entry; a doubtful secret only when it is sure.
// Nothing but a secret is handed over by leaving it.
func (b *body) commitEntry(enter bool) bool {
	e, is := b.theEntry()
	if !is || b.entry.text == "" || !enter && !e.Hidden {
		return false
	}
	if e.Hidden {
		if _, grave, err := page.SecretRemarks(b.state, b.entry.text); err != nil || grave && !b.sure {
			return false
		}
	}
	event := e.Submit(b.entry.text)
	if event == nil {
		return false
	}
	b.entry.set("")
	b.look.Open, b.sure = page.Closed, false
	b.tell(event)
	return true
}

// enter does what Enter does where the focus is.
func (b *body) enter() tea.Cmd {
	if f := b.focused(); f != nil {
		return b.enterField(f)
	}
	if b.on == onEntry {
		return b.enterEntry()
	}
	if row, is := b.theRow(); is && row.Action.Key != "" {
		return b.act(row.Action)
	}
	if len(b.page.Actions) > 0 && b.page.Actions[0].Key == "enter" {
		return b.act(b.page.Actions[0])
	}
	return nil
}

func (b *body) enterField(f *field) tea.Cmd {
	if f.choosing() {
		f.pick()
		b.refresh() // an answer may bring further questions
	}
	if f.choosing() && f.at < 0 && f.Need != checklist.NeedOptional && f.Need != checklist.NeedLikely {
		b.said = "Choose with ↑↓ and enter."
		return nil
	}
	if f.wanted() && strings.TrimSpace(f.value()) == "" {
		if b.commit(); !b.held(f) {
			b.said = f.Title + " is needed to go on. tab goes to the next one without."
		}
		return nil
	}
	if b.open() {
		b.move(+1)
		return nil
	}
	if b.after() { // where going on is no matter of course
		if b.commit(); b.held(f) {
			return nil
		}
		if b.on = ""; slices.ContainsFunc(b.fields, func(f *field) bool { return b.state.Draft.Has(f.Field) }) {
			b.said = "Noted."
		}
		return nil
	}
	return b.proceed()
}

func (b *body) enterEntry() tea.Cmd {
	e, _ := b.theEntry()
	if !e.Hidden {
		switch secret := b.entryDoubted(); {
		case b.entry.text == "" || b.commitEntry(true):
		case secret:
			b.entry.set("")
			b.said = "This looked like a client secret, so it was taken out."
		default:
			b.said = "This is not what is asked for: type it in full, or go back and fix what fails."
		}
		return nil
	}
	if b.entry.text == "" {
		if !b.state.SecretGiven {
			b.tell(flow.Continued{}) // says what is missing
			return nil
		}
		b.move(+1)
		return nil
	}
	if _, grave, err := page.SecretRemarks(b.state, b.entry.text); err == nil && grave && !b.sure {
		b.sure = true // said under the field; a second Enter takes it as it is
		return nil
	}
	if b.commitEntry(true) {
		b.move(+1)
	}
	return nil
}

// proceed asks for the next page; where a value stands in the way the focus goes to it.
func (b *body) proceed() tea.Cmd {
	if b.commit(); b.held(b.focused()) {
		return nil
	}
	for _, f := range b.fields {
		f.visited = true
	}
	at := b.state.Page
	if n := b.failing(); n > 0 && !(b.sure && b.about.Equal(b.state.Draft)) {
		b.sure, b.about = true, b.state.Draft
		b.said = "Zendesk would refuse what is marked ✗. Fix it, or press enter again."
		return nil
	}
	b.tell(flow.Continued{})
	if b.state.Page != at {
		return nil
	}
	if bad, err := flow.Blocked(at, b.state.Draft); err != nil && b.field(bad) != nil {
		b.on = onField(bad)
	}
	return nil
}

// failing counts what fails on this page but can be used, for a test say.
func (b *body) failing() int {
	if _, err := flow.Blocked(b.state.Page, b.state.Draft); err != nil {
		return 0 // it does not go on anyway
	}
	n := 0
	for _, f := range b.fields {
		for _, r := range b.findings(f, b.results()) {
			if r.Verdict == checklist.Fail {
				n++
			}
		}
	}
	return n
}

// act does an action of the page.
func (b *body) act(a page.Action) tea.Cmd {
	if a.Confirm != "" && b.asked != a.Key {
		b.asked, b.said = a.Key, a.Confirm
		return nil
	}
	b.asked = ""
	if a.Change != nil {
		if b.look = a.Change(b.look); b.look.Focus == onEntry {
			b.on = onEntry
		}
		b.refresh()
		if all := b.targets(); b.look.Open != page.Closed && b.on == "" && len(all) > 0 {
			b.on = all[len(all)-1] // of what was opened: the newest request
		}
		if _, is := b.theEntry(); is && b.look.Open != page.Closed {
			b.entry.set("")
			b.on = onEntry
		}
		b.refresh()
	}
	var cmd tea.Cmd
	if a.Copy != "" || a.Next {
		if row, is := b.theRow(); is && a.Next && a.Copy != "" {
			b.look.Copied[row.ID] = true
		}
		if a.Copy != "" {
			cmd = b.copy(a.CopyName, a.Copy)
			for _, other := range b.page.Actions {
				if strings.Contains(other.Print, a.Copy) {
					b.said += " Nothing there? " + other.Key + " prints it."
				}
			}
		}
		if a.Next {
			b.move(+1)
		}
	}
	if a.Print != "" {
		return printOut(a.Print)
	}
	if a.Event != nil {
		at := b.state.Page
		if _, on := a.Event.(flow.Continued); on {
			b.commit()
		}
		b.tell(a.Event)
		if b.state.Page == at {
			b.refresh()
		}
	}
	return cmd
}

// escape closes what is open on the page; false: nothing is.
func (b *body) escape() bool {
	open := b.look.Open != page.Closed
	b.look.Open = page.Closed
	if open {
		b.entry.set("")
		b.refresh()
	}
	return open
}

const noText = "That looks like a paste: there is no text field here."

// paste takes pasted text wherever the focus is; broken: a list goes on in a new line.
func (b *body) paste(text string, broken bool) {
	b.touched()
	e, has := b.theEntry()
	trimmed := strings.TrimSpace(text)
	switch {
	case b.state.Page == flow.PageCleanUp && flow.LooksLikeRecord(trimmed):
		b.commit()
		b.tell(flow.RecordPasted{Text: trimmed})
	case has && e.Hidden:
		b.on = onEntry
		b.entry.at = len(b.entry.text)
		b.entry.insert(text)
	case b.on == onEntry:
		b.entry.insert(text)
	case b.state.Test.Wait != nil && b.state.Page == flow.PageTest:
		b.tell(flow.Pasted{Text: text})
	case b.typing():
		b.spareSecret(b.focused())
		b.said = b.focused().insert(text, broken)
	default:
		b.said = noText
	}
	b.refresh()
}

// touched notes a key or a paste in a field.
func (b *body) touched() {
	b.keys++
	b.fresh, b.sure = true, false
}

// edit is a key that is text, or moves in it; what it has no use for moves the focus.
func (b *body) edit(k tea.KeyPressMsg) {
	used := false
	switch f := b.focused(); {
	case b.on == onEntry:
		used = b.entry.key(k)
	case f != nil && b.doubted(f) && deletes(k):
		b.cutSecret(f)
		used = true
	case f != nil:
		if k.Text != "" {
			b.spareSecret(f)
		}
		used = f.edit(k)
		if !used && f.choosing() && k.Text != "" {
			b.said = "Choose with ↑↓ and enter."
		}
	}
	if used {
		b.touched()
		return
	}
	switch k.String() {
	case "down", "j":
		b.move(+1)
	case "up", "k":
		b.move(-1)
	case "home":
		b.jump(0)
	case "end":
		b.jump(len(b.targets()) - 1)
	}
}

// cutSecret takes what looks like a secret out of a field as a whole: a part of it would
// look like none, and be shown and saved.
func (b *body) cutSecret(f *field) {
	f.input.cutWords(func(word string) bool { return b.Session.Doubts(f.Field, word) })
}

// spareSecret has what is inserted next part no secret, for the same reason.
func (b *body) spareSecret(f *field) {
	if b.doubted(f) {
		f.input.leaveWord()
	}
}

func (b *body) jump(i int) {
	if all := b.targets(); i >= 0 && i < len(all) && !b.typing() {
		b.on = all[i]
	}
}

// pick moves the choice of the focused field; past its ends the focus moves on.
func (b *body) pick(by int) {
	if f := b.focused(); !f.moveChoice(by) {
		b.move(by)
	}
}
