package zendesk

import (
	"fmt"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// findConfusable finds a character beyond ASCII that looks like an ASCII one (Unicode calls
// these confusables), as word processors, chat programs and other keyboards write them. said
// names it with its code point; plain is the whole text in ASCII, "" when some character has
// no ASCII twin. The letters of a word in another alphabet do not count.
func findConfusable(s string) (said, plain string, found bool) {
	if isASCII(s) {
		return "", "", false
	}
	var b strings.Builder
	whole := true
	for word := range words(s) {
		foreign := !looksLatin(word)
		for _, r := range word {
			twin := asciiTwin(r)
			switch {
			case r <= unicode.MaxASCII:
				b.WriteRune(r)
				continue
			case twin == 0 || foreign && unicode.IsLetter(r) && (r < 0xff01 || r > 0xff5e): // the Japanese long vowel mark counts as a letter
				whole = false
				continue
			}
			b.WriteRune(twin)
			if !found {
				said, found = fmt.Sprintf("%s (U+%04X) in place of %s", lookAlikeName(r), r, asciiName(twin)), true
			}
		}
	}
	if whole && found {
		plain = b.String()
	}
	return said, plain, found
}

// words splits s into runs of letters and runs of everything else.
func words(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s != "" {
			first, _ := utf8.DecodeRuneInString(s)
			letters := unicode.IsLetter(first)
			end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) != letters })
			if end < 0 {
				end = len(s)
			}
			if !yield(s[:end]) {
				return
			}
			s = s[end:]
		}
	}
}

// looksLatin reports whether a word has an ASCII letter, or consists of ASCII twins alone.
func looksLatin(word string) bool {
	twins := true
	for _, r := range word {
		if r <= unicode.MaxASCII && unicode.IsLetter(r) {
			return true
		}
		twins = twins && asciiTwin(r) != 0
	}
	return twins
}

// asciiTwin is the ASCII character that r looks like, 0 when it has none.
func asciiTwin(r rune) rune {
	switch {
	case isDash(r):
		return '-'
	case r >= 0xff01 && r <= 0xff5e: // fullwidth forms
		return r - 0xfee0
	case strings.ContainsRune("\u3002\uff61\u2024\u00b7\u2027\u0701", r):
		return '.'
	case strings.ContainsRune("\u2215\u2044\u29f8", r):
		return '/'
	case strings.ContainsRune("\u2236\ua789\ufe55\u02d0", r):
		return ':'
	case r == '\u02cd' || r == '\ufe4d':
		return '_'
	case r >= 0x1d400 && r <= 0x1d6a3: // the Latin alphabet of formulas, in thirteen styles
		return rune("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(r-0x1d400)%52])
	case r >= 0x1d7ce && r <= 0x1d7ff:
		return '0' + (r-0x1d7ce)%10
	}
	at := 0
	for _, a := range lookAlikes {
		if a == r {
			return rune(latinTwins[at])
		}
		at++
	}
	return 0
}

// isDash reports whether r is a dash that is no hyphen.
func isDash(r rune) bool {
	return r != '-' && unicode.Is(unicode.Pd, r) || strings.ContainsRune("\u2212\u2043\u02d7\u2500\u30fc\uff70\u00ad", r)
}

// isMathLetter reports whether r is a letter made for formulas, as "fancy font" sites put
// into names.
func isMathLetter(r rune) bool {
	return r >= 0x1d400 && r <= 0x1d7ff || strings.ContainsRune(mathLetters, r)
}

// Letters of other alphabets, and for each in the same place the Latin one it looks like.
const (
	mathLetters = "ℂℊℋℌℍℎℐℑℒℓℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴ" // those missing from the block at U+1D400
	lookAlikes  = "аеорсхуіјѕԁһԛԝгкмпт" + "АВЕКМНОРСТУХІЈЅ" + "αγεικνορτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ıɑɡ" + mathLetters
	latinTwins  = "aeopcxyijsdhqwrkmnt" + "ABEKMHOPCTYXIJS" + "ayeikvoptuxwABEZHIKMNOPTYX" + "iag" + "CgHHHhIILlNPQRRRZZBCeEFMo"
)

func lookAlikeName(r rune) string {
	switch {
	case r == '\u2013':
		return "an en dash"
	case r == '\u2014':
		return "an em dash"
	case r == '\u2212':
		return "a minus sign"
	case r == '\u2011':
		return "a non-breaking hyphen"
	case r == '\u00ad':
		return "a soft hyphen"
	case r >= 0xff01 && r <= 0xff5e:
		return "a fullwidth character"
	case isDash(r):
		return "a dash"
	case isMathLetter(r):
		return "a letter of formulas"
	case unicode.Is(unicode.Cyrillic, r):
		return "a Cyrillic letter"
	case unicode.Is(unicode.Greek, r):
		return "a Greek letter"
	}
	return "a character"
}

func asciiName(r rune) string {
	switch r {
	case '-':
		return "a hyphen"
	case ':':
		return "a colon"
	case '.':
		return "a dot"
	case '/':
		return "a slash"
	case '_':
		return "an underscore"
	}
	return string(r)
}

// markAtEnd reports whether s begins or ends with a confusable punctuation mark, such as the
// hyphen at the end of a line. It is no part of the value.
func markAtEnd(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return first > unicode.MaxASCII && !unicode.IsLetter(first) || last > unicode.MaxASCII && !unicode.IsLetter(last)
}

// confusableError is the error for a value with a confusable character; nil when it has
// none. It suggests the ASCII spelling only where accepted takes that.
func confusableError(what, s string, accepted func(string) bool) error {
	said, plain, found := findConfusable(s)
	switch {
	case !found:
		return nil
	case plain != "" && !looksSecret(s) && !markAtEnd(s) && accepted(plain):
		return fmt.Errorf("%s holds look-alikes, %s: did you mean %s?", what, said, quoted(plain))
	}
	return fmt.Errorf("%s holds look-alikes, %s: type it instead of pasting it", what, said)
}
