package page

import (
	"time"

	"zdg/checklist"
	"zdg/flow"
)

// sent keeps day and ticket of the request, and says what comes next.
func sent(p *Page, s flow.State, now time.Time) {
	p.Blocks = append(p.Blocks, Field{checklist.FieldSubmittedOn}, Field{checklist.FieldTicket})
	today := now.Format(time.DateOnly)
	state := checklist.AfterOf(s.Draft)
	switch state {
	case checklist.NotSent:
		p.Blocks = append(p.Blocks, notes(checklist.AfterNotes(s.Draft, now))...)
		p.Actions = []Action{
			{Key: "enter", Does: "Note the day", Next: true},
			{Key: "t", Word: "today", Does: "sent today", Event: flow.Answered{Field: checklist.FieldSubmittedOn, Typed: today}, Must: true},
		}
	case checklist.Rejected:
		p.Blocks = append(p.Blocks, Text{Text: ""}, Text{Caution, "!", state.Text(s.Draft) + "."})
		p.Actions = []Action{goOn("Go on"), again(today)}
	default:
		p.Blocks = append(p.Blocks, notes(checklist.AfterNotes(s.Draft, now), checklist.NoteNow)...)
		p.Actions = []Action{goOn("Go on")}
	}
	days(p, s, now)
	p.Actions = append(p.Actions, finish(s)...)
}

// again notes that the request was sent once more, after a rejection.
func again(today string) Action {
	return Action{Key: "s", Word: "sent", Does: "sent again", Event: flow.SentAgain{On: today}, Again: "s again notes that it was sent again today", Must: true}
}

// finish ends the wizard with the summary, or writes the report: on each page of the last
// stage, for nobody knows on which of them there is nothing left to do today.
func finish(flow.State) []Action {
	return []Action{
		{Key: "e", Word: "report", Does: "write the report", Event: flow.ReportAsked{}},
		{Key: "q", Word: "finish", Does: "finish", Event: flow.Left{How: flow.Finished}, Must: true},
	}
}

// notes are what is told about a state, each with source and date, below their headings;
// of these headings alone where some are named.
func notes(all []checklist.Note, only ...string) []Block {
	var blocks []Block
	last := ""
	for _, n := range all {
		wanted := len(only) == 0
		for _, title := range only {
			wanted = wanted || title == n.Title
		}
		if !wanted {
			continue
		}
		if n.Title != last {
			last = n.Title
			blocks = append(blocks, Text{Tone: Strong, Text: n.Title})
		}
		blocks = append(blocks, Text{Text: n.Text + " (" + n.Source.Key + ", " + n.Source.AsOf.Format(time.DateOnly) + ")"})
	}
	return blocks
}
