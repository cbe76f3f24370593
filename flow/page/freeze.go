package page

import (
	"cmp"
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// freeze shows what can never be changed after the conversion, each value with what was
// proven about it. While a check fails, or something is not decided, the only way forward
// is to type the identifier.
func freeze(p *Page, s flow.State, judged Judged) {
	var failing, undecided []Block
	for _, r := range judged {
		switch {
		case r.Verdict == checklist.Fail:
			failing = append(failing, Row{
				ID: r.ID, Mark: "✗", Tone: Bad, Label: checkHeading(s, r), Right: whereFixed(r), Action: fixAction(r, "Fix it, come back"),
			})
		case checklist.Undecided(s.Draft, r):
			undecided = append(undecided, Row{
				ID: r.ID, Mark: "!", Tone: Caution, Label: r.Field.Title(), Right: whereFixed(r), Action: fixAction(r, "Decide, come back"),
			})
		}
	}
	if len(failing) > 0 {
		verb := " fail"
		if len(failing) == 1 {
			verb = " fails"
		}
		p.add(Text{Bad, "✗", checklist.Count(len(failing), "check") + verb + ", and sending the request now would freeze this:"})
		p.add(failing...)
	}
	if len(undecided) > 0 {
		p.add(Text{Caution, "!", "Not decided yet, and it would freeze by accident:"})
		p.add(undecided...)
	}
	if len(failing)+len(undecided) == 0 {
		p.offer(continueAction("Go on to the form"))
	} else {
		want := strings.TrimSpace(s.Draft.Get(checklist.FieldIdentifier))
		p.add(Entry{
			Label: "To go on anyway, type the identifier", Hint: "Type " + want + " in full.",
			Submit: func(text string) flow.Event {
				if strings.TrimSpace(text) != want {
					return nil
				}
				return flow.Continued{}
			},
		})
		p.offer(
			Action{Key: "enter", Label: "See to it"},
			Action{Key: "i", Label: "type the identifier", Change: func(ui UI) UI { ui.Focus = EntryFocus; return ui }, Pinned: true})
	}
	p.add(
		Text{Text: "Keep the secret: you need its first six characters once more, to claim the client after the approval."},
		Text{Tone: Strong, Text: "What will be frozen"})
	for _, row := range checklist.FrozenOf(s.Draft, s.Evidence, judged) {
		proven := row.Proven
		if !row.At.IsZero() {
			proven += " (" + row.At.UTC().Format("2006-01-02 15:04 MST") + ")"
		}
		r := Row{
			ID: "frozen " + row.Label, Label: row.Label, Value: cmp.Or(row.Value, "(empty)"),
			Details: []Block{Text{Tone: Quiet, Text: checklist.Capital(proven)}},
		}
		r.Mark, r.Tone = Mark(row.Verdict)
		if at, asked := flow.PageFor(row.Field); asked && len(failing)+len(undecided) > 0 {
			r.Action = Action{Key: "enter", Label: "Change it, come back", Event: flow.Fixed{Field: row.Field, Page: at}}
		}
		p.add(r)
	}
}
