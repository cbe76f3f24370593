package tui

import (
	"context"
	"fmt"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// filled is a draft in which every page can be left with Enter.
func filled() checklist.Draft {
	d := checklist.Draft{}
	for _, info := range checklist.Fields() {
		d = d.With(info.Field, info.Example)
	}
	for _, f := range []checklist.Field{
		checklist.FieldLeftAt, checklist.FieldSubmittedOn, checklist.FieldTicket, checklist.FieldKeptURLsWhy, checklist.FieldTrialStartedOn,
		checklist.FieldAnswer, checklist.FieldAnsweredOn, checklist.FieldClaimed, checklist.FieldAssociated, checklist.FieldAppIDSent, checklist.FieldAsSent,
	} {
		d = d.With(f, "")
	}
	return d.With(checklist.FieldRedirectURLs, "http://127.0.0.1:18573/callback\nhttps://acme.example/cb").With(checklist.FieldScopes, "read")
}

// measured is the evidence of a test in which everything but one step was right.
func measured(d checklist.Draft, bad checklist.StepID, seen explain.Seen) checklist.Evidence {
	e := checklist.Evidence{
		Outcome:     checklist.OutcomePassed,
		Credentials: &checklist.Credentials{Answer: checklist.AnswerAccepted, SecretProven: true},
		Person:      &checklist.Person{ID: 42, Name: "Ada Example", Role: "admin"},
	}
	for _, id := range checklist.StepIDs() {
		step := checklist.Step{ID: id, Of: checklist.SubjectOf(d, ""), At: noon}
		if id == bad {
			step.Seen = &seen
			e.Outcome = checklist.OutcomeFailed
		}
		e = e.WithStep(step)
	}
	return e
}

// states is a state for each page, and for each phase of the test.
func states() map[string]flow.State {
	base := flow.State{Draft: filled(), Reached: flow.PageSheet, SecretGiven: true, AccountURL: "https://d3v-acme.zendesk.com"}
	all := map[string]flow.State{}
	for _, p := range flow.Pages() {
		s := base
		s.Page = p.ID
		all[string(p.ID)] = s
	}
	at := func(id flow.PageID, change func(*flow.State)) flow.State {
		s := base
		s.Page = id
		change(&s)
		return s
	}
	all["account-empty"] = at(flow.PageAccount, func(s *flow.State) { s.Draft = checklist.Draft{} })
	all["identity-wrong"] = at(flow.PageIdentity, func(s *flow.State) {
		s.Draft = s.Draft.With(checklist.FieldIdentifier, "50789")
		s.Notice = flow.Notice{Text: "something to say that is long enough to be wrapped on a narrow screen, and then some", Bad: true}
	})
	all["details-not-saved"] = at(flow.PageDetails, func(s *flow.State) {
		s.Evidence.Record = &checklist.Record{Identifier: "zdg-acme", Name: "Acme", LogoURL: "https://d3v-acme.zendesk.com/logo.png"}
		s.Asked, s.Return = checklist.FieldDescription, flow.PageReview
	})
	all["fit-bot"] = at(flow.PageFit, func(s *flow.State) {
		s.Draft = s.Draft.With(checklist.FieldBot, "yes").With(checklist.FieldCustomers, "one")
	})
	all["account-unreachable"] = at(flow.PageAccount, func(s *flow.State) {
		s.Evidence = measured(s.Draft, checklist.StepReach, explain.Seen{Where: explain.Network, Text: "lookup d3v-acme.zendesk.com: no such host"})
	})
	all["account-not-sponsored"] = at(flow.PageAccount, func(s *flow.State) { s.Draft = s.Draft.With(checklist.FieldSponsored, "no") })
	all["urls-exists"] = at(flow.PageURLs, func(s *flow.State) {
		s.Draft = s.Draft.With(checklist.FieldClientExists, "yes").With(checklist.FieldRedirectURLs, "").With(checklist.FieldTestRedirect, "")
	})
	all["clean-up-empty"] = at(flow.PageCleanUp, func(s *flow.State) { s.Draft = s.Draft.With(checklist.FieldRedirectURLs, "") })
	all["secret-missing"] = at(flow.PageSecret, func(s *flow.State) { s.SecretGiven = false })
	all["secret-public"] = at(flow.PageSecret, func(s *flow.State) { s.Draft = s.Draft.With(checklist.FieldKind, "public") })
	all["test-waiting"] = at(flow.PageTest, func(s *flow.State) {
		s.Test = flow.Test{Try: 1, Phase: flow.Running, Current: checklist.StepAuthorize, Ignored: 2, Wait: &flow.Wait{
			AuthorizeURL: "https://d3v-acme.zendesk.com/oauth/authorizations/new?client_id=zdg-acme&code_challenge=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx&state=yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
			StartURL:     "http://127.0.0.1:18573/abcdefgh", Listening: "127.0.0.1:18573", Since: noon.Add(-30 * time.Second), Deadline: noon.Add(9 * time.Minute),
			Hints: []string{"this is an SSH session: paste the address"},
		}, Log: []flow.LogLine{{At: noon, Text: "listening on 127.0.0.1:18573"}, {At: noon, Text: "no browser was opened", Bad: true}}}
	})
	all["test-running"] = at(flow.PageTest, func(s *flow.State) {
		s.Test = flow.Test{Try: 1, Phase: flow.Running, Current: checklist.StepRefresh}
		s.Evidence = measured(s.Draft, "", explain.Seen{})
	})
	all["test-stopping"] = at(flow.PageTest, func(s *flow.State) { s.Test = flow.Test{Try: 1, Phase: flow.Stopping} })
	all["test-failed"] = at(flow.PageTest, func(s *flow.State) {
		s.Evidence = measured(s.Draft, checklist.StepExchange, explain.Seen{Where: explain.TokenEndpoint, Status: 400, Error: "invalid_grant", Age: 3 * time.Minute})
	})
	all["review-tested"] = at(flow.PageReview, func(s *flow.State) { s.Evidence = measured(s.Draft, "", explain.Seen{}) })
	sent := func(pairs ...string) func(*flow.State) {
		return func(s *flow.State) {
			s.Reached = flow.PageLive
			s.Draft = s.Draft.AsSent().With(checklist.FieldSubmittedOn, "2026-11-18").With(checklist.FieldTicket, "#1234567")
			for i := 0; i < len(pairs); i += 2 {
				s.Draft = s.Draft.With(checklist.Field(pairs[i]), pairs[i+1])
			}
		}
	}
	all["sent-noted"] = at(flow.PageSent, sent())
	all["answer-none"] = at(flow.PageAnswer, sent())
	all["answer-rejected"] = at(flow.PageAnswer, sent("answer", "rejected", "answered_on", "2026-11-20", "description", "Syncs both ways"))
	all["answer-ticket"] = at(flow.PageAnswer, func(s *flow.State) {
		sent("answer", "rejected", "answered_on", "2026-11-20")(s)
		s.Ticket = checklist.ReadTicket("Please add your company and a logo.")
	})
	all["answer-approved"] = at(flow.PageAnswer, sent("answer", "approved", "answered_on", "2026-11-20"))
	all["claim-open"] = at(flow.PageClaim, sent("answer", "approved", "answered_on", "2026-11-20"))
	all["claim-done"] = at(flow.PageClaim, sent("answer", "approved", "claimed", "yes", "regenerated", "yes"))
	all["live-open"] = at(flow.PageLive, sent("answer", "approved", "claimed", "yes", "associated", "yes"))
	all["freeze-undecided"] = at(flow.PageFreeze, func(s *flow.State) {
		s.Evidence = measured(s.Draft, "", explain.Seen{})
		s.Draft = s.Draft.With(checklist.FieldAllowed, "").With(checklist.FieldRegenerated, "")
	})
	all["practice"] = at(flow.PageCleanUp, func(s *flow.State) { s.Practice = true })
	return all
}

// idle is a runner that does nothing.
type idle struct{}

func (idle) Run(context.Context, flow.Effect, func(flow.Event)) {}

// draw draws a state at a size, at noon.
func draw(t *testing.T, s flow.State, width, height int) (*model, string) {
	t.Helper()
	session := flow.NewSession(context.Background(), s, idle{})
	t.Cleanup(func() {
		if err := session.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	m := newModel(Options{Session: session, Now: atNoon}).begin()
	m.width, m.height = width, height
	content, _ := m.compose()
	return m, content
}

func sizes() [][2]int { return [][2]int{{40, 10}, {60, 20}, {80, 24}, {100, 30}, {200, 60}} }

func sizeName(size [2]int) string { return fmt.Sprintf("%dx%d", size[0], size[1]) }

// atNoon is a clock that stands still.
func atNoon() time.Time { return noon }
