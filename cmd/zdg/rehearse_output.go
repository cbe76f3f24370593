package main

import (
	"fmt"
	"html"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"zdg/checklist"
	"zdg/flow/rehearse"
)

// rehearseJSON is the result of `zdg rehearse --format json`.
type rehearseJSON struct {
	resultHead
	AppVersion string            `json:"app_version"`
	LedBy      string            `json:"led_by"`
	Hosts      []string          `json:"other_hosts"`
	Counts     map[string]int    `json:"counts"`
	ElapsedMS  int64             `json:"elapsed_ms"`
	Scenarios  []scenarioRowJSON `json:"scenarios"`
}

type scenarioRowJSON struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	Verdict    string   `json:"verdict"`
	Seen       string   `json:"seen"`
	HangsOn    string   `json:"hangs_on"`
	Needs      []string `json:"needs"`
	Fix        string   `json:"fix"`
	Rule       string   `json:"rule"`
	Source     string   `json:"source"`
	SourceKey  string   `json:"source_key"`
	AsOf       string   `json:"as_of"`
	Confidence string   `json:"confidence"`
	ElapsedMS  int64    `json:"elapsed_ms"`
}

// asJSON is the result with these results; with none of an outcome, the list of scenarios.
func (c *rehearseCommand) asJSON(results []rehearse.Result, o rehearse.Outcome) rehearseJSON {
	out := rehearseJSON{
		resultHead: c.head("zdg.rehearse/1"), AppVersion: c.version, LedBy: string(o.Led), Hosts: append([]string{}, o.Hosts...),
		Counts: map[string]int{}, ElapsedMS: o.Took.Milliseconds(), Scenarios: []scenarioRowJSON{},
	}
	for _, v := range checklist.Verdicts() {
		out.Counts[strings.ReplaceAll(string(v), "-", "_")] = countOf(rehearse.Outcome{Results: results}, v)
	}
	for _, r := range results {
		out.Scenarios = append(out.Scenarios, scenarioRowJSON{
			ID: r.ID, Title: r.Title, Verdict: string(r.Verdict), Seen: r.Seen, HangsOn: r.BlockedBy, Needs: append([]string{}, r.Needs...), Fix: r.Fix,
			Rule: r.Rule.Text, Source: r.Rule.Source.URL, SourceKey: r.Rule.Source.Key, AsOf: r.Rule.Source.AsOf.Format(time.DateOnly),
			Confidence: string(r.Rule.Confidence), ElapsedMS: r.Took.Milliseconds(),
		})
	}
	return out
}

func (c *rehearseCommand) write(show *rehearseText, o rehearse.Outcome) error {
	switch c.format {
	case "text":
		return show.end(o)
	case "json":
		return writeJSON(c.out, c.asJSON(o.Results, o))
	}
	w := &errWriter{w: c.out}
	if c.format == "junit" {
		c.writeJUnit(w, o)
	} else {
		c.writeHTML(w, o)
	}
	return w.failed()
}

// writeList lists the scenarios; nothing is started.
func (c *rehearseCommand) writeList() error {
	var rows []rehearse.Result
	for _, s := range rehearse.Scenarios() {
		rows = append(rows, rehearse.Result{Scenario: s, Verdict: checklist.NotRun})
	}
	switch c.format {
	case "json":
		return writeJSON(c.out, c.asJSON(rows, rehearse.Outcome{}))
	case "text":
	default:
		return usagef("--list has no format %s: use text or json", c.format)
	}
	w := &errWriter{w: c.out}
	for _, r := range rows {
		hang(w, fmt.Sprintf("%-24s ", r.ID), r.Title)
	}
	return w.failed()
}

// writeJUnit writes the result as CI servers read it. A warning is not a failure there, as in
// the exit code.
func (c *rehearseCommand) writeJUnit(w *errWriter, o rehearse.Outcome) {
	fail, skip := countOf(o, checklist.Fail), countOf(o, checklist.NotRun)+countOf(o, checklist.Ask)
	fmt.Fprintf(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"zdg rehearse\" tests=\"%d\" failures=\"%d\" skipped=\"%d\" time=\"%.3f\" timestamp=\"%s\">\n",
		len(o.Results), fail, skip, o.Took.Seconds(), c.stamp().Format("2006-01-02T15:04:05"))
	for _, r := range o.Results {
		group, _, _ := strings.Cut(r.ID, "-")
		fmt.Fprintf(w, "  <testcase classname=\"zdg.rehearse.%s\" name=\"%s\" time=\"%.3f\">", group, r.ID, r.Took.Seconds())
		seen := html.EscapeString(r.Seen)
		switch r.Verdict {
		case checklist.Fail:
			fmt.Fprintf(w, "<failure message=\"%s\">%s</failure>", seen, html.EscapeString("fix: "+r.Fix+"\nrule: "+r.Rule.Text+"\nsource: "+citeRule(r.Rule)))
		case checklist.NotRun, checklist.Ask:
			fmt.Fprintf(w, "<skipped message=\"%s\"/>", seen)
		case checklist.Warn:
			fmt.Fprintf(w, "<system-out>warning: %s</system-out>", seen)
		}
		fmt.Fprintln(w, "</testcase>")
	}
	fmt.Fprintln(w, "</testsuite>")
}

