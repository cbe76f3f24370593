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
		p.put(0, p.text, zendesk.Dots)
		p.hang(0, p.bad.Render("✗ "), p.bad, "This looks like a client secret, so it is not shown and not saved. Take it out, or press ctrl+o twice here if it is none.")
		tone = p.bad
	case f.choosing():
		b.drawChoices(p, f)
	case f.Shape == checklist.ShapeLines:
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

// hintOf is what stands to the right of a question's title.
func hintOf(f *field) string {
	if f.Shape == checklist.ShapeLines {
		return "one per line"
	}
	return page.NeedNote(f.FieldInfo)
}

// drawFolded writes an answer in a line, with a sign where something is wrong.
func (b *body) drawFolded(p *paper, f *field) {
	value, style := f.shown(), p.text
	if value == "" {
		value, style = "–", p.muted
	}
	if b.doubted(f) {
		value = zendesk.Dots
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
		if used := page.Normalized(f.Field, f.value()); used != "" {
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

// entryDoubted reports whether what is typed where no secret is asked for looks like one.
func (b *body) entryDoubted() bool {
	b.lookAtEntry()
	return b.entryIs.doubt
}

// entryMasked is what is typed with dots for what opens an account, such as the code of
// a callback's address; "" when there is nothing of the kind.
func (b *body) entryMasked() string {
	b.lookAtEntry()
	return b.entryIs.masked
}

// lookAtEntry looks once, however often it is drawn.
func (b *body) lookAtEntry() {
	text := b.entry.text
	if b.entryIs.text == text {
		return
	}
	b.entryIs.text, b.entryIs.doubt, b.entryIs.masked = text, b.Session.Doubts(checklist.FieldIdentifier, text), ""
	if masked := redact.Mask(text); masked != text {
		b.entryIs.masked = masked
	}
}

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
	case b.entryDoubted():
		p.put(0, p.text, zendesk.Dots)
		p.hang(0, p.bad.Render("✗ "), p.bad, "This looks like a client secret, so it is not shown.")
		bar = p.bad
	case b.entryMasked() != "":
		masked := editor{width: b.entry.width}
		masked.set(b.entryMasked()) // with the cursor at its end: it has no place inside of what is not shown
		masked.draw(p, on)
		b.entry.drawRefused(p)
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
		shown = zendesk.Dots
	}
	p.block(0, shown, bar(lipgloss.Width(shown), 0))
	b.entry.drawRefused(p)
	if b.entry.text == "" {
		p.put(0, p.muted, e.Hint)
		return p.accent
	}
	remarks, grave, err := page.SecretRemarks(b.state, b.entry.text)
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
