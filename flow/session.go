package flow

import (
	"context"
	"sync"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// Session holds the state of one run and is the only caller of Update. Its methods are safe
// for concurrent use.
type Session struct {
	runner  Runner
	ctx     context.Context
	cancel  context.CancelFunc
	changed chan struct{}  // with one slot: there is something new to draw
	works   sync.WaitGroup // effects other than writes
	writer  sync.WaitGroup // the goroutine that makes the writes

	mu       sync.Mutex
	state    State
	secretIn []checklist.Field // the answers that hold the secret or look like one
	noted    bool              // secretIn has been found out
	exit     *Exit
	queue    []Effect        // writes not begun yet
	writes   bool            // a write is being made
	idle     []chan struct{} // closed when all writes are made
	wake     *sync.Cond      // there is a write, or closed is set
	closed   bool
}

// NewSession starts a session. When ctx ends, running effects are cancelled. The session must
// be closed (Close).
func NewSession(ctx context.Context, s State, r Runner) *Session {
	ctx, cancel := context.WithCancel(ctx)
	session := &Session{runner: r, ctx: ctx, cancel: cancel, state: s, changed: make(chan struct{}, 1)}
	session.wake = sync.NewCond(&session.mu)
	session.writer.Go(session.write)
	return session
}

// State returns the present state.
func (s *Session) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.noteFirst()
	return s.state
}

// Tell updates the state with an event and returns the new state. Effects go to the Runner in
// order: writes one by one, the others at once. It waits for none of them but KeepSecret,
// which is done in memory, so that a test started next has the secret.
func (s *Session) Tell(e Event) State {
	if a, is := e.(Answered); is && s.State().Draft.Get(a.Field) != a.Typed && s.Doubts(a.Field, a.Typed) {
		e = doubted(a)
	}
	if t, is := e.(Typed); is && s.Doubts(t.Field, t.Text) {
		e = withheld{Field: t.Field}
	}
	s.mu.Lock()
	s.noteFirst()
	switch e.(type) {
	case SecretKept, SecretDropped:
		s.noteSecrets(&s.state)
	}
	next, effects := Update(s.state, e)
	if !next.Draft.Equal(s.state.Draft) {
		s.noteSecrets(&next)
	}
	next.Evidence.SecretIn = s.secretIn
	s.state = next
	var now []Effect
	for _, effect := range effects {
		if _, secret := effect.(KeepSecret); secret {
			now = append(now, effect)
		} else {
			s.dispatch(effect)
		}
	}
	s.mu.Unlock()
	for _, effect := range now {
		s.runner.Run(s.ctx, effect, s.tell)
		next = s.State()
	}
	select {
	case s.changed <- struct{}{}:
	default: // the last change has not been drawn yet, and this one will be with it
	}
	return next
}

// secretHolder is a Runner that can find the secret it holds in a draft. Misplaced is called
// with the session's lock held.
type secretHolder interface {
	Misplaced(checklist.Draft) []checklist.Field
}

// Doubts reports whether an answer holds or looks like a secret, and the person has not
// declared that it is none. Such an answer is not accepted.
func (s *Session) Doubts(f checklist.Field, typed string) bool {
	d := s.State().Draft
	return !(d.Get(f) == typed && d.Declared(f)) && len(s.misplaced(checklist.Draft{}.With(f, typed))) > 0
}

func (s *Session) misplaced(d checklist.Draft) []checklist.Field {
	if k, keeps := s.runner.(secretHolder); keeps {
		return k.Misplaced(d)
	}
	return checklist.Misplaced(d, zendesk.Secret{})
}

// noteSecrets notes which answers hold the Runner's secret. The caller holds the lock and has
// changed the draft or the secret.
func (s *Session) noteSecrets(state *State) {
	s.secretIn = s.misplaced(state.Draft)
	state.Evidence.SecretIn = s.secretIn
}

// noteFirst notes the secrets of the state that the session was made with. It is done when that
// is first asked for, so that the terminal need not wait for it. The caller holds the lock.
func (s *Session) noteFirst() {
	if !s.noted {
		s.noted = true
		s.noteSecrets(&s.state)
	}
}

// dispatch queues a write and starts any other effect. The caller holds the lock, so that
// effects keep the order of their events.
func (s *Session) dispatch(e Effect) {
	switch e := e.(type) {
	case Save, Keep:
		if !s.closed {
			s.queue = append(s.queue, e)
			s.wake.Signal()
		}
	case Leave:
		s.exit = &e.How
	default:
		if !s.closed {
			s.works.Go(func() { s.runner.Run(s.ctx, e, s.tell) })
		}
	}
}

func (s *Session) tell(e Event) { s.Tell(e) }

// write makes the queued writes in order, until the session is closed. Its context is never
// cancelled, so that what was accepted is still written on the way out.
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
				continue // the next draft includes this one
			}
		}
		s.mu.Unlock()
		s.runner.Run(ctx, e, s.tell)
	}
}

// Written returns a channel that is closed once every write accepted so far was made or has
// failed.
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

// Changed receives a value when the state has changed since the last one.
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

// Close cancels running effects and waits until they have returned (a test revokes its
// tokens) and every accepted write is made. When ctx ends first, it returns the error of ctx;
// something may be left then. Effects of later calls of Tell are not carried out.
func (s *Session) Close(ctx context.Context) error {
	done := make(chan struct{})
	go func() {
		s.cancel()
		s.works.Wait()
		s.mu.Lock()
		s.closed = true
		s.wake.Broadcast()
		s.mu.Unlock()
		s.works.Wait() // for what was started in between
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
