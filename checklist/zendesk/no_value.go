package zendesk

import (
	"slices"
	"strings"
	"unicode"
)

// What may be in the place of a value, in words that follow the value. This is our own
// knowledge of settings files, logs and guides: no page of Zendesk speaks of it.
const (
	noValueUnset    = "is what a program writes where a variable was empty"
	noValueTemplate = "holds a variable or a placeholder that was not filled in"
	noValueGuide    = "is the placeholder of a guide"
	noValueTrial    = "is what people type when they try something out"
	noValueVariable = "is the name of a variable, not its value"
	noValueMask     = "is what is shown in place of a hidden value"
)

// whyNoValue says what s is instead of a value, as one of the texts above; "" when it may be
// one. sure is false where s may be a real name all the same.
func whyNoValue(s string) (what string, sure bool) {
	switch {
	case isUnset(s):
		return noValueUnset, true
	case isTemplate(s):
		return noValueTemplate, true
	case isMask(s):
		return noValueMask, strings.ContainsAny(s, "*\u2022\u25cf\u00b7<[({") // a company may be called Redacted
	case isVariable(s):
		return noValueVariable, true
	}
	return guideWord(s)
}

// NoValue reports whether a text for people, such as a name or a description, is no value,
// as "undefined", "${NAME}" and "Your App" are. what says so in words that follow the value;
// "" when it may be one. sure is false where it may be a real name all the same.
func NoValue(typed string) (what string, sure bool) {
	s := strings.TrimSpace(typed)
	if isBlank(s) {
		return "is made of characters that cannot be seen", true
	}
	if len(strings.Fields(s)) > 4 && !strings.HasPrefix(strings.ToLower(s), "lorem ipsum") {
		return "", false // prose may well speak of {{ticket.title}}
	}
	if what, sure = whyNoValue(s); what != "" {
		return what, sure
	}
	fields, nothing := strings.Fields(s), 0
	for i, word := range fields {
		inside := i > 0 && i+1 < len(fields) && unicode.IsLower([]rune(fields[i+1])[0]) // "Shows null values" is prose
		if isNothing(word) && (strings.ToLower(word) == word || word == "NaN") && (!inside || isNothing(fields[i+1])) {
			nothing++
		}
	}
	switch {
	case nothing > 0 && nothing == len(fields):
		return noValueUnset, true
	case nothing > 0:
		return "holds a word that " + noValueUnset, false
	case trialNames()[strings.ToLower(s)]:
		return noValueTrial, false
	case fieldNames()[strings.ToLower(s)]:
		return noValueGuide, false
	}
	return "", false
}

// MayBeName reports whether a word that programs write for nothing may be a name: None, Nil,
// True and False, with a capital.
func MayBeName(typed string) bool {
	s := strings.TrimSpace(typed)
	return slices.Contains([]string{"None", "Nil", "True", "False"}, s)
}

// isMask reports whether s is what logs and consoles show in place of a hidden value.
func isMask(s string) bool {
	name := strings.Trim(ownName(s), "<>[](){} ")
	if strings.EqualFold(strings.Trim(name, "*"), "redacted") || strings.EqualFold(strings.Trim(name, "*"), "masked") {
		return true
	}
	return len(name) > 2 && len(name) < 100 && strings.Trim(name, "*\u2022\u25cf\u00b7") == ""
}

// unsetValues are what programming languages and spreadsheets write for no value.
var unsetValues = set(
	"undefined", "null", "nil", "none", "nan", "nonetype", "object object", "object undefined", "object null", "%!s(<nil", "%!s(missing", "%!v(missing",
	"n/a", "#n/a", "true", "false", "#ref!", "#value!", "#name?", "not set", "unset", "void 0", "dbnull", "no value",
)

// unsetWords are those of the unsetValues that are ordinary words too, and may be names.
var unsetWords = set("nil", "none", "n/a", "true", "false", "not set", "unset", "no value")

// isNothing reports whether s is an unset value that is no ordinary word.
func isNothing(s string) bool {
	return isUnset(s) && !unsetWords()[strings.ToLower(s)]
}

// isUnset reports whether s is an unset value, with or without quotes and brackets.
func isUnset(s string) bool {
	if len(s) > 40 {
		return false
	}
	return unsetValues()[strings.Trim(strings.ToLower(ownName(s)), quotes+"<>[](){},; ")]
}

// emptyPart finds a part of a name that is an unset value, as in zdg-undefined-prod. between
// are the characters that separate parts; what goes on after "holds". Of the ordinary words
// only none and nil count, since companies may be called true or false.
func emptyPart(name, between string) (what string, found bool) {
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune(between, r) }) {
		if low := strings.ToLower(part); isNothing(part) || low == "none" || low == "nil" {
			return "a part that " + noValueUnset + " (" + quoted(part) + ")", true
		}
	}
	return "", false
}

// trialNames are names that people type to try something out.
var trialNames = set("test", "tests", "testing", "test test", "test app", "test client", "test name", "test 1", "test1", "test123", "test 123", "asdf", "asdfasdf", "asdfgh", "qwerty", "qwertz", "abc", "abc123", "aaa", "blah", "blah blah", "untitled", "new app", "new client", "temp", "tmp", "delete me", "deleteme", "to be deleted")
