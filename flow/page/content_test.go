package page

import (
	"slices"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
)

// ready is a draft in which nothing is missing, and evidence of a test of it in which every
// step was right but one.
func ready() checklist.Draft {
	d := checklist.Draft{}
	for _, info := range checklist.Fields() {
		d = d.With(info.Field, info.Example)
	}
	for _, f := range []checklist.Field{checklist.FieldLeftAt, checklist.FieldSubmittedOn, checklist.FieldAnswer, checklist.FieldAsSent, checklist.FieldKeptURLsWhy} {
		d = d.With(f, "")
	}
	return d.With(checklist.FieldKind, "confidential").With(checklist.FieldScopes, "read").
		With(checklist.FieldRedirectURLs, "http://127.0.0.1:18573/callback\nhttps://acme.example/cb")
}

func tested(d checklist.Draft, bad checklist.StepID, seen explain.Seen) checklist.Evidence {
	e := checklist.Evidence{
		Outcome: checklist.OutcomePassed, Credentials: &checklist.Credentials{Answer: checklist.AnswerAccepted, SecretProven: true},
		Person: &checklist.Person{ID: 42, Name: "Ada Example", Role: "admin"},
		Token:  &checklist.Token{AskedExpiresIn: 600, ExpiresIn: checklist.Lifetime{Seconds: 480, Form: "number"}},
	}
	for _, id := range checklist.StepIDs() {
		step := checklist.Step{ID: id, Of: checklist.SubjectOf(d, ""), At: noon}
		if id == bad {
			step.Seen, e.Outcome = &seen, checklist.OutcomeFailed
		}
		e = e.WithStep(step)
	}
	return e
}

func on(id flow.PageID) flow.State {
	return flow.State{Draft: ready(), Page: id, Reached: flow.PageLive, AccountURL: "https://d3v-acme.zendesk.com"}
}

func drawn(s flow.State, ui UI) Page {
	return View(s, func() Judged { return checklist.Judge(s.Draft, s.Evidence) }, ui, noon)
}

// said is all text of a page, block by block.
func said(p Page) string {
	var b strings.Builder
	b.WriteString(p.Title + "\n" + p.Why + "\n")
	var add func(blocks []Block)
	add = func(blocks []Block) {
		for _, block := range blocks {
			switch block := block.(type) {
			case Text:
				b.WriteString(block.Text + "\n")
			case Copyable:
				b.WriteString(block.Lead + " " + block.Value + "\n")
			case Row:
				b.WriteString(block.Mark + " " + block.Label + " " + block.Prefix + block.Value + " " + block.Right + "\n")
				add(block.Details)
			case Diagnosis:
				b.WriteString(block.What + "\n" + block.Cause + "\n" + block.Fix + "\n")
			case Entry:
				b.WriteString(block.Label + " " + block.Hint + "\n")
			case Choices:
				for _, o := range block.Options {
					b.WriteString(o.Key + " " + o.Label + "\n")
				}
			case Progress:
				b.WriteString(block.Label + " " + block.Right + "\n")
			}
		}
	}
	add(p.Blocks)
	return b.String()
}

func action(t *testing.T, p Page, key string) Action {
	t.Helper()
	i := slices.IndexFunc(p.Actions, func(a Action) bool { return a.Key == key })
	if i < 0 {
		t.Fatalf("%s: there is no %s among %+v", p.Title, key, p.Actions)
	}
	return p.Actions[i]
}

func entry(t *testing.T, p Page) Entry {
	t.Helper()
	for _, b := range p.Blocks {
		if e, is := b.(Entry); is {
			return e
		}
	}
	t.Fatalf("%s: nothing can be entered", p.Title)
	return Entry{}
}

// rowOf is the row of a label.
func rowOf(t *testing.T, p Page, label string) Row {
	t.Helper()
	for _, b := range p.Blocks {
		if r, is := b.(Row); is && r.Label == label {
			return r
		}
	}
	t.Fatalf("%s: there is no row %q in\n%s", p.Title, label, said(p))
	return Row{}
}

