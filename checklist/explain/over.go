package explain

import (
	"slices"
	"strings"
)

// retryWords say, in a line of a log, that the request is tried again.
var retryWords = []string{"refreshing", "retry", "retrying", "retries", "retried", "backing off", "backoff", "will try again", "trying again", "next attempt", "waiting", "sleeping", "retryable", "rate limited waiting"}

// progressWords say, in a later line of the log, that the requests went on.
var progressWords = []string{
	"new access token", "read", "fetched", "finished", "finished sync", "completed", "succeeded", "success", "successfully", "connected", "synced", "wrote", "imported", "exported", "loaded", "done", "ok", "saved", "received", "exit code 0", "recovered", "200", "201",
}

// endWords say, in a later line of the log, that it was not tried again, or in vain.
var endWords = []string{"giving up", "gave up", "given up", "exited", "exit code 1", "aborting", "aborted", "max retries", "incomplete", "no more retries", "retries exhausted"}

// passed reports whether a failure in a log is one that was tried again, and the log goes on with
// what was then read or written: it is no failure of the run.
func (r *reader) passed(f finding) bool {
	at := f.at
	if f.exchange != nil {
		at = max(f.exchange.statusAt, f.exchange.at)
	}
	n := r.statementOf(at)
	line := r.logLine(n)
	if line == "" || r.asks() {
		return false
	}
	again := hasAny(line, retryWords) || isAttempt(line)
	const most, soon = 400, 3 // lines; and those in which it is said that it is tried again
	for k := n + 1; k < min(len(r.stmts), n+most) && (again || k < n+soon); k++ {
		switch r.entryOf(k) {
		case entryEnd:
			return false
		case entryRetry:
			again = true
		case entryProgress:
			if again {
				return true
			}
		}
	}
	return false
}

// connectedAfter reports whether curl connected after a failure, and the request succeeded.
func (r *reader) connectedAfter(f finding) bool {
	return r.byCurl && f.netError != "" && slices.ContainsFunc(r.exchs, func(e exchange) bool {
		return e.at > f.at && e.owner == ours && e.succeeded()
	})
}

// entry is what an entry of a log tells.
type entry int8

const (
	entryOther    entry = iota + 1 // or it is none
	entryEnd                       // it was not tried again, or in vain
	entryRetry                     // it is tried again
	entryProgress                  // requests went on
)

// entryOf is what the line of the n-th statement tells. It is read once, whatever failed how often.
func (r *reader) entryOf(n int) entry {
	if r.entries == nil {
		r.entries = make(map[int]entry)
	}
	if r.entries[n] == 0 {
		line := r.logLine(n)
		switch {
		case hasAny(line, endWords):
			r.entries[n] = entryEnd
		case hasAny(line, retryWords):
			r.entries[n] = entryRetry
		case hasAny(line, progressWords) && !hasAny(line, troubleWords):
			r.entries[n] = entryProgress
		default:
			r.entries[n] = entryOther
		}
	}
	return r.entries[n]
}

// logLine is the words of the line of the n-th statement, up to its end, where it is an entry of a
// log: a time, a level or a label in brackets begins it. It is "" where it is none.
func (r *reader) logLine(n int) string {
	s := r.stmts[n]
	line := withoutContainer(r.text[r.lineStart(s.from):min(s.to, s.from+reach/4)])
	for _, key := range []string{"time=", "ts=", "timestamp="} { // of logfmt
		line = strings.TrimLeft(strings.TrimPrefix(line, key), `"`)
	}
	if len(line) > 4 && line[1:4] == ", [" { // of Ruby's Logger: "W, [2026-09-21T14:20:33"
		line = line[4:]
	}
	if label := strings.IndexByte(line, ']'); !beginsWithTime(line) && !beginsWithSyslogTime(line) && !beginsWithLevel(line) && !(label > 1 && line[0] == '[' && smallLetters(line[1:label])) {
		return ""
	}
	return words(line)
}

