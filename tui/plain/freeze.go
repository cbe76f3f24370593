package plain

import (
	"fmt"
	"strings"

	"zdg/checklist"
)

// freezePage says what can never be changed after conversion, each value with
// what was proven about it. In spite of a failing check it is left forwards only
// by typing the identifier.
func (w *wizard) freezePage() error {
	s := w.Session.State()
	for _, row := range checklist.Frozen(s.Draft, s.Evidence) {
		w.gap()
		w.say(row.Label + ":")
		if row.Value == "" {
			w.say("(empty)")
		}
		w.printer.lines(row.Value)
		proven := string(row.Verdict) + ": " + row.Proven
		if !row.At.IsZero() {
			proven += "; newest proof " + row.At.UTC().Format("2006-01-02 15:04") + " UTC"
		}
		w.say(proven)
	}
	return w.walk([]step{{bare: true, ask: w.askFreeze}})
}

func (w *wizard) askFreeze(_, _ int) (move, error) {
	var failing []string
	s := w.Session.State()
	for _, r := range checklist.Judge(s.Draft, s.Evidence) {
		if r.Verdict == checklist.Fail {
			failing = append(failing, r.Title)
		}
	}
	w.gap()
	p := prompt{name: "Freeze", line: "Freeze [go on to the request sheet]:", help: []string{"An empty line goes on to the request sheet."}}
	if len(failing) == 0 {
		return w.proceed(p)
	}
	if n := len(failing); n == 1 {
		w.verdict(checklist.Fail, "1 check fails, and a request like this would freeze that:")
	} else {
		w.verdict(checklist.Fail, fmt.Sprintf("%d checks fail, and a request like this would freeze that:", n))
	}
	for _, title := range failing {
		w.verdict(checklist.Fail, title)
	}
	p.line = "To go on all the same, type the identifier:"
	p.help = []string{"Type the identifier in full to go on all the same; back or go review to fix it."}
	for {
		text, m, err := w.read(p)
		if err != nil || m != onwards || text == strings.TrimSpace(s.Draft.Get(checklist.Identifier)) {
			return m, err
		}
		w.verdict(checklist.Fail, "this is not the identifier: type it in full, or go back and fix what fails")
	}
}
