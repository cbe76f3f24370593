package checklist

import (
	"slices"
	"strings"

	"zdg/checklist/redact"
)

// sentFields are the answers that a reviewer would want to know about when they change
// after the request was sent.
var sentFields = []Field{
	FieldSubdomain, FieldSponsored, FieldOrganization, FieldIdentifier, FieldKind, FieldName, FieldDescription, FieldCompany, FieldLogoFile,
	FieldRedirectURLs, FieldScopes, FieldAllowed, FieldWebsite, FieldUseCase, FieldPrivacyURL, FieldTermsURL, FieldAppName, FieldListing, FieldHeaders, FieldRefreshBuilt,
}

// AsSent returns the draft with its present answers noted in FieldAsSent. Call it when the
// request is sent. An answer that looks like a secret is left out.
func (d Draft) AsSent() Draft {
	var lines []string
	for _, f := range sentFields {
		if v := d.sentValue(f); v != "" && !redact.LooksLikeSecret(d.Get(f)) {
			lines = append(lines, string(f)+": "+v)
		}
	}
	return d.With(FieldAsSent, strings.Join(lines, "\n"))
}

// sentValue is an answer in one line.
func (d Draft) sentValue(f Field) string {
	if info, _ := Info(f); len(choices(info)) > 0 {
		return tidy([]string{d.Chosen(f)})
	}
	return strings.ReplaceAll(tidy(d.Lines(f)), "\n", ", ")
}

// Changed is an answer that differs from what it was when the request was sent.
type Changed struct {
	Field    Field
	Was, Now string // in one line; "" for none
}

// ChangedSince returns the answers that changed since the request was sent. known is false
// when what was sent was not noted.
func ChangedSince(d Draft) (changed []Changed, known bool) {
	lines := d.Lines(FieldAsSent)
	was := map[Field]string{}
	for _, line := range lines {
		f, v, ok := strings.Cut(line, ": ")
		if ok && slices.Contains(sentFields, Field(f)) {
			was[Field(f)] = v
		}
	}
	if len(was) == 0 {
		return nil, false
	}
	for _, f := range sentFields {
		if now := d.sentValue(f); now != was[f] && !redact.LooksLikeSecret(d.Get(f)) {
			changed = append(changed, Changed{f, was[f], now})
		}
	}
	return changed, true
}
