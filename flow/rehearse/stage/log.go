package stage

import (
	"context"
	"slices"
)

// maxLog is how many requests are kept: more is a program that goes round in circles.
const maxLog = 20_000

// note adds a request to the log.
func (s *Stage) note(r *Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.At = s.now()
	if len(s.log) >= s.maxLog {
		s.dropped++
		return
	}
	r.N = len(s.log) + 1
	s.log = append(s.log, r)
	s.tell()
}

// answered completes a request of the log with what became of it.
func (s *Stage) answered(r *Request, status int, work Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.Status, r.Issued, r.Expired, r.MadeUp, r.Done = status, work.Issued, work.Expired, work.MadeUp, s.now()
	s.tell()
}

// tell wakes those who wait for the log. The caller holds s.mu.
func (s *Stage) tell() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Log is a copy of what came after the first n requests, in the order of arrival. With 0 it is everything.
func (s *Stage) Log(n int) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Request
	for _, r := range s.log[min(n, len(s.log)):] {
		all = append(all, *r)
	}
	return all
}

// Count is how many requests came so far.
func (s *Stage) Count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.log)
}

// Flooded reports whether more requests came than are kept.
func (s *Stage) Flooded() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dropped > 0
}

// Wait waits until the log fulfils done, or ctx ends; it reports which.
func (s *Stage) Wait(ctx context.Context, done func([]Request) bool) bool {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if done(s.Log(0)) {
			return true
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return done(s.Log(0))
		}
	}
}

// Connections are those to hosts that the stage does not play, each host once.
func (s *Stage) Connections() []Connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.connections)
}
