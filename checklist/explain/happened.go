package explain

import (
	"slices"
	"strings"
)

// stepVerbs begin a step of a manual.
var stepVerbs = setOf(`click go enter enable select open copy navigate choose press ensure next then finally lastly now add paste`)

// changeVerbs begin a line of release notes or the title of a commit.
var changeVerbs = setOf(`fix fixed fixes add added adds handle handles handled improve improved improves change changed changes remove removed support supports bump update updated refactor feat chore docs test tests
	new deprecated security implement implemented document rename bugfix bugfixes changelog unreleased`)

// happened reports whether the statement at a place tells what happened, rather than how a
// program was changed, what can happen, or what somebody wrote in a ticket.
func (r *reader) happened(at int) bool {
	if r.noFailure {
		return false
	}
	const window = 400 // of a statement that has no end
	s := r.stmts[r.statementOf(at)]
	line := strings.TrimSpace(r.text[max(s.from, at-window):min(s.to, at+window)])
	for _, label := range []string{"msg ", "message ", "text ", "body ", "stderr: ", "log "} {
		line = strings.TrimLeft(strings.TrimPrefix(line, label), " \"'`│")
	}
	if isVersion(line) || isCommit(line) || isPassedTest(line) || isRelease(line, words(line)) {
		return false // a line of release notes, or a test
	}
	if inside, ok := strings.CutPrefix(line, "[ "); ok && !strings.HasPrefix(inside, "]") {
		line = inside // a list of bytes
	}
	if box := strings.TrimLeft(line, "-* "); strings.HasPrefix(box, "[ ]") || strings.HasPrefix(strings.ToLower(box), "[x]") {
		return false // an item of a checklist
	}
	listed := strings.HasPrefix(line, "-") || strings.HasPrefix(line, "*") || strings.HasPrefix(line, "•")
	line = strings.TrimLeft(line, " -+*•#>/0123456789.[]")
	first := strings.ToLower(line[:len(line)-len(strings.TrimLeft(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))])
	if rest := line[len(first):]; first == "todo" || first == "fixme" || first == "plan" && strings.HasPrefix(rest, ":") {
		return false // what is to be done
	} else if changeVerbs.has(first) && !strings.Contains(line, " still ") && (listed || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "(") || strings.HasSuffix(first, "ed")) {
		return false
	}
	if isTitle(line) || throws(line) || isTask(line) || isProvoked(line) {
		return false
	}
	for _, printed := range []string{"Error:", "Exception:", "Error Domain", "Error(", "Exception(", "::"} {
		if strings.Contains(line, printed) {
			return true // a program printed it
		}
	}
	w := words(line)
	if stepVerbs.has(strings.Trim(first, "'")) && !hasAny(w, troubleWords) {
		return false // a step of a manual
	}
	if strings.Contains(w, " how often ") || isDefinition(w) || isArticle(line, w) || asksWhatToDo(line, w) {
		return false // a manual, or a question about one
	}
	if (first == "if" || first == "when") && (strings.Contains(w, " your ") || strings.Contains(w, " you ")) && !inFirstPerson(w) {
		return false // what a manual tells its reader
	}
	if told := []string{"return", "respond", "reject", "answer"}; slices.Contains(told, first) && (strings.Contains(w, " for ") || strings.Contains(w, " instead of ")) {
		return false // what a program is to do
	}
	if (first == "raises" || first == "throws") && (strings.Contains(w, " on ") || strings.Contains(w, " when ") || strings.Contains(w, " if ")) {
		return false // the name of a test
	}
	if strings.HasSuffix(strings.TrimRight(line, " \"'])}"), "?") && (first == "should" || first == "shall" || strings.Contains(w, " have you ever ")) {
		return false // it asks for advice
	}
	if strings.Contains(" test it describe context scenario ", " "+first+" ") && strings.HasPrefix(strings.TrimLeft(line[len(first):], " ("), "\"") {
		return false // the name of a test
	}
	if isCode(first, line) {
		return false
	}
	has := func(some []string) bool {
		return hasAny(w, some)
	}
	switch {
	case first == "if" && has([]string{"want", "should", "instead", "must"}):
		return false // what a program is to do
	case r.tickets > 1 && ticketNumbers(line) > 0, r.addressesShop(at):
		return false
	case has([]string{"requester", "assignee"}), ticketNumber(w), strings.HasPrefix(w, " the ticket "), strings.HasPrefix(w, " new ticket "):
		return has([]string{"api", "oauth", "token", "request", "client", "http", "https", "curl", "subdomain"})
	case has(announcementWords):
		return false
	case isHypothetical(w), foreignConditions.has(firstWord(w)) && !strings.HasSuffix(line, "?") && !hasAny(w, foreignFirstPersons) || strings.Contains(w, "如果") || strings.Contains(w, "场合") || strings.Contains(w, "場合"):
		return false
	case has([]string{"customers will", "users will", "visitors will", "people will", "kunden werden", "clients verront", "clientes verán"}) && !has([]string{"i", "we"}):
		return false // it is announced
	case has([]string{"release notes", "changelog"}) && !has([]string{"i", "we", "our", "my"}):
		return false
	case has([]string{"this pr", "this pull request", "this commit", "this patch"}):
		return false
	case has([]string{"ticket", "tickets", "customer", "customers", "macro", "trigger", "subject"}):
		return has([]string{"api", "oauth", "token", "bearer", "get", "request", "client", "connect", "http", "https", "login", "url", "error", "exception", "subdomain", "consent", "account", "i", "we", "our", "app", "curl", "me", "which", "tokens", "requests", "connection", "connections", "connected", "refresh", "apps", "errors", "accounts", "creating", "updating", "create", "update", "import", "importing", "export", "exporting", "fetching"})
	case has([]string{"i", "im", "ive", "we", "my", "our", "me", "us", "got", "http", "https"}):
		return true
	}
	if slices.Contains([]string{"if", "once", "unless", "def", "func", "elif", "const", "let", "var", "import", "switch"}, first) || has([]string{"response means", "error means", "code means", "status means", "401 means", "403 means", "429 means"}) {
		return false // a manual, or a program
	}
	return !has([]string{"may", "might", "should", "shall", "would", "must handle", "must not", "must retry", "can return", "will return", "in case", "case that", "case where", "case when", "whenever"}) &&
		!(has([]string{"returns", "is returned", "are returned", "answers"}) && has([]string{"if", "when"}) && !has([]string{"now", "always", "since"}))
}

