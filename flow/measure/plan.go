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
	Secret     zendesk.Secret // zero: none is sent
	Masked     zendesk.Secret // one that is sent elsewhere: it is not shown either, should it come back here
	AccountURL string         // see account.Options.URL
	Subject    checklist.Subject

	// Seen reports whether a person was shown the consent page, however fast the answer
	// came; nil: nobody knows.
	Seen func() bool
	// Timeout bounds the wait for the browser; 0: it waits until ctx ends.
	Timeout time.Duration
	// Open shows an address in the browser; nil: the person opens it. It is called
	// in a goroutine of its own that is not waited for when it hangs.
	Open func(ctx context.Context, url string) error
	// Deliver brings pasted redirect URLs or their queries; it is read only while the
	// browser is waited for. nil: nothing can be pasted.
	Deliver <-chan string
	// Shown brings what the browser shows instead of coming back, told by the person;
	// it ends the wait. nil: nobody tells.
	Shown <-chan explain.Seen
	// Answer answers the consent page in place of a browser and returns the redirect
	// URL, or "" when it has called that itself; nil: a browser does. Its error may be
	// a *PageError.
	Answer func(ctx context.Context, authorizeURL string) (redirect string, err error)

	// Earlier is what an earlier test measured: reach is reused for 15 minutes, and
	// the answer to the probe of identifier and secret for as long as ProbeAgain is
	// false. Set ProbeAgain when the secret is another one, or when the person asks.
	Earlier    checklist.Evidence
	ProbeAgain bool
	// ProveRotation tries the old refresh token after the refresh. A server may take
	// that for theft and end the whole authorization (RFC 9700 section 4.14.2).
	ProveRotation bool
	// Record is pasted JSON of the OAuth clients; "": it is read with the token when
	// the token can.
	Record string
	// Global says that the account is not the client's own: the record is read from its
	// list of global clients.
	Global bool

	Headers   account.Marketplace // sent with every API call
	UserAgent string
	Label     string // heads the page that the browser ends on, such as "PRACTICE"
	Getenv    func(string) string

	Bound     time.Duration                              // of one request with its whole answer; 0: 20 s
	Now       func() time.Time                           // nil: time.Now
	Sleep     func(context.Context, time.Duration) error // nil: with a timer
	Rand      io.Reader                                  // nil: crypto/rand
	Transport http.RoundTripper                          // nil: guarded, see package account
}

// Lifetimes that a test asks for, in seconds: short, but not at the edge of what is
// allowed. Zendesk's texts disagree about the edges themselves: "greater than 300" and
// "more than 604,800" (Z10, August 2026) against a table that includes both (Z14d).
const (
	askAccess  = 2 * zendesk.AccessTokenMin
	askRefresh = zendesk.RefreshMin + 24*60*60
)

// PageError is a page of the account that ended an authorization: it never comes
// back to the redirect URL.
type PageError struct {
	Status int
	Text   string // what the page says
}

// Error says that there was a page, not what it said.
func (e *PageError) Error() string {
	return "the authorization ended on a page of the account"
}

func (p *Plan) defaults() {
	if p.Now == nil {
		p.Now = time.Now
	}
	if p.Sleep == nil {
		p.Sleep = sleep
	}
	if p.Rand == nil {
		p.Rand = rand.Reader
	}
	if p.Getenv == nil {
		p.Getenv = func(string) string { return "" }
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
