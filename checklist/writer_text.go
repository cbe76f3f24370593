package checklist

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// textWriter lays out plain text, wrapped at wide columns.
type textWriter struct {
	out  strings.Builder
	wide int
}

func (t *textWriter) String() string { return t.out.String() }

func (t *textWriter) blank() { t.out.WriteByte('\n') }

// line writes text, its first line indented by first columns, those after it by rest.
func (t *textWriter) line(first, rest int, text string) {
	indent, used, fresh := first, 0, true
	for _, word := range splitWords(text) {
		n := width(word)
		if !fresh && used+1+n > t.wide {
			t.out.WriteByte('\n')
			indent, fresh = rest, true
		}
		if fresh {
			t.out.WriteString(strings.Repeat(" ", indent))
			used = indent
		} else {
			t.out.WriteByte(' ')
			used++
		}
		t.out.WriteString(word)
		used += n
		fresh = false
	}
	t.out.WriteByte('\n')
}

// ready writes a text to be copied, indented. The lines of a command stay as they are; the
// wrapped lines of a list item are aligned with its text.
func (t *textWriter) ready(indent int, text string, command bool) {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \n")
		if command || line == "" {
			t.out.WriteString(strings.TrimRight(strings.Repeat(" ", indent)+line, " ") + "\n")
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
