package checklist

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"zdg/checklist/explain"
)

// formats are all forms of a report but its end.
var formats = []string{"text", "whole", "md", "html", "json"}

// goodReport is about a client that is ready, badReport about one that is not.
func goodReport() Report {
	d := sampleDraft()
	return NewReport(d, sampleEvidence(d), Context{Now: noon.Add(3 * time.Minute), Tool: "zdg 0.1.0"})
}

func badReport() Report {
	d := sampleDraft().With(FieldSubdomain, "dev-acme").With(FieldKeptURLsWhy, "").With(FieldCompany, "").With(FieldSponsored, "requested").With(FieldSponsoredAsked, "2026-11-03").
		With(FieldIdentifier, "zdg_acme").With(FieldMailAllowed, "").With(FieldWebsite, "acme.example").With(FieldUseCase, "it is <b>great</b> & `free` [x](y)")
	e := sampleEvidence(d)
	e.Record.Identifier = "zdg_acme"
	e.Record.RedirectURLs = []string{"https://app.acme.com/oauth/callback/"}
	e.Record.LogoURL = ""
	e.Credentials = &Credentials{Answer: AnswerRefused}
	e = withAnswer(e, StepCredentials, explain.Seen{Where: explain.TokenEndpoint, Status: 401, Error: "invalid_client"})
	e.Token, e.Person, e.Refresh, e.Revoke, e.Scopes, e.Outcome = nil, nil, nil, nil, nil, OutcomeFailed
	for _, id := range []StepID{StepListen, StepAuthorize, StepExchange, StepIdentity, StepToken, StepScopes, StepRefresh, StepRevoke} {
		e = withNotRun(e, id, "identifier and secret were refused")
	}
	return NewReport(d, e, Context{Now: noon.Add(26 * time.Hour), Tool: "zdg 0.1.0", Practice: true})
}

func TestReportGolden(t *testing.T) {
	for name, r := range map[string]Report{"good": goodReport(), "bad": badReport(), "empty": NewReport(Draft{}, Evidence{}, Context{Now: noon, Tool: "zdg 0.1.0"})} {
		for _, format := range formats {
			t.Run(name+"."+format, func(t *testing.T) { golden.RequireEqual(t, rendered(r, format)) })
		}
	}
}

func TestReportIsHeadedPractice(t *testing.T) {
	for _, format := range formats {
		out := rendered(badReport(), format)
		if format == "json" {
			if !strings.Contains(out, `"practice": true`) {
				t.Error("json does not say that it is practice")
			}
			continue
		}
		first, _, _ := strings.Cut(strings.TrimPrefix(out, "# "), "\n")
		if format != "html" && !strings.HasPrefix(first, "PRACTICE") || !strings.Contains(out, practiceNote) {
			t.Errorf("%s begins with %q", format, first)
		}
		if strings.Contains(rendered(goodReport(), format), "PRACTICE") {
			t.Errorf("%s says PRACTICE about a real account", format)
		}
	}
}

// TestARecordIsSaidToBeRead, also where it was pasted, given as a file, or read in practice.
func TestARecordIsSaidToBeRead(t *testing.T) {
	d := sampleDraft()
	e := sampleEvidence(d)
	e.Record.How, e.Record.At = RecordPasted, noon
	r := NewReport(d, e, Context{Now: noon.Add(3 * time.Minute), Tool: "zdg 0.1.0"})
	for _, format := range []string{"text", "md", "html"} {
		if out := strings.Join(strings.Fields(rendered(r, format)), " "); !strings.Contains(out, "what Zendesk has saved was read 3 minutes before") || strings.Contains(out, "saved was pasted") {
			t.Errorf("%s says otherwise:\n%s", format, out)
		}
	}
	for _, res := range r.Results {
		if res.ID == "record-name" && r.basis(res) != "read 2026-11-22 12:00 UTC" {
			t.Errorf("the check of the name rests on %q", r.basis(res))
		}
	}
}

func TestTextWidth(t *testing.T) {
	for _, r := range []Report{goodReport(), badReport()} {
		for line := range strings.Lines(rendered(r, "text")) {
			if line = strings.TrimSuffix(line, "\n"); width(line) > textWidth && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%d columns: %s", width(line), line)
			}
		}
	}
}

