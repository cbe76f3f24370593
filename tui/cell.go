package tui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// The bounds of a character on screen. Text from a file or a paste may pile any number of
// combining marks on a letter, and all of them count as one character.
const (
	maxCluster = 64 // bytes that are taken as one character: flags and families have fewer
	maxMarks   = 12 // runes of a character that are drawn
)

// cell is the first character of text: how many bytes it has, what is drawn for it, and how
// many columns that takes. A character that would act on the terminal, or would be
// invisible, is drawn as a sign that stands for it. text must not be empty, and must not
// begin with a line break.
func cell(text string) (n int, drawn string, width int) {
	c := text[0]
	if c >= ' ' && c < 0x7f && (len(text) == 1 || text[1] < utf8.RuneSelf) {
		return 1, text[:1], 1
	}
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case r < ' ':
		return 1, string('\u2400' + r), 1 // the picture of this control character
	case r == 0x7f:
		return 1, "\u2421", 1
	case r == utf8.RuneError && size == 1, !unicode.IsGraphic(r):
		return size, "\ufffd", 1
	}
	head := size
	for head < len(text) && head < maxCluster {
		next, n := utf8.DecodeRuneInString(text[head:])
		if next < ' ' || next == 0x7f || next == utf8.RuneError && n == 1 {
			break // the cluster tables do not divide invalid UTF-8 from what follows
		}
		head += n
	}
	cluster, width := ansi.FirstGraphemeCluster(text[:head], ansi.GraphemeWidth)
	if width == 0 || unicode.Is(unicode.M, r) {
		return len(cluster), "\ufffd", 1 // a combining mark with nothing to combine with
	}
	drawn = cluster
	if runes := []rune(cluster); len(runes) > maxMarks {
		drawn = string(runes[:maxMarks])
	}
	return len(cluster), drawn, width
}

// visible is text as it is drawn, see cell. Line breaks stay.
func visible(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && (r < ' ' || r >= 0x7f) }) {
		return text
	}
	var b strings.Builder
	for len(text) > 0 {
		if text[0] == '\n' {
			b.WriteByte('\n')
			text = text[1:]
			continue
		}
		n, drawn, _ := cell(text)
		b.WriteString(drawn)
		text = text[n:]
	}
	return b.String()
}
