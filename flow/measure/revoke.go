package measure

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow/account"
)

// deleteBound is how long one deletion may take of the time that a stopped test has
// left, so that an account which does not answer to one of them hears of all.
const deleteBound = endBound / 2

// revoke deletes what was issued and asks for proof. It is made whenever tokens were
// issued, also when the test was stopped (ctx): then the deletion goes out before
// anything is read, and end bounds it all. Only tokens that this test holds are
// deleted, never one from a list.
func (r *run) revoke(ctx, end context.Context) result {
	proof, err := r.deletion(ctx, end)
	sum := r.left()
	proof.Issued, proof.Left, proof.Unseen, proof.UnseenIn = sum.Issued, sum.Left, sum.Unseen, sum.UnseenIn
	proof.LivesUntil, proof.AtMost = sum.LivesUntil, sum.AtMost
	r.e.Revoke = &proof
	r.noteLeft()
	res := result{facts: revokeFacts(proof)}
	if said := explain.Said(account.SeenIn(err)); err != nil && proof.Access != checklist.Dead && said != "" {
		res.facts = append(res.facts, fact("said", said))
	}
	if why, missing := r.account.Missing(err); missing {
		res.facts = append(res.facts, fact("stand_in", why))
	} else if err != nil && proof.Status != http.StatusUnauthorized {
		seen := account.SeenIn(err)
		res.seen = &seen
	}
	return res
}

// end revokes what a probe was given although its code was made up, and lets go of all.
func (r *run) end(ctx context.Context) {
	end, cancel := ending(ctx, endBound)
	defer cancel()
	r.guard(func() {
		if len(r.issued)+len(r.unseen) > 0 {
			r.revoke(ctx, end)
		}
	})
	r.guard(r.close)
	r.notes.close()
}

// deletion deletes every pair and proves it; what it returns is about the newest one.
func (r *run) deletion(ctx, end context.Context) (proof checklist.Revoke, err error) {
	newest := r.newest()
	if newest == nil {
		return proof, nil // issued unseen: there is nothing to delete it with
	}
	for _, p := range r.issued {
		// What nothing has accepted yet is tried once while it lives, or its refusal
		// would prove nothing afterwards. A stopped test has no time for that.
		if ctx.Err() == nil && p.access != checklist.Dead && (!p.provable() || p.untold) {
			_, _ = r.alive(ctx, p)
			if p.untold && p.access == checklist.StillAlive {
				_, _ = r.current(ctx, p)
			}
		}
	}
	// A refresh token that outlives its access token brings another pair, which is
	// deleted too; not for ever.
	for from, round := 0, 1; from < len(r.issued) && round <= 3; round++ {
		pairs := r.issued[from:]
		from = len(r.issued)
		errs := r.deleteAll(ctx, end, pairs)
		for i := len(pairs) - 1; i >= 0; i-- {
			p := pairs[i]
			before := p.access
			given := 0 // seconds; a stopped test has none
			if ctx.Err() == nil && errs[i].status >= 200 && errs[i].status < 300 {
				given = goneWithin
			}
			p.access = r.dies(end, p, given) // also what was dead after the refresh: once more
			if before == checklist.Dead && p.access == checklist.AliveUnknown {
				p.access = before
			}
			if p.access == checklist.StillAlive && !p.deleted {
				errs[i] = r.deleteOne(ctx, end, p)
				_, _ = r.alive(end, p)
			}
			one := checklist.Revoke{Status: errs[i].status, Accepted: p.letIn()}
			if p.deleted {
				one.By = "current"
			}
			if p.deleted && p.access == checklist.StillAlive {
				r.deleteByID(end, p, &one, &errs[i].err)
			}
			if p == newest {
				proof, err = one, errs[i].err
			}
		}
		for i := from - 1; i >= 0 && round < 3; i-- {
			// While the access token lives, its refresh token does no harm beyond it.
			if p := r.issued[i]; !p.Refresh.IsZero() && p.refresh != checklist.Dead && p.access != checklist.StillAlive {
				p.refresh = r.replay(end, p.Refresh)
			}
		}
		if round == 1 {
			proof.Access, proof.Refresh = newest.access, newest.refresh
		}
	}
	return proof, err
}

type deleted struct {
	status int
	err    error
}

// deleteAll asks for the deletion of each pair that is not dead, the newest first.
func (r *run) deleteAll(ctx, end context.Context, pairs []*pair) []deleted {
	all := make([]deleted, len(pairs))
	for i := len(pairs) - 1; i >= 0; i-- {
		p := pairs[i]
		if p.Access.IsZero() || p.access == checklist.Dead {
			continue
		}
		all[i] = r.deleteOne(ctx, end, p)
	}
	return all
}

func (r *run) deleteOne(ctx, end context.Context, p *pair) (one deleted) {
	p.deleted = true
	bounded, cancel := end, context.CancelFunc(func() {})
	if ctx.Err() != nil {
		bounded, cancel = context.WithTimeout(end, deleteBound)
	}
	defer cancel()
	one.status, one.err = r.account.RevokeCurrent(bounded, p.Access)
	return one
}

// deleteByID tries the other address: 204 without effect has been reported for
// tokens/current, while the deletion by id worked (Z32a-c, 2022 and 2023). The id is
// asked for with the token itself, which still lives.
func (r *run) deleteByID(ctx context.Context, p *pair, one *checklist.Revoke, err *error) {
	c, asked := r.current(ctx, p)
	if asked != nil || c.ID == 0 {
		return
	}
	one.By = "id"
	one.Status, *err = r.account.RevokeByID(ctx, p.Access, c.ID)
	_, _ = r.alive(ctx, p)
}

// revokeFacts tells the deletion; where something may live on, until when.
func revokeFacts(proof checklist.Revoke) []checklist.Fact {
	var facts []checklist.Fact
	if proof.By != "" {
		status := "no answer"
		if proof.Status != 0 {
			status = strconv.Itoa(proof.Status)
		}
		facts = append(facts, fact("status", status), fact("deleted_by", proof.By),
			fact("access_token", orUnknown(proof.Access)), fact("refresh_token", orUnknown(proof.Refresh)))
	}
	if proof.Left > 0 {
		facts = append(facts, fact("not_proven_dead", fmt.Sprintf("%d of %d", proof.Left, proof.Issued+proof.Unseen)))
		until := "not told"
		if !proof.LivesUntil.IsZero() {
			until = proof.LivesUntil.UTC().Format(time.RFC3339)
		}
		facts = append(facts, fact("may_live_until", until))
		if proof.LivesUntil.IsZero() && !proof.AtMost.IsZero() {
			facts = append(facts, fact("at_most_until", proof.AtMost.UTC().Format(time.RFC3339)))
		}
	}
	return facts
}
