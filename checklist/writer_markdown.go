package checklist

import "strings"

// mdWriter builds Markdown that reads well as plain text.
type mdWriter struct{ out strings.Builder }

func (m *mdWriter) String() string { return m.out.String() }

func (m *mdWriter) heading(level int, text string) {
	if m.out.Len() > 0 && !strings.HasSuffix(m.out.String(), "\n\n") {
		m.out.WriteByte('\n')
	}
	m.out.WriteString(strings.Repeat("#", level) + " " + text + "\n\n")
}

func (m *mdWriter) para(text string) { m.out.WriteString(text + "\n\n") }

func (m *mdWriter) item(depth int, text string) {
	m.out.WriteString(strings.Repeat("  ", depth) + "- " + text + "\n")
}

func (m *mdWriter) end() { m.out.WriteByte('\n') }

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
	m.out.WriteString(fence + "text\n" + text + "\n" + fence + "\n")
}

func (m *mdWriter) row(cells []string) {
	m.out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
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
