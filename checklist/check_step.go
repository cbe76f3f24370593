package checklist

import (
	"zdg/checklist/explain"
	"zdg/checklist/redact"
)

// notTested is why nothing was measured before the first test.
const notTested = "not measured yet: run the test"

// measurement returns the measurement of a step. Where there is none, or none that belongs
// to the draft as it is now, the second value is the finding that says so.
func measurement(id StepID, d Draft, e Evidence) (Step, *Finding) {
	s, ok := e.Step(id)
	var why string
	if !ok {
		why = notTested
	} else if s.NotRun != "" {
		why = s.NotRun
	} else {
		why = staleness(s, d)
	}
	if why == "" {
		return s, nil
	}
	f := notRun(why)
	return s, &f
}

// wholeStep judges a step as a whole: it fails with the diagnosis of the answer where that
// was not the expected one, and leaves the verdict to judge otherwise.
func wholeStep(id StepID, judge func(Draft, Evidence, Step) Finding) func(Draft, Evidence) Finding {
	return onStep(id, failedStep, judge)
}

// partOfStep judges a part of what a step brought. It is not-run when the step failed.
func partOfStep(id StepID, judge func(Draft, Evidence, Step) Finding) func(Draft, Evidence) Finding {
	return onStep(id, func(Step, Draft) Finding { return notRun("this step failed: " + id.Title()) }, judge)
}

func onStep(id StepID, failed func(Step, Draft) Finding, judge func(Draft, Evidence, Step) Finding) func(Draft, Evidence) Finding {
	return func(d Draft, e Evidence) Finding {
		s, missing := measurement(id, d, e)
		switch {
		case missing != nil:
			return *missing
		case s.Seen != nil:
			return failed(s, d)
		}
		return judge(d, e, s).at(s.At)
	}
}

// optionalCall judges the failure of a call that a client can do without. It fails only
// where the token itself was refused (401) and no call accepted it or the next one, since
// that is about the client; otherwise it warns.
func optionalCall(s Step, d Draft, e Evidence) Finding {
	f := failedStep(s, d)
	taken := s.Seen.Asked.AcceptedBefore || e.Person != nil && e.Person.ID != 0 || s.Seen.Error != "invalid_token" && e.Refresh != nil && e.Refresh.New == StillAlive
	if (s.Seen.Status != 401 || taken) && f.Verdict == Fail {
		f.Verdict = Warn
	}
	return f
}

// failedStep is the finding for a step that did not work. An answer that asks to wait (429)
// is no failure of the client and warns, except at the exchange and the refresh: without
// tokens the test cannot go on, and without new ones nothing proves that the client can
// refresh.
func failedStep(s Step, d Draft) Finding {
	f := Finding{Verdict: Fail, Facts: cleaned(s.Facts), Measured: s.At}
	if s.Seen.Status == 429 && s.ID != StepExchange && s.ID != StepRefresh {
		f.Verdict = Warn
	}
	client, _ := ClientOf(d, true) // for the zero client the explanation is broader
	if all := explain.Answer(*s.Seen, client); len(all) > 0 {
		best := all[0] // explain has cleaned what it quotes
		f.Diagnosis, f.Fix = &best, best.Fix
	} else {
		f.Fix = "zdg does not know this answer: look at what came, then try again"
	}
	return f
}

// cleaned returns the facts of a step, fit to show.
func cleaned(facts []Fact) []Fact {
	clean := make([]Fact, len(facts))
	for i, f := range facts {
		clean[i] = fact(redact.Clean(f.Key, keyMax), f.Value)
	}
	return clean
}
