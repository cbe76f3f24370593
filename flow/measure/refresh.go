package measure

import (
	"context"
	"errors"
	"net/http"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow/account"
)

// diesWithin is how many seconds the old access token is given to die.
const diesWithin = 10

// refresh trades the refresh token for a new pair (Z12) and tries what became of
// the old one.
func (r *run) refresh(ctx context.Context) result {
	old := r.newest()
	if old.Refresh.IsZero() {
		return result{notRun: "no refresh token came"}
	}
	tokens, err := r.renew(ctx, old.Refresh)
	if err != nil {
		if res, yes := left(ctx, err); yes {
			return res
		}
		return failed(err)
	}
	proof := checklist.Refresh{
		HasNewRefresh: !tokens.Refresh.IsZero(), ExpiresIn: tokens.ExpiresIn, RefreshExpires: tokens.RefreshExpiresIn,
	}
	defer func() { r.e.Refresh = &proof }()
	alive, err := r.account.Answers(ctx, tokens.Access)
	if res, yes := left(ctx, err); yes {
		return res
	}
	proof.NewWorks = alive == checklist.StillAlive
	var untold *explain.Seen // the new token was neither taken nor refused
	if err != nil && alive == checklist.AliveUnknown {
		seen := account.SeenIn(err)
		untold = &seen
	}
	if proof.OldAccess = r.dies(ctx, old.Access); proof.OldAccess == checklist.Dead {
		old.dead = true
	}
	if r.p.ProveRotation {
		proof.OldRefresh = r.replay(ctx, old.Refresh)
	}
	if res, yes := left(ctx, nil); yes {
		return res
	}
	res := result{facts: []checklist.Fact{fact("old_access_token", orUnknown(proof.OldAccess)), fact("old_refresh_token", orUnknown(proof.OldRefresh))}}
	if res.seen = untold; !proof.NewWorks {
		res.outcome = checklist.Failed
	}
	return res
}

// renew uses a refresh token, and keeps what comes. Like the exchange it is not cut
// short.
func (r *run) renew(ctx context.Context, refresh account.Token) (account.Tokens, error) {
	on, cancel := ending(ctx, lingerBound)
	defer cancel()
	tokens, err := r.account.RefreshTokens(on, refresh, askAccess, askRefresh)
	r.keep(tokens)
	return tokens, err
}

// dies looks every second whether an access token is refused.
func (r *run) dies(ctx context.Context, access account.Token) checklist.Alive {
	for second := 0; ; second++ {
		alive, err := r.account.Answers(ctx, access)
		if alive != checklist.StillAlive || second == diesWithin {
			return alive
		}
		if err != nil || r.p.Sleep(ctx, time.Second) != nil {
			return checklist.AliveUnknown
		}
	}
}

// replay uses a refresh token that should be dead.
func (r *run) replay(ctx context.Context, refresh account.Token) checklist.Alive {
	tokens, err := r.renew(ctx, refresh)
	if err == nil {
		return checklist.StillAlive
	}
	f, ok := errors.AsType[*account.Failure](err)
	if ok && tokens.IsZero() && (f.Seen.Error == "invalid_grant" || f.Seen.Status == http.StatusUnauthorized) {
		return checklist.Dead
	}
	return checklist.AliveUnknown
}

func orUnknown(a checklist.Alive) string {
	if a == checklist.AliveUnknown {
		return "not known"
	}
	return string(a)
}
