package page

import (
	"time"

	"zdg/checklist"
	"zdg/flow"
)

// sent keeps the day and the ticket of the request, and says what comes next.
func sent(p *Page, s flow.State, now time.Time) {
	p.add(Field{checklist.FieldSubmittedOn}, Field{checklist.FieldTicket})
	today := now.Format(time.DateOnly)
	state := checklist.AfterOf(s.Draft)
	switch state {
	case checklist.NotSent:
		p.Title = "Is the request sent?"
		p.add(noteBlocks(checklist.AfterNotes(s.Draft, now))...)
		p.offer(
			Action{Key: "enter", Label: "Note the day", Next: true},
			Action{Key: "t", Word: "today", Label: "sent today", Event: flow.Answered{Field: checklist.FieldSubmittedOn, Typed: today}, Pinned: true})
	case checklist.Rejected:
		p.add(Text{}, Text{Caution, "!", state.Text(s.Draft) + "."})
		p.offer(continueAction("Go on"), sendAgainAction(today))
	default:
		p.add(noteBlocks(checklist.AfterNotes(s.Draft, now), checklist.NoteNow)...)
		p.offer(continueAction("Go on"))
	}
	deadlines(p, s, now)
	p.offer(finishActions(s)...)
}

// sendAgainAction notes that the request was sent once more after a rejection. today is
// year-month-day.
func sendAgainAction(today string) Action {
	return Action{Key: "s", Word: "sent", Label: "sent again", Event: flow.SentAgain{On: today}, Confirm: "s again notes that it was sent again today", Pinned: true}
}

// finishActions write the report, or end the wizard with the summary. Every page of the last
// stage has them: on any of them there may be nothing left to do today. Practice writes no file.
func finishActions(s flow.State) []Action {
	finish := Action{Key: "q", Word: "finish", Label: "finish", Event: flow.Left{How: flow.Finished}, Pinned: true}
	if s.Practice {
		return []Action{finish}
	}
	return []Action{{Key: "e", Word: "report", Label: "write the report", Event: flow.ReportAsked{}}, finish}
}
