package explain

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// Text explains pasted text, best first, as Read does without a client. It is empty when the
// text is not about Zendesk; it never guesses.
func Text(pasted string) []Diagnosis { return Read(pasted, zendesk.Client{}).Diagnoses }

// Read reads pasted text into facts, and explains them by the table that explains the answers
// of the test: what was asked, what was answered, and whose each statement is. The client
// gives the redirect URL and the account that are its own; the zero Client is none. A text
// that is only a Code, or only what the browser shows, gets that row. The time grows with the
// length of the text, of which the first mebibyte is read.
func Read(pasted string, c zendesk.Client) Reading {
	if d, ok := Lookup(Code(strings.ToLower(strings.TrimSpace(pasted)))); ok {
		return Reading{Diagnoses: []Diagnosis{d}}
	}
	return indexed().read(pasted, c)
}

// reader is one pasted text with everything that is read in it. Places are byte offsets in text.
type reader struct {
	*index
	plain
	text    string         // the pasted text with objects flattened and encodings undone
	small   string         // the text in lower case, with the same places (lowerSame)
	client  zendesk.Client // the zero Client where none is known
	stmts   []statement
	addrs   []address
	parties []party // in the order of the text
	exchs   []exchange
	hits    []hit
	hitAt   []int // of each hit, in the text
	known   known
	entries map[int]entry // what lines of a log tell, by their statement (entryOf)

	// Who is named anywhere in the text.
	namesOurs         bool // Zendesk, or this client
	namesTheirs       bool // somebody else, in a place where only a name can be
	mayNameTheirs     bool // the same, or in a place where another word can be
	namesPartner      bool // no Zendesk, but who is connected
	namesTheirsSurely bool // somebody else for certain (party.strong)
	firstOurs         int  // where Zendesk is named first; -1: nowhere
	hasCallback       bool // it has the redirect URL with an answer in it
	zendeskWorks      bool // the text says that Zendesk works
	oursBeginsLine    bool // a line begins with Zendesk

	// What kind of text it is.
	endpoint           Where // the endpoint that it is about; Network for none or several
	foreignDescription bool  // it has an error_description that is not Zendesk's
	rails              bool  // a program in Rails prints its own errors
	devServer          bool  // it is about the server of a program that is being written
	byCurl             bool  // curl -v tells in it what it does
	statusTable        bool  // it is a list of statuses (listsStatuses)
	notEnglish         bool  // a capital is less of a sign of a name than in English
	nounCapitals       bool  // it is in German, where a capital is no sign of a name
	otherScript        bool  // most of it is in other letters than Latin ones
	quotedTitle        bool  // its first line is quoted, and others are not
	data               bool  // it is a table of tickets or of metrics
	noFailure          bool  // it is a manual, a plan or the like, and reports no failure
	tickets            int   // how many numbers of tickets it has

	// What is wrong with the address that the browser came back to, as judgeCallback says it.
	callbackCode  Code
	callbackFault string
}

// finding is a code that was found in the text, and how it was found.
type finding struct {
	code     Code
	rank     int       // how sure it is: one of the rank… constants
	at       int       // in the text
	exchange *exchange // where it was found; nil for words outside of exchanges
	netError string    // the Net… word of the family that tells it
}

const (
	rankWords  = iota + 1 // words that anybody uses
	rankStatus            // a status of Zendesk at a known endpoint, or an error of this machine
	rankSaid              // a sentence or an error code
)

func (x *index) read(pasted string, c zendesk.Client) Reading {
	r := x.newReader(pasted, c)
	found, facts := r.findings()
	return Reading{facts, r.diagnoses(found)}
}

// loopback6 replaces ::1 by localhost, since brackets end an address here.
var loopback6 = strings.NewReplacer("[::1]", "localhost", " ::1:", " localhost:")

// zendeskElsewhere is how other scripts write Zendesk.
var zendeskElsewhere = strings.Fields("젠데스크 ゼンデスク Зендеск зендеск Зендэск зендэск زينديسك זנדסק")

// withoutMarks removes what only the flattener may write.
func withoutMarks(text string) string {
	const control = "\xe2\x90" // how the pictures of control characters begin
	if !strings.Contains(text, control) {
		return text
	}
	return strings.NewReplacer(markBody, " ", markDone, " ", markTokens, " ", markEnd, " ", markData, " ").Replace(text)
}

