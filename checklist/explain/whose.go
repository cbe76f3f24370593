package explain

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// ownerAt is the owner of text[at:end]: the party named in the same statement, a host before a
// name; otherwise the last party before it or the first after it. anybody says that anybody may
// have said these words: then an uncertain name is enough to make them somebody else's.
func (r *reader) ownerAt(at, end int, anybody bool) owner {
	owner := r.ownerByName(at, end, anybody)
	if owner != ours {
		return owner
	}
	s := r.stmts[r.statementOf(at)]
	// In other letters, names are not told from words.
	unclear := func() bool { return strings.ContainsFunc(r.text[s.from:min(s.to, s.from+reach)], isOtherLetter) }
	if r.zendeskWorks && (at < r.firstOurs && (r.mayNameTheirs || unclear()) || r.clauseNamesOther(at, end) || r.namedLast(at)) ||
		r.sentenceIsTheirs(at, end) {
		return theirs
	}
	return ours
}

// namedLast reports whether somebody else is the last who is named before a place, on an earlier line
// nearby.
func (r *reader) namedLast(at int) bool {
	from := r.stmts[r.statementOf(at)].from
	before := r.partiesIn(max(0, from-reach/8), from)
	if len(before) == 0 || len(r.partiesIn(from, at)) > 0 {
		return false
	}
	last := before[len(before)-1]
	return last.owner == theirs && !last.label && !last.lineLabel && !last.host
}

// ownerByName is ownerAt without regard to zendeskWorks.
func (r *reader) ownerByName(at, end int, anybody bool) owner {
	from, to := r.stmts[r.statementOf(at)].from, r.stmts[r.statementOf(max(at, end-1))].to
	in := r.partiesIn(max(from, at-reach/2), min(to, end+reach/2))
	if before := r.partiesIn(r.lineStart(from), from); len(before) > 0 && before[len(before)-1].lineLabel && before[len(before)-1].strong {
		in = append(before[len(before)-1:len(before):len(before)], in...) // the label of a line is the owner of all of it
	}
	isHost := func(p party) bool { return p.host }
	if n := r.statementOf(max(at, end-1)) + 1; n < len(r.stmts) && !slices.ContainsFunc(in, isHost) {
		if s := r.stmts[n]; strings.HasPrefix(strings.TrimLeft(r.text[s.from:s.to], " "), "Is the server running on") {
			below := r.partiesIn(s.from, s.to) // the message of libpq goes on there
			if !slices.ContainsFunc(below, isHost) {
				return theirs
			}
			in = slices.Concat(in, slices.DeleteFunc(slices.Clone(below), func(p party) bool { return !p.host }))
		}
	}
	if slices.ContainsFunc(in, func(p party) bool { return p.route }) {
		in = withoutRoutes(in)
	}
	if who := cmp.Or(r.sentBy(end), r.inBrackets(from, at), r.introducedBy(from)); who != nobodys {
		return who
	}
	if !slices.ContainsFunc(in, func(p party) bool { return p.host || p.strong }) {
		if who := cmp.Or(r.causeBelow(r.statementOf(at)), r.signedBelow(r.statementOf(at))); who != nobodys {
			return who
		}
	}
	for _, counts := range []func(party) bool{isHost, func(p party) bool {
		return p.strong || anybody && !p.label || !r.namesOurs || p.lineLabel && !r.oursBefore(p.at)
	}} {
		if some := slices.DeleteFunc(slices.Clone(in), func(p party) bool { return !counts(p) }); len(some) > 0 {
			return nearest(r.text, some, at, end)
		}
	}
	if e := r.exchangeAt(at); e != nil && e.hasAddress && e.answered() && at < e.certainTo && e.owner != nobodys {
		return e.owner
	}
	i := r.partiesBefore(from)
	for j := i - 1; j >= 0 && from-r.parties[j].end < reach; j-- {
		if p := r.parties[j]; p.strong || p.label && !r.namesOurs || p.lineLabel && !r.oursBefore(p.at) {
			if strings.Contains(r.text[p.end:from], "\n╵") {
				break // another message of Terraform
			}
			return p.owner
		}
	}
	for j := i; j < len(r.parties) && r.parties[j].at-end < reach; j++ {
		if p := r.parties[j]; p.strong || p.label && !r.namesOurs {
			return p.owner
		}
	}
	return nobodys
}

