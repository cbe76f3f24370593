package checklist

import (
	"slices"
	"strings"

	"zdg/checklist/zendesk"
)

// Subject is what a measurement was made on. The measurement no longer counts when the draft
// differs from it in a part that the step depends on.
type Subject struct {
	AccountURL  string // without a slash at the end; "" where the subdomain does not parse
	Subdomain   string
	Identifier  string
	Kind        string
	RedirectURL string // the one the test used
	Scopes      string // joined by one space, in the order asked
}

// SubjectOf returns what a measurement would be made on now. accountURL is the address of a
// stand-in or of the practice account; "" means the account's own. What does not parse is
// taken as typed.
func SubjectOf(d Draft, accountURL string) Subject {
	s := Subject{
		AccountURL:  strings.TrimSuffix(accountURL, "/"),
		Subdomain:   subdomainOf(d),
		Identifier:  identifierOf(d),
		Kind:        kindOf(d),
		RedirectURL: TestRedirectURL(d),
		Scopes:      scopesOf(d),
	}
	if sub, err := zendesk.ParseSubdomain(s.Subdomain); err == nil && s.AccountURL == "" {
		s.AccountURL = sub.URL()
	}
	return s
}

// subdomainOf, identifierOf, kindOf and scopesOf return a value as it is sent, or as typed
// where it does not parse.
func subdomainOf(d Draft) string {
	if sub, err := zendesk.ParseSubdomain(d.Get(FieldSubdomain)); err == nil {
		return sub.String()
	}
	return strings.TrimSpace(d.Get(FieldSubdomain))
}

func identifierOf(d Draft) string { return strings.TrimSpace(d.Get(FieldIdentifier)) }

func kindOf(d Draft) string { return d.Chosen(FieldKind) }

func scopesOf(d Draft) string {
	return memoized(d, "scopes", func() string {
		lines := d.Lines(FieldScopes)
		if s, err := zendesk.ParseScopes(lines); err == nil {
			return s.String()
		}
		return strings.Join(lines, " ")
	})
}

// TestRedirectURL returns the redirect URL that the test uses: the one chosen for it, or the
// first loopback URL, or the first of all; "" when there is none.
func TestRedirectURL(d Draft) string {
	return memoized(d, "test redirect URL", func() string {
		if d.Has(FieldTestRedirect) {
			return strings.TrimSpace(d.Get(FieldTestRedirect))
		}
		lines := d.Lines(FieldRedirectURLs)
		for _, line := range lines {
			if !strings.Contains(line, "127.0.0.1") && !strings.Contains(strings.ToLower(line), "localhost") {
				continue // called often, so most lines are not parsed
			}
			if u, err := zendesk.ParseRedirectURL(line); err == nil && u.IsLoopback() {
				return line
			}
		}
		if len(lines) > 0 {
			return lines[0]
		}
		return ""
	})
}

// ClientOf returns the client that the draft declares, for a test. With standIn the
// subdomain may be missing. The error joins a *zendesk.FieldError for each value that is
// wrong.
func ClientOf(d Draft, standIn bool) (zendesk.Client, error) {
	return zendesk.ParseClient(zendesk.Typed{
		Subdomain:   d.Get(FieldSubdomain),
		Identifier:  d.Get(FieldIdentifier),
		Kind:        d.Get(FieldKind),
		RedirectURL: TestRedirectURL(d),
		Scopes:      d.Lines(FieldScopes),
		StandIn:     standIn,
	})
}

// sameWords reports whether two lists hold the same words in any order.
func sameWords(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(slices.Compact(x), slices.Compact(y))
}
