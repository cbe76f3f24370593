package measure

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow/account"
)

// deleteTimeout is how long one deletion may take in a stopped test, so that every deletion
// is sent also if the account does not answer one of them.
const deleteTimeout = endTimeout / 2

// revoke deletes all tokens that were issued, and proves that they are dead. It is made
// whenever tokens were issued. When the test was stopped, which ctx says, deletions are sent
// before anything else, and end bounds the whole step. Only tokens of this test are deleted,
// never one from a list.
func (r *run) revoke(ctx, end context.Context) result {
	proof, err := r.deletion(ctx, end)
	sum := r.remaining()
	proof.Issued, proof.Left, proof.Unseen, proof.UnseenIn = sum.Issued, sum.Left, sum.Unseen, sum.UnseenIn
	proof.LivesUntil, proof.AtMost = sum.LivesUntil, sum.AtMost
	r.evidence.Revoke = &proof
	r.noteRemaining()
	res := result{facts: revokeFacts(proof)}
	if said := explain.Said(account.SeenIn(err)); err != nil && proof.Access != checklist.Dead && said != "" {
		res.facts = append(res.facts, fact("said", said))
	}
	if why, missing := r.account.MissingPath(err); missing {
		res.facts = append(res.facts, fact("stand_in", why))
	} else if err != nil && proof.Status != http.StatusUnauthorized {
		seen := account.SeenIn(err)
		res.seen = &seen
	}
	return res
}

// end ends a measurement that is not a whole test: tokens that a probe was given are revoked,
// and connections and notes are closed.
func (r *run) end(ctx context.Context) {
	end, cancel := outlasting(ctx, endTimeout)
	defer cancel()
	r.guard(func() {
		if len(r.issued)+len(r.unseen) > 0 {
			r.revoke(ctx, end)
		}
	})
	r.guard(r.close)
	r.notes.close()
}

// deletion deletes every pair and proves that it is dead. What it returns is about the newest
// pair.
func (r *run) deletion(ctx, end context.Context) (proof checklist.Revoke, err error) {
	newest := r.newest()
	if newest == nil {
		return proof, nil // tokens were only issued unseen, which cannot be deleted
	}
	for _, p := range r.issued {
		// A token that nothing has accepted yet is tried once before the deletion, or a refusal
		// afterwards would prove nothing. A stopped test has no time for that.
		if ctx.Err() == nil && p.access != checklist.Dead && (!p.provable() || p.refreshUnknown) {
			_, _ = r.alive(ctx, p)
			if p.refreshUnknown && p.access == checklist.StillAlive {
				_, _ = r.current(ctx, p)
			}
		}
	}
	// A refresh token that outlives its access token brings another pair, which is deleted too,
	// for three rounds at most.
	for from, round := 0, 1; from < len(r.issued) && round <= 3; round++ {
		pairs := r.issued[from:]
		from = len(r.issued)
		errs := make([]deletionAnswer, len(pairs))
		for i, p := range slices.Backward(pairs) { // all are asked for before any is looked at
			if !p.Access.IsZero() && p.access != checklist.Dead {
				errs[i] = r.deleteOne(ctx, end, p)
			}
		}
		for i, p := range slices.Backward(pairs) {
			before := p.access
			given := 0 // seconds to die; none in a stopped test
			if ctx.Err() == nil && errs[i].status >= 200 && errs[i].status < 300 {
				given = deletionSeconds
			}
			p.access = r.awaitDeath(end, p, given) // also of a token that was dead after the refresh
			if before == checklist.Dead && p.access == checklist.AliveUnknown {
				p.access = before
			}
			if p.access == checklist.StillAlive && !p.deleted {
				errs[i] = r.deleteOne(ctx, end, p)
				_, _ = r.alive(end, p)
			}
			one := checklist.Revoke{Status: errs[i].status, Accepted: p.accepted()}
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
			// Another pair is of no use while the access token of this one lives.
			if p := r.issued[i]; !p.Refresh.IsZero() && p.refresh != checklist.Dead && p.access != checklist.StillAlive {
				p.refresh = r.tryOldRefresh(end, p.Refresh)
			}
		}
		if round == 1 {
			proof.Access, proof.Refresh = newest.access, newest.refresh
		}
	}
	return proof, err
}

// deletionAnswer is the status of a deletion, 0 when there was none, and its error.
type deletionAnswer struct {
	status int
	err    error
}

func (r *run) deleteOne(ctx, end context.Context, p *pair) (one deletionAnswer) {
	p.deleted = true
	bounded, cancel := end, context.CancelFunc(func() {})
	if ctx.Err() != nil {
		bounded, cancel = context.WithTimeout(end, deleteTimeout)
	}
	defer cancel()
	one.status, one.err = r.account.RevokeCurrent(bounded, p.Access)
	return one
}

// deleteByID deletes a token by its id: a 204 without effect has been reported for
// tokens/current, while the deletion by id worked (Z32a-c, 2022 and 2023). The id is asked
// for with the token itself, which still lives.
func (r *run) deleteByID(ctx context.Context, p *pair, one *checklist.Revoke, err *error) {
	c, asked := r.current(ctx, p)
	if asked != nil || c.ID == 0 {
		return
	}
	one.By = "id"
	one.Status, *err = r.account.RevokeByID(ctx, p.Access, c.ID)
	_, _ = r.alive(ctx, p)
}

// revokeFacts returns the facts of the step: how the deletion came out, and until when tokens
// may live that are not proven dead.
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
