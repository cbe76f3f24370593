package stage

import (
	"context"
	"slices"
	"time"
)

// maxLog is how many requests are kept by default: a program that sends more goes round in circles.
const maxLog = 20_000

// logRequest adds a request to the log.
func (s *Stage) logRequest(r *Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.At = time.Now()
	if len(s.log) >= s.maxLog {
		s.dropped++
		return
	}
	r.N = len(s.log) + 1
	s.log = append(s.log, r)
	s.notify()
}

// answered completes a request of the log with its status, and with what was noted in work while it was answered.
func (s *Stage) answered(r *Request, status int, work Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.Status, r.Issued, r.Expired, r.MadeUp, r.Done = status, work.Issued, work.Expired, work.MadeUp, time.Now()
	s.notify()
}

// notify wakes those who wait for the log. The caller holds s.mu.
func (s *Stage) notify() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Log returns a copy of the requests after the first n, in the order of arrival.
func (s *Stage) Log(n int) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Request
	for _, r := range s.log[min(n, len(s.log)):] {
		all = append(all, *r)
	}
	return all
}

// Count returns how many requests the log holds.
func (s *Stage) Count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.log)
}

// Flooded reports whether more requests came than the log keeps.
func (s *Stage) Flooded() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dropped > 0
}

// Wait waits until done, which is given the requests after the first n, returns true. It reports false when ctx ended first.
func (s *Stage) Wait(ctx context.Context, n int, done func([]Request) bool) bool {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if done(s.Log(n)) {
			return true
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return done(s.Log(n))
		}
	}
}

// Connections returns the connections to hosts that the stage does not play, each host once, at most 100.
func (s *Stage) Connections() []Connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.connections)
}
