package checklist

import (
	"slices"
	"strings"
	"testing"
)

// TestStale: the steps that an edit makes stale.
func TestStale(t *testing.T) {
	all := StepIDs()
	but := func(not ...StepID) []StepID {
		return slices.DeleteFunc(StepIDs(), func(id StepID) bool { return slices.Contains(not, id) })
	}
	for _, c := range []struct {
		name string
		edit func(*Draft, *Evidence)
		want []StepID
	}{
		{"nothing", unchanged, nil},
		{"a name", set(FieldName, "Other"), nil},
		{"the way the subdomain is written", set(FieldSubdomain, "https://D3V-ACME.zendesk.com/agent"), nil},
		{"the order of the scopes", set(FieldScopes, "users:read tickets:read"), nil},
		{"a redirect URL that the test did not use", set(FieldRedirectURLs, "http://127.0.0.1:18573/callback\nhttps://app.acme.com/new"), nil},
		{"the redirect URL of the test", set(FieldTestRedirect, "https://app.acme.com/oauth/callback"), []StepID{StepListen, StepAuthorize, StepExchange}},
		{"the scopes", set(FieldScopes, "read"), []StepID{StepAuthorize, StepExchange, StepToken, StepScopes}},
		{"the kind", set(FieldKind, "public"), []StepID{StepCredentials, StepAuthorize, StepExchange, StepRefresh}},
		{"the identifier", set(FieldIdentifier, "zdg-other"), but(StepReach, StepListen)},
		{"the subdomain", set(FieldSubdomain, "d3v-other"), but(StepListen)},
		{"everything", func(d *Draft, _ *Evidence) { *d = Draft{} }, all},
	} {
		d := sampleDraft()
		e := sampleEvidence(d)
		c.edit(&d, &e)
		var got []StepID
		for _, s := range e.Steps {
			if staleness(s, d) != "" {
				got = append(got, s.ID)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s re-opens %v, want %v", c.name, got, c.want)
		}
	}
}

func TestStaleReason(t *testing.T) {
	d := sampleDraft()
	s, _ := sampleEvidence(d).Step(StepCredentials)
	why := staleness(s, d.With(FieldIdentifier, "zdg-acme"))
	if want := "measured on the identifier zdg-acme-sync, which is zdg-acme now"; why != want {
		t.Errorf("got %q, want %q", why, want)
	}
}

// TestUnusedRedirectReopensRecordOnly: changing a redirect URL that the test did not use affects only
// the comparison with the record.
func TestUnusedRedirectReopensRecordOnly(t *testing.T) {
	d := sampleDraft()
	e := sampleEvidence(d)
	before, after := Judge(d, e), Judge(d.With(FieldRedirectURLs, "http://127.0.0.1:18573/callback\nhttps://app.acme.com/new"), e)
	var changed []string
	for i := range before {
		if before[i].Verdict != after[i].Verdict {
			changed = append(changed, before[i].ID)
		}
	}
	if !slices.Equal(changed, []string{"record-redirect-urls"}) {
		t.Errorf("changed: %v", changed)
	}
}

func TestTestRedirectURL(t *testing.T) {
	for _, c := range []struct{ chosen, list, want string }{
		{"", "", ""},
		{"", "https://a.example/cb\nhttp://localhost/cb", "http://localhost/cb"},
		{"", "https://a.example/cb\nhttps://b.example/cb", "https://a.example/cb"},
		{" https://b.example/cb ", "http://localhost/cb", "https://b.example/cb"},
	} {
		d := Draft{}.With(FieldTestRedirect, c.chosen).With(FieldRedirectURLs, c.list)
		if got := TestRedirectURL(d); got != c.want {
			t.Errorf("%q of %q: got %q", c.chosen, c.list, got)
		}
	}
}

func TestClientOf(t *testing.T) {
	c, err := ClientOf(sampleDraft(), false)
	if err != nil || c.Account.String() != "d3v-acme" || c.Redirect.String() != "http://127.0.0.1:18573/callback" || c.Scopes.String() != "tickets:read users:read" {
		t.Errorf("%v, %v", c, err)
	}
	d := sampleDraft().With(FieldSubdomain, "")
	if _, err := ClientOf(d, false); err == nil {
		t.Error("an account needs a subdomain")
	}
	if _, err := ClientOf(d, true); err != nil {
		t.Errorf("a stand-in needs none: %v", err)
	}
}

// TestOutcomeOfOtherAnswers: a test that passed with other answers does not prove that the client works.
func TestOutcomeOfOtherAnswers(t *testing.T) {
	d := sampleDraft()
	e := sampleEvidence(d)
	if text := OutcomeText(d, e); text != "The client works." || OutcomeOf(d, e) != OutcomePassed {
		t.Errorf("%q, %q", text, OutcomeOf(d, e))
	}
	for f, typed := range map[Field]string{
		FieldSubdomain: "d3v-other", FieldIdentifier: "zdg-other", FieldKind: "public", FieldScopes: "read", FieldTestRedirect: "http://127.0.0.1:18574/callback",
	} {
		other := d.With(f, typed)
		if text := OutcomeText(other, e); strings.Contains(text, "The client works") || !strings.Contains(text, "It worked before you changed the ") || OutcomeOf(other, e) != "" {
			t.Errorf("with another %s: %q, %q", f, text, OutcomeOf(other, e))
		}
	}
	renamed := d.With(FieldName, "Another name") // the test does not depend on it
	if OutcomeOf(renamed, e) != OutcomePassed {
		t.Errorf("with another name: %q", OutcomeOf(renamed, e))
	}
}
