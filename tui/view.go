package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/page"
)

// The smallest screen the wizard draws on, and from which width what stands beside the page.
const (
	minWidth   = 40
	minHeight  = 10
	railFrom   = 96
	panelFrom  = 132
	panelWidth = 34
	airyFrom   = 20 // lines from which the frame has a blank one above and below
	gutter     = 2  // columns between rail and text: the bar of the focus stands in them
	margin     = 2  // columns left and right of everything
)

// frame is where everything stands: it depends on the size of the screen alone, so that
// nothing jumps from page to page.
type frame struct {
	width, height int
	rail, panel   bool
	left          int // column of the page's text
	text          int // its width
	above         int // blank lines above the header, and below the row of keys
}

func (m *model) frame() frame {
	f := frame{width: m.width, height: m.height, left: margin, rail: m.width >= railFrom, panel: m.width >= panelFrom && !m.narrow}
	if f.rail {
		f.left = margin + railWidth + gutter
	}
	right := f.width - margin
	if f.panel {
		right -= panelWidth + gutter
	}
	f.text = min(measure, right-f.left)
	if f.height >= airyFrom {
		f.above = 1
	}
	return f
}

// View draws header, rail, page, toast and row of keys, if anything has happened.
func (m *model) View() tea.View {
	if m.view == nil {
		v := m.newView()
		m.view, m.drawn = &v, time.Now()
	}
	return *m.view
}

func (m *model) newView() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.KeyboardEnhancements.ReportAlternateKeys = true // see latin
	v.WindowTitle = "zdg"
	if m.leaving {
		return v
	}
	if m.width < minWidth || m.height < minHeight {
		if m.width < 20 {
			v.Content = "too small"
			return v
		}
		v.Content = fmt.Sprintf("zdg needs %dx%d,\nthis is %dx%d.\nNothing is lost.", minWidth, minHeight, m.width, m.height)
		return v
	}
	v.Content, v.Cursor = m.compose()
	if m.ASCII {
		v.Content = plainMarks.Replace(v.Content)
	}
	if wait := m.state.Test.Wait; wait != nil && m.moving() && !wait.Deadline.IsZero() {
		left := wait.Deadline.Sub(m.Now())
		v.WindowTitle = "zdg: waiting " + page.Clock(left)
		v.ProgressBar = tea.NewProgressBar(tea.ProgressBarDefault, int(100-100*left.Seconds()/wait.Deadline.Sub(wait.Since).Seconds()))
	}
	return v
}

