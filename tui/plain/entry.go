package plain

import (
	"strings"

	"zdg/checklist"
	"zdg/flow/page"
)

// askEntry asks for a text that is neither an answer nor a secret.
func (w *wizard) askEntry(p page.Page, e page.Entry) (move, error) {
	w.gap()
	if e.Multiline {
		return w.askLines(e)
	}
	help := "Type it in full: " + lower(e.Label) + "."
	if rows := numberedRows(p); len(rows) > 0 {
		help += " A number: " + lower(rows[0].Action.Label) + "."
	}
	for {
		text, m, err := w.read(prompt{name: e.Label, line: e.Label + ":", help: []string{help}})
		if err != nil || m != moveOn {
			return m, err
		}
		if event := e.Submit(text); text != "" && event != nil {
			before := w.Session.State().Page
			if s := w.tell(event); s.Page != before || s.Leaving {
				return moveAway, nil
			}
			return moveRepeat, nil
		}
		if m, done, err := w.doNamed(p, text); done {
			return m, err
		}
		w.verdict(checklist.Fail, page.NotAccepted)
	}
}

// askLines asks for such a text that has several lines, like that of a ticket. An empty line
// ends it. Words such as help count only in its first line, since the text may contain them.
func (w *wizard) askLines(e page.Entry) (move, error) {
	p := prompt{
		name: e.Label, line: e.Label + "; an empty line ends it:", record: true, prose: true, mayBePasted: true,
		help: []string{e.Label + ": " + e.Hint + ". An empty line ends it, or leaves it out."},
	}
	text, m, err := w.read(p)
	if err != nil || m != moveOn {
		return m, err
	}
	var all strings.Builder
	p.line = ""
	for text != "" {
		if all.Len() < maxLine {
			all.WriteString(text + "\n")
		}
		if text, err = w.await(p); err != nil {
			return moveAway, err
		}
		text = cleanLine(text)
	}
	w.ui.Open = page.Closed
	if event := e.Submit(all.String()); all.Len() > 0 && event != nil {
		w.tell(event)
	} else {
		w.say("No text was given.")
	}
	return moveRedraw, nil
}
