package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// labelWidth is where the values of folded answers and of tables begin.
const labelWidth = 26

// draw writes the page, block by block.
func (b *body) draw(p *paper) {
	p.put(0, p.strong, b.page.Title)
	if b.page.Why != "" {
		p.put(0, p.muted, b.page.Why)
	}
	p.gap()
	for _, block := range b.page.Blocks {
		b.drawBlock(p, block)
	}
}

func (b *body) drawBlock(p *paper, block page.Block) {
	switch block := block.(type) {
	case page.Text:
		b.drawText(p, block)
	case page.Copyable:
		b.drawCopyable(p, block)
	case page.Row:
		b.drawRow(p, block)
	case page.Field:
		if f := b.field(block.Of); f != nil {
			b.drawField(p, f)
		}
	case page.Entry:
		b.drawEntry(p, block)
	case page.Diagnosis:
		b.drawDiagnosis(p, block)
	case page.Choices:
		if block.Title != "" {
			p.put(0, p.strong, block.Title)
			p.gap()
		}
		for _, o := range block.Options {
			p.hang(0, p.accent.Render(o.Key+"  "), p.text, o.Label)
		}
	case page.Progress:
		b.drawProgress(p, block)
	}
}

func (b *body) drawText(p *paper, t page.Text) {
	switch {
	case t.Text == "":
		p.gap()
	case t.Tone == page.Strong:
		p.gap()
		p.put(0, p.accent, t.Text)
	case t.Mark != "":
		style := p.tone(t.Tone)
		p.hang(0, style.Render(t.Mark+" "), style, t.Text)
	default:
		p.put(0, p.tone(t.Tone), t.Text)
	}
}

// drawCopyable writes a value to be taken along: an address is a link.
func (b *body) drawCopyable(p *paper, c page.Copyable) {
	style := p.accent
	switch {
	case c.Link:
		style = p.link
	case c.Lead != "": // words, not a value
		style = p.text
	}
	lead := ""
	if c.Lead != "" {
		lead = pad(flat(c.Lead), 17)
	}
	right := p.muted.Render(flat(c.Offers))
	room := p.width - lipgloss.Width(lead) - lipgloss.Width(right) - 2
	value := visible(c.Value)
	if room < 20 || lipgloss.Width(value) > room || strings.Contains(value, "\n") {
		if lead != "" || c.Offers != "" {
			p.ends(p.muted.Render(lead), right)
		}
		for _, line := range strings.Split(strings.TrimRight(hardWrap(value, p.width), "\n"), "\n") {
			p.line(linked(style, c, line))
		}
		return
	}
	p.ends(p.muted.Render(lead)+linked(style, c, value), right)
}

// linked is text that leads to its address in terminals that can (OSC 8).
func linked(style lipgloss.Style, c page.Copyable, text string) string {
	if c.Link && strings.HasPrefix(c.Value, "http") {
		style = style.Hyperlink(c.Value)
	}
	return style.Render(text)
}

func (b *body) drawRow(p *paper, r page.Row) {
	start := len(p.lines)
	on := r.ID != "" && onRow(r.ID) == b.on
	mark := ""
	if r.Mark != "" {
		sign := r.Mark
		if sign == page.Spinner {
			sign = b.spinner()
		}
		mark = p.tone(r.Tone).Render(sign) + " "
	}
	label := flat(r.Label)
	style := p.text
	if on {
		style = p.accent.Bold(true)
	}
	right := p.muted.Render(flat(r.Right))
	if r.Good {
		right = p.ok.Render(flat(r.Right))
	}
	line := mark + style.Render(label)
	if r.Value != "" || r.Grey != "" {
		width := labelWidth - lipgloss.Width(mark)
		line = mark + style.Render(pad(label, width)) + p.muted.Render(flat(r.Grey)) + p.text.Render(flat(r.Value))
	}
	p.ends(line, right)
	if !on {
		return
	}
	for _, block := range r.Details {
		indented := newPaper(p.theme, p.width-2)
		b.drawBlock(indented, block)
		for _, l := range indented.lines {
			p.line("  " + l)
		}
	}
	p.focus(start, p.tone(barOf(r)))
}

// barOf is the tone of the bar beside a row: that of what is wrong, else the accent's.
func barOf(r page.Row) page.Tone {
	if r.Tone == page.Bad || r.Tone == page.Caution {
		return r.Tone
	}
	return page.Good
}

func pad(text string, width int) string {
	if w := lipgloss.Width(text); w < width {
		return text + strings.Repeat(" ", width-w)
	}
	return text + " "
}

