package tui

import (
	"slices"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// verdictDelay is how long after the last key the checks say something about what is being
// typed.
const verdictDelay = 600 * time.Millisecond

// body is the page on screen: what package page says of it, what is being typed, and what
// has the focus.
type body struct {
	*shared
	page   page.Page
	ui     page.UI
	fields []*field
	entry  editor // of the page's Entry
	focus  string // a field, a row or the entry, as named below; "" when nothing has it

	focusable  []string      // all that can have the focus, from the top of the page down
	entryBlock page.Entry    // of the page; without a Submit when it has none
	options    []page.Option // of the page's Choices

	confirming      string    // the key of an action that has to be asked for once more
	confirmingSince time.Time // when it was asked for

	confirmed    bool            // a second Enter takes a doubtful secret, or answers that fail
	confirmedFor checklist.Draft // the answers that confirmed is about

	keys           int       // counts the keys, to tell an outdated verdictMsg
	editedAt       time.Time // when the last of them came
	verdictPending bool      // that is less than verdictDelay ago

	entryCheck entryCheck

	judgedDraft   checklist.Draft // the draft, edit buffers included, of
	judgedResults []checklist.Result
}

// entryCheck is what was found out about a text of the entry.
type entryCheck struct {
	text        string
	looksSecret bool   // though no secret is asked for
	masked      string // with dots for whatever opens an account, such as a code; "" when there is nothing of the kind
}

// What has the focus is named by its kind.

const entryFocus = page.EntryFocus

func fieldFocus(f checklist.Field) string { return "field " + string(f) }
func rowFocus(id string) string           { return "row " + id }

func newBody(d *shared) *body {
	if d.copied[d.state.Page] == nil {
		d.copied[d.state.Page] = map[string]bool{}
	}
	b := &body{shared: d, ui: page.UI{Copied: d.copied[d.state.Page]}}
	b.refresh()
	b.focus = b.initialFocus()
	b.refresh()
	return b
}

// initialFocus is what has the focus when a page is entered: the question that the person
// came for, else what has to be done first.
func (b *body) initialFocus() string {
	if b.state.Asked != "" && b.field(b.state.Asked) != nil {
		return fieldFocus(b.state.Asked)
	}
	switch {
	case b.state.Page == flow.PageTest || b.state.Page == flow.PageSent || len(b.focusable) == 0:
		return ""
	case b.state.Page == flow.PageReview && !slices.ContainsFunc(b.results(), fails):
		return "" // nothing to fix: Enter leads to the next page
	case b.state.Page == flow.PageSecret:
		if b.entryBlock.Submit != nil && !b.state.SecretGiven {
			return entryFocus
		}
		return fieldFocus(checklist.FieldStored)
	}
	for _, on := range b.focusable { // the first question without an answer
		if f := b.fieldAt(on); f != nil && f.value() == "" && page.NeedNote(f.FieldInfo, b.state.Draft) != "optional" {
			return on
		}
	}
	return b.focusable[0]
}

func fails(r checklist.Result) bool { return r.Verdict == checklist.Fail }

func isProblem(r checklist.Result) bool { return fails(r) || r.Verdict == checklist.Warn }

// refresh asks package page again what the page says. What has vanished from the page loses
// the focus.
func (b *body) refresh() {
	s := b.state
	s.Draft = b.draft()
	b.ui.Focus = strings.TrimPrefix(b.focus, "row ")
	b.page = page.View(s, b.liveResults, b.ui, b.Now())
	b.focusable, b.entryBlock, b.options = nil, page.Entry{}, nil
	for _, block := range b.page.Blocks {
		switch block := block.(type) {
		case page.Field:
			b.focusable = append(b.focusable, fieldFocus(block.ID))
			if info, known := checklist.Info(block.ID); known && b.field(block.ID) == nil {
				b.fields = append(b.fields, newField(info, b.state.Draft.Get(block.ID)))
			}
		case page.Row:
			if block.ID != "" {
				b.focusable = append(b.focusable, rowFocus(block.ID))
			}
		case page.Choices:
			b.options = block.Options
			for _, o := range block.Options {
				b.focusable = append(b.focusable, rowFocus(o.Key))
			}
		case page.Entry:
			b.focusable, b.entryBlock = append(b.focusable, entryFocus), block
		}
	}
	if b.focus != "" && !slices.Contains(b.focusable, b.focus) {
		b.focus = ""
		if len(b.focusable) > 0 {
			b.focus = b.focusable[0]
		}
	}
	b.ui.Focus = strings.TrimPrefix(b.focus, "row ")
}

// field is the edit buffer for a question; nil when this page does not ask it.
func (b *body) field(f checklist.Field) *field {
	for _, field := range b.fields {
		if field.Field == f {
			return field
		}
	}
	return nil
}

// fieldAt is the field that a focus names; nil when it does not name a field.
func (b *body) fieldAt(focus string) *field {
	name, ok := strings.CutPrefix(focus, "field ")
	if !ok {
		return nil
	}
	return b.field(checklist.Field(name))
}

// focusedField is the field that has the focus; nil when none has it.
func (b *body) focusedField() *field { return b.fieldAt(b.focus) }

// focusedRow is the row that has the focus, if one has it. An option counts as a row.
func (b *body) focusedRow() (page.Row, bool) {
	for _, block := range b.page.Blocks {
		if r, is := block.(page.Row); is && r.ID != "" && rowFocus(r.ID) == b.focus {
			return r, true
		}
	}
	for _, o := range b.options {
		if rowFocus(o.Key) == b.focus {
			o.Action.Key, o.Action.Label = "enter", "It shows this"
			return page.Row{ID: o.Key, Action: o.Action}, true
		}
	}
	return page.Row{}, false
}

// afterRequest reports whether this is a page of the last stage. There, Enter notes an
// answer, and leads to the next page only when it is pressed once more.
func (b *body) afterRequest() bool { return flow.PageOf(b.state.Page).Stage == checklist.StageAfter }

// typing reports whether letters are text here, and not commands.
func (b *body) typing() bool { return b.focusedEditor() != nil }

// multiline reports whether line breaks belong to the text that is typed.
func (b *body) multiline() bool {
	return b.entryBlock.Multiline && b.focus == entryFocus || b.editingList()
}

// editingList reports whether a list has the focus.
func (b *body) editingList() bool {
	f := b.focusedField()
	return f != nil && f.Shape == checklist.ShapeLines
}

// inListLine reports whether a list has the focus, with text before the cursor in its line.
func (b *body) inListLine() bool { return b.editingList() && b.focusedField().input.midLine() }

// draft is the draft with every edit buffer put in: what the checks judge during typing.
func (b *body) draft() checklist.Draft {
	d := b.state.Draft
	for _, field := range b.fields {
		if field.edited() && !b.looksSecret(field) { // nothing of a secret may be drawn
			d = d.With(field.Field, field.value())
		}
	}
	return d
}

// liveResults is what the checks say about draft. Each draft is judged once, however often
// it is drawn, and none while the person is still typing: until then the results for the
// answers that the process knows stand.
func (b *body) liveResults() []checklist.Result {
	if b.verdictPending {
		return b.results()
	}
	d := b.draft()
	if d.Equal(b.state.Draft) {
		return b.results()
	}
	if b.judgedResults == nil || !b.judgedDraft.Equal(d) {
		b.judgedDraft, b.judgedResults = d, checklist.Judge(d, b.state.Evidence)
	}
	return b.judgedResults
}

// rejected reports whether the process did not take the answer of a field, because it looks
// like a secret. f may be nil.
func (b *body) rejected(f *field) bool {
	return f != nil && b.state.Doubted != "" && b.state.Doubted == f.Field
}

// looksSecret reports whether the text in a field looks like a secret. Every drawing asks,
// so the answer is kept.
func (b *body) looksSecret(f *field) bool {
	if f.isChoice() {
		return false
	}
	value, declared := f.value(), b.state.Draft.Declared(f.Field)
	c := &f.secretCheck
	if c.value != value || c.declared != declared || b.rejected(f) {
		c.value, c.declared = value, declared
		c.looksSecret = b.Session.Doubts(f.Field, value)
	}
	return c.looksSecret
}

// unsaved is the text of the focused field that the process does not know yet; ok is false
// when it knows all.
func (b *body) unsaved() (typed flow.Typed, ok bool) {
	f := b.focusedField()
	if f == nil || !f.edited() && b.state.Typing.Field != f.Field {
		return flow.Typed{}, false
	}
	typed = flow.Typed{Field: f.Field, Text: f.value()}
	told := b.state.Draft.Get(typed.Field)
	if b.state.Typing.Field == typed.Field {
		told = b.state.Typing.Text
	}
	return typed, told != typed.Text
}

// follow takes over what has changed in the state: fields that are not being edited show the
// new answers, and panels of a wait that is over are closed.
func (b *body) follow() {
	switch b.ui.Open {
	case page.Menu, page.Address, page.PageText:
		if b.state.Test.Wait == nil {
			b.ui.Open = page.Closed
		}
	}
	for _, field := range b.fields {
		if value := b.state.Draft.Get(field.Field); !field.edited() && field.value() != value {
			field.set(value)
		}
	}
	b.refresh()
}

// move puts the focus on the next (+1) or the previous (-1) block that can have it, and
// reports whether there is one. A rejected answer keeps the focus.
func (b *body) move(by int) bool {
	next := slices.Index(b.focusable, b.focus) + by
	leaves := next == len(b.focusable) && b.afterRequest() && b.typing() // the text, so that letters are commands
	if next < 0 || next >= len(b.focusable) && !leaves {
		return false
	}
	if b.commit(); b.rejected(b.focusedField()) {
		return true
	}
	if leaves {
		b.focus = ""
	} else {
		b.focus, b.confirmed = b.focusable[next], false
	}
	b.refresh()
	return true
}

// openBelow reports whether a field below the focused one has no answer and was not visited
// yet.
func (b *body) openBelow() bool {
	all := b.focusable
	for _, on := range all[slices.Index(all, b.focus)+1:] {
		if f := b.fieldAt(on); f != nil && f.value() == "" && !f.visited {
			return true
		}
	}
	return false
}

// findings are the results to be shown under a field: what fails or warns about it, also
// where only a test or what Zendesk has saved shows it.
func (b *body) findings(f *field, results []checklist.Result) []checklist.Result {
	var found []checklist.Result
	for _, r := range results {
		if r.Field == f.Field && isProblem(r) {
			found = append(found, r)
		}
	}
	return found
}