// TestAnEndedTest: what came of it stands on top, with what to do next on Enter.
func TestAnEndedTest(t *testing.T) {
	expired := explain.Seen{Where: explain.TokenEndpoint, Status: 400, Error: "invalid_grant", Age: 3 * time.Minute}
	for name, tt := range map[string]struct {
		change func(*flow.State)
		says   []string
		enter  flow.Event
	}{
		"none yet":             {func(*flow.State) {}, []string{"Your browser will open", "d3v-acme.zendesk.com"}, flow.Started{}},
		"none, no browser":     {func(s *flow.State) { s.NoBrowser = true }, []string{"One step needs you to open an address"}, flow.Started{}},
		"an older token lives": {func(s *flow.State) { s.Live = "a token of yesterday may live" }, []string{"A token of yesterday may live."}, flow.Started{}},
		"passed":               {func(s *flow.State) { s.Evidence = tested(s.Draft, "", explain.Seen{}) }, []string{"Authorized by Ada Example, admin. zdg asked for a token that lasts 600 seconds and got 480.", "came back with a code"}, flow.Continued{}},
		"passed, by nobody known": {func(s *flow.State) {
			s.Evidence = tested(s.Draft, "", explain.Seen{})
			s.Evidence.Person = nil
		}, []string{"The client works."}, flow.Continued{}},
		"failed": {func(s *flow.State) { s.Evidence = tested(s.Draft, checklist.StepExchange, expired) }, []string{"The test failed at: ", "180 seconds old"}, flow.Started{}},
		"answers changed": {func(s *flow.State) {
			s.Evidence = tested(s.Draft, "", explain.Seen{})
			s.Draft = s.Draft.With(checklist.FieldScopes, "write")
		}, []string{"You have changed your answers since this test."}, flow.Started{}},
		"a token is left": {func(s *flow.State) {
			s.Evidence = tested(s.Draft, "", explain.Seen{})
			s.Evidence.Revoke = &checklist.Revoke{Status: 204, By: "current", Access: checklist.StillAlive, Issued: 1, Left: 1, LivesUntil: noon.Add(time.Minute)}
		}, []string{"it may stay valid until 2026-11-26T12:01:00Z"}, nil},
	} {
		s := on(flow.PageTest)
		tt.change(&s)
		p := drawn(s, UI{})
		for _, want := range tt.says {
			if !strings.Contains(said(p), want) {
				t.Errorf("%s: %q is not said:\n%s", name, want, said(p))
			}
		}
		if enter := action(t, p, "enter").Event; tt.enter != nil && enter != tt.enter {
			t.Errorf("%s: enter is %T", name, enter)
		}
	}
}

