package page

import (
	"cmp"
	"fmt"
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// sections of the review: what has to be done comes first. Folded ones are listed only with
// UI.ShowAll.
var sections = []struct {
	verdict checklist.Verdict
	title   string
	folded  bool
}{
	{checklist.Fail, "To fix", false},
	{checklist.Warn, "Look at", false},
	{checklist.Ask, "On your word", false},
	{checklist.NotRun, "Not measured", true},
	{checklist.Pass, "Passed", true},
}

// review lists the checks, what to fix first. Each row leads to where it is fixed.
func review(p *Page, s flow.State, judged Judged, ui UI) {
	count := map[checklist.Verdict]int{}
	for _, r := range judged {
		count[r.Verdict]++
	}
	switch fail, warn := count[checklist.Fail], count[checklist.Warn]; {
	case fail > 0:
		p.Title, p.Tone = checklist.Count(fail, "thing")+" to fix before you send the request", Bad
	case warn > 0:
		p.Title, p.Tone = fmt.Sprintf("Nothing to fix, %d to look at", warn), Caution
	default:
		p.Title = "Nothing to fix"
	}
	p.Why, p.Counts = "", tally(count)
	for _, section := range sections {
		if count[section.verdict] == 0 || section.folded && !ui.ShowAll {
			continue
		}
		p.add(Text{Strong, section.verdict.Mark(), section.title})
		for _, r := range judged {
			if r.Verdict == section.verdict {
				p.add(checkRow(s, r))
			}
		}
	}
	toggle := Action{Key: "a", Word: "all", Label: fmt.Sprintf("all %d", len(judged)), Change: func(ui UI) UI { ui.ShowAll = !ui.ShowAll; return ui }}
	pass, notRun := count[checklist.Pass], count[checklist.NotRun]
	if ui.ShowAll {
		toggle.Label = "hide what passes"
	} else if pass+notRun > 0 {
		p.add(Text{}, Text{Tone: Quiet, Text: fmt.Sprintf("+ %d that pass, %d not measured", pass, notRun)})
	}
	p.offer(continueAction("Go on"), toggle, Action{Key: "n", Label: "go on", Event: flow.Continued{}, Pinned: true}, rehearseAction())
}

// tally says how many checks came out how, such as 38 pass, 2 to look at. What fails is in
// the title.
func tally(count map[checklist.Verdict]int) []Text {
	var parts []Text
	for _, of := range []struct {
		verdict checklist.Verdict
		words   string
	}{{checklist.Pass, "pass"}, {checklist.Warn, "to look at"}, {checklist.Ask, "on your word"}, {checklist.NotRun, "not measured"}} {
		if n := count[of.verdict]; n > 0 {
			mark, tone := Mark(of.verdict)
			parts = append(parts, Text{tone, mark, fmt.Sprintf("%d %s", n, of.words)})
		}
	}
	return parts
}

// checkRow is a check, with what to do about it. Enter leads to where it is fixed, and back.
func checkRow(s flow.State, r checklist.Result) Row {
	row := Row{ID: r.ID, Label: checkHeading(s, r), Right: whereFixed(r), Action: fixAction(r, "See it, come back")}
	if r.Verdict == checklist.Fail {
		row.Action.Label = "Fix it, come back"
	}
	row.Mark, row.Tone = Mark(r.Verdict)
	add := func(tone Tone, text string) {
		if text != "" {
			row.Details = append(row.Details, Text{Tone: tone, Text: text})
		}
	}
	add(Plain, checklist.Advice(s.Draft, r))
	add(Quiet, checklist.Capital(r.Why))
	for _, f := range r.Facts {
		add(Quiet, cmp.Or(map[string]string{"draft": "you typed", "saved": "Zendesk has saved"}[f.Key], strings.ReplaceAll(f.Key, "_", " "))+": "+f.Value)
	}
	add(Quiet, "Rule: "+r.Rule.Text+" ("+cite(r.Rule.Source, r.Rule.Confidence)+")")
	return row
}

// checkHeading says what is wrong if something is, and else what the check is about.
func checkHeading(s flow.State, r checklist.Result) string {
	if r.Verdict == checklist.Fail || r.Verdict == checklist.Warn {
		return checklist.Fault(s.Draft, r)
	}
	return checklist.Capital(r.Title)
}

// fixAction leads to the page on which a check is fixed, and back.
func fixAction(r checklist.Result, label string) Action {
	return Action{Key: "enter", Label: label, Event: flow.Fixed{Field: r.Field, Page: flow.FixedAt(r)}}
}

// whereFixed names the stage in which a check is fixed, and the page if the stage has
// several.
func whereFixed(r checklist.Result) string {
	at := flow.PageOf(flow.FixedAt(r))
	if at.Short == "" {
		return at.Stage.Title()
	}
	return at.Stage.Title() + " › " + at.Short
}
