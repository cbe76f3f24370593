package main

import (
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

// testText shows a test while it runs, line by line: the steps on standard output, and what the
// person has to do on standard error.
type testText struct {
	*testCommand
	out     *errWriter // nil: the result is JSON, which stands alone
	account string     // the address of the account
	shown   map[checklist.StepID]bool
	paste   bool   // what is typed is read
	ignored int    // the number of ignored requests that was printed last
	file    string // holds the authorize URL; "" when there is none

	notMade    []string // names of steps that were not made, all for the same reason, and are not shown yet
	notMadeWhy string   // the reason
}

func newTestText(c *testCommand, plan measure.Plan) *testText {
	t := &testText{testCommand: c, shown: map[checklist.StepID]bool{}, paste: plan.Deliver != nil, account: plan.AccountURL}
	if c.format == "json" {
		return t
	}
	t.out = &errWriter{w: c.app.out}
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
		if n.Count >= 2*t.ignored { // a flood of requests must not become a flood of lines
			t.ignored = n.Count
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

// waiting says what the person has to do now, in the words of the wizard's page.
func (t *testText) waiting(n measure.Waiting) {
	if t.practice {
		fmt.Fprintln(t.err, "PRACTICE")
	} else { // practice leaves no file
		t.file = urlFile(n.AuthorizeURL)
	}
	s := flow.State{
		Page: flow.PageTest, AccountURL: t.account, NoBrowser: t.noBrowser,
		Test: flow.Test{Phase: flow.Running, Wait: waitOf(n, t.file)},
	}
	p := page.View(s, func() page.Judged { return checklist.Judge(s.Draft, s.Evidence) }, page.UI{LineByLine: true, NoInput: !t.paste}, n.Since)
	_ = plain.Write(t.err, p) // there is nowhere else to report that it failed
}

// measured shows the steps whose result is final, each once.
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

// step shows one step. Steps that were not made for the same reason are collected.
func (t *testText) step(d checklist.Draft, e checklist.Evidence, s checklist.StepResult) {
	t.shown[s.ID] = true
	row := page.StepRow(flow.State{Draft: d, Evidence: e, AccountURL: t.account}, s)
	if s.Verdict == checklist.NotRun && len(s.Facts) == 0 {
		if t.notMadeWhy != s.Summary {
			t.flush()
		}
		t.notMade, t.notMadeWhy = append(t.notMade, s.ID.Title()), s.Summary
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

// flush shows the steps that were collected, on one line.
func (t *testText) flush() {
	switch n := len(t.notMade); {
	case n == 1:
		t.line(checklist.NotRun, t.notMade[0], t.notMadeWhy)
	case n > 1:
		t.line(checklist.NotRun, fmt.Sprintf("%d steps not made", n), t.notMadeWhy)
	}
	if t.verbose && len(t.notMade) > 1 {
		hang(t.out, "    ", strings.Join(t.notMade, ", "))
	}
	t.notMade = nil
}

// line writes the one line of a step: how it came out, its name, and what was seen. On a
// terminal it is cut to the width of that.
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

// end shows the remaining steps, and the outcome. The error says that something could not be
// written.
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

// writeDiagnosis writes what a failure means, but not what happened, which stands above it. also
// is what this test adds to the fix.
func writeDiagnosis(w io.Writer, indent string, d explain.Diagnosis, also string) {
	for _, row := range [][2]string{{"said", d.Said}, {"cause", d.Cause}, {"check", d.Check}, {"fix", d.Fix}, {"also", also}} {
		if row[1] != "" {
			hang(w, fmt.Sprintf("%s%-7s", indent, row[0]), row[1])
		}
	}
	hang(w, indent+"source ", cite(d.Source, d.Confidence))
}
