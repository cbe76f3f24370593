package zendesk

import (
	"errors"
	"strings"
)

// Client is what a test authorization needs to know about a client. ParseClient makes one;
// the zero Client means that there is none.
type Client struct {
	Account    Subdomain // zero for a stand-in on loopback without a subdomain
	Identifier Identifier
	Kind       Kind
	Redirect   RedirectURL
	Scopes     Scopes
}

// Typed is a client as a person typed it.
type Typed struct {
	Subdomain, Identifier, Kind, RedirectURL string
	Scopes                                   []string
	StandIn                                  bool // the account is a stand-in on loopback: the subdomain may be empty
}

// FieldError is an error in one value; errors.As finds it in the error of ParseClient.
type FieldError struct {
	Field string // "subdomain", "identifier", "kind", "redirect_urls" or "scopes"
	Err   error
}

// Error returns the sentence about the value, without the name of the field.
func (e *FieldError) Error() string { return e.Err.Error() }

// Unwrap returns the error of the value's parser.
func (e *FieldError) Unwrap() error { return e.Err }

// ParseClient parses all five values. Its error joins a *FieldError for each value that is
// wrong, in the order of the fields of Client; the Client is zero then.
func ParseClient(t Typed) (Client, error) {
	var (
		c    Client
		errs []error
	)
	note := func(field string, err error) {
		if err != nil {
			errs = append(errs, &FieldError{field, err})
		}
	}
	var err error
	if !t.StandIn || strings.TrimSpace(t.Subdomain) != "" {
		c.Account, err = ParseSubdomain(t.Subdomain)
		note("subdomain", err)
	}
	c.Identifier, err = ParseIdentifier(t.Identifier)
	note("identifier", err)
	c.Kind, err = ParseKind(t.Kind)
	note("kind", err)
	c.Redirect, err = ParseRedirectURL(t.RedirectURL)
	note("redirect_urls", err)
	c.Scopes, err = ParseScopes(t.Scopes)
	note("scopes", err)
	if len(errs) > 0 {
		return Client{}, errors.Join(errs...)
	}
	return c, nil
}
