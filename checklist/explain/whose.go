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
	if len(r.stmts) == 0 {
		return nobodys
	}
	owner := r.ownerByName(at, end, anybody)
	if owner == ours && (r.zendeskWorks && (at < r.firstOurs && (r.mayNameTheirs || r.inOtherScript(at)) || r.clauseNamesOther(at, end) || r.namedLast(at)) || r.sentenceIsTheirs(at, end)) {
		return theirs
	}
	return owner
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

// inOtherScript reports whether the statement at a place has letters in which a name cannot be told
// from a word.
func (r *reader) inOtherScript(at int) bool {
	s := r.stmts[r.statementOf(at)]
	return strings.ContainsFunc(r.text[s.from:min(s.to, s.from+reach)], isOtherLetter)
}

// ownerByName is ownerAt without regard to zendeskWorks.
func (r *reader) ownerByName(at, end int, anybody bool) owner {
	from, to := r.stmts[r.statementOf(at)].from, r.stmts[r.statementOf(max(at, end-1))].to
	in := r.partiesIn(max(from, at-reach/2), min(to, end+reach/2))
	if before := r.partiesIn(r.lineStart(from), from); len(before) > 0 && before[len(before)-1].lineLabel && before[len(before)-1].strong {
		in = append(before[len(before)-1:len(before):len(before)], in...) // the label of a line is the owner of all of it
	}
	if n := r.statementOf(max(at, end-1)) + 1; n < len(r.stmts) && strings.HasPrefix(strings.TrimLeft(r.text[r.stmts[n].from:r.stmts[n].to], " "), "Is the server running on") && !slices.ContainsFunc(in, func(p party) bool { return p.host }) {
		for _, p := range r.partiesIn(r.stmts[n].from, r.stmts[n].to) { // the message of libpq goes on there
			if p.host {
				in = append(slices.Clip(in), p)
			}
		}
		if !slices.ContainsFunc(in, func(p party) bool { return p.host }) {
			return theirs
		}
	}
	if slices.ContainsFunc(in, func(p party) bool { return p.route }) {
		in = withoutRoutes(in)
	}
	if who, ok := r.sentBy(end); ok {
		return who
	}
	if who, ok := r.inBrackets(from, at); ok {
		return who
	}
	if who, ok := r.introducedBy(from); ok {
		return who
	}
	if !slices.ContainsFunc(in, func(p party) bool { return p.host || p.strong }) {
		if who, ok := r.causeBelow(r.statementOf(at)); ok {
			return who
		}
		if who, ok := r.signedBelow(r.statementOf(at)); ok {
			return who
		}
	}
	for _, keep := range []func(party) bool{
		func(p party) bool { return p.host },
		func(p party) bool {
			return p.strong || anybody && !p.label || !r.namesOurs || p.lineLabel && !r.oursBefore(p.at)
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
	if e := r.exchangeAt(at); e != nil && e.hasAddress && e.answered() && at < e.certainTo && e.owner != nobodys {
		return e.owner
	}
	i, _ := slices.BinarySearchFunc(r.parties, from, func(p party, at int) int { return cmp.Compare(p.at, at) })
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
func (r *reader) introducedBy(from int) (who owner, ok bool) {
	before, ok := strings.CutSuffix(strings.TrimRight(r.text[max(0, from-reach/16):from], " \n"), ":")
	if !ok {
		return nobodys, false
	}
	switch name := lastWord(before, " \n"); {
	case strings.EqualFold(name, "zendesk"):
		return ours, true
	case isCapitalized(name) && isUncommon(name) && !isClass(strings.ToLower(name)):
		return theirs, true
	}
	return nobodys, false
}

// causeBelow is whose the exception is that a log prints below its n-th statement: that of the first
// host in it.
func (r *reader) causeBelow(n int) (who owner, ok bool) {
	const most = 40                                                                          // statements of it
	for last := n + most/8; n+1 < len(r.stmts) && r.text[r.stmts[n+1].from-1] != '\n'; n++ { // to the end of the line
		if n == last {
			return nobodys, false
		}
	}
	for k := n + 1; k < min(len(r.stmts), n+most); k++ {
		s := r.stmts[k]
		line := r.text[s.from:min(s.to, s.from+reach/8)]
		if k == n+1 && !isException(line) || beginsWithTime(line) {
			return nobodys, false
		}
		for _, p := range r.partiesIn(s.from, s.to) {
			if p.host {
				return p.owner, true
			}
		}
	}
	return nobodys, false
}

// signedBelow is whose the paragraph is that goes on below the n-th statement: of the server whose
// error code begins a line of it, whose host alone is in one, in brackets, or whose host is in what was
// dumped below a stack trace.
func (r *reader) signedBelow(n int) (who owner, ok bool) {
	const most, longest = 5, 40 // statements, and those of a stack trace
	for k, frames := n+1, 0; k < min(len(r.stmts), n+most+frames); k++ {
		s := r.stmts[k]
		line := strings.TrimSpace(r.text[s.from:min(s.to, s.from+reach/8)])
		if strings.HasPrefix(line, "at ") && frames < longest {
			frames++
		}
		if isFrameOfVendor(line) {
			return theirs, true
		}
		for _, p := range r.partiesIn(s.from, s.to) {
			if name := r.text[p.at:p.end]; k == n+1 && isServerCode(name) && strings.HasPrefix(line, name+":") || p.host && (line == "("+name+")" || frames > 0 && k <= n+1+frames && !isIP(p.name)) {
				return p.owner, true
			}
		}
	}
	return nobodys, false
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
			if n := r.statementOf(e.statusAt); e.status >= 400 && n > r.statementOf(e.at) && e.statusAt > e.end {
				if who, ok := r.signedBelow(n); ok && who == theirs || slices.ContainsFunc(r.partiesIn(e.end, e.statusAt), func(p party) bool { return isCmdlet(p.name) && p.owner == theirs }) {
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
		if e.owner == theirs && !e.hasAddress && strings.Contains(r.small[e.from:e.certainTo], "\nx-zendesk-") {
			e.owner = ours // only Zendesk sends such a header
		}
		if !e.hasAddress && e.owner == ours && (e.body && linksToOtherDocs(e.bodyText) || hasProblemTypeOfOthers(r.text[e.from:e.certainTo])) {
			e.owner = theirs
		}
		if !e.hasAddress && e.body && e.owner == ours && r.foreignDescription && (r.mayNameTheirs || r.zendeskWorks) && !r.namesOursIn(e.from, e.certainTo) {
			e.owner = theirs // the description is not Zendesk's, and somebody else is named
		}
	}
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
	if !ok {
		return false
	}
	host, path, _ := strings.Cut(link, "/")
	return len(host) < 60 && !strings.Contains(host, "zendesk") && (strings.HasPrefix(path, "docs") || strings.HasPrefix(path, "help") || strings.HasPrefix(path, "errors") || strings.HasPrefix(host, "docs.") || strings.HasPrefix(host, "developers.") || strings.HasPrefix(host, "developer."))
}

// namesOursIn reports whether text[from:to] names Zendesk.
func (r *reader) namesOursIn(from, to int) bool {
	return slices.ContainsFunc(r.partiesIn(from, to), func(p party) bool { return p.owner == ours })
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
