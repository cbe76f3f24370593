package account

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"
)

const dots = "••••••••"

// Token is a value that lets its holder in: an access token, a refresh token, an
// authorization code or a code verifier. It prints as dots in every way; Reveal
// is the only way out. The zero Token is none.
type Token struct {
	// A pointer, because fmt calls no methods for %p or for a Token in an
	// unexported field: an address is all it can print then.
	s *string
}

// NewToken takes a value as it is; "" gives the zero Token.
func NewToken(value string) Token {
	if value == "" {
		return Token{}
	}
	return Token{&value}
}

// Reveal returns the value. What it returns belongs into a request and nowhere else.
func (t Token) Reveal() string {
	if t.s == nil {
		return ""
	}
	return *t.s
}

// IsZero reports whether there is none.
func (t Token) IsZero() bool { return t.s == nil }

// String returns dots.
func (t Token) String() string { return dots }

// GoString returns dots.
func (t Token) GoString() string { return dots }

// Format writes dots for every verb.
func (t Token) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, dots) }

// MarshalText returns dots.
func (t Token) MarshalText() ([]byte, error) { return []byte(dots), nil }

// MarshalJSON returns dots as a JSON string.
func (t Token) MarshalJSON() ([]byte, error) { return []byte(`"` + dots + `"`), nil }

// LogValue returns dots.
func (t Token) LogValue() slog.Value { return slog.StringValue(dots) }

// Expiry reads when an access token ends from the token itself: newer ones are
// JSON Web Tokens whose payload is exp alone (T13, T2, August 2026). The signature
// is not checked, so it is a hint; zero when the token is no such token.
func (t Token) Expiry() time.Time {
	parts := strings.Split(t.Reveal(), ".")
	if len(parts) != 3 {
		return time.Time{}
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return time.Time{}
	}
	var claims struct {
		Exp int64 `json:"exp"`
	}
	if json.Unmarshal(payload, &claims) != nil || claims.Exp <= 0 || claims.Exp > 1<<33 {
		return time.Time{}
	}
	return time.Unix(claims.Exp, 0).UTC()
}
