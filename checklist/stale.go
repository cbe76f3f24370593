package checklist

import (
	"fmt"
	"slices"

	"zdg/checklist/redact"
)

// parts are those of a Subject on which the results of steps depend: of all steps, of only these, or of
// all but these. A redirect URL that the test did not use is none of them: changing it concerns
// the comparison with the record, not the authorization.
var parts = []struct {
	name      string
	was       func(Subject) string
	is        func(Draft) string
	only, but []StepID
}{
	{"the subdomain", func(s Subject) string { return s.Subdomain }, subdomainOf, nil, []StepID{StepListen}},
	{"the identifier", func(s Subject) string { return s.Identifier }, identifierOf, nil, []StepID{StepReach, StepListen}},
	{"the client kind", func(s Subject) string { return s.Kind }, kindOf, []StepID{StepCredentials, StepAuthorize, StepExchange, StepRefresh}, nil},
	{"the redirect URL", func(s Subject) string { return s.RedirectURL }, TestRedirectURL, []StepID{StepListen, StepAuthorize, StepExchange}, nil},
	{"the scopes", func(s Subject) string { return s.Scopes }, scopesOf, []StepID{StepAuthorize, StepExchange, StepToken, StepScopes}, nil},
}

// staleness says on what a measurement was made, where that is not what the draft
// declares now: `measured on the identifier zdg-acme, which is zdg-acme-sync now`.
// "" means that it still counts. The account's URL is not compared: the draft does not
// hold it.
func staleness(s Step, d Draft) string {
	return memoized(d, fmt.Sprint("stale ", s.ID, s.Of), func() string {
		name, was, is := changedSince(s, d)
		if name == "" {
			return ""
		}
		return fmt.Sprintf("measured on %s %s, which is %s now", name, orNone(was), orNone(is))
	})
}

// changedSince names the first part that has changed since a step was made, with what it was
// and what it is; the name is "" when nothing has that matters to the step.
func changedSince(s Step, d Draft) (name, was, is string) {
	for _, p := range parts {
		if slices.Contains(p.but, s.ID) || p.only != nil && !slices.Contains(p.only, s.ID) {
			continue
		}
		was, is := p.was(s.Of), p.is(d)
		if was != is && !(p.name == "the scopes" && sameWords(was, is)) {
			return p.name, was, is
		}
	}
	return "", "", ""
}

// orNone cleans a value to be shown; "(none)" when it is empty.
func orNone(s string) string {
	if s == "" {
		return "(none)"
	}
	return redact.Clean(s, 120)
}
