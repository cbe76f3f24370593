package plain

import (
	"bytes"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
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

// TestTheFindingsOwnFixIsShown beside that of the diagnosis: until when a token lives and
// where it is deleted stands nowhere else.
func TestTheFindingsOwnFixIsShown(t *testing.T) {
	flat := func(s string) string { return strings.Join(strings.Fields(s), "") }
	d, _ := explain.Lookup("revoke-ignored")
	const own = "it may live until 2026-12-04T13:16:04Z: delete it in Admin Center"
	var out bytes.Buffer
	w := &wizard{printer: &printer{out: &out}}
	draw := func(s checklist.StepResult) string {
		out.Reset()
		w.diagnose(s)
		return flat(out.String())
	}
	if got := draw(checklist.StepResult{Diagnosis: &d, Fix: own}); !strings.Contains(got, flat(own)) || !strings.Contains(got, flat(d.Fix)) {
		t.Error(got)
	}
	if got := draw(checklist.StepResult{Diagnosis: &d, Fix: d.Fix}); strings.Count(got, flat(d.Fix)) != 1 {
		t.Error("said twice:", got)
	}
	out.Reset()
	w.step(checklist.StepResult{Verdict: checklist.NotRun, Facts: []checklist.Fact{{Key: checklist.KeySaid, Value: "403 quota_77"}}})
	if !strings.Contains(out.String(), "said: 403 quota_77") {
		t.Error(out.String())
	}
	said := checklist.StepResult{Fix: own, Facts: []checklist.Fact{{Key: checklist.KeySaid, Value: "403 quota_77"}}}
	if got := draw(said); !strings.Contains(got, flat("403 quota_77")) || !strings.Contains(got, flat(own)) {
		t.Error(got)
	}
}

// TestAStepIsSaidWhenItIsSettled: not with a verdict that a later step can change.
func TestAStepIsSaidWhenItIsSettled(t *testing.T) {
	var out bytes.Buffer
	w := &wizard{printer: &printer{out: &out}, watch: newWatch(flow.State{})}
	s := flow.State{Draft: full()}
	s.Evidence.Token = &checklist.Token{Asked: []string{"read"}}
	of := checklist.SubjectOf(s.Draft, "")
	s.Evidence = s.Evidence.WithStep(checklist.Step{ID: checklist.StepIdentity, Of: of, Seen: &explain.Seen{Where: explain.API, Status: 500}})
	if w.follow(s); out.Len() > 0 {
		t.Errorf("said too early: %s", out.String())
	}
	s.Evidence = s.Evidence.WithStep(checklist.Step{ID: checklist.StepRefresh, Of: of})
	s.Evidence.Refresh = &checklist.Refresh{New: checklist.StillAlive}
	if w.follow(s); !strings.Contains(out.String(), "warn: The server failed at this request (500)") {
		t.Errorf("said: %s", out.String())
	}
}
