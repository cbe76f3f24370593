package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"zdg/flow/page"
)

// maxTextWidth is how many columns of text stand beside each other at most.
const maxTextWidth = 76

// canvas is what a page is drawn on, line by line. Its left edge is that of the page's text.
// No line is wider than the canvas.
type canvas struct {
	theme
	width  int  // in columns
	tight  bool // the screen is too low for gaps
	lines  []string
	pinned int         // so many lines at the top never scroll away
	head   int         // so many stay where what has the focus leaves room for them
	cursor *tea.Cursor // of the focused input, counted in lines; nil: there is none
	kept   *kept       // what was drawn on it last; nil: draw all anew

	top, bottom int                    // the first and last line of what has the focus; bottom is -1 when nothing has
	bars        map[int]lipgloss.Style // beside which lines a bar stands
}

func newCanvas(th theme, width int) *canvas {
	return &canvas{theme: th, width: max(min(maxTextWidth, width), 8), bottom: -1, bars: map[int]lipgloss.Style{}}
}

// title writes what the page is about, which stays in sight however far the page is scrolled.
// At its right end stands what is counted, if anything is.
func (p *canvas) title(style lipgloss.Style, text, right string) {
	if right == "" {
		p.wrap(style, text)
	} else {
		p.spread(style.Render(visible(text)), p.muted.Render(right))
	}
	p.pinned = len(p.lines)
	p.head = p.pinned
}

// wrap writes text in a style, on as many lines as it needs. Like hang it takes any text:
// nothing in it can act on the terminal.
func (p *canvas) wrap(style lipgloss.Style, text string) { p.hang("", style, text) }

// hang writes text behind lead, its further lines aligned below the first.
func (p *canvas) hang(lead string, style lipgloss.Style, text string) {
	indent := lipgloss.Width(lead)
	for _, line := range p.rendered(style, visible(text), p.width-indent) {
		p.line(lead + line)
		lead = strings.Repeat(" ", indent)
	}
}

// remark writes text in the style of a tone, behind a mark.
func (p *canvas) remark(tone page.Tone, mark, text string) {
	p.hang(p.mark(mark, tone).Render(mark+" "), p.tone(tone), text)
}

// line writes one line that is rendered already. What is too wide is cut with an ellipsis.
func (p *canvas) line(s string) { p.lines = append(p.lines, ansi.Truncate(s, p.width, "…")) }

// spread writes one line with right at its right end. When there is no room for both, left
// is cut, or right, if it is long, gets a line of its own.
func (p *canvas) spread(left, right string) {
	room := p.width - lipgloss.Width(right) - 2
	switch {
	case right == "":
		p.line(left)
		return
	case lipgloss.Width(left) > room && lipgloss.Width(right) > p.width/3:
		p.line(left)
		left = ""
	}
	left = ansi.Truncate(left, max(room, 0), "…")
	p.line(left + strings.Repeat(" ", max(p.width-lipgloss.Width(left)-lipgloss.Width(right), 0)) + right)
}

// labelWidth is the column at which the values of answers and tables begin.
func (p *canvas) labelWidth() int { return min(26, p.width/2) }

// gap leaves one line blank: never two, and none at the top.
func (p *canvas) gap() {
	if !p.tight && !p.afterGap() {
		p.lines = append(p.lines, "")
	}
}

// afterGap reports whether a gap needs no line here. A blank line with a bar is one of what the
// bar stands beside.
func (p *canvas) afterGap() bool {
	n := len(p.lines)
	_, barred := p.bars[n-1]
	return n == 0 || p.lines[n-1] == "" && !barred
}

// block writes lines that are rendered already, such as those of an input. cursor is counted
// from their first; nil for none.
func (p *canvas) block(rendered string, cursor *tea.Cursor) {
	start := len(p.lines)
	for line := range strings.SplitSeq(rendered, "\n") {
		p.line(line)
	}
	if cursor != nil {
		cursor.X, cursor.Y = min(cursor.X, p.width), cursor.Y+start
		p.cursor = cursor
	}
}

// indent draws something on a canvas of its own, and writes the lines of that behind lead.
func (p *canvas) indent(lead string, draw func(inner *canvas)) {
	inner := newCanvas(p.theme, p.width-lipgloss.Width(lead))
	inner.tight = p.tight
	draw(inner)
	if last := len(inner.lines) - 1; last >= 0 && inner.lines[last] == "" {
		inner.lines = inner.lines[:last]
	}
	for _, line := range inner.lines {
		p.line(lead + line)
	}
}

// markFocus says that the lines from start on have the focus.
func (p *canvas) markFocus(start int, bar lipgloss.Style) {
	p.top, p.bottom = start, len(p.lines)-1
	p.markBar(start, bar)
}

// markBar puts a bar beside the lines from start on.
func (p *canvas) markBar(start int, bar lipgloss.Style) {
	for i := start; i < len(p.lines); i++ {
		p.bars[i] = bar
	}
}
