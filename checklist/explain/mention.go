package explain

import (
	"slices"
	"strings"
)

// onlyMentions reports whether a statement consists of @mentions.
func onlyMentions(statement string) bool {
	n := 0
	for word := range strings.FieldsSeq(statement) {
		switch {
		case strings.HasPrefix(word, "@"):
			n++
		case !strings.EqualFold(strings.Trim(word, "/:"), "cc"):
			return false
		}
	}
	return n > 0
}

// onlyNames reports whether Zendesk, named at text[from:][at:end], is not who answers: one of several that a
// program works with, where its tickets are counted, or a thing that is named after it. The statement
// begins at from; in lower case it is small.
func onlyNames(text, small string, from, at, end int) bool {
	const around = 120
	begin := max(0, from-around)
	return enumerated(text[begin:min(len(text), from+len(small)+around)], from-begin+at, from-begin+end) ||
		strings.HasPrefix(small[end:], " ticket") && at > 1 && small[at-1] == ' ' && small[at-2] >= '0' && small[at-2] <= '9' ||
		startsWith(small[end:], " webhook", "-webhook", "_webhook") || isHelpDesk(small, at, end) ||
		isChannel(small, at) || isThing(small, at, end) || isPathOf(text, from+at)
}

// channelLeads are words before Zendesk where a message was sent through it.
var channelLeads = setOf("in via über through par desde por tramite via:")

// sendingWords say that a message was sent.
var sendingWords = setOf("sent send received request anfrage gesendet geschickt enviado enviada envoyé envoyée inviato message ticket mail asked wrote writes written écrit schreibt")

// isChannel reports whether Zendesk at statement[at] is only the channel of a message, as in
// "Anfrage über Zendesk", or is excluded, as in "not Zendesk". The statement is in lower case.
func isChannel(statement string, at int) bool {
	front := strings.TrimRight(statement[max(0, at-24):at], " \t\n")
	if last := lastWord(front, " \t\n("); last == "not" || last == "nicht" ||
		endsIn(front, "delivered by", "powered by", "hosted by", "operated by") { // of a mail
		return true
	}
	if !channelLeads.has(strings.TrimLeft(lastWord(front, " \t\n"), "(")) {
		return false
	}
	before := strings.Fields(statement[max(0, at-60):at])
	if before[len(before)-1] == "in" {
		return slices.ContainsFunc(before[max(0, len(before)-4):], func(word string) bool { return word == "wrote" || word == "writes" || word == "written" })
	}
	if strings.HasPrefix(before[len(before)-1], "(") {
		return true // "Customer (via Zendesk): …"
	}
	for _, word := range before[max(0, len(before)-4) : len(before)-1] {
		if sendingWords.has(strings.Trim(word, "(.,:")) {
			return true
		}
	}
	return false
}

// filingVerbs are words that say that a ticket was made.
var filingVerbs = setOf("opened created filed raised logged erstellt angelegt eröffnet creata creato aperto aperta creado abierto créé ouvert criado aberto aangemaakt")

// What names a help desk: words behind Zendesk, and words in front of it.
var (
	helpDeskThings = []string{"-ticket ", "-tickets ", " macro", " chat widget", " 채팅 위젯", " > ", " に起票", "に起票", " に登録"}
	ourWords       = strings.Fields("our the unserem nuestro notre nostro onze")
	inWords        = strings.Fields("in im en em dans")
)

// isHelpDesk reports whether Zendesk, named at statement[at:end], is only the place where people keep
// tickets and macros: then nothing is said of a connection to it. The statement is in lower case.
func isHelpDesk(statement string, at, end int) bool {
	behind := statement[end:min(len(statement), end+24)]
	if strings.HasPrefix(behind, "-powered ") || leftBehind(statement[max(0, at-40):at]) {
		return true
	}
	if number, ok := strings.CutPrefix(behind, " ticket "); ok {
		number = strings.TrimPrefix(number, "#")
		return number != "" && number[0] >= '0' && number[0] <= '9'
	}
	if startsWith(behind, helpDeskThings...) {
		return true
	}
	rest, last := cutLastWord(statement[max(0, at-60):at])
	if slices.Contains(ourWords, last) {
		rest, last = cutLastWord(rest)
	}
	if !slices.Contains(inWords, last) {
		return false
	}
	before := strings.Fields(rest)
	return slices.ContainsFunc(before[max(0, len(before)-5):], filingVerbs.has)
}

