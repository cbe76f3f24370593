package explain

import (
	"slices"
	"strings"
)

// passed reports whether a line says that something went well, as programs that run tests do.
func passed(line string) bool {
	for _, mark := range []string{"✓", "✔", "√", "☑", "✅", "PASS", "--- PASS", "ok "} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return strings.HasSuffix(line, " ... ok") || strings.HasSuffix(line, " PASSED")
}

// testsPassed reports whether the text is what a program that runs tests printed, and all of
// them went well.
func (r *reader) testsPassed() bool {
	if len(r.words) > longestPage {
		return false
	}
	for _, unit := range []string{"examples", "example", "tests", "runs", "assertions"} {
		if strings.Contains(r.words, " "+unit+" 0 failures ") || strings.Contains(r.words, " "+unit+" 0 failed ") {
			return true
		}
	}
	return false
}

// defines reports whether words say what a status or a code is, rather than that it came: "a 429
// answer carries", "invalid_grant means".
func defines(words string) bool {
	if (strings.Contains(words, " what happens when ") || strings.Contains(words, " what happens if ")) && !ofSomebody(words) {
		return true
	}
	if strings.HasPrefix(words, " q ") && strings.Contains(words, " mean ") {
		return true // the question that an answer follows; whoever asks alone wants to be told
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

// ofSomebody reports whether words are those of a person who tells of what is theirs.
func ofSomebody(words string) bool {
	return slices.ContainsFunc([]string{"i", "im", "ive", "we", "my", "our", "me", "us"}, func(who string) bool { return strings.Contains(words, " "+who+" ") })
}

// asksWhatToDo reports whether a question is what is to be done in general.
func asksWhatToDo(line, words string) bool {
	if !strings.HasSuffix(strings.TrimRight(line, " \"'])}"), "?") || ofSomebody(words) {
		return false
	}
	return slices.ContainsFunc([]string{"how should", "what should", "how do you handle", "how do others", "how to handle", "how to react", "is it better", "best way"}, func(asked string) bool {
		return strings.Contains(words, " "+asked+" ")
	})
}

// listsChanges reports whether the text begins with the number of a version as a heading, and
// goes on as a list: of what was changed.
func (r *reader) listsChanges() bool {
	if len(r.words) > longestPage || len(r.stmts) < 2 {
		return false
	}
	title := strings.ToLower(strings.Trim(r.text[r.stmts[0].from:r.stmts[0].to], " \t\r\n#*=_[]"))
	title = strings.TrimPrefix(strings.TrimPrefix(title, "version "), "v")
	number := title[:len(title)-len(strings.TrimLeft(title, "0123456789."))]
	if strings.Count(number, ".") == 0 && !strings.HasPrefix(title, "changelog") && !strings.HasPrefix(title, "release notes") || len(title) > 60 {
		return false
	}
	if number == "" {
		return true
	}
	for _, s := range r.stmts[1:] {
		if line := strings.TrimLeft(r.text[s.from:s.to], " \t"); strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") || strings.HasPrefix(line, "• ") || isVersion(line) || strings.HasPrefix(line, "### ") {
			continue
		}
		return false
	}
	return true
}

// lastWord is what stands behind the last of the blanks in front of the end of text.
func lastWord(text, blanks string) string {
	text = strings.TrimRight(text, blanks)
	return text[strings.LastIndexAny(text, blanks)+1:]
}

// channels are words in front of Zendesk where it is the way that a message took.
var channels = setOf("in via über through par desde por tramite via:")

// sending are words that say that a message was sent.
var sending = setOf("sent send received request anfrage gesendet geschickt enviado enviada envoyé envoyée inviato message ticket mail asked wrote writes written écrit schreibt")

// isChannel reports whether the name at statement[at] is the way that a message took: "Anfrage
// über Zendesk".
func isChannel(statement string, at int) bool {
	if !channels[strings.TrimLeft(strings.ToLower(lastWord(statement[max(0, at-24):at], " \t\n")), "(")] {
		return false
	}
	before := strings.Fields(strings.ToLower(statement[max(0, at-60):at]))
	if before[len(before)-1] == "in" {
		return slices.ContainsFunc(before[max(0, len(before)-4):], func(word string) bool { return word == "wrote" || word == "writes" || word == "written" })
	}
	if strings.HasPrefix(before[len(before)-1], "(") {
		return true // "Customer (via Zendesk): …"
	}
	for _, word := range before[max(0, len(before)-4) : len(before)-1] {
		if sending[strings.Trim(word, "(.,:")] {
			return true
		}
	}
	return false
}

// kept are words in front of a thing that is named after Zendesk and kept elsewhere: a database,
// a queue, a container.
var kept = setOf("clientid logs exec pod pods deployment namespace queue db database user table schema vhost pool model dataset topic bucket index host describe attach")

// built are the ends of names of what is made for Zendesk and lives elsewhere.
var built = setOf("theme utils docs repo site widget panel deploy proxy image")

// isThing reports whether the name statement[from:to] is a part of one that a thing bears, as
// "kubectl logs zendesk-worker-0" and `user "zendesk_ro"`: it says nothing of Zendesk.
func isThing(statement string, from, to int) bool {
	for from > 0 && (nameByte(statement[from-1]) || statement[from-1] == '-') {
		from--
	}
	for to < len(statement) && (nameByte(statement[to]) || statement[to] == '-') {
		to++
	}
	name := statement[from:to]
	const longest = 80 // of what stands in front and counts
	front := statement[max(0, from-longest):from]
	if from > 0 && to < len(statement) && statement[from-1] == statement[to] && strings.ContainsAny(name, "-_") && strings.IndexByte("'\"`:", statement[to]) >= 0 {
		key := strings.Trim(lastWord(strings.TrimRight(front, "'\"`:= "), " \t\n,{("), "'\"`")
		return statement[to] == ':' || !connecting[strings.ToLower(key)] && !slices.Contains(keysParty, plainKey(key)) && !strings.EqualFold(key, "pipeline") // it is called so
	}
	before := lastWord(strings.TrimRight(statement[max(0, from-24):from], " \"'`=:/"), " \t\n")
	if kept[strings.ToLower(strings.Trim(before, "\"'(,"))] {
		return true
	}
	if from > 0 && statement[from-1] == '.' {
		kind := lastWord(front[:len(front)-1], " \t\n")
		return strings.Contains(kind, "_") && indexFold(kind, "zendesk") < 0 && isResource(strings.ToLower(kind+"."+name)) // of another provider
	}
	dash := strings.LastIndexByte(name, '-')
	return dash > 0 && ((isNumber(name[dash+1:]) || len(name)-dash > 4 && strings.ContainsAny(name[dash+1:], "0123456789")) || built[strings.ToLower(name[dash+1:])]) // one of several machines
}

// isRelease reports whether a line begins with the number of a version and tells what changed in it.
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
		if changes[word] && strings.HasSuffix(word, "ed") {
			return true
		}
	}
	return false
}

