package checklist

import (
	"slices"
	"testing"
)

// A new question or check has to be added to several tables. These are left out of one on purpose,
// each for the reason given.
var (
	unjudged = map[Field]string{
		FieldSecretLives: "kind-advice judges the kind by it",
		FieldFirstSix:    "first-six-kept is fixed at the question before it",
		FieldAsSent:      "written by zdg",
		FieldLeftAt:      "written by zdg",
	}
	offTheSheet = map[Field]string{
		FieldClientExists: "it decides the pages",
		FieldTestRedirect: "the test's business",
		FieldAllowed:      "the form asks for scopes; what freezes is in Frozen",
		FieldMailAllowed:  "a word about the developer's own mail",
	}
	provesNothing = map[string]string{
		"authorized":   "about one authorization, not about the identifier",
		"token-scopes": "about the test's token, not about the client",
	}
)

// TestNothingIsForgotten: every question has a check, is on the sheet where the form may ask it, and
// every measurement of something that freezes is in frozenOrder.
func TestNothingIsForgotten(t *testing.T) {
	judged, onSheet, frozen := map[Field]bool{}, map[Field]bool{}, map[Field][]string{}
	for _, o := range sheetOrder {
		onSheet[o.field] = true
	}
	for _, o := range frozenOrder {
		frozen[o.field] = o.checks
	}
	for _, c := range Checks() {
		judged[c.Field] = true
		if checks, freezes := frozen[c.Field]; freezes && c.How != byDraft && slices.Contains(checks, c.ID) == (provesNothing[c.ID] != "") {
			t.Errorf("%s is about %s, which freezes: name it in frozenOrder, or say in provesNothing why it proves nothing", c.ID, c.Field)
		}
	}
	for _, info := range Fields() {
		f := info.Field
		if judged[f] == (unjudged[f] != "") {
			t.Errorf("%s: have a check judge it, or say in unjudged why none does", f)
		}
		if asked := info.Stage == StageClient || info.Stage == StageSubmit; asked && onSheet[f] == (offTheSheet[f] != "") {
			t.Errorf("%s: put it into sheetOrder, or say in offTheSheet why it is not there", f)
		}
	}
}

// TestFrozenRowsShowWhatIsWrong: a check that fails or warns shows in the row of its answer.
func TestFrozenRowsShowWhatIsWrong(t *testing.T) {
	for _, tt := range []struct {
		change func(*Draft, *Evidence)
		field  Field
		want   Verdict
	}{
		{set(FieldIdentifier, "1234567"), FieldIdentifier, Fail},
		{set(FieldKind, ""), FieldKind, Fail},
		{set(FieldScopes, ""), FieldScopes, Fail},
		{set(FieldScopes, "tickets:reed"), FieldScopes, Warn},
		{set(FieldRedirectURLs, "https://app.acme.com/cb\nhttps://app.acme.com/cb"), FieldRedirectURLs, Warn},
	} {
		d := sampleDraft()
		e := sampleEvidence(d)
		tt.change(&d, &e)
		for _, row := range FrozenOf(d, Evidence{}, Judge(d, Evidence{})) {
			if row.Field == tt.field && row.Verdict != tt.want {
				t.Errorf("%s %q: %s, want %s: %s", tt.field, d.Get(tt.field), row.Verdict, tt.want, row.Proven)
			}
		}
	}
}
