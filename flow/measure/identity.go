package measure

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"zdg/checklist"
	"zdg/flow/account"
)

// identity asks who authorized. An answer with the anonymous user is a failure (T15).
func (r *run) identity(ctx context.Context) result {
	p, err := r.me(ctx, r.newest())
	// A new token may not be known everywhere yet: a refusal is retried for some seconds, a missing scope once.
	looks := 1
	again := func(second int) bool {
		late := r.plan.Client.Scopes.Covers("users:read") && err != nil && account.TokenState(err) == checklist.StillAlive || account.SeenIn(err).Error == "anonymous-user"
		return second < birthSeconds && (account.TokenState(err) == checklist.Dead || late && second < looks)
	}
	for second := 0; again(second) && r.plan.Sleep(ctx, time.Second) == nil; second++ {
		before := err
		if p, err = r.me(ctx, r.newest()); err != nil && isTransient(account.SeenIn(err)) {
			err = before // a transient error says nothing, and does not count as a look
			looks++
		}
	}
	if err != nil {
		res := r.apiFailed(ctx, err, "users:read")
		if res.halt == "" && res.seen != nil && checklist.LaterTells(*res.seen, r.plan.Client.Scopes.List()) {
			// The refresh asks again with a new token, unless this one itself was refused.
			if !r.refusedToken(res) {
				r.tentative = cmp.Or(r.tentative, res.outcome)
			}
			res.outcome = ""
		}
		return res
	}
	if r.mePublic {
		return result{notRun: "users/me names a person also without a token, so it proves nothing"}
	}
	r.evidence.Person = &p
	return result{facts: []checklist.Fact{fact("person", p.Name), fact("role", p.Role), fact("user_id", strconv.FormatInt(p.ID, 10))}}
}
