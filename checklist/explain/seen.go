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

// What Seen.Text says when a callback was refused, beside an Error such as
// "state-mismatch": the words of package loopback for it, which narrow the cause.
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
	// An answer, by its parameters or its form, that did not come as a GET of the redirect URL.
	AnswerSlash  = "another path, by a slash at its end"
	AnswerPath   = "another path"
	AnswerHost   = "another host"
	AnswerPort   = "another port"
	AnswerNoHost = "no host"
	AnswerMethod = "neither GET nor HEAD"
	AnswerAhead  = "our state, but looked at ahead and not opened"
)

// ListUnread is how Seen.Text begins beside the Error "record-not-found" where a list was
// read in part, so that nothing follows from what it does not hold.
const ListUnread = "the list was not read to its end"

// Whose says as whom a call of the API was made.
type Whose string

// The callers of a request. "" is not known, as of a text that was pasted.
const (
	Nobody    Whose = "nobody"    // without a token: nobody has signed in
	WithToken Whose = "the token" // with the access token of the person who authorized
)

// Asked is the request that was answered, as far as the cause of the answer hangs
// on it. The zero Asked is "not known", as of a text that was pasted.
type Asked struct {
	Op        string // method and path, such as "POST /oauth/tokens"
	As        Whose  // of a call of the API
	Grant     string // grant_type of a token request
	MadeUp    bool   // the code of it was made up, to try identifier and secret
	Lifetimes bool   // expires_in and refresh_token_expires_in went along
	// AcceptedBefore says that the account took the same identifier, and the same secret
	// where one was sent, in an earlier request of this run; of a call of the API, that it
	// took the same token elsewhere.
	AcceptedBefore bool
	// Of a code that was pasted: it was issued after Since and before PastedAt, and
	// its age is not known. Zero: it came by itself, and Seen.Age is its age.
	Since, PastedAt time.Time
	// What the same test found beside the answer, where the cause or the advice hangs on
	// it. "" is not known.
	Over       bool   // the lifetime that was told for the token was over when it was used
	Expiration string // Token expiration of the client, as its record tells: "on" or "off"
	RefreshAs  string // what stands in the place of a refresh token, as "a number"
	Ends       string // who else tells the end of the access token: one of the Ends… words
}

// What Asked.Ends says.
const (
	EndsCurrent = "expires_at" // tokens/current, and it lies ahead
	EndsToken   = "exp"        // the token itself, and it lies ahead
	EndsBoth    = "both"
	EndsNobody  = "nobody" // what this test got elsewhere is missing or past
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
	Asked        Asked
}

// byTest reports whether the test itself made the request: then it had every
// parameter, under its right name, and PKCE.
func (s Seen) byTest() bool { return s.Sent != "" || s.Asked != Asked{} }
