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

// trial collects what the API answered to the new access token of a refresh.
type trial struct {
	proof        *checklist.Refresh // where places are named that do not accept the new token
	gotData      bool               // a call brought data
	currentWorks bool               // tokens/current did, which needs no scope that was asked for
	scopeOnly    bool               // a call only named a scope that was not asked for
	refused      bool               // a call refused the token itself
	unclear      bool               // a call for a scope that was asked for said nothing about the token
	keptOut      bool               // a call refused access that has to work, or that worked with the old token
	keptOutAt    []string           // places that were unclear about the old token, and refuse the new one
	failed       error              // of a call that did not work
	timeouts     *int               // calls that were not answered in time
	lastErrors   map[string]error   // the last lasting error of each place, also of earlier tries
}

// remember returns the answer that counts for a place, and keeps it for the next try: a
// transient error does not take back an earlier refusal.
func (t *trial) remember(name string, err error) error {
	if err != nil && isTransient(account.SeenIn(err)) {
		if before, is := t.lastErrors[name]; is {
			return before
		}
		return err
	}
	delete(t.lastErrors, name)
	if err != nil {
		t.lastErrors[name] = err
	}
	return err
}

// keepsOut reports whether a place gives the new token no data, for another reason than a
// missing scope. It is asked about places where the old token got data a moment ago, so any
// lasting answer without data counts, also a sign-in page or a 404.
func (t *trial) keepsOut(name string) bool {
	err := t.lastErrors[name]
	return err != nil && account.TokenState(err) != checklist.StillAlive
}

// isTransient reports whether an answer is only about the moment, or comes from something in
// front of the account, so that it says nothing about token, scope or person.
func isTransient(s explain.Seen) bool {
	switch s.Status {
	case 0, http.StatusRequestTimeout, http.StatusConflict, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	case http.StatusForbidden:
		return s.Error == explain.BodyHTML
	}
	return s.Status >= 500 || account.BrokeOff(s)
}

// place is an address at which the new token is tried, and what is known of it.
type place struct {
	name       string
	hadData    bool // the old token got data there
	accepted   bool // the old token was accepted there, or lacked only a scope
	scopeAsked bool // a scope that opens it was asked for
	anyRole    bool // it is open to every role
}

// take judges one answer. It reports whether to go on asking: every request without an answer
// takes the whole timeout.
func (t *trial) take(at place, err error) (goOn bool) {
	if err = t.remember(at.name, err); err == nil {
		t.gotData = true
		return true
	}
	seen, state := account.SeenIn(err), account.TokenState(err)
	tokenRefused := state == checklist.Dead || seen.Error == "anonymous-user"
	refusal := refusesToken(seen)
	matters := at.hadData || at.accepted || at.scopeAsked
	t.refused = t.refused || matters && state == checklist.Dead
	switch {
	case state == checklist.StillAlive && (at.hadData || at.scopeAsked && !at.accepted): // what the old one lacked too is not lost
		t.proof.Lost = append(t.proof.Lost, at.name)
	case state == checklist.StillAlive:
		t.scopeOnly = true
	case !refusal && at.scopeAsked && (isTransient(seen) || seen.Error == explain.BodyHTML) && !at.hadData:
		t.unclear = true
	case at.hadData, tokenRefused && matters:
		t.proof.Odd = append(t.proof.Odd, at.name)
		t.keptOut = t.keptOut || refusal || tokenRefused
	case refusal && at.scopeAsked && at.anyRole && seen.Status == http.StatusForbidden:
		t.keptOut = true
	case refusal && at.scopeAsked && !at.anyRole:
		t.keptOutAt = append(t.keptOutAt, at.name)
	}
	if at.hadData || t.failed == nil {
		t.failed = err
	}
	if seen.Error == explain.NetTimeout {
		*t.timeouts++
	}
	return *t.timeouts < 2
}

// alive says what the answers together mean for the token. tokens/current counts only when no
// other address refuses it. An answer that only names a scope that was not asked for counts
// only when every other answer was clear and nothing is odd.
func (t *trial) alive() checklist.Alive {
	switch {
	case t.gotData, len(t.proof.Lost) > 0, t.currentWorks && !t.refused && !t.keptOut, t.scopeOnly && !t.refused && !t.unclear && len(t.proof.Odd) == 0:
		return checklist.StillAlive
	case t.refused:
		return checklist.Dead
	}
	return checklist.AliveUnknown
}

