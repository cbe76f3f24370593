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

// failed is the result of a step that did not work; the test goes on.
func failed(err error) result {
	seen := account.SeenIn(err)
	return result{seen: &seen, outcome: outcomeOf(seen)}
}

// fatal is the result of a step that did not work and ends the test; why says so for the
// steps that follow.
func fatal(err error, why string) result {
	res := failed(err)
	res.halt = why
	return res
}

// networkWords says how far a request without an answer came.
func networkWords(s explain.Seen) string {
	return cmp.Or(howFar[s.Error], "no answer came from the account")
}

const noTLS = "there is no secure connection to the account"

var howFar = map[string]string{
	explain.BodyUnreadable: "its answer was cut off",
	explain.NetDNS:         "the host name of the account could not be resolved",
	explain.NetProxy:       "the proxy did not let the request through",
	explain.NetTLS:         noTLS, explain.NetTLSExpired: noTLS, explain.NetTLSHost: noTLS, explain.NetTLSUnknown: noTLS,
	explain.NetRefused: "the connection to the account was refused",
	explain.NetReset:   "the connection to the account was cut before an answer came",
	explain.NetTimeout: "the account did not answer in time",
}

// outcomeOf returns the outcome of a test that fails with this answer.
func outcomeOf(s explain.Seen) checklist.Outcome {
	if s.Where == explain.Network && s.Error != explain.NetPortBusy && s.Error != explain.NetPortDenied {
		return checklist.OutcomeNoNetwork
	}
	return checklist.OutcomeFailed
}

// stoppedResult returns the result of a step that was stopped, and whether it was: ctx has
// ended, or err says that it was cancelled.
func stoppedResult(ctx context.Context, err error) (result, bool) {
	if ctx.Err() != nil || errors.Is(err, context.Canceled) {
		return result{notRun: "the test was stopped here", halt: stopped, outcome: checklist.OutcomeCancelled}, true
	}
	return result{}, false
}

// apiFailed is the result of a call of the API that did not work. It is not-run when a
// stand-in does not have the path, or when the answer is about a scope that was not asked
// for; the account's words are kept. scope is what the call needs, "" when that does not
// matter.
func (r *run) apiFailed(ctx context.Context, err error, scope string) result {
	if res, yes := stoppedResult(ctx, err); yes {
		return res
	}
	seen := r.seen(err)
	if why, missing := r.account.MissingPath(err); missing {
		return result{notRun: why, facts: saidFacts(seen)}
	}
	if scope != "" && explain.Lacks(seen) == "scope" && !r.plan.Client.Scopes.Covers(scope) {
		return result{notRun: "it needs the scope " + scope + " or read, which was not asked for", facts: saidFacts(seen)}
	}
	return result{seen: &seen, outcome: outcomeOf(seen)}
}

// seen returns the answer in an error. For a call with a token it adds whether the newest
// access token was accepted elsewhere, and whether it has expired.
func (r *run) seen(err error) explain.Seen {
	seen := account.SeenIn(err)
	if p := r.newest(); p != nil && seen.Asked.As == explain.WithToken {
		seen.Asked.AcceptedBefore = p.accepted()
		seen.Asked.Over = !p.Expiry().IsZero() && r.plan.Now().After(p.Expiry())
	}
	return seen
}

// saidFacts returns the account's words as a fact; none when it had no words.
func saidFacts(seen explain.Seen) []checklist.Fact {
	if words := explain.Said(seen); words != "" {
		return []checklist.Fact{fact("said", words)}
	}
	return nil
}

func join(words []string) string { return strings.Join(words, " ") }

// optional turns the result of a call that a client can do without into one that does not
// fail the test, unless the token itself was refused and no other call accepts it or the
// next one.
func (r *run) optional(res result) result {
	if res.halt != "" || res.seen == nil {
		return res
	}
	if res.seen.Status == http.StatusUnauthorized && r.evidence.Person == nil && !r.newest().accepted() && !r.refusedToken(res) {
		r.tentative = cmp.Or(r.tentative, res.outcome)
	}
	res.outcome = ""
	return res
}

// refusedToken reports whether a call refused the newest token itself (RFC 6750 section 3.1),
// and notes the first one that did: it decides the outcome unless another call accepts that
// token.
func (r *run) refusedToken(res result) bool {
	if res.seen.Status != http.StatusUnauthorized || res.seen.Error != "invalid_token" || r.newest().accepted() {
		return false
	}
	if r.refusedOutcome == "" {
		r.refusedOutcome, r.refusedPair = res.outcome, r.newest()
	}
	return true
}
