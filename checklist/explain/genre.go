package explain

import (
	"html"
	"slices"
	"strings"
)

// findGenre finds out whether the text, laid out so (layout), reports a failure at all. What somebody
// says in a line before it or behind it changes nothing.
func (r *reader) findGenre(laid string) {
	r.data, r.noFailure = r.genre(laid)
	if r.noFailure || len(r.text) > longestPage {
		return
	}
	if inner := withoutRemarks(r.text); len(inner) < len(r.text) {
		rest := &reader{index: r.index, text: inner, small: lowerSame(inner), plain: plainOf(inner), stmts: statements(inner), quotedTitle: r.quotedTitle}
		r.data, r.noFailure = rest.genre(withoutRemarks(laid))
	}
}

// genre reports whether the text is data, and whether it is of a kind that reports no failure.
func (r *reader) genre(laid string) (data, noFailure bool) {
	r.notEnglish, r.nounCapitals = language(r.words)
	data = r.isData(laid)
	if data || r.isSolved() || r.isSpecification() || r.isAnnouncement() {
		return data, true
	}
	return data, len(r.words) <= longestPage && (isTranslation(r.text) || strings.Contains(laid, `"jsonBody"`) && strings.Contains(laid, `"urlPath`) || // of WireMock
		r.isMock() || r.isManual() || r.isPlan() || r.tabulates() || r.listsChanges() ||
		r.testsPassed() || r.isManPage() || r.isMinutes() || r.isQuestionnaire() || r.isPostMortem() || countAny(r.words, contractWords) > 1 || r.asksForReview() || r.describesChange() ||
		countIn(r.text, isStatusHeading) > 2)
}

// beginsQuoted reports whether the first line of a page is quoted, as in a mail, and another is not.
func beginsQuoted(page string) bool {
	page = withoutFrame(html.UnescapeString(page[:min(len(page), longestPage)]))
	plain := func(line string) bool { return line != "" && line[0] != '>' }
	for range 4 { // all of it may have been quoted once more
		if !strings.HasPrefix(page, ">") {
			return false
		}
		if countIn(page, plain) > 0 {
			return true
		}
		page = strings.ReplaceAll("\n"+page, "\n>", "\n")
		page = strings.TrimLeft(strings.ReplaceAll(page, "\n ", "\n"), "\n")
	}
	return false
}

// manualPhrases are words of manuals and articles.
var manualPhrases = []string{
	"you will learn", "youll learn", "learn how", "in this guide", "this guide covers", "this guide", "this article", "this post", "this tutorial", "this section", "this page describes", "this document", "step by step",
	"common causes", "typical causes", "common errors", "common issues", "common pitfalls", "possible causes", "best practices", "the following errors", "the following table", "how to fix", "how to handle", "troubleshooting",
	"you will see", "by now your", "in this series", "to avoid that", "you can restrict", "click save", "be sure to", "in the sidebar", "your app should", "your application should", "handling errors", "error handling", "if the user", "if youre", "if you are", "if you receive", "if you get", "if you see", "when you", "make sure", "refer to", "recommends",
	"in diesem artikel", "diese anleitung", "häufige ursachen", "dans cet article", "chapitre", "lorsque", "en cas de", "causes possibles", "en este artículo", "posibles causas", "この記事では", "練習問題", "研修資料", "exercise", "training material", "schulungsunterlagen", "übungsaufgabe", "exercice", "ejercicio", "exercício", "とは", "解決策", "解決方法", "本文", "解决方法",
}

// tellingWords are words of people who say what happened to them, and of programs that do.
var tellingWords = strings.Split("i,im,ive,my,me,we get,we got,we are getting,were getting,our sync,traceback,exception in thread,"+
	"caused by,je,jai,nous,mon,notre,ich,wir,unser,yo,nuestro,nuestra", ",")

// longestPage is how many bytes a page may have; a longer text is taken for a log.
const longestPage = 1 << 15

// isManual reports whether the text is a manual or an article, in which nobody says what happened
// to them.
func (r *reader) isManual() bool {
	w := r.words
	if r.nounCapitals {
		w = strings.ReplaceAll(w, " im ", " ") // in German no "I'm"
	}
	if hasAny(w, tellingWords) {
		return false
	}
	begin := w[:min(len(w), 60)]
	if startsWith(begin, " from ", " per ", " quoting ", " excerpt ") &&
		hasAny(begin, []string{"docs", "documentation", "the manual", "doc page", "developer guide"}) {
		return true
	}
	n := 0
	for _, t := range manualPhrases {
		if strings.Contains(w, " "+t+" ") || t[0] >= 0x80 && strings.Contains(w, t) {
			n++
		}
	}
	return n >= 3 || n == 2 && len(w) < 1500
}

