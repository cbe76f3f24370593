package checklist

// Verdict is the outcome of a check.
type Verdict string

const (
	Pass   Verdict = "pass"    // right, as measured or as read from the draft
	Warn   Verdict = "warn"    // deserves a look; fails under --strict only
	Fail   Verdict = "fail"    // the request would be refused, or the client does not work
	Ask    Verdict = "ask"     // it rests on the developer's word
	NotRun Verdict = "not-run" // not checked, for a reason that is given
)

// Verdicts returns every verdict in the order in which counts are printed.
func Verdicts() []Verdict { return []Verdict{Pass, Warn, Fail, Ask, NotRun} }

// weights order verdicts from harmless to grave; anything that was checked outweighs NotRun.
var weights = map[Verdict]int{Fail: 4, Warn: 3, Ask: 2, Pass: 1}

// Worse returns the worse of two verdicts, in the order fail, warn, ask, pass, not-run.
func Worse(a, b Verdict) Verdict {
	if weights[b] > weights[a] {
		return b
	}
	return a
}
