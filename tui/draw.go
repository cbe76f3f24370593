package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

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
		if f := b.field(block.ID); f != nil {
			b.drawField(p, f)
		}
	case page.Entry:
		b.drawEntry(p, block)
	case page.Diagnosis:
		b.drawDiagnosis(p, block)
	case page.Choices:
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
	right := p.muted.Render(flat(c.Keys))
	room := p.width - lipgloss.Width(lead) - lipgloss.Width(right) - 2
	value := visible(c.Value)
	if room < 20 || lipgloss.Width(value) > room || strings.Contains(value, "\n") {
		if lead != "" || c.Keys != "" {
			p.ends(p.muted.Render(lead), right)
		}
		for line := range strings.SplitSeq(strings.TrimRight(hardWrap(value, p.width), "\n"), "\n") {
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
	if r.RightGood {
		right = p.ok.Render(flat(r.Right))
	}
	line := mark + style.Render(label)
	if r.Value != "" || r.Prefix != "" {
		width := labelWidth - lipgloss.Width(mark)
		line = mark + style.Render(pad(label, width)) + p.muted.Render(flat(r.Prefix)) + p.text.Render(flat(r.Value))
	}
	p.ends(line, right)
	if !on {
		return
	}
	if whole := r.Prefix + r.Value; strings.Contains(whole, "\n") || labelWidth+lipgloss.Width(whole) > p.width-lipgloss.Width(right) {
		p.put(2, p.text, whole)
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
	if g.Urgent {
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
func (d *shared) spinner() string {
	if !d.moving() {
		return page.Spinner
	}
	frames := []rune("⠋⠙⠹⠸⠼⠴⠦⠧")
	return string(frames[int(d.Now().Unix())%len(frames)])
}

// moving reports whether what runs may move.
func (d *shared) moving() bool { return !d.NoMotion }

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
