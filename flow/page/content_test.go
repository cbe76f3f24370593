package page

import (
	"slices"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
)

// TestTheSecretIsNamedNeverShown: the entry takes what can be a secret, and nothing of it is
// in the page.
func TestTheSecretIsNamedNeverShown(t *testing.T) {
	const secret = "9a7d1c0e9a7d1c0e9a7d1c0e9a7d1c0e9a7d1c0e9a7d1c0e9a7d1c0e9a7d1c0e"
	s := on(flow.PageSecret)
	typed, took := entry(t, drawn(s, UI{})).Submit(secret).(flow.SecretTyped)
	if !took || typed.Secret.Reveal() != secret {
		t.Errorf("%v", typed)
	}
	if e := entry(t, drawn(s, UI{})).Submit("two\nlines"); e != nil {
		t.Errorf("what is no secret is taken: %v", e)
	}
	for hint, change := range map[string]func(*flow.State){
		"None yet.":                    func(*flow.State) {},
		"✓ taken; kept in memory only": func(s *flow.State) { s.SecretGiven = true },
		"✓ taken from a file":          func(s *flow.State) { s.SecretGiven, s.SecretFrom = true, "a file" },
	} {
		s := on(flow.PageSecret)
		change(&s)
		if got := entry(t, drawn(s, UI{})); got.Hint != hint || !got.Hidden {
			t.Errorf("%+v, want %q", got, hint)
		}
	}
	s.Draft = s.Draft.With(checklist.FieldKind, "public").With(checklist.FieldRegenerated, "yes")
	p := drawn(s, UI{Focus: EntryFocus})
	if text := said(p); !strings.Contains(text, "PKCE") || slices.ContainsFunc(p.Blocks, func(b Block) bool { _, is := b.(Entry); return is }) {
		t.Errorf("a public client is asked for its secret:\n%s", text)
	}
	if !slices.Contains(p.Blocks, Block(Field{checklist.FieldFirstSix})) {
		t.Error("who has had several secrets is not asked whether the first six of each are kept")
	}

	for typed, want := range map[string]struct{ grave, fails bool }{"": {}, secret: {}, "two\nlines": {fails: true}, "two words": {grave: true}, "zdg-acme": {grave: true}} {
		remarks, grave, err := SecretRemarks(s, typed)
		if grave != want.grave || (err != nil) != want.fails || grave && len(remarks) == 0 {
			t.Errorf("%q: %v %t %v", typed, remarks, grave, err)
		}
	}
}

// TestBesideAnAnswer stands what a line of a list is, as what an answer is used, and what a choice leads to.
func TestBesideAnAnswer(t *testing.T) {
	const test = "http://127.0.0.1:18573/callback"
	for _, tt := range []struct {
		f          checklist.Field
		line, mark string
		says       string
	}{
		{checklist.FieldRedirectURLs, test, "✓", "the test uses this"},
		{checklist.FieldRedirectURLs, "http://127.0.0.1:18574/callback", "✓", "on this machine"},
		{checklist.FieldRedirectURLs, "https://app.acme.com/callback", "✓", "production"},
		{checklist.FieldRedirectURLs, "acme", "✗", "not a redirect URL"},
		{checklist.FieldRedirectURLs, "https://10.0.0.1/callback", "!", "private address"},
		{checklist.FieldRedirectURLs, "https://example.com/callback", "✗", "placeholder host"},
		{checklist.FieldRedirectURLs, "http://acme.example/cb", "✗", "must be https"},
		{checklist.FieldScopes, "tickets:read", "✓", ""},
		{checklist.FieldScopes, "read", "!", "broad: all that a person can see or do"},
		{checklist.FieldScopes, "tickets:reed", "!", "unknown"},
		{checklist.FieldScopes, "  ", "", ""},
		{checklist.FieldName, "Acme", "", ""},
	} {
		if got := LineNote(flow.State{}, tt.f, tt.line, test); got.Mark != tt.mark || got.Text != tt.says {
			t.Errorf("%s %q: %+v, want %s %s", tt.f, tt.line, got, tt.mark, tt.says)
		}
	}
	for typed, want := range map[string]string{"https://d3v-acme.zendesk.com/agent": "https://d3v-acme.zendesk.com", "d3v acme": ""} {
		if got := Normalized(checklist.FieldSubdomain, typed); got != want {
			t.Errorf("the subdomain %q is used as %q", typed, got)
		}
	}
	for typed, want := range map[string]string{" zdg-acme": "zdg-acme", "zdg-acme": "", "a b": ""} {
		if got := Normalized(checklist.FieldIdentifier, typed); got != want {
			t.Errorf("the identifier %q is used as %q", typed, got)
		}
	}
	if got := Normalized(checklist.FieldName, "Acme"); got != "" {
		t.Errorf("a name is used as %q", got)
	}
	// A choice that is not the ordinary one says what it leads to, and no option of another question does.
	for f, options := range map[checklist.Field][]string{
		checklist.FieldCustomers: {"one"}, checklist.FieldProduct: {"sell", "chat", "conversations"}, checklist.FieldBot: {"yes"},
		checklist.FieldSecretLives: {"servers", "shipped"}, checklist.FieldKind: {"confidential", "public"}, checklist.FieldSponsored: {"no"},
		checklist.FieldOrganization: {"no"}, checklist.FieldAllowed: {"limited", "open"}, checklist.FieldRegenerated: {"yes"},
	} {
		info, _ := checklist.Info(f)
		for _, option := range options {
			if !slices.Contains(info.Choices, option) && info.Shape == checklist.ShapeChoice {
				t.Errorf("%s has no choice %s: %q", f, option, info.Choices)
			}
			if Consequence(f, option) == "" {
				t.Errorf("%s: %s leads to nothing", f, option)
			}
		}
	}
	if got := Consequence(checklist.FieldCustomers, "several"); got != "" {
		t.Errorf("the ordinary answer leads to %q", got)
	}
}

