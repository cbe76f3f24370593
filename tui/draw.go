package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"zdg/flow/page"
)

// draw draws the page, block by block.
func (b *body) draw(p *canvas) {
	p.title(p.tone(b.page.Tone).Bold(true), b.page.Title, b.page.Right)
	if b.page.Why != "" {
		p.wrap(p.muted, b.page.Why)
		p.head = len(p.lines)
	}
	if len(b.page.Counts) > 0 {
		b.drawCounts(p)
		p.head = len(p.lines)
	}
	p.gap()
	for i, block := range b.page.Blocks {
		b.drawKept(p, i, block)
	}
}

// drawCounts draws the counts of the page, as many on a line as there is room for.
func (b *body) drawCounts(p *canvas) {
	const gap = "   "
	line := ""
	for _, c := range b.page.Counts {
		if line != "" && lipgloss.Width(line+gap+c.Text) > p.width {
			p.line(line)
			line = ""
		}
		if line != "" {
			line += gap
		}
		line += p.mark(c.Mark, c.Tone).Render(c.Text)
	}
	p.line(line)
}

func (b *body) drawBlock(p *canvas, block page.Block) {
	switch block := block.(type) {
	case page.Text:
		b.drawText(p, block)
	case page.Copyable:
		start := len(p.lines)
		b.drawCopyable(p, block)
		if b.focus == "" && len(block.Keys) > 0 { // what to do now
			p.markBar(start, p.toneOr(block.Tone, p.accent))
		}
	case page.Row:
		b.drawRow(p, block)
	case page.Field:
		if f := b.field(block.ID); f != nil {
			b.drawField(p, f)
		}
	case page.Entry:
		b.drawEntry(p, block)
	case page.Diagnosis:
		b.drawDiagnosis(p, block)
	case page.Choices:
		for _, o := range block.Options {
			start, style := len(p.lines), p.text
			if rowFocus(o.Key) == b.focus {
				style = p.chosen
			}
			p.hang(p.accent.Bold(true).Render(o.Key+"  "), style, o.Label)
			if rowFocus(o.Key) == b.focus {
				p.markFocus(start, p.accent)
			}
		}
	case page.Progress:
		b.drawProgress(p, block)
	}
}

func (b *body) drawText(p *canvas, t page.Text) {
	switch {
	case t.Text == "":
		p.gap()
	case t.Tone == page.Strong:
		style, marked := map[string]lipgloss.Style{"✗": p.bad, "!": p.warn}[t.Mark]
		if !marked {
			style = p.accent
		}
		p.gap()
		p.wrap(style, t.Text)
	case t.Mark != "":
		p.remark(t.Tone, t.Mark, t.Text)
	default:
		p.wrap(p.tone(t.Tone), t.Text)
	}
}

// drawCopyable draws a value to be copied. An address is a link.
func (b *body) drawCopyable(p *canvas, c page.Copyable) {
	style, lead := p.accent, ""
	if c.Lead != "" { // the value is words
		style, lead = p.toneOr(c.Tone, p.muted), p.toneOr(c.Tone, p.text).Render(pad(flat(c.Lead), 17))
	}
	if c.Link {
		style = p.link
	}
	var keys []binding
	for _, key := range c.Keys {
		for _, a := range b.page.Actions {
			if a.Key == key && !b.typing() { // else it is a letter
				keys = append(keys, bind(a.Label, nil, key))
			}
		}
	}
	right := join(p.theme, keys, "  ")
	value := visible(c.Value)
	room := p.width - lipgloss.Width(lead) - lipgloss.Width(value)
	if room >= 0 && room < lipgloss.Width(right)+2 {
		right = "" // the row of keys has them too
	}
	if room < 0 || strings.Contains(value, "\n") {
		if lead != "" || right != "" {
			p.spread(lead, right)
		}
		for _, line := range wrap(value, p.width) {
			p.line(linked(style, c, line))
		}
		return
	}
	p.spread(lead+linked(style, c, value), right)
}

// linked renders text that is a hyperlink in terminals that know them (OSC 8).
func linked(style lipgloss.Style, c page.Copyable, text string) string {
	if c.Link && strings.HasPrefix(c.Value, "http") {
		style = style.Hyperlink(c.Value)
	}
	return style.Render(text)
}

