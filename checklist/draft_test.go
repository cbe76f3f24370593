package checklist

import (
	"slices"
	"strings"
	"testing"
)

// A choice is read in one place, however it is spelled.
func TestChosen(t *testing.T) {
	for _, tt := range []struct {
		f           Field
		typed, want string
	}{
		{Kind, "Public", "public"}, {Kind, " CONFIDENTIAL\n", "confidential"}, {Kind, `"public",`, "public"}, {Kind, "private", "private"}, {Kind, "", ""},
		{Sponsored, "Yes", "yes"}, {Sponsored, "REQUESTED ", "requested"}, {Sponsored, "maybe", "maybe"}, {Bot, "No", "no"}, {Product, "Support", "support"},
	} {
		if got := (Draft{}).With(tt.f, tt.typed).Chosen(tt.f); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.f, tt.typed, got, tt.want)
		}
	}
	if d := (Draft{}).With(Kind, "Public"); !d.IsPublic() || d.With(Kind, "pubic").IsPublic() || (Draft{}).IsPublic() {
		t.Error("IsPublic tells something else")
	}
	if !(Draft{}).With(ClientExists, "YES").Said(ClientExists) {
		t.Error("YES is no yes")
	}
}

// TestTheWordItselfIsSearched: what says that answers are no secret is no place for one.
func TestTheWordItselfIsSearched(t *testing.T) {
	d := Draft{}.With(NotSecret, "ticket\n"+hexSecret)
	if found := Misplaced(d, known); !slices.Equal(found, []Field{NotSecret}) {
		t.Errorf("found in %v", found)
	}
}

// TestOneAdvice: two checks of one value do not advise two things.
func TestOneAdvice(t *testing.T) {
	for _, typed := range []string{"d3v_acme", "d3v-", "D3V_Acme"} {
		all := Judge(Draft{}.With(Subdomain, typed), Evidence{})
		syntax, _ := resultOf(all, "subdomain-syntax")
		prefix, _ := resultOf(all, "subdomain-prefix")
		if syntax.Verdict != Fail || prefix.Verdict != Fail || syntax.Finding.Fix != prefix.Finding.Fix {
			t.Errorf("%s: %s, %s", typed, syntax.Finding.Fix, prefix.Finding.Fix)
		}
	}
}

// BenchmarkJudgeLists is with 64 KiB of anything in a list: it is called when a person pauses.
func BenchmarkJudgeLists(b *testing.B) {
	for _, f := range []Field{Scopes, RedirectURLs} {
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

// TestManyDifferences are named as far as anybody reads.
func TestManyDifferences(t *testing.T) {
	d := Draft{}.With(RedirectURLs, strings.Repeat("https://a.acme.com/x\n", 60)+strings.Repeat("y\n", 3000))
	if f := sameURLs(d, Record{RedirectURLs: []string{"https://b.acme.com/"}}); f.Verdict != Fail || len(f.Facts) > namedMax+2 {
		t.Errorf("%s, %d differences are named", f.Verdict, len(f.Facts))
	}
}
