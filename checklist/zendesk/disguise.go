package zendesk

import (
	"fmt"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// disguised finds a character beyond ASCII that only looks like one of ASCII, as
// word processors, chat programs and other keyboards set them. said names it with
// its code point; plain is the text in ASCII, "" when not all of it has a twin. A
// word of another alphabet is none: its letters are what they look like.
func disguised(s string) (said, plain string, found bool) {
	if isASCII(s) {
		return "", "", false
	}
	var b strings.Builder
	whole := true
	for word := range words(s) {
		foreign := !mixed(word)
		for _, r := range word {
			twin := twinOf(r)
			switch {
			case r <= unicode.MaxASCII:
				b.WriteRune(r)
				continue
			case twin == 0 || foreign && unicode.IsLetter(r) && (r < 0xff01 || r > 0xff5e): // the long vowel sign of Japanese is a letter there
				whole = false
				continue
			}
			b.WriteRune(twin)
			if !found {
				said, found = fmt.Sprintf("%s (U+%04X) in place of %s", alienName(r), r, asciiName(twin)), true
			}
		}
	}
	if whole && found {
		plain = b.String()
	}
	return said, plain, found
}

// words parts s into runs of letters, and of all else.
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

// mixed reports whether a word has a Latin letter beside others, or twins of Latin ones alone.
func mixed(word string) bool {
	twins := true
	for _, r := range word {
		if r <= unicode.MaxASCII && unicode.IsLetter(r) {
			return true
		}
		twins = twins && twinOf(r) != 0
	}
	return twins
}

// twinOf is the ASCII character that r looks like, 0 when it has none.
func twinOf(r rune) rune {
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
	for _, a := range aliens {
		if a == r {
			return rune(latin[at])
		}
		at++
	}
	return 0
}

// isDash reports whether r is a dash that is no hyphen.
func isDash(r rune) bool {
	return r != '-' && unicode.Is(unicode.Pd, r) || strings.ContainsRune("\u2212\u2043\u02d7\u2500\u30fc\uff70\u00ad", r)
}

// isFormula tells of a letter that is made for formulas, as sites for "fonts" put into names.
func isFormula(r rune) bool {
	return r >= 0x1d400 && r <= 0x1d7ff || strings.ContainsRune(formulas, r)
}

// Letters of other alphabets beside the Latin one that each looks like.
const (
	formulas = "ℂℊℋℌℍℎℐℑℒℓℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴ" // those that U+1D400 and the following leave out
	aliens   = "аеорсхуіјѕԁһԛԝгкмпт" + "АВЕКМНОРСТУХІЈЅ" + "αγεικνορτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ıɑɡ" + formulas
	latin    = "aeopcxyijsdhqwrkmnt" + "ABEKMHOPCTYXIJS" + "ayeikvoptuxwABEZHIKMNOPTYX" + "iag" + "CgHHHhIILlNPQRRRZZBCeEFMo"
)

func alienName(r rune) string {
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
	case isFormula(r):
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

// trailing reports whether a mark that looks like one of ASCII stands at an end, as a
// hyphen at the end of a line does: it is no part of the value.
func trailing(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return first > unicode.MaxASCII && !unicode.IsLetter(first) || last > unicode.MaxASCII && !unicode.IsLetter(last)
}

// disguise is the error for a value with such a character; nil when it has none. What it
// suggests has to be a value that is accepted.
func disguise(what, s string, accepted func(string) bool) error {
	said, plain, found := disguised(s)
	switch {
	case !found:
		return nil
	case plain != "" && !looksSecret(s) && !trailing(s) && accepted(plain):
		return fmt.Errorf("%s holds look-alikes, %s: did you mean %s?", what, said, quoted(plain))
	}
	return fmt.Errorf("%s holds look-alikes, %s: type it instead of pasting it", what, said)
}