// denied reports whether what stands at a place of the words is said not to have come: none of
// it was counted, or it comes no more.
func denied(words string, at int) bool {
	before := words[max(0, at-24) : at+1]
	for _, no := range []string{" 0 ", " zero ", " no more ", " no longer any ", " not a single "} {
		if strings.HasSuffix(before, no) {
			return true
		}
	}
	return false
}

// announcing are words of those who invite people to hear or to read of something.
var announcing = []string{"webinar", "newsletter", "podcast", "meetup", "keynote", "workshop"}

// written reports whether the statement at a place is a line of a program, of a list of changes
// or of tests that went well: what it quotes did not come.
func (r *reader) written(at int) bool {
	const window = 400
	s := r.stmts[r.statementOf(at)]
	line := strings.TrimSpace(r.text[max(s.from, at-window):min(s.to, at+window)])
	return throws(line) || isCommit(line) || passed(line) || isVersion(line) || isRelease(line, words(line))
}

// isPathOf reports whether a place is in the path of a request that somebody else's server was
// asked for, as "GET /zendesk/widget.js": a callback of ours has such a name too.
func isPathOf(text string, at int) bool {
	from := at
	for from > 0 && strings.IndexByte(" \t\n\"'", text[from-1]) < 0 {
		from--
	}
	to := at
	for to < len(text) && strings.IndexByte(" \t\n\"'", text[to]) < 0 {
		to++
	}
	path := text[from:to]
	return strings.HasPrefix(path, "/") && methodBefore(text, from) != "" && !strings.Contains(path, "callback") && !strings.Contains(path, "auth")
}

// isServer reports whether a word is the name of a server without dots: "host bastion port 22",
// "redis:6379".
func isServer(text string, w []wordAt, k, to int) bool {
	name := w[k].lower
	if ordinary[name] || name == "localhost" || text[w[k].at:w[k].end] != name {
		return false
	}
	if k > 0 && k+1 < len(w) && w[k-1].lower == "host" && w[k+1].lower == "port" {
		return true
	}
	port := text[w[k].end:min(to, w[k].end+6)]
	if !strings.HasPrefix(port, ":") {
		return false
	}
	digits := len(port) - 1 - len(strings.TrimLeft(port[1:], "0123456789"))
	return digits >= 4
}

// titles are words in front of a colon where what stands behind it is what an article is about.
var titles = setOf("guide digest overview tutorial handbook reference cheatsheet introduction faq recap roundup")

// isArticle reports whether a line is the title of an article or the beginning of one, and not
// of what happened.
func isArticle(line, words string) bool {
	title, _, ok := strings.Cut(line, ": ")
	if strings.HasPrefix(line, "RFC ") {
		return true
	}
	if !ok || len(title) > 60 || ofSomebody(words) {
		return false
	}
	return slices.ContainsFunc(strings.Fields(strings.ToLower(title)), func(word string) bool { return titles[word] })
}

// isCommit reports whether a line is one of a list of commits: its number, and what it changed.
func isCommit(line string) bool {
	number, rest, ok := strings.Cut(strings.TrimLeft(line, "*-| "), " ")
	scope, _, named := strings.Cut(rest, ": ")
	return ok && named && len(number) >= 7 && len(number) <= 40 && strings.Trim(number, "0123456789abcdef") == "" && !strings.Contains(scope, " ")
}
