package measure

import (
	"context"
	"time"

	"zdg/checklist"
	"zdg/flow/account"
	"zdg/flow/loopback"
)

// Note is something to show while a test runs; it is one of the types below.
type Note interface{ note() }

type (
	// Began says that a step is being made.
	Began struct{ Step checklist.StepID }
	// Measured says that a step is over, whether it was made or not, with the evidence so far.
	Measured struct{ Evidence checklist.Evidence }
	// Waiting says that the browser is waited for.
	Waiting struct {
		AuthorizeURL string   // the address to open
		StartURL     string   // a short address on this machine that leads there, once; "" when nothing listens
		Listening    bool     // false: the redirect URL has to be pasted
		Addresses    []string // HOST:PORT that is listened on
		Since        time.Time
		Deadline     time.Time    // zero: none
		Around       Surroundings // where the program runs
	}
	// Opened says that a browser was started; Err says why it was not.
	Opened struct{ Err error }
	// Ignored says that another request came to the port that was not our callback.
	Ignored struct {
		Count   int             // of all such requests
		Because loopback.Reason // why the last one was ignored
	}
	// PasteRefused says why pasted text was refused.
	PasteRefused struct{ Err error }
	// CallbackReceived says that the browser came back, or its address was pasted.
	CallbackReceived struct{}
	// Issued says that test tokens may live from now on, and until when: Until by the lifetimes
	// in the answers, or when that is not known for all of them (zero), AtMost by the longest
	// lifetimes that Zendesk documents. With both zero nothing is known. It is told before
	// tokens are asked for, and again when more is known.
	Issued struct{ Until, AtMost time.Time }
	// Gone says that all test tokens are proven dead.
	Gone struct{}
	// RateWait says that the account asked to wait, and that the test does so.
	RateWait struct{ Until time.Time }
	// Traffic is a request with its answer; secrets in it are masked.
	Traffic struct {
		Step     checklist.StepID
		Exchange account.Exchange
	}
)

func (Began) note()            {}
func (Measured) note()         {}
func (Waiting) note()          {}
func (Opened) note()           {}
func (Ignored) note()          {}
func (PasteRefused) note()     {}
func (CallbackReceived) note() {}
func (Issued) note()           {}
func (Gone) note()             {}
func (RateWait) note()         {}
func (Traffic) note()          {}

// tellTimeout is how long a receiver of notes may hold up the test: a code lives for 120
// seconds, and a pager that nobody scrolls must not use them up.
const tellTimeout = time.Second

// teller tells notes one after the other, from a goroutine of its own: a terminal or pipe
// that blocks must not keep tokens alive.
type teller struct {
	ctx   context.Context
	queue chan queuedNote
	done  chan struct{}
}

// queuedNote is a note in the queue.
type queuedNote struct {
	note Note
	told chan struct{} // closed when it was told
}

// maxQueued is how many notes may wait. A test has fewer; when a flood of requests to the
// callback fills half of it, the notes about them are dropped.
const maxQueued = 1000

// newTeller starts a teller; tell may be nil.
func newTeller(ctx context.Context, tell func(Note)) *teller {
	t := &teller{ctx, make(chan queuedNote, maxQueued), make(chan struct{})}
	go func() {
		defer close(t.done)
		for n := range t.queue {
			if tell != nil {
				func() {
					defer func() { _ = recover() }() // a panic in tell must not end the test
					tell(n.note)
				}()
			}
			close(n.told)
		}
	}()
	return t
}

// tell tells a note, and waits until that is done, but for tellTimeout at most, and not after
// the context has ended.
func (t *teller) tell(n Note) {
	one := queuedNote{n, make(chan struct{})}
	if _, ignored := n.(Ignored); ignored && len(t.queue) > maxQueued/2 {
		return
	}
	select {
	case t.queue <- one:
	default:
		return
	}
	select {
	case <-one.told:
	case <-time.After(tellTimeout):
	case <-t.ctx.Done():
	}
}

// close waits until all notes were told, for tellTimeout at most.
func (t *teller) close() {
	close(t.queue)
	select {
	case <-t.done:
	case <-time.After(tellTimeout):
	}
}
