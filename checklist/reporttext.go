package checklist

import (
	"fmt"
	"io"
	"strings"
)

// textWidth is the widest line of a report as text, in columns. Only a word that
// is longer by itself, such as an address, goes beyond it.
const textWidth = 80

// labelWidth is how wide the first column of a table is as text.
const labelWidth = 24

// Text writes the checklist alone, for whoever has just made the checks: by stage, with
// what to fix under what is wrong, and the count last.
func (r Report) Text(w io.Writer) error {
	t := r.textHead()
	for _, c := range []section{r.checked(), r.dates()} {
		for _, b := range c.Blocks {
			t.blank()
			if b.Title == "" {
				b.Title = c.Title
			}
			t.block(b)
		}
	}
	t.blank()
	t.line(0, 0, r.countLine())
	_, err := io.WriteString(w, t.String())
	return err
}

// WholeText writes the whole report as plain text.
func (r Report) WholeText(w io.Writer) error {
	t := r.textHead()
	v, conclusion := r.Conclusion()
	t.blank()
	t.line(0, 2, v.Mark()+" "+conclusion)
	t.line(2, 2, r.countLine())
	for _, c := range r.sections() {
		if len(c.Blocks) == 0 {
			continue // a picture, which is for HTML
		}
		t.blank()
		t.line(0, 0, c.Title)
		t.line(0, 0, strings.Repeat("=", width(c.Title)))
		if c.Says != "" {
			t.line(0, 0, c.Says)
		}
		for _, b := range c.Blocks {
			if b.Title != "" {
				t.blank()
			}
			t.block(b)
		}
	}
	_, err := io.WriteString(w, t.String())
	return err
}

func (r Report) textHead() *textWriter {
	var t textWriter
	if r.Practice {
		t.line(0, 0, practiceNote)
		t.blank()
	}
	for _, p := range r.head() {
		if p[0] != "Result" { // which stands where the eye is
			t.line(0, 10, fmt.Sprintf("%-9s %s", strings.ToLower(p[0]), p[1]))
		}
	}
	return &t
}

func (t *textWriter) block(b block) {
	switch {
	case b.Title == "":
	case b.Verdict == "":
		t.line(0, 0, b.Title)
	default:
		t.line(0, 2, fmt.Sprintf("%s %s: %s", b.Verdict.Mark(), b.Title, b.Verdict.Word()))
	}
	for _, row := range b.Rows {
		lead := pad("  "+row[0].Text, labelWidth)
		for _, c := range row[1:min(len(row), 2)] { // what it is in full stands in what is typed and before it
			if c.Prefix != "" {
				lead += c.Prefix + " | "
			}
			for line := range strings.Lines(c.Text) {
				t.line(0, labelWidth, lead+strings.TrimSuffix(line, "\n"))
				lead = strings.Repeat(" ", labelWidth)
			}
		}
		if last := row[len(row)-1]; last.Verdict != "" {
			t.line(labelWidth, labelWidth+2, last.Verdict.Mark()+" "+last.Text)
		}
	}
	for _, i := range b.Items {
		t.listed(i)
	}
}

func (t *textWriter) listed(i item) {
	switch {
	case i.Verdict != "":
		line := i.Verdict.Mark() + " " + i.Title
		if i.Text != "" {
			line += " (" + i.Text + ")"
		}
		if i.Verdict == Pass || i.Verdict == Ask {
			line = clip(line, textWidth-2)
		}
		t.line(2, 4, line)
	case i.Text == "":
		t.line(2, 4, strings.TrimSpace(i.Title+" "+i.Link))
	default:
		if i.Rests != "" {
			i.Text += " (" + i.Rests + ")"
		}
		t.line(2, 4, titled(i.Title)+" "+i.Text)
	}
	for _, more := range i.More {
		if more[1] != "" {
			t.line(6, 13, pad(strings.ToLower(more[0])+":", 7)+more[1])
		}
	}
}
