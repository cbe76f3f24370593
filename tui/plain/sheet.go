package plain

import (
	"zdg/checklist"
	"zdg/flow"
)

// sheetPage writes the request sheet: each value in full and as typed behind
// the prefix that the form already has.
func (w *wizard) sheetPage() error {
	s := w.Session.State()
	w.gap()
	w.say("Let support@appsubmission.zendesk.com through your mail filter.")
	for _, r := range checklist.Sheet(s.Draft, s.Evidence) {
		w.gap()
		known := " (probably asked)"
		if r.Known == checklist.KnownDocumented {
			known = " (on the form)"
		}
		w.say(r.Label + known + ":")
		if r.Typed != r.Value {
			w.say("in full:")
			w.printer.lines(r.Value)
			w.say("type behind the prefix:")
			w.printer.lines(r.Typed)
			continue
		}
		w.printer.lines(r.Shown())
	}
	return w.walk(nil)
}

// sentPage asks for day and ticket.
func (w *wizard) sentPage() error {
	return w.walk(append(w.fields(flow.PageOf(flow.PageSent).Fields), step{bare: true, ask: w.askFinish}))
}

func (w *wizard) askFinish(_, _ int) (move, error) {
	w.gap()
	return w.proceed(prompt{
		name: "Finish",
		line: "Finish [checklist and sheet are printed]:",
		help: []string{"An empty line finishes: checklist and sheet are printed."},
	})
}
