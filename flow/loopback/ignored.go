package loopback

import (
	"sync"

	"zdg/checklist/explain"
)

// Reason says why a request had no effect, or why an answer is of no use.
type Reason string

// The reasons, each a few words that read well after "the last one: ".
const (
	OtherPath   Reason = explain.AnswerPath
	SlashPath   Reason = explain.AnswerSlash // ours but for a slash at its end
	OtherHost   Reason = explain.AnswerHost
	NoHost      Reason = explain.AnswerNoHost // HTTP/1.0 can leave it out; no browser does
	OtherPort   Reason = explain.AnswerPort   // of a paste alone: what comes in has ours
	OtherMethod Reason = explain.AnswerMethod
	Malformed   Reason = "not a whole HTTP request"
	// Secure is a browser that insists on https: nothing can come back through
	// it, so the person should be told to paste.
	Secure Reason = "https instead of http"
)

// The reasons of a request to the redirect URL, which may have been the answer. With
// Semicolons, Neither, Both and Twice it carried our state and was of no use: that ends
// the wait.
const (
	NoAnswer   Reason = explain.AnswerNothing
	NoState    Reason = explain.StateMissing
	EmptyState Reason = explain.StateEmpty
	OtherState Reason = explain.StateOther
	CutState   Reason = explain.StateCut
	TwoStates  Reason = explain.StateTwice
	TooLarge   Reason = explain.AnswerTooLarge
	Ahead      Reason = explain.AnswerAhead

	Semicolons Reason = explain.AnswerSemi
	Neither    Reason = explain.AnswerNone
	Both       Reason = explain.AnswerBoth
	Twice      Reason = explain.AnswerTwice
	BehindHash Reason = explain.AnswerHash // only the address itself shows it
)

// callbackReasons are the reasons for which an answer was refused, the ones that tell
// most first.
var callbackReasons = []Reason{OtherState, CutState, TwoStates, EmptyState, NoState, TooLarge, SlashPath, OtherPath, OtherHost, NoHost, OtherMethod, Ahead, NoAnswer}

// Refusal is how often an answer was refused for one reason.
type Refusal struct {
	Why   Reason
	Count int
}

// ignored counts the requests that had no effect.
type ignored struct {
	mu      sync.Mutex
	count   int
	last    Reason
	refused map[Reason]int // of what may have been the answer
	changed chan struct{}
}

func newIgnored() *ignored {
	return &ignored{refused: map[Reason]int{}, changed: make(chan struct{}, 1)}
}

// add counts one more and tells whoever listens, without ever waiting for it; answer says
// that it may have been the answer.
func (g *ignored) add(why Reason, answer bool) {
	g.mu.Lock()
	g.count, g.last = g.count+1, why
	if answer {
		g.refused[why]++
	}
	g.mu.Unlock()
	select {
	case g.changed <- struct{}{}:
	default: // the one before was not seen yet: it will show this one too
	}
}

// Ignored is how many requests had no effect on the wait. Safe to call at any time.
func (l *Listener) Ignored() int {
	l.ignored.mu.Lock()
	defer l.ignored.mu.Unlock()
	return l.ignored.count
}

// IgnoredBecause is why the last of them had none; empty when there was none.
func (l *Listener) IgnoredBecause() Reason {
	l.ignored.mu.Lock()
	defer l.ignored.mu.Unlock()
	return l.ignored.last
}

// Refused is what may have been the answer and had no effect, by reason: what came to the
// redirect URL itself, and what came elsewhere, or not by GET, and carried our state or
// the parameters of an answer. The one that tells most is the first.
func (l *Listener) Refused() []Refusal {
	l.ignored.mu.Lock()
	defer l.ignored.mu.Unlock()
	var all []Refusal
	for _, why := range callbackReasons {
		if n := l.ignored.refused[why]; n > 0 {
			all = append(all, Refusal{why, n})
		}
	}
	return all
}

// IgnoredChanged receives after Ignored has grown. Several changes may arrive as
// one; it is never closed.
func (l *Listener) IgnoredChanged() <-chan struct{} { return l.ignored.changed }
