package checklist

import (
	"fmt"

	"zdg/checklist/redact"
)

// part is a part of Subject that a measurement may depend on.
type part int

const (
	partAccount part = iota
	partIdentifier
	partKind
	partRedirect
	partScopes
)

// dependsOn says for each step which parts of its Subject its result hangs on.
// A redirect URL that the test did not use is in none of them: changing it
// re-opens the comparison with the record, not the authorization.
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
	return once(d, fmt.Sprint("stale ", s.ID, s.Of), func() string {
		for _, p := range dependsOn(s.ID) {
			name, was, is := compare(p, s.Of, d)
			if was != is && !(p == partScopes && sameWords(was, is)) {
				return fmt.Sprintf("measured on %s %s, which is %s now", name, orNone(was), orNone(is))
			}
		}
		return ""
	})
}

// compare names a part of a subject, as it was and as the draft has it now.
func compare(p part, of Subject, d Draft) (name, was, is string) {
	switch p {
	case partAccount:
		return "the subdomain", of.Subdomain, subdomainOf(d)
	case partIdentifier:
		return "the identifier", of.Identifier, identifierOf(d)
	case partKind:
		return "the client kind", of.Kind, kindOf(d)
	case partRedirect:
		return "the redirect URL", of.RedirectURL, once(d, "test redirect URL", func() string { return TestRedirectURL(d) })
	default:
		return "the scopes", of.Scopes, once(d, "scopes", func() string { return scopesOf(d) })
	}
}

func orNone(s string) string {
	if s == "" {
		return "(none)"
	}
	return redact.Clean(s, 120)
}
