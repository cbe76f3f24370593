package page

import (
	"fmt"
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// sheet is the request sheet: each value as it is typed behind the prefix that the form
// already has, one key to copy it, a mark for what was copied.
func sheet(p *Page, s flow.State, l Look) {
	rows := checklist.Sheet(s.Draft, s.Evidence)
	known := ""
	for _, r := range rows {
		if r.Known != known {
			known = r.Known
			title := "On the form for certain"
			if known != checklist.KnownDocumented {
				title = "Probably asked"
			}
			p.Blocks = append(p.Blocks, Text{Tone: Strong, Text: title})
		}
		p.Blocks = append(p.Blocks, sheetRow(r, l))
	}
	p.Title = "Type this into the form"
	p.Why = fmt.Sprintf("apps.zendesk.com › Organization › Global OAuth Request. %d of %d copied; the grey part is already on the form.", len(l.Copied), len(rows))
	if l.Words {
		p.Why = "apps.zendesk.com, Organization, Global OAuth Request. Where the form already shows a prefix, type only what follows."
	}
	p.Actions = []Action{
		{Key: "s", Does: "request sent", Event: flow.Continued{}, Must: true},
		{Key: "p", Does: "print", Print: printed(rows)},
		{Key: "o", Word: "open", Does: "open", Event: flow.OpenAsked{URL: flow.PortalURL(s)}},
	}
	if on, ok := focused(rows, l.On); ok && on.Typed != on.Value {
		p.Actions = append(p.Actions, Action{Key: "f", Does: "in full", Copy: on.Value, What: on.Label, Next: true})
	}
}

func sheetRow(r checklist.SheetRow, l Look) Row {
	row := Row{
		ID: r.Label, Label: r.Label, Value: r.Shown(),
		Does: Action{Key: "enter", Does: "Copy, next", Copy: r.Typed, What: r.Label, Next: true},
	}
	if r.Typed != r.Value {
		row.Grey, row.Value = strings.TrimSuffix(r.Value, r.Typed), r.Typed
	}
	if l.Copied[r.Label] {
		row.Right, row.Good = "✓ copied", true
	}
	return row
}

func focused(rows []checklist.SheetRow, label string) (checklist.SheetRow, bool) {
	for _, r := range rows {
		if r.Label == label {
			return r, true
		}
	}
	return checklist.SheetRow{}, false
}

// printed is the sheet for the terminal's own screen, each value bare below its label.
func printed(rows []checklist.SheetRow) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(r.Label + "\n" + r.Typed + "\n\n")
	}
	return strings.TrimRight(b.String(), "\n")
}
