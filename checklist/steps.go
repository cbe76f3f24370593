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

// Settled are the steps that were made and whose result no later step can change, in order,
// up to the first that is still open: what is said of them once holds to the end.
func Settled(d Draft, e Evidence) []StepResult {
	var settled []StepResult
	for _, s := range Steps(d, e) {
		if _, made := e.Step(s.ID); !made {
			continue
		}
		if waits := waitsFor(s.ID, e); waits != "" {
			if _, made := e.Step(waits); !made {
				break
			}
		}
		settled = append(settled, s)
	}
	return settled
}

// waitsFor is the later step by which a step is judged too; "" where there is none.
func waitsFor(id StepID, e Evidence) StepID {
	s, _ := e.Step(id)
	t := e.Token
	switch {
	case id == StepAuthorize && s.NotRun == "" && s.Seen == nil:
		return StepExchange // whether a consent page was shown is known by its tokens
	case id == StepExchange && t != nil && !t.HasRefresh:
		return StepRecord // which tells of Token expiration
	case id == StepExchange && t != nil && (t.Granted == nil || !t.ExpiresIn.Told()):
		return StepToken // which tells what the answer did not
	case id == StepIdentity && s.Seen != nil && t != nil && LaterTells(*s.Seen, t.Asked):
		return StepRefresh // after which the same call is made again
	}
	return ""
}

// KeySaid is the key of the fact that quotes the account: whatever is made of an answer,
// its own words stand beside that.
const KeySaid = "said"

// Said quotes what the account said at a step; "" when it said nothing.
func (s StepResult) Said() string {
	for _, f := range s.Facts {
		if f.Key == KeySaid {
			return f.Value
		}
	}
	return ""
}

// Remedy is the fix of the finding itself where it says more than that of its diagnosis,
// such as until when a token lives and where it is deleted; "" where it does not.
func (s StepResult) Remedy() string { return Finding{Fix: s.Fix, Diagnosis: s.Diagnosis}.Remedy() }

// Remedy is as that of a StepResult.
func (f Finding) Remedy() string {
	if f.Diagnosis == nil || f.Fix == f.Diagnosis.Fix {
		return ""
	}
	return f.Fix
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
		if s.Seen != nil && !slices.ContainsFunc(out.Facts, func(f Fact) bool { return f.Key == KeySaid }) {
			if said := explain.Said(*s.Seen); said != "" { // cleaned and masked there
				out.Facts = append(out.Facts, Fact{KeySaid, said})
			}
		}
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
