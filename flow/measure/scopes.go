package measure

import (
	"cmp"
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
)

// scopes makes one cheap GET for each declared scope. Nothing is ever written, and
// what was read is dropped.
func (r *run) scopes(ctx context.Context) result {
	var probes []checklist.ScopeProbe // Evidence that was told is not changed
	var refused error                 // the first that refused the token as such, before anything has let it in
	before := 0                       // probes made by then
	waited, second := false, 0        // for the scopes of a token that is new; looked again
	for _, scope := range r.p.Client.Scopes.List() {
		p := checklist.ScopeProbe{Scope: scope}
		path, ok, why := zendesk.Probe(scope)
		if p.Path = path; !ok {
			p.NotRun = why
			probes = append(probes, p)
			continue
		}
		status, err := r.account.Get(ctx, r.newest().Access, path)
		for ; err != nil && !waited && second < bornWithin && account.Taken(err) == checklist.StillAlive && path != zendesk.MePath && r.p.Sleep(ctx, time.Second) == nil; second++ {
			again, other := r.account.Get(ctx, r.newest().Access, path)
			waited = other == nil || !trouble(account.SeenIn(other)) // which was no look
			if waited && account.Taken(other) != checklist.Dead {    // else it takes nothing back
				status, err = again, other
			}
		}
		if stop, yes := left(ctx, err); yes {
			r.e.Scopes = probes
			return stop
		}
		p.Status = status
		switch {
		case err != nil:
		case path == zendesk.MePath && r.meOpen, r.mayBeOpen(path) && r.public(ctx, path):
			p.Status, p.NotRun = 0, checklist.OpenToAnybody
			probes = append(probes, p)
			continue
		case r.opened == "" && path != zendesk.MePath: // that is asked anyhow
			r.opened, r.newest().openedLetIn = path, true
		}
		r.newest().known = r.newest().known || account.Taken(err) == checklist.StillAlive
		if err != nil {
			p.NoData = status >= 200 && status < 300
			seen := r.seen(err)
			if status == 0 || status == http.StatusTooManyRequests || status >= 500 || status == http.StatusUnauthorized && seen.Error != "invalid_token" && account.Taken(err) != checklist.StillAlive {
				r.untold = append(r.untold, path)
			}
			if missing, is := r.account.Missing(err); is {
				p.Status, p.NotRun = 0, missing
			} else if status == 0 {
				p.NotRun = checklist.NoAnswer + unanswered(seen)
			} else {
				p.Said, p.Seen = explain.Said(seen), &seen
			}
			if status == http.StatusUnauthorized && r.e.Person == nil && !r.newest().letIn() {
				if seen.Error != "invalid_token" { // the refresh asks again, with a new token
					r.late = cmp.Or(r.late, checklist.OutcomeFailed)
				} else if refused == nil {
					refused, before = err, len(probes)
				}
			}
		}
		probes = append(probes, p)
	}
	if refused != nil && !r.newest().letIn() {
		r.e.Scopes = probes[:before]
		return failed(refused)
	}
	r.e.Scopes = probes
	return r.judged(probes)
}

// judged tells what each answer lacks, by what is known once all have come: whether
// anything has let the token in must not depend on their order.
func (r *run) judged(probes []checklist.ScopeProbe) (res result) {
	r.proven()
	for i, p := range probes {
		if p.Seen == nil {
			continue
		}
		seen := *p.Seen
		seen.Asked.AcceptedBefore = r.newest().letIn()
		p.Seen, p.Lacks = &seen, explain.Lacks(seen)
		if p.Lacks == checklist.LacksScope && r.wantsAnother(p) {
			p.Lacks = checklist.LacksAnother
		}
		if p.Lacks == checklist.LacksScope {
			res.outcome = checklist.OutcomeFailed
		}
		probes[i] = p
	}
	return res
}

// proven has the steps before know that the token was let in after all.
func (r *run) proven() {
	if !r.newest().letIn() {
		return
	}
	for _, id := range []checklist.StepID{checklist.StepIdentity, checklist.StepToken, checklist.StepRecord} {
		if s, made := r.e.Step(id); made && s.Seen != nil && s.Seen.Asked.As == explain.WithToken && !s.Seen.Asked.AcceptedBefore {
			seen := *s.Seen
			seen.Asked.AcceptedBefore = true
			s.Seen = &seen
			r.e = r.e.WithStep(s)
		}
	}
}

// wantsAnother reports whether the answer names only other scopes than the one that was
// granted, where that this one opens the path is inferred: it says nothing of it then.
func (r *run) wantsAnother(p checklist.ScopeProbe) bool {
	_, confidence := zendesk.ProbeSource(p.Scope)
	granted := r.e.Token == nil || r.e.Token.Granted == nil || slices.Contains(r.e.Token.Granted, p.Scope)
	wanted := wantedScopes(p.Seen.Text)
	return confidence == zendesk.Inferred && granted && len(wanted) > 0 && !slices.Contains(wanted, p.Scope)
}

var requiredScopes = regexp.MustCompile(`(?i)required scopes?: *([a-z_:, ]+)`)

// wantedScopes are the scopes, any of which would do, that an answer names in Zendesk's
// sentence (Z22): "You are missing the following required scopes: groups:read, read".
func wantedScopes(said string) []string {
	m := requiredScopes.FindStringSubmatch(said)
	if m == nil {
		return nil
	}
	return strings.FieldsFunc(m[1], func(c rune) bool { return c == ',' || c == ' ' })
}

// mayBeOpen reports whether a path is worth a request without a token, of which an account
// takes few (Z27): where articles may be published, and where nothing else has proven the
// token. users/me answers everybody, with nobody in it.
func (r *run) mayBeOpen(path string) bool {
	return path != zendesk.MePath && (published(path) || !r.newest().meLetIn && r.opened == "")
}

// published reports whether a path has what many accounts show to everybody.
func published(path string) bool { return strings.HasPrefix(path, "/api/v2/help_center/") }

// public reports whether a path is answered with data without a token too: then its answer
// says nothing of one. Each path is asked once.
func (r *run) public(ctx context.Context, path string) bool {
	if _, asked := r.openTo[path]; !asked {
		_, err := r.account.Get(ctx, account.Token{}, path)
		seen := account.SeenIn(err)
		refused := seen.Error != explain.BodyHTML && (seen.Status == http.StatusUnauthorized || seen.Status == http.StatusForbidden)
		if r.openTo == nil {
			r.openTo = map[string]bool{}
		}
		r.openTo[path] = err == nil || published(path) && !refused // articles are, as a rule
	}
	return r.openTo[path]
}
