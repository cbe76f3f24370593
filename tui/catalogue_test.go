package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
)

// TestTheCatalogueIsDrawnAsWritten: our own words are never masked, and the account's
// stand beside them.
func TestTheCatalogueIsDrawnAsWritten(t *testing.T) {
	flat := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for _, d := range explain.All() {
		d.Said = `401 some_error: "code=•••"`
		p := newPaper(newTheme(true), 90)
		diagnose(p, checklist.StepResult{Diagnosis: &d})
		got := ansi.Strip(strings.Join(p.lines, "\n"))
		for _, want := range []string{d.What, d.Said, d.Cause, d.Check, d.Fix, string(d.Code)} {
			if !strings.Contains(flat(got), flat(want)) {
				t.Errorf("%s lacks %q:\n%s", d.Code, want, got)
			}
		}
	}
}

// TestTheFindingsOwnFixIsShown beside that of the diagnosis: until when a token lives and
// where it is deleted stands nowhere else.
func TestTheFindingsOwnFixIsShown(t *testing.T) {
	flat := func(s string) string { return strings.Join(strings.Fields(s), "") }
	d, _ := explain.Lookup("revoke-ignored")
	const own = "it may live until 2026-12-04T13:16:04Z: delete it in Admin Center"
	draw := func(s checklist.StepResult) string {
		p := newPaper(newTheme(true), 90)
		diagnose(p, s)
		return flat(ansi.Strip(strings.Join(p.lines, "\n")))
	}
	if got := draw(checklist.StepResult{Diagnosis: &d, Fix: own}); !strings.Contains(got, flat(own)) || !strings.Contains(got, flat(d.Fix)) {
		t.Error(got)
	}
	if got := draw(checklist.StepResult{Diagnosis: &d, Fix: d.Fix}); strings.Count(got, flat(d.Fix)) != 1 {
		t.Error("said twice:", got)
	}
	draft := filled()
	e := measured(draft, checklist.StepIdentity, explain.Seen{})
	e = e.WithStep(checklist.Step{ID: checklist.StepIdentity, NotRun: "not asked for", Facts: []checklist.Fact{{Key: checklist.KeySaid, Value: "403 quota_77"}}})
	p := newPaper(newTheme(true), 90)
	(&testPage{desk: &desk{state: flow.State{Draft: draft, Evidence: e}}}).drawSteps(p)
	if got := ansi.Strip(strings.Join(p.lines, "\n")); !strings.Contains(got, "403 quota_77") {
		t.Error(got)
	}
	said := checklist.StepResult{Fix: own, Facts: []checklist.Fact{{Key: checklist.KeySaid, Value: "403 quota_77"}}}
	if got := draw(said); !strings.Contains(got, flat("403 quota_77")) || !strings.Contains(got, flat(own)) {
		t.Error(got)
	}
}
