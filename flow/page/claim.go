package page

import (
	"time"

	"zdg/checklist"
	"zdg/flow"
)

// claim leads through the portal's form that claims the client, and through the app's tab
// that links it. The six characters are in the person's store: zdg knows none of them.
func claim(p *Page, s flow.State, now time.Time) {
	id := s.Draft.Get(checklist.FieldIdentifier)
	state := checklist.AfterOf(s.Draft)
	p.Title = state.Text(s.Draft)
	six := "3. First 6 characters of clients secret: open the secret in your password manager or vault, where you stored it, and copy the first six. zdg has none of them."
	if s.Practice {
		six += " In practice the portal's page tells them, once you have approved the request there."
	} else if s.Draft.Said(checklist.FieldRegenerated) {
		six += " The client has had more than one secret: try the first one's, then the newest one's; which counts is not published."
	}
	p.Blocks = append(p.Blocks,
		Copyable{Lead: "1. Sign in at", Value: flow.PortalURL(s), Link: true, Offers: "o open"},
		Text{Text: "Choose Global OAuth, then Claim Global Auth at the top right."},
		Text{Text: "2. OAuth identifier:"},
		Copyable{Value: id, Offers: "c copy"},
		Text{Text: six},
		Text{Text: "4. Click Claim. The client then stands in your Organization's list. (Z2, " + asOf("Z2") + ")"},
		Field{checklist.FieldClaimed},
	)
	if s.Draft.Said(checklist.FieldClaimed) {
		p.Blocks = append(p.Blocks,
			Text{Text: "5. Apps > Details on the app's tile > tab Global OAuth. \"Does this app use Global OAuth?\" Yes, choose " + id + ", Update. (Z2, " + asOf("Z2") + ")"},
			Text{Tone: Quiet, Text: "You can choose more than one. What is not in the list has not been claimed."},
			Field{checklist.FieldAssociated})
	} else {
		p.Blocks = append(p.Blocks, notes(checklist.AfterNotes(s.Draft, now), checklist.NoteBy)...)
		p.Blocks = append(p.Blocks, Text{Tone: Strong, Text: "If the form refuses"})
		for _, n := range checklist.ClaimFailures() {
			p.Blocks = append(p.Blocks, Row{ID: n.Title, Label: n.Title, Details: []Block{Text{Text: n.Text + " (" + n.Source.Key + ", " + n.Source.AsOf.Format(time.DateOnly) + ", " + string(n.Confidence) + ")"}}, Right: n.Source.Key})
		}
	}
	p.Actions = []Action{{Key: "enter", Does: "Note it", Next: true}}
	if state == checklist.Associated || state == checklist.Live || state == checklist.Claimed && s.Draft.Has(checklist.FieldAssociated) {
		p.Actions = []Action{goOn("Go on")}
	}
	p.Actions = append(p.Actions,
		Action{Key: "o", Word: "open", Does: "open the portal", Event: flow.OpenAsked{URL: flow.PortalURL(s)}},
		Action{Key: "c", Does: "copy identifier", Copy: id, What: "identifier"})
	p.Actions = append(p.Actions, finish(s)...)
}