// TestPlantedSecrets: a secret in an answer or in what was measured is in no report.
func TestPlantedSecrets(t *testing.T) {
	const secret = hexSecret
	const jwt = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFZERTQSJ9.eyJleHAiOjE3NjM4MTI4MDB9.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl"
	d := sampleDraft().With(FieldIdentifier, secret).With(FieldTestRedirect, "https://acme.example/cb?code="+secret).
		With(FieldRedirectURLs, "https://acme.example/cb?client_secret="+secret+"\nhttp://127.0.0.1/cb").
		With(FieldUseCase, "our secret is client_secret="+secret).With(FieldScopes, secret).With(FieldSubdomain, secret)
	e := sampleEvidence(d)
	e.Record.Description = "access_token=" + jwt
	e.Person.Name = jwt
	for _, id := range StepIDs() {
		e = withAnswer(e, id, explain.Seen{Where: explain.API, Status: 400, Error: "invalid_request", Text: "client_secret=" + secret + " " + jwt})
	}
	reports := []Report{NewReport(d, e, Context{Now: noon, Tool: "zdg"})}
	for _, id := range StepIDs() {
		s, _ := e.Step(id)
		s.Seen, s.Facts = nil, []Fact{{"answer", "refresh_token=" + secret}}
		e = e.WithStep(s)
	}
	reports = append(reports, NewReport(d, e, Context{Now: noon, Tool: "zdg"}), NewReport(sampleDraft(), e, Context{Now: noon, Tool: "zdg"}))
	for i, r := range reports {
		for _, format := range append(formats, "end") {
			for line := range strings.Lines(rendered(r, format)) {
				if strings.Contains(line, secret) || strings.Contains(line, jwt) || strings.Contains(line, secret[:16]) {
					t.Errorf("report %d, %s: %s", i, format, line)
				}
			}
		}
		for _, s := range Steps(r.Draft, r.Evidence) {
			if strings.Contains(s.Summary, secret[:16]) || strings.Contains(factLine(s.Facts), secret[:16]) {
				t.Errorf("step %s: %s %v", s.ID, s.Summary, s.Facts)
			}
		}
	}
}

// TestPasswordsInAddresses: a password in an address of the request fails, and is in no report.
func TestPasswordsInAddresses(t *testing.T) {
	d := sampleDraft().With(FieldPrivacyURL, "https://ada:hunter2@acme.com/p").With(FieldWebsite, "https://ada:hunter2:x@acme.com").With(FieldTermsURL, "https://hunter2:hunter2@acme.com?x").With(FieldContactEmail, "https://ada:hunter2@acme.com")
	r := NewReport(d, sampleEvidence(d), Context{Now: noon, Tool: "zdg"})
	for _, format := range append(formats, "end") {
		if text := rendered(r, format); strings.Contains(text, "hunter2") {
			t.Errorf("%s: %s", format, text)
		}
	}
	for _, res := range r.Results {
		if slices.Contains([]Field{FieldPrivacyURL, FieldWebsite, FieldTermsURL, FieldContactEmail}, res.Field) && res.Verdict != Fail {
			t.Errorf("%s: %s", res.ID, res.Verdict)
		}
	}
}

// TestSuggestedTrial: the suggested subdomain is not longer than a subdomain may be.
func TestSuggestedTrial(t *testing.T) {
	for subdomain, want := range map[string]string{"acme": "named d3v-acme.", strings.Repeat("a", 60): "named d3v- and a name."} {
		if f := subdomainPrefix(sampleDraft().With(FieldSubdomain, subdomain), Evidence{}); !strings.Contains(f.Fix, want) {
			t.Errorf("%s: %s", subdomain, f.Fix)
		}
	}
}

// TestTrialOfTomorrow: a trial that starts after the time of the report is a mistake.
func TestTrialOfTomorrow(t *testing.T) {
	d := sampleDraft().With(FieldSponsored, "requested")
	for started, want := range map[string]Verdict{"2026-11-22": Ask, "2026-11-24": Warn} {
		report := NewReport(d.With(FieldTrialStartedOn, started), Evidence{}, Context{Now: noon})
		if res, ok := resultOf(report.Results, "trial-date"); !ok || res.Verdict != want {
			t.Errorf("%s: %s, want %s", started, res.Verdict, want)
		}
	}
}