// refusesToken reports whether an answer is a refusal of the API: 401 or 403, and neither a
// page of something in front of it nor about the person's role.
func refusesToken(s explain.Seen) bool {
	return s.Where == explain.API && s.Error != explain.BodyHTML && explain.Lacks(s) != checklist.LacksRole &&
		(s.Status == http.StatusUnauthorized || s.Status == http.StatusForbidden)
}

// tryNew tries the new access token at every address that accepted the old one, or whose
// answer to the old one was unclear, and puts the result into proof. A scope that was asked
// for and is named as missing was lost in the refresh; any other answer without data is odd.
// lastErrors is kept between tries. The error is that of a call that did not work; nil when
// all did.
func (r *run) tryNew(ctx context.Context, old *pair, proof *checklist.Refresh, lastErrors map[string]error) (failed error) {
	p, t := r.newest(), trial{proof: proof, timeouts: &r.timeouts, lastErrors: lastErrors}
	before := *proof
	proof.Lost, proof.Odd, proof.Other, proof.Shut = nil, nil, false, false
	goOn, shut := true, false // shut: a place where the old token got data keeps the new one out
	if !r.mePublic {
		person, err := r.me(ctx, p)
		if !r.mePublic {
			goOn = t.take(place{"users/me", r.evidence.Person != nil, old.meAccepted, r.plan.Client.Scopes.Covers("users:read"), true}, err)
		}
		// users/me is the call of the scope users:read.
		shut = r.evidence.Person != nil && slices.Contains(r.plan.Client.Scopes.List(), "users:read") && t.keepsOut("users/me")
		proof.Other = r.evidence.Person != nil && (err == nil && person.ID != r.evidence.Person.ID || err != nil && before.Other)
		if known := r.evidence.Person; known != nil && err == nil && !proof.Other && (person.Suspended || person.Inactive) {
			now := *known
			now.Suspended, now.Inactive = person.Suspended, person.Inactive
			r.evidence.Person = &now
		}
	}
	asked := map[string]bool{}
	for _, probe := range r.evidence.Scopes {
		data := probe.NotRun == "" && !probe.NoData && probe.Status >= 200 && probe.Status <= 299
		if !goOn || probe.Path == "" || probe.Path == zendesk.MePath || asked[probe.Path] || !data && !slices.Contains(r.unclearPaths, probe.Path) {
			continue
		}
		asked[probe.Path] = true
		_, err := r.account.Get(ctx, p.Access, probe.Path)
		if err == nil && t.refused && r.isPublic(ctx, probe.Path) {
			continue // it answers without a token too, so it says nothing of one that is refused elsewhere
		}
		p.dataAccepted = p.dataAccepted || err == nil && probe.Path == r.dataPath
		if seen := account.SeenIn(err); !data && err != nil {
			probe.Seen = &seen
			if r.wantsAnother(probe) {
				continue
			}
		}
		goOn = t.take(place{name: probe.Path, hadData: data, scopeAsked: true}, err)
		shut = shut || data && t.keepsOut(probe.Path)
	}
	if proof.Shut = shut; !goOn { // places that were not asked again keep their earlier result
		proof.Lost, proof.Shut = append(slices.DeleteFunc(before.Lost, func(at string) bool { return slices.Contains(proof.Lost, at) }), proof.Lost...), shut || before.Shut
	}
	if goOn && !t.gotData && old.currentAccepted && ctx.Err() == nil {
		if _, err := r.current(ctx, p); err == nil {
			_, open := r.account.CurrentToken(ctx, account.Token{})
			t.currentWorks = open != nil // if it answers without a token too, it proves nothing
		} else {
			t.take(place{name: "tokens/current", hadData: r.evidence.Token != nil && r.evidence.Token.ID != 0, accepted: true}, err)
		}
	}
	if proof.New = t.alive(); proof.New == checklist.AliveUnknown && before.New == checklist.StillAlive {
		proof.New = before.New // an unclear answer does not take back an earlier proof
	}
	if t.gotData { // else these refusals may not be about the token
		proof.Odd = append(proof.Odd, t.keptOutAt...)
	}
	if proof.Shut { // name only the places that keep it out, also those of an earlier try
		proof.Odd = slices.DeleteFunc(append(before.Odd, proof.Odd...), func(at string) bool { return !t.keepsOut(at) })
		slices.Sort(proof.Odd)
		proof.Odd = slices.Compact(proof.Odd)
	}
	return t.failed
}
