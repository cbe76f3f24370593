package explain

import (
	"slices"
	"strings"
)

// arrows are between the two ends of a route, such as "gong -> zendesk".
var arrows = []string{" -> ", " → ", " => ", " ➜ ", "->", "→"}

// findRoutes marks Zendesk where it is one end of a route, and takes the other end for the name of
// a party wherever it is in the text.
func (r *reader) findRoutes() {
	const most = 16 // names: the whole text is searched for each
	called := make(map[string]bool)
	call := func(p *party, other string) {
		if !isRouteEnd(other) {
			return
		}
		p.route = true
		if len(called) < most {
			called[other] = true
		}
	}
	for i := range r.parties {
		p := &r.parties[i]
		if p.owner != ours || p.host && strings.Contains(p.name, ".") || p.name == "global oauth" { // a menu
			continue
		}
		s := r.stmts[r.statementOf(p.at)]
		for _, arrow := range arrows {
			if rest, ok := strings.CutPrefix(r.text[p.end:s.to], arrow); ok {
				call(p, rest[:endOfToken(rest, 0, len(rest))])
			}
			if before, ok := strings.CutSuffix(r.text[s.from:p.at], arrow); ok {
				call(p, before[strings.LastIndexFunc(before, func(r rune) bool { return !nameRune(r) })+1:])
			}
		}
	}
	for other := range called {
		for i := range places(r.text, other) {
			if end := i + len(other); !r.insideAddress(i) {
				route := startsWith(r.text[end:], arrows...) || endsIn(r.text[:i], arrows...)
				r.parties = append(r.parties, party{at: i, end: end, owner: theirs, strong: true, route: route, name: other})
			}
		}
	}
}

// withoutRoutes drops the ends of routes where somebody is named outside of a route too; otherwise
// it drops the ends that are not Zendesk.
func withoutRoutes(in []party) []party {
	named := slices.ContainsFunc(in, func(p party) bool { return !p.route })
	return slices.DeleteFunc(slices.Clone(in), func(p party) bool { return p.route && (named || p.owner != ours) })
}

// isRouteEnd reports whether a word at an arrow names the other end of a route.
func isRouteEnd(word string) bool {
	return word != "" && isUncommon(word) && indexFold(word, "zendesk") < 0
}
