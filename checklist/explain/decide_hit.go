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
	case f.netError != "" && r.statementNamesHost(at, end):
		f.rank = rankStatus // as sure as an answer of that host
	}
	if h.at < len(r.words) && saidAbsent(r.words, h.at) || h.strength == strengthSentence && r.quotesCode(at) {
		return f, false
	}
	if r.isRuled(at, end) || r.isAsserted(at) {
		return f, false
	}
	if h.strength == strengthSentence && (!h.own || r.isQuoted(at, end)) && r.isInstruction(at) {
		return f, false
	}
	if h.alone {
		return f, h.parts[0] == r.words || r.isShortReport() && r.happened(at) || !r.noFailure && !r.quotesCode(at) && r.isQuoted(at, end) && r.ownerAt(at, end, false) == ours
	}
	if h.at >= len(r.words) { // a sentence that a terminal wrapped inside a word
		return f, r.namesOurs || !r.namesTheirs
	}
	whose := r.ownerAt(at, end, h.strength == strengthWords)
	if e := r.exchangeAt(at); e != nil && e.body && !e.hasAddress && e.owner == theirs && at < e.certainTo {
		whose = theirs
	}
	if h.own && r.namesOurs && whose == theirs && !r.statementNamesTheirs(at, end) {
		whose = ours // nobody else says this, whoever is named elsewhere
	}
	if f.netError == NetRefused && r.hasCallback && whose == theirs && !r.namesTheirsSurely {
		whose = nobodys // what the browser says of the callback, below a label
	}
	if h.code == "api-token-retired" && h.verbs == nil && h.parts[0] == " com token " && !strings.Contains(r.text[at:end], "/") {
		return f, false // a host, and then a word
	}
	if h.code == "csrf-token" && r.rails {
		return f, false // a program in Rails says it of its own callers
	}
	if whose == theirs || r.noFailure || r.isTicket(at) || h.strength < strengthSentence && !(r.happened(at) && r.happened(end-1)) {
		return f, false
	}
	if in, inside := r.addressAt(at); inside && h.strength == strengthCode && in.query != "" {
		return f, false // what is searched for
	}
	if h.strength == strengthWords && r.isListedText(at) {
		return f, false
	}
	if h.strength == strengthWords && !r.insideAddress(at) && strings.IndexByte(r.text[at:end], '-') > 0 && !strings.ContainsAny(r.text[at:end], " \n") {
		return f, false // the name of a branch, or of a file
	}
	if h.strength < strengthSentence && h.code != "sign-in-loop" && r.statementHas(at, end, []string{"saml", "saml2"}) {
		return f, false // people sign in to Zendesk by SAML, programs do not
	}
	place, placed := r.placeOf(at)
	if where := r.table[h.row].where; placed && len(where) > 0 && !slices.Contains(where, place) {
		return f, false
	}
	if h.strength == strengthWords && len(r.stmts) > 0 && isTitle(r.text[r.stmts[0].from:r.stmts[0].to]) {
		return f, false // the text tells of a change
	}
	switch {
	case h.strength == strengthSentence:
		return f, whose == ours || r.namesOurs || !r.namesTheirs && !r.namesPartner && !r.isList() && !strings.HasSuffix(r.words[:h.at+1], " we ") && (h.own || !r.continues(end) && !r.foreignDescription)
	case h.strength == strengthCode:
		if whose == ours || r.namesOurs {
			return f, true
		}
		return f, !r.mayNameTheirs && !r.namesPartner && r.bareCodeCounts() && !r.namesProgram()
	}
	for _, e := range r.exchs { // a key that is in the answer is not missing
		if e.tokens != nil && e.owner != theirs && (h.code == "no-expiry" && e.tokens.hasExpiry || h.code == "no-refresh-token" && e.tokens.hasRefresh) {
			return f, false
		}
	}
	if r.headsTheirAnswers(at) || r.statusTable && h.family.netError == "" {
		return f, false
	}
	if h.family != nil && h.family.adjacent && r.isRule(at) {
		return f, false
	}
	if h.family != nil && (h.family.needsTrouble && !r.tellsTrouble() || h.family.statusName && slices.ContainsFunc(r.exchs, func(e exchange) bool { return e.status != 0 })) {
		return f, false
	}
	if around := strings.ToLower(r.text[max(0, at-maxNounVerbGap):min(len(r.text), end+maxNounVerbGap)]); f.netError == NetTimeout && h.verbs != nil && strings.Contains(around, "timeout=") && !strings.Contains(strings.ReplaceAll(around, "timeout=", ""), "time") {
		return f, false // the argument of a call
	}
	if s := r.stmts[r.statementOf(at)]; h.strength == strengthWords && (strings.HasPrefix(r.text[s.from:s.to], "$ ") || strings.HasPrefix(r.text[s.from:s.to], "curl ")) {
		return f, false // a command
	}
	if f.netError != "" && !r.statementHas(at, end, troubleWords) && r.statementHas(at, end, []string{"option", "options", "setting", "settings"}) {
		return f, false // it asks about a setting
	}
	if h.verbs != nil && strings.Contains(r.text[at:end], "\nError: ") {
		return f, false // noun and verb are of two messages
	}
	if h.family != nil && h.family.needsAuthorize && !strings.Contains(r.text, zendesk.AuthorizePath) {
		return f, false
	}
	if h.family != nil && len(h.family.excludedBy) > 0 && r.clauseHas(at, end, h.family.excludedBy) {
		return f, false
	}
	if h.code == "state-mismatch" && h.verbs != nil && r.statementHas(at, end, []string{"subdomain"}) {
		return f, false // which account it came from is not known
	}
	if f.netError == NetReset && !r.statementNamesHost(at, end) && hasAny(r.words, []string{"transport closed", "spawn"}) {
		return f, false // the pipe to a program
	}
	if h.code == "tls" && h.verbs != nil && !r.statementNamesHost(at, end) && !r.statementHas(at, end, connectionWords) {
		return f, false // certificates that people earn
	}
	if local, _ := r.machineNear(at); strings.HasPrefix(string(h.code), "port-") && h.verbs != nil && !local && !r.isPortOfProgram(at) {
		return f, false // ports for ships
	}
	if in, inside := r.addressAt(at); inside && h.family != nil && in.query != "" {
		return f, false // a parameter of a URL says nothing of it
	}
	if whose == ours && strings.HasSuffix(r.text[:at], "<title>") {
		f.rank = rankSaid // the title of the page
		return f, true
	}
	return r.decideWords(h, at, end, whose, f)
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
	s := r.stmts[r.statementOf(at)]
	return strings.ContainsAny(r.text[max(s.from, at-reach/8):min(s.to, at+reach/8)], "0123456789") || r.statementHas(at, at, []string{"bind", "listen", "socket", "server", "login", "cli", "localhost", "callback", "oauth", "listener", "redirect"})
}

