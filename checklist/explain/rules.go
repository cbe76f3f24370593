package explain

import (
	"slices"
	"strings"
)

// isRule reports whether the statement at a place states a general rule, as a manual does.
func (r *reader) isRule(at int) bool {
	return r.statementHas(at, at, []string{"must be", "should", "can be", "you need", "an expired", "an invalid", "a revoked", "muss", "müssen"}) &&
		!r.statementHas(at, at, []string{"i", "we", "our", "my", "us", "error", "fails", "failed"})
}

// isInstruction reports whether the statement at a place says what is to be done if something comes.
func (r *reader) isInstruction(at int) bool {
	line := r.lineAt(at)
	w := words(line)
	return (strings.HasPrefix(w, " if ") || strings.HasPrefix(w, " when ")) && !inFirstPerson(w) && !strings.HasSuffix(line, "?")
}

// isThreshold reports whether a line is the rule of an alert: "invalid_grant > 3 in 10 min".
func isThreshold(line string) bool {
	_, number, ok := strings.Cut(strings.ReplaceAll(line, " >= ", " > "), " > ")
	return ok && isTime(number[:min(1, len(number))]) && contains(number, " in ", " per ", " for ")
}

// isHandler reports whether a place is the error code in a sentence such as "on invalid_grant we
// reconnect", which does not say that the error came.
func (r *reader) isHandler(at int) bool {
	before := strings.ToLower(strings.TrimRight(r.text[max(0, at-8):at], " `'\"“"))
	before = strings.TrimSuffix(strings.TrimSuffix(before, " an"), " a")
	if on := before[strings.LastIndexAny(before, " \n:;,.(")+1:]; on != "on" && on != "upon" && on != "bei" {
		return false
	}
	end := wordEnd(r.text, at)
	next := words(r.text[end:min(len(r.text), end+24)])
	return len(next) > 2 && handlers.has(firstWord(next))
}

// handlers begin what a program does about an error code that it is told of before.
var handlers = setOf("we it the you they retry mark refresh stop wir wird")

// arrowsTo are between an error and what it becomes in a program.
var arrowsTo = []string{"->", "→", "=>", "⇒", "➜"}

// isMapped reports whether the line of text[at:end] says what a program makes of an error, as in
// `* 401 "Couldn't authenticate you" -> ExternalOAuthTokenError`. In a log the arrow comes first.
func (r *reader) isMapped(at, end int) bool {
	s := r.stmts[r.statementOf(at)]
	before := r.text[max(s.from, at-reach/8):at]
	if bullet := strings.TrimLeft(before, " \t"); bullet == "" || strings.IndexByte("-*•0123456789|", bullet[0]) < 0 || contains(before, "://", "/api/", "/oauth/") {
		return false
	}
	before = before[strings.LastIndexAny(before, ",;")+1:]
	if contains(before, arrowsTo...) {
		return false
	}
	const gap = 40 // of what may be between the error and the arrow
	behind := r.text[end:max(end, min(s.to, end+gap))]
	for _, arrow := range arrowsTo {
		_, to, ok := strings.Cut(behind, arrow)
		if to = strings.TrimLeft(to, " "); ok && to != "" && (to[0] < '0' || to[0] > '9') && to[0] != '{' {
			return true
		}
	}
	return false
}

// treatments are what a program does with an error, in the passive.
var treatments = setOf("raised mapped treated handled retried surfaced translated wrapped counted ignored swallowed rethrown")

// isTreated reports whether what follows text[at:end] says what a program does with it: "invalid_grant
// while refreshing is raised as a TokenError".
func (r *reader) isTreated(end int) bool {
	end = wordEnd(r.text, end)
	s := r.stmts[r.statementOf(max(0, end-1))]
	const near = 5 // words
	next := strings.Fields(words(r.text[end:max(end, min(s.to, end+reach/16))]))
	for i, word := range next[:min(len(next), near)] {
		if slices.Contains([]string{"is", "are", "gets", "now"}, word) && i+1 < len(next) && (treatments.has(next[i+1]) || next[i+1] == "now" && i+2 < len(next) && treatments.has(next[i+2])) {
			return true
		}
	}
	return false
}

// isRuled reports whether the statement at a place says what is done about an error that it names,
// and not that it came.
func (r *reader) isRuled(at, end int) bool {
	before := strings.TrimRight(r.text[max(0, at-reach/32):at], " \n\"'`")
	if endsIn(before, ".toBe(", ".toEqual(", ".toContain(", ".toMatch(", ".toThrow(") || // what a test of a program wants
		r.isHandler(at) || r.isMapped(at, end) || r.isTreated(end) {
		return true
	}
	s := r.stmts[r.statementOf(at)]
	f := strings.Fields(strings.TrimLeft(r.text[s.from:min(s.to, s.from+reach/8)], "-*• "))
	return len(f) > 1 && (strings.EqualFold(f[0], "on") || strings.EqualFold(f[0], "upon")) && (isNumber(f[1]) || isErrorCode(f[1])) && !strings.HasSuffix(f[len(f)-1], "?") // "On 401 invalid_token we refresh once."
}
