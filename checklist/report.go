package checklist

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"zdg/checklist/zendesk"
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

// marks are the signs of verdicts.
var marks = map[Verdict]string{Pass: "✓", Warn: "!", Fail: "✗", Ask: "?"}

// Mark is the sign of a verdict. It is always shown with words that say the same.
func (v Verdict) Mark() string { return cmp.Or(marks[v], "–") }

// word is the verdict in words for a person.
func (v Verdict) word() string {
	switch v {
	case Ask:
		return "your word"
	case NotRun:
		return "not checked"
	}
	return string(v)
}

// practiceNote heads every report about the practice account.
const practiceNote = "PRACTICE: a made-up account on this machine; nothing here is about Zendesk"

func (r Report) with(v Verdict) []Result {
	return slices.DeleteFunc(slices.Clone(r.Results), func(res Result) bool { return res.Verdict != v })
}

// basis says what a verdict rests on, with the time where it was measured.
func (r Report) basis(res Result) string {
	switch {
	case r.pasted(res):
		return "read " + minuteStamp(res.Measured)
	case res.How == byRehearsal:
		return "rehearsed " + minuteStamp(res.Measured)
	case !res.Measured.IsZero():
		return "measured " + minuteStamp(res.Measured)
	case res.Verdict == NotRun:
		return "not checked"
	case res.Verdict == Ask:
		return "your word"
	case res.How == byWord:
		return "your answer"
	}
	return "from your answers"
}

// pasted reports whether a verdict rests on a record that was pasted, not on a request to
// the account. The report calls it read: it may have come from a file, too, and in practice zdg
// reads by itself what a browser would show.
func (r Report) pasted(res Result) bool {
	rec := r.Evidence.Record
	return rec != nil && rec.How == RecordPasted && (res.How == byRecord || res.How == byDraft) && !res.Measured.IsZero() && res.Measured.Equal(rec.At)
}

// minuteStamp is a moment as a report shows it, with its date, in UTC.
func minuteStamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

// ago says how long before the report something was, in the largest unit that fits.
func (r Report) ago(t time.Time) string {
	age := r.Now.Sub(t)
	for _, u := range []struct {
		of   time.Duration
		name string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}} {
		if age >= u.of {
			return Count(int(age/u.of), u.name)
		}
	}
	return "less than a minute"
}

// measured returns the times of the oldest and the newest measurement behind the verdicts;
// ok is false when nothing was measured.
func (r Report) measured() (oldest, newest time.Time, ok bool) {
	for _, res := range r.Results {
		if t := res.Measured; !t.IsZero() && !r.pasted(res) {
			if oldest.IsZero() || t.Before(oldest) {
				oldest = t
			}
			if t.After(newest) {
				newest = t
			}
		}
	}
	return oldest, newest, !oldest.IsZero()
}

// subject is what the report is about, cleaned. What is missing is named as missing.
func (r Report) subject() Subject {
	s := SubjectOf(r.Draft, r.AccountURL)
	for value, missing := range map[*string]string{
		&s.AccountURL: "no address", &s.Subdomain: "no subdomain given", &s.Identifier: "no identifier given", &s.Kind: "no kind chosen",
	} {
		if *value == "" {
			*value = missing
		} else {
			*value = orNone(*value)
		}
	}
	return s
}

// measuredLine says when, and on which account, the measurements were made.
func (r Report) measuredLine() string {
	line := "nothing yet"
	oldest, newest, ok := r.measured()
	switch {
	case !ok:
	case r.ago(oldest) == r.ago(newest):
		line = r.ago(newest) + " before this report"
	default:
		line = "between " + r.ago(oldest) + " and " + r.ago(newest) + " before this report"
	}
	if ok && SubjectOf(r.Draft, r.AccountURL).AccountURL != "" {
		line += ", on " + r.subject().AccountURL
	}
	if slices.ContainsFunc(r.Results, r.pasted) {
		line += "; what Zendesk has saved was read " + r.ago(r.Evidence.Record.At) + " before"
	}
	return line
}

// countLine is the count at the end: "61 checks: 40 pass, 2 warn, …".
func (r Report) countLine() string {
	counts := r.Counts()
	parts := make([]string, 0, len(counts))
	for _, v := range Verdicts() {
		if counts[v] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[v], v.word()))
		}
	}
	return Count(len(r.Results), "check") + ": " + strings.Join(parts, ", ")
}

// factLine is the facts in one line: "role: admin; user id: 1".
func factLine(facts []Fact) string {
	return strings.Join(texts(facts, func(f Fact) string { return readableKey(f.Key) + ": " + f.Value }), "; ")
}

// readableKey is the key of a fact as a person reads it: "user_id" is "user id".
func readableKey(key string) string {
	switch {
	case strings.Contains(key, ":"): // a scope
		return key
	case key == "draft":
		return "you typed"
	}
	return strings.NewReplacer("_urls", " URLs", "_url", " URL", "_", " ").Replace(key)
}

// sourceNote is a source with its date and confidence: "Z1, 2026-11-22, documented".
func sourceNote(s zendesk.Source, c zendesk.Confidence) string {
	return s.Key + ", " + s.AsOf.Format(time.DateOnly) + ", " + string(c)
}