// introducedBy is the owner of the statement at a place where the one before ends in a name and a
// colon, as in "es ist Google:".
func (r *reader) introducedBy(from int) owner {
	before, ok := strings.CutSuffix(strings.TrimRight(r.text[max(0, from-reach/16):from], " \n"), ":")
	if name := lastWord(before, " \n"); ok && !isClass(strings.ToLower(name)) {
		return ownerOf(name)
	}
	return nobodys
}

// ownerOf is whose a name is that stands where only a name does; nobody's where it may be another word.
func ownerOf(name string) owner {
	switch {
	case strings.EqualFold(name, "zendesk"):
		return ours
	case isCapitalized(name) && isUncommon(name):
		return theirs
	}
	return nobodys
}

// causeBelow is whose the exception is that a log prints below its n-th statement: that of the first
// host in it.
func (r *reader) causeBelow(n int) owner {
	const most = 40                                                                          // statements of it
	for last := n + most/8; n+1 < len(r.stmts) && r.text[r.stmts[n+1].from-1] != '\n'; n++ { // to the end of the line
		if n == last {
			return nobodys
		}
	}
	for k := n + 1; k < min(len(r.stmts), n+most); k++ {
		s := r.stmts[k]
		line := r.text[s.from:min(s.to, s.from+reach/8)]
		if k == n+1 && !isException(line) || beginsWithTime(line) {
			break
		}
		for _, p := range r.partiesIn(s.from, s.to) {
			if p.host {
				return p.owner
			}
		}
	}
	return nobodys
}

// signedBelow is whose the paragraph is that goes on below the n-th statement: of the server whose
// error code begins a line of it, whose host alone is in one, in brackets, or whose host is in what was
// dumped below a stack trace.
func (r *reader) signedBelow(n int) owner {
	const most, longest = 5, 40 // statements, and those of a stack trace
	for k, frames := n+1, 0; k < min(len(r.stmts), n+most+frames); k++ {
		s := r.stmts[k]
		line := strings.TrimSpace(r.text[s.from:min(s.to, s.from+reach/8)])
		if strings.HasPrefix(line, "at ") && frames < longest {
			frames++
		}
		if isFrameOfVendor(line) {
			return theirs
		}
		for _, p := range r.partiesIn(s.from, s.to) {
			if name := r.text[p.at:p.end]; k == n+1 && isServerCode(name) && strings.HasPrefix(line, name+":") || p.host && (line == "("+name+")" || frames > 0 && k <= n+1+frames && !isIP(p.name)) {
				return p.owner
			}
		}
	}
	return nobodys
}

// isFrameOfVendor reports whether a line is a frame of a stack trace in a module that is named after
// somebody else, and its class too: "at io.airbyte.integrations.destination.hubspot.HubSpotState.flush".
func isFrameOfVendor(line string) bool {
	call, ok := strings.CutPrefix(line, "at ")
	call, _, _ = strings.Cut(call, "(")
	parts := strings.Split(call, ".")
	for i, part := range parts[:max(0, len(parts)-1)] {
		if class := parts[i+1]; ok && len(class) > len(part) && isUncommon(part) && smallLetters(part) && !neutralNames.has(part) && part != "zendesk" && strings.EqualFold(class[:len(part)], part) && unicode.IsUpper(rune(class[0])) {
			return true
		}
	}
	return false
}

// isException reports whether a line begins the trace of an exception, as Python and Java print it.
func isException(line string) bool {
	class, _, ok := strings.Cut(strings.TrimLeft(line, " "), ":")
	class, _, _ = strings.Cut(class, "$")
	return strings.HasPrefix(class, "Traceback (most recent call last)") || ok && strings.Contains(class, ".") && !strings.Contains(class, " ") && isClass(strings.ToLower(class))
}

// oursBefore reports whether Zendesk is named before a place: then the text is about Zendesk, and a
// label at the place may be just a heading.
func (r *reader) oursBefore(at int) bool {
	return r.firstOurs >= 0 && r.firstOurs < at
}

