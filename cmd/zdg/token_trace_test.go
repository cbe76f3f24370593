package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"zdg/flow/measure"
	"zdg/flow/store"
)

// TestATraceOutlivesLaterRuns: a token that one run left is told of until its end, however clean the runs
// after it were; where the account told no end, it is said that the date is assumed.
func TestATraceOutlivesLaterRuns(t *testing.T) {
	now := time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)
	dir := t.TempDir()
	t.Setenv("XDG_STATE_HOME", dir)
	var said bytes.Buffer
	a := &app{err: &said, now: func() time.Time { return now }, console: new(console)}
	run := func(notes ...measure.Note) {
		trace := newTokenTrace(a, "https://d3v-acme.zendesk.com", "zdg-acme", true)
		for _, n := range notes {
			trace.note(n)
		}
	}
	live := func(at time.Time) string {
		t.Helper()
		left, err := newTokenTrace(a, "", "", true).store.Live(at)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(livingLines(left, func(u time.Time) string { return u.UTC().Format(time.RFC3339) }), "\n")
	}
	const where = " of zdg-acme at https://d3v-acme.zendesk.com may live until "
	const assumed = " (the account does not tell: it is the longest that Zendesk documents)"
	day := 24 * time.Hour

	run(measure.Issued{AtMost: now.Add(90 * day)}, measure.Issued{Until: now.Add(8 * day)})
	if got := live(now); !strings.HasPrefix(got, "a test token"+where+"2026-12-04T10:00:00Z: delete it in Admin Center") {
		t.Errorf("after a run that left a token: %q", got)
	}
	run(measure.Issued{Until: now.Add(9 * day)}, measure.Gone{}) // a clean one
	run(measure.Gone{})
	if got := live(now); !strings.Contains(got, "2026-12-04T10:00:00Z") || strings.Contains(got, "runs") {
		t.Errorf("after two clean runs: %q", got)
	}
	run(measure.Issued{AtMost: now.Add(90 * day)})
	if got := live(now); !strings.HasPrefix(got, "test tokens of 2 runs"+where+"2027-02-24T10:00:00Z"+assumed+": delete") {
		t.Errorf("after a run whose end nobody tells: %q", got)
	}
	if got := live(now.Add(10 * day)); !strings.HasPrefix(got, "a test token"+where+"2027-02-24T10:00:00Z"+assumed) {
		t.Errorf("when the first has ended: %q", got)
	}
	if got := live(now.Add(91 * day)); got != "" {
		t.Errorf("when all have ended: %q", got)
	}
	run(measure.Issued{}) // it lives on beyond the end that it was given
	if got := live(now.Add(89 * day)); !strings.Contains(got, assumed) {
		t.Errorf("without any end: %q", got)
	}
	if said.Len() > 0 {
		t.Errorf("%s", said.String())
	}
}

// TestLivingLines: every client has one line, with the number of runs and the latest end.
func TestLivingLines(t *testing.T) {
	at := func(m int) time.Time { return time.Date(2026, 11, 26, 10, m, 0, 0, time.UTC) }
	got := livingLines([]store.LiveToken{
		{AccountURL: "u1", Identifier: "a", Until: at(1), Assumed: true}, {AccountURL: "u1", Identifier: "b", Until: at(2)}, {AccountURL: "u1", Identifier: "a", Until: at(3)},
	}, func(u time.Time) string { return u.Format("15:04") })
	if len(got) != 2 || !strings.HasPrefix(got[0], "test tokens of 2 runs of a at u1 may live until 10:03: ") || !strings.HasPrefix(got[1], "a test token of b at u1 may live until 10:02: ") {
		t.Errorf("%q", got)
	}
}

// TestWhatEarlierTestsLeft: a clean test does not hide that an earlier one has left tokens.
func TestWhatEarlierTestsLeft(t *testing.T) {
	r := &runner{app: &app{}}
	r.console = &console{}
	for _, step := range []struct {
		notes []measure.Note
		left  string // what the test left, as it says at its end
		wants string
	}{
		{[]measure.Note{measure.Issued{}, measure.Gone{}, measure.Gone{}}, "", ""},
		{[]measure.Note{measure.Issued{}, measure.Issued{}}, "the first lives", "the first lives"},
		{[]measure.Note{measure.Issued{}, measure.Gone{}}, "", "the first lives"},
		{[]measure.Note{measure.Gone{}, measure.Issued{}}, "the other lives", "the other lives; and so may those of 1 more of this session"},
		{[]measure.Note{measure.Issued{}}, "", "you left before zdg saw the account"},
	} {
		trace := newTokenTrace(r.app, "", "", false)
		for _, n := range step.notes {
			trace.note(n)
		}
		if step.left != "" {
			r.leftAlive = append(r.leftAlive, step.left)
		}
		if got := r.tokensLeft(); !strings.HasPrefix(got, step.wants) || step.wants == "" && got != "" {
			t.Errorf("%q, want %q", got, step.wants)
		}
	}
}
