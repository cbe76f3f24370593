package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
	"zdg/flow/measure"
	"zdg/flow/page"
	"zdg/tui/plain"
)

// testText shows a test as it happens, line by line: steps on out, what a
// person has to do on err.
type testText struct {
	*testCommand
	out    *sticky // nil: the result is JSON, which stands alone
	shown  map[checklist.StepID]bool
	idle   []string // names of steps not made, for the same reason, and not shown yet
	why    string
	paste  bool   // what is typed is read
	ignore int    // requests that were ignored, as told last
	file   string // holds the authorize URL; "" when there is none

	account string // its address
}

func newTestText(c *testCommand, plan measure.Plan) *testText {
	t := &testText{testCommand: c, shown: map[checklist.StepID]bool{}, paste: plan.Deliver != nil, account: plan.AccountURL}
	if c.format == "json" {
		return t
	}
	t.out = &sticky{w: c.app.out}
	head := "Test of " + plan.Client.Identifier.String() + " at " + plan.AccountURL
	if t.practice {
		head = "PRACTICE  " + head
	}
	fmt.Fprintf(t.out, "%s\n\n", head)
	return t
}

func (t *testText) note(d checklist.Draft, n measure.Note) {
	switch n := n.(type) {
	case measure.Measured:
		t.measured(d, n.Evidence)
	case measure.Waiting:
		if !t.approve {
			t.waiting(n)
		}
	case measure.Opened:
		if n.Err != nil {
			fmt.Fprintln(t.err, "zdg: no browser was opened:", n.Err)
		}
	case measure.PasteRefused:
		fmt.Fprintln(t.err, "zdg:", n.Err)
	case measure.Ignored:
		if n.Count >= 2*t.ignore { // a flood is no flood of lines
			t.ignore = n.Count
			fmt.Fprintf(t.err, "zdg: ignored so far %d that came to the redirect URL, the last one: %s\n", n.Count, n.Because)
		}
	case measure.Traffic:
		if t.requests {
			e := exchanged(n)
			fmt.Fprintf(t.err, "%s\n%s\n%s\n", e.Title, e.Detail, e.Curl)
		}
	case measure.RateWait:
		fmt.Fprintf(t.err, "zdg: the account asks zdg to wait, so it goes on at %s\n", n.Until.Format(time.TimeOnly))
	}
}

// waiting says what the person does now, as the page of the wizard says it. Addresses
// stand alone, to be copied.
func (t *testText) waiting(n measure.Waiting) {
	if t.practice {
		fmt.Fprintln(t.err, "PRACTICE")
	} else { // which leaves no file
		t.file = urlFile(n.AuthorizeURL)
	}
	s := flow.State{
		Page: flow.PageTest, AccountURL: t.account, NoBrowser: t.noBrowser,
		Test: flow.Test{Phase: flow.Running, Wait: waitOf(n, t.file)},
	}
	p := page.View(s, nil, page.UI{LineByLine: true, NoInput: !t.paste}, n.Since)
	_ = plain.Write(t.err, p) // what cannot be told there is told nowhere
}

// measured shows the steps whose result is settled, each once. Steps that were not made
// are gathered, as long as the reason is the same.
func (t *testText) measured(d checklist.Draft, e checklist.Evidence) {
	if t.out == nil {
		return
	}
	for _, s := range checklist.Settled(d, e) {
		if !t.shown[s.ID] {
			t.step(d, e, s)
		}
	}
}

func (t *testText) step(d checklist.Draft, e checklist.Evidence, s checklist.StepResult) {
	t.shown[s.ID] = true
	row := page.StepRow(flow.State{Draft: d, Evidence: e, AccountURL: t.account}, s)
	if s.Verdict == checklist.NotRun && len(s.Facts) == 0 {
		if t.why != s.Summary {
			t.flush()
		}
		t.idle, t.why = append(t.idle, s.ID.Title()), s.Summary
		return
	}
	t.flush()
	t.line(s.Verdict, row.Label, row.Value)
	if t.verbose {
		for _, f := range s.Facts {
			hang(t.out, "    "+strings.ReplaceAll(f.Key, "_", " ")+": ", f.Value)
		}
	}
	bad := s.Verdict == checklist.Fail || s.Verdict == checklist.Warn
	if said := s.Said(); said != "" && s.Verdict != checklist.Pass && (!bad || s.Diagnosis == nil || s.Diagnosis.Said != said) {
		hang(t.out, "    said   ", said)
	}
	switch {
	case !bad:
	case s.Diagnosis == nil:
		hang(t.out, "    fix    ", s.Fix)
	default:
		hang(t.out, "    code   ", string(s.Diagnosis.Code))
		writeDiagnosis(t.out, "    ", *s.Diagnosis, s.Remedy())
	}
}

// flush shows the steps that were gathered: what was not reached is one line.
func (t *testText) flush() {
	switch n := len(t.idle); {
	case n == 1:
		t.line(checklist.NotRun, t.idle[0], t.why)
	case n > 1:
		t.line(checklist.NotRun, fmt.Sprintf("%d steps not made", n), t.why)
	}
	if t.verbose && len(t.idle) > 1 {
		hang(t.out, "    ", strings.Join(t.idle, ", "))
	}
	t.idle = nil
}

// line is the one line of a step: how it came out, its name, and what was seen. It is
// cut to the width of a terminal, and whole elsewhere.
func (t *testText) line(v checklist.Verdict, name, seen string) {
	text := fmt.Sprintf("%s %-24s %s", v.Mark(), name, seen)
	if wide, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		if wide < textWidth {
			text = v.Mark() + " " + name + ": " + seen
		}
		text = ansi.Truncate(text, wide, "…")
	}
	fmt.Fprintln(t.out, text)
}

// end shows the steps that were never begun, and how it ended. Its error is that
// something could not be written.
func (t *testText) end(d checklist.Draft, e checklist.Evidence) error {
	for _, s := range checklist.Steps(d, e) {
		if !t.shown[s.ID] {
			t.step(d, e, s)
		}
	}
	t.flush()
	fmt.Fprintf(t.out, "\noutcome: %s\n", e.Outcome)
	return t.out.failed()
}

// writeDiagnosis writes what a failure means, behind indent, without what happened:
// that stands above it. also is what this test adds to the fix.
func writeDiagnosis(w io.Writer, indent string, d explain.Diagnosis, also string) {
	for _, row := range [][2]string{{"said", d.Said}, {"cause", d.Cause}, {"check", d.Check}, {"fix", d.Fix}, {"also", also}} {
		if row[1] != "" {
			hang(w, fmt.Sprintf("%s%-7s", indent, row[0]), row[1])
		}
	}
	hang(w, indent+"source ", cmp.Or(d.Source.URL, d.Source.Key)+" ("+d.Source.AsOf.Format(time.DateOnly)+", "+string(d.Confidence)+")")
}
