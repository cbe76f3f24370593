package measure

import (
	"context"
	"net/http"
	"slices"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
)

// pair is issued tokens and what is known of their end.
type pair struct {
	account.Tokens
	meLetIn, currentLetIn bool            // where the access token was accepted
	openedLetIn           bool            // the same of the first call for a scope
	known                 bool            // another call was let in, or named only a scope that the token lacks
	access                checklist.Alive // as proven last
	refresh               checklist.Alive
	until                 time.Time // when the access token ends, as tokens/current tells; zero: not told
	deleted               bool      // the account was asked to delete it
	// untold: no refresh token came with it, and the account has not said that there
	// is none. One that the answer has lost lives all the same.
	untold bool
}

// me asks who the pair's access token acts for. When somebody is named for the first time it
// also asks without a token: what names a person to anybody lets nobody in.
func (r *run) me(ctx context.Context, p *pair) (checklist.Person, error) {
	person, err := r.account.Me(ctx, p.Access)
	if err == nil && !r.meAsked {
		_, open := r.account.Me(ctx, account.Token{})
		seen := account.SeenIn(open)
		r.meOpen = open == nil
		r.meAsked = r.meOpen || seen.Status == http.StatusUnauthorized || seen.Status == http.StatusForbidden || seen.Error == "anonymous-user" // else again
		if r.meOpen {                                                                                                                           // what it said before proves nothing either
			r.e.Person = nil
			for _, one := range r.issued {
				one.meLetIn = false
			}
		}
	}
	p.meLetIn = p.meLetIn || !r.meOpen && account.Taken(err) == checklist.StillAlive
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
	denied, refused, known := false, false, false // refused counts where it was let in before
	type address struct {
		letIn bool
		ask   func() error
		me    bool
	}
	var all []address
	if !r.meOpen {
		all = append(all, address{p.meLetIn, func() error { _, err := r.me(ctx, p); return err }, true})
	}
	all = append(all, address{p.currentLetIn, func() error { _, err := r.current(ctx, p); return err }, false})
	if r.opened != "" {
		all = append(all, address{p.openedLetIn, func() error { return r.open(ctx, p) }, false})
	}
	for i, at := range all {
		err := at.ask()
		switch taken := account.Taken(err); {
		case at.me && r.meOpen: // as was seen just now
		case err == nil && denied && r.opened != "" && i == len(all)-1 && r.public(ctx, r.opened): // it answers anybody
		case err == nil:
			p.access = checklist.StillAlive
			return p.access, nil
		case taken == checklist.StillAlive:
			known = true
		case taken == checklist.Dead:
			denied, refused = true, refused || at.letIn
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

// letIn reports whether anything has accepted the access token.
func (p *pair) letIn() bool { return p.provable() || p.known }

// provable reports whether one of the addresses that are asked again has accepted it, so
// that a refusal there is proof of its death.
func (p *pair) provable() bool { return p.meLetIn || p.currentLetIn || p.openedLetIn }

// unseen is what may have been issued without coming here. Nobody holds it, but the
// account lists it until it ends.
type unseen struct {
	in    checklist.UnseenIn
	count int
	at    time.Time
}

// miss remembers what may have been issued unseen. The lifetimes that were asked for are
// no promise, so how long it lives is not known.
func (r *run) miss(in checklist.UnseenIn, count int) {
	r.unseen = append(r.unseen, unseen{in, count, r.p.Now()})
	r.noteLeft()
}

// keep remembers what was issued until it is revoked.
func (r *run) keep(t account.Tokens) {
	if t.IsZero() && len(t.More) > 0 { // under other names than a token's: to be revoked all the same
		first := t.More[0]
		first.More, first.Unusable, first.Partial = t.More[1:], t.Unusable, t.Partial
		t = first
	}
	if t.IsZero() {
		return
	}
	if t.Unusable > 0 {
		r.miss(checklist.UnseenMany, t.Unusable)
	}
	if t.Partial {
		r.miss(checklist.UnseenAnswer, 1)
	}
	for _, other := range t.More {
		if r.sameAs(other) < 0 {
			r.issued = append(r.issued, &pair{Tokens: other})
		}
	}
	one := &pair{Tokens: t, untold: t.Refresh.IsZero()}
	if i := r.sameAs(t); i >= 0 { // the very same pair again
		one = r.issued[i]
		r.issued = slices.Delete(r.issued, i, i+1)
	}
	r.issued = append(r.issued, one) // the one that counts is the newest
	r.noteLeft()
}

// sameAs is where the very same pair is kept already, -1 for nowhere.
func (r *run) sameAs(t account.Tokens) int {
	return slices.IndexFunc(r.issued, func(p *pair) bool {
		return p.Access.Reveal() == t.Access.Reveal() && p.Refresh.Reveal() == t.Refresh.Reveal()
	})
}

// keepUnseen remembers that a pair may have been issued in an answer that could not
// be read.
func (r *run) keepUnseen(err error) {
	if err != nil && account.MayHaveWorked(err) {
		r.miss(checklist.UnseenAnswer, 1)
	}
}

// asking tells, before tokens are asked for, that there may be some from now on.
func (r *run) asking() { r.note(Issued{AtMost: r.p.Now().Add(longest)}) }

// noteLeft tells what is left now.
func (r *run) noteLeft() {
	if sum := r.left(); sum.Left > 0 {
		r.note(Issued{sum.LivesUntil, sum.AtMost})
	} else {
		r.note(Gone{})
	}
}

func (r *run) newest() *pair {
	if len(r.issued) == 0 {
		return nil
	}
	return r.issued[len(r.issued)-1]
}

// longest is the longest lifetime that Zendesk documents of any token: a refresh token's.
const longest = zendesk.RefreshMax * time.Second

// left counts what is not proven dead, each token once, and until when that lives at the
// longest: as told of each, else by the longest lifetimes that Zendesk documents. What is
// not proven dead at the end that it was given has no end that is known.
func (r *run) left() checklist.Revoke {
	var sum checklist.Revoke
	now, told, documented := r.p.Now(), true, true
	lives := func(until, atMost time.Time) {
		sum.Left++
		if !until.IsZero() && !until.After(now) {
			until, documented = time.Time{}, false
		}
		if until.IsZero() {
			told = false
			until = atMost
		}
		sum.LivesUntil = latest(sum.LivesUntil, until)
	}
	see := func(in checklist.UnseenIn) {
		if !slices.Contains(sum.UnseenIn, in) {
			sum.UnseenIn = append(sum.UnseenIn, in)
		}
	}
	type last struct {
		dead          bool
		until, atMost time.Time
	}
	held := map[string]last{}
	add := func(t account.Token, proven checklist.Alive, until, atMost time.Time) {
		if t.IsZero() {
			return
		}
		before, again := held[t.Reveal()]
		held[t.Reveal()] = last{proven == checklist.Dead && (!again || before.dead), latest(before.until, until), latest(before.atMost, atMost)}
	}
	for _, p := range r.issued {
		add(p.Access, p.access, latest(p.Expiry(), p.until), p.IssuedAt.Add(zendesk.AccessTokenMax*time.Second))
		add(p.Refresh, p.refresh, p.RefreshExpiry(), p.IssuedAt.Add(longest))
		if p.untold {
			sum.Unseen++
			see(checklist.UnseenRefresh)
			lives(time.Time{}, p.IssuedAt.Add(longest))
		}
	}
	for _, t := range held {
		if sum.Issued++; !t.dead {
			lives(t.until, t.atMost)
		}
	}
	for _, u := range r.unseen {
		sum.Unseen += u.count
		see(u.in)
		for range u.count {
			lives(time.Time{}, u.at.Add(longest))
		}
	}
	if !told {
		sum.LivesUntil, sum.AtMost = time.Time{}, sum.LivesUntil
	}
	if !documented {
		sum.AtMost = time.Time{}
	}
	return sum
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