// leavingWords, before "from" and a name, say that somebody uses it no longer.
var leavingWords = setOf("moved migrated switched came away moving migrating switching weg umgestiegen gewechselt umgezogen migré passés passé migrado pasamos migramos migrato passati")

// leftBehind reports whether the words before a name, in lower case, say that somebody moved away
// from it.
func leftBehind(before string) bool {
	verb, _ := cutLastWord(before)
	return endsIn(before, " from ", " von ", " de ", " da ") && leavingWords.has(lastWord(verb, " "))
}

// fetchWords come before the name of a package that is fetched from where packages are kept: no party.
var fetchWords = []string{"pip install ", "install ", "installing ", "npm install ", "npm i ", "yarn add ", "gem install ", "requirement ", "distribution found for ", "/simple/"}

// storeWords are words before a thing that is named after Zendesk and is elsewhere: a database, a
// queue, a container.
var storeWords = setOf("repo repos repository clientid logs exec pod pods deployment namespace queue db database user table schema vhost pool model dataset topic bucket index host describe attach")

// artifactEndings are the last parts of names of such things, as in acme-zendesk-theme.
var artifactEndings = setOf("sidebar theme utils docs repo site widget panel deploy proxy image tls cert secret bucket")

// isThing reports whether statement[from:to] is part of the name of a thing, as in "kubectl logs
// zendesk-worker-0" and `user "zendesk_ro"`: it does not stand for Zendesk. The statement is in lower
// case.
func isThing(statement string, from, to int) bool {
	const longest = 80 // of what is looked at before the name, and of it on each side
	for first := max(0, from-longest); from > first && (nameByte(statement[from-1]) || statement[from-1] == '-'); {
		from--
	}
	for last := min(len(statement), to+longest); to < last && (nameByte(statement[to]) || statement[to] == '-'); {
		to++
	}
	name := statement[from:to]
	front := statement[max(0, from-longest):from]
	if from > 0 && to < len(statement) && statement[from-1] == statement[to] && strings.ContainsAny(name, "-_") && strings.IndexByte("'\"`:", statement[to]) >= 0 {
		key := strings.Trim(lastWord(strings.TrimRight(front, "'\"`:= "), " \t\n,{("), "'\"`")
		return statement[to] == ':' || !connectorWords.has(key) && !slices.Contains(keysParty, plainKey(key)) && key != "pipeline" // a quoted name
	}
	before := lastWord(strings.TrimRight(statement[max(0, from-24):from], " \"'`=:/"), " \t\n")
	if storeWords.has(strings.Trim(before, "\"'(,")) {
		return true
	}
	if from > 0 && statement[from-1] == '.' {
		kind := lastWord(front[:len(front)-1], " \t\n")
		return strings.Contains(kind, "_") && !strings.Contains(kind, "zendesk") && isResource(kind+"."+name) // of another provider
	}
	dash := strings.LastIndexByte(name, '-')
	return dash > 0 && ((isNumber(name[dash+1:]) || len(name)-dash > 4 && strings.ContainsAny(name[dash+1:], "0123456789")) || artifactEndings.has(name[dash+1:])) // one of several machines
}

// endsPath are the characters around a path.
const endsPath = " \t\n\"'"

