package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
	"zdg/flow/page"
)

// squeezed is text without white space and frames: where lines are broken does not count.
func squeezed(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "┃", "")), "")
}

// TestTheCatalogueIsDrawnAsWritten: no word of a diagnosis is masked, and what the account said stands
// beside it.
func TestTheCatalogueIsDrawnAsWritten(t *testing.T) {
	for _, d := range explain.All() {
		d.Said = `401 some_error: "code=•••"`
		p := newCanvas(newTheme(true, colorprofile.TrueColor), 90)
		(&body{}).drawDiagnosis(p, page.Diagnosis{What: d.What, Said: d.Said, Cause: d.Cause, Check: d.Check, Fix: d.Fix, More: string(d.Code)})
		got := ansi.Strip(strings.Join(p.lines, "\n"))
		for _, want := range []string{d.What, d.Said, d.Cause, d.Check, d.Fix, string(d.Code)} {
			if !strings.Contains(squeezed(got), squeezed(want)) {
				t.Errorf("%s lacks %q:\n%s", d.Code, want, got)
			}
		}
	}
}

// TestTheFindingsOwnFixIsShown beside that of the diagnosis: only it says until when a token lives and
// where it is deleted.
func TestTheFindingsOwnFixIsShown(t *testing.T) {
	shown := func(step checklist.Step, judged func(*checklist.Evidence)) string {
		draft := filled()
		e := measured(draft, step.ID, explain.Seen{}).WithStep(step)
		if judged != nil {
			judged(&e)
		}
		m, _ := draw(t, flow.State{Draft: draft, Evidence: e, Page: flow.PageTest, Reached: flow.PageSheet, AccountURL: "https://d3v-acme.zendesk.com"}, 100, 60)
		all := ""
		for range 12 {
			content, _ := m.compose()
			all += squeezed(ansi.Strip(content))
			if !m.body.move(+1) {
				break
			}
		}
		return all
	}
	said := checklist.Step{ID: checklist.StepIdentity, NotRun: "not asked for", Facts: []checklist.Fact{{Key: checklist.KeySaid, Value: "403 quota_77"}}}
	if got := shown(said, nil); !strings.Contains(got, squeezed("403 quota_77")) {
		t.Error(got)
	}
	ignored := checklist.Step{ID: checklist.StepRevoke, Of: checklist.SubjectOf(filled(), ""), At: noon}
	got := shown(ignored, func(e *checklist.Evidence) {
		e.Revoke = &checklist.Revoke{Status: 204, By: "current", Accepted: true, Access: checklist.StillAlive, Issued: 1, Left: 1, LivesUntil: noon}
	})
	for _, want := range []string{"Fix", "2026-11-22T12:00:00Z", "Also"} {
		if !strings.Contains(got, squeezed(want)) {
			t.Errorf("%q is not shown:\n%s", want, got)
		}
	}
}
