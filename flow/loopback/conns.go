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

// conns bounds how many connections are open. When there are too many, the
// oldest that has not sent a whole request makes room: a browser sends its request
// at once, so connections that are only held cannot keep it out.
type conns struct {
	max      int
	ignored  *ignored
	tooLarge []byte // the answer to a request whose headers are too large

	mu      sync.Mutex
	open    []*conn // oldest first
	serving int     // connections that the server has not let go of
	none    chan struct{}
}

func newConns(max int, g *ignored) *conns {
	return &conns{max: max, ignored: g, none: make(chan struct{}, 1)}
}

// state follows each connection from its first moment to the end of its
// goroutine: http.Server.Close does not wait for these.
func (c *conns) state(_ net.Conn, s http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch s {
	case http.StateNew:
		c.serving++
	case http.StateClosed, http.StateHijacked:
		if c.serving--; c.serving == 0 {
			select {
			case c.none <- struct{}{}:
			default:
			}
		}
	}
}

// wait returns when the server has let go of every connection, or at the bound.
func (c *conns) wait(bound <-chan time.Time) {
	for {
		c.mu.Lock()
		left := c.serving
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

// over is l with its connections bounded.
func (c *conns) over(l net.Listener) net.Listener { return &boundedListener{l, c} }

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

func (c *conns) add(raw net.Conn) *conn {
	n := &conn{Conn: raw, conns: c}
	if out := c.makeRoom(n); out != nil {
		out.Close()
	}
	return n
}

// makeRoom takes n in and gives the connection that has to go for it, if any: n
// itself when all the others are being answered.
func (c *conns) makeRoom(n *conn) (out *conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.open) >= c.max {
		i := slices.IndexFunc(c.open, func(o *conn) bool { return !o.routed.Load() })
		if i < 0 {
			return n
		}
		out = c.open[i]
		c.open = slices.Delete(c.open, i, i+1)
	}
	c.open = append(c.open, n)
	return out
}

func (c *conns) remove(n *conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if i := slices.Index(c.open, n); i >= 0 {
		c.open = slices.Delete(c.open, i, i+1)
	}
}

// conn is one connection; it knows whether its request reached the handler.
type conn struct {
	net.Conn
	conns  *conns
	read   atomic.Bool // something came
	routed atomic.Bool // a whole request came
	large  atomic.Bool // its headers were too large
	once   sync.Once
}

// Read hands on what came, except a TLS handshake: that is closed at once, so
// that a browser which tries https first goes back to http without delay.
func (n *conn) Read(p []byte) (int, error) {
	k, err := n.Conn.Read(p)
	if k > 0 && !n.read.Swap(true) && p[0] == tlsHandshake {
		n.routed.Store(true) // counted here
		n.conns.ignored.add(Secure, false)
		n.Close()
		return 0, io.EOF
	}
	return k, err
}

// tlsHandshake is the first byte of a TLS record that opens a connection
// (RFC 8446 section 5.1).
const tlsHandshake = 0x16

// Write hands on what is answered. Headers that are too large net/http refuses by
// itself, in a line that helps nobody: a page stands in for it.
func (n *conn) Write(p []byte) (int, error) {
	if n.routed.Load() || !bytes.HasPrefix(p, []byte("HTTP/1.1 431 ")) {
		return n.Conn.Write(p)
	}
	n.routed.Store(true) // counted here
	n.conns.ignored.add(TooLarge, true)
	_ = n.Conn.SetWriteDeadline(time.Now().Add(writeTimeout))
	if _, err := n.Conn.Write(n.conns.tooLarge); err != nil {
		return 0, err
	}
	n.large.Store(true)
	return len(p), nil
}

// CloseWrite says that nothing more is written. The rest of a request that was too
// large is read and dropped before it is closed: what is left unread would make the
// system cut the connection, and the browser would show that instead of the page.
func (n *conn) CloseWrite() error {
	var err error
	if half, can := n.Conn.(interface{ CloseWrite() error }); can {
		err = half.CloseWrite()
	}
	if n.large.Load() {
		_ = n.Conn.SetReadDeadline(time.Now().Add(drainBound))
		_, _ = io.CopyN(io.Discard, n.Conn, drainMax)
	}
	return err
}

// How long, and how much of, a request that is too large is still read.
const (
	drainBound = 300 * time.Millisecond
	drainMax   = 2 << 20
)

// Close closes it. What sent something, but never a whole request, is counted.
func (n *conn) Close() error {
	err := net.ErrClosed
	n.once.Do(func() {
		n.conns.remove(n)
		if n.read.Load() && !n.routed.Load() {
			n.conns.ignored.add(Malformed, false)
		}
		err = n.Conn.Close()
	})
	return err
}

type connKey struct{}

// withConn lets a request find its connection.
func withConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// routed notes that the request of ctx has reached the handler.
func routed(ctx context.Context) {
	if n, ok := ctx.Value(connKey{}).(*conn); ok {
		n.routed.Store(true)
	}
}
