package explain

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zdg/checklist/zendesk"
)

// decideHit decides whether the i-th hit, which no exchange has used, counts, and as what.
func (r *reader) decideHit(i int, h hit) (f finding, ok bool) {
	at, end := r.hitAt[i], r.textEnd(h)
	f = finding{code: h.code, rank: rankWords, at: at}
	if h.family != nil {
		f.netError = h.family.netError
	}
	switch {
	case h.strength > strengthWords:
		f.rank = rankSaid
	case f.netError != "" && r.statementNames(at, end, party.isOurHost):
		f.rank = rankStatus // as sure as an answer of that host
	}
	switch {
	case h.at < len(r.words) && endsIn(r.words[:h.at+1], " 0 ", " zero ", " no more ", " no longer any ", " not a single "),
		r.isRuled(at, end), h.strength == strengthCode && isPicture(r.text[wordEnd(r.text, end):]), h.strength == strengthCode && isZero(r.text[wordEnd(r.text, end):]),
		h.strength == strengthSentence && (r.quotesCode(at) || (!h.own || r.isQuoted(at, end)) && r.isInstruction(at)):
		return f, false
	case h.alone:
		return f, h.parts[0] == r.words || r.isShortReport() && r.happened(at) ||
			!r.noFailure && !r.quotesCode(at) && r.isQuoted(at, end) && r.ownerAt(at, end, false) == ours
	case h.at >= len(r.words): // a sentence that a terminal wrapped inside a word
		return f, r.namesOurs || !r.namesTheirs
	}
	whose := r.ownerAt(at, end, h.strength == strengthWords)
	if e := r.exchangeAt(at); e != nil && e.body && !e.hasAddress && e.owner == theirs && at < e.certainTo {
		whose = theirs
	}
	if h.own && r.namesOurs && whose == theirs && !r.statementNames(at, end, party.isTheirs) {
		whose = ours // nobody else says this, whoever is named elsewhere
	}
	if f.netError == NetRefused && r.hasCallback && whose == theirs && !r.namesTheirsSurely {
		whose = nobodys // what the browser says of the callback, below a label
	}
	in, inside := r.addressAt(at)
	place, placed := r.placeOf(at)
	where := r.table[h.row].where
	switch {
	case whose == theirs, r.noFailure, r.isTicket(at),
		h.code == "csrf-token" && r.rails, // a program in Rails says it of its own callers
		// a host, and then a word:
		h.code == "api-token-retired" && h.verbs == nil && h.parts[0] == " com token " && !strings.Contains(r.text[at:end], "/"),
		h.strength < strengthSentence && !(r.happened(at) && r.happened(end-1)),
		inside && h.strength == strengthCode && in.query != "", // what is searched for
		// people sign in to Zendesk by SAML, programs do not:
		h.strength < strengthSentence && h.code != "sign-in-loop" && r.statementHas(at, end, []string{"saml", "saml2"}),
		placed && len(where) > 0 && !slices.Contains(where, place):
		return f, false
	case h.strength == strengthSentence:
		return f, whose == ours || r.namesOurs || !r.namesTheirs && !r.namesPartner && !r.isList() &&
			!strings.HasSuffix(r.words[:h.at+1], " we ") && (h.own || !r.continues(end) && !r.foreignDescription)
	case h.strength == strengthCode:
		return f, whose == ours || r.namesOurs || !r.mayNameTheirs && !r.namesPartner && r.bareCodeCounts() && !r.namesProgram()
	case r.isNoFailure(h, at, end, f.netError):
		return f, false
	case whose == ours && strings.HasSuffix(r.text[:at], "<title>"):
		f.rank = rankSaid // the title of the page
		return f, true
	}
	return r.decideWords(h, at, end, whose, f)
}

// isPicture reports whether what follows an error code makes it a part of a file's name: "oauth-invalid_request.png".
func isPicture(behind string) bool {
	return startsWith(behind, ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".mp4", ".pdf", ".json", ".md", ".txt", ".html", ".log", ".spec", ".test")
}

// isZero reports whether what follows an error code counts none of it: "invalid_grant 0".
func isZero(behind string) bool {
	count, ok := strings.CutPrefix(strings.TrimLeft(behind, ` :=|"`), "0")
	return ok && (count == "" || strings.IndexByte(".0123456789x", count[0]) < 0)
}

