package checklist

import (
	"testing"
	"time"

	"zdg/checklist/explain"
)

func TestElsewhereWithoutAnAnswer(t *testing.T) {
	d := Draft{}.With(FieldSubdomain, "customer").With(FieldIdentifier, "zdg-acme").With(FieldKind, "confidential")
	at := time.Unix(1e9, 0)
	reach := func(s explain.Seen) Elsewhere { return Elsewhere{At: at, Reach: &s} }
	for _, tt := range []struct {
		name   string
		e      Elsewhere
		want   Standing
		silent bool
	}{
		{"no network", reach(explain.Seen{Where: explain.Network, Error: explain.NetDNS}), UnclearThere, true},
		{"no secure connection", reach(explain.Seen{Where: explain.Network, Error: explain.NetTLSExpired}), UnclearThere, true},
		{"limited", reach(explain.Seen{Where: explain.API, Status: 429, RetryIn: time.Hour}), LimitedThere, true},
		{"limited, until nobody knows when", reach(explain.Seen{Where: explain.API, Status: 429}), LimitedThere, true},
		{"no account", reach(explain.Seen{Where: explain.API, Status: 404, Error: "No help desk at customer.zendesk.com"}), NoSuchThere, false},
		{"words of no account with 200", reach(explain.Seen{Where: explain.API, Status: 200, Text: "No help desk at customer.zendesk.com"}), UnclearThere, false},
		{"another answer, and nothing else was asked", reach(explain.Seen{Where: explain.API, Status: 403, Error: explain.BodyHTML, Text: "Just a moment..."}), UnclearThere, false},
		{"nothing was asked", Elsewhere{At: at}, UnclearThere, false},
	} {
		k := JudgeElsewhere(d, tt.e)
		if k.Standing != tt.want || k.Silent != tt.silent {
			t.Errorf("%s: %s, silent %t, want %s, %t", tt.name, k.Standing, k.Silent, tt.want, tt.silent)
		}
		if later := tt.name == "limited"; k.Until.IsZero() == later || later && !k.Until.Equal(at.Add(time.Hour)) {
			t.Errorf("%s: until %v", tt.name, k.Until)
		}
	}
}

// TestTheRecordElsewhere: what the list of global clients tells, or does not.
func TestTheRecordElsewhere(t *testing.T) {
	d := Draft{}.With(FieldIdentifier, "zdg-acme").With(FieldName, "Acme").With(FieldKind, "public").With(FieldLogoFile, "l.png")
	noted := func(s explain.Seen) Evidence {
		return Evidence{Outcome: OutcomePassed, Token: &Token{}}.WithStep(Step{ID: StepRecord, Seen: &s})
	}
	missing := explain.Seen{Where: explain.API, Status: 200, Error: "record-not-found", Text: "it shows no client"}
	cut := missing
	cut.Text = explain.ListUnread + ": " + cut.Text
	refused := explain.Seen{Where: explain.API, Status: 403, Error: "Forbidden"}
	listed := func(r Record) Evidence {
		r.Global = true
		return Evidence{Outcome: OutcomePassed, Token: &Token{}, Record: &r}
	}
	timedOut := Evidence{Outcome: OutcomeTimedOut}
	for _, tt := range []struct {
		name    string
		kind    string
		full    Evidence
		want    Standing
		differs bool
		silent  bool
	}{
		{"listed", "public", listed(Record{Name: "Acme", Kind: "public", LogoURL: "https://x"}), GlobalThere, false, false},
		{"listed without a logo", "public", listed(Record{Name: "Acme", Kind: "public"}), GlobalThere, true, false},
		{"the logo is not told", "public", listed(Record{Name: "Acme", Kind: "public", Untold: []string{KeyLogoURL}}), GlobalThere, false, false},
		{"a name with a part hidden", "public", listed(Record{Name: "A…", Kind: "public", LogoURL: "https://x", Hidden: []Hidden{{Key: KeyName}}}), GlobalThere, false, false},
		{"another kind", "public", listed(Record{Name: "Acme", Kind: "confidential", LogoURL: "https://x"}), GlobalThere, true, false},
		{"not listed", "public", noted(missing), UnclearThere, false, false},
		{"not listed, confidential", "confidential", noted(missing), UnclearThere, false, false},
		{"the list was cut", "public", noted(cut), UnclearThere, false, false},
		{"not allowed to read", "public", noted(refused), UnclearThere, false, false},
		{"not allowed to read, confidential", "confidential", noted(refused), GlobalThere, false, false},
		{"nobody came back", "confidential", timedOut, UnclearThere, false, true},
	} {
		k := JudgeElsewhere(d.With(FieldKind, tt.kind), Elsewhere{Full: &tt.full})
		if k.Standing != tt.want || k.Differs() != tt.differs || k.Silent != tt.silent {
			t.Errorf("%s: %s, differs %t, silent %t, want %s, %t, %t: %s", tt.name, k.Standing, k.Differs(), k.Silent, tt.want, tt.differs, tt.silent, k.Why)
		}
	}
	// A control that failed is not made good by what came later.
	good := listed(Record{Name: "Acme", Kind: "public", LogoURL: "https://x"})
	for _, spoilt := range []ProbeLook{
		{Control: Tried{Answer: AnswerAccepted}}, {Control: Tried{Answer: AnswerIssued}},
		{Control: Tried{Answer: AnswerRefused}, Home: Tried{Answer: AnswerRefused}, Client: Tried{Answer: AnswerAccepted}},
		{Control: Tried{Answer: AnswerRefused}, Home: Tried{Answer: AnswerAccepted}, Client: Tried{Answer: AnswerIssued}},
	} {
		if k := JudgeElsewhere(d, Elsewhere{Probe: &spoilt, Full: &good}); k.Standing == GlobalThere {
			t.Errorf("%+v: global", spoilt)
		}
	}
}

// TestOverall: the worst counts, and what is unclear gives way to what is global.
func TestOverall(t *testing.T) {
	global, unclear := Known{Standing: GlobalThere}, Known{Standing: UnclearThere}
	differs := Known{Standing: GlobalThere, Compared: []Compared{{Told: true}}}
	silent := Known{Standing: LimitedThere, Silent: true}
	not, denied := Known{Standing: NotThere}, Known{Standing: UnclearThere, Refused: true}
	for _, tt := range []struct {
		name string
		all  []Known
		want int
	}{
		{"one", []Known{unclear}, 0},
		{"global counts", []Known{unclear, global, unclear}, 1},
		{"what is silent", []Known{global, silent, unclear}, 1},
		{"what is not", []Known{global, silent, not}, 2},
		{"what differs", []Known{not, differs, global}, 1},
		{"what was not allowed", []Known{differs, denied, not}, 1},
	} {
		got, want := Overall(tt.all), tt.all[tt.want]
		if got.Standing != want.Standing || got.Silent != want.Silent || got.Refused != want.Refused || got.Differs() != want.Differs() {
			t.Errorf("%s: %+v, want %+v", tt.name, got, want)
		}
	}
}

func TestLowered(t *testing.T) {
	for text, want := range map[string]string{
		"The account is there.": "the account is there.", "HTTP came.": "HTTP came.", "Zendesk refuses.": "Zendesk refuses.", "Nothing": "nothing", "": "",
	} {
		if got := lowered(text); got != want {
			t.Errorf("%q became %q", text, got)
		}
	}
}
