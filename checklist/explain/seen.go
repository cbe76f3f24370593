package explain

import "time"

// Where is the place at which an answer was seen. Places from TokenEndpoint on answer in JSON.
type Where int

// The places of a Seen.
const (
	Network       Where = iota // nothing came back, or not HTTP: Seen.Error holds one of the Net… words
	AuthorizePage              // what the browser shows; it never comes back to the redirect URL
	Callback                   // a request to the redirect URL
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

// What Seen.Error says when an HTTP answer came and its body cannot be used. Seen.Error may
// also be a Code, for what the test found and no answer says, such as "no-refresh-token".
const (
	BodyHTML       = "html"       // a page, where JSON was expected
	BodyUnreadable = "unreadable" // empty, cut off, too large, not JSON, or without what it must hold
	Redirected     = "redirected" // 3xx, which zdg does not follow with credentials
)

// What Seen.Text says when a callback was refused, with an Error such as "state-mismatch":
// words of package loopback, which narrow the cause.
const (
	StateMissing   = "no state"
	StateEmpty     = "an empty state"
	StateOther     = "another state"
	StateCut       = "our state, cut short"
	StateTwice     = "two states"
	AnswerNone     = "our state, but neither a code nor an error"
	AnswerBoth     = "our state, but a code and an error"
	AnswerTwice    = "our state, but a parameter twice"
	AnswerHash     = "an answer behind a hash sign"
	AnswerNothing  = "neither code, error nor state"
	AnswerTooLarge = "headers of more than 64 KiB"
	AnswerSemi     = "our state, but semicolons between the parameters"
	// For an answer that did not come as a GET of exactly the redirect URL.
	AnswerSlash  = "another path, by a slash at its end"
	AnswerPath   = "another path"
	AnswerHost   = "another host"
	AnswerPort   = "another port"
	AnswerNoHost = "no host"
	AnswerMethod = "neither GET nor HEAD"
	AnswerAhead  = "our state, but looked at ahead and not opened"
)

// ListUnread is how Seen.Text begins, with the Error "record-not-found", where a list was read
// only in part: then it does not show that the record is missing.
const ListUnread = "the list was not read to its end"

// Whose is the identity with which a call of the API was made.
type Whose string

// The values of Whose. "" is not known, as for pasted text.
const (
	Nobody    Whose = "nobody"    // without a token: nobody has signed in
	WithToken Whose = "the token" // with the access token of the person who authorized
)

// Asked is the request that was answered, as far as the cause of the answer depends on it.
// The zero Asked is "not known", as for pasted text.
type Asked struct {
	Op        string // method and path, such as "POST /oauth/tokens"
	As        Whose  // of a call of the API
	Grant     string // grant_type of a token request
	MadeUp    bool   // its code was made up, to try identifier and secret
	Lifetimes bool   // expires_in and refresh_token_expires_in were sent
	// AcceptedBefore says that the account accepted the same identifier, and the same secret
	// where one was sent, in an earlier request of this run; for a call of the API, that it
	// accepted the same token at another endpoint.
	AcceptedBefore bool
	// For a pasted code: it was issued after Since and before PastedAt. Zero: the browser
	// brought it, and Seen.Age is its age.
	Since, PastedAt time.Time
	// What the same test found besides the answer, where the cause or the advice depends on
	// it. "" is not known.
	Over       bool   // by its stated lifetime the token had expired when it was used
	Expiration string // Token expiration of the client, by its record: "on" or "off"
	RefreshAs  string // what is in the place of the refresh token, such as "a number"
	Ends       string // what else states the end of the access token: one of the Ends… words
}

// What Asked.Ends says.
const (
	EndsCurrent = "expires_at" // tokens/current, with a time in the future
	EndsToken   = "exp"        // the token itself, with a time in the future
	EndsBoth    = "both"
	EndsNobody  = "nobody" // neither, or with a time in the past
)

// Seen is an answer as it came, cleaned and masked by whoever made it; the zero Seen is
// "nothing came back".
type Seen struct {
	Where   Where
	Status  int           // HTTP status, 0 when there was none
	Error   string        // the error code of the body or of the callback, a Net… or Body… word, or a Code
	Text    string        // error_description, or the text of the page, cleaned and bounded
	Age     time.Duration // of the authorization code when it was sent
	RetryIn time.Duration // Retry-After; 0 when there was none
	// About the request, known to the test only.
	MaskedSecret bool   // the secret that was sent looks like the masked display
	NonASCII     bool   // the secret that was sent has characters outside ASCII
	Sent         string // the redirect URL that was sent, to compare with the client's own
	Asked        Asked
}

// byTest reports whether the test itself made the request. Then it had every parameter under
// its right name, and PKCE.
func (s Seen) byTest() bool { return s.Sent != "" || s.Asked != Asked{} }
