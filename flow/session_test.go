package flow

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"zdg/checklist"
)

// lateRunner counts the effects that it is given after closed was set.
type lateRunner struct{ closed, late atomic.Int32 }

func (r *lateRunner) Run(context.Context, Effect, func(Event)) {
	if r.closed.Load() == 1 {
		r.late.Add(1)
	}
}

// TestNothingRunsAfterClose: an event that comes late has no effect.
func TestNothingRunsAfterClose(t *testing.T) {
	r := &lateRunner{}
	s := NewSession(t.Context(), State{}, r)
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.closed.Store(1)
	s.Tell(OpenAsked{URL: "x"})
	s.works.Wait() // for an effect that should not be there
	if n := r.late.Load(); n > 0 {
		t.Errorf("%d effects ran after Close had returned", n)
	}
}

// slowDisk is a runner that writes only once leave is closed.
type slowDisk struct {
	leave chan struct{}
	mu    sync.Mutex
	saved int
}

func (r *slowDisk) Run(_ context.Context, e Effect, tell func(Event)) {
	if e, is := e.(Save); is {
		<-r.leave
		r.mu.Lock()
		r.saved++
		r.mu.Unlock()
		tell(Saved(e))
	}
}

// TestWrittenWaitsForTheDisk: nothing is told as written before it is, and where nothing is to be written
// nobody waits.
func TestWrittenWaitsForTheDisk(t *testing.T) {
	r := &slowDisk{leave: make(chan struct{})}
	session := NewSession(t.Context(), State{File: "zdg.toml"}, r)
	<-session.Written() // nothing was to be written
	session.Tell(Answered{checklist.FieldName, "a"})
	session.Tell(Answered{checklist.FieldName, "b"})
	written := session.Written()
	select {
	case <-written:
		t.Fatal("it says that it is written, and it is not")
	default:
	}
	close(r.leave)
	<-written
	if s := session.State(); !s.Saved || s.Draft.Get(checklist.FieldName) != "b" {
		t.Error("what was answered last is not saved")
	}
	<-session.Written()
	if err := session.Close(t.Context()); err != nil {
		t.Error(err)
	}
	<-session.Written()
}

// lastingWrite is a runner whose write goes on until leave; over is closed if its context has ended then.
type lastingWrite struct{ began, leave, over chan struct{} }

func (r lastingWrite) Run(ctx context.Context, e Effect, _ func(Event)) {
	if _, is := e.(Save); is {
		close(r.began)
		<-r.leave
		if ctx.Err() != nil {
			close(r.over)
		}
	}
}

// TestWritesOutliveTheSession: a write that has begun is not cut short when the session is ended.
func TestWritesOutliveTheSession(t *testing.T) {
	r := lastingWrite{make(chan struct{}), make(chan struct{}), make(chan struct{})}
	ctx, end := context.WithCancel(t.Context())
	session := NewSession(ctx, State{File: "zdg.toml"}, r)
	session.Tell(Answered{checklist.FieldName, "a"})
	<-r.began
	end()
	close(r.leave)
	if err := session.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	select {
	case <-r.over:
		t.Error("the write was ended with the session")
	default:
	}
}
