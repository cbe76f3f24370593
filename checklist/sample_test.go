package checklist

import (
	"slices"
	"strings"
	"testing"
	"time"

	"zdg/checklist/explain"
)

// noon is when the sample's test was made.
var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

// sampleDraft is a draft of a confidential client in which everything is right.
func sampleDraft() Draft {
	var d Draft
	for f, v := range map[Field]string{
		FieldCustomers: "several", FieldProduct: "support", FieldBot: "no", FieldSecretLives: "servers",
		FieldSubdomain: "d3v-acme", FieldSponsored: "yes", FieldTrialStartedOn: "2026-11-01", FieldOrganization: "yes", FieldOrganizationID: "12345",
		FieldClientExists: "yes", FieldName: "Acme Sync", FieldDescription: "Syncs tickets with Acme CRM", FieldCompany: "Acme Inc.", FieldLogoFile: "logo.png",
		FieldIdentifier: "zdg-acme-sync", FieldKind: "confidential",
		FieldRedirectURLs: "https://app.acme.com/oauth/callback\nhttp://127.0.0.1:18573/callback",
		FieldScopes:       "tickets:read\nusers:read", FieldAllowed: "limited", FieldStored: "yes", FieldRegenerated: "no", FieldKeptURLsWhy: "our support staff tests with it",
		FieldWebsite: "https://acme.com", FieldUseCase: "Copies new tickets into Acme CRM. Nothing is written back.",
		FieldCustomerCount: "12 now, 100 in a year", FieldContactName: "Ada Example", FieldContactEmail: "ada@acme.com",
		FieldPrivacyURL: "https://acme.com/privacy", FieldTermsURL: "https://acme.com/terms",
		FieldHeaders: "yes", FieldRefreshBuilt: "yes", FieldMailAllowed: "yes",
	} {
		d = d.With(f, v)
	}
	return d
}

// sampleEvidence is a test of the draft that passed.
func sampleEvidence(d Draft) Evidence {
	of := SubjectOf(d, "")
	e := Evidence{
		Credentials: &Credentials{Answer: AnswerAccepted, SecretProven: true},
		Person:      &Person{ID: 42, Name: "Ada Example", Role: "admin"},
		Token: &Token{
			Type: "bearer", Asked: []string{"tickets:read", "users:read"}, Granted: []string{"tickets:read", "users:read"}, HasRefresh: true,
			ExpiresIn: Lifetime{Seconds: 600, Form: "number"}, RefreshExpiresIn: Lifetime{Seconds: 691200, Form: "number"}, AskedExpiresIn: 600, AskedRefresh: 691200,
			IssuedAt: noon, CodeAge: 2 * time.Second, ID: 7, CurrentScopes: []string{"tickets:read", "users:read"}, ExpiresAt: noon.Add(10 * time.Minute),
		},
		Record: &Record{
			At: noon, How: "token", ID: 9, Identifier: "zdg-acme-sync", Kind: "confidential", Name: "Acme Sync", Description: "Syncs tickets with Acme CRM",
			Company: "Acme Inc.", LogoURL: "https://d3v-acme.zendesk.com/logo.png", RedirectURLs: d.Lines(FieldRedirectURLs),
		},
		Scopes: []ScopeProbe{
			{Scope: "tickets:read", Path: "/api/v2/tickets.json", Status: 200}, {Scope: "users:read", Path: "/api/v2/users/me.json", Status: 200},
		},
		Refresh: &Refresh{New: StillAlive, OldAccess: Dead, HasNewRefresh: true, ExpiresIn: Lifetime{Seconds: 600, Form: "number"}, RefreshExpires: Lifetime{Seconds: 691200, Form: "number"}},
		Revoke:  &Revoke{Status: 204, By: "current", Access: Dead, Refresh: Dead, Issued: 4},
		Logo:    &Logo{Path: "logo.png", Format: "PNG", Width: 320, Height: 320, Bytes: 4096},
		Outcome: OutcomePassed,
	}
	for _, id := range StepIDs() {
		e = e.WithStep(Step{ID: id, Of: of, At: noon, Took: 120 * time.Millisecond})
	}
	return e
}

// withAnswer makes a step get an answer that was not hoped for.
func withAnswer(e Evidence, id StepID, s explain.Seen) Evidence {
	step, _ := e.Step(id)
	step.Seen = &s
	return e.WithStep(step)
}

// withNotRun makes a step one that was not made.
func withNotRun(e Evidence, id StepID, why string) Evidence {
	step, _ := e.Step(id)
	step.NotRun = why
	return e.WithStep(step)
}

// stepOf is the result of one step.
func stepOf(t *testing.T, d Draft, e Evidence, id StepID) StepResult {
	t.Helper()
	steps := Steps(d, e)
	i := slices.IndexFunc(steps, func(s StepResult) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("there is no step %s", id)
	}
	return steps[i]
}

// resultOf is the result of one check; false when there is no such check.
func resultOf(results []Result, id string) (Result, bool) {
	for _, r := range results {
		if r.ID == id {
			return r, true
		}
	}
	return Result{}, false
}

// rendered is the report in one format.
func rendered(r Report, format string) string {
	var b strings.Builder
	var err error
	switch format {
	case "text":
		err = r.Text(&b)
	case "whole":
		err = r.WholeText(&b)
	case "md":
		err = r.Markdown(&b)
	case "end":
		return endOf(r, 100)
	case "html":
		err = r.HTML(&b)
	case "json":
		err = r.JSON(&b)
	}
	if err != nil {
		panic(err)
	}
	return b.String()
}
