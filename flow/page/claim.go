package page

import (
	"time"

	"zdg/checklist"
	"zdg/flow"
)

// claim leads through the portal's form that claims the client, and then through the app's
// tab that links the client. zdg never knows the six characters of the secret that the form
// asks for.
func claim(p *Page, s flow.State, now time.Time) {
	id := s.Draft.Get(checklist.FieldIdentifier)
	state := checklist.AfterOf(s.Draft)
	p.Title = state.Text(s.Draft)
	six := "First 6 characters of clients secret: open the secret in your password manager or vault, where you stored it, and copy the first six. zdg has none of them."
	if s.Practice {
		six += " In practice, the portal's page shows them once you have approved the request there."
	} else if s.Draft.Said(checklist.FieldRegenerated) {
		six += " The client has had more than one secret: try the first one's, then the newest one's; which counts is not published."
	}
	if s.Practice {
		p.add(Text{Tone: Quiet, Text: "Practice: without a browser, only say here that it is done."})
	}
	if s.Draft.Said(checklist.FieldClaimed) {
		p.add(
			Field{checklist.FieldClaimed},
			Copyable{Lead: "Sign in at", Value: flow.PortalURL(s), Link: true, Keys: []string{"o"}},
			Text{Text: "Apps > Details on the app's tile > tab Global OAuth. \"Does this app use Global OAuth?\" Yes, choose " + id + ", Update. (" + citeKey("Z2") + ")"},
			Text{Tone: Quiet, Text: "You can choose more than one. What is not in the list has not been claimed."},
			Field{checklist.FieldAssociated})
	} else {
		p.add(
			Copyable{Lead: "1. Sign in at", Value: flow.PortalURL(s), Link: true, Keys: []string{"o"}},
			Text{Text: "Choose Global OAuth, then Claim Global Auth at the top right."},
			Copyable{Lead: "2. Identifier", Value: id, Keys: []string{"c"}},
			Text{Mark: "3.", Text: six},
			Text{Mark: "4.", Text: "Click Claim. The client is then in your Organization's list. (" + citeKey("Z2") + ")"},
			Field{checklist.FieldClaimed},
		)
		p.add(noteBlocks(checklist.AfterNotes(s.Draft, now), checklist.NoteBy)...)
		p.add(Text{Tone: Strong, Text: "If the form refuses"})
		for _, n := range checklist.ClaimFailures() {
			p.add(Row{ID: n.Title, Label: n.Title, Details: []Block{Text{Text: n.Text + " (" + cite(n.Source, n.Confidence) + ")"}}, Right: Site(n.Source)})
		}
	}
	if state == checklist.Associated || state == checklist.Live || state == checklist.Claimed && s.Draft.Has(checklist.FieldAssociated) {
		p.offer(continueAction("Go on"))
	} else {
		p.offer(Action{Key: "enter", Label: "Note it", Next: true})
	}
	p.offer(
		Action{Key: "o", Word: "open", Label: "open the portal", Event: flow.OpenAsked{URL: flow.PortalURL(s)}},
		Action{Key: "c", Label: "copy identifier", Copy: id, CopyName: "identifier"})
	p.offer(finishActions(s)...)
}
