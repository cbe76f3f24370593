package tui

import (
	"fmt"

	"zdg/checklist"
	"zdg/flow"
)

func (t *testPage) drawOutcome(p *paper) {
	style := p.bad
	switch checklist.OutcomeOf(t.state.Draft, t.state.Evidence) {
	case checklist.Passed:
		style = p.ok
	case checklist.Denied, checklist.Cancelled, "": // "": made on other answers
		style = p.warn
	}
	p.put(0, style.Bold(true), checklist.OutcomeText(t.state.Draft, t.state.Evidence))
	p.gap()
}

// drawSteps writes each step with its verdict, and what to do about a bad one.
func (t *testPage) drawSteps(p *paper) {
	running := t.state.Test.Phase == flow.Running
	for _, s := range checklist.Steps(t.state.Draft, t.state.Evidence) {
		if running && s.ID == t.state.Test.Current {
			p.put(0, p.accent, "▸ "+s.ID.Title()+" …")
			continue
		}
		style := p.verdict(s.Verdict)
		if s.Verdict == checklist.NotRun {
			if !running {
				p.hang(0, style.Render("○ "), style, s.ID.Title()+": "+s.Summary)
				quote(p, s)
			} else {
				p.put(0, style, "○ "+s.ID.Title())
			}
			continue
		}
		p.hang(0, style.Render(s.Verdict.Mark()+" "), p.text, s.Summary)
		if s.Verdict == checklist.Fail || s.Verdict == checklist.Warn {
			diagnose(p, s)
		}
	}
}

// diagnose writes what happened, the cause, how to check it, and the fix.
func diagnose(p *paper, s checklist.StepResult) {
	if d := s.Diagnosis; d != nil {
		for _, row := range [][2]string{{"what ", d.What}, {"said ", d.Said}, {"cause", d.Cause}, {"check", d.Check}, {"fix  ", d.Fix}, {"also ", s.Remedy()}} {
			if row[1] != "" {
				p.hang(2, p.muted.Render(row[0]+"  "), p.text, row[1])
			}
		}
		p.put(2, p.muted, fmt.Sprintf("%s, %s %s, %s", d.Code, d.Source.Key, d.Source.AsOf.Format("2006-01-02"), d.Confidence))
		return
	}
	quote(p, s)
	if s.Fix != "" {
		p.hang(2, p.muted.Render("fix    "), p.text, s.Fix)
	}
}

// quote writes what the account said at a step, where it said something.
func quote(p *paper, s checklist.StepResult) {
	if said := s.Said(); said != "" {
		p.hang(2, p.muted.Render("said   "), p.text, said)
	}
}
