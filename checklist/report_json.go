package checklist

import (
	"cmp"
	"encoding/json"
	"io"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/redact"
)

// reportSchema names the form of the JSON; docs/report.schema.json describes it.
const reportSchema = "zdg.report/1"

type jsonReport struct {
	Schema  string          `json:"schema"`
	Tool    string          `json:"tool"`
	Time    string          `json:"time"`
	Account JSONAccount     `json:"account"`
	Client  JSONClient      `json:"client"`
	Checks  []jsonCheck     `json:"checks"`
	Sheet   []SheetRow      `json:"sheet"`
	NotRun  []jsonNotRun    `json:"not_run"`
	After   jsonAfter       `json:"after"`
	Summary map[Verdict]int `json:"summary"`
}

// JSONAccount is the account in the JSON of a report, of zdg test and of zdg verify.
type JSONAccount struct {
	Subdomain string `json:"subdomain"`
	URL       string `json:"url"`
	Practice  bool   `json:"practice"`
}

// JSONClient is the client there.
type JSONClient struct {
	Identifier string `json:"identifier"`
	Kind       string `json:"kind"`
}

type jsonCheck struct {
	ID       string       `json:"id"`
	Stage    Stage        `json:"stage"`
	Title    string       `json:"title"`
	Verdict  Verdict      `json:"verdict"`
	Evidence jsonEvidence `json:"evidence"`
	Fix      string       `json:"fix"`
	Rule     JSONRule     `json:"rule"`
}

// jsonEvidence is what a verdict rests on. Age is the seconds between MeasuredAt and the
// report's time.
type jsonEvidence struct {
	How        string            `json:"how"`
	MeasuredAt *string           `json:"measured_at"`
	Age        *int64            `json:"age"`
	Facts      map[string]string `json:"facts"`
	Diagnosis  *JSONDiagnosis    `json:"diagnosis"`
}

// JSONRule is a rule with its page, in a report and in zdg check --list.
type JSONRule struct {
	Text       string `json:"text"`
	Source     string `json:"source"`
	AsOf       string `json:"as_of"`
	Confidence string `json:"confidence"`
}

// jsonAfter is how far the client has come since the request, and what to do now.
type jsonAfter struct {
	State AfterState `json:"state"`
	Notes []jsonNote `json:"notes"`
}

type jsonNote struct {
	Title string `json:"title"`
	JSONRule
}

type jsonNotRun struct {
	ID  string `json:"id"`
	Why string `json:"why"`
}

// JSONDiagnosis is a diagnosis in the JSON of a report and of zdg test.
type JSONDiagnosis struct {
	Code       string `json:"code"`
	What       string `json:"what"`
	Cause      string `json:"cause"`
	Check      string `json:"check"`
	Fix        string `json:"fix"`
	Said       string `json:"said"` // the answer in its own words; "" when it had none
	Source     string `json:"source"`
	AsOf       string `json:"as_of"`
	Confidence string `json:"confidence"`
}

// DiagnosisJSON turns a diagnosis into its JSON form; nil stays nil.
func DiagnosisJSON(d *explain.Diagnosis) *JSONDiagnosis {
	if d == nil {
		return nil
	}
	return &JSONDiagnosis{
		Code: string(d.Code), What: d.What, Cause: d.Cause, Check: d.Check, Fix: d.Fix, Said: d.Said,
		Source: cmp.Or(d.Source.URL, d.Source.Key), AsOf: d.Source.AsOf.Format(time.DateOnly), Confidence: string(d.Confidence),
	}
}

// RuleJSON turns a rule into its JSON form.
func RuleJSON(r Rule) JSONRule {
	return JSONRule{r.Text, cmp.Or(r.Source.URL, r.Source.Key), r.Source.AsOf.Format(time.DateOnly), string(r.Confidence)}
}

// JSON writes the report as docs/report.schema.json describes it. Times are RFC 3339 in UTC,
// dates are year-month-day.
func (r Report) JSON(w io.Writer) error {
	s := SubjectOf(r.Draft, r.AccountURL)
	out := jsonReport{
		Schema: reportSchema, Tool: r.Tool, Time: stamp(r.Now),
		Account: JSONAccount{redact.Clean(s.Subdomain, factMax), redact.Clean(s.AccountURL, factMax), r.Practice},
		Client:  JSONClient{redact.Clean(s.Identifier, factMax), redact.Clean(s.Kind, factMax)},
		Checks:  []jsonCheck{}, Sheet: r.Sheet, NotRun: []jsonNotRun{}, Summary: r.Counts(),
	}
	for _, res := range r.Results {
		out.Checks = append(out.Checks, r.jsonCheck(res))
		if res.Verdict == NotRun {
			out.NotRun = append(out.NotRun, jsonNotRun{res.ID, res.Why})
		}
	}
	out.After = jsonAfter{AfterOf(r.Draft), []jsonNote{}}
	for _, n := range AfterNotes(r.Draft, r.Now) {
		out.After.Notes = append(out.After.Notes, jsonNote{n.Title, RuleJSON(n.Rule)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func (r Report) jsonCheck(res Result) jsonCheck {
	e := jsonEvidence{How: res.How, Facts: map[string]string{}, Diagnosis: DiagnosisJSON(res.Diagnosis)}
	for _, f := range res.Facts {
		if old, ok := e.Facts[f.Key]; ok {
			e.Facts[f.Key] = old + "; " + f.Value
		} else {
			e.Facts[f.Key] = f.Value
		}
	}
	if !res.Measured.IsZero() {
		at, age := stamp(res.Measured), max(0, int64(r.Now.Sub(res.Measured)/time.Second))
		e.MeasuredAt, e.Age = &at, &age
	}
	return jsonCheck{
		ID: res.ID, Stage: res.Stage, Title: res.Title, Verdict: res.Verdict, Evidence: e, Fix: res.Fix,
		Rule: RuleJSON(res.Rule),
	}
}

// stamp writes a time as RFC 3339 in UTC.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
