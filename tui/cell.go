package tui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// What bounds a character on screen. Text from a file or a paste may pile any
// number of marks on a letter, and what measures text takes them for one.
const (
	clusterMax = 64 // bytes that are looked at as one character: flags and families have less
	marksMax   = 12 // runes of it that are drawn
)

// cell is the first character of text: how many bytes it takes, what is drawn
// for it, and in how many columns. What would act on the terminal rather than
// print, or would not be seen, is drawn as a sign for it. text is not empty and
// does not begin with a line break.
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
	for head < len(text) && head < clusterMax {
		next, n := utf8.DecodeRuneInString(text[head:])
		if next < ' ' || next == 0x7f || next == utf8.RuneError && n == 1 {
			break // the tables of clusters do not part what is not UTF-8 from what follows
		}
		head += n
	}
	cluster, width := ansi.FirstGraphemeCluster(text[:head], ansi.GraphemeWidth)
	if width == 0 || unicode.Is(unicode.M, r) {
		return len(cluster), "\ufffd", 1 // a mark that stands on nothing
	}
	drawn = cluster
	if runes := []rune(cluster); len(runes) > marksMax {
		drawn = string(runes[:marksMax])
	}
	return len(cluster), drawn, width
}

// visible is text as it is drawn: see cell. Line breaks stay.
func visible(text string) string {
	plain := true
	for i := 0; i < len(text) && plain; i++ {
		plain = text[i] >= ' ' && text[i] < 0x7f || text[i] == '\n'
	}
	if plain {
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
