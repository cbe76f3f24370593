package measure

import (
	"context"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// leftStacks returns the stacks of goroutines of zdg that still run; "" when there are none.
func leftStacks() string {
	buf := make([]byte, 1<<20)
	var left []string
	for g := range strings.SplitSeq(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		if (strings.Contains(g, "zdg/flow/") || strings.Contains(g, "net/http.(*persistConn)")) &&
			!strings.Contains(g, "testing.tRunner") && !strings.Contains(g, "os/exec.(*Cmd).Wait") && !strings.Contains(g, "httptest") && !strings.Contains(g, "net/http.(*conn).serve") {
			left = append(left, g)
		}
	}
	return strings.Join(left, "\n\n")
}

// noLeak waits until no goroutine of a test is left, and fails the test when one stays.
func noLeak(t *testing.T) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for leftStacks() != "" {
		if time.Now().After(deadline) {
			t.Errorf("still running:\n%s", leftStacks())
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// TestAMistakeOfZdgSaysWhere it was, and not what the panic said: that may hold a secret.
func TestAMistakeOfZdgSaysWhere(t *testing.T) {
	r := newRun(t.Context(), Plan{}, nil)
	defer r.end(t.Context())
	r.stopReason = ""
	var none *checklist.Step
	r.guard(func() { none.NotRun = "" })
	if !strings.HasPrefix(r.stopReason, broken+", with measure.TestAMistakeOfZdgSaysWhere") || !strings.Contains(r.stopReason, " at stop_test.go:") {
		t.Errorf("stopped with %q", r.stopReason)
	}
	r.stopReason = ""
	if r.guard(func() { panic("planted-secret") }); strings.Contains(r.stopReason, "planted") {
		t.Errorf("stopped with %q", r.stopReason)
	}
}

// TestStopAtEveryStep stops the test when a step begins: no token, port or goroutine may be left.
func TestStopAtEveryStep(t *testing.T) {
	for _, id := range checklist.StepIDs() {
		t.Run(string(id), func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, nil)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s.notes.on = func(n Note) {
				if b, ok := n.(Began); ok && b.Step == id {
					cancel()
				}
			}
			e := Run(ctx, s.plan, s.notes.tell)
			if e.Outcome != checklist.OutcomeCancelled {
				t.Errorf("want cancelled:\n%s", story(e))
			}
			if len(e.Steps) != len(checklist.StepIDs()) {
				t.Errorf("%d steps", len(e.Steps))
			}
			if n := s.lives(); n != 0 {
				t.Errorf("%d tokens live on:\n%s", n, story(e))
			}
			free(t, s.plan)
			s.server.CloseClientConnections()
			noLeak(t)
		})
	}
}

// TestStopWhileARequestIsUnderWay stops the test as soon as the account has got a request: tokens
// in its answer have to be revoked too.
func TestStopWhileARequestIsUnderWay(t *testing.T) {
	for _, tt := range []struct {
		name  string
		count int // of POSTs to the token endpoint: probe, exchange, refresh
	}{{"probe", 1}, {"exchange", 2}, {"refresh", 3}} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStage(t, zendesk.Public, nil)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			posts := 0
			s.plan.Transport = before(func(method, path string) {
				if method == "POST" {
					if posts++; posts == tt.count {
						cancel()
					}
				}
			})
			e := Run(ctx, s.plan, s.notes.tell)
			if e.Outcome != checklist.OutcomeCancelled {
				t.Errorf("want cancelled:\n%s", story(e))
			}
			if n := s.lives(); n != 0 {
				t.Errorf("%d tokens live on:\n%s", n, story(e))
			}
			free(t, s.plan)
		})
	}
}

func TestStopWhileWaiting(t *testing.T) {
	s := newStage(t, zendesk.Public, nil)
	s.plan.Answer, s.plan.Timeout = nil, 0
	s.plan.Open = func(ctx context.Context, _ string) error { <-ctx.Done(); return ctx.Err() } // an opener that blocks
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s.notes.on = func(n Note) {
		if _, ok := n.(Waiting); ok {
			cancel()
		}
	}
	if e := Run(ctx, s.plan, s.notes.tell); e.Outcome != checklist.OutcomeCancelled {
		t.Errorf("want cancelled:\n%s", story(e))
	}
	free(t, s.plan)
	noLeak(t)
}

// TestPanics: a panic in the receiver of notes or in Plan.Open leaves no token alive.
func TestPanics(t *testing.T) {
	s := newStage(t, zendesk.Public, nil)
	s.notes.on = func(Note) { panic("planted") }
	if e := s.run(t); e.Outcome != checklist.OutcomePassed || s.lives() != 0 {
		t.Errorf("%d tokens live on:\n%s", s.lives(), story(e))
	}
	s = newStage(t, zendesk.Public, nil)
	s.plan.Answer = func(context.Context, string) (string, error) { panic("planted") }
	if e := s.run(t); e.Outcome != checklist.OutcomeFailed {
		t.Error(story(e))
	}
	s = newStage(t, zendesk.Public, nil)
	s.plan.Transport = before(func(_, path string) {
		if path == zendesk.ClientsPath {
			panic("planted")
		}
	})
	if e := s.run(t); e.Outcome != checklist.OutcomeFailed || s.lives() != 0 {
		t.Errorf("%d tokens live on:\n%s", s.lives(), story(e))
	}
}

