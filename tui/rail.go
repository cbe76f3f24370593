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

// stageSign tells where a stage stands: here, ahead, or behind us, and then
// whether anything in it fails or still has to be done.
func stageSign(d *desk, stage checklist.Stage) (string, lipgloss.Style) {
	s := d.state
	switch {
	case stage == flow.PageOf(s.Page).Stage:
		return here, d.theme.accent.Bold(true)
	case flow.Index(flow.StagePage(stage)) > flow.Index(s.Reached):
		return "·", d.theme.muted
	}
	switch d.stageVerdict(stage) {
	case checklist.Fail:
		return "✗", d.theme.text
	case checklist.NotRun:
		return "○", d.theme.text
	}
	return "✓", d.theme.text
}

// stageVerdict is fail where a check of the stage fails, and not-run for a test
// that was not made or not finished; the review fails with any check.
func (d *desk) stageVerdict(stage checklist.Stage) checklist.Verdict {
	switch o := checklist.OutcomeOf(d.state.Draft, d.state.Evidence); {
	case stage == checklist.TestStage && o != checklist.Passed && o != checklist.Failed:
		return checklist.NotRun
	case stage == checklist.TestStage && o == checklist.Failed:
		return checklist.Fail
	}
	for _, r := range d.results() {
		if r.Verdict == checklist.Fail && (r.Stage == stage || stage == checklist.Review) {
			return checklist.Fail
		}
	}
	return checklist.Pass
}

// leftRail is the column of stages, for wide screens.
func leftRail(d *desk) []string {
	th, s := d.theme, d.state
	lines := []string{th.strong.Render("zdg"), ""}
	if s.Practice {
		lines[1] = th.warn.Render("PRACTICE")
		lines = append(lines, "")
	}
	for i, stage := range checklist.Stages() {
		sign, style := stageSign(d, stage)
		lines = append(lines, style.Render(fmt.Sprintf("%s %d %s", sign, i+1, stage.Title())))
	}
	return lines
}

// topRail is one line of stages: with a sign each, else with the current one's
// alone; where that does not fit, the stage and its number.
func topRail(d *desk, width int) string {
	th, s := d.theme, d.state
	lead := strings.Repeat(" ", margin)
	if s.Practice {
		lead += th.warn.Render("PRACTICE") + "  "
	}
	var signed, short []string
	number := 0
	for i, stage := range checklist.Stages() {
		sign, style := stageSign(d, stage)
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
