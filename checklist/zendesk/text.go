package zendesk

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// quoteMax is how much of a typed value an error repeats, in bytes.
const quoteMax = 60

// quoted repeats a typed value in an error: in ASCII, so that look-alike letters
// and control characters show as what they are; cut when long; and not at all
// when it may be a secret in the wrong field.
func quoted(s string) string {
	if looksSecret(s) {
		return "this value"
	}
	if len(s) > quoteMax {
		cut := quoteMax
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		return fmt.Sprintf("%+q…", s[:cut])
	}
	return fmt.Sprintf("%+q", s)
}

// looksSecret reports whether s holds a run of 32 or more hex digits, in either
// case: older secrets and tokens of Zendesk were 64 of them.
func looksSecret(s string) bool {
	run := 0
	for i := range len(s) {
		if !isHex(s[i]) {
			run = 0
			continue
		}
		if run++; run >= 32 {
			return true
		}
	}
	return false
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// isASCII reports whether s has no byte above 0x7f.
func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

// unseen finds a character that nobody can see, and broken UTF-8. Line breaks and
// tabs are white space here, not unseen.
func unseen(s string) bool { return !utf8.ValidString(s) || strings.ContainsFunc(s, hidden) }

// hidden reports whether a character shows nothing: a control or format character
// (zero-width space, byte order mark, bidirectional marks), what Unicode calls
// Default_Ignorable_Code_Point (variation selectors, the fillers of Hangul, the
// combining grapheme joiner), and the empty sign of Braille. The signs of Arabic that
// stand before a number are format characters, and are seen.
func hidden(r rune) bool {
	switch {
	case r <= unicode.MaxASCII:
		return r < ' ' && !unicode.IsSpace(r) || r == 0x7f
	case unicode.IsSpace(r), unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false
	}
	return r == '\u2800' || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

func hasSpace(s string) bool { return strings.ContainsFunc(s, unicode.IsSpace) }

func hasLineBreak(s string) bool { return strings.ContainsAny(s, "\r\n\v\f\u0085\u2028\u2029") }

// several reports whether s lists more than one name where one is asked for: with commas
// between, or with white space between names that have the prefix of a request.
func several(s string) bool {
	names, prefixed := 0, 0
	for name := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(",;", r) || unicode.IsSpace(r) }) {
		if strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") != "" {
			return false
		}
		if names++; ownName(name) != name {
			prefixed++
		}
	}
	return prefixed > 1 || names > 1 && strings.ContainsAny(s, ",;") && !hasSpace(strings.Trim(s, " "))
}

// quotes are the marks that come along when a value is copied out of code, JSON
// or a document.
const quotes = "\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb"

// inQuotes reports whether s starts or ends with a quotation mark.
func inQuotes(s string) bool { return strings.Trim(s, quotes) != s }

// pattern compiles a regular expression when it is used first: most runs use none, and to
// compile them all takes longer than what many a command does.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
