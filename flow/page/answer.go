package page

import (
	"cmp"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/redact"
	"zdg/flow"
)

// answer asks what Zendesk answered. As long as there is no answer it says when to ask
// again; after a rejection, what the ticket tells.
func answer(p *Page, s flow.State, judge func() Judged, ui UI, now time.Time) {
	if ui.Open == Ticket {
		p.Title, p.Why = "What does the ticket say?", "zdg looks for what it names. The text is not kept, and goes nowhere."
		p.add(Entry{
			Label: "The ticket's text", Hint: "all of it, as it is", Multiline: true,
			Submit: func(text string) flow.Event { return flow.TicketPasted{Text: text} },
		})
		return
	}
	state := checklist.AfterOf(s.Draft)
	ticketRead := state == checklist.Rejected && s.Ticket.Read
	if ticketRead {
		p.Title = ticketTitle(s.Ticket)
		p.Why = "A word that the ticket names is not always the reason. " + ui.key("Enter", "A number") + " leads to where it is answered, and back here."
	}
	if ticketRead && !ui.LineByLine { // line by line the questions come first: they were asked before
		p.add(ticketBlocks(s, judge())...)
	}
	if s.Practice {
		p.add(
			Text{Tone: Quiet, Text: "Practice: you decide, on the page that stands for the portal. Say here what it was. Without a browser, only say it here."},
			Copyable{Lead: "Approve or reject", Value: flow.PortalURL(s), Link: true, Keys: []string{"o"}})
	}
	p.add(Field{checklist.FieldAnswer})
	if flow.Shown(checklist.FieldAnsweredOn, s.Draft) {
		p.add(Field{checklist.FieldAnsweredOn})
	}
	if ticketRead && ui.LineByLine {
		p.add(ticketBlocks(s, judge())...)
	}
	switch state {
	case checklist.Rejected:
		rejected(p, s, now)
	case checklist.NotSent, checklist.Sent:
		p.add(noteBlocks(checklist.AfterNotes(s.Draft, now))...)
		deadlines(p, s, now)
		p.offer(Action{Key: "enter", Label: "Note the answer", Next: true})
	default:
		p.add(noteBlocks(checklist.AfterNotes(s.Draft, now))...)
		deadlines(p, s, now)
		p.offer(continueAction("Go on"))
	}
	if s.Practice {
		p.offer(Action{Key: "o", Word: "open", Label: "open the portal", Event: flow.OpenAsked{URL: flow.PortalURL(s)}})
	}
	p.offer(finishActions(s)...)
}

// rejected helps to fix the request and to send it again.
func rejected(p *Page, s flow.State, now time.Time) {
	paste := Action{Key: "v", Word: "ticket", Label: "Paste the ticket", Change: openPanel(Ticket), Pinned: true, Enter: true}
	if s.Ticket.Read {
		paste.Label = "paste another ticket"
	} else { // the notes lead to pasting it
		p.add(noteBlocks(checklist.AfterNotes(s.Draft, now))...)
	}
	p.add(changedAnswers(s.Draft)...)
	reply := checklist.Reply(s.Draft, s.Evidence, s.Ticket)
	p.add(Text{Tone: Strong, Text: "A reply to the ticket, to be edited"})
	p.add(paragraphs(reply)...)
	p.add(Text{})
	p.offer(
		paste,
		Action{Key: "c", Label: "copy the reply", Copy: reply, CopyName: "the reply"},
		Action{Key: "p", Label: "print the reply", Print: reply},
		sendAgainAction(now.Format(time.DateOnly)),
	)
}

func ticketTitle(t checklist.Ticket) string {
	var names []string
	for _, topic := range t.Topics {
		names = append(names, topic.Name)
	}
	if len(names) == 0 {
		return "The ticket names nothing that zdg has a check for"
	}
	return "The ticket names " + strings.Join(names, ", ")
}

// maxDiagnoses is how many of the answers that a ticket quotes are explained. The likeliest
// come first. maxFacts is how many of its facts are listed.
const (
	maxDiagnoses = 2
	maxFacts     = 3
)

// ticketBlocks are what was read in the ticket, the answers of Zendesk that the ticket quotes, and the checks of what it
// names.
func ticketBlocks(s flow.State, judged Judged) []Block {
	var blocks []Block
	for _, fact := range s.Ticket.Facts[:min(len(s.Ticket.Facts), maxFacts)] {
		blocks = append(blocks, Text{Tone: Quiet, Text: "Read in it: " + fact.Text})
	}
	for _, d := range s.Ticket.Found[:min(len(s.Ticket.Found), maxDiagnoses)] {
		block := diagnosis(Caution, d)
		block.Said = redact.Clean(d.Said, 200)
		blocks = append(blocks, block)
	}
	for _, r := range s.Ticket.About(judged) {
		blocks = append(blocks, checkRow(s, r))
	}
	return append(blocks, Text{})
}

// changedAnswers lists the answers that differ from those that were sent; nil when these
// are not known.
func changedAnswers(d checklist.Draft) []Block {
	all, known := checklist.ChangedSince(d)
	if !known {
		return nil
	}
	blocks := []Block{Text{Tone: Strong, Text: "What you changed since the request"}}
	for _, c := range all {
		blocks = append(blocks, Row{Label: c.Field.Title(), Value: cmp.Or(c.Now, "(empty)")})
	}
	if len(all) == 0 {
		blocks = append(blocks, Text{Text: "Nothing that zdg knows of."})
	}
	return blocks
}
