package zendesk

import (
	"slices"
	"strings"
	"unicode"
)

// templateMarks are what template languages and programs write where a value is filled in
// later.
var templateMarks = []string{
	"${", "$(", "{{", "}}", "<%", "%>", "#{", "@{", "%{", "%(", "@@", "process.env", "import.meta.env", "os.environ", "os.getenv", "getenv(", "env[", "env(", "secrets.",
}

// mayBeTemplate is a cheap test that every template passes.
func mayBeTemplate(s string) bool {
	return strings.ContainsAny(s, "$%{}<>[]#@(_") || strings.Contains(s, "env.") || strings.Contains(s, "environ") || strings.Contains(s, "secrets.")
}

// isTemplate reports whether s holds a template mark, a name in brackets, or is a variable:
// $NAME, %NAME%, __NAME__.
func isTemplate(s string) bool {
	if !mayBeTemplate(s) {
		return false
	}
	low := strings.ToLower(s)
	if slices.ContainsFunc(templateMarks, func(mark string) bool { return strings.Contains(low, mark) }) {
		return true
	}
	for _, pair := range []string{"{}", "<>", "[]"} {
		for rest := s; ; {
			_, behind, open := strings.Cut(rest, pair[:1])
			name, after, closed := strings.Cut(behind, pair[1:])
			if !open || !closed {
				break
			}
			if nameLike(name) && (pair == "<>" || !besideWords(s) || pair == "{}" && strings.ToLower(name) == name || namesPlaceholder(name)) {
				return true
			}
			rest = after
		}
	}
	name := ownName(s)
	switch {
	case strings.HasPrefix(name, "$"):
		return len(name) > 1 && nameLike(name[1:]) && !hasSpace(name) && (name[1] < '0' || name[1] > '9') // $5 is money
	case strings.HasPrefix(name, "%") && strings.HasSuffix(name, "%"):
		return len(name) > 2 && nameLike(strings.Trim(name, "%"))
	case strings.HasPrefix(name, "__") && strings.HasSuffix(name, "__"):
		return len(name) > 4
	}
	return name == "%s" || name == "%v" || name == "%d"
}

var inBrackets = lazyRegexp(`\[[^\]]*\]|\{[^}]*\}`)

// besideWords reports whether a text has words outside its brackets, as in Acme [EU]. A
// text without white space, such as a URL, has none.
func besideWords(s string) bool {
	outside := inBrackets().ReplaceAllString(s, "")
	return hasSpace(outside) && strings.ContainsFunc(outside, unicode.IsLetter)
}

// namesPlaceholder reports whether the text in brackets says what belongs there, as in
// [company name], or is the name of a variable, as in {firstName}.
func namesPlaceholder(name string) bool {
	_, sure := guideWord(name)
	words := wordsOf(name)
	return sure || isNothing(name) || len(words) > 1 && !strings.ContainsAny(name, " -'/") || slices.ContainsFunc(words, func(w string) bool { return guideNouns()[w] && w != "zendesk" })
}

// isReference reports whether s refers to a value as infrastructure languages do, such as
// var.subdomain.
func isReference(s string) bool {
	for _, head := range []string{"var.", "vars.", "local.", "locals.", "env.", "secrets.", "module.", "inputs.", "outputs."} {
		if rest, is := strings.CutPrefix(strings.ToLower(s), head); is {
			return rest != "" && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
		}
	}
	return false
}

// mayBeName reports whether a variable may be a real path segment: OData has $metadata and
// $batch.
func mayBeName(part string) bool {
	name, is := strings.CutPrefix(part, "$")
	return is && name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") == ""
}

// nameLike reports whether s could be the name of a variable, or words for one.
func nameLike(s string) bool {
	return strings.ContainsFunc(s, unicode.IsLetter) && !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_-. /'", r)
	})
}

// How the names of settings for the values of a client end and begin.
var (
	variableTails = [][]string{{"subdomain"}, {"client", "id"}, {"client", "identifier"}, {"unique", "identifier"}, {"redirect", "uri"}, {"redirect", "url"}, {"callback", "url"}, {"client", "secret"}}
	variableHeads = set("zendesk", "zd", "oauth", "oauth2", "next", "public", "react", "vite", "nuxt", "expo", "app", "auth", "nextauth", "provider", "social")
)

// isVariable reports whether s is the name of a setting in place of its value, such as
// ZENDESK_SUBDOMAIN: one in capitals, or one that begins as only settings do.
func isVariable(s string) bool {
	if len(s) > 60 || !strings.ContainsAny(s, "_-") && strings.ToLower(s) == s || strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") != "" {
		return false
	}
	words := wordsOf(ownName(s))
	if len(words) == 0 || words[0] == "your" || words[0] == "my" { // guideWord finds these
		return false
	}
	for _, tail := range variableTails {
		if at := len(words) - len(tail); at > 0 && slices.Equal(words[at:], tail) {
			return strings.Contains(s, "_") && strings.ToUpper(s) == s || !slices.ContainsFunc(words[:at], func(w string) bool { return !variableHeads()[w] })
		}
	}
	return false
}
