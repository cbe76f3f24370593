package explain

import (
	"cmp"
	"slices"
	"strings"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// Text explains pasted text, best first. It is empty when the text is none of ours; it
// never guesses. It is Read without the facts, and without a client.
func Text(pasted string) []Diagnosis { return Read(pasted, zendesk.Client{}).Diagnoses }

// Read reads a pasted text into facts, and explains them by the table that explains the
// answers of the test: what was asked, what was answered, and whose each statement is.
// The client, where one is known, tells its own redirect URL and account; the zero Client
// is none. A text that is a Code, or what the browser shows and nothing else, gets that
// row. It looks at the first mebibyte, in time that grows with it.
func Read(pasted string, c zendesk.Client) Reading {
	if d, ok := Lookup(Code(strings.ToLower(strings.TrimSpace(pasted)))); ok {
		return Reading{Diagnoses: []Diagnosis{d}}
	}
	return indexed().read(pasted, c)
}

// reader is a text on its way to a Reading.
type reader struct {
	*index
	plain
	text     string // flat: objects written out, encodings undone
	client   zendesk.Client
	stmts    []statement
	addrs    []address
	parties  []party // in order
	exchs    []exchange
	hits     []hit
	where    []int // of each hit, in the text
	ours     bool  // somebody of ours is named
	theirs   bool  // somebody else is, in a place that tells it
	others   bool  // or where a name may stand
	listed   bool  // it lists statuses
	foreign  bool  // it is written in a language that writes other words with capitals than English does
	teaches  bool  // it explains what can go wrong
	tickets  int   // so many does it list by their numbers
	back     bool  // the redirect URL with an answer is there
	first    int   // where Zendesk is named first, -1 where it is not
	innocent bool  // it says that Zendesk works
	begins   bool  // a line of it begins with Zendesk
	known    known
	came     Code   // what is wrong with the address that the browser came back to
	cameSo   string // in words
	// of the whole text
	speaksOf  Where // the endpoint, Network where it speaks of none or of several
	otherwise bool  // it holds a description that is none of Zendesk's
}

// finding is a code that was found, and how.
type finding struct {
	code Code
	rank int // rankWords and so on
	at   int
	e    *exchange
	net  string // a Net… word that it was told by
}

const (
	rankWords  = iota + 1 // anybody may say it
	rankStatus            // a status of ours at a known place, or this machine's own error
	rankSaid              // a sentence or a code
)

func (x *index) read(pasted string, c zendesk.Client) Reading {
	r := x.takeApart(pasted, c)
	found, facts := r.findings()
	return Reading{facts, r.diagnoses(found)}
}

// loopback6 gives this machine its name where IPv6 writes it with characters that end an address.
var loopback6 = strings.NewReplacer("[::1]", "localhost", " ::1:", " localhost:")

// takeApart finds what a pasted text consists of, and decides nothing.
func (x *index) takeApart(pasted string, c zendesk.Client) *reader {
	decoded := decode(pasted[:min(len(pasted), 1<<17)]) // the parameters of a request stand before its answer
	f := &flattener{}
	text := untag(f.text(unquoted(strings.NewReplacer(markBody, " ", markDone, " ", markNote, " ", markEnd, " ", markData, " ").Replace(redact.Lines(pasted))), 0))
	if len(text) > 2<<20 { // encodings inside each other may say more than was pasted
		text = text[:2<<20]
	}
	text = loopback6.Replace(text)
	r := &reader{index: x, text: text, client: c, plain: plainOf(text)}
	r.stmts = statements(text)
	r.addrs = addresses(text)
	r.mapHosts()
	r.teaches = r.isManual() || r.isPlan() || r.tabulates() || r.listsChanges() || r.testsPassed()
	r.tickets = ticketNumbers(text)
	r.speaksOf, r.otherwise = r.spoken(), r.otherDescription()
	r.findParties()
	r.hits = append(r.find(r.plain), r.findNames(text, r.plain)...)
	slices.SortStableFunc(r.hits, func(a, b hit) int { return cmp.Compare(a.at, b.at) })
	r.hits = slices.DeleteFunc(r.hits, func(h hit) bool { // /oauth/tokens is a path, and no word about tokens
		if h.family == nil || !h.family.tight {
			return false
		}
		at, end := r.textAt(h.at), r.textEnd(h)
		return r.insideAddress(at) || end > at && strings.ContainsAny(text[at:end], ",;") // or another clause
	})
	r.where = make([]int, len(r.hits))
	for i, h := range r.hits {
		r.where[i] = r.textAt(h.at)
	}
	r.findInnocence()
	r.exchs = fewer(exchanges(text, r.stmts, r.addrs, f.notes))
	for i := range r.exchs {
		r.exchs[i].readBody(text)
	}
	r.listed = r.listsStatuses()
	r.ownExchanges()
	r.known = knownFromText(decoded, r.words)
	r.came, r.cameSo = cameBack(pasted[:min(len(pasted), 1<<17)])
	return r
}

// unquoted takes away what mail, chats, comments, boxes and curl put in front of a line.
func unquoted(text string) string {
	if !strings.ContainsAny(text, ">│┃║|<") {
		return text
	}
	var out strings.Builder
	out.Grow(len(text))
	before := "" // the line before, where it was quoted
	for line := range strings.SplitAfterSeq(text, "\n") {
		body := strings.TrimLeft(line, " \t>│┃║")
		quoted := strings.HasPrefix(line, ">")
		if strings.HasPrefix(body, "< ") || strings.HasPrefix(body, "| ") {
			body = body[2:]
		}
		if strings.TrimSpace(body) == "<" {
			body = "\n" // where curl's headers end
		}
		if end := strings.TrimRight(body, " \t\r\n│┃║"); len(end) < len(body) {
			body = end
		} else {
			body = strings.TrimSuffix(body, "\n")
		}
		if out.Len() > 0 {
			if quoted && wrapped(before, body) {
				out.WriteByte(' ')
			} else {
				out.WriteByte('\n')
			}
		}
		out.WriteString(body)
		if before = ""; quoted {
			before = body
		}
	}
	return out.String()
}

// wrapped reports whether a quoted line goes on with the next one, as mail breaks a sentence:
// in the middle of it, and not where a program begins a line.
func wrapped(line, next string) bool {
	const shortest = 40
	if len(line) < shortest || next == "" {
		return false
	}
	end, begin := line[len(line)-1], next[0]
	first, _, _ := strings.Cut(next, " ")
	return (end >= 'a' && end <= 'z' || end >= '0' && end <= '9' || end == ',') && begin >= 'a' && begin <= 'z' && !strings.ContainsAny(first, ":=/({")
}

// mapped are the first parts of names under which companies keep their help desk.
var mapped = setOf("help support helpdesk helpcenter helpcentre care service assistance hilfe aide ayuda soporte suporte assistenza")

// mapHosts makes a host of a company's own Zendesk's where it is asked for a path of
// Zendesk's, and the text names Zendesk: it is host-mapped, which brings errors of its own.
func (r *reader) mapHosts() {
	if indexFold(r.text, "zendesk") < 0 {
		return
	}
	for i := range r.addrs {
		a := &r.addrs[i]
		if first, _, _ := strings.Cut(a.host, "."); a.role == addressee && a.foreign && mapped[first] && knownPath(a.path) {
			a.zendesk, a.foreign = true, false
		}
	}
}

// findParties gathers who is named, in order.
func (r *reader) findParties() {
	for i := range r.addrs {
		a := &r.addrs[i]
		p := party{at: a.at, end: a.end, host: true, strong: true, name: a.host}
		switch {
		case a.role == callbackAddress && a.othersCallback(), a.program && indexFold(a.path, "zendesk") < 0:
			p.owner = theirs
		case a.role == callbackAddress:
			r.back = true
			continue
		case a.role != addressee:
			continue
		case a.host == "" && !a.foreign && !strings.HasSuffix(a.path, "api/v2/users/me.json") && !strings.Contains(a.path, "oauth/authorizations") && !strings.Contains(a.path, "api/v2/oauth"):
			continue // others have such a path too
		case a.zendesk:
			p.owner = ours
		case a.foreign:
			p.owner, p.host = theirs, !a.product
		}
		r.parties = append(r.parties, p)
	}
	next := 0 // address behind the names that were looked at
	for _, s := range r.stmts {
		for _, p := range named(r.text, s.from, s.to) {
			for next < len(r.addrs) && r.addrs[next].end <= p.at {
				next++
			}
			if next == len(r.addrs) || p.at < r.addrs[next].at {
				r.parties = append(r.parties, p)
			}
		}
	}
	r.foreign = isForeign(r.words)
	r.findHeads()
	r.findRoutes()
	slices.SortStableFunc(r.parties, func(a, b party) int { return cmp.Compare(a.at, b.at) })
	called := make(map[string]bool) // otherwise than by a label
	for _, p := range r.parties {
		called[p.name] = called[p.name] || p.owner == theirs && !p.label
	}
	for i := range r.parties { // what may be a label is a name where it is called so elsewhere too
		p := &r.parties[i]
		p.strong = p.strong || p.label && called[p.name] && capital(p.name)
	}
	r.first = -1
	for _, p := range r.parties {
		if p.owner == ours && r.first < 0 {
			r.first = p.at
		}
		r.ours = r.ours || p.owner == ours
		r.others = r.others || p.owner == theirs
		r.theirs = r.theirs || p.owner == theirs && (p.strong || p.label)
	}
}

func (r *reader) addressAt(at int) (address, bool) {
	i, found := slices.BinarySearchFunc(r.addrs, at, func(a address, at int) int { return cmp.Compare(a.at, at) })
	if !found {
		i--
	}
	if i >= 0 && at < r.addrs[i].end {
		return r.addrs[i], true
	}
	return address{}, false
}

func (r *reader) insideAddress(at int) bool { _, in := r.addressAt(at); return in }

// statementOf is the index of the statement that holds a place.
func (r *reader) statementOf(at int) int {
	i, found := slices.BinarySearchFunc(r.stmts, at, func(s statement, at int) int { return cmp.Compare(s.from, at) })
	if !found {
		i--
	}
	return max(0, i)
}

// partiesIn are those named in text[from:to].
func (r *reader) partiesIn(from, to int) []party {
	lo, _ := slices.BinarySearchFunc(r.parties, from, func(p party, at int) int { return cmp.Compare(p.at, at) })
	hi, _ := slices.BinarySearchFunc(r.parties, to, func(p party, at int) int { return cmp.Compare(p.at, at) })
	return r.parties[lo:hi]
}

// reach is how far, in bytes, whoever is named may be from a statement that names nobody.
const reach = 4000

// whose tells whose text[at:end] is: who is named in the same statement, a host before a
// name; else who was named last before it, or first behind it. anybody says that anybody
// may have said the words: then a name that may be none is enough against them.
func (r *reader) whose(at, end int, anybody bool) owner {
	if len(r.stmts) == 0 {
		return nobodys
	}
	owner := r.named(at, end, anybody)
	if owner == ours && r.innocent && r.strangerBeside(at, end) {
		return theirs
	}
	return owner
}

// named is whose without what the text says of how things go.
func (r *reader) named(at, end int, anybody bool) owner {
	from, to := r.stmts[r.statementOf(at)].from, r.stmts[r.statementOf(max(at, end-1))].to
	in := r.partiesIn(max(from, at-reach/2), min(to, end+reach/2))
	if before := r.partiesIn(r.lineOf(from), from); len(before) > 0 && before[len(before)-1].head && before[len(before)-1].strong {
		in = append(before[len(before)-1:len(before):len(before)], in...) // whoever heads the line says all of it
	}
	if slices.ContainsFunc(in, func(p party) bool { return p.route }) {
		in = ofRoutes(in)
	}
	if who, ok := r.inBrackets(from, at); ok {
		return who
	}
	for _, keep := range []func(party) bool{
		func(p party) bool { return p.host },
		func(p party) bool {
			return p.strong || anybody && !p.label || !r.ours || p.head && !r.oursBefore(p.at)
		},
	} {
		some := make([]party, 0, 8)
		for _, p := range in {
			if keep(p) {
				some = append(some, p)
			}
		}
		if len(some) > 0 {
			return nearest(r.text, some, at, end)
		}
	}
	if e := r.exchangeAt(at); e != nil && e.asked && e.answered() && at < e.told && e.owner != nobodys {
		return e.owner
	}
	i, _ := slices.BinarySearchFunc(r.parties, from, func(p party, at int) int { return cmp.Compare(p.at, at) })
	for j := i - 1; j >= 0 && from-r.parties[j].end < reach; j-- {
		if p := r.parties[j]; p.strong || p.label && !r.ours || p.head && !r.oursBefore(p.at) {
			return p.owner
		}
	}
	for j := i; j < len(r.parties) && r.parties[j].at-end < reach; j++ {
		if p := r.parties[j]; p.strong || p.label && !r.ours {
			return p.owner
		}
	}
	return nobodys
}

// lineOf is where the line of a place begins.
func (r *reader) lineOf(at int) int {
	const longest = 2000
	from := max(0, at-longest)
	return from + strings.LastIndexByte(r.text[from:at], '\n') + 1
}

// oursBefore reports whether Zendesk is named in front of a place: then it is what the text is
// about, and a label behind it may be a heading of any language.
func (r *reader) oursBefore(at int) bool {
	return r.first >= 0 && r.first < at
}

// nearest is the owner of the party before a place, or behind it where "from", "by" or
// "of" brings it, or none stands before.
func nearest(text string, some []party, at, end int) owner {
	for end < len(text) && nameByte(text[end]) {
		end++ // to the end of the word
	}
	last, next := -1, -1
	for i, p := range some {
		if p.at < at {
			last = i
		} else if next < 0 && p.at >= at {
			next = i
		}
	}
	if next >= 0 && some[next].at >= end {
		between := strings.ToLower(text[end:some[next].at])
		if some[next].host && strings.Trim(between, " :('\"`.") == "" {
			return some[next].owner // "could not resolve host: X"
		}
		for _, by := range []string{"from ", "by ", "of ", "for url: "} {
			if len(between) < 40 && strings.HasSuffix(strings.TrimLeft(between, " "), by) {
				return some[next].owner
			}
		}
	}
	if last >= 0 {
		return some[last].owner
	}
	return some[next].owner
}

// ownExchanges finds whose each exchange is.
func (r *reader) ownExchanges() {
	redirect := strings.ToLower(r.client.Redirect.String())
	for i := range r.exchs {
		e := &r.exchs[i]
		switch {
		case e.asked && e.role == callbackAddress:
			e.owner = ours
			if e.othersCallback() {
				e.owner = theirs
				continue
			}
			here := e.host == "localhost" || strings.HasPrefix(e.host, "127.")
			named := strings.Contains(strings.ToLower(e.path), "zendesk") // as integrations name their callbacks
			if !named && !r.ours && (r.theirs || !here && r.otherwise) && (redirect == "" || !strings.HasPrefix(strings.ToLower(r.text[e.at:]), redirect)) {
				e.owner = theirs
			}
		case e.asked && e.host == "" && !e.foreign: // a path says nothing: others have the same
			e.owner = r.whose(e.at, e.end, false)
		case e.asked && e.zendesk:
			e.owner = ours
		case e.asked:
			e.owner = theirs
		case e.status != 0:
			e.owner = r.whose(e.statusAt, e.statusAt+3, false)
		default:
			e.owner = r.whose(e.from, e.from+1, false)
		}
		if !e.asked && e.body && e.owner == ours && r.otherwise && r.others && !r.oursIn(e.from, e.told) {
			e.owner = theirs // its description is none of Zendesk's, and another one is named
		}
	}
}

// oursIn reports whether the statements of text[from:to] name Zendesk.
func (r *reader) oursIn(from, to int) bool {
	return slices.ContainsFunc(r.partiesIn(from, to), func(p party) bool { return p.owner == ours })
}

// heads reports whether a place is in front of the only answers of the text, and these are
// somebody else's: then it is the title of them, and of what they say.
func (r *reader) heads(at int) bool {
	others := false
	for _, e := range r.exchs {
		if e.answered() && (e.owner == ours || e.from <= at) {
			return false
		}
		others = others || e.body && e.owner == theirs
	}
	return others
}

// fewer leaves out what stands in the middle of a long log: how it began and how it ended
// tells what is wrong.
func fewer(all []exchange) []exchange {
	const begin, end = 50, 150
	if len(all) <= begin+end {
		return all
	}
	return slices.Delete(all, begin, len(all)-end)
}

// exchangeAt is the exchange that a place belongs to.
func (r *reader) exchangeAt(at int) *exchange {
	i, found := slices.BinarySearchFunc(r.exchs, at, func(e exchange, at int) int { return cmp.Compare(e.from, at) })
	if !found {
		i--
	}
	if i >= 0 && at < r.exchs[i].to {
		return &r.exchs[i]
	}
	return nil
}
