package page

import (
	"fmt"
	"slices"
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// sheet is the request sheet: each value as it is typed behind the prefix that the form
// already shows, with one key to copy it and a mark on what was copied.
func sheet(p *Page, s flow.State, ui UI) {
	if s.Practice {
		p.add(
			Text{Tone: Quiet, Text: "Practice: without a browser, " + ui.key("press s", "go on") + " as if it were sent."},
			Copyable{Lead: "The form", Value: flow.PortalURL(s), Link: true, Keys: []string{"o"}})
	}
	rows := checklist.Sheet(s.Draft, s.Evidence)
	known := ""
	for i, r := range rows {
		if r.Field == checklist.FieldScopes { // the form takes the scopes alone
			r.Value = strings.Join(s.Draft.Lines(r.Field), "\n")
			r.Typed = r.Value
			rows[i] = r
		}
		if r.Known != known {
			known = r.Known
			title := "On the form for certain"
			if known != checklist.KnownDocumented {
				title = "Probably asked"
			}
			p.add(Text{Tone: Strong, Text: title})
		}
		p.add(sheetRow(r, ui))
	}
	p.Title = "Type this into the form"
	p.Right = fmt.Sprintf("%d of %d copied", len(ui.Copied), len(rows))
	p.Why = "apps.zendesk.com › Organization › Global OAuth Request. The grey part is on the form already."
	if ui.LineByLine {
		p.Right = ""
		p.Why = "apps.zendesk.com, Organization, Global OAuth Request. Where the form already shows a prefix, type only what follows."
	}
	p.offer(
		Action{Key: "s", Label: "request sent", Event: flow.Continued{}, Pinned: true},
		Action{Key: "p", Label: "print", Print: printableSheet(rows)},
		Action{Key: "o", Word: "open", Label: "open", Event: flow.OpenAsked{URL: flow.PortalURL(s)}},
	)
	i := slices.IndexFunc(rows, func(r checklist.SheetRow) bool { return r.Label == ui.Focus })
	if i >= 0 && rows[i].Typed != rows[i].Value {
		p.offer(Action{Key: "f", Label: "in full", Copy: rows[i].Value, CopyName: rows[i].Label, Next: true, Pinned: true})
	}
}

func sheetRow(r checklist.SheetRow, ui UI) Row {
	row := Row{ID: r.Label, Label: r.Label, Value: r.Shown(), Action: copyAndNext(r.Label, r.Typed)}
	if r.Typed != r.Value {
		row.Prefix, row.Value = strings.TrimSuffix(r.Value, r.Typed), r.Typed
	}
	row.markCopied(ui)
	return row
}

// printableSheet is the sheet for the terminal's own screen: each value bare, below its
// label.
func printableSheet(rows []checklist.SheetRow) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(r.Label + "\n" + r.Typed + "\n\n")
	}
	return strings.TrimRight(b.String(), "\n")
}
