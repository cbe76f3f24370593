package flow

import "zdg/checklist"

// Begin returns the state in which the wizard starts: on the first page, or where the draft
// says that it was left. Pages after the secret page are entered only if the test of this
// client has passed; otherwise the secret, which is never saved, is asked for again. Once the
// request was sent, the wizard starts on the page for its state, unless something is being
// fixed after a rejection.
func Begin(s State) State {
	s.AccountURL = checklist.SubjectOf(s.Draft, s.StandIn).AccountURL
	at := PageID(s.Draft.Get(checklist.FieldLeftAt))
	if !Known(at) {
		at = PageFit
	}
	to, sent := afterPage(s.Draft)
	if sent && (PageOf(at).Stage == checklist.StageAfter || checklist.AfterOf(s.Draft) != checklist.Rejected) {
		at = to
	}
	s.Reached = pages[max(Index(at), Index(to))].ID
	if !sent && Index(at) > Index(PageSecret) && !s.SecretGiven && !s.Draft.IsPublic() && checklist.OutcomeOf(s.Draft, s.Evidence) != checklist.OutcomePassed {
		at = PageSecret
	}
	s.Page = at
	return s
}
