package measure

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"zdg/checklist"
)

// runInBubble runs a test with a fault inside a synctest bubble, with the waits that a real test has; change may alter the plan.
func runInBubble(t *testing.T, fault string, change func(*Plan)) (checklist.Evidence, time.Duration, *notes) {
	t.Helper()
	s := newBubbleStage(t)
	s.setFault(t, fault)
	p := s.plan
	p.Sleep = nil
	if change != nil {
		change(&p)
	}
	began := time.Now()
	e := Run(t.Context(), p, s.notes.tell)
	return e, time.Since(began), &s.notes
}

func TestOldTokenIsGivenTenSecondsToDie(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, took, _ := runInBubble(t, "refresh-keeps-old-alive", nil)
		if e.Outcome != checklist.OutcomePassed || e.Refresh.OldAccess != checklist.StillAlive || took != 10*time.Second {
			t.Errorf("took %v\n%s", took, story(e))
		}
	})
}

// TestADeletionIsGivenThreeSeconds: a deletion may take a moment to be known everywhere.
func TestADeletionIsGivenThreeSeconds(t *testing.T) {
	for seconds, want := range map[int]checklist.Alive{2: checklist.Dead, 4: checklist.StillAlive} {
		synctest.Test(t, func(t *testing.T) {
			e, took, _ := runInBubble(t, "", func(p *Plan) {
				p.Transport = lagging{p.Transport, time.Duration(seconds)*time.Second - time.Millisecond}
			})
			time.Sleep(time.Minute) // whatever is deleted late is, before the bubble ends
			if e.Outcome != checklist.OutcomePassed || e.Revoke.Access != want || took < 2*time.Second {
				t.Errorf("%d s: %s, took %v\n%s", seconds, e.Revoke.Access, took, story(e))
			}
		})
	}
}

// lagging accepts a deletion at once, and carries it out later.
type lagging struct {
	http.RoundTripper
	by time.Duration
}

func (l lagging) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodDelete {
		return l.RoundTripper.RoundTrip(r)
	}
	later := r.Clone(context.Background())
	time.AfterFunc(l.by, func() {
		if resp, err := l.RoundTripper.RoundTrip(later); err == nil {
			_ = resp.Body.Close()
		}
	})
	return &http.Response{StatusCode: http.StatusNoContent, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
}

func TestRetryAfterIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, took, notes := runInBubble(t, "rate-limited", nil)
		waits := 0
		for _, n := range notes.all {
			if w, ok := n.(RateWait); ok {
				if waits++; w.Until.IsZero() {
					t.Errorf("%+v", w)
				}
			}
		}
		if e.Outcome != checklist.OutcomePassed || waits == 0 || took < time.Second || took > 10*time.Minute {
			t.Errorf("took %v, %d waits\n%s", took, waits, story(e))
		}
	})
}

func TestWaitForTheBrowserEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, took, notes := runInBubble(t, "", func(p *Plan) {
			p.Answer, p.Deliver, p.Timeout = nil, make(chan string), 5*time.Minute
		})
		if e.Outcome != checklist.OutcomeTimedOut || took != 5*time.Minute {
			t.Errorf("took %v\n%s", took, story(e))
		}
		for _, n := range notes.all {
			if w, ok := n.(Waiting); ok && w.Deadline.Sub(w.Since) != 5*time.Minute {
				t.Errorf("%+v", w)
			}
		}
	})
}

// TestOldCode: a code that comes more than two minutes after the person allowed is refused, and the test ends there.
func TestOldCode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, _, _ := runInBubble(t, "", func(p *Plan) {
			approve := p.Answer
			p.Answer = func(ctx context.Context, u string) (string, error) {
				to, err := approve(ctx, u)
				time.Sleep(121 * time.Second)
				return to, err
			}
			p.Timeout = 0
		})
		if step, _ := e.Step(checklist.StepExchange); e.Outcome != checklist.OutcomeFailed || step.Seen == nil || step.Seen.Error != "invalid_grant" {
			t.Error(story(e))
		}
	})
}
