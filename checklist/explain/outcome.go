package explain

import (
	"slices"
	"strings"
	"unicode"
)

// successWords say that something works.
var successWords = setOf(`ok okay success successful successfully succeeded succeeds done complete completed finished fine healthy green paused works working connected reachable normal normally
	happy passed passes pass unaffected untouched up imported exported loaded fetched synced delivered processed extracted written refreshed verified flawless flawlessly
	läuft lief funktioniert problemlos available verfügbar klappt klappte einwandfrei verbunden funktionieren funciona funcionan funcionam funcionó funcionou fonctionne fonctionnent marche connecté sucesso éxito conectado
	funziona funzionano collegato werkt draait verbonden działa działają gra çalışıyor çalışır sorunsuz работает работают порядке fungerar virker fungerer`)

// denseSuccess says the same in scripts that write no spaces, or glue endings to words.
var denseSuccess = []string{"正常", "問題なく", "問題ありません", "問題ない", "影響はありません", "影響なし", "影響していません", "没问题", "没有问题", "不受影响", "没有影响", "정상", "잘 됩니다", "잘됩니다", "잘 돼", "문제없", "문제 없", "영향 없", "영향이 없"}

// negationWords turn a word of success around where they stand at most two words from it.
var negationWords = setOf(`not no never isnt arent wasnt doesnt dont didnt cant cannot couldnt wont hasnt nothing nicht kein keine nie pas plus jamais non mai não nunca niet geen nie değil yok не нет ikke inte only nur seulement solo sólo tylko sadece`)

// uninvolvedWords say, beside "not" or "nothing", that somebody has no part in a failure.
var uninvolvedWords = setOf(`called contacted touched affected involved impacted impact concerned betroffen afectado afectada afectados afetado afetada concerné concernée concernés coinvolto interessato getroffen dotyczy etkilenmiyor etkilenmedi влияет затронут`)

// pastWords put a success into the past: it says nothing about now.
var pastWords = setOf(`was were had until till before used worked bis antes avant`)

// saysItWorks reports whether a clause, as plainOf writes it, says that something works or has no
// part in a failure.
func saysItWorks(words string) bool {
	if contains(words, denseSuccess...) || contains(words, errorFree...) {
		return true
	}
	all := strings.Fields(words)
	works, before := false, false
	for i, word := range all {
		negated := slices.ContainsFunc(all[max(0, i-2):min(len(all), i+3)], negationWords.has)
		if uninvolvedWords.has(word) && negated || word == "through" && i > 0 && (all[i-1] == "ran" || all[i-1] == "went") {
			return true
		}
		if i > 0 && (word == "success" && (all[i-1] == "customer" || all[i-1] == "client") || word == "up" && !slices.Contains([]string{"is", "are", "back", "all", "still"}, all[i-1])) {
			continue // a department, or "heads up"
		}
		works = works || successWords.has(word) && !negated
		before = before || pastWords.has(word)
	}
	return works && !before
}

// errorFree are ways to say that nothing went wrong, in twelve languages.
var errorFree = []string{
	" no error", " no errors ", " 0 errors ", " errors 0 ", " without errors ", " without problems ", " no problems ", " no issues ", " ohne fehler ",
	" sin problemas ", " sin errores ", " sans problème ", " sans erreur ", " in green ", " http 200 ", " 100 green ", " en verde ", " im grünen bereich ", " bez uwag ", " nada que contar ", " unauffällig ", " rien à signaler ", " keine ausfälle ", " ohne probleme ", " keine probleme ", " kein problem ", " ningún problema ", " aucun problème ", " nenhum problema ", " nessun problema ",
	" tout va bien ", " va bien ", " va bene ", " todo bien ", " tudo bem ", " a la primera ", " du premier coup ", " auf anhieb ", " sem problemas ",
	" sem erros ", " senza problemi ", " zonder problemen ", " geen probleem ", " bez problemów ", " bez problemu ", " sorun yok ", " bir sorun yok ",
	" без проблем ", " without a hitch ", " without trouble ", " without a problem ", " no trouble ",
}

// clauseAt is the part of a statement around text[at:end], between commas, semicolons and
// conjunctions.
func (r *reader) clauseAt(at, end int) (from, to int) {
	s := r.stmts[r.statementOf(at)]
	from, to = max(s.from, at-reach/8), min(s.to, end+reach/8)
	for _, cut := range []string{"; ", ", ", ". ", " but ", " while ", " whereas ", " und ", " aber ", " während ", " mais ", " alors que ", " pero ", " mientras ", " mas ", " enquanto ", " ma ", " mentre ", " maar ", " terwijl ", " ale ", " ama ", " но ", " а ", "，", "、", "；"} {
		if i := strings.LastIndex(r.text[from:at], cut); i >= 0 && !dotted(r.text[from:at], i) {
			from += i + len(cut)
		}
		if i := strings.Index(r.text[end:max(end, to)], cut); i >= 0 && !dotted(r.text[end:to], i) {
			to = end + i
		}
	}
	return from, to
}

