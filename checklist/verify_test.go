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
		{"the made-up code is limited", Elsewhere{At: at, Probe: &ProbeLook{Control: Tried{Answer: AnswerUnclear, Seen: explain.Seen{Where: explain.TokenEndpoint, Status: 429}}}}, LimitedThere, true},
		{"the client's code has no answer", Elsewhere{At: at, Probe: &ProbeLook{
			Control: Tried{Answer: AnswerRefused}, Client: Tried{Answer: AnswerUnclear, Seen: explain.Seen{Where: explain.Network, Error: explain.NetReset}},
		}}, UnclearThere, true},
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

// TestElsewhereByRecord: what follows from the list of global clients of another account.
func TestElsewhereByRecord(t *testing.T) {
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
		{"the list was cut, confidential", "confidential", noted(cut), GlobalThere, false, false},
		{"not allowed to read", "public", noted(refused), UnclearThere, false, false},
		{"not allowed to read, confidential", "confidential", noted(refused), GlobalThere, false, false},
		{"nobody came back", "confidential", timedOut, UnclearThere, false, true},
	} {
		k := JudgeElsewhere(d.With(FieldKind, tt.kind), Elsewhere{Full: &tt.full})
		if k.Standing != tt.want || k.Differs() != tt.differs || k.Silent != tt.silent {
			t.Errorf("%s: %s, differs %t, silent %t, want %s, %t, %t: %s", tt.name, k.Standing, k.Differs(), k.Silent, tt.want, tt.differs, tt.silent, k.Why)
		}
	}
	// A control that failed outweighs a record that says global.
	good := listed(Record{Name: "Acme", Kind: "public", LogoURL: "https://x"})
	for _, failed := range []ProbeLook{
		{Control: Tried{Answer: AnswerAccepted}},
		{Control: Tried{Answer: AnswerIssued}},
		{Control: Tried{Answer: AnswerRefused}, Home: Tried{Answer: AnswerRefused}, Client: Tried{Answer: AnswerAccepted}},
		{Control: Tried{Answer: AnswerRefused}, Home: Tried{Answer: AnswerAccepted}, Client: Tried{Answer: AnswerIssued}},
	} {
		if k := JudgeElsewhere(d, Elsewhere{Probe: &failed, Full: &good}); k.Standing == GlobalThere {
			t.Errorf("%+v: global", failed)
		}
	}
}

// TestOverall: of several accounts the worst result counts; unclear counts less than global.
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

// codeAnswered is the answer to a made-up code, as a gateway would word an unclear one.
func codeAnswered(a CredentialsAnswer) Tried {
	return Tried{Answer: a, Seen: explain.Seen{Where: explain.TokenEndpoint, Status: 403, Error: explain.BodyHTML, Text: "Just a moment..."}}
}

// TestElsewhereByMadeUpCode: only one combination of the three answers shows that a client is global.
func TestElsewhereByMadeUpCode(t *testing.T) {
	all := []CredentialsAnswer{AnswerAccepted, AnswerRefused, AnswerUnclear, AnswerIssued}
	for _, kind := range []string{"confidential", "public"} {
		d := Draft{}.With(FieldKind, kind)
		for _, control := range all {
			for _, home := range all {
				for _, client := range all {
					k := JudgeElsewhere(d, Elsewhere{Probe: &ProbeLook{Control: codeAnswered(control), Home: codeAnswered(home), Client: codeAnswered(client)}})
					good := control == AnswerRefused && home == AnswerAccepted
					wantGlobal := good && client == AnswerAccepted && kind == "confidential"
					wantKnows := good && client == AnswerAccepted && kind == "public"
					wantNot := good && client == AnswerRefused
					wantWrong := control == AnswerRefused && home == AnswerRefused && client == AnswerRefused && kind == "confidential"
					if (k.Standing == GlobalThere) != wantGlobal || k.Knows != wantKnows || (k.Standing == NotThere) != wantNot || (k.Standing == WrongSecret) != wantWrong || k.Silent {
						t.Errorf("%s, control %s, home %s, client %s: %s, knows %t", kind, control, home, client, k.Standing, k.Knows)
					}
				}
			}
		}
	}
}

