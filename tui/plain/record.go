package plain

import (
	"strings"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// readRecord reads again what Zendesk has saved: from what a signed-in browser shows, or in
// practice from the account itself.
func (w *wizard) readRecord() (move, error) {
	if s := w.tell(flow.RecordAsked{}); s.Practice {
		w.recordRead()
		return moveRepeat, nil
	} else if s.Notice.Bad {
		return moveRepeat, nil
	}
	text, m, err := w.read(recordPrompt("What the browser shows; an empty line ends it:"))
	if err != nil || m != moveOn {
		return m, err
	}
	return w.takeRecord(text)
}

func recordPrompt(line string) prompt {
	return prompt{name: "record", line: line, record: true, mayBePasted: true, help: []string{
		"The JSON that a signed-in admin's browser shows. It may come in several lines; it is taken when it is complete.",
		"A terminal may cut a line after 4095 characters. Where it does, save what the browser shows in a file, and give that to zdg check --record.",
	}}
}

// takeRecord takes the record, of which text is the first line: all lines until the JSON is
// complete, or up to an empty one.
func (w *wizard) takeRecord(text string) (move, error) {
	var record strings.Builder
	var open jsonBrackets
	for text != "" && record.Len() < maxRecord {
		record.WriteString(text + "\n")
		if open.closed(text) {
			break
		}
		for empty := 0; ; empty++ {
			var m move
			var err error
			if text, m, err = w.read(recordPrompt("")); err != nil || m != moveOn {
				return m, err
			}
			if text != "" || empty > 0 || open.depth == 0 || !w.interactive() {
				break // a single empty line inside brackets comes from a slow terminal, and is no end
			}
		}
	}
	if record.Len() == 0 {
		w.say("Nothing was pasted.")
		return moveRepeat, nil
	}
	w.tell(flow.RecordPasted{Text: record.String()})
	w.recordRead()
	return moveRepeat, nil
}

// jsonBrackets follows JSON line by line, to see where it is complete. It does not check that
// the JSON is valid.
type jsonBrackets struct {
	depth           int
	quoted, escaped bool
}

// closed takes a line, and reports whether all brackets so far are closed again.
func (b *jsonBrackets) closed(line string) bool {
	opened := b.depth > 0
	if !opened && headerLine(line) {
		return false // a header that curl -i prints may contain JSON, too
	}
	for _, c := range []byte(line) {
		switch {
		case b.escaped:
			b.escaped = false
		case b.quoted && c == '\\':
			b.escaped = true
		case c == '"':
			b.quoted = !b.quoted
		case b.quoted:
		case c == '{' || c == '[':
			b.depth++
			opened = true
		case c == '}' || c == ']':
			b.depth--
		}
	}
	return opened && b.depth <= 0
}

// headerLine reports whether a line is an HTTP header or status line.
func headerLine(line string) bool {
	name, _, found := strings.Cut(strings.TrimLeft(line, "<> *"), ":")
	return strings.HasPrefix(line, "HTTP/") || found && name != "" && strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// recordRead waits until the record was read, and says how it compares with the answers.
func (w *wizard) recordRead() {
	w.waitFor(func(s flow.State) bool { return s.Notice.Text != "" })
	s := w.Session.State()
	w.printNotice(s)
	if s.Notice.Bad || s.Evidence.Record == nil {
		return
	}
	for _, step := range checklist.Steps(s.Draft, s.Evidence) {
		if step.ID == checklist.StepRecord {
			w.row(page.StepRow(s, step), 0)
		}
	}
}
