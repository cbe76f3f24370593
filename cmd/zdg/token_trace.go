package main

import (
	"crypto/rand"
	"fmt"
	"slices"
	"time"

	"zdg/checklist/zendesk"
	"zdg/flow/measure"
	"zdg/flow/store"
)

// tokenTrace counts in the console, and notes on disk, that test tokens of one run may be alive,
// until they are known to be dead. If zdg is killed in between, or cannot delete them, the next
// test says where to delete them. Each run has a trace of its own, since a later one does not
// delete what earlier runs left. The tokens themselves are never kept.
type tokenTrace struct {
	app     *app
	store   store.EvidenceStore
	run     string // identifies the run
	url, id string
	on      bool
	lives   bool // tokens of this run may be alive
}

// newTokenTrace begins the trace of one run. Without keep it writes nothing.
func newTokenTrace(a *app, url, id string, keep bool) *tokenTrace {
	dir, err := store.StateDir()
	return &tokenTrace{app: a, store: store.EvidenceStore{Dir: dir}, run: rand.Text(), url: url, id: id, on: keep && err == nil}
}

// trace begins the trace of a test, and says which tokens earlier tests left.
func (c *testCommand) trace(plan measure.Plan) *tokenTrace {
	t := newTokenTrace(c.app, plan.AccountURL, plan.Client.Identifier.String(), !c.practice)
	if !t.on {
		return t // practice leaves nothing behind; after an error, keep reports it
	}
	left, err := t.store.Live(c.now())
	t.tell(err)
	for _, line := range livingLines(left, func(u time.Time) string { return u.Format("2006-01-02 15:04 UTC") }) {
		fmt.Fprintf(c.err, "zdg: %s, and empty %s then, unless another test is running now\n", line, t.store.LiveDir())
	}
	return t
}

// longestLife is how long a token may live when the account does not say: the longest lifetime
// that Zendesk documents (Z10), which is that of a refresh token.
const longestLife = zendesk.RefreshMax * time.Second

// livingLines says which test tokens of earlier runs may be alive, until when, and where to delete
// them: a line for each client, the last to expire first. when writes a time.
func livingLines(left []store.LiveToken, when func(time.Time) string) []string {
	type client struct{ url, id string }
	var order []client
	runs, last := map[client]int{}, map[client]store.LiveToken{}
	for _, l := range slices.Backward(left) { // the last to expire first
		c := client{l.AccountURL, l.Identifier}
		if runs[c]++; runs[c] == 1 {
			order = append(order, c)
			last[c] = l
		}
	}
	var lines []string
	for _, c := range order {
		who := "a test token"
		if runs[c] > 1 {
			who = fmt.Sprintf("test tokens of %d runs", runs[c])
		}
		until := when(last[c].Until)
		if last[c].Assumed {
			until += " (the account does not tell: it is the longest that Zendesk documents)"
		}
		lines = append(lines, fmt.Sprintf("%s of %s at %s may live until %s: delete it in "+zendesk.ClientsPage, who, c.id, c.url, until))
	}
	return lines
}

func (t *tokenTrace) note(n measure.Note) {
	switch n := n.(type) {
	case measure.Issued:
		if !t.lives {
			t.app.console.liveTests.Add(1)
		}
		if t.lives = true; !t.on {
			return
		}
		l := store.LiveToken{AccountURL: t.url, Identifier: t.id, Until: n.Until}
		if l.Until.IsZero() {
			l.Until, l.Assumed = n.AtMost, true
		}
		if l.Until.IsZero() { // nobody knows: the note stays as long as any token could
			l.Until = t.app.now().Add(longestLife)
		}
		t.tell(t.store.MarkLive(t.run, l))
	case measure.Gone:
		if t.lives {
			t.app.console.liveTests.Add(-1)
		}
		t.lives = false
		if t.on {
			t.tell(t.store.ClearLive(t.run, t.url, t.id))
		}
	}
}

func (t *tokenTrace) tell(err error) {
	if err != nil {
		fmt.Fprintln(t.app.err, "zdg:", err)
	}
}
