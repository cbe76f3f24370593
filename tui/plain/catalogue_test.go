package plain

import (
	"bytes"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/explain"
)

// TestTheCatalogueIsSaidAsWritten: our own words are never masked, and the account's
// stand beside them.
func TestTheCatalogueIsSaidAsWritten(t *testing.T) {
	flat := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for _, d := range explain.All() {
		d.Said = `401 some_error: "code=•••"`
		var out bytes.Buffer
		w := &wizard{printer: &printer{out: &out}}
		w.diagnose(checklist.StepResult{Diagnosis: &d})
		for _, want := range []string{d.What, d.Said, d.Cause, d.Check, d.Fix, string(d.Code)} {
			if !strings.Contains(flat(out.String()), flat(want)) {
				t.Errorf("%s lacks %q:\n%s", d.Code, want, out.String())
			}
		}
	}
}
