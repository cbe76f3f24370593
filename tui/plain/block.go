package plain

import (
	"fmt"
	"io"
	"strings"

	"zdg/checklist"
	"zdg/flow/page"
)

// blocks writes what a page shows; a row that does something has a number, by which it is
// asked for. Steps that were not made for the same reason are one line.
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
			for i+1 < len(all) && alike(r, all[i+1]) {
				i++
				r.Label += ", " + all[i].(page.Row).Label
			}
			w.row(r, 0)
		}
	}
}

// alike reports whether the next block is a row that says the same of another step.
func alike(r page.Row, next page.Block) bool {
	other, is := next.(page.Row)
	return is && r.Mark != "" && r.ID == "" && other.ID == "" && r.Mark == other.Mark && r.Value == other.Value
}

// Write writes what a page says to a person, without its rows and questions: title, why,
// texts and addresses, line by line.
func Write(w io.Writer, p page.Page) error {
	out := &printer{out: w, blank: true}
	out.invite(p)
	return out.err
}

// invite writes a page that tells a person what to do elsewhere.
func (p *printer) invite(of page.Page) {
	p.title(of)
	for _, b := range of.Blocks {
		p.block(b)
	}
}

// title writes the title and the why of a page.
func (p *printer) title(of page.Page) {
	p.say(worded(of.Title))
	if of.Why != "" {
		p.say(of.Why)
	}
}

func (p *printer) block(b page.Block) {
	switch b := b.(type) {
	case page.Text:
		if b.Text == "" || b.Tone == page.Strong {
			p.gap()
		}
		if b.Text != "" {
			p.say(verdictOf(b.Mark) + b.Text)
		}
	case page.Copyable: // what is to be copied stands alone
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

// diagnosis writes what happened, the cause, how to check it, and the fix.
func (p *printer) diagnosis(d page.Diagnosis) {
	for _, row := range [][2]string{
		{"what: ", d.What}, {"said: ", d.Said}, {"cause: ", d.Cause}, {"check: ", d.Check}, {"fix: ", d.Fix}, {"also: ", d.Also}, {"code: ", d.Source},
	} {
		if row[1] != "" {
			p.say(row[0] + row[1])
		}
	}
}

// row writes a row with its details, all of them: nothing is folded line by line. One that
// was written while the test ran is not written again.
func (w *wizard) row(r page.Row, number int) {
	lead := verdictOf(r.Mark)
	if number > 0 {
		lead = fmt.Sprintf("%d. %s", number, lead)
	}
	text := lead + r.Label
	switch {
	case r.Action.Copy != "" || r.Prefix != "" || strings.Contains(r.Value, "\n"): // values that are copied
		w.gap()
		w.say(text + ":")
		for _, b := range r.Details {
			w.block(b)
		}
		if r.Prefix != "" {
			w.say("in full:")
			w.printer.lines(r.Prefix + r.Value)
			w.say("type behind the prefix:")
		}
		w.printer.lines(r.Value)
		w.gap()
		return
	case r.Value != "":
		text += ": " + r.Value
		fallthrough
	default:
		if r.Right != "" {
			text += " (" + r.Right + ")"
		}
		if !w.told[text] {
			w.say(text)
		}
	}
	for _, b := range r.Details {
		w.block(b)
	}
}

// verdictOf is a mark as it is said, with what divides it from what follows.
func verdictOf(mark string) string {
	for _, v := range checklist.Verdicts() {
		if m, _ := page.Mark(v); m == mark {
			return string(v) + ": "
		}
	}
	if mark == "-" || strings.HasSuffix(mark, ".") { // an item of a list
		return mark + " "
	}
	return ""
}

// worded is a text that may begin with a mark, with the word for it.
func worded(text string) string {
	if mark, rest, found := strings.Cut(text, " "); found && verdictOf(mark) != "" {
		return verdictOf(mark) + rest
	}
	return text
}