// writeHTML writes the result as a page that needs no other file.
func (c *rehearseCommand) writeHTML(w *errWriter, o rehearse.Outcome) {
	esc := html.EscapeString
	fmt.Fprint(w, `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>zdg rehearse</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #8886}
small{opacity:.8}.fail{font-weight:bold}</style>
<h1>Rehearsal of the integration</h1>
`)
	about := c.stamp().Format(time.RFC3339) + ", " + tool()
	if c.version != "" {
		about += ", app version " + c.version
	}
	fmt.Fprintf(w, "<p>%s. zdg played Zendesk: each rule says what it rests on.</p>\n<table>\n<tr><th>Result<th>Scenario<th>What was seen</tr>\n", esc(about))
	for _, r := range o.Results {
		fmt.Fprintf(w, "<tr class=\"%s\"><td>%s %s<td>%s<br><small>%s</small><td>%s", r.Verdict, r.Verdict.Mark(), r.Verdict, esc(r.Title), esc(r.ID), esc(r.Seen))
		if r.Verdict == checklist.Fail || r.Verdict == checklist.Warn {
			fmt.Fprintf(w, "<br>Fix: %s<br><small>Rule: %s. %s</small>", esc(r.Fix), esc(r.Rule.Text), esc(citeRule(r.Rule)))
		}
		fmt.Fprintln(w, "</tr>")
	}
	fmt.Fprintln(w, "</table></html>")
}

// rehearseText shows a rehearsal while it runs: one line for each scenario on standard output,
// and what else happens on standard error.
type rehearseText struct {
	*rehearseCommand
	out    *errWriter // nil: the result stands alone and comes at the end
	notRun []rehearse.Result
}

func (t *rehearseText) tell(n rehearse.Progress) {
	switch n := n.(type) {
	case rehearse.Note:
		fmt.Fprintln(t.err, "zdg:", n)
	case rehearse.Result:
		if t.out != nil {
			t.result(n)
		}
	}
}

// result shows one scenario. Scenarios that were not run for the same reason are collected.
func (t *rehearseText) result(r rehearse.Result) {
	if r.Verdict == checklist.NotRun {
		if len(t.notRun) > 0 && t.notRun[0].Seen != r.Seen {
			t.flush()
		}
		t.notRun = append(t.notRun, r)
		return
	}
	t.flush()
	if r.Verdict == checklist.Ask {
		t.line(r.Verdict, r.ID, r.Title)
		hang(t.out, "    ", r.Seen)
		return
	}
	t.line(r.Verdict, r.ID, r.Seen)
	if r.Verdict == checklist.Fail || r.Verdict == checklist.Warn {
		hang(t.out, "    fix    ", r.Fix)
		hang(t.out, "    rule   ", r.Rule.Text)
		hang(t.out, "    source ", citeRule(r.Rule))
	}
}

// flush shows what was collected, on one line.
func (t *rehearseText) flush() {
	switch n := len(t.notRun); {
	case n == 1:
		t.line(checklist.NotRun, t.notRun[0].ID, t.notRun[0].Seen)
	case n > 1:
		t.line(checklist.NotRun, fmt.Sprintf("%d not run", n), t.notRun[0].Seen)
		var ids []string
		for _, r := range t.notRun {
			ids = append(ids, r.ID)
		}
		hang(t.out, "    ", strings.Join(ids, ", "))
	}
	t.notRun = nil
}

// line writes the one line of a scenario. On a terminal it is cut to the width of that.
func (t *rehearseText) line(v checklist.Verdict, id, seen string) {
	text := fmt.Sprintf("%s %-24s %s", v.Mark(), id, seen)
	wide, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil || ansi.StringWidth(text) <= wide {
		fmt.Fprintln(t.out, text)
		return
	}
	fmt.Fprintln(t.out, ansi.Truncate(text, wide, "…"))
	if v != checklist.Pass { // the end of it says what to do
		hang(t.out, "    ", seen)
	}
}

func (t *rehearseText) end(o rehearse.Outcome) error {
	t.flush()
	var parts []string
	for _, v := range checklist.Verdicts() {
		if n := countOf(o, v); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v))
		}
	}
	fmt.Fprintf(t.out, "\n%s in %.1f s", strings.Join(parts, ", "), o.Took.Seconds())
	if o.Led != "" {
		fmt.Fprintf(t.out, "; the program was led by %s", o.Led.Text())
	}
	fmt.Fprintln(t.out)
	if len(o.Hosts) > 0 {
		hang(t.out, "It also connected to ", strings.Join(o.Hosts, ", ")+", which was let through unread.")
	}
	hang(t.out, "", "zdg plays Zendesk by what is documented, observed and inferred: --format json says which for each.")
	return t.out.failed()
}

func countOf(o rehearse.Outcome, v checklist.Verdict) int {
	n := 0
	for _, r := range o.Results {
		if r.Verdict == v {
			n++
		}
	}
	return n
}
