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
	state := checklist.AfterOf(s.Draft)
	read := state == checklist.Rejected && s.Ticket.Read
	if read {
		p.Title, p.Why = named(s.Ticket), "A word that the ticket names is not always the reason. "+l.leads()+" leads to where it is answered, and back here."
	}
	if read && !l.Words { // first what came of the paste: line by line the questions were asked before
		p.Blocks = append(p.Blocks, about(s, judge())...)
	}
	if s.Practice {
		p.Blocks = append(p.Blocks,
			Text{Tone: Quiet, Text: "Practice: you decide, on the page that stands for the portal. Say here what it was."},
			Copyable{Lead: "Approve or reject", Value: flow.PortalURL(s), Link: true, Offers: "o open"})
	}
	p.Blocks = append(p.Blocks, Field{checklist.FieldAnswer})
	if flow.Shown(checklist.FieldAnsweredOn, s.Draft) {
		p.Blocks = append(p.Blocks, Field{checklist.FieldAnsweredOn})
	}
	if read && l.Words {
		p.Blocks = append(p.Blocks, about(s, judge())...)
	}
	if state == checklist.Rejected {
		rejected(p, s, now)
	} else {
		p.Blocks = append(p.Blocks, notes(checklist.AfterNotes(s.Draft, now))...)
		days(p, s, now)
		p.Actions = []Action{goOn("Go on")}
		if state == checklist.NotSent || state == checklist.Sent {
			p.Actions = []Action{{Key: "enter", Does: "Note the answer", Next: true}}
		}
	}
	if s.Practice {
		p.Actions = append(p.Actions, Action{Key: "o", Word: "open", Does: "open the portal", Event: flow.OpenAsked{URL: flow.PortalURL(s)}})
	}
	p.Actions = append(p.Actions, finish(s)...)
}

// rejected is what helps to fix a request and to send it again.
func rejected(p *Page, s flow.State, now time.Time) {
	paste := Action{Key: "v", Word: "ticket", Does: "Paste the ticket", Change: open(Ticket), Must: true}
	if s.Ticket.Read { // all that is told of a rejection leads to that
		paste.Does = "paste another ticket"
	} else {
		p.Blocks = append(p.Blocks, notes(checklist.AfterNotes(s.Draft, now))...)
	}
	p.Blocks = append(p.Blocks, changed(s.Draft)...)
	reply := checklist.Reply(s.Draft, s.Evidence, s.Ticket)
	p.Blocks = append(p.Blocks, Text{Tone: Strong, Text: "A reply to the ticket, to be edited"})
	p.Blocks = append(append(p.Blocks, paragraphs(reply)...), Text{})
	p.Actions = []Action{
		paste,
		{Key: "c", Does: "copy the reply", Copy: reply, What: "the reply"},
		{Key: "p", Does: "print the reply", Print: reply},
		again(now.Format(time.DateOnly)),
	}
}

// named says what the ticket names.
func named(t checklist.Ticket) string {
	var names []string
	for _, topic := range t.Topics {
		names = append(names, topic.Name)
	}
	if len(names) == 0 {
		return "The ticket names nothing that zdg has a check for"
	}
	return "The ticket names " + strings.Join(names, ", ")
}

// about is what was read in the ticket, the answers of Zendesk that it quotes, and the checks about what it names.
func about(s flow.State, judged Judged) []Block {
	var blocks []Block
	for _, fact := range s.Ticket.Facts[:min(3, len(s.Ticket.Facts))] {
		blocks = append(blocks, Text{Tone: Quiet, Text: "Read in it: " + fact.Text})
	}
	for n, d := range s.Ticket.Found {
		if n == 2 { // the likeliest come first
			break
		}
		blocks = append(blocks, Diagnosis{Caution, d.What, redact.Clean(d.Said, 200), d.Cause, d.Check, d.Fix, "", fmt.Sprintf("%s, %s %s, %s", d.Code, d.Source.Key, d.Source.AsOf.Format(time.DateOnly), d.Confidence)})
	}
	for _, r := range s.Ticket.About(judged) {
		blocks = append(blocks, checkRow(s, r))
	}
	return append(blocks, Text{Text: ""})
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
