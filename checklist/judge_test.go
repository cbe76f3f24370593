package checklist

import (
	"regexp"
	"testing"
	"time"

	"zdg/checklist/explain"
)

// row changes the sample, in which nearly everything passes; want is the verdict of one check then.
type row struct {
	id     string
	want   Verdict
	change func(*Draft, *Evidence)
}

// set changes an answer, and leaves the evidence of the test as it was.
func set(f Field, v string) func(*Draft, *Evidence) {
	return func(d *Draft, _ *Evidence) { *d = d.With(f, v) }
}

// all makes several changes.
func all(changes ...func(*Draft, *Evidence)) func(*Draft, *Evidence) {
	return func(d *Draft, e *Evidence) {
		for _, change := range changes {
			change(d, e)
		}
	}
}

// requestAnswered is a request that was sent and answered.
func requestAnswered(answer string) func(*Draft, *Evidence) {
	return all(set(FieldSubmittedOn, "2026-11-22"), set(FieldAnswer, answer), set(FieldAnsweredOn, "2026-11-26"))
}

func changeEvidence(change func(*Evidence)) func(*Draft, *Evidence) {
	return func(_ *Draft, e *Evidence) { change(e) }
}

func changeRecord(change func(*Record)) func(*Draft, *Evidence) {
	return func(_ *Draft, e *Evidence) { change(e.Record) }
}

func stepGot(id StepID, s explain.Seen) func(*Draft, *Evidence) {
	return func(_ *Draft, e *Evidence) { *e = withAnswer(*e, id, s) }
}

func stepNotMade(id StepID) func(*Draft, *Evidence) {
	return func(_ *Draft, e *Evidence) { *e = withNotRun(*e, id, "stopped before") }
}

func unchanged(*Draft, *Evidence) {}

var (
	onToken401          = explain.Seen{Where: explain.TokenEndpoint, Status: 401, Error: "invalid_client"}
	onToken500          = explain.Seen{Where: explain.TokenEndpoint, Status: 500, Error: explain.BodyHTML}
	badScope            = explain.Seen{Where: explain.AuthorizePage, Status: 400, Error: "invalid_scope"}
	denied              = explain.Seen{Where: explain.Callback, Error: "access_denied"}
	forbidden           = explain.Seen{Where: explain.API, Status: 403}
	tooMany             = explain.Seen{Where: explain.API, Status: 429, RetryIn: time.Minute}
	noHost              = explain.Seen{Where: explain.Network, Error: explain.NetDNS}
	busyPort            = explain.Seen{Where: explain.Network, Error: explain.NetPortBusy}
	notAuthenticated401 = explain.Seen{Where: explain.API, Status: 401, Error: "Couldn't authenticate you"}
	invalidToken401     = explain.Seen{Where: explain.API, Status: 401, Error: "invalid_token"}
)

func TestJudge(t *testing.T) {
	rows := append(draftRows(), evidenceRows()...)
	tried := map[string]map[Verdict]bool{}
	for _, r := range rows {
		d := sampleDraft()
		e := sampleEvidence(d)
		r.change(&d, &e)
		got, ok := resultOf(Judge(d, e), r.id)
		if !ok {
			t.Errorf("there is no check %q", r.id)
			continue
		}
		if got.Verdict != r.want {
			t.Errorf("%s: got %s, want %s (facts %v, fix %q, why %q)", r.id, got.Verdict, r.want, got.Facts, got.Fix, got.Why)
		}
		if tried[r.id] == nil {
			tried[r.id] = map[Verdict]bool{}
		}
		tried[r.id][got.Verdict] = true
		checkFinding(t, got)
	}
	for _, c := range Checks() {
		if len(tried[c.ID]) < 2 {
			t.Errorf("%s: the table tries %d of its verdicts, want two at least", c.ID, len(tried[c.ID]))
		}
	}
}

// checkFinding checks what is true of every finding.
func checkFinding(t *testing.T, r Result) {
	t.Helper()
	switch {
	case r.Verdict == NotRun && r.Why == "":
		t.Errorf("%s: not-run without a reason", r.ID)
	case (r.Verdict == Fail || r.Verdict == Warn) && r.Fix == "":
		t.Errorf("%s: %s without a fix", r.ID, r.Verdict)
	case r.Verdict == Pass && r.Fix != "":
		t.Errorf("%s: passes and has a fix %q", r.ID, r.Fix)
	case r.How == byWord && (r.Verdict == Pass || !r.Measured.IsZero()):
		t.Errorf("%s: the developer's word alone passes", r.ID)
	}
}

func TestChecksTable(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	hows := map[string]bool{byDraft: true, byNetwork: true, byBrowser: true, byRecord: true, byWord: true}
	ids, stages, steps := map[string]bool{}, map[Stage]bool{}, map[StepID]bool{}
	for _, s := range Stages() {
		stages[s] = true
	}
	for _, s := range StepIDs() {
		steps[s] = true
	}
	stepped, titled := map[StepID]bool{}, map[string]bool{}
	for _, c := range Checks() {
		switch {
		case ids[c.ID]:
			t.Errorf("%s: twice in the table", c.ID)
		case !kebab.MatchString(c.ID):
			t.Errorf("%s: not kebab-case", c.ID)
		case titled[c.Title]:
			t.Errorf("%s: another check has the title %q too", c.ID, c.Title)
		case c.Title == "" || c.Judge == nil || !hows[c.How] || !stages[c.Stage]:
			t.Errorf("%s: lacks title, judge, how or stage", c.ID)
		case c.Step != "" && (!steps[c.Step] || c.Of != c.Step), c.Of != "" && !steps[c.Of]:
			t.Errorf("%s: step %q of %q", c.ID, c.Step, c.Of)
		case c.Rule.Text == "" || c.Rule.Source.Key == "" || c.Rule.Source.AsOf.IsZero() || c.Rule.Confidence == "":
			t.Errorf("%s: its rule lacks text, source, date or confidence", c.ID)
		}
		if _, ok := Info(c.Field); c.Field != "" && !ok {
			t.Errorf("%s: there is no field %q", c.ID, c.Field)
		}
		ids[c.ID], titled[c.Title], stepped[c.Step] = true, true, true
	}
	for _, id := range StepIDs() {
		if !stepped[id] {
			t.Errorf("no check belongs to the step %s", id)
		}
	}
}

// TestRequirementsFailNoStep: what only the request for a global client requires fails no step.
func TestRequirementsFailNoStep(t *testing.T) {
	d := Draft{}.With(FieldSubdomain, "acme").With(FieldIdentifier, "acme_sync").With(FieldKind, "confidential").
		With(FieldRedirectURLs, "http://localhost:8080/cb").With(FieldScopes, "read")
	for _, s := range Steps(d, sampleEvidence(d)) {
		if s.Verdict == Fail {
			t.Errorf("%s fails: %s", s.ID, s.Summary)
		}
	}
}

func BenchmarkJudge(b *testing.B) {
	d := sampleDraft()
	e := sampleEvidence(d)
	b.ReportAllocs()
	for b.Loop() {
		Judge(d, e)
	}
}
