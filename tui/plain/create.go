package plain

import "zdg/flow"

// createPage leads through the form in Admin Center, field by field.
func (w *wizard) createPage() error {
	s := w.Session.State()
	w.gap()
	w.say("Add OAuth client, at")
	w.say(flow.AdminURL(s))
	for _, row := range flow.Form(s.Draft) {
		w.gap()
		title := row.Label
		if row.Older != "" {
			title += " (older: " + row.Older + ")"
		}
		w.say(title + ":")
		w.say(row.Note)
		w.printer.lines(row.Value)
	}
	w.gap()
	w.say("Make a second local client, such as acme-dev, for development: conversion takes this one away.")
	return w.walk([]step{{bare: true, ask: func(_, _ int) (move, error) {
		w.gap()
		p := prompt{name: "Create", line: "Create [it is created], or open:", help: []string{"An empty line says that the client is created. open opens Admin Center in the browser."}}
		return w.proceedOr(p, "open", func() { w.tell(flow.OpenAsked{URL: flow.AdminURL(w.Session.State())}) })
	}}})
}