// foreignConditions begin a sentence that says what comes of what may happen.
var foreignConditions = setOf("wenn falls sobald si cuando quand lorsque se quando als wanneer jeśli gdy eğer если когда")

// foreignFirstPersons make such a sentence a report.
var foreignFirstPersons = []string{"je", "jai", "nous", "mon", "ich", "wir", "mir", "mein", "yo", "me", "mi", "nosotros", "io", "mio", "eu", "meu", "nós", "ik", "mijn", "ja"}

// isHypothetical reports whether words tell what somebody would see, and did not.
func isHypothetical(words string) bool {
	for _, would := range []string{" would break ", " would fail ", " would be refused ", " would be rejected ", " would answer ", " would return ", " would see ", " would get ", " would receive ", " kann die api mit ", " kann mit ", " peut répondre ", " puede responder ", " würden ", " verrait ", " vería ", " verían ", " shall ", " could we ", " went in expecting ", " was expecting ", " braced for "} {
		if strings.Contains(words, would) {
			return true
		}
	}
	return false
}

// isCode reports whether a line is source code; first is its first word in lower case.
func isCode(first, line string) bool {
	rest := line[min(len(line), len(first)):]
	switch first {
	case "case":
		return strings.HasSuffix(strings.TrimRight(line, " "), ":")
	case "assert", "expect":
		return strings.HasPrefix(rest, "_") || strings.HasPrefix(rest, "(")
	case "print", "puts", "printf", "println":
		return strings.HasPrefix(rest, "(")
	case "type":
		return strings.HasPrefix(rest, " ") && strings.ContainsAny(rest, "={;|")
	}
	if strings.Contains(line, "expect(") && strings.Contains(line, ")") || strings.Contains(line, "(") && (strings.HasSuffix(line, ");") || strings.HasSuffix(line, "=> {")) && !strings.Contains(line, "rror") && !strings.Contains(line, "xception") {
		return true
	}
	if strings.Contains(line, "rate(") && strings.Contains(line, "[") {
		return true // a query of metrics
	}
	return strings.Contains(line, "; //") || strings.HasPrefix(line, "CREATE TABLE ")
}

// throws reports whether a line is source code that raises an error or returns a text.
func throws(line string) bool {
	for _, word := range []string{"throw new ", "raise ", "return "} {
		before, thrown, ok := strings.Cut(line, word)
		if ok && (strings.TrimSpace(before) == "" || strings.ContainsAny(before, "({:")) && strings.ContainsAny(thrown, "(\"") {
			return true
		}
	}
	return false
}

