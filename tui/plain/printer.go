package plain

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"zdg/checklist"
	"zdg/checklist/redact"
	"zdg/flow/page"
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

// blocks writes what a page shows. A row that does something has a number to name it by.
// Steps of which nothing is known share a line.
func (w *wizard) blocks(all []page.Block) {
	n := 0
	for i := 0; i < len(all); i++ {
		r, is := all[i].(page.Row)
		switch {
		case !is:
			w.block(all[i])
		case isNumbered(r):
			n++
			w.row(r, n)
		default:
			for i+1 < len(all) && sameResult(r, all[i+1]) {
				i++
				r.Label += ", " + all[i].(page.Row).Label
			}
			w.row(r, 0)
		}
	}
}

// sameResult reports whether the next block is a row that says the same about another step.
func sameResult(r page.Row, next page.Block) bool {
	other, is := next.(page.Row)
	return is && r.Mark != "" && r.ID == "" && other.ID == "" && r.Mark == other.Mark && r.Value == other.Value
}

// Write writes a page line by line, without its rows and questions: its title, why, texts and
// addresses. It returns the first error of w.
func Write(w io.Writer, p page.Page) error {
	out := &printer{out: w, blank: true}
	out.page(p)
	return out.err
}

// page writes a page, but for its rows and questions.
func (p *printer) page(of page.Page) {
	p.title(of)
	for _, b := range of.Blocks {
		p.block(b)
	}
}

// title writes the title and the why of a page.
func (p *printer) title(of page.Page) {
	p.say(withVerdictWord(of.Title))
	if of.Why != "" {
		p.say(of.Why)
	}
	var counts []string
	for _, c := range of.Counts {
		counts = append(counts, c.Text)
	}
	if len(counts) > 0 {
		p.say(strings.Join(counts, ", "))
	}
}

// block writes a block; a row, a field or an entry it leaves out.
func (p *printer) block(b page.Block) {
	switch b := b.(type) {
	case page.Text:
		if b.Text == "" || b.Tone == page.Strong {
			p.gap()
		}
		if b.Tone == page.Strong {
			b.Mark = ""
		}
		if b.Text != "" {
			p.say(verdictLead(b.Mark) + b.Text)
		}
	case page.Copyable: // what is to be copied stands on a line of its own
		switch {
		case b.Lead == "":
			p.lines(b.Value)
		case b.Link:
			p.gap()
			p.say(b.Lead)
			p.say(b.Value)
			p.gap()
		default:
			p.say(b.Lead + " " + b.Value)
		}
	case page.Diagnosis:
		p.diagnosis(b)
	case page.Choices:
		for _, o := range b.Options {
			p.say(o.Key + ". " + o.Label)
		}
	case page.Progress:
		text := b.Label
		if b.Right != "" {
			text += ", " + b.Right
		}
		p.say(text + ".")
	}
}

// diagnosis writes the parts of a diagnosis, a line each.
func (p *printer) diagnosis(d page.Diagnosis) {
	for _, row := range [][2]string{
		{"what: ", d.What}, {"said: ", d.Said}, {"cause: ", d.Cause}, {"check: ", d.Check}, {"fix: ", d.Fix}, {"also: ", d.Also}, {"more: ", d.More},
	} {
		if row[1] != "" {
			p.say(row[0] + row[1])
		}
	}
}

// row writes a row with all its details. number is what it can be named by, 0 for nothing. A
// row that was written while the test ran is not written again, its details are.
func (w *wizard) row(r page.Row, number int) {
	text := verdictLead(r.Mark) + r.Label
	if number > 0 {
		text = fmt.Sprintf("%d. %s", number, text)
	}
	if r.Action.Copy != "" || r.Prefix != "" || strings.Contains(r.Value, "\n") { // values to be copied
		w.copyableRow(r, text)
		return
	}
	if r.Value != "" {
		text += ": " + r.Value
	}
	if r.Right != "" {
		text += " (" + r.Right + ")"
	}
	if !w.printedRows[text] {
		w.say(text)
	}
	for _, b := range r.Details {
		w.block(b)
	}
}

// copyableRow writes a row whose value is to be copied: that stands on lines of its own.
func (w *wizard) copyableRow(r page.Row, title string) {
	w.gap()
	w.say(title + ":")
	for _, b := range r.Details {
		w.block(b)
	}
	if r.Prefix != "" {
		w.say("in full:")
		w.lines(r.Prefix + r.Value)
		w.say("type after the prefix:")
	}
	w.lines(r.Value)
	w.gap()
}

// verdictLead is a mark in words, with what divides it from the text: "fail: ".
func verdictLead(mark string) string {
	for _, v := range checklist.Verdicts() {
		if m, _ := page.Mark(v); m == mark {
			return string(v) + ": "
		}
	}
	if strings.HasPrefix(mark, "-") || strings.HasSuffix(mark, ".") { // an item of a list, or a flag
		return strings.TrimSpace(mark) + " "
	}
	return ""
}

// withVerdictWord is a text with the word for its mark, if it begins with one.
func withVerdictWord(text string) string {
	if mark, rest, found := strings.Cut(text, " "); found && verdictLead(mark) != "" {
		return verdictLead(mark) + rest
	}
	return text
}
