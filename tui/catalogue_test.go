package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"zdg/checklist"
	"zdg/checklist/explain"
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
