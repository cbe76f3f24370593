package explain

import (
	"slices"
	"strconv"
	"strings"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// unknown is what Answer says of an answer that no row explains. It is no row of the
// catalogue, since Text never guesses.
const unknown Code = "unknown-answer"

// Answer explains an answer that is not what was hoped for, best first. The client (the zero
// Client where none is known) and s.Asked narrow the cause. It is never empty: where no row
// fits, the code is "unknown-answer", which says what came.
func Answer(s Seen, c zendesk.Client) []Diagnosis {
	known := knownOf(s, c)
	var found []Diagnosis
	for _, code := range answerCodes(s) {
		if d, ok := Lookup(code); ok {
			found = append(found, narrow(d, known))
		}
	}
	if len(found) == 0 {
		found = []Diagnosis{unknownAnswer(s)}
	}
	for i := range found {
		found[i].Said = Said(s)
	}
	return found
}

// Named returns the diagnosis of a code, narrowed by the request and the client: for what the
// test found and no answer says. It is false when the catalogue has no such code.
func Named(code Code, asked Asked, c zendesk.Client) (Diagnosis, bool) {
	d, ok := Lookup(code)
	if !ok {
		return d, false
	}
	return narrow(d, knownOf(Seen{Asked: asked}, c)), true
}

// Said quotes an answer, cleaned and masked: its status, its code and its sentence. It is
// empty where there is nothing to quote: for what the test itself found, and for a body that
// cannot be used.
func Said(s Seen) string {
	word, text := s.Error, s.Text
	_, ours := ownFinding(s)
	switch {
	case s.Where == Network, word == BodyUnreadable, word == Redirected && s.redirects():
		return ""
	case word == BodyHTML:
		word = "a page"
	case ours && s.Where == AuthorizePage:
		word = "" // the text is what the browser shows
	case ours:
		return ""
	}
	quote := ""
	if word = redact.Clean(word, 60); s.Status != 0 && word+text != "" {
		quote = strconv.Itoa(s.Status)
	}
	if word != "" {
		quote += " " + word
	}
	if text = redact.Clean(text, 240); text != "" {
		quote += `: "` + text + `"`
	}
	return strings.TrimLeft(quote, " :")
}

// answerCodes names the rows for an answer.
func answerCodes(s Seen) []Code {
	sure, likely := saidBy(s)
	return decide(s, s.Asked.Op, sure, likely)
}

// decide is the one decision table, for the answers of the test and for the exchanges of a
// pasted text. op is the method and the path, as far as they are known; sure and likely are
// the codes that the words of the answer name (see saidBy). A 5xx is the server's fault
// whatever its body, and 429 means the same everywhere. Otherwise words count before the
// status, and words that anybody may use count least.
func decide(s Seen, op string, sure, likely []Code) []Code {
	if net, ok := netWords[s.Error]; ok && s.Where == Network {
		return net.codes
	}
	if code, ok := ownFinding(s); ok {
		return []Code{code}
	}
	page := s.Where >= TokenEndpoint && (s.Error == BodyHTML || strings.HasPrefix(strings.TrimSpace(s.Text), "<"))
	switch {
	case s.Where >= TokenEndpoint && s.Status >= 500:
		return []Code{"maintenance"}
	case len(sure) > 0:
		return sure
	case s.Status == 429:
		return []Code{"rate-limited"}
	case s.Status == 503:
		return []Code{"maintenance"}
	case s.redirects(), !s.byTest() && s.Where >= TokenEndpoint && s.Status > 300 && s.Status < 400 && s.Status != 304: // a paste may lack the Location, and 304 has none
		return []Code{"redirected"}
	case len(likely) > 0 && s.Where == AuthorizePage:
		return likely
	case s.Asked.As == Nobody && (s.Status == 401 || s.Status == 403):
		return append(betterThan("html-instead-of-json", likely), "machine-refused")
	case page:
		return append(betterThan("html-instead-of-json", likely), "html-instead-of-json")
	case s.Error == BodyUnreadable:
		return []Code{"unreadable-answer"}
	case len(likely) > 0:
		return likely
	}
	if s.Where == Network {
		return netWords[NetOther].codes
	}
	if s.Asked.As == Nobody && (s.Status < 300 || s.Status > 399) {
		return []Code{"reach-unclear"}
	}
	if s.Where == API && s.Status == 403 {
		return refusal(s)
	}
	for _, a := range byStatus {
		if a.where == s.Where && a.from <= s.Status && s.Status <= a.to && strings.HasPrefix(op, a.op) && !(a.pasted && (s.byTest() || s.Text != "")) {
			return a.codes
		}
	}
	return nil
}

// ownFinding is the code that the test itself put into s.Error. A server may send the name of
// a code as its error, such as "timeout": that is no finding.
func ownFinding(s Seen) (Code, bool) {
	c := Code(s.Error)
	if _, ok := Lookup(c); !ok {
		return "", false
	}
	return c, !s.received() || s.Where == API && slices.Contains(foundInAnswers, c)
}

// foundInAnswers are the codes that the test gives to answers of the API.
var foundInAnswers = []Code{"anonymous-user", "record-not-found"}

// refusal names the rows for a 403 of the API that no text of the catalogue explains: scope or
// role, but only where its words are about them, or say no more than Forbidden.
func refusal(s Seen) []Code {
	switch words := s.words(); {
	case strings.Contains(words, "required scope"), strings.Contains(words, "insufficient_scope"), strings.Contains(words, "insufficient scope"), strings.Contains(words, "missing scope"),
		strings.Contains(words, "token") && strings.Contains(words, " scope"):
		return []Code{"missing-scope"} // Zendesk's sentence (Z22), and the code of RFC 6750
	case strings.Contains(words, "access to this page"), strings.Contains(words, "account owner"):
		return []Code{"role-too-low"}
	case s.standard() && !s.Asked.AcceptedBefore: // a token with an unknown scope is refused everywhere (Z10)
		return []Code{"missing-scope", "role-too-low"}
	}
	return nil
}

// Lacks returns what a call of the API was refused for, by the words of the answer: "scope",
// "role", or "" for anything else, such as a bot check or an IP restriction. A 403 that says
// no more than Forbidden is "scope", since an unknown scope gets that (Z10).
func Lacks(s Seen) string {
	switch {
	case s.Where == API && s.Error == "insufficient_scope" && (s.Status == 401 || s.Status == 403): // RFC 6750 section 3.1
		return "scope"
	case s.Where != API || s.Status != 403:
		return ""
	}
	codes := answerCodes(s)
	switch {
	case len(codes) == 0:
	case codes[0] == "missing-scope":
		return "scope"
	case codes[0] == "role-too-low":
		return "role"
	}
	return ""
}

// NamesScope reports whether the words of a 403 of the API say that a scope is missing. Then
// the account knows the token, which a bare Forbidden does not show.
func NamesScope(s Seen) bool {
	codes := refusal(s)
	return len(codes) == 1 && codes[0] == "missing-scope"
}

// words is what an answer says, in lower case, between spaces.
func (s Seen) words() string { return " " + strings.ToLower(s.Error+" "+s.Text) + " " }

// standard reports whether a 403 says no more than Forbidden.
func (s Seen) standard() bool {
	rest := strings.NewReplacer("forbidden", "", "403", "", ":", "", ".", "").Replace(s.words())
	return strings.TrimSpace(rest) == ""
}

// redirects reports whether an answer is a redirect, and not one whose body merely says so.
func (s Seen) redirects() bool {
	return s.Error == Redirected && (s.Status == 0 || s.Status >= 300 && s.Status < 400)
}

// received reports whether the test got an answer. Then names were resolved, certificates
// accepted, and no proxy refused the connection.
func (s Seen) received() bool {
	return s.byTest() && (s.Where >= Callback || s.Where == AuthorizePage && s.Status != 0)
}

func hasCode(rows []row, c Code) bool {
	return slices.ContainsFunc(rows, func(r row) bool { return r.code == c })
}

// fits reports whether an answer can mean a code, given what the test asked: a request
// without a token lacks no scope, and an answer that came does not say that the connection
// failed. Where it is not known what was asked, every code fits but role-too-low, which is
// about whoever authorized or is signed in.
func fits(c Code, s Seen) bool {
	switch {
	case c == "role-too-low" && s.Where != API && s.Where != AuthorizePage:
		return false
	case c == "missing-scope" && s.Where == API && s.Status == 403 && !s.standard() && !strings.Contains(s.words(), "scope"):
		return false
	case s.received() && hasCode(netRows, c):
		return false
	case c == "api-token-retired" && s.Where == API && s.Status != 0 && s.Status != 401:
		return false // the token was accepted
	}
	switch {
	case s.Asked.As == Nobody:
		return c == "rate-limited" || hasCode(reachRows, c)
	case s.Asked.As == WithToken:
		return c == "could-not-authenticate" || c == "create-token-gone" || hasCode(reachRows, c) || hasCode(apiRows, c)
	case (s.Where == AuthorizePage || s.Where == Callback) && s.byTest():
		return c == "rate-limited" || c == "role-too-low" || hasCode(reachRows, c) || hasCode(netRows, c) || hasCode(authorizeRows, c) || hasCode(callbackRows, c)
	case s.Asked.Grant != "":
		return c == "rate-limited" || c == "scope-not-allowed" || c == "redirect-mismatch" || hasCode(reachRows, c) || hasCode(tokenRows, c)
	}
	return true
}

// saidBy finds the rows whose texts are in an answer of Zendesk: sure by the words of Zendesk
// and of OAuth, likely by words that anybody uses.
func saidBy(s Seen) (sure, likely []Code) {
	x := indexed()
	return x.codesOf(x.find(plainOf(decode(s.Error+"\n"+untag(s.Text)))), s)
}

// codesOf divides hits into sure and likely codes, without those that do not fit the place of
// the answer or what was asked.
func (x *index) codesOf(hits []hit, s Seen) (sure, likely []Code) {
	hits = slices.DeleteFunc(slices.Clone(hits), func(h hit) bool {
		where := x.table[h.row].where
		return len(where) > 0 && !slices.Contains(where, s.Where) || !fits(h.code, s)
	})
	for _, h := range x.best(hits) {
		if h.strength > strengthWords {
			sure = append(sure, h.code)
		} else {
			likely = append(likely, h.code)
		}
	}
	if s.Where == AuthorizePage {
		sure = generalLast(sure)
	}
	return sure, likely
}

// generalLast puts authorize-invalid-request last: its words are the heading of every error
// page, so anything else that the page says is more exact.
func generalLast(codes []Code) []Code {
	const general Code = "authorize-invalid-request"
	if i := slices.Index(codes, general); i >= 0 {
		codes = append(slices.Delete(codes, i, i+1), general)
	}
	return codes
}

// betterThan keeps those of codes that explain an answer better than code (row.unless).
func betterThan(code Code, codes []Code) []Code {
	unless := indexed().table[rowOf(indexed().table, code)].unless
	return slices.DeleteFunc(codes, func(c Code) bool { return !slices.Contains(unless, c) })
}

// netWords are the rows for what Seen.Error says of the network, and the facts for the same words of families.
var netWords = map[string]struct {
	codes []Code
	fact  string
}{
	"":            {[]Code{"network"}, ""},
	NetDNS:        {[]Code{"dns"}, "the name of a host was not resolved"},
	NetRefused:    {[]Code{"network"}, "a connection was refused"},
	NetReset:      {[]Code{"network"}, "a connection was cut"},
	NetTimeout:    {[]Code{"timeout"}, "no answer came in time"},
	NetProxy:      {[]Code{"proxy"}, "a proxy refused the connection"},
	NetTLSExpired: {[]Code{"tls", "account-suspended"}, "a certificate has expired"},
	NetTLSHost:    {[]Code{"tls"}, "a certificate is for another host"},
	NetTLSUnknown: {[]Code{"tls"}, "a certificate's issuer is not trusted"},
	NetTLS:        {[]Code{"tls"}, "no secure connection was made"},
	NetOther:      {[]Code{"network"}, "the network was not there"},
	NetPortBusy:   {[]Code{"port-busy"}, "a port was in use"},
	NetPortDenied: {[]Code{"port-denied"}, "a port was denied"},
	NetNoCallback: {[]Code{"no-callback"}, ""},
}

// byStatus are the rows for a status when the words of the answer name none. The first line
// that fits counts.
var byStatus = []struct {
	where    Where
	from, to int
	codes    []Code
	pasted   bool   // not for an answer without words to the test
	op       string // the beginning of method and path
}{
	{AuthorizePage, 400, 400, []Code{"authorize-invalid-request", "no-such-client"}, false, ""},
	{AuthorizePage, 404, 404, []Code{"no-help-desk"}, false, ""},
	{AuthorizePage, 500, 599, []Code{"server-error-page"}, false, ""},
	{TokenEndpoint, 300, 399, []Code{"redirected"}, false, ""},
	{TokenEndpoint, 400, 400, []Code{"invalid-grant", "invalid-request"}, true, ""},
	{TokenEndpoint, 401, 401, []Code{"invalid-client", "could-not-authenticate"}, false, ""},
	{TokenEndpoint, 403, 403, []Code{"machine-refused"}, false, ""},
	{TokenEndpoint, 404, 404, []Code{"invalid-endpoint"}, false, ""},
	{API, 300, 399, []Code{"redirected"}, false, ""},
	{API, 401, 401, []Code{"invalid-token", "could-not-authenticate"}, false, ""},
	{API, 404, 410, []Code{"create-token-gone"}, true, "POST /api/v2/oauth/tokens"},
	{API, 404, 404, []Code{"record-not-found", "invalid-endpoint"}, true, ""},
	{API, 404, 404, []Code{"invalid-endpoint"}, false, ""},
	{API, 422, 422, []Code{"record-invalid"}, false, ""},
}

// unknownAnswer is the diagnosis of an answer that no row explains.
func unknownAnswer(s Seen) Diagnosis {
	came := "an answer that is in no list"
	if s.Status != 0 {
		came = "status " + strconv.Itoa(s.Status)
	}
	if word := redact.Clean(s.Error, 40); word != "" {
		came += `, error "` + word + `"`
	}
	quote := "the time, the status and the request id of the answer"
	if s.Where == Callback { // the browser does not pass status and request id on
		quote = "the time of the request"
	}
	return Diagnosis{
		Code:       unknown,
		What:       redact.Clean("Zendesk sent "+came+".", 90),
		Cause:      "It is not among the answers of Zendesk that are known.",
		Check:      "Look at the request and the answer as they went. See whether Zendesk reports an outage.",
		Fix:        "Run the test again. If it happens again, send Zendesk Support " + quote + ".",
		Confidence: zendesk.Inferred,
		Source:     zendesk.SourceOf("ours"),
	}
}
