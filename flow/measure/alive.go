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

// pair is a pair of tokens that was issued, with what is known of it.
type pair struct {
	account.Tokens
	meAccepted      bool            // users/me has accepted the access token
	currentAccepted bool            // tokens/current has
	dataAccepted    bool            // the path run.dataPath has
	otherAccepted   bool            // another call has, or has named only a scope that the token lacks
	access          checklist.Alive // of the access token, by the last look
	refresh         checklist.Alive // of the refresh token
	until           time.Time       // when the access token expires by tokens/current; zero: not known
	deleted         bool            // the account was asked to delete it
	// refreshUnknown says that the answer had no refresh token, and that the account has not
	// said that there is none. One may have been issued all the same.
	refreshUnknown bool
}

// me asks who the pair's access token acts for. When somebody is named for the first time it
// also asks without a token: what names a person to anybody lets nobody in.
func (r *run) me(ctx context.Context, p *pair) (checklist.Person, error) {
	person, err := r.account.Me(ctx, p.Access)
	if err == nil && !r.mePublicKnown {
		_, open := r.account.Me(ctx, account.Token{})
		seen := account.SeenIn(open)
		r.mePublic = open == nil
		r.mePublicKnown = r.mePublic || seen.Status == http.StatusUnauthorized || seen.Status == http.StatusForbidden || seen.Error == "anonymous-user" // else it is asked again
		if r.mePublic {                                                                                                                                 // then earlier answers prove nothing either
			r.evidence.Person = nil
			for _, one := range r.issued {
				one.meAccepted = false
			}
		}
	}
	p.meAccepted = p.meAccepted || !r.mePublic && account.TokenState(err) == checklist.StillAlive
	return person, err
}

// current asks what the account knows of the pair's access token.
func (r *run) current(ctx context.Context, p *pair) (account.Current, error) {
	c, err := r.account.CurrentToken(ctx, p.Access)
	p.currentAccepted = p.currentAccepted || account.TokenState(err) == checklist.StillAlive
	if err == nil {
		p.until = c.ExpiresAt
		p.refreshUnknown = p.refreshUnknown && !c.NoRefresh
	}
	return c, err
}

// getData repeats, with the pair's access token, the first call for a scope that brought
// data: a token with narrow scopes may be accepted nowhere else.
func (r *run) getData(ctx context.Context, p *pair) error {
	_, err := r.account.Get(ctx, p.Access, r.dataPath)
	p.dataAccepted = p.dataAccepted || err == nil
	return err
}

// alive asks whether the pair's access token is still accepted, and keeps the answer in
// p.access. The token is Dead only when an address refuses it that accepted it before, and
// no address accepts it now: the refusal of a token that nothing ever accepted proves
// nothing. An answer that only names a scope that the token lacks accepts the token; with a
// refusal by another address the answer is AliveUnknown. The error is that of a call that
// said nothing about the token.
func (r *run) alive(ctx context.Context, p *pair) (checklist.Alive, error) {
	p.access = checklist.AliveUnknown
	if p.Access.IsZero() {
		return p.access, nil
	}
	var unclear error
	denied, refused, known := false, false, false // refused: by an address that accepted it before
	type address struct {
		accepted bool // it accepted the token before
		ask      func() error
		isMe     bool
	}
	var all []address
	if !r.mePublic {
		all = append(all, address{p.meAccepted, func() error { _, err := r.me(ctx, p); return err }, true})
	}
	all = append(all, address{p.currentAccepted, func() error { _, err := r.current(ctx, p); return err }, false})
	if r.dataPath != "" {
		all = append(all, address{p.dataAccepted, func() error { return r.getData(ctx, p) }, false})
	}
	for i, at := range all {
		err := at.ask()
		switch state := account.TokenState(err); {
		case at.isMe && r.mePublic: // found out just now: it proves nothing
		case err == nil && denied && r.dataPath != "" && i == len(all)-1 && r.isPublic(ctx, r.dataPath): // it proves nothing
		case err == nil:
			p.access = checklist.StillAlive
			return p.access, nil
		case state == checklist.StillAlive:
			known = true
		case state == checklist.Dead:
			denied, refused = true, refused || at.accepted
		default:
			unclear = err
		}
	}
	switch {
	case known && !refused:
		p.access = checklist.StillAlive
	case refused && !known:
		p.access = checklist.Dead
	}
	return p.access, unclear
}

