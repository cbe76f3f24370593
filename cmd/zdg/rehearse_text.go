package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"zdg/checklist"
	integration "zdg/flow/rehearse"
)

// rehearseText shows a rehearsal as it happens: one line for each scenario on standard output, what goes on besides on
// standard error.
type rehearseText struct {
	*rehearseCommand
	out  *sticky // nil: the result stands alone and comes at the end
	idle []integration.Result
}

func (t *rehearseText) tell(n integration.Progress) {
	switch n := n.(type) {
	case integration.Note:
		fmt.Fprintln(t.err, "zdg:", n)
	case integration.Result:
		if t.out != nil {
			t.result(n)
		}
	}
}

// result shows one scenario. Those that were not run for one reason are gathered.
func (t *rehearseText) result(r integration.Result) {
	if r.Verdict == checklist.NotRun {
		if len(t.idle) > 0 && t.idle[0].Seen != r.Seen {
			t.flush()
		}
		t.idle = append(t.idle, r)
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
		hang(t.out, "    source ", sourceOf(r))
	}
}

func sourceOf(r integration.Result) string {
	where := r.Rule.Source.URL
	if where == "" {
		where = r.Rule.Source.Key
	}
	return where + " (" + r.Rule.Source.AsOf.Format(time.DateOnly) + ", " + string(r.Rule.Confidence) + ")"
}

// flush shows what was gathered.
func (t *rehearseText) flush() {
	switch n := len(t.idle); {
	case n == 1:
		t.line(checklist.NotRun, t.idle[0].ID, t.idle[0].Seen)
	case n > 1:
		t.line(checklist.NotRun, fmt.Sprintf("%d not run", n), t.idle[0].Seen)
		var ids []string
		for _, r := range t.idle {
			ids = append(ids, r.ID)
		}
		hang(t.out, "    ", strings.Join(ids, ", "))
	}
	t.idle = nil
}

// line is the one line of a scenario, cut to the width of a terminal and whole elsewhere.
func (t *rehearseText) line(v checklist.Verdict, id, seen string) {
	text := fmt.Sprintf("%s %-24s %s", v.Mark(), id, seen)
	wide, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil || ansi.StringWidth(text) <= wide {
		fmt.Fprintln(t.out, text)
		return
	}
	fmt.Fprintln(t.out, ansi.Truncate(text, wide, "…"))
	if v != checklist.Pass { // what is to be done stands at its end
		hang(t.out, "    ", seen)
	}
}

// end is what it comes to.
func (t *rehearseText) end(o integration.Outcome) error {
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

func countOf(o integration.Outcome, v checklist.Verdict) int {
	n := 0
	for _, r := range o.Results {
		if r.Verdict == v {
			n++
		}
	}
	return n
}
