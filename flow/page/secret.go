package page

import (
	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// secret reminds that identifier and secret must be saved before anything is done with
// them, takes the secret hidden, and asks for the developer's word.
func secret(p *Page, s flow.State, l Look) {
	id := s.Draft.Get(checklist.FieldIdentifier)
	offers := "c copy"
	if l.On == OnEntry { // where c is a letter
		offers = ""
	}
	p.Blocks = append(p.Blocks,
		Text{Text: "1. Save both in your password manager or vault. The identifier:"},
		Copyable{Value: id, Offers: offers},
	)
	switch {
	case s.Draft.IsPublic():
		p.Blocks = append(p.Blocks, Text{Text: "2. A public client proves itself with PKCE: the test does not use its secret. Save the secret all the same."})
	default:
		label := flow.SecretOf(id, s.AccountURL)
		hint := "none yet"
		switch {
		case s.SecretGiven && s.SecretFrom != "":
			hint = "✓ taken from " + s.SecretFrom
		case s.SecretGiven:
			hint = "✓ taken; kept in memory only"
		}
		p.Blocks = append(p.Blocks,
			Text{Text: "2. Copy the secret from where you saved it, and paste it here."},
			Entry{Label: label, Hint: hint, Hidden: true, Takes: func(text string) flow.Event {
				secret, err := zendesk.ParseSecret(text)
				if err != nil {
					return nil
				}
				return flow.SecretTyped{Secret: secret}
			}},
		)
	}
	p.Blocks = append(p.Blocks,
		Text{Text: "3. It is needed once more, after the approval: its first six characters claim the client, at apps.zendesk.com and nowhere else, also for a public client. (Z2, " + asOf("Z2") + ")"},
		Field{checklist.FieldStored}, Field{checklist.FieldRegenerated})
	if flow.Shown(checklist.FieldFirstSix, s.Draft) {
		p.Blocks = append(p.Blocks, Field{checklist.FieldFirstSix})
	}
	p.Actions = []Action{goOn("Next page"), {Key: "c", Word: "", Does: "copy identifier", Copy: id, What: "identifier"}}
}

// Doubts is what is odd about a secret that is being typed, and whether some of it is
// grave; an error says that it cannot be one. Nothing of the secret is in them.
func Doubts(s flow.State, typed string) (remarks []zendesk.Remark, grave bool, err error) {
	if typed == "" {
		return nil, false, nil
	}
	secret, err := zendesk.ParseSecret(typed)
	if err != nil {
		return nil, false, err
	}
	id, _ := zendesk.ParseIdentifier(s.Draft.Get(checklist.FieldIdentifier)) // a wrong one is told on its own page
	remarks = secret.Remarks(id)
	for _, r := range remarks {
		grave = grave || r.Grave
	}
	return remarks, grave, nil
}
