package checklist

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

func endOf(r Report, wide int) string {
	var b strings.Builder
	if err := r.End(&b, Screen{Width: wide, Paint: func(_ Verdict, text string) string { return text }}); err != nil {
		panic(err)
	}
	return b.String()
}

// fullReport is about a client with more of everything than fits on a screen.
func fullReport(failing bool) Report {
	d := sampleDraft().With(FieldSecondContact, "ops@acme.example").With(FieldAppName, "Acme Sync for Zendesk").With(FieldAppID, "99999").
		With(FieldListing, "https://www.zendesk.com/marketplace/apps/support/99999")
	var urls, scopes []string
	for n := range 20 {
		urls = append(urls, fmt.Sprintf("https://eu%d.acme.com/%s/callback", n, strings.Repeat("long/", 30)))
	}
	for _, s := range []string{"tickets", "users", "organizations", "hc", "apps", "triggers", "automations", "targets", "webhooks", "macros"} {
		scopes = append(scopes, s+":read", s+":write")
	}
	d = d.With(FieldRedirectURLs, strings.Join(urls, "\n")).With(FieldScopes, strings.Join(scopes, "\n"))
	for _, f := range []Field{FieldUseCase, FieldCustomerCount, FieldContactName, FieldContactEmail, FieldPrivacyURL} {
		d = d.With(f, strings.Repeat("word ", 100))
	}
	e := sampleEvidence(d)
	if failing {
		for _, f := range []Field{FieldSponsored, FieldOrganization, FieldHeaders, FieldRefreshBuilt, FieldMailAllowed, FieldStored} {
			d = d.With(f, "no")
		}
		d = d.With(FieldBot, "yes").With(FieldCustomers, "one").With(FieldProduct, "sell")
		e.Record = &Record{At: noon, How: RecordByToken, Identifier: "zdg-other", Kind: "public", RedirectURLs: []string{"https://eu0.acme.com/"}}
		e.Outcome = OutcomeFailed
	}
	return NewReport(d, e, Context{Now: noon, Tool: "zdg 0.1.0"})
}

func endReports() map[string]Report {
	return map[string]Report{
		"good": goodReport(), "bad": badReport(), "empty": NewReport(Draft{}, Evidence{}, Context{Now: noon}),
		"full": fullReport(false), "failing": fullReport(true),
	}
}

func TestEndGolden(t *testing.T) {
	for name, r := range endReports() {
		for _, wide := range []int{60, 100} {
			t.Run(fmt.Sprintf("%s.%d", name, wide), func(t *testing.T) { golden.RequireEqual(t, endOf(r, wide)) })
		}
	}
}

// TestEndIsOneScreen: the end of any report has at most 45 lines, none wider than the terminal, and
// its last lines are the conclusion and what comes next.
func TestEndIsOneScreen(t *testing.T) {
	for name, r := range endReports() {
		for wide := 40; wide <= 200; wide += 10 {
			lines := strings.Split(strings.TrimSuffix(endOf(r, wide), "\n"), "\n")
			if len(lines) > 45 {
				t.Errorf("%s at %d: %d lines", name, wide, len(lines))
			}
			for _, line := range lines {
				if width(line) > wide {
					t.Errorf("%s at %d: %d columns: %s", name, wide, width(line), line)
				}
			}
			parts := strings.Split(strings.Join(lines, "\n"), "\n\n")
			v, conclusion := r.Conclusion()
			last := strings.Join(strings.Fields(parts[len(parts)-1]), " ")
			if !strings.HasPrefix(last, v.Mark()+" "+conclusion) || !strings.Contains(last, "Report zdg ") || !strings.Contains(last, "Next ") {
				t.Errorf("%s at %d ends with %q", name, wide, last)
			}
		}
	}
	for _, failing := range []bool{false, true} {
		if out := endOf(fullReport(failing), 100); strings.Count(out, " more, see zdg report") < 2 {
			t.Errorf("what has no room is not counted:\n%s", out)
		}
	}
	if out := endOf(goodReport(), 100); strings.Index(out, "d3v- | acme\n") > strings.Index(out, "Probably asked") || !strings.Contains(out, "zdg- | acme-sync\n") {
		t.Errorf("the part to type is not behind its prefix, certain first:\n%s", out)
	}
}

func TestConclusion(t *testing.T) {
	change := func(f func(Draft, *Evidence) Draft) Report {
		e := sampleEvidence(sampleDraft())
		d := f(sampleDraft(), &e)
		return NewReport(d, e, Context{Now: noon})
	}
	set := func(f Field, v string) Report {
		return change(func(d Draft, _ *Evidence) Draft { return d.With(f, v) })
	}
	one := goodReport()
	one.Results = one.Results[:1]
	for name, c := range map[string]struct {
		r       Report
		verdict Verdict
		says    string
	}{
		"ready":           {goodReport(), Pass, "Ready to send: 74 checks pass, 8 are your word, 17 were not measured."},
		"sent":            {set(FieldSubmittedOn, "2026-11-22"), Pass, "Sent on 2026-11-22, no answer yet: "},
		"sent, one fails": {set(FieldSubmittedOn, "2026-11-22").without(FieldProduct), NotRun, "Sent on 2026-11-22, no answer yet; 1 answer is missing, "},
		"one fails":       {set(FieldCompany, "-"), Fail, "Not ready: "},
		"warns":           {set(FieldWebsite, "acme.example"), Warn, "Ready to send, with 1 thing to look at: "},
		"no test":         {change(func(d Draft, e *Evidence) Draft { e.Outcome = ""; return d }), NotRun, "Not ready: the client has not passed a test as it is now, "},
		"other test":      {set(FieldScopes, "read"), NotRun, "Not ready: the client has not passed a test as it is now, "},
		"no answer":       {set(FieldMailAllowed, ""), NotRun, "Not ready: 1 answer is missing, "},
		"no answers":      {set(FieldMailAllowed, "").without(FieldBot), NotRun, "Not ready: 2 answers are missing, "},
		"one check":       {one, Pass, "1 check: 1 pass"},
	} {
		if v, says := c.r.Conclusion(); v != c.verdict || !strings.HasPrefix(says, c.says) {
			t.Errorf("%s: %s %q", name, v, says)
		}
	}
}

// without is the report without an answer.
func (r Report) without(f Field) Report { return NewReport(r.Draft.With(f, ""), r.Evidence, r.Context) }