// isNoFailure reports whether text[at:end], words that anybody uses, tells of no failure here, or of one of
// another kind.
func (r *reader) isNoFailure(h hit, at, end int, netError string) bool {
	s := r.stmts[r.statementOf(at)]
	in, inside := r.addressAt(at)
	local, _ := r.machineNear(at)
	around := strings.ToLower(r.text[max(0, at-maxNounVerbGap):min(len(r.text), end+maxNounVerbGap)])
	ofHost := r.statementNames(at, end, party.isOurHost)
	has := func(some ...string) bool { return r.statementHas(at, end, some) }
	switch of := h.family; {
	case r.isListedText(at), r.headsTheirAnswers(at), r.statusTable && netError == "",
		isTitle(r.text[r.stmts[0].from:r.stmts[0].to]), // the text tells of a change
		startsWith(r.text[s.from:s.to], "$ ", "curl "), // a command
		slices.ContainsFunc(r.exchs, func(e exchange) bool { // a key that is in the answer is not missing
			return e.tokens != nil && e.owner != theirs &&
				(h.code == "no-expiry" && e.tokens.hasExpiry || h.code == "no-refresh-token" && e.tokens.hasRefresh)
		}),
		strings.HasPrefix(r.small[at:end], "curl/"), // its version, not its error
		netError == NetDNS && r.resolvesOther(at),
		// the name of a branch, or of a file:
		!inside && strings.IndexByte(r.text[at:end], '-') > 0 && !strings.ContainsAny(r.text[at:end], " \n"):
		return true
	case netError == NetTimeout && h.verbs != nil && strings.Contains(around, "timeout=") && // the argument of a call
		!strings.Contains(strings.ReplaceAll(around, "timeout=", ""), "time"),
		netError != "" && !has(troubleWords...) && has("option", "options", "setting", "settings"),   // it asks about a setting
		netError == NetTimeout && !ofHost && contains(r.small, "upgrade failed", "imagepullbackoff"), // of Helm, which waits for programs
		netError == NetReset && !ofHost && hasAny(r.words, []string{"transport closed", "spawn"}):    // the pipe to a program
		return true
	case h.verbs != nil && (strings.Contains(r.text[at:end], "\nError: ") || spansEntries(r.text[at:end]) || // noun and verb are of two messages
		h.code == "state-mismatch" && has("subdomain") || // which account it came from is not known
		h.code == "tls" && !ofHost && !has(connectionWords...) || // certificates that people earn
		strings.HasPrefix(string(h.code), "port-") && !local && !r.isPortOfProgram(at)): // ports for ships
		return true
	case of != nil:
		return inside && in.query != "" || // a parameter of a URL says nothing of it
			of.adjacent && r.isRule(at) || of.needsTrouble && !r.tellsTrouble() ||
			of.statusName && slices.ContainsFunc(r.exchs, func(e exchange) bool { return e.status != 0 }) ||
			of.needsAuthorize && !strings.Contains(r.text, zendesk.AuthorizePath) ||
			len(of.excludedBy) > 0 && r.clauseHas(at, end, of.excludedBy)
	}
	return false
}

// spansEntries reports whether another entry of a log begins inside a text.
func spansEntries(text string) bool {
	_, below, ok := strings.Cut(text, "\n")
	return ok && beginsWithTime(below)
}

// resolvesOther reports whether the name that Node could not resolve, behind the error code at a place, is none
// of Zendesk's: "getaddrinfo ENOTFOUND db", or further down in what it prints of an error.
func (r *reader) resolvesOther(at int) bool {
	name := strings.TrimPrefix(r.small[at:min(len(r.text), at+reach/8)], "enotfound")
	ok := strings.HasSuffix(r.small[:at], "getaddrinfo ")
	if strings.HasPrefix(name, "'") {
		_, name, ok = strings.Cut(name, "hostname: '")
	}
	name = strings.TrimLeft(name, " ")
	name = name[:endOfToken(name, 0, len(name))]
	return ok && name != "" && !strings.Contains(name, "zendesk")
}

// connectionWords show that a certificate is one of TLS.
var connectionWords = strings.Fields("ssl tls x509 https http host hostname url api server domain connection connect connecting handshake request curl error verify browser proxy client host-mapped site address login account subdomain seite verbindung")

// isListedText reports whether a place is inside parentheses that list texts or cases, as in
// "wrote the error texts (access denied, wrong redirect URL, expired code)".
func (r *reader) isListedText(at int) bool {
	const longest = 160
	from := max(0, at-longest)
	opens := from + strings.LastIndexByte(r.text[from:at], '(')
	if opens < from || strings.ContainsAny(r.text[opens:at], ")\n") {
		return false
	}
	inside, _, closed := strings.Cut(r.text[opens:min(len(r.text), opens+longest)], ")")
	last := strings.ToLower(lastWord(strings.TrimRight(r.text[from:opens], " "), " \t\n"))
	return closed && strings.Count(inside, ",") > 1 && slices.Contains([]string{"texts", "messages", "cases", "states", "pages", "screens", "errors", "codes", "strings", "copy"}, last)
}

// isPortOfProgram reports whether the statement at a place is about a TCP port: it has a digit or
// a word of programs.
func (r *reader) isPortOfProgram(at int) bool {
	return strings.ContainsAny(r.around(at, at, reach/8), "0123456789") || r.statementHas(at, at, []string{"bind", "listen", "socket", "server", "login", "cli", "localhost", "callback", "oauth", "listener", "redirect"})
}

