package zendesk

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// What stands where a value belongs, as settings files, logs and guides have it.
// Ours: no page of Zendesk speaks of it.
const (
	gapUnset    = "is what a program writes where a variable was empty"
	gapTemplate = "holds a variable or a placeholder that was not filled in"
	gapGuide    = "is the placeholder of a guide"
	gapTrial    = "is what people type when they try something out"
	gapVariable = "is the name of a variable, not its value"
	gapMask     = "is what stands where a value was hidden"
)

// gap tells that s is no value, and what it is instead: "" when it may be one.
// sure is false where it only looks so: somebody may be called like that.
func gap(s string) (what string, sure bool) {
	switch {
	case isUnset(s):
		return gapUnset, true
	case isTemplate(s):
		return gapTemplate, true
	case isMask(s):
		return gapMask, strings.ContainsAny(s, "*\u2022\u25cf\u00b7<[({") // a company may be called Redacted
	case isVariable(s):
		return gapVariable, true
	}
	return guideWord(s)
}

// isMask finds what logs, consoles and copied screens have in the place of a value.
func isMask(s string) bool {
	name := strings.Trim(ownName(s), "<>[](){} ")
	if strings.EqualFold(strings.Trim(name, "*"), "redacted") || strings.EqualFold(strings.Trim(name, "*"), "masked") {
		return true
	}
	return len(name) > 2 && len(name) < 100 && strings.Trim(name, "*\u2022\u25cf\u00b7") == ""
}

// What settings call the values that are asked for here, behind the name of a program.
var (
	variableTails = [][]string{{"subdomain"}, {"client", "id"}, {"client", "identifier"}, {"unique", "identifier"}, {"redirect", "uri"}, {"redirect", "url"}, {"callback", "url"}, {"client", "secret"}}
	variableHeads = set("zendesk", "zd", "oauth", "oauth2", "next", "public", "react", "vite", "nuxt", "expo", "app", "auth", "nextauth", "provider", "social")
)

// isVariable finds the name of a setting where its value belongs, as ZENDESK_SUBDOMAIN:
// one in capitals, whatever it begins with, or one that begins as only settings do.
func isVariable(s string) bool {
	if len(s) > 60 || !strings.ContainsAny(s, "_-") && strings.ToLower(s) == s || strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") != "" {
		return false
	}
	words := wordsOf(ownName(s))
	if len(words) == 0 || words[0] == "your" || words[0] == "my" { // a guide's
		return false
	}
	for _, tail := range variableTails {
		if at := len(words) - len(tail); at > 0 && slices.Equal(words[at:], tail) {
			return strings.Contains(s, "_") && strings.ToUpper(s) == s || !slices.ContainsFunc(words[:at], func(w string) bool { return !variableHeads[w] })
		}
	}
	return false
}

// NoValue reports whether a value that is shown to people (a name, a description)
// is none, as "undefined", "${NAME}" and "Your App" are, and says so in words
// that go on after the value; "" when it may be one. sure is false where it only
// looks so.
func NoValue(typed string) (what string, sure bool) {
	s := strings.TrimSpace(typed)
	if isBlank(s) {
		return "is made of characters that cannot be seen", true
	}
	if len(strings.Fields(s)) > 4 && !strings.HasPrefix(strings.ToLower(s), "lorem ipsum") {
		return "", false // prose may well speak of {{ticket.title}}
	}
	if what, sure = gap(s); what != "" {
		return what, sure
	}
	fields, nothing := strings.Fields(s), 0
	for i, word := range fields {
		inside := i > 0 && i+1 < len(fields) && unicode.IsLower([]rune(fields[i+1])[0]) // "Shows null values" speaks of them
		if isNothing(word) && (strings.ToLower(word) == word || word == "NaN") && (!inside || isNothing(fields[i+1])) {
			nothing++
		}
	}
	switch {
	case nothing > 0 && nothing == len(fields):
		return gapUnset, true
	case nothing > 0:
		return "holds a word that " + gapUnset, false
	case trials[strings.ToLower(s)]:
		return gapTrial, false
	case fieldNames[strings.ToLower(s)]:
		return gapGuide, false
	}
	return "", false
}

// MayBeName reports whether what a program writes for nothing is a word by which
// somebody may go: None, Nil and True, in capitals as names are.
func MayBeName(typed string) bool {
	s := strings.TrimSpace(typed)
	return slices.Contains([]string{"None", "Nil", "True", "False"}, s)
}

