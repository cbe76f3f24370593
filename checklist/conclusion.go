package checklist

import "fmt"

// Conclusion says in one sentence whether the request can be sent, and what is in the way,
// with the verdict for its mark. Where the report holds only some of the checks it is the
// worst verdict and their count.
func (r Report) Conclusion() (Verdict, string) {
	counts := r.Counts()
	if len(r.Results) < len(Checks()) {
		worst := NotRun
		for _, res := range r.Results {
			worst = Worse(worst, res.Verdict)
		}
		return worst, r.countLine()
	}
	passes := plural(counts[Pass], "check passes", "checks pass")
	ready, not := "Ready to send", "Not ready: "
	if state := AfterOf(r.Draft); state != NotSent {
		ready = state.Text(r.Draft)
		not = ready + "; "
	}
	switch open := r.open(); {
	case counts[Fail] > 0:
		return Fail, not + plural(counts[Fail], "thing", "things") + " to fix, " + passes + "."
	case OutcomeOf(r.Draft, r.Evidence) != OutcomePassed:
		return NotRun, not + "the client has not passed a test as it is now, " + passes + "."
	case open > 0:
		return NotRun, not + plural(open, "answer is", "answers are") + " missing, " + passes + "."
	case counts[Warn] > 0:
		return Warn, ready + ", with " + plural(counts[Warn], "thing", "things") + " to look at: " + passes + "."
	}
	return Pass, fmt.Sprintf("%s: %s, %s your word, %s not measured.", ready, passes,
		plural(counts[Ask], "is", "are"), plural(counts[NotRun], "was", "were"))
}

// open counts the questions that must be answered before the request and are not.
func (r Report) open() int {
	n := 0
	for _, res := range r.with(NotRun) {
		if info, ok := Info(res.Field); ok && info.Stage != StageAfter && (info.Need == NeedRequired || info.Need == NeedProcess) && !r.Draft.Has(res.Field) && res.Of == "" {
			n++
		}
	}
	return n
}

func texts[T any](items []T, of func(T) string) []string {
	all := make([]string, len(items))
	for i, item := range items {
		all[i] = of(item)
	}
	return all
}

// Count writes a number with a noun whose plural ends in s: "1 call", "3 calls".
func Count(n int, noun string) string { return plural(n, noun, noun+"s") }

// plural writes a number with its words: "1 entry", "2 entries".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