// isManPage reports whether the text is a page of a manual as man(1) shows it.
func (r *reader) isManPage() bool {
	return r.countLines(func(line string) bool {
		heading := strings.Fields(line)
		return len(heading) > 0 && len(heading) < 3 && manHeadings.has(heading[0])
	}) > 2
}

// manHeadings begin headings of sections in man-pages(7).
var manHeadings = setOf("NAME SYNOPSIS DESCRIPTION OPTIONS EXIT ENVIRONMENT FILES ERRORS EXAMPLES BUGS SEE AUTHOR RETURN DIAGNOSTICS")

// isMinutes reports whether the text is the minutes of a meeting: its first lines say who was there, or its
// items are numbered as in an agenda.
func (r *reader) isMinutes() bool {
	const first = 6 // lines
	if hasAny(r.words, []string{"weiter offen", "noch offen", "still open", "not resolved", "toujours ouvert", "sigue abierto", "ainda aberto", "ancora aperto", "nog open"}) {
		return false
	}
	isMeeting := hasAny(words(r.text[:min(len(r.text), 200)]), meetingWords)
	for _, s := range r.stmts[:min(len(r.stmts), first)] {
		if label, who, ok := strings.Cut(r.line(s), ":"); ok && isMeeting && strings.Contains(who, ",") && attendeeLabels.has(strings.ToLower(strings.Trim(label, " *#-"))) {
			return true
		}
	}
	return r.countLines(func(line string) bool {
		item, ok := strings.CutPrefix(strings.TrimLeft(line, " *#-"), "TOP ")
		return ok && isTime(item[:min(1, len(item))])
	}) > 1
}

// meetingWords are in the titles of minutes.
var meetingWords = strings.Fields("minutes meeting protokoll notulen protokół протокол acta ata verbale réunion reunião riunione vergadering spotkanie toplantı sitzung besprechung mötet teammöte")

// attendeeLabels come before the names of who was at a meeting.
var attendeeLabels = setOf("närvarande attendees participants present teilnehmer teilnehmende anwesend présents participants asistentes participantes presentes partecipanti presenti aanwezig deelnemers obecni uczestnicy участники katılımcılar 出席者 参加者 参会人 与会人员 참석자")

// planLabels are labels in plans and in alerting rules.
var planLabels = strings.Split("quarter,confidence,expr,annotations,acceptance criteria,story points,user story,area path,iteration,sprint,backlog,assigned to,work item,definition of done", ",")

// offerWords are words of the offer of a job or a course.
var offerWords = strings.Split("apply with cv,nice to have,m f d,you will own,repas compris,tarif,curriculum,vos missions,votre profil,"+
	"rémunération,candidature,bonus points,apply at,we offer,days of leave,hardware budget,m w d,wir suchen,bewerbung,wir bieten,du bringst mit,vollzeit,full time,your profile,ihr profil,ihre aufgaben,tu perfil,salary", ",")

// listTitles begin the titles of lists of what is to be done or was talked about.
var listTitles = []string{"todo", "todos", "to do", "to-do", "to-dos", "agenda", "troubleshooting", "sprint plan", "migration plan", "rollout plan", "test plan", "project plan", "next steps", "action items", "runbook", "playbook", "faq", "faqs", "frequently asked questions", "glossary", "aufgaben", "tagesordnung", "meeting notes", "minutes of", "besprechungsnotizen", "besprechungsprotokoll", "notes de réunion", "compte rendu", "notas de la reunión", "notas da reunião", "ata da reunião", "verbale", "à faire", "ordre du jour", "pendientes", "orden del día", "tarefas", "da fare", "te doen", "議事録", "会议纪要"}

