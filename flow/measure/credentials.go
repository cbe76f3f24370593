package measure

import (
	"context"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
)

// credentials tries identifier and secret with a made-up code, before the person is sent
// to a browser. An accepted pair is not tried again: see Plan.ProbeAgain.
func (r *run) credentials(ctx context.Context) result {
	if res, ok := r.probedBefore(); ok {
		return res
	}
	verifier, err := r.random()
	if err != nil {
		return result{notRun: "this machine gave no random numbers: try again"}
	}
	probe, err := r.account.ProbeCredentials(ctx, account.NewToken(verifier))
	r.keepIssued(probe.Issued)
	if probe.MayHaveIssued {
		r.noteUnseen(checklist.UnseenProbe, 1)
	}
	if res, yes := stoppedResult(ctx, err); yes {
		return res
	}
	if err != nil {
		// One request without an answer does not end the test if the account answers another one.
		seen := account.SeenIn(err)
		if !r.answered && !r.answers(ctx) {
			if res, yes := stoppedResult(ctx, nil); yes {
				return res
			}
			r.evidence.Credentials = nil // an earlier probe says nothing of this one
			return fatal(err, networkWords(seen))
		}
		probe.Seen = seen
	}
	r.evidence.Credentials = &checklist.Credentials{
		Answer:       probe.Answer,
		SecretProven: probe.Answer == checklist.AnswerAccepted && r.plan.Client.Kind == zendesk.Confidential && !r.plan.Secret.IsZero(),
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
		res.seen = &probe.Seen // the exchange will show whether they are right
	}
	return res
}

// refused is the reason why no step follows when identifier and secret are refused.
const refused = "the account does not accept identifier and secret"

// probedBefore reuses the result when an earlier test was accepted with the same client. A
// refusal is not reused: the client or its secret may have been corrected since.
func (r *run) probedBefore() (result, bool) {
	c := r.plan.Earlier.Credentials
	s, ok := r.plan.Earlier.Step(checklist.StepCredentials)
	if !ok || c == nil || r.plan.ProbeAgain || s.NotRun != "" || c.Answer != checklist.AnswerAccepted ||
		s.Of.AccountURL != r.plan.Subject.AccountURL || s.Of.Subdomain != r.plan.Subject.Subdomain ||
		s.Of.Identifier != r.plan.Subject.Identifier || s.Of.Kind != r.plan.Subject.Kind {
		return result{}, false
	}
	r.evidence.Credentials = c
	return result{earlier: &s}, true
}
