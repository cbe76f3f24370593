package page

import (
	"fmt"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/redact"
	"zdg/flow"
)

// answer asks what Zendesk answered. Of no answer it says when to ask again, of a rejection
// what can be made of the ticket.
func answer(p *Page, s flow.State, judge func() Judged, l Look, now time.Time) {
	if l.Open == Ticket {
		p.Title, p.Why = "What does the ticket say?", "zdg looks for what it names. The text is not kept, and goes nowhere."
		p.Blocks = append(p.Blocks, Entry{
			Label: "The ticket's text", Hint: "all of it, as it is", Lines: true,
			Takes: func(text string) flow.Event { return flow.TicketPasted{Text: text} },
		})
		return
	}
	if s.Practice {
		p.Blocks = append(p.Blocks, Text{Tone: Quiet, Text: "Practice: nobody answers here. Choose what Zendesk would say."})
	}
	p.Blocks = append(p.Blocks, Field{checklist.FieldAnswer})
	if flow.Shown(checklist.FieldAnsweredOn, s.Draft) {
		p.Blocks = append(p.Blocks, Field{checklist.FieldAnsweredOn})
	}
	state := checklist.AfterOf(s.Draft)
	if state == checklist.Rejected {
		rejected(p, s, judge(), now)
	} else {
		p.Blocks = append(p.Blocks, notes(checklist.AfterNotes(s.Draft, now))...)
		days(p, s, now)
		p.Actions = []Action{goOn("Go on")}
		if state == checklist.NotSent || state == checklist.Sent {
			p.Actions = []Action{{Key: "enter", Does: "Note the answer", Next: true}}
		}
	}
	p.Actions = append(p.Actions, finish(s)...)
}

// rejected is what helps to fix a request and to send it again.
func rejected(p *Page, s flow.State, judged Judged, now time.Time) {
	paste := Action{Key: "v", Word: "ticket", Does: "Paste the ticket", Change: open(Ticket), Must: true}
	told := notes(checklist.AfterNotes(s.Draft, now))
	if s.Ticket.Read {
		paste.Does = "paste another ticket"
		p.Blocks, told = append(p.Blocks, named(s, judged)...), nil // all that was told led to it
	}
	p.Blocks = append(p.Blocks, told...)
	p.Blocks = append(p.Blocks, changed(s.Draft)...)
	reply := checklist.Reply(s.Draft, s.Evidence, s.Ticket)
	p.Blocks = append(p.Blocks, Text{Tone: Strong, Text: "A reply to the ticket, to be edited"}, Copyable{Value: reply}, Text{Text: ""})
	p.Actions = []Action{
		paste,
		{Key: "c", Does: "copy the reply", Copy: reply, What: "the reply"},
		{Key: "p", Does: "print the reply", Print: reply},
		again(now.Format(time.DateOnly)),
	}
}

// named is what the ticket names, with the checks about it.
func named(s flow.State, judged Judged) []Block {
	var names []string
	for _, t := range s.Ticket.Topics {
		names = append(names, t.Name)
	}
	title := "The ticket names nothing that zdg has a check for"
	if len(names) > 0 {
		title = "The ticket names " + strings.Join(names, ", ")
	}
	blocks := []Block{Text{Tone: Strong, Text: title}}
	for n, d := range s.Ticket.Found {
		if n == 2 { // the likeliest come first
			break
		}
		blocks = append(blocks, Diagnosis{Caution, d.What, redact.Clean(d.Said, 200), d.Cause, d.Check, d.Fix, "", fmt.Sprintf("%s, %s %s, %s", d.Code, d.Source.Key, d.Source.AsOf.Format(time.DateOnly), d.Confidence)})
	}
	for _, r := range s.Ticket.About(judged) {
		blocks = append(blocks, checkRow(s, r))
	}
	return blocks
}

// changed is what is another answer than when the request was sent.
func changed(d checklist.Draft) []Block {
	all, known := checklist.ChangedSince(d)
	if !known {
		return nil
	}
	blocks := []Block{Text{Tone: Strong, Text: "What you changed since the request"}}
	for _, c := range all {
		now := c.Now
		if now == "" {
			now = "(empty)"
		}
		blocks = append(blocks, Row{Label: c.Field.Title(), Value: now})
	}
	if len(all) == 0 {
		blocks = append(blocks, Text{Text: "Nothing that zdg knows of."})
	}
	return blocks
}
