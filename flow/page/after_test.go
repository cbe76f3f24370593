package page

import (
	"slices"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow"
)

// afterState is a state on a page of the last stage.
func afterState(id flow.PageID, pairs ...string) flow.State {
	d := checklist.Draft{}.With(checklist.FieldIdentifier, "zdg-acme").With(checklist.FieldSubdomain, "d3v-acme").AsSent()
	for i := 0; i < len(pairs); i += 2 {
		d = d.With(checklist.Field(pairs[i]), pairs[i+1])
	}
	return flow.State{Draft: d, Page: id, Reached: flow.PageLive, AccountURL: "https://d3v-acme.zendesk.com"}
}

// TestEnterEndsNothingAfterTheRequest: on each page of the last stage, in each state, the
// first action neither leaves nor skips, and another one finishes.
func TestEnterEndsNothingAfterTheRequest(t *testing.T) {
	for _, id := range []flow.PageID{flow.PageSent, flow.PageAnswer, flow.PageClaim, flow.PageLive} {
		for _, pairs := range [][]string{
			nil,
			{"submitted_on", "2026-11-22"},
			{"submitted_on", "2026-11-22", "answer", "rejected"},
			{"answer", "approved"},
			{"answer", "approved", "claimed", "yes"},
			{"answer", "approved", "claimed", "yes", "associated", "yes", "app_id_sent", "yes"},
		} {
			s := afterState(id, pairs...)
			p := drawn(s, UI{})
			finishes := false
			for i, a := range p.Actions {
				left, is := a.Event.(flow.Left)
				finishes = finishes || is && left.How == flow.Finished && a.Word != ""
				if is && (i == 0 || a.Key == "enter") {
					t.Errorf("%s %v: Enter ends the wizard", id, pairs)
				}
				if a.Key == "enter" && a.Event == flow.Event(flow.Continued{}) {
					if next, _ := flow.Update(s, a.Event); next.Page == s.Page && checklist.AfterOf(s.Draft) != checklist.Rejected {
						t.Errorf("%s %v: Enter offers to go on, and does not: %s", id, pairs, next.Notice.Text)
					}
				}
			}
			if !finishes {
				t.Errorf("%s %v: nothing finishes", id, pairs)
			}
		}
	}
}

// TestClaimSaysWhereTheSixAre, the first characters of the secret that the claim asks for; there is no
// place here to type them.
func TestClaimSaysWhereTheSixAre(t *testing.T) {
	p := drawn(afterState(flow.PageClaim, "answer", "approved"), UI{})
	text := said(p)
	for _, want := range []string{"Global OAuth, then Claim Global Auth", "zdg-acme", "where you stored it", "zdg has none of them", "Is it converted already?", "Is the secret lost?", "No day to claim it by is published"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q", want)
		}
	}
	for _, b := range p.Blocks {
		if _, is := b.(Entry); is {
			t.Error("something is to be typed that is no answer")
		}
	}
	if text := said(drawn(afterState(flow.PageClaim, "answer", "approved", "regenerated", "yes"), UI{})); !strings.Contains(text, "more than one secret") {
		t.Error("of a secret that was regenerated it does not say that there are several")
	}
	if text := said(drawn(afterState(flow.PageClaim, "answer", "approved", "claimed", "yes"), UI{})); !strings.Contains(text, "tab Global OAuth") {
		t.Error("the app's tab is not named")
	}
}

// TestPracticeLeadsToItsOwnPortal, and to nothing of Zendesk's; where no browser can be opened, it
// says how to go on.
func TestPracticeLeadsToItsOwnPortal(t *testing.T) {
	const portal = "http://127.0.0.1:7/practice/portal"
	for _, id := range []flow.PageID{flow.PageSheet, flow.PageAnswer, flow.PageClaim} {
		for _, practice := range []bool{true, false} {
			s, want := afterState(id, "submitted_on", "2026-11-22"), "https://apps.zendesk.com"
			if s.Practice = practice; practice {
				s.Portal, want = portal, portal
			}
			p := drawn(s, UI{})
			if says := strings.Contains(strings.ToLower(said(p)), "without a browser"); says != practice {
				t.Errorf("%s, practice %t: how to go on without a browser is said: %t", id, practice, says)
			}
			at := slices.IndexFunc(p.Actions, func(a Action) bool { return a.Key == "o" })
			if offered := practice || id != flow.PageAnswer; (at >= 0) != offered || offered && p.Actions[at].Event != flow.Event(flow.OpenAsked{URL: want}) {
				t.Errorf("%s, practice %t: %+v", id, practice, p.Actions)
			}
		}
	}
}

// TestPracticeOffersNoReport: it writes no file.
func TestPracticeOffersNoReport(t *testing.T) {
	for _, practice := range []bool{true, false} {
		s := afterState(flow.PageSent)
		s.Practice = practice
		if offered := slices.ContainsFunc(drawn(s, UI{}).Actions, func(a Action) bool { return a.Event == flow.ReportAsked{} }); offered == practice {
			t.Errorf("practice %t: the report is offered: %t", practice, offered)
		}
	}
}

