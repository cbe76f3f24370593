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

// settled is how long after the last key a verdict about what is being typed comes.
const settled = 600 * time.Millisecond

// body is the page on screen: what package page says of it, with what is typed, and what
// has the focus.
type body struct {
	*desk
	page   page.Page
	look   page.Look
	fields []*field
	entry  editor // of the page's Entry
	on     string // what has the focus: a row, a field, or the entry; "" for nothing
	asked  string // the key that was pressed once, of an action that wants to be asked twice
	sure   bool   // a doubtful secret, or an answer that fails, was confirmed with a second Enter
	about  checklist.Draft
	keys   int  // counts keys, so that an old verdictMsg is told from the newest
	fresh  bool // the last key is younger than settled

	judgedFor checklist.Draft // what typed is about
	typed     []checklist.Result
}

// The focus of a block is named by its kind.
const onEntry = page.OnEntry

func onField(f checklist.Field) string { return "field " + string(f) }
func onRow(id string) string           { return "row " + id }

func newBody(d *desk) *body {
	b := &body{desk: d, look: page.Look{Copied: map[string]bool{}}}
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
		return onField(checklist.Stored)
	}
	for _, on := range all { // the first question without an answer
		if f := b.focusedAt(on); f != nil && f.value() == "" && b.state.Page != flow.PageSent && f.Need != checklist.Optional {
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
	b.look.On = strings.TrimPrefix(b.on, "row ")
	b.page = page.View(s, b.judgements(), b.look, b.Now())
	for _, block := range b.page.Blocks {
		if f, is := block.(page.Field); is && b.field(f.Of) == nil {
			if info, known := checklist.Info(f.Of); known {
				b.fields = append(b.fields, newField(info, b.state.Draft.Get(f.Of)))
			}
		}
	}
	if all := b.targets(); b.on != "" && !slices.Contains(all, b.on) {
		b.on = ""
		if len(all) > 0 {
			b.on = all[0]
		}
	}
	b.look.On = strings.TrimPrefix(b.on, "row ")
}

// targets are what can have the focus, from the top down.
func (b *body) targets() []string {
	var all []string
	for _, block := range b.page.Blocks {
		switch block := block.(type) {
		case page.Field:
			all = append(all, onField(block.Of))
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

// typing reports whether letters are text.
func (b *body) typing() bool {
	f := b.focused()
	return b.on == onEntry || f != nil && !f.choosing()
}

// lines reports whether a line break is a part of what is typed.
func (b *body) lines() bool {
	if e, is := b.theEntry(); is && b.on == onEntry {
		return e.Lines
	}
	f := b.focused()
	return f != nil && f.Shape == checklist.Lines
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
		if _, grave, err := page.Doubts(b.state, b.entry.text); err != nil || grave && !b.sure {
			return false
		}
	}
	event := e.Takes(b.entry.text)
	if event == nil {
		return false
	}
	b.entry.set("")
	b.look.Open, b.sure = page.Closed, false
	b.tell(event)
	return true
}

// unsaved is what stands in the focused field, edited and not told yet.
func (b *body) unsaved() (typed flow.Typed, ok bool) {
	f := b.focused()
	if f == nil || !f.edited() {
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
	if b.state.Test.Wait == nil {
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

// enter does what Enter does where the focus is.
func (b *body) enter() tea.Cmd {
	if f := b.focused(); f != nil {
		return b.enterField(f)
	}
	if b.on == onEntry {
		return b.enterEntry()
	}
	if row, is := b.theRow(); is && row.Does.Key != "" {
		return b.act(row.Does)
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
	if f.choosing() && f.at < 0 && f.Need != checklist.Optional && f.Need != checklist.Likely {
		b.said = "Choose with ↑↓ and enter."
		return nil
	}
	if f.Need == checklist.Required && strings.TrimSpace(f.value()) == "" {
		if b.commit(); !b.held(f) {
			b.said = f.Title + " is needed to go on. tab goes to the next one without."
		}
		return nil
	}
	if b.open() {
		b.move(+1)
		return nil
	}
	if b.state.Page == flow.PageSent { // finishing is a key of its own
		if b.commit(); !b.held(f) {
			b.on, b.said = "", "Noted."
		}
		return nil
	}
	return b.proceed()
}

func (b *body) enterEntry() tea.Cmd {
	e, _ := b.theEntry()
	if !e.Hidden {
		if b.entry.text != "" && !b.commitEntry(true) {
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
	if _, grave, err := page.Doubts(b.state, b.entry.text); err == nil && grave && !b.sure {
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

// act does an action of the page.
func (b *body) act(a page.Action) tea.Cmd {
	if a.Again != "" && b.asked != a.Key {
		b.asked, b.said = a.Key, a.Again
		return nil
	}
	b.asked = ""
	if a.Change != nil {
		if b.look = a.Change(b.look); b.look.On == onEntry {
			b.on = onEntry
		}
		if b.look.Open != page.Closed {
			b.entry.set("")
			b.on = onEntry
		}
		b.refresh()
	}
	var cmd tea.Cmd
	if a.Copy != "" || a.Next {
		if row, is := b.theRow(); is && a.Next {
			b.look.Copied[row.ID] = true
		}
		if a.Copy != "" {
			cmd = b.copy(a.What, a.Copy)
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

// paste takes pasted text wherever the focus is.
func (b *body) paste(text string) {
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
	case b.focused() != nil:
		b.said = b.focused().insert(text)
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
	case f != nil:
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

func (b *body) jump(i int) {
	if all := b.targets(); i >= 0 && i < len(all) && !b.typing() {
		b.on = all[i]
	}
}

// bindings are the keys of the moment.
func (b *body) bindings() []binding {
	all := []binding{b.enterBinding()}
	typing, f := b.typing(), b.focused()
	some := func(a page.Action, always bool) {
		bound := bind(a.Does, func() tea.Cmd { return b.act(a) }, a.Key)
		if bound.must = a.Must || always; !(typing && len(a.Key) == 1) {
			all = append(all, bound)
		}
	}
	for _, block := range b.page.Blocks {
		c, is := block.(page.Choices)
		if !is {
			continue
		}
		for _, o := range c.Options {
			all = append(all, bind("", func() tea.Cmd { return b.act(o.Does) }, o.Key))
		}
		all[0] = bind("what it shows", func() tea.Cmd { return nil }, "1-"+c.Options[len(c.Options)-1].Key)
	}
	if f != nil && b.doubted(f) {
		all = append(all, bind("it is no secret", func() tea.Cmd {
			b.tell(flow.Vouched{Field: f.Field, Typed: f.value()})
			f.settle()
			return nil
		}, "ctrl+y").always())
	}
	if to := b.suggested(); to != "" {
		does := "take " + flat(to)
		if f.Shape == checklist.Lines {
			does = "take what is meant"
		}
		all = append(all, bind(does, func() tea.Cmd {
			f.input.replace(0, len(f.input.text), to)
			b.fresh = false
			return nil
		}, "ctrl+t").always())
	}
	if len(b.page.Actions) > 0 {
		for _, a := range b.page.Actions {
			if a.Key != "enter" {
				some(a, false)
			}
		}
	}
	several := len(b.targets()) > 1
	switch {
	case f != nil && f.choosing():
		all = append(all, bind("move", func() tea.Cmd { b.pick(-1); return nil }, "up", "left"), bind("", func() tea.Cmd { b.pick(+1); return nil }, "down", "right"))
	case f != nil && f.Shape == checklist.Lines:
		all = append(all, bind("new line", func() tea.Cmd { f.input.insert("\n"); b.touched(); return nil }, "space", "ctrl+j", "alt+enter", "shift+enter"),
			bind("delete line", func() tea.Cmd { f.input.cutLine(); b.touched(); return nil }, "ctrl+d"))
	}
	if f != nil && !f.choosing() {
		all = append(all, bind("", func() tea.Cmd { f.input.undo(-1); b.touched(); return nil }, "ctrl+z"))
		if !b.doubted(f) {
			all = append(all, bind("", func() tea.Cmd { f.input.undo(+1); b.touched(); return nil }, "ctrl+y"))
		}
	}
	if f != nil || b.on == onEntry {
		all = append(all, bind("", func() tea.Cmd { return b.fetch() }, "ctrl+v"))
	}
	if b.state.Page == flow.PageSent {
	} else if f != nil && b.open() {
		all = append(all, bind("next page", func() tea.Cmd { return b.proceed() }, "ctrl+n"))
	} else {
		all = append(all, bind("", func() tea.Cmd { return b.proceed() }, "ctrl+n"))
	}
	if several {
		does := "previous"
		if typing || f == nil {
			does = ""
		}
		all = append(all, bind(does, func() tea.Cmd { b.move(-1); return nil }, "shift+tab"), bind("", func() tea.Cmd { b.move(+1); return nil }, "tab"))
	}
	if f == nil && b.on != onEntry && several {
		all = append(all, bind("move", func() tea.Cmd { b.move(-1); return nil }, "up"), bind("", func() tea.Cmd { b.move(+1); return nil }, "down"))
	}
	return all
}

// suggested is what the checks suggest in the place of what stands in the focused field;
// "" for nothing.
func (b *body) suggested() string {
	f := b.focused()
	if f == nil || f.choosing() || b.fresh || b.doubted(f) {
		return ""
	}
	for _, r := range b.findings(f, b.judgements()) {
		if to := page.Suggested(f.Field, f.value(), r.Finding.Fix); to != "" && to != f.value() {
			return to
		}
	}
	return ""
}

// pick moves the choice of the focused field; past its ends the focus moves on.
func (b *body) pick(by int) {
	if f := b.focused(); !f.moveChoice(by) {
		b.move(by)
	}
}

// enterBinding says what Enter does where the focus is.
func (b *body) enterBinding() binding {
	does := ""
	switch f := b.focused(); {
	case f != nil && f.choosing():
		does = "Choose"
	case f != nil && (b.open() || f.Need == checklist.Required && f.value() == ""):
		does = "Next field"
	case f != nil && b.state.Page == flow.PageSent:
		does = "Note it"
	case f != nil && b.state.Return != "":
		does = "Take it, go back"
	case f != nil:
		does = "Next page"
	case b.on == onEntry:
		does = "Use it"
	default:
		if row, is := b.theRow(); is && row.Does.Key != "" {
			does = row.Does.Does
		} else if len(b.page.Actions) > 0 && b.page.Actions[0].Key == "enter" {
			does = b.page.Actions[0].Does
		}
	}
	bound := bind(does, b.enter, "enter")
	if does != "" {
		bound = bound.always()
	}
	return bound
}
