package measure

import (
	"context"
	"net/http"
	"slices"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
)

// trial is what the API answered to the new access token of a refresh.
type trial struct {
	proof   *checklist.Refresh
	works   bool     // a call was answered with data
	listed  bool     // tokens/current was, which is no scope's call
	known   bool     // an answer only named a scope that nobody asked for
	refused bool     // an answer refused the token as such
	untold  bool     // one that was asked for told nothing
	barred  bool     // so did one of an address that has to let it in, or let the old one in
	closed  []string // addresses that told nothing of the old token, and refuse this one
	failed  error
	hung    *int             // calls that were not answered in time
	said    map[string]error // how each place kept the token out last, also at an earlier try; trouble is not kept
}

// settled is what a place says of the token: trouble at another try does not take back how
// it kept the token out before.
func (t *trial) settled(name string, err error) error {
	if err != nil && trouble(account.SeenIn(err)) {
		if before, is := t.said[name]; is {
			return before
		}
		return err
	}
	delete(t.said, name)
	if err != nil {
		t.said[name] = err
	}
	return err
}

// shut reports whether a place where the old token had data keeps the new one out, other than
// for want of a scope. The same person had data there a moment ago: whatever else comes, for
// good, does so, be it a page to sign in or the word that there is nothing.
func (t *trial) shut(name string) bool {
	err := t.said[name]
	return err != nil && account.Taken(err) != checklist.StillAlive
}

// trouble reports whether an answer is about the moment, or of something in front of the
// account, and says nothing of token, scope or person.
func trouble(s explain.Seen) bool {
	switch s.Status {
	case 0, http.StatusRequestTimeout, http.StatusConflict, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	case http.StatusForbidden:
		return s.Error == explain.BodyHTML
	}
	return s.Status >= 500 || account.BrokeOff(s)
}

// place is an address that the new token is tried at, and what it has to do with the client.
type place struct {
	name  string
	data  bool // the old token got data there
	knew  bool // the old token was let in there, or lacked only a scope
	asked bool // a scope that opens it was asked for
	all   bool // it is closed to nobody's role
}

// hear takes one answer, and reports whether it is worth asking on: each that does not come
// costs the whole time that it may take.
func (t *trial) hear(at place, err error) (goOn bool) {
	if err = t.settled(at.name, err); err == nil {
		t.works = true
		return true
	}
	seen, taken := account.SeenIn(err), account.Taken(err)
	asSuch := taken == checklist.Dead || seen.Error == "anonymous-user"
	refusal := refuses(seen)
	matters := at.data || at.knew || at.asked
	t.refused = t.refused || matters && taken == checklist.Dead
	switch {
	case taken == checklist.StillAlive && (at.data || at.asked && !at.knew): // what the old one lacked too is not lost
		t.proof.Lost = append(t.proof.Lost, at.name)
	case taken == checklist.StillAlive:
		t.known = true
	case !refusal && at.asked && (trouble(seen) || seen.Error == explain.BodyHTML) && !at.data:
		t.untold = true
	case at.data, asSuch && matters:
		t.proof.Odd = append(t.proof.Odd, at.name)
		t.barred = t.barred || refusal || asSuch
	case refusal && at.asked && at.all && seen.Status == http.StatusForbidden:
		t.barred = true
	case refusal && at.asked && !at.all:
		t.closed = append(t.closed, at.name)
	}
	if at.data || t.failed == nil {
		t.failed = err
	}
	if seen.Error == explain.NetTimeout {
		*t.hung++
	}
	return *t.hung < 2
}

// alive is what that says of the token. tokens/current counts where no other address refuses
// it, and an answer that only names a scope that nobody asked for where all else was told,
// and nothing is odd.
func (t *trial) alive() checklist.Alive {
	switch {
	case t.works, len(t.proof.Lost) > 0, t.listed && !t.refused && !t.barred, t.known && !t.refused && !t.untold && len(t.proof.Odd) == 0:
		return checklist.StillAlive
	case t.refused:
		return checklist.Dead
	}
	return checklist.AliveUnknown
}

