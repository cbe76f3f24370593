package explain

import (
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
		rest := &reader{index: r.index, text: inner, small: lowerSame(inner), plain: plainOf(inner), stmts: statements(inner), nounCapitals: r.nounCapitals}
		r.data, r.noFailure = rest.genre(withoutRemarks(laid))
	}
}

// genre reports whether the text is data, and whether it is of a kind that reports no failure.
func (r *reader) genre(laid string) (data, noFailure bool) {
	data = r.isData(laid)
	return data, data || r.isSolved() || r.isMock() || r.isManual() || r.isPlan() || r.tabulates() || r.listsChanges() || r.testsPassed() || r.isQuestionnaire() || r.isSpecification() || r.isPostMortem() || r.isAnnouncement() || r.isContract() || r.asksForReview() || r.headedByStatuses() || r.describesChange()
}

// manualPhrases are words of manuals and articles.
var manualPhrases = []string{
	"you will learn", "youll learn", "learn how", "in this guide", "this guide covers", "this guide", "this article", "this post", "this tutorial", "this section", "this page describes", "this document", "step by step",
	"common causes", "typical causes", "common errors", "common issues", "common pitfalls", "possible causes", "best practices", "the following errors", "the following table", "how to fix", "how to handle", "troubleshooting",
	"you can restrict", "click save", "be sure to", "in the sidebar", "your app should", "your application should", "handling errors", "error handling", "if the user", "if youre", "if you are", "if you receive", "if you get", "if you see", "when you", "make sure", "refer to", "recommends",
	"in diesem artikel", "diese anleitung", "häufige ursachen", "dans cet article", "chapitre", "lorsque", "en cas de", "causes possibles", "en este artículo", "posibles causas", "この記事では", "練習問題", "研修資料", "exercise", "training material", "schulungsunterlagen", "übungsaufgabe", "exercice", "ejercicio", "exercício", "とは", "解決策", "解決方法", "本文", "解决方法",
}

// longestPage is how many bytes a page may have; a longer text is taken for a log.
const longestPage = 1 << 15

