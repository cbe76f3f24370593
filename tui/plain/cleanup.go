package plain

import (
	"zdg/checklist"
	"zdg/flow"
)

// cleanUpPage names the redirect URLs that should not be frozen.
func (w *wizard) cleanUpPage() error {
	local, _ := w.local()
	w.gap()
	switch {
	case len(local) == 0:
		w.say("pass: No redirect URL leads to this machine.")
	case w.draft().IsPublic():
		w.say("This client is public: its local redirect URLs may be the product. Keep them if it listens there, and say so.")
	case checklist.KeptOnPurpose(w.draft()):
		w.say("pass: The redirect URLs that lead to this machine are kept on purpose.")
	default:
		w.say("warn: These lead to this machine. Take them off the client in Admin Center, then type " + removeWord + " here; or keep them and say why, in one word at least:")
		for _, u := range local {
			w.say(shown(u))
		}
	}
	if s := w.Session.State(); s.Practice {
		w.say(recordWord + " reads again what the practice account has saved.")
	} else {
		w.say(recordWord + " opens what Zendesk has saved, for an admin who is signed in. Copy it all and paste it here:")
		w.say(flow.RecordURL(s))
	}
	urls, _ := checklist.Info(checklist.RedirectURLs)
	why, _ := checklist.Info(checklist.KeptURLsWhy)
	keep := w.field(why)
	keep.shown = func() bool { l, _ := w.local(); return len(l) > 0 } // asked for only where one is needed
	return w.walk([]step{
		{field: urls.Field, ask: func(number, of int) (move, error) {
			w.question(urls, number, of)
			if l, _ := w.local(); len(l) > 0 {
				w.say(removeWord + " takes those off that lead to this machine.")
			}
			return w.askListOr(urls, w.cleanUpWord)
		}},
		keep,
	})
}

// cleanUpWord takes what the list of redirect URLs takes here beside a list.
func (w *wizard) cleanUpWord(text string) (taken bool, m move, err error) {
	local, _ := w.local()
	switch {
	case is(text, removeWord) && len(local) > 0:
		w.removeLocal()
		return true, onwards, nil
	case is(text, recordWord):
		m, err = w.readRecord()
		return true, m, err
	case flow.LooksLikeRecord(text):
		m, err = w.takeRecord(text)
		return true, m, err
	}
	return false, onwards, nil
}

func (w *wizard) local() (local, others []string) { return flow.LocalURLs(w.draft()) }

func (w *wizard) removeLocal() {
	if s := w.tell(flow.TookLocalOff{}); s.Practice { // the record is read again, which ends in a notice
		w.until(func(s flow.State) bool { return s.Notice.Text != "" })
		w.news(w.Session.State())
	}
	w.findings(checklist.RedirectURLs)
}
