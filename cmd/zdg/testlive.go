package main

import (
	"fmt"
	"time"

	"zdg/flow/measure"
	"zdg/flow/store"
)

// trace notes on disk that a test token lives, until it is known to be gone: when
// zdg is killed in between, the next test says where the token can be deleted.
// The token itself is never kept.
type trace struct {
	app     *app
	store   store.EvidenceStore
	url, id string
	on      bool
}

// trace begins the trace of a test, and tells of tokens that earlier ones left.
func (c *testCommand) trace(plan measure.Plan) *trace {
	t := &trace{app: c.app, url: plan.AccountURL, id: plan.Client.Identifier.String()}
	dir, err := store.StateDir()
	if c.practice || err != nil {
		return t // practice leaves nothing behind; keep tells of the error
	}
	t.store, t.on = store.EvidenceStore{Dir: dir}, true
	left, err := t.store.Live(c.now())
	t.tell(err)
	for _, l := range left {
		fmt.Fprintf(c.err, "zdg: a test token of %s at %s may live until %s: delete it in Admin Center > Apps and integrations > APIs > OAuth clients, unless another test is running now\n",
			l.Identifier, l.AccountURL, l.Until.Format("2006-01-02 15:04 UTC"))
	}
	return t
}

// unknownLife is how long a token is taken to live when the account does not say:
// as long as the longest that one can be asked for.
const unknownLife = 48 * time.Hour

func (t *trace) note(n measure.Note) {
	if !t.on {
		return
	}
	switch n := n.(type) {
	case measure.Issued:
		until := n.Until
		if until.IsZero() {
			until = t.app.now().Add(unknownLife)
		}
		t.tell(t.store.MarkLive(t.url, t.id, until, 0))
	case measure.Gone:
		t.tell(t.store.ClearLive(t.url, t.id, 0))
	}
}

func (t *trace) tell(err error) {
	if err != nil {
		fmt.Fprintln(t.app.err, "zdg:", err)
	}
}
