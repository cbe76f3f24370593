package explain

import (
	"slices"
	"strconv"
	"strings"
)

// statusLeads are words before a number that is a status; weakStatusLeads count only near an
// address. reasonPhrases come after a status (RFC 9110, 15).
var (
	statusLeads = setOf(`sends saying says return status statuscode code http response responded returned returns answered answers replied replies gave gives get got gets back see sees seeing getting receives received receive failed failing fails completed result rc
		error err exception httperror statut estado código codigo stato statuskod risponde odpowiada zwraca zwrócił veriyor döndürüyor возвращает отвечает вернул geeft retornou respondeu répond respondió responda responder réponse respuesta resposta risposta antwort erreur fehler errore erro résultat httpcode responsecode
		unauthorized forbidden rejected refused unexpected statuscodeerror devuelve devolvió devolve retorna renvoie retourne liefert meldet kam antwortet responde responded 返回 状态码 ステータス ошибка статус код 오류 errorcode`)
	weakStatusLeads = strings.Fields(`with a an the is was and of mit un une eine einen ein con avec to by`)
	reasonPhrases   = []string{
		"ok", "created", "accepted", "no content", "moved permanently", "found", "see other", "temporary redirect", "permanent redirect",
		"bad request", "unauthorized", "unauthorised", "not authorized", "forbidden", "not found", "method not allowed", "conflict", "gone", "unprocessable entity", "unprocessable content", "too many requests",
		"internal server error", "bad gateway", "service unavailable", "gateway time", "client error", "server error", "proxy authentication", "unable to auth", "unable_to_auth", "no autorizado", "non autorisé", "nicht autorisiert",
	}
)

// statuses finds HTTP statuses: numbers of three digits where only a status can be, and the
// names of statuses where a program prints nothing else. small is the text in lower case.
func statuses(text, small string, addrs []address) []mark {
	const longest = 300 // of a line
	var marks []mark
	next := 0              // the next address
	begins, route := 0, -1 // where the line begins; the last path that stands behind a blank
	const ofProxy = `proxy returns "http`
	throughProxy, wants := strings.Contains(small, ofProxy), strings.Contains(small, "expected") || strings.Contains(small, "want ")
	for i := 0; i+3 <= len(text); i++ {
		switch {
		case text[i] == '\n':
			begins = i + 1
		case text[i] == '/' && i > 0 && text[i-1] == ' ':
			route = i
		}
		if text[i] < '1' || text[i] > '5' || text[i] == '1' && (i < 9 || !strings.Contains(small[i-9:i], "http/")) || !isStatus(text[i:i+3]) || i > 0 && (nameByte(text[i-1]) && text[i-1] != '-' || text[i-1] == '.' || text[i-1] == '$' || text[i-1] == '#' || text[i-1] == '/' && (i < 5 || small[i-5:i] != "http/")) {
			continue
		}
		if end := i + 3; end < len(text) && !isPlural(text[end:]) && (nameByte(text[end]) && text[end] != '-' || (text[end] == '.' || text[end] == ',' || text[end] == '/') && end+1 < len(text) && text[end+1] >= '0' && text[end+1] <= '9') {
			continue
		}
		for next < len(addrs) && addrs[next].end <= i {
			next++
		}
		if inside := next < len(addrs) && addrs[next].at <= i; inside {
			continue
		}
		line := max(begins, i-longest)
		if route > line && isOwnRoute(text[line:i], route-line) || throughProxy && strings.HasSuffix(strings.TrimRight(small[line:i], " /.\"0123456789"), ofProxy) {
			continue // of the program itself, or of a proxy
		}
		if wanted := strings.TrimLeft(small[line:i], " -*>"); wants && startsWith(wanted, "expected ", "expected: ", "want ") && !hasAny(words(wanted), []string{"got", "but", "received", "was"}) {
			continue // what a test wanted did not come
		}
		beside := next > 0 && addrs[next-1].end > line || next < len(addrs) && addrs[next].at < i+200 && !strings.Contains(text[i:addrs[next].at], "\n")
		if next < len(addrs) && beginsRequest(text[line:min(len(text), addrs[next].at)], i-line) || next < len(addrs) && addrs[next].at-i-3 <= 2 && addrs[next].role == addressee && (i == 0 || text[i-1] == ' ') || isStatusAt(small, i, line, beside, next > 0 && addrs[next-1].role == addressee && adjoins(text[addrs[next-1].end:i])) {
			marks = append(marks, mark{at: i, status: parseStatus(text[i:])})
			i += 2
		} else if isStatusInProse(small, i) {
			marks = append(marks, mark{at: i, status: parseStatus(text[i:]), inProse: true})
			i += 2
		}
	}
	return append(marks, namedStatuses(small)...)
}

