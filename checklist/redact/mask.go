package redact

import (
	"strings"
	"unicode/utf8"
)

// dots stand for a secret, however long it is.
const dots = "•••"

// Mask replaces what looks like a secret by dots: the values of client_secret, access_token,
// refresh_token, code, code_verifier and similar names in JSON, forms, URLs and headers, the
// credentials of Authorization and Cookie headers and of curl's -u, and anywhere JSON Web
// Tokens and 40 or more hexadecimal digits in a row. It reads the first mebibyte and drops
// the rest. Mask(Mask(s)) is Mask(s).
func Mask(text string) string {
	text = truncateBytes(text)
	var out strings.Builder
	out.Grow(len(text))
	for i := 0; i < len(text); {
		n := wordLen(text[i:])
		if n == 0 {
			if m := userinfoLen(text[i:]); m > 0 {
				out.WriteString("://" + dots + "@")
				i += m
				continue
			}
			m := separatorLen(text[i:])
			out.WriteString(text[i : i+m])
			i += m
			continue
		}
		word := text[i : i+n]
		rest := text[i+n:]
		switch from, to := secretAfter(word, rest); {
		case to > from:
			out.WriteString(word + rest[:from] + dots)
			i += n + to
		case isToken(word):
			out.WriteString(dots)
			i += n
			for i < len(text) && (text[i] == '.' || text[i] == '=' || wordByte(text[i])) {
				i++
			}
		default:
			out.WriteString(word)
			i += n
		}
	}
	return out.String()
}

// MaskTokens replaces only JSON Web Tokens and 40 or more hexadecimal digits in a row by
// dots. It is for sentences of our own that quote what a person typed. MaskTokens(MaskTokens(s))
// is MaskTokens(s).
func MaskTokens(text string) string {
	var out strings.Builder
	for len(text) > 0 {
		n := wordLen(text)
		switch {
		case n == 0:
			n = 1
			out.WriteByte(text[0])
		case isToken(text[:n]):
			out.WriteString(dots)
		default:
			out.WriteString(text[:n])
		}
		text = text[n:]
	}
	return out.String()
}

// secretAfter returns where in rest, the text after word, the secret is that word names as a
// key; 0, 0 when there is none.
func secretAfter(word, rest string) (from, to int) {
	key := strings.ReplaceAll(strings.ToLower(word), "-", "_")
	switch key {
	case "bearer", "basic":
		from = prefixLen(rest, " \t")
		if to = from + valueLen(rest[from:], ""); from == 0 || !secretLike(rest[from:to]) {
			return 0, 0
		}
		return from, to
	case "_u", "__user":
		from = prefixLen(rest, " \t='\"")
		if to = from + valueLen(rest[from:], ""); from == 0 || !strings.Contains(rest[from:to], ":") {
			return 0, 0
		}
		return from, to
	}
	from, closing, form := assignmentLen(rest)
	if from == 0 {
		return 0, 0
	}
	switch {
	case key == "authorization":
		to = from + credentialsLen(rest[from:], closing)
	case key == "cookie" || key == "set_cookie":
		to = from + cookiesLen(rest[from:])
	case secretKey(key):
		to = from + valueLen(rest[from:], closing)
		if value := rest[from:to]; value == "null" || value == "true" || value == "false" {
			return 0, 0
		}
	case key == "code" || key == "token" || key == "secret":
		to = from + valueLen(rest[from:], closing)
		if value := rest[from:to]; !secretLike(value) && (!form || key != "code" || isStatus(value)) {
			return 0, 0
		}
	}
	if to > from && isKey(rest[from:to]) {
		return 0, 0
	}
	return from, to
}

// isKey reports whether what looks like a value is the name of another secret or header, as
// after a key without a value.
func isKey(value string) bool {
	name, named := strings.CutSuffix(value, ":")
	switch key := strings.ReplaceAll(strings.ToLower(name), "-", "_"); key {
	case "authorization", "cookie", "set_cookie":
		return true
	case "code", "token", "secret":
		return named
	default:
		return secretKey(key)
	}
}

// secretKey reports whether key, in lower case with underscores, is the name of a secret,
// with or without a prefix such as "zendesk_".
func secretKey(key string) bool {
	flat := strings.ReplaceAll(key, "_", "")
	if flat == "idtoken" || strings.HasSuffix(key, "_id_token") { // invalid_token is an error
		return true
	}
	for _, end := range []string{
		"clientsecret", "accesstoken", "refreshtoken", "fulltoken", "apitoken", "apikey",
		"authenticitytoken", "csrftoken", "codeverifier", "authorizationcode", "authcode", "password", "passwd",
	} {
		if strings.HasSuffix(flat, end) {
			return true
		}
	}
	return false
}

// isToken reports whether a word has the form of a secret: the first part of a JSON Web
// Token, or 40 or more hexadecimal digits in a row.
func isToken(word string) bool {
	if strings.HasPrefix(word, "eyJ") && len(word) >= 12 {
		return true
	}
	run := 0
	for i := range len(word) {
		if hexValue(word[i:i+1]) < 0 {
			run = 0
		} else if run++; run >= 40 {
			return true
		}
	}
	return false
}

// secretLike reports whether a value looks like a secret, for keys with other uses too, such
// as "code": it has both letters and digits, or is very long.
func secretLike(value string) bool {
	if strings.Contains(strings.TrimRight(value, "="), "=") {
		return false // a parameter, as in "Bearer realm=…"
	}
	digit := strings.ContainsAny(value, "0123456789")
	letter := strings.IndexFunc(value, func(r rune) bool { return r >= utf8.RuneSelf || r|0x20 >= 'a' && r|0x20 <= 'z' }) >= 0
	return len(value) >= 6 && digit && letter || len(value) > 32
}

// isStatus reports whether value is an HTTP status, which is no secret.
func isStatus(value string) bool {
	return len(value) <= 3 && strings.Trim(value, "0123456789") == ""
}

// prefixLen is the length of the characters of set at the start of s.
func prefixLen(s, set string) int { return len(s) - len(strings.TrimLeft(s, set)) }

// wordByte reports whether c may be part of a word: a letter, a digit, _ or -.
func wordByte(c byte) bool {
	return c == '_' || c == '-' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// wordLen is the length of the word at the start of s.
func wordLen(s string) int {
	n := 0
	for n < len(s) && wordByte(s[n]) {
		n++
	}
	return n
}
