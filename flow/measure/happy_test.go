package measure

import (
	"slices"
	"testing"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

func TestHappyPath(t *testing.T) {
	for _, kind := range []zendesk.Kind{zendesk.Confidential, zendesk.Public} {
		t.Run(string(kind), func(t *testing.T) {
			s := newStage(t, kind, nil)
			s.plan.ProveRotation = true
			e := s.run(t)
			if e.Outcome != checklist.OutcomePassed {
				t.Fatalf("want passed:\n%s", story(e))
			}
			for _, step := range e.Steps {
				if step.Seen != nil || step.NotRun != "" {
					t.Errorf("%s: %+v", step.ID, step)
				}
				if step.Of != s.plan.Subject {
					t.Errorf("%s was measured on %+v", step.ID, step.Of)
				}
			}
			if got := s.notes.began(); !slices.Equal(got, checklist.StepIDs()) {
				t.Errorf("began %v", got)
			}
			if want := (checklist.Credentials{Answer: checklist.AnswerAccepted, SecretProven: kind == zendesk.Confidential}); *e.Credentials != want {
				t.Errorf("credentials %+v, want %+v", *e.Credentials, want)
			}
			if e.Person.ID == 0 || e.Person.Role != "admin" {
				t.Errorf("person %+v", *e.Person)
			}
			if tok := e.Token; !tok.HasRefresh || tok.ID == 0 || tok.ExpiresIn != (checklist.Lifetime{Seconds: 600, Form: "number"}) ||
				tok.RefreshExpiresIn.Seconds != 691200 || tok.ExpiresAt.IsZero() || tok.ConsentSkipped {
				t.Errorf("token %+v", *tok)
			}
			if e.Record == nil || e.Record.Identifier != s.Client().Identifier || e.Record.How != "token" || e.Record.Kind != string(kind) {
				t.Errorf("record %+v", e.Record)
			}
			if r := e.Refresh; r.New != checklist.StillAlive || r.OldAccess != checklist.Dead || r.OldRefresh != checklist.Dead || !r.HasNewRefresh {
				t.Errorf("refresh %+v", *r)
			}
			if r := e.Revoke; r.Status != 204 || r.By != "current" || r.Access != checklist.Dead || r.Refresh != checklist.Dead || r.Issued != 4 || r.Left != 0 || !r.LivesUntil.IsZero() {
				t.Errorf("revoke %+v", *r)
			}
			if n := s.lives(); n != 0 {
				t.Errorf("%d tokens live on", n)
			}
			free(t, s.plan)
		})
	}
}
