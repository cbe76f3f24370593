package plain

import (
	"strings"

	"zdg/flow/page"
)

// askLines asks for a text of several lines that is no answer, such as that of a ticket. An
// empty line ends it; words are words in its first line alone, since a text may hold a line
// like Help.
func (w *wizard) askLines(e page.Entry) (move, error) {
	p := prompt{name: e.Label, line: e.Label + "; an empty line ends it:", help: []string{e.Label + ": " + e.Hint + ". An empty line ends it, or leaves it out."}, long: true, paste: true}
	text, m, err := w.read(p)
	if err != nil || m != onwards {
		return m, err
	}
	var all strings.Builder
	p.line = ""
	for text != "" {
		if all.Len() < lineMax {
			all.WriteString(text + "\n")
		}
		if text, err = w.await(p); err != nil {
			return away, err
		}
		text = printable(text)
		for text == "" && w.interactive() && w.in.soon(w.Waiting) { // within a paste
			if text, err = w.await(p); err != nil {
				return away, err
			}
			text = printable(text)
		}
	}
	w.look.Open = page.Closed
	if event := e.Submit(all.String()); all.Len() > 0 && event != nil {
		w.tell(event)
	} else {
		w.say("No text was given.")
	}
	return anew, nil
}
