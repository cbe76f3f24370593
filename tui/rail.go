package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"zdg/checklist"
	"zdg/flow"
)

const (
	railWidth = 16  // columns of the left rail
	here      = "▸" // the sign of the stage that is shown
)

// stageSign tells where a stage stands: behind us, here, or ahead.
func stageSign(th theme, s flow.State, stage checklist.Stage) (string, lipgloss.Style) {
	switch {
	case stage == flow.PageOf(s.Page).Stage:
		return here, th.accent.Bold(true)
	case flow.Index(flow.StagePage(stage)) <= flow.Index(s.Reached):
		return "✓", th.text
	default:
		return "·", th.muted
	}
}

// leftRail is the column of stages, for wide screens.
func leftRail(th theme, s flow.State) []string {
	lines := []string{th.strong.Render("zdg"), ""}
	if s.Practice {
		lines[1] = th.warn.Render("PRACTICE")
		lines = append(lines, "")
	}
	for i, stage := range checklist.Stages() {
		sign, style := stageSign(th, s, stage)
		lines = append(lines, style.Render(fmt.Sprintf("%s %d %s", sign, i+1, stage.Title())))
	}
	return lines
}

// topRail is one line of stages: with a sign each, else with the current one's
// alone; where that does not fit, the stage and its number.
func topRail(th theme, s flow.State, width int) string {
	lead := strings.Repeat(" ", margin)
	if s.Practice {
		lead += th.warn.Render("PRACTICE") + "  "
	}
	var signed, short []string
	number := 0
	for i, stage := range checklist.Stages() {
		sign, style := stageSign(th, s, stage)
		signed = append(signed, style.Render(sign+stage.Title()))
		if sign == here {
			number = i + 1
			short = append(short, style.Render(sign+stage.Title()))
		} else {
			short = append(short, style.Render(stage.Title()))
		}
	}
	for _, parts := range [][]string{signed, short} {
		if line := lead + strings.Join(parts, " "); width >= 60 && lipgloss.Width(line) <= width {
			return line
		}
	}
	stage := flow.PageOf(s.Page).Stage
	return lead + th.accent.Bold(true).Render(fmt.Sprintf("%s %d/%d", stage.Title(), number, len(short)))
}