// withoutContainer removes the name of a container from the beginning of a line, as Docker Compose and
// Foreman print it: "worker-1  | ".
func withoutContainer(line string) string {
	name, rest, ok := strings.Cut(line, " | ")
	if name = strings.TrimRight(name, " "); ok && len(name) < 40 && name != "" && strings.IndexByte(name, ' ') < 0 {
		return rest
	}
	return line
}

// beginsWithSyslogTime reports whether a line begins with a time as syslog writes it (RFC 3164, 4.1.2):
// "Oct  3 02:00:01".
func beginsWithSyslogTime(line string) bool {
	f := strings.Fields(line[:min(len(line), len("Oct  3 02:00:01 "))])
	return len(f) >= 3 && slices.Contains([]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}, f[0]) && isNumber(f[1]) && strings.Count(f[2], ":") == 2
}

// beginsWithLevel reports whether a line begins with the level of an entry: "WARN  [zendesk]", "INFO:root:",
// "level=warn".
func beginsWithLevel(line string) bool {
	level := line[:strings.IndexAny(line+" ", " :")]
	return strings.HasPrefix(line, "level=") || len(level) >= len("INFO") && level == strings.ToUpper(level) && levelWords.has(strings.ToLower(level))
}

// isAttempt reports whether words number an attempt: "try 2", "attempt 1 of 5".
func isAttempt(words string) bool {
	return slices.ContainsFunc([]string{" try ", " attempt "}, func(of string) bool {
		_, rest, ok := strings.Cut(words, of)
		return ok && isNumber(firstWord(" "+rest))
	})
}

// asks reports whether somebody asks something about the log: a statement that is none of its
// entries ends in a question mark.
func (r *reader) asks() bool {
	for n, s := range r.stmts {
		if text := strings.TrimRight(r.line(s), " \n"); len(r.words) <= longestPage && strings.HasSuffix(text, "?") && !strings.HasSuffix(text, "$?") && r.logLine(n) == "" {
			return true // and "echo $?" asks nobody
		}
	}
	return false
}

// resolvedPhrases say that a failure is over.
var resolvedPhrases = []string{
	"is resolved", "was resolved by", "has been resolved", "was fixed", "is fixed", "fixed in", "fixed by", "fixed it by", "has been fixed", "solved by", "solved it by", "works like a charm", "works again", "work again", "works now", "work now", "working now", "succeed again", "succeeds again", "is back", "are back", "green since", "no longer happens", "no action is needed", "no action needed", "no action required", "no action is required", "went away", "fixed now", "all good now", "gone since", "closed it", "closing this", "patched in", "no further action", "not seen it again", "not happened again", "never happened again", "not seen it since", "locking the topic", "for the archive", "done verified", "has been running", "solved the", "on the first try", "no occurrence since", "sorted out", "can be closed", "has been green",
	"läuft wieder", "geht wieder", "behoben", "gelöst", "funciona de nuevo", "vuelve a funcionar", "solucionado", "résolu", "fonctionne à nouveau", "remarche", "risolto", "resolvido", "opgelost", "werkt weer", "rozwiązane", "można skreślić", "çözüldü", "решено",
}

// concededPhrases say that the cause of a failure was found: what came before them is over, where
// another failure follows.
var concededPhrases = []string{"you were right", "that was it", "that fixed that", "fixed now i", "fixed now we", "fixed but now", "that did it", "that solved the first", "tu avais raison", "du hattest recht", "sie hatten recht", "tenías razón"}

// failsAfter reports whether something is told of a failure, or an answer is shown, after a place.
func (r *reader) failsAfter(at int) bool {
	n, _ := slices.BinarySearch(r.hitAt, at)
	return slices.ContainsFunc(r.hits[n:], func(h hit) bool { return h.strength > strengthWords }) ||
		slices.ContainsFunc(r.exchs, func(e exchange) bool { return e.from > at && e.answered() })
}

// closingPhrases are the first words of those that end a report, and may begin its last entry.
var closingPhrases = setOf("closing closed locking")

