package plain

import (
	"fmt"
	"strconv"
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// reviewPage lists what needs a look, or every check, with numbers that lead to
// where each is mended.
func (w *wizard) reviewPage() error {
	w.backwards, w.startAt = false, ""
	rows := w.listChecks(false)
	for {
		p := prompt{name: "Review", line: "Review [go on to Submit], a number to fix, or all:", help: []string{
			"An empty line goes on. A number goes to where that check is fixed; go review comes back. all lists every check.",
		}}
		w.gap()
		text, m, err := w.read(p)
		switch {
		case err != nil || m == away:
			return err
		case m == back:
			w.tell(flow.Back{})
			w.backwards = true
			return nil
		case text == "":
			w.tell(flow.Continued{})
			return nil
		case is(text, "all"):
			rows = w.listChecks(true)
			continue
		}
		n, err := strconv.Atoi(strings.TrimSuffix(text, "."))
		if err != nil || n < 1 || n > len(rows) {
			w.verdict(checklist.Fail, fmt.Sprintf("%s is none of the answers: give a number of the list, all, or an empty line", w.quoted(text)))
			continue
		}
		if page := flow.MendedAt(rows[n-1]); flow.Index(page) > flow.Index(w.Session.State().Reached) {
			w.say("That is asked on a later page: go on to Submit.")
		} else {
			w.say("To come back afterwards: go review.")
			w.startAt = rows[n-1].Field
			w.tell(flow.Jumped{Page: page})
			return nil
		}
	}
}

// listChecks writes the counts and then the checks, numbered; those that fail
// or warn alone unless all are asked for. It returns what it wrote.
func (w *wizard) listChecks(all bool) []checklist.Result {
	s := w.Session.State()
	counts := map[checklist.Verdict]int{}
	var rows []checklist.Result
	for _, r := range checklist.Judge(s.Draft, s.Evidence) {
		counts[r.Verdict]++
		if all || r.Verdict == checklist.Fail || r.Verdict == checklist.Warn {
			rows = append(rows, r)
		}
	}
	w.gap()
	var parts []string
	for _, v := range checklist.Verdicts() {
		if counts[v] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[v], v))
		}
	}
	w.say(strings.Join(parts, ", "))
	stage := checklist.Stage("")
	for i, r := range rows {
		if r.Stage != stage {
			stage = r.Stage
			w.gap()
			w.say(stage.Title())
		}
		w.say(fmt.Sprintf("%d. %s: %s", i+1, r.Verdict, r.Title))
		w.detail(r)
	}
	if len(rows) == 0 {
		w.say("pass: Nothing fails and nothing warns.")
	}
	return rows
}

// detail writes the evidence, the fix and, where something is wrong, the rule.
func (w *wizard) detail(r checklist.Result) {
	for _, f := range r.Facts {
		w.say(f.Key + ": " + f.Value)
	}
	if r.Why != "" {
		w.say("why: " + r.Why)
	}
	if r.Finding.Fix != "" {
		w.say("fix: " + r.Finding.Fix)
	}
	if r.Verdict == checklist.Fail || r.Verdict == checklist.Warn {
		w.say(fmt.Sprintf("rule: %s (%s, %s, %s)", r.Rule.Text, r.Rule.Source.Key, r.Rule.Source.AsOf.Format("2006-01-02"), r.Rule.Confidence))
	}
}
