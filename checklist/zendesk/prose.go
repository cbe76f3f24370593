package zendesk

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// blanks are letters and signs that show nothing: the fillers of Hangul, and the empty
// sign of Braille.
const blanks = "\u115f\u1160\u3164\uffa0\u2800"

// Unseen finds a character in a text for people that none of them can see, and that
// makes it another text than it looks: a control or format character, a letter that
// shows nothing, or broken UTF-8. What joins the parts of one sign in emoji and in
// scripts that need it is none.
func Unseen(text string) (rune, bool) {
	var before rune
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch next, _ := utf8.DecodeRuneInString(text[i:]); {
		case r == utf8.RuneError && size == 1:
			return r, true
		case (r == '\u200d' || r == '\u200c') && before > unicode.MaxASCII && next > unicode.MaxASCII && next != utf8.RuneError:
		case !unicode.IsSpace(r) && unicode.In(r, unicode.Cc, unicode.Cf), strings.ContainsRune(blanks, r):
			return r, true
		}
		before = r
	}
	return 0, false
}

// isBlank tells whether a text that is there shows nothing at all.
func isBlank(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.In(r, unicode.Cc, unicode.Cf) && !strings.ContainsRune(blanks, r)
	})
}

// proseKeys are what settings files call texts for people.
var proseKeys = strings.Fields("name title description company organization organisation client_name app_name application_name company_name use_case contact contact_name email contact_email website")

// TextRemarks tells what is odd about a text that people will read, such as a name: what
// identifiers and URLs refuse. Ours: no page of Zendesk speaks of it.
func TextRemarks(typed string) []Remark {
	var rs []Remark
	s := strings.TrimSpace(typed)
	add := func(code, text string) { rs = append(rs, look(code, text, "ours", Inferred)) }
	if r, found := Unseen(s); found {
		add("unseen-character", fmt.Sprintf("there is a character in it that cannot be seen (U+%04X): type it instead of pasting it", r))
	}
	for word := range words(s) {
		if said, found := mixture(word); found {
			add("mixed-alphabets", "a word is of two alphabets, with "+said+": type it instead of pasting it")
			break
		}
	}
	inner := strings.Trim(s, quotes)
	switch key, _, line := strings.Cut(s, ":"); {
	case len(s) > 1 && strings.TrimLeft(s, quotes) != s && strings.TrimRight(s, quotes) != s && !strings.ContainsAny(inner, quotes):
		add("in-quotes", "it stands in quotes, which would be read with it: write it without")
	case line && slices.Contains(proseKeys, strings.ToLower(strings.TrimSpace(key))):
		add("settings-line", "it begins with the name of a field: write what stands behind the colon alone")
	case assigned(s):
		add("settings-line", "it looks like a whole line of a settings file: write what stands behind the = alone")
	}
	return rs
}

// mixture finds a letter of another alphabet that looks like a Latin one, in a word with
// Latin letters.
func mixture(word string) (said string, found bool) {
	if isASCII(word) || !strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) {
		return "", false
	}
	for _, r := range word {
		if twin := twinOf(r); twin != 0 && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return fmt.Sprintf("%s (U+%04X) in place of %s", alienName(r), r, asciiName(twin)), true
		}
	}
	return "", false
}

// assigned finds NAME=value.
func assigned(s string) bool {
	key, value, is := strings.Cut(s, "=")
	return is && value != "" && len(key) > 1 && strings.Trim(strings.TrimPrefix(key, "export "), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == ""
}
