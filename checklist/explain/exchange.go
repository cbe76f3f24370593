package explain

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// exchange is a request and its answer, as far as a text has them. Places are byte offsets
// in the text.
type exchange struct {
	address
	hasAddress  bool // the address is known
	from, to    int  // with what follows, up to the next exchange
	certainTo   int  // where what belongs to it for certain ends
	owner       owner
	status      int
	statusAt    int
	page        bool // the answer is an HTML page
	body        bool // the answer is JSON
	data        bool // the body is data, such as a ticket
	retry       time.Duration
	tokens      *tokenAnswer
	challengeAt int    // where WWW-Authenticate asks for credentials; 0: nowhere
	emptyBody   bool   // of a transcript: the body is {} or [], or its Content-Length allows no more
	transcript  bool   // the text has the answer as it came, from its status line on
	bodyText    string // of a transcript: the body; otherwise what the JSON says
}

// answered reports whether something is known of the answer.
func (e exchange) answered() bool {
	return e.status != 0 || e.page || e.body || e.data || e.tokens != nil
}

// succeeded reports whether the answer is a 2xx and no page.
func (e exchange) succeeded() bool { return e.status >= 200 && e.status < 300 && !e.page }

// sameAs reports whether two exchanges have the same method, host and path, as far as both
// are known.
func (e exchange) sameAs(o exchange) bool {
	return e.hasAddress && o.hasAddress && e.path == o.path && (e.method == o.method || e.method == "" || o.method == "") && (e.host == o.host || e.host == "" || o.host == "")
}

// mark is a part of an exchange at a place in the text.
type mark struct {
	at        int
	address   *address
	status    int
	inProse   bool // the status is in a sentence, and may belong to no address
	retry     time.Duration
	page      bool
	body      bool
	data      bool
	challenge bool
	tokens    *tokenAnswer
}

// exchanges pairs the requests and answers of a text, in order; small is the text in lower case. An answer belongs to the
// address in its own statement, or else to the last one before it.
func exchanges(text, small string, stmts []statement, addrs []address, notes []tokenAnswer) []exchange {
	marks := marksOf(text, small, addrs, notes)
	var all []exchange
	var cur *exchange
	begin := func(at int) *exchange {
		if len(all) == keptFirst+1+2*keptLast { // of a long log
			all = slices.Delete(all, keptFirst+1, len(all)-keptLast)
		}
		all = append(all, exchange{from: at, to: at})
		return &all[len(all)-1]
	}
	next := 0
	var here []mark // the marks of one statement
	for _, s := range stmts {
		here = here[:0]
		for next < len(marks) && marks[next].at < s.to {
			here = append(here, marks[next])
			next++
		}
		if len(here) == 0 {
			continue
		}
		// The addresses of the statement first: a status may come before its URL.
		lone := -1 // the first answer without an address before it
		seen := false
		for i, m := range here {
			if m.address != nil {
				seen = true
			} else if !seen && lone < 0 && m.status != 0 {
				lone = i
			}
		}
		if seen && lone >= 0 { // bring the address to the front
			i := slices.IndexFunc(here, func(m mark) bool { return m.address != nil })
			m := here[i]
			here = slices.Insert(slices.Delete(here, i, i+1), 0, m)
		}
		for _, m := range here {
			if m.address != nil {
				a := *m.address
				switch {
				case cur != nil && cur.hasAddress && !cur.answered() && (cur.hostOnly && a.host == "" || a.hostOnly && cur.host == "" || a.hostOnly && a.host == cur.host):
					// the host in one line, the path in another
					if a.host == cur.host {
						a.zendesk, a.foreign = cur.zendesk, cur.foreign // also where the host was taken for Zendesk's
					}
					if a.host != "" {
						a.path, a.query, a.method = cmp.Or(a.path, cur.path), cmp.Or(a.query, cur.query), cmp.Or(a.method, cur.method)
					} else {
						a.host, a.zendesk, a.foreign = cur.host, cur.zendesk, cur.foreign
					}
					a.at = cur.at
					cur.address = a
				case cur != nil && cur.hasAddress && cur.answered() && a.hostOnly && a.host == cur.host && s.from-cur.to < 400:
					// the host is named again after its answer
				case cur != nil && cur.hasAddress && a.host == cur.host && a.path == cur.path && a.method == "" && m.at-cur.to < 400:
					// the address is named again
				case cur != nil && !cur.hasAddress && cur.answered() && !otherParties(text[cur.from:cur.to], text[cur.to:max(cur.to, s.to)]) && !hasStatus(here, cur.status) && !(cur.page && cur.status == 0 && m.at < cur.certainTo) && m.at-cur.to < 400 && strings.Count(text[cur.certainTo:max(cur.certainTo, m.at)], "\n") < 4:
					cur.address, cur.hasAddress = a, true // a log that names the answer first
				default:
					cur = begin(min(s.from, m.at))
					cur.address, cur.hasAddress = a, true
				}
				cur.to, cur.certainTo = s.to, s.to
				continue
			}
			if cur == nil || cur.endsBefore(m, s, text, small) {
				cur = begin(s.from)
			}
			if m.status != 0 {
				if cur.status != 0 && (cur.status != m.status || cur.body || strings.HasPrefix(small[max(0, m.at-10):m.at], "http/")) && m.at-cur.statusAt > 60 {
					again := *cur
					cur = begin(s.from)
					cur.address, cur.hasAddress = again.address, again.hasAddress
				}
				if cur.status == 0 || m.status >= 300 && cur.status < 300 && m.at-cur.statusAt > 12 {
					cur.status, cur.statusAt = m.status, m.at
				}
			}
			cur.retry = cmp.Or(m.retry, cur.retry)
			cur.tokens = cmp.Or(m.tokens, cur.tokens)
			if m.challenge {
				cur.challengeAt = m.at
			}
			cur.page = cur.page || m.page
			cur.body = cur.body || m.body
			cur.data = cur.data || m.data
			cur.to, cur.certainTo = s.to, s.to
			if m.page { // up to its end
				const most = 4000
				end := s.to + min(most, len(text)-s.to)
				if i := strings.Index(small[m.at:end], "</html"); i >= 0 {
					end = m.at + i
				}
				cur.certainTo = max(cur.certainTo, end)
			}
		}
	}
	for i := range all {
		e := &all[i]
		if e.challengeAt > 0 && e.status == 0 { // it comes with a 401 (RFC 9110, 15.5.2), also where it was pasted alone
			e.status, e.statusAt = 401, e.challengeAt
		}
		next := len(text)
		if i+1 < len(all) {
			next = all[i+1].from
		}
		e.to = max(e.to, next) // what follows belongs to it up to the next one
	}
	return all
}