// statementHas reports whether the statement at a place has one of the words.
func (r *reader) statementHas(at, end int, some []string) bool {
	return hasAny(words(r.around(at, end, reach/8)), some)
}

// clauseHas reports whether the clause at a place has one of the words.
func (r *reader) clauseHas(at, end int, some []string) bool {
	from, to := r.clauseAt(at, end)
	return hasAny(words(r.text[from:to]), some)
}

// statementNames reports whether the statements of text[at:end] name such a party.
func (r *reader) statementNames(at, end int, such func(party) bool) bool {
	return slices.ContainsFunc(r.partiesIn(r.stmts[r.statementOf(at)].from, r.stmts[r.statementOf(max(at, end-1))].to), such)
}

// troubleWords are words of people who report a problem.
var troubleWords = strings.Fields("fail fails failed failing fails error errors broken breaks broke stopped stuck cant cannot unable doesnt wont problem issue issues trouble help why wrong denied disabled refused nobody blocked reject rejects rejected never nothing again funktioniert geht fehler erreur error problema")

// tellsTrouble reports whether the text tells of trouble.
func (r *reader) tellsTrouble() bool {
	return hasAny(r.words, troubleWords) || slices.ContainsFunc(r.exchs, func(e exchange) bool { return e.status >= 400 && e.owner == ours })
}

// isQuoted reports whether text[at:end] is quoted, as people quote what a page shows: in
// quotation marks, after a colon or a dash, or on a line of its own.
func (r *reader) isQuoted(at, end int) bool {
	end = wordEnd(r.text, end)
	before, behind := strings.TrimRight(r.text[:at], " \t"), strings.TrimLeft(r.text[end:], " \t.!")
	opened, _ := utf8.DecodeLastRuneInString(before)
	closed, _ := utf8.DecodeRuneInString(behind)
	return (before == "" || strings.ContainsRune("\n\"'`“”„‘’«»「『:：–—-/>(|", opened)) && (behind == "" || strings.ContainsRune("\n\"'`”“’‘»«」』,;–—-/<)|", closed))
}

