package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

const railWidth = 18 // in columns

// sign is the mark of a stage or a page, with its style.
func (d *shared) sign(status page.Status) (string, lipgloss.Style) {
	if status.Fails > 0 {
		status.Mark = "✗"
	}
	style, has := map[string]lipgloss.Style{"✗": d.theme.bad, "✓": d.theme.ok, "!": d.theme.warn}[status.Mark]
	if !has {
		style = d.theme.muted
	}
	return status.Mark, style
}

// here renders what the person is on.
func (d *shared) here(text string) string { return d.theme.accent.Bold(true).Render(text) }

// rail is the column of stages for wide screens. Below the stage that is shown, it lists the
// pages of that stage.
func (d *shared) rail() []string {
	var lines []string
	current := flow.PageOf(d.state.Page).Stage
	for _, stage := range checklist.Stages() {
		status := page.StageStatus(d.state, d.results(), stage)
		mark, style := d.sign(status)
		line := style.Render(mark) + " " + stage.Title()
		if stage == current {
			if line = d.here("◆ " + stage.Title()); mark != "·" && mark != "–" {
				line += " " + style.Render(mark)
			}
		}
		if status.Fails > 0 {
			line += d.theme.bad.Render(fmt.Sprintf("  %d", status.Fails))
		}
		if lines = append(lines, line); stage != current {
			continue
		}
		for _, p := range flow.Pages() {
			if p.Stage != stage || p.Short == "" || flow.Skipped(p.ID, d.state.Draft) {
				continue
			}
			line := d.here("› " + p.Short)
			if p.ID != d.state.Page {
				mark, style := d.sign(page.PageStatus(d.state, d.results(), p))
				line = style.Render(mark) + " " + p.Short
			}
			lines = append(lines, d.theme.muted.Render("│ ")+line)
		}
	}
	return lines
}

// strip is the one line of stages for narrow screens: all of them with their marks, and as
// many of their titles, and the page of the stage that is shown, as there is room for.
func (d *shared) strip(width int) string {
	current := flow.PageOf(d.state.Page)
	here := ""
	var titles, marks []string
	for _, stage := range checklist.Stages() {
		status := page.StageStatus(d.state, d.results(), stage)
		mark, style := d.sign(status)
		own := mark != "·" && mark != "–"
		if status.Fails > 0 {
			mark += fmt.Sprint(status.Fails)
		}
		mark = style.Render(mark)
		title := mark + " " + stage.Title()
		if stage == current.Stage {
			if here = d.here("◆ " + stage.Title()); own {
				here += " " + mark
			}
			title, mark = here, here
		}
		titles, marks = append(titles, title), append(marks, mark)
	}
	line := strings.Join(titles, "  ")
	if lipgloss.Width(line) > width {
		line = strings.Join(marks, " ")
	}
	if short := d.here(" › " + current.Short); current.Short != "" && lipgloss.Width(line+short) <= width {
		line = strings.Replace(line, here, here+short, 1)
	}
	return line
}
