package account

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"zdg/checklist/zendesk"
)

// Token is an access token, a refresh token, an authorization code or a code verifier. It
// prints as dots; Reveal returns the value. The zero Token is none.
type Token struct{ zendesk.Hidden }

// NewToken makes a Token of a value; "" gives the zero Token.
func NewToken(value string) Token { return Token{zendesk.NewHidden(value)} }

// Expiry returns when an access token expires by the token itself: newer ones are JSON Web
// Tokens with exp as their only claim (T13, T2, August 2026). The signature is not checked,
// so it is only a hint. It is zero for a token of another kind.
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
	at, _, ok := parseSeconds(strings.Trim(string(claims.Exp), `"`))
	if !ok || at <= 0 || at > 1<<33 {
		return time.Time{}
	}
	return time.Unix(at, 0).UTC()
}
