package tui

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// namedKey is a key by its name, such as "enter", or by its letter.
func namedKey(name string) tea.KeyPressMsg {
	switch name {
	case "enter":
		return tea.KeyPressMsg{Code: tea.KeyEnter}
	case "esc":
		return tea.KeyPressMsg{Code: tea.KeyEscape}
	case "f1":
		return tea.KeyPressMsg{Code: tea.KeyF1}
	case "tab":
		return tea.KeyPressMsg{Code: tea.KeyTab}
	case "down":
		return tea.KeyPressMsg{Code: tea.KeyDown}
	case "up":
		return tea.KeyPressMsg{Code: tea.KeyUp}
	case "space":
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	}
	if c, is := strings.CutPrefix(name, "ctrl+"); is {
		return tea.KeyPressMsg{Code: rune(c[0]), Mod: tea.ModCtrl}
	}
	return tea.KeyPressMsg{Code: rune(name[0]), Text: name}
}

// textKey is a key that types text.
func textKey(text string) tea.KeyPressMsg { return tea.KeyPressMsg{Code: tea.KeyExtended, Text: text} }

// keysOf are the keys that a terminal without bracketed paste makes of text.
func keysOf(text string) []tea.KeyPressMsg {
	var keys []tea.KeyPressMsg
	for _, c := range text {
		switch c {
		case '\r':
			keys = append(keys, tea.KeyPressMsg{Code: tea.KeyEnter})
		case '\n':
			keys = append(keys, tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl})
		case '\t':
			keys = append(keys, tea.KeyPressMsg{Code: tea.KeyTab})
		default:
			keys = append(keys, textKey(string(c)))
		}
	}
	return keys
}

func newFilter() *burstFilter { return &burstFilter{send: func(tea.Msg) {}} }

func newScanner() *interruptScanner { return &interruptScanner{send: func(tea.Msg) {}} }

// holdBack gives the keys of text to a filter, which holds back each of them.
func holdBack(t *testing.T, g *burstFilter, m *model, text string) {
	t.Helper()
	for _, k := range keysOf(text) {
		if g.filter(m, k) != nil {
			t.Fatalf("%q is not held back", k)
		}
	}
}

// keyed is a wizard without a terminal; its runner keeps the effects, and copied what was copied.
type keyed struct {
	*model
	runner *fakeRunner
	copied []string
	then   func(tea.Msg) // what is done with what a command brings; nil: nothing
}

func newKeyed(t *testing.T, s flow.State) *keyed {
	t.Helper()
	k := &keyed{runner: &fakeRunner{}}
	session := flow.NewSession(t.Context(), s, k.runner)
	k.model = newModel(Options{Session: session, Now: atNoon, WriteClipboard: func(text string) error { k.copied = append(k.copied, text); return nil }}).begin()
	k.width, k.height = 100, 30
	return k
}

// press presses keys, and does what comes of them.
func (k *keyed) press(keys ...string) {
	for _, name := range keys {
		_, cmd := k.Update(namedKey(name))
		k.do(cmd)
	}
}

func (k *keyed) do(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	done := make(chan tea.Msg, 1)
	go func() { done <- cmd() }()
	select {
	case msg := <-done:
		if batch, is := msg.(tea.BatchMsg); is {
			for _, c := range batch {
				k.do(c)
			}
		} else if k.then != nil {
			k.then(msg)
		}
	case <-time.After(20 * time.Millisecond): // a tick, or what waits for the session
	}
}

// failing is a state on a page with a test that failed.
func failing(id flow.PageID) flow.State {
	s := states()["test-failed"]
	s.Page = id
	return s
}

