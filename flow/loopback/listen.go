package loopback

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"zdg/checklist/zendesk"
)

// Options says what to wait for. Redirect and State are required.
type Options struct {
	Redirect     zendesk.RedirectURL // the registered redirect URL: the address to listen on
	State        string              // the state of this authorization
	AuthorizeURL string              // what the start address redirects to; "": there is no start address
	Label        string              // heads every page, such as "PRACTICE"; may be empty

	Rand     io.Reader        // for random paths; nil: crypto/rand
	Now      func() time.Time // stamps Callback.At; nil: time.Now
	Patience time.Duration    // how long a browser waits for Answer before it gets a page that says that zdg is still working; 0: 90 s

	headerTimeout time.Duration // tests shorten it; 0: 5 s
}

// The bounds of a request. A browser's request is a few kilobytes, but it carries the cookies
// of every program on this host, whatever its port (RFC 6265 section 8.5).
const (
	maxHeader    = 64 << 10
	writeTimeout = 5 * time.Second
	maxConns     = 128
)

// Listener waits for the callback of one authorization; Listen makes one. Its methods may be
// called from several goroutines.
type Listener struct {
	options Options
	target  target
	policy  string // Content-Security-Policy
	result  string // path of the page that shows how the authorization ended
	bound   []net.Listener
	server  *http.Server
	conns   *conns
	serving sync.WaitGroup
	ignored *ignored

	callbacks chan Callback
	waiting   *countdown // browsers that have not fetched the result page yet

	mu        sync.Mutex
	delivered bool
	start     string        // path of the current start address
	started   bool          // it was used
	page      *Page         // what Answer said last
	answered  chan struct{} // closed when there is a page

	detach  func() bool // stops watching the context
	closing sync.Once
	closed  chan struct{} // closed when Close has finished
}

// Listen binds the registered port and starts to wait; the port is bound when it returns.
// When ctx ends, the listener is closed, as by Close.
//
// The error is a *BusyError or a *ReservedError, or it is ErrCannotListen when there is
// nothing to repair and the callback has to be pasted. Any other error says what is wrong
// with the options, or what the system said.
func Listen(ctx context.Context, o Options) (*Listener, error) {
	if o.State == "" {
		return nil, errors.New("there is no state to wait for: make one for each authorization")
	}
	if o.AuthorizeURL != "" {
		if u, err := url.Parse(o.AuthorizeURL); err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
			return nil, errors.New("the authorize URL is not an absolute http or https address: build it from the account")
		}
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Patience <= 0 {
		o.Patience = 90 * time.Second
	}
	if o.headerTimeout <= 0 {
		o.headerTimeout = 5 * time.Second
	}
	if o.Redirect.IsZero() {
		return nil, errors.New("there is no redirect URL to listen on: register one such as http://127.0.0.1:8484/callback")
	}
	t := targetOf(o.Redirect)
	port, err := t.portToBind()
	if err != nil {
		return nil, err
	}
	l := &Listener{
		options:   o,
		target:    t,
		policy:    contentPolicy(),
		ignored:   newIgnored(),
		callbacks: make(chan Callback, 1),
		answered:  make(chan struct{}),
		waiting:   newCountdown(),
		closed:    make(chan struct{}),
	}
	if l.result, err = randomPath(o.Rand); err != nil {
		return nil, err
	}
	if l.start, err = randomPath(o.Rand); err != nil {
		return nil, err
	}
	if l.bound, err = bind(ctx, t, port); err != nil {
		return nil, err
	}
	l.serve()
	l.mu.Lock() // ctx may have ended by now, and Close needs detach
	l.detach = context.AfterFunc(ctx, l.Close)
	l.mu.Unlock()
	return l, nil
}

// serve starts one server for all addresses that are bound.
func (l *Listener) serve() {
	l.conns = newConns(maxConns, l.ignored)
	l.conns.tooLarge = l.rawResponse(http.StatusRequestHeaderFieldsTooLarge, tooLargePage(l.target.name))
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	l.server = &http.Server{
		Handler:           l,
		Protocols:         &protocols,
		ReadHeaderTimeout: l.options.headerTimeout,
		MaxHeaderBytes:    maxHeader,
		// Its log would repeat what anybody sends, and spoil the screen.
		ErrorLog:    log.New(io.Discard, "", 0),
		ConnContext: withConn,
		ConnState:   l.conns.state,
		// The handler refuses OPTIONS *, as any other request.
		DisableGeneralOptionsHandler: true,
	}
	// A connection carries one request, so that no idle one is left at the end.
	l.server.SetKeepAlivesEnabled(false)
	for _, b := range l.bound {
		l.serving.Go(func() {
			// It returns when the listener is closed. If the system takes the socket away before,
			// pasting still works.
			_ = l.server.Serve(l.conns.limit(b))
		})
	}
}

// Callbacks returns a channel that receives the first answer with our state, once. It is never
// closed, so wait for the context too.
func (l *Listener) Callbacks() <-chan Callback { return l.callbacks }

// Addr returns the addresses that are listened on: "127.0.0.1:8484", and for localhost also
// "[::1]:8484" when the machine has it.
func (l *Listener) Addr() []string {
	var all []string
	for _, b := range l.bound {
		all = append(all, b.Addr().String())
	}
	return all
}

// StartURL returns a short address that redirects to the authorize URL, for places where a
// long one breaks. It works once; after its use StartURL returns a new one. It is "" when
// there is no authorize URL, or when there are no random numbers for a new address.
func (l *Listener) StartURL() string {
	if l.options.AuthorizeURL == "" {
		return ""
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.started {
		fresh, err := randomPath(l.options.Rand)
		if err != nil {
			return ""
		}
		l.start, l.started = fresh, false
	}
	return "http://" + l.bound[0].Addr().String() + l.start
}
