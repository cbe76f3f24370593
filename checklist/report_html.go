package checklist

import (
	"html"
	"io"
	"strings"
)

// HTML writes the whole report as one page without scripts and external resources. It
// follows the reader's dark mode and can be printed. Text from outside is escaped.
//
// The page is built by hand, since html/template would add three megabytes to the program.
func (r Report) HTML(w io.Writer) error {
	var h htmlWriter
	h.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	h.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
	h.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n")
	h.el("title", "", r.title())
	h.raw("<style>\n" + htmlStyle + "</style>\n</head>\n<body>\n<main>\n")
	if r.Practice {
		h.el("p", "practice", practiceNote)
	}
	h.el("h1", "", r.title())
	v, conclusion := r.Conclusion()
	h.el("p", "conclusion "+string(v), v.Mark()+" "+conclusion)
	h.open("dl", "head")
	for _, p := range r.head() {
		h.el("dt", "", p[0])
		h.el("dd", "", p[1])
	}
	h.close("dl")
	for _, c := range r.sections() {
		h.open("section", "")
		h.el("h2", "", c.Title)
		if c.Says != "" {
			h.el("p", "", c.Says)
		}
		if c.Figure != nil {
			h.raw("<figure tabindex=\"0\">\n" + c.Figure() + "</figure>\n")
		}
		for _, b := range c.Blocks {
			h.block(b)
		}
		h.close("section")
	}
	h.raw("</main>\n</body>\n</html>\n")
	_, err := io.WriteString(w, h.String())
	return err
}

func (h *htmlWriter) block(b block) {
	if b.Title != "" {
		h.raw("<h3>" + html.EscapeString(b.Title) + badge(b.Verdict) + "</h3>\n")
	}
	if b.Head != nil {
		h.raw("<table>\n<thead><tr>")
		for _, head := range b.Head {
			h.raw("<th scope=\"col\">" + html.EscapeString(head) + "</th>")
		}
		h.raw("</tr></thead>\n<tbody>\n")
		for _, row := range b.Rows {
			h.raw("<tr><th scope=\"row\">" + html.EscapeString(row[0].Text) + "</th>")
			for _, c := range row[1:] {
				h.raw("<td>" + badge(c.Verdict) + prefixed(c) + "</td>")
			}
			h.raw("</tr>\n")
		}
		h.raw("</tbody>\n</table>\n")
	}
	if len(b.Items) > 0 {
		h.open("ul", "")
		for _, i := range b.Items {
			h.listed(i)
		}
		h.close("ul")
	}
	if b.Ready != "" {
		h.el("pre", "", b.Ready)
	}
}

// prefixed is the content of a cell. One click selects an item without the prefix that the
// form has already.
func prefixed(c cell) string {
	var out strings.Builder
	if c.Prefix != "" {
		out.WriteString("<span class=\"prefix\">" + html.EscapeString(c.Prefix) + " |</span> ")
	}
	class := " class=\"value\""
	if c.Verdict != "" || c.Text == toBeFilledIn {
		class = " class=\"said\""
	}
	for line := range strings.Lines(c.Text) {
		out.WriteString("<span" + class + ">" + html.EscapeString(strings.TrimSuffix(line, "\n")) + "</span>")
	}
	return out.String()
}

func (h *htmlWriter) listed(i item) {
	h.raw("<li" + attribute("id", i.ID) + attribute("class", string(i.Verdict)) + ">" + sign(i.Verdict))
	for _, part := range [][3]string{{" <b>", i.Strong, "</b>"}, {" ", i.Text, ""}, {" <span class=\"said\">", i.Facts, "</span>"}, {" <small>", i.Rests, "</small>"}} {
		if part[1] != "" {
			h.raw(part[0] + html.EscapeString(part[1]) + part[2])
		}
	}
	if i.Link != "" {
		u := html.EscapeString(i.Link)
		h.raw("<a href=\"" + u + "\" rel=\"noreferrer\">" + u + "</a>")
	}
	i.below(func(label, text string) {
		h.raw("\n<p><b>" + html.EscapeString(label) + ":</b> " + html.EscapeString(text) + "</p>")
	})
	h.raw("</li>\n")
}