// emptyPart finds a part of a name that is nothing, as in zdg-undefined-prod, in words
// that go on after "holds"; between are the marks that part it. Words of people are
// looked at too, but for true and false, by which companies go.
func emptyPart(name, between string) (what string, found bool) {
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune(between, r) }) {
		if low := strings.ToLower(part); isNothing(part) || low == "none" || low == "nil" {
			return "a part that " + gapUnset + " (" + quoted(part) + ")", true
		}
	}
	return "", false
}

// ownName is a value without the prefix that the request demands, as in
// "zdg-undefined".
func ownName(s string) string {
	for _, prefix := range []string{"d3v-", "zdg-"} {
		if len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
			return s[len(prefix):]
		}
	}
	return s
}

// set makes a set of words: gap is asked about every part of every address.
func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// unset is what languages write for nothing.
var unset = set(
	"undefined", "null", "nil", "none", "nan", "nonetype", "object object", "object undefined", "object null", "%!s(<nil", "%!s(missing", "%!v(missing",
	"n/a", "#n/a", "true", "false", "#ref!", "#value!", "#name?", "not set", "unset", "void 0", "dbnull", "no value",
)

// trials are whole names that people type where any will do.
var trials = set("test", "tests", "testing", "test test", "test app", "test client", "test name", "test 1", "test1", "test123", "test 123", "asdf", "asdfasdf", "asdfgh", "qwerty", "qwertz", "abc", "abc123", "aaa", "blah", "blah blah", "untitled", "new app", "new client", "temp", "tmp", "delete me", "deleteme", "to be deleted")

// fieldNames are what a form calls its fields, where what belongs in them is missing.
var fieldNames = set("name", "app", "application", "client", "description", "lorem", "company name", "app name", "application name", "client name", "product name", "integration name", "short description", "organization", "organisation")

// unsetWords are those of them that are words of people too: somebody may be called so.
var unsetWords = set("nil", "none", "n/a", "true", "false", "not set", "unset", "no value")

// isNothing finds what programs alone write for nothing.
func isNothing(s string) bool {
	return isUnset(s) && !unsetWords[strings.ToLower(s)]
}

func isUnset(s string) bool {
	if len(s) > 40 {
		return false
	}
	return unset[strings.Trim(strings.ToLower(ownName(s)), quotes+"<>[](){},; ")]
}

// templates are marks of the languages in which a value is filled in later.
var templates = []string{
	"${", "$(", "{{", "}}", "<%", "%>", "#{", "@{", "%{", "%(", "@@", "process.env", "import.meta.env", "os.environ", "os.getenv", "getenv(", "env[", "env(", "secrets.",
}

// mayBeTemplate is a cheap look for what every template has.
func mayBeTemplate(s string) bool {
	return strings.ContainsAny(s, "$%{}<>[]#@(_") || strings.Contains(s, "env.") || strings.Contains(s, "environ") || strings.Contains(s, "secrets.")
}

// isTemplate finds such a mark, or a name in brackets, or a variable: $NAME, %NAME%, __NAME__.
func isTemplate(s string) bool {
	if !mayBeTemplate(s) {
		return false
	}
	low := strings.ToLower(s)
	if slices.ContainsFunc(templates, func(mark string) bool { return strings.Contains(low, mark) }) {
		return true
	}
	for _, pair := range []string{"{}", "<>", "[]"} {
		for rest := s; ; {
			_, behind, open := strings.Cut(rest, pair[:1])
			name, after, closed := strings.Cut(behind, pair[1:])
			if !open || !closed {
				break
			}
			if wordy(name) && (pair == "<>" || !besideWords(s) || pair == "{}" && strings.ToLower(name) == name || namesGap(name)) {
				return true
			}
			rest = after
		}
	}
	name := ownName(s)
	switch {
	case strings.HasPrefix(name, "$"):
		return len(name) > 1 && wordy(name[1:]) && !hasSpace(name) && (name[1] < '0' || name[1] > '9') // $5 is money
	case strings.HasPrefix(name, "%") && strings.HasSuffix(name, "%"):
		return len(name) > 2 && wordy(strings.Trim(name, "%"))
	case strings.HasPrefix(name, "__") && strings.HasSuffix(name, "__"):
		return len(name) > 4
	}
	return name == "%s" || name == "%v" || name == "%d"
}

var inBrackets = pattern(`\[[^\]]*\]|\{[^}]*\}`)

