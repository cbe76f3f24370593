package explain

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// findings decides every exchange of the text by the decision table, and what stands in no
// exchange by its words.
func (r *reader) findings() (found []finding, facts []Fact) {
	taken := make([]bool, len(r.hits))
	for i := range r.exchs {
		found = append(found, r.decideExchange(&r.exchs[i], taken, &facts)...)
	}
	found = r.compared(append(append(found, r.negative()...), r.requested()...))
	for i, h := range r.hits {
		if taken[i] {
			continue
		}
		if f, ok := r.loose(i, h); ok {
			found = append(found, f)
			if text := machineFacts[f.net]; text != "" {
				facts = append(facts, Fact{FactMachine, text, true})
			} else if h.strength > weakest && h.at < len(r.words) {
				facts = append(facts, Fact{FactWords, `the words "` + redact.Clean(strings.TrimSpace(r.words[h.at:h.end]), 80) + `"`, true})
			}
		} else if h.family != nil && h.family.net != "" {
			facts = append(facts, Fact{FactMachine, machineFacts[h.family.net] + ", and nothing says that it is about Zendesk", false})
		}
	}
	return r.ordered(found), slices.Compact(facts)
}

// decideExchange explains one exchange, and takes the hits that it used.
func (r *reader) decideExchange(e *exchange, taken []bool, facts *[]Fact) []finding {
	var mine []hit
	var at []int
	code := ""
	for i, h := range r.hits {
		if h.alone || taken[i] || r.where[i] < e.from || r.where[i] >= e.to {
			continue
		}
		if h.family != nil && h.family.apart {
			continue
		}
		inside := r.exchangeAt(r.where[i]) == e
		if h.family != nil && h.family.net != "" && e.raw {
			continue
		}
		if !inside || h.strength == weakest && (r.where[i] > e.told || h.family != nil && h.family.net != "" && !e.answered()) {
			continue
		}
		inAddress := e.asked && e.role == callbackAddress && r.where[i] >= e.at && r.where[i] < e.end
		if h.strength > weakest && !inAddress && r.whose(r.where[i], r.textEnd(h), false) == theirs {
			continue
		}
		if h.strength == word && !e.body && e.role != callbackAddress && !r.counts(r.where[i]) {
			continue
		}
		mine, at = append(mine, h), append(at, i)
		if h.strength == word && code == "" {
			code = strings.TrimSpace(h.parts[0])
		}
	}
	if f, ok := factOf(*e, code); ok {
		*facts = append(*facts, f)
	}
	if e.owner != ours || !e.asked && e.status == 0 && !slices.ContainsFunc(mine, func(h hit) bool { return h.strength > weakest }) || !e.asked && !e.body && !slices.Contains([]int{0, 401, 403, 422, 429, 502, 503, 504}, e.status) && !(e.status == 404 && r.ofAPI()) && !(e.status == 400 && r.exchanging(e)) && !slices.ContainsFunc(mine, func(h hit) bool { return h.strength > weakest }) {
		return nil
	}
	if e.asked && e.role == callbackAddress && e.fragment && hasParam(e.query, "code") {
		return []finding{{code: "callback-unusable", rank: rankSaid, at: e.at, e: e}}
	}
	if !e.asked && e.status != 0 && (!r.counts(e.statusAt) || isTitle(r.text[r.stmts[0].from:r.stmts[0].to])) || r.revoked(e) {
		return nil
	}
	s, ok := r.seen(e)
	if !ok {
		return nil
	}
	sure, likely := r.codesOf(mine, s)
	if s.Status >= 200 && s.Status < 300 && len(sure) == 0 && s.Error == "" && s.Asked.As != Nobody {
		for _, i := range at { // what succeeded is no failure, whatever words stand around it
			taken[i] = taken[i] || r.hits[i].family != nil && r.hits[i].family.net != ""
		}
		return nil
	}
	if s.Status == 0 && len(sure) == 0 && !e.page && e.role != callbackAddress {
		return nil
	}
	if s.Status == 0 && !e.page && !e.body && e.role != callbackAddress { // words beside an address: they stand for themselves
		return nil
	}
	var found []finding
	rank := rankStatus
	if len(sure) > 0 {
		rank = rankSaid
	}
	for _, c := range decide(s, strings.TrimSpace(e.method+" "+e.path), sure, likely) {
		found = append(found, finding{code: c, rank: rank, at: max(e.at, e.from), e: e})
	}
	for i, h := range r.hits { // words of an answer that came are not about the way it came
		taken[i] = taken[i] || h.family != nil && h.family.net != "" && e.raw && r.where[i] >= e.from && r.where[i] < e.told
	}
	if len(found) > 0 {
		for i, h := range r.hits {
			taken[i] = taken[i] || h.alone && (e.asked || rank == rankSaid) && r.where[i] >= e.from && r.where[i] < e.to
		}
		for _, i := range at {
			taken[i] = taken[i] || r.hits[i].strength > weakest || slices.ContainsFunc(found, func(f finding) bool { return f.code == r.hits[i].code }) || e.answered() && r.hits[i].family != nil
		}
	}
	return found
}

