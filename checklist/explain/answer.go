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

// Answer explains what was seen, best first; the client narrows the cause.
// Never empty for a Seen that is a failure: the last resort, "unknown-answer",
// says what came.
func Answer(s Seen, c zendesk.Client) []Diagnosis {
	known := knownOf(s, c)
	var found []Diagnosis
	for _, code := range answerCodes(s) {
		if d, ok := Lookup(code); ok {
			found = append(found, narrow(d, known))
		}
	}
	if len(found) == 0 {
		return []Diagnosis{unknownAnswer(s)}
	}
	return found
}

// answerCodes names the rows for an answer. What the server says in words goes
// before what its status says; but 429 and 503 mean the same whatever the body
// holds, and a sentence that anybody may say comes last.
func answerCodes(s Seen) []Code {
	if codes, ok := netCodes[s.Error]; ok && s.Where == Network {
		return codes
	}
	if _, ok := Lookup(Code(s.Error)); ok {
		return []Code{Code(s.Error)}
	}
	sure, likely := saidBy(s)
	switch {
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
	case s.Error == BodyHTML, s.Where >= TokenEndpoint && strings.HasPrefix(strings.TrimSpace(s.Text), "<"):
		return append(betterThan("html-instead-of-json", likely), "html-instead-of-json")
	case s.Error == BodyUnreadable:
		return []Code{"unreadable-answer"}
	case len(likely) > 0:
		return likely
	}
	if s.Where == Network {
		return netCodes[NetOther]
	}
	for _, a := range byStatus {
		if a.where == s.Where && a.from <= s.Status && s.Status <= a.to {
			return a.codes
		}
	}
	return nil
}

// saidBy finds the rows whose texts an answer of Zendesk holds: sure by what
// Zendesk and OAuth say, likely by the others.
func saidBy(s Seen) (sure, likely []Code) {
	possible := func(h hit) bool {
		where := indexed().table[h.row].where
		return len(where) == 0 || slices.Contains(where, s.Where)
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
	{TokenEndpoint, 404, 404, []Code{"no-help-desk", "html-instead-of-json"}},
	{TokenEndpoint, 500, 599, []Code{"maintenance"}},
	{API, 300, 399, []Code{"redirected"}},
	{API, 401, 401, []Code{"invalid-token", "could-not-authenticate"}},
	{API, 403, 403, []Code{"missing-scope", "role-too-low"}},
	{API, 404, 404, []Code{"record-not-found", "invalid-endpoint"}},
	{API, 422, 422, []Code{"record-invalid"}},
	{API, 500, 599, []Code{"maintenance"}},
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
	cause := "It is not among the answers of Zendesk that are known."
	if text := Clean(s.Text, 160); text != "" {
		cause += ` It says: "` + text + `".`
	}
	return Diagnosis{
		Code:       unknown,
		What:       Clean("Zendesk sent "+came+".", 90),
		Cause:      cause,
		Check:      "Look at the request and the answer as they went. See whether Zendesk reports an outage.",
		Fix:        "Run the test again. If it stays, send Zendesk Support the time, the status and the request id of the answer.",
		Confidence: zendesk.Inferred,
		Source:     zendesk.SourceOf("ours"),
	}
}
