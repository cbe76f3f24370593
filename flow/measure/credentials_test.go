package measure

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

func TestEarlierMeasurementsAreReused(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	first := s.run(t)
	for _, tt := range []struct {
		name          string
		change        func(*Plan)
		reach, probes int
	}{
		{"soon", func(*Plan) {}, 0, 0},
		{"a refusal, which may be fixed", func(p *Plan) {
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

// TestAnOldProbeIsNoGroundToGoOn: when the first request got no answer, identifier and secret are
// tried again, so that nobody is sent to a browser in vain.
func TestAnOldProbeIsNoGroundToGoOn(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	s.plan.Earlier = s.run(t)
	s.plan.Earlier.Steps = s.plan.Earlier.Steps[1:] // the first look is made again
	s.server.Close()
	s.plan.Answer = func(context.Context, string) (string, error) {
		t.Error("the browser was opened")
		return "", nil
	}
	if e := s.run(t); e.Outcome != noNetwork {
		t.Error(story(e))
	}
}

// TestTheProbeWithoutAnAnswer: a probe without an answer ends the test only if the account does
// not answer another request either.
func TestTheProbeWithoutAnAnswer(t *testing.T) {
	first := func(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/v2/locales") }
	for _, c := range []struct {
		name    string
		looks   int // of how many first looks no answer comes
		all     bool
		earlier bool // the account was reached by an earlier test
		outcome checklist.Outcome
		asked   int // how often the first look is made
	}{
		{name: "the probe alone", asked: 1, outcome: checklist.OutcomePassed},
		{name: "the probe, and the first look before it", looks: 1, asked: 2, outcome: checklist.OutcomePassed},
		{name: "the probe, and every look", looks: 9, asked: 2, all: true, outcome: checklist.OutcomeNoNetwork},
		{name: "the probe, reached by an earlier test", asked: 1, earlier: true, outcome: checklist.OutcomePassed},
		{name: "everything, reached by an earlier test", looks: 9, asked: 1, all: true, earlier: true, outcome: checklist.OutcomeNoNetwork},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, zendesk.Confidential, nil)
			if c.earlier {
				s.plan.Earlier = checklist.Evidence{}.WithStep(checklist.Step{ID: checklist.StepReach, Of: s.plan.Subject, At: time.Now()})
			}
			looks := 0
			s.plan.Transport = &odd{say: func(o *odd, r *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
				if first(r) {
					if looks++; looks <= c.looks {
						o.fail = io.ErrUnexpectedEOF
					}
				} else if r.Method == http.MethodPost && (o.posts == 1 || c.all) {
					o.fail = io.ErrUnexpectedEOF
				}
				return nil
			}}
			e := s.run(t)
			step, _ := e.Step(checklist.StepCredentials)
			if e.Outcome != c.outcome || step.Seen == nil || step.Seen.Error != "reset" || looks != c.asked {
				t.Errorf("%d looks:\n%s", looks, story(e))
			}
			if went := c.outcome == checklist.OutcomePassed; went != (e.Credentials != nil && e.Credentials.Answer == checklist.AnswerUnclear) || went != (e.Token != nil) {
				t.Errorf("credentials %+v:\n%s", e.Credentials, story(e))
			}
		})
	}
}

// TestAQuickProbeWithoutAnAnswer: without an answer, the result of an earlier probe is not
// reported as that of this one.
func TestAQuickProbeWithoutAnAnswer(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	s.plan.Earlier = checklist.Evidence{Credentials: &checklist.Credentials{Answer: checklist.AnswerAccepted, SecretProven: true}}
	s.plan.ProbeAgain = true
	s.plan.Transport = &odd{say: func(o *odd, _ *http.Request, _ map[string]any, _ func() *http.Response) *http.Response {
		o.fail = io.ErrUnexpectedEOF
		return nil
	}}
	e := Quick(t.Context(), s.plan, nil)
	if step, _ := e.Step(checklist.StepCredentials); step.Seen == nil || e.Credentials != nil {
		t.Errorf("%+v\n%s", e.Credentials, story(e))
	}
}

// TestAQuickProbeRevokesWhatCame: tokens that are issued for the made-up code are deleted.
func TestAQuickProbeRevokesWhatCame(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	s.setFault(t, "probe-issues")
	if e := Quick(t.Context(), s.plan, nil); s.lives() != 0 || e.Revoke == nil || e.Revoke.Issued == 0 {
		t.Errorf("%d live on, revoke %+v:\n%s", s.lives(), e.Revoke, story(e))
	}
}

// TestAStoppedProbeKeepsWhatCame: a pair for the made-up code is deleted also when the test is
// stopped just then.
func TestAStoppedProbeKeepsWhatCame(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	s.setFault(t, "probe-issues")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s.notes.on = func(n Note) {
		if traffic, ok := n.(Traffic); ok && traffic.Step == checklist.StepCredentials {
			cancel()
		}
	}
	e := Run(ctx, s.plan, s.notes.tell)
	if e.Outcome != checklist.OutcomeCancelled || s.lives() != 0 || e.Revoke == nil || e.Revoke.Issued != 2 {
		t.Errorf("%d live on, revoke %+v:\n%s", s.lives(), e.Revoke, story(e))
	}
}

// TestARefusedPairEndsTheTest: nobody is sent to a browser when identifier and secret are refused.
func TestARefusedPairEndsTheTest(t *testing.T) {
	s := newStage(t, zendesk.Confidential, nil)
	s.setFault(t, "invalid-client")
	e := s.run(t)
	if began := s.notes.began(); !slices.Equal(began, []checklist.StepID{checklist.StepReach, checklist.StepCredentials}) || e.Outcome != checklist.OutcomeFailed {
		t.Errorf("began %v\n%s", began, story(e))
	}
}
