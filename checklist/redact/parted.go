package redact

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How a client secret is told by its form. Zendesk documents none: these are the
// digits of the secrets and tokens that were seen in public.
const (
	secretDigits = 64
	cutDigits    = 48 // in a row that are what is left of one, cut short; a hash of 40 is none
	begunDigits  = 32 // from which a word of nothing but digits may be going to be one
	lentDigits   = 8  // hexadecimal letters of a word beside one at most, such as those of "/feed"
	partMin      = 32 // characters of a known secret in a row that count as the secret
	joinedMin    = 16 // characters from which a known secret is sought across what parts it
)

// parts reports whether r stands between the pieces of a secret: white space, as
// terminals, mails and PDFs break lines, a colon or a dash, as fingerprints have.
func parts(r rune) bool {
	return r == ':' || r == '-' || unicode.IsSpace(r) || r > unicode.MaxASCII && unicode.Is(unicode.Pd, r)
}

// joined is text without what parts the pieces of a secret.
func joined(text string) string {
	text, _ = squeezed(text, &parting)
	return text
}

// droppings are characters that are dropped: those of ASCII are looked up, since every
// byte of every answer is.
type droppings struct {
	ascii [utf8.RuneSelf]bool
	also  string
}

func dropping(also string) droppings {
	d := droppings{also: also}
	for r := range rune(utf8.RuneSelf) {
		d.ascii[r] = parts(r) || strings.ContainsRune(also, r)
	}
	return d
}

var (
	parting = dropping("")                  // what parts the pieces of a secret
	between = dropping("._|,;\u00b7\u2022") // and what else may stand between the characters of a whole one
)

// size is the length of the character at the start of text, and whether it is dropped.
func (d *droppings) size(text string) (n int, dropped bool) {
	if c := text[0]; c < utf8.RuneSelf {
		return 1, d.ascii[c]
	}
	r, n := utf8.DecodeRuneInString(text)
	return n, parts(r) || strings.ContainsRune(d.also, r)
}

// squeezed is text without what is dropped, and where each of its bytes stood; nil when
// nothing was dropped.
func squeezed(text string, d *droppings) (out string, at []int) {
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

// LooksLikeSecret reports whether text holds what the client secrets seen in
// public are: 64 or more hexadecimal digits in a row, however they are written, or
// 64 in groups with white space, line breaks, colons or dashes between them; or 48 or
// more of both kinds in a row, as a copy that was cut short has. UUIDs and decimal
// numbers are no such groups. It is our own inference: Zendesk documents no format.
// The work grows with the text.
func LooksLikeSecret(text string) bool {
	for _, layer := range layers(text, false) {
		for c := range chains(layer.text) {
			if c.whole() || c.pieces() {
				return true
			}
		}
	}
	return false
}

// BeginsSecret reports whether text has a word of 32 or more hexadecimal digits
// and nothing else, or several words or groups that have so many: while it is
// being typed it may be going to be a secret. A UUID is none.
func BeginsSecret(text string) bool {
	var groups []string
	begins := func() bool {
		for _, some := range cutUUIDs(groups) {
			digits := strings.Join(some, "")
			if len(digits) >= begunDigits && (len(some) == 1 || mixed(digits)) {
				return true
			}
		}
		groups = nil
		return false
	}
	for word := range strings.FieldsSeq(text) {
		var digits []string
		if first, _ := utf8.DecodeRuneInString(word[hexLen(word):]); hexLen(word) == len(word) || parts(first) { // else no digits: most words
			digits = strings.FieldsFunc(word, parts)
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

// chain is groups of hexadecimal digits with nothing but what parts a secret
// between them.
type chain []string

// chains yields the chains of text that have the digits of a secret, cut or not, in order;
// each is good until the next.
func chains(text string) iter.Seq[chain] {
	return func(yield func(chain) bool) {
		var c chain
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
			if i += size; parts(r) {
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

// whole reports whether a group is a secret by itself, or the most of one.
func (c chain) whole() bool {
	return slices.ContainsFunc(c, func(g string) bool {
		return len(g) >= secretDigits || len(g) >= cutDigits && mixed(g)
	})
}

// pieces reports whether groups that follow each other have the digits of one
// secret together. What it was pasted behind or in front of may lend it a few.
func (c chain) pieces() bool {
	for _, groups := range cutUUIDs(c) {
		from, sum, alpha := 0, 0, 0
		for _, g := range groups {
			sum, alpha = sum+len(g), alpha+letters(g)
			for ; sum-len(groups[from]) >= secretDigits; from++ {
				sum, alpha = sum-len(groups[from]), alpha-letters(groups[from])
			}
			if sum >= secretDigits && sum <= secretDigits+lentDigits && random(alpha, sum) {
				return true
			}
		}
	}
	return false
}

// letters counts the letters among digits.
func letters(digits string) int {
	n := 0
	for i := range len(digits) {
		if digits[i] > '9' {
			n++
		}
	}
	return n
}

// mixed reports whether digits are as random ones are: of 64 of those a quarter are
// figures and an eighth letters but once in a million times. Lists of numbers are
// not, nor are words.
func mixed(digits string) bool { return random(letters(digits), len(digits)) }

func random(letters, digits int) bool { return letters >= digits/8 && digits-letters >= digits/4 }

// cutUUIDs is what UUIDs, groups of 8, 4, 4, 4 and 12 digits, leave of groups, in
// as many parts.
func cutUUIDs(groups []string) (left [][]string) {
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

// InPieces reports whether text holds one of the secrets, however it is written
// (In), also with white space, line breaks, colons or dashes in it; or 32 of its
// characters in a row.
func (v Veil) InPieces(text string) bool {
	if v.In(text) {
		return true
	}
	for _, layer := range layers(text, true) {
		whole, text := folded(layer.text), folded(joined(layer.text))
		ofWhole, ofText := pairsOf(whole), pairsOf(text)
		for i := range v.sought {
			s := &v.sought[i]
			if len(s.joined) >= joinedMin && (ofText.have(s.joined) && strings.Contains(text, s.joined) || shared(text, s.joined, &ofText) || shared(whole, s.text, &ofWhole)) {
				return true
			}
		}
	}
	return false
}

// shared reports whether text has partMin characters of secret in a row. A run of
// so many holds a whole block of half of it, wherever it begins.
func shared(text, secret string, ofText *pairs) bool {
	const block = partMin / 2
	for from := 0; from+block <= len(secret); from += block {
		for at := 0; ofText.have(secret[from : from+block]); at++ {
			i := strings.Index(text[at:], secret[from:from+block])
			if i < 0 {
				break
			}
			at += i
			n := block
			for left := 1; left <= min(at, from) && text[at-left] == secret[from-left]; left++ {
				n++
			}
			for right := block; at+right < len(text) && from+right < len(secret) && text[at+right] == secret[from+right]; right++ {
				n++
			}
			if n >= partMin {
				return true
			}
		}
	}
	return false
}
