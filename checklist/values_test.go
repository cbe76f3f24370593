package checklist

import (
	"strings"
	"testing"
)

// TestChecksOfPastedValues: what a check says of values from settings files, guides, consoles and
// framework defaults.
func TestChecksOfPastedValues(t *testing.T) {
	for _, c := range []struct {
		field  Field
		value  string
		check  string
		want   Verdict
		says   string // in the fix, or in the reason for not-run
		refute string // in neither
	}{
		// The name of a setting instead of its value.
		{FieldSubdomain, "ZENDESK_SUBDOMAIN", "subdomain-syntax", Fail, "the name of a variable", "did you mean"},
		{FieldSubdomain, "zendesk_subdomain", "subdomain-syntax", Fail, "the name of a variable", "did you mean"},
		{FieldSubdomain, "ACME_ZENDESK_SUBDOMAIN", "subdomain-prefix", NotRun, "cannot be read", "start a trial"},
		{FieldIdentifier, "ZENDESK_CLIENT_ID", "identifier-syntax", Fail, "the name of a variable", ""},
		{FieldIdentifier, "NEXT_PUBLIC_ZENDESK_CLIENT_ID", "identifier-prefix", NotRun, "", "in front"},
		{FieldRedirectURLs, "ZENDESK_REDIRECT_URI", "redirect-urls-syntax", Fail, "the name of a variable", ""},
		{FieldIdentifier, "zdg-acme-client-id", "identifier-syntax", Pass, "", ""},
		{FieldIdentifier, "zdg-zendesk-client-id", "identifier-syntax", Fail, "the name of a variable", ""},
		{FieldIdentifier, "zdg-client_id", "identifier-syntax", Fail, "placeholder of a guide", ""},
		{FieldSubdomain, "zendeskSubdomain", "subdomain-prefix", NotRun, "cannot be read", "start a trial"},
		{FieldSubdomain, "unknown", "subdomain-prefix", NotRun, "not certain", "start a trial"},
		{FieldRedirectURLs, "https://app.acme.com/cb?client_secret=abc", "redirect-urls-dangers", Warn, "seen by browsers", "abc"},
		{FieldRedirectURLs, "https://app.acme.com/cb?API_KEY=abc", "redirect-urls-dangers", Warn, "seen by browsers", ""},
		{FieldRedirectURLs, "https://app.acme.com/cb?key=abc", "redirect-urls-dangers", Pass, "", ""},
		{FieldRedirectURLs, "https://smee.io/abc", "redirect-urls-dangers", Warn, "shows what it receives", ""},
		// What is shown in place of a hidden value.
		{FieldSubdomain, "****", "subdomain-syntax", Fail, "in place of a hidden value", ""},
		{FieldSubdomain, "d3v-redacted", "subdomain-syntax", Warn, "in place of a hidden value", ""},
		{FieldIdentifier, "zdg-***", "identifier-syntax", Fail, "in place of a hidden value", ""},
		{FieldName, "\u2022\u2022\u2022\u2022\u2022\u2022", "name-filled", Fail, "in place of a hidden value", ""},
		{FieldSubdomain, "d3v-(redacted)", "subdomain-syntax", Fail, "in place of a hidden value", ""},
		{FieldRedirectURLs, "https://redacted.com/cb", "redirect-urls-dangers", Warn, "", ""}, // somebody may be called so
		// What forms and guides call a field.
		{FieldSubdomain, "d3v-companyname", "subdomain-syntax", Warn, "placeholder of a guide", ""},
		{FieldSubdomain, "d3v-project-id", "subdomain-syntax", Warn, "placeholder of a guide", ""},
		{FieldSubdomain, "acme-subdomain-here", "subdomain-prefix", NotRun, "cannot be read", "start a trial"},
		{FieldSubdomain, "d3v-atmosphere", "subdomain-syntax", Pass, "", ""},
		{FieldSubdomain, "d3v-apphere", "subdomain-syntax", Pass, "", ""},
		{FieldSubdomain, "d3v-zendeskid", "subdomain-syntax", Pass, "", ""},
		{FieldSubdomain, "d3v-madrid", "subdomain-syntax", Pass, "", ""},
		// Several, where one is asked for.
		{FieldSubdomain, "d3v-acme,d3v-beta", "subdomain-syntax", Fail, "more than one name", ""},
		{FieldSubdomain, "d3v-acme d3v-beta", "subdomain-syntax", Fail, "more than one name", ""},
		{FieldSubdomain, "d3v-acme, beta", "subdomain-syntax", Fail, "", "start a trial"},
		{FieldIdentifier, "zdg-acme zdg-beta", "identifier-syntax", Fail, "more than one identifier", "not its Name"},
		{FieldIdentifier, "zdg-acme,zdg-beta", "identifier-syntax", Fail, "more than one identifier", ""},
		{FieldIdentifier, "zdg acme", "identifier-syntax", Fail, "not its Name", "more than one"},
		{FieldIdentifier, "zdg-acme,", "identifier-syntax", Fail, "comma at its end", "more than one"},
		// Placeholder names before a service's own host.
		{FieldRedirectURLs, "https://your-app.herokuapp.com/cb", "redirect-urls-dangers", Fail, "placeholder of a guide", ""},
		{FieldRedirectURLs, "https://your-project-ref.supabase.co/auth/v1/callback", "redirect-urls-dangers", Fail, "placeholder of a guide", ""},
		{FieldRedirectURLs, "https://YOUR-AUTH0-DOMAIN.auth0.com/login/callback", "redirect-urls-dangers", Fail, "placeholder of a guide", ""},
		{FieldRedirectURLs, "https://your-app.acme.com/cb", "redirect-urls-dangers", Warn, "", ""}, // may be real
		{FieldRedirectURLs, "https://acme.herokuapp.com/cb", "redirect-urls-dangers", Warn, "taken by somebody else", ""},
		{FieldRedirectURLs, "https://acme.supabase.co/auth/v1/callback", "redirect-urls-dangers", Pass, "", ""},
		// Hosts that do not exist.
		{FieldRedirectURLs, "https://TODO/cb", "redirect-urls-dangers", Fail, "placeholder of a guide", ""},
		{FieldRedirectURLs, "https://changeme/cb", "redirect-urls-dangers", Fail, "placeholder of a guide", ""},
		{FieldRedirectURLs, "https://acme.invalid/cb", "redirect-urls-dangers", Fail, "lead nowhere", ""},
		{FieldRedirectURLs, "https://acme.example/cb", "redirect-urls-production", NotRun, "placeholders", ""},
		{FieldRedirectURLs, "https://acme.example/cb", "redirect-urls-dangers", Warn, "no browser can reach", ""},
		{FieldRedirectURLs, "https://todo.com/cb", "redirect-urls-dangers", Warn, "", ""},
		// A scheme that lacks a letter, and this machine by another name.
		{FieldRedirectURLs, "htps://app.acme.com/cb", "redirect-urls-syntax", Fail, "did you mean https://?", "an app may own it"},
		{FieldRedirectURLs, "ttp://localhost:8080/cb", "redirect-urls-syntax", Fail, "did you mean http://?", "an app may own it"},
		{FieldRedirectURLs, "com.acme.app://oauth/callback", "redirect-urls-syntax", Fail, "an app may own it", "not absolute"},
		{FieldRedirectURLs, "http://127.0.0.2:8080/cb", "redirect-urls-syntax", Fail, "write http://127.0.0.1", ""},
		{FieldRedirectURLs, "http://0.0.0.0:3000/cb", "redirect-urls-syntax", Fail, "write http://127.0.0.1", ""},
		{FieldRedirectURLs, "http://app.localhost:3000/cb", "redirect-urls-syntax", Fail, "write http://127.0.0.1", ""},
		{FieldRedirectURLs, "http://host.docker.internal:3000/cb", "redirect-urls-syntax", Fail, "write http://127.0.0.1", ""},
		{FieldRedirectURLs, "http://app.acme.com/cb", "redirect-urls-syntax", Fail, "use https", "127.0.0.1 or http://localhost"},
		// Scopes in the spelling of others.
		{FieldScopes, "tickets:rw", "scopes-known", Warn, "did you mean tickets:read tickets:write?", ""},
		{FieldScopes, "read-write", "scopes-known", Warn, "did you mean read write?", ""},
		{FieldScopes, "tickets", "scopes-known", Warn, "tickets:read or tickets:write", ""},
		{FieldScopes, "read profile", "scopes-known", Warn, "OpenID Connect", "refresh token"},
		{FieldScopes, "read offline_access", "scopes-known", Warn, "refresh tokens without it", ""},
		// Texts.
		{FieldAppName, "App Name for Zendesk", "app-name", Warn, "the example of Zendesk's page", ""},
		{FieldAppName, "Acm\u00e9 Sync", "app-name", Warn, "ASCII", ""},
		{FieldName, "\u30a2\u30af\u30e1", "app-name", Warn, "ASCII", ""}, // the header carries the name
		{FieldName, "\u30a2\u30af\u30e1", "name-filled", Pass, "", ""},
		{FieldContactEmail, "no-reply@acme.com", "contact-email", Warn, "nobody reads", ""},
		{FieldContactEmail, "support@appsubmission.zendesk.com", "contact-email", Warn, "Zendesk's own", ""},
		{FieldContactEmail, "reply@acme.com", "contact-email", Pass, "", ""},
		{FieldDescription, "string", "description-filled", Warn, "too short", ""},
		{FieldDescription, "x", "description-filled", Warn, "too short", ""},
		{FieldDescription, "\u540c", "description-filled", Pass, "", ""}, // a whole word
		{FieldUseCase, "x", "use-case", Warn, "too short", ""},
	} {
		d := sampleDraft().With(c.field, c.value)
		got, ok := resultOf(Judge(d, Evidence{Now: noon}), c.check)
		said := got.Fix + " " + got.Why
		if !ok || got.Verdict != c.want || !strings.Contains(said, c.says) || c.refute != "" && strings.Contains(said, c.refute) {
			t.Errorf("%s %q: %s %s: %s", c.field, c.value, c.check, got.Verdict, said)
		}
	}
}
