package tui

import (
	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// form is a list of fields of which one has the focus: most pages are one.
type form struct {
	*desk
	fields []*field
	at     int
	sure   checklist.Draft // what fails in this draft was told: Enter goes on

	judgedFor checklist.Draft // what typed is about
	typed     []checklist.Result
}

func newForm(d *desk, asks []checklist.Field) *form {
	f := &form{desk: d}
	for _, ask := range asks {
		if info, ok := checklist.Info(ask); ok {
			f.fields = append(f.fields, newField(info, d.state.Draft.Get(ask)))
		}
	}
	return f
}

// draft is the draft with every edit buffer in it: what the checks judge while typing.
func (f *form) draft() checklist.Draft {
	d := f.state.Draft
	for _, field := range f.fields {
		if field.edited() && !f.doubted(field) { // nothing of a secret is to be drawn
			d = d.With(field.Field, field.value())
		}
	}
	return d
}

// judgements is what the checks say to the draft with the edit buffers in it. A
// draft is judged once, however often it is drawn.
func (f *form) judgements() []checklist.Result {
	d := f.draft()
	if d.Equal(f.state.Draft) {
		return f.results()
	}
	if f.typed == nil || !f.judgedFor.Equal(d) {
		f.judgedFor, f.typed = d, checklist.Judge(d, f.state.Evidence)
	}
	return f.typed
}

func (f *form) shown(i int) bool { return flow.Shown(f.fields[i].Field, f.draft()) }

func (f *form) focused() *field { return f.fields[f.at] }

func (f *form) typing() bool { return len(f.fields) > 0 && !f.focused().choosing() }

func (f *form) lines() bool { return f.typing() && f.focused().Shape == checklist.Lines }

func (f *form) paste(text string) {
	if f.typing() {
		f.focused().insert(text)
	}
}

// commit tells the answer of the focused field, if it was edited.
func (f *form) commit() {
	if len(f.fields) == 0 {
		return
	}
	field := f.focused()
	field.visited = true
	if field.edited() {
		f.tell(flow.Answered{Field: field.Field, Typed: field.value()})
		if !f.held() { // else it is still to be seen to
			field.settle()
		}
	}
}

// unsaved is what stands in the focused field, edited and not told yet.
func (f *form) unsaved() (typed flow.Typed, ok bool) {
	if len(f.fields) == 0 || !f.focused().edited() {
		return flow.Typed{}, false
	}
	typed = flow.Typed{Field: f.focused().Field, Text: f.focused().value()}
	told := f.state.Draft.Get(typed.Field)
	if f.state.Typing.Field == typed.Field {
		told = f.state.Typing.Text
	}
	return typed, told != typed.Text
}

// sync takes over what changed elsewhere in fields that are not being edited.
func (f *form) sync() {
	for _, field := range f.fields {
		if value := f.state.Draft.Get(field.Field); !field.edited() && field.value() != value {
			field.set(value)
		}
	}
}

// move puts the focus on the next (+1) or previous (-1) field that is shown;
// false: there is none.
func (f *form) move(by int) bool {
	for i := f.at + by; i >= 0 && i < len(f.fields); i += by {
		if f.shown(i) {
			if f.commit(); f.held() {
				return true
			}
			f.at = i
			return true
		}
	}
	return false
}

// open tells whether a shown field after the focused one is unanswered.
func (f *form) open() bool {
	for i := f.at + 1; i < len(f.fields); i++ {
		if f.shown(i) && f.fields[i].value() == "" && !f.fields[i].visited {
			return true
		}
	}
	return false
}

func (f *form) key(k tea.KeyPressMsg) tea.Cmd {
	if len(f.fields) == 0 {
		if k.String() == "enter" {
			f.tell(flow.Continued{})
		}
		return nil
	}
	switch k.String() {
	case "enter":
		if f.open() {
			f.move(+1)
		} else {
			f.proceed()
		}
		return nil
	case "ctrl+n":
		f.proceed()
		return nil
	case "ctrl+y":
		if field := f.focused(); f.doubted(field) {
			f.tell(flow.Vouched{Field: field.Field, Typed: field.value()})
			field.settle()
			return nil
		}
	case "tab":
		f.move(+1)
		return nil
	case "shift+tab":
		f.move(-1)
		return nil
	case "ctrl+v":
		return f.fetch()
	}
	if !f.focused().edit(k) {
		switch k.String() {
		case "down":
			f.move(+1)
		case "up":
			f.move(-1)
		}
	}
	return nil
}

// held tells whether the answer of the focused field was not taken, because it
// looks like a secret.
func (f *form) held() bool { return f.state.Doubted != "" && f.state.Doubted == f.focused().Field }

// doubted tells whether what stands in a field looks like a secret. It is asked
// with each drawing, so the answer is kept.
func (f *form) doubted(field *field) bool {
	if value := field.value(); field.choosing() {
		return false
	} else if !field.asked || field.about != value || field.as != f.state.Draft.Declared(field.Field) || f.held() {
		field.asked, field.about, field.as = true, value, f.state.Draft.Declared(field.Field)
		field.doubt = f.Session.Doubts(field.Field, value)
	}
	return field.doubt
}

// proceed asks for the next page; where a value stands in the way the focus goes to it.
func (f *form) proceed() {
	if f.commit(); f.held() {
		return
	}
	for _, field := range f.fields {
		field.visited = true
	}
	page := f.state.Page
	if n := f.failing(); n > 0 && !f.sure.Equal(f.state.Draft) {
		f.sure = f.state.Draft
		f.said = "What is marked ✗ would fail the request: mend it, or press enter again to go on."
		return
	}
	f.tell(flow.Continued{})
	if f.state.Page != page {
		return
	}
	if bad, err := flow.Blocked(page, f.state.Draft); err != nil {
		f.focusOn(bad)
	}
}

// failing counts what fails on this page but can be used, for a test say.
func (f *form) failing() int {
	if _, err := flow.Blocked(f.state.Page, f.state.Draft); err != nil {
		return 0 // it does not go on anyway
	}
	n := 0
	stage := flow.PageOf(f.state.Page).Stage
	for i, field := range f.fields {
		if !f.shown(i) {
			continue
		}
		for _, r := range about(f.results(), field.Field, stage) {
			if r.Verdict == checklist.Fail {
				n++
			}
		}
	}
	return n
}

func (f *form) focusOn(want checklist.Field) {
	for i, field := range f.fields {
		if field.Field == want {
			f.at = i
		}
	}
}

func (f *form) hints() []hint {
	hints := []hint{hintContinue}
	if len(f.fields) == 0 {
		return append(hints, hintBack, hintWhy)
	}
	if f.open() {
		hints[0].does = "next field"
		hints = append(hints, hint{"ctrl+n", "next page"})
	}
	if f.doubted(f.focused()) {
		hints = append(hints, hint{"ctrl+y", "it is no secret"})
	}
	if f.focused().choosing() {
		hints = append(hints, hint{"←→", "choose"})
	} else if f.focused().Shape == checklist.Lines {
		hints = append(hints, hint{"space", "new line"})
	}
	if flow.Index(f.state.Page) > 0 {
		hints = append(hints, hintBack)
	}
	if !f.open() && len(f.fields) > 1 {
		hints = append(hints, hintNext)
	}
	return append(hints, hintWhy, hintGo)
}

func (f *form) escape() bool { return false }

func (f *form) wide() bool { return false }

// drawFields writes the fields with the findings of the checks that belong to
// them and need no measurement.
func (f *form) drawFields(p *paper) {
	results := f.judgements()
	for i, field := range f.fields {
		if !f.shown(i) {
			continue
		}
		p.gap()
		field.hidden = f.doubted(field)
		field.draw(p, i == f.at, about(results, field.Field, flow.PageOf(f.state.Page).Stage))
	}
}

// about picks what is to be said under a field at a stage: what fails or warns
// and belongs there.
func about(results []checklist.Result, f checklist.Field, stage checklist.Stage) []checklist.Result {
	var found []checklist.Result
	for _, r := range results {
		if r.Field == f && r.Stage == stage && (r.Verdict == checklist.Fail || r.Verdict == checklist.Warn) {
			found = append(found, r)
		}
	}
	return found
}

// formPage is a page that is a form and nothing else.
type formPage struct{ *form }

func newFormPage(d *desk, asks []checklist.Field) page { return formPage{newForm(d, asks)} }

func (f formPage) draw(p *paper) {
	heading(p, f.state)
	f.drawFields(p)
	if f.state.Page == flow.PageAccount {
		drawDates(p, f.desk, f.draft())
	}
}

// drawDates writes the days that touch this client; they block nothing.
func drawDates(p *paper, d *desk, draft checklist.Draft) {
	days := checklist.Deadlines(draft, d.state.Evidence)
	if len(days) == 0 {
		return
	}
	p.gap()
	p.put(0, p.muted, "Days to keep in mind")
	for _, day := range days {
		p.hang(2, p.muted.Render(day.On.Format("2006-01-02")+"  "), p.text, day.What+" ("+day.Left(d.Now())+", "+day.Source.Key+")")
	}
}

// heading writes title and why of the page.
func heading(p *paper, s flow.State) {
	page := flow.PageOf(s.Page)
	p.put(0, p.strong, page.Title)
	p.put(0, p.muted, page.Why)
	p.gap()
}
