package measure

import (
	"context"
	"net/http"
	"strings"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
)

// scopes makes one cheap GET for each declared scope. Nothing is ever written, and
// what was read is dropped.
func (r *run) scopes(ctx context.Context) result {
	var res result
	var probes []checklist.ScopeProbe // Evidence that was told is not changed
	open := map[string]bool{}         // paths whose data are open to anybody
	for _, scope := range r.p.Client.Scopes.List() {
		p := checklist.ScopeProbe{Scope: scope}
		path, ok, why := zendesk.Probe(scope)
		if p.Path = path; !ok {
			p.NotRun = why
			probes = append(probes, p)
			continue
		}
		status, err := r.account.Get(ctx, r.newest().Access, path)
		if stop, yes := left(ctx, err); yes {
			r.e.Scopes = probes
			return stop
		}
		p.Status = status
		switch {
		case err != nil:
		case r.mayBeOpen(path) && r.public(ctx, open, path):
			p.Status, p.NotRun = 0, checklist.OpenToAnybody
			probes = append(probes, p)
			continue
		case r.opened == "":
			r.opened, r.newest().openedLetIn = path, true
		}
		r.newest().known = r.newest().known || account.Taken(err) == checklist.StillAlive
		if err != nil {
			p.NoData = status >= 200 && status < 300
			seen := r.seen(err)
			if missing, is := r.account.Missing(err); is {
				p.Status, p.NotRun = 0, missing
			} else if status == 0 {
				p.NotRun = "no answer: " + unanswered(seen)
			} else if status == http.StatusUnauthorized && r.e.Person == nil && !r.newest().letIn() {
				r.e.Scopes = probes
				return failed(err)
			} else {
				p.Lacks, p.Said, p.Seen = explain.Lacks(seen), explain.Said(seen), &seen
			}
		}
		if p.Lacks == "scope" {
			res.outcome = checklist.OutcomeFailed
		}
		probes = append(probes, p)
	}
	r.e.Scopes = probes
	return res
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
// says nothing of one. Each path is asked once; known holds what came.
func (r *run) public(ctx context.Context, known map[string]bool, path string) bool {
	if _, asked := known[path]; !asked {
		_, err := r.account.Get(ctx, account.Token{}, path)
		seen := account.SeenIn(err)
		refused := seen.Error != explain.BodyHTML && (seen.Status == http.StatusUnauthorized || seen.Status == http.StatusForbidden)
		known[path] = err == nil || published(path) && !refused // articles are, as a rule
	}
	return known[path]
}
