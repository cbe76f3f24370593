package store

import (
	"context"
	"errors"
	"sync"
)

// ErrClosed is the result of a write that was put into a closed Queue.
var ErrClosed = errors.New("zdg is closing, so nothing was saved: start it again")

// A Queue runs writes one at a time, in the order in which they were put. The
// zero Queue is ready; it has a goroutine only while there is something to do.
// Its methods may be called from several goroutines, but not from a write.
type Queue struct {
	mu      sync.Mutex
	waiting []*write
	running bool
	idle    []chan struct{} // closed when nothing is left
	closed  bool
}

type write struct {
	key  string
	do   func() error
	told []chan error
}

// Put queues a write and returns at once; the channel gets its result. Of
// waiting writes with the same key, which is not "", only the last is run, in
// its own place in the order, and its result is told to all of them: so the last
// draft wins and nobody hears "saved" before what they gave, or what took its
// place, is on disk.
func (q *Queue) Put(key string, do func() error) <-chan error {
	result := make(chan error, 1)
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		result <- ErrClosed
		return result
	}
	w := &write{key: key, do: do, told: []chan error{result}}
	for i, old := range q.waiting {
		if key != "" && old.key == key {
			w.told = append(old.told, result)
			q.waiting = append(q.waiting[:i], q.waiting[i+1:]...)
			break
		}
	}
	q.waiting = append(q.waiting, w)
	if !q.running {
		q.running = true
		go q.run()
	}
	return result
}

// Do queues a write and waits for its result.
func (q *Queue) Do(do func() error) error { return <-q.Put("", do) }

// Flush waits until every write is done, also those that are put meanwhile, or
// ctx ends; then its error is ctx's. The writes' own errors are told to those
// who put them.
func (q *Queue) Flush(ctx context.Context) error {
	q.mu.Lock()
	if !q.running {
		q.mu.Unlock()
		return nil
	}
	done := make(chan struct{})
	q.idle = append(q.idle, done)
	q.mu.Unlock()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close refuses further writes and waits for those that were put.
func (q *Queue) Close() error {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	return q.Flush(context.Background())
}

// run works until nothing is left.
func (q *Queue) run() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) > 0 {
		w := q.waiting[0]
		q.waiting = q.waiting[1:]
		q.mu.Unlock()
		err := w.do()
		for _, told := range w.told {
			told <- err
		}
		q.mu.Lock()
	}
	q.running = false
	for _, done := range q.idle {
		close(done)
	}
	q.idle = nil
}
