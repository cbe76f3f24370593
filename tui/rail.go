package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"zdg/checklist"
	"zdg/flow"
)

const railWidth = 16 // columns of the left rail

// stageSign tells where a stage stands: behind us, here, or ahead.
func stageSign(th theme, s flow.State, stage checklist.Stage) (string, lipgloss.Style) {
	here := flow.PageOf(s.Page).Stage
	switch {
	case stage == here:
		return "▸", th.accent.Bold(true)
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

// topRail is one line of stages; where that does not fit, the stage and its number.
func topRail(th theme, s flow.State, width int) string {
	badge := ""
	if s.Practice {
		badge = th.warn.Render("PRACTICE") + "  "
	}
	var parts []string
	number := 0
	for i, stage := range checklist.Stages() {
		sign, style := stageSign(th, s, stage)
		if sign == "▸" {
			number = i + 1
		}
		parts = append(parts, style.Render(sign+stage.Title()))
	}
	line := strings.Repeat(" ", margin) + badge + strings.Join(parts, " ")
	if width >= 60 && lipgloss.Width(line) <= width {
		return line
	}
	here := flow.PageOf(s.Page).Stage
	return strings.Repeat(" ", margin) + badge + th.accent.Bold(true).Render(fmt.Sprintf("%s %d/%d", here.Title(), number, len(parts)))
}
