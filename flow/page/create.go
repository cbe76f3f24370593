package page

import "zdg/flow"

// create leads through the form in Admin Center, field by field.
func create(p *Page, s flow.State, ui UI) {
	url := flow.AdminURL(s)
	p.add(Copyable{Lead: "Add OAuth client, at", Value: url, Link: true, Keys: []string{"o"}}, Text{})
	for _, row := range flow.Form(s.Draft) {
		note := row.Note
		if row.Older != "" {
			note += " Older label: " + row.Older + "."
		}
		r := Row{ID: row.Label, Label: row.Label, Value: row.Value, Details: []Block{Text{Tone: Quiet, Text: note}}}
		if row.Label == flow.LastRow {
			r.Action = continueAction("Client created")
		} else {
			r.Action = copyAndNext(row.Label, row.Value)
			r.markCopied(ui)
		}
		p.add(r)
	}
	p.add(Text{Tone: Quiet, Text: "Make a second local client, such as acme-dev, for development: conversion takes this one away from you."})
	p.offer(
		Action{Key: "o", Word: "open", Label: "open Admin Center", Event: flow.OpenAsked{URL: url}},
		Action{Key: "n", Label: "client created", Event: flow.Continued{}},
		Action{Key: "p", Label: "print the address", Print: url},
	)
}

// copyAndNext copies the value of a row and moves the focus to the next one.
func copyAndNext(label, value string) Action {
	return Action{Key: "enter", Label: "Copy, next", Copy: value, CopyName: label, Next: true}
}

// markCopied says at the right edge that the row was copied, if it was.
func (r *Row) markCopied(ui UI) {
	if ui.Copied[r.ID] {
		r.Right, r.RightGood = "✓ copied", true
	}
}
