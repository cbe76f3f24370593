package loopback

import "sync/atomic"

// Reason says why a request had no effect.
type Reason string

// The reasons, each a few words that read well after "the last one: ".
const (
	NoState     Reason = "no state"
	OtherState  Reason = "another state"
	OtherPath   Reason = "another path"
	OtherHost   Reason = "another host"
	OtherMethod Reason = "neither GET nor HEAD"
	Unclear     Reason = "our state, but not one code or one error"
	Malformed   Reason = "not a whole HTTP request"
	// Secure is a browser that insists on https: nothing can come back through
	// it, so the person should be told to paste.
	Secure Reason = "https instead of http"
)

// ignored counts the requests that had no effect.
type ignored struct {
	count   atomic.Int64
	last    atomic.Value // Reason
	changed chan struct{}
}

func newIgnored() *ignored { return &ignored{changed: make(chan struct{}, 1)} }

// add counts one more and tells whoever listens, without ever waiting.
func (g *ignored) add(why Reason) {
	g.last.Store(why)
	g.count.Add(1)
	select {
	case g.changed <- struct{}{}:
	default: // the one before was not seen yet: it will show this one too
	}
}

// Ignored is how many requests had no effect on the wait. Safe to call at any time.
func (l *Listener) Ignored() int { return int(l.ignored.count.Load()) }

// IgnoredBecause is why the last of them had none; empty when there was none.
func (l *Listener) IgnoredBecause() Reason {
	why, _ := l.ignored.last.Load().(Reason)
	return why
}

// IgnoredChanged receives after Ignored has grown. Several changes may arrive as
// one; it is never closed.
func (l *Listener) IgnoredChanged() <-chan struct{} { return l.ignored.changed }
