package flow

import (
	"zdg/checklist"
)

// afterPage returns the page on which the process continues once the request was sent; false
// before that.
func afterPage(d checklist.Draft) (PageID, bool) {
	switch checklist.AfterOf(d) {
	case checklist.NotSent:
		return "", false
	case checklist.Sent, checklist.Rejected:
		return PageAnswer, true
	case checklist.Approved, checklist.Claimed:
		return PageClaim, true
	}
	return PageLive, true
}

// whyNotNext says, in the last stage, why the next page is not open yet; "" when it is, and
// in other stages.
func whyNotNext(s State) string {
	state := checklist.AfterOf(s.Draft)
	switch {
	case s.Page == PageSent && state == checklist.NotSent:
		return "no day yet: note the day on which you sent the form, such as 2026-11-22"
	case s.Page == PageAnswer && state == checklist.Rejected:
		return "rejected: fix what the ticket names, and note when you have sent the request again"
	case s.Page == PageAnswer && (state == checklist.NotSent || state == checklist.Sent):
		return "no answer yet: what comes next begins when Zendesk has approved the request"
	}
	return ""
}

// sentAgain starts the wait for an answer again, for a request that was rejected and is sent
// once more. The ticket's number stays, since it may be the same.
func sentAgain(s State, e SentAgain) (State, []Effect) {
	if checklist.AfterOf(s.Draft) != checklist.Rejected {
		return s, nil
	}
	s.Draft = s.Draft.With(checklist.FieldSubmittedOn, e.On).With(checklist.FieldAnswer, "").With(checklist.FieldAnsweredOn, "").AsSent()
	s.Ticket = checklist.Ticket{}
	s, effects := goTo(s, PageSent)
	s.Notice = Notice{Text: "noted: sent again on " + e.On}
	return s, effects
}
