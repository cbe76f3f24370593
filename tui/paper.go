package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// measure is how many columns text has at most.
const measure = 76

// paper is what a page is written on, line by line; its left edge is that of the
// page's text. Lines are never wider than it.
type paper struct {
	theme
	width  int // columns of text
	lines  []string
	cursor *tea.Cursor    // of the focused input, in paper's lines
	bar    lipgloss.Style // of the bar beside what has the focus
	top    int            // first and last line of that: kept in sight
	bottom int            // -1: nothing has the focus
}

func newPaper(th theme, width int) *paper {
	return &paper{theme: th, width: max(min(measure, width), 8), bottom: -1}
}

// put and hang take text as it is, and draw it so that nothing in it acts on the
// terminal; a style goes beside it.

// put writes text in a style, wrapped, further in by indent.
func (p *paper) put(indent int, style lipgloss.Style, text string) {
	for _, line := range wrap(visible(text), p.width-indent) {
		p.line(strings.Repeat(" ", indent) + style.Render(line))
	}
}

// hang writes text behind a lead, with the following lines aligned under it.
func (p *paper) hang(indent int, lead string, style lipgloss.Style, text string) {
	w := lipgloss.Width(lead)
	for i, line := range wrap(visible(text), p.width-indent-w) {
		if i > 0 {
			lead = strings.Repeat(" ", w)
		}
		p.line(strings.Repeat(" ", indent) + lead + style.Render(line))
	}
}

// line writes one line as it is, cut with a sign at the edge.
func (p *paper) line(s string) { p.lines = append(p.lines, ansi.Truncate(s, p.width, "…")) }

// ends writes one line with something at its right end; where both do not fit, the left
// is cut.
func (p *paper) ends(left, right string) {
	if right == "" {
		p.line(left)
		return
	}
	room := p.width - lipgloss.Width(right) - 2
	if room < 8 {
		p.line(left)
		return
	}
	left = ansi.Truncate(left, room, "…")
	p.line(left + strings.Repeat(" ", p.width-lipgloss.Width(left)-lipgloss.Width(right)) + right)
}

// gap leaves one line blank; never two, never at the top.
func (p *paper) gap() {
	if n := len(p.lines); n > 0 && p.lines[n-1] != "" {
		p.lines = append(p.lines, "")
	}
}

// block writes lines that are rendered already, such as an input, and puts the
// cursor into them.
func (p *paper) block(indent int, rendered string, cursor *tea.Cursor) {
	start := len(p.lines)
	for line := range strings.SplitSeq(rendered, "\n") {
		p.line(strings.Repeat(" ", indent) + line)
	}
	if cursor != nil {
		c := *cursor
		c.X = min(c.X+indent, p.width)
		c.Y += start
		p.cursor = &c
	}
}

// focus marks the lines from start to here as those that have the focus.
func (p *paper) focus(start int, bar lipgloss.Style) {
	p.top, p.bottom, p.bar = start, len(p.lines)-1, bar
}

// hyphen stands for one while text is wrapped, which would break at it: no text that is
// drawn has this noncharacter, since visible takes it out.
const hyphen = "\ufdd0"

// wrap breaks text between words, and a word only where it is wider than a line: never at
// a hyphen, which dates and identifiers have.
func wrap(text string, width int) []string {
	text = strings.ReplaceAll(text, "-", hyphen)
	return strings.Split(strings.ReplaceAll(ansi.Wrap(text, max(width, 8), ""), hyphen, "-"), "\n")
}
