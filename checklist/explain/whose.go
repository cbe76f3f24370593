package explain

import (
	"cmp"
	"slices"
	"strings"
)

// ownerAt tells whose text[at:end] is: who is named in the same statement, a host before a
// name; else who was named last before it, or first behind it. anybody says that anybody
// may have said the words: then a name that may be none is enough against them.
func (r *reader) ownerAt(at, end int, anybody bool) owner {
	if len(r.stmts) == 0 {
		return nobodys
	}
	owner := r.ownerByName(at, end, anybody)
	if owner == ours && r.zendeskWorks && r.clauseNamesOther(at, end) {
		return theirs
	}
	return owner
}

// ownerByName is whose without what the text says of how things go.
func (r *reader) ownerByName(at, end int, anybody bool) owner {
	from, to := r.stmts[r.statementOf(at)].from, r.stmts[r.statementOf(max(at, end-1))].to
	in := r.partiesIn(max(from, at-reach/2), min(to, end+reach/2))
	if before := r.partiesIn(r.lineStart(from), from); len(before) > 0 && before[len(before)-1].lineLabel && before[len(before)-1].strong {
		in = append(before[len(before)-1:len(before):len(before)], in...) // whoever heads the line says all of it
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

// oursBefore reports whether Zendesk is named in front of a place: then it is what the text is
// about, and a label behind it may be a heading of any language.
func (r *reader) oursBefore(at int) bool {
	return r.firstOurs >= 0 && r.firstOurs < at
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

// assignOwners finds whose each exchange is.
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
			named := strings.Contains(strings.ToLower(e.path), "zendesk") // as integrations name their callbacks
			if !named && !r.namesOurs && (r.namesTheirs || !here && r.foreignDescription) && (redirect == "" || !strings.HasPrefix(strings.ToLower(r.text[e.at:]), redirect)) {
				e.owner = theirs
			}
		case e.hasAddress && e.host == "" && !e.foreign: // a path says nothing: others have the same
			e.owner = r.ownerAt(e.at, e.end, false)
		case e.hasAddress && e.zendesk:
			e.owner = ours
		case e.hasAddress:
			e.owner = theirs
		case e.status != 0:
			e.owner = r.ownerAt(e.statusAt, e.statusAt+3, false)
		default:
			e.owner = r.ownerAt(e.from, e.from+1, false)
		}
		if !e.hasAddress && e.body && e.owner == ours && r.foreignDescription && r.mayNameTheirs && !r.namesOursIn(e.from, e.certainTo) {
			e.owner = theirs // its description is none of Zendesk's, and another one is named
		}
	}
}

// namesOursIn reports whether the statements of text[from:to] name Zendesk.
func (r *reader) namesOursIn(from, to int) bool {
	return slices.ContainsFunc(r.partiesIn(from, to), func(p party) bool { return p.owner == ours })
}

// headsTheirAnswers reports whether a place is in front of the only answers of the text, and these are
// somebody else's: then it is the title of them, and of what they say.
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
