package checklist

import (
	"strings"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// SheetRow is one value of the request sheet.
type SheetRow struct {
	Field Field
	Label string
	Value string // in full, one item per line; "" when it is not known yet
	Typed string // as typed behind the prefix that the form already has; same as Value where there is none
	Known string // KnownDocumented or KnownLikely
}

// How well it is known that the form asks for a value.
const (
	KnownDocumented = "documented" // the form has it (Z1)
	KnownLikely     = "likely"     // not public, probably asked
)

// ToBeFilledIn stands where a value is not known yet.
const ToBeFilledIn = "(to be filled in)"

// Shown is the value, or ToBeFilledIn.
func (r SheetRow) Shown() string {
	if r.Value == "" {
		return ToBeFilledIn
	}
	return r.Value
}

// Prefix is what the form has typed already before what is Typed; "" where it has nothing.
func (r SheetRow) Prefix() string { return strings.TrimSuffix(r.Value, r.Typed) }

// valueMax bounds one line of a value, in runes.
const valueMax = 2000

// sheetOrder is the order in which a form asks: what is documented first, then
// who asks, what for, and the client.
var sheetOrder = []struct {
	field Field
	known string
	label string // "" for the title of the question
}{
	{Subdomain, KnownDocumented, ""},
	{Identifier, KnownDocumented, "Client identifier"},
	{Company, KnownLikely, ""},
	{Website, KnownLikely, ""},
	{OrganizationID, KnownLikely, ""},
	{AppName, KnownLikely, "App name"},
	{Description, KnownLikely, ""},
	{UseCase, KnownLikely, ""},
	{ContactName, KnownLikely, ""},
	{ContactEmail, KnownLikely, ""},
	{SecondContact, KnownLikely, ""},
	{Name, KnownLikely, "Client name"},
	{RedirectURLs, KnownLikely, ""},
	{Kind, KnownLikely, ""},
	{Scopes, KnownLikely, ""},
	{LogoFile, KnownLikely, ""},
	{PrivacyURL, KnownLikely, ""},
	{TermsURL, KnownLikely, ""},
	{CustomerCount, KnownLikely, ""},
	{Listing, KnownLikely, ""},
	{AppID, KnownLikely, "Marketplace app id"},
	{Headers, KnownLikely, "Marketplace headers"},
	{RefreshBuilt, KnownLikely, "Refreshes its tokens"},
}

// Sheet is the request sheet in the order in which a form asks. What the draft
// leaves open is taken from what Zendesk has saved. It never holds a secret.
func Sheet(d Draft, e Evidence) []SheetRow {
	d = d.without(e.SecretIn)
	rows := make([]SheetRow, 0, len(sheetOrder))
	for _, o := range sheetOrder {
		info, _ := Info(o.field)
		row := SheetRow{Field: o.field, Label: o.label, Known: o.known, Value: sheetValue(o.field, d, e)}
		if row.Label == "" {
			row.Label = info.Title
		}
		row.Typed = behindPrefix(o.field, row.Value)
		rows = append(rows, row)
	}
	return rows
}

// behindPrefix takes off what the form has typed already.
func behindPrefix(f Field, value string) string {
	switch f {
	case Subdomain:
		return strings.TrimPrefix(value, SubdomainPrefix)
	case Identifier:
		return strings.TrimPrefix(value, IdentifierPrefix)
	}
	return value
}

func sheetValue(f Field, d Draft, e Evidence) string {
	switch f {
	case Subdomain:
		if s, err := zendesk.ParseSubdomain(d.Get(f)); err == nil {
			return s.String()
		}
	case Scopes:
		return scopeLines(d)
	case RedirectURLs:
		if lines := sheetURLs(d, e); lines != "" {
			return lines
		}
	case Kind, Headers, RefreshBuilt:
		if d.Has(f) {
			return tidy([]string{d.Chosen(f)})
		}
	case AppName:
		if !d.Has(f) {
			return sheetValue(Name, d, e)
		}
	}
	if d.Has(f) {
		return tidy(d.Lines(f))
	}
	if r, ok := savedRecord(d, e); ok {
		return tidy([]string{savedValue(f, r)})
	}
	return ""
}

// sheetURLs are the redirect URLs as they are or will be saved.
func sheetURLs(d Draft, e Evidence) string {
	lines := d.Lines(RedirectURLs)
	if r, ok := savedRecord(d, e); ok && len(lines) == 0 {
		lines = r.RedirectURLs
	}
	return tidy(lines)
}

func savedValue(f Field, r Record) string {
	switch f {
	case Name:
		return r.Name
	case Description:
		return r.Description
	case Company:
		return r.Company
	case Kind:
		return r.Kind
	case LogoFile:
		return r.LogoURL
	}
	return ""
}

// scopeLines is one scope a line, each with what it lets the product do.
func scopeLines(d Draft) string {
	lines := d.Lines(Scopes)
	if s, err := zendesk.ParseScopes(lines); err == nil {
		lines = s.List()
	}
	for i, scope := range lines {
		if reason := scopeReason(scope); reason != "" {
			lines[i] = scope + ": " + reason
		}
	}
	return tidy(lines)
}

// tidy cleans a value line by line.
func tidy(lines []string) string {
	var clean []string
	for _, line := range lines {
		if line = explain.Clean(line, valueMax); line != "" {
			clean = append(clean, line)
		}
	}
	return strings.Join(clean, "\n")
}
