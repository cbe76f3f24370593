package explain

import (
	"slices"
	"strconv"
	"strings"

	"zdg/checklist/zendesk"
)

// unknown is the last resort of Answer. It is no row of the table: Text never
// guesses.
const unknown Code = "unknown-answer"

// Answer explains what was seen, best first; the client and what was asked narrow
// the cause. Never empty for a Seen that is a failure: the last resort,
// "unknown-answer", says what came.
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
		found[i].Said = said(s)
	}
	return found
}

// Named explains what no answer words: the row of a code, narrowed by what was
// asked. The second value is false when there is no such row.
func Named(code Code, asked Asked, c zendesk.Client) (Diagnosis, bool) {
	d, ok := Lookup(code)
	if !ok {
		return d, false
	}
	return narrow(d, knownOf(Seen{Asked: asked}, c)), true
}

// said quotes an answer in its own words. What the test itself found has none, and
// why a body is of no use is told in the cause.
func said(s Seen) string {
	word, text := s.Error, s.Text
	_, ours := Lookup(Code(word))
	switch {
	case s.Where == Network, word == BodyUnreadable, word == Redirected:
		return ""
	case word == BodyHTML:
		word = "a page"
	case ours && s.Where == AuthorizePage:
		word = "" // the text is what the browser shows
	case ours:
		return ""
	}
	quote := ""
	if word = Clean(word, 60); s.Status != 0 && word+text != "" {
		quote = strconv.Itoa(s.Status)
	}
	if word != "" {
		quote += " " + word
	}
	if text = Clean(text, 240); text != "" {
		quote += `: "` + text + `"`
	}
	return strings.TrimLeft(quote, " :")
}

// answerCodes names the rows for an answer. A 5xx is the server's own trouble
// whatever its body, and 429 means the same everywhere. Else what the server says in
// words goes before what its status says, and a sentence that anybody may say comes
// last.
func answerCodes(s Seen) []Code {
	if codes, ok := netCodes[s.Error]; ok && s.Where == Network {
		return codes
	}
	if _, ok := Lookup(Code(s.Error)); ok {
		return []Code{Code(s.Error)}
	}
	sure, likely := saidBy(s)
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
	case s.Error == Redirected:
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
		return netCodes[NetOther]
	}
	if s.Asked.As == Nobody && (s.Status < 300 || s.Status > 399) {
		return []Code{"reach-unclear"}
	}
	for _, a := range byStatus {
		if a.where == s.Where && a.from <= s.Status && s.Status <= a.to {
			return a.codes
		}
	}
	return nil
}

// fits reports whether an answer to what the test asked can mean a code: a refused
// scope says nothing of a request that had no token. Where it is not known what was
// asked, every code fits but role-too-low, which is about whoever has authorized, or
// is signed in.
func fits(c Code, s Seen) bool {
	if c == "role-too-low" && s.Where != API && s.Where != AuthorizePage {
		return false
	}
	among := func(rows []row) bool {
		return slices.ContainsFunc(rows, func(r row) bool { return r.code == c })
	}
	switch {
	case s.Asked.As == Nobody:
		return c == "rate-limited" || among(reachRows)
	case s.Asked.As == WithToken:
		return c == "could-not-authenticate" || c == "create-token-gone" || among(reachRows) || among(apiRows)
	case (s.Where == AuthorizePage || s.Where == Callback) && s.byTest():
		return c == "rate-limited" || c == "role-too-low" || among(reachRows) || among(authorizeRows) || among(callbackRows)
	case s.Asked.Grant != "":
		return c == "rate-limited" || c == "scope-not-allowed" || c == "redirect-mismatch" || among(reachRows) || among(tokenRows)
	}
	return true
}

// saidBy finds the rows whose texts an answer of Zendesk holds: sure by what
// Zendesk and OAuth say, likely by the others.
func saidBy(s Seen) (sure, likely []Code) {
	possible := func(h hit) bool {
		where := indexed().table[h.row].where
		return (len(where) == 0 || slices.Contains(where, s.Where)) && fits(h.code(), s)
	}
	for _, h := range find(newPaste(s.Error+"\n"+s.Text), possible) {
		if h.strength > weak {
			sure = append(sure, h.code())
		} else {
			likely = append(likely, h.code())
		}
	}
	if s.Where == AuthorizePage {
		sure = generalLast(sure)
	}
	return sure, likely
}

// generalLast puts authorize-invalid-request last: its words head the page of
// every refusal, so that whatever else stands there says more.
func generalLast(codes []Code) []Code {
	const general Code = "authorize-invalid-request"
	if i := slices.Index(codes, general); i >= 0 {
		codes = append(slices.Delete(codes, i, i+1), general)
	}
	return codes
}

// betterThan are those of the codes that explain an answer better than code does.
func betterThan(code Code, codes []Code) []Code {
	i := slices.IndexFunc(indexed().table, func(r row) bool { return r.code == code })
	return slices.DeleteFunc(codes, func(c Code) bool { return !slices.Contains(indexed().table[i].unless, c) })
}

// netCodes are the rows for what Seen.Error says of the network.
var netCodes = map[string][]Code{
	"":            {"network"},
	NetDNS:        {"dns"},
	NetRefused:    {"network"},
	NetReset:      {"network"},
	NetTimeout:    {"timeout"},
	NetProxy:      {"proxy"},
	NetTLSExpired: {"tls", "account-suspended"},
	NetTLSHost:    {"tls"},
	NetTLSUnknown: {"tls"},
	NetTLS:        {"tls"},
	NetOther:      {"network"},
	NetPortBusy:   {"port-busy"},
	NetPortDenied: {"port-denied"},
	NetNoCallback: {"no-callback"},
}

// byStatus are the rows for a status that came without words.
var byStatus = []struct {
	where    Where
	from, to int
	codes    []Code
}{
	{AuthorizePage, 400, 400, []Code{"authorize-invalid-request", "no-such-client"}},
	{AuthorizePage, 404, 404, []Code{"no-help-desk"}},
	{AuthorizePage, 500, 599, []Code{"server-error-page"}},
	{TokenEndpoint, 300, 399, []Code{"redirected"}},
	{TokenEndpoint, 401, 401, []Code{"invalid-client", "could-not-authenticate"}},
	{TokenEndpoint, 403, 403, []Code{"machine-refused"}},
	{TokenEndpoint, 404, 404, []Code{"no-help-desk", "html-instead-of-json"}},
	{API, 300, 399, []Code{"redirected"}},
	{API, 401, 401, []Code{"invalid-token", "could-not-authenticate"}},
	{API, 403, 403, []Code{"missing-scope", "role-too-low"}},
	{API, 404, 404, []Code{"record-not-found", "invalid-endpoint"}},
	{API, 422, 422, []Code{"record-invalid"}},
}

// unknownAnswer says what came when no row explains it.
func unknownAnswer(s Seen) Diagnosis {
	came := "an answer that is in no list"
	if s.Status != 0 {
		came = "status " + strconv.Itoa(s.Status)
	}
	if word := Clean(s.Error, 40); word != "" {
		came += `, error "` + word + `"`
	}
	return Diagnosis{
		Code:       unknown,
		What:       Clean("Zendesk sent "+came+".", 90),
		Cause:      "It is not among the answers of Zendesk that are known.",
		Check:      "Look at the request and the answer as they went. See whether Zendesk reports an outage.",
		Fix:        "Run the test again. If it stays, send Zendesk Support the time, the status and the request id of the answer.",
		Confidence: zendesk.Inferred,
		Source:     zendesk.SourceOf("ours"),
	}
}
