package loopback

import (
	"net/url"
	"strings"
	"time"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// Callback is an answer of the authorization page that carried our state: either
// a code or an error (RFC 6749 sections 4.1.2 and 4.1.2.1), or neither when Refused
// says why it is of no use.
type Callback struct {
	Refused          Reason
	Code             zendesk.Hidden // lives 120 seconds and works once (Z10)
	Error            string         // such as access_denied; cleaned, at most 100 characters
	ErrorDescription string         // cleaned, one line, at most 500 characters
	State            string         // ours: everything else never becomes a Callback
	// At is when it came in. Zero for a pasted one, whose age nobody knows.
	At time.Time
}

// cutFrom is how much of our state has to come before the rest is said to be missing,
// in characters: less could be guessed, and then the reason would tell a guesser that
// he is right so far.
const cutFrom = 24

// refusedState tells why none of the states of a query is ours.
func refusedState(q url.Values, state string) Reason {
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
	case len(states[0]) >= cutFrom && len(states[0]) < len(state) && same(states[0], state[:len(states[0])]):
		return CutState
	}
	return OtherState
}

// readAnswer makes a Callback of a query, when it is one that answers state; else it
// says why not, and the Callback has no State. Parameters it does not know are fine;
// those it knows may come once (RFC 6749 section 3.1).
func readAnswer(q url.Values, state string) (Callback, Reason) {
	ours := false
	for _, s := range q["state"] {
		ours = same(s, state) || ours
	}
	if !ours {
		return Callback{}, refusedState(q, state)
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

// readQuery makes a Callback of a query as it came, as readAnswer does. One whose pairs
// are joined by semicolons is no answer (Go leaves such pairs out, others split there),
// but it is said to be that.
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

// queryOf reads a query as it came. A broken pair is left out: one that matters
// is missed then.
func queryOf(raw string) url.Values {
	q, _ := url.ParseQuery(raw)
	return q
}