func (r *reader) textEnd(h hit) int {
	if h.at >= len(r.words) {
		return len(r.text)
	}
	return r.textAt(max(h.at, h.end-2)) + 1
}

// ofAPI reports whether the text speaks of calls of an API, rather than of pages.
func (r *reader) ofAPI() bool {
	return strings.Contains(r.words, " api ") || strings.Contains(r.words, " client ") || strings.Contains(r.words, " endpoint ")
}

// exchanging reports whether the text says in front of an answer that a code or a token was
// to be exchanged.
func (r *reader) exchanging(e *exchange) bool {
	before := strings.ToLower(r.text[max(0, e.from-beforehand, e.statusAt-reach):e.statusAt])
	return strings.Contains(before, "exchange") && (strings.Contains(before, "code") || strings.Contains(before, "token"))
}

// beforehand is how far in front of an answer without an address the text may say what was asked.
const beforehand = 200

// seen is what the decision table asks of an exchange. Where the text does not tell the
// place, the words around tell it.
func (r *reader) seen(e *exchange) (s Seen, ok bool) {
	s = Seen{Status: e.status, RetryIn: e.retry}
	place, known := Network, false
	if e.asked {
		place, known = e.place()
	}
	if !known {
		if e.asked && e.path != "" && strings.Trim(e.path, "/") != "" && e.status != 0 && e.status < 500 && e.status != 429 {
			return s, false // another page of Zendesk's
		}
		place = API
		around := strings.ToLower(r.text[max(0, e.from-beforehand):min(len(r.text), max(e.told, e.from+200), e.from+reach)])
		if strings.Contains(around, "authorization request") || strings.Contains(around, "authorize page") || strings.Contains(around, "authorization page") {
			place = AuthorizePage
		}
		for _, sign := range []string{"token endpoint", "fetch token", "exchange", "oauth2:", "refresh", "oauth/tokens", "get access token", "getting access token", "grant_type", "retrieve token", "obtain", "accesstokenresponse"} {
			if strings.Contains(around, sign) {
				place = TokenEndpoint
			}
		}
	}
	s.Where = place
	switch {
	case e.page:
		s.Error = BodyHTML
	case e.raw && e.succeeded() && (e.status != 204 || e.method == "GET") && (strings.TrimSpace(e.said) == "" || place == TokenEndpoint && (e.note == nil || e.note.spoilt) && !e.body):
		s.Error = BodyUnreadable
	default:
		s.Text = strings.TrimSpace(keysSaid.Replace(e.said))
	}
	if e.path == zendesk.LocalesPath {
		s.Asked.As = Nobody // it needs no token
	}
	return s, true
}

// keysSaid takes the keys out of what an answer says.
var keysSaid = strings.NewReplacer("error_description ", "", " error ", " ", "error ", "", "description ", "", "message ", "", "title ", "", markBody, "", markDone, "")

