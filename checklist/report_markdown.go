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
