package loopback

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// conns bounds how many connections are open. When there are too many, the oldest one
// that has not sent a whole request is closed: a browser sends its request at once, so
// idle connections cannot keep it out.
type conns struct {
	max      int
	ignored  *ignored
	tooLarge []byte // the answer to a request whose headers are too large

	serving *countdown // connections that the server still handles

	mu   sync.Mutex
	open []*conn // oldest first
}

func newConns(max int, g *ignored) *conns {
	return &conns{max: max, ignored: g, serving: newCountdown()}
}

// state is the server's ConnState hook. It counts the connections whose goroutines still
// run, because http.Server.Close does not wait for them.
func (c *conns) state(_ net.Conn, s http.ConnState) {
	switch s {
	case http.StateNew:
		c.serving.begin()
	case http.StateClosed, http.StateHijacked:
		c.serving.end()
	}
}

// countdown counts what is under way, and lets others wait until nothing is.
type countdown struct {
	mu   sync.Mutex
	left int
	none chan struct{} // receives when left has become zero
}

func newCountdown() *countdown { return &countdown{none: make(chan struct{}, 1)} }

func (c *countdown) begin() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left++
}

// end counts one down; when nothing is under way it does nothing.
func (c *countdown) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left == 0 {
		return
	}
	if c.left--; c.left == 0 {
		select {
		case c.none <- struct{}{}:
		default:
		}
	}
}

// wait returns when nothing is under way any more, or when bound fires.
func (c *countdown) wait(bound <-chan time.Time) {
	for {
		c.mu.Lock()
		left := c.left
		c.mu.Unlock()
		if left == 0 {
			return
		}
		select {
		case <-c.none:
		case <-bound:
			return
		}
	}
}

// limit returns l with its connections bounded.
func (c *conns) limit(l net.Listener) net.Listener { return &boundedListener{l, c} }

// boundedListener is a net.Listener whose connections are bounded.
type boundedListener struct {
	net.Listener
	conns *conns
}

func (b *boundedListener) Accept() (net.Conn, error) {
	raw, err := b.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return b.conns.add(raw), nil
}

// add counts a new connection, and closes one if there are too many.
func (c *conns) add(raw net.Conn) *conn {
	n := &conn{Conn: raw, conns: c}
	if out := c.makeRoom(n); out != nil {
		out.Close()
	}
	return n
}

// makeRoom adds n, and returns the connection that has to be closed for it, if any: n
// itself when all others have sent a whole request.
func (c *conns) makeRoom(n *conn) (out *conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.open) >= c.max {
		i := slices.IndexFunc(c.open, func(o *conn) bool { return !o.complete.Load() })
		if i < 0 {
			return n
		}
		out = c.open[i]
		c.open = slices.Delete(c.open, i, i+1)
	}
	c.open = append(c.open, n)
	return out
}

// remove forgets a connection that was closed.
func (c *conns) remove(n *conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if i := slices.Index(c.open, n); i >= 0 {
		c.open = slices.Delete(c.open, i, i+1)
	}
}

// conn is one connection, and knows how far its request came.
type conn struct {
	net.Conn
	conns    *conns
	read     atomic.Bool // something came
	complete atomic.Bool // a whole request came
	large    atomic.Bool // its headers were too large
	once     sync.Once
}

// Read reads from the connection. A TLS handshake is closed at once, so that a browser
// that tries https first falls back to http without delay.
func (n *conn) Read(p []byte) (int, error) {
	k, err := n.Conn.Read(p)
	if k > 0 && !n.read.Swap(true) && p[0] == tlsHandshake {
		n.complete.Store(true) // counted here
		n.conns.ignored.add(Secure, false)
		n.Close()
		return 0, io.EOF
	}
	return k, err
}

// tlsHandshake is the first byte of a TLS handshake (RFC 8446 section 5.1).
const tlsHandshake = 0x16

// Write writes to the connection. When the headers are too large, net/http answers by
// itself with a line that helps nobody: a page is written in its place.
func (n *conn) Write(p []byte) (int, error) {
	if n.complete.Load() || !bytes.HasPrefix(p, []byte("HTTP/1.1 431 ")) {
		return n.Conn.Write(p)
	}
	n.complete.Store(true) // counted here
	n.conns.ignored.add(TooLarge, true)
	_ = n.Conn.SetWriteDeadline(time.Now().Add(writeTimeout))
	if _, err := n.Conn.Write(n.conns.tooLarge); err != nil {
		return 0, err
	}
	n.large.Store(true)
	return len(p), nil
}

// CloseWrite ends the sending side. The rest of a request that was too large is read and
// dropped first: unread data would make the system reset the connection, and the browser
// would show an error instead of the page.
func (n *conn) CloseWrite() error {
	var err error
	if half, can := n.Conn.(interface{ CloseWrite() error }); can {
		err = half.CloseWrite()
	}
	if n.large.Load() {
		_ = n.Conn.SetReadDeadline(time.Now().Add(drainTimeout))
		_, _ = io.CopyN(io.Discard, n.Conn, drainMax)
	}
	return err
}

// How long, and how much of, a request that is too large is still read.
const (
	drainTimeout = 300 * time.Millisecond
	drainMax     = 2 << 20
)

// Close closes the connection. One that sent something, but no whole request, is counted.
func (n *conn) Close() error {
	err := net.ErrClosed
	n.once.Do(func() {
		n.conns.remove(n)
		if n.read.Load() && !n.complete.Load() {
			n.conns.ignored.add(Malformed, false)
		}
		err = n.Conn.Close()
	})
	return err
}

// connKey is the key of a request's connection in its context.
type connKey struct{}

// withConn is the server's ConnContext hook: it lets a request find its connection.
func withConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// noteComplete notes that the request with this context has reached the handler.
func noteComplete(ctx context.Context) {
	if n, ok := ctx.Value(connKey{}).(*conn); ok {
		n.complete.Store(true)
	}
}