// negative is what a text tells by what does not stand in it: a token answer that lacks a
// key, beside a complaint, and a token that works after it was deleted.
func (r *reader) negative() (found []finding) {
	for i := range r.exchs {
		e := &r.exchs[i]
		if n := e.note; n != nil && e.owner != theirs && (e.owner == ours || r.ours || !r.theirs) {
			complaint := r.complaint()
			if !n.expiry && complaint&aboutTime != 0 {
				found = append(found, finding{code: "no-expiry", rank: rankSaid, at: e.from, e: e})
			}
			if !n.refresh && complaint&aboutRefresh != 0 {
				found = append(found, finding{code: "no-refresh-token", rank: rankSaid, at: e.from, e: e})
			}
		}
		if e.owner != ours || e.method != "DELETE" || e.status != 204 || !strings.Contains(e.path, "oauth/tokens") {
			continue
		}
		for _, later := range r.exchs[i+1:] {
			if later.owner == ours && later.method == "GET" && later.status == 200 {
				found = append(found, finding{code: "revoke-ignored", rank: rankSaid, at: e.from, e: e})
				break
			}
			if later.status == 401 || strings.Contains(later.path, "oauth/tokens") && later.method == "POST" {
				break
			}
		}
	}
	return found
}

// compared is what two answers tell together: a client that another account does not know,
// and a refresh that comes after another one.
func (r *reader) compared(found []finding) []finding {
	refresh := strings.Contains(r.words, " refresh_token ")
	for _, f := range slices.Clone(found) {
		switch f.code {
		case "no-such-client", "invalid-client":
			if slices.ContainsFunc(r.addrs, func(a address) bool {
				return a.zendesk && strings.HasPrefix(a.host, "d3v-") && f.e != nil && f.e.host != "" && f.e.host != a.host
			}) {
				found = append(found, finding{code: "not-global-yet", rank: f.rank, at: f.at})
			}
		case "invalid-grant":
			if f.e != nil && refresh && slices.ContainsFunc(r.exchs, func(before exchange) bool {
				return before.from < f.e.from && before.note != nil && before.owner == ours
			}) {
				found = append(found, finding{code: "pair-lost", rank: f.rank, at: f.at})
			}
		}
	}
	return found
}

// requested is what a request tells by itself: what it asks for has ended.
func (r *reader) requested() (found []finding) {
	implicit, password := strings.Contains(r.words, " response_type token "), strings.Contains(r.words, " grant_type password ")
	for i := range r.exchs {
		e := &r.exchs[i]
		if e.owner != ours || !e.asked {
			continue
		}
		switch place, _ := e.place(); {
		case place == AuthorizePage && implicit:
			found = append(found, finding{code: "implicit-retired", rank: rankSaid, at: e.from})
		case place == TokenEndpoint && password:
			found = append(found, finding{code: "password-grant-retired", rank: rankSaid, at: e.from})
		}
	}
	return found
}

// What a complaint can be about.
const (
	aboutTime = 1 << iota
	aboutRefresh
)

// complainedOf are words with which people complain of what an answer lacks.
var complainedOf = map[int][]string{
	aboutTime: {
		"expires", "expires_at", "expiry", "expire", "expiration", "expired", "lifetime", "null", "nil", "none", "nan", "undefined", "never", "stops", "stopped", "minutes", "hours", "keyerror", "why", "läuft", "ablauf", "expiré", "caduca", "expira", "期限", "有效期",
	},
	aboutRefresh: {
		"refresh", "refreshes", "refresh_token", "renew", "offline_access", "keyerror", "reauthorize", "log in again", "sign in again", "null", "nil", "none", "undefined", "why", "erneuern", "rafraîchir", "renovar", "更新", "刷新",
	},
}

// complaint tells what the text complains of, outside of its answers.
func (r *reader) complaint() (about int) {
	var prose strings.Builder
	for _, s := range r.stmts {
		line := r.text[s.from:s.to]
		if _, rest, in := strings.Cut(line, markEnd); in {
			line = rest
		}
		if len(strings.Fields(line)) > 2 && !strings.Contains(line, "HTTP/") && r.counts(s.from) {
			prose.WriteString(line + "\n")
		}
	}
	w := words(prose.String())
	for kind, all := range complainedOf {
		for _, each := range all {
			if strings.Contains(w, " "+each+" ") || each[0] >= 0x80 && strings.Contains(w, each) {
				about |= kind
			}
		}
	}
	return about
}

