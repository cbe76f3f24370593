package page

import (
	"slices"
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// Status is how far a stage or a page has come. Visiting a page earns nothing: ✓ stands for
// answers that are complete, that were measured as they are now if they can be measured, and
// of which nothing fails.
type Status struct {
	Mark  string // ✓ right, ✗ to fix, ! look at it, – not measured, · ahead
	Fails int    // the number of checks that fail
}

// ReachedStages are the stages that were reached so far, in order. Each can be jumped to.
func ReachedStages(s flow.State) []checklist.Stage {
	return slices.DeleteFunc(slices.Clone(checklist.Stages()), func(stage checklist.Stage) bool { return !reached(s, flow.StagePage(stage)) })
}

// reached reports whether the wizard was on a page, or on a later one.
func reached(s flow.State, id flow.PageID) bool { return flow.Index(id) <= flow.Index(s.Reached) }

// StageStatus is the status of a stage. judged are the results for the draft and evidence of
// s.
func StageStatus(s flow.State, judged Judged, stage checklist.Stage) Status {
	if !reached(s, flow.StagePage(stage)) {
		return Status{Mark: "·"} // nobody was there yet: what fails need not be fixed now
	}
	status := Status{Mark: "✓"}
	warns := false
	for _, r := range eachOnce(judged) {
		at := flow.PageOf(flow.FixedAt(r)).Stage                                 // where its row leads to
		ofReview := stage == checklist.StageReview && at != checklist.StageAfter // what comes after the request is not for the review
		if at != stage && !ofReview {
			continue
		}
		switch r.Verdict {
		case checklist.Fail:
			unanswered := r.Field != "" && !s.Draft.Has(r.Field)
			if stage == flow.PageOf(s.Page).Stage && unanswered {
				continue // it is being answered
			}
			status.Fails++
		case checklist.Warn:
			warns = true
		}
	}
	after := checklist.AfterOf(s.Draft)
	notSent := after == checklist.NotSent
	// Zendesk, or the person's next step, is waited for, with nothing to be fixed.
	pending := after != checklist.Rejected && after != checklist.Live
	passed := func() bool { return checklist.OutcomeOf(s.Draft, s.Evidence) == checklist.OutcomePassed } // it takes its time
	switch {
	case stage == checklist.StageTest && !passed():
		status.Mark = "–"
	case stage == checklist.StageSubmit && notSent && flow.Index(s.Page) < flow.Index(flow.PageSent), stage == checklist.StageAfter && pending:
		status.Mark = "·"
	case stage == checklist.StageSubmit && notSent, stage == checklist.StageCleanUp && !warns && !lookedAt(judged):
		status.Mark = "–"
	case !answered(s.Draft, stage, "") || stage == checklist.StageSecret && !s.SecretGiven && !s.Draft.IsPublic() && !passed() || stage == checklist.StageReview && !passed():
		status.Mark = "–"
	case warns:
		status.Mark = "!"
	}
	if stage == checklist.StageReview {
		if status.Fails > 0 {
			status.Mark, status.Fails = "✗", 0 // they are counted where they are fixed
		}
		if flow.Index(s.Page) <= flow.Index(flow.PageReview) {
			status.Mark = "·"
		}
	}
	return status
}

// eachOnce is judged without the outcome of a test that failed at a step: the row of that
// step says the same.
func eachOnce(judged Judged) Judged {
	if !slices.ContainsFunc(judged, func(r checklist.Result) bool { return r.Step != "" && r.Verdict == checklist.Fail }) {
		return judged
	}
	return slices.DeleteFunc(slices.Clone(judged), func(r checklist.Result) bool {
		return r.Step == "" && r.Of == checklist.StepExchange && r.Stage == checklist.StageReview && r.Verdict == checklist.Fail
	})
}

// PageStatus is the status of one page of the stage that is shown.
func PageStatus(s flow.State, judged Judged, p flow.Page) Status {
	if !reached(s, p.ID) {
		return Status{Mark: "·"}
	}
	status := Status{Mark: "✓"}
	for _, r := range judged {
		if r.Verdict == checklist.Fail && slices.Contains(p.Fields, r.Field) {
			status.Fails++
		}
	}
	passed := p.ID == flow.PageFreeze && flow.Index(s.Reached) > flow.Index(p.ID) // its question is asked by no field
	if (p.Fields == nil || !answered(s.Draft, p.Stage, p.ID)) && !passed {
		status.Mark = "·"
	}
	return status
}

// lookedAt reports whether the redirect URLs are known as Zendesk has saved them.
func lookedAt(judged Judged) bool {
	return !slices.ContainsFunc(judged, func(r checklist.Result) bool {
		return r.Of == checklist.StepRecord && r.Field == checklist.FieldRedirectURLs && r.Verdict == checklist.NotRun
	})
}

// answered reports whether every question of a stage that needs an answer has one; with an
// id, every question of that page.
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
