package checklist

import (
	"slices"
	"strings"
	"testing"

	"zdg/checklist/zendesk"
)

// TestChosen: a choice is read in any case, with quotes and blanks around.
func TestChosen(t *testing.T) {
	for _, tt := range []struct {
		f           Field
		typed, want string
	}{
		{FieldKind, "Public", "public"},
		{FieldKind, " CONFIDENTIAL\n", "confidential"},
		{FieldKind, `"public",`, "public"},
		{FieldKind, "private", "private"},
		{FieldKind, "", ""},
		{FieldSponsored, "Yes", "yes"},
		{FieldSponsored, "REQUESTED ", "requested"},
		{FieldSponsored, "maybe", "maybe"},
		{FieldBot, "No", "no"},
		{FieldProduct, "Support", "support"},
	} {
		if got := (Draft{}).With(tt.f, tt.typed).Chosen(tt.f); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.f, tt.typed, got, tt.want)
		}
	}
	if d := (Draft{}).With(FieldKind, "Public"); !d.IsPublic() || d.With(FieldKind, "pubic").IsPublic() || (Draft{}).IsPublic() {
		t.Error("IsPublic differs from the choice")
	}
	if !(Draft{}).With(FieldClientExists, "YES").Said(FieldClientExists) {
		t.Error("YES is no yes")
	}
}

// TestNotSecretFieldIsSearched: a secret is found in the list of answers that are declared to be none.
func TestNotSecretFieldIsSearched(t *testing.T) {
	d := Draft{}.With(FieldNotSecret, "ticket\n"+hexSecret)
	if found := Misplaced(d, knownSecret); !slices.Equal(found, []Field{FieldNotSecret}) {
		t.Errorf("found in %v", found)
	}
}

// TestKnownSecretCannotBeDeclared: an answer may be declared to be no secret only where it merely
// looks like one.
func TestKnownSecretCannotBeDeclared(t *testing.T) {
	d := Draft{}.Declare(FieldName, knownSecret.Reveal()).Declare(FieldTicket, strings.Repeat("0a1b2c3d", 8))
	if found := Misplaced(d, knownSecret); !slices.Equal(found, []Field{FieldName}) {
		t.Errorf("found in %v", found)
	}
}

// TestShortSecretMustBeWholeAnswer: a short secret is not looked for inside an answer, since it is
// part of too many words.
func TestShortSecretMustBeWholeAnswer(t *testing.T) {
	for _, tt := range []struct {
		secret, answer string
		want           bool
	}{
		{"ticket1", " TICKET1 ", true},
		{"yes", "yes", false}, // typed at the wrong prompt: no secret has fewer than six characters
		{"ticket1", "see ticket1", false},
		{"ticket12", "see ticket12", true},
	} {
		secret, err := zendesk.ParseSecret(tt.secret)
		if got := len(Misplaced(Draft{}.With(FieldUseCase, tt.answer), secret)) > 0; err != nil || got != tt.want {
			t.Errorf("%s in %q: %t, %v", tt.secret, tt.answer, got, err)
		}
	}
}

// TestSyntaxAndPrefixGiveOneFix: the two checks of the subdomain advise the same.
func TestSyntaxAndPrefixGiveOneFix(t *testing.T) {
	for _, typed := range []string{"d3v_acme", "d3v-", "D3V_Acme"} {
		all := Judge(Draft{}.With(FieldSubdomain, typed), Evidence{})
		syntax, _ := resultOf(all, "subdomain-syntax")
		prefix, _ := resultOf(all, "subdomain-prefix")
		if syntax.Verdict != Fail || prefix.Verdict != Fail || syntax.Finding.Fix != prefix.Finding.Fix {
			t.Errorf("%s: %s, %s", typed, syntax.Finding.Fix, prefix.Finding.Fix)
		}
	}
}

// BenchmarkJudgeLists judges lists of 64 KiB: this happens while a person types.
func BenchmarkJudgeLists(b *testing.B) {
	for _, f := range []Field{FieldScopes, FieldRedirectURLs} {
		for _, unit := range []string{"a b\n", "x\n", "ab ", "https://app.acme.com/cb\n"} {
			d := sampleDraft()
			e := sampleEvidence(d)
			d = d.With(f, strings.Repeat(unit, 64<<10/len(unit)))
			b.Run(string(f)+" "+strings.TrimSpace(unit), func(b *testing.B) {
				for b.Loop() {
					Judge(d, e)
				}
			})
		}
	}
}

// TestDifferencesAreBounded: of thousands of differences, a few are named.
func TestDifferencesAreBounded(t *testing.T) {
	d := Draft{}.With(FieldRedirectURLs, strings.Repeat("https://a.acme.com/x\n", 60)+strings.Repeat("y\n", 3000))
	if f := sameURLs(d, Record{RedirectURLs: []string{"https://b.acme.com/"}}); f.Verdict != Fail || len(f.Facts) > namedMax+2 {
		t.Errorf("%s, %d differences are named", f.Verdict, len(f.Facts))
	}
}

// TestTitlesFitTheirColumn: the table of answers has 26 columns for a title.
func TestTitlesFitTheirColumn(t *testing.T) {
	for _, info := range Fields() {
		if len(info.Title) > 25 && info.Field != FieldNotSecret {
			t.Errorf("%q has %d columns", info.Title, len(info.Title))
		}
	}
}
