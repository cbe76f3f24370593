package tui

import (
	"regexp"
	"strings"
	"sync"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

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
