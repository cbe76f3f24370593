package checklist

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"zdg/checklist/zendesk"
)

// textWidth is the width of a report as text, in columns. Only a longer single word, such
// as a URL, goes beyond it.
const textWidth = 80

// labelWidth is the width of a table's first column in text, in columns.
const labelWidth = 24

// Text writes the checklist and the deadlines as plain text, for zdg check: by stage, with
// what to fix below what is wrong, and the count at the end.
func (r Report) Text(w io.Writer) error {
	t := textWriter{wide: cmp.Or(r.Columns, textWidth)}
	r.writeSections(&t, "", []section{r.checklistSection(), r.datesSection()})
	t.blank()
	if key := firstKey(t.String()); key != "" { // the whole report has a list of them
		t.line(0, 0, key+" and the like name pages: zdg facts "+key)
	}
	t.line(0, 0, r.countLine())
	_, err := io.WriteString(w, t.String())
	return err
}

// firstKey is the first of the sources that a text cites by its key; "" when it cites none.
func firstKey(text string) string {
	for _, s := range zendesk.Sources() {
		if s.URL != "" && strings.Contains(text, "("+s.Key+",") {
			return s.Key
		}
	}
	return ""
}

// WholeText writes the whole report as plain text.
func (r Report) WholeText(w io.Writer) error {
	t := textWriter{wide: cmp.Or(r.Columns, textWidth)}
	v, conclusion := r.Conclusion()
	r.writeSections(&t, v.Mark()+" "+conclusion, r.sections())
	_, err := io.WriteString(w, t.String())
	return err
}

// writeSections writes the conclusion (none when it is ""), the head and these sections.
func (r Report) writeSections(t *textWriter, conclusion string, all []section) {
	if r.Practice {
		t.line(0, 0, practiceNote)
		t.blank()
	}
	if conclusion != "" {
		t.line(0, 2, conclusion)
		t.line(2, 2, r.countLine())
		t.blank()
	}
	for _, p := range r.head() {
		if p[0] != "Result" { // that is at the top or at the end
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
		for line := range strings.Lines(row[1].Text) { // the prefix and this make up the third column, "In full"
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
