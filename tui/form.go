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
}

func newForm(d *desk, asks []checklist.Field) *form {
	f := &form{desk: d}
	for _, ask := range asks {
		if info, ok := checklist.Info(ask); ok {
			f.fields = append(f.fields, newField(d.theme, info, d.state.Draft.Get(ask)))
		}
	}
	if len(f.fields) > 0 {
		f.fields[0].focus()
	}
	return f
}

// draft is the draft with every edit buffer in it: what the checks judge while typing.
func (f *form) draft() checklist.Draft {
	d := f.state.Draft
	for _, field := range f.fields {
		if !f.doubted(field) { // nothing of it is to be drawn
			d = d.With(field.Field, field.value())
		}
	}
	return d
}

func (f *form) shown(i int) bool { return flow.Shown(f.fields[i].Field, f.draft()) }

func (f *form) focused() *field { return f.fields[f.at] }

func (f *form) typing() bool { return len(f.fields) > 0 && !f.focused().choosing() }

func (f *form) other(msg tea.Msg) tea.Cmd {
	if !f.typing() {
		return nil
	}
	var cmd tea.Cmd
	f.focused().input, cmd = f.focused().input.Update(msg)
	return cmd
}

func (f *form) paste(text string) tea.Cmd {
	if f.typing() {
		f.focused().insert(text)
	}
	return nil
}

// commit tells the answer of the focused field.
func (f *form) commit() {
	if len(f.fields) == 0 {
		return
	}
	field := f.focused()
	field.visited = true
	if field.value() != f.state.Draft.Get(field.Field) {
		f.tell(flow.Answered{Field: field.Field, Typed: field.value()})
	}
}

// sync takes over what changed elsewhere in fields that are not being edited.
func (f *form) sync() {
	for i, field := range f.fields {
		if !field.choosing() {
			dress(&field.input, f.theme)
		}
		if value := f.state.Draft.Get(field.Field); i != f.at && field.value() != value {
			f.fields[i] = newField(f.theme, field.FieldInfo, value)
		}
	}
}

// move puts the focus on the next (+1) or previous (-1) field that is shown;
// false: there is none.
func (f *form) move(by int) (tea.Cmd, bool) {
	for i := f.at + by; i >= 0 && i < len(f.fields); i += by {
		if f.shown(i) {
			if f.commit(); f.held() {
				return nil, true
			}
			f.focused().blur()
			f.at = i
			return f.focused().focus(), true
		}
	}
	return nil, false
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
			cmd, _ := f.move(+1)
			return cmd
		}
		return f.proceed()
	case "ctrl+n":
		return f.proceed()
	case "ctrl+y":
		if field := f.focused(); f.doubted(field) {
			f.tell(flow.Vouched{Field: field.Field, Typed: field.value()})
			return nil
		}
	case "tab":
		cmd, _ := f.move(+1)
		return cmd
	case "shift+tab":
		cmd, _ := f.move(-1)
		return cmd
	}
	cmd, used := f.focused().edit(k)
	if !used {
		switch k.String() {
		case "down":
			cmd, _ = f.move(+1)
		case "up":
			cmd, _ = f.move(-1)
		}
	}
	return cmd
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
func (f *form) proceed() tea.Cmd {
	if f.commit(); f.held() {
		return nil
	}
	for _, field := range f.fields {
		field.visited = true
	}
	page := f.state.Page
	if n := f.failing(); n > 0 && !f.sure.Equal(f.state.Draft) {
		f.sure = f.state.Draft
		f.said = "What is marked ✗ would fail the request: mend it, or press enter again to go on."
		return nil
	}
	f.tell(flow.Continued{})
	if f.state.Page != page {
		return nil
	}
	if bad, err := flow.Blocked(page, f.state.Draft); err != nil {
		return f.focusOn(bad)
	}
	return nil
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

func (f *form) focusOn(want checklist.Field) tea.Cmd {
	for i, field := range f.fields {
		if field.Field == want {
			f.focused().blur()
			f.at = i
			return field.focus()
		}
	}
	return nil
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
	results := f.results()
	if d := f.draft(); !d.Equal(f.state.Draft) { // typed and not told yet
		results = checklist.Judge(d, f.state.Evidence)
	}
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
