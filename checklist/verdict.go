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

// weight orders verdicts from harmless to grave.
func (v Verdict) weight() int {
	switch v {
	case Fail:
		return 5
	case Warn:
		return 4
	case Ask:
		return 3
	case Pass:
		return 2
	default: // NotRun: anything that was checked outweighs it
		return 1
	}
}

// Worse returns the worse of two verdicts, in the order fail, warn, ask, pass, not-run.
func Worse(a, b Verdict) Verdict {
	if b.weight() > a.weight() {
		return b
	}
	return a
}
