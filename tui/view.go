package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// The smallest screen the wizard draws on.
const (
	minWidth  = 40
	minHeight = 10
	railFrom  = 100 // columns from which the rail stands on the left
)

// View draws rail, page, notice and help bar.
func (m *model) View() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.WindowTitle = "zdg"
	if m.leaving {
		return v
	}
	if m.width < minWidth || m.height < minHeight {
		v.Content = fmt.Sprintf("zdg needs %dx%d,\nthis is %dx%d.\nNothing is lost.", minWidth, minHeight, m.width, m.height)
		return v
	}
	v.Content, v.Cursor = m.compose()
	return v
}

func (m *model) compose() (string, *tea.Cursor) {
	left := m.width >= railFrom && (m.over != nil || !m.page.wide())
	screen, head := m.width, []string{topRail(m.desk, m.width), ""}
	if left {
		screen, head = m.width-railWidth-margin, []string{""}
	}

	p := newPaper(m.theme, screen)
	hints := m.page.hints()
	if m.over != nil {
		m.over.draw(p)
		hints = m.over.hints()
	} else {
		m.page.draw(p)
	}

	foot := m.foot(screen, hints)
	room := m.height - len(head) - len(foot)
	m.sight(p, room)
	if m.top > 0 {
		head[len(head)-1] = m.theme.muted.Render(fmt.Sprintf("%s↑ %d lines, pgup", strings.Repeat(" ", margin), m.top))
	}
	lines := append(head, p.lines[m.top:min(m.top+room, len(p.lines))]...)
	for len(lines) < m.height-len(foot) {
		lines = append(lines, "")
	}
	if more := len(p.lines) - m.top - room; more > 0 {
		foot[0] = m.theme.muted.Render(fmt.Sprintf("%s↓ %d more lines, pgdn", strings.Repeat(" ", margin), more))
	}
	lines = append(lines, foot...)

	cursor := p.cursor
	if cursor != nil {
		c := *cursor
		c.Y += len(head) - m.top
		if m.over != nil || c.Y < len(head) || c.Y >= m.height-len(foot) {
			cursor = nil
		} else {
			cursor = &c
		}
	}
	if !left {
		return strings.Join(lines, "\n"), cursor
	}
	if cursor != nil {
		cursor.X += railWidth + margin
	}
	return m.beside(lines), cursor
}

// beside puts the left rail next to the page.
func (m *model) beside(lines []string) string {
	rail := append([]string{""}, leftRail(m.desk)...)
	for i, line := range lines {
		side := ""
		if i < len(rail) {
			side = rail[i]
		}
		pad := max(railWidth-lipgloss.Width(side), 0)
		lines[i] = strings.Repeat(" ", margin) + side + strings.Repeat(" ", pad) + line
	}
	return strings.Join(lines, "\n")
}

// foot is the notice, above the help bar, and a line between them and the page.
func (m *model) foot(screen int, hints []hint) []string {
	notice := ""
	indent := strings.Repeat(" ", margin)
	switch {
	case m.quiet && m.said == "":
	case !m.quiet && m.state.Notice.Text != "" && m.state.Notice.Bad:
		notice = m.theme.bad.Render("✗ " + visible(m.state.Notice.Text))
	case !m.quiet && m.state.Notice.Text != "":
		notice = m.theme.muted.Render(visible(m.state.Notice.Text))
	case m.said != "":
		notice = m.theme.muted.Render(m.said)
	}
	foot := []string{""}
	if notice != "" {
		for _, line := range wrap(notice, screen-2*margin) {
			foot = append(foot, indent+line)
		}
		foot = append(foot, "")
	}
	return append(foot, ansi.Truncate(helpBar(m.theme, hints, screen), screen, ""))
}

// sight keeps what has the focus on screen, and the page from scrolling away.
func (m *model) sight(p *paper, room int) {
	if p.bottom >= 0 && !m.scrolled {
		if p.bottom >= m.top+room {
			m.top = p.bottom - room + 1
		}
		if p.top < m.top {
			m.top = p.top
		}
		if p.bottom < room { // all from the start fits: show the start
			m.top = 0
		}
	}
	m.top = max(min(m.top, len(p.lines)-room), 0)
}