// isPlan reports whether the text is a plan: a roadmap, a user story, a scenario of a test, an
// alerting rule.
func (r *reader) isPlan() bool {
	if len(r.stmts) > 0 && r.titlesPlan(strings.ToLower(r.line(r.stmts[0]))) {
		return true
	}
	for n, s := range r.stmts[:max(0, len(r.stmts)-2)] { // with boxes to tick
		if strings.HasSuffix(bareTitle(strings.ToLower(r.line(s))), "plan") && r.isBox(n+1) && r.isBox(n+2) {
			return true
		}
	}
	steps := make(map[string]bool) // of a scenario
	for _, s := range r.stmts {
		for _, step := range []string{"Given ", "When ", "Then "} {
			if strings.Contains(r.text[s.from:min(s.to, s.from+40)], step) {
				steps[step] = true
			}
		}
	}
	testCases := r.countLines(func(line string) bool {
		id, _, ok := strings.Cut(strings.TrimLeft(line, " -*|"), " ")
		return ok && strings.HasPrefix(id, "TC") && strings.Trim(id[2:], "-_.:0123456789") == "" && len(id) > 2
	})
	_, story, ok := strings.Cut(r.words, " as a ")
	return strings.Count(r.text, "\n would ")+strings.Count(r.text, "\nwould ") > 1 || // a dry run
		strings.Count(r.words, " shall ") > 1 || // a design
		hasAny(r.words, planPhrases) || strings.HasPrefix(r.words, " minutes ") || countAny(r.words, offerWords) > 1 ||
		ok && strings.Contains(story[:min(len(story), 40)], " i want ") || len(steps) == 3 ||
		testCases > 2 && !strings.Contains(r.text, "://") ||
		countAny(r.words, planLabels) > 1 && !strings.Contains(r.words, " type bug ")
}

// planPhrases are phrases of plans, and of people who say that nothing failed.
var planPhrases = strings.Split("is your feature request related,describe the solution youd like,how to provoke,how to simulate,provoke a,"+
	"not a problem so far,nichts weiter zu tun,nothing for us to do,nothing is broken,nothing broken,havent built any,"+
	"havent built it yet,planning question,before i write,before we build,havent created the client yet,not built yet,"+
	"isnt written yet,isnt built yet,not written yet,lgtm", ",")

// bareTitle is a title without its marks.
func bareTitle(line string) string { return strings.Trim(line, "#*:=- \t\r\n") }

// titlesPlan reports whether the first line, in lower case, is the title of a plan, or of a list of what is
// to be done or was talked about.
func (r *reader) titlesPlan(line string) bool {
	const longest, words = 50, 5 // of a title, and behind a colon in it
	first := strings.Fields(strings.TrimLeft(line, "#*= "))
	if len(first) > 2 && isMigration(first, r.text) || len(first) > 1 && (isProposal(first[0], first[1]) ||
		first[0] == "feature" && first[1] == "request:" ||
		slices.Contains([]string{"roadmap", "milestone", "okr", "backlog", "goals"}, strings.Trim(first[0], "#:*"))) {
		return true
	}
	title := bareTitle(line)
	_, behind, _ := strings.Cut(title, ": ")
	return len(r.stmts) > 2 && len(title) < longest && len(strings.Fields(behind)) < words && slices.ContainsFunc(listTitles, func(of string) bool {
		return title == of || startsWith(title, of+" ", of+":", of+",")
	})
}

// isSolved reports whether the title of a thread says that it is solved, or a page of a service's status does.
func (r *reader) isSolved() bool {
	const lines = 8
	if hasAny(r.words, []string{"this incident has been resolved", "all systems operational"}) {
		return true
	}
	for _, s := range r.stmts[:min(len(r.stmts), lines)] {
		line := strings.ToLower(strings.TrimRight(r.text[s.from:s.to], " \n!.*"))
		if (s.from == 0 || startsWith(line, "subject:", "re:", "#")) && slices.ContainsFunc([]string{"solved", "resolved", "gelöst", "erledigt", "résolu", "resuelto", "resolvido", "risolto", "opgelost", "clôturé", "geschlossen", "cerrado", "encerrado", "chiuso", "gesloten", "解決済み", "已解决"}, func(end string) bool {
			return endsIn(line, "- "+end, "– "+end, "["+end+"]", "("+end+")") || contains(line, "["+end+"] ", "– "+end+" ", "- "+end+" ")
		}) {
			return true
		}
	}
	return false
}

// isMock reports whether what answers is a stand-in for Zendesk.
func (r *reader) isMock() bool {
	return hasAny(r.words, []string{"mock zendesk", "zendesk mock", "zendesk mocks", "mocked zendesk", "fake zendesk", "zendesk fake", "zendesk stub", "stubbed zendesk", "zdg mock", "zendesk simulator", "simulated zendesk", "zendesk was not contacted"}) && !strings.Contains(r.small, ".zendesk.com")
}

// isBox reports whether the n-th statement is an item of a list with a box that is not ticked.
func (r *reader) isBox(n int) bool {
	return strings.HasPrefix(strings.TrimLeft(r.text[r.stmts[n].from:r.stmts[n].to], " \t-*"), "[ ] ")
}

