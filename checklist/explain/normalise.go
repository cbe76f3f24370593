package explain

import (
	"slices"
	"strings"
	"unicode"

	"zdg/checklist/redact"
)

// words brings decoded text to the one form in which needles are sought:
// lower-case words of letters, digits and underscores with single spaces
// between them and at both ends. Apostrophes vanish; every other character
// separates. So quoting with >, wrapped lines, JSON, HTML, URLs and typographic
// quotes all come out the same, and a needle matches whole words only.
func words(text string) string {
	var out strings.Builder
	out.Grow(len(text) + 2)
	out.WriteByte(' ')
	space := true
	for _, r := range text {
		switch {
		case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			out.WriteRune(unicode.ToLower(r))
			space = false
		case strings.ContainsRune("'’‘ʼ´`′", r):
			// couldn't is one word, however it is quoted
		case !space:
			out.WriteByte(' ')
			space = true
		}
	}
	if !space {
		out.WriteByte(' ')
	}
	return out.String()
}

// squash drops the spaces of words: what a terminal wrapped inside a word can
// be found in that.
func squash(words string) string { return strings.ReplaceAll(words, " ", "") }

// decode is text as it reads: what does not print dropped, its spelling undone, and
// pages without the tags inside their sentences.
func decode(text string) string { return untag(redact.Plain(text)) }

// formatting are the tags that may stand inside a sentence of a page. Others
// stay: their names say that it is a page, and <https://…> in a mail is none.
var formatting = strings.Fields("a abbr b big blockquote br cite code dd div dl dt em font h1 h2 h3 h4 h5 h6 hr i kbd li mark ol p pre s samp small span strong sub sup table tbody td th tr tt u ul var wbr")

// tagName are the characters of a tag's name.
const tagName = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

// untag puts a space in place of each formatting tag. A tag with an address in
// it loses its name only: the address may be what says whose page it is.
func untag(text string) string {
	const longest = 300
	var out strings.Builder
	for {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			break
		}
		out.WriteString(text[:at])
		text = text[at:]
		n := 1
		if strings.HasPrefix(text, "</") {
			n = 2
		}
		name := n + len(text[n:]) - len(strings.TrimLeft(text[n:], tagName))
		end := strings.IndexByte(text[:min(len(text), longest)], '>') + 1
		switch {
		case name >= len(text) || !slices.Contains(formatting, strings.ToLower(text[n:name])) || end < name:
			out.WriteByte('<')
			text = text[1:]
		case strings.Contains(text[:end], "://"):
			out.WriteByte(' ')
			text = text[name:]
		default:
			out.WriteByte(' ')
			text = text[end:]
		}
	}
	out.WriteString(text)
	return out.String()
}