// loose judges a hit that is part of no exchange.
func (r *reader) loose(i int, h hit) (f finding, ok bool) {
	at, end := r.where[i], r.textEnd(h)
	f = finding{code: h.code, rank: rankWords, at: at}
	if h.family != nil {
		f.net = h.family.net
	}
	switch {
	case h.strength > weakest:
		f.rank = rankSaid
	case f.net != "" && r.hostBeside(at, end):
		f.rank = rankStatus // as sure as an answer of that host
	}
	if h.alone {
		return f, h.parts[0] == r.words || r.shown(at, end) && r.whose(at, end, false) == ours
	}
	if h.at >= len(r.words) { // a sentence that is broken inside its words
		return f, r.ours || !r.theirs
	}
	whose := r.whose(at, end, h.strength == weakest)
	if h.own && r.ours && whose == theirs && !r.theirsBeside(at, end) {
		whose = ours // nobody else says this, whoever is named elsewhere
	}
	if whose == theirs || h.strength < sentence && !r.counts(at) {
		return f, false
	}
	place, placed := r.placeOf(at)
	if where := r.table[h.row].where; placed && len(where) > 0 && !slices.Contains(where, place) {
		return f, false
	}
	if h.strength == weakest && len(r.stmts) > 0 && isTitle(r.text[r.stmts[0].from:r.stmts[0].to]) {
		return f, false // the text tells of a change
	}
	switch {
	case h.strength == sentence:
		return f, whose == ours || r.ours || !r.theirs && !r.isList() && !strings.HasSuffix(r.words[:h.at+1], " we ") && (h.own || !r.goesOn(end) && !r.otherwise)
	case h.strength == word:
		if whose == ours || r.ours {
			return f, true
		}
		return f, !r.others && r.bareCounts(h)
	}
	for _, e := range r.exchs { // what stands in the answer is not missing from it
		if e.note != nil && e.owner != theirs && (h.code == "no-expiry" && e.note.expiry || h.code == "no-refresh-token" && e.note.refresh) {
			return f, false
		}
	}
	if h.family != nil && h.family.tight && r.general(at) {
		return f, false
	}
	if h.family != nil && (h.family.soft && !r.troubled() || h.family.apart && slices.ContainsFunc(r.exchs, func(e exchange) bool { return e.status != 0 })) {
		return f, false
	}
	if h.family != nil && len(h.family.other) > 0 && r.says(at, end, h.family.other) {
		return f, false
	}
	if in, inside := r.addressAt(at); inside && h.family != nil && in.query != "" {
		return f, false // a parameter is no word about it
	}
	return r.looseWords(h, at, end, whose, f)
}

// says reports whether the statement at a place has one of the words.
func (r *reader) says(at, end int, some []string) bool {
	s := r.stmts[r.statementOf(at)]
	w := words(r.text[max(s.from, at-reach/8):min(s.to, end+reach/8)])
	return slices.ContainsFunc(some, func(each string) bool { return strings.Contains(w, " "+each+" ") })
}

// theirsBeside reports whether the statement at a place names somebody else.
func (r *reader) theirsBeside(at, end int) bool {
	from, to := r.stmts[r.statementOf(at)].from, r.stmts[r.statementOf(max(at, end-1))].to
	return slices.ContainsFunc(r.partiesIn(from, to), func(p party) bool { return p.owner == theirs })
}

// hostBeside reports whether the statement at a place names a host of Zendesk's.
func (r *reader) hostBeside(at, end int) bool {
	from, to := r.stmts[r.statementOf(at)].from, r.stmts[r.statementOf(max(at, end-1))].to
	return slices.ContainsFunc(r.partiesIn(from, to), func(p party) bool { return p.owner == ours && p.host })
}

// troubles are words of those who have one.
var troubles = strings.Fields("fail fails failed failing fails error errors broken breaks broke stopped stuck cant cannot unable doesnt wont problem issue issues trouble help why wrong denied refused reject rejects rejected never nothing again funktioniert geht fehler erreur error problema")

// troubled reports whether the text tells of trouble.
func (r *reader) troubled() bool {
	return slices.ContainsFunc(troubles, func(t string) bool { return strings.Contains(r.words, " "+t+" ") })
}