// nearest is the owner of the last party of some before text[at:end]; or of the first one after it,
// where "from", "by" or "of" connects them, or no party is before. some is not empty.
func nearest(text string, some []party, at, end int) owner {
	end = wordEnd(text, end)
	last, next := -1, -1
	for i, p := range some {
		if p.at < at {
			last = i
		} else if next < 0 {
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

// assignOwners sets the owner of each exchange.
func (r *reader) assignOwners() {
	redirect := strings.ToLower(r.client.Redirect.String())
	for i := range r.exchs {
		e := &r.exchs[i]
		switch {
		case e.hasAddress && e.role == callbackAddress:
			e.owner = ours
			if e.isForeignCallback() {
				e.owner = theirs
				continue
			}
			here := e.host == "localhost" || strings.HasPrefix(e.host, "127.")
			named := strings.Contains(strings.ToLower(e.path), "zendesk") // in the callback of an integration with Zendesk
			if !named && !r.namesOurs && (r.namesTheirs || !here && r.foreignDescription) && (redirect == "" || !strings.HasPrefix(strings.ToLower(r.text[e.at:]), redirect)) {
				e.owner = theirs
			}
		case e.hasAddress && e.host == "" && !e.foreign: // others have the same paths
			e.owner = r.ownerAt(e.at, e.end, false)
		case e.hasAddress && e.zendesk:
			e.owner = ours
			if n := r.statementOf(e.statusAt); e.status >= 400 && n < r.statementOf(e.at) && slices.ContainsFunc(r.partiesIn(r.stmts[n].from, r.stmts[n].to), party.isTheirs) {
				e.owner = theirs // the answer was named first, and whose it was
			} else if e.status >= 400 && n > r.statementOf(e.at) && e.statusAt > e.end {
				if r.signedBelow(n) == theirs || e.hostOnly && r.lastNamed(e.end, e.statusAt) == theirs || slices.ContainsFunc(r.partiesIn(e.end, e.statusAt), func(p party) bool { return isCmdlet(p.name) && p.owner == theirs }) {
					e.owner = theirs
				}
			}
		case e.hasAddress:
			e.owner = theirs
		case e.status != 0:
			e.owner = r.ownerAt(e.statusAt, e.statusAt+3, false)
		default:
			e.owner = r.ownerAt(e.from, e.from+1, false)
		}
		if e.hasAddress {
			continue
		}
		if strings.Contains(r.small[e.from:e.certainTo], "\nx-zendesk-") && e.owner == theirs {
			e.owner = ours // only Zendesk sends such a header
		}
		if e.owner == ours && (hasProblemTypeOfOthers(r.text[e.from:e.certainTo]) || e.body && (linksToOtherDocs(e.bodyText) ||
			// the description is not Zendesk's, and somebody else is named:
			r.foreignDescription && (r.mayNameTheirs || r.zendeskWorks) && !r.namesOursIn(e.from, e.certainTo))) {
			e.owner = theirs
		}
	}
}

// lastNamed is the owner of the last party of text[from:to], where that is more than the label of a line.
func (r *reader) lastNamed(from, to int) owner {
	if in := r.partiesIn(from, to); len(in) > 0 && !in[len(in)-1].lineLabel {
		return in[len(in)-1].owner
	}
	return nobodys
}

// hasProblemTypeOfOthers reports whether an answer is a problem (RFC 9457) whose type is an address of somebody
// else, as the flattener says it.
func hasProblemTypeOfOthers(answer string) bool {
	_, kind, ok := strings.Cut(answer, " type https://")
	host, _, _ := strings.Cut(kind, "/")
	return ok && !strings.Contains(host, "zendesk")
}

// linksToOtherDocs reports whether an answer links to the documentation of somebody else.
func linksToOtherDocs(body string) bool {
	_, link, ok := strings.Cut(body, "https://")
	host, path, _ := strings.Cut(link, "/")
	return ok && len(host) < 60 && !strings.Contains(host, "zendesk") &&
		(startsWith(path, "docs", "help", "errors") || startsWith(host, "docs.", "developers.", "developer."))
}

// namesOursIn reports whether text[from:to] names Zendesk.
func (r *reader) namesOursIn(from, to int) bool {
	return slices.ContainsFunc(r.partiesIn(from, to), party.isOurs)
}

// headsTheirAnswers reports whether all answers of the text come after a place and are somebody
// else's, at least one in JSON: then the place is in the title of them.
func (r *reader) headsTheirAnswers(at int) bool {
	others := false
	for _, e := range r.exchs {
		if e.answered() && (e.owner == ours || e.from <= at) {
			return false
		}
		others = others || e.body && e.owner == theirs
	}
	return others
}
