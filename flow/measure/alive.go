package measure

import (
	"context"
	"time"

	"zdg/checklist"
	"zdg/flow/account"
)

// pair is issued tokens and what is known of their end.
type pair struct {
	account.Tokens
	meLetIn, currentLetIn bool            // where the access token was accepted
	openedLetIn           bool            // the same of the first call for a scope
	access                checklist.Alive // as proven last
	refresh               checklist.Alive
	until                 time.Time // when the access token ends, as tokens/current tells; zero: not told
	deleted               bool      // the account was asked to delete it
	// untold: no refresh token came with it, and the account has not said that there
	// is none. One that the answer has lost lives all the same.
	untold bool
}

// me asks who the pair's access token acts for.
func (r *run) me(ctx context.Context, p *pair) (checklist.Person, error) {
	person, err := r.account.Me(ctx, p.Access)
	p.meLetIn = p.meLetIn || account.Taken(err) == checklist.StillAlive
	return person, err
}

// current asks what the account knows of the pair's access token.
func (r *run) current(ctx context.Context, p *pair) (account.Current, error) {
	c, err := r.account.CurrentToken(ctx, p.Access)
	p.currentLetIn = p.currentLetIn || account.Taken(err) == checklist.StillAlive
	if err == nil {
		p.until = c.ExpiresAt
		p.untold = p.untold && !c.NoRefresh
	}
	return c, err
}

// open makes the first call for a scope that was answered with data, with the pair's
// access token: a token with narrow scopes may have no other address.
func (r *run) open(ctx context.Context, p *pair) error {
	_, err := r.account.Get(ctx, p.Access, r.opened)
	p.openedLetIn = p.openedLetIn || err == nil
	return err
}

// alive asks whether the access token still lets in. It is dead only where an address
// refuses it that accepted it before, and where no address accepts it now: a refusal
// of a token that nothing ever accepted proves nothing. An answer that only names a
// scope which the token lacks knows the token; against a refusal elsewhere it leaves
// the matter open.
func (r *run) alive(ctx context.Context, p *pair) (checklist.Alive, error) {
	p.access = checklist.AliveUnknown
	if p.Access.IsZero() {
		return p.access, nil
	}
	var untold error
	refused, known := false, false
	type address struct {
		letIn bool
		ask   func() error
	}
	all := []address{
		{p.meLetIn, func() error { _, err := r.me(ctx, p); return err }},
		{p.currentLetIn, func() error { _, err := r.current(ctx, p); return err }},
	}
	if r.opened != "" {
		all = append(all, address{p.openedLetIn, func() error { return r.open(ctx, p) }})
	}
	for _, at := range all {
		err := at.ask()
		switch taken := account.Taken(err); {
		case err == nil:
			p.access = checklist.StillAlive
			return p.access, nil
		case taken == checklist.StillAlive:
			known = true
		case taken == checklist.Dead:
			refused = refused || at.letIn
		default:
			untold = err
		}
	}
	switch {
	case known && !refused:
		p.access = checklist.StillAlive
	case refused && !known:
		p.access = checklist.Dead
	}
	return p.access, untold
}

// keep remembers what was issued until it is revoked.
func (r *run) keep(t account.Tokens) {
	if t.IsZero() {
		return
	}
	for _, p := range r.issued {
		if p.Access.Reveal() == t.Access.Reveal() && p.Refresh.Reveal() == t.Refresh.Reveal() {
			return // the very same pair again
		}
	}
	for _, other := range t.More {
		r.issued = append(r.issued, &pair{Tokens: other})
	}
	r.issued = append(r.issued, &pair{Tokens: t, untold: t.Refresh.IsZero()}) // the one that counts is the newest
	r.note(Issued{r.left().LivesUntil})
}

// keepUnseen remembers that a pair may have been issued in an answer that could not
// be read. Nobody holds it, but the account lists it until it ends.
func (r *run) keepUnseen(err error) {
	if err == nil || !account.MayHaveWorked(err) {
		return
	}
	r.unseen++
	r.unseenUntil = latest(r.unseenUntil, r.p.Now().Add(askRefresh*time.Second))
	r.note(Issued{r.left().LivesUntil})
}

func (r *run) newest() *pair {
	if len(r.issued) == 0 {
		return nil
	}
	return r.issued[len(r.issued)-1]
}

// left counts what is not proven dead, and until when that lives at the longest.
func (r *run) left() checklist.Revoke {
	sum := checklist.Revoke{Unseen: r.unseen, Left: r.unseen, LivesUntil: r.unseenUntil}
	told := true
	add := func(t account.Token, proven checklist.Alive, until time.Time) {
		if t.IsZero() {
			return
		}
		if sum.Issued++; proven != checklist.Dead {
			sum.Left++
			sum.LivesUntil = latest(sum.LivesUntil, until)
			told = told && !until.IsZero()
		}
	}
	for _, p := range r.issued {
		add(p.Access, p.access, latest(p.Expiry(), p.until))
		add(p.Refresh, p.refresh, p.RefreshExpiry())
		if p.untold {
			sum.Unseen++
			sum.Left++
			sum.LivesUntil = latest(sum.LivesUntil, p.IssuedAt.Add(askRefresh*time.Second))
		}
	}
	if !told {
		sum.LivesUntil = time.Time{}
	}
	return sum
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
