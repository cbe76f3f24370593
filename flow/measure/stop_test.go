package measure

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// ours returns the stack of a goroutine of zdg that still runs; "" when there is none.
func ours() string {
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

// noLeak waits until no goroutine of a test is left.
func noLeak(t *testing.T) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for ours() != "" {
		if time.Now().After(deadline) {
			t.Errorf("still running:\n%s", ours())
			return
		}
		runtime.Gosched()
		time.Sleep(time.Millisecond)
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