// isManual reports whether the text is a manual or an article, in which nobody says what happened
// to them.
func (r *reader) isManual() bool {
	w := r.words
	if len(w) > longestPage {
		return false // a log
	}
	for _, told := range []string{" i ", " im ", " ive ", " my ", " me ", " we get ", " we got ", " we are getting ", " were getting ", " our sync ", " traceback ", " exception in thread ", " caused by ", " je ", " jai ", " nous ", " mon ", " notre ", " ich ", " wir ", " unser ", " yo ", " nuestro ", " nuestra "} {
		if strings.Contains(w, told) && !(told == " im " && r.nounCapitals) { // German has a word like "I'm"
			return false
		}
	}
	begin := w[:min(len(w), 60)]
	if first := firstWord(begin); (first == "from" || first == "per" || first == "quoting" || first == "excerpt") && hasAny(begin, []string{"docs", "documentation", "the manual", "doc page", "developer guide"}) {
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

// planLabels are labels in plans and in alerting rules.
var planLabels = strings.Split("expr,annotations,acceptance criteria,story points,user story,area path,iteration,sprint,backlog,assigned to,work item,definition of done", ",")

// listTitles begin the titles of lists of what is to be done or was talked about.
var listTitles = []string{"todo", "todos", "to do", "to-do", "to-dos", "agenda", "troubleshooting", "sprint plan", "migration plan", "rollout plan", "test plan", "project plan", "next steps", "action items", "runbook", "playbook", "faq", "faqs", "frequently asked questions", "glossary", "aufgaben", "tagesordnung", "meeting notes", "minutes of", "besprechungsnotizen", "besprechungsprotokoll", "notes de réunion", "compte rendu", "notas de la reunión", "notas da reunião", "ata da reunião", "verbale", "à faire", "ordre du jour", "pendientes", "orden del día", "tarefas", "da fare", "te doen", "議事録", "会议纪要"}

// isBareTitle reports whether at most a few words come behind a colon in a title.
func isBareTitle(title string) bool {
	_, rest, _ := strings.Cut(title, ": ")
	return len(strings.Fields(rest)) < 5
}

// isPlan reports whether the text is a plan: a roadmap, a user story, a scenario of a test, an
// alerting rule.
func (r *reader) isPlan() bool {
	if len(r.words) > longestPage {
		return false
	}
	for _, s := range r.stmts[:min(len(r.stmts), 1)] {
		first := strings.Fields(strings.ToLower(strings.TrimLeft(r.text[s.from:s.to], "#*= ")))
		if len(first) > 2 && isMigration(first, r.text) {
			return true
		}
		if len(first) > 1 && isProposal(first[0], first[1]) {
			return true
		}
		if len(first) > 1 && (first[0] == "feature" && first[1] == "request:" || slices.Contains([]string{"roadmap", "milestone", "okr", "backlog", "goals"}, strings.Trim(first[0], "#:*"))) {
			return true
		}
		if title := strings.Trim(strings.ToLower(r.text[s.from:s.to]), "#*:=- \t\r\n"); len(r.stmts) > 2 && len(title) < 50 && isBareTitle(title) && slices.ContainsFunc(listTitles, func(of string) bool {
			rest, begins := strings.CutPrefix(title, of)
			return begins && (rest == "" || strings.IndexByte(" :,", rest[0]) >= 0)
		}) {
			return true
		}
	}
	for n, s := range r.stmts[:max(0, len(r.stmts)-2)] { // with boxes to tick
		if title := strings.Trim(strings.ToLower(r.text[s.from:s.to]), "#*:=- \t\r\n"); strings.HasSuffix(title, "plan") && r.isBox(n+1) && r.isBox(n+2) {
			return true
		}
	}
	if strings.Count(r.text, "\n would ")+strings.Count(r.text, "\nwould ") > 1 {
		return true // a dry run
	}
	if strings.Count(r.words, " shall ") > 1 {
		return true // a design
	}
	if hasAny(r.words, []string{"is your feature request related", "describe the solution youd like", "how to provoke", "how to simulate", "provoke a", "not a problem so far", "nichts weiter zu tun", "nothing for us to do", "nothing is broken", "nothing broken", "havent built any", "havent built it yet", "planning question", "before i write", "before we build", "havent created the client yet", "not built yet", "isnt written yet", "isnt built yet", "not written yet", "lgtm"}) || strings.HasPrefix(r.words, " minutes ") {
		return true
	}
	offers := 0 // of a job, or of a course
	for _, of := range []string{"apply with cv", "nice to have", "m f d", "you will own", "repas compris", "tarif", "curriculum", "vos missions", "votre profil", "rémunération", "candidature", "your profile", "ihr profil", "ihre aufgaben", "tu perfil", "salary"} {
		if strings.Contains(r.words, " "+of+" ") {
			offers++
		}
	}
	if offers > 1 {
		return true
	}
	n := 0
	if _, story, ok := strings.Cut(r.words, " as a "); ok && strings.Contains(story[:min(len(story), 40)], " i want ") {
		return true
	}
	steps := make(map[string]bool) // of a scenario
	for _, s := range r.stmts {
		for _, step := range []string{"Given ", "When ", "Then "} {
			if strings.Contains(r.text[s.from:min(s.to, s.from+40)], step) {
				steps[step] = true
			}
		}
	}
	if len(steps) == 3 {
		return true
	}
	cases := 0
	for _, s := range r.stmts {
		if id, _, ok := strings.Cut(strings.TrimLeft(r.text[s.from:s.to], " -*|"), " "); ok && strings.HasPrefix(id, "TC") && strings.Trim(id[2:], "-_.:0123456789") == "" && len(id) > 2 {
			cases++
		}
	}
	if cases > 2 && !strings.Contains(r.text, "://") {
		return true // test cases
	}
	for _, label := range planLabels {
		if strings.Contains(r.words, " "+label+" ") {
			n++
		}
	}
	return n > 1 && !strings.Contains(r.words, " type bug ")
}

// isSolved reports whether the title of a thread says that it is solved, or a page of a service's status does.
func (r *reader) isSolved() bool {
	const lines = 8
	if hasAny(r.words, []string{"this incident has been resolved", "all systems operational"}) {
		return true
	}
	for _, s := range r.stmts[:min(len(r.stmts), lines)] {
		line := strings.ToLower(strings.TrimRight(r.text[s.from:s.to], " \n!.*"))
		if title := strings.HasPrefix(line, "subject:") || strings.HasPrefix(line, "re:") || strings.HasPrefix(line, "#") || s.from == 0; !title {
			continue
		}
		if slices.ContainsFunc([]string{"solved", "resolved", "gelöst", "erledigt", "résolu", "resuelto", "resolvido", "risolto", "opgelost", "解決済み", "已解决"}, func(end string) bool {
			return strings.HasSuffix(line, "- "+end) || strings.HasSuffix(line, "– "+end) || strings.HasSuffix(line, "["+end+"]") || strings.HasSuffix(line, "("+end+")") || strings.Contains(line, "["+end+"] ")
		}) {
			return true
		}
	}
	return false
}

// isMock reports whether what answers is a stand-in for Zendesk.
func (r *reader) isMock() bool {
	return len(r.words) < longestPage && hasAny(r.words, []string{"mock zendesk", "zendesk mock", "zendesk mocks", "mocked zendesk", "fake zendesk", "zendesk fake", "zendesk stub", "stubbed zendesk", "zdg mock", "zendesk simulator", "simulated zendesk", "zendesk was not contacted"}) && !strings.Contains(r.small, ".zendesk.com")
}

// isBox reports whether the n-th statement is an item of a list with a box that is not ticked.
func (r *reader) isBox(n int) bool {
	return strings.HasPrefix(strings.TrimLeft(r.text[r.stmts[n].from:r.stmts[n].to], " \t-*"), "[ ] ")
}

// listsChanges reports whether the text is a changelog: a heading with a version number, then a
// list.
func (r *reader) listsChanges() bool {
	if len(r.words) > longestPage || len(r.stmts) < 2 {
		return false
	}
	for _, released := range []string{"リリースしました", "リリースノート", "发布说明", "更新内容", "更新日志", "릴리스 노트"} {
		if strings.Contains(r.words, released) {
			return true
		}
	}
	if r.commits() > 2 {
		return true
	}
	title := strings.ToLower(strings.Trim(r.text[r.stmts[0].from:r.stmts[0].to], " \t\r\n#*=_[]"))
	title, _, _ = strings.Cut(title, "](") // a link
	if strings.HasPrefix(title, "bump ") && strings.Contains(title, " from ") && strings.Contains(title, " to ") {
		return true // as Dependabot writes it
	}
	if announcesVersion(title) || strings.HasSuffix(title, " changelog") {
		return true
	}
	if end := r.small[strings.LastIndexByte(r.small, '(')+1:]; strings.HasSuffix(end, ")") && slices.ContainsFunc(releaseNotes, func(of string) bool { return strings.HasSuffix(end, of+")") }) {
		return true // a quotation: "(n8n release notes)"
	}
	title = strings.TrimPrefix(strings.TrimPrefix(title, "version "), "v")
	if slices.ContainsFunc(releaseNotes, func(of string) bool { return strings.Contains(title, of) }) && len(title) < 60 && strings.ContainsAny(title, "0123456789") {
		return true // "n8n release notes, 2.31.x"
	}
	number := title[:len(title)-len(strings.TrimLeft(title, "0123456789."))]
	if strings.Count(number, ".") == 0 && !strings.HasPrefix(title, "changelog") && !strings.HasPrefix(title, "release notes") || len(title) > 60 {
		return false
	}
	if number == "" {
		return !strings.Contains(title, " of the ") // a page about something
	}
	for _, s := range r.stmts[1:] {
		if line := strings.TrimLeft(r.text[s.from:s.to], " \t"); strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") || strings.HasPrefix(line, "• ") || isVersion(line) || strings.HasPrefix(line, "### ") {
			continue
		}
		return false
	}
	return true
}

// releaseNotes are names of release notes.
var releaseNotes = []string{"release notes", "note di rilascio", "notes de version", "notas de la versión", "notas de versión", "notas de versão", "notas da versão", "versionshinweise", "release-notes", "releasenotes", "notatki o wydaniu", "примечания к выпуску", "sürüm notları"}

// commitKinds begin the titles of commits, as Conventional Commits has them.
var commitKinds = setOf("fix feat test tests chore docs refactor perf build ci style revert")

// commits counts the titles of commits at the beginnings of lines, behind the hash if there is one.
func (r *reader) commits() (n int) {
	for _, s := range r.stmts {
		line := strings.TrimPrefix(strings.TrimLeft(r.text[s.from:s.to], " *|-"), "commit ")
		if hash, rest, ok := strings.Cut(line, " "); ok && len(hash) > 6 && strings.Trim(hash, "0123456789abcdef") == "" {
			line = strings.TrimLeft(rest, " ")
		}
		if kind, _, ok := strings.Cut(line, ": "); ok {
			kind, _, _ = strings.Cut(kind, "(")
			if commitKinds.has(strings.TrimSuffix(kind, "!")) {
				n++
			}
		}
	}
	return n
}

// announcesVersion reports whether a title says that a version is there: "helpdesk-bridge 2.3.0 is out".
func announcesVersion(title string) bool {
	if !slices.ContainsFunc([]string{" is out", " released", " is available", " is here", " ist da", " erschienen", " est sortie", " disponible", " è uscita"}, func(end string) bool {
		return strings.HasSuffix(strings.TrimRight(title, "!. "), end)
	}) {
		return false
	}
	return slices.ContainsFunc(strings.Fields(title), func(word string) bool {
		word = strings.TrimPrefix(word, "v")
		return strings.Count(word, ".") > 0 && strings.Trim(word, "0123456789.") == ""
	})
}

// isQuestionnaire reports whether the text is a list of questions, as a quiz has, or of questions and
// their answers.
func (r *reader) isQuestionnaire() bool {
	if len(r.words) > longestPage {
		return false
	}
	if title := words(r.text[:min(len(r.text), 80)]); hasAny(title, []string{"quiz", "questionnaire", "fragebogen"}) {
		return true
	}
	numbered, questions, answers := 0, 0, 0
	for _, s := range r.stmts {
		switch line := strings.TrimLeft(r.text[s.from:s.to], " \t*_#-"); {
		case strings.HasPrefix(line, "Q:"), strings.HasPrefix(line, "Q. "):
			questions++
		case strings.Contains(line, "?**") && strings.HasPrefix(r.text[s.from:s.to], "**") && !strings.Contains(r.text, "Traceback (most recent call last)"):
			numbered++
		case strings.HasPrefix(line, "A:"), strings.HasPrefix(line, "A. "):
			answers++
		case len(line) > 2 && line[0] == 'Q' && line[1] >= '1' && line[1] <= '9' && strings.IndexByte(".:)0123456789", line[2]) >= 0:
			numbered++
		}
	}
	return numbered > 1 || questions > 1 && answers > 1
}

// isSpecification reports whether the text describes an API, as OpenAPI does: what it names are examples.
func (r *reader) isSpecification() bool {
	begin := strings.TrimLeft(r.text[:min(len(r.text), 200)], " \t\n-")
	if strings.Contains(r.text, "\npaths:\n") && strings.Contains(r.text, " responses:\n") {
		return true // a part of it
	}
	return strings.HasPrefix(begin, "openapi") || strings.HasPrefix(begin, "swagger") || strings.Contains(r.words, " operationid ") && strings.Contains(r.words, " responses ")
}

// isContract reports whether the text is part of a contract: what it names is agreed, and did not come.
func (r *reader) isContract() bool {
	if len(r.words) > longestPage {
		return false
	}
	n := 0
	for _, of := range contractWords {
		if strings.Contains(r.words, " "+of+" ") {
			n++
		}
	}
	return n > 1
}

// contractWords are words of contracts about services.
var contractWords = []string{"service level agreement", "service level", "reaction time", "reaktionszeit", "reaktionszeiten", "vertragspartner", "auftragnehmer", "auftraggeber", "the supplier", "the provider shall", "the contractor", "the parties", "hereinafter", "prestataire", "niveau de service", "el proveedor", "nivel de servicio", "fornitore", "opdrachtnemer", "service credits", "wartungsfenster", "annex", "anlage"}

// isPostMortem reports whether the text looks back on a failure that is over.
func (r *reader) isPostMortem() bool {
	if len(r.words) > longestPage {
		return false
	}
	names := func(some ...string) bool {
		return slices.ContainsFunc(some, func(each string) bool { return strings.Contains(r.words, " "+each+" ") })
	}
	if names("still has", "still holds", "still failing", "still broken", "still dead", "is dead", "since then", "authorize again", "reconnect") && !names("resolved", "fixed", "closed", "resolution") {
		return false // it is not over
	}
	return names("post mortem", "postmortem", "incident review", "incident report", "resolution", "follow up review") && names("root cause", "action items", "lessons", "timeline", "follow ups", "closed", "nothing left to do")
}

// isAnnouncement reports whether the text is a letter to all customers, or a review by one of them.
func (r *reader) isAnnouncement() bool {
	begin := r.words[:min(len(r.words), 300)]
	if strings.HasPrefix(strings.TrimLeft(r.text, " \n"), "★") {
		return true // what a customer thinks of a product
	}
	if strings.Contains(begin, " announcing ") || strings.Contains(begin, " announced on ") {
		return true
	}
	return slices.ContainsFunc([]string{" dear customer ", " dear customers ", " liebe kundinnen ", " liebe kunden ", " chers clients ", " cher client ", " estimados clientes ", " estimado cliente ", " to all agents ", " to all customers "}, func(to string) bool { return strings.Contains(begin, to) })
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
	if len(r.words) > longestPage {
		return false
	}
	if r.countsPassed() || strings.Contains(r.text, "--- PASS: ") && !strings.Contains(r.text, "--- FAIL: ") { // of go test
		return true
	}
	if _, row, ok := strings.Cut(r.text, "assertions │"); ok { // as Newman counts
		if f := strings.Fields(strings.ReplaceAll(row[:min(len(row), 60)], "│", " ")); len(f) > 1 && f[0] != "0" && f[1] == "0" {
			return true
		}
	}
	for _, unit := range []string{"examples", "example", "tests", "runs", "assertions"} {
		if strings.Contains(r.words, " "+unit+" 0 failures ") || strings.Contains(r.words, " "+unit+" 0 failed ") {
			return true
		}
		if _, count, ok := strings.Cut(r.words, " "+unit+" "); ok { // as Jest counts: "Tests: 6 passed, 6 total"
			if f := strings.Fields(count[:min(len(count), 60)]); len(f) >= 4 && f[1] == "passed" && f[3] == "total" && f[0] == f[2] {
				return true
			}
		}
	}
	return false
}
