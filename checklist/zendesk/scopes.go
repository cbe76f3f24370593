package zendesk

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Bounds that keep a pasted file out. Zendesk publishes none.
const (
	scopeCount  = 200
	scopeLength = 128
)

// Scopes is the list of scopes that a client asks for, in the order in which they were typed.
// Only the zero value is empty: a scope must be specified (Z10), and what an empty scope
// grants is not known.
type Scopes struct{ list []string }

// ParseScopes parses a list of scopes; an item may hold several, separated by white space.
// Whether the catalogue has them is left to Remarks.
func ParseScopes(typed []string) (Scopes, error) {
	var list []string
	for _, item := range typed {
		if what, sure := whyNoValue(strings.TrimSpace(item)); sure && !knownScope(strings.Trim(item, "[]{}()<> ")) {
			return Scopes{}, fmt.Errorf("%s %s: name the scopes, such as tickets:read", quoted(strings.TrimSpace(item)), what)
		}
		if _, line := settingsLine(item); line {
			return Scopes{}, errors.New("this is a whole line of a settings file: type only the scopes after the = or the colon, separated by spaces")
		}
		for s := range strings.FieldsSeq(item) {
			if err := checkScope(s); err != nil {
				return Scopes{}, err
			}
			if list = append(list, s); len(list) > scopeCount { // stop here: lists are judged on each key press
				return Scopes{}, fmt.Errorf("there are more than %d scopes: check what was pasted", scopeCount)
			}
		}
	}
	if len(list) == 0 {
		return Scopes{}, errors.New("no scope is given: name at least one, such as tickets:read, because Zendesk requires one, and what an empty scope gives is not documented")
	}
	return Scopes{list}, nil
}

// checkScope refuses what is no scope by RFC 6749 3.3 or by Zendesk's own syntax, which
// separates scopes by spaces and the parts of a scope by a colon (Z10).
func checkScope(s string) error {
	name, action, dotted := strings.Cut(s, ".")
	switch {
	case strings.ContainsAny(s, "[]{}") || strings.ContainsAny(s, quotes):
		return errors.New("the scopes are written as a list of a programming language: remove the brackets and quotes, and separate the scopes by spaces")
	case strings.ContainsAny(s, ",;|"):
		return errors.New("the scopes are separated by commas or the like: separate them by spaces")
	case strings.ContainsAny(s, "+%"):
		return errors.New("the scopes are already encoded for an address: write them with spaces, as in tickets:read users:read")
	case s == "\u2022":
		return errors.New("the scopes are written as a list with markers: remove them, and separate the scopes by spaces")
	case confusableError("the scope", s, suggestibleScope) != nil:
		return confusableError("the scope", s, suggestibleScope)
	case hasInvisible(s) || !isASCII(s) || strings.Contains(s, `\`):
		return fmt.Errorf("the scope %s holds a character that scopes do not have: type it instead of pasting it", quoted(s))
	case len(s) > scopeLength:
		return fmt.Errorf("a scope is longer than %d characters: check what was pasted", scopeLength)
	case dotted && (strings.EqualFold(action, "read") || strings.EqualFold(action, "write")):
		return fmt.Errorf("%s has a dot where scopes of Zendesk have a colon: write %s", quoted(s), quoted(strings.ToLower(name+":"+action)))
	case strings.Trim(s, "-*.") == "":
		return errors.New("the scopes are written as a list with markers: remove them, and separate the scopes by spaces")
	case strings.Contains(s, "*"):
		return fmt.Errorf("%s holds a *: Zendesk documents no wildcards for scopes, so name each one, or ask for the broad read or write", quoted(s))
	case strings.Contains(s, "://"):
		return errors.New("a scope of Zendesk is not an address: write names such as tickets:read")
	case strings.Trim(s, ":") != s:
		return fmt.Errorf("the scope %s lacks a part: write it like tickets:read", quoted(s))
	}
	return nil
}

// suggestibleScope reports whether an error may suggest a scope.
func suggestibleScope(s string) bool { return checkScope(s) == nil }

// List returns the scopes in the order in which they were typed. The slice is the caller's.
func (s Scopes) List() []string { return slices.Clone(s.list) }

// String returns the scopes joined by one space, as the scope parameter wants them (RFC 6749 3.3).
func (s Scopes) String() string { return strings.Join(s.list, " ") }

// IsZero reports whether there is no scope.
func (s Scopes) IsZero() bool { return len(s.list) == 0 }

// has reports whether exactly this scope is on the list.
func (s Scopes) has(scope string) bool { return slices.Contains(s.list, scope) }

// Covers reports whether the list includes what this scope allows: by the scope itself, or by
// the broad scope for the same action. It is not assumed that write includes read.
func (s Scopes) Covers(scope string) bool {
	_, action, fine := strings.Cut(scope, ":")
	return s.has(scope) || fine && s.has(action)
}