// TestATicketIsRead: what it quotes and names stands on the page, with the checks about it.
func TestATicketIsRead(t *testing.T) {
	s := on(flow.PageAnswer)
	s.Draft = s.Draft.AsSent().With(checklist.FieldSubmittedOn, "2026-11-18").With(checklist.FieldAnswer, "rejected").With(checklist.FieldAnsweredOn, "2026-11-20").With(checklist.FieldDescription, "Another one")
	if e := entry(t, drawn(s, UI{Open: Ticket})); e.Submit("x") == nil {
		t.Error("a ticket is not taken")
	}
	s.Ticket = checklist.ReadTicket("Please add your company and a logo. When we tried it we got: invalid_client, The client identifier provided is invalid.")
	text := said(drawn(s, UI{}))
	for _, want := range []string{"The ticket names ", "identifier", "A reply to the ticket, to be edited", "Description", `Read in it: the words "invalid_client"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said:\n%s", want, text)
		}
	}
	s.Ticket = checklist.ReadTicket("Hello.")
	if text := said(drawn(s, UI{})); !strings.Contains(text, "The ticket names nothing that zdg has a check for") {
		t.Errorf("a ticket without a subject:\n%s", text)
	}
}

// TestReviewShowsAll when asked: until then what passes and what was not measured is folded.
func TestReviewShowsAll(t *testing.T) {
	s := on(flow.PageReview)
	s.Evidence = tested(s.Draft, "", explain.Seen{})
	folded := drawn(s, UI{})
	if text := said(folded); !strings.Contains(text, "+ ") || strings.Contains(text, "\nRight\n") {
		t.Errorf("folded:\n%s", text)
	}
	ui := action(t, folded, "a").Change(UI{})
	whole := drawn(s, ui)
	rows := 0
	for _, b := range whole.Blocks {
		if _, is := b.(Row); is {
			rows++
		}
	}
	if rows != len(checklist.Checks()) || action(t, whole, "a").Change(ui).ShowAll {
		t.Errorf("%d of %d checks are shown", rows, len(checklist.Checks()))
	}
	for title, judged := range map[string]Judged{
		"Nothing to fix": {}, "Nothing to fix, 1 to look at": {{Finding: checklist.Finding{Verdict: checklist.Warn}}},
		"1 thing to fix before you send the request": {{Finding: checklist.Finding{Verdict: checklist.Fail}}},
	} {
		if p := View(s, func() Judged { return judged }, UI{}, noon); p.Title != title {
			t.Errorf("%q, want %q", p.Title, title)
		}
	}
}

// TestTheSheetIsCopied: what is typed behind a prefix is copied, the whole on request, and a
// row says that it was.
func TestTheSheetIsCopied(t *testing.T) {
	s := on(flow.PageSheet)
	s.Draft = s.Draft.With(checklist.FieldIdentifier, "zdg-acme")
	p := drawn(s, UI{Focus: "Client identifier", Copied: map[string]bool{"Client identifier": true}})
	row := rowOf(t, p, "Client identifier")
	if row.Prefix != "zdg-" || row.Action.Copy != "acme" || row.Right != "✓ copied" || action(t, p, "f").Copy != "zdg-acme" {
		t.Errorf("%+v", row)
	}
	if p.Right != "1 of 23 copied" || strings.Contains(drawn(s, UI{LineByLine: true}).Why, "grey") {
		t.Errorf("%q", p.Why)
	}
	if p := drawn(s, UI{Focus: "no such row"}); slices.ContainsFunc(p.Actions, func(a Action) bool { return a.Key == "f" }) {
		t.Error("nothing has the focus, and can be copied in full")
	}
}

// TestTextsForGoingLiveOpen: each opens to a text that can be copied, commands in one piece.
func TestTextsForGoingLiveOpen(t *testing.T) {
	s := on(flow.PageLive)
	s.Draft = s.Draft.With(checklist.FieldSubmittedOn, "2026-11-18").With(checklist.FieldAnswer, "approved").With(checklist.FieldClaimed, "yes").With(checklist.FieldAssociated, "yes").With(checklist.FieldAppIDSent, "yes")
	if title := drawn(s, UI{}).Title; title != "Approved, claimed, linked and live" {
		t.Errorf("%q", title)
	}
	for _, text := range checklist.GoLive(s.Draft, noon) {
		closed := rowOf(t, drawn(s, UI{}), text.Title)
		open := drawn(s, closed.Action.Change(UI{}))
		row := rowOf(t, open, text.Title)
		if len(closed.Details) > 0 || len(row.Details) < 3 || action(t, open, "c").Copy != text.Body || action(t, open, "p").Print != text.Body {
			t.Errorf("%s: %+v", text.ID, row)
		}
		if _, is := row.Details[2].(Copyable); is != text.Command {
			t.Errorf("%s: a command is not in one piece", text.ID)
		}
		if row.Action.Change(UI{Expanded: text.ID}).Expanded != "" {
			t.Errorf("%s does not close", text.ID)
		}
	}
}

// TestCleanUp says what is to be done about local redirect URLs, or why nothing.
func TestCleanUp(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*flow.State)
		says   string
	}{
		"local":               {func(*flow.State) {}, "Remove them in Admin Center, then press ctrl+x here"},
		"practice":            {func(s *flow.State) { s.Practice = true }, "to remove them from the practice client"},
		"kept":                {func(s *flow.State) { s.Draft = s.Draft.With(checklist.FieldKeptURLsWhy, "our CLI") }, "You are keeping the redirect URLs"},
		"public":              {func(s *flow.State) { s.Draft = s.Draft.With(checklist.FieldKind, "public") }, "This client is public"},
		"none, not looked at": {func(s *flow.State) { s.Draft = s.Draft.With(checklist.FieldRedirectURLs, "") }, "Nobody has looked yet"},
		"none": {func(s *flow.State) {
			s.Draft = s.Draft.With(checklist.FieldRedirectURLs, "https://app.acme.com/cb")
			s.Evidence.Record = &checklist.Record{Identifier: s.Draft.Get(checklist.FieldIdentifier), RedirectURLs: []string{"https://app.acme.com/cb"}}
		}, "No redirect URL points to this machine any more."},
	} {
		s := on(flow.PageCleanUp)
		tt.change(&s)
		if text := said(drawn(s, UI{})); !strings.Contains(text, tt.says) {
			t.Errorf("%s: %q is not said:\n%s", name, tt.says, text)
		}
	}
}

// TestGoingOnAnywayIsTyped: where something would freeze by mistake, Enter does not go on; the
// identifier, typed as it is, does.
func TestGoingOnAnywayIsTyped(t *testing.T) {
	s := on(flow.PageFreeze)
	s.Draft = s.Draft.With(checklist.FieldIdentifier, "zdg-acme").With(checklist.FieldCompany, "").With(checklist.FieldAllowed, "")
	p := drawn(s, UI{})
	if action(t, p, "enter").Event != nil {
		t.Error("enter goes on")
	}
	if e := entry(t, p); e.Submit("zdg-acm") != nil || e.Submit(" zdg-acme ") != (flow.Continued{}) {
		t.Error("something else than the identifier goes on, or the identifier does not")
	}
	if text := said(p); !strings.Contains(text, "would freeze by accident") || action(t, p, "i").Change(UI{}).Focus != EntryFocus {
		t.Errorf("what is not decided is not told:\n%s", text)
	}
}

// TestThePagesOfAStage each have the mark of their own questions.
func TestThePagesOfAStage(t *testing.T) {
	s := on(flow.PageReview)
	s.Draft = s.Draft.With(checklist.FieldIdentifier, "50789")
	judged := checklist.Judge(s.Draft, s.Evidence)
	for id, want := range map[flow.PageID]Status{flow.PageIdentity: {Mark: "✓", Fails: 1}, flow.PageFit: {Mark: "✓"}, flow.PageTest: {Mark: "·"}} {
		if got := PageStatus(s, judged, flow.PageOf(id)); got != want {
			t.Errorf("%s: %+v, want %+v", id, got, want)
		}
	}
	s.Reached = flow.PageFit
	if got := PageStatus(s, judged, flow.PageOf(flow.PageURLs)); got != (Status{Mark: "·"}) {
		t.Errorf("a page ahead: %+v", got)
	}
}

// TestWhatStandsBesideAQuestion: how likely its answer is needed, what each option leads to, and a folded
// answer as it will be used.
func TestWhatStandsBesideAQuestion(t *testing.T) {
	listed := checklist.Draft{}.With(checklist.FieldRedirectURLs, "https://acme.com/cb")
	for _, tt := range []struct {
		f    checklist.Field
		d    checklist.Draft
		want string
	}{
		{checklist.FieldName, listed, ""},
		{checklist.FieldUseCase, listed, "probably asked"},
		{checklist.FieldTestRedirect, listed, "optional"},
		{checklist.FieldTestRedirect, checklist.Draft{}, ""}, // then the test has none to use
	} {
		info, _ := checklist.Info(tt.f)
		if got := NeedNote(info, tt.d); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.f, got, tt.want)
		}
	}
	told := 0
	for _, info := range checklist.Fields() {
		for _, o := range Options(info) {
			says := Consequence(info.Field, o)
			if says != "" {
				told++
			}
			if len(says) > 52 || strings.HasSuffix(says, ".") || says != "" && says == checklist.Capital(says) {
				t.Errorf("%s, %s: %q has no room beside its option, or is a sentence", info.Field, o, says)
			}
		}
	}
	if told < 15 {
		t.Errorf("%d options say what they lead to", told)
	}
	for _, tt := range []struct {
		f           checklist.Field
		shown, want string
	}{
		{checklist.FieldSubdomain, "https://D3V-Acme.zendesk.com/agent", "d3v-acme"},
		{checklist.FieldIdentifier, " zdg-acme ", "zdg-acme"},
		{checklist.FieldName, "Acme Sync", "Acme Sync"},
	} {
		if got := Folded(tt.f, tt.shown); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.f, tt.shown, got, tt.want)
		}
	}
}

// TestVerdictsAreSentences, and a diagnosis says what was seen before it says what to do.
func TestVerdictsAreSentences(t *testing.T) {
	seen := explain.Diagnosis{What: "The name cannot be resolved."}
	for want, r := range map[string]checklist.Result{
		"Fill it in.": {Finding: checklist.Finding{Fix: "fill it in"}}, "Is it that?": {Finding: checklist.Finding{Fix: "is it that?"}}, "": {},
		"Do it again.": {Finding: checklist.Finding{Fix: "do it again."}}, "See https://acme.example/": {Finding: checklist.Finding{Fix: "see https://acme.example/"}},
		"The name cannot be resolved. Give only the subdomain.": {Finding: checklist.Finding{Fix: "give only the subdomain", Diagnosis: &seen}},
	} {
		if got := Verdict(r); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestLocalURLsOnCleanUp are marked as what is to be removed, unless they stay on purpose.
func TestLocalURLsOnCleanUp(t *testing.T) {
	const local = "http://127.0.0.1:18573/callback"
	s := on(flow.PageCleanUp)
	if got := LineNote(s, checklist.FieldRedirectURLs, local, local); got.Mark != "!" {
		t.Errorf("%+v", got)
	}
	s.Draft = s.Draft.With(checklist.FieldKeptURLsWhy, "our CLI")
	if got := LineNote(s, checklist.FieldRedirectURLs, local, local); got.Mark != "✓" {
		t.Errorf("kept on purpose: %+v", got)
	}
	if got := ReachedStages(flow.State{Reached: flow.PageExists}); len(got) != 3 || got[2] != checklist.StageClient {
		t.Errorf("reached so far: %v", got)
	}
}
