package loopback

import (
	"sync"

	"zdg/checklist/explain"
)

// Reason says why a request had no effect, or why an answer cannot be used.
type Reason string

// Reasons why a request had no effect. Each is a few words that fit after "the last one: ".
const (
	OtherPath   Reason = explain.AnswerPath
	SlashPath   Reason = explain.AnswerSlash // ours except for a slash at its end
	OtherHost   Reason = explain.AnswerHost
	NoHost      Reason = explain.AnswerNoHost // HTTP/1.0 can leave it out; no browser does
	OtherPort   Reason = explain.AnswerPort   // only of a pasted address
	OtherMethod Reason = explain.AnswerMethod
	Malformed   Reason = "not a whole HTTP request"
	// Secure is a TLS handshake: a browser that insists on https cannot come back here, so the
	// person has to paste the address.
	Secure Reason = "https instead of http"
)

// Reasons why a request to the redirect URL was not the answer. A request with Semicolons,
// Neither, Both or Twice carried our state and cannot be used: it ends the wait.
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
	BehindHash Reason = explain.AnswerHash // only of a pasted address: browsers do not send it
)

// callbackReasons lists the reasons why a possible answer was refused, the most telling
// first.
var callbackReasons = []Reason{OtherState, CutState, TwoStates, EmptyState, NoState, TooLarge, SlashPath, OtherPath, OtherHost, NoHost, OtherMethod, Ahead, NoAnswer}

// Refusal says how often possible answers were refused for one reason.
type Refusal struct {
	Why   Reason
	Count int
}

// ignored counts the requests that had no effect.
type ignored struct {
	mu      sync.Mutex
	count   int
	last    Reason
	refused map[Reason]int // of requests that may have been the answer
	changed chan struct{}  // receives after count has grown
}

func newIgnored() *ignored {
	return &ignored{refused: map[Reason]int{}, changed: make(chan struct{}, 1)}
}

// add counts a request; answer says that it may have been the answer. It never blocks.
func (g *ignored) add(why Reason, answer bool) {
	g.mu.Lock()
	g.count, g.last = g.count+1, why
	if answer {
		g.refused[why]++
	}
	g.mu.Unlock()
	select {
	case g.changed <- struct{}{}:
	default: // a change that was not received yet stands for this one too
	}
}

// Ignored returns how many requests had no effect on the wait.
func (l *Listener) Ignored() int {
	l.ignored.mu.Lock()
	defer l.ignored.mu.Unlock()
	return l.ignored.count
}

// IgnoredBecause returns why the last of them had none; "" when there was none.
func (l *Listener) IgnoredBecause() Reason {
	l.ignored.mu.Lock()
	defer l.ignored.mu.Unlock()
	return l.ignored.last
}

// Refused returns the requests that may have been the answer and had no effect, by reason,
// the most telling first: those to the redirect URL, and those to another host or path or
// with another method that carried our state or the parameters of an answer.
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

// IgnoredChanged returns a channel that receives after Ignored has grown. Several changes may
// come as one; it is never closed.
func (l *Listener) IgnoredChanged() <-chan struct{} { return l.ignored.changed }
