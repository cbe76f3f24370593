package measure

import (
	"context"
	"errors"
	"net/http"

	"zdg/checklist"
	"zdg/flow/account"
)

// exchange sends the code, once. It is given some time to finish when the test is stopped,
// so that tokens that are already issued can be revoked.
func (r *run) exchange(ctx context.Context) result {
	on, cancel := outlasting(ctx, lingerTimeout)
	defer cancel()
	r.noteAsking() // even if this process is killed now, tokens may be issued
	age := max(r.plan.Now().Sub(r.received), 0)
	tokens, err := r.account.Exchange(on, account.CodeGrant{
		Code: r.code, Verifier: r.verifier, Age: age, Since: r.since, PastedAt: r.pastedAt, ExpiresIn: askAccess, RefreshExpiresIn: askRefresh,
	})
	r.code, r.verifier = account.Token{}, account.Token{}
	r.keepIssued(tokens)
	if err != nil {
		if tokens.IsZero() {
			r.keepUnseen(err)
		}
		r.noteRemaining()
		if errors.Is(err, context.Canceled) || ctx.Err() != nil && account.SeenIn(err).Status == http.StatusTooManyRequests {
			res, _ := stoppedResult(ctx, err)
			return res
		}
		seen := account.SeenIn(err)
		r.showInBrowser(&seen)
		return fatal(err, "there were no tokens")
	}
	r.showInBrowser(nil)
	codeAge := age
	if !r.pastedAt.IsZero() { // not known then
		codeAge = 0
	}
	r.evidence.Token = &checklist.Token{
		Type: tokens.Type, Asked: r.plan.Client.Scopes.List(), Granted: tokens.Scopes, HasRefresh: !tokens.Refresh.IsZero(), RefreshAs: tokens.RefreshAs,
		ExpiresIn: tokens.ExpiresIn, RefreshExpiresIn: tokens.RefreshExpiresIn, AskedExpiresIn: askAccess, AskedRefresh: askRefresh,
		IssuedAt: tokens.IssuedAt, CodeAge: codeAge, ConsentSkipped: !r.consentSeen, TokenExpiry: tokens.Access.Expiry(),
	}
	res := result{facts: []checklist.Fact{
		fact("token_type", tokens.Type), fact("scopes_asked", r.plan.Client.Scopes.String()), fact("scopes_granted", join(tokens.Scopes)),
		fact("kind", r.plan.Client.Kind.String()),
	}}
	if tokens.Refresh.IsZero() || len(tokens.Scopes) > 0 && len(checklist.NotGranted(r.plan.Client.Scopes.List(), tokens.Scopes)) > 0 {
		res.outcome = checklist.OutcomeFailed
	}
	return res
}
