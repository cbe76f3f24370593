package checklist

// Verdict is how a check came out.
type Verdict string

const (
	Pass   Verdict = "pass"    // measured, or read from the draft, and right
	Warn   Verdict = "warn"    // deserves a look; fails under --strict only
	Fail   Verdict = "fail"    // the request would be refused, or the client does not work
	Ask    Verdict = "ask"     // nothing but the developer's word can tell
	NotRun Verdict = "not-run" // not measured, with the reason
)

// Verdicts is every verdict in the order in which counts are printed.
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
	default: // NotRun: outweighed by anything that was really seen
		return 1
	}
}

// Worse returns the graver of two verdicts: fail, warn, ask, pass, not-run.
func Worse(a, b Verdict) Verdict {
	if b.weight() > a.weight() {
		return b
	}
	return a
}
