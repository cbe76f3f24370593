package tui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"zdg/checklist"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/page"
)

// drawField draws a question: in full when it has the focus, else on one line.
func (b *body) drawField(p *canvas, f *field) {
	if fieldFocus(f.Field) != b.focus {
		b.drawFolded(p, f)
		return
	}
	p.gap()
	start := len(p.lines)
	title := p.accent.Bold(true).Render(f.Title)
	hint := page.NeedNote(f.FieldInfo, b.draft())
	if f.Shape == checklist.ShapeLines {
		hint = "one per line"
	}
	p.spread(title, p.muted.Render(hint))
	bar, explained := p.accent, false
	switch {
	case b.looksSecret(f):
		p.wrap(p.text, zendesk.Dots)
		p.remark(page.Bad, "✗", "This looks like a client secret, so it is not shown and not saved. Take it out, or press ctrl+o twice here if it is none.")
		bar = p.bad
	case f.isChoice():
		explained = b.drawChoices(p, f)
	case f.Shape == checklist.ShapeLines:
		b.drawLines(p, f)
	default:
		f.input.draw(p, true)
	}
	help := f.Comment
	if f.Shape == checklist.ShapeDate { // the one shape with a form to keep to
		help += " Such as " + f.Example + "."
	}
	below := len(p.lines)
	if !explained && (f.isChoice() || f.value() == "") {
		p.wrap(p.muted, help)
	}
	if f.isChoice() || f.value() != "" || f.visited {
		bar = b.drawVerdict(p, f, bar)
	}
	if !f.isChoice() && f.value() != "" { // the verdict comes where the help was: nothing jumps
		for reserved := below + len(wrap(help, p.width)); len(p.lines) < reserved; {
			p.line("")
		}
	}
	p.markFocus(start, bar)
	p.gap()
}

// drawFolded draws an answer on one line, with a mark when something is wrong with it.
func (b *body) drawFolded(p *canvas, f *field) {
	value, style := page.Folded(f.Field, f.summary()), p.text
	if value == "" {
		value, style = "–", p.muted
	}
	if b.looksSecret(f) {
		value = zendesk.Dots
	}
	p.line(p.text.Render(pad(f.Title, p.labelWidth())) + style.Render(visible(value)))
	if f.visited {
		b.drawFindings(p, b.findings(f, b.liveResults()))
	}
}

// drawFindings draws what is wrong with an answer, below it, and returns the style of the worst.
func (b *body) drawFindings(p *canvas, all []checklist.Result) lipgloss.Style {
	worst := checklist.NotRun
	for _, r := range all {
		mark, tone := page.Mark(r.Verdict)
		p.remark(tone, mark, page.Verdict(r))
		worst = checklist.Worse(worst, r.Verdict)
	}
	_, tone := page.Mark(worst)
	return p.tone(tone)
}

// drawChoices draws the options, one a line, each with its consequence, and reports whether any
// has one.
func (b *body) drawChoices(p *canvas, f *field) (explained bool) {
	column := 0
	for _, o := range f.options() {
		column = max(column, lipgloss.Width(checklist.Capital(flow.Label(f.Field, o)))+4)
	}
	for i, o := range f.options() {
		sign, style := "  ", p.text
		if i == f.cursor {
			sign, style = p.accent.Render("› "), p.chosen
		}
		mark := ""
		if o == f.chosenOption() && i != f.cursor {
			mark = p.accent.Render("chosen")
		}
		line, leadsTo := sign+style.Render(checklist.Capital(flow.Label(f.Field, o))), page.Consequence(f.Field, o)
		explained = explained || leadsTo != ""
		if i == f.cursor && column+lipgloss.Width(leadsTo) > p.width {
			p.line(line)
			p.hang("    ", p.muted, leadsTo)
			continue
		}
		p.spread(pad(line, column)+p.muted.Render(leadsTo), mark)
	}
	return explained
}