// general reports whether the statement at a place says what holds for everybody, as a manual does.
func (r *reader) general(at int) bool {
	return r.says(at, at, []string{"must be", "should", "can be", "you need", "an expired", "an invalid", "a revoked", "muss", "müssen"}) &&
		!r.says(at, at, []string{"i", "we", "our", "my", "us", "error", "fails", "failed"})
}

// shown reports whether text[at:end] stands for itself, as what a page shows does where it is
// quoted: between quotation marks, behind a colon or a dash, or on a line of its own.
func (r *reader) shown(at, end int) bool {
	for end < len(r.text) && nameByte(r.text[end]) {
		end++
	}
	before, behind := strings.TrimRight(r.text[:at], " \t"), strings.TrimLeft(r.text[end:], " \t.!")
	opened, _ := utf8.DecodeLastRuneInString(before)
	closed, _ := utf8.DecodeRuneInString(behind)
	return (before == "" || strings.ContainsRune("\n\"'`“”„‘’«»「『:：–—-/>(|", opened)) && (behind == "" || strings.ContainsRune("\n\"'`”“’‘»«」』,;–—-/<)|", closed))
}

// looseWords judges what anybody may say: it is ours beside Zendesk, or beside the
// client's own redirect URL where it is about this machine.
func (r *reader) looseWords(h hit, at, end int, whose owner, f finding) (finding, bool) {
	local, addressed := r.machineNear(at)
	switch h.code {
	case "network", "callback-unreachable":
		if h.code == "network" && h.family.net != NetRefused {
			break
		}
		switch {
		case r.back:
			f.code, f.rank, f.net = "callback-unreachable", rankStatus, ""
			return f, !r.others || r.ours
		case addressed: // something else of this machine
			return f, false
		case local:
			f.code, f.net = "callback-unreachable", ""
			return f, whose == ours && r.comesBack()
		}
	case "port-busy", "port-denied":
		f.rank = rankStatus
		if local || addressed || r.back {
			return f, !r.others || r.ours
		}
	case "state-mismatch", "browser-blocks-localhost":
		if r.back {
			f.rank = rankStatus
			return f, !r.others || r.ours
		}
	}
	return f, whose == ours && r.oursWithin(at, end)
}

// oursWithin reports whether somebody of ours is named within reach.
func (r *reader) oursWithin(at, end int) bool {
	for _, p := range r.parties {
		if p.owner == ours && p.end > at-reach/2 && p.at < end+reach/2 {
			return true
		}
	}
	return false
}

// machineNear reports whether this machine is named near a place, and whether by an
// address that is no redirect URL: then the text is about another server of it.
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
	for _, sign := range []string{" allow ", " authoriz", " callback", " redirect", " oauth", " consent ", " refused to connect ", " cant connect ", " site cant be reached "} {
		if strings.Contains(r.words, sign) {
			return true
		}
	}
	return false
}

// bareCounts reports whether an error code of OAuth counts where nobody is named: in an
// answer that says nothing in other words than Zendesk's, or typed alone; not in a list.
func (r *reader) bareCounts(h hit) bool {
	if r.otherwise || r.isList() {
		return false
	}
	return strings.Contains(r.text, markBody) || strings.Count(r.words, " ") <= 14
}

// placeOf is the endpoint that the text around a place speaks of.
func (r *reader) placeOf(at int) (Where, bool) {
	if e := r.exchangeAt(at); e != nil && e.asked {
		if w, ok := e.place(); ok {
			return w, true
		}
	}
	if r.speaksOf != Network {
		return r.speaksOf, true
	}
	return Network, false
}

