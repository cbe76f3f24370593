package explain

import (
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"
)

// decodeBodies replaces encoded bodies by their text: base64 of either alphabet (RFC 4648, 4
// and 5), and lists of bytes, hexadecimal or decimal, as logs and debuggers print them. What
// does not decode to an answer stays as it is.
func decodeBodies(text string) string {
	return decodeBase64(decodeByteLists(text))
}

const (
	minBase64 = 16 // characters; shorter words are not decoded
	minListed = 8  // numbers; shorter lists are not decoded
)

func decodeBase64(text string) string {
	var out strings.Builder
	from := 0
	for i := 0; i < len(text); {
		n := 0
		for i+n < len(text) && base64Byte(text[i+n]) {
			n++
		}
		if n < minBase64 {
			i += n + 1
			continue
		}
		if said, ok := base64Text(text[i : i+n]); ok {
			out.WriteString(text[from:i] + " " + said + " ")
			from = i + n + countPrefix(text[i+n:min(len(text), i+n+2)], "=")
		}
		i += n + 1
	}
	if from == 0 {
		return text
	}
	return out.String() + text[from:]
}

// urlAlphabet writes base64 of the alphabet for URLs in the other one.
var urlAlphabet = strings.NewReplacer("-", "+", "_", "/")

func base64Text(word string) (string, bool) {
	word = urlAlphabet.Replace(word)
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

// isAnswer reports whether decoded bytes look like an answer: an object, a page, or words.
func isAnswer(s string) bool {
	if !utf8.ValidString(s) || strings.IndexFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f }) >= 0 {
		return false
	}
	s = strings.TrimSpace(s)
	return len(s) > 8 && (strings.HasPrefix(s, "{") || strings.HasPrefix(s, "<") || strings.HasPrefix(strings.ToLower(s), "http") || strings.Count(s, " ") > 1 || strings.Contains(s, "://"))
}

// decodeByteLists replaces lists of bytes by their text: <Buffer 7b 22 …>, [123, 34, …], 7b:22:…,
// and 7b22… without separators. For \x7b\x22 see redact.Unspell.
func decodeByteLists(text string) string {
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

// byteList returns the text of the list of numbers at i, "" when it is none, and where the list
// ends.
func byteList(text string, i int) (said string, to int) {
	pairs, decimal, count := true, true, 0
	to = i
	for j := i; j < len(text); {
		number, n := numberAt(text, j)
		if number == "" {
			break
		}
		if len(number) > 3 { // digits without anything between
			if count == 0 && len(number) >= 2*minListed && len(number)%2 == 0 {
				raw, _ := hex.DecodeString(number)
				return answerText(raw), j + n
			}
			break
		}
		count++
		pairs = pairs && len(number) == 2
		decimal = decimal && isByte(number)
		to = j + n
		if j = to + betweenNumbers(text, to); j == to || !pairs && !decimal {
			break
		}
	}
	if count < minListed {
		return "", to
	}
	if decimal {
		said = answerText(listedBytes(text[i:to], 10))
	}
	if pairs && said == "" {
		said = answerText(listedBytes(text[i:to], 16))
	}
	return said, to
}

// numberAt is the number at the beginning of text[i:], hexadecimal or decimal, without 0x, and
// its length with it; "" where there is none.
func numberAt(text string, i int) (number string, n int) {
	for i+n < len(text) && nameByte(text[i+n]) {
		n++
	}
	number = strings.TrimPrefix(text[i:i+n], "0x")
	for j := range len(number) {
		if !hexByte(number[j]) {
			return "", n
		}
	}
	return number, n
}

// betweenNumbers is the length of the separator at i of a list of numbers.
func betweenNumbers(text string, i int) int {
	return countPrefix(text[i:min(len(text), i+8)], " ,:;\n")
}

// isByte reports whether a decimal number is below 256.
func isByte(number string) bool {
	return isNumber(number) && (len(number) < 3 || len(number) == 3 && number <= "255")
}

// listedBytes are the bytes of a list of numbers; nil when one of them is none.
func listedBytes(list string, base int) []byte {
	var out []byte
	for i := 0; i < len(list); {
		number, n := numberAt(list, i)
		b, err := strconv.ParseUint(number, base, 8)
		if err != nil {
			return nil
		}
		out = append(out, byte(b))
		i += n
		i += betweenNumbers(list, i)
	}
	return out
}

func answerText(raw []byte) string {
	if s := string(raw); isAnswer(s) {
		return s
	}
	return ""
}

func hexByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

func base64Byte(c byte) bool {
	return c == '+' || c == '/' || c == '_' || c == '-' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