// besideWords reports whether a text has words beside those in brackets, as in
// Acme [EU]; an address, which has no white space, has none.
func besideWords(s string) bool {
	outside := inBrackets().ReplaceAllString(s, "")
	return hasSpace(outside) && strings.ContainsFunc(outside, unicode.IsLetter)
}

// namesGap reports whether a word in brackets says what belongs there, as in [company
// name], or is the name of a variable, as in {firstName}.
func namesGap(name string) bool {
	_, sure := guideWord(name)
	words := wordsOf(name)
	return sure || isNothing(name) || len(words) > 1 && !strings.ContainsAny(name, " -'/") || slices.ContainsFunc(words, func(w string) bool { return guideNouns[w] && w != "zendesk" })
}

// isReference finds the name of a value in a language for infrastructure, as var.subdomain.
func isReference(s string) bool {
	for _, head := range []string{"var.", "vars.", "local.", "locals.", "env.", "secrets.", "module.", "inputs.", "outputs."} {
		if rest, is := strings.CutPrefix(strings.ToLower(s), head); is {
			return rest != "" && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
		}
	}
	return false
}

// mayBeName tells of a variable that may be a name as well: OData has $metadata and $batch.
func mayBeName(part string) bool {
	name, is := strings.CutPrefix(part, "$")
	return is && name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") == ""
}

// wordy reports whether s could be the name of a variable, in words or with marks between.
func wordy(s string) bool {
	return strings.ContainsFunc(s, unicode.IsLetter) && !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_-. /'", r)
	})
}

// What guides put before and after: your-subdomain, YOUR_APP_NAME, insert-client-id-here.
var (
	guideNouns = set(strings.Fields("subdomain domain company name app application client identifier id org organization organisation account zendesk site website host hostname server instance brand business startup product project integration url uri redirect callback secret value here tenant team logo description email address unique code software service tool scope scopes kind")...)
	guideVerbs = set(strings.Fields("insert enter paste put fill add type replace change set choose")...)
	guideAlone = set(strings.Fields("subdomain sub-domain scope scopes placeholder changeme change-me change_me replaceme replace-me replace_me todo tbd fixme xxx xxxx xxxxx xxxxxx client-id client_id clientid client_identifier client-identifier unique-identifier unique_identifier unique_id redirect_uri redirect-uri callback_url app-name app_name appname company-name company_name description-here app-id app_id tenant-id tenant_id client_secret client-secret clientsecret")...)
	guideMaybe = set(strings.Fields("unknown default example sample dummy foo bar foobar baz test-app testapp company identifier demo-app beispiel ejemplo exemplo esempio exemple voorbeeld przyklad exempel musterfirma mustermann")...)
)

// What guides in other languages put there: votre-domaine, ihrefirma, tusubdominio.
var (
	otherYours = strings.Fields("votre vos ton ta ihre ihr ihren deine dein eure tu su vuestro seu sua teu tuo tua vostro jouw uw twoja twoj din ditt")
	otherMines = strings.Fields("mon ma mein meine mi meu minha mio mia mijn")
	otherNouns = set(strings.Fields("domaine sousdomaine entreprise societe compte identifiant domain firma firmenname unternehmen subdomain konto anwendung webseite dominio subdominio empresa cuenta aplicacion sitio conta aplicativo sottodominio azienda sito domein subdomein bedrijf bedrijfsnaam domena subdomena doman foretag société aplicación domínio subdomínio subdomäne domän företag aplicação")...)
)

// guideOther finds "your" and "my" with a noun in other languages, apart or in one word.
func guideOther(words []string) (sure, found bool) {
	first, rest := words[0], words[1:]
	for i, yours := range [][]string{otherYours, otherMines} {
		for _, head := range yours {
			tail, is := strings.CutPrefix(first, head)
			switch {
			case !is:
			case tail == "" && len(rest) > 0 && len(rest) < 4 && (otherNouns[rest[len(rest)-1]] || len(head) > 3 && guideNouns[rest[len(rest)-1]]),
				tail != "" && len(rest) == 0 && otherNouns[tail]:
				return i == 0, true
			}
		}
	}
	return false, false
}

