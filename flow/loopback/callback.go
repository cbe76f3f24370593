package loopback

import (
	"net/url"
	"strings"
	"time"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// Callback is an answer of the authorization page that carried our state: a code or an
// error (RFC 6749 sections 4.1.2 and 4.1.2.1), or neither when Refused is set.
type Callback struct {
	Refused          Reason         // why the answer cannot be used; "" when it can
	Code             zendesk.Hidden // valid for 120 seconds, and once (Z10)
	Error            string         // such as access_denied; cleaned, at most 100 characters
	ErrorDescription string         // cleaned, one line, at most 500 characters
	State            string         // always ours
	// At is when it came in; zero for a pasted one, whose age is not known.
	At time.Time
}

// minCutState is how many characters of our state have to come for the rest to be
// called missing. With fewer, the reason would help to guess the state bit by bit.
const minCutState = 24

// stateReason returns why none of the states in a query is ours.
func stateReason(q url.Values, state string) Reason {
	states := q["state"]
	switch {
	case len(states) == 0 && !q.Has("code") && !q.Has("error"):
		return NoAnswer
	case len(states) == 0:
		return NoState
	case len(states) > 1:
		return TwoStates
	case states[0] == "":
		return EmptyState
	case len(states[0]) >= minCutState && len(states[0]) < len(state) && constantTimeEqual(states[0], state[:len(states[0])]):
		return CutState
	}
	return OtherState
}

// readAnswer makes a Callback of a query. When the query does not carry state, the
// Callback is zero and the Reason says why. When it does and still cannot be used, the
// Callback has Refused set. Unknown parameters are ignored, and known ones may come once
// (RFC 6749 section 3.1).
func readAnswer(q url.Values, state string) (Callback, Reason) {
	ours := false
	for _, s := range q["state"] {
		ours = constantTimeEqual(s, state) || ours
	}
	if !ours {
		return Callback{}, stateReason(q, state)
	}
	for _, key := range []string{"state", "code", "error", "error_description", "iss", "scope"} {
		if len(q[key]) > 1 {
			return Callback{State: state, Refused: Twice}, Twice
		}
	}
	code, fault := q.Get("code"), redact.Clean(q.Get("error"), 100)
	switch {
	case code == "" && fault == "":
		return Callback{State: state, Refused: Neither}, Neither
	case code != "" && fault != "":
		return Callback{State: state, Refused: Both}, Both
	}
	return Callback{
		Code:             zendesk.NewHidden(code),
		Error:            fault,
		ErrorDescription: redact.Clean(q.Get("error_description"), 500),
		State:            state,
	}, ""
}

// readQuery is readAnswer for a raw query. Go ignores pairs that are joined by semicolons,
// which other readers split: an answer with them is refused, and the Reason says so.
func readQuery(raw, state string) (Callback, Reason) {
	answer, why := readAnswer(queryOf(raw), state)
	if why == "" || !strings.Contains(raw, ";") {
		return answer, why
	}
	if answer, why = readAnswer(queryOf(strings.ReplaceAll(raw, ";", "&")), state); answer.State == "" {
		return answer, why
	}
	return Callback{State: state, Refused: Semicolons}, Semicolons
}

// queryOf parses a raw query, without the pairs that cannot be parsed.
func queryOf(raw string) url.Values {
	q, _ := url.ParseQuery(raw)
	return q
}
