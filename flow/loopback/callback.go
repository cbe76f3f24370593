package loopback

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"time"

	"zdg/checklist/explain"
)

// Code is an authorization code. It prints as dots in every way; Reveal is the
// only way out. It lives 120 seconds and works once (Zendesk, Z10). The zero Code
// is none.
type Code struct {
	// A pointer, because fmt calls no methods for %p or for a Code in an
	// unexported field: an address is all it can print then.
	s *string
}

const dots = "••••••••"

func newCode(s string) Code {
	if s == "" {
		return Code{}
	}
	return Code{&s}
}

// Reveal gives the code for the exchange, and for nothing else.
func (c Code) Reveal() string {
	if c.s == nil {
		return ""
	}
	return *c.s
}

// IsZero tells whether there is no code.
func (c Code) IsZero() bool { return c.s == nil }

// String returns dots.
func (c Code) String() string { return dots }

// GoString returns dots.
func (c Code) GoString() string { return dots }

// Format writes dots for every verb.
func (c Code) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, dots) }

// MarshalText returns dots.
func (c Code) MarshalText() ([]byte, error) { return []byte(dots), nil }

// MarshalJSON returns dots as a JSON string.
func (c Code) MarshalJSON() ([]byte, error) { return []byte(`"` + dots + `"`), nil }

// LogValue returns dots.
func (c Code) LogValue() slog.Value { return slog.StringValue(dots) }

// Callback is an answer of the authorization page that carried our state: either
// a code or an error (RFC 6749 sections 4.1.2 and 4.1.2.1).
type Callback struct {
	Code             Code
	Error            string // such as access_denied; cleaned, at most 100 characters
	ErrorDescription string // cleaned, one line, at most 500 characters
	State            string // ours: everything else never becomes a Callback
	Issuer           string // iss (RFC 9207), cleaned; empty when not sent
	Scope            string // scope, cleaned; empty when not sent
	// At is when it came in. Zero for a pasted one, whose age nobody knows.
	At time.Time
}

// Why a query is no answer of ours. The texts hold nothing of the query.
var (
	errState   = errors.New("it carries another state")
	errNoState = errors.New("it carries no state")
	errTwice   = errors.New("it carries a parameter twice")
	errNothing = errors.New("it carries neither a code nor an error")
	errBoth    = errors.New("it carries a code and an error")
)

// readAnswer makes a Callback of a query, when it is one that answers state.
// Parameters it does not know are fine; those it knows may come once (RFC 6749
// section 3.1).
func readAnswer(q url.Values, state string) (Callback, error) {
	if len(q["state"]) == 0 || q.Get("state") == "" {
		return Callback{}, errNoState
	}
	ours := false
	for _, s := range q["state"] {
		ours = same(s, state) || ours
	}
	if !ours {
		return Callback{}, errState
	}
	for _, key := range []string{"state", "code", "error", "error_description", "iss", "scope"} {
		if len(q[key]) > 1 {
			return Callback{}, errTwice
		}
	}
	code, fault := q.Get("code"), explain.Clean(q.Get("error"), 100)
	switch {
	case code == "" && fault == "":
		return Callback{}, errNothing
	case code != "" && fault != "":
		return Callback{}, errBoth
	}
	return Callback{
		Code:             newCode(code),
		Error:            fault,
		ErrorDescription: explain.Clean(q.Get("error_description"), 500),
		State:            state,
		Issuer:           explain.Clean(q.Get("iss"), 200),
		Scope:            explain.Clean(q.Get("scope"), 500),
	}, nil
}

// queryOf reads a query as it came. A broken pair is left out: one that matters
// is missed then.
func queryOf(raw string) url.Values {
	q, _ := url.ParseQuery(raw)
	return q
}
