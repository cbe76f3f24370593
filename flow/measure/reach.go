package measure

import (
	"context"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow/account"
)

// reachLasts is for how long a reached account is taken as reached: without signing
// in, a trial lets an address ask five times an hour (Z27).
const reachLasts = 15 * time.Minute

// reach asks whether the account is there. Only that there is none ends the test
// here: whatever else came, identifier, secret and the authorize page decide.
func (r *run) reach(ctx context.Context) result {
	if s, ok := r.p.Earlier.Step(checklist.StepReach); ok && s.Seen == nil && s.NotRun == "" &&
		s.Of.AccountURL == r.p.Subject.AccountURL && s.Of.Subdomain == r.p.Subject.Subdomain {
		if age := r.p.Now().Sub(s.At); age >= 0 && age < reachLasts {
			return result{earlier: &s}
		}
	}
	err := r.account.Reach(ctx)
	r.reached = anyAnswer(err)
	if err == nil {
		return result{facts: []checklist.Fact{fact("address", r.account.URL())}}
	}
	if res, yes := left(ctx, err); yes {
		return res
	}
	if why, missing := r.account.Missing(err); missing {
		return result{notRun: why}
	}
	seen := account.SeenIn(err)
	if why, none := checklist.NoAccount(seen); none {
		return fatal(err, why)
	}
	// Where no answer came at all, one of an earlier test is no ground to go on.
	r.p.ProbeAgain = r.p.ProbeAgain || seen.Where == explain.Network
	return result{seen: &seen}
}

// answers asks anew whether anything answers at the account's address.
func (r *run) answers(ctx context.Context) bool {
	r.reached = anyAnswer(r.account.Reach(ctx))
	return r.reached
}

// anyAnswer reports whether a request had an answer, whatever it was.
func anyAnswer(err error) bool { return err == nil || account.SeenIn(err).Where != explain.Network }
