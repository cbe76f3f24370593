package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"zdg/checklist/explain"
	"zdg/flow/page"
)

// TestTheCatalogueIsDrawnAsWritten: our own words are never masked, and the account's
// stand beside them.
func TestTheCatalogueIsDrawnAsWritten(t *testing.T) {
	flat := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "┃", "")), "") }
	for _, d := range explain.All() {
		d.Said = `401 some_error: "code=•••"`
		p := newPaper(newTheme(true, colorprofile.TrueColor), 90)
		(&body{}).drawDiagnosis(p, page.Diagnosis{What: d.What, Said: d.Said, Cause: d.Cause, Check: d.Check, Fix: d.Fix, Source: string(d.Code)})
		got := ansi.Strip(strings.Join(p.lines, "\n"))
		for _, want := range []string{d.What, d.Said, d.Cause, d.Check, d.Fix, string(d.Code)} {
			if !strings.Contains(flat(got), flat(want)) {
				t.Errorf("%s lacks %q:\n%s", d.Code, want, got)
			}
		}
	}
}
