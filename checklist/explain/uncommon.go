package explain

import (
	"slices"
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
	if len(l) < 3 || ordinaryWords.has(l) || neutralNames.has(l) || connectorWords.has(l) || levelWords.has(l) || strings.IndexFunc(l, unicode.IsLetter) != 0 || strings.IndexFunc(l, func(r rune) bool { return r >= '\u2e80' }) >= 0 || strings.ContainsAny(l, "0123456789") && len(l) > 5 {
		return true
	}
	if plural, ok := strings.CutSuffix(l, "s"); ok && ordinaryWords.has(plural) {
		return true
	}
	if strings.IndexFunc(part[1:], unicode.IsUpper) > 0 && strings.IndexFunc(part, unicode.IsLower) > 0 { // TokenService
		from := 0
		for i := 1; i <= len(part); i++ {
			if i == len(part) || part[i] >= 'A' && part[i] <= 'Z' && !(part[i-1] >= 'A' && part[i-1] <= 'Z') {
				if hump := strings.ToLower(part[from:i]); len(hump) > 2 && !ordinaryWords.has(hump) && !neutralNames.has(hump) && !connectorWords.has(hump) {
					return false
				}
				from = i
			}
		}
		return true
	}
	return false
}

// hasVerbEnding reports whether a word in lower case ends in -ing, -ed or -ly, as names do not.
func hasVerbEnding(lower string) bool {
	return slices.ContainsFunc([]string{"ing", "ed", "ly"}, func(end string) bool { return strings.HasSuffix(lower, end) })
}

// isClass reports whether a label in lower case is the name of an error class.
func isClass(lower string) bool {
	return slices.ContainsFunc([]string{"error", "exception", "failure", "warning", "fault"}, func(end string) bool { return strings.HasSuffix(lower, end) })
}

// Function words, by which isNotEnglish tells languages apart.
var (
	foreignFunctionWords = setOf("der die das und ist nicht wir beim kommt mit le la les et est nous pas une pour el los las que es con una por il che non per não uma com")
	englishFunctionWords = setOf("the is and we to of with not our it in for but when my this that")
)

// isNotEnglish reports whether words, as plainOf writes them, are not English.
func isNotEnglish(words string) bool {
	n := 0
	for i, looked := 0, 0; i < len(words)-1 && looked < 400; looked++ {
		word := firstWord(words[i:])
		switch {
		case foreignFunctionWords.has(word):
			n++
		case englishFunctionWords.has(word):
			n--
		}
		for _, c := range word {
			if c >= 0x2e80 {
				return true
			}
		}
		i += 1 + len(word)
	}
	return n > 0
}

// programFollowers come after the name of a program: "acmesync token refresh".
var programFollowers = setOf("token tokens refresh api oauth auth connection sync login logout access client integration connector adapter job")

// namesProgram reports whether the text, outside of answers, names some program: a command, a name
// joined by dashes, a file, or a word as in "acmesync token refresh failed". Then it is not known
// which server answered.
func (r *reader) namesProgram() bool {
	inside := false // a body
	for line := range strings.Lines(r.text) {
		if strings.Contains(line, markBody) {
			inside = true
		}
		outside, _, _ := strings.Cut(line, markBody)
		if !inside || outside != line {
			if lineNamesProgram(outside) {
				return true
			}
		}
		if strings.Contains(line, markDone) {
			inside = false
		}
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
			for part := range strings.FieldsFuncSeq(token, func(r rune) bool { return !unicode.IsLetter(r) }) {
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

// germanWords are words that hold German sentences together and stand in no other language.
var germanWords = setOf("der das und ist nicht wir beim mit ein eine einen von auf wird bei zum zur haben habe auch noch seit")

// isGerman reports whether words are those of a German text.
func isGerman(words string) bool {
	const most, enough = 400, 3
	n := 0
	for i, looked := 0, 0; i < len(words)-1 && looked < most; looked++ {
		word := firstWord(words[i:])
		if germanWords.has(word) {
			n++
		}
		i += 1 + len(word)
	}
	return n >= enough
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