// spoken is the endpoint that the whole text speaks of.
func (r *reader) spoken() Where {
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

// goesOn reports whether a sentence goes on in the same breath behind its end: then it is
// the beginning of what another server says.
func (r *reader) goesOn(end int) bool {
	for end < len(r.text) && nameByte(r.text[end]) {
		end++
	}
	rest := strings.TrimLeft(r.text[end:min(len(r.text), end+12)], ".")
	more := strings.TrimLeft(rest, " ")
	return len(more) < len(rest) && more != "" && more[0] >= 'A' && more[0] <= 'Z'
}

// otherDescription reports whether the words hold an error_description that is none of
// Zendesk's.
func (r *reader) otherDescription() bool {
	for _, code := range []string{"invalid_grant", "invalid_client", "invalid_request", "invalid_scope", "unauthorized_client", "access_denied", "invalid_token"} {
		if strings.Contains(r.words, " "+code+" description ") { // Zendesk's has another name
			return true
		}
	}
	if strings.Contains(r.text, markBody) && strings.Contains(r.words, " reason ") {
		return true // nor has it such a key
	}
	const key = " error_description "
	for from := 0; ; {
		at := strings.Index(r.words[from:], key)
		if at < 0 {
			return false
		}
		from += at + len(key) - 1
		if !slices.ContainsFunc(r.needles, func(n needle) bool {
			return n.strength == sentence && strings.HasPrefix(r.words[from:], n.parts[0])
		}) {
			return true
		}
	}
}

// isList reports whether the text names three or more error codes, or two sentences, and no
// answer: then it is a specification or a program.
func (r *reader) isList() bool {
	seen, sentences := make(map[string]bool), make(map[Code]bool)
	for _, h := range r.hits {
		switch {
		case h.strength == word:
			seen[h.parts[0]] = true
		case h.strength == sentence && !h.alone:
			sentences[h.code] = true
		}
	}
	return len(sentences) >= 2 && !slices.ContainsFunc(r.exchs, func(e exchange) bool { return e.asked }) && !strings.Contains(r.text, markBody) || len(seen) >= 5 || len(seen) >= 3 && !strings.Contains(r.text, markBody) || r.listed
}

// teaching are words of those who explain what can go wrong, and to whom.
var teaching = []string{
	"you will learn", "youll learn", "learn how", "in this guide", "this guide covers", "this guide", "this article", "this post", "this tutorial", "this section", "this page describes", "this document", "step by step",
	"common causes", "typical causes", "common errors", "common issues", "common pitfalls", "possible causes", "best practices", "the following errors", "the following table", "how to fix", "how to handle", "troubleshooting",
	"if youre", "if you are", "if you receive", "if you get", "if you see", "when you", "make sure", "refer to", "recommends",
}

// teaching reports whether the text explains what can go wrong, as a manual or an article
// does, and nobody in it tells what went wrong.
func (r *reader) isManual() bool {
	const longest = 1 << 15
	w := r.words
	if len(w) > longest {
		return false // a log
	}
	for _, told := range []string{" i ", " im ", " ive ", " my ", " me ", " we get ", " we got ", " we are getting ", " were getting ", " our sync ", " traceback ", " exception in thread ", " caused by "} {
		if strings.Contains(w, told) {
			return false
		}
	}
	n := 0
	for _, t := range teaching {
		if strings.Contains(w, " "+t+" ") {
			n++
		}
	}
	return n >= 3 || n == 2 && len(w) < 1500
}

// instructing are words that a step of a manual begins with.
var instructing = setOf(`click go enter enable select open copy navigate choose press ensure next then finally lastly now add paste`)

// listsStatuses reports whether the text names three or more statuses, and no address that
// answered with them: then it is a manual's table, or a program's.
func (r *reader) listsStatuses() bool {
	seen := make(map[int]bool)
	for _, e := range r.exchs {
		if e.asked {
			return false
		}
		seen[e.status] = true
	}
	delete(seen, 0)
	return len(seen) >= 3
}

// changes are what a line of release notes or of a commit begins with.
var changes = setOf(`fix fixed fixes add added adds handle handles handled improve improved improves change changed changes remove removed support supports bump update updated refactor feat chore docs test tests
	new deprecated security implement implemented document rename bugfix bugfixes changelog unreleased`)

// counts reports whether the statement at a place tells what happened, rather than what a
// program was changed to do, what can happen, or what somebody keeps in an account.
func (r *reader) counts(at int) bool {
	if r.teaches {
		return false
	}
	const window = 400 // of a statement that has no end
	s := r.stmts[r.statementOf(at)]
	line := strings.TrimSpace(r.text[max(s.from, at-window):min(s.to, at+window)])
	for _, label := range []string{"msg ", "message ", "text ", "body ", "stderr: ", "log "} {
		line = strings.TrimLeft(strings.TrimPrefix(line, label), " \"'`│")
	}
	if isVersion(line) {
		return false // a line of release notes
	}
	listed := strings.HasPrefix(line, "-") || strings.HasPrefix(line, "*") || strings.HasPrefix(line, "•")
	line = strings.TrimLeft(line, " -*•#>/0123456789.[]")
	first := strings.ToLower(line[:len(line)-len(strings.TrimLeft(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))])
	if rest := line[len(first):]; changes[first] && (listed || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "(") || strings.HasSuffix(first, "ed")) {
		return false
	}
	if isTitle(line) {
		return false
	}
	for _, printed := range []string{"Error:", "Exception:", "Error Domain", "Error(", "Exception("} {
		if strings.Contains(line, printed) {
			return true // by a program, whatever stands in it
		}
	}
	w := words(line)
	if instructing[strings.Trim(first, "'")] && !slices.ContainsFunc(troubles, func(t string) bool { return strings.Contains(w, " "+t+" ") }) {
		return false // a step of a manual
	}
	if told := []string{"return", "respond", "reject", "answer"}; slices.Contains(told, first) && (strings.Contains(w, " for ") || strings.Contains(w, " instead of ")) {
		return false // what a program is to do
	}
	has := func(some []string) bool {
		return slices.ContainsFunc(some, func(each string) bool { return strings.Contains(w, " "+each+" ") })
	}
	switch {
	case has([]string{"requester", "assignee"}), ticketNumber(w), strings.HasPrefix(w, " the ticket "), strings.HasPrefix(w, " new ticket "):
		return has([]string{"api", "oauth", "token", "request", "client", "http", "https", "curl", "subdomain"})
	case has([]string{"this pr", "this pull request", "this commit", "this patch"}):
		return false
	case has([]string{"ticket", "tickets", "customer", "customers", "macro", "trigger", "subject"}):
		return has([]string{"api", "oauth", "token", "request", "client", "connect", "http", "https", "login", "url", "error", "exception", "subdomain", "consent", "account", "i", "we", "our", "app", "curl", "me"})
	case has([]string{"i", "im", "ive", "we", "my", "our", "me", "us", "got", "http", "https"}):
		return true
	}
	if slices.Contains([]string{"if", "once", "unless", "def", "func", "elif", "const", "let", "var", "import", "switch"}, first) || has([]string{"response means", "error means", "code means", "status means", "401 means", "403 means", "429 means"}) {
		return false // a manual, or a program
	}
	return !has([]string{"may", "might", "should", "would", "must handle", "must not", "must retry", "can return", "will return", "in case", "whenever"}) &&
		!(has([]string{"returns", "is returned", "are returned", "answers"}) && has([]string{"if", "when"}) && !has([]string{"now", "always", "since"}))
}

