package checklist

import (
	"slices"
	"strings"

	"zdg/checklist/redact"
)

// asSent are the answers whose change after the request matters to whoever reviews it.
var asSent = []Field{
	FieldSubdomain, FieldSponsored, FieldOrganization, FieldIdentifier, FieldKind, FieldName, FieldDescription, FieldCompany, FieldLogoFile,
	FieldRedirectURLs, FieldScopes, FieldAllowed, FieldWebsite, FieldUseCase, FieldPrivacyURL, FieldTermsURL, FieldAppName, FieldListing, FieldHeaders, FieldRefreshBuilt,
}

// AsSent returns the draft with a note of what the answers are now, for it is being sent. An
// answer that looks like a secret is left out.
func (d Draft) AsSent() Draft {
	var lines []string
	for _, f := range asSent {
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

// Changed is an answer that is another one than when the request was sent.
type Changed struct {
	Field    Field
	Was, Now string // in one line; "" for none
}

// ChangedSince are the answers that changed since the request was sent; false where nobody
// noted what was sent.
func ChangedSince(d Draft) (changed []Changed, known bool) {
	lines := d.Lines(FieldAsSent)
	was := map[Field]string{}
	for _, line := range lines {
		f, v, ok := strings.Cut(line, ": ")
		if ok && slices.Contains(asSent, Field(f)) {
			was[Field(f)] = v
		}
	}
	if len(was) == 0 {
		return nil, false
	}
	for _, f := range asSent {
		if now := d.sentValue(f); now != was[f] && !redact.LooksLikeSecret(d.Get(f)) {
			changed = append(changed, Changed{f, was[f], now})
		}
	}
	return changed, true
}
