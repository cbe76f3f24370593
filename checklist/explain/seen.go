package explain

import "time"

// Where an answer was seen.
type Where int

// The places of a Seen.
const (
	Network       Where = iota // nothing came back, or not HTTP: Seen.Error holds one of the Net… words
	AuthorizePage              // what the browser shows; it never comes back to the redirect URL
	Callback                   // the redirect URL was called
	TokenEndpoint              // POST /oauth/tokens
	API                        // /api/v2/…
)

// What Seen.Error says when Where is Network.
const (
	NetDNS        = "dns"
	NetRefused    = "refused"
	NetReset      = "reset"
	NetTimeout    = "timeout"
	NetProxy      = "proxy"
	NetTLSExpired = "tls-expired"
	NetTLSHost    = "tls-host"
	NetTLSUnknown = "tls-unknown-ca"
	NetTLS        = "tls"
	NetOther      = "network"
	NetPortBusy   = "port-busy"
	NetPortDenied = "port-denied"
	NetNoCallback = "no-callback" // the wait for the browser ended without an answer
)

// What Seen.Error says when an HTTP answer came and its body cannot be used.
// Any Code may stand in Seen.Error too: a finding that no server words, such
// as "no-refresh-token", has no other name.
const (
	BodyHTML       = "html"       // a page, where JSON was expected
	BodyUnreadable = "unreadable" // empty, cut off, too large, not JSON, or without what it must hold
	Redirected     = "redirected" // 3xx, which is never followed with credentials
)

// Seen is an answer as it came, cleaned; the zero Seen is "nothing came back".
type Seen struct {
	Where   Where
	Status  int           // HTTP status, 0 when there was none
	Error   string        // the error code of the body or of the callback, or a Net… word
	Text    string        // error_description, or the text of the page, cleaned and bounded
	Age     time.Duration // of the authorization code, when it was sent
	RetryIn time.Duration // Retry-After
	// Hints about the request, known to the test alone.
	MaskedSecret bool   // the secret that was sent looks like the masked display
	NonASCII     bool   // the secret that was sent has characters outside ASCII
	Sent         string // the redirect URL that was sent; the client's own is compared with it
}