// dotted reports whether the dot at s[i] is one of several, as in "step 2 ....... failed".
func dotted(s string, i int) bool { return i > 0 && s[i] == '.' && s[i-1] == '.' }

// findZendeskWorks sets zendeskWorks: at least one clause that names Zendesk says that it works,
// and none says that it fails. It sets oursBeginsLine too.
func (r *reader) findZendeskWorks() {
	const most = 64 // clauses: a log with more of them is about Zendesk
	said := 0
	for _, p := range r.parties {
		if p.owner != ours || p.route || p.name == "d3v-" { // that account works; others may not
			continue
		}
		if said++; said > most {
			r.zendeskWorks = false
			return
		}
		i := r.afterPrefix(r.lineStart(p.at))
		r.oursBeginsLine = r.oursBeginsLine || i <= p.at && p.at < endOfToken(r.text, i, len(r.text))
		from, to := r.clauseAt(p.at, p.end)
		w := words(r.text[from:to])
		switch {
		case saysItWorks(w):
			r.zendeskWorks = true
		case r.tellsFailure(from, to, w):
			r.zendeskWorks = false
			return
		default: // what the clause leaves open, its sentence may tell
			s := r.stmts[r.statementOf(p.at)]
			if whole := words(r.text[s.from:min(s.to, s.from+reach/8)]); saysItWorks(whole) && !r.tellsFailure(s.from, s.to, whole) {
				r.zendeskWorks = true
			}
		}
	}
}

// afterPrefix is where the message begins in the line that begins at line: after times, levels and
// labels in brackets.
func (r *reader) afterPrefix(line int) int {
	to := min(len(r.text), line+longestLabel)
	if i := strings.IndexByte(r.text[line:to], '\n'); i >= 0 {
		to = line + i
	}
	i := skipTime(r.text, line, to)
	for i < to && r.text[i] == '[' {
		end := strings.IndexByte(r.text[i:to], ']')
		if end < 0 {
			break
		}
		i = skipTime(r.text, i+end+1, to)
	}
	return i
}

// tellsFailure reports whether a clause tells of a failure.
func (r *reader) tellsFailure(from, to int, words string) bool {
	if hasAny(words, troubleWords) || slices.ContainsFunc(strings.Fields(words), refusalStatuses.has) {
		return true
	}
	lo, _ := slices.BinarySearch(r.hitAt, from)
	return lo < len(r.hitAt) && r.hitAt[lo] < to
}

// clauseNamesOther reports whether the clause at a place names somebody else and not Zendesk. It is
// for texts where zendeskWorks, in which any word that is written as a name counts.
func (r *reader) clauseNamesOther(at, end int) bool {
	from, to := r.clauseAt(at, end)
	other := false
	for _, p := range r.partiesIn(from, to) {
		if p.owner == ours && !p.route {
			return false
		}
		other = other || p.owner == theirs
	}
	if other {
		return true
	}
	if r.oursBeginsLine {
		i := r.afterPrefix(r.lineStart(at))
		begins := r.text[i:max(i, endOfToken(r.text, i, to))]
		if indexFold(begins, "zendesk") < 0 && slices.ContainsFunc(strings.FieldsFunc(begins, notLetter), isUncommon) {
			return true
		}
	}
	return startsWith(words(r.text[from:to]), " its the ", " it is the ", " its our ", " it is our ") || r.namesStranger(from, to)
}

// namesStranger reports whether text[from:to] has a word that is written as a name and is no
// ordinary one, in a place where the language of the text writes only names so.
func (r *reader) namesStranger(from, to int) bool {
	w := wordsIn(nil, r.text, r.small, from, to)
	for k, x := range w {
		name := r.text[x.at:x.end]
		if compound, rest, ok := strings.Cut(name, "-"); ok && rest != "" && r.nounCapitals && isCapitalized(compound) && isUncommon(compound) && isCapitalized(rest) && indexFold(name, "zendesk") < 0 {
			return true // "Jira-Anbindung"
		}
		if x.path && r.zendeskWorks && indexFold(name, "zendesk") < 0 && !platformPackages.has(x.lower[:strings.IndexAny(x.lower+".", ".:\\")]) && slices.ContainsFunc(strings.FieldsFunc(name, notLetter), func(part string) bool {
			return smallLetters(part) && isUncommon(part) && !slices.Contains([]string{"exceptions", "errors"}, part)
		}) {
			return true // a class of somebody's library
		}
		if x.path || !isCapitalized(name) || !isUncommon(name) || isClass(x.lower) {
			continue
		}
		if k == 0 && r.zendeskWorks && isProse(r.text[from:to]) && // "Allegro od 3:20 zwraca 401"
			slices.ContainsFunc(w[1:min(len(w), 5)], func(x wordAt) bool { return statusLeads.has(x.lower) }) ||
			r.otherScript || k > 0 && (!r.nounCapitals || nameLeads.has(w[k-1].lower) || ofWords.has(w[k-1].lower)) || k+1 < len(w) && statusLeads.has(w[k+1].lower) {
			return true
		}
	}
	return false
}