// drawLines draws a list, with a note at the end of each line that is in sight.
func (b *body) drawLines(p *canvas, f *field) {
	start := len(p.lines)
	f.input.draw(p, true)
	if f.input.rows == nil || f.input.text == "" {
		return
	}
	s := b.state
	s.Draft = b.draft()
	test := checklist.TestRedirectURL(s.Draft)
	for i := f.input.top; i < len(f.input.rows) && start < len(p.lines) && i < f.input.top+maxRows; i++ {
		from := f.input.rows[i].from
		if (from == 0 || f.input.text[from-1] == '\n') && f.input.sign(i) == "" {
			whole, _, _ := strings.Cut(f.input.text[from:], "\n")
			n := page.LineNote(s, f.Field, whole, test)
			note := p.tone(n.Tone).Render(strings.TrimSpace(n.Mark + " " + n.Text))
			if left := p.lines[start]; n.Mark != "" && lipgloss.Width(left)+lipgloss.Width(note)+2 <= p.width {
				p.lines[start] = pad(left, p.width-lipgloss.Width(note)) + note
			}
		}
		start++
	}
}

// drawVerdict draws what the checks say about the focused field once the person pauses. Until
// then its line is blank, so that nothing jumps. It returns the style for the bar beside the
// field: that of the worst finding, or none.
func (b *body) drawVerdict(p *canvas, f *field, none lipgloss.Style) lipgloss.Style {
	if b.looksSecret(f) {
		return none
	}
	all, used := b.findings(f, b.liveResults()), ""
	switch {
	case b.verdictPending && f.edited(), f.value() == "" && !f.visited:
	case len(all) > 0:
		return b.drawFindings(p, all)
	default:
		used = page.Normalized(f.Field, f.value())
	}
	if used == "" {
		p.line("")
	} else {
		p.remark(page.Good, "✓", used)
	}
	return none
}

// checkedEntry is what was found out about the text of the entry. It looks at each text once,
// however often it is drawn.
func (b *body) checkedEntry() entryCheck {
	if text := b.entry.text; b.entryCheck.text != text {
		b.entryCheck = entryCheck{text: text, looksSecret: b.Session.Doubts(checklist.FieldIdentifier, text)}
		if masked := redact.Mask(text); masked != text {
			b.entryCheck.masked = masked
		}
	}
	return b.entryCheck
}

// drawEntry draws a text that is not an answer. A secret is hidden.
func (b *body) drawEntry(p *canvas, e page.Entry) {
	p.gap()
	start := len(p.lines)
	on := b.focus == entryFocus
	style := p.text
	if on {
		style = p.accent.Bold(true)
	}
	p.line(style.Render(flat(e.Label)))
	bar := p.accent
	switch {
	case b.entry.text == "" && !on:
		p.wrap(p.muted, e.Hint)
	case e.Hidden:
		bar = b.drawHidden(p, e)
	case b.checkedEntry().looksSecret:
		p.wrap(p.text, zendesk.Dots)
		p.remark(page.Bad, "✗", "This looks like a client secret, so it is not shown.")
		bar = p.bad
	case b.checkedEntry().masked != "":
		masked := editor{width: b.entry.width}
		masked.set(b.checkedEntry().masked) // the cursor is at its end, since its true place may be hidden
		masked.draw(p, on)
		b.entry.drawTooLong(p)
	default:
		if b.entry.text == "" {
			p.wrap(p.muted, e.Hint)
		}
		b.entry.draw(p, on)
	}
	if on {
		p.markFocus(start, bar)
	}
	p.gap()
}

// drawHidden shows that a secret is being typed, nothing of it, and what is odd about it. It
// returns the style for the bar beside it.
func (b *body) drawHidden(p *canvas, e page.Entry) lipgloss.Style {
	shown := ""
	if b.entry.text != "" {
		shown = zendesk.Dots
	}
	p.block(shown, cursorAt(lipgloss.Width(shown), 0))
	b.entry.drawTooLong(p)
	if b.entry.text == "" || b.verdictPending { // no verdict while it is being typed
		p.wrap(p.muted, e.Hint)
		return p.accent
	}
	remarks, grave, err := page.SecretRemarks(b.state, b.entry.text)
	if err != nil {
		p.remark(page.Bad, "✗", page.Sentence(err.Error()))
		return p.bad
	}
	for _, r := range remarks {
		if r.Grave {
			p.remark(page.Bad, "✗", r.Text)
		} else {
			p.remark(page.Caution, "!", r.Text)
		}
	}
	if grave && b.confirmed {
		p.wrap(p.warn, "Press enter again to try it anyway.")
	}
	if grave {
		return p.bad
	}
	return p.accent
}
