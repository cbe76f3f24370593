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

// newSecret has the form of the secrets in public sample code, 64 lower-case hex digits; no length is documented.
func (a *Account) newSecret() string { return a.randomHex(32) }

// newAccessToken has the form measured by T13 (2026-08): a JWT with typ at+jwt, alg EdDSA and nothing but exp in its
// payload. The signature is noise, long enough to overflow a column of 255 characters, which real ones do.
func (a *Account) newAccessToken(expires time.Time) string {
	enc := base64.RawURLEncoding.EncodeToString
	return enc([]byte(`{"typ":"at+jwt","alg":"EdDSA"}`)) + "." +
		enc(fmt.Appendf(nil, `{"exp":%d}`, expires.Unix())) + "." + enc(a.random(192))
}

// newRefreshToken looks like the one that T13 saw masked: capitals and digits.
func (a *Account) newRefreshToken() string { return base32.StdEncoding.EncodeToString(a.random(40)) }
