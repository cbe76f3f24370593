package page

import (
	"cmp"
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// freeze shows what can never be changed after conversion, each value with what was
// proven about it. In spite of a failing check, or of something that nobody has decided,
// it is left forwards only by typing the identifier.
func freeze(p *Page, s flow.State, judged Judged) {
	var failing, open []checklist.Result
	for _, r := range judged {
		switch {
		case r.Verdict == checklist.Fail:
			failing = append(failing, r)
		case checklist.Undecided(s.Draft, r):
			open = append(open, r)
		}
	}
	p.Actions = []Action{goOn("Go on to the form")}
	fix := func(r checklist.Result, mark string, tone Tone, label, does string) Row {
		return Row{ID: r.ID, Mark: mark, Tone: tone, Label: label, Right: where(r), Does: Action{Key: "enter", Does: does, Event: flow.Fixed{Field: r.Field, Page: flow.FixedAt(r)}}}
	}
	if len(failing) > 0 {
		p.Blocks = append(p.Blocks, Text{Bad, "✗", checklist.Capital(checklist.Count(len(failing), "check")) + plural(len(failing), " fails", " fail") + ", and sending the request now would freeze this:"})
		for _, r := range failing {
			p.Blocks = append(p.Blocks, fix(r, "✗", Bad, heading(s, r), "Fix it, come back"))
		}
	}
	if len(open) > 0 {
		p.Blocks = append(p.Blocks, Text{Caution, "!", "Not decided yet, and it would freeze by accident:"})
		for _, r := range open {
			p.Blocks = append(p.Blocks, fix(r, "!", Caution, r.Field.Title(), "Decide, come back"))
		}
	}
	if len(failing)+len(open) > 0 {
		want := strings.TrimSpace(s.Draft.Get(checklist.FieldIdentifier))
		p.Blocks = append(p.Blocks, Entry{
			Label: "To go on anyway, type the identifier", Hint: want,
			Takes: func(text string) flow.Event {
				if strings.TrimSpace(text) != want {
					return nil
				}
				return flow.Continued{}
			},
		})
		p.Actions = []Action{
			{Key: "enter", Does: "See to it"},
			{Key: "i", Does: "type the identifier", Change: func(l Look) Look { l.On = OnEntry; return l }, Must: true},
		}
	}
	p.Blocks = append(p.Blocks,
		Text{Text: "Keep the secret: its first six characters claim the client after the approval, at apps.zendesk.com and nowhere else, also for a public client. (Z2, " + asOf("Z2") + ")"},
		Text{Tone: Strong, Text: "What will be frozen"})
	for _, row := range checklist.FrozenOf(s.Draft, s.Evidence, judged) {
		r := Row{ID: "frozen " + row.Label, Label: row.Label, Value: cmp.Or(row.Value, "(empty)")}
		r.Mark, r.Tone = Mark(row.Verdict)
		proven := row.Proven
		if !row.At.IsZero() {
			proven += " (" + row.At.UTC().Format("2006-01-02 15:04 MST") + ")"
		}
		r.Details = []Block{Text{Tone: Quiet, Text: checklist.Capital(proven)}}
		p.Blocks = append(p.Blocks, r)
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
