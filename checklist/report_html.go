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

// htmlWriter builds a page; el escapes text, raw does not.
type htmlWriter struct{ strings.Builder }

func (h *htmlWriter) raw(markup string) { h.WriteString(markup) }

// el writes an element with escaped text; class "" writes none.
func (h *htmlWriter) el(name, class, text string) {
	h.raw("<" + name + attribute("class", class) + ">" + html.EscapeString(text) + "</" + name + ">\n")
}

func (h *htmlWriter) open(name, class string) { h.raw("<" + name + attribute("class", class) + ">\n") }

func (h *htmlWriter) close(name string) { h.raw("</" + name + ">\n") }

// attribute writes an attribute of an element; "" where it has no value.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + "=\"" + html.EscapeString(value) + "\""
}

// badge shows a verdict as mark and word, sign as the mark alone, with the word for screen
// readers. Both are "" for no verdict.
func badge(v Verdict) string {
	if v == "" {
		return ""
	}
	return " <span class=\"v " + string(v) + "\">" + v.Mark() + " " + v.word() + "</span> "
}

func sign(v Verdict) string {
	if v == "" {
		return ""
	}
	return "<span class=\"v " + string(v) + "\" role=\"img\" aria-label=\"" + v.word() + "\">" + v.Mark() + "</span>"
}

// htmlStyle has each colour for light and for dark mode, with a contrast of at least 4.5:1.
const htmlStyle = `:root { color-scheme: light dark; --bg: #ffffff; --fg: #1b1f23; --muted: #5c6670; --line: #dde2e6; --box: #f5f7f8;
  --pass: #037f52; --fail: #b3261e; --warn: #8f5a00; --ask: #1f5fbf; --not-run: #5c6670; }
@media (prefers-color-scheme: dark) { :root { --bg: #171717; --fg: #e8eaec; --muted: #a7b0ba; --line: #34383c; --box: #222426;
  --pass: #5fd69a; --fail: #ff8a80; --warn: #f5c26b; --ask: #8ab8ff; --not-run: #a7b0ba; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--fg); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; margin: 2.75rem 0 .75rem; padding-bottom: .35rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
p { margin: .25rem 0; }
a { color: var(--ask); }
small, .said, .prefix { color: var(--muted); }
small { font-size: .8rem; }
.conclusion { margin: 0 0 1.25rem; padding: .8rem 1rem; background: var(--box); border-left: .35rem solid; border-radius: .2rem; font-size: 1.1rem; font-weight: 600; }
ul { list-style: none; margin: 0; padding: 0; }
li { padding: .35rem 0; border-bottom: 1px solid var(--line); }
li.pass, li.ask, li.warn, li.fail, li.not-run { padding-left: 1.5rem; }
li > .v { display: inline-block; width: 1.2rem; margin-left: -1.5rem; }
li.pass, li.warn, li.fail, li.ask, li.not-run { color: var(--fg); }
li p { font-size: .95rem; }
dl.head { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: 0; font-size: .95rem; }
dt { color: var(--muted); }
dd { margin: 0; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem 1rem .4rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--muted); font-size: .85rem; font-weight: 400; }
thead th:first-child { width: 10.5rem; }
tbody th { font-weight: 400; }
td > span.value, td > span.said { display: block; }
td > .prefix + .value { display: inline-block; }
.value { font-family: ui-monospace, monospace; font-size: .9rem; user-select: all; }
.v { font-weight: 600; white-space: nowrap; }
h3 .v { font-size: .85rem; margin-left: .5rem; }
.pass { color: var(--pass); } .fail { color: var(--fail); } .warn { color: var(--warn); } .ask { color: var(--ask); } .not-run { color: var(--not-run); }
.practice { margin: 0 0 1.5rem; padding: .6rem .8rem; border: 2px solid var(--warn); border-radius: .3rem; font-weight: 600; }
pre { margin: .5rem 0 0; padding: .8rem 1rem; background: var(--box); border-radius: .2rem; font: .85rem/1.45 ui-monospace, monospace; white-space: pre-wrap; }
figure { margin: 1rem 0 0; overflow-x: auto; }
svg { display: block; width: 100%; min-width: 40rem; height: auto; }
svg text { font: 13px system-ui, sans-serif; fill: var(--fg); stroke: none; }
svg .lane { stroke: var(--line); } svg rect { fill: var(--box); stroke: var(--line); } svg .muted { fill: var(--muted); }
svg g { stroke: currentColor; fill: currentColor; } svg text.v { fill: currentColor; } svg g text { stroke: var(--bg); stroke-width: 4px; paint-order: stroke; }
@media (max-width: 34rem) { main { padding-top: 1.25rem; } dl.head, tr, tbody th, td { display: block; width: auto; border: 0; padding: 0; } dl.head dd { margin-bottom: .4rem; }
  thead { display: none; } tr { padding: .5rem 0; border-bottom: 1px solid var(--line); } tbody th { color: var(--muted); font-size: .85rem; } }
@media print { :root { --bg: #fff; --fg: #000; --muted: #444; --line: #bbb; --box: #fff; --pass: #037f52; --fail: #b3261e; --warn: #8f5a00; --ask: #1f5fbf; --not-run: #444; }
  main { max-width: none; padding: 0; } body { font-size: 10.5pt; } li, tr, figure, dd { break-inside: avoid; } h2, h3, dt, thead { break-after: avoid; } a { color: inherit; text-decoration: none; } svg { min-width: 0; } }
`
