package rehearse

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"zdg/checklist"
)

// all runs the scenarios.
func (r *rehearsal) all(ctx context.Context) ([]Result, error) {
	var results []Result
	var broken error
	chosen := r.chosen()
	for _, s := range Scenarios() {
		if !slices.Contains(chosen, s.ID) {
			continue
		}
		began := time.Now()
		result := Result{Scenario: s}
		switch hangs := r.hangs(s); {
		case ctx.Err() != nil:
			return results, ctx.Err()
		case broken != nil && !after(s):
			result.Verdict, result.Seen = checklist.NotRun, broken.Error()
		case r.step == "" && !asks(s):
			result.Verdict, result.Seen = checklist.NotRun, r.nothingCame()
		case r.alone != "" && !byOneConnection(s):
			result.Verdict, result.Seen = checklist.NotRun, r.alone
		case hangs != "":
			result.Verdict, result.Seen, result.Hangs = checklist.NotRun, "it hangs on "+hangs, hangs
		default:
			f := s.run(ctx, r)
			if ctx.Err() != nil { // what was seen then is of a program that is being ended
				return results, ctx.Err()
			}
			if f.verdict == checklist.Fail {
				r.letEnd(ctx)
			}
			if how := r.ended(); how != "" && broken == nil {
				f = failed("the program ended: %s%s", how, r.last())
				broken = errors.New("the program had ended before")
				if r.plan.Restart {
					if err := r.again(ctx); err == nil {
						broken = nil
					}
				}
			}
			if r.stage.Flooded() && broken == nil {
				f = failed("the program sends requests without end, and was ended")
				broken = errors.New("the program had to be ended before")
				r.stop()
			}
			result.Verdict, result.Seen = f.verdict, f.seen
		}
		result.Took = time.Since(began)
		r.results[s.ID] = result
		results = append(results, result)
		r.tell(result)
	}
	return results, nil
}

// asks reports whether a scenario is a question, which needs no program.
func asks(s Scenario) bool { return strings.HasPrefix(s.ID, "ask-") }

// after reports whether a scenario can be judged when the program has ended.
func after(s Scenario) bool { return asks(s) || s.ID == "output-clean" }

// hangs is the first scenario that s needs and that did not go well.
func (r *rehearsal) hangs(s Scenario) string {
	for _, id := range s.Needs {
		if !good(r.results[id].Verdict) {
			if before := r.results[id].Hangs; before != "" {
				return before // the cause itself
			}
			return id
		}
	}
	return ""
}

// chosen are the scenarios to run: those that were named and what they need, or all.
func (r *rehearsal) chosen() []string {
	var ids []string
	table := Scenarios()
	var take func(id string)
	take = func(id string) {
		i := slices.IndexFunc(table, func(s Scenario) bool { return s.ID == id })
		if i < 0 || slices.Contains(ids, id) {
			return
		}
		ids = append(ids, id)
		for _, need := range table[i].Needs {
			take(need)
		}
	}
	for _, s := range table {
		if len(r.plan.Only) == 0 || slices.ContainsFunc(r.plan.Only, func(only string) bool { return s.ID == only || strings.HasPrefix(s.ID, only+"-") }) {
			take(s.ID)
		}
	}
	return ids
}
