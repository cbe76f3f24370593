package measure

import (
	"context"
	"net/http"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow/account"
)

// deathSeconds is how many seconds the old access token is given until it is refused,
// birthSeconds a new one until it is accepted, and deletionSeconds a deleted one until it is
// refused.
const deathSeconds, birthSeconds, deletionSeconds = 10, 3, 3

// refresh trades the refresh token for a new pair (Z12), tries the new access token, and
// finds out what became of the old pair.
func (r *run) refresh(ctx context.Context) result {
	old := r.newest()
	if old.Refresh.IsZero() {
		return result{notRun: "there was no refresh token"}
	}
	on, cancel := outlasting(ctx, lingerTimeout) // see exchange
	defer cancel()
	tokens, err := r.renew(on, old.Refresh)
	if err != nil {
		if res, yes := stoppedResult(ctx, err); yes {
			return res
		}
		return failed(err)
	}
	proof := checklist.Refresh{
		HasNewRefresh: !tokens.Refresh.IsZero(), ExpiresIn: tokens.ExpiresIn, RefreshExpires: tokens.RefreshExpiresIn,
		AskedExpiresIn: askAccess, AskedRefresh: askRefresh, Scopes: tokens.Scopes,
		Same: tokens.Access.Reveal() == old.Access.Reveal() || tokens.Refresh.Reveal() == old.Refresh.Reveal(),
	}
	defer func() { r.evidence.Refresh = &proof }()
	answers := map[string]error{}
	err = r.tryNew(ctx, old, &proof, answers)
	// A new token may not be known everywhere yet, and an error may be transient, so it is tried
	// again; an account that does not answer at all is not asked again.
	for second := 0; r.worthRetry(proof) && (second < 1 || maybeTooEarly(proof, err) && second < birthSeconds) && r.plan.Sleep(ctx, time.Second) == nil; second++ {
		err = r.tryNew(ctx, old, &proof, answers)
	}
	if res, yes := stoppedResult(ctx, err); yes {
		return res
	}
	var said string // the words of an answer that was not clear
	seen := account.SeenIn(err)
	cut := proof.New == checklist.AliveUnknown && err != nil && seen.Where == explain.Network
	switch {
	case cut:
		said = networkWords(seen)
	case proof.New != checklist.StillAlive || len(proof.Lost)+len(proof.Odd) > 0:
		said = explain.Said(seen)
	}
	proof.OldAccess = r.awaitDeath(ctx, old, deathSeconds)
	// Without a new refresh token the old one stays valid (RFC 6749 section 6), so to use it is no replay.
	if r.plan.ProveRotation || !proof.HasNewRefresh {
		old.refresh = r.tryOldRefresh(on, old.Refresh)
		proof.OldRefresh = old.refresh
	}
	if res, yes := stoppedResult(ctx, nil); yes {
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
	lost := r.evidence.Token != nil && len(r.evidence.Token.LostIn(proof)) > 0
	switch {
	case cut:
		res.outcome = checklist.OutcomeNoNetwork
	case proof.New != checklist.StillAlive || len(proof.Lost) > 0 || proof.Shut || proof.Other || lost: // the new token does not do what the old one did
		res.outcome = checklist.OutcomeFailed
	}
	return res
}

// maybeTooEarly reports whether the new token may not be known everywhere yet.
func maybeTooEarly(proof checklist.Refresh, err error) bool {
	return proof.New == checklist.Dead || proof.Shut || len(proof.Lost) > 0 || proof.New == checklist.AliveUnknown && account.SeenIn(err).Status == http.StatusUnauthorized
}

// worthRetry reports whether the new token is worth another try.
func (r *run) worthRetry(proof checklist.Refresh) bool {
	return r.timeouts < 2 && (proof.New != checklist.StillAlive || len(proof.Odd)+len(proof.Lost) > 0)
}

// renew uses a refresh token, and keeps the tokens that are issued.
func (r *run) renew(ctx context.Context, refresh account.Token) (account.Tokens, error) {
	r.noteAsking()
	tokens, err := r.account.RefreshTokens(ctx, refresh, askAccess, askRefresh)
	r.keepIssued(tokens)
	if tokens.IsZero() {
		r.keepUnseen(err)
	} else {
		r.refreshed = true
	}
	r.noteRemaining()
	return tokens, err
}

// awaitDeath asks every second, for a number of seconds, whether the access token of a pair
// is refused.
func (r *run) awaitDeath(ctx context.Context, p *pair, within int) checklist.Alive {
	for second := 0; ; second++ {
		alive, err := r.alive(ctx, p)
		if alive != checklist.StillAlive || second == within {
			return alive
		}
		if err != nil || r.plan.Sleep(ctx, time.Second) != nil {
			return checklist.AliveUnknown
		}
	}
}

// tryOldRefresh uses a refresh token that should be dead. A refusal proves that it is only if
// the account has accepted a refresh of this test before.
func (r *run) tryOldRefresh(ctx context.Context, refresh account.Token) checklist.Alive {
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

// orUnknown returns the value as a fact has it.
func orUnknown(a checklist.Alive) string {
	if a == checklist.AliveUnknown {
		return "not proven"
	}
	return string(a)
}