// statementHas reports whether the statement at a place has one of the words.
func (r *reader) statementHas(at, end int, some []string) bool {
	s := r.stmts[r.statementOf(at)]
	w := words(r.text[max(s.from, at-reach/8):min(s.to, end+reach/8)])
	return hasAny(w, some)
}

// clauseHas reports whether the clause at a place has one of the words.
func (r *reader) clauseHas(at, end int, some []string) bool {
	from, to := r.clauseAt(at, end)
	w := words(r.text[from:to])
	return hasAny(w, some)
}

// statementNamesTheirs reports whether the statement at a place names somebody else.
func (r *reader) statementNamesTheirs(at, end int) bool {
	from, to := r.stmts[r.statementOf(at)].from, r.stmts[r.statementOf(max(at, end-1))].to
	return slices.ContainsFunc(r.partiesIn(from, to), func(p party) bool { return p.owner == theirs })
}

// statementNamesHost reports whether the statement at a place names a host of Zendesk's.
func (r *reader) statementNamesHost(at, end int) bool {
	from, to := r.stmts[r.statementOf(at)].from, r.stmts[r.statementOf(max(at, end-1))].to
	return slices.ContainsFunc(r.partiesIn(from, to), func(p party) bool { return p.owner == ours && p.host })
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
	for end < len(r.text) && nameByte(r.text[end]) {
		end++
	}
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
		if r.devServer && !r.namesOurs {
			return f, false // the server of a program that is being written
		}
		if r.buildsApp() {
			return f, false // the port on which zcli shows it
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

// buildsApp reports whether the text is about an app or a theme for Zendesk that is being written.
func (r *reader) buildsApp() bool {
	return hasAny(r.words, []string{"zcli apps", "zcli themes", "sidebar app", "app template"})
}

// oursWithin reports whether Zendesk is named within reach/2 of text[at:end].
func (r *reader) oursWithin(at, end int) bool {
	for _, p := range r.parties {
		if p.owner == ours && p.end > at-reach/2 && p.at < end+reach/2 {
			return true
		}
	}
	return false
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
	for _, sign := range []string{" allow ", " authoriz", " callback", " redirect", " oauth", " consent ", " refused to connect ", " cant connect ", " err_connection_refused ", " site cant be reached "} {
		if strings.Contains(r.words, sign) {
			return true
		}
	}
	return false
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
	if r.foreignDescription || r.isList() {
		return false
	}
	return strings.Contains(r.text, markBody) || r.isShort() && !(r.otherScript && len(r.words) > 120)
}

// placeOf is the endpoint that the text around a place is about; false where none is known.
func (r *reader) placeOf(at int) (Where, bool) {
	if e := r.exchangeAt(at); e != nil && e.hasAddress {
		if w, ok := e.place(); ok {
			return w, true
		}
	}
	if r.endpoint != Network {
		return r.endpoint, true
	}
	return Network, false
}

// endpointOfText is the endpoint that the whole text is about; Network where it is none or
// several.
func (r *reader) endpointOfText() Where {
	authorize := strings.Contains(r.words, " authorizations new ") || strings.Contains(r.words, " invalid authorization request ") || strings.Contains(r.words, " authorize ")
	token := strings.Contains(r.words, " oauth tokens ") || strings.Contains(r.words, " grant_type ") || strings.Contains(r.words, " token endpoint ")
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
	for end < len(r.text) && nameByte(r.text[end]) {
		end++
	}
	rest := strings.TrimLeft(r.text[end:min(len(r.text), end+12)], ".")
	more := strings.TrimLeft(rest, " ")
	return len(more) < len(rest) && more != "" && more[0] >= 'A' && more[0] <= 'Z'
}

// hasForeignDescription reports whether the text has a description of an OAuth error that is
// not one of Zendesk's.
func (r *reader) hasForeignDescription() bool {
	const called = " description " // Zendesk calls it error_description
	for from := 0; ; {
		at := strings.Index(r.words[from:], called)
		if at < 0 {
			break
		}
		before := r.words[:from+at]
		if slices.Contains([]string{"invalid_grant", "invalid_client", "invalid_request", "invalid_scope", "unauthorized_client", "access_denied", "invalid_token"}, before[strings.LastIndexByte(before, ' ')+1:]) {
			return true
		}
		from += at + len(called) - 1
	}
	if strings.Contains(r.text, markBody) && strings.Contains(r.words, " reason ") {
		return true // Zendesk has no such key
	}
	const key = " error_description "
	for from := 0; ; {
		at := strings.Index(r.words[from:], key)
		if at < 0 {
			return false
		}
		from += at + len(key) - 1
		if !slices.ContainsFunc(r.needles, func(n needle) bool {
			return n.strength == strengthSentence && strings.HasPrefix(r.words[from:], n.parts[0])
		}) {
			return true
		}
	}
}