// drawRow draws a row. The one that has the focus shows all of its value, and its details.
func (b *body) drawRow(p *canvas, r page.Row) {
	start := len(p.lines)
	focused := r.ID != "" && rowFocus(r.ID) == b.focus
	mark := r.Mark
	if mark == page.Spinner {
		mark = b.spinner()
	}
	if mark != "" {
		mark = p.mark(r.Mark, r.Tone).Render(mark) + " "
	}
	label := flat(r.Label)
	style, valueStyle := p.text, p.text
	switch {
	case focused:
		style = p.chosen
	case r.Mark == page.Spinner:
		style, valueStyle = p.strong, p.accent
	case r.Mark == "·":
		style = p.muted
	}
	right := p.muted.Render(flat(r.Right))
	if r.RightGood {
		right = p.ok.Render(flat(r.Right))
	}
	line := mark + style.Render(label)
	var more []string // what of it has no room beside its label
	indent := 2       // of that
	switch whole := r.Prefix + r.Value; {
	case whole == "":
		if focused && lipgloss.Width(line) > p.width-lipgloss.Width(right)-2 {
			p.hang(mark, style, r.Label)
			line = ""
		}
	default:
		line = mark + style.Render(pad(label, p.labelWidth()-lipgloss.Width(mark)))
		room := p.width - lipgloss.Width(line) - lipgloss.Width(right) - 2
		if open := strings.Contains(whole, "\n") || lipgloss.Width(whole) > room; !focused || !open {
			line += p.muted.Render(flat(r.Prefix)) + valueStyle.Render(flat(r.Value))
		} else if room < 24 || slices.ContainsFunc(strings.Fields(whole), func(word string) bool { return lipgloss.Width(word) > room }) {
			more = wrap(visible(whole), p.width-indent)
		} else {
			more, indent = wrap(visible(whole), room), p.labelWidth()
			line, more = line+p.text.Render(more[0]), more[1:]
		}
	}
	if line != "" || right != "" {
		p.spread(line, right)
	}
	for _, text := range more {
		p.line(strings.Repeat(" ", indent) + p.text.Render(text))
	}
	if !focused {
		return
	}
	for _, block := range r.Details {
		p.indent("  ", func(inner *canvas) { b.drawBlock(inner, block) })
	}
	bar := page.Good
	if r.Tone == page.Bad || r.Tone == page.Caution {
		bar = r.Tone
	}
	p.markFocus(start, p.tone(bar))
}

// pad fills text up with spaces to a width in columns. Text that is wider gets one space.
func pad(text string, width int) string {
	if w := lipgloss.Width(text); w < width {
		return text + strings.Repeat(" ", width-w)
	}
	return text + " "
}

// drawDiagnosis draws a diagnosis beside a bar.
func (b *body) drawDiagnosis(p *canvas, d page.Diagnosis) {
	start, style := len(p.lines), p.tone(d.Tone)
	if d.What != "" {
		p.wrap(style, d.What)
	}
	for _, row := range [][2]string{{"Answer", d.Said}, {"Cause", d.Cause}, {"Check", d.Check}, {"Fix", d.Fix}, {"Also", d.Also}, {"More", d.More}} {
		if row[1] != "" {
			p.hang(p.muted.Render(pad(row[0], 8)), p.text, row[1])
		}
	}
	p.markBar(start, style)
	p.gap()
}

// drawProgress draws what is waited for, and a bar of the time that has passed.
func (b *body) drawProgress(p *canvas, g page.Progress) {
	style := p.accent
	if g.Urgent {
		style = p.warn
	}
	p.spread(style.Render(b.spinner())+" "+p.text.Render(g.Label), p.muted.Render(g.Right))
	if g.Done >= 0 && !b.NoMotion {
		n := min(max(int(g.Done*float64(p.width)), 0), p.width)
		p.line(style.Render(strings.Repeat("━", n)) + p.muted.Render(strings.Repeat("─", p.width-n)))
	}
	p.gap()
}

// spinner is the sign of what is running now. It turns once a second.
func (d *shared) spinner() string {
	if d.NoMotion {
		return page.Spinner
	}
	frames := []rune("⠋⠙⠹⠸⠼⠴⠦⠧")
	return string(frames[int(d.Now().Unix())%len(frames)])
}

// cursorAt is the cursor of a text. It has no colour of its own, since that would not be
// reset on exit.
func cursorAt(x, y int) *tea.Cursor {
	c := tea.NewCursor(x, y)
	c.Shape, c.Blink = tea.CursorBar, false
	return c
}

// flat is text as it is drawn on one line.
func flat(text string) string { return strings.ReplaceAll(visible(text), "\n", "  ") }
