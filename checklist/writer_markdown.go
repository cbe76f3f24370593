package checklist

import "strings"

// mdWriter lays out Markdown that reads well as plain text.
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

// fencedWidth is the widest line of a text in a fence, which no reader of Markdown breaks.
const fencedWidth = 90

// ready is a text to be copied, in a fence that nothing in it closes.
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

// md escapes what Markdown or HTML would take for markup. An underscore or a
// star between two letters or digits is no markup and stays, so that names read
// well as plain text; so does a hyphen or a dot but at the start of a line.
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

// link is an address as Markdown links it; "" stays "".
func link(url string) string {
	if strings.ContainsAny(url, " <>") || !strings.Contains(url, "://") {
		return md(url)
	}
	return "<" + url + ">"
}
