package tui

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
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

// addressIn finds the addresses in a text, without what ends a sentence behind them.
var addressIn = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`https?://[!#-&*-;=?-~]*[#-&*+/-9=@-~-]`)
})

// rendered wraps text and renders it in a style. An address in it is a link as a whole, on
// however many lines it stands.
func (t theme) rendered(style lipgloss.Style, text string, width int) []string {
	lines := wrap(text, width)
	var found [][]int
	if strings.Contains(text, "://") {
		found = addressIn().FindAllStringIndex(text, -1)
	}
	at := 0 // where in text the line begins
	for i, line := range lines {
		words := strings.TrimLeft(line, " ")
		at += len(text[at:]) - len(strings.TrimLeft(text[at:], " \n"))
		if !strings.HasPrefix(text[at:], words) { // never, or no line would be linked right from here on
			found, words = nil, line
		}
		out, from := line[:len(line)-len(words)], 0
		for _, f := range found {
			if a, b := max(f[0]-at, from), min(f[1]-at, len(words)); a < b {
				out += render(style, words[from:a]) + t.link.Hyperlink(text[f[0]:f[1]]).Render(words[a:b])
				from = b
			}
		}
		lines[i] = out + render(style, words[from:])
		at += len(words)
	}
	return lines
}

// render renders text in a style, and nothing as nothing.
func render(style lipgloss.Style, text string) string {
	if text == "" {
		return ""
	}
	return style.Render(text)
}

// hyphen stands for a hyphen while text is wrapped, since that would break the line there.
// It is a noncharacter that no text contains which visible has cleaned.
const hyphen = "\ufdd0"

// wrap breaks text between words. A word is broken only when it is wider than a line (see
// breakable), and no other at a hyphen: dates and identifiers have those.
func wrap(text string, width int) []string {
	width = max(width, 8)
	text = strings.ReplaceAll(divided(text, width), "-", hyphen)
	return strings.Split(strings.ReplaceAll(ansi.Wrap(text, width, ""), hyphen, "-"), "\n")
}

// breakable divides a word that is wider than a line: behind a slash if it has one, before
// what else divides an address, behind a hyphen, or else anywhere. The further pieces leave room
// for an indent of 2.
func breakable(word string, width int) []string {
	var all []string
	for room := width; ansi.StringWidth(word) > room; room = width - 2 {
		end, cut := 0, [3]int{}
		for column := 0; end < len(word); {
			n, _, w := cell(word[end:])
			if column += w; column > room {
				break
			}
			switch c := word[end]; {
			case c == '/' && !strings.HasPrefix(word[end+n:], "/") && end > len("https://"):
				cut[0] = end + n
			case strings.IndexByte("?&#=", c) >= 0 && end > 0:
				cut[1] = end
			case c == '-':
				cut[2] = end + n
			}
			end += n
		}
		for _, at := range cut {
			if at > 0 {
				end = at
				break
			}
		}
		all, word = append(all, word[:end]), word[end:]
	}
	return append(all, word)
}

// divided is text with a line break in each word that is wider than a line, and before it. What
// follows of such a word is indented: it is still the same one.
func divided(text string, width int) string {
	if len(text) <= width {
		return text
	}
	var out strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out.WriteByte('\n')
		}
		for j, word := range strings.Split(line, " ") {
			pieces := breakable(word, width)
			switch {
			case j > 0 && len(pieces) > 1:
				out.WriteByte('\n')
			case j > 0:
				out.WriteByte(' ')
			}
			out.WriteString(strings.Join(pieces, "\n  "))
		}
	}
	return out.String()
}
