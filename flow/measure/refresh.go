package measure

import (
	"context"
	"net/http"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow/account"
)

// diesWithin is how many seconds the old access token is given to die, bornWithin the
// new one to be known, and goneWithin one that was deleted to be refused.
const diesWithin, bornWithin, goneWithin = 10, 3, 3

// refresh trades the refresh token for a new pair (Z12) and tries what became of
// the old one.
func (r *run) refresh(ctx context.Context) result {
	old := r.newest()
	if old.Refresh.IsZero() {
		return result{notRun: "there was no refresh token"}
	}
	on, cancel := ending(ctx, lingerBound) // like the exchange it is not cut short
	defer cancel()
	tokens, err := r.renew(on, old.Refresh)
	if err != nil {
		if res, yes := left(ctx, err); yes {
			return res
		}
		return failed(err)
	}
	proof := checklist.Refresh{
		HasNewRefresh: !tokens.Refresh.IsZero(), ExpiresIn: tokens.ExpiresIn, RefreshExpires: tokens.RefreshExpiresIn,
		AskedExpiresIn: askAccess, AskedRefresh: askRefresh, Scopes: tokens.Scopes,
		Same: tokens.Access.Reveal() == old.Access.Reveal() || tokens.Refresh.Reveal() == old.Refresh.Reveal(),
	}
	defer func() { r.e.Refresh = &proof }()
	answers := map[string]error{}
	err = r.tryNew(ctx, old, &proof, answers)
	// A token that is not known everywhere yet is given a moment, and so is trouble; an
	// account that does not answer at all is not asked again.
	for second := 0; r.again(proof) && (second < 1 || unborn(proof, err) && second < bornWithin) && r.p.Sleep(ctx, time.Second) == nil; second++ {
		err = r.tryNew(ctx, old, &proof, answers)
	}
	if res, yes := left(ctx, err); yes {
		return res
	}
	var said string // the new token was neither taken nor refused
	seen := account.SeenIn(err)
	cut := proof.New == checklist.AliveUnknown && err != nil && seen.Where == explain.Network
	switch {
	case cut:
		said = unanswered(seen)
	case proof.New != checklist.StillAlive || len(proof.Lost)+len(proof.Odd) > 0:
		said = explain.Said(seen)
	}
	proof.OldAccess = r.dies(ctx, old, diesWithin)
	// Without a new one the old one stays in use (RFC 6749 section 6): to use it is no replay.
	if r.p.ProveRotation || !proof.HasNewRefresh {
		old.refresh = r.replay(on, old.Refresh)
		proof.OldRefresh = old.refresh
	}
	if res, yes := left(ctx, nil); yes {
		return res
	}
	res := result{facts: []checklist.Fact{fact("new_access_token", orUnknown(proof.New)), fact("old_access_token", orUnknown(proof.OldAccess)), fact("old_refresh_token", orUnknown(proof.OldRefresh))}}
	if said != "" {
		res.facts = append(res.facts, fact("said", said))
	}
	if len(proof.Lost) > 0 {
		res.facts = append(res.facts, fact("lost_at", join(proof.Lost)))
	}
	if len(proof.Odd) > 0 {
		name := "no_data_at"
		if proof.Shut {
			name = "refused_at"
		}
		res.facts = append(res.facts, fact(name, join(proof.Odd)))
	}
	lost := r.e.Token != nil && len(r.e.Token.LostIn(proof)) > 0
	switch {
	case cut:
		res.outcome = checklist.OutcomeNoNetwork
	case proof.New != checklist.StillAlive || len(proof.Lost) > 0 || proof.Shut || proof.Other || lost: // what a refresh is for was not seen
		res.outcome = checklist.OutcomeFailed
	}
	return res
}

// unborn reports whether the new token may not be known yet, or not everywhere.
func unborn(proof checklist.Refresh, err error) bool {
	return proof.New == checklist.Dead || proof.Shut || len(proof.Lost) > 0 || proof.New == checklist.AliveUnknown && account.SeenIn(err).Status == http.StatusUnauthorized
}

// again reports whether the new token is worth another try.
func (r *run) again(proof checklist.Refresh) bool {
	return r.hung < 2 && (proof.New != checklist.StillAlive || len(proof.Odd)+len(proof.Lost) > 0)
}

// renew uses a refresh token, and keeps what comes.
func (r *run) renew(ctx context.Context, refresh account.Token) (account.Tokens, error) {
	r.asking()
	tokens, err := r.account.RefreshTokens(ctx, refresh, askAccess, askRefresh)
	r.keep(tokens)
	if tokens.IsZero() {
		r.keepUnseen(err)
	} else {
		r.refreshed = true
	}
	r.noteLeft()
	return tokens, err
}

// dies looks every second, for so many, whether the access token of a pair is refused.
func (r *run) dies(ctx context.Context, p *pair, within int) checklist.Alive {
	for second := 0; ; second++ {
		alive, err := r.alive(ctx, p)
		if alive != checklist.StillAlive || second == within {
			return alive
		}
		if err != nil || r.p.Sleep(ctx, time.Second) != nil {
			return checklist.AliveUnknown
		}
	}
}

// replay uses a refresh token that should be dead. Its refusal proves something only
// where the account has accepted a refresh of this test in the same form.
func (r *run) replay(ctx context.Context, refresh account.Token) checklist.Alive {
	if ctx.Err() != nil {
		return checklist.AliveUnknown
	}
	tokens, err := r.renew(ctx, refresh)
	switch {
	case !tokens.IsZero():
		return checklist.StillAlive
	case r.refreshed && account.SeenIn(err).Status == http.StatusBadRequest && account.SeenIn(err).Error == "invalid_grant":
		return checklist.Dead // RFC 6749 section 5.2
	}
	return checklist.AliveUnknown
}

func orUnknown(a checklist.Alive) string {
	if a == checklist.AliveUnknown {
		return "not proven"
	}
	return string(a)
}
