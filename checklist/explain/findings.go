package explain

import (
	"slices"
	"strings"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// findings decides every exchange of the text by the decision table, and every other hit by the
// words around it.
func (r *reader) findings() (found []finding, facts []Fact) {
	taken := make([]bool, len(r.hits))
	if r.data {
		return nil, nil
	}
	for i := range r.exchs {
		found = append(found, r.decideExchange(&r.exchs[i], taken, &facts)...)
	}
	found = slices.Concat(found, r.absences(), r.asksForRetired(), r.signsInAgain(), r.endlessList())
	if r.callbackCode != "" { // it knows more than the exchange of that address
		facts = append(facts, Fact{FactBrowser, r.callbackFault, true})
		found = append(slices.DeleteFunc(found, func(f finding) bool { return f.exchange != nil && f.exchange.role == callbackAddress }), finding{code: r.callbackCode, rank: rankSaid})
	}
	for i, h := range r.hits {
		if taken[i] {
			continue
		}
		if f, ok := r.decideHit(i, h); ok {
			found = append(found, f)
			if text := netWords[f.netError].fact; text != "" {
				facts = append(facts, Fact{FactMachine, text, true})
			} else if h.strength > strengthWords && h.at < len(r.words) {
				facts = append(facts, Fact{FactWords, `the words "` + redact.Clean(strings.TrimSpace(r.words[h.at:h.end]), 80) + `"`, true})
			}
		} else if h.aboutNetwork() {
			facts = append(facts, Fact{FactMachine, netWords[h.family.netError].fact + ", and nothing says that it is about Zendesk", false})
		}
	}
	showsTokens := slices.ContainsFunc(r.exchs, func(e exchange) bool { return e.tokens != nil })
	for _, f := range r.told() { // also a narrower cause of what was found
		if len(found) == 0 || f.code == "token-of-before" && !showsTokens && hasCodeIn(found, "no-refresh-token") ||
			f.code == "pair-lost" && found[0].code == "invalid-grant" || f.code == "ip-restricted" && slices.Contains(broadCodes, found[0].code) {
			found = append(found, f)
			facts = append(facts, Fact{FactWords, "what a person tells, without an answer that is quoted", true})
		}
	}
	over := r.resolvedUpTo(found)
	if n := len(r.stmts); n > 0 && len(r.exchs) > 0 {
		if last := r.exchs[len(r.exchs)-1]; last.succeeded() && last.owner == ours && r.stmts[n-1].from > last.at && countsNoErrors(words(r.text[r.stmts[n-1].from:])) {
			over = max(over, last.from) // it goes on, and counts no errors at the end
		}
	}
	found = slices.DeleteFunc(found, func(f finding) bool { return f.at < over || r.passed(f) || r.connectedAfter(f) })
	if slices.ContainsFunc(found, func(f finding) bool { return slices.Contains(machineCodes, f.code) }) { // the other words are of the same failure
		facts = slices.DeleteFunc(facts, func(f Fact) bool { return f.Kind == FactMachine && !f.Ours })
	}
	if hasCodeIn(found, "callback-unreachable") {
		facts = append(facts, Fact{FactMachine, "the browser could not open the address that it was sent back to", true})
	}
	return r.ordered(r.combined(found)), slices.Compact(facts)
}

// machineCodes are the codes of what happened on this machine or on the way.
var machineCodes = []Code{"callback-unreachable", "dns", "network", "port-busy", "port-denied", "proxy", "timeout", "tls"}

// countsNoErrors reports whether the last line of a run counts no errors; linters count warnings too.
func countsNoErrors(line string) bool {
	return strings.Contains(line, " 0 errors ") && !strings.Contains(line, " warnings ") && !strings.Contains(line, " lint ")
}

// decideExchange explains one exchange, adds its fact, and marks in taken the hits that it used
// or ruled out.
func (r *reader) decideExchange(e *exchange, taken []bool, facts *[]Fact) []finding {
	var mine []hit
	var at []int
	code := ""
	for i, h := range r.hits {
		place := r.hitAt[i]
		inAddress := e.hasAddress && e.role == callbackAddress && place >= e.at && place < e.end
		if h.alone || taken[i] || place < e.from || place >= e.to || r.exchangeAt(place) != e || h.family != nil && h.family.statusName ||
			h.aboutNetwork() && (e.transcript || !e.answered()) || h.strength == strengthWords && place > e.certainTo ||
			h.strength > strengthWords && !inAddress && r.ownerAt(place, r.textEnd(h), false) == theirs ||
			h.strength == strengthCode && !e.body && e.role != callbackAddress && !r.happened(place) {
			continue
		}
		mine, at = append(mine, h), append(at, i)
		if h.strength == strengthCode && code == "" {
			code = strings.TrimSpace(h.parts[0])
		}
	}
	if f, ok := factOf(*e, code); ok {
		*facts = append(*facts, f)
	}
	says := e.hasAddress || slices.ContainsFunc(mine, func(h hit) bool { return h.strength > strengthWords })
	known := e.body || slices.Contains([]int{401, 403, 422, 429, 502, 503, 504}, e.status) || // what others answer less often
		e.status == 404 && hasAny(r.words, []string{"api", "client", "endpoint"}) || e.status == 400 && r.mentionsExchange(e)
	if r.noFailure && !e.transcript || e.owner != ours || !says && (e.status == 0 || !known) {
		return nil // an example, or somebody else's
	}
	if e.hasAddress && e.role == callbackAddress && e.fragment && hasParam(e.query, "code") {
		return []finding{{code: "callback-unusable", rank: rankSaid, at: e.at, exchange: e}}
	}
	if !e.hasAddress && e.status != 0 && (!r.happened(e.statusAt) || isTitle(r.text[r.stmts[0].from:r.stmts[0].to])) || r.isExpectedRefusal(e) {
		return nil
	}
	if e.hasAddress && (inTestDouble(r.text, e.at) || r.inCode(e)) {
		for i := range r.hits {
			taken[i] = taken[i] || r.hitAt[i] >= e.from && r.hitAt[i] < e.certainTo
		}
		return nil
	}
	st := r.stmts[r.statementOf(e.statusAt)]
	line := r.text[st.from:min(st.to, st.from+reach)]
	switch { // CONNECT is what only a proxy is asked
	case (e.status == 403 || e.status == 407) && strings.Contains(line, methodConnect) && indexFold(line, "proxy") >= 0,
		e.method == methodConnect && e.status >= 300:
		return []finding{{code: "proxy", rank: rankStatus, at: e.at, exchange: e}}
	case e.method == methodConnect:
		return nil
	}
	s, ok := r.seenOf(e)
	if !ok {
		return nil
	}
	sure, likely := r.codesOf(mine, s)
	if s.Status >= 200 && s.Status < 300 && len(sure) == 0 && s.Error == "" && (s.Asked.As != Nobody || !e.transcript) {
		for _, i := range at { // an answer came, so these words are not about the network
			taken[i] = taken[i] || r.hits[i].aboutNetwork()
		}
		return nil
	}
	if s.Status == 0 && !e.page && e.role != callbackAddress && (len(sure) == 0 || !e.body) {
		return nil // words near an address are left to decideHit
	}
	var found []finding
	rank := rankStatus
	if len(sure) > 0 {
		rank = rankSaid
	}
	for _, c := range decide(s, strings.TrimSpace(e.method+" "+e.path), sure, likely) {
		found = append(found, finding{code: c, rank: rank, at: max(e.at, e.from), exchange: e})
	}
	for i, h := range r.hits { // words in an answer that came are not about the network
		taken[i] = taken[i] || h.aboutNetwork() && e.transcript && r.hitAt[i] >= e.from && r.hitAt[i] < e.certainTo
	}
	if len(found) > 0 {
		for i, h := range r.hits {
			taken[i] = taken[i] || h.alone && (e.hasAddress || rank == rankSaid) && r.hitAt[i] >= e.from && r.hitAt[i] < e.to
		}
		for _, i := range at {
			taken[i] = taken[i] || r.hits[i].strength > strengthWords || hasCodeIn(found, r.hits[i].code) || e.answered() && r.hits[i].family != nil
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

// mentionsExchange reports whether the text says, before an answer, that a code or a token was
// exchanged.
func (r *reader) mentionsExchange(e *exchange) bool {
	before := strings.ToLower(r.text[max(0, e.from-leadIn, e.statusAt-reach):e.statusAt])
	return strings.Contains(before, "exchange") && (strings.Contains(before, "code") || strings.Contains(before, "token"))
}

// inCode reports whether the status of an exchange is in a line of source code.
func (r *reader) inCode(e *exchange) bool {
	s := r.stmts[r.statementOf(e.statusAt)]
	return e.status != 0 && e.at >= s.from && isCode("", strings.TrimSpace(r.around(e.statusAt, e.statusAt, reach/8)))
}

// leadIn is how many bytes before an answer without an address the text may say what was asked.
const leadIn = 200

// seenOf is an exchange as decide takes it. Where its address does not tell the endpoint, the
// words around it do. It is false for another page of Zendesk's.
func (r *reader) seenOf(e *exchange) (s Seen, ok bool) {
	s = Seen{Status: e.status, RetryIn: e.retry}
	place, known := Network, false
	if e.hasAddress {
		place, known = e.place()
	}
	if !known {
		if e.hasAddress && e.path != "" && strings.Trim(e.path, "/") != "" && e.status != 0 && e.status < 500 && e.status != 429 {
			return s, false // another page of Zendesk's
		}
		place = API
		around := strings.ToLower(r.text[max(0, e.from-leadIn):min(len(r.text), max(e.certainTo, e.from+200), e.from+reach)])
		if contains(around, "authorization request", "authorize page", "authorization page") {
			place = AuthorizePage
		}
		if contains(around, "token endpoint", "fetch token", "exchange", "oauth2:", "refresh", "oauth/tokens", "get access token",
			"getting access token", "grant_type", "retrieve token", "obtain", "accesstokenresponse") ||
			place == API && traceExchanges(r.text[max(e.certainTo, e.from):min(len(r.text), max(e.certainTo, e.from)+reach)]) {
			place = TokenEndpoint
		}
	}
	s.Where = place
	switch {
	case e.page:
		s.Error = BodyHTML
	case e.transcript && e.emptyBody && e.succeeded() && (e.method == "GET" || place == TokenEndpoint),
		e.transcript && e.succeeded() && (e.status != 204 || e.method == "GET") && (strings.TrimSpace(e.bodyText) == "" || place == TokenEndpoint && (e.tokens == nil || e.tokens.malformed) && !e.body):
		s.Error = BodyUnreadable
	default:
		s.Text = strings.TrimSpace(withoutKeys.Replace(e.bodyText))
	}
	if e.path == zendesk.LocalesPath {
		s.Asked.As = Nobody // it needs no token
	}
	return s, true
}

// traceExchanges reports whether the stack trace at the beginning of text has a call that
// exchanges a code or refreshes a token, such as exchangeCode.
func traceExchanges(text string) bool {
	for line := range strings.Lines(text) {
		call, ok := strings.CutPrefix(strings.TrimLeft(strings.ToLower(line), " \t#0123456789"), "at ")
		if !ok {
			return false
		}
		call = strings.ReplaceAll(call, "_", "")
		for _, verb := range []string{"exchange", "refresh", "fetch", "obtain", "get"} {
			for _, noun := range []string{"code", "token", "accesstoken"} {
				if strings.Contains(call, verb+noun) {
					return true
				}
			}
		}
	}
	return false
}

// withoutKeys removes the keys from what an answer says.
var withoutKeys = strings.NewReplacer("error_description ", "", " error ", " ", "error ", "", "description ", "", "message ", "", "title ", "", markBody, "", markDone, "")

// isProvoked reports whether a line says that a test provoked what it tells.
func isProvoked(line string) bool {
	return contains(line, "(expected)", "[expected]", "[scripted]")
}

// isExpectedRefusal reports whether an exchange is a refusal that a test provoked, or that of a token
// which was deleted before.
func (r *reader) isExpectedRefusal(e *exchange) bool {
	s := r.stmts[r.statementOf(max(e.at, e.statusAt))]
	return e.status >= 400 && (isProvoked(r.line(s)) || isPassedTest(strings.TrimSpace(r.line(s)))) || e.status == 401 && slices.ContainsFunc(r.exchs, func(before exchange) bool {
		return before.from < e.from && before.owner == ours && before.method == "DELETE" && before.status == 204 && strings.Contains(before.path, "oauth/tokens")
	})
}