// endsBefore reports whether a mark of a statement belongs to another answer than e.
func (e *exchange) endsBefore(m mark, s statement, text, small string) bool {
	line, before := text[s.from:s.to], text[lineBegin(text, e.at, reach/4):e.at]
	later := m.at > e.to
	switch {
	case m.at-e.to > 6000, m.inProse && later && strings.Contains(text[e.to:m.at], "\n\n"),
		m.status != 0 && later && endsIn(strings.TrimRight(text[:s.from], " .\n"), "Access-Control-Allow-Origin"), // of the address below it
		m.status != 0 && e.foreign && e.to <= s.from && strings.Contains(small[s.from:s.to], "zendesk"),
		// it succeeded, and this is a later entry of the log:
		m.body && !e.hasAddress && !e.body && e.status >= 200 && e.status < 300 && later && beginsWithTime(line),
		// a host that an entry of a log names is nobody who answers in another one:
		m.status != 0 && e.hostOnly && later && beginsWithTime(before),
		// what another entry tells:
		m.status >= 400 && e.hasAddress && e.succeeded() && e.to <= s.from && beginsWithTime(line) && beginsWithTime(before),
		// it succeeded, and another entry of the log was begun:
		m.body && e.succeeded() && !e.body && !e.data && e.certainTo < m.at && beginsEntry(text[e.certainTo:m.at]):
		return true
	case !e.hasAddress || !later:
		return false
	}
	label, was := programOf(line), programOf(before)
	for begin, n := lineBegin(text, e.at, reach/4), 0; label != "" && was == "" && begin > 0 && !beginsWithTime(text[begin:e.at]) && n < 4; n++ { // the address is in a line below
		begin = lineBegin(text, begin-1, reach/4)
		was = programOf(text[begin:e.at])
	}
	return label != "" && was != "" && label != was // another program of the same log
}

// otherParties reports whether keys of two entries of a log name different parties: vendor=mailchimp, vendor=zendesk.
func otherParties(entry, other string) bool {
	for _, key := range keysParty {
		_, value, ok := strings.Cut(entry, " "+key+"=")
		_, another, both := strings.Cut(other, " "+key+"=")
		if ok && both {
			return value[:wordEnd(value, 0)] != another[:wordEnd(another, 0)]
		}
	}
	return false
}

// hasStatus reports whether marks hold a status that is not this one.
func hasStatus(marks []mark, but int) bool {
	return slices.ContainsFunc(marks, func(m mark) bool { return m.status != 0 && m.status != but })
}

// lineBegin is where the line at a place begins, at most so many bytes before it.
func lineBegin(text string, at, longest int) int {
	from := max(0, at-longest)
	return from + strings.LastIndexByte(text[from:at], '\n') + 1
}

// programOf is the label in brackets behind the time of a log line, or the container in front of it: "01:00:16
// [netsuite] 401", "worker-1  | ".
func programOf(line string) string {
	if rest := withoutContainer(line); len(rest) < len(line) {
		name, _, _ := strings.Cut(line, "|")
		return strings.TrimSpace(name)
	}
	if !beginsWithTime(line) {
		return ""
	}
	_, rest, _ := strings.Cut(strings.TrimLeft(line, " [("), " ")
	rest, labelled := strings.CutPrefix(strings.TrimLeft(rest, " "), "[")
	label, _, ok := strings.Cut(rest[:min(len(rest), 39)], "]")
	if label = strings.ToLower(strings.TrimSpace(label)); !labelled || !ok || levelWords.has(label) {
		return ""
	}
	return label
}

