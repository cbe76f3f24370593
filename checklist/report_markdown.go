package checklist

import (
	"io"
	"strings"
)

// Markdown writes the whole report so that it also reads well as plain text and can be
// pasted into a ticket. Text from outside is escaped.
func (r Report) Markdown(w io.Writer) error {
	var m mdWriter
	m.heading(1, md(r.title()))
	if r.Practice {
		m.para("**" + practiceNote + ".**")
	}
	v, conclusion := r.Conclusion()
	m.para("**" + v.Mark() + " " + md(conclusion) + "**")
	for _, p := range r.head() {
		m.item(0, p[0]+": "+md(p[1]))
	}
	m.end()
	for _, c := range r.sections() {
		if len(c.Blocks) == 0 {
			continue // a picture, which is for HTML
		}
		m.heading(2, c.Title)
		if c.Says != "" {
			m.para(md(c.Says))
		}
		for _, b := range c.Blocks {
			m.block(b)
		}
	}
	_, err := io.WriteString(w, m.String())
	return err
}

func (m *mdWriter) block(b block) {
	if b.Title != "" {
		m.heading(3, md(b.heading()))
	}
	if b.Head != nil {
		m.row(b.Head)
		m.row(strings.Split(strings.Repeat("--- ", len(b.Head)-1)+"---", " "))
		for _, row := range b.Rows {
			cells := make([]string, len(row))
			for i, c := range row {
				cells[i] = mdCell(c)
			}
			m.row(cells)
		}
	}
	for _, i := range b.Items {
		m.listed(i)
	}
	if b.Ready != "" {
		if len(b.Items) > 0 {
			m.end()
		}
		m.ready(b.Ready, b.Command)
	}
	m.end()
}

func (m *mdWriter) listed(i item) {
	var parts []string
	if i.Verdict != "" {
		parts = append(parts, i.Verdict.Mark())
	}
	if i.Strong != "" {
		parts = append(parts, "**"+md(i.Strong)+"**")
	}
	if i.Text != "" {
		parts = append(parts, md(i.Text))
	}
	if aside := strings.Trim(i.Facts+"; "+i.Rests, "; "); aside != "" {
		parts = append(parts, "("+md(aside)+")")
	}
	m.item(0, strings.TrimSpace(strings.Join(parts, " ")+" "+link(i.Link)))
	i.below(func(label, text string) { m.item(1, label+": "+md(text)) })
}

// mdCell is a cell of a table, in one line.
func mdCell(c cell) string {
	var lines []string
	for line := range strings.Lines(c.Text) {
		lines = append(lines, md(strings.TrimSuffix(line, "\n")))
	}
	text := strings.Join(lines, "<br>")
	if c.Prefix != "" {
		text = md(c.Prefix+" | ") + text
	}
	if c.Verdict != "" {
		text = c.Verdict.Mark() + " " + text
	}
	return text
}

// mdWriter builds Markdown that reads well as plain text.
type mdWriter struct{ strings.Builder }

func (m *mdWriter) heading(level int, text string) {
	if m.Len() > 0 && !strings.HasSuffix(m.String(), "\n\n") {
		m.WriteByte('\n')
	}
	m.WriteString(strings.Repeat("#", level) + " " + text + "\n\n")
}

func (m *mdWriter) para(text string) { m.WriteString(text + "\n\n") }

func (m *mdWriter) item(depth int, text string) {
	m.WriteString(strings.Repeat("  ", depth) + "- " + text + "\n")
}

func (m *mdWriter) end() { m.WriteByte('\n') }

// fencedWidth is the width, in columns, to which a text in a code block is wrapped, since
// Markdown renderers do not wrap it.
const fencedWidth = 90

// ready writes a text to be copied as a code block, whose fence is longer than any in the text.
func (m *mdWriter) ready(text string, command bool) {
	t := textWriter{wide: fencedWidth}
	t.ready(0, text, command)
	text = strings.TrimRight(t.String(), "\n")
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	m.WriteString(fence + "text\n" + text + "\n" + fence + "\n")
}

func (m *mdWriter) row(cells []string) {
	m.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// md escapes what Markdown or HTML would take for markup. An underscore between two letters
// or digits stays, so that names read well as plain text, and so does a hyphen, except at
// the start of a line.
func md(text string) string {
	var out strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		switch r {
		case '\\', '`', '[', ']', '<', '~', '|':
			out.WriteByte('\\')
		case '*', '_':
			if i == 0 || i == len(runes)-1 || !wordly(runes[i-1]) || !wordly(runes[i+1]) || r == '*' {
				out.WriteByte('\\')
			}
		case '#', '+', '-', '!', '>':
			if i == 0 {
				out.WriteByte('\\')
			}
		case '&':
			out.WriteString("&amp;")
			continue
		case '\n', '\r':
			out.WriteByte(' ')
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

func wordly(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

// link writes a URL as a Markdown link; "" stays "".
func link(url string) string {
	if strings.ContainsAny(url, " <>") || !strings.Contains(url, "://") {
		return md(url)
	}
	return "<" + url + ">"
}
