package account

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"zdg/checklist/zendesk"
)

// Token is an access token, a refresh token, an authorization code or a code verifier.
// The zero Token is none.
type Token struct{ zendesk.Hidden }

// NewToken takes a value as it is; "" gives the zero Token.
func NewToken(value string) Token { return Token{zendesk.NewHidden(value)} }

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
		Exp json.RawMessage `json:"exp"` // a NumericDate, which may have a fraction (RFC 7519 section 2)
	}
	if json.Unmarshal(payload, &claims) != nil {
		return time.Time{}
	}
	at, _, ok := seconds(strings.Trim(string(claims.Exp), `"`))
	if !ok || at <= 0 || at > 1<<33 {
		return time.Time{}
	}
	return time.Unix(at, 0).UTC()
}
