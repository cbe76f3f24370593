package explain

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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

// decode drops escape sequences and what does not print, and undoes HTML
// entities, JSON escapes and percent-encoding, up to three deep: JSON inside
// JSON inside a log.
func decode(text string) string {
	text = printable(bound(text))
	for range 3 {
		next := html.UnescapeString(unescape(text))
		if next == text {
			break
		}
		text = next
	}
	return untag(printable(text))
}

// formatting are the tags that may stand inside a sentence of a page. Others
// stay: their names say that it is a page, and <https://…> in a mail is none.
var formatting = strings.Fields("a abbr b big blockquote br cite code dd div dl dt em font h1 h2 h3 h4 h5 h6 hr i kbd li mark ol p pre s samp small span strong sub sup table tbody td th tr tt u ul var wbr")

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
		name := n + wordLen(text[n:])
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

// unescape undoes one level of JSON escapes and percent-encoding, tolerantly.
func unescape(text string) string {
	if !strings.ContainsAny(text, `\%`) {
		return text
	}
	var out strings.Builder
	out.Grow(len(text))
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '\\' && i+1 < len(text):
			n, s := jsonEscape(text[i+1:])
			out.WriteString(s)
			i += 1 + n
		case c == '%' && i+2 < len(text) && unhex(text[i+1:i+3]) >= 0:
			out.WriteByte(byte(unhex(text[i+1 : i+3])))
			i += 3
		default:
			out.WriteByte(c)
			i++
		}
	}
	return strings.ToValidUTF8(out.String(), " ")
}

// jsonEscape returns what follows a backslash: its length and its meaning.
func jsonEscape(s string) (n int, meaning string) {
	switch s[0] {
	case 'n', 'r', 't':
		return 1, "\n"
	case 'u':
		if len(s) >= 5 {
			if v := unhex(s[1:5]); v >= 0 {
				return 5, string(rune(v))
			}
		}
	case 'x':
		if len(s) >= 3 {
			if v := unhex(s[1:3]); v >= 0 {
				return 3, string(rune(v))
			}
		}
	}
	_, n = utf8.DecodeRuneInString(s)
	return n, s[:n]
}

// unhex returns the value of hexadecimal digits, -1 when s holds others.
func unhex(s string) int {
	v := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			v = v<<4 | int(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			v = v<<4 | int(c|0x20-'a'+10)
		default:
			return -1
		}
	}
	return v
}
