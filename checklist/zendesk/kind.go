package zendesk

import (
	"errors"
	"fmt"
	"strings"
)

// Kind is the client kind: whether the client can keep a secret (RFC 6749 2.1, Z4).
type Kind string

// The two client kinds, spelled as in the OAuth Clients API (Z7).
const (
	Public       Kind = "public"       // no safe place for a secret; PKCE is required
	Confidential Kind = "confidential" // the secret lives on servers; PKCE is allowed
)

// ParseKind parses a kind in any case, with or without white space, quotes and a comma around
// it. Nothing else reads kinds.
func ParseKind(typed string) (Kind, error) {
	switch k := Kind(strings.ToLower(unwrapped(typed))); k {
	case Public, Confidential:
		return k, nil
	case "":
		return "", errors.New("the client kind is empty: choose public or confidential")
	}
	if what, sure := whyNoValue(strings.TrimSpace(typed)); sure {
		return "", fmt.Errorf("%s %s: choose public or confidential", quoted(strings.TrimSpace(typed)), what)
	}
	return "", fmt.Errorf("%s is not a client kind: choose public or confidential", quoted(strings.TrimSpace(typed)))
}

// String returns the kind as the API spells it.
func (k Kind) String() string { return string(k) }

// KindAdvice says which kind to choose, by the one question that decides it: does the secret
// stay on the developer's own servers, or is it in something that is shipped (desktop,
// mobile, browser, command line)? why is a clause in lower case.
func KindAdvice(secretLivesOnServers bool) (kind Kind, why string, source Source) {
	if secretLivesOnServers {
		return Confidential, "the secret stays on servers that only you can read, so the client can prove who it is; PKCE may be used on top", SourceOf("Z4")
	}
	return Public, "whoever gets what is shipped can read a secret in it, so the client proves itself with PKCE, which a public client has to use", SourceOf("Z11")
}
