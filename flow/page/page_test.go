package page

import (
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
)

// TestEveryPage has a title, offers each key once and says what it does, names each row once, and never
// opens an empty address.
func TestEveryPage(t *testing.T) {
	for name, s := range everyPage() {
		for _, panel := range []Panel{Closed, Menu, Address, PageText} {
			p := drawn(s, UI{Open: panel})
			if p.Title == "" {
				t.Errorf("%s: no title", name)
			}
			keys := map[string]bool{}
			for _, a := range p.Actions {
				if a.Key == "" || a.Label == "" || keys[a.Key] {
					t.Errorf("%s: %+v", name, a)
				}
				keys[a.Key] = true
				if open, is := a.Event.(flow.OpenAsked); is && open.URL == "" {
					t.Errorf("%s: %s opens nothing", name, a.Key)
				}
			}
			ids := map[string]bool{}
			for _, b := range p.Blocks {
				if r, is := b.(Row); is && r.ID != "" {
					if ids[r.ID] {
						t.Errorf("%s: two rows are %q", name, r.ID)
					}
					ids[r.ID] = true
				}
			}
		}
	}
}

// TestWhatTheTextNamesIsOffered: a key that a page's text tells to press is one of its
// actions.
func TestWhatTheTextNamesIsOffered(t *testing.T) {
	for name, s := range everyPage() {
		p := drawn(s, UI{})
		keys := map[string]bool{}
		for _, a := range p.Actions {
			keys[a.Key] = true
		}
		for _, b := range p.Blocks {
			c, is := b.(Copyable)
			for _, key := range c.Keys {
				if is && !keys[key] {
					t.Errorf("%s: %q is offered, and not bound", name, key)
				}
			}
			if text, is := b.(Text); is && strings.Contains(text.Text, "ctrl+x") && !keys["ctrl+x"] {
				t.Errorf("%s: ctrl+x is named, and not bound", name)
			}
		}
	}
}

// TestAVisitEarnsNothing: no stage is right before it is answered, and the test's not before one was made.
func TestAVisitEarnsNothing(t *testing.T) {
	for name, s := range everyPage() {
		judged := checklist.Judge(s.Draft, s.Evidence)
		for _, stage := range checklist.Stages() {
			stand := StageStatus(s, judged, stage)
			if strings.Contains(name, "empty") && stand.Mark == "✓" && stand.Fails == 0 && stage != checklist.StageCleanUp {
				t.Errorf("%s: %s is right, and nothing was answered", name, stage)
			}
			if stage == checklist.StageTest && stand.Mark == "✓" {
				t.Errorf("%s: the test is right, and none was made", name)
			}
		}
	}
}

// TestARowAndTheRailAgree: what fails is counted in the stage that its row leads to, and in
// no other; the outcome of a test that failed at a step is not a fault of its own.
func TestARowAndTheRailAgree(t *testing.T) {
	unsaved := on(flow.PageReview)
	unsaved.Evidence.Record = &checklist.Record{Identifier: "zdg-acme", Name: "Acme Sync"}
	failed := on(flow.PageReview)
	failed.Evidence = tested(failed.Draft, checklist.StepExchange, explain.Seen{Where: explain.TokenEndpoint, Status: 400, Error: "invalid_grant", Age: 3 * time.Minute})
	states := everyPage()
	states["unsaved"], states["failed"] = unsaved, failed
	for name, s := range states {
		judged, rows := checklist.Judge(s.Draft, s.Evidence), map[checklist.Stage]int{}
		s.Page = flow.PageReview
		for _, b := range drawn(s, UI{}).Blocks {
			if r, is := b.(Row); is && r.Mark == "✗" {
				rows[flow.PageOf(r.Action.Event.(flow.Fixed).Page).Stage]++
			}
		}
		for _, stage := range checklist.Stages() {
			if got := StageStatus(s, judged, stage); got.Fails != rows[stage] {
				t.Errorf("%s: the rail counts %d in %s, the review %d", name, got.Fails, stage, rows[stage])
			}
		}
		if name == "failed" && len(rows) != 1 {
			t.Errorf("one failed step is to be fixed at %v", rows)
		}
		if name == "unsaved" && (rows[checklist.StageCleanUp] > 0 || rows[checklist.StageClient] == 0) {
			t.Errorf("what is not saved is to be fixed at %v", rows)
		}
	}
}

// TestAStepThatWasNotMade says why, when zdg has met it; else, before any test was run, it says nothing.
func TestAStepThatWasNotMade(t *testing.T) {
	step := checklist.Step{ID: checklist.StepReach, NotRun: "the account asks for peace"}
	for _, seen := range []bool{true, false} {
		var s flow.State
		if seen {
			s.Evidence = s.Evidence.WithStep(step)
		}
		row := StepRow(s, checklist.StepResult{ID: step.ID, Verdict: checklist.NotRun, Summary: step.NotRun})
		if (row.Mark == "·") == seen || (row.Value != "") != seen {
			t.Errorf("seen %t: %+v", seen, row)
		}
	}
}

// TestSuggested: what a fix suggests takes the place of what was typed.
func TestSuggested(t *testing.T) {
	for _, tt := range []struct {
		f                checklist.Field
		typed, fix, want string
	}{
		{checklist.FieldIdentifier, "zdg–acme", `the identifier holds look-alikes, an en dash in place of a hyphen: did you mean "zdg-acme"?`, "zdg-acme"},
		{checklist.FieldSubdomain, "d3v_acme", `"d3v_acme" holds an underscore, which no host name has: did you mean "d3v-acme"?`, "d3v-acme"},
		{checklist.FieldScopes, "read\ntickets:reed", `"tickets:reed" is unknown: did you mean tickets:read? a token with it`, "read\ntickets:read"},
		{checklist.FieldScopes, "read", `"tickets:reed" is unknown: did you mean tickets:read?`, ""},
		{checklist.FieldName, "x", "fill it in", ""},
	} {
		if got := ApplySuggestion(tt.f, tt.typed, tt.fix); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.fix, got, tt.want)
		}
	}
}
