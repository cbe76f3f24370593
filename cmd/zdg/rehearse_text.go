package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"zdg/checklist"
	"zdg/flow/rehearse"
)

// rehearseText shows a rehearsal while it runs: one line for each scenario on standard output,
// and what else happens on standard error.
type rehearseText struct {
	*rehearseCommand
	out    *errWriter // nil: the result stands alone and comes at the end
	notRun []rehearse.Result
}

func (t *rehearseText) tell(n rehearse.Progress) {
	switch n := n.(type) {
	case rehearse.Note:
		fmt.Fprintln(t.err, "zdg:", n)
	case rehearse.Result:
		if t.out != nil {
			t.result(n)
		}
	}
}

// result shows one scenario. Scenarios that were not run for the same reason are collected.
func (t *rehearseText) result(r rehearse.Result) {
	if r.Verdict == checklist.NotRun {
		if len(t.notRun) > 0 && t.notRun[0].Seen != r.Seen {
			t.flush()
		}
		t.notRun = append(t.notRun, r)
		return
	}
	t.flush()
	if r.Verdict == checklist.Ask {
		t.line(r.Verdict, r.ID, r.Title)
		hang(t.out, "    ", r.Seen)
		return
	}
	t.line(r.Verdict, r.ID, r.Seen)
	if r.Verdict == checklist.Fail || r.Verdict == checklist.Warn {
		hang(t.out, "    fix    ", r.Fix)
		hang(t.out, "    rule   ", r.Rule.Text)
		hang(t.out, "    source ", citeRule(r.Rule))
	}
}

// flush shows what was collected, on one line.
func (t *rehearseText) flush() {
	switch n := len(t.notRun); {
	case n == 1:
		t.line(checklist.NotRun, t.notRun[0].ID, t.notRun[0].Seen)
	case n > 1:
		t.line(checklist.NotRun, fmt.Sprintf("%d not run", n), t.notRun[0].Seen)
		var ids []string
		for _, r := range t.notRun {
			ids = append(ids, r.ID)
		}
		hang(t.out, "    ", strings.Join(ids, ", "))
	}
	t.notRun = nil
}

// line writes the one line of a scenario. On a terminal it is cut to the width of that.
func (t *rehearseText) line(v checklist.Verdict, id, seen string) {
	text := fmt.Sprintf("%s %-24s %s", v.Mark(), id, seen)
	wide, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil || ansi.StringWidth(text) <= wide {
		fmt.Fprintln(t.out, text)
		return
	}
	fmt.Fprintln(t.out, ansi.Truncate(text, wide, "…"))
	if v != checklist.Pass { // the end of it says what to do
		hang(t.out, "    ", seen)
	}
}

// end writes what the rehearsal comes to.
func (t *rehearseText) end(o rehearse.Outcome) error {
	t.flush()
	var parts []string
	for _, v := range checklist.Verdicts() {
		if n := countOf(o, v); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v))
		}
	}
	fmt.Fprintf(t.out, "\n%s in %.1f s", strings.Join(parts, ", "), o.Took.Seconds())
	if o.Led != "" {
		fmt.Fprintf(t.out, "; the program was led by %s", o.Led.Text())
	}
	fmt.Fprintln(t.out)
	if len(o.Hosts) > 0 {
		hang(t.out, "It also connected to ", strings.Join(o.Hosts, ", ")+", which was let through unread.")
	}
	hang(t.out, "", "zdg plays Zendesk by what is documented, observed and inferred: --format json says which for each.")
	return t.out.failed()
}

// countOf is how many scenarios came to a verdict.
func countOf(o rehearse.Outcome, v checklist.Verdict) int {
	n := 0
	for _, r := range o.Results {
		if r.Verdict == v {
			n++
		}
	}
	return n
}