// refuses reports whether an answer of the API keeps the token out: neither in trouble, nor a
// page of something in front of it, nor about the person's role.
func refuses(s explain.Seen) bool {
	return s.Where == explain.API && s.Error != explain.BodyHTML && explain.Lacks(s) != checklist.LacksRole &&
		(s.Status == http.StatusUnauthorized || s.Status == http.StatusForbidden)
}

// tryNew asks every address that let the old access token in, or that told nothing of it,
// whether it lets the new one in; said has what they said at an earlier try. Where one names
// a scope that it lacks and that was asked for, the refresh has lost that; what else keeps it
// out is odd. The error is that of a call that did not work.
func (r *run) tryNew(ctx context.Context, old *pair, proof *checklist.Refresh, said map[string]error) (failed error) {
	p, t := r.newest(), trial{proof: proof, hung: &r.hung, said: said}
	before := *proof
	proof.Lost, proof.Odd, proof.Other, proof.Shut = nil, nil, false, false
	goOn, shut := true, false // shut: a call that had data is closed to the new token
	if !r.meOpen {
		person, err := r.me(ctx, p)
		if !r.meOpen {
			goOn = t.hear(place{"users/me", r.e.Person != nil, old.meLetIn, r.p.Client.Scopes.Covers("users:read"), true}, err)
		}
		shut = r.e.Person != nil && slices.Contains(r.p.Client.Scopes.List(), "users:read") && t.shut("users/me") // whose own call it is
		proof.Other = r.e.Person != nil && (err == nil && person.ID != r.e.Person.ID || err != nil && before.Other)
		if is := r.e.Person; is != nil && err == nil && !proof.Other && (person.Suspended || person.Inactive) {
			now := *is // since the first token
			now.Suspended, now.Inactive = person.Suspended, person.Inactive
			r.e.Person = &now
		}
	}
	asked := map[string]bool{}
	for _, probe := range r.e.Scopes {
		data := probe.NotRun == "" && !probe.NoData && probe.Status >= 200 && probe.Status <= 299
		if !goOn || probe.Path == "" || probe.Path == zendesk.MePath || asked[probe.Path] || !data && !slices.Contains(r.untold, probe.Path) {
			continue
		}
		asked[probe.Path] = true
		_, err := r.account.Get(ctx, p.Access, probe.Path)
		if err == nil && t.refused && r.public(ctx, probe.Path) {
			continue // it answers anybody, so that it answers says nothing of a token that is refused elsewhere
		}
		p.openedLetIn = p.openedLetIn || err == nil && probe.Path == r.opened
		if seen := account.SeenIn(err); !data && err != nil {
			probe.Seen = &seen
			if r.wantsAnother(probe) { // whether this scope opens it is only inferred
				continue
			}
		}
		goOn = t.hear(place{name: probe.Path, data: data, asked: true}, err)
		shut = shut || data && t.shut(probe.Path)
	}
	if proof.Shut = shut; !goOn { // not every place was asked again
		proof.Lost, proof.Shut = append(slices.DeleteFunc(before.Lost, func(at string) bool { return slices.Contains(proof.Lost, at) }), proof.Lost...), shut || before.Shut
	}
	if goOn && !t.works && old.currentLetIn && ctx.Err() == nil {
		if _, err := r.current(ctx, p); err == nil {
			_, open := r.account.CurrentToken(ctx, account.Token{}) // what answers anybody lets nobody in
			t.listed = open != nil
		} else {
			t.hear(place{name: "tokens/current", data: r.e.Token != nil && r.e.Token.ID != 0, knew: true}, err)
		}
	}
	if proof.New = t.alive(); proof.New == checklist.AliveUnknown && before.New == checklist.StillAlive {
		proof.New = before.New // trouble does not take back that it was let in
	}
	if t.works { // else it is not known whether that is of the token
		proof.Odd = append(proof.Odd, t.closed...)
	}
	if proof.Shut { // then those are told, also of an earlier try, and not what was in trouble besides
		proof.Odd = slices.DeleteFunc(append(before.Odd, proof.Odd...), func(at string) bool { return !t.shut(at) })
		slices.Sort(proof.Odd)
		proof.Odd = slices.Compact(proof.Odd)
	}
	return t.failed
}
