package checklist

import (
	"cmp"
	"strings"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// Finding is how one check came out.
type Finding struct {
	Verdict   Verdict
	Facts     []Fact // evidence, for display; cleaned
	Fix       string // what to do; "" when nothing is wrong
	Why       string // of a not-run: why it was not made
	Wrong     string // of a fail or warn: what is wrong, for the line of its step
	Diagnosis *explain.Diagnosis
	OfAll     bool // of a fail about a list: true of the whole list only, not of one item
	// Measured says when; zero: read from the draft, or the developer's word.
	Measured time.Time
}

// factMax and keyMax bound, in runes, what one fact shows of text from outside.
const factMax, keyMax = 300, 60

// fact makes a fact of text that may come from outside.
func fact(key, value string) Fact { return Fact{key, redact.Clean(value, factMax)} }

// enough is how many bytes of a list are joined for a fact or a fix, in whole items:
// far more than is shown, and bounded, since lists are judged with each key.
const enough = 8 * factMax

// list joins the items of a list for a fact.
func list(items []string) string {
	if len(items) == 0 {
		return "none"
	}
	return joined(items, ", ")
}

// joined joins items as far as they can be shown.
func joined(items []string, between string) string {
	size := 0
	for n, item := range items {
		if size += len(item) + len(between); size > enough && n > 0 {
			return strings.Join(items[:n+1], between) + between + "…"
		}
	}
	return strings.Join(items, between)
}

func pass(facts ...Fact) Finding { return Finding{Verdict: Pass, Facts: facts} }

// warn and fail take what is wrong and, behind a colon, what to do: the first part is
// the line of the step too. See saying where the sentence has another form.
func warn(fix string, facts ...Fact) Finding { return amiss(Warn, fix, facts) }
func fail(fix string, facts ...Fact) Finding { return amiss(Fail, fix, facts) }

func amiss(v Verdict, fix string, facts []Fact) Finding {
	fix = redact.Clean(fix, 4*factMax)
	wrong, _, _ := strings.Cut(fix, ": ")
	return Finding{Verdict: v, Fix: fix, Wrong: wrong, Facts: facts}
}

// saying sets what is wrong in words of its own.
func (f Finding) saying(wrong string) Finding {
	if f.Verdict == Fail || f.Verdict == Warn {
		f.Wrong = redact.Clean(wrong, factMax)
	}
	return f
}

func ask(fix string, facts ...Fact) Finding {
	return Finding{Verdict: Ask, Fix: fix, Facts: facts}
}

func notRun(why string, facts ...Fact) Finding {
	return Finding{Verdict: NotRun, Why: cmp.Or(redact.Clean(why, 2*factMax), "no reason was kept"), Facts: facts}
}

// called explains a finding that no answer of Zendesk words, by a row of the catalogue
// that is narrowed to what the test asked.
func (f Finding) called(code explain.Code, asked explain.Asked) Finding {
	if d, ok := explain.Named(code, asked, zendesk.Client{}); ok {
		f.Diagnosis = &d
	}
	return f
}

// at says when a finding was measured.
func (f Finding) at(t time.Time) Finding {
	f.Measured = t
	return f
}
