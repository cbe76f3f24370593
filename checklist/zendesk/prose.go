package zendesk

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Unseen finds a character in a text for people that none of them can see, and that
// makes it another text than it looks: one that is hidden, a line break other than
// those of keyboards, or broken UTF-8. What joins the parts of one sign in emoji and in
// scripts that need it is none, nor is what chooses its shape.
func Unseen(text string) (rune, bool) {
	var before rune
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch next, _ := utf8.DecodeRuneInString(text[i:]); {
		case r == utf8.RuneError && size == 1:
			return r, true
		case (r == '\u200d' || r == '\u200c') && before > unicode.MaxASCII && next > unicode.MaxASCII && next != utf8.RuneError:
		case unicode.Is(unicode.Variation_Selector, r) && (shaped(before) || next == keycap):
		case hidden(r), strings.ContainsRune("\v\f\u0085\u2028\u2029", r):
			return r, true
		}
		before = r
	}
	return 0, false
}

// keycap makes a digit and a variation selector before it a key, as in emoji.
const keycap = '\u20e3'

// shaped reports whether a variation selector may choose the shape of r: emoji, Han and
// Mongolian have several, the letters of the alphabets that look Latin have one.
func shaped(r rune) bool {
	return r > unicode.MaxASCII && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) && !unicode.IsSpace(r) && !hidden(r)
}

// isBlank reports whether a text that is there shows nothing at all.
func isBlank(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsSpace(r) && !hidden(r) })
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
		add("unseen-character", fmt.Sprintf("it has a character that cannot be seen (U+%04X): type it instead of pasting it", r))
	}
	switch inner, _, _ := strings.Cut(s, "\n"); {
	case !strings.ContainsFunc(s, told) && s != "":
		add("punctuation-alone", "it has no letter and no digit: write what people are to read")
	case encoded().MatchString(windowsPath().ReplaceAllString(s, "")) || isEntity(s):
		add("encoded-text", "it holds text as programs encode it, such as &amp;, %20 or \\n, and people would read it so: write the character itself")
	case inner == s && doubled().MatchString(s):
		add("doubled-space", "it has two spaces in a row, which pages show as one: write one")
	}
	if fields := strings.Fields(s); len(fields) == 2 || len(fields) == 3 {
		if last := fields[len(fields)-1]; strings.ToLower(last) != last && slices.Contains(laterStages, strings.ToLower(last)) {
			add("stage-named", "it ends in the name of an environment that is not production, "+quoted(last)+": write what customers are to read")
		}
	}
	if found := stage().FindStringSubmatch(s); found != nil && slices.Contains(stages, strings.ToLower(found[1])) {
		add("stage-in-brackets", "it names an environment that is not production in brackets, "+quoted(found[1])+": write what customers are to read")
	}
	for word := range words(s) {
		if said, found := mixture(word); found {
			add("mixed-alphabets", "a word holds look-alikes, "+said+": type it instead of pasting it")
			break
		}
	}
	inner := strings.Trim(s, quotes)
	switch key, _, line := strings.Cut(s, ":"); {
	case len(s) > 1 && strings.TrimLeft(s, quotes) != s && strings.TrimRight(s, quotes) != s && !strings.ContainsAny(inner, quotes):
		add("in-quotes", "it is in quotes, which people would see: write it without them")
	case line && slices.Contains(proseKeys, strings.ToLower(strings.TrimSpace(key))):
		add("settings-line", "it begins with the name of a field: write what stands behind the colon alone")
	case assigned(s):
		add("settings-line", "it looks like a whole line of a settings file: write what stands behind the = alone")
	}
	return rs
}

// told reports whether a character says something to who reads it: a letter, a digit, or
// a picture.
func told(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || r > unicode.MaxASCII && unicode.IsSymbol(r)
}

var (
	// encoded finds what addresses and strings of programs have for characters: %20, and
	// \n. Above ASCII an address has several in a row; 50%fat is none.
	encoded = pattern(`%(0[9AaDd]|2[0-9A-Fa-f]|3[A-Fa-f]|5[B-Eb-e]|7[B-Eb-e])|(%[89A-Fa-f][0-9A-Fa-f]){2}|\\([nrt"'\\/]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})`)
	// windowsPath is a path as Windows has it, C:\new\table or \\server\share: its backslashes encode nothing.
	windowsPath = pattern(`(\b[A-Za-z]:|\B\\)\\[^\s"'%]*`)
	entity      = pattern(`&#?[0-9A-Za-z]{2,8};`)
	// doubled finds several spaces inside of a line, other than those at the end of a sentence.
	doubled = pattern(`[^.!?:\s][ \t\x{a0}]{2,}\S`)
	stage   = pattern(`[(\[{]\s*([A-Za-z-]+)\s*[)\]}]`)
)

// isEntity finds a character as HTML writes it.
func isEntity(s string) bool {
	return slices.ContainsFunc(entity().FindAllString(s, -1), func(e string) bool { return html.UnescapeString(e) != e })
}

// stages are words in brackets behind a name that say where the program runs. A beta
// may be what customers are to read.
var stages = strings.Fields("dev develop development test testing staging stage stg qa uat preprod pre-prod local localhost")

// laterStages are those that no product is called by, also without brackets: a test, a
// stage and a local may be what it is about.
var laterStages = strings.Fields("staging stg uat preprod pre-prod")

// mixture finds a letter of another alphabet that looks like a Latin one, in a word with
// Latin letters, or one made for formulas, in any word.
func mixture(word string) (said string, found bool) {
	latin := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
	if isASCII(word) {
		return "", false
	}
	for _, r := range word {
		if twin := twinOf(r); twin != 0 && (latin || isFormula(r)) && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
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
