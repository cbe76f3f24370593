package checklist

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"unicode"

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

// textWriter lays out plain text, wrapped at wide columns.
type textWriter struct {
	strings.Builder
	wide int
}

func (t *textWriter) blank() { t.WriteByte('\n') }

// line writes text, its first line indented by first columns, those after it by rest.
func (t *textWriter) line(first, rest int, text string) {
	indent, used, fresh := first, 0, true
	for _, word := range splitWords(text) {
		n := width(word)
		if !fresh && used+1+n > t.wide {
			t.WriteByte('\n')
			indent, fresh = rest, true
		}
		if fresh {
			t.WriteString(strings.Repeat(" ", indent))
			used = indent
		} else {
			t.WriteByte(' ')
			used++
		}
		t.WriteString(word)
		used += n
		fresh = false
	}
	t.WriteByte('\n')
}

// ready writes a text to be copied, indented. The lines of a command stay as they are; the
// wrapped lines of a list item are aligned with its text.
func (t *textWriter) ready(indent int, text string, command bool) {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \n")
		if command || line == "" {
			t.WriteString(strings.TrimRight(strings.Repeat(" ", indent)+line, " ") + "\n")
			continue
		}
		t.line(indent, indent+len(listMark().FindString(line)), line)
	}
}

var listMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d+\.|-) `) })

// splitWords splits text at single spaces. Runs of spaces, which align columns, stay with
// the word before them.
func splitWords(text string) []string {
	var words []string
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && text[j] != ' ' {
			j++
		}
		for j+1 < len(text) && text[j] == ' ' && text[j+1] == ' ' {
			j++
		}
		words = append(words, text[i:j])
		i = j + 1
	}
	return words
}

// clip shortens text to so many columns, with "…" at the end where something was cut.
func clip(text string, columns int) string {
	if width(text) <= columns {
		return text
	}
	used := 1 // the …
	for i, r := range text {
		if used += width(string(r)); used > columns {
			return strings.TrimRight(text[:i], " ") + "…"
		}
	}
	return text
}

// pad adds spaces up to so many columns, at least one.
func pad(text string, columns int) string {
	return text + strings.Repeat(" ", max(1, columns-width(text)))
}

// width is how many columns a text takes on a terminal: East Asian wide letters and emoji
// take two, combining marks none.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana), r >= 0xff01 && r <= 0xff60, r >= 0x1f300:
			n += 2
		default:
			n++
		}
	}
	return n
}
