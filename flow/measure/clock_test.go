package measure

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
)

// bubble runs a test against a practice account without a network, inside a synctest bubble, so
// that no wait takes real time. Its redirect URL cannot be listened on.
func bubble(t *testing.T, fault string, change func(*Plan)) (checklist.Evidence, time.Duration, *notes) {
	t.Helper()
	o := practice.Prepared("https://app.acme.example/callback")
	o.Subdomain = "d3v-acme"
	s := &stage{Account: practice.New(o)}
	s.SetURL("http://127.0.0.1:1")
	if err := s.SetFault(fault); err != nil {
		t.Fatal(err)
	}
	p := planFor(t, "http://127.0.0.1:1", s.Account.Client(), "https://app.acme.example/callback")
	p.Transport, p.Sleep, p.Answer = direct{s.Account}, nil, s.approve(true)
	if change != nil {
		change(&p)
	}
	began := time.Now()
	e := Run(t.Context(), p, s.notes.tell)
	return e, time.Since(began), &s.notes
}

func TestOldTokenIsGivenTenSecondsToDie(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, took, _ := bubble(t, "refresh-keeps-old-alive", nil)
		if e.Outcome != checklist.OutcomePassed || e.Refresh.OldAccess != checklist.StillAlive || took != 10*time.Second {
			t.Errorf("took %v\n%s", took, story(e))
		}
	})
}

// TestADeletionIsGivenThreeSeconds: a deletion may take a moment to be known everywhere.
func TestADeletionIsGivenThreeSeconds(t *testing.T) {
	for seconds, want := range map[int]checklist.Alive{2: checklist.Dead, 4: checklist.StillAlive} {
		synctest.Test(t, func(t *testing.T) {
			e, took, _ := bubble(t, "", func(p *Plan) {
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
		e, took, notes := bubble(t, "rate-limited", nil)
		waits := 0
		for _, n := range notes.all {
			if w, ok := n.(RateWait); ok {
				if waits++; w.Step == "" || w.Until.IsZero() {
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
		e, took, notes := bubble(t, "", func(p *Plan) {
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

// TestOldCode: a code that is pasted late is refused, and its age is reported.
func TestOldCode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, _, _ := bubble(t, "", func(p *Plan) {
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

// TestStopIsBounded: an account that never answers does not hold up the end.
func TestStopIsBounded(t *testing.T) {
	for _, id := range []checklist.StepID{checklist.StepExchange, checklist.StepIdentity, checklist.StepRefresh, checklist.StepRevoke} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var stoppedAt time.Time
			o := practice.Prepared("https://app.acme.example/callback")
			s := &stage{Account: practice.New(o)}
			p := planFor(t, "http://127.0.0.1:1", s.Account.Client(), "https://app.acme.example/callback")
			hangs := false
			p.Transport, p.Answer = hanging{direct{s.Account}, func(*http.Request) bool { return hangs }}, s.approve(true)
			s.notes.on = func(n Note) {
				if b, ok := n.(Began); ok && b.Step == id {
					hangs = true
					time.AfterFunc(time.Second, func() { stoppedAt = time.Now(); cancel() })
				}
			}
			e := Run(ctx, p, s.notes.tell)
			if took := time.Since(stoppedAt); took > 5*time.Second {
				t.Errorf("%s: it took %v to stop\n%s", id, took, story(e))
			}
			if id != checklist.StepRevoke && e.Outcome != checklist.OutcomeCancelled {
				t.Errorf("%s: %s", id, story(e))
			}
			if !told(e) {
				t.Errorf("%s: nobody says that a token may live on\n%s", id, story(e))
			}
		})
	}
}

func TestEarlierMeasurementsAreReused(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	first := s.run(t)
	for _, tt := range []struct {
		name          string
		change        func(*Plan)
		reach, probes int
	}{
		{"soon", func(*Plan) {}, 0, 0},
		{"a refusal, which may be mended", func(p *Plan) {
			refused := *first.Credentials
			refused.Answer = checklist.AnswerRefused
			p.Earlier.Credentials = &refused
		}, 0, 1},
		{"asked again", func(p *Plan) { p.ProbeAgain = true }, 0, 1},
		{"after 16 minutes", func(p *Plan) { p.Now = func() time.Time { return time.Now().Add(16 * time.Minute) } }, 1, 0},
		{"another identifier", func(p *Plan) { p.Subject.Identifier = "zdg-other" }, 0, 1},
		{"another kind", func(p *Plan) { p.Subject.Kind = "public" }, 0, 1},
		{"another account", func(p *Plan) { p.Subject.AccountURL = "http://127.0.0.1:2" }, 1, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reach, posts := 0, 0
			p := s.plan
			p.Earlier = first
			p.Transport = before(func(method, path string) {
				if path == zendesk.LocalesPath {
					reach++
				}
				if method == "POST" {
					posts++
				}
			})
			tt.change(&p)
			e := Run(t.Context(), p, nil)
			// exchange, refresh, and the proof that both refresh tokens are dead
			if reach != tt.reach || posts-4 != tt.probes || e.Outcome != checklist.OutcomePassed || e.Credentials == nil {
				t.Errorf("reached %d times, %d token requests\n%s", reach, posts, story(e))
			}
		})
	}
}

// TestLeastPrivilege: steps that need more scopes are not run, and nobody is asked for more
// scopes; the record can be pasted.
func TestLeastPrivilege(t *testing.T) {
	s := newStage(t, zendesk.Confidential, func(o *practice.Options) { o.Client.AllowedScopes = []string{"tickets:read", "tickets:write"} })
	e := s.run(t)
	for _, id := range []checklist.StepID{checklist.StepIdentity, checklist.StepRecord} {
		if step, _ := e.Step(id); step.NotRun == "" || step.Seen != nil {
			t.Errorf("%s %+v", id, step)
		}
	}
	if e.Outcome != checklist.OutcomePassed || s.lives() != 0 || len(e.Scopes) != 2 || e.Scopes[0].Status != 200 || e.Scopes[1].NotRun == "" {
		t.Errorf("%+v\n%s", e.Scopes, story(e))
	}
	s.plan.Record = `{"clients":[{"id":1,"identifier":"` + s.Account.Client().Identifier + `","name":"Acme","secret":"planted"}]}`
	e = s.run(t)
	step, _ := e.Step(checklist.StepRecord)
	if e.Record == nil || e.Record.How != "pasted" || !step.At.Equal(e.Record.At) || step.NotRun != "" {
		t.Errorf("%+v\n%s", e.Record, story(e))
	}
}