// decideWords decides whether words that anybody uses are about Zendesk: they are near its name,
// or, where they are about this machine, near the client's redirect URL. whose is the owner of
// the words; f is returned with code, rank and netError adjusted.
func (r *reader) decideWords(h hit, at, end int, whose owner, f finding) (finding, bool) {
	local, addressed := r.machineNear(at)
	switch h.code {
	case "network", "callback-unreachable":
		if h.code == "network" && h.family.netError != NetRefused {
			break
		}
		switch {
		case r.hasCallback:
			f.code, f.rank, f.netError = "callback-unreachable", rankStatus, ""
			return f, !r.mayNameTheirs || r.namesOurs
		case addressed: // another local server
			return f, false
		case local:
			f.code, f.netError = "callback-unreachable", ""
			return f, whose == ours && r.comesBack()
		}
	case "port-busy", "port-denied":
		f.rank = rankStatus
		if r.devServer && !r.namesOurs || r.buildsApp() { // the server of a program that is being written; zcli has one too
			return f, false
		}
		if line := r.lineAt(at); takesOtherPort(words(line)) || contains(line, `\pipe\`, ".sock") {
			return f, false // or it is no port
		}
		if local || addressed || r.hasCallback {
			return f, !r.mayNameTheirs || r.namesOurs
		}
		if !slices.ContainsFunc(r.parties, func(p party) bool { return p.owner == ours && (p.at == 0 || r.text[p.at-1] != '/') }) {
			return f, false // a folder is called so
		}
	case "callback-too-large":
		return f, r.hasCallback
	case "no-callback":
		if hasAny(words(r.text[end:]), []string{"callback received", "code received", "code exchanged", "signed in as", "logged in as", "login successful", "successfully logged in", "successfully authenticated"}) {
			return f, false // it came, later in the run
		}
	case "html-instead-of-json":
		if r.buildsApp() {
			return f, false // a file of it is no JSON
		}
	case "state-mismatch", "browser-blocks-localhost":
		if r.hasCallback {
			f.rank = rankStatus
			return f, !r.mayNameTheirs || r.namesOurs
		}
	}
	return f, whose == ours && r.oursWithin(at, end)
}

// takesOtherPort reports whether words beside a port that is in use say that the program takes another one.
func takesOtherPort(words string) bool {
	_, tried, ok := strings.Cut(words, " trying ")
	return ok && isNumber(firstWord(" "+tried)) || hasAny(words, []string{"trying another", "trying next", "trying port", "falling back to", "using another", "using available port", "switching to"})
}

// buildsApp reports whether the text is about an app or a theme for Zendesk that is being written.
func (r *reader) buildsApp() bool {
	return hasAny(r.words, []string{"zcli apps", "zcli themes", "sidebar app", "app template"})
}

// oursWithin reports whether Zendesk is named within reach/2 of text[at:end].
func (r *reader) oursWithin(at, end int) bool {
	return slices.ContainsFunc(r.parties, func(p party) bool { return p.owner == ours && p.end > at-reach/2 && p.at < end+reach/2 })
}

// machineNear reports whether an address of this machine is near a place (local), and whether
// one of them is no redirect URL (addressed): then the text is about another local server.
func (r *reader) machineNear(at int) (local, addressed bool) {
	for _, a := range r.addrs {
		if a.at < at-1500 || a.at > at+1500 {
			continue
		}
		if a.role == thisMachine || a.role == ownRedirect || a.role == callbackAddress {
			local = true
		}
		addressed = addressed || a.role == thisMachine && strings.Trim(a.path, "/") != "" && !strings.Contains(a.path, "callback") && !strings.Contains(a.path, "oauth")
	}
	return local, addressed
}

// comesBack reports whether the text speaks of the way back from the authorize page.
func (r *reader) comesBack() bool {
	return contains(r.words, " allow ", " authoriz", " callback", " redirect", " oauth", " consent ",
		" refused to connect ", " cant connect ", " err_connection_refused ", " site cant be reached ")
}

// isShort reports whether the text is a line as somebody types it, of a dozen words.
func (r *reader) isShort() bool { return strings.Count(r.words, " ") <= 14 }

// isShortReport reports whether somebody typed a line about an error, without a name of anybody.
func (r *reader) isShortReport() bool {
	return r.isShort() && !r.mayNameTheirs && !r.notEnglish && !r.noFailure && !r.namesStranger(0, len(r.text)) &&
		(strings.Contains(r.text, "rror: ") || hasAny(r.words, []string{"says", "say", "shows", "got", "get", "gets", "see", "gives", "page", "oauth", "customer", "connect", "connects", "authorize"}))
}

// bareCodeCounts reports whether an error code of OAuth counts in a text that names nobody: in
// an answer whose description may be Zendesk's, or typed alone; not in a list.
func (r *reader) bareCodeCounts() bool {
	return !r.foreignDescription && !r.isList() &&
		(strings.Contains(r.text, markBody) || r.isShort() && !(r.otherScript && len(r.words) > 120))
}

// placeOf is the endpoint that the text around a place is about; false where none is known.
func (r *reader) placeOf(at int) (Where, bool) {
	if e := r.exchangeAt(at); e != nil && e.hasAddress {
		if w, ok := e.place(); ok {
			return w, true
		}
	}
	return r.endpoint, r.endpoint != Network
}

// endpointOfText is the endpoint that the whole text is about; Network where it is none or
// several.
func (r *reader) endpointOfText() Where {
	authorize := hasAny(r.words, []string{"authorizations new", "invalid authorization request", "authorize"})
	token := hasAny(r.words, []string{"oauth tokens", "grant_type", "token endpoint"})
	switch {
	case authorize && !token:
		return AuthorizePage
	case token && !authorize, strings.Contains(r.text, markBody):
		return TokenEndpoint // the authorize page answers with a page, the token endpoint with JSON
	}
	return Network
}

// continues reports whether a sentence of Zendesk's is followed by another one on the same
// line: then it is the beginning of a longer message of another server.
func (r *reader) continues(end int) bool {
	end = wordEnd(r.text, end)
	rest := strings.TrimLeft(r.text[end:min(len(r.text), end+12)], ".")
	more := strings.TrimLeft(rest, " ")
	return len(more) < len(rest) && more != "" && more[0] >= 'A' && more[0] <= 'Z'
}

// hasForeignDescription reports whether the text has a description of an OAuth error that is
// not one of Zendesk's.
func (r *reader) hasForeignDescription() bool {
	for at := range indexes(r.words, " description", len(r.words)) { // Zendesk calls it error_description
		before := r.words[:at]
		if strings.HasPrefix(r.words[at:], " description ") && slices.Contains([]string{"invalid_grant", "invalid_client", "invalid_request", "invalid_scope", "unauthorized_client", "access_denied", "invalid_token"}, before[strings.LastIndexByte(before, ' ')+1:]) {
			return true
		}
	}
	if strings.Contains(r.text, markBody) && strings.Contains(r.words, " reason ") {
		return true // Zendesk has no such key
	}
	const key = " error_description"
	for at := range indexes(r.words, key, len(r.words)) {
		if strings.HasPrefix(r.words[at:], key+" ") && !slices.ContainsFunc(r.needles, func(n needle) bool {
			return n.strength == strengthSentence && strings.HasPrefix(r.words[at+len(key):], n.parts[0])
		}) {
			return true
		}
	}
	return false
}
