package measure

import (
	"cmp"
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
)

// scopes makes one cheap GET for each declared scope, and drops the data. Nothing is ever
// written.
func (r *run) scopes(ctx context.Context) result {
	var probes []checklist.ScopeProbe // a new list: evidence in earlier notes must not change
	var refused error                 // of the first call that refused the token itself, before any accepted it
	before := 0                       // number of probes before that
	waited, second := false, 0        // whether a new token's scopes were given time, and for how many seconds
	for _, scope := range r.plan.Client.Scopes.List() {
		p := checklist.ScopeProbe{Scope: scope}
		path, ok, why := zendesk.Probe(scope)
		if p.Path = path; !ok {
			p.NotRun = why
			probes = append(probes, p)
			continue
		}
		status, err := r.account.Get(ctx, r.newest().Access, path)
		for ; err != nil && !waited && second < birthSeconds && account.TokenState(err) == checklist.StillAlive && path != zendesk.MePath && r.plan.Sleep(ctx, time.Second) == nil; second++ {
			again, other := r.account.Get(ctx, r.newest().Access, path)
			waited = other == nil || !isTransient(account.SeenIn(other)) // a transient error does not count as a look
			if waited && account.TokenState(other) != checklist.Dead {
				status, err = again, other
			}
		}
		if stop, yes := stoppedResult(ctx, err); yes {
			r.evidence.Scopes = probes
			return stop
		}
		p.Status = status
		switch {
		case err != nil:
		case path == zendesk.MePath && r.mePublic, r.mayBePublic(path) && r.isPublic(ctx, path):
			p.Status, p.NotRun = 0, checklist.OpenToAnybody
			probes = append(probes, p)
			continue
		case r.dataPath == "" && path != zendesk.MePath: // alive asks users/me anyway
			r.dataPath, r.newest().dataAccepted = path, true
		}
		r.newest().otherAccepted = r.newest().otherAccepted || account.TokenState(err) == checklist.StillAlive
		if err != nil {
			p.NoData = status >= 200 && status < 300
			seen := r.seen(err)
			if status == 0 || status == http.StatusTooManyRequests || status >= 500 || status == http.StatusUnauthorized && seen.Error != "invalid_token" && account.TokenState(err) != checklist.StillAlive {
				r.unclearPaths = append(r.unclearPaths, path)
			}
			if missing, is := r.account.MissingPath(err); is {
				p.Status, p.NotRun = 0, missing
			} else if status == 0 {
				p.NotRun = checklist.NoAnswer + networkWords(seen)
			} else {
				p.Said, p.Seen = explain.Said(seen), &seen
			}
			if status == http.StatusUnauthorized && r.evidence.Person == nil && !r.newest().accepted() {
				if seen.Error != "invalid_token" { // the refresh asks again with a new token
					r.tentative = cmp.Or(r.tentative, checklist.OutcomeFailed)
				} else if refused == nil {
					refused, before = err, len(probes)
				}
			}
		}
		probes = append(probes, p)
	}
	if refused != nil && !r.newest().accepted() {
		r.evidence.Scopes = probes[:before]
		return failed(refused)
	}
	r.evidence.Scopes = probes
	return r.concludeScopes(probes)
}

// concludeScopes says what each refused call lacks. It runs after all calls, because whether
// the token was accepted anywhere must not depend on their order.
func (r *run) concludeScopes(probes []checklist.ScopeProbe) (res result) {
	r.markAccepted()
	for i, p := range probes {
		if p.Seen == nil {
			continue
		}
		seen := *p.Seen
		seen.Asked.AcceptedBefore = r.newest().accepted()
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

// markAccepted notes in earlier steps that the token was accepted after all.
func (r *run) markAccepted() {
	if !r.newest().accepted() {
		return
	}
	for _, id := range []checklist.StepID{checklist.StepIdentity, checklist.StepToken, checklist.StepRecord} {
		if s, made := r.evidence.Step(id); made && s.Seen != nil && s.Seen.Asked.As == explain.WithToken && !s.Seen.Asked.AcceptedBefore {
			seen := *s.Seen
			seen.Asked.AcceptedBefore = true
			s.Seen = &seen
			r.evidence = r.evidence.WithStep(s)
		}
	}
}

// wantsAnother reports whether the answer names only other scopes than the one that the call
// was made for, while it is only inferred that this scope opens the path. Then the answer
// says nothing about the scope.
func (r *run) wantsAnother(p checklist.ScopeProbe) bool {
	_, confidence := zendesk.ProbeSource(p.Scope)
	granted := r.evidence.Token == nil || r.evidence.Token.Granted == nil || slices.Contains(r.evidence.Token.Granted, p.Scope)
	wanted := wantedScopes(p.Seen.Text)
	return confidence == zendesk.Inferred && granted && len(wanted) > 0 && !slices.Contains(wanted, p.Scope)
}

// requiredScopes matches the scopes in Zendesk's sentence (Z22).
var requiredScopes = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)required scopes?: *([a-z_:, ]+)`) })

// wantedScopes returns the scopes that an answer names, each of which would do: "You are
// missing the following required scopes: groups:read, read" (Z22).
func wantedScopes(said string) []string {
	m := requiredScopes().FindStringSubmatch(said)
	if m == nil {
		return nil
	}
	return strings.FieldsFunc(m[1], func(c rune) bool { return c == ',' || c == ' ' })
}

// mayBePublic reports whether a path is worth a request without a token, of which an account
// accepts few (Z27): when its articles may be public, and when nothing else has proven the
// token. users/me is known to answer without a token.
func (r *run) mayBePublic(path string) bool {
	return path != zendesk.MePath && (isHelpCenter(path) || !r.newest().meAccepted && r.dataPath == "")
}

// isHelpCenter reports whether a path is one of the help center, which is often public.
func isHelpCenter(path string) bool { return strings.HasPrefix(path, "/api/v2/help_center/") }

// isPublic reports whether a path brings data without a token too: then its answer proves no
// token. Each path is asked once.
func (r *run) isPublic(ctx context.Context, path string) bool {
	if _, asked := r.publicPaths[path]; !asked {
		_, err := r.account.Get(ctx, account.Token{}, path)
		seen := account.SeenIn(err)
		refused := seen.Error != explain.BodyHTML && (seen.Status == http.StatusUnauthorized || seen.Status == http.StatusForbidden)
		if r.publicPaths == nil {
			r.publicPaths = map[string]bool{}
		}
		r.publicPaths[path] = err == nil || isHelpCenter(path) && !refused // a help center usually is
	}
	return r.publicPaths[path]
}
