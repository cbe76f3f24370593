package explain

import (
	"strings"
	"unicode"
)

// isUncommon reports whether a word consists of ASCII letters and may be a name: it is in none of
// the lists of words.
func isUncommon(word string) bool {
	lower := strings.ToLower(word)
	return len(word) > 3 && smallLetters(lower) && !isOrdinary(word) && !hasVerbEnding(lower) && !packageWords.has(lower)
}

// isOrdinary reports whether a part of a label is no name: an ordinary word, a number, or several
// ordinary words in CamelCase.
func isOrdinary(part string) bool {
	l := strings.ToLower(part)
	plural, ok := strings.CutSuffix(l, "s")
	if len(l) < 3 || isPlainWord(l) || levelWords.has(l) || ok && ordinaryWords.has(plural) || strings.IndexFunc(l, unicode.IsLetter) != 0 ||
		strings.ContainsFunc(l, isDense) || strings.ContainsAny(l, "0123456789") && len(l) > 5 {
		return true
	}
	if strings.IndexFunc(part[1:], unicode.IsUpper) > 0 && strings.IndexFunc(part, unicode.IsLower) > 0 { // TokenService
		from := 0
		for i := 1; i <= len(part); i++ {
			if i == len(part) || part[i] >= 'A' && part[i] <= 'Z' && !(part[i-1] >= 'A' && part[i-1] <= 'Z') {
				if hump := strings.ToLower(part[from:i]); len(hump) > 2 && !isPlainWord(hump) {
					return false
				}
				from = i
			}
		}
		return true
	}
	return false
}

// isPlainWord reports whether a word in lower case is in a list of those that are no name of a server.
func isPlainWord(l string) bool {
	return ordinaryWords.has(l) || neutralNames.has(l) || connectorWords.has(l)
}

// hasVerbEnding reports whether a word in lower case ends in -ing, -ed or -ly, as names do not.
func hasVerbEnding(lower string) bool {
	return endsIn(lower, "ing", "ed", "ly")
}

// isClass reports whether a label in lower case is the name of an error class.
func isClass(lower string) bool {
	return endsIn(lower, "error", "exception", "failure", "warning", "fault")
}

// Function words, by which language tells languages apart. The German ones stand in no other language.
var (
	foreignFunctionWords = setOf("der die das und ist nicht wir beim kommt mit le la les et est nous pas une pour el los las que es con una por il che non per não uma com")
	englishFunctionWords = setOf("the is and we to of with not our it in for but when my this that")
	germanFunctionWords  = setOf("der das und ist nicht wir beim mit ein eine einen von auf wird bei zum zur haben habe auch noch seit")
)

// language reports whether the first of words, as plainOf writes them, are not English, and whether they
// are German.
func language(words string) (notEnglish, german bool) {
	const most, enough = 400, 3
	nForeign, nGerman, looked, wide := 0, 0, 0, false
	for word := range strings.FieldsSeq(words) {
		if looked++; looked > most {
			break
		}
		switch {
		case foreignFunctionWords.has(word):
			nForeign++
		case englishFunctionWords.has(word):
			nForeign--
		}
		if germanFunctionWords.has(word) {
			nGerman++
		}
		wide = wide || strings.ContainsFunc(word, isDense)
	}
	return wide || nForeign > 0, nGerman >= enough
}

// programFollowers come after the name of a program: "acmesync token refresh".
var programFollowers = setOf("token tokens refresh api oauth auth connection sync login logout access client integration connector adapter job")

// namesProgram reports whether the text, outside of answers, names some program: a command, a name
// joined by dashes, a file, or a word as in "acmesync token refresh failed". Then it is not known
// which server answered.
func (r *reader) namesProgram() bool {
	inside := false // a body
	for line := range strings.Lines(r.text) {
		outside, _, begins := strings.Cut(line, markBody)
		if (begins || !inside) && lineNamesProgram(outside) {
			return true
		}
		inside = (inside || begins) && !strings.Contains(line, markDone)
	}
	return false
}

