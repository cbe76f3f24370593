package zendesk

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Unseen finds the first character in a text for people that they cannot see, so that the
// text is not what it looks like: an invisible one, a line break that no keyboard makes, or
// broken UTF-8 (utf8.RuneError). Joiners and variation selectors do not count where emoji
// and scripts need them.
func Unseen(text string) (rune, bool) {
	var before rune
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch next, _ := utf8.DecodeRuneInString(text[i:]); {
		case r == utf8.RuneError && size == 1:
			return r, true
		case (r == '\u200d' || r == '\u200c') && before > unicode.MaxASCII && next > unicode.MaxASCII && next != utf8.RuneError:
		case unicode.Is(unicode.Variation_Selector, r) && (takesVariation(before) || next == keycap):
		case invisible(r), strings.ContainsRune("\v\f\u0085\u2028\u2029", r):
			return r, true
		}
		before = r
	}
	return 0, false
}

// keycap turns a digit with a variation selector into a keycap emoji.
const keycap = '\u20e3'

// takesVariation reports whether a variation selector may follow r: emoji, Han and Mongolian
// characters have several shapes, the letters of the alphabets that look Latin have one.
func takesVariation(r rune) bool {
	return r > unicode.MaxASCII && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) && !unicode.IsSpace(r) && !invisible(r)
}

// isBlank reports whether a text that is not empty shows nothing at all.
func isBlank(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsSpace(r) && !invisible(r) })
}

// proseKeys are the names of texts for people in settings files.
var proseKeys = strings.Fields("name title description company organization organisation client_name app_name application_name company_name use_case contact contact_name email contact_email website")

// TextRemarks returns what looks wrong about a text that people will read, such as a name.
// These are our own rules: no page of Zendesk speaks of them.
func TextRemarks(typed string) []Remark {
	var rs []Remark
	s := strings.TrimSpace(typed)
	add := func(code, text string) { rs = append(rs, mildRemark(code, text, "ours", Inferred)) }
	if r, found := Unseen(s); found {
		add("unseen-character", fmt.Sprintf("it has a character that cannot be seen (U+%04X): type it instead of pasting it", r))
	}
	switch inner, _, _ := strings.Cut(s, "\n"); {
	case !strings.ContainsFunc(s, showsSomething) && s != "":
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
		if said, found := confusableInWord(word); found {
			add("mixed-alphabets", "a word holds look-alikes, "+said+": type it instead of pasting it")
			break
		}
	}
	inner := strings.Trim(s, quotes)
	switch key, _, line := strings.Cut(s, ":"); {
	case len(s) > 1 && strings.TrimLeft(s, quotes) != s && strings.TrimRight(s, quotes) != s && !strings.ContainsAny(inner, quotes):
		add("in-quotes", "it is in quotes, which people would see: write it without them")
	case line && slices.Contains(proseKeys, strings.ToLower(strings.TrimSpace(key))):
		add("settings-line", "it begins with the name of a field: write only what follows the colon")
	case isAssignment(s):
		add("settings-line", "it looks like a whole line of a settings file: write only what follows the =")
	}
	return rs
}

// showsSomething reports whether a character is a letter, a number, or a picture.
func showsSomething(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || r > unicode.MaxASCII && unicode.IsSymbol(r)
}

var (
	// encoded finds percent-encoding and the escapes of strings in programs: %20 and \n. An
	// encoded byte above ASCII counts only with another one after it, since 50%fat is prose.
	encoded = lazyRegexp(`%(0[9AaDd]|2[0-9A-Fa-f]|3[A-Fa-f]|5[B-Eb-e]|7[B-Eb-e])|(%[89A-Fa-f][0-9A-Fa-f]){2}|\\([nrt"'\\/]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})`)
	// windowsPath is a Windows path, C:\new\table or \\server\share: its backslashes are no escapes.
	windowsPath = lazyRegexp(`(\b[A-Za-z]:|\B\\)\\[^\s"'%]*`)
	entity      = lazyRegexp(`&#?[0-9A-Za-z]{2,8};`)
	// doubled finds several spaces in a row within a line, except after a sentence.
	doubled = lazyRegexp(`[^.!?:\s][ \t\x{a0}]{2,}\S`)
	stage   = lazyRegexp(`[(\[{]\s*([A-Za-z-]+)\s*[)\]}]`)
)

// isEntity reports whether s holds an HTML entity.
func isEntity(s string) bool {
	return slices.ContainsFunc(entity().FindAllString(s, -1), func(e string) bool { return html.UnescapeString(e) != e })
}

// stages are words which, in brackets after a name, say where the program runs. beta is not
// among them: customers may be meant to read it.
var stages = strings.Fields("dev develop development test testing staging stage stg qa uat preprod pre-prod local localhost")

// laterStages are those that do not occur in the name of a product, so that they count
// without brackets too. test, stage and local may be part of one.
var laterStages = strings.Fields("staging stg uat preprod pre-prod")

// confusableInWord finds a letter that looks like a Latin one: of another alphabet in a word
// with Latin letters, or made for formulas in any word.
func confusableInWord(word string) (said string, found bool) {
	latin := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
	if isASCII(word) {
		return "", false
	}
	for _, r := range word {
		if twin := asciiTwin(r); twin != 0 && (latin || isMathLetter(r)) && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return fmt.Sprintf("%s (U+%04X) in place of %s", lookAlikeName(r), r, asciiName(twin)), true
		}
	}
	return "", false
}

// isAssignment reports whether s is NAME=value.
func isAssignment(s string) bool {
	key, value, is := strings.Cut(s, "=")
	return is && value != "" && len(key) > 1 && strings.Trim(strings.TrimPrefix(key, "export "), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == ""
}
