package page

import "zdg/flow"

// create leads through the form in Admin Center, field by field.
func create(p *Page, s flow.State, l Look) {
	url := flow.AdminURL(s)
	p.Blocks = append(p.Blocks, Copyable{Lead: "Add OAuth client, at", Value: url, Link: true, Offers: "o open"}, Text{Text: ""})
	for _, row := range flow.Form(s.Draft) {
		note := row.Note
		if row.Older != "" {
			note += "; older label: " + row.Older
		}
		r := Row{
			ID: row.Label, Label: row.Label, Value: row.Value, Details: []Block{Text{Tone: Quiet, Text: note}},
			Does: Action{Key: "enter", Does: "Copy, next", Copy: row.Value, What: row.Label, Next: true},
		}
		switch {
		case row.Label == flow.LastRow:
			r.Does = goOn("Client created")
		case l.Copied[row.Label]:
			r.Right, r.Good = "✓ copied", true
		}
		p.Blocks = append(p.Blocks, r)
	}
	p.Blocks = append(p.Blocks, Text{Tone: Quiet, Text: "Make a second local client, such as acme-dev, for development: conversion takes this one away from you."})
	p.Actions = []Action{
		{Key: "o", Word: "open", Does: "open Admin Center", Event: flow.OpenAsked{URL: url}},
		{Key: "n", Does: "client created", Event: flow.Continued{}},
		{Key: "p", Does: "print the address", Print: url},
	}
}
