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
	line := r.lineAt(at)
	for _, label := range []string{"msg ", "message ", "text ", "body ", "stderr: ", "log "} {
		line = strings.TrimLeft(strings.TrimPrefix(line, label), " \"'`│")
	}
	w := words(line)
	if isListed(line, w) {
		return false
	}
	if inside, ok := strings.CutPrefix(line, "[ "); ok && !strings.HasPrefix(inside, "]") {
		line = inside // a list of bytes
	}
	if box := strings.TrimLeft(line, "-* "); startsWith(box, "[ ]", "[x]", "[X]") {
		return false // an item of a checklist
	}
	if startsWith(line, "# ", "// ") && r.commentsCode(at) {
		return false
	}
	item := startsWith(line, "-", "*", "•")
	line = strings.TrimLeft(line, " -+*•#>/0123456789.[]")
	w = words(line)
	first := strings.ToLower(line[:countPrefix(line, latinLetters)])
	rest := line[len(first):]
	has := func(some ...string) bool { return hasAny(w, some) }
	asks := strings.HasSuffix(strings.TrimRight(line, " \"'])}"), "?")
	switch {
	case first == "todo", first == "fixme", first == "plan" && strings.HasPrefix(rest, ":"), // what is to be done
		changeVerbs.has(first) && !strings.Contains(line, " still ") && (item || startsWith(rest, ":", "(") || strings.HasSuffix(first, "ed")),
		isTitle(line), throws(line), isTask(line), isProvoked(line), isThreshold(line):
		return false
	case contains(line, "Error:", "Exception:", "Error Domain", "Error(", "Exception(", "::"):
		return true // a program printed it
	case stepVerbs.has(strings.Trim(first, "'")) && !has(troubleWords...), // a step of a manual
		has("how often"), isDefinition(w), isArticle(line, w), asks && asksWhatToDo(w), // a manual, or a question about one
		(first == "if" || first == "when") && has("your", "you") && !inFirstPerson(w), // what a manual tells its reader
		// what a program is to do:
		slices.Contains([]string{"return", "respond", "reject", "answer"}, first) && has("for", "instead of"),
		(first == "raises" || first == "throws") && has("on", "when", "if"),           // the name of a test
		asks && (first == "should" || first == "shall" || has("have you ever")),       // it asks for advice
		testWords.has(first) && strings.HasPrefix(strings.TrimLeft(rest, " ("), "\""), // the name of a test
		isCode(first, line),
		first == "if" && has("want", "should", "instead", "must"), // what a program is to do
		r.tickets > 1 && ticketNumbers(line) > 0, r.addressesShop(at):
		return false
	case has("requester", "assignee"), ticketNumber(w), startsWith(w, " the ticket ", " new ticket "):
		return has("api", "oauth", "token", "request", "client", "http", "https", "curl", "subdomain")
	case has(announcementWords...), isHypothetical(w), contains(w, "如果", "场合", "場合"),
		foreignConditions.has(firstWord(w)) && !strings.HasSuffix(line, "?") && !has(foreignFirstPersons...),
		// it is announced:
		has("customers will", "users will", "visitors will", "people will", "kunden werden", "clients verront", "clientes verán") && !has("i", "we"),
		has("release notes", "changelog") && !has("i", "we", "our", "my"),
		has("this pr", "this pull request", "this commit", "this patch"):
		return false
	case has("ticket", "tickets", "customer", "customers", "macro", "trigger", "subject"):
		return has(technicalWords...)
	case has("i", "im", "ive", "we", "my", "our", "me", "us", "got", "http", "https"):
		return true
	case programLeads.has(first), // a manual, or a program
		has("response means", "error means", "code means", "status means", "401 means", "403 means", "429 means"),
		has("may", "might", "should", "shall", "would", "must handle", "must not", "must retry", "can return", "will return",
			"in case", "case that", "case where", "case when", "whenever"),
		has("returns", "is returned", "are returned", "answers") && has("if", "when") && !has("now", "always", "since"):
		return false
	}
	return true
}

var (
	testWords    = setOf("test it describe context scenario")                        // before the name of a test
	programLeads = setOf("if once unless def func elif const let var import switch") // begin what may come, and programs
	// technicalWords make a sentence about tickets and customers one about a program.
	technicalWords = strings.Fields(`api oauth token bearer get request client connect http https login url error exception subdomain consent
		account i we our app curl me which tokens requests connection connections connected refresh apps errors accounts creating
		updating create update import importing export exporting fetching`)
)

// lineAt is the statement at a place, or what is near the place where it has no end.
func (r *reader) lineAt(at int) string {
	const window = 400
	return strings.TrimSpace(r.around(at, at, window))
}

// isListed reports whether a line is one of release notes or of commits, or a test that passed.
func isListed(line, words string) bool {
	return isVersion(line) || isCommit(line) || isPassedTest(line) || isRelease(line, words)
}

