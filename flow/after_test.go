package flow

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zdg/checklist"
)

// sentOn is a draft whose request was sent, with these answers on top.
func sentOn(day string, pairs ...string) checklist.Draft {
	d := usableDraft().With(checklist.FieldDescription, "Syncs tickets")
	s, _ := tell(State{Page: PageSent, Draft: d}, Answered{Field: checklist.FieldSubmittedOn, Typed: day})
	d = s.Draft
	for i := 0; i < len(pairs); i += 2 {
		d = d.With(checklist.Field(pairs[i]), pairs[i+1])
	}
	return d
}

// TestADayThatIsCorrectedNotesNothingAnew: what was sent stays as noted, until the day is taken away.
func TestADayThatIsCorrectedNotesNothingAnew(t *testing.T) {
	s := State{Page: PageSent, Draft: sentOn("2026-11-22", "description", "Another one")}
	s, _ = tell(s, Answered{Field: checklist.FieldSubmittedOn, Typed: "2026-11-23"})
	if changed, known := checklist.ChangedSince(s.Draft); !known || len(changed) != 1 {
		t.Errorf("changed since the request: %v, %v", changed, known)
	}
	s, _ = tell(s, Answered{Field: checklist.FieldSubmittedOn}, Answered{Field: checklist.FieldSubmittedOn, Typed: "2026-11-24"})
	if changed, known := checklist.ChangedSince(s.Draft); !known || len(changed) != 0 {
		t.Errorf("the request was taken back and sent anew, and changed since: %v, %v", changed, known)
	}
}

// TestOpeningLaterLeadsToWhereTheRequestStands, also without the secret, which is not needed
// any more; and stays where a rejection is being fixed.
func TestOpeningLaterLeadsToWhereTheRequestStands(t *testing.T) {
	for _, c := range []struct {
		left PageID
		d    checklist.Draft
		want PageID
	}{
		{PageReview, usableDraft(), PageSecret}, // nothing was tested: as before
		{PageSent, usableDraft(), PageSecret},
		{PageSent, sentOn("2026-11-22"), PageAnswer},
		{PageReview, sentOn("2026-11-22"), PageAnswer},
		{"", sentOn("2026-11-22"), PageAnswer},
		{PageSent, sentOn("2026-11-22", "answer", "rejected"), PageAnswer},
		{PageDetails, sentOn("2026-11-22", "answer", "rejected"), PageDetails},
		{PageAnswer, sentOn("2026-11-22", "answer", "approved"), PageClaim},
		{PageLive, sentOn("2026-11-22", "answer", "approved", "claimed", "yes"), PageClaim},
		{PageSent, sentOn("2026-11-22", "answer", "approved", "claimed", "yes", "associated", "yes"), PageLive},
	} {
		s := Begin(State{Draft: c.d.With(checklist.FieldLeftAt, string(c.left))})
		if s.Page != c.want {
			t.Errorf("left at %q as %s: opens at %s, want %s", c.left, checklist.AfterOf(c.d), s.Page, c.want)
		}
		if to, sent := afterPage(c.d); sent && Index(s.Reached) < Index(to) {
			t.Errorf("left at %q: %s cannot be reached", c.left, to)
		}
	}
}

// TestTheLastStageGoesOnWhenSomethingHappened, and never ends by going on.
func TestTheLastStageGoesOnWhenSomethingHappened(t *testing.T) {
	for _, c := range []struct {
		page PageID
		d    checklist.Draft
		want PageID
		said string
	}{
		{PageSent, usableDraft(), PageSent, "no day yet"},
		{PageSent, usableDraft().With(checklist.FieldSubmittedOn, "soon"), PageSent, "no day yet"},
		{PageSent, sentOn("2026-11-22"), PageAnswer, ""},
		{PageAnswer, sentOn("2026-11-22"), PageAnswer, "no answer yet"},
		{PageAnswer, sentOn("2026-11-22", "answer", "rejected"), PageAnswer, "rejected: fix"},
		{PageAnswer, sentOn("2026-11-22", "answer", "approved"), PageClaim, ""},
		{PageClaim, sentOn("2026-11-22", "answer", "approved", "claimed", "no"), PageLive, ""},
		{PageLive, sentOn("2026-11-22", "answer", "approved"), PageLive, ""},
	} {
		s, effects := tell(State{Page: c.page, Draft: c.d, SecretGiven: true}, Continued{})
		if s.Page != c.want || s.Leaving || has[Leave](effects) || !strings.HasPrefix(s.Notice.Text, c.said) {
			t.Errorf("%s as %s: on %s, said %q, leaving %v", c.page, checklist.AfterOf(c.d), s.Page, s.Notice.Text, s.Leaving)
		}
	}
	if s, effects := tell(State{Page: PageLive}, Left{How: Finished}); !s.Leaving || s.Exit != Finished || !has[Leave](effects) {
		t.Error("it is not finished by the event for it")
	}
}

