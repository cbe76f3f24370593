package checklist

import (
	"cmp"
	"slices"
	"strings"

	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// SheetRow is one value of the request sheet.
type SheetRow struct {
	Field Field  `json:"field"`
	Label string `json:"-"`
	Value string `json:"value"` // in full, one item per line; "" when it is not known yet
	Typed string `json:"typed"` // what to type after the prefix that the form already has; Value where it has none
	Known string `json:"known"` // KnownDocumented or KnownLikely
}

// How certain it is that the form asks for a value.
const (
	KnownDocumented = "documented" // the form has it (Z1)
	KnownLikely     = "likely"     // not public, probably asked
)

// toBeFilledIn is shown in place of a value that is not known yet.
const toBeFilledIn = "(to be filled in)"

// Shown is the value, or toBeFilledIn.
func (r SheetRow) Shown() string { return cmp.Or(r.Value, toBeFilledIn) }

// prefix is what the form has already before Typed; "" where it has nothing.
func (r SheetRow) prefix() string { return strings.TrimSuffix(r.Value, r.Typed) }

// valueMax bounds one line of a value, in runes.
const valueMax = 2000

// sheetOrder is the order of the sheet: what is documented first, then the company, the
// integration and the client.
var sheetOrder = []struct {
	field Field
	known string
	label string // "" for the title of the question
}{
	{FieldSubdomain, KnownDocumented, ""},
	{FieldIdentifier, KnownDocumented, "Client identifier"},
	{FieldCompany, KnownLikely, ""},
	{FieldWebsite, KnownLikely, ""},
	{FieldOrganizationID, KnownLikely, ""},
	{FieldAppName, KnownLikely, "App name"},
	{FieldDescription, KnownLikely, ""},
	{FieldUseCase, KnownLikely, ""},
	{FieldContactName, KnownLikely, ""},
	{FieldContactEmail, KnownLikely, ""},
	{FieldSecondContact, KnownLikely, ""},
	{FieldName, KnownLikely, "Client name"},
	{FieldRedirectURLs, KnownLikely, ""},
	{FieldKind, KnownLikely, ""},
	{FieldScopes, KnownLikely, ""},
	{FieldLogoFile, KnownLikely, ""},
	{FieldPrivacyURL, KnownLikely, ""},
	{FieldTermsURL, KnownLikely, ""},
	{FieldCustomerCount, KnownLikely, ""},
	{FieldListing, KnownLikely, ""},
	{FieldAppID, KnownLikely, "Marketplace app id"},
	{FieldHeaders, KnownLikely, "Marketplace headers"},
	{FieldRefreshBuilt, KnownLikely, "Refreshes its tokens"},
}

// Sheet returns the request sheet. What the draft leaves open is taken from what Zendesk has
// saved. It never holds a secret.
func Sheet(d Draft, e Evidence) []SheetRow {
	d = d.masked(e.SecretIn)
	rows := make([]SheetRow, 0, len(sheetOrder))
	for _, o := range sheetOrder {
		row := SheetRow{Field: o.field, Label: cmp.Or(o.label, o.field.Title()), Known: o.known, Value: sheetValue(o.field, d, e)}
		row.Typed = strings.TrimPrefix(row.Value, formPrefixes[o.field])
		rows = append(rows, row)
	}
	return rows
}

// formPrefixes are the prefixes that the form has already.
var formPrefixes = map[Field]string{FieldSubdomain: d3vPrefix, FieldIdentifier: zdgPrefix}

func sheetValue(f Field, d Draft, e Evidence) string {
	switch f {
	case FieldSubdomain:
		if s, err := zendesk.ParseSubdomain(d.Get(f)); err == nil {
			return s.String()
		}
	case FieldScopes:
		return scopeLines(d)
	case FieldKind, FieldHeaders, FieldRefreshBuilt:
		if d.Has(f) {
			return tidy([]string{d.Chosen(f)})
		}
	case FieldAppName:
		if !d.Has(f) {
			return sheetValue(FieldName, d, e)
		}
	}
	if d.Has(f) {
		return tidy(d.Lines(f))
	}
	if r, ok := savedRecord(d, e); ok {
		_, saved := r.SavedAs(f)
		return tidy(saved)
	}
	return ""
}

// scopeLines has one scope per line, each with what it allows where that is known.
func scopeLines(d Draft) string {
	lines, known := slices.Clone(d.Lines(FieldScopes)), zendesk.ScopeTable()
	if s, err := zendesk.ParseScopes(lines); err == nil {
		lines = s.List()
	}
	for i, scope := range lines {
		if n := slices.IndexFunc(known, func(s zendesk.Scope) bool { return s.Name == scope }); n >= 0 && known[n].What != "" {
			lines[i] = scope + ": " + known[n].What
		}
	}
	return tidy(lines)
}

// tidy cleans a value line by line and drops empty lines.
func tidy(lines []string) string {
	var clean []string
	for _, line := range lines {
		if line = redact.Clean(line, valueMax); line != "" {
			clean = append(clean, line)
		}
	}
	return strings.Join(clean, "\n")
}
