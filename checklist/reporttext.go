package checklist

import (
	"fmt"
	"io"
	"strings"
)

// textWidth is the widest line of the doctor's sheet, in columns. Only a word
// that is longer by itself, such as an address, goes beyond it.
const textWidth = 80

// Text writes the doctor's sheet: grouped by stage, rolled-up marks, facts
// beside verdicts, the fix under what is wrong, what was not checked and why,
// and a count at the end. It is at most 80 columns wide.
func (r Report) Text(w io.Writer) error {
	var t textWriter
	if r.Practice {
		t.line(0, 0, practiceNote)
		t.blank()
	}
	s := r.subject()
	t.line(0, 0, r.Tool+", "+r.Now.UTC().Format("2006-01-02 15:04 UTC"))
	t.line(0, 10, "account   "+s.Subdomain+", "+s.AccountURL)
	t.line(0, 10, "client    "+s.Identifier+", "+s.Kind)
	t.line(0, 10, "evidence  "+r.evidenceLine())
	for _, g := range r.groups() {
		t.blank()
		t.line(0, 2, fmt.Sprintf("%s %s: %s", g.Verdict.Mark(), g.Stage.Title(), g.Verdict.Word()))
		for _, res := range g.Results {
			if res.Verdict != NotRun {
				r.textResult(&t, res)
			}
		}
	}
	if reasons := r.reasons(); len(reasons) > 0 {
		t.blank()
		t.line(0, 2, NotRun.Mark()+" Not checked, and why")
		for _, x := range reasons {
			t.line(2, 4, NotRun.Mark()+" "+x.Why)
			t.line(6, 6, strings.Join(ids(x.Of), ", "))
		}
	}
	if soon := Deadlines(r.Draft, r.Evidence); len(soon) > 0 {
		t.blank()
		t.line(0, 0, "Days to keep in mind")
		for _, l := range soon {
			t.line(2, 4, fmt.Sprintf("%s (%s): %s (%s)", l.On.Format(day), l.Left(r.Now), l.What, l.Source.Key))
		}
	}
	t.blank()
	t.line(0, 0, r.countLine())
	_, err := io.WriteString(w, t.String())
	return err
}

func (r Report) textResult(t *textWriter, res Result) {
	line := fmt.Sprintf("%s %s", res.Verdict.Mark(), res.Title)
	if res.Verdict != Pass {
		line += ": " + res.Verdict.Word()
	}
	if !res.Measured.IsZero() {
		line += ", " + r.basis(res)
	}
	t.line(2, 4, line)
	if facts := factLine(res.Facts); facts != "" {
		t.line(6, 6, facts)
	}
	if res.Diagnosis != nil && (res.Verdict == Fail || res.Verdict == Warn) {
		t.line(6, 6, res.Diagnosis.What+" "+res.Diagnosis.Cause)
		if res.Diagnosis.Said != "" {
			t.line(6, 12, "said: "+res.Diagnosis.Said)
		}
		t.line(6, 13, "check: "+res.Diagnosis.Check)
	}
	if res.Fix != "" {
		t.line(6, 11, "fix: "+res.Fix)
	}
	if res.Verdict == Fail || res.Verdict == Warn {
		t.line(6, 12, "rule: "+res.Rule.Text+" ("+dated(res.Rule.Source, res.Rule.Confidence)+")")
	}
}

// SheetText writes the request sheet as plain text: what is to be copied stands
// alone at the left edge.
func (r Report) SheetText(w io.Writer) error {
	var t textWriter
	if r.Practice {
		t.line(0, 0, practiceNote)
		t.blank()
	}
	t.line(0, 0, "Request sheet")
	for _, row := range r.Sheet {
		t.blank()
		t.line(2, 4, row.Label+" ("+row.Known+")")
		if row.Typed != row.Value {
			t.line(2, 4, "in full "+row.Value+"; typed behind the prefix that the form has:")
		}
		for line := range strings.Lines(orElse(row.Typed, row.Shown())) {
			t.raw(strings.TrimSuffix(line, "\n"))
		}
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// ids are the ids of results.
func ids(results []Result) []string {
	var all []string
	for _, r := range results {
		all = append(all, r.ID)
	}
	return all
}