// drawField writes a question: folded to a line, or open with the focus.
func (b *body) drawField(p *paper, f *field) {
	if onField(f.Field) != b.on {
		b.drawFolded(p, f)
		return
	}
	p.gap()
	start := len(p.lines)
	title := p.accent.Bold(true).Render(f.Title)
	p.ends(title, p.muted.Render(hintOf(f)))
	tone := p.accent
	switch hidden := b.doubted(f); {
	case hidden:
		p.put(0, p.text, dots)
		p.hang(0, p.bad.Render("✗ "), p.bad, "This looks like a client secret, so it is not shown and not saved. Take it out, or press ctrl+y here if it is none.")
		tone = p.bad
	case f.choosing():
		b.drawChoices(p, f)
	case f.Shape == checklist.Lines:
		b.drawLines(p, f)
	default:
		f.input.draw(p, true)
	}
	if f.value() == "" && !f.choosing() || f.choosing() && !b.told(f) {
		p.put(0, p.muted, f.Comment)
	}
	if verdict := b.drawVerdict(p, f); verdict != nil {
		tone = *verdict
	}
	p.focus(start, tone)
	p.gap()
}

// hintOf stands at the right of a question's label.
func hintOf(f *field) string {
	switch {
	case f.Shape == checklist.Lines:
		return "one per line"
	case f.Need == checklist.Likely:
		return "probably asked"
	case f.Need == checklist.Optional:
		return "optional"
	}
	return ""
}

// drawFolded writes an answer in a line, with a sign where something is wrong.
func (b *body) drawFolded(p *paper, f *field) {
	value, style := f.shown(), p.text
	if value == "" {
		value, style = "–", p.muted
	}
	if b.doubted(f) {
		value = dots
	}
	right := ""
	if all := b.findings(f, b.judgements()); len(all) > 0 && f.visited {
		mark, tone := page.Mark(worst(all))
		right = p.tone(tone).Render(mark)
	}
	p.ends(p.text.Render(pad(f.Title, labelWidth))+style.Render(visible(value)), right)
}

func worst(all []checklist.Result) checklist.Verdict {
	v := checklist.NotRun
	for _, r := range all {
		v = checklist.Worse(v, r.Verdict)
	}
	return v
}

// drawChoices writes the options, one a line, each with what it leads to.
func (b *body) drawChoices(p *paper, f *field) {
	for i, o := range f.options() {
		sign, style := "  ", p.text
		if i == f.at {
			sign, style = p.accent.Render("› "), p.accent.Bold(true)
		}
		mark := ""
		if o == f.meant() {
			mark = p.accent.Render("  chosen")
		}
		p.ends(sign+style.Render(flow.Label(f.Field, o))+mark, p.muted.Render(page.Consequence(f.Field, o)))
	}
}

// told reports whether the options say by themselves what they lead to.
func (b *body) told(f *field) bool {
	for _, o := range f.options() {
		if page.Consequence(f.Field, o) != "" {
			return true
		}
	}
	return false
}

// drawLines writes a list with a note beside each line, as far as it is in sight.
func (b *body) drawLines(p *paper, f *field) {
	start := len(p.lines)
	f.input.draw(p, true)
	if f.input.rows == nil || f.input.text == "" {
		return
	}
	test := checklist.TestRedirectURL(b.draft())
	for i := f.input.top; i < len(f.input.rows) && start < len(p.lines) && i < f.input.top+rowsMax; i++ {
		from := f.input.rows[i].from
		if from == 0 || f.input.text[from-1] == '\n' {
			whole, _, _ := strings.Cut(f.input.text[from:], "\n")
			n := page.LineNote(f.Field, whole, test)
			note := p.tone(n.Tone).Render(strings.TrimSpace(n.Mark + " " + n.Text))
			if left := p.lines[start]; n.Mark != "" && lipgloss.Width(left)+lipgloss.Width(note)+2 <= p.width {
				p.lines[start] = pad(left, p.width-lipgloss.Width(note)) + note
			}
		}
		start++
	}
}

// drawVerdict writes what the checks say about the focused field, when the person pauses;
// the row is reserved, so that nothing jumps. It returns the style of the worst.
func (b *body) drawVerdict(p *paper, f *field) *lipgloss.Style {
	if b.doubted(f) {
		return nil
	}
	all := b.findings(f, b.judgements())
	switch {
	case b.fresh && f.edited(), f.value() == "" && !f.visited:
		p.line("")
		return nil
	case len(all) == 0:
		if used := page.Used(f.Field, f.value()); used != "" {
			p.hang(0, p.ok.Render("✓ "), p.ok, used)
		} else {
			p.line("")
		}
		return nil
	}
	var style lipgloss.Style
	for _, r := range all {
		mark, tone := page.Mark(r.Verdict)
		p.hang(0, p.tone(tone).Render(mark+" "), p.tone(tone), r.Finding.Fix)
	}
	_, tone := page.Mark(worst(all))
	style = p.tone(tone)
	return &style
}