// unresolvedWords, after one of resolvedPhrases, say that it is not over; those of unresolvedInLine
// only in the same line.
var (
	unresolvedWords  = []string{"still", "but", "however", "unfortunately", "noch", "aber", "pero", "mais", "except"}
	unresolvedInLine = []string{"now it", "now we", "now the", "again", "today", "how", "why", "not", "isnt"}
)

// resolvedUpTo is the place in the text before which every failure is over: there the text says
// that things work again, and nothing after it says otherwise. It is the end of the text where a
// label at the beginning or "works again" says so, and -1 where nothing is over. found is what failed.
func (r *reader) resolvedUpTo(found []finding) int {
	if len(r.words) > longestPage {
		return -1 // a log
	}
	for _, label := range []string{"resolved", "recovered", "solved", "gelöst", "resuelto"} {
		if i := indexFold(r.text[:min(len(r.text), 60)], label); i >= 0 && (strings.Trim(r.text[:i], " #*") == "" || r.text[i-1] == '[') {
			if to := i + len(label); to < len(r.text) && strings.IndexByte(":]", r.text[to]) >= 0 {
				return len(r.text)
			}
		}
	}
	over := -1
	for _, right := range concededPhrases {
		if i := strings.LastIndex(r.words, " "+right+" "); i >= 0 && r.failsAfter(r.textAt(i+1)) {
			over = max(over, r.textAt(i+1))
		}
	}
	if strings.HasSuffix(strings.TrimRight(r.text, " \n"), "?") {
		return over
	}
	for _, solved := range resolvedPhrases {
		i := strings.LastIndex(r.words, " "+solved+" ")
		if i < 0 {
			continue
		}
		behind := r.words[i+1+len(solved):]
		line := behind
		if end := r.textAt(i + 1 + len(solved)); strings.IndexByte(r.text[end:], '\n') >= 0 {
			line = words(r.text[end : end+strings.IndexByte(r.text[end:], '\n')])
		}
		if hasAny(behind, unresolvedWords) || hasAny(line, unresolvedInLine) || r.resolvesAnother(r.textAt(i+1), found) {
			continue
		}
		if strings.HasSuffix(solved, " again") || i == 0 || i < r.stmts[0].to && closingPhrases.has(firstWord(" "+solved+" ")) {
			return len(r.text) // also for what is told after it
		}
		over = max(over, r.textAt(i+1))
	}
	for _, s := range r.stmts {
		if w := words(r.text[s.from:min(s.to, s.from+reach/8)]); hasAny(w, sinceThen) && saysItWorks(w) {
			over = max(over, s.from)
		}
	}
	return over
}

// resolvesAnother reports whether the sentence at a place, which says that something is over or fixed,
// is about something else than the failures that were found: it names another failure, or a thing
// that does not change.
func (r *reader) resolvesAnother(at int, found []finding) bool {
	s := r.stmts[r.statementOf(at)]
	if hasAny(words(r.text[max(s.from, at-reach/80):at]), []string{"url", "uri", "urls", "uris", "port", "address", "redirect", "hostname"}) {
		return true // "the redirect URL in the client is fixed"
	}
	lo, _ := slices.BinarySearch(r.hitAt, s.from)
	hi, _ := slices.BinarySearch(r.hitAt, s.to)
	named, same := false, false
	for _, h := range r.hits[lo:hi] {
		named = true
		same = same || hasCodeIn(found, h.code)
	}
	for _, e := range r.exchs {
		if e.status >= 400 && e.statusAt >= s.from && e.statusAt < s.to {
			named = true
			same = same || slices.ContainsFunc(found, func(f finding) bool {
				return f.exchange == nil && e.status < 500 || f.exchange != nil && f.exchange.status == e.status
			})
		}
	}
	return named && !same && len(found) > 0
}

// sinceThen begin what holds from the end of a failure on.
var sinceThen = []string{"since then", "ever since", "seitdem", "seither", "depuis lors", "desde entonces", "desde então", "da allora", "sindsdien", "od tamtej pory", "o zamandan beri", "с тех пор"}
