package measure

import (
	"context"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
)

// credentials tries identifier and secret with a made-up code, before the person
// is sent to a browser. A pair is tried once: see Plan.ProbeAgain.
func (r *run) credentials(ctx context.Context) result {
	if res, ok := r.probedBefore(); ok {
		return res
	}
	verifier, err := r.random()
	if err != nil {
		return result{notRun: "this machine gave no random numbers: try again"}
	}
	probe, err := r.account.ProbeCredentials(ctx, account.NewToken(verifier))
	r.keep(probe.Issued)
	if probe.MayHaveIssued {
		r.miss(checklist.UnseenProbe, 1)
	}
	if res, yes := left(ctx, err); yes {
		return res
	}
	if err != nil {
		// Once without an answer is an accident, where the account answers otherwise.
		seen := account.SeenIn(err)
		if !r.reached && !r.answers(ctx) {
			if res, yes := left(ctx, nil); yes {
				return res
			}
			r.e.Credentials = nil // what an earlier probe told is not what this one was told
			return fatal(err, unanswered(seen))
		}
		probe.Seen = seen
	}
	r.e.Credentials = &checklist.Credentials{
		Answer:       probe.Answer,
		SecretProven: probe.Answer == checklist.AnswerAccepted && r.p.Client.Kind == zendesk.Confidential && !r.p.Secret.IsZero(),
	}
	res := result{facts: []checklist.Fact{fact("answer", string(probe.Answer))}}
	if probe.MayHaveIssued {
		res.facts = append(res.facts, fact("may_have_issued", "tokens for the made-up code: its answer was a success that could not be read"))
	}
	switch probe.Answer {
	case checklist.AnswerIssued:
		res.outcome = checklist.OutcomeFailed
	case checklist.AnswerRefused:
		res.seen, res.halt, res.outcome = &probe.Seen, refused, checklist.OutcomeFailed
	case checklist.AnswerUnclear:
		res.seen = &probe.Seen // the exchange will tell
	}
	return res
}

const refused = "the account does not accept identifier and secret"

// probedBefore reuses that an earlier test was accepted with the same client. A refusal is
// asked anew: the client may have been made, or its secret given again, meanwhile.
func (r *run) probedBefore() (result, bool) {
	c := r.p.Earlier.Credentials
	s, ok := r.p.Earlier.Step(checklist.StepCredentials)
	if !ok || c == nil || r.p.ProbeAgain || s.NotRun != "" || c.Answer != checklist.AnswerAccepted ||
		s.Of.AccountURL != r.p.Subject.AccountURL || s.Of.Subdomain != r.p.Subject.Subdomain ||
		s.Of.Identifier != r.p.Subject.Identifier || s.Of.Kind != r.p.Subject.Kind {
		return result{}, false
	}
	r.e.Credentials = c
	return result{earlier: &s}, true
}