// requestLog is a transport that keeps the methods of the requests after a test is stopped.
type requestLog struct {
	next    http.RoundTripper
	mu      sync.Mutex
	stopped bool
	after   []string
}

func (r *requestLog) RoundTrip(req *http.Request) (*http.Response, error) {
	r.mu.Lock()
	if r.stopped {
		r.after = append(r.after, req.Method)
	}
	r.mu.Unlock()
	return r.next.RoundTrip(req)
}

func (r *requestLog) stop() { r.mu.Lock(); r.stopped = true; r.mu.Unlock() }

// TestDeletionComesFirst: a test that is stopped sends the deletion first, in whatever step it is.
func TestDeletionComesFirst(t *testing.T) {
	steps := checklist.StepIDs()
	for _, id := range steps[slices.Index(steps, checklist.StepIdentity):] {
		t.Run(string(id), func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, nil)
			seen := &requestLog{next: http.DefaultTransport}
			s.plan.Transport = seen
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s.notes.on = func(n Note) {
				if b, ok := n.(Began); ok && b.Step == id {
					seen.stop()
					cancel()
				}
			}
			e := Run(ctx, s.plan, s.notes.tell)
			if len(seen.after) == 0 || seen.after[0] != http.MethodDelete {
				t.Errorf("after the stop: %v", seen.after)
			}
			if e.Outcome != checklist.OutcomeCancelled || s.lives() > 0 {
				t.Errorf("%d live on:\n%s", s.lives(), story(e))
			}
		})
	}
}

// TestDeletionDuringTheLookBeforeIt: the test is stopped while the step revoke still asks whether
// the token is accepted.
func TestDeletionDuringTheLookBeforeIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newBubbleStage(t)
		s.setFault(t, "anonymous-user", "create-token-gone") // nothing lets the token in
		p := s.plan
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		revoking := false
		p.Transport = hanging{p.Transport, func(r *http.Request) bool {
			return revoking && r.Method == http.MethodGet
		}}
		var stoppedAt time.Time
		s.notes.on = func(n Note) {
			if b, ok := n.(Began); ok && b.Step == checklist.StepRevoke {
				revoking = true
				time.AfterFunc(time.Second, func() { stoppedAt = time.Now(); cancel() })
			}
		}
		e := Run(ctx, p, s.notes.tell)
		if took := time.Since(stoppedAt); took > 5*time.Second || s.lives() > 0 {
			t.Errorf("took %v, %d live on:\n%s", took, s.lives(), story(e))
		}
		if e.Revoke.Left == 0 || e.Living() == "" {
			t.Errorf("nothing was proven, and nobody says so:\n%s", story(e))
		}
	})
}

// TestAReceiverOfNotesThatHangs: a receiver of notes that hangs holds up neither the test nor its end.
func TestAReceiverOfNotesThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newBubbleStage(t)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		release := make(chan struct{})
		defer close(release)
		var stoppedAt time.Time
		e := Run(ctx, s.plan, func(n Note) {
			if b, ok := n.(Began); ok && b.Step == checklist.StepIdentity {
				stoppedAt = time.Now()
				cancel()
				<-release
			}
		})
		if took := time.Since(stoppedAt); took > 5*time.Second || e.Outcome != checklist.OutcomeCancelled || s.lives() > 0 {
			t.Errorf("took %v, %d live on:\n%s", took, s.lives(), story(e))
		}
	})
}

// TestStopIsBounded: an account that never answers does not hold up the end.
func TestStopIsBounded(t *testing.T) {
	for _, id := range []checklist.StepID{checklist.StepExchange, checklist.StepIdentity, checklist.StepRefresh, checklist.StepRevoke} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var stoppedAt time.Time
			s := newBubbleStage(t)
			p := s.plan
			hangs := false
			p.Transport = hanging{p.Transport, func(*http.Request) bool { return hangs }}
			s.notes.on = func(n Note) {
				if b, ok := n.(Began); ok && b.Step == id {
					hangs = true
					time.AfterFunc(time.Second, func() { stoppedAt = time.Now(); cancel() })
				}
			}
			e := Run(ctx, p, s.notes.tell)
			if took := time.Since(stoppedAt); took > 5*time.Second {
				t.Errorf("%s: it took %v to stop\n%s", id, took, story(e))
			}
			if id != checklist.StepRevoke && e.Outcome != checklist.OutcomeCancelled {
				t.Errorf("%s: %s", id, story(e))
			}
			if !told(e) {
				t.Errorf("%s: nobody says that a token may live on\n%s", id, story(e))
			}
		})
	}
}
