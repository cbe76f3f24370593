package flow

import "zdg/checklist"

// Begin is the state in which a wizard starts: at the first page, or where a
// loaded draft says that it was left. Pages behind the secret are entered again
// only when the test of this very client has passed; otherwise the secret,
// which is never saved, is asked for again. Once the request was sent it starts where
// that stands, unless something is being fixed after a rejection.
func Begin(s State) State {
	s.AccountURL = accountURL(s)
	at := PageID(s.Draft.Get(checklist.FieldLeftAt))
	if !Known(at) {
		at = PageFit
	}
	to, sent := afterPage(s.Draft)
	if sent && (PageOf(at).Stage == checklist.StageAfter || checklist.AfterOf(s.Draft) != checklist.Rejected) {
		at = to
	}
	s.Reached = pages[max(Index(at), Index(to))].ID
	if !sent && Index(at) > Index(PageSecret) && !s.SecretGiven && needsSecret(s.Draft) && checklist.OutcomeOf(s.Draft, s.Evidence) != checklist.OutcomePassed {
		at = PageSecret
	}
	s.Page = at
	return s
}

func needsSecret(d checklist.Draft) bool {
	return !d.IsPublic()
}
