package measure

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"zdg/checklist"
	"zdg/flow/account"
)

// revoke deletes what was issued and asks for proof. It is made whenever tokens
// were issued, also when the test was stopped. Only tokens that this test holds are
// deleted, never one from a list.
func (r *run) revoke(ctx context.Context) result {
	newest := r.newest()
	if newest == nil {
		return result{notRun: "no token was issued"}
	}
	proof := checklist.Revoke{By: "current"}
	var id int64
	if c, err := r.account.CurrentToken(ctx, newest.Access); err == nil {
		id = c.ID // asked for just before, with the token itself
	}
	status, err := r.account.RevokeCurrent(ctx, newest.Access)
	proof.Status = status
	if why, missing := r.account.Missing(err); missing {
		until := r.livesUntil(checklist.Revoke{})
		return result{notRun: why, facts: lives(until)}
	}
	var res result
	switch {
	case err == nil:
		proof.Access, _ = r.account.Answers(ctx, newest.Access)
		if proof.Access == checklist.StillAlive && id != 0 {
			proof.By = "id" // 204 without effect has been reported for current (Z9)
			proof.Status, err = r.account.RevokeByID(ctx, newest.Access, id)
			proof.Access, _ = r.account.Answers(ctx, newest.Access)
		}
	case status == http.StatusUnauthorized:
		proof.Access = checklist.Dead
	}
	if err != nil && status != http.StatusUnauthorized && status != http.StatusForbidden {
		seen := account.SeenIn(err)
		res.seen = &seen
	}
	newest.dead = proof.Access == checklist.Dead
	if newest.dead && !newest.Refresh.IsZero() {
		if proof.Refresh = r.replay(ctx, newest.Refresh); proof.Refresh == checklist.StillAlive {
			r.drop(ctx, r.newest())
		}
	}
	for _, p := range r.issued {
		if !p.dead {
			r.drop(ctx, p)
		}
	}
	proof.LivesUntil = r.livesUntil(proof)
	if proof.LivesUntil.IsZero() {
		r.note(Gone{})
	}
	r.e.Revoke = &proof
	res.facts = append([]checklist.Fact{
		fact("status", strconv.Itoa(proof.Status)), fact("deleted_by", proof.By),
		fact("access_token", orUnknown(proof.Access)), fact("refresh_token", orUnknown(proof.Refresh)),
	}, lives(proof.LivesUntil)...)
	return res
}

// drop deletes an older pair without further proof than a 401.
func (r *run) drop(ctx context.Context, p *pair) {
	if p.Access.IsZero() || p.dead {
		return
	}
	status, err := r.account.RevokeCurrent(ctx, p.Access)
	if status == http.StatusUnauthorized {
		p.dead = true
	} else if err == nil {
		alive, _ := r.account.Answers(ctx, p.Access)
		p.dead = alive == checklist.Dead
	}
}

// livesUntil is until when something that was issued may live; zero when nothing
// does, or when nobody told.
func (r *run) livesUntil(proof checklist.Revoke) time.Time {
	var until time.Time
	for _, p := range r.issued {
		if !p.dead {
			until = latest(until, p.Expiry())
		}
	}
	newest := r.newest()
	if !newest.dead || proof.Refresh == checklist.StillAlive {
		until = latest(until, newest.RefreshExpiry())
		if r.e.Token != nil {
			until = latest(until, r.e.Token.ExpiresAt)
		}
	}
	return until
}

func lives(until time.Time) []checklist.Fact {
	if until.IsZero() {
		return nil
	}
	return []checklist.Fact{fact("may_live_until", until.UTC().Format(time.RFC3339))}
}