func TestElsewhereOpen(t *testing.T) {
	probe := func(control, client CredentialsAnswer) Elsewhere {
		return Elsewhere{Probe: &ProbeLook{Control: codeAnswered(control), Home: codeAnswered(AnswerAccepted), Client: codeAnswered(client)}}
	}
	for _, tt := range []struct {
		name string
		e    Elsewhere
		want bool
	}{
		{"accepted", probe(AnswerRefused, AnswerAccepted), true},
		{"refused", probe(AnswerRefused, AnswerRefused), false},
		{"unclear", probe(AnswerRefused, AnswerUnclear), true},
		{"the control is accepted", probe(AnswerAccepted, AnswerUnclear), false},
		{"tokens for the control", probe(AnswerIssued, AnswerUnclear), false},
		{"tokens for the client", probe(AnswerRefused, AnswerIssued), false},
		{"not tried", Elsewhere{}, true},
		{"no network", Elsewhere{Reach: &explain.Seen{Where: explain.Network, Error: explain.NetDNS}}, false},
	} {
		if tt.e.Open() != tt.want {
			t.Errorf("%s: %t", tt.name, !tt.want)
		}
	}
}

// TestElsewhereByAuthorizePage: the client is known only where the page asks to sign in, or names
// another fault, and says "No such client" to two made-up identifiers.
func TestElsewhereByAuthorizePage(t *testing.T) {
	page := func(status int, text, to string) PageAnswer {
		return PageAnswer{Seen: explain.Seen{Where: explain.AuthorizePage, Status: status, Error: explain.BodyHTML, Text: text}, To: to}
	}
	unknown := page(400, "Invalid Authorization Request No such client", "")
	invalid := page(400, "Invalid Authorization Request invalid_request", "")
	signIn := page(302, "", "/access/unauthenticated?client_id&return_to")
	bots := page(403, "Just a moment...", "")
	for _, tt := range []struct {
		name            string
		client, control PageAnswer
		again           *PageAnswer
		knows           bool
	}{
		{"asked to sign in", signIn, unknown, &unknown, true},
		{"refused for something else", invalid, unknown, &unknown, true},
		{"both to sign in", signIn, signIn, nil, false},
		{"both unknown", unknown, unknown, nil, false},
		{"both refused", invalid, invalid, nil, false},
		{"the other way round", unknown, signIn, &signIn, false},
		{"by chance", signIn, unknown, &signIn, false},
		{"asked only once", signIn, unknown, nil, false},
		{"a check for bots", bots, unknown, &unknown, false},
		{"a check for bots on the way", page(302, "", "/cdn-cgi/challenge"), unknown, &unknown, false},
		{"sent to another host", page(302, "", "https://elsewhere.example/access/login"), unknown, &unknown, false},
		{"a page with 200", page(200, "Welcome", ""), unknown, &unknown, false},
		{"no such client with 200", signIn, page(200, "No such client", ""), &unknown, false},
		{"something else of the made-up one", signIn, invalid, &invalid, false},
	} {
		k := JudgeElsewhere(Draft{}, Elsewhere{Page: &PageLook{Client: tt.client, Control: tt.control, Again: tt.again}})
		if k.Knows != tt.knows || k.Standing != UnclearThere || k.Why == "" {
			t.Errorf("%s: knows %t, %s", tt.name, k.Knows, k.Standing)
		}
	}
	// Two accounts that know it make it global, unless another does not know it. One is not enough.
	knows := Elsewhere{Page: &PageLook{Client: signIn, Control: unknown, Again: &unknown}}
	without := Elsewhere{Probe: &ProbeLook{Control: Tried{Answer: AnswerRefused}, Home: Tried{Answer: AnswerAccepted}, Client: Tried{Answer: AnswerRefused}}}
	if k := JudgeAll(Draft{}, []Elsewhere{knows}); k[0].Standing != UnclearThere {
		t.Errorf("one that knows it: %s", k[0].Standing)
	}
	if k := JudgeAll(Draft{}, []Elsewhere{knows, knows}); k[0].Standing != GlobalThere || k[1].Standing != GlobalThere {
		t.Errorf("two that know it: %s, %s", k[0].Standing, k[1].Standing)
	}
	if k := JudgeAll(Draft{}, []Elsewhere{knows, without, knows}); k[0].Standing != UnclearThere || k[2].Standing != UnclearThere {
		t.Errorf("two that know it and one that does not: %s, %s", k[0].Standing, k[2].Standing)
	}
}
