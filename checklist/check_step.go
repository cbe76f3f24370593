package checklist

import (
	"zdg/checklist/explain"
	"zdg/checklist/redact"
)

// notTested is why nothing was measured before the first test.
const notTested = "not measured yet: run the test"

// fresh finds the measurement of a step. When there is none that the draft can
// be held against, the second value says so, as a finding.
func fresh(id StepID, d Draft, e Evidence) (Step, *Finding) {
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

// itself judges a step as a whole: it fails with the diagnosis of what came
// instead of the hoped-for answer, else judge tells.
func itself(id StepID, judge func(Draft, Evidence, Step) Finding) func(Draft, Evidence) Finding {
	return func(d Draft, e Evidence) Finding {
		s, missing := fresh(id, d, e)
		if missing != nil {
			return *missing
		}
		if s.Seen != nil {
			return failedStep(s, d)
		}
		return judge(d, e, s).at(s.At)
	}
}

// within judges a part of what a step brought; it is not-run when the step
// itself did not work.
func within(id StepID, judge func(Draft, Evidence, Step) Finding) func(Draft, Evidence) Finding {
	return func(d Draft, e Evidence) Finding {
		s, missing := fresh(id, d, e)
		if missing != nil {
			return *missing
		}
		if s.Seen != nil {
			return notRun("this step failed: " + id.Title())
		}
		return judge(d, e, s).at(s.At)
	}
}

// optional explains a call that a client can do without: only where the token itself is
// refused (401), and nothing has let it in, nor the next one, does it fail, since that is
// about the client.
func optional(s Step, d Draft, e Evidence) Finding {
	f := failedStep(s, d)
	taken := s.Seen.Asked.AcceptedBefore || e.Person != nil && e.Person.ID != 0 || s.Seen.Error != "invalid_token" && e.Refresh != nil && e.Refresh.New == StillAlive
	if (s.Seen.Status != 401 || taken) && f.Verdict == Fail {
		f.Verdict = Warn
	}
	return f
}

// failedStep explains a step that did not work. Being asked to wait is no failure of the
// client: it warns, except where tokens are asked for. Without a first pair there is
// nothing to go on with, and without a second one nothing proves that a client can
// refresh, which it has to: the test has not passed.
func failedStep(s Step, d Draft) Finding {
	f := Finding{Verdict: Fail, Facts: cleaned(s.Facts), Measured: s.At}
	if s.Seen.Status == 429 && s.ID != StepExchange && s.ID != StepRefresh {
		f.Verdict = Warn
	}
	client, _ := ClientOf(d, true) // the zero client explains more broadly
	if all := explain.Answer(*s.Seen, client); len(all) > 0 {
		best := all[0] // what it quotes is cleaned; its own words are shown as written
		f.Diagnosis, f.Fix = &best, best.Fix
	} else {
		f.Fix = "zdg does not know this answer: look at what came, then try again"
	}
	return f
}

// cleaned is the facts of a step, fit to show.
func cleaned(facts []Fact) []Fact {
	clean := make([]Fact, len(facts))
	for i, f := range facts {
		clean[i] = fact(redact.Clean(f.Key, keyMax), f.Value)
	}
	return clean
}
