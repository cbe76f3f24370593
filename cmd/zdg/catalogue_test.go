package main

import (
	"bytes"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/explain"
)

// TestTheCatalogueIsPrintedAsWritten: no word of a diagnosis is masked, however much it looks like a
// header or a code.
func TestTheCatalogueIsPrintedAsWritten(t *testing.T) {
	flat := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for _, d := range explain.All() {
		d.Said = `401 some_error: "code=•••"`
		var step, explained bytes.Buffer
		show := testText{testCommand: &testCommand{}, out: &errWriter{w: &step}, shown: map[checklist.StepID]bool{}}
		show.step(checklist.Draft{}, checklist.Evidence{}, checklist.StepResult{ID: checklist.StepIdentity, Verdict: checklist.Fail, Summary: d.What, Diagnosis: &d})
		writeExplained(&explained, d)
		for name, got := range map[string]string{"step": step.String(), "explanation": explained.String()} {
			for _, want := range []string{d.What, d.Said, d.Cause, d.Check, d.Fix} {
				if !strings.Contains(flat(got), flat(want)) {
					t.Errorf("%s: the %s lacks %q:\n%s", d.Code, name, want, got)
				}
			}
		}
	}
}
