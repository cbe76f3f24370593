package flow

import (
	"context"
	"sync/atomic"
	"testing"
)

// lateRunner counts the effects that it is given once closed is set.
type lateRunner struct{ closed, late atomic.Int32 }

func (r *lateRunner) Run(context.Context, Effect, func(Event)) {
	if r.closed.Load() == 1 {
		r.late.Add(1)
	}
}

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