// isOwnRoute reports whether the line before a status, in which a path begins at i, tells of a
// request to the program itself, as in "GET /zendesk/callback 500" and in the log of a web server.
func isOwnRoute(line string, i int) bool {
	if methodBefore(line, i) == "" {
		return false
	}
	path, rest, _ := strings.Cut(line[i:], " ")
	path, query := splitQuery(path)
	return !knownPath(path) && (strings.HasPrefix(rest, "HTTP/") && strings.Contains(rest, "\" ") ||
		query == "" && (strings.HasPrefix(path, "/zendesk/") || strings.Contains(path, "callback")))
}

// beginsRequest reports whether the number at i of what stands before an address, from the beginning of
// the line, is the first of it, and a method is the rest: "302  GET  https://…", as browsers list requests.
func beginsRequest(before string, i int) bool {
	f := strings.Fields(before)
	return len(f) == 2 && strings.TrimSpace(before[:i]) == "" && methodBefore(before, len(before)) != ""
}

// statusNames are reason phrases that programs print without the number, as with
// http.StatusText of Go or net/http of Ruby.
var statusNames = map[string]int{
	"unauthorized": 401, "forbidden": 403, "unprocessable entity": 422, "too many requests": 429,
	"bad gateway": 502, "service unavailable": 503, "gateway timeout": 504,
}

// namedStatuses finds statusNames after a colon at the end of a line.
func namedStatuses(small string) []mark {
	var marks []mark
	at := 0
	for line := range strings.Lines(small) {
		if colon := strings.LastIndex(line, ": "); colon > 0 {
			if status := statusNames[strings.TrimRight(line[colon+2:], " \r\n.│")]; status != 0 && !strings.Contains(line, strconv.Itoa(status)) {
				marks = append(marks, mark{at: at + colon + 2, status: status})
			}
		}
		at += len(line)
	}
	return marks
}

func parseStatus(s string) int { return int(s[0]-'0')*100 + int(s[1]-'0')*10 + int(s[2]-'0') }

// isPlural reports whether rest, after a number, makes it a plural, as in "401s" and "403's".
func isPlural(rest string) bool {
	rest = strings.TrimPrefix(rest, "'")
	return strings.HasPrefix(rest, "s") && (len(rest) == 1 || !nameByte(rest[1]))
}

// statusSeparators removes what may be between an address and its status.
var statusSeparators = strings.NewReplacer("HTTP/1.1", "", "HTTP/1.0", "", "HTTP/2.0", "", "HTTP/2", "", "HTTP/3", "", "->", "", "=>", "", "→", "", "-", "", `"`, "", "'", "", ":", "", "|", "", "`", "", "(", "", "[", "")

// adjoins reports whether nothing but separators is between an address and a number.
func adjoins(between string) bool {
	const most = 40 // so that long text is not read again for each number
	return len(between) <= most && strings.TrimSpace(statusSeparators.Replace(between)) == ""
}

// countedUnits are what numbers count that are no statuses.
var countedUnits = setOf("ms s sec seconds minutes byte min bytes b kb tickets users requests times characters rows items records calls days hours lines accepted created updated deleted skipped imported exported processed")

