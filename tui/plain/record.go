package plain

import (
	"strings"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// readRecord reads again what Zendesk has saved: out of what the signed-in
// browser shows, or at once on the practice account.
func (w *wizard) readRecord() (move, error) {
	if s := w.tell(flow.RecordAsked{}); s.Practice {
		w.recordRead()
		return again, nil
	} else if s.Notice.Bad {
		return again, nil
	}
	text, m, err := w.read(prompt{name: "record", line: "What the browser shows; an empty line ends it:", help: recordHelp(), long: true, paste: true})
	if err != nil || m != onwards {
		return m, err
	}
	return w.takeRecord(text)
}

func recordHelp() []string {
	return []string{
		"The JSON that a signed-in admin's browser shows. It may come in several lines; it is taken when it is complete.",
		"A terminal may cut a line after 4095 characters. Where it does, save what the browser shows in a file, and give that to zdg check --record.",
	}
}

// takeRecord takes the record, which begins with text: as many lines as make it
// JSON, or those up to an empty one.
func (w *wizard) takeRecord(text string) (move, error) {
	var record strings.Builder
	var open brackets
	for text != "" && record.Len() < recordMax {
		record.WriteString(text + "\n")
		if open.closed(text) {
			break
		}
		for empty := 0; ; empty++ {
			var m move
			var err error
			if text, m, err = w.read(prompt{name: "record", help: recordHelp(), long: true, paste: true}); err != nil || m != onwards {
				return m, err
			}
			if text != "" || empty > 0 || open.depth == 0 || !w.interactive() {
				break // one empty line inside of brackets, which a slow terminal has paste late, is no end
			}
		}
	}
	if record.Len() == 0 {
		w.say("Nothing was pasted.")
		return again, nil
	}
	w.tell(flow.RecordPasted{Text: record.String()})
	w.recordRead()
	return again, nil
}

// brackets follows JSON line by line, to see where it is complete. Whether it is
// well-formed is left to what reads it.
type brackets struct {
	depth           int
	quoted, escaped bool
}

// closed takes a line and reports whether every bracket so far is closed again.
func (b *brackets) closed(line string) bool {
	opened := b.depth > 0
	if !opened && headerLine(line) {
		return false // of curl -i: what JSON it holds is not the answer
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

// headerLine reports whether a line is a header of HTTP, or its status.
func headerLine(line string) bool {
	name, _, found := strings.Cut(strings.TrimLeft(line, "<> *"), ":")
	return strings.HasPrefix(line, "HTTP/") || found && name != "" && strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// recordRead waits until the record is read and says how it compares.
func (w *wizard) recordRead() {
	w.until(func(s flow.State) bool { return s.Notice.Text != "" })
	s := w.Session.State()
	w.news(s)
	if s.Notice.Bad || s.Evidence.Record == nil {
		return
	}
	for _, step := range checklist.Steps(s.Draft, s.Evidence) {
		if step.ID == checklist.StepRecord {
			w.row(page.StepRow(s, step), 0)
		}
	}
}