// TestWhatWasSentIsNoted when the day is, and anew when it is sent again.
func TestWhatWasSentIsNoted(t *testing.T) {
	d := sentOn("2026-11-22")
	if changed, known := checklist.ChangedSince(d); !known || len(changed) > 0 {
		t.Fatalf("noted %v, changed %v", known, changed)
	}
	s := State{Page: PageAnswer, Reached: PageAnswer, File: "zdg.toml", Draft: d.With(checklist.FieldTicket, "#1")}
	if next, _ := tell(s, SentAgain{On: "2026-11-26"}); !next.Draft.Equal(s.Draft) {
		t.Error("a request that waits for its answer is not sent again by a key")
	}
	s, _ = tell(s, Answered{Field: checklist.FieldAnswer, Typed: "rejected"}, Answered{Field: checklist.FieldAnsweredOn, Typed: "2026-11-25"},
		Answered{Field: checklist.FieldDescription, Typed: "Syncs tickets both ways"}, TicketPasted{Text: "the description is empty"})
	if changed, _ := checklist.ChangedSince(s.Draft); len(changed) != 1 || !s.Ticket.Read {
		t.Errorf("changed %v, ticket %v", changed, s.Ticket)
	}
	s, effects := tell(s, SentAgain{On: "2026-11-26"})
	if checklist.AfterOf(s.Draft) != checklist.Sent || s.Draft.Get(checklist.FieldSubmittedOn) != "2026-11-26" || s.Draft.Get(checklist.FieldTicket) != "#1" || s.Ticket.Read || !has[Save](effects) {
		t.Errorf("sent again: %s, ticket %q", checklist.AfterOf(s.Draft), s.Draft.Get(checklist.FieldTicket))
	}
	if changed, known := checklist.ChangedSince(s.Draft); !known || len(changed) > 0 {
		t.Errorf("since it was sent again nothing changed: %v", changed)
	}
}

// TestATestAfterTheRequestAsksForTheSecret, and comes back with it.
func TestATestAfterTheRequestAsksForTheSecret(t *testing.T) {
	s := State{Page: PageTest, Reached: PageAnswer, Draft: sentOn("2026-11-22", "answer", "rejected")}
	s, effects := tell(s, Started{})
	if s.Page != PageSecret || has[Measure](effects) || s.Test.Phase != Idle {
		t.Fatalf("on %s, phase %v", s.Page, s.Test.Phase)
	}
	s, _ = tell(s, SecretKept{}, Continued{})
	if s.Page != PageTest {
		t.Errorf("on %s", s.Page)
	}
	if _, effects = tell(s, Started{}); !has[Measure](effects) {
		t.Error("no test is made with the secret")
	}
}

// TestTheTicketsTextIsKeptNowhere: neither in the state, nor in what is saved.
func TestTheTicketsTextIsKeptNowhere(t *testing.T) {
	const odd = "xyzzy-4711"
	s, effects := tell(State{Page: PageAnswer, Draft: sentOn("2026-11-22", "answer", "rejected")}, TicketPasted{Text: "the logo, says " + odd + "\nsecret " + strings.Repeat("0123456789abcdef", 4)})
	if text := fmt.Sprintf("%+v %+v", s, effects); strings.Contains(text, odd) || strings.Contains(text, "0123456789abcdef") {
		t.Error("the text is in the state")
	}
	if len(s.Ticket.Topics) != 2 {
		t.Errorf("it names %v", s.Ticket.Topics)
	}
}

// TestTheFormInAdminCenterFollowsTheDecision about the Allowed scopes.
func TestTheFormInAdminCenterFollowsTheDecision(t *testing.T) {
	for decided, want := range map[string]string{"": "read", "limited": "read", "Open": ""} {
		rows := Form(usableDraft().With(checklist.FieldAllowed, decided))
		at := slices.IndexFunc(rows, func(r FormRow) bool { return r.Label == "Allowed scopes" })
		if at < 0 || rows[at].Value != want || decided != "" && !strings.Contains(rows[at].Note, "as you decided") {
			t.Errorf("%q: %+v", decided, rows)
		}
	}
}
