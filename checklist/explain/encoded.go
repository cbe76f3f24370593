package explain

import (
	"encoding/base64"
	"strconv"
	"strings"
	"unicode/utf8"
)

// encoded puts what encoded bodies say in their place: base64 of either alphabet, and
// lists of bytes, hexadecimal or decimal, as logs, recordings and debuggers print them.
// What decodes to no text stays as it is.
func encoded(text string) string {
	return base64ed(bytesListed(text))
}

const (
	fewest64   = 16 // characters of base64 below which a word is just a word
	fewestList = 8  // numbers below which a list is just a list
)

func base64ed(text string) string {
	var out strings.Builder
	from := 0
	for i := 0; i < len(text); {
		n := 0
		for i+n < len(text) && base64Byte(text[i+n]) {
			n++
		}
		if n < fewest64 {
			i += n + 1
			continue
		}
		if said, ok := decoded64(text[i : i+n]); ok {
			out.WriteString(text[from:i] + " " + said + " ")
			from = i + n + skipOf(text[i+n:min(len(text), i+n+2)], "=")
		}
		i += n + 1
	}
	if from == 0 {
		return text
	}
	return out.String() + text[from:]
}

func decoded64(word string) (string, bool) {
	word = strings.NewReplacer("-", "+", "_", "/").Replace(word)
	raw, err := base64.RawStdEncoding.DecodeString(word[:len(word)&^3])
	if rest := word[len(word)&^3:]; err == nil && len(rest) > 1 {
		var last []byte
		if last, err = base64.RawStdEncoding.DecodeString(rest); err == nil {
			raw = append(raw, last...)
		}
	}
	said := string(raw)
	return said, err == nil && isAnswer(said)
}

// isAnswer reports whether decoded bytes are what a server says: an object, a page, or
// words.
func isAnswer(s string) bool {
	if !utf8.ValidString(s) || strings.IndexFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f }) >= 0 {
		return false
	}
	s = strings.TrimSpace(s)
	return len(s) > 8 && (strings.HasPrefix(s, "{") || strings.HasPrefix(s, "<") || strings.HasPrefix(strings.ToLower(s), "http") || strings.Count(s, " ") > 1 || strings.Contains(s, "://"))
}

// bytesListed reads <Buffer 7b 22 …>, [123, 34, …], 7b:22:…, \x7b\x22 is the business of
// spelling, and 7b22… without anything between.
func bytesListed(text string) string {
	var out strings.Builder
	from := 0
	for i := 0; i < len(text); {
		if !startsNumber(text, i) {
			i++
			continue
		}
		said, to := byteList(text, i)
		if said != "" {
			out.WriteString(text[from:i] + " " + said + " ")
			from = to
		}
		i = max(to, i+1)
	}
	if from == 0 {
		return text
	}
	return out.String() + text[from:]
}

func startsNumber(text string, i int) bool {
	return hexByte(text[i]) && (i == 0 || !nameByte(text[i-1]))
}

// byteList reads the list of numbers at i. to is where it ends.
func byteList(text string, i int) (said string, to int) {
	var hexes, decimals []byte
	hex, decimal, count := true, true, 0
	to = i
	for j := i; j < len(text); {
		n := 0
		for j+n < len(text) && nameByte(text[j+n]) {
			n++
		}
		number := strings.TrimPrefix(text[j:j+n], "0x")
		if number == "" || strings.Trim(number, "0123456789abcdefABCDEF") != "" {
			break
		}
		if len(number) > 3 { // digits without anything between
			if count == 0 && len(number) >= 2*fewestList && len(number)%2 == 0 {
				return answerOf(unhexed(number)), j + n
			}
			break
		}
		count++
		if h := unhexed(number); hex && len(number) == 2 {
			hexes = append(hexes, h...)
		} else {
			hex = false
		}
		if d, err := strconv.Atoi(number); decimal && err == nil && d < 256 {
			decimals = append(decimals, byte(d))
		} else {
			decimal = false
		}
		to = j + n
		if !hex && !decimal {
			break
		}
		j = to + skipOf(text[to:min(len(text), to+8)], " ,:;\n")
		if j == to {
			break
		}
	}
	switch {
	case count < fewestList:
	case decimal && answerOf(decimals) != "":
		return answerOf(decimals), to
	case hex:
		return answerOf(hexes), to
	}
	return "", to
}

func answerOf(raw []byte) string {
	if s := string(raw); isAnswer(s) {
		return s
	}
	return ""
}

// unhexed are the bytes of pairs of hexadecimal digits.
func unhexed(digits string) []byte {
	out := make([]byte, 0, len(digits)/2)
	for i := 0; i+2 <= len(digits); i += 2 {
		b, err := strconv.ParseUint(digits[i:i+2], 16, 8)
		if err != nil {
			return nil
		}
		out = append(out, byte(b))
	}
	return out
}

func hexByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

func base64Byte(c byte) bool {
	return c == '+' || c == '/' || c == '_' || c == '-' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
