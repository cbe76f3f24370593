package plain

import (
	"bytes"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
	"zdg/flow/page"
)

// TestTheCatalogueIsSaidAsWritten: no word of a diagnosis is masked, and what the account said stands
// beside it; so does the fix of the finding itself, which alone says until when a token lives and
// where it is deleted.
func TestTheCatalogueIsSaidAsWritten(t *testing.T) {
	const own = "it may stay valid until 2026-12-04T13:16:04Z: delete it in Admin Center"
	for _, d := range explain.All() {
		d.Said = `401 some_error: "code=•••"`
		var out bytes.Buffer
		w := &wizard{printer: &printer{out: &out}}
		w.row(page.StepRow(flow.State{}, checklist.StepResult{ID: checklist.StepRevoke, Verdict: checklist.Fail, Summary: "seen", Diagnosis: &d, Fix: own}), 0)
		for _, want := range []string{"fail: Token revoked: seen", d.What, d.Said, d.Cause, d.Check, d.Fix, string(d.Code), own} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s lacks %q:\n%s", d.Code, want, out.String())
			}
		}
		if strings.Count(out.String(), d.Fix) != 1 {
			t.Errorf("%s: said twice:\n%s", d.Code, out.String())
		}
	}
}

// TestAStepIsSaidWhenItIsSettled: not before the last step that can change its verdict.
func TestAStepIsSaidWhenItIsSettled(t *testing.T) {
	var out bytes.Buffer
	w := &wizard{printer: &printer{out: &out}, watch: newWatch(flow.State{}), printedRows: map[string]bool{}}
	s := flow.State{Draft: full(), Test: flow.Test{Phase: flow.Running}}
	s.Evidence.Token = &checklist.Token{Asked: []string{"read"}}
	of := checklist.SubjectOf(s.Draft, "")
	s.Evidence = s.Evidence.WithStep(checklist.Step{ID: checklist.StepIdentity, Of: of, Seen: &explain.Seen{Where: explain.API, Status: 500}})
	if w.reportProgress(s); out.Len() > 0 {
		t.Errorf("said too early: %s", out.String())
	}
	s.Evidence = s.Evidence.WithStep(checklist.Step{ID: checklist.StepRefresh, Of: of})
	s.Evidence.Refresh = &checklist.Refresh{New: checklist.StillAlive}
	if w.reportProgress(s); !strings.Contains(out.String(), "warn: Who authorized: The server failed on this request (500)") {
		t.Errorf("said: %s", out.String())
	}
}
