package measure

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"zdg/checklist"
	"zdg/flow/account"
)

// identity asks who authorized. The anonymous user is nobody (T15).
func (r *run) identity(ctx context.Context) result {
	p, err := r.me(ctx, r.newest())
	// A token that is not known everywhere yet is given a moment, and its scopes one look more.
	looks := 1
	again := func(second int) bool {
		late := r.p.Client.Scopes.Covers("users:read") && err != nil && account.Taken(err) == checklist.StillAlive || account.SeenIn(err).Error == "anonymous-user"
		return second < bornWithin && (account.Taken(err) == checklist.Dead || late && second < looks)
	}
	for second := 0; again(second) && r.p.Sleep(ctx, time.Second) == nil; second++ {
		before := err
		if p, err = r.me(ctx, r.newest()); err != nil && trouble(account.SeenIn(err)) {
			err = before // which trouble does not take back, nor was it a look
			looks++
		}
	}
	if err != nil {
		res := r.apiFailed(ctx, err, "users:read")
		if res.halt == "" && res.seen != nil && checklist.LaterTells(*res.seen, r.p.Client.Scopes.List()) {
			// The refresh asks again, with a new token; what refused this one as such is about this one.
			if !r.refusedToken(res) {
				r.late = cmp.Or(r.late, res.outcome)
			}
			res.outcome = ""
		}
		return res
	}
	if r.meOpen {
		return result{notRun: "users/me names a person to anybody, without a token too, so it proves nothing"}
	}
	r.e.Person = &p
	return result{facts: []checklist.Fact{fact("person", p.Name), fact("role", p.Role), fact("user_id", strconv.FormatInt(p.ID, 10))}}
}