// TestEveryKeyOfEveryPage: what each key does where it is offered.
func TestEveryKeyOfEveryPage(t *testing.T) {
	t.Parallel()
	at := func(name string) flow.State { return states()[name] }
	waiting := at("test-waiting")
	practice := at("test-waiting")
	practice.Practice = true
	vault := at("secret")
	vault.Practice, vault.Draft = true, vault.Draft.With(checklist.FieldStored, "").With(checklist.FieldFirstSix, "").With(checklist.FieldRegenerated, "")
	passed := states()["review-tested"]
	passed.Page = flow.PageTest
	decided := passed
	decided.Page = flow.PageFreeze
	requested := passed
	requested.Test.Traffic = []flow.Exchange{{Step: checklist.StepReach, Title: "GET /x  200", Detail: "> GET /x", Curl: "curl x"}}
	stale := passed
	stale.Draft = stale.Draft.With(checklist.FieldScopes, "write")
	notStored := at("secret")
	notStored.Draft = notStored.Draft.With(checklist.FieldStored, "")
	lookalike := at("identity")
	lookalike.Draft = lookalike.Draft.With(checklist.FieldIdentifier, "zdg–acme")
	identifier := filled().Get(checklist.FieldIdentifier)
	for _, tt := range []struct {
		name   string
		state  flow.State
		keys   []string
		page   flow.PageID // where the wizard stands then; "" for the same page
		effect flow.Effect // of this type was handed out; nil: not looked at
		copied string
		said   string // stands on the screen
	}{
		{"a test that was never made", at("test"), []string{"enter"}, "", flow.Measure{}, "", ""},
		{"it is skipped", at("test"), []string{"s"}, flow.PageCleanUp, nil, "", ""},
		{"Enter after a failed test", failing(flow.PageTest), []string{"enter"}, "", flow.Measure{}, "", ""},
		{"going on after a failed test", failing(flow.PageTest), []string{"n"}, flow.PageCleanUp, nil, "", ""},
		{"Enter after a stale test", stale, []string{"enter"}, "", flow.Measure{}, "", ""},
		{"Enter after a test that passed", passed, []string{"enter"}, flow.PageCleanUp, nil, "", ""},
		{"once more after one that passed", passed, []string{"r"}, "", flow.Measure{}, "", ""},
		{"esc on the wait asks once more", waiting, []string{"esc"}, "", nil, "", "esc again stops the test"},
		{"F1 on the wait", waiting, []string{"?"}, "", nil, "", "Click Allow in your browser"},
		{"F1 names the keys of the wait", waiting, []string{"?"}, "", nil, "", "l other account"},
		{"F1 on the rehearsal", passed, []string{"i", "?"}, "", nil, "", "Keys: i Close, r look again, c copy"},
		{"esc twice stops", waiting, []string{"esc", "esc"}, "", flow.Stop{}, "", "Stopping the test"},
		{"another key between", waiting, []string{"esc", "p", "esc"}, "", nil, "", "esc again stops the test"},
		{"the browser", waiting, []string{"o"}, "", flow.Open{URL: waiting.Test.Wait.AuthorizeURL}, "", ""},
		{"another account", waiting, []string{"l"}, "", flow.Open{URL: flow.LogoutURL(waiting)}, "", "Your browser is asked to open it."},
		{"the address", waiting, []string{"c"}, "", nil, waiting.Test.Wait.AuthorizeURL, ""},
		{"the menu", waiting, []string{"m"}, "", nil, "", "What does your browser show?"},
		{"Enter on the wait", waiting, []string{"enter"}, "", nil, "", "What does your browser show?"},
		{"Enter on the wait in practice", practice, []string{"enter"}, "", flow.Consent{AuthorizeURL: waiting.Test.Wait.AuthorizeURL, Allow: true}, "", ""},
		{"Enter ends no test", at("test-running"), []string{"enter"}, "", nil, "", "The test is running"},
		{"an arrow in the menu", waiting, []string{"m", "down"}, "", nil, "", "┃ 2  "},
		{"Enter in the menu", waiting, []string{"m", "down", "enter"}, "", flow.Show{}, "", ""},
		{"a digit in the menu", waiting, []string{"m", "down", "6"}, "", nil, "", "┃ The text of the page"},
		{"Enter on the page of the rehearsal", passed, []string{"i", "enter"}, "", nil, "", "The client works"},
		{"the command of the rehearsal can be had without a clipboard", passed, []string{"i", "c"}, "", nil, "", "Nothing there? p prints it."},
		{"a request is copied", requested, []string{"x", "enter", "c"}, "", nil, "curl x", "c copy as curl"},
		{"an answer of the menu", waiting, []string{"m", "1"}, "", flow.Show{}, "", ""},
		{"esc in the menu", waiting, []string{"m", "esc"}, "", nil, "", "Click Allow in your browser"},
		{"a paste line", waiting, []string{"v", "h", "i", "enter"}, "", flow.Deliver{Text: "hi"}, "", ""},
		{"esc in the paste line", waiting, []string{"v", "h", "esc"}, "", nil, "", "Other machine?"},
		{"what the toast names", waiting, []string{"c"}, "", nil, "", "p print  esc stop"},
		{"allow here", practice, []string{"a"}, "", flow.Consent{AuthorizeURL: waiting.Test.Wait.AuthorizeURL, Allow: true}, "", ""},
		{"deny here", practice, []string{"d"}, "", flow.Consent{AuthorizeURL: waiting.Test.Wait.AuthorizeURL}, "", ""},
		{"no allowing of a real account", waiting, []string{"a"}, "", nil, "", "Click Allow in your browser"},

		{"how to ask for a sponsored account, while letters are text", at("account-not-sponsored"), []string{"ctrl+r"}, "", flow.Open{URL: checklist.SponsoredURL()}, checklist.SponsoredURL(), "Your browser is asked to open it. The address"},
		{"the record", at("clean-up"), []string{"ctrl+r"}, "", flow.Open{URL: flow.RecordURL(at("clean-up"))}, "", ""},
		{"local URLs off", at("clean-up"), []string{"ctrl+x"}, "", nil, "", "No redirect URL points to this machine"},

		{"going on with nothing to fix", at("review-tested"), []string{"n"}, flow.PageRequest, nil, "", ""},
		{"everything", at("review-tested"), []string{"a"}, "", nil, "", "hide what passes"},
		{"Enter on what is to be fixed", failing(flow.PageReview), []string{"enter"}, flow.PageURLs, nil, "", ""},
		{"and back", failing(flow.PageReview), []string{"enter", "esc"}, flow.PageReview, nil, "", ""},

		{"the freeze with nothing to fix", decided, []string{"enter"}, flow.PageSheet, nil, "", ""},
		{"the freeze, failing, Enter", failing(flow.PageFreeze), []string{"enter"}, flow.PageURLs, nil, "", ""},
		{"the freeze, failing, another identifier", failing(flow.PageFreeze), []string{"i", "x", "enter"}, "", nil, "", "This is not what is asked for"},
		{"the freeze, failing, past the identifier", failing(flow.PageFreeze), []string{"i", "down"}, "", nil, "", "┃ ✓ Identifier"},
		{"the freeze, failing, the identifier", failing(flow.PageFreeze), append([]string{"i"}, append(strings.Split(identifier, ""), "enter")...), flow.PageSheet, nil, "", ""},

		{"copy as it is typed", at("sheet"), []string{"enter"}, "", nil, "acme", "✓ copied"},
		{"copy in full", at("sheet"), []string{"f"}, "", nil, "d3v-acme", "✓ copied"},
		{"the portal", at("sheet"), []string{"o"}, "", flow.Open{}, "", ""},
		{"it is sent", at("sheet"), []string{"s"}, flow.PageSent, nil, "", ""},
		{"Enter on the last page ends nothing", at("sent"), []string{"enter", "enter", "enter", "enter"}, "", nil, "", "Day of the request is needed to go on"},
		{"to the keys of the page, with nothing noted", at("sent"), []string{"enter", "tab", "tab", "q"}, "", flow.Leave{How: flow.Finished}, "", ""},
		{"ctrl+n ends nothing", at("live-open"), []string{"ctrl+n"}, "", nil, "", "Going live"},
		{"sent today", at("sent"), []string{"t"}, "", nil, "", "2026-11-22"},
		{"a day that is none is not noted", at("sent"), []string{"enter", "x", "enter", "enter"}, "", nil, "", "┃ ! This is not a day"},
		{"what an answer brings is read first", at("fit"), []string{"2", "enter"}, flow.PageFit, nil, "", "┃ ! A single account needs no global client"},
		{"and then the page goes", at("fit"), []string{"2", "enter", "enter"}, flow.PageAccount, nil, "", ""},
		{"the key that goes on all the same", at("identity-wrong"), []string{"ctrl+n"}, "", nil, "", "or press ctrl+n again"},
		{"several are needed", at("clean-up-empty"), []string{"enter"}, "", nil, "", "Redirect URLs are needed"},
		{"how a day is written", at("sent"), []string{"enter"}, "", nil, "", "Such as 2026-11-22."},
		{"a day that is given stays", at("sent-noted"), []string{"tab", "ctrl+t"}, "", nil, "", "┃ 2026-11-18\n"},
		{"the answer came today", at("answer-none"), []string{"1", "enter", "ctrl+t", "enter"}, "", nil, "", "2026-11-22"},
		{"sent today, and on", at("sent"), []string{"t", "enter"}, flow.PageAnswer, nil, "", "When to ask again"},
		{"a day is typed", at("sent"), append(append([]string{"enter"}, strings.Split("2026-11-20", "")...), "enter", "enter"), "", nil, "", "Noted."},
		{"Enter without an answer", at("answer-none"), []string{"enter", "enter"}, "", nil, "", "Choose with ↑↓ and enter."},
		{"finishing before there is an answer", at("answer-none"), []string{"q"}, "", flow.Leave{How: flow.Finished}, "", ""},
		{"rejected", at("answer-none"), []string{"down", "down", "enter"}, "", nil, "", "┃ Day of the answer"},
		{"the ticket", at("answer-rejected"), append(append([]string{"v"}, strings.Split("no logo", "")...), "enter"), "", nil, "", "The ticket names the logo"},
		{"esc in the ticket", at("answer-rejected"), []string{"v", "x", "esc"}, "", nil, "", "no public list of reasons"},
		{"the reply", at("answer-rejected"), []string{"c"}, "", nil, checklist.Reply(at("answer-rejected").Draft, checklist.Evidence{}, checklist.Ticket{}), ""},
		{"sent again asks once more", at("answer-rejected"), []string{"s"}, "", nil, "", "s again notes that it was sent again today"},
		{"sent again", at("answer-rejected"), []string{"s", "s"}, flow.PageSent, nil, "", "sent again on 2026-11-22"},
		{"Enter on approved", at("answer-approved"), []string{"tab", "enter", "enter"}, flow.PageClaim, nil, "", "not claimed yet"},
		{"the identifier for the claim", at("claim-open"), []string{"c"}, "", nil, identifier, ""},
		{"the claim form", at("claim-open"), []string{"o"}, "", flow.Open{URL: flow.PortalURL(flow.State{})}, "", ""},
		{"claimed", at("claim-open"), []string{"down", "enter"}, "", nil, "", "┃ Linked with the app?"},
		{"a text", at("live-open"), []string{"down", "down", "down", "enter"}, "", nil, "", "List every connection"},
		{"a text is copied", at("live-open"), []string{"down", "down", "down", "enter", "c"}, "", nil, checklist.GoLive(at("live-open").Draft, noon)[0].Body, ""},
		{"finishing at the end", at("live-open"), []string{"q"}, "", flow.Leave{How: flow.Finished}, "", ""},
		{"what nobody decided keeps the freeze", at("freeze-undecided"), []string{"i", "x", "enter"}, "", nil, "", "This is not what is asked for"},
		{"the report", at("sent"), []string{"e"}, "", flow.Export{}, "", ""},
		{"finishing", at("sent"), []string{"q"}, "", flow.Leave{How: flow.Finished}, "", ""},

		{"the next value of the form", at("create"), []string{"enter"}, "", nil, filled().Get(checklist.FieldName), "✓ copied"},
		{"Admin Center", at("create"), []string{"o"}, "", flow.Open{URL: flow.AdminURL(at("create"))}, "", ""},
		{"it is created", at("create"), []string{"n"}, flow.PageSecret, nil, "", ""},
		{"what is missing has the focus", notStored, []string{"tab", "ctrl+n"}, "", nil, "", "┃ Secret, identifier saved?"},
		{"in practice an empty Enter takes the vault's again", vault, []string{"shift+tab", "shift+tab", "shift+tab", "enter"}, "", flow.KeepSecret{}, "", ""},
		{"the identifier of the secret", at("secret"), []string{"c"}, "", nil, identifier, ""},

		{"F1 names the keys of an editor", at("details"), []string{"f1"}, "", nil, "", "ctrl+z undo"},
		{"a stage that was not reached", at("details"), []string{"ctrl+g", "9"}, "", nil, "", "After opens when you reach it."},
		{"a warning holds nobody", func() flow.State {
			s := at("account")
			s.Draft = s.Draft.With(checklist.FieldSponsored, "requested")
			return s
		}(), []string{"ctrl+n"}, flow.PageExists, nil, "", ""},
		{"a required field that is empty keeps the focus", at("account-empty"), []string{"enter"}, "", nil, "", "Subdomain is needed"},
		{"a choice", at("fit"), []string{"down", "enter", "esc"}, "", nil, "", "› One account, ours"},
		{"a choice that is moved in", at("fit"), []string{"down"}, "", nil, "", "chosen\n"},
		{"what was copied stays so", at("sheet"), []string{"c", "s", "esc"}, flow.PageSheet, nil, "", "1 of 23 copied"},
		{"the key of a copy", at("sheet"), []string{"c"}, "", nil, "acme", "1 of 23 copied"},
		{"Enter passes by a choice that needs no answer", func() flow.State {
			s := at("request")
			s.Draft = s.Draft.With(checklist.FieldHeaders, "")
			return s
		}(), nil, "", nil, "", "enter Next page   ↑↓ choose"},
		{"a letter answers no choice", func() flow.State {
			s := at("secret")
			s.Draft = s.Draft.With(checklist.FieldStored, "")
			return s
		}(), []string{"y"}, "", nil, "", "› Yes\n"},
		{"Enter gives nobody's word", func() flow.State {
			s := at("secret")
			s.Draft = s.Draft.With(checklist.FieldStored, "")
			return s
		}(), []string{"enter"}, "", nil, "", "Choose with ↑↓ and enter."},
		{"a letter that is pressed twice", failing(flow.PageTest), []string{"n", "n"}, flow.PageCleanUp, nil, "", "https://acme.example/cb "},
		{"text in a choice", at("fit"), []string{"z"}, "", nil, "", "Choose with ↑↓ and enter."},
		{"what the checks suggest", func() flow.State {
			s := at("identity")
			s.Draft = s.Draft.With(checklist.FieldIdentifier, "zdg–acme")
			return s
		}(), []string{"ctrl+t"}, "", nil, "", "┃ zdg-acme\n"},
		{"undo", at("details"), []string{"!", "ctrl+z"}, "", nil, "", "Acme Sync\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := newKeyed(t, tt.state)
			k.press(tt.keys...)
			want := tt.page
			if want == "" {
				want = tt.state.Page
			}
			if got := k.Session.State().Page; got != want {
				t.Errorf("on %s, want %s", got, want)
			}
			if tt.effect != nil {
				waitUntil(t, func() bool { return k.handed(tt.effect) }, fmt.Sprintf("%#v", tt.effect))
			}
			if tt.copied != "" && !slices.Contains(k.copied, tt.copied) {
				t.Errorf("copied %q, want %q", k.copied, tt.copied)
			}
			if content, _ := k.compose(); !strings.Contains(trimmed(content), tt.said) {
				t.Errorf("%q is not said:\n%s", tt.said, trimmed(content))
			}
		})
	}
}