// TestStepsSayWhatTheySaw: a step that was right is told in a few words; a running one turns.
func TestStepsSayWhatTheySaw(t *testing.T) {
	s := on(flow.PageTest)
	s.Evidence = tested(s.Draft, "", explain.Seen{})
	p := drawn(s, UI{})
	for id, want := range map[checklist.StepID]string{
		checklist.StepReach: "d3v-acme.zendesk.com", checklist.StepCredentials: "accepted", checklist.StepIdentity: "Ada Example, admin",
	} {
		if got := rowOf(t, p, id.Title()); got.Value != want {
			t.Errorf("%s: %q, want %q", id, got.Value, want)
		}
	}
	s.Test = flow.Test{Phase: flow.Running, Current: checklist.StepAuthorize}
	p = drawn(s, UI{})
	if row := rowOf(t, p, checklist.StepAuthorize.Title()); row.Mark != Spinner || row.Value != "waiting for the browser" {
		t.Errorf("%+v", row)
	}
	if a := action(t, p, "esc"); a.Event != (flow.Stopped{}) || a.Confirm == "" {
		t.Errorf("one esc stops a running test: %+v", a)
	}
	for id, want := range map[checklist.StepID]string{
		checklist.StepListen: "http://127.0.0.1:1", checklist.StepToken: "bearer", checklist.StepRevoke: "deleted",
		checklist.StepAuthorize: "came back with a code and the right state", checklist.StepRefresh: "works: the new access token is accepted", checklist.StepScopes: "the token is bearer",
	} {
		summary := map[checklist.StepID]string{checklist.StepListen: "listening for http://127.0.0.1:1", checklist.StepRevoke: "the test token is deleted"}[id]
		if summary == "" {
			summary = "the token is bearer"
		}
		if got := StepRow(flow.State{}, checklist.StepResult{ID: id, Verdict: checklist.Pass, Summary: summary}).Value; got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

// TestTraffic: each request is a row that opens; what is open can be copied as a command.
func TestTraffic(t *testing.T) {
	s := on(flow.PageTest)
	s.Evidence = tested(s.Draft, "", explain.Seen{})
	s.Test.Traffic = []flow.Exchange{
		{Step: checklist.StepReach, Title: "GET https://d3v-acme.zendesk.com/api/v2/locales  200", Detail: "a: b\n", Curl: "curl one\n"},
		{Step: checklist.StepExchange, Title: "POST https://d3v-acme.zendesk.com/oauth/tokens  200", Detail: "c: d\n\n{}\n", Curl: "curl two\n"},
	}
	ui := action(t, drawn(s, UI{}), "x").Change(UI{})
	p := drawn(s, ui)
	row := p.Blocks[1].(Row)
	if row.Value != "POST /oauth/tokens" || row.Right != "200" || row.Details != nil {
		t.Errorf("%+v", row)
	}
	ui = row.Action.Change(ui)
	p = drawn(s, ui)
	if text := said(p); !strings.Contains(text, "c: d") || strings.Contains(text, "a: b") || action(t, p, "c").Copy != "curl two\n" {
		t.Errorf("the opened request:\n%s", text)
	}
	if ui = p.Blocks[1].(Row).Action.Change(ui); ui.Expanded != "" {
		t.Error("enter does not close it again")
	}
	if ui = action(t, p, "x").Change(ui); ui.Open != Closed {
		t.Error("x does not close the list")
	}
}

// TestWaiting: line by line the whole address is there to be copied, on screen a key has it;
// what has come in vain, and why a paste was not taken, is said.
func TestWaiting(t *testing.T) {
	const address = "https://d3v-acme.zendesk.com/oauth/authorizations/new?x=1"
	s := on(flow.PageTest)
	s.Test = flow.Test{
		Phase: flow.Running, Current: checklist.StepAuthorize, Ignored: 2, Because: "a foreign state", Problem: "that is no address",
		Wait: &flow.Wait{AuthorizeURL: address, StartURL: "http://127.0.0.1:8085/abc", File: "auth.txt", Listening: "127.0.0.1:8085", Since: noon.Add(-time.Minute), Deadline: noon.Add(30 * time.Second), Hints: []string{"this is an SSH session"}},
	}
	always := []string{"This is an SSH session", "auth.txt", "2 requests to the callback had no effect; the last one: a foreign state.", "that is no address", "Waiting 1:00 0:30 left"}
	for name, tt := range map[string]struct {
		look   UI
		change func(*flow.State)
		says   []string
	}{
		"keys":               {UI{}, func(*flow.State) {}, append([]string{"No page?", "http://127.0.0.1:8085/abc", "Press m."}, always...)},
		"keys, no opener":    {UI{}, func(s *flow.State) { s.NoBrowser = true }, []string{"Click Allow in a browser", "Open this"}},
		"words":              {UI{LineByLine: true}, func(*flow.State) {}, append([]string{"If no browser appears, open this address: " + address, "Short link", "paste the address it ends on", "Type menu."}, always...)},
		"words, no opener":   {UI{LineByLine: true}, func(s *flow.State) { s.NoBrowser = true }, []string{"Open this address: " + address}},
		"words, no listener": {UI{LineByLine: true}, func(s *flow.State) { s.Test.Wait.Listening = "" }, []string{"zdg cannot listen on this redirect URL"}},
	} {
		changed := s
		wait := *s.Test.Wait
		changed.Test.Wait = &wait
		tt.change(&changed)
		text := said(drawn(changed, tt.look))
		if !tt.look.LineByLine && strings.Index(text, "that is no address") > strings.Index(text, "An error page?") {
			t.Errorf("%s: what is wrong with the paste stands below what a small window shows:\n%s", name, text)
		}
		for _, want := range tt.says {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not said:\n%s", name, want, text)
			}
		}
	}
	if text := said(drawn(s, UI{LineByLine: true, NoInput: true})); strings.Contains(text, "paste the address") {
		t.Errorf("a paste is asked for where nothing is read:\n%s", text)
	}
	for _, practice := range []bool{false, true} {
		s := s
		s.Practice = practice
		answers := slices.ContainsFunc(drawn(s, UI{}).Actions, func(a Action) bool { _, is := a.Event.(flow.Consented); return is })
		if answers != practice {
			t.Errorf("practice %t: the consent page can be answered here: %t", practice, answers)
		}
	}
	if e := entry(t, drawn(s, UI{Open: Address})).Submit("x"); e != (flow.Pasted{Text: "x"}) {
		t.Errorf("an address is %v", e)
	}
	if e := entry(t, drawn(s, UI{Open: PageText})).Submit("x"); e != (flow.Showed{Text: "x"}) {
		t.Errorf("a page is %v", e)
	}
	menu := drawn(s, UI{Open: Menu}).Blocks[0].(Choices)
	if len(menu.Options) != len(explain.Menu()) || menu.Options[len(menu.Options)-1].Action.Change(UI{}).Open != PageText {
		t.Errorf("the menu of what the browser shows: %+v", menu)
	}
}

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
		"none yet":                     func(*flow.State) {},
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

// TestBesideAnAnswer: what a line of a list is, what an answer is used as, what it leads to.
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
		{checklist.FieldRedirectURLs, "https://10.0.0.1/callback", "!", "see below"},
		{checklist.FieldRedirectURLs, "https://example.com/callback", "✗", "see below"},
		{checklist.FieldScopes, "tickets:read", "✓", ""},
		{checklist.FieldScopes, "read", "!", "broad: all that a person can see or do"},
		{checklist.FieldScopes, "tickets:reed", "!", "unknown"},
		{checklist.FieldScopes, "  ", "", ""},
		{checklist.FieldName, "Acme", "", ""},
	} {
		if got := LineNote(tt.f, tt.line, test); got.Mark != tt.mark || got.Text != tt.says {
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

// TestReviewShowsAll: what passes and was not measured is folded until it is asked for.
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
	if !strings.Contains(p.Why, "1 of ") || strings.Contains(drawn(s, UI{LineByLine: true}).Why, "grey") {
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

// TestCleanUp says of local redirect URLs what is to be done, or why nothing.
func TestCleanUp(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*flow.State)
		says   string
	}{
		"local":    {func(*flow.State) {}, "Remove them in Admin Center, then press ctrl+x here"},
		"practice": {func(s *flow.State) { s.Practice = true }, "to remove them from the practice client"},
		"kept":     {func(s *flow.State) { s.Draft = s.Draft.With(checklist.FieldKeptURLsWhy, "our CLI") }, "You are keeping the redirect URLs"},
		"public":   {func(s *flow.State) { s.Draft = s.Draft.With(checklist.FieldKind, "public") }, "This client is public"},
		"none":     {func(s *flow.State) { s.Draft = s.Draft.With(checklist.FieldRedirectURLs, "https://app.acme.com/cb") }, "No redirect URL points to this machine any more."},
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

// TestAPageOfAStage stands as its own questions do.
func TestAPageOfAStage(t *testing.T) {
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