// isStatusAt reports whether the number at i of a text in lower case is a status. line is where
// its line begins; beside says that an address is near, behindAddress that the number follows one.
func isStatusAt(small string, i, line int, beside, behindAddress bool) bool {
	after := strings.TrimLeft(small[i+3:min(len(small), i+40)], " :()[]'\"`-\t<>/*_,"+dashes)
	if strings.HasSuffix(strings.TrimRight(small[max(line, i-12):i], " "), "completed") && (strings.Contains(after, " in ") || strings.Contains(small[line:i], "dispatcherservlet")) {
		return false // what a server in Rails or Spring answered to its own caller
	}
	if beginsWithReason(after) && (small[i] == '2' || !strings.HasPrefix(after, "created") && !strings.HasPrefix(after, "accepted")) { // "429 created" is a count
		return true
	}
	if strings.HasPrefix(small[i+3:], "-byte") {
		return false
	}
	// "401 ms" and "200 tickets" are no statuses, whatever comes before them.
	if end := i + 3; end+1 < len(small) && (small[end] == ' ' || small[end] == '\n') {
		unit := strings.TrimLeft(after, "\n >")
		if end := strings.IndexAny(unit, " \n"); end >= 0 {
			unit = unit[:end]
		}
		if unit != "" && countedUnits.has(strings.Trim(unit, ".,;:")) {
			return false
		}
	}
	if endsIn(strings.TrimRight(small[max(line, i-8):i], " "), "←", "<-", "<--") { // an answer, as loggers of clients mark it
		return true
	}
	if behindAddress || beside && (strings.HasPrefix(after, "from ") || strings.HasPrefix(after, "for url") || strings.HasPrefix(after, "of ")) {
		return true
	}
	const nearby = 80 // where statusLeads are looked for
	const inFront = " \t:=>([{'\"`#-|b*,_" + dashes
	head := strings.TrimRight(small[max(line, i-nearby):i], inFront)
	if head == "" && line > 0 { // the line was wrapped
		head = strings.TrimRight(strings.TrimRight(small[max(0, line-40):line], "\n"), inFront)
	}
	if i > line+2 && strings.HasSuffix(strings.TrimRight(small[i-3:i], " "), "==") {
		return false // a program compares
	}
	word := head[strings.LastIndexAny(head, " \t:=>([{'\"`./,;&?|")+1:]
	if strings.HasPrefix(word, "2") || word == "1" || word == "0" { // HTTP/1.1, HTTP/2
		if h := strings.TrimRight(head, "0123456789."); strings.HasSuffix(h, "http/") {
			return true
		}
	}
	if endsInReason(head) {
		return true
	}
	plain := plainKey(word)
	return plain != "" && (statusLeads.has(plain) || endsIn(plain, "error", "exception", "statuscode", "status", "httpcode", "errorcode") ||
		beside && slices.Contains(weakStatusLeads, plain))
}

// dashes may be around a status too.
const dashes = "–—→"

// reasonsByFirst and reasonsByLast are the reasonPhrases by their first and their last byte,
// which spares most comparisons: a log has numbers in every line.
var reasonsByFirst, reasonsByLast = reasonsBy(func(s string) byte { return s[0] }), reasonsBy(func(s string) byte { return s[len(s)-1] })

func reasonsBy(byteOf func(string) byte) (by [256][]string) {
	for _, reason := range reasonPhrases {
		by[byteOf(reason)] = append(by[byteOf(reason)], reason)
	}
	return by
}

// beginsWithReason reports whether a text in lower case begins with a reason phrase.
func beginsWithReason(text string) bool {
	return text != "" && startsWith(text, reasonsByFirst[text[0]]...)
}

// endsInReason reports whether a text in lower case ends in a reason phrase.
func endsInReason(text string) bool {
	return text != "" && endsIn(text, reasonsByLast[text[len(text)-1]]...)
}

// isStatusInProse reports whether the number at i of a text in lower case is a status that
// somebody tells of: "a 401", "came with 403".
func isStatusInProse(small string, i int) bool {
	if !refusalStatuses.has(small[i : i+3]) {
		return false
	}
	head := strings.TrimRight(small[max(0, i-12):i], " '\"`“:")
	last := head[strings.LastIndexAny(head, " \n.,;(")+1:]
	if after := strings.TrimLeft(small[i+3:min(len(small), i+12)], " "); small[i] == '4' && strings.HasPrefix(after, "errors") && !changeVerbs.has(last) {
		return true // "some random 422 errors"
	}
	if isPlural(small[i+3:]) {
		return !absentLeads.has(last)
	}
	return slices.Contains(proseLeads, last) && !countsThings(small[i+3:])
}

// absentLeads are words before statuses in the plural that did not come: "no 401s".
var absentLeads = setOf("no zero any without keine kein aucun ningún nessun geen brak")

// countsThings reports whether a plural noun follows a number, as in "a 403 articles long list".
func countsThings(rest string) bool {
	word := strings.TrimLeft(rest, " ")
	if end := strings.IndexAny(word, " \n"); end >= 0 {
		word = word[:end]
	}
	word = strings.TrimRight(word, ".,;:!?")
	return !isPlural(rest) && len(word) > 3 && strings.HasSuffix(word, "s")
}

// refusalStatuses are statuses after one of proseLeads, whatever is around them.
var (
	refusalStatuses = setOf("401 403 404 422 429 500 502 503 504")
	proseLeads      = strings.Fields("then now zendesk api http a an the mit un une eine einen ein con avec")
)

// isStatus reports whether a text is a number from 100 to 599, alone or followed by a space.
func isStatus(s string) bool {
	return len(s) >= 3 && s[:3] != "300" && s[0] >= '1' && s[0] <= '5' && s[1] >= '0' && s[1] <= '9' && s[2] >= '0' && s[2] <= '9' &&
		!(s[0] == '5' && s[1] >= '3' && s[:3] != "598" && s[:3] != "599") && // of SMTP
		(len(s) == 3 || s[3] == ' ')
}