// isTitle reports whether a line is the title of a commit: "fix(zendesk): …", "enh(Zendesk) - …".
func isTitle(line string) bool {
	if request, title, ok := strings.Cut(line, " · "); ok && strings.Contains(request, " request #") {
		line = title // of a pull request
	}
	line = strings.TrimLeft(line, "# ")
	if kind, rest, ok := strings.Cut(line, ": "); ok && slices.Contains([]string{"docs", "doc", "chore", "test", "tests", "ci", "style", "refactor", "build", "perf", "feat"}, kind) && rest != "" {
		return true
	}
	kind, rest, ok := strings.Cut(line, "(")
	if !ok || kind == "" || strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	scope, rest, ok := strings.Cut(rest, ")")
	rest = strings.TrimPrefix(rest, "!")
	return ok && strings.Trim(scope, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_/ ,") == "" &&
		(strings.HasPrefix(rest, ": ") || strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, " – "))
}

// isTask reports whether a line says, after a label, what is to be done: "Zendesk: handle …".
func isTask(line string) bool {
	_, rest, ok := strings.Cut(line, ": ")
	if rest = strings.TrimLeft(rest, `"'`); strings.HasPrefix(rest, "Zendesk: ") { // a quoted title
		rest = rest[len("Zendesk: "):]
	}
	first, _, several := strings.Cut(rest, " ")
	missing := strings.Contains(rest, " is ") || strings.Contains(rest, " are ") // it says what is wrong
	return ok && several && !missing && slices.Contains([]string{"handle", "add", "fix", "improve", "implement", "refactor", "document", "retry", "ask", "support"}, strings.ToLower(first))
}

// isVersion reports whether a line begins with a version number, or a bullet and a date, and then
// a colon or a dash.
func isVersion(line string) bool {
	if bullet := strings.TrimLeft(line, "-*• "); bullet != line { // a date
		if rest := strings.TrimLeft(bullet, "0123456789-"); len(bullet)-len(rest) >= len("2026-01") && strings.HasPrefix(rest, ": ") {
			return true
		}
	}
	rest := strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(line, "#*- ["), "v"), "0123456789.")
	number := strings.TrimSuffix(line, rest)
	return strings.Count(number, ".") >= 1 && strings.Count(number, ".") <= 2 && strings.ContainsAny(number, "0123456789") && (strings.HasPrefix(rest, ": ") || strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, " – ") || strings.HasPrefix(rest, "] "))
}

