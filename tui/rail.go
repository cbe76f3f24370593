package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

const railWidth = 18 // columns of the rail

// sign is the mark of a stage or page, with its style.
func (d *shared) sign(stand page.Status) (string, lipgloss.Style) {
	switch {
	case stand.Fails > 0:
		return "✗", d.theme.bad
	case stand.Mark == "✓":
		return stand.Mark, d.theme.ok
	case stand.Mark == "!":
		return stand.Mark, d.theme.warn
	}
	return stand.Mark, d.theme.muted
}

// rail is the column of stages, for wide screens; the stage that is shown opens its pages.
func (d *shared) rail() []string {
	var lines []string
	here := flow.PageOf(d.state.Page)
	for _, stage := range checklist.Stages() {
		mark, style := d.sign(page.StageStatus(d.state, d.results(), stage))
		name, count := stage.Title(), ""
		if n := page.StageStatus(d.state, d.results(), stage).Fails; n > 0 {
			count = fmt.Sprintf("  %d", n)
		}
		if stage != here.Stage {
			lines = append(lines, style.Render(mark)+" "+d.theme.text.Render(name)+d.theme.bad.Render(count))
			continue
		}
		own := ""
		if mark != "·" && mark != "–" {
			own = " " + style.Render(mark)
		}
		lines = append(lines, d.theme.accent.Bold(true).Render("◆ "+name)+own+d.theme.bad.Render(count))
		for _, p := range flow.Pages() {
			if p.Stage != stage || p.Short == "" || flow.Skipped(p.ID, d.state.Draft) {
				continue
			}
			mark, style := d.sign(page.PageStatus(d.state, d.results(), p))
			if p.ID == d.state.Page {
				mark, style = "›", d.theme.accent.Bold(true)
				lines = append(lines, d.theme.muted.Render("│ ")+style.Render(mark+" "+p.Short))
				continue
			}
			lines = append(lines, d.theme.muted.Render("│ ")+style.Render(mark)+" "+p.Short)
		}
	}
	return lines
}

// strip is one line of stages, for narrow screens: with a mark each, else the stage that
// is shown and its number.
func (d *shared) strip(width int) string {
	var parts []string
	here := flow.PageOf(d.state.Page).Stage
	number := 0
	for i, stage := range checklist.Stages() {
		stand := page.StageStatus(d.state, d.results(), stage)
		mark, style := d.sign(stand)
		if stage == here {
			number = i + 1
			parts = append(parts, d.theme.accent.Bold(true).Render("◆ "+stage.Title()))
			continue
		}
		parts = append(parts, style.Render(mark)+" "+stage.Title())
	}
	if line := strings.Join(parts, "  "); lipgloss.Width(line) <= width {
		return line
	}
	return d.theme.accent.Bold(true).Render("◆ "+here.Title()) + d.theme.muted.Render(fmt.Sprintf("  %d of %d", number, len(parts)))
}
