package checklist

import (
	"cmp"
	"fmt"
	"io"
	"strings"
)

// textWidth is the widest line of a report as text, in columns. Only a word that
// is longer by itself, such as an address, goes beyond it.
const textWidth = 80

// labelWidth is how wide the first column of a table is as text.
const labelWidth = 24

// text writes the checklist alone, for whoever has just made the checks: by stage, with
// what to fix under what is wrong, and the count last.
func (r Report) Text(w io.Writer) error {
	t := textWriter{wide: cmp.Or(r.Columns, textWidth)}
	r.written(&t, "", []section{r.checked(), r.dates()})
	t.blank()
	t.line(0, 0, r.countLine())
	_, err := io.WriteString(w, t.String())
	return err
}

// WholeText writes the whole report as plain text.
func (r Report) WholeText(w io.Writer) error {
	t := textWriter{wide: cmp.Or(r.Columns, textWidth)}
	v, conclusion := r.Conclusion()
	r.written(&t, v.Mark()+" "+conclusion, r.sections())
	_, err := io.WriteString(w, t.String())
	return err
}

// written writes what it comes to, the head and some sections.
func (r Report) written(t *textWriter, comesTo string, all []section) {
	if r.Practice {
		t.line(0, 0, practiceNote)
		t.blank()
	}
	if comesTo != "" {
		t.line(0, 2, comesTo)
		t.line(2, 2, r.countLine())
		t.blank()
	}
	for _, p := range r.head() {
		if p[0] != "Result" { // which stands where the eye is
			t.line(0, 10, fmt.Sprintf("%-9s %s", strings.ToLower(p[0]), p[1]))
		}
	}
	for _, c := range all {
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
}

func (t *textWriter) block(b block) {
	if b.Title != "" {
		t.line(0, 2, b.heading())
	}
	for _, row := range b.Rows {
		lead := pad("  "+row[0].Text, labelWidth)
		if row[1].Prefix != "" {
			lead += row[1].Prefix + " | "
		}
		for line := range strings.Lines(row[1].Text) { // what it is in full stands in this and before it
			t.line(0, labelWidth, lead+strings.TrimSuffix(line, "\n"))
			lead = strings.Repeat(" ", labelWidth)
		}
		if last := row[len(row)-1]; last.Verdict != "" {
			t.line(labelWidth, labelWidth+2, last.Verdict.Mark()+" "+last.Text)
		}
	}
	for _, i := range b.Items {
		t.listed(i)
	}
	if b.Ready != "" {
		t.blank()
		t.ready(4, b.Ready, b.Command)
	}
}

func (t *textWriter) listed(i item) {
	mark := ""
	if i.Verdict != "" {
		mark = i.Verdict.Mark()
	}
	line := strings.Join(strings.Fields(mark+" "+i.Strong+" "+i.Text+" "+i.Link), " ")
	switch {
	case i.Facts != "":
		line = clip(line+" ("+i.Facts+")", t.wide-2)
	case i.Verdict == "" && i.Rests != "":
		line += " (" + i.Rests + ")"
	}
	t.line(2, 4, line)
	i.below(func(label, text string) { t.line(6, 14, pad(strings.ToLower(label)+":", 8)+text) })
}