// isTitle reports whether a line is the title of a commit: "fix(zendesk): …", "enh(Zendesk) - …".
func isTitle(line string) bool {
	kind, rest, ok := strings.Cut(strings.TrimLeft(line, "# "), "(")
	if !ok || kind == "" || strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	scope, rest, ok := strings.Cut(rest, ")")
	rest = strings.TrimPrefix(rest, "!")
	return ok && strings.Trim(scope, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_/ ,") == "" &&
		(strings.HasPrefix(rest, ": ") || strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, " – "))
}

// isVersion reports whether a line begins with the number of a version and a colon or a dash.
func isVersion(line string) bool {
	if bullet := strings.TrimLeft(line, "-*• "); bullet != line { // or the bullet of a date
		if rest := strings.TrimLeft(bullet, "0123456789-"); len(bullet)-len(rest) >= len("2026-01") && strings.HasPrefix(rest, ": ") {
			return true
		}
	}
	rest := strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(line, "#*- ["), "v"), "0123456789.")
	number := strings.TrimSuffix(line, rest)
	return strings.Count(number, ".") >= 1 && strings.Count(number, ".") <= 2 && strings.ContainsAny(number, "0123456789") && (strings.HasPrefix(rest, ": ") || strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, " – ") || strings.HasPrefix(rest, "] "))
}

