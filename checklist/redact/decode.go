package redact

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Unspell decodes one layer of encoding: HTML entities, percent-encoding, and the escapes of
// JSON and of programming languages, with \n, \r and \t as line breaks and spaces. The result
// may hold secrets that were disguised before: show nothing of it that did not go through
// Clean.
func Unspell(text string) string {
	if !strings.ContainsAny(text, `%&\\`) {
		return text
	}
	plain := strings.ToValidUTF8(decoding{text: decodeBreaks(text)}.decode(false).text, " ")
	return printable(strings.ReplaceAll(plain, "\ufffd", " "))
}

// decodeBreaks decodes \n, \r and \t.
func decodeBreaks(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var out strings.Builder
	out.Grow(len(text))
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			out.WriteByte(text[i])
			continue
		}
		i++
		switch text[i] {
		case 'n', 'r':
			if text[i] == 'n' || !strings.HasPrefix(text[i+1:], `\n`) { // "\r\n" is one line break
				out.WriteByte('\n')
			}
		case 't':
			out.WriteByte(' ')
		default:
			out.WriteString(text[i-1 : i+1])
		}
	}
	return out.String()
}

// decoding is a decoded text that knows, for each of its bytes, where in the original it
// comes from.
type decoding struct {
	text     string
	from, to []int // for each byte of text, its range in the original; nil: text is the original
}

// origin is the range in the original that bytes i to j of the text come from.
func (s decoding) origin(i, j int) (from, to int) {
	if s.from == nil {
		return i, j
	}
	return s.from[i], s.to[j-1]
}

// decodingsMax is how many nested encodings are decoded: JSON inside JSON inside a URL.
const decodingsMax = 3

// decodings returns the text as it is, and then decoded once, twice and so on, as long as
// that changes something. joined drops line breaks too, since encoders break long lines. The
// work grows with the text.
func decodings(text string, joined bool) []decoding {
	all := []decoding{{text: text}}
	for range decodingsMax {
		next := all[len(all)-1].decode(joined)
		if next.text == all[len(all)-1].text {
			break
		}
		all = append(all, next)
	}
	return all
}

// decode decodes one layer: percent-encoding, HTML entities, and the escapes of JSON and of
// programming languages. What does not print is dropped.
func (s decoding) decode(joined bool) decoding {
	plain := strings.IndexFunc(s.text, func(r rune) bool {
		return r == '%' || r == '&' || r == '\\' || r < ' ' && r != '\n' || r == '\n' && joined || r >= 0x7f
	})
	if plain < 0 {
		return s
	}
	next := decoding{from: make([]int, 0, len(s.text)), to: make([]int, 0, len(s.text))}
	var out strings.Builder
	out.Grow(len(s.text))
	for i := 0; i < len(s.text); {
		char, n := decodeStart(s.text[i:], joined)
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

// decodeStart decodes the first character of s, which takes n bytes there; "" where it is
// dropped.
func decodeStart(s string, joined bool) (char string, n int) {
	if n := escapeLen(s); n > 0 {
		return "", n
	}
	switch c := s[0]; {
	case c == '%':
		if len(s) > 5 && s[1]|0x20 == 'u' {
			if r := hexValue(s[2:6]); r >= 0 {
				return string(rune(r)), 6
			}
		}
		if len(s) > 2 {
			if b := hexValue(s[1:3]); b >= 0 {
				return string([]byte{byte(b)}), 3
			}
		}
	case c == '&':
		return decodeEntity(s)
	case c == '\\':
		return decodeEscape(s)
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

// decodeEntity decodes the HTML entity at the start of s; a numeric one may lack its
// semicolon.
func decodeEntity(s string) (char string, n int) {
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
		d := hexValue(s[at : at+1])
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

// decodeEscape decodes the escape that begins with the backslash at the start of s.
func decodeEscape(s string) (char string, n int) {
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
				if r := hexValue(s[3:end]); r >= 0 {
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
		if r := hexValue(s[2 : 2+digits]); r >= 0 {
			return string(rune(r)), 2 + digits
		}
	}
	return s[:1], 1
}

// hexValue returns the value of hexadecimal digits, -1 when s holds anything else.
func hexValue(s string) int {
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