func TestSheet(t *testing.T) {
	d := sampleDraft().With(FieldSubdomain, "https://D3V-Acme.zendesk.com/").With(FieldCompany, "")
	rows := map[Field]SheetRow{}
	sheet := Sheet(d, sampleEvidence(d))
	for _, r := range sheet {
		rows[r.Field] = r
	}
	if sheet[0].Field != FieldSubdomain || sheet[1].Field != FieldIdentifier || sheet[0].Known != KnownDocumented {
		t.Error("the sheet does not begin with what is documented")
	}
	for _, want := range []struct {
		f            Field
		value, typed string
	}{
		{FieldSubdomain, "d3v-acme", "acme"},
		{FieldIdentifier, "zdg-acme-sync", "acme-sync"},
		{FieldCompany, "Acme Inc.", "Acme Inc."}, // from what is saved
		{FieldAppName, "Acme Sync", "Acme Sync"},
		{FieldRedirectURLs, "https://app.acme.com/oauth/callback\nhttp://127.0.0.1:18573/callback", "https://app.acme.com/oauth/callback\nhttp://127.0.0.1:18573/callback"},
		{FieldScopes, "tickets:read: read tickets and their comments\nusers:read: read users, and who signed in", "tickets:read: read tickets and their comments\nusers:read: read users, and who signed in"},
	} {
		if got := rows[want.f]; got.Value != want.value || got.Typed != want.typed {
			t.Errorf("%s: %q, typed %q", want.f, got.Value, got.Typed)
		}
	}
	if got := rows[FieldListing].Shown(); got != toBeFilledIn {
		t.Errorf("an open value shows as %q", got)
	}
}

func TestReportOfAnotherAccount(t *testing.T) {
	d := sampleDraft()
	r := NewReport(d, sampleEvidence(d), Context{Now: noon, AccountURL: "http://127.0.0.1:4000"})
	for _, id := range []string{"test-outcome", "record-read", "client-exists"} {
		if res, _ := resultOf(r.Results, id); res.Verdict == Pass {
			t.Errorf("%s passes by what was measured elsewhere", id)
		}
	}
	res, _ := resultOf(r.Results, "authorized")
	if res.Verdict != NotRun || !strings.Contains(res.Why, "measured on https://d3v-acme.zendesk.com") {
		t.Errorf("%s: %s", res.Verdict, res.Why)
	}
}

func TestFrozen(t *testing.T) {
	d := sampleDraft().With(FieldKeptURLsWhy, "")
	for _, f := range FrozenOf(d, sampleEvidence(d), Judge(d, sampleEvidence(d))) {
		switch {
		case f.Proven == "" || f.Label == "":
			t.Errorf("%s: nothing is said", f.Field)
		case f.Field == FieldRedirectURLs && (f.Verdict != Warn || !strings.Contains(f.Proven, "to look at: A local redirect URL would be frozen")):
			t.Errorf("redirect URLs: %s, %s", f.Verdict, f.Proven)
		case f.Field == FieldStored && (f.Verdict != Ask || f.At.IsZero()):
			t.Errorf("secret: %s at %v", f.Verdict, f.At)
		}
	}
	e := sampleEvidence(d)
	r := *e.Record
	r.Description, r.Company, e.Record = "", "As saved", &r
	for _, f := range FrozenOf(d, e, Judge(d, e)) {
		if want, is := map[Field]string{FieldDescription: "", FieldCompany: "As saved"}[f.Field]; is && f.Value != want {
			t.Errorf("%s freezes as %q, not as it is saved: %q", f.Label, f.Value, want)
		}
	}
	known := map[string]bool{}
	for _, c := range Checks() {
		known[c.ID] = true
	}
	for _, o := range frozenOrder {
		for _, id := range o.checks {
			if !known[id] {
				t.Errorf("%s: there is no check %q", o.label, id)
			}
		}
	}
}

func TestDeadlines(t *testing.T) {
	d := sampleDraft().With(FieldSponsored, "requested").With(FieldSponsoredAsked, "2026-11-03").With(FieldOrganization, "requested").With(FieldOrgRequestedOn, "2026-11-02").With(FieldSubmittedOn, "2026-11-20")
	e := sampleEvidence(d)
	e.Token.HasRefresh = false
	var got []string
	for _, l := range Deadlines(d, e) {
		got = append(got, l.On.Format(time.DateOnly)+" "+l.Left(noon))
	}
	want := []string{"2026-11-15 7 days ago", "2026-11-03 19 days ago", "2026-11-02 20 days ago", "2026-11-27 in 5 days", "2026-12-07 in 15 days", "2027-04-01 in 130 days"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if left := Deadlines(sampleDraft().With(FieldSubmittedOn, "2026-11-20").With(FieldAnswer, "approved"), sampleEvidence(d)); len(left) != 0 {
		t.Errorf("an answer that came is not waited for: %v", left)
	}
	if left := Deadlines(sampleDraft(), sampleEvidence(d)); len(left) != 0 {
		t.Errorf("a sponsored account and a token that is refreshed have none: %v", left)
	}
}
