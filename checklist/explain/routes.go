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
	for i := range r.parties {
		p := &r.parties[i]
		if p.owner != ours || p.host && strings.Contains(p.name, ".") || p.name == "global oauth" { // a menu
			continue
		}
		s := r.stmts[r.statementOf(p.at)]
		for _, arrow := range arrows {
			if rest, ok := strings.CutPrefix(r.text[p.end:s.to], arrow); ok {
				if other := rest[:endOfToken(rest, 0, len(rest))]; isRouteEnd(other) {
					p.route = true
					if len(called) < most {
						called[other] = true
					}
				}
			}
			if before, ok := strings.CutSuffix(r.text[s.from:p.at], arrow); ok {
				from := strings.LastIndexFunc(before, func(r rune) bool { return !nameRune(r) })
				if other := before[from+1:]; isRouteEnd(other) {
					p.route = true
					if len(called) < most {
						called[other] = true
					}
				}
			}
		}
	}
	for other := range called {
		for at := 0; ; {
			i := strings.Index(r.text[at:], other)
			if i < 0 {
				break
			}
			i += at
			at = i + len(other)
			if (i == 0 || !nameByte(r.text[i-1])) && (at == len(r.text) || !nameByte(r.text[at])) && !r.insideAddress(i) {
				route := false
				for _, arrow := range arrows {
					route = route || strings.HasPrefix(r.text[at:], arrow) || strings.HasSuffix(r.text[:i], arrow)
				}
				r.parties = append(r.parties, party{at: i, end: at, owner: theirs, strong: true, route: route, name: other})
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