// handed reports whether an effect was handed out: the very same where want has values,
// else one of its type.
func (k *keyed) handed(want flow.Effect) bool {
	if leave, is := want.(flow.Leave); is {
		how, left := k.Session.Exit()
		return left && how == leave.How
	}
	return k.runner.count(func(e flow.Effect) bool {
		if fmt.Sprintf("%T", e) != fmt.Sprintf("%T", want) {
			return false
		}
		switch want := want.(type) {
		case flow.Open:
			return want.URL == "" || e == flow.Effect(want)
		case flow.Deliver, flow.Consent:
			return e == want
		}
		return true
	}) > 0
}

func trimmed(content string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(ansi.Strip(content), "\n") {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// TestAPageThatAppearsByItself ignores for 400 ms the keys that would do something.
func TestAPageThatAppearsByItself(t *testing.T) {
	k := newKeyed(t, failing(flow.PageTest))
	now := noon
	k.Now = func() time.Time { return now }
	k.changedAt = now
	k.press("enter", "n", "esc", "ctrl+n")
	if k.Session.State().Page != flow.PageTest || k.runner.count(func(e flow.Effect) bool { _, is := e.(flow.Measure); return is }) > 0 {
		t.Error("a key was taken at once")
	}
	now = now.Add(holdKeys)
	k.press("n")
	if k.Session.State().Page != flow.PageCleanUp {
		t.Error("a key is not taken after that")
	}
}

// TestWhatWasNotAskedForAgain is forgotten, with the line that asked.
func TestWhatWasNotAskedForAgain(t *testing.T) {
	k := newKeyed(t, states()["test-waiting"])
	k.press("esc")
	k.Update(lapseMsg{noon})
	if content, _ := k.compose(); strings.Contains(content, "esc again") {
		t.Errorf("it is still asked:\n%s", trimmed(content))
	}
	k.press("esc")
	if k.Session.State().Test.Phase != flow.Running {
		t.Error("esc stopped the test long after it was asked for")
	}
}

// TestAbortWhileSomethingCoversThePage, as on the page itself.
func TestAbortWhileSomethingCoversThePage(t *testing.T) {
	k := newKeyed(t, states()["fit"])
	aborted := 0
	k.Abort = func() { aborted++ }
	k.press("ctrl+\\", "f1", "ctrl+\\")
	if aborted != 2 || k.overlay == nil {
		t.Errorf("aborted %d times; covered: %t", aborted, k.overlay != nil)
	}
}

// TestAPageThatAppearsShowsItsFocus, although the page before it was scrolled.
func TestAPageThatAppearsShowsItsFocus(t *testing.T) {
	k := newKeyed(t, states()["fit"])
	k.press("pgdown")
	k.Session.Tell(flow.Jumped{Page: flow.PageAccount})
	if k.Update(changedMsg{}); k.shownPage != flow.PageAccount || k.scrolled {
		t.Errorf("on %s, scrolled: %t", k.shownPage, k.scrolled)
	}
}

// TestANoticeThatWasSeen does not come back with the next thing that happens.
func TestANoticeThatWasSeen(t *testing.T) {
	const notice = "no browser was found"
	k := newKeyed(t, states()["test-waiting"])
	k.Session.Tell(flow.Failed{What: notice})
	k.Update(changedMsg{})
	shown := func() bool {
		content, _ := k.compose()
		return strings.Contains(ansi.Strip(content), "No browser was found")
	}
	if !shown() {
		t.Error("it is not shown")
	}
	k.press("f")
	k.Session.Tell(flow.Strayed{Try: k.Session.State().Test.Try, Count: 1})
	k.Update(changedMsg{})
	if shown() {
		t.Error("it is shown again")
	}
}

// TestTheWaitAppearsByItself: the Enter that was meant for the test before it opens nothing.
func TestTheWaitAppearsByItself(t *testing.T) {
	wait := states()["test-waiting"].Test.Wait
	state := states()["test-running"]
	k := newKeyed(t, state)
	k.Session.Tell(flow.Awaits{Try: state.Test.Try, Wait: wait})
	k.Update(changedMsg{})
	k.press("enter")
	if content, _ := k.compose(); !strings.Contains(content, "Click Allow in your browser") {
		t.Errorf("the screen is\n%s", trimmed(content))
	}
}

// TestTheRowOfKeysIsWhatIsBound: everything that the row offers does something, and what
// has to stay, or is named on the page, stays at every width, with its word.
func TestTheRowOfKeysIsWhatIsBound(t *testing.T) {
	t.Parallel()
	for name, state := range states() {
		for _, width := range []int{40, 60, 80, 100, 132} {
			m, _ := draw(t, state, width, 30)
			for _, b := range m.bindings() {
				if b.do == nil || len(b.Keys()) == 0 {
					t.Errorf("%s: %q does nothing", name, b.Help().Key)
				}
			}
			row := strings.Join(m.foot(m.frame(), m.bindings()), "\n")
			for _, b := range m.bindings() {
				if first := m.theme.strong.Render(b.Help().Desc); b.first && b.Help().Desc != "" && !strings.Contains(row, first) {
					t.Errorf("%s at %d: %q is not in bold", name, width, b.Help().Desc)
				}
			}
			row = ansi.Strip(row)
			want := []string{"f1 Why", "ctrl+c Quit"}
			for _, b := range m.bindings() {
				if b.pinned && b.Help().Desc != "" {
					want = append(want, b.Help().Key+" "+b.Help().Desc)
				}
			}
			for _, c := range m.body.page.Blocks {
				if c, is := c.(page.Copyable); is && !m.body.typing() {
					for _, key := range c.Keys {
						want = append(want, key+" ")
					}
				}
			}
			for _, want := range want {
				if !strings.Contains(row, want) {
					t.Errorf("%s at %d: %q lacks %q", name, width, row, want)
				}
			}
		}
	}
}

// TestOneFocus: wherever the focus moves, what has it is drawn beside a bar.
func TestOneFocus(t *testing.T) {
	for name, state := range states() {
		m, _ := draw(t, state, 100, 60)
		p := newCanvas(m.theme, 76)
		m.body.draw(p)
		if focused := p.bottom >= 0; focused != (m.body.focus != "") {
			t.Errorf("%s: the focus is on %q, and drawn: %v", name, m.body.focus, focused)
		}
		seen := map[string]bool{}
		for range 60 {
			if seen[m.body.focus] = true; !m.body.move(+1) || m.body.focus == "" {
				break // there is no more, or the keys of the page have it
			}
			p := newCanvas(m.theme, 76)
			if m.body.draw(p); p.bottom < 0 {
				t.Errorf("%s: %q has the focus and is not drawn", name, m.body.focus)
			}
		}
	}
}

// TestWhatFailsIsLeftAtTheSecondTry: Zendesk would refuse the answer, but the test may yet be made.
func TestWhatFailsIsLeftAtTheSecondTry(t *testing.T) {
	m, _ := draw(t, flow.State{Draft: filled().With(checklist.FieldSubdomain, "acme"), Page: flow.PageAccount, Reached: flow.PageSheet}, 100, 30)
	next := tea.KeyPressMsg{Code: 'n', Mod: tea.ModCtrl}
	m.Update(next)
	if content, _ := m.compose(); m.Session.State().Page != flow.PageAccount || !strings.Contains(content, "Zendesk would refuse what is marked") {
		t.Errorf("on %s:\n%s", m.Session.State().Page, content)
	}
	if m.Update(next); m.Session.State().Page == flow.PageAccount {
		t.Error("it cannot be left")
	}
}

// TestAnotherAnswerIsWarnedOfAgain: the second try is for the answers that were warned of.
func TestAnotherAnswerIsWarnedOfAgain(t *testing.T) {
	k := newKeyed(t, flow.State{Draft: filled().With(checklist.FieldSubdomain, "acme"), Page: flow.PageAccount, Reached: flow.PageSheet})
	k.press("ctrl+n")
	k.Session.Tell(flow.Answered{Field: checklist.FieldSubdomain, Typed: "acme-two"})
	k.Update(changedMsg{})
	k.press("ctrl+n")
	if page := k.Session.State().Page; page != flow.PageAccount {
		t.Errorf("left for %s without a warning", page)
	}
}

// TestWhatWasCopiedIsOfItsPage: rows of two pages may have one name.
func TestWhatWasCopiedIsOfItsPage(t *testing.T) {
	k := newKeyed(t, states()["create"])
	k.press("enter")
	name := checklist.FieldName.Title()
	if !k.body.ui.Copied[name] {
		t.Fatalf("nothing was copied: %v", k.body.ui.Copied)
	}
	k.state.Page = flow.PageSheet
	if other := newBody(k.shared); len(other.ui.Copied) > 0 {
		t.Errorf("on another page too: %v", other.ui.Copied)
	}
}

// TestALongToastIsCut with a sign, after three lines, or two where the screen is low.
func TestALongToastIsCut(t *testing.T) {
	for height, lines := range map[int]int{20: 3, 19: 2} {
		m, _ := draw(t, states()["fit"], 60, height)
		m.toast = strings.Repeat("much is said ", 40)
		foot := m.foot(m.frame(), m.bindings())
		said := 0
		for _, line := range foot {
			if strings.Contains(line, "much") {
				said++
			}
		}
		if last := ansi.Strip(foot[lines-1]); said != lines || !strings.HasSuffix(last, "…") {
			t.Errorf("%d high: %d lines, want %d; the last is %q", height, said, lines, last)
		}
	}
}

// TestWhatIsCutOffIsScrolled line by line where nothing takes the focus: on a page, and in the help over one.
func TestWhatIsCutOffIsScrolled(t *testing.T) {
	state := states()["review-tested"]
	state.Page = flow.PageTest
	for name, opens := range map[string]string{"a page": "i", "over a page": "?"} {
		k := newKeyed(t, state)
		k.width, k.height = 40, 12
		k.press(opens)
		for _, step := range []struct{ key, said string }{{"down", "↑ 2 more"}, {"down", "↑ 3 more"}, {"up", "↑ 2 more"}} {
			k.press(step.key)
			if content, _ := k.compose(); !strings.Contains(ansi.Strip(content), step.said) {
				t.Errorf("%s, %s: %q is not said:\n%s", name, step.key, step.said, trimmed(content))
			}
		}
	}
}

// TestEveryKeyThatIsNamedIsInTheRow, by the page or by the toast, however narrow the screen is.
func TestEveryKeyThatIsNamedIsInTheRow(t *testing.T) {
	named := regexp.MustCompile(`\b(?:ctrl\+[a-z]|f1|esc|enter|space)\b|\b[Pp]ress ([a-z]|tab)\b|\b([a-z]) (?:prints|opens|undoes)\b`)
	paste := func(k *keyed) { k.paste("https://a.example/x, https://a.example/y", false) }
	for name, then := range map[string]func(*keyed){
		"": func(*keyed) {}, "urls": paste, "account-empty": func(k *keyed) { k.press("enter") }, "test-waiting": func(k *keyed) { k.press("c") },
	} {
		for of, state := range states() {
			if name != "" && name != of {
				continue
			}
			for _, size := range [][2]int{{40, 12}, {60, 20}, {100, 30}} {
				k := newKeyed(t, state)
				k.width, k.height = size[0], size[1]
				then(k)
				foot := k.foot(k.frame(), k.bindings())
				row := ansi.Strip(strings.Join(foot[len(wrap(k.toast, k.frame().text)):], "\n"))
				p := newCanvas(k.theme, 200)
				k.body.draw(p)
				text := ansi.Strip(strings.Join(p.lines, "\n")) + "\n" + k.toast
				for _, key := range named.FindAllStringSubmatch(text, -1) {
					if k := cmp.Or(key[1], key[2], key[0]); !strings.Contains(row, k+" ") {
						t.Errorf("%s at %s names %q, and the row is %q", of, sizeName(size), k, row)
					}
				}
			}
		}
	}
}

// TestTheClipboardIsClaimedWhereItIsKnown: no terminal says whether it took what OSC 52 sent. Only
// a program of the system does.
func TestTheClipboardIsClaimedWhereItIsKnown(t *testing.T) {
	sent, known := "Subdomain is sent to the terminal's clipboard. Nothing there? p prints it.", "Subdomain is in the clipboard."
	for name, tt := range map[string]struct {
		write func(string) error
		want  string
	}{
		"there is none": {nil, sent},
		"it fails":      {func(string) error { return errors.New("no clipboard") }, sent},
		"it works":      {func(string) error { return nil }, known},
	} {
		k := newKeyed(t, states()["sheet"])
		k.WriteClipboard = tt.write
		_, cmd := k.Update(namedKey("c"))
		if k.toast != sent {
			t.Errorf("%s: before it is known, %q", name, k.toast)
		}
		k.then = func(msg tea.Msg) { k.Update(msg) }
		if k.do(cmd); k.toast != tt.want {
			t.Errorf("%s: %q", name, k.toast)
		}
		k.press("down")
		if k.Update(copiedMsg{known, sent}); k.toast != "" {
			t.Errorf("%s: it comes after another key, and says %q", name, k.toast)
		}
	}
}

// TestTheVerdictComesAPauseAfterTheLastKey, and not a pause after the timer of the first one.
func TestTheVerdictComesAPauseAfterTheLastKey(t *testing.T) {
	k := newKeyed(t, states()["account-empty"])
	now := noon
	clock := func() time.Time { return now }
	k.Now, k.body.Now = clock, clock
	k.Update(namedKey("d"))
	now = now.Add(400 * time.Millisecond)
	k.Update(namedKey("3"))
	now = now.Add(200 * time.Millisecond)
	k.Update(verdictMsg{k.body.keys - 1}) // of the first key
	if in := k.body.verdictIn(); in != verdictDelay-200*time.Millisecond || !k.body.verdictPending {
		t.Errorf("it comes in %s, pending: %t", in, k.body.verdictPending)
	}
}
