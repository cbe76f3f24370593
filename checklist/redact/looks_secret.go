package redact

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How a client secret is recognised by its form. Zendesk documents none; secrets and tokens
// that were seen in public are 64 hexadecimal digits.
const (
	secretDigits = 64
	cutDigits    = 48 // so many digits in a row count as a secret that was cut short; a hash of 40 does not
	typedDigits  = 32 // a word of so many digits may become a secret while it is typed
	strayDigits  = 8  // at most so many more digits, from a word next to the secret, such as those of "/feed"
)

// How a known secret is recognised.
const (
	partMin   = 32 // so many of its characters in a row count as the secret
	joinedMin = 16 // a secret of at least so many characters is looked for across separators
)

// isSeparator reports whether r may separate the pieces of a secret: white space, from line
// breaks of terminals, mails and PDFs, and colons and dashes, as in fingerprints.
func isSeparator(r rune) bool {
	return r == ':' || r == '-' || unicode.IsSpace(r) || r > unicode.MaxASCII && unicode.Is(unicode.Pd, r)
}

// withoutSeparators returns text without separators.
func withoutSeparators(text string) string {
	text, _ = dropAll(text, &separators)
	return text
}

// dropSet is a set of characters to drop: the separators, and those in also. It has a table
// for ASCII, since every byte of every answer is looked up.
type dropSet struct {
	ascii [utf8.RuneSelf]bool
	also  string
}

func newDropSet(also string) dropSet {
	d := dropSet{also: also}
	for r := range rune(utf8.RuneSelf) {
		d.ascii[r] = isSeparator(r) || strings.ContainsRune(also, r)
	}
	return d
}

var (
	separators = newDropSet("")                  // between the pieces of a secret
	fillers    = newDropSet("._|,;\u00b7\u2022") // between the characters of a whole secret
)

// size returns the length of the character at the start of text, and whether it is dropped.
func (d *dropSet) size(text string) (n int, dropped bool) {
	if c := text[0]; c < utf8.RuneSelf {
		return 1, d.ascii[c]
	}
	r, n := utf8.DecodeRuneInString(text)
	return n, isSeparator(r) || strings.ContainsRune(d.also, r)
}

// dropAll returns text without the characters of d, and where in text each remaining byte
// was; nil when nothing was dropped.
func dropAll(text string, d *dropSet) (out string, at []int) {
	first := 0
	for first < len(text) {
		n, dropped := d.size(text[first:])
		if dropped {
			break
		}
		first += n
	}
	if first == len(text) {
		return text, nil
	}
	kept := make([]byte, 0, len(text))
	at = make([]int, 0, len(text))
	for i := 0; i < len(text); {
		n, dropped := d.size(text[i:])
		for end := i + n; i < end; i++ {
			if !dropped {
				kept, at = append(kept, text[i]), append(at, i)
			}
		}
	}
	return string(kept), at
}

// LooksLikeSecret reports whether text holds something of the form of the client secrets
// seen in public, in any encoding: 64 or more hexadecimal digits in a row, or 64 in groups
// separated by white space, line breaks, colons or dashes; or, as in a copy that was cut
// short, 48 or more in a row with both letters and figures. UUIDs and decimal numbers do not
// count as groups. The form is our own inference: Zendesk documents none. The work grows with
// the text.
func LooksLikeSecret(text string) bool {
	for _, layer := range decodings(text, false) {
		for c := range hexRuns(layer.text) {
			if c.hasWholeSecret() || c.formSecret() {
				return true
			}
		}
	}
	return false
}

// BeginsSecret reports whether text may become a secret while it is being typed: it has a
// word of 32 or more hexadecimal digits and nothing else, or several words or groups that
// have so many together. A UUID does not count.
func BeginsSecret(text string) bool {
	var groups []string
	begins := func() bool {
		for _, some := range withoutUUIDs(groups) {
			digits := strings.Join(some, "")
			if len(digits) >= typedDigits && (len(some) == 1 || looksRandom(digits)) {
				return true
			}
		}
		groups = nil
		return false
	}
	for word := range strings.FieldsSeq(text) {
		var digits []string
		if first, _ := utf8.DecodeRuneInString(word[hexLen(word):]); hexLen(word) == len(word) || isSeparator(first) { // a cheap test that most words fail
			digits = strings.FieldsFunc(word, isSeparator)
		}
		if slices.ContainsFunc(digits, func(g string) bool { return hexLen(g) < len(g) }) {
			digits = nil
		}
		if digits == nil && begins() {
			return true
		}
		groups = append(groups, digits...)
	}
	return begins()
}

// hexLen is the length of the hexadecimal digits at the start of s.
func hexLen(s string) int {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'f') {
		n++
	}
	return n
}

// hexGroups are groups of hexadecimal digits with nothing but separators between them.
type hexGroups []string

// hexRuns yields the hexGroups of text that have at least cutDigits digits, in order. Each is
// valid until the next.
func hexRuns(text string) iter.Seq[hexGroups] {
	return func(yield func(hexGroups) bool) {
		var c hexGroups
		digits := 0
		for i := 0; i < len(text); {
			if n := hexLen(text[i:]); n > 0 {
				c = append(c, text[i:i+n])
				digits += n
				i += n
				continue
			}
			r, size := rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(text[i:])
			}
			if i += size; isSeparator(r) {
				continue
			}
			if digits >= cutDigits && !yield(c) {
				return
			}
			c, digits = c[:0], 0
		}
		if digits >= cutDigits {
			yield(c)
		}
	}
}

// hasWholeSecret reports whether a group is a secret by itself, or most of one.
func (c hexGroups) hasWholeSecret() bool {
	return slices.ContainsFunc(c, func(g string) bool {
		return len(g) >= secretDigits || len(g) >= cutDigits && looksRandom(g)
	})
}

// formSecret reports whether consecutive groups together have the digits of one secret, and
// perhaps a few more from the words around it.
func (c hexGroups) formSecret() bool {
	for _, groups := range withoutUUIDs(c) {
		from, sum, alpha := 0, 0, 0
		for _, g := range groups {
			sum, alpha = sum+len(g), alpha+countLetters(g)
			for ; sum-len(groups[from]) >= secretDigits; from++ {
				sum, alpha = sum-len(groups[from]), alpha-countLetters(groups[from])
			}
			if sum >= secretDigits && sum <= secretDigits+strayDigits && randomMix(alpha, sum) {
				return true
			}
		}
	}
	return false
}

// countLetters counts the letters among digits.
func countLetters(digits string) int {
	n := 0
	for i := range len(digits) {
		if digits[i] > '9' {
			n++
		}
	}
	return n
}

// looksRandom reports whether hexadecimal digits look random: of 64 random ones, at least a
// quarter are figures and an eighth letters, except once in a million times. Lists of numbers
// do not look random, nor do words.
func looksRandom(digits string) bool { return randomMix(countLetters(digits), len(digits)) }

func randomMix(letters, digits int) bool { return letters >= digits/8 && digits-letters >= digits/4 }

// withoutUUIDs removes UUIDs, groups of 8, 4, 4, 4 and 12 digits, and returns the parts that
// are left between them.
func withoutUUIDs(groups []string) (left [][]string) {
	from := 0
	for i := 0; i+5 <= len(groups); i++ {
		if len(groups[i]) == 8 && len(groups[i+1]) == 4 && len(groups[i+2]) == 4 && len(groups[i+3]) == 4 && len(groups[i+4]) == 12 {
			left = append(left, groups[from:i])
			from = i + 5
			i += 4
		}
	}
	return append(left, groups[from:])
}
