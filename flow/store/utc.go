package store

import (
	"slices"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
)

// inUTC is a copy of e with every time in UTC: a file that is read on another
// machine says the same, and what is read equals what was written.
func inUTC(e checklist.Evidence) checklist.Evidence {
	e.Steps = slices.Clone(e.Steps)
	for i := range e.Steps {
		e.Steps[i].At = e.Steps[i].At.UTC().Round(0)
		e.Steps[i].Seen = seenInUTC(e.Steps[i].Seen)
	}
	e.Scopes = slices.Clone(e.Scopes)
	for i := range e.Scopes {
		e.Scopes[i].Seen = seenInUTC(e.Scopes[i].Seen)
	}
	if e.Token != nil {
		t := *e.Token
		for _, at := range []*time.Time{&t.IssuedAt, &t.TokenExpiry, &t.ExpiresAt} {
			*at = at.UTC().Round(0)
		}
		e.Token = &t
	}
	if e.Record != nil {
		r := *e.Record
		r.At = r.At.UTC().Round(0)
		e.Record = &r
	}
	if e.Rehearsal != nil {
		r := *e.Rehearsal
		r.At = r.At.UTC().Round(0)
		e.Rehearsal = &r
	}
	if e.Revoke != nil {
		r := *e.Revoke
		r.LivesUntil, r.AtMost = r.LivesUntil.UTC().Round(0), r.AtMost.UTC().Round(0)
		e.Revoke = &r
	}
	return e
}

func seenInUTC(s *explain.Seen) *explain.Seen {
	if s == nil {
		return nil
	}
	seen := *s
	seen.Asked.Since, seen.Asked.PastedAt = seen.Asked.Since.UTC().Round(0), seen.Asked.PastedAt.UTC().Round(0)
	return &seen
}
