package tui

import (
	tea "charm.land/bubbletea/v2"

	"zdg/flow"
)

// createPage leads through the form in Admin Center, field by field: one key
// copies the next value.
type createPage struct {
	still
	*desk
	row    int
	copied map[int]bool
}

func newCreatePage(d *desk) page { return &createPage{desk: d, copied: map[int]bool{}} }

func (c *createPage) wide() bool { return true }

func (c *createPage) key(k tea.KeyPressMsg) tea.Cmd {
	rows := flow.Form(c.state.Draft)
	switch k.String() {
	case "enter":
		c.tell(flow.Continued{})
	case "up", "shift+tab", "k":
		c.row = max(c.row-1, 0)
	case "down", "tab", "j":
		c.row = min(c.row+1, len(rows)-1)
	case "o":
		c.tell(flow.OpenAsked{URL: flow.AdminURL(c.state)})
	case "c":
		row := rows[c.row]
		c.copied[c.row] = true
		c.row = min(c.row+1, len(rows)-1)
		if row.Value == "" {
			return nil
		}
		return c.copy(row.Label, row.Value)
	case "p":
		return printOut(flow.AdminURL(c.state))
	}
	return nil
}

func (c *createPage) hints() []hint {
	return []hint{{"enter", "it is created"}, {"c", "copy, next"}, {"o", "open Admin Center"}, {"p", "print"}, hintBack, hintWhy}
}

func (c *createPage) draw(p *paper) {
	heading(p, c.state)
	p.put(0, p.text, "Add OAuth client, at")
	p.bare(p.link, flow.AdminURL(c.state))
	p.gap()
	for i, row := range flow.Form(c.state.Draft) {
		start := len(p.lines)
		lead, label := "  ", p.strong
		if i == c.row {
			lead, label = p.accent.Render("▸ "), p.accent.Bold(true)
		}
		title := label.Render(row.Label)
		if row.Older != "" {
			title += p.muted.Render("  older: " + row.Older)
		}
		if c.copied[i] {
			title += p.ok.Render("  ✓ done")
		}
		p.line(lead + title)
		p.put(0, p.muted, row.Note)
		if row.Value != "" {
			p.bare(p.text, row.Value)
		}
		if i == c.row {
			p.focus(start)
		}
		p.gap()
	}
	p.put(0, p.muted, "Make a second local client, such as acme-dev, for development: conversion takes this one away.")
}