// listsChanges reports whether the text is a changelog: a heading with a version number, then a
// list.
func (r *reader) listsChanges() bool {
	if len(r.stmts) < 2 || r.quotedTitle {
		return false
	}
	if contains(r.words, "リリースしました", "リリースノート", "发布说明", "更新内容", "更新日志", "릴리스 노트") || r.commits() > 2 || r.countLines(isCommitLine) > 2 {
		return true
	}
	title := strings.ToLower(strings.Trim(r.text[r.stmts[0].from:r.stmts[0].to], " \t\r\n#*=_[]"))
	title, _, _ = strings.Cut(title, "](") // a link
	name := strings.TrimPrefix(title, "version ")
	if number := strings.TrimPrefix(name, "v"); countPrefix(number, "0123456789") > 0 {
		name = number
	}
	end, quotes := strings.CutSuffix(r.small[strings.LastIndexByte(r.small, '(')+1:], ")")
	if strings.HasPrefix(title, "bump ") && strings.Contains(title, " from ") && strings.Contains(title, " to ") || // as Dependabot writes it
		announcesVersion(title) || strings.HasSuffix(title, " changelog") ||
		quotes && endsIn(end, releaseNotes...) || // a quotation: "(n8n release notes)"
		contains(name, releaseNotes...) && len(name) < 60 && strings.ContainsAny(name, "0123456789") { // "n8n release notes, 2.31.x"
		return true
	}
	number := name[:countPrefix(name, "0123456789.")]
	if strings.Count(number, ".") == 0 && !startsWith(name, "changelog", "release notes") || len(name) > 60 {
		return false
	}
	if number == "" {
		return !strings.Contains(name, " of the ") // a page about something
	}
	for _, s := range r.stmts[1:] {
		if r.text[s.from-1] != '\n' {
			continue // a second sentence
		}
		if line := strings.TrimLeft(r.text[s.from:s.to], " \t"); !startsWith(line, "- ", "* ", "• ", "### ") && !isVersion(line) {
			return false
		}
	}
	return true
}

// releaseNotes are names of release notes.
var releaseNotes = []string{"release notes", "note di rilascio", "notes de version", "notas de la versión", "notas de versión", "notas de versão", "notas da versão", "versionshinweise", "release-notes", "releasenotes", "notatki o wydaniu", "примечания к выпуску", "sürüm notları"}

// announcesVersion reports whether a title says that a version is there: "helpdesk-bridge 2.3.0 is out".
func announcesVersion(title string) bool {
	return endsIn(strings.TrimRight(title, "!. "), " is out", " released", " is available", " is here", " ist da", " erschienen", " est sortie", " disponible", " è uscita") &&
		slices.ContainsFunc(strings.Fields(title), func(word string) bool {
			word = strings.TrimPrefix(word, "v")
			return strings.Count(word, ".") > 0 && strings.Trim(word, "0123456789.") == ""
		})
}

// isQuestionnaire reports whether the text is a list of questions, as a quiz has, or of questions and
// their answers.
func (r *reader) isQuestionnaire() bool {
	title, _, whole := strings.Cut(r.text[:min(len(r.text), 120)], "\n")
	if !whole {
		title = title[:max(0, strings.LastIndexByte(title, ' '))]
	}
	title = words(title)
	if !inFirstPerson(title) && hasAny(title, []string{"quiz", "questionnaire", "fragebogen", "exam", "examen", "klausur", "prüfung", "esame", "sınav", "ödev", "ödevi", "homework", "hausaufgabe", "deberes", "экзамен", "контрольная", "домашнее задание"}) {
		return true
	}
	numbered, questions, answers := 0, 0, 0
	for _, s := range r.stmts {
		switch line := strings.TrimLeft(r.line(s), " \t*_#-"); {
		case startsWith(line, "Q:", "Q. "):
			questions++
		case strings.Contains(line, "?**") && strings.HasPrefix(r.line(s), "**") && !strings.Contains(r.text, "Traceback (most recent call last)"):
			numbered++
		case startsWith(line, "A:", "A. "):
			answers++
		case len(line) > 2 && line[0] == 'Q' && line[1] >= '1' && line[1] <= '9' && strings.IndexByte(".:)0123456789", line[2]) >= 0,
			isNumberedQuestion(line), strings.HasPrefix(line, "( ) "):
			numbered++
		}
	}
	return numbered > 1 || questions > 1 && answers > 1
}

// isNumberedQuestion reports whether a line begins as a question of an exam or of exercises does: "Questão 3."
func isNumberedQuestion(line string) bool {
	kind, rest, _ := strings.Cut(line, " ")
	number := countPrefix(rest, "0123456789")
	return number > 0 && strings.IndexByte(".:)", (rest + " ")[number]) >= 0 && questionWords.has(strings.ToLower(kind))
}