// guideWord finds a placeholder in words. "your" is nobody's name; "my" may be one.
func guideWord(s string) (what string, sure bool) {
	name := strings.Trim(ownName(s), "<>[]{}() ")
	low := strings.ToLower(name)
	switch {
	case guideAlone[low], strings.HasPrefix(low, "lorem ipsum"), strings.Trim(low, ".…") == "" && low != "", len(low) > 2 && len(low) < 40 && strings.Trim(low, "x") == "":
		return gapGuide, true
	case guideMaybe[low], isFieldName(low):
		return gapGuide, false
	case len(low) < 60 && strings.HasSuffix(low, "here") && endsInHere(wordsOf(name)):
		return gapGuide, true
	case !begins(low):
		return "", false
	}
	words := wordsOf(name)
	if len(words) == 0 {
		return "", false
	}
	if sure, found := guideOther(words); found {
		return gapGuide, sure
	}
	noun := func(w string) bool { return guideNouns[w] }
	first, rest := words[0], words[1:]
	switch {
	case first == "your" && (len(rest) == 0 || noun(rest[0]) || noun(rest[len(rest)-1])):
		return gapGuide, true
	case guideVerbs[first] && slices.ContainsFunc(rest, func(w string) bool { return w == "your" || w == "here" || w == "me" }):
		return gapGuide, true
	case (first == "my" || first == "example" || first == "sample") && len(rest) > 0 && len(rest) < 3 && !slices.ContainsFunc(rest, func(w string) bool { return !noun(w) }):
		return gapGuide, false
	}
	if tail, is := strings.CutPrefix(first, "your"); is && len(rest) < 2 && noun(tail) {
		return gapGuide, true
	}
	if tail, is := strings.CutPrefix(first, "my"); is && len(rest) < 2 && noun(tail) {
		return gapGuide, false
	}
	return "", false
}

// fieldTails are what the name of a field ends in, behind the thing that it is of.
var fieldTails = strings.Fields("name id ref identifier")

// isFieldName finds what a form or a guide calls a field, in one word or with marks
// between: companyname, project-id, PROJECT_REF. Somebody may be called so.
func isFieldName(low string) bool {
	if len(low) > 40 || hasSpace(low) {
		return false
	}
	for _, tail := range fieldTails {
		rest, is := strings.CutSuffix(low, tail)
		if !is {
			continue
		}
		bare := strings.TrimRight(rest, "-_")
		if guideNouns[bare] && bare != "name" && bare != "id" && (bare != "zendesk" || rest != bare) {
			return true
		}
	}
	return false
}

// endsInHere finds what guides end with, as in acme-subdomain-here.
func endsInHere(words []string) bool {
	n := len(words)
	return n > 1 && words[n-1] == "here" && guideNouns[words[n-2]]
}

// heads are how a placeholder of several words may begin, by their first two letters.
var heads = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for _, list := range [][]string{strings.Fields("your my example sample insert enter paste put fill add type replace change set choose"), otherYours, otherMines} {
		for _, head := range list {
			m[head[:2]] = append(m[head[:2]], head)
		}
	}
	return m
})

func begins(low string) bool {
	return len(low) > 1 && slices.ContainsFunc(heads()[low[:2]], func(head string) bool { return strings.HasPrefix(low, head) })
}

// guideName reports whether a placeholder of a guide is a name that only a guide makes,
// as your-domain is, and not one word, such as todo, by which somebody may well go.
func guideName(s string) bool {
	low := strings.ToLower(s)
	return low != "your" && !guideAlone[low] && strings.Trim(low, "x.…") != ""
}

// wordsOf parts a name at marks and where small letters end and capitals begin.
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

// settingsLine finds a whole line of a settings file where a value belongs:
// NAME=value, export NAME=value, "name": "value", or name: value. rest is the
// value without quotes and commas.
func settingsLine(s string) (rest string, is bool) {
	line := strings.TrimSpace(strings.TrimPrefix(s, "- "))
	for _, word := range []string{"export ", "set ", "setx ", "const ", "let ", "var ", "env "} {
		line = strings.TrimSpace(strings.TrimPrefix(line, word))
	}
	i := strings.IndexAny(line, "=:")
	if i <= 0 {
		return "", false
	}
	key, value := strings.TrimSpace(line[:i]), line[i+1:]
	bare := strings.Trim(key, quotes)
	if bare != key && len(key)-len(bare) != 2*len(`"`) {
		return "", false // a quote on one side: the whole is quoted
	}
	if bare == "" || strings.Trim(bare, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") != "" {
		return "", false
	}
	if line[i] == ':' && bare == key && !strings.HasPrefix(value, " ") && !strings.HasPrefix(value, "\t") && !inQuotes(value) {
		return "", false // a port, a scope, a scheme
	}
	return unwrapped(value), true
}

// unwrapped is a value without what code and lists put around it.
func unwrapped(s string) string { return strings.Trim(s, quotes+",; \t\r\n") }
