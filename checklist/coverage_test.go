package checklist

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

const coverageFile = "../docs/coverage.md"

// requirement is a step or a requirement of Zendesk's pages, with what covers it.
type requirement struct {
	source string // key of zendesk.Sources
	text   string
	checks string // ids, separated by spaces; "" when no check can be made
	why    string // what else covers it, or why it can only be asked
}

type chapter struct {
	title        string
	requirements []requirement
}

// change is a rule as it was and as it is.
type change struct {
	source   string // key of zendesk.Sources, for the new rule
	was, now string
	checks   string // ids, separated by spaces; "" when no check is made of it
}

func TestCoverage(t *testing.T) {
	known, covered := map[string]Check{}, map[string]bool{}
	for _, c := range Checks() {
		known[c.ID] = c
	}
	for _, ch := range coverage() {
		for _, d := range ch.requirements {
			if d.checks == "" && d.why == "" {
				t.Errorf("%s: %s: neither a check nor a reason", ch.title, d.text)
			}
			zendesk.SourceOf(d.source) // panics on a key that is not there
			for id := range strings.FieldsSeq(d.checks) {
				covered[id] = true
				if _, ok := known[id]; !ok {
					t.Errorf("%s: there is no check %q", d.text, id)
				}
			}
		}
	}
	for _, ch := range changed() {
		zendesk.SourceOf(ch.source)
		for id := range strings.FieldsSeq(ch.checks) {
			if _, ok := known[id]; !ok {
				t.Errorf("%s: there is no check %q", ch.now, id)
			}
		}
	}
	for _, c := range Checks() {
		if !covered[c.ID] {
			t.Errorf("no requirement names the check %q", c.ID)
		}
	}
	want := coverageMarkdown(known)
	if flag.Lookup("update").Value.String() == "true" { // of x/exp/golden
		if err := os.WriteFile(coverageFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(coverageFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not what the code says: go test ./checklist -run Coverage -update", coverageFile)
	}
}

func coverageMarkdown(known map[string]Check) string {
	var m mdWriter
	m.heading(1, "What is covered")
	m.para("Generated from the table of checks: `go test ./checklist -run Coverage -update`.\n" +
		"Each step and requirement that Zendesk documents, or that others learned, with the checks that cover it, or why none can.\n" +
		"The word in brackets says how a check is made: draft, network, browser, record, or word (nobody but the developer can tell).\n" +
		"The source \"ours\" is our own knowledge of browsers, networks and settings files: no page of Zendesk says it.")
	for _, ch := range coverage() {
		m.heading(2, ch.title)
		m.WriteString("| Requirement | Source | Covered by |\n|---|---|---|\n")
		for _, d := range ch.requirements {
			var by []string
			for id := range strings.FieldsSeq(d.checks) {
				by = append(by, fmt.Sprintf("`%s` (%s)", id, known[id].How))
			}
			if d.why != "" {
				by = append(by, d.why)
			}
			s := zendesk.SourceOf(d.source)
			fmt.Fprintf(&m, "| %s | %s, %s | %s |\n", d.text, s.Key, s.AsOf.Format(time.DateOnly), strings.Join(by, "; "))
		}
		m.end()
	}
	m.heading(2, "Changed on 2026-11-26")
	m.para("Rules that are others since the pages were read again on that day, each with the source of the new one and its date.")
	m.WriteString("| Was | Is | Source | Checks |\n|---|---|---|---|\n")
	for _, c := range changed() {
		s := zendesk.SourceOf(c.source)
		var by []string
		for id := range strings.FieldsSeq(c.checks) {
			by = append(by, "`"+id+"`")
		}
		fmt.Fprintf(&m, "| %s | %s | %s, %s | %s |\n", c.was, c.now, s.Key, s.AsOf.Format(time.DateOnly), strings.Join(by, ", "))
	}
	m.end()
	m.heading(2, "The checks")
	m.WriteString("| Check | What is true when it passes | How | Rule | Source |\n|---|---|---|---|---|\n")
	for _, c := range Checks() {
		fmt.Fprintf(&m, "| `%s` | %s | %s | %s | %s |\n", c.ID, c.Title, c.How, c.Rule.Text, sourceNote(c.Rule.Source, c.Rule.Confidence))
	}
	return m.String()
}

// TestCitedSources: rules that were once cited from the wrong page name the right one.
func TestCitedSources(t *testing.T) {
	for id, want := range map[string]string{"refresh-token": "Z14d 2026-02-02", "refresh-works": "Z14c 2026-04-30", "role-calls": "T22 "} {
		r, ok := resultOf(Judge(Draft{}, Evidence{}), id)
		if key, date, _ := strings.Cut(want, " "); !ok || r.Rule.Source.Key != key || !strings.Contains(r.Rule.Text, date) {
			t.Errorf("%s: %s: %s, want %s", id, r.Rule.Source.Key, r.Rule.Text, want)
		}
	}
	if at := zendesk.SourceOf("T22").URL; !strings.HasSuffix(at, "/336") {
		t.Errorf("the role is told at %s", at)
	}
	if d, ok := explain.Named("no-refresh-token", explain.Asked{}, zendesk.Client{}); !ok || d.Source.Key != "T29" || d.Confidence != zendesk.Observed || !strings.Contains(d.Cause, "disagree") {
		t.Errorf("%+v", d)
	}
	if f := tokenExpiration(Draft{}, Record{TokenExpiration: ToggleOff}); !strings.Contains(f.Fix, "2026-06-30") || strings.Contains(f.Fix, "from 2027-04-01") {
		t.Errorf("the rollout has begun: %s", f.Fix)
	}
}
