package page

import (
	"fmt"
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// sections of the review, what has to be done first.
var sections = []struct {
	verdict checklist.Verdict
	title   string
}{
	{checklist.Fail, "To fix"}, {checklist.Warn, "Look at"}, {checklist.Ask, "On your word"}, {checklist.NotRun, "Not measured"}, {checklist.Pass, "Right"},
}

// review lists the checks, what is to fix first. Enter leads to where it is fixed.
func review(p *Page, s flow.State, judged Judged, l Look) {
	count := map[checklist.Verdict]int{}
	for _, r := range judged {
		count[r.Verdict]++
	}
	switch n := count[checklist.Fail]; {
	case n > 0:
		p.Title = checklist.Count(n, "thing") + " to fix before you send the request"
	case count[checklist.Warn] > 0:
		p.Title = "Nothing to fix, " + fmt.Sprint(count[checklist.Warn]) + " to look at"
	default:
		p.Title = "Nothing to fix"
	}
	p.Why = tally(count)
	for _, section := range sections {
		folded := section.verdict == checklist.NotRun || section.verdict == checklist.Pass
		if count[section.verdict] == 0 || folded && !l.All {
			continue
		}
		p.Blocks = append(p.Blocks, Text{Tone: Strong, Text: section.title})
		for _, r := range judged {
			if r.Verdict == section.verdict {
				p.Blocks = append(p.Blocks, checkRow(s, r))
			}
		}
	}
	every := Action{Key: "a", Word: "all", Does: fmt.Sprintf("all %d", len(judged)), Change: func(l Look) Look { l.All = !l.All; return l }}
	if l.All {
		every.Does = "problems only"
	} else if rest := count[checklist.Pass] + count[checklist.NotRun]; rest > 0 {
		p.Blocks = append(p.Blocks, Text{Tone: Quiet, Text: fmt.Sprintf("+ %d that pass, %d not measured", count[checklist.Pass], count[checklist.NotRun])})
	}
	p.Actions = []Action{goOn("Go on"), every, {Key: "n", Does: "go on", Event: flow.Continued{}, Must: true}, program()}
}

// tally is how many checks came out how, such as "38 pass   2 to look at".
func tally(count map[checklist.Verdict]int) string {
	var parts []string
	for _, of := range []struct {
		verdict checklist.Verdict
		words   string
	}{{checklist.Pass, "pass"}, {checklist.Warn, "to look at"}, {checklist.Ask, "on your word"}, {checklist.NotRun, "not measured"}} {
		if n := count[of.verdict]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, of.words))
		}
	}
	return strings.Join(parts, "   ")
}

// checkRow is a check with what is to be done about it.
func checkRow(s flow.State, r checklist.Result) Row {
	row := Row{ID: r.ID, Label: heading(s, r), Right: where(r)}
	row.Mark, row.Tone = Mark(r.Verdict)
	add := func(tone Tone, text string) {
		if text != "" {
			row.Details = append(row.Details, Text{Tone: tone, Text: text})
		}
	}
	add(Plain, checklist.Advice(s.Draft, r))
	add(Quiet, checklist.Capital(r.Why))
	for _, f := range r.Facts {
		add(Quiet, strings.ReplaceAll(f.Key, "_", " ")+": "+f.Value)
	}
	add(Quiet, fmt.Sprintf("Rule: %s (%s, %s, %s)", r.Rule.Text, r.Rule.Source.Key, r.Rule.Source.AsOf.Format("2006-01-02"), r.Rule.Confidence))
	row.Does = Action{Key: "enter", Does: "Fix it, come back", Event: flow.Fixed{Field: r.Field, Page: flow.FixedAt(r)}}
	return row
}

// heading says what is wrong where something is, and what is true where it passes.
func heading(s flow.State, r checklist.Result) string {
	if r.Verdict == checklist.Fail || r.Verdict == checklist.Warn {
		return checklist.Fault(s.Draft, r)
	}
	return checklist.Capital(r.Title)
}

// where is the place of a check in the wizard: its stage, and the page if there are several.
func where(r checklist.Result) string {
	at := flow.PageOf(flow.FixedAt(r))
	if at.Short == "" {
		return at.Stage.Title()
	}
	return at.Stage.Title() + " › " + at.Short
}
