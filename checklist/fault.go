package checklist

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// faults say what is wrong, by the id of a check that does not pass and has no better words.
// %s is what Zendesk has saved or else the finding's first fact.
var faults = map[string]string{
	"fit-customers":            "A single account needs no global client",
	"fit-product":              "This product has no global clients: %s",
	"fit-bot":                  "A bot gets no global client",
	"sponsored":                "The account is not sponsored yet",
	"organization":             "The Organization is not registered yet",
	"organization-id":          "This is probably not an Organization id: %s",
	"client-exists":            "The client has not been created yet",
	"kind-advice":              "The client kind does not suit where the secret lives: %s",
	"redirect-urls-production": "A redirect URL for your customers is missing",
	"test-redirect-url":        "There is no redirect URL the test can listen on",
	"scopes-given":             "No scope is given",
	"logo-format":              "The logo is not a JPG, GIF or PNG: %s",
	"logo-square":              "The logo is not square: %s",
	"secret-stored":            "Identifier and secret are not saved yet",
	"first-six-kept":           "The first six characters of an earlier secret may be lost",
	"allowed-scopes-decided":   "Zendesk has not saved the Allowed scopes that you decided on: %s",
	"no-secret-in-answers":     "An answer looks like it holds a secret",
	"credentials-accepted":     "Identifier and secret were not accepted",
	"consent-shown":            "The consent page was not shown",
	"refresh-token":            "There was no refresh token",
	"record-identifier":        "Zendesk has saved a different identifier: %s",
	"record-kind":              "Zendesk has saved a different kind: %s",
	"record-name":              "Zendesk has saved a different name: %s",
	"record-description":       "Zendesk has saved a different description: %s",
	"record-company":           "Zendesk has saved a different company: %s",
	"record-logo":              "Zendesk has no logo",
	"record-redirect-urls":     "Zendesk has saved different redirect URLs",
	"record-scopes":            "The Allowed scopes do not cover these scopes",
	"record-token-expiration":  "Token expiration is off",
	"record-not-global":        "The client is global already",
	"test-outcome":             "The last test failed",
	"loopback-left":            "A local redirect URL would be frozen: %s",
	"redirect-urls-dangers":    "A redirect URL should not be frozen: %s",
	"website":                  "The website will not do for the request: %s",
	"contact-email":            "The contact email will not do for the request: %s",
	"privacy-url":              "The privacy policy link will not do for the request: %s",
	"terms-url":                "The terms of use link will not do for the request: %s",
	"listing-url":              "The listing link will not do for the request: %s",
	"headers-sent":             "The API calls do not carry the Marketplace headers yet",
	"refresh-built":            "The integration does not refresh its tokens yet",
	"mail-allowed":             "The review's mail may not get through",
	"request-sent":             "The day of the request is no day: %s",
	"ticket-noted":             "This is probably no ticket number: %s",
	"client-claimed":           "The client is not claimed yet",
	"client-associated":        "The client is not linked with the app yet",
	"app-id-sent":              "The App-Id header is not live yet",
}

// Fault says what is wrong, for a check that fails or warns, in a sentence without a full
// stop. It never repeats the rule.
func Fault(d Draft, res Result) string {
	text, known := faults[res.ID]
	info, asked := Info(res.Field)
	switch {
	case asked && info.Need == NeedRequired && !d.Has(res.Field) && res.How == byDraft && res.Measured.IsZero():
		text = info.Title + " is empty"
		if info.Shape == ShapeLines {
			text = info.Title + " are empty"
		}
	case res.Diagnosis != nil:
		text = strings.TrimSuffix(res.Diagnosis.What, ".")
	case known && len(res.Facts) == 0:
		text, _, _ = strings.Cut(text, ": %s")
	case known:
		shown := res.Facts[0]
		if i := slices.IndexFunc(res.Facts, func(f Fact) bool { return f.Key == "saved" }); i >= 0 {
			shown = res.Facts[i]
		}
		if shown.Value == orNone("") { // "a different (none)" would make no sense
			text, _, _ = strings.Cut(strings.Replace(text, "saved a different", "saved no", 1), ": %s")
		}
		text = strings.Replace(text, "%s", shown.Value, 1)
	default:
		text = cmp.Or(res.Wrong, "Not true: "+res.Title)
	}
	return Capital(text)
}

// Advice says what to do about a check that fails or warns, without repeating its Fault.
func Advice(d Draft, res Result) string {
	for _, end := range []string{": ", ". "} {
		if rest, ok := strings.CutPrefix(Capital(res.Fix), Fault(d, res)+end); ok {
			return Capital(rest)
		}
	}
	return Capital(res.Fix)
}

// Capital returns text with a capital first letter, unless it begins with a name or an
// address, such as redirect_uri or zdg-acme.
func Capital(text string) string {
	if word, _, _ := strings.Cut(text, " "); strings.ContainsAny(strings.TrimRight(word, ":"), "_-:./") {
		return text
	}
	first, n := utf8.DecodeRuneInString(text)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[n:]
}
