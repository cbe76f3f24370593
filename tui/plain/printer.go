package plain

import (
	"io"
	"strconv"
	"strings"
	"unicode"

	"zdg/checklist"
	"zdg/checklist/redact"
)

// printer writes lines. It keeps the first error in err, and writes nothing after that.
type printer struct {
	out   io.Writer
	blank bool // the last line was blank
	err   error
}

// say writes one line. Characters that do not print are left out, wherever they came from.
func (p *printer) say(text string) {
	text = strings.TrimRight(strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return -1
		}
		return r
	}, text), " ")
	p.blank = text == ""
	if p.err == nil {
		_, p.err = io.WriteString(p.out, text+"\n")
	}
}

// lines writes several lines, each at column 0.
func (p *printer) lines(text string) {
	for line := range strings.Lines(text) {
		p.say(strings.TrimRight(line, "\r\n"))
	}
}

// gap leaves one line blank: never two, and none at the start.
func (p *printer) gap() {
	if !p.blank {
		p.say("")
	}
}

// verdict writes a line that begins with its verdict as a word.
func (p *printer) verdict(v checklist.Verdict, text string) { p.say(string(v) + ": " + text) }

// oneLine is an answer as it can be shown on one line.
func oneLine(answer string) string { return redact.Clean(answer, 500) }

// quoted is a line that is no answer, to be quoted in what is said about it. A line that holds
// the secret, or looks like one, is not quoted.
func (w *wizard) quoted(text string) string {
	if w.Session.Doubts(checklist.FieldComments, text) {
		return "what looks like a client secret"
	}
	return strconv.Quote(oneLine(text))
}