// ticketNumber reports whether words name a ticket by its number.
func ticketNumber(words string) bool {
	_, rest, ok := strings.Cut(words, " ticket ")
	return ok && rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// ticketNumbers counts ticket numbers in a text, as in "#8812 …, #8813 …".
func ticketNumbers(text string) int {
	n := 0
	for _, part := range strings.Split(text, "#")[1:] {
		if digits := len(part) - len(strings.TrimLeft(part, "0123456789")); digits > 2 && strings.HasPrefix(part[digits:], " ") {
			n++
		}
	}
	return n
}

// addressesShop reports whether the paragraph at a place was written by a customer to the owner of
// a site or a shop.
func (r *reader) addressesShop(at int) bool {
	const near = 200
	from, to := max(0, at-near), min(len(r.text), at+near)
	if i := strings.LastIndex(r.text[from:at], "\n\n"); i >= 0 {
		from += i
	}
	if i := strings.Index(r.text[at:to], "\n\n"); i >= 0 {
		to = at + i
	}
	w := words(r.text[from:to])
	for _, your := range []string{"your", "votre", "ihre", "su", "vostro"} {
		for _, site := range []string{"site", "website", "shop", "store", "seite", "boutique", "tienda", "sitio"} {
			if strings.Contains(w, " "+your+" "+site+" ") {
				return true
			}
		}
	}
	return false
}

// isTicket reports whether the statement at a place tells what somebody wrote in a ticket, and
// not of a request to the API.
func (r *reader) isTicket(at int) bool {
	s := r.stmts[r.statementOf(at)]
	line := r.text[s.from:min(s.to, s.from+reach)]
	if indexFold(line, "ticket") < 0 && indexFold(line, "requester") < 0 {
		return false // most lines of a log: this spares words
	}
	w := words(line)
	return (ticketNumber(w) || strings.Contains(w, " requester ")) && !strings.Contains(w, " api ") && !strings.Contains(w, " oauth ") && !strings.Contains(w, " token ") && !strings.Contains(line, "://")
}

// isPassedTest reports whether a line is that of a test that passed, as test runners print it.
func isPassedTest(line string) bool {
	for _, mark := range []string{"✓", "✔", "√", "☑", "✅", "PASS", "--- PASS", "ok "} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return strings.HasSuffix(line, " ... ok") || strings.HasSuffix(line, " PASSED") || strings.HasSuffix(line, " PASS")
}

// isDefinition reports whether words say what a status or a code means, rather than that it came:
// "a 429 answer carries", "invalid_grant means".
func isDefinition(words string) bool {
	if (strings.Contains(words, " what happens when ") || strings.Contains(words, " what happens if ")) && !inFirstPerson(words) {
		return true
	}
	if strings.HasPrefix(words, " q ") && strings.Contains(words, " mean ") {
		return true // a question and its answer; a question alone may be a report
	}
	if strings.Contains(words, " what does ") && strings.Contains(words, " mean ") && strings.Contains(words, " in our ") || strings.Contains(words, " message ") && strings.Contains(words, " means that ") {
		return true
	}
	for _, noun := range []string{"answer", "response", "error", "status", "code", "refusal"} {
		for _, verb := range []string{"carries", "means", "contains", "includes", "indicates", "signals", "tells", "stands", "comes with"} {
			if strings.Contains(words, " "+noun+" "+verb+" ") {
				return true
			}
		}
	}
	return false
}

// inFirstPerson reports whether words have "I", "we", "my" or the like.
func inFirstPerson(words string) bool {
	return hasAny(words, []string{"i", "im", "ive", "we", "my", "our", "me", "us"})
}

// asksWhatToDo reports whether a line asks what one should do in general.
func asksWhatToDo(line, words string) bool {
	if !strings.HasSuffix(strings.TrimRight(line, " \"'])}"), "?") || inFirstPerson(words) {
		return false
	}
	return hasAny(words, []string{"how should", "what should", "how do you handle", "how do others", "how to handle", "how to react", "is it better", "best way"})
}

// isRelease reports whether a line begins with a version number and then has a date, or says what
// changed.
func isRelease(line, words string) bool {
	number := strings.TrimPrefix(strings.TrimLeft(line, "#*- "), "v")
	number = number[:len(number)-len(strings.TrimLeft(number, "0123456789."))]
	if strings.Count(number, ".") != 2 || strings.HasSuffix(number, ".") {
		return false
	}
	if _, dated, ok := strings.Cut(line, number+" ("); ok && dated != "" && isTime(dated[:1]) {
		return true
	}
	for word := range strings.FieldsSeq(words) {
		if changeVerbs.has(word) && strings.HasSuffix(word, "ed") {
			return true
		}
	}
	return false
}

// saidAbsent reports whether the words before a place say that what follows did not come: " 0 ",
// " no more ".
func saidAbsent(words string, at int) bool {
	before := words[max(0, at-24) : at+1]
	for _, no := range []string{" 0 ", " zero ", " no more ", " no longer any ", " not a single "} {
		if strings.HasSuffix(before, no) {
			return true
		}
	}
	return false
}

// announcementWords are words of invitations to events and newsletters.
var announcementWords = []string{"webinar", "newsletter", "podcast", "meetup", "keynote", "workshop"}

// quotesCode reports whether the statement at a place is source code, a list of changes or a test
// that passed: the sentence that it quotes did not come.
func (r *reader) quotesCode(at int) bool {
	const window = 400
	s := r.stmts[r.statementOf(at)]
	line := strings.TrimSpace(r.text[max(s.from, at-window):min(s.to, at+window)])
	return throws(line) || isHypothetical(words(line)) || isCommit(line) || isPassedTest(line) || isVersion(line) || isRelease(line, words(line))
}

// articleKinds are words in the title of an article.
var articleKinds = setOf("guide digest overview tutorial handbook reference cheatsheet introduction faq recap roundup")

// isArticle reports whether a line is the title or the beginning of an article.
func isArticle(line, words string) bool {
	title, _, ok := strings.Cut(line, ": ")
	if strings.HasPrefix(line, "RFC ") {
		return true
	}
	if !ok || len(title) > 60 || inFirstPerson(words) {
		return false
	}
	return slices.ContainsFunc(strings.Fields(strings.ToLower(title)), func(word string) bool { return articleKinds.has(word) })
}

// isCommit reports whether a line is one of a list of commits: a hash, and a title with a scope.
func isCommit(line string) bool {
	number, rest, ok := strings.Cut(strings.TrimLeft(line, "*-| "), " ")
	scope, _, named := strings.Cut(rest, ": ")
	return ok && named && len(number) >= 7 && len(number) <= 40 && strings.Trim(number, "0123456789abcdef") == "" && !strings.Contains(scope, " ")
}
