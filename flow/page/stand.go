package page

import (
	"slices"
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// Stand is how a stage or a page stands. A visit earns nothing: ✓ is for what is answered,
// was measured on the present answers where it is measured, and has nothing that fails.
type Stand struct {
	Mark  string // ✓ right, ! look at it, – not measured, · ahead
	Fails int    // checks that fail
}

// StandOf is how a stage stands.
func StandOf(s flow.State, judged Judged, stage checklist.Stage) Stand {
	stand := Stand{Mark: "✓"}
	warns := false
	for _, r := range judged {
		if r.Stage != stage && (stage != checklist.StageReview || r.Stage == checklist.StageAfter) {
			continue // what comes after the request is no matter of the review before it
		}
		switch r.Verdict {
		case checklist.Fail:
			if stage == flow.PageOf(s.Page).Stage && r.Field != "" && !s.Draft.Has(r.Field) {
				continue // it is being answered
			}
			stand.Fails++
		case checklist.Warn:
			warns = true
		}
	}
	if flow.Index(flow.StagePage(stage)) > flow.Index(s.Reached) {
		return Stand{Mark: "·"} // nobody was there: what fails is not yet to be fixed
	}
	switch {
	case stage == checklist.StageTest && checklist.OutcomeOf(s.Draft, s.Evidence) != checklist.OutcomePassed:
		stand.Mark = "–"
	case stage == checklist.StageSubmit && checklist.AfterOf(s.Draft) == checklist.NotSent, stage == checklist.StageAfter && waits(s.Draft):
		stand.Mark = "·"
	case !answered(s.Draft, stage, "") || stage == checklist.StageReview && checklist.OutcomeOf(s.Draft, s.Evidence) != checklist.OutcomePassed:
		stand.Mark = "–"
	case warns:
		stand.Mark = "!"
	}
	if stage == checklist.StageReview {
		stand.Fails = 0 // they are counted where they are fixed
		if flow.Index(s.Page) <= flow.Index(flow.PageReview) {
			stand.Mark = "·"
		}
	}
	return stand
}

// StandOfPage is how a page of the stage that is shown stands.
func StandOfPage(s flow.State, judged Judged, p flow.Page) Stand {
	stand := Stand{Mark: "✓"}
	for _, r := range judged {
		if r.Verdict == checklist.Fail && asks(p, r.Field) {
			stand.Fails++
		}
	}
	switch {
	case flow.Index(p.ID) > flow.Index(s.Reached):
		return Stand{Mark: "·"}
	case p.Fields == nil || !answered(s.Draft, p.Stage, p.ID):
		stand.Mark = "·"
	}
	return stand
}

// waits reports whether the last stage is not at its end, and nothing in it is to be seen to.
func waits(d checklist.Draft) bool {
	state := checklist.AfterOf(d)
	return state != checklist.Rejected && state != checklist.Live
}

func asks(p flow.Page, f checklist.Field) bool {
	return slices.Contains(p.Fields, f)
}

// answered reports whether every question of a stage, or of one page of it, that needs an
// answer has one.
func answered(d checklist.Draft, stage checklist.Stage, id flow.PageID) bool {
	for _, p := range flow.Pages() {
		if p.Stage != stage || id != "" && p.ID != id || flow.Skipped(p.ID, d) {
			continue
		}
		for _, f := range p.Fields {
			info, _ := checklist.Info(f)
			needed := info.Need == checklist.NeedRequired || info.Need == checklist.NeedProcess
			if needed && flow.Shown(f, d) && strings.TrimSpace(d.Get(f)) == "" {
				return false
			}
		}
	}
	return true
}
