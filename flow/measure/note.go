package measure

import (
	"context"
	"time"

	"zdg/checklist"
	"zdg/flow/account"
	"zdg/flow/loopback"
)

// Note is something to show while a test runs. Notes are told one after the other.
type Note interface{ note() }

type (
	// Began says that a step is being made.
	Began struct{ Step checklist.StepID }
	// Measured brings a step that was made, or not, and the evidence so far.
	Measured struct {
		Step     checklist.Step
		Evidence checklist.Evidence
	}
	// Waiting says that the browser is waited for.
	Waiting struct {
		AuthorizeURL string   // whole, to be opened
		StartURL     string   // a short one on this machine, for one use; "" when nothing listens
		Listening    bool     // false: the redirect URL has to be pasted
		Addresses    []string // what is listened on
		Since        time.Time
		Deadline     time.Time // zero: none
		Around       Surroundings
	}
	// Opened says that a browser was started, or why not.
	Opened struct{ Err error }
	// Ignored counts the requests to the callback that were not ours.
	Ignored struct {
		Count   int
		Because loopback.Reason // of the last one
	}
	// PasteRefused says why pasted text was not taken; the wait goes on.
	PasteRefused struct{ Err error }
	// CallbackReceived says that the browser came back, or its address was pasted.
	CallbackReceived struct {
		At     time.Time
		Pasted bool
	}
	// Issued says that test tokens may live from now on, until when at the latest; zero:
	// the account does not tell, or not of each of them. AtMost is until when by the longest
	// lifetimes that Zendesk documents; zero: not even that is known. It is told before
	// tokens are asked for, and again when more is known.
	Issued struct{ Until, AtMost time.Time }
	// Gone says that no test token is left.
	Gone struct{}
	// RateWait says that the account asked to wait.
	RateWait struct {
		Step  checklist.StepID
		Until time.Time
	}
	// Traffic is a request with its answer, secrets masked.
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

// tellBound is how long whoever is told of a note may hold the test up: a code lives
// for 120 seconds, and a pager that nobody scrolls must not use them up.
const tellBound = time.Second

// teller tells notes one after the other, from a goroutine of its own: a terminal or
// a pipe that takes nothing more must not keep tokens alive.
type teller struct {
	ctx   context.Context
	queue chan telling
	done  chan struct{}
}

type telling struct {
	note Note
	told chan struct{} // closed when it was told
}

// queued is how many notes may wait. A test has fewer; where a flood of requests to
// the callback fills it, the notes about them are dropped.
const queued = 1000

func newTeller(ctx context.Context, tell func(Note)) *teller {
	t := &teller{ctx, make(chan telling, queued), make(chan struct{})}
	go func() {
		defer close(t.done)
		for n := range t.queue {
			if tell != nil {
				func() {
					defer func() { _ = recover() }() // what it does with a note may not end the test
					tell(n.note)
				}()
			}
			close(n.told)
		}
	}()
	return t
}

// tell waits until the note was told, but neither longer than tellBound nor beyond
// the end of the context.
func (t *teller) tell(n Note) {
	one := telling{n, make(chan struct{})}
	if _, ignored := n.(Ignored); ignored && len(t.queue) > queued/2 {
		return
	}
	select {
	case t.queue <- one:
	default:
		return
	}
	timer := time.NewTimer(tellBound)
	defer timer.Stop()
	select {
	case <-one.told:
	case <-timer.C:
	case <-t.ctx.Done():
	}
}

// close waits until all was told, for tellBound at most.
func (t *teller) close() {
	close(t.queue)
	timer := time.NewTimer(tellBound)
	defer timer.Stop()
	select {
	case <-t.done:
	case <-timer.C:
	}
}
