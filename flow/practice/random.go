package practice

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"time"
)

// random reads n bytes. The caller holds a.mu: an injected source need not be safe for concurrent use.
func (a *Account) random(n int) []byte {
	b := make([]byte, n)
	if _, err := io.ReadFull(a.rand, b); err != nil {
		panic("practice: the source of randomness has ended")
	}
	return b
}

func (a *Account) randomHex(n int) string { return hex.EncodeToString(a.random(n)) }

// newSecret makes a secret in the form of those in public sample code, 64 lower-case hex digits. No form is documented.
func (a *Account) newSecret() string { return a.randomHex(32) }

// newAccessToken makes a token in the form measured by T13 (2026-08): a JWT with typ at+jwt, alg EdDSA and only exp in
// its payload. The signature is random, and long enough that the token exceeds 255 characters, as real ones do.
func (a *Account) newAccessToken(expires time.Time) string {
	enc := base64.RawURLEncoding.EncodeToString
	return enc([]byte(`{"typ":"at+jwt","alg":"EdDSA"}`)) + "." +
		enc(fmt.Appendf(nil, `{"exp":%d}`, expires.Unix())) + "." + enc(a.random(192))
}

// newRefreshToken makes a token of capitals and digits, like the one that T13 saw masked.
func (a *Account) newRefreshToken() string { return base32.StdEncoding.EncodeToString(a.random(40)) }
