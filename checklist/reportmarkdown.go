package checklist

import (
	"fmt"
	"io"
	"strings"
)

// Markdown writes checklist and request sheet so that they read well as plain
// text too, and can be pasted into a ticket. Text from outside is escaped.
func (r Report) Markdown(w io.Writer) error {
	var m mdWriter
	title := "Global OAuth client: " + md(r.subject().Identifier)
	if r.Practice {
		title = "PRACTICE: " + title
	}
	m.heading(1, title)
	if r.Practice {
		m.para("**" + practiceNote + ".**")
	}
	r.mdHead(&m)
	r.mdToMend(&m)
	r.mdSheet(&m)
	r.mdFrozen(&m)
	r.mdChecks(&m)
	r.mdNotChecked(&m)
	for _, part := range toldParts() {
		m.heading(2, part.Title)
		for _, t := range part.Told {
			m.item(0, "**"+md(titled(t.Title))+"** "+md(t.Text)+" ("+dated(t.Source, t.Confidence)+")")
		}
		m.end()
	}
	m.heading(2, "Sources")
	for _, s := range r.sources(Afterwards(), Questions(), Unknowns()) {
		m.item(0, s.Key+", "+s.AsOf.Format(day)+": "+orElse(link(s.URL), "no public address"))
	}
	m.end()
	_, err := io.WriteString(w, m.String())
	return err
}

// toldPart is a chapter of what a report tells.
type toldPart struct {
	Title string
	Told  []Told
}

func toldParts() []toldPart {
	return []toldPart{
		{"After the request", Afterwards()},
		{"What is not known", Unknowns()},
		{"Questions", Questions()},
	}
}

// titled ends a title that is followed by its text.
func titled(title string) string {
	if strings.HasSuffix(title, "?") {
		return title
	}
	return title + ":"
}

func (r Report) mdHead(m *mdWriter) {
	s := r.subject()
	m.item(0, "Account: "+md(s.Subdomain)+", "+link(s.AccountURL))
	m.item(0, "Client: "+md(s.Identifier)+", "+md(s.Kind))
	m.item(0, "Made by "+md(r.Tool)+" on "+r.Now.UTC().Format("2006-01-02 15:04 UTC"))
	m.item(0, "Evidence: "+md(r.evidenceLine()))
	m.item(0, "Result: "+r.countLine())
	for _, l := range Deadlines(r.Draft, r.Evidence) {
		m.item(0, fmt.Sprintf("%s (%s): %s (%s)", l.On.Format(day), l.Left(r.Now), l.What, l.Source.Key))
	}
	m.end()
}

// mdToMend puts what fails first: it is what the reader has to act on.
func (r Report) mdToMend(m *mdWriter) {
	if r.Counts()[Fail] == 0 {
		return
	}
	m.heading(2, "To mend before the request is sent")
	for _, res := range r.Results {
		if res.Verdict == Fail {
			m.item(0, Fail.Mark()+" "+md(res.Title)+": "+md(orElse(res.Fix, "see the checklist")))
		}
	}
	m.end()
}

func (r Report) mdChecks(m *mdWriter) {
	m.heading(2, "Checklist")
	for _, g := range r.groups() {
		m.heading(3, fmt.Sprintf("%s %s: %s", g.Verdict.Mark(), g.Stage.Title(), g.Verdict.Word()))
		for _, res := range g.Results {
			if res.Verdict != NotRun {
				r.mdResult(m, res)
			}
		}
		if n := len(group{Results: g.Results}.notChecked()); n > 0 {
			m.item(0, fmt.Sprintf("%s %s not checked: see below", NotRun.Mark(), Count(n, "more check")))
		}
		m.end()
	}
}

// notChecked are the checks of a group that were not made.
func (g group) notChecked() []Result {
	var all []Result
	for _, res := range g.Results {
		if res.Verdict == NotRun {
			all = append(all, res)
		}
	}
	return all
}

func (r Report) mdResult(m *mdWriter, res Result) {
	line := res.Verdict.Mark() + " " + md(res.Title)
	if res.Verdict != Pass {
		line = res.Verdict.Mark() + " **" + res.Verdict.Word() + "** " + md(res.Title)
	}
	line += " (" + r.basis(res) + "; rule " + dated(res.Rule.Source, res.Rule.Confidence) + ")"
	m.item(0, line)
	if facts := factLine(res.Facts); facts != "" {
		m.item(1, md(facts))
	}
	if res.Verdict == Fail || res.Verdict == Warn {
		m.item(1, "Rule: "+md(res.Rule.Text))
		if d := res.Diagnosis; d != nil {
			m.item(1, "What happened: "+md(d.What+" "+d.Cause)+" ("+dated(d.Source, d.Confidence)+")")
			if d.Said != "" {
				m.item(1, "What was answered: "+md(d.Said))
			}
			m.item(1, "How to find out: "+md(d.Check))
		}
	}
	if res.Fix != "" {
		m.item(1, "Fix: "+md(res.Fix))
	}
}

func (r Report) mdNotChecked(m *mdWriter) {
	reasons := r.reasons()
	if len(reasons) == 0 {
		return
	}
	m.heading(2, "Not checked, and why")
	for _, x := range reasons {
		m.item(0, md(x.Why)+": "+strings.Join(ids(x.Of), ", "))
	}
	m.end()
}

func (r Report) mdFrozen(m *mdWriter) {
	m.heading(2, "What can never be changed after the conversion")
	for _, f := range Frozen(r.Draft, r.Evidence) {
		when := ""
		if !f.At.IsZero() {
			when = " (" + stamped(f.At) + ")"
		}
		value := strings.ReplaceAll(orElse(f.Value, ToBeFilledIn), "\n", ", ")
		m.item(0, f.Verdict.Mark()+" **"+md(f.Label)+":** "+md(value))
		m.item(1, md(f.Proven)+when)
	}
	m.end()
}

func (r Report) mdSheet(m *mdWriter) {
	m.heading(2, "Request sheet")
	m.para("The form has the prefixes d3v- and zdg- typed already: type only what comes behind them.")
	for _, row := range r.Sheet {
		m.heading(3, md(row.Label)+" ("+row.Known+")")
		if row.Typed != row.Value {
			m.para("In full " + md(row.Value) + "; typed behind the prefix:")
		}
		m.code(orElse(row.Typed, row.Shown()))
	}
}