// questionWords are "question" and "exercise" in the languages of exams.
var questionWords = setOf("question exercise frage aufgabe exercice pregunta ejercicio questão questao exercício esercizio domanda vraag opgave pytanie zadanie soru вопрос задание задача")

// isSpecification reports whether the text describes an API, as OpenAPI does: what it names are examples.
func (r *reader) isSpecification() bool {
	return startsWith(strings.TrimLeft(r.text[:min(len(r.text), 200)], " \t\n-"), "openapi", "swagger") ||
		strings.Contains(r.text, "\npaths:\n") && strings.Contains(r.text, " responses:\n") || // a part of it
		strings.Contains(r.words, " operationid ") && strings.Contains(r.words, " responses ")
}

// contractWords are words of contracts about services: what they name is agreed, and did not come.
var contractWords = []string{"service level agreement", "service level", "reaction time", "reaktionszeit", "reaktionszeiten", "vertragspartner", "auftragnehmer", "auftraggeber", "the supplier", "the provider shall", "the contractor", "the parties", "hereinafter", "prestataire", "niveau de service", "el proveedor", "nivel de servicio", "fornitore", "opdrachtnemer", "service credits", "wartungsfenster", "annex", "anlage"}

// isPostMortem reports whether the text looks back on a failure that is over.
func (r *reader) isPostMortem() bool {
	names := func(some ...string) bool { return hasAny(r.words, some) }
	isOver := names("resolved", "fixed", "closed", "resolution") || !names("still has", "still holds", "still failing", "still broken",
		"still dead", "is dead", "since then", "authorize again", "reconnect")
	return isOver && names("post mortem", "postmortem", "incident review", "incident report", "resolution", "follow up review") &&
		names("root cause", "action items", "lessons", "timeline", "follow ups", "closed", "nothing left to do")
}

// articleTitles are in titles of what is written for many.
var articleTitles = []string{"case study", "success story", "fallstudie", "étude de cas", "caso de éxito", "caso de sucesso", "storia di successo", "curriculum vitae", "lebenslauf", "copy deck", "show notes", "episode ", "past incidents"}

// isAnnouncement reports whether the text is a letter to all customers, or a review by one of them.
func (r *reader) isAnnouncement() bool {
	title := strings.ToLower(r.text[:min(len(r.text), 80)])
	if contains(r.words, " cvss ") || contains(title, articleTitles...) || strings.Contains(title, "advisory") && contains(r.words, " severity ", " impact ", " cve ") {
		return true // about security
	}
	return strings.HasPrefix(strings.TrimLeft(r.text, " \n"), "★") || hasAny(r.words[:min(len(r.words), 300)], []string{"announcing", "announced on", "dear customer", "dear customers", "liebe kundinnen", "liebe kunden", "chers clients", "cher client", "estimados clientes", "estimado cliente", "to all agents", "to all customers"})
}

// countsPassed reports whether the text counts tests that passed and none that failed, as pytest, Mocha
// and Cargo do: "3 passed in 0.41s", "12 passing (80ms)", "test result: ok. 4 passed; 0 failed".
func (r *reader) countsPassed() bool {
	f := strings.Fields(r.words)
	passed := false
	for i := 1; i+1 < len(f); i++ {
		if !isNumber(f[i-1]) {
			continue
		}
		switch f[i] {
		case "failed", "failing", "failures", "errors":
			if f[i-1] != "0" {
				return false
			}
		case "passed", "passing":
			passed = passed || f[i+1] == "in" || isTime(f[i+1]) || f[i+1] == "0" || f[i+1] == "warnings" || f[i+1] == "skipped"
		}
	}
	return passed
}

// testsPassed reports whether the text is the output of a test runner without failures.
func (r *reader) testsPassed() bool {
	_, row, _ := strings.Cut(r.text, "assertions ") // as Newman counts
	f := strings.Fields(strings.ReplaceAll(row[:min(len(row), 60)], "│", " "))
	if r.countsPassed() || strings.Contains(r.text, "--- PASS: ") && !strings.Contains(r.text, "--- FAIL: ") || // of go test
		len(f) > 1 && f[0] != "0" && f[1] == "0" {
		return true
	}
	for _, unit := range []string{"examples", "example", "tests", "runs", "assertions"} {
		_, count, _ := strings.Cut(r.words, " "+unit+" ") // as Jest counts: "Tests: 6 passed, 6 total"
		f := strings.Fields(count[:min(len(count), 60)])
		if hasAny(r.words, []string{unit + " 0 failures", unit + " 0 failed"}) ||
			len(f) >= 4 && f[1] == "passed" && f[3] == "total" && f[0] == f[2] {
			return true
		}
	}
	return false
}