// TestRejectedLeadsToTheChecks that the ticket is about, and shows a reply to it.
func TestRejectedLeadsToTheChecks(t *testing.T) {
	s := afterState(flow.PageAnswer, "submitted_on", "2026-11-20", "answer", "rejected", "company", "-")
	p := drawn(s, UI{})
	if a := p.Actions[0]; a.Change == nil || a.Change(UI{}).Open != Ticket {
		t.Errorf("first is %+v", a)
	}
	open := drawn(s, UI{Open: Ticket})
	s, _ = flow.Update(s, entry(t, open).Submit("your company is missing"))
	p = drawn(s, UI{})
	text := said(p)
	row := -1
	for i, b := range p.Blocks {
		if r, is := b.(Row); is && r.ID == "company-filled" {
			row = i
			if fixed, is := r.Action.Event.(flow.Fixed); !is || fixed.Field != checklist.FieldCompany {
				t.Errorf("%+v leads nowhere", r.Action)
			}
		}
	}
	if row < 0 || !strings.Contains(text, "The ticket names the company") || !strings.Contains(text, "You wrote about the company.") {
		t.Errorf("%s", text)
	}
}

// TestAheadUntilItIsReached: the last stage is ahead until there is an answer; then it has its mark.
func TestAheadUntilItIsReached(t *testing.T) {
	for _, c := range []struct {
		s    flow.State
		want string
	}{
		{flow.State{Page: flow.PageFit, Reached: flow.PageFit}, "·"},
		{flow.State{Page: flow.PageSheet, Reached: flow.PageSheet}, "·"},
		{afterState(flow.PageSent), "·"},
		{afterState(flow.PageAnswer, "submitted_on", "2026-11-22"), "·"},
		{afterState(flow.PageAnswer, "submitted_on", "2026-11-22", "answer", "rejected", "answered_on", "2026-11-25", "claimed", "no", "associated", "no", "app_id_sent", "no"), "!"},
		{afterState(flow.PageLive, "submitted_on", "2026-11-22", "answer", "approved", "answered_on", "2026-11-25", "claimed", "yes", "associated", "yes", "app_id_sent", "yes"), "✓"},
	} {
		stand := StageStatus(c.s, checklist.Judge(c.s.Draft, c.s.Evidence), checklist.StageAfter)
		if stand.Mark != c.want || stand.Fails > 0 {
			t.Errorf("%s on %s: %+v, want %q", checklist.AfterOf(c.s.Draft), c.s.Page, stand, c.want)
		}
	}
}

// TestNothingFreezesByAccident: what nobody decided is asked for before the form, like what
// fails, and only the identifier leads past it.
func TestNothingFreezesByAccident(t *testing.T) {
	for _, f := range []checklist.Field{checklist.FieldAllowed, checklist.FieldRegenerated, checklist.FieldStored} {
		var judged Judged
		s := afterState(flow.PageFreeze, "allowed_scopes", "open", "regenerated", "no", "stored", "yes")
		for _, r := range checklist.Judge(s.Draft.With(f, ""), s.Evidence) {
			if r.Verdict != checklist.Fail { // of this draft only what is not decided is left
				judged = append(judged, r)
			}
		}
		s.Draft = s.Draft.With(f, "")
		p := View(s, func() Judged { return judged }, UI{}, noon)
		rows, entry := 0, false
		for _, b := range p.Blocks {
			switch b := b.(type) {
			case Row:
				if fixed, is := b.Action.Event.(flow.Fixed); is && fixed.Field == f && !strings.HasPrefix(b.ID, "frozen ") {
					rows++
				}
			case Entry:
				entry = b.Submit("zdg-acme") == flow.Event(flow.Continued{}) && b.Submit("") == nil
			}
		}
		if rows != 1 || !entry || p.Actions[0].Event != nil {
			t.Errorf("%s: %d rows, entry %v, first %+v", f, rows, entry, p.Actions[0])
		}
	}
}

// TestARejectionLeavesTheReviewAsItWas: the stage before it keeps its mark.
func TestARejectionLeavesTheReviewAsItWas(t *testing.T) {
	judged := func(s flow.State) Judged {
		var after Judged
		for _, r := range checklist.Judge(s.Draft, s.Evidence) {
			if r.Stage == checklist.StageAfter {
				after = append(after, r)
			}
		}
		return after
	}
	sent, rejected := afterState(flow.PageAnswer, "submitted_on", "2026-11-22"), afterState(flow.PageAnswer, "submitted_on", "2026-11-22", "answer", "rejected")
	sent.Evidence.Outcome, rejected.Evidence.Outcome = checklist.OutcomePassed, checklist.OutcomePassed
	if a, b := StageStatus(sent, judged(sent), checklist.StageReview), StageStatus(rejected, judged(rejected), checklist.StageReview); a != b {
		t.Errorf("%+v, and rejected %+v", a, b)
	}
}