// accepted reports whether any call has accepted the access token.
func (p *pair) accepted() bool { return p.provable() || p.otherAccepted }

// provable reports whether one of the addresses that alive asks has accepted the access
// token, so that a later refusal proves that it is dead.
func (p *pair) provable() bool { return p.meAccepted || p.currentAccepted || p.dataAccepted }

// unseen counts tokens that may have been issued in an answer that did not arrive or could
// not be read. Nobody has them, but they are valid until they expire.
type unseen struct {
	in    checklist.UnseenIn
	count int
	at    time.Time
}

// noteUnseen remembers tokens that may have been issued unseen. How long they live is not
// known: the account need not grant the lifetimes that were asked for.
func (r *run) noteUnseen(in checklist.UnseenIn, count int) {
	r.unseen = append(r.unseen, unseen{in, count, r.plan.Now()})
	r.noteRemaining()
}

// keepIssued remembers tokens that were issued, so that they are revoked at the end. The
// newest pair is the one that the next steps use.
func (r *run) keepIssued(t account.Tokens) {
	if t.IsZero() && len(t.More) > 0 {
		first := t.More[0]
		first.More, first.Unusable, first.Partial = t.More[1:], t.Unusable, t.Partial
		t = first
	}
	if t.IsZero() {
		return
	}
	if t.Unusable > 0 {
		r.noteUnseen(checklist.UnseenMany, t.Unusable)
	}
	if t.Partial {
		r.noteUnseen(checklist.UnseenAnswer, 1)
	}
	for _, other := range t.More {
		if r.sameAs(other) < 0 {
			r.issued = append(r.issued, &pair{Tokens: other})
		}
	}
	one := &pair{Tokens: t, refreshUnknown: t.Refresh.IsZero()}
	if i := r.sameAs(t); i >= 0 { // the same pair came again
		one = r.issued[i]
		r.issued = slices.Delete(r.issued, i, i+1)
	}
	r.issued = append(r.issued, one)
	r.noteRemaining()
}

// sameAs returns the index of the same pair in r.issued; -1 when it is not there.
func (r *run) sameAs(t account.Tokens) int {
	return slices.IndexFunc(r.issued, func(p *pair) bool {
		return p.Access.Reveal() == t.Access.Reveal() && p.Refresh.Reveal() == t.Refresh.Reveal()
	})
}

// keepUnseen remembers that a failed token request may have issued a pair.
func (r *run) keepUnseen(err error) {
	if err != nil && account.MayHaveWorked(err) {
		r.noteUnseen(checklist.UnseenAnswer, 1)
	}
}

// noteAsking notes, before tokens are asked for, that some may live from now on.
func (r *run) noteAsking() { r.note(Issued{AtMost: r.plan.Now().Add(longestLifetime)}) }

// noteRemaining notes until when tokens may live that are left now, or that none is.
func (r *run) noteRemaining() {
	if sum := r.remaining(); sum.Left > 0 {
		r.note(Issued{sum.LivesUntil, sum.AtMost})
	} else {
		r.note(Gone{})
	}
}

// newest returns the pair that was issued last; nil when none was.
func (r *run) newest() *pair {
	if len(r.issued) == 0 {
		return nil
	}
	return r.issued[len(r.issued)-1]
}

// longestLifetime is the longest lifetime of any token that Zendesk documents: that of a
// refresh token.
const longestLifetime = zendesk.RefreshMax * time.Second

// remaining counts the tokens that are not proven dead, each once, and says until when they
// live at the longest: by the lifetimes in the answers (LivesUntil), or where one of them is
// not known by the longest that Zendesk documents (AtMost). For a token that is not proven
// dead although its lifetime is over, neither is known.
func (r *run) remaining() checklist.Revoke {
	var sum checklist.Revoke
	now, known, documented := r.plan.Now(), true, true
	lives := func(until, atMost time.Time) {
		sum.Left++
		if !until.IsZero() && !until.After(now) {
			until, documented = time.Time{}, false
		}
		if until.IsZero() {
			known = false
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
		add(p.Refresh, p.refresh, p.RefreshExpiry(), p.IssuedAt.Add(longestLifetime))
		if p.refreshUnknown {
			sum.Unseen++
			see(checklist.UnseenRefresh)
			lives(time.Time{}, p.IssuedAt.Add(longestLifetime))
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
			lives(time.Time{}, u.at.Add(longestLifetime))
		}
	}
	if !known {
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