// dots stand for a secret, whatever its length.
const dots = "••••••••"

// drawEntry writes a text that is no answer, hidden where it is a secret.
func (b *body) drawEntry(p *paper, e page.Entry) {
	p.gap()
	start := len(p.lines)
	on := b.on == onEntry
	style := p.text
	if on {
		style = p.accent.Bold(true)
	}
	p.line(style.Render(flat(e.Label)))
	bar := p.accent
	switch {
	case b.entry.text == "" && !on:
		p.put(0, p.muted, e.Hint)
	case e.Hidden:
		bar = b.drawHidden(p, e)
	default:
		if b.entry.text == "" {
			p.put(0, p.muted, e.Hint)
		}
		b.entry.draw(p, on)
	}
	if on {
		p.focus(start, bar)
	}
	p.gap()
}

// drawHidden shows that something is typed, and nothing of it.
func (b *body) drawHidden(p *paper, e page.Entry) lipgloss.Style {
	shown := ""
	if b.entry.text != "" {
		shown = dots
	}
	p.block(0, shown, bar(lipgloss.Width(shown), 0))
	b.entry.drawRefused(p)
	if b.entry.text == "" {
		p.put(0, p.muted, e.Hint)
		return p.accent
	}
	remarks, grave, err := page.Doubts(b.state, b.entry.text)
	if err != nil {
		p.hang(0, p.bad.Render("✗ "), p.bad, err.Error())
		return p.bad
	}
	for _, r := range remarks {
		style, sign := p.warn, "! "
		if r.Grave {
			style, sign = p.bad, "✗ "
		}
		p.hang(0, style.Render(sign), style, r.Text)
	}
	if grave && b.sure {
		p.put(0, p.warn, "Press enter again to try it anyway.")
	}
	if grave {
		return p.bad
	}
	return p.accent
}

// drawDiagnosis writes what happened, the cause, how to check it, and the fix, behind a
// bar.
func (b *body) drawDiagnosis(p *paper, d page.Diagnosis) {
	style := p.tone(d.Tone)
	lead := style.Render("┃ ")
	if d.What != "" {
		p.hang(0, lead, style, d.What)
	}
	for _, row := range [][2]string{{"Answer", d.Said}, {"Cause", d.Cause}, {"Check", d.Check}, {"Fix", d.Fix}, {"Also", d.Also}} {
		if row[1] == "" {
			continue
		}
		inner := newPaper(p.theme, p.width-2)
		inner.hang(0, p.muted.Render(pad(row[0], 8)), p.text, row[1])
		for _, l := range inner.lines {
			p.line(lead + l)
		}
	}
	if d.Source != "" {
		p.hang(0, lead, p.muted, d.Source)
	}
	p.gap()
}

// drawProgress writes what is waited for, and a bar of the time that has passed.
func (b *body) drawProgress(p *paper, g page.Progress) {
	style := p.accent
	if g.Late {
		style = p.warn
	}
	p.ends(style.Render(b.spinner())+" "+p.text.Render(g.Label), p.muted.Render(g.Right))
	if g.Done >= 0 && b.moving() {
		n := min(max(int(g.Done*float64(p.width)), 0), p.width)
		p.line(style.Render(strings.Repeat("━", n)) + p.muted.Render(strings.Repeat("─", p.width-n)))
	}
	p.gap()
}

// spinner is the sign of what runs now; it turns once a second.
func (d *desk) spinner() string {
	if !d.moving() {
		return page.Spinner
	}
	frames := []rune("⠋⠙⠹⠸⠼⠴⠦⠧")
	return string(frames[int(d.Now().Unix())%len(frames)])
}

// moving reports whether what runs may move.
func (d *desk) moving() bool { return !d.Still }

// bar is the cursor of a text. It has no colour, since that would not be reset
// on exit.
func bar(x, y int) *tea.Cursor {
	c := tea.NewCursor(x, y)
	c.Shape, c.Blink = tea.CursorBar, false
	return c
}

// flat is text as it is drawn in one line.
func flat(text string) string { return strings.ReplaceAll(visible(text), "\n", "  ") }

func hardWrap(text string, width int) string {
	var out strings.Builder
	column := 0
	for i := 0; i < len(text); {
		if text[i] == '\n' {
			out.WriteByte('\n')
			i, column = i+1, 0
			continue
		}
		n, drawn, w := cell(text[i:])
		if column+w > width {
			out.WriteByte('\n')
			column = 0
		}
		out.WriteString(drawn)
		i, column = i+n, column+w
	}
	return out.String()
}
