package flow

import (
	"context"
	"sync"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// Session holds the state of one run and is the one caller of Update. Its
// methods may be called from any goroutine.
type Session struct {
	runner  Runner
	ctx     context.Context
	cancel  context.CancelFunc
	changed chan struct{} // one slot: something is new to be drawn
	works   sync.WaitGroup
	writer  sync.WaitGroup

	mu     sync.Mutex
	state  State
	in     []checklist.Field // answers that look like the secret
	exit   *Exit
	queue  []Effect // writes not begun yet
	writes bool     // one is being made
	idle   []chan struct{}
	wake   *sync.Cond
	closed bool
}

// NewSession starts a session. The context ends it: a running test is cancelled.
func NewSession(ctx context.Context, s State, r Runner) *Session {
	ctx, cancel := context.WithCancel(ctx)
	session := &Session{runner: r, ctx: ctx, cancel: cancel, state: s, changed: make(chan struct{}, 1)}
	session.wake = sync.NewCond(&session.mu)
	session.recognise(&session.state)
	session.writer.Go(session.write)
	return session
}

// State is the state as it stands.
func (s *Session) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// Tell takes an event in and returns the state after it. Effects are handed to
// the Runner in order: writes one by one, the others at once. It never waits
// for an effect.
func (s *Session) Tell(e Event) State {
	if a, is := e.(Answered); is && s.State().Draft.Get(a.Field) != a.Typed && s.Doubts(a.Field, a.Typed) {
		e = doubted(a)
	}
	if t, is := e.(Typed); is && s.Doubts(t.Field, t.Text) {
		e = withheld{Field: t.Field}
	}
	s.mu.Lock()
	if _, new := e.(SecretKept); new {
		s.recognise(&s.state)
	}
	next, effects := Update(s.state, e)
	if !next.Draft.Equal(s.state.Draft) {
		s.recognise(&next)
	}
	next.Evidence.SecretIn = s.in
	s.state = next
	var now []Effect
	for _, effect := range effects {
		if _, secret := effect.(KeepSecret); secret {
			now = append(now, effect) // in memory: a test that is started next has it
		} else {
			s.hand(effect)
		}
	}
	s.mu.Unlock()
	for _, effect := range now {
		s.runner.Run(s.ctx, effect, s.tell)
		next = s.State()
	}
	select {
	case s.changed <- struct{}{}:
	default: // whoever draws has not come round yet: it will see this too
	}
	return next
}

// keeper is a Runner that knows the secret it has in a draft. It is called with
// the session's lock held.
type keeper interface {
	Misplaced(checklist.Draft) []checklist.Field
}

// Doubts reports whether an answer looks like a secret, and the person has not said
// that it is none: it is not taken, unless it is what the draft has already.
func (s *Session) Doubts(f checklist.Field, typed string) bool {
	d := s.State().Draft
	return !(d.Get(f) == typed && d.Declared(f)) && len(s.misplaced(checklist.Draft{}.With(f, typed))) > 0
}

func (s *Session) misplaced(d checklist.Draft) []checklist.Field {
	if k, keeps := s.runner.(keeper); keeps {
		return k.Misplaced(d)
	}
	return checklist.Misplaced(d, zendesk.Secret{})
}

// recognise notes which answers hold the Runner's secret. It is called with the
// lock held, after the draft or the secret has changed.
func (s *Session) recognise(state *State) {
	s.in = s.misplaced(state.Draft)
	state.Evidence.SecretIn = s.in
}

// hand is called with the lock held, so that effects keep the order of their events.
func (s *Session) hand(e Effect) {
	switch e := e.(type) {
	case Save, Keep:
		if !s.closed {
			s.queue = append(s.queue, e)
			s.wake.Signal()
		}
	case Leave:
		s.exit = &e.How
	default:
		s.works.Go(func() { s.runner.Run(s.ctx, e, s.tell) })
	}
}

func (s *Session) tell(e Event) { s.Tell(e) }

// write carries out the writes in order. What was accepted is written also on
// the way out, so its context is never cancelled.
func (s *Session) write() {
	ctx := context.WithoutCancel(s.ctx)
	for {
		s.mu.Lock()
		if s.writes = len(s.queue) > 0; !s.writes {
			for _, done := range s.idle {
				close(done)
			}
			s.idle = nil
		}
		for len(s.queue) == 0 && !s.closed {
			s.wake.Wait()
		}
		if len(s.queue) == 0 {
			s.mu.Unlock()
			return
		}
		s.writes = true
		e := s.queue[0]
		s.queue = s.queue[1:]
		if _, save := e.(Save); save && len(s.queue) > 0 {
			if _, next := s.queue[0].(Save); next {
				s.mu.Unlock()
				continue // a newer draft follows at once: it holds this one
			}
		}
		s.mu.Unlock()
		s.runner.Run(ctx, e, s.tell)
	}
}

// Written is closed once every write that was accepted so far is on disk, or
// was told to have failed.
func (s *Session) Written() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	done := make(chan struct{})
	if len(s.queue) == 0 && !s.writes {
		close(done)
	} else {
		s.idle = append(s.idle, done)
	}
	return done
}

// Changed delivers when the state has changed since the last delivery.
func (s *Session) Changed() <-chan struct{} { return s.changed }

// Exit reports whether the wizard has been left, and how.
func (s *Session) Exit() (Exit, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.exit == nil {
		return Unfinished, false
	}
	return *s.exit, true
}

// Close cancels what runs and waits until nothing of it is left (a test revokes
// its tokens) and everything accepted is written. When ctx ends first it
// returns its error: something may be left.
func (s *Session) Close(ctx context.Context) error {
	done := make(chan struct{})
	go func() {
		s.cancel()
		s.works.Wait()
		s.mu.Lock()
		s.closed = true
		s.wake.Broadcast()
		s.mu.Unlock()
		s.writer.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
