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

// quoted repeats a typed value in an error: in ASCII, so that confusable letters and control
// characters can be told; shortened when long; and not at all when it may be a secret in the
// wrong field.
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

// hasInvisible reports whether s holds an invisible character or broken UTF-8. Line breaks
// and tabs count as white space, not as invisible.
func hasInvisible(s string) bool { return !utf8.ValidString(s) || strings.ContainsFunc(s, invisible) }

// invisible reports whether a character shows nothing: a control or format character
// (zero-width space, byte order mark, bidirectional marks), a Default_Ignorable_Code_Point
// (variation selectors, Hangul fillers, the combining grapheme joiner), or the blank Braille
// pattern. The Arabic signs before a number are format characters, but visible.
func invisible(r rune) bool {
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

// severalNames reports whether s lists more than one name: separated by commas or semicolons,
// or by white space where they have the prefix of a request.
func severalNames(s string) bool {
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

// quotes are the quotation marks that may come along when a value is copied.
const quotes = "\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb"

// inQuotes reports whether s starts or ends with a quotation mark.
func inQuotes(s string) bool { return strings.Trim(s, quotes) != s }

// lazyRegexp compiles a regular expression when it is first used. Most runs use none, and
// compiling all of them would take longer than many commands do.
func lazyRegexp(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// ownName is a value without the prefix that a request demands: "undefined" for
// "zdg-undefined".
func ownName(s string) string {
	for _, prefix := range []string{"d3v-", "zdg-"} {
		if len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
			return s[len(prefix):]
		}
	}
	return s
}

// set makes a set of words, since every part of every URL is looked up in several. It is made
// when it is first used, for the same reason as in lazyRegexp.
func set(words ...string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		m := make(map[string]bool, len(words))
		for _, w := range words {
			m[w] = true
		}
		return m
	})
}

// setOf is set for words that are divided by blanks.
func setOf(text string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool { return set(strings.Fields(text)...)() })
}

// wordsOf splits a name at punctuation and where a capital follows a small letter.
func wordsOf(s string) []string {
	var words []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			words = append(words, strings.ToLower(word.String()))
			word.Reset()
		}
	}
	var last rune
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			end()
		} else {
			if unicode.IsUpper(r) && unicode.IsLower(last) {
				end()
			}
			word.WriteRune(r)
		}
		last = r
	}
	end()
	return words
}
