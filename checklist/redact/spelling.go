package redact

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// spelling is a text with what it was written as undone, byte by byte: whoever
// finds something in it knows where that stands in what was written.
type spelling struct {
	text     string
	from, to []int // of each byte, in what was written; nil: the text is what was written
}

// origin is where bytes i to j of the text were written.
func (s spelling) origin(i, j int) (from, to int) {
	if s.from == nil {
		return i, j
	}
	return s.from[i], s.to[j-1]
}

// layersMax is how many spellings inside each other are undone: JSON inside
// JSON inside a URL.
const layersMax = 3

// layers are the text as it was written, and then with one spelling after the
// other undone, as far as there are any. Line breaks go with what nobody sees
// when joined is set: encoders break long lines. The work grows with the text.
func layers(text string, joined bool) []spelling {
	all := []spelling{{text: text}}
	for range layersMax {
		next := all[len(all)-1].undo(joined)
		if next.text == all[len(all)-1].text {
			break
		}
		all = append(all, next)
	}
	return all
}

// undo takes one spelling off: percent-encoding, HTML entities, the escapes of
// JSON and of programming languages. What does not print is dropped.
func (s spelling) undo(joined bool) spelling {
	plain := strings.IndexFunc(s.text, func(r rune) bool {
		return r == '%' || r == '&' || r == '\\' || r < ' ' && r != '\n' || r == '\n' && joined || r >= 0x7f
	})
	if plain < 0 {
		return s
	}
	next := spelling{from: make([]int, 0, len(s.text)), to: make([]int, 0, len(s.text))}
	var out strings.Builder
	out.Grow(len(s.text))
	for i := 0; i < len(s.text); {
		char, n := unspelt(s.text[i:], joined)
		from, to := s.origin(i, i+n)
		for range len(char) {
			next.from, next.to = append(next.from, from), append(next.to, to)
		}
		out.WriteString(char)
		i += n
	}
	next.text = out.String()
	return next
}

// unspelt is what the n bytes at the start of s stand for; "" for what is dropped.
func unspelt(s string, joined bool) (char string, n int) {
	if n := escape(s); n > 0 {
		return "", n
	}
	switch c := s[0]; {
	case c == '%':
		if len(s) > 5 && s[1]|0x20 == 'u' {
			if r := unhex(s[2:6]); r >= 0 {
				return string(rune(r)), 6
			}
		}
		if len(s) > 2 {
			if b := unhex(s[1:3]); b >= 0 {
				return string([]byte{byte(b)}), 3
			}
		}
	case c == '&':
		return entity(s)
	case c == '\\':
		return escaped(s)
	case c == '\n' && !joined:
	case c < ' ', c == 0x7f:
		return "", 1
	case c >= utf8.RuneSelf:
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 || unicode.In(r, unicode.Cc, unicode.Cf, unicode.M) {
			return "", n
		}
		if r >= '\uff01' && r <= '\uff5e' { // fullwidth
			return string(r - 0xfee0), n
		}
		return s[:n], n
	}
	return s[:1], 1
}

// entity undoes the HTML entity at the start of s, also without its semicolon.
func entity(s string) (char string, n int) {
	const longest = 33
	if !strings.HasPrefix(s, "&#") {
		if end := strings.IndexByte(s[:min(len(s), longest)], ';') + 1; end > 0 {
			if char = html.UnescapeString(s[:end]); char != s[:end] {
				return char, end
			}
		}
		return s[:1], 1
	}
	base, at := 10, 2
	if len(s) > 2 && s[2]|0x20 == 'x' {
		base, at = 16, 3
	}
	value, start := 0, at
	for ; at < len(s); at++ {
		d := unhex(s[at : at+1])
		if d < 0 || d >= base {
			break
		}
		value = min(value*base+d, unicode.MaxRune+1)
	}
	if at == start {
		return s[:1], 1
	}
	if at < len(s) && s[at] == ';' {
		at++
	}
	return string(rune(value)), at
}

// escaped undoes the escape behind the backslash at the start of s.
func escaped(s string) (char string, n int) {
	if len(s) < 2 {
		return s, len(s)
	}
	digits := 0
	switch s[1] {
	case 'x':
		digits = 2
	case 'u':
		if digits = 4; len(s) > 2 && s[2] == '{' {
			if end := strings.IndexByte(s[:min(len(s), 10)], '}'); end > 3 {
				if r := unhex(s[3:end]); r >= 0 {
					return string(rune(r)), end + 1
				}
			}
			return s[:1], 1
		}
	case 'U':
		digits = 8
	case '0', '1', '2', '3':
		if len(s) > 3 && strings.Trim(s[1:4], "01234567") == "" {
			return string([]byte{(s[1]-'0')<<6 | (s[2]-'0')<<3 | (s[3] - '0')}), 4
		}
	default:
		if unicode.IsPunct(rune(s[1])) || unicode.IsSymbol(rune(s[1])) {
			return s[1:2], 2 // \" and \\ and \/
		}
	}
	if digits > 0 && len(s) >= 2+digits {
		if r := unhex(s[2 : 2+digits]); r >= 0 {
			return string(rune(r)), 2 + digits
		}
	}
	return s[:1], 1
}

// unhex returns the value of hexadecimal digits, -1 when s holds others.
func unhex(s string) int {
	v := 0
	for i := range len(s) {
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