// foreignConditions begin a sentence that says what comes of what may happen.
var foreignConditions = setOf("wenn falls sobald si cuando quand lorsque se quando als wanneer jeśli gdy eğer если когда")

// foreignFirstPersons make such a sentence a report.
var foreignFirstPersons = []string{"je", "jai", "nous", "mon", "ich", "wir", "mir", "mein", "yo", "me", "mi", "nosotros", "io", "mio", "eu", "meu", "nós", "ik", "mijn", "ja"}

// hypotheticals say that something did not come.
var hypotheticals = []string{
	"would break", "would fail", "would be refused", "would be rejected", "would answer", "would return", "would see", "would get",
	"would receive", "kann die api mit", "kann mit", "peut répondre", "puede responder", "würden", "verrait", "vería", "verían",
	"shall", "could we", "went in expecting", "was expecting", "braced for",
}

// isHypothetical reports whether words tell what somebody would see, and did not.
func isHypothetical(words string) bool {
	return hasAny(words, hypotheticals)
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
	return strings.Contains(line, "rate(") && strings.Contains(line, "[") || // a query of metrics
		strings.Contains(line, "; //") || strings.HasPrefix(line, "CREATE TABLE ")
}

// commentsCode reports whether the line below that of a place, or below the rest of its comment, is
// source code.
func (r *reader) commentsCode(at int) bool {
	const most = 8 // lines of the comment
	first := r.statementOf(at) + 1
	for _, s := range r.stmts[min(first, len(r.stmts)):min(first+most, len(r.stmts))] {
		line := strings.TrimSpace(r.line(s))
		if !startsWith(line, "# ", "// ") {
			return strings.ContainsAny(line, "(=") && (endsIn(line, ":", "{", ";") || startsWith(line, "return ", "raise ", "throw ", "def ", "func "))
		}
	}
	return false
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
	return startsWith(line, "✓", "✔", "√", "☑", "✅", "PASS", "--- PASS", "ok ") || endsIn(line, " ... ok", " PASSED", " PASS")
}

// isDefinition reports whether words say what a status or a code means, rather than that it came:
// "a 429 answer carries", "invalid_grant means".
func isDefinition(words string) bool {
	has := func(some ...string) bool { return hasAny(words, some) }
	if has("what happens when", "what happens if") && !inFirstPerson(words) || has("message") && has("means that") ||
		// a question and its answer; a question alone may be a report:
		has("mean") && (strings.HasPrefix(words, " q ") || has("what does") && has("in our")) {
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

// asksWhatToDo reports whether a question is what one should do in general.
func asksWhatToDo(words string) bool {
	return !inFirstPerson(words) &&
		hasAny(words, []string{"how should", "what should", "how do you handle", "how do others", "how to handle", "how to react", "is it better", "best way"})
}

// isRelease reports whether a line begins with a version number and then has a date, or says what
// changed.
func isRelease(line, words string) bool {
	number := strings.TrimPrefix(strings.TrimLeft(line, "#*- "), "v")
	number = number[:len(number)-len(strings.TrimLeft(number, "0123456789."))]
	if strings.Count(number, ".") != 2 || strings.HasSuffix(number, ".") {
		return false
	}
	_, dated, _ := strings.Cut(line, number+" (")
	return dated != "" && isTime(dated[:1]) ||
		slices.ContainsFunc(strings.Fields(words), func(word string) bool { return changeVerbs.has(word) && strings.HasSuffix(word, "ed") })
}

// announcementWords are words of invitations to events and newsletters.
var announcementWords = []string{"webinar", "newsletter", "podcast", "meetup", "keynote", "workshop"}

// quotesCode reports whether the statement at a place is source code, a list of changes or a test
// that passed: the sentence that it quotes did not come.
func (r *reader) quotesCode(at int) bool {
	line := r.lineAt(at)
	w := words(line)
	return throws(line) || isHypothetical(w) || isListed(line, w)
}

// articleKinds are words in the title of an article.
var articleKinds = setOf("guide digest overview tutorial handbook reference cheatsheet introduction faq recap roundup")

// isArticle reports whether a line is the title or the beginning of an article.
func isArticle(line, words string) bool {
	title, _, ok := strings.Cut(line, ": ")
	return strings.HasPrefix(line, "RFC ") ||
		ok && len(title) <= 60 && !inFirstPerson(words) && slices.ContainsFunc(strings.Fields(strings.ToLower(title)), articleKinds.has)
}

// isCommit reports whether a line is one of a list of commits: a hash, and a title with a scope.
func isCommit(line string) bool {
	number, rest, ok := strings.Cut(strings.TrimLeft(line, "*-| "), " ")
	scope, _, named := strings.Cut(rest, ": ")
	return ok && named && len(number) >= 7 && len(number) <= 40 && strings.Trim(number, "0123456789abcdef") == "" && !strings.Contains(scope, " ")
}
