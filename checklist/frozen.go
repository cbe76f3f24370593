package checklist

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"zdg/checklist/zendesk"
)

// FrozenRow is one thing that nobody but Zendesk can change after the conversion.
type FrozenRow struct {
	Field   Field
	Label   string
	Value   string // as Zendesk has saved it, or else as declared; cleaned, one item per line; never the secret
	Proven  string // what was proven about it, or why nothing was, in one sentence
	Verdict Verdict
	At      time.Time // when the newest proof was made; zero when nothing was measured
}

// frozenOrder lists what freezes, each with the checks that prove it.
var frozenOrder = []struct {
	field  Field
	label  string
	checks []string
}{
	{FieldIdentifier, "Identifier", []string{"identifier-prefix", "credentials-accepted", "record-identifier"}},
	{FieldStored, "Secret", []string{"secret-stored", "first-six-kept", "credentials-accepted"}},
	{FieldKind, "Client kind", []string{"kind-advice", "record-kind"}},
	{FieldRedirectURLs, "Redirect URLs", []string{"redirect-urls-syntax", "redirect-urls-production", "tokens-issued", "record-redirect-urls", "loopback-left", "redirect-urls-dangers"}},
	{FieldScopes, "Scopes", []string{"allowed-scopes", "record-scopes", "scopes-granted", "scope-calls"}},
	{FieldAllowed, "Allowed scopes", []string{"allowed-scopes-decided"}},
	{FieldName, "Name", []string{"name-filled", "record-name"}},
	{FieldDescription, "Description", []string{"description-filled", "record-description"}},
	{FieldCompany, "Company", []string{"company-filled", "record-company"}},
	{FieldLogoFile, "Logo", []string{"logo-filled", "logo-format", "logo-square", "record-logo"}},
}

// FrozenOf lists what can never be changed after the conversion, each with what was
// proven about it and when. judged is what Judge returned for the same draft and evidence.
func FrozenOf(d Draft, e Evidence, judged []Result) []FrozenRow {
	byID := map[string]Result{}
	for _, r := range judged {
		byID[r.ID] = r
	}
	rows := make([]FrozenRow, 0, len(frozenOrder))
	for _, o := range frozenOrder {
		row := FrozenRow{Field: o.field, Label: o.label, Value: frozenValue(o.field, d, e), Verdict: NotRun}
		said := map[string][]string{}
		checks := slices.Clone(o.checks)
		for _, r := range judged {
			// Also what is wrong with the answer itself, since it would be frozen with it.
			if r.Field == o.field && r.How == byDraft && raises(r) && !slices.Contains(checks, r.ID) {
				checks = append(checks, r.ID)
			}
		}
		for _, id := range checks {
			r := byID[id]
			row.Verdict = Worse(row.Verdict, r.Verdict)
			if how := provenBy(r.Finding); how != "" {
				title := r.Title
				if raises(r) {
					title = Fault(d, r)
				}
				said[how] = append(said[how], title)
			}
			if r.Measured.After(row.At) {
				row.At = r.Measured
			}
		}
		if row.Verdict == Pass && len(said[basisNone]) > 0 && len(said[basisMeasured]) == 0 {
			row.Verdict = NotRun // a good answer is no proof of what Zendesk has saved
		}
		row.Proven = provenSentence(said)
		rows = append(rows, row)
	}
	return rows
}

// Undecided reports whether a result waits for the developer's word about something that
// freezes.
func Undecided(d Draft, r Result) bool {
	switch r.Field {
	case FieldStored, FieldAllowed, FieldRegenerated:
		return r.Verdict == NotRun && !d.Has(r.Field)
	}
	return false
}

// What a proof rests on, in the order in which it is shown.
const (
	basisFix      = "to fix"
	basisLook     = "to look at"
	basisMeasured = "measured"
	basisWord     = "your word"
	basisNone     = "not checked"
)

// provenBy returns what a finding rests on; "" for the draft alone.
func provenBy(f Finding) string {
	switch {
	case f.Verdict == Fail:
		return basisFix
	case f.Verdict == Warn:
		return basisLook
	case f.Verdict == NotRun:
		return basisNone
	case !f.Measured.IsZero():
		return basisMeasured
	case f.Verdict == Ask:
		return basisWord
	}
	return ""
}

// provenSentence says what was proven: "measured: …, …; not checked: …".
func provenSentence(said map[string][]string) string {
	var parts []string
	for _, how := range []string{basisFix, basisLook, basisMeasured, basisWord, basisNone} {
		if titles := said[how]; len(titles) > 0 {
			parts = append(parts, how+": "+strings.Join(titles, ", "))
		}
	}
	return cmp.Or(strings.Join(parts, "; "), "from your answers alone")
}

func frozenValue(f Field, d Draft, e Evidence) string {
	switch f {
	case FieldStored:
		return "(in your store, never here)"
	case FieldAllowed:
		switch d.Chosen(f) {
		case "limited":
			return "limited to this list: a later scope needs Zendesk"
		case "open":
			return "open: nothing limits the client, or whoever has its secret"
		}
		return ""
	case FieldScopes:
		if s, err := zendesk.ParseScopes(d.Lines(FieldScopes)); err == nil {
			return tidy(s.List())
		}
	}
	if saved, known := asSaved(f, d, e); known {
		return tidy(saved)
	}
	return sheetValue(f, d, e)
}

// asSaved is what Zendesk has saved for f, since the client is converted as it is saved;
// known is false where that was not read.
func asSaved(f Field, d Draft, e Evidence) (saved []string, known bool) {
	r, read := savedRecord(d, e)
	key, saved := r.SavedAs(f)
	hidden := slices.ContainsFunc(r.Hidden, func(h Hidden) bool { return h.Key == key })
	known = read && key != "" && f != FieldIdentifier && !hidden && r.Tells(key) // the record is the one of the declared identifier
	return saved, known && !(f == FieldLogoFile && r.LogoURL != "" && d.Has(f))
}
