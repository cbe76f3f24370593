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
// new one to be known.
const diesWithin, bornWithin = 10, 3

// refresh trades the refresh token for a new pair (Z12) and tries what became of
// the old one.
func (r *run) refresh(ctx context.Context) result {
	old := r.newest()
	if old.Refresh.IsZero() {
		return result{notRun: "no refresh token came"}
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
	_, err = r.me(ctx, r.newest())
	if proof.New = account.Taken(err); proof.New == checklist.AliveUnknown && r.opened != "" && ctx.Err() == nil {
		err = r.open(ctx, r.newest())
		proof.New = account.Taken(err)
	}
	// A token that is not known everywhere yet is given a moment.
	for second := 0; proof.New == checklist.Dead && second < bornWithin && r.p.Sleep(ctx, time.Second) == nil; second++ {
		_, err = r.me(ctx, r.newest())
		proof.New = account.Taken(err)
	}
	if res, yes := left(ctx, err); yes {
		return res
	}
	var said string // the new token was neither taken nor refused
	if proof.New == checklist.AliveUnknown {
		said = explain.Said(account.SeenIn(err))
	}
	proof.OldAccess = r.dies(ctx, old)
	if r.p.ProveRotation {
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
	if proof.New != checklist.StillAlive { // what a refresh is for was not seen
		res.outcome = checklist.Failed
	}
	return res
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

// dies looks every second whether the access token of a pair is refused.
func (r *run) dies(ctx context.Context, p *pair) checklist.Alive {
	for second := 0; ; second++ {
		alive, err := r.alive(ctx, p)
		if alive != checklist.StillAlive || second == diesWithin {
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
