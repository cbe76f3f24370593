package checklist

import (
	"html"
	"strings"
)

// htmlWriter puts a page together; el and labelled escape, raw does not.
type htmlWriter struct{ strings.Builder }

func (h *htmlWriter) raw(markup string) { h.WriteString(markup) }

// el writes an element with escaped text; class "" writes none.
func (h *htmlWriter) el(name, class, text string) {
	h.WriteString("<" + name + attribute(class) + ">" + html.EscapeString(text) + "</" + name + ">\n")
}

func (h *htmlWriter) open(name, class string) { h.WriteString("<" + name + attribute(class) + ">\n") }

func (h *htmlWriter) close(name string) { h.WriteString("</" + name + ">\n") }

// labelled writes a paragraph that begins with what it is about.
func (h *htmlWriter) labelled(label, text string) {
	h.WriteString("<p><b>" + html.EscapeString(label) + ":</b> " + html.EscapeString(text) + "</p>\n")
}

func attribute(class string) string {
	if class == "" {
		return ""
	}
	return " class=\"" + class + "\""
}

func small(text string) string { return "<small>" + html.EscapeString(text) + "</small>" }

// badge is mark and word of a verdict: colour never stands alone.
func badge(v Verdict) string {
	return "<span class=\"v " + string(v) + "\">" + v.Mark() + " " + v.Word() + "</span>"
}

// htmlStyle has each colour twice, at least 4.5:1 on its background.
const htmlStyle = `:root { color-scheme: light dark; --bg: #ffffff; --fg: #1b1f23; --muted: #5c6670; --line: #d5dade; --box: #f4f6f7;
  --pass: #037f52; --fail: #b3261e; --warn: #8f5a00; --ask: #1f5fbf; --not-run: #5c6670; }
@media (prefers-color-scheme: dark) { :root { --bg: #171717; --fg: #e8eaec; --muted: #a7b0ba; --line: #3a3f44; --box: #222426;
  --pass: #5fd69a; --fail: #ff8a80; --warn: #f5c26b; --ask: #8ab8ff; --not-run: #a7b0ba; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--fg); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .4rem; }
p { margin: .2rem 0; }
small, .facts, .missing { color: var(--muted); }
a { color: var(--ask); }
ul { padding-left: 1.2rem; }
ul.checks { list-style: none; padding-left: 0; }
ul.checks > li { padding: .45rem 0; border-bottom: 1px solid var(--line); }
ul.checks p { padding-left: 1.4rem; font-size: .95rem; }
dl.head { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0 0 .6rem; }
dl.head dd { margin: 0; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem .45rem 0; border-bottom: 1px solid var(--line); }
pre { margin: .2rem 0; padding: .5rem .7rem; background: var(--box); border: 1px solid var(--line); border-radius: .3rem;
  font: .95rem/1.45 ui-monospace, monospace; white-space: pre-wrap; user-select: all; }
.v { font-weight: 600; white-space: nowrap; }
.pass { color: var(--pass); } .fail { color: var(--fail); } .warn { color: var(--warn); } .ask { color: var(--ask); } .not-run { color: var(--not-run); }
.practice { margin: 0 0 1rem; padding: .6rem .8rem; border: 2px solid var(--warn); border-radius: .3rem; font-weight: 600; }
@media (max-width: 30rem) { dl.head { display: block; } dl.head dd { margin-bottom: .5rem; } }
@media print { :root { --bg: #fff; --fg: #000; --muted: #444; --line: #bbb; --box: #fff; --pass: #037f52; --fail: #b3261e; --warn: #8f5a00; --ask: #1f5fbf; --not-run: #444; }
  main { max-width: none; padding: 0; } body { font-size: 10.5pt; } li, tr, pre, dd { break-inside: avoid; } h2, h3, dt { break-after: avoid; } a { color: inherit; text-decoration: none; } }
`
