package tui

import (
	"slices"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// settled is how long after the last key a verdict about what is being typed comes.
const settled = 600 * time.Millisecond

// body is the page on screen: what package page says of it, with what is typed, and what
// has the focus.
type body struct {
	*shared
	page   page.Page
	look   page.UI
	fields []*field
	entry  editor // of the page's Entry
	on     string // what has the focus: a row, a field, or the entry; "" for nothing
	asked  string // the key that was pressed once, of an action that wants to be asked twice
	sure   bool   // a doubtful secret, or an answer that fails, was confirmed with a second Enter
	about  checklist.Draft
	keys   int  // counts keys, so that an old verdictMsg is told from the newest
	fresh  bool // the last key is younger than settled

	entryIs struct { // what was found out about the entry's
		text   string
		doubt  bool
		masked string
	}

	judgedFor checklist.Draft // what typed is about
	typed     []checklist.Result
}

// The focus of a block is named by its kind.
const onEntry = page.EntryFocus

func onField(f checklist.Field) string { return "field " + string(f) }
func onRow(id string) string           { return "row " + id }

func newBody(d *shared) *body {
	b := &body{shared: d, look: page.UI{Copied: map[string]bool{}}}
	b.refresh()
	b.on = b.start()
	b.refresh()
	return b
}

// start is what has the focus first: the question for whose sake the page was entered;
// else what is to be done first.
func (b *body) start() string {
	if b.state.Asked != "" && b.field(b.state.Asked) != nil {
		return onField(b.state.Asked)
	}
	all := b.targets()
	switch {
	case b.state.Page == flow.PageTest || b.state.Page == flow.PageSent || len(all) == 0:
		return ""
	case b.state.Page == flow.PageReview && !b.amiss():
		return "" // nothing to fix: Enter goes on
	case b.state.Page == flow.PageSecret:
		if _, needed := b.theEntry(); needed && !b.state.SecretGiven {
			return onEntry
		}
		return onField(checklist.FieldStored)
	}
	for _, on := range all { // the first question without an answer
		if f := b.focusedAt(on); f != nil && f.value() == "" && f.Need != checklist.NeedOptional {
			return on
		}
	}
	return all[0]
}

// amiss reports whether something is to be fixed or looked at.
func (b *body) amiss() bool {
	for _, r := range b.results() {
		if r.Verdict == checklist.Fail || r.Verdict == checklist.Warn {
			return true
		}
	}
	return false
}

// refresh asks anew what the page says.
func (b *body) refresh() {
	s := b.state
	s.Draft = b.draft()
	b.look.Focus = strings.TrimPrefix(b.on, "row ")
	b.page = page.View(s, b.judgements, b.look, b.Now())
	for _, block := range b.page.Blocks {
		if f, is := block.(page.Field); is && b.field(f.ID) == nil {
			if info, known := checklist.Info(f.ID); known {
				b.fields = append(b.fields, newField(info, b.state.Draft.Get(f.ID)))
			}
		}
	}
	if all := b.targets(); b.on != "" && !slices.Contains(all, b.on) {
		b.on = ""
		if len(all) > 0 {
			b.on = all[0]
		}
	}
	b.look.Focus = strings.TrimPrefix(b.on, "row ")
}

// targets are what can have the focus, from the top down.
func (b *body) targets() []string {
	var all []string
	for _, block := range b.page.Blocks {
		switch block := block.(type) {
		case page.Field:
			all = append(all, onField(block.ID))
		case page.Row:
			if block.ID != "" {
				all = append(all, onRow(block.ID))
			}
		case page.Entry:
			all = append(all, onEntry)
		}
	}
	return all
}

func (b *body) field(f checklist.Field) *field {
	for _, field := range b.fields {
		if field.Field == f {
			return field
		}
	}
	return nil
}

func (b *body) focusedAt(on string) *field {
	name, is := strings.CutPrefix(on, "field ")
	if !is {
		return nil
	}
	return b.field(checklist.Field(name))
}

// focused is the field that has the focus; nil for none.
func (b *body) focused() *field { return b.focusedAt(b.on) }

func (b *body) theEntry() (page.Entry, bool) {
	for _, block := range b.page.Blocks {
		if e, is := block.(page.Entry); is {
			return e, true
		}
	}
	return page.Entry{}, false
}

func (b *body) theRow() (page.Row, bool) {
	for _, block := range b.page.Blocks {
		if r, is := block.(page.Row); is && r.ID != "" && onRow(r.ID) == b.on {
			return r, true
		}
	}
	return page.Row{}, false
}

// after reports whether this is a page of what comes after the request: Enter notes an
// answer there, and goes on only when it is pressed once more.
func (b *body) after() bool { return flow.PageOf(b.state.Page).Stage == checklist.StageAfter }

// typing reports whether letters are text.
func (b *body) typing() bool {
	f := b.focused()
	return b.on == onEntry || f != nil && !f.choosing()
}

// lines reports whether a line break is a part of what is typed.
func (b *body) lines() bool {
	if e, is := b.theEntry(); is && b.on == onEntry {
		return e.Multiline
	}
	return b.listing()
}

// listing reports whether a list is typed.
func (b *body) listing() bool {
	f := b.focused()
	return f != nil && f.Shape == checklist.ShapeLines
}

// inList reports whether a list is typed, and its line is begun.
func (b *body) inList() bool { return b.listing() && b.focused().input.inLine() }

// hidden reports whether a secret is typed.
func (b *body) hidden() bool {
	e, is := b.theEntry()
	return is && e.Hidden && b.on == onEntry
}

// draft is the draft with every edit buffer in it: what the checks judge while typing.
func (b *body) draft() checklist.Draft {
	d := b.state.Draft
	for _, field := range b.fields {
		if field.edited() && !b.doubted(field) { // nothing of a secret is to be drawn
			d = d.With(field.Field, field.value())
		}
	}
	return d
}

// judgements is what the checks say to the draft with the edit buffers in it. A
// draft is judged once, however often it is drawn, and not with each key: as long as a
// person types, what was said of the answers as they were told stands.
func (b *body) judgements() []checklist.Result {
	if b.fresh {
		return b.results()
	}
	d := b.draft()
	if d.Equal(b.state.Draft) {
		return b.results()
	}
	if b.typed == nil || !b.judgedFor.Equal(d) {
		b.judgedFor, b.typed = d, checklist.Judge(d, b.state.Evidence)
	}
	return b.typed
}

// held reports whether the answer of a field was not taken, because it looks like a
// secret.
func (b *body) held(f *field) bool {
	return f != nil && b.state.Doubted != "" && b.state.Doubted == f.Field
}

// doubted reports whether what stands in a field looks like a secret. It is asked
// with each drawing, so the answer is kept.
func (b *body) doubted(f *field) bool {
	if value := f.value(); f.choosing() {
		return false
	} else if !f.asked || f.about != value || f.as != b.state.Draft.Declared(f.Field) || b.held(f) {
		f.asked, f.about, f.as = true, value, b.state.Draft.Declared(f.Field)
		f.doubt = b.Session.Doubts(f.Field, value)
	}
	return f.doubt
}

// unsaved is what stands in the focused field, edited or come back to, and not told yet.
func (b *body) unsaved() (typed flow.Typed, ok bool) {
	f := b.focused()
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

// sync takes over what changed elsewhere in fields that are not being edited.
func (b *body) sync() {
	if b.state.Test.Wait == nil && b.look.Open != page.Traffic && b.look.Open != page.Ticket && b.look.Open != page.Program {
		b.look.Open = page.Closed
	}
	for _, field := range b.fields {
		if value := b.state.Draft.Get(field.Field); !field.edited() && field.value() != value {
			field.set(value)
		}
	}
	b.refresh()
}

// move puts the focus on the next (+1) or previous (-1) block; false: there is none.
func (b *body) move(by int) bool {
	all := b.targets()
	at := slices.Index(all, b.on)
	next := at + by
	if at < 0 && by > 0 {
		next = 0
	}
	if next == len(all) && b.after() && b.typing() { // to the keys of the page
		if b.commit(); !b.held(b.focused()) {
			b.on = ""
			b.refresh()
		}
		return true
	}
	if next < 0 || next >= len(all) {
		return false
	}
	if b.commit(); b.held(b.focused()) {
		return true
	}
	b.on, b.sure = all[next], false
	b.refresh()
	return true
}

// open reports whether a field after the focused one has no answer, and was not left yet.
func (b *body) open() bool {
	all := b.targets()
	for _, on := range all[slices.Index(all, b.on)+1:] {
		if f := b.focusedAt(on); f != nil && f.value() == "" && !f.visited {
			return true
		}
	}
	return false
}

// findings picks what is to be said under a field: what fails or warns and belongs there.
func (b *body) findings(f *field, results []checklist.Result) []checklist.Result {
	stage := flow.PageOf(b.state.Page).Stage
	var found []checklist.Result
	for _, r := range results {
		if r.Field == f.Field && r.Stage == stage && (r.Verdict == checklist.Fail || r.Verdict == checklist.Warn) {
			found = append(found, r)
		}
	}
	return found
}
