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

// The measures of the frame, in columns and lines.
const (
	minWidth   = 40 // a smaller screen shows only its size
	minHeight  = 10
	railFrom   = 96  // the width from which there is a rail
	panelFrom  = 132 // the width from which there is a panel, too
	panelWidth = 34
	airyFrom   = 20 // the height from which there is a blank line above and below, and between blocks
	gutter     = 2  // between rail and text, where the bar of the focus stands
	margin     = 2  // left and right of everything
)

// frame is the layout of the screen. It depends on the size of the screen and on whether the
// panel was put away, and on nothing else, so that nothing jumps from page to page.
type frame struct {
	width, height int
	rail, panel   bool
	left          int // the column of the page's text
	text          int // the width of that
	above         int // blank lines above the head, and below the row of keys
}

func (m *model) frame() frame {
	f := frame{width: m.width, height: m.height, left: margin, rail: m.width >= railFrom, panel: m.width >= panelFrom && !m.panelHidden}
	if f.rail {
		f.left = margin + railWidth + gutter
	}
	right := f.width - margin
	if f.panel {
		right -= panelWidth + gutter
	}
	f.text = min(maxTextWidth, right-f.left)
	if f.height >= airyFrom {
		f.above = 1
	}
	return f
}

// View draws the screen, if anything has happened since it was drawn last.
func (m *model) View() tea.View {
	if m.view == nil {
		v := m.newView()
		m.view, m.drawnAt = &v, time.Now()
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
		v.Content = fmt.Sprintf("zdg needs %dx%d,\nthis is %dx%d.\nNothing is lost.", minWidth, minHeight, m.width, m.height)
		if m.width < 20 {
			v.Content = "too small"
		}
		return v
	}
	v.Content, v.Cursor = m.compose()
	if m.ASCII {
		v.Content = plainMarks.Replace(v.Content)
	}
	if wait := m.state.Test.Wait; wait != nil && !m.NoMotion && !wait.Deadline.IsZero() {
		left := wait.Deadline.Sub(m.Now())
		v.WindowTitle = "zdg: waiting " + page.Clock(left)
		v.ProgressBar = tea.NewProgressBar(tea.ProgressBarDefault, int(100-100*left.Seconds()/wait.Deadline.Sub(wait.Since).Seconds()))
	}
	return v
}

// compose is the text of the screen, and the cursor in it; nil for none.
func (m *model) compose() (string, *tea.Cursor) {
	f := m.frame()
	if !m.ticked {
		m.kept = nil
	}
	m.ticked = false
	p, k := newCanvas(m.theme, f.text), m.keep(f)
	p.kept, p.tight = k, f.above == 0
	bindings := m.bindings()
	if m.overlay != nil {
		m.overlay.draw(p)
		bindings = m.overlay.bindings()
	} else {
		m.body.draw(p)
	}
	if k.head == nil {
		k.head = m.head(f)
		if f.rail {
			k.rail = m.rail()
		}
		if f.panel && m.overlay == nil {
			k.panel = m.panel()
		}
	}
	head, rail, panel := k.head, k.rail, k.panel
	foot := m.foot(f, bindings)
	room := f.height - len(head) - len(foot)
	for n := len(p.lines); n > room && p.lines[n-1] == "" && (p.cursor == nil || p.cursor.Y < n-1); n-- {
		p.lines = p.lines[:n-1] // there is nothing more to see
	}
	p.bottom = min(p.bottom, len(p.lines)-1)
	m.scrollPage(p, room)
	if cut := len(panel) - room; cut > 0 {
		panel = append(slices.Clone(panel[:room-1]), m.theme.more("↓", cut+1, "f1"))
	}
	top := m.scroll.YOffset()
	body := make([]string, room)
	for i := range body { // the viewport's View would wrap and pad each line once more
		on, sign := i, ""
		if i >= p.pinned {
			on += top
		}
		text := lineAt(p.lines, on)
		switch more := len(p.lines) - top - room; { // a sign covers a line, which is one more that is not in sight
		case i == p.pinned && top > 0:
			sign = m.theme.more("↑", top+1, "pgup")
		case i == room-1 && room > 1 && more > 0:
			sign = m.theme.more("↓", more+1, "pgdn")
		}
		if sign != "" {
			on, text = -1, sign
		}
		body[i] = m.row(f, p, on, text, lineAt(rail, i), lineAt(panel, i))
	}
	if c := p.cursor; c != nil {
		c.X, c.Y = min(c.X+f.left, f.width-1), c.Y+len(head)-top
		if m.overlay != nil || c.Y < len(head)+p.pinned || c.Y >= f.height-len(foot) {
			p.cursor = nil
		}
	}
	return strings.Join(slices.Concat(head, body, foot), "\n"), p.cursor
}

// more says in which direction so many lines are out of sight, and which key leads there.
func (t theme) more(arrow string, lines int, key string) string {
	return t.muted.Render(fmt.Sprintf("%s %d more", arrow, lines)) + "   " + t.accent.Bold(true).Render(key)
}

// lineAt is the line with this index; "" after the last.
func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// row is a line of the screen: rail, bar of the focus, text, panel. on is the line's index
// on the page; -1 for a line without a bar.
func (m *model) row(f frame, p *canvas, on int, text, rail, panel string) string {
	line := strings.Repeat(" ", f.left-gutter)
	if f.rail {
		rail = ansi.Truncate(rail, railWidth, "…")
		line = strings.Repeat(" ", margin) + rail + strings.Repeat(" ", railWidth-lipgloss.Width(rail))
	}
	bar := strings.Repeat(" ", gutter)
	if style, has := p.bars[on]; has && m.overlay == nil {
		bar = style.Render("┃") + " "
	}
	line += bar + text
	if panel != "" {
		line = pad(line, f.width-margin-panelWidth) + panel
	}
	return line
}