// isPathOf reports whether a place is in the path of a request to another server, as in
// "GET /zendesk/widget.js". A callback with Zendesk's name in its path is none.
func isPathOf(text string, at int) bool {
	const longest = 300 // of it, on each side
	from := at
	for first := max(0, at-longest); from > first && strings.IndexByte(endsPath, text[from-1]) < 0; {
		from--
	}
	if text[from] != '/' {
		return false
	}
	to := at
	for last := min(len(text), at+longest); to < last && strings.IndexByte(endsPath, text[to]) < 0; {
		to++
	}
	path := text[from:to]
	return methodBefore(text, from) != "" && !strings.Contains(path, "callback") && !strings.Contains(path, "auth")
}

// isServer reports whether a word is the name of a server without dots: "host bastion port 22",
// "redis:6379".
func isServer(text string, w []wordAt, k, to int) bool {
	server := false
	if k > 0 {
		switch w[k-1].lower {
		case "host":
			server = nextIs(w, k, "port")
		case "lookup":
			server = nextIs(w, k, "on")
		case "enotfound", "eai_again":
			server = true
		}
	}
	if port, ok := strings.CutPrefix(text[w[k].end:min(to, w[k].end+8)], ":"); ok {
		behind := strings.TrimLeft(port, "0123456789")
		server = server || len(port)-len(behind) >= 4 && !(len(behind) > 1 && behind[0] == ':' && isNumber(behind[1:2])) // a line and a column of a source file
	}
	name := w[k].lower
	return server && name != "localhost" && text[w[k].at:w[k].end] == name && !ordinaryWords.has(name)
}

// enumerated reports whether the name statement[from:to] is one of three or more in a row, or one
// of two at a bracket: what a program can be connected to, and no party.
func enumerated(statement string, from, to int) bool {
	names := 1
	before := statement[:from]
	for names < 3 {
		cut := strings.TrimRight(before, blanks)
		for _, join := range listJoins {
			if rest, ok := strings.CutSuffix(cut, join); ok {
				cut = rest
				break
			}
		}
		if len(cut) == len(strings.TrimRight(before, blanks)) {
			break
		}
		cut = strings.TrimRight(cut, blanks+",")
		name := cut[strings.LastIndexAny(cut, " \t\n,(:/")+1:]
		if !isCapitalized(name) || ordinaryWords.has(strings.ToLower(name)) {
			break
		}
		names++
		before = cut[:len(cut)-len(name)]
	}
	behind := statement[to:]
	for names < 3 {
		cut := strings.TrimLeft(behind, blanks+",")
		if len(cut) == len(strings.TrimLeft(behind, blanks)) { // no comma
			joined := false
			for _, join := range listJoins[1:] {
				if rest, ok := strings.CutPrefix(cut, strings.TrimLeft(join, " ")); ok && len(cut) < len(behind) {
					cut, joined = strings.TrimLeft(rest, blanks), true
					break
				}
			}
			if !joined {
				break
			}
		}
		end := strings.IndexFunc(cut, func(r rune) bool { return !nameRune(r) })
		if end < 0 {
			end = len(cut)
		}
		if name := cut[:end]; !isCapitalized(name) || ordinaryWords.has(strings.ToLower(name)) {
			break
		}
		names++
		behind = cut[end:]
	}
	return names >= 3 || names == 2 && (strings.HasSuffix(before, "(") || strings.HasPrefix(behind, ")"))
}

// blanks may be between names in a row, since mail wraps and quotes lines.
const blanks = " \n>"

// listJoins are between names in a row.
var listJoins = []string{",", " and", " or", " &", "/", " und", " et", " y", " e"}

// lastWord is the last word of text, up to one of blanks.
func lastWord(text, blanks string) string {
	text = strings.TrimRight(text, blanks)
	return text[strings.LastIndexAny(text, blanks)+1:]
}

// cutLastWord cuts the last word from text, and the blanks around it.
func cutLastWord(text string) (rest, last string) {
	text = strings.TrimRight(text, " \t\n")
	last = lastWord(text, " \t\n")
	return text[:len(text)-len(last)], last
}