func (m *model) compose() (string, *tea.Cursor) {
	f := m.frame()
	p := newPaper(m.theme, f.text)
	bindings := m.bindings()
	if m.over != nil {
		m.over.draw(p)
		bindings = m.over.bindings()
	} else {
		m.body.draw(p)
	}
	head := m.head(f)
	foot := m.foot(f, bindings)
	room := f.height - len(head) - len(foot)
	m.keepInView(p, room)
	body := append([]string{}, p.lines[m.top:min(m.top+room, len(p.lines))]...)
	for len(body) < room {
		body = append(body, "")
	}
	var rail, panel []string
	if f.rail {
		rail = m.rail()
	}
	if f.panel && m.over == nil {
		panel = m.panel()
	}
	for i := range body {
		body[i] = m.row(f, p, i, body[i], at(rail, i), at(panel, i))
	}
	if m.top > 0 {
		body[0] = m.row(f, p, -1, m.theme.muted.Render(fmt.Sprintf("↑ %d more", m.top+1)), at(rail, 0), at(panel, 0))
	}
	if more := len(p.lines) - m.top - room; more > 0 && room > 1 {
		body[room-1] = m.row(f, p, -1, m.theme.muted.Render(fmt.Sprintf("↓ %d more", more+1)), at(rail, room-1), at(panel, room-1))
	}
	cursor := p.cursor
	if cursor != nil {
		c := *cursor
		c.Y += len(head) - m.top
		c.X = min(c.X+f.left, f.width-1)
		cursor = &c
		if m.over != nil || c.Y < len(head) || c.Y >= f.height-len(foot) {
			cursor = nil
		}
	}
	return strings.Join(append(append(head, body...), foot...), "\n"), cursor
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// row is a line of the screen: rail, bar of the focus, text, panel.
func (m *model) row(f frame, p *paper, i int, text, rail, panel string) string {
	var b strings.Builder
	left := f.left - gutter
	b.WriteString(strings.Repeat(" ", min(margin, left)))
	if f.rail {
		b.WriteString(pad(ansi.Truncate(rail, railWidth, "…"), railWidth)[:])
	}
	line := b.String()
	if w := lipgloss.Width(line); w > left {
		line = ansi.Truncate(line, left, "")
	} else {
		line += strings.Repeat(" ", left-w)
	}
	bar := strings.Repeat(" ", gutter)
	if on := m.top + i; i >= 0 && m.over == nil && p.bottom >= 0 && on >= p.top && on <= p.bottom {
		bar = p.bar.Render("┃") + " "
	}
	line += bar + text
	if panel != "" {
		line = pad(line, f.width-margin-panelWidth) + panel
	}
	return line
}

// head is the line with account and client, and the strip of stages where there is no
// rail.
func (m *model) head(f frame) []string {
	lines := slices.Repeat([]string{""}, f.above)
	left := m.theme.strong.Render("zdg")
	who := []string{}
	for _, field := range []checklist.Field{checklist.FieldSubdomain, checklist.FieldIdentifier} {
		text := strings.TrimSpace(m.state.Draft.Get(field))
		if sub, err := zendesk.ParseSubdomain(text); field == checklist.FieldSubdomain && err == nil {
			text = sub.String()
		}
		if text != "" && !m.Session.Doubts(field, text) {
			who = append(who, ansi.Truncate(strings.ReplaceAll(visible(text), "\n", " "), 30, "…"))
		}
	}
	if len(who) > 0 {
		left += "   " + strings.Join(who, " · ")
	}
	right := m.theme.muted.Render("new request")
	switch {
	case m.state.Practice:
		right = m.theme.warn.Render("PRACTICE") + m.theme.muted.Render(" nothing is real")
	case m.state.File != "":
		right = m.theme.muted.Render("saved in " + ansi.Truncate(visible(m.state.File), 30, "…"))
		if !m.state.Saved {
			right = m.theme.muted.Render("saving in " + ansi.Truncate(visible(m.state.File), 30, "…"))
		}
	}
	edge := newPaper(m.theme, 0)
	edge.width = f.width - 2*margin
	edge.ends(left, right)
	lines = append(lines, strings.Repeat(" ", margin)+edge.lines[0])
	if !f.rail {
		lines = append(lines, strings.Repeat(" ", margin)+ansi.Truncate(m.strip(f.width-2*margin), f.width-2*margin, "…"))
	}
	return append(lines, "")
}

// foot is the toast and the row of keys.
func (m *model) foot(f frame, bindings []binding) []string {
	toast := ""
	switch {
	case m.said != "":
		toast = m.theme.muted.Render(visible(m.said))
	case m.quiet:
	case m.state.Notice.Text != "" && m.state.Notice.Bad:
		toast = m.theme.bad.Render("✗ " + visible(m.state.Notice.Text))
	case m.state.Notice.Text != "":
		toast = m.theme.muted.Render(visible(m.state.Notice.Text))
	}
	indent := strings.Repeat(" ", f.left)
	var lines []string
	for i, line := range wrap(toast, f.width-f.left-margin) {
		if i == 3 {
			break
		}
		lines = append(lines, indent+line)
	}
	right := []binding{bind("Why", nil, "f1"), bind("Quit", nil, "ctrl+c")}
	if m.over != nil {
		right = right[1:]
	}
	lines = append(lines, strings.Repeat(" ", margin)+keyRow(m.theme, bindings, right, f.width-2*margin))
	return append(lines, make([]string, f.above)...)
}

// panel says beside the page why it asks.
func (m *model) panel() []string {
	p := newPaper(m.theme, panelWidth)
	info := flow.PageOf(m.state.Page)
	p.put(0, m.theme.strong, "Why")
	for _, paragraph := range info.Story {
		p.gap()
		p.put(0, m.theme.muted, paragraph)
	}
	p.gap()
	source := zendesk.SourceOf(info.Source)
	p.put(0, m.theme.link.Hyperlink(source.URL), "Source: "+info.Source+", as of "+source.AsOf.Format("2006-01-02"))
	return p.lines
}

// keepInView keeps what has the focus on screen, and the page from scrolling away.
func (m *model) keepInView(p *paper, room int) {
	if p.bottom >= 0 && !m.scrolled {
		if p.bottom >= m.top+room-1 {
			m.top = p.bottom - room + 2
		}
		if p.top <= m.top {
			m.top = p.top - 1
		}
		if p.bottom < room-1 { // all from the start fits: show the start
			m.top = 0
		}
	}
	m.top = max(min(m.top, len(p.lines)-room), 0)
}
