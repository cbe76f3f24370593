package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

const (
	margin  = 2  // columns left of everything but what is to be copied
	measure = 76 // columns of text at most
)

// paper is what a page is written on, line by line. Lines are never wider than
// the screen.
type paper struct {
	theme
	width  int // columns of text
	screen int // columns of the screen
	lines  []string
	cursor *tea.Cursor // of the focused input, in paper's lines
	top    int         // first and last line of what has the focus: kept in sight
	bottom int
}

func newPaper(th theme, screen int) *paper {
	return &paper{theme: th, screen: screen, width: max(min(measure, screen-margin-1), 10), bottom: -1}
}

// put, hang and bare take text as it is, and draw it so that nothing in it acts
// on the terminal; a style goes beside it.

// put writes text in a style, wrapped, at the margin and further in by indent.
func (p *paper) put(indent int, style lipgloss.Style, text string) {
	for _, line := range wrap(visible(text), p.width-indent) {
		p.line(strings.Repeat(" ", margin+indent) + style.Render(line))
	}
}

// hang writes text behind a lead, with the following lines aligned under it.
func (p *paper) hang(indent int, lead string, style lipgloss.Style, text string) {
	w := lipgloss.Width(lead)
	for i, line := range wrap(visible(text), p.width-indent-w) {
		if i > 0 {
			lead = strings.Repeat(" ", w)
		}
		p.line(strings.Repeat(" ", margin+indent) + lead + style.Render(line))
	}
}

// line writes one line as it is, cut at the screen's edge.
func (p *paper) line(s string) {
	p.lines = append(p.lines, ansi.Truncate(s, p.screen, ""))
}

// gap leaves one line blank; never two, never at the top.
func (p *paper) gap() {
	if n := len(p.lines); n > 0 && p.lines[n-1] != "" {
		p.lines = append(p.lines, "")
	}
}

// bare writes what is to be copied: at column 0, broken only at the screen's edge.
func (p *paper) bare(style lipgloss.Style, text string) {
	for _, line := range strings.Split(ansi.Hardwrap(visible(text), p.screen, true), "\n") {
		p.line(style.Render(line))
	}
}

// block writes lines that are rendered already, such as an input, and puts the
// cursor into them.
func (p *paper) block(indent int, rendered string, cursor *tea.Cursor) {
	start := len(p.lines)
	for _, line := range strings.Split(rendered, "\n") {
		p.line(strings.Repeat(" ", margin+indent) + line)
	}
	if cursor != nil {
		c := *cursor
		c.X += margin + indent
		c.Y += start
		p.cursor = &c
	}
}

// focus marks the lines from start to here as those to keep in sight.
func (p *paper) focus(start int) { p.top, p.bottom = start, len(p.lines)-1 }

func wrap(text string, width int) []string {
	return strings.Split(ansi.Wrap(text, max(width, 8), ""), "\n")
}