func lineNamesProgram(line string) bool {
	const most = 60 // words of a line
	tokens := strings.Fields(line[:min(len(line), 500)])
	prompt := len(tokens) > 0 && (tokens[0] == "$" || tokens[0] == ">" || tokens[0] == "%")
	if prompt {
		tokens = tokens[1:]
	}
	if len(tokens) > 0 && strings.Contains(tokens[0], "-") && strings.HasSuffix(tokens[0], ":") && !strings.HasPrefix(line, tokens[0]+" {") {
		return false // a header
	}
	for i, token := range tokens[:min(len(tokens), most)] {
		joined := strings.ContainsAny(token, "-_/")
		if joined && !strings.Contains(token, "://") && !strings.Contains(token, "=") {
			for part := range strings.FieldsFuncSeq(token, notLetter) {
				if isUncommon(part) {
					return true
				}
			}
			continue
		}
		word := strings.Trim(token, ".,;!?()[]\"'`")
		if !isUncommon(word) || strings.ToLower(word) != word || i+1 == len(tokens) {
			continue
		}
		next, _, _ := strings.Cut(strings.ToLower(tokens[i+1]), ":")
		if programFollowers.has(strings.Trim(next, ".,;!?()[]\"'`")) || i == 0 && (prompt || strings.HasPrefix(tokens[1], "-") || strings.Contains(strings.TrimRight(tokens[1], ":"), ":")) {
			return true
		}
	}
	return false
}

// isOtherScript reports whether more of the beginning of a text is written in other letters than in
// Latin ones.
func isOtherScript(text string) bool {
	const most = 2000
	latin, other := 0, 0
	for _, r := range text[:min(len(text), most)] {
		switch {
		case isOtherLetter(r):
			other++
		case unicode.IsLetter(r):
			latin++
		}
	}
	return other > latin
}

// isOtherLetter reports whether a rune is a letter that is not a Latin one.
func isOtherLetter(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }

// partnerNouns follow the name of who is connected; partnerLeads and a preposition come before it; toolVerbs are
// in the name of a tool, behind it.
var (
	partnerNouns = setOf("sync integration connector connection api account import export sandbox client")
	partnerLeads = setOf("connect connecting connected connection integrate integration sync syncing talk talking anbindung verbindung schnittstelle connexion intégration conexión integración token conexão integração")
	partnerPreps = setOf("to with an zu mit à avec con com a")
	toolVerbs    = setOf("get list create update search delete find fetch")
)

// findPartner reports whether a text that does not name Zendesk names who is connected: "our Kustomer sync",
// "connect to Kustomer", "Kustomer-Anbindung", a tool kustomer_get_ticket.
func (r *reader) findPartner() bool {
	if r.namesOurs || len(r.text) > longestPage {
		return false
	}
	w := wordsIn(nil, r.text, r.small, 0, len(r.text))
	for k, x := range w {
		name := r.text[x.at:x.end]
		if parts := strings.Split(name, "_"); len(parts) > 1 && toolVerbs.has(parts[1]) && isUncommon(parts[0]) && parts[0] != "zendesk" {
			return true
		}
		if compound, noun, ok := strings.Cut(name, "-"); ok && r.nounCapitals && isCapitalized(noun) {
			if isCapitalized(compound) && isUncommon(compound) {
				return true
			}
			continue
		}
		if x.path || !isCapitalized(name) || !isUncommon(name) || isClass(x.lower) {
			continue
		}
		led := k > 1 && partnerPreps.has(w[k-1].lower) && partnerLeads.has(w[k-2].lower) || k > 2 && partnerPreps.has(w[k-2].lower) && partnerLeads.has(w[k-3].lower) // "com a"
		if led || k+1 < len(w) && partnerNouns.has(w[k+1].lower) && r.text[x.end:w[k+1].at] == " " || strings.HasPrefix(strings.TrimLeft(r.text[x.end:], " "), "との") {
			return true
		}
	}
	return false
}
