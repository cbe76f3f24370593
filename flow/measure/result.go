package measure

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strings"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow/account"
)

func fact(key, value string) checklist.Fact { return checklist.Fact{Key: key, Value: value} }

// failed is a step that did not work; the test goes on.
func failed(err error) result {
	seen := account.SeenIn(err)
	return result{seen: &seen, outcome: outcomeOf(seen)}
}

// fatal is a step without which nothing further can be made.
func fatal(err error, why string) result {
	res := failed(err)
	res.halt = why
	return res
}

// unanswered says, of a request without an answer, how far it came.
func unanswered(s explain.Seen) string {
	switch s.Error {
	case explain.BodyUnreadable:
		return "its answer broke off"
	case explain.NetDNS:
		return "the host name of the account could not be resolved"
	case explain.NetProxy:
		return "the proxy did not let the request through"
	case explain.NetTLS, explain.NetTLSExpired, explain.NetTLSHost, explain.NetTLSUnknown:
		return "there is no secure connection to the account"
	case explain.NetRefused:
		return "the connection to the account was refused"
	case explain.NetReset:
		return "the connection to the account was cut before an answer came"
	case explain.NetTimeout:
		return "the account did not answer in time"
	}
	return "no answer came from the account"
}

// outcomeOf is what a failure makes of the test.
func outcomeOf(s explain.Seen) checklist.Outcome {
	if s.Where == explain.Network && s.Error != explain.NetPortBusy && s.Error != explain.NetPortDenied {
		return checklist.OutcomeNoNetwork
	}
	return checklist.OutcomeFailed
}

// left reports whether the caller has stopped the test, as a result.
func left(ctx context.Context, err error) (result, bool) {
	if ctx.Err() != nil || errors.Is(err, context.Canceled) {
		return result{notRun: "the test was stopped here", halt: stopped, outcome: checklist.OutcomeCancelled}, true
	}
	return result{}, false
}

// apiFailed is a call of the API that did not work: not-run where a stand-in does
// not have it or where nobody asked for the scope whose lack the answer is about. What
// the account said of it is kept.
func (r *run) apiFailed(ctx context.Context, err error, scope string) result {
	if res, yes := left(ctx, err); yes {
		return res
	}
	seen := r.seen(err)
	if why, missing := r.account.Missing(err); missing {
		return result{notRun: why, facts: quoted(seen)}
	}
	if scope != "" && explain.Lacks(seen) == "scope" && !r.p.Client.Scopes.Covers(scope) {
		return result{notRun: "it takes the scope " + scope + " or read, which was not asked for", facts: quoted(seen)}
	}
	return result{seen: &seen, outcome: outcomeOf(seen)}
}

// seen is the answer of a call with the newest access token, and whether that was let in
// elsewhere.
func (r *run) seen(err error) explain.Seen {
	seen := account.SeenIn(err)
	if p := r.newest(); p != nil && seen.Asked.As == explain.WithToken {
		seen.Asked.AcceptedBefore = p.letIn()
		seen.Asked.Over = !p.Expiry().IsZero() && r.p.Now().After(p.Expiry())
	}
	return seen
}

// quoted is what the account said, as a fact; none where it had no words.
func quoted(seen explain.Seen) []checklist.Fact {
	if words := explain.Said(seen); words != "" {
		return []checklist.Fact{fact("said", words)}
	}
	return nil
}

func join(words []string) string { return strings.Join(words, " ") }

// optional is a call that a client can do without: its failure stops the request, not
// the test, unless the token itself was refused, and no call lets it in, nor the next
// token.
func (r *run) optional(res result) result {
	if res.halt != "" || res.seen == nil {
		return res
	}
	if res.seen.Status == http.StatusUnauthorized && r.e.Person == nil && !r.newest().letIn() && !r.refusedToken(res) {
		r.late = cmp.Or(r.late, res.outcome)
	}
	res.outcome = ""
	return res
}

// refusedToken notes a call that refused the newest token as such (RFC 6750 section 3.1), and
// reports whether this is one. It counts unless another call lets that token in.
func (r *run) refusedToken(res result) bool {
	if res.seen.Status != http.StatusUnauthorized || res.seen.Error != "invalid_token" || r.newest().letIn() {
		return false
	}
	if r.dead == "" {
		r.dead, r.deadOf = res.outcome, r.newest()
	}
	return true
}
