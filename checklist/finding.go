package checklist

import (
	"strings"
	"time"

	"zdg/checklist/explain"
)

// Finding is how one check came out.
type Finding struct {
	Verdict   Verdict
	Facts     []Fact // evidence, for display; cleaned
	Fix       string // what to do; "" when nothing is wrong
	Why       string // of a not-run: why it was not made
	Diagnosis *explain.Diagnosis
	OfAll     bool // of a fail about a list: true of the whole list only, not of one item
	// Measured says when; zero: read from the draft, or the developer's word.
	Measured time.Time
}

// factMax and keyMax bound, in runes, what one fact shows of text from outside.
const factMax, keyMax = 300, 60

// fact makes a fact of text that may come from outside.
func fact(key, value string) Fact { return Fact{key, explain.Clean(value, factMax)} }

// list joins the items of a list for a fact.
func list(items []string) string {
	if len(items) == 0 {
		return "none"
	}
	return strings.Join(items, ", ")
}

func pass(facts ...Fact) Finding { return Finding{Verdict: Pass, Facts: facts} }

func warn(fix string, facts ...Fact) Finding {
	return Finding{Verdict: Warn, Fix: explain.Clean(fix, 4*factMax), Facts: facts}
}

func fail(fix string, facts ...Fact) Finding {
	return Finding{Verdict: Fail, Fix: explain.Clean(fix, 4*factMax), Facts: facts}
}

func ask(fix string, facts ...Fact) Finding {
	return Finding{Verdict: Ask, Fix: fix, Facts: facts}
}

func notRun(why string, facts ...Fact) Finding {
	return Finding{Verdict: NotRun, Why: orElse(explain.Clean(why, 2*factMax), "no reason was kept"), Facts: facts}
}

// called explains a finding that no answer of Zendesk words by a row of the catalogue.
func (f Finding) called(code explain.Code) Finding {
	if d, ok := explain.Lookup(code); ok {
		f.Diagnosis = &d
	}
	return f
}

// at says when a finding was measured.
func (f Finding) at(t time.Time) Finding {
	f.Measured = t
	return f
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
