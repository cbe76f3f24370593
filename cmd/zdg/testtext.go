package main

import (
	"fmt"
	"io"
	"time"

	"zdg/checklist"
	"zdg/flow/measure"
)

// testText shows a test as it happens, line by line: steps on out, what a
// person has to do on err.
type testText struct {
	out, err io.Writer
	practice bool
	shown    map[checklist.StepID]bool
}

func newTestText(c *testCommand, plan measure.Plan) *testText {
	t := &testText{out: c.out, err: c.err, practice: c.practice, shown: map[checklist.StepID]bool{}}
	if c.format == "text" {
		head := "Test of " + plan.Client.Identifier.String() + " at " + plan.AccountURL
		if c.practice {
			head = "PRACTICE  " + head
		}
		fmt.Fprintf(c.out, "%s\n\n", head)
	}
	return t
}

var marks = map[checklist.Verdict]string{
	checklist.Pass: "✓ pass", checklist.Warn: "! warn", checklist.Fail: "✗ fail",
	checklist.Ask: "? ask", checklist.NotRun: "○ not-run",
}

func (t *testText) note(d checklist.Draft, n measure.Note) {
	switch n := n.(type) {
	case measure.Measured:
		t.step(d, n.Evidence, n.Step.ID)
	case measure.Waiting:
		t.waiting(n)
	case measure.Opened:
		if n.Err != nil {
			fmt.Fprintln(t.err, "zdg: no browser was opened:", n.Err)
		}
	case measure.PasteRefused:
		fmt.Fprintln(t.err, "zdg:", n.Err)
	case measure.RateWait:
		fmt.Fprintf(t.err, "zdg: the account asks to wait until %s\n", n.Until.Format(time.TimeOnly))
	}
}

func (t *testText) waiting(n measure.Waiting) {
	if t.practice {
		fmt.Fprintln(t.err, "PRACTICE")
	}
	fmt.Fprintf(t.err, "Sign in and click Allow. Open this address if no browser appears:\n\n%s\n\n", n.AuthorizeURL)
	if n.StartURL != "" {
		fmt.Fprintf(t.err, "The same, short, on this machine, once:\n%s\n\n", n.StartURL)
	}
	for _, h := range n.Around.Hints(port(n.Addresses)) {
		fmt.Fprintln(t.err, h)
	}
	fmt.Fprintln(t.err, "Waiting; the redirect URL the browser ends on can be pasted here too.")
}

// step prints one step when it has been measured.
func (t *testText) step(d checklist.Draft, e checklist.Evidence, id checklist.StepID) {
	if t.out == nil || t.shown[id] {
		return
	}
	for _, s := range checklist.Steps(d, e) {
		if s.ID == id {
			t.shown[id] = true
			t.print(s)
		}
	}
}

func (t *testText) print(s checklist.StepResult) {
	fmt.Fprintf(t.out, "%-9s  %-11s  %s\n", marks[s.Verdict], s.ID, s.Summary)
	for _, f := range s.Facts {
		fmt.Fprintf(t.out, "%-24s%s: %s\n", "", f.Key, f.Value)
	}
	if s.Verdict != checklist.Fail && s.Verdict != checklist.Warn {
		return
	}
	if s.Diagnosis != nil {
		writeDiagnosis(t.out, "           ", *s.Diagnosis)
	} else if s.Fix != "" {
		fmt.Fprintf(t.out, "%-11s  fix: %s\n", "", s.Fix)
	}
}

// end prints the steps that were never begun, and how it ended.
func (t *testText) end(d checklist.Draft, e checklist.Evidence) {
	for _, s := range checklist.Steps(d, e) {
		if !t.shown[s.ID] {
			t.print(s)
		}
	}
	fmt.Fprintf(t.out, "\noutcome: %s\n", e.Outcome)
}
