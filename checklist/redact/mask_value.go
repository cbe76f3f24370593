package redact

import (
	"slices"
	"strings"
)

// assignmentLen returns the length of what separates a key from its value: a closing quote,
// a separator, an opening quote; 0 when rest does not continue an assignment. closing is the
// quote that ends the value; form says that the separator is "=", as in forms and URLs.
func assignmentLen(rest string) (n int, closing string, form bool) {
	n, _ = quotesLen(rest)
	n += prefixLen(rest[n:], " \t\r\n")
	switch at := rest[n:min(len(rest), n+3)]; {
	case strings.HasPrefix(at, "=>"):
		n += 2
	case strings.HasPrefix(at, "="):
		n, form = n+1, true
	case strings.EqualFold(at, "%3d"):
		n, form = n+3, true
	case strings.HasPrefix(at, ":"):
		n++
	case strings.EqualFold(at, "%3a"):
		n += 3
	default:
		return 0, "", false
	}
	n += prefixLen(rest[n:], " \t\r\n")
	q, closing := quotesLen(rest[n:])
	return n + q, closing, form
}

// quotationMarks are the quotes of JSON, shells, prose, HTML and URLs.
var quotationMarks = []string{`"`, `'`, `\`, "`", "“", "”", "‘", "’", "&quot;", "&#34;", "&#39;", "%22", "%27"}

// quotesLen returns the length of the quotes at the start of s, with their backslashes, and
// the quote that closes a value after them; "" when there is none.
func quotesLen(s string) (n int, closing string) {
	for n < len(s) && strings.IndexByte("\"'\\`&%\xe2", s[n]) >= 0 { // a cheap test: most often there is none
		m := slices.IndexFunc(quotationMarks, func(q string) bool { return strings.HasPrefix(s[n:], q) })
		if m < 0 {
			break
		}
		closing = quotationMarks[m]
		n += len(closing)
	}
	switch {
	case n > 0 && s[0] == '\\':
		closing = `\`
	case closing == "“":
		closing = "”"
	case closing == "‘":
		closing = "’"
	}
	return n, closing
}

// valueLen returns the length of the value at the start of s, up to the closing quote. Where
// there is none, it ends like a value without quotes.
func valueLen(s, closing string) int {
	const longest = 8192
	if closing != "" {
		if n := strings.Index(s[:min(len(s), longest)], closing); n >= 0 {
			return n
		}
	}
	for i, r := range s {
		if strings.ContainsRune(" \t\r\n\"'`\\&,;<>()[]{}|“”‘’…", r) {
			return i
		}
		if r == '%' && i+3 <= len(s) {
			switch strings.ToLower(s[i : i+3]) {
			case "%26", "%22", "%27", "%20":
				return i
			}
		}
	}
	return len(s)
}

// credentialsLen returns the length of the value of an Authorization header: a scheme and
// credentials, or credentials alone.
func credentialsLen(s, closing string) int {
	if closing != "" {
		return valueLen(s, closing)
	}
	scheme := wordLen(s)
	blank := prefixLen(s[scheme:], " \t")
	if scheme == 0 || blank == 0 {
		return valueLen(s, "")
	}
	return scheme + blank + valueLen(s[scheme+blank:], "")
}

// cookiesLen returns the length of the value of a Cookie header: pairs separated by
// semicolons.
func cookiesLen(s string) int {
	n := valueLen(s, "")
	for n < len(s) && s[n] == ';' {
		n++
		n += prefixLen(s[n:], " \t")
		n += valueLen(s[n:], "")
	}
	return n
}

// separatorLen returns the length of the separator between words at the start of s: one
// byte, or an escape such as %20 and \n, whose letters belong to no word.
func separatorLen(s string) int {
	switch {
	case s[0] == '%' && len(s) > 2 && hexValue(s[1:3]) >= 0:
		return 3
	case s[0] == '\\' && len(s) > 1 && strings.IndexByte("nrt", s[1]) >= 0:
		return 2
	}
	return 1
}

// userinfoLen returns the length of "://user:password@" at the start of s, 0 when it is not
// there.
func userinfoLen(s string) int {
	if !strings.HasPrefix(s, "://") {
		return 0
	}
	const longest = 512
	colon := false
	for i := 3; i < len(s) && i < longest; i++ {
		switch c := s[i]; {
		case c == '@' && colon:
			return i + 1
		case c == ':':
			colon = true
		case c <= ' ' || strings.IndexByte("/?#\"'<>", c) >= 0:
			return 0
		}
	}
	return 0
}

// Values returns the values that a text has for these keys, in JSON, in a form or in a URL:
// in order, each value once, and at most eight for a key. The values are not masked.
func Values(text string, keys ...string) map[string][]string {
	values := make(map[string][]string)
	for i := 0; i < len(text); {
		n := wordLen(text[i:])
		if n == 0 {
			i++
			continue
		}
		key := text[i : i+n]
		i += n
		if !slices.Contains(keys, key) {
			continue
		}
		from, closing, _ := assignmentLen(text[i:])
		if from == 0 {
			continue
		}
		i += from
		v := text[i : i+valueLen(text[i:], closing)]
		i += len(v)
		if v != "" && len(values[key]) < 8 && !slices.Contains(values[key], v) {
			values[key] = append(values[key], v)
		}
	}
	return values
}
