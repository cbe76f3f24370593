package explain

import (
	"slices"
	"strings"
	"unicode"
)

// successWords say that something works.
var successWords = setOf(`ok okay success successful successfully succeeded succeeds done complete completed finished fine healthy green works working connected reachable normal normally
	passed passes pass unaffected untouched up imported exported loaded fetched synced delivered processed extracted written refreshed
	läuft funktioniert problemlos funciona funcionó fonctionne sucesso éxito`)

// uninvolvedWords say, after "not" or "nothing", that somebody has no part in a failure.
var uninvolvedWords = setOf(`called contacted touched affected involved impacted concerned betroffen afectado concerné`)

// pastWords put a success into the past: it says nothing about now.
var pastWords = setOf(`was were had until till before used worked bis antes avant`)

// saysItWorks reports whether a clause, as plainOf writes it, says that something works or has no
// part in a failure.
func saysItWorks(words string) bool {
	well, before, notInvolved := false, false, false
	last := ""
	for word := range strings.FieldsSeq(words) {
		well = well || successWords.has(word)
		before = before || pastWords.has(word)
		notInvolved = notInvolved || uninvolvedWords.has(word) && slices.Contains([]string{"not", "nothing", "isnt", "wasnt", "nicht", "no"}, last) || last == "ran" && word == "through"
		last = word
	}
	return notInvolved || well && !before || deniesErrors(words)
}

// deniesErrors reports whether a clause says that there were no errors.
func deniesErrors(words string) bool {
	for _, no := range []string{" no error", " no errors ", " 0 errors ", " errors 0 ", " without errors ", " without problems ", " no problems ", " no issues ", " ohne fehler ", " sin problemas ", " sin errores ", " sans problème ", " sans erreur ", " in green "} {
		if strings.Contains(words, no) {
			return true
		}
	}
	return false
}

// resolvedPhrases say that a failure is over.
var resolvedPhrases = []string{
	"is resolved", "was resolved by", "has been resolved", "was fixed", "is fixed", "fixed in", "fixed by", "fixed it by", "has been fixed", "solved by", "solved it by", "works again", "work again", "succeed again", "succeeds again", "is back", "are back", "green since", "no longer happens", "no action is needed", "no action needed", "no action required", "went away",
	"läuft wieder", "behoben", "gelöst", "funciona de nuevo", "solucionado", "résolu", "fonctionne à nouveau",
}

// unresolvedWords, after one of resolvedPhrases, say that it is not over.
var unresolvedWords = []string{"still", "but", "however", "now", "today", "unfortunately", "noch", "aber", "pero", "mais", "except", "how", "why", "not", "isnt"}

// resolvedUpTo is the place in the text before which every failure is over: there the text says
// that things work again, and nothing after it says otherwise. It is the end of the text where a
// label at the beginning or "works again" says so, and -1 where nothing is over.
func (r *reader) resolvedUpTo() int {
	if len(r.words) > longestPage {
		return -1 // a log
	}
	for _, label := range []string{"resolved", "recovered", "solved", "gelöst", "resuelto"} {
		if i := indexFold(r.text[:min(len(r.text), 60)], label); i >= 0 && (strings.Trim(r.text[:i], " #*") == "" || r.text[i-1] == '[') {
			if to := i + len(label); to < len(r.text) && strings.IndexByte(":]", r.text[to]) >= 0 {
				return len(r.text)
			}
		}
	}
	if strings.HasSuffix(strings.TrimRight(r.text, " \n"), "?") {
		return -1
	}
	over := -1
	for _, solved := range resolvedPhrases {
		i := strings.LastIndex(r.words, " "+solved+" ")
		if i < 0 {
			continue
		}
		behind := r.words[i+1+len(solved):]
		if hasAny(behind, unresolvedWords) {
			continue
		}
		if strings.HasSuffix(solved, " again") {
			return len(r.text) // also for what is told after it
		}
		over = max(over, r.textAt(i+1))
	}
	return over
}

// clauseAt is the part of a statement around text[at:end], between commas, semicolons and
// conjunctions.
func (r *reader) clauseAt(at, end int) (from, to int) {
	s := r.stmts[r.statementOf(at)]
	from, to = max(s.from, at-reach/8), min(s.to, end+reach/8)
	for _, cut := range []string{"; ", ", ", " but ", " while ", " und ", " aber "} {
		if i := strings.LastIndex(r.text[from:at], cut); i >= 0 {
			from += i + len(cut)
		}
		if i := strings.Index(r.text[end:max(end, to)], cut); i >= 0 {
			to = end + i
		}
	}
	return from, to
}

// findZendeskWorks sets zendeskWorks: at least one clause that names Zendesk says that it works,
// and none says that it fails. It sets oursBeginsLine too.
func (r *reader) findZendeskWorks() {
	const most = 64 // clauses: a log with more of them is about Zendesk
	said := 0
	for _, p := range r.parties {
		if p.owner != ours || p.route {
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
	if hasAny(words, troubleWords) {
		return true
	}
	for word := range strings.FieldsSeq(words) {
		if refusalStatuses.has(word) {
			return true
		}
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
		if indexFold(begins, "zendesk") < 0 && slices.ContainsFunc(strings.FieldsFunc(begins, func(r rune) bool { return !unicode.IsLetter(r) }), isUncommon) {
			return true
		}
	}
	if clause := words(r.text[from:to]); strings.HasPrefix(clause, " its the ") || strings.HasPrefix(clause, " it is the ") || strings.HasPrefix(clause, " its our ") || strings.HasPrefix(clause, " it is our ") {
		return true
	}
	w := wordsIn(r.text, asciiLower(r.text[from:to]), from, to)
	for k, x := range w {
		name := r.text[x.at:x.end]
		if x.path || !isCapitalized(name) || !isUncommon(name) {
			continue
		}
		if k > 0 && (!r.notEnglish || nameLeads.has(w[k-1].lower) || ofWords.has(w[k-1].lower)) || k+1 < len(w) && statusLeads.has(w[k+1].lower) {
			return true
		}
	}
	return false
}

// sentBy is the owner of words that end at a place, where "from" and a name follow: "401 from
// Jira".
func (r *reader) sentBy(end int) (who owner, ok bool) {
	for end < len(r.text) && nameByte(r.text[end]) {
		end++
	}
	rest, ok := strings.CutPrefix(r.text[end:min(len(r.text), end+60)], " from ")
	if !ok {
		return nobodys, false
	}
	switch name := rest[:endOfToken(rest, 0, len(rest))]; {
	case strings.EqualFold(name, "zendesk"):
		return ours, true
	case isCapitalized(name) && isUncommon(name):
		return theirs, true
	}
	return nobodys, false
}

// inBrackets is the owner of words at a place in brackets after a name, as in "Intercom
// (disconnected: invalid_grant)"; from is where their statement begins.
func (r *reader) inBrackets(from, at int) (who owner, ok bool) {
	before := r.text[max(from, at-reach/8):at]
	open := strings.LastIndexByte(before, '(')
	if open < 0 || strings.IndexByte(before[open:], ')') >= 0 || !strings.HasSuffix(before[:open], " ") {
		return nobodys, false
	}
	name := lastWord(before[:open], " \t\n,;.(")
	switch {
	case strings.EqualFold(name, "zendesk"):
		return ours, true
	case isCapitalized(name) && isUncommon(name) && !r.notEnglish:
		return theirs, true
	}
	return nobodys, false
}
