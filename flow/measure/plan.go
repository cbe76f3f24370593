package measure

import (
	"context"
	"crypto/rand"
	"io"
	"net/http"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
)

// Plan says what is tested, and how. Client, AccountURL and Subject are required.
type Plan struct {
	Client     zendesk.Client
	Secret     zendesk.Secret    // zero: none is sent
	Masked     zendesk.Secret    // another secret, which is not sent, but masked should it come back
	AccountURL string            // see account.Options.URL
	Subject    checklist.Subject // what the evidence is of

	// Seen reports whether a person was shown the consent page. It is asked when the answer
	// came too fast for that; nil: it was not shown then.
	Seen func() bool
	// Timeout is how long to wait for the browser; 0: until ctx ends.
	Timeout time.Duration
	// Open opens an address in the browser; nil: the person opens it. It is called in a
	// goroutine of its own, and may still run when Run returns.
	Open func(ctx context.Context, url string) error
	// Deliver receives pasted redirect URLs, or their queries. It is read only while the
	// browser is waited for. nil: nothing can be pasted.
	Deliver <-chan string
	// Shown receives the error page that the browser shows instead of coming back, as the
	// person reports it; it ends the wait. nil: it cannot be reported.
	Shown <-chan explain.Seen
	// Answer answers the consent page in place of a browser, and returns the redirect URL
	// that the browser would be sent to, or "" when it has requested that itself. Its error
	// may be a *PageError. nil: a browser is used.
	Answer func(ctx context.Context, authorizeURL string) (redirect string, err error)

	// Earlier is what an earlier test measured. Its step reach is reused for 15 minutes. That
	// identifier and secret were accepted is reused without a limit, unless ProbeAgain is set:
	// set it when the secret is another one, or when the person asks for it.
	Earlier    checklist.Evidence
	ProbeAgain bool
	// ProveRotation tries the old refresh token after the refresh. A server may take that for
	// theft, and end the whole authorization (RFC 9700 section 4.14.2).
	ProveRotation bool
	// Record is pasted JSON of the OAuth clients; "": the record is read with the token, if
	// that may read it.
	Record string
	// Global says that the account is not the client's own: the record is read from the
	// account's list of global clients.
	Global bool

	UserAgent string
	Label     string              // heads the page that the browser ends on, such as "PRACTICE"; may be empty
	Getenv    func(string) string // nil: no variable is set

	Bound     time.Duration                              // on one request with its whole answer; 0: 20 s
	Now       func() time.Time                           // nil: time.Now
	Sleep     func(context.Context, time.Duration) error // nil: account.Sleep
	Rand      io.Reader                                  // nil: crypto/rand
	Transport http.RoundTripper                          // nil: see account.Options
}

// The lifetimes that a test asks for, in seconds: short, but not the shortest, about which
// Zendesk's texts disagree: "greater than 300" and "more than 604,800" (Z10, August 2026)
// against a table that includes both (Z14d).
const (
	askAccess  = 2 * zendesk.AccessTokenMin
	askRefresh = zendesk.RefreshMin + 24*60*60
)

// PageError is the error of an authorization that ended on a page of the account, so that
// the browser is never sent back to the redirect URL.
type PageError struct {
	Status int
	Text   string // what the page says
}

// Error does not repeat the text of the page.
func (e *PageError) Error() string {
	return "the authorization ended on a page of the account"
}

func (p *Plan) defaults() {
	if p.Now == nil {
		p.Now = time.Now
	}
	if p.Sleep == nil {
		p.Sleep = account.Sleep
	}
	if p.Rand == nil {
		p.Rand = rand.Reader
	}
	if p.Getenv == nil {
		p.Getenv = func(string) string { return "" }
	}
}
