package checklist

import (
	"fmt"

	"zdg/checklist/redact"
)

// part is a part of a Subject.
type part int

const (
	partAccount part = iota
	partIdentifier
	partKind
	partRedirect
	partScopes
)

// dependsOn returns the parts of its Subject that the result of a step depends on. A
// redirect URL that the test did not use is in none of them: changing it concerns the
// comparison with the record, not the authorization.
func dependsOn(id StepID) []part {
	switch id {
	case StepReach:
		return []part{partAccount}
	case StepCredentials:
		return []part{partAccount, partIdentifier, partKind}
	case StepListen:
		return []part{partRedirect}
	case StepAuthorize, StepExchange:
		return []part{partAccount, partIdentifier, partKind, partRedirect, partScopes}
	case StepIdentity, StepRecord:
		return []part{partAccount, partIdentifier}
	case StepToken, StepScopes:
		return []part{partAccount, partIdentifier, partScopes}
	case StepRefresh:
		return []part{partAccount, partIdentifier, partKind}
	default: // StepRevoke: what was deleted stays deleted
		return []part{partAccount, partIdentifier}
	}
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
	for _, p := range dependsOn(s.ID) {
		name, was, is := compare(p, s.Of, d)
		if was != is && !(p == partScopes && sameWords(was, is)) {
			return name, was, is
		}
	}
	return "", "", ""
}

// compare returns a part's name, its value in a subject, and its value in the draft.
func compare(p part, of Subject, d Draft) (name, was, is string) {
	switch p {
	case partAccount:
		return "the subdomain", of.Subdomain, subdomainOf(d)
	case partIdentifier:
		return "the identifier", of.Identifier, identifierOf(d)
	case partKind:
		return "the client kind", of.Kind, kindOf(d)
	case partRedirect:
		return "the redirect URL", of.RedirectURL, memoized(d, "test redirect URL", func() string { return TestRedirectURL(d) })
	default:
		return "the scopes", of.Scopes, memoized(d, "scopes", func() string { return scopesOf(d) })
	}
}

// orNone cleans a value to be shown; "(none)" when it is empty.
func orNone(s string) string {
	if s == "" {
		return "(none)"
	}
	return redact.Clean(s, 120)
}
