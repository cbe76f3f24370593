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
	works   bool // a call was answered with data
	listed  bool // tokens/current was, which is no scope's call
	known   bool // an answer only named a scope that nobody asked for
	refused bool // an answer refused the token as such
	untold  bool // one that was asked for told nothing
	barred  bool // so did one of an address that has to let it in, or let the old one in
	failed  error
	hung    *int // calls that were not answered in time
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
	if err == nil {
		t.works = true
		return true
	}
	seen, taken := account.SeenIn(err), account.Taken(err)
	asSuch := taken == checklist.Dead || seen.Error == "anonymous-user"
	refusal := refuses(seen)
	matters := at.data || at.knew || at.asked
	t.refused = t.refused || matters && taken == checklist.Dead
	switch {
	case taken == checklist.StillAlive && (at.data || at.asked):
		t.proof.Lost = append(t.proof.Lost, at.name)
	case taken == checklist.StillAlive:
		t.known = true
	case !refusal && at.asked && (seen.Status == 0 || seen.Status == http.StatusTooManyRequests || seen.Status >= 500 || seen.Error == explain.BodyHTML) && !at.data:
		t.untold = true
	case at.data, asSuch && matters:
		t.proof.Odd = append(t.proof.Odd, at.name)
		t.barred = t.barred || refusal || asSuch
	case refusal && at.asked && at.all && seen.Status == http.StatusForbidden:
		t.barred = true
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
// whether it lets the new one in. Where one names a scope that it lacks and that was asked
// for, the refresh has lost that; what else keeps it out is odd. The error is that of a
// call that did not work.
func (r *run) tryNew(ctx context.Context, old *pair, proof *checklist.Refresh) (failed error) {
	p, t := r.newest(), trial{proof: proof, hung: &r.hung}
	proof.Lost, proof.Odd, proof.Other, proof.Shut = nil, nil, false, false
	goOn := true
	if !r.meOpen {
		person, err := r.me(ctx, p)
		if !r.meOpen {
			goOn = t.hear(place{"users/me", r.e.Person != nil, old.meLetIn, r.p.Client.Scopes.Covers("users:read"), true}, err)
		}
		proof.Other = err == nil && r.e.Person != nil && person.ID != r.e.Person.ID
	}
	calls, shut := 0, 0 // that had data; of them, that refuse the new token
	asked := map[string]bool{}
	for _, probe := range r.e.Scopes {
		data := probe.NotRun == "" && !probe.NoData && probe.Status >= 200 && probe.Status <= 299
		if !goOn || probe.Path == "" || probe.Path == zendesk.MePath || asked[probe.Path] || !data && !slices.Contains(r.untold, probe.Path) {
			continue
		}
		asked[probe.Path] = true
		_, err := r.account.Get(ctx, p.Access, probe.Path)
		p.openedLetIn = p.openedLetIn || err == nil && probe.Path == r.opened
		if seen := account.SeenIn(err); !data && err != nil {
			probe.Seen = &seen
			if r.wantsAnother(probe) { // whether this scope opens it is only inferred
				continue
			}
		}
		odd := len(proof.Odd)
		goOn = t.hear(place{name: probe.Path, data: data, asked: true}, err)
		if data {
			calls++
			if len(proof.Odd) > odd && refuses(account.SeenIn(err)) {
				shut++
			}
		}
	}
	proof.Shut = calls > 0 && shut == calls
	if goOn && !t.works && old.currentLetIn && ctx.Err() == nil {
		if _, err := r.current(ctx, p); err == nil {
			t.listed = true
		} else {
			t.hear(place{name: "tokens/current", data: r.e.Token != nil && r.e.Token.ID != 0, knew: true}, err)
		}
	}
	proof.New = t.alive()
	return t.failed
}
