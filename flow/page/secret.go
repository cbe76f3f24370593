package page

import (
	"slices"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// secret reminds people to save identifier and secret before using them, takes the secret
// without showing it, and asks for the developer's word that both are saved.
func secret(p *Page, s flow.State) {
	id := s.Draft.Get(checklist.FieldIdentifier)
	p.add(
		Text{Mark: "1.", Text: "Save both in a password manager or vault. Identifier:"},
		Copyable{Value: id, Keys: []string{"c"}},
	)
	if s.Draft.IsPublic() {
		p.add(Text{Mark: "2.", Text: "A public client proves itself with PKCE: the test does not use its secret. Save the secret all the same."})
	} else {
		hint := "None yet."
		switch {
		case s.SecretGiven && s.SecretDoubt != "":
			hint = "! taken all the same, though " + s.SecretDoubt
		case s.SecretGiven && s.SecretFrom != "":
			hint = "✓ taken from " + s.SecretFrom
		case s.SecretGiven:
			hint = "✓ taken; kept in memory only"
		}
		p.add(
			Text{Mark: "2.", Text: "Copy the secret from there, and paste it here."},
			Entry{Label: flow.SecretOf(id, s.AccountURL), Hint: hint, Hidden: true, Submit: func(text string) flow.Event {
				secret, err := zendesk.ParseSecret(text)
				if err != nil {
					return nil
				}
				return flow.SecretTyped{Secret: secret}
			}},
		)
	}
	p.add(
		Text{Mark: "3.", Text: "It is needed once more, after the approval: its first six characters claim the client, at apps.zendesk.com and nowhere else, also for a public client."},
		Field{checklist.FieldStored}, Field{checklist.FieldRegenerated})
	if flow.Shown(checklist.FieldFirstSix, s.Draft) {
		p.add(Field{checklist.FieldFirstSix})
	}
	p.offer(continueAction("Next page"), Action{Key: "c", Label: "copy identifier", Copy: id, CopyName: "identifier"})
}

// SecretRemarks says what is odd about a secret that is being typed, and whether any of it
// is grave. The error says why it cannot be a secret at all. None of them quotes the secret.
func SecretRemarks(s flow.State, typed string) (remarks []zendesk.Remark, grave bool, err error) {
	if typed == "" {
		return nil, false, nil
	}
	secret, err := zendesk.ParseSecret(typed)
	if err != nil {
		return nil, false, err
	}
	id, _ := zendesk.ParseIdentifier(s.Draft.Get(checklist.FieldIdentifier)) // its own page says when it is wrong
	remarks = secret.Remarks(id)
	for i, r := range remarks {
		remarks[i].Text = Sentence(r.Text)
	}
	return remarks, slices.ContainsFunc(remarks, func(r zendesk.Remark) bool { return r.Grave }), nil
}