// beginsEntry reports whether a line of some lines begins a failure in a log: with the level ERROR or
// FATAL.
func beginsEntry(lines string) bool {
	const most = 4000 // bytes
	for line := range strings.Lines(lines[:min(len(lines), most)]) {
		if level, _, _ := strings.Cut(strings.TrimLeft(line, " [("), " "); level == "ERROR" || level == "FATAL" {
			return true
		}
	}
	return false
}

// beginsWithTime reports whether a line begins with a time, as the entries of a log do.
func beginsWithTime(line string) bool {
	first, _, _ := strings.Cut(strings.TrimLeft(line, " [("), " ")
	return len(first) > len("9:05") && isTime(strings.ToLower(strings.TrimRight(first, "])")))
}

// inTestDouble reports whether the address at a place is an argument of a stub or a mock: then
// the answer is made up.
func inTestDouble(text string, at int) bool {
	const near = 120
	line := strings.ToLower(text[max(0, at-near):at])
	open := strings.LastIndexByte(line, '(')
	if open < 0 || strings.IndexByte(line[open:], ')') >= 0 {
		return false
	}
	line = line[strings.LastIndexByte(line[:open], '\n')+1:]
	open = strings.LastIndexByte(line, '(')
	for from, i := 0, 0; i <= open; i++ {
		if i < open && nameByte(line[i]) {
			continue
		}
		if contains(line[from:i], "stub", "mock", "nock", "fake") {
			return true
		}
		from = i + 1
	}
	return false
}

// readBody finds the body of an answer that has a status.
func (e *exchange) readBody(text string) {
	if e.status == 0 {
		return
	}
	line := max(0, e.statusAt-9) // HTTP/1.1 and a blank
	if at := indexFold(text[line:e.statusAt], "http/"); at >= 0 {
		line += at
	}
	if head, rest, blank := strings.Cut(text[e.statusAt:e.to], "\n\n"); strings.HasPrefix(text[line:], "HTTP/") {
		e.emptyBody = slices.Contains([]string{"[]", "{}"}, strings.TrimSpace(rest))
		if i := indexFold(head, "content-length: "); i >= 0 && !e.emptyBody {
			length, _, _ := strings.Cut(head[i+len("content-length: "):], "\n")
			n, err := strconv.Atoi(strings.TrimSpace(length))
			e.emptyBody = err == nil && n <= len("{}")
		}
		if blank || e.emptyBody { // or nothing follows the headers
			e.transcript, e.bodyText = true, rest
			e.certainTo = max(e.certainTo, e.statusAt+len(head)+min(len(rest), 4000))
		}
	}
	if _, body, ok := strings.Cut(text[e.from:e.certainTo], markBody); ok {
		e.bodyText, _, _ = strings.Cut(body, markDone)
	}
}

func marksOf(text, small string, addrs []address, notes []tokenAnswer) []mark {
	var marks []mark
	for i, a := range addrs {
		if a.role == addressee || a.role == callbackAddress {
			marks = append(marks, mark{at: a.at, address: &addrs[i]})
		}
	}
	marks = append(marks, statuses(text, small, addrs)...)
	for _, each := range []struct {
		text string
		mark mark
	}{{markBody, mark{body: true}}, {markData, mark{data: true}}, {"<html", mark{page: true}}, {"<!doctype html", mark{page: true}}, {"<HTML", mark{page: true}}, {"<!DOCTYPE html", mark{page: true}}, {"<!DOCTYPE HTML", mark{page: true}}} {
		for each.mark.at = range indexes(text, each.text, 200) {
			marks = append(marks, each.mark)
		}
	}
	for i := range indexes(text, markTokens, len(text)) {
		from := i + len(markTokens)
		number, _, _ := strings.Cut(text[from:min(len(text), from+12)], markEnd)
		if n, err := strconv.Atoi(number); err == nil && n < len(notes) {
			marks = append(marks, mark{at: from, tokens: &notes[n]})
		}
	}
	marks = append(marks, retries(text, small)...)
	const header = "www-authenticate: bearer"
	for i := range indexes(small, header, 50) {
		marks = append(marks, mark{at: i + len(header), challenge: true})
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return a.at - b.at })
	return marks
}

// retries finds Retry-After and its seconds; small is the text in lower case.
func retries(text, small string) []mark {
	var marks []mark
	for i := range indexes(small, "retry", 50) {
		from := i + len("retry")
		rest := strings.TrimLeft(text[from:min(len(text), from+40)], "-_ ")
		if len(rest) < 5 || !strings.EqualFold(rest[:5], "after") {
			continue
		}
		rest = strings.TrimLeft(rest[5:], " \t:=>\"'[")
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if s, err := strconv.Atoi(rest[:digits]); err == nil && s > 0 && s < 86400 {
			marks = append(marks, mark{at: from, retry: time.Duration(s) * time.Second})
		}
	}
	return marks
}

func indexFold(s, small string) int {
	for i := 0; i+len(small) <= len(s); i++ {
		if lower(s[i]) == small[0] && strings.EqualFold(s[i:i+len(small)], small) {
			return i
		}
	}
	return -1
}