// head is the line with the account and the client, and the strip of stages where there is
// no rail.
func (m *model) head(f frame) []string {
	lines := slices.Repeat([]string{""}, f.above)
	left := m.theme.strong.Render("zdg")
	var names []string
	for _, field := range []checklist.Field{checklist.FieldSubdomain, checklist.FieldIdentifier} {
		text := strings.TrimSpace(m.state.Draft.Get(field))
		if sub, err := zendesk.ParseSubdomain(text); field == checklist.FieldSubdomain && err == nil {
			text = sub.String()
		}
		if text != "" && !m.Session.Doubts(field, text) {
			names = append(names, ansi.Truncate(strings.ReplaceAll(visible(text), "\n", " "), 30, "…"))
		}
	}
	if len(names) > 0 {
		left += "   " + strings.Join(names, " · ")
	}
	right := m.theme.muted.Render("new request")
	switch {
	case m.state.Practice:
		right = m.theme.warn.Render("PRACTICE") + m.theme.muted.Render(" nothing is real")
	case m.state.File != "":
		saved := "saved in "
		if !m.state.Saved {
			saved = "saving in "
		}
		right = m.theme.muted.Render(saved + ansi.Truncate(visible(m.state.File), 30, "…"))
	}
	edge := newCanvas(m.theme, 0)
	edge.width = f.width - 2*margin
	edge.spread(ansi.Truncate(left, edge.width-lipgloss.Width(right)-2, "…"), right)
	lines = append(lines, strings.Repeat(" ", margin)+edge.lines[0])
	if !f.rail {
		lines = append(lines, strings.Repeat(" ", margin)+ansi.Truncate(m.strip(f.width-2*margin), f.width-2*margin, "…"))
	}
	if f.above > 0 {
		lines = append(lines, "")
	}
	return lines
}

// foot is the toast, of three lines at most, or two on a low screen, and the row of keys.
func (m *model) foot(f frame, bindings []binding) []string {
	toast, style := m.toast, m.theme.muted
	if notice := m.state.Notice; toast == "" && !m.noticeSeen && notice.Text != "" {
		if toast = page.Sentence(notice.Text); notice.Bad {
			toast, style = "✗ "+toast, m.theme.bad
		}
	}
	indent := strings.Repeat(" ", f.left)
	var lines []string
	room := 2 + f.above
	all := m.theme.rendered(style, visible(toast), f.width-f.left-margin)
	if len(all) > room {
		all = all[:room]
		all[room-1] += m.theme.muted.Render("…")
	}
	for _, line := range all {
		lines = append(lines, indent+line)
	}
	right := []binding{bind("Why", nil, "f1"), bind("Quit", nil, "ctrl+c")}
	if m.overlay != nil {
		right = right[1:]
	}
	for _, line := range m.keep(f).rowOf(m.theme, bindings, right, f.width-2*margin) {
		lines = append(lines, strings.Repeat(" ", margin)+line)
	}
	return append(lines, make([]string, f.above)...)
}

// panel says why the page asks, beside it.
func (m *model) panel() []string {
	p := newCanvas(m.theme, panelWidth)
	info := flow.PageOf(m.state.Page)
	p.wrap(m.theme.strong, "Why")
	for _, paragraph := range info.Story {
		p.gap()
		p.wrap(m.theme.muted, paragraph)
	}
	p.gap()
	source := zendesk.SourceOf(info.Source)
	p.wrap(m.theme.muted, "Source, as of "+source.AsOf.Format(time.DateOnly)+":")
	p.wrap(m.theme.link, source.URL)
	return p.lines
}

// scrollPage puts a page into the viewport, scrolled so that what has the focus is in sight, with a
// line around it. Where there is room for it, what the page is about stays above that. room is the
// number of lines there are.
func (m *model) scrollPage(p *canvas, room int) {
	if p.pinned > room-2 { // else there is no room for what is below
		p.pinned = 0
	}
	follow := p.bottom >= 0 && !m.scrolled
	if follow {
		for p.bottom > p.top && p.lines[p.bottom] == "" && (p.cursor == nil || p.cursor.Y < p.bottom) {
			p.bottom-- // it is kept for what is not said yet
		}
		if signs := 2; p.head+p.bottom-p.top+1+signs <= room {
			p.pinned = p.head
		}
	}
	m.scroll.SetWidth(p.width)
	m.scroll.SetHeight(room - p.pinned)
	m.scroll.SetContentLines(p.lines[p.pinned:])
	m.scroll.SetYOffset(m.scroll.YOffset() + m.scrollNext)
	m.scrollNext = 0
	if !follow {
		return
	}
	top := m.scroll.YOffset()
	if p.bottom >= top+room-1 {
		top = p.bottom - room + 2
	}
	if p.top <= top+p.pinned {
		top = p.top - p.pinned - 1
	}
	if p.cursor != nil { // of a field that is higher than the screen
		top = max(top, p.cursor.Y-room+2)
	}
	if p.bottom < room-1 { // all from the start fits: show the start
		top = 0
	}
	m.scroll.SetYOffset(top)
}
