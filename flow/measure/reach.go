package measure

import (
	"context"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow/account"
)

// reachLasts is how long an earlier step is reused: without a token, a trial account
// accepts only five requests an hour from one address (Z27).
const reachLasts = 15 * time.Minute

// reach asks whether the account exists. Only the answer that it does not ends the test:
// after any other one, identifier, secret and the authorize page decide.
func (r *run) reach(ctx context.Context) result {
	if s, ok := r.plan.Earlier.Step(checklist.StepReach); ok && s.Seen == nil && s.NotRun == "" &&
		s.Of.AccountURL == r.plan.Subject.AccountURL && s.Of.Subdomain == r.plan.Subject.Subdomain {
		if age := r.plan.Now().Sub(s.At); age >= 0 && age < reachLasts {
			return result{earlier: &s}
		}
	}
	err := r.account.Reach(ctx)
	r.answered = anyAnswer(err)
	if err == nil {
		return result{facts: []checklist.Fact{fact("address", r.account.URL())}}
	}
	if res, yes := stoppedResult(ctx, err); yes {
		return res
	}
	if why, missing := r.account.MissingPath(err); missing {
		return result{notRun: why}
	}
	seen := account.SeenIn(err)
	if why, none := checklist.NoAccount(seen); none {
		return fatal(err, why)
	}
	// When no answer came at all, an earlier probe must not send anybody to the browser.
	r.plan.ProbeAgain = r.plan.ProbeAgain || seen.Where == explain.Network
	return result{seen: &seen}
}

// answers asks again whether anything answers at the account's address.
func (r *run) answers(ctx context.Context) bool {
	r.answered = anyAnswer(r.account.Reach(ctx))
	return r.answered
}

// anyAnswer reports whether a request had an answer, whatever it was.
func anyAnswer(err error) bool { return err == nil || account.SeenIn(err).Where != explain.Network }
