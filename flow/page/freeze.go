package page

import (
	"cmp"
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// freeze shows what can never be changed after conversion, each value with what was
// proven about it. In spite of a failing check it is left forwards only by typing the
// identifier.
func freeze(p *Page, s flow.State, judged Judged) {
	var failing []checklist.Result
	for _, r := range judged {
		if r.Verdict == checklist.Fail {
			failing = append(failing, r)
		}
	}
	p.Actions = []Action{goOn("Go on to the form")}
	if len(failing) > 0 {
		p.Blocks = append(p.Blocks, Text{Bad, "✗", checklist.Capital(checklist.Count(len(failing), "check")) + plural(len(failing), " fails", " fail") + ", and sending the request now would freeze this:"})
		for _, r := range failing {
			p.Blocks = append(p.Blocks, Row{ID: r.ID, Mark: "✗", Tone: Bad, Label: heading(s, r), Right: where(r), Does: Action{Key: "enter", Does: "Fix it, come back", Event: flow.Fixed{Field: r.Field, Page: flow.FixedAt(r)}}})
		}
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
			{Key: "enter", Does: "Fix it"},
			{Key: "i", Does: "type the identifier", Change: func(l Look) Look { l.On = OnEntry; return l }, Must: true},
		}
	}
	p.Blocks = append(p.Blocks, Text{Tone: Strong, Text: "What will be frozen"})
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
