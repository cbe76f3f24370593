package explain

import (
	"slices"
	"strings"
)

// arrows stand between the ends of a way that data takes.
var arrows = []string{" -> ", " → ", " => ", " ➜ ", "->", "→"}

// findRoutes marks the names that are an end of a way, as in "gong -> zendesk", and makes the
// other end a name wherever the text has it.
func (r *reader) findRoutes() {
	called := make(map[string]bool)
	for i := range r.parties {
		p := &r.parties[i]
		if p.owner != ours || p.host && strings.Contains(p.name, ".") {
			continue
		}
		s := r.stmts[r.statementOf(p.at)]
		for _, arrow := range arrows {
			if rest, ok := strings.CutPrefix(r.text[p.end:s.to], arrow); ok {
				if other := rest[:endOfToken(rest, 0, len(rest))]; isEnd(other) {
					p.route = true
					called[other] = true
				}
			}
			if before, ok := strings.CutSuffix(r.text[s.from:p.at], arrow); ok {
				from := strings.LastIndexFunc(before, func(r rune) bool { return !nameRune(r) })
				if other := before[from+1:]; isEnd(other) {
					p.route = true
					called[other] = true
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

// ofRoutes leaves out the ends of ways where somebody is named otherwise too, and else the ends
// that are not Zendesk.
func ofRoutes(in []party) []party {
	named := slices.ContainsFunc(in, func(p party) bool { return !p.route })
	return slices.DeleteFunc(slices.Clone(in), func(p party) bool { return p.route && (named || p.owner != ours) })
}

// isEnd reports whether a word beside an arrow names the other end of a way.
func isEnd(word string) bool {
	return word != "" && isUncommon(word) && indexFold(word, "zendesk") < 0
}
