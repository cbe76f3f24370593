package plain

import (
	"io"
	"strconv"
	"strings"
	"unicode"

	"zdg/checklist"
	"zdg/checklist/redact"
)

// printer writes lines. The first error stays in err and ends the writing.
type printer struct {
	out   io.Writer
	blank bool // the last line was blank
	err   error
}

// say writes one line. What does not print is dropped, wherever it came from.
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

// gap leaves one line blank, never two.
func (p *printer) gap() {
	if !p.blank {
		p.say("")
	}
}

// verdict writes a line that starts with its verdict as a word.
func (p *printer) verdict(v checklist.Verdict, text string) { p.say(string(v) + ": " + text) }

// shown is an answer fit to be shown in one line.
func shown(answer string) string { return redact.Clean(answer, 500) }

// quoted is what was typed where it is no answer, to be said back: not what holds the
// secret, or looks like one.
func (w *wizard) quoted(text string) string {
	if w.Session.Doubts(checklist.FieldComments, text) {
		return "what looks like a client secret"
	}
	return strconv.Quote(shown(text))
}