// newReader reads pasted text without deciding anything, which read does.
func (x *index) newReader(pasted string, c zendesk.Client) *reader {
	shown := unbroken(withoutFrame(withoutRecords(unquoted(withoutPrefixes(withoutPending(withoutEntities(straightQuotes.Replace(withoutMarks(redact.Lines(pasted))))))))))
	begin := shown[:min(len(shown), 1<<17)] // parameters of a request come before its answer
	f := &flattener{
		broken:   !utf8.ValidString(pasted) || strings.Contains(pasted, "\ufffd"),
		byLogger: strings.Contains(pasted, `":"zendesk"`) && slices.ContainsFunc(keysLogger, func(key string) bool { return strings.Contains(pasted, `"`+key+`":"zendesk"`) }),
	}
	text := strings.TrimLeft(untag(f.text(unwrapped(shown), 0)), " \n")
	if len(text) > 2<<20 { // decoding can make a text longer
		text = text[:2<<20]
	}
	text = withoutDiffs(withoutQuotedData(withoutTickets(text)))
	if strings.Contains(text, "::1") {
		text = loopback6.Replace(text)
	}
	for _, name := range zendeskElsewhere {
		text = strings.ReplaceAll(text, name, "Zendesk")
	}
	r := &reader{index: x, text: text, small: lowerSame(text), client: c, plain: plainOf(text)}
	hits := beside(func() []hit { return append(x.find(r.plain), x.findNames(text, r.plain)...) })
	r.stmts, r.quotedTitle = statements(text), beginsQuoted(pasted)
	r.addrs = addresses(text)
	r.adoptMappedHosts()
	r.adoptRedirects()
	r.findGenre(layout(pasted))
	r.tickets, r.rails = ticketNumbers(text), strings.Contains(text, "actionpack (")
	r.devServer = len(r.words) < longestPage && hasAny(r.words, []string{"npm run dev", "yarn dev", "pnpm dev", "vite", "webpack", "next dev", "rails server", "live reload"})
	r.endpoint, r.foreignDescription = r.endpointOfText(), r.hasForeignDescription()
	r.byCurl = strings.Contains(text, "* Connected to ") || strings.Contains(text, "*   Trying ")
	r.findParties()
	r.namesPartner = r.findPartner()
	r.hits = hits()
	slices.SortStableFunc(r.hits, func(a, b hit) int { return cmp.Compare(a.at, b.at) })
	r.hits = slices.DeleteFunc(r.hits, func(h hit) bool { // the path /oauth/tokens is no word about tokens
		if h.family == nil || !h.family.adjacent {
			return false
		}
		at, end := r.textAt(h.at), r.textEnd(h)
		return r.insideAddress(at) || end > at && strings.ContainsAny(text[at:end], ",;") // or noun and verb are in different clauses
	})
	r.hitAt = make([]int, len(r.hits))
	for i, h := range r.hits {
		r.hitAt[i] = r.textAt(h.at)
	}
	r.findZendeskWorks()
	r.exchs = firstAndLast(exchanges(text, r.small, r.stmts, r.addrs, f.tokens))
	for i := range r.exchs {
		r.exchs[i].readBody(text)
	}
	r.statusTable = r.listsStatuses()
	r.assignOwners()
	r.known = knownFromText(decode(untag(begin)), r.words)
	r.callbackCode, r.callbackFault = judgeCallback(begin)
	return r
}

// beside runs f beside its caller, and returns a function that waits for what it returns. A panic of f
// is passed on to who waits.
func beside[T any](f func() T) (wait func() T) {
	var out T
	var panicked any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { panicked = recover() }()
		out = f()
	}()
	return func() T {
		if <-done; panicked != nil {
			panic(panicked)
		}
		return out
	}
}

// helpDeskNames are the first parts of hosts that companies give their help desk.
var helpDeskNames = setOf("help support helpdesk helpcenter helpcentre care service assistance hilfe aide ayuda soporte suporte assistenza pomoc ajuda destek hulp hilfecenter")

