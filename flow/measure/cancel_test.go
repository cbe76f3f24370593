package measure

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
)

// requests keeps the methods of the requests that are sent after a test is stopped.
type requests struct {
	next    http.RoundTripper
	mu      sync.Mutex
	stopped bool
	after   []string
}

func (r *requests) RoundTrip(req *http.Request) (*http.Response, error) {
	r.mu.Lock()
	if r.stopped {
		r.after = append(r.after, req.Method)
	}
	r.mu.Unlock()
	return r.next.RoundTrip(req)
}

func (r *requests) stop() { r.mu.Lock(); r.stopped = true; r.mu.Unlock() }

// TestDeletionComesFirst: a test that is stopped sends the deletion first, in whatever step it is.
func TestDeletionComesFirst(t *testing.T) {
	steps := checklist.StepIDs()
	for _, id := range steps[slices.Index(steps, checklist.StepIdentity):] {
		t.Run(string(id), func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, nil)
			seen := &requests{next: http.DefaultTransport}
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
		o := practice.Prepared("https://app.acme.example/callback")
		s := &stage{Account: practice.New(o)}
		if err := s.SetFault("anonymous-user", "create-token-gone"); err != nil { // nothing lets the token in
			t.Fatal(err)
		}
		p := planFor(t, "http://127.0.0.1:1", s.Account.Client(), "https://app.acme.example/callback")
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		revoking := false
		p.Answer = s.approve(true)
		p.Transport = hanging{direct{s.Account}, func(r *http.Request) bool {
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

// TestListenerThatHangs: a receiver of notes that hangs holds up neither the test nor its end.
func TestListenerThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := practice.Prepared("https://app.acme.example/callback")
		s := &stage{Account: practice.New(o)}
		p := planFor(t, "http://127.0.0.1:1", s.Account.Client(), "https://app.acme.example/callback")
		p.Transport, p.Answer = direct{s.Account}, s.approve(true)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		release := make(chan struct{})
		defer close(release)
		var stoppedAt time.Time
		e := Run(ctx, p, func(n Note) {
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