// platformPackages are the first parts of names of what comes with a language.
var platformPackages = setOf("java javax sun jdk kotlin kotlinx android system microsoft com org net io node python ruby")

// sentenceIsTheirs reports whether the sentence at a place is about somebody else, in a text of a
// person: it does not name Zendesk but a stranger, and Zendesk is said to work elsewhere in the
// text, or is only mentioned in a language whose names can be told from its words.
func (r *reader) sentenceIsTheirs(at, end int) bool {
	if !r.zendeskWorks && (!r.notEnglish || r.nounCapitals || r.otherScript) {
		return false
	}
	n := r.statementOf(at)
	s := r.stmts[n]
	from, to := max(s.from, at-reach/8), min(s.to, end+reach/8)
	if line := max(r.lineStart(at), at-reach/8); r.namesOursIn(from, to) || !isProse(r.text[from:to]) && !isProse(r.text[line:to]) {
		return false
	}
	if stranger := r.namesStranger(from, to); stranger || !r.zendeskWorks {
		return stranger
	}
	if slices.ContainsFunc(r.partiesIn(from, to), party.isTheirs) ||
		r.otherScript && strings.ContainsFunc(r.text[from:to], isOtherLetter) { // names are not told from words there
		return true
	}
	begins := r.afterPrefix(r.lineStart(at))
	if label := strings.Fields(r.text[begins:max(begins, to)]); len(label) > 0 && len(label[0]) > 3 && strings.HasSuffix(label[0], ":") && isUncommon(strings.ToLower(strings.Trim(label[0], ":*"))) {
		return true // "- DATEV: 401"
	}
	const most = 4 // sentences: whoever was named last before it is meant
	for k := n - 1; k >= max(0, n-most); k-- {
		before := r.stmts[k]
		if r.namesOursIn(before.from, before.to) {
			return false
		}
		if r.namesStranger(max(before.from, before.to-reach/8), before.to) {
			return true
		}
	}
	return false
}

// isProse reports whether a sentence consists of words, rather than of what a program printed.
func isProse(sentence string) bool {
	if strings.Contains(sentence, markBody) {
		return false
	}
	all, plain := 0, 0
	for token := range strings.FieldsSeq(sentence) {
		all++
		token = strings.Trim(token, ".,;:!?()\"'“”„«»‘’-–—")
		if strings.IndexFunc(token, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' }) < 0 {
			plain++
		}
	}
	const most, of = 4, 5
	return plain*of >= all*most || strings.IndexFunc(sentence, func(r rune) bool { return r >= '\u2e80' }) >= 0 && !strings.ContainsAny(sentence, "{}<>\\`")
}

// sentBy is the owner of words that end at a place, where "from" and a name follow: "401 from
// Jira".
func (r *reader) sentBy(end int) owner {
	end = wordEnd(r.text, end)
	if rest, ok := strings.CutPrefix(r.text[end:min(len(r.text), end+60)], " from "); ok {
		return ownerOf(rest[:endOfToken(rest, 0, len(rest))])
	}
	return nobodys
}

// inBrackets is the owner of words at a place in brackets after a name, as in "Intercom
// (disconnected: invalid_grant)"; from is where their statement begins.
func (r *reader) inBrackets(from, at int) owner {
	before := r.text[max(from, at-reach/8):at]
	open := strings.LastIndexByte(before, '(')
	if open < 0 || strings.IndexByte(before[open:], ')') >= 0 || !strings.HasSuffix(before[:open], " ") {
		return nobodys
	}
	name := lastWord(before[:open], " \t\n,;.(")
	if who := ownerOf(name); who == ours || !r.nounCapitals && !sumConstructors.has(strings.ToLower(name)) {
		return who
	}
	return nobodys
}

// sumConstructors are names before brackets in what Haskell, Rust, Scala and Swift print.
var sumConstructors = setOf("left right just some err failure")