// adoptMappedHosts takes a company's own host, such as help.acme.com, for Zendesk's (host mapping)
// where its path is one of Zendesk's and the text names Zendesk.
func (r *reader) adoptMappedHosts() {
	if !strings.Contains(r.small, "zendesk") {
		return
	}
	sent := strings.Contains(r.small, "\nx-zendesk-") || strings.Contains(r.small, "\n< x-zendesk-") // a header that only Zendesk sends
	saysMapped := hasAny(r.words, []string{"host mapped", "host mapping", "hostmapped", "mapped domain", "mapped host"})
	mapped := make(map[string]bool)
	for i := range r.addrs {
		a := &r.addrs[i]
		if first, _, _ := strings.Cut(a.host, "."); (sent && a.hostOnly || saysMapped) && helpDeskNames.has(first) {
			mapped[a.host] = true
		} else if a.role == addressee && a.foreign && knownPath(a.path) && (helpDeskNames.has(first) || madeByZendesk(r.text[a.end:min(len(r.text), a.end+reach/4)])) {
			mapped[a.host] = true
		}
	}
	for i := range r.addrs {
		if a := &r.addrs[i]; mapped[a.host] && a.foreign {
			a.zendesk, a.foreign = true, false
		}
	}
}

// adoptRedirects takes the address that an authorize URL of Zendesk's names as redirect_uri, where it comes with
// an answer, for what the browser came back to: error without state, on a server that is not this machine.
func (r *reader) adoptRedirects() {
	sent := make(map[string]bool)
	for _, a := range r.addrs {
		if a.zendesk && hasParam(a.query, "redirect_uri") {
			for _, u := range redact.Values(a.query, "redirect_uri")["redirect_uri"] {
				sent[u] = true
			}
		}
	}
	for i := range r.addrs {
		a := &r.addrs[i]
		if a.foreign && hasParam(a.query, "error") && sent["https://"+a.host+a.path] {
			a.role, a.foreign = callbackAddress, false
		}
	}
}

// madeByZendesk reports whether a page says that Zendesk's Help Center made it.
func madeByZendesk(page string) bool {
	return contains(strings.ToLower(page), `content="zendesk"`, "content='zendesk'", "content=zendesk", "static.zdassets.com", "powered by zendesk")
}

// lastUpTo is the index of the last of some that begins at a place or before it; -1 for none.
func lastUpTo[T any](all []T, at int, begin func(*T) int) int {
	return sort.Search(len(all), func(i int) bool { return begin(&all[i]) > at }) - 1
}

func (r *reader) addressAt(at int) (address, bool) {
	if i := lastUpTo(r.addrs, at, func(a *address) int { return a.at }); i >= 0 && at < r.addrs[i].end {
		return r.addrs[i], true
	}
	return address{}, false
}

func (r *reader) insideAddress(at int) bool { _, in := r.addressAt(at); return in }

// statementOf is the index of the statement at a place.
func (r *reader) statementOf(at int) int {
	return max(0, lastUpTo(r.stmts, at, func(s *statement) int { return s.from }))
}

// line is the text of a statement.
func (r *reader) line(s statement) string { return r.text[s.from:s.to] }

// countLines counts the statements of which something is true.
func (r *reader) countLines(is func(line string) bool) (n int) {
	for _, s := range r.stmts {
		if is(r.line(s)) {
			n++
		}
	}
	return n
}

// around is the statement of text[at:end], with at most so many bytes of it on each side.
func (r *reader) around(at, end, near int) string {
	s := r.stmts[r.statementOf(at)]
	return r.text[max(s.from, at-near):min(s.to, end+near)]
}

// partiesIn returns the parties named in text[from:to].
func (r *reader) partiesIn(from, to int) []party {
	return r.parties[r.partiesBefore(from):r.partiesBefore(to)]
}

// partiesBefore is how many parties are named before a place.
func (r *reader) partiesBefore(at int) int {
	return lastUpTo(r.parties, at-1, func(p *party) int { return p.at }) + 1
}

// reach is how many bytes a party may be away from a statement that names nobody.
const reach = 4000

// lineStart is where the line at a place begins, at most 2000 bytes before it.
func (r *reader) lineStart(at int) int {
	return lineBegin(r.text, at, 2000)
}

// firstAndLast keeps the first and the last exchanges of a long log, which show what is wrong.
func firstAndLast(all []exchange) []exchange {
	if len(all) <= keptFirst+keptLast {
		return all
	}
	return slices.Delete(all, keptFirst, len(all)-keptLast)
}

// How many exchanges of a long log are kept.
const keptFirst, keptLast = 50, 150

// exchangeAt is the exchange that a place belongs to; nil for none.
func (r *reader) exchangeAt(at int) *exchange {
	if i := lastUpTo(r.exchs, at, func(e *exchange) int { return e.from }); i >= 0 && at < r.exchs[i].to {
		return &r.exchs[i]
	}
	return nil
}
