package checklist

import (
	"time"
)

// Context is what a report needs besides draft and evidence.
type Context struct {
	Now        time.Time // when the report is made; ages and deadlines count from it
	Tool       string    // "zdg 0.1.0"
	AccountURL string    // the account that was asked; "" for the one of the draft
	Practice   bool      // everything is headed PRACTICE
	Columns    int       // width of the terminal that text is written for; 0 means textWidth
}

// Report is checklist and request sheet, ready to be written. Its methods only read and are
// safe for concurrent use.
type Report struct {
	Context
	Draft    Draft
	Evidence Evidence
	Results  []Result
	Sheet    []SheetRow
}

// NewReport judges the draft and the evidence. What was measured on another account than
// that of the context does not count, and an answer that holds the secret, or looks like
// one, is neither shown nor judged.
func NewReport(d Draft, e Evidence, c Context) Report {
	d, e.SecretIn = d.withoutSecrets(e)
	e.Now = c.Now
	e = e.on(SubjectOf(d, c.AccountURL).AccountURL)
	return Report{Context: c, Draft: d, Evidence: e, Results: Judge(d, e), Sheet: Sheet(d, e)}
}

// Counts returns how many checks have each verdict; every verdict is a key.
func (r Report) Counts() map[Verdict]int {
	counts := map[Verdict]int{}
	for _, v := range Verdicts() {
		counts[v] = 0
	}
	for _, res := range r.Results {
		counts[res.Verdict]++
	}
	return counts
}

// on returns the evidence without what was measured on another account.
func (e Evidence) on(accountURL string) Evidence {
	if accountURL == "" {
		return e
	}
	kept := e
	kept.Steps = make([]Step, 0, len(e.Steps))
	for _, s := range e.Steps {
		if s.Of.AccountURL != "" && s.Of.AccountURL != accountURL && s.NotRun == "" {
			if s.ID == StepRecord && e.Record != nil && e.Record.How == RecordByToken {
				kept.Record = nil
			}
			kept.Outcome = ""
			s.NotRun, s.Seen, s.Facts = "measured on "+orNone(s.Of.AccountURL)+", this is about "+orNone(accountURL), nil, nil
		}
		kept.Steps = append(kept.Steps, s)
	}
	return kept
}
