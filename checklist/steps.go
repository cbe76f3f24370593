package checklist

import (
	"slices"
	"time"

	"zdg/checklist/explain"
)

// StepResult is a step of the test as it came out: the worst of its checks.
type StepResult struct {
	ID        StepID
	Verdict   Verdict
	Summary   string // one line: what was seen
	Facts     []Fact // what the step noted, then what its checks noted; each key once
	Fix       string // of the worst check
	Diagnosis *explain.Diagnosis
	Elapsed   time.Duration
}

// Steps judges the steps of the test, all of StepIDs in order. A difference from
// what the request demands warns here: only Judge fails it.
func Steps(d Draft, e Evidence) []StepResult {
	results := Judge(d, e)
	steps := make([]StepResult, 0, len(StepIDs()))
	for _, id := range StepIDs() {
		steps = append(steps, stepResult(id, results, d, e))
	}
	return steps
}

func stepResult(id StepID, results []Result, d Draft, e Evidence) StepResult {
	s, measured := e.Step(id)
	out := StepResult{ID: id, Verdict: NotRun, Elapsed: s.Took}
	if measured {
		out.Facts = cleaned(s.Facts)
	}
	var worst *Result
	own := func(r Result) bool { return r.Of == id && (r.Step == id || r.Stage != Review && raises(r)) }
	for i, r := range results {
		if !own(r) {
			continue
		}
		v := r.Verdict
		if r.Step != id && v == Fail {
			v = Warn
		}
		if worst == nil || Worse(out.Verdict, v) != out.Verdict {
			out.Verdict, worst = v, &results[i]
		}
		for _, f := range r.Facts {
			if r.Step == id && !slices.ContainsFunc(out.Facts, func(o Fact) bool { return o.Key == f.Key }) {
				out.Facts = append(out.Facts, f)
			}
		}
	}
	if worst != nil {
		out.Fix, out.Diagnosis = worst.Fix, worst.Diagnosis
	}
	out.Summary = summary(id, out.Verdict, worst, d, e)
	return out
}

// raises tells whether a check that fails no test still shows in its step.
func raises(r Result) bool { return r.Verdict == Fail || r.Verdict == Warn }
