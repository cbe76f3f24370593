package checklist

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// Finding is the result of one check.
type Finding struct {
	Verdict   Verdict
	Facts     []Fact // evidence, for display; cleaned
	Fix       string // what to do; "" when nothing is wrong
	Why       string // for NotRun: why the check was not made
	Wrong     string // for Fail and Warn: what is wrong, for the line of the step
	Diagnosis *explain.Diagnosis
	OfAll     bool // for Fail: it is about a list as a whole, not about one of its items
	// Measured says when; zero for what was read from the draft or is the developer's word.
	Measured time.Time
}

// factMax and keyMax bound, in runes, what one fact shows of text from outside.
const factMax, keyMax = 300, 60

// fact makes a fact of text that may come from outside.
func fact(key, value string) Fact { return Fact{key, redact.Clean(value, factMax)} }

// listBytes is how many bytes of a list are joined for a fact or a fix, in whole items. It is
// far more than is shown; there is a bound because lists are judged on each key press.
const listBytes = 8 * factMax

// list joins the items of a list for a fact.
func list(items []string) string {
	if len(items) == 0 {
		return "none"
	}
	return joined(items, ", ")
}

// joined joins items up to listBytes.
func joined(items []string, between string) string {
	size := 0
	for n, item := range items {
		if size += len(item) + len(between); size > listBytes && n > 0 {
			return strings.Join(items[:n+1], between) + between + "…"
		}
	}
	return strings.Join(items, between)
}

func pass(facts ...Fact) Finding { return Finding{Verdict: Pass, Facts: facts} }

// warn and fail take what is wrong and, after a colon, what to do. What stands before the
// colon becomes Finding.Wrong; use saying where the sentence has another form.
func warn(fix string, facts ...Fact) Finding { return problem(Warn, fix, facts) }
func fail(fix string, facts ...Fact) Finding { return problem(Fail, fix, facts) }

func problem(v Verdict, fix string, facts []Fact) Finding {
	fix = redact.Clean(fix, 4*factMax)
	wrong, _, _ := strings.Cut(fix, ": ")
	return Finding{Verdict: v, Fix: fix, Wrong: wrong, Facts: facts}
}

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

// diagnosed adds the diagnosis with this code, narrowed to what the test asked. It is for
// findings that rest on no answer whose words could be looked up.
func (f Finding) diagnosed(code explain.Code, asked explain.Asked) Finding {
	if d, ok := explain.Named(code, asked, zendesk.Client{}); ok {
		f.Diagnosis = &d
	}
	return f
}

// cleared replaces cause and fix of a diagnosis by what a later answer of the test has shown.
func (f Finding) cleared(cause, fix string) Finding {
	best := *f.Diagnosis
	best.Cause, best.Fix, best.Confidence, best.Source = cause, fix, zendesk.Inferred, zendesk.SourceOf("ours")
	f.Diagnosis, f.Fix = &best, fix
	return f
}

// at sets when a finding was measured.
func (f Finding) at(t time.Time) Finding {
	f.Measured = t
	return f
}

// remarked judges a value by its remarks: a grave one fails, any other warns, none passes.
func remarked(remarks []zendesk.Remark, facts ...Fact) Finding {
	if len(remarks) == 0 {
		return pass(facts...)
	}
	grave, size := false, 0
	texts := make([]string, 0, len(remarks))
	for _, r := range remarks {
		grave = grave || r.Grave
		if size < listBytes && !slices.Contains(texts, r.Text) {
			texts = append(texts, r.Text)
			size += len(r.Text)
		}
	}
	fix := joined(texts, "; ")
	if grave {
		return fail(fix, facts...)
	}
	return warn(fix, facts...)
}

// textRemarks returns the remarks on an answer in words. Those that would be wrong for a
// file name or a URL, which may well hold %20 or a backslash, are left out there.
func textRemarks(f Field, value string) []zendesk.Remark {
	remarks := zendesk.TextRemarks(value)
	switch f {
	case FieldLogoFile, FieldWebsite, FieldPrivacyURL, FieldTermsURL, FieldListing:
		return without(remarks, "encoded-text", "doubled-space", "stage-in-brackets")
	}
	return remarks
}

// only returns the remarks with one of these codes, without the others.
func only(remarks []zendesk.Remark, codes ...string) []zendesk.Remark {
	return slices.DeleteFunc(slices.Clone(remarks), func(r zendesk.Remark) bool { return !slices.Contains(codes, r.Code) })
}

func without(remarks []zendesk.Remark, codes ...string) []zendesk.Remark {
	return slices.DeleteFunc(slices.Clone(remarks), func(r zendesk.Remark) bool { return slices.Contains(codes, r.Code) })
}
