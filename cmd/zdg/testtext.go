package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow/measure"
)

// testText shows a test as it happens, line by line: steps on out, what a
// person has to do on err.
type testText struct {
	*testCommand
	out    *sticky // nil: the result is JSON, which stands alone
	shown  map[checklist.StepID]bool
	idle   []checklist.StepID // not made, for the same reason, and not shown yet
	why    string
	paste  bool   // what is typed is read
	ignore int    // requests that were ignored, as told last
	file   string // holds the authorize URL; "" when there is none
}

func newTestText(c *testCommand, plan measure.Plan) *testText {
	t := &testText{testCommand: c, shown: map[checklist.StepID]bool{}, paste: plan.Deliver != nil}
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
		fmt.Fprintf(t.err, "zdg: the account asks to wait, so zdg goes on at %s\n", n.Until.Format(time.TimeOnly))
	}
}

// waiting says what the person does now. Addresses stand alone, to be copied.
func (t *testText) waiting(n measure.Waiting) {
	if t.practice {
		fmt.Fprintln(t.err, "PRACTICE")
	}
	opens := "Open this address in a browser, sign in and click Allow:"
	if !t.noBrowser {
		opens = "Sign in and click Allow. Open this address if no browser appears:"
	}
	fmt.Fprintf(t.err, "%s\n\n%s\n\n", opens, n.AuthorizeURL)
	if n.StartURL != "" {
		fmt.Fprintf(t.err, "The same, short, on this machine, once:\n\n%s\n\n", n.StartURL)
	}
	if !t.practice { // which leaves no file
		if t.file = urlFile(n.AuthorizeURL); t.file != "" {
			fmt.Fprintf(t.err, "It is also in this file, which only you can read:\n\n%s\n\n", t.file)
		}
	}
	for _, h := range n.Around.Hints(port(n.Addresses)) {
		hang(t.err, "", h)
	}
	wait := "Waiting"
	if !n.Deadline.IsZero() {
		wait += " until " + n.Deadline.Format(time.TimeOnly)
	}
	switch {
	case !n.Listening:
		wait += ": nothing can listen on this redirect URL, so paste the address here that the browser ends on."
	case t.paste:
		wait += "; the address that the browser ends on can be pasted here too."
	default:
		wait += "."
	}
	fmt.Fprintln(t.err, wait)
}

// measured shows the steps whose result is settled, each once. Steps that were not made
// are gathered, as long as the reason is the same.
func (t *testText) measured(d checklist.Draft, e checklist.Evidence) {
	if t.out == nil {
		return
	}
	for _, s := range checklist.Settled(d, e) {
		if !t.shown[s.ID] {
			t.step(s)
		}
	}
}

func (t *testText) step(s checklist.StepResult) {
	t.shown[s.ID] = true
	if s.Verdict == checklist.NotRun && len(s.Facts) == 0 {
		if len(t.idle) > 0 && t.why != s.Summary {
			t.flush()
		}
		t.idle, t.why = append(t.idle, s.ID), s.Summary
		return
	}
	t.flush()
	writeStep(t.out, s)
}

// flush shows the steps that were gathered.
func (t *testText) flush() {
	switch len(t.idle) {
	case 0:
		return
	case 1:
		writeStep(t.out, checklist.StepResult{ID: t.idle[0], Verdict: checklist.NotRun, Summary: t.why})
	default:
		names := make([]string, len(t.idle))
		for i, id := range t.idle {
			names[i] = string(id)
		}
		hang(t.out, markOf(checklist.NotRun), strings.Join(names, ", ")+": "+t.why)
	}
	t.idle = nil
}

// end shows the steps that were never begun, and how it ended. Its error is that
// something could not be written.
func (t *testText) end(d checklist.Draft, e checklist.Evidence) error {
	for _, s := range checklist.Steps(d, e) {
		if !t.shown[s.ID] {
			t.step(s)
		}
	}
	t.flush()
	fmt.Fprintf(t.out, "\noutcome: %s\n", e.Outcome)
	return t.out.failed()
}

func markOf(v checklist.Verdict) string { return fmt.Sprintf("%s %-7s  ", v.Mark(), v) }

// restated are facts that the line of the step, or another fact of it, says too:
// they are in the JSON, and left out here.
var restated = map[checklist.StepID][]string{
	checklist.StepReach:       {"address"},
	checklist.StepCredentials: {"answer"},
	checklist.StepExchange:    {"refresh_token", "expires_in", "refresh_token_expires_in", "expires_in_asked", "refresh_token_expires_in_asked", "exp_of_token"},
	checklist.StepIdentity:    {"person", "role"},
	checklist.StepToken:       {"scopes", "scopes_asked", "scopes_granted"},
	checklist.StepRecord:      {"kind"},
	checklist.StepRefresh:     {"refresh_token", "proof", "expires_in", "refresh_token_expires_in", "expires_in_asked", "refresh_token_expires_in_asked"},
	checklist.StepRevoke:      {"proof"},
}

func writeStep(w io.Writer, s checklist.StepResult) {
	bad := s.Verdict == checklist.Fail || s.Verdict == checklist.Warn
	summary := s.Summary
	if bad && s.Diagnosis != nil {
		summary = string(s.Diagnosis.Code) + ": " + summary
	}
	hang(w, fmt.Sprintf("%s%-11s  ", markOf(s.Verdict), s.ID), summary)
	var facts []string
	for _, f := range s.Facts {
		if bad && s.Diagnosis != nil && f.Key == checklist.KeySaid && f.Value == s.Diagnosis.Said {
			continue // it stands in the diagnosis
		}
		if bad || !slices.Contains(restated[s.ID], f.Key) {
			facts = append(facts, strings.ReplaceAll(f.Key, "_", " ")+": "+f.Value)
		}
	}
	const under = "                        " // below the summary
	if len(facts) > 0 {
		hang(w, under, strings.Join(facts, "; "))
	}
	switch {
	case !bad:
	case s.Diagnosis != nil:
		writeDiagnosis(w, "    ", *s.Diagnosis, s.Remedy())
	case s.Fix != "":
		hang(w, under+"fix: ", s.Fix)
	}
}

// writeDiagnosis writes what a failure means, behind indent, without what it is
// called and what happened: that stands above it. also is what this test adds to the fix.
func writeDiagnosis(w io.Writer, indent string, d explain.Diagnosis, also string) {
	for _, row := range [][2]string{{"said", d.Said}, {"cause", d.Cause}, {"check", d.Check}, {"fix", d.Fix}, {"also", also}} {
		if row[1] != "" {
			hang(w, fmt.Sprintf("%s%-7s", indent, row[0]), row[1])
		}
	}
	hang(w, indent+"source ", cmp.Or(d.Source.URL, d.Source.Key)+" ("+d.Source.AsOf.Format(time.DateOnly)+", "+string(d.Confidence)+")")
}
