package store

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
)

func TestQueueKeepsOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q Queue
		var got []int
		for i := range 100 {
			q.Put("", func() error { got = append(got, i); return nil })
		}
		q.Flush(t.Context())
		if len(got) != 100 || !slices.IsSorted(got) {
			t.Errorf("got %v", got)
		}
	})
}

// While one draft is written, the last of the waiting ones wins, behind what
// was put before it, and everybody hears how it went.
func TestQueueLastWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q Queue
		var got []string
		failed := errors.New("failed")
		write := func(what string, err error) func() error {
			return func() error { got = append(got, what); return err }
		}
		hold := make(chan struct{})
		first := q.Put("draft", func() error { <-hold; got = append(got, "1"); return nil })
		synctest.Wait()
		second := q.Put("draft", write("2", nil))
		evidence := q.Put("evidence", write("e", nil))
		third := q.Put("draft", write("3", nil))
		fourth := q.Put("draft", write("4", failed))
		single := []<-chan error{q.Put("", write("a", nil)), q.Put("", write("b", nil))}
		close(hold)
		for i, c := range append(single, first, second, evidence, third, fourth) {
			err := <-c
			if want := i == 3 || i >= 5; errors.Is(err, failed) != want {
				t.Errorf("result %d: %v", i, err)
			}
		}
		if want := []string{"1", "e", "4", "a", "b"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestQueueFlushAndClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q Queue
		if err := q.Flush(t.Context()); err != nil {
			t.Errorf("of nothing: %v", err)
		}
		hold := make(chan struct{})
		done := false
		q.Put("", func() error { <-hold; done = true; return nil })
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if err := q.Flush(ended); !errors.Is(err, context.Canceled) {
			t.Errorf("with an ended context: %v", err)
		}
		closed := make(chan error)
		go func() { closed <- q.Close() }()
		synctest.Wait()
		if err := q.Do(func() error { return nil }); !errors.Is(err, ErrClosed) {
			t.Errorf("Do after Close: %v", err)
		}
		close(hold)
		if err := <-closed; err != nil || !done {
			t.Errorf("Close: %v, done %v", err, done)
		}
		if err := q.Close(); err != nil {
			t.Errorf("Close again: %v", err)
		}
	})
}

func TestQueueFromManyGoroutines(t *testing.T) {
	var q Queue
	var wait sync.WaitGroup
	count := 0 // guarded by the queue
	for range 8 {
		wait.Go(func() {
			for range 100 {
				if err := q.Do(func() error { count++; return nil }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	q.Close()
	if count != 800 {
		t.Errorf("%d of 800 writes", count)
	}
}
