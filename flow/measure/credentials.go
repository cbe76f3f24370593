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
	if res, yes := left(ctx, err); yes {
		return res
	}
	if err != nil {
		return fatal(err, unanswered(account.SeenIn(err)))
	}
	r.e.Credentials = &checklist.Credentials{
		Answer:       probe.Answer,
		SecretProven: probe.Answer == checklist.Accepted && r.p.Client.Kind == zendesk.Confidential && !r.p.Secret.IsZero(),
	}
	r.keep(probe.Issued)
	res := result{facts: []checklist.Fact{fact("answer", string(probe.Answer))}}
	switch probe.Answer {
	case checklist.Issued:
		res.outcome = checklist.Failed
	case checklist.Refused:
		res.seen, res.halt, res.outcome = &probe.Seen, refused, checklist.Failed
	case checklist.Unclear:
		res.seen = &probe.Seen // the exchange will tell
	}
	return res
}

const refused = "the account does not accept identifier and secret"

// probedBefore reuses the answer that an earlier test got for the same client.
func (r *run) probedBefore() (result, bool) {
	c := r.p.Earlier.Credentials
	s, ok := r.p.Earlier.Step(checklist.StepCredentials)
	if !ok || c == nil || r.p.ProbeAgain || s.NotRun != "" || c.Answer == checklist.Unclear || c.Answer == checklist.Issued ||
		s.Of.AccountURL != r.p.Subject.AccountURL || s.Of.Subdomain != r.p.Subject.Subdomain ||
		s.Of.Identifier != r.p.Subject.Identifier || s.Of.Kind != r.p.Subject.Kind {
		return result{}, false
	}
	r.e.Credentials = c
	res := result{earlier: &s}
	if c.Answer == checklist.Refused {
		res.halt, res.outcome = refused, checklist.Failed
	}
	return res, true
}
