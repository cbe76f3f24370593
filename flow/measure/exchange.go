package measure

import (
	"context"
	"errors"
	"net/http"
	"time"

	"zdg/checklist"
	"zdg/flow/account"
)

// exchange sends the code, once. It is not cut short when the test is stopped, so
// that tokens on their way can be revoked.
func (r *run) exchange(ctx context.Context) result {
	on, cancel := ending(ctx, lingerBound)
	defer cancel()
	r.asking() // from now on one may be issued, whatever ends us
	age := max(r.p.Now().Sub(r.received), 0)
	tokens, err := r.account.Exchange(on, account.CodeGrant{
		Code: r.code, Verifier: r.verifier, Age: age, Since: r.since, PastedAt: r.pastedAt, ExpiresIn: askAccess, RefreshExpiresIn: askRefresh,
	})
	r.code, r.verifier = account.Token{}, account.Token{}
	r.keep(tokens)
	if err != nil {
		if tokens.IsZero() {
			r.keepUnseen(err)
		}
		r.noteLeft()
		if errors.Is(err, context.Canceled) || ctx.Err() != nil && account.SeenIn(err).Status == http.StatusTooManyRequests {
			res, _ := left(ctx, err)
			return res
		}
		seen := account.SeenIn(err)
		r.show(&seen)
		return fatal(err, "there were no tokens")
	}
	r.show(nil)
	r.e.Token = &checklist.Token{
		Type: tokens.Type, Asked: r.p.Client.Scopes.List(), Granted: tokens.Scopes, HasRefresh: !tokens.Refresh.IsZero(), RefreshAs: tokens.RefreshAs,
		ExpiresIn: tokens.ExpiresIn, RefreshExpiresIn: tokens.RefreshExpiresIn, AskedExpiresIn: askAccess, AskedRefresh: askRefresh,
		IssuedAt: tokens.IssuedAt, CodeAge: r.codeAge(age), ConsentSkipped: !r.consentSeen, TokenExpiry: tokens.Access.Expiry(),
	}
	res := result{facts: []checklist.Fact{
		fact("token_type", tokens.Type), fact("scopes_asked", r.p.Client.Scopes.String()), fact("scopes_granted", join(tokens.Scopes)),
		fact("kind", r.p.Client.Kind.String()),
	}}
	if tokens.Refresh.IsZero() || len(tokens.Scopes) > 0 && len(checklist.NotGranted(r.p.Client.Scopes.List(), tokens.Scopes)) > 0 {
		res.outcome = checklist.OutcomeFailed
	}
	return res
}

// codeAge is the age of the code where it is known: nobody knows when one was issued
// that was pasted.
func (r *run) codeAge(age time.Duration) time.Duration {
	if !r.pastedAt.IsZero() {
		return 0
	}
	return age
}
