package redact

import (
	"slices"
	"strings"
)

// assign returns the length of what stands between a key and its value: a
// closing quote, a separator, an opening quote; 0 when it is no assignment.
// closing is the quote that ends the value; form says that the separator was
// "=", as in forms and URLs.
func assign(rest string) (n int, closing string, form bool) {
	n, _ = quotes(rest)
	n += skip(rest[n:], " \t\r\n")
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
	n += skip(rest[n:], " \t\r\n")
	q, closing := quotes(rest[n:])
	return n + q, closing, form
}

// marksOfQuoting open and close values in JSON, shells, prose, HTML and URLs.
var marksOfQuoting = []string{`"`, `'`, `\`, "`", "“", "”", "‘", "’", "&quot;", "&#34;", "&#39;", "%22", "%27"}

// quotes returns the length of the run of quotes at the start of s, with their
// backslashes, and what closes a value behind it: "" when there is no quote.
func quotes(s string) (n int, closing string) {
	for n < len(s) && strings.IndexByte("\"'\\`&%\xe2", s[n]) >= 0 { // else none begins here: most often
		m := slices.IndexFunc(marksOfQuoting, func(q string) bool { return strings.HasPrefix(s[n:], q) })
		if m < 0 {
			break
		}
		closing = marksOfQuoting[m]
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

// valueLen returns the length of the value at the start of s, up to what closes
// it. Where nothing does, it ends like a value without quotes.
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

// credentialsLen returns the length of what follows "Authorization:": a scheme
// and its credentials, or these alone.
func credentialsLen(s, closing string) int {
	if closing != "" {
		return valueLen(s, closing)
	}
	scheme := wordLen(s)
	blank := skip(s[scheme:], " \t")
	if scheme == 0 || blank == 0 {
		return valueLen(s, "")
	}
	return scheme + blank + valueLen(s[scheme+blank:], "")
}

// cookiesLen returns the length of what follows "Cookie:": pairs with
// semicolons between them.
func cookiesLen(s string) int {
	n := valueLen(s, "")
	for n < len(s) && s[n] == ';' {
		n++
		n += skip(s[n:], " \t")
		n += valueLen(s[n:], "")
	}
	return n
}

// separatorLen returns the length of what stands between words at the start of
// s: one byte, or an escape whose letters belong to no word.
func separatorLen(s string) int {
	switch {
	case s[0] == '%' && len(s) > 2 && unhex(s[1:3]) >= 0:
		return 3
	case s[0] == '\\' && len(s) > 1 && strings.IndexByte("nrt", s[1]) >= 0:
		return 2
	}
	return 1
}

// userinfo returns the length of "://user:password@" at the start of s.
func userinfo(s string) int {
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