// ticketNumber reports whether words name a ticket by its number: then they tell what stands in it.
func ticketNumber(words string) bool {
	_, rest, ok := strings.Cut(words, " ticket ")
	return ok && rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// revoked reports whether a refusal is what had to come of a token that was deleted.
func (r *reader) revoked(e *exchange) bool {
	return e.status == 401 && slices.ContainsFunc(r.exchs, func(before exchange) bool {
		return before.from < e.from && before.owner == ours && before.method == "DELETE" && before.status == 204 && strings.Contains(before.path, "oauth/tokens")
	})
}

// ordered puts the findings in order: what was said before what a status tells, and that
// before what anybody may say; then as they stand in the text, but where one follows from
// another the last one is first. What was asked once more, and granted then, is none.
func (r *reader) ordered(found []finding) []finding {
	found = slices.DeleteFunc(found, func(f finding) bool {
		if f.e == nil || f.e.succeeded() {
			return false
		}
		return slices.ContainsFunc(r.exchs, func(later exchange) bool {
			return later.from > f.e.from && later.succeeded() && later.sameAs(*f.e) && later.owner == ours
		})
	})
	slices.SortStableFunc(found, func(a, b finding) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(a.at, b.at))
	})
	handling := strings.LastIndex(r.text, "During handling of the above exception")
	slices.SortStableFunc(found, func(a, b finding) int {
		switch {
		case follows(b, a) || handling >= 0 && a.at < handling && b.at > handling && a.rank <= b.rank:
			return 1
		case follows(a, b) || handling >= 0 && b.at < handling && a.at > handling && b.rank <= a.rank:
			return -1
		}
		return 0
	})
	table := indexed().table
	have := func(c Code) bool { return slices.ContainsFunc(found, func(f finding) bool { return f.code == c }) }
	var out []finding
	for _, f := range found {
		if i := slices.IndexFunc(out, func(o finding) bool { return o.code == f.code }); i >= 0 {
			if out[i].net == "" || out[i].net == NetTLS || out[i].net == NetOther {
				out[i].net = cmp.Or(f.net, out[i].net) // the one that tells more
			}
			continue
		}
		if i := rowOf(table, f.code); i >= 0 && f.e == nil && slices.ContainsFunc(table[i].unless, have) {
			continue
		}
		out = append(out, f)
	}
	return out
}

// follows reports whether a came of b: the refresh that was refused after the API had
// refused the token, or the same request once more.
func follows(a, b finding) bool {
	if a.e == nil || b.e == nil || a.e.from <= b.e.from {
		return false
	}
	pa, oka := a.e.place()
	pb, okb := b.e.place()
	return oka && okb && (pa == TokenEndpoint && pb == API && b.e.status == 401 || a.e.sameAs(*b.e) && pa == TokenEndpoint && a.rank >= b.rank)
}

// diagnoses are the rows of the findings, narrowed by what is known of each.
func (r *reader) diagnoses(found []finding) []Diagnosis {
	var all []Diagnosis
	for _, f := range found {
		d, ok := Lookup(f.code)
		if !ok {
			continue
		}
		k := r.known
		if f.net != "" {
			k.net = f.net
		}
		if f.code == "tls" && slices.ContainsFunc(r.addrs, func(a address) bool { return a.unresolved }) {
			k.net = NetTLSHost
		}
		if f.e != nil {
			k.status, k.retry = f.e.status, f.e.retry
			k.where, _ = f.e.place()
			if k.grant == "" && slices.ContainsFunc(found, func(b finding) bool { return follows(f, b) && b.e.status == 401 && !f.e.sameAs(*b.e) }) {
				k.grant = "refresh_token" // what follows a token that was refused
			}
			if f.code == "callback-unusable" {
				k.text = AnswerHash
			}
		}
		if id := r.client.Account.String(); id != "" {
			k.account, k.port, k.kind = id, r.client.Redirect.Port(), r.client.Kind
		}
		all = append(all, narrow(d, k))
	}
	return all
}
