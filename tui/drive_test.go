package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"zdg/checklist"
	"zdg/flow"
)

// TestTypingIsJudgedAndNeverLost: an error stands under its field while typing,
// esc leaves also an invalid page, and what was typed is there again.
func TestTypingIsJudgedAndNeverLost(t *testing.T) {
	term := newTerminal(t, flow.State{Draft: checklist.Draft{}.With(checklist.FieldLeftAt, string(flow.PageAccount))}, 80, 24)
	term.see("Which account holds the client?")
	term.press("help.acme.com")
	term.see("help.acme.com", "✗")
	term.press("ctrl+n")
	term.see("Which account holds the client?", "Subdomain:")
	term.press("esc")
	term.see("Who will use it")
	if typed := term.session.State().Draft.Get(checklist.FieldSubdomain); typed != "help.acme.com" {
		t.Errorf("the draft has %q", typed)
	}
	term.press("ctrl+g")
	term.see("Go to", "2 Account")
	term.press("2")
	term.see("help.acme.com")
}

// TestListsTakePastedLines: what is pasted with spaces or commas' worth of lines
// becomes one item a line.
func TestListsTakePastedLines(t *testing.T) {
	term := newTerminal(t, flow.State{Draft: checklist.Draft{}.With(checklist.FieldLeftAt, string(flow.PageURLs))}, 80, 24)
	term.see("Redirect URLs and scopes")
	term.paste("https://acme.example/a https://acme.example/b\r\nhttp://127.0.0.1:18573/callback\n")
	term.see("https://acme.example/b", "http://127.0.0.1:18573/callback")
	term.press("tab")
	waitUntil(t, func() bool {
		return len(term.session.State().Draft.Lines(checklist.FieldRedirectURLs)) == 3
	}, "three redirect URLs in the draft")
}

// TestSecretIsHiddenAndDoubtsAreTold: nothing of it is drawn; the masked display
// of Admin Center is taken only with a second Enter.
func TestSecretIsHiddenAndDoubtsAreTold(t *testing.T) {
	d := filled().With(checklist.FieldLeftAt, string(flow.PageSecret)).With(checklist.FieldStored, "")
	term := newTerminal(t, flow.State{Draft: d}, 80, 24)
	term.see("Save identifier and secret first")
	term.press("plant3d-x...")
	term.see("•••", "✗")
	term.press("enter")
	term.see("Press enter again to try it anyway")
	if n := term.runner.count(func(e flow.Effect) bool { _, is := e.(flow.KeepSecret); return is }); n != 0 {
		t.Error("a doubtful secret was taken with the first Enter")
	}
	term.press("enter")
	waitUntil(t, func() bool {
		return term.runner.count(func(e flow.Effect) bool { _, is := e.(flow.KeepSecret); return is }) == 1
	}, "the secret to be handed on")
	if strings.Contains(term.all.String(), "plant3d") {
		t.Error("the secret was drawn")
	}
}

// TestEscClosesWhatIsOpenFirst: the menu and the paste line, then the test.
func TestEscClosesWhatIsOpenFirst(t *testing.T) {
	state := flow.State{Draft: filled().With(checklist.FieldLeftAt, string(flow.PageTest)), SecretGiven: true, AccountURL: "https://d3v-acme.zendesk.com"}
	term := newTerminal(t, state, 100, 40)
	term.runner.set(func(e flow.Effect, tell func(flow.Event)) {
		if m, is := e.(flow.Measure); is {
			tell(flow.Awaits{Try: m.Try, Wait: &flow.Wait{AuthorizeURL: "https://d3v-acme.zendesk.com/oauth/authorizations/new?x=1", Since: time.Now()}})
		}
	})
	term.see("Start the test")
	term.press("enter")
	term.see("Click Allow in your browser")
	term.press("m")
	term.see("What does your browser show?")
	term.press("esc")
	term.see("Click Allow in your browser")
	term.press("v")
	term.see("The address the browser ended on")
	term.press("esc")
	term.poll(func(s string) bool {
		return strings.Contains(s, "Click Allow in your browser") && !strings.Contains(s, "The address the browser ended on")
	}, "the paste line to close")
	if term.session.State().Test.Phase != flow.Running {
		t.Error("the test was stopped")
	}
}

// TestStoryIsOneKeyAway: F1 opens why the page asks, with its source.
func TestStoryIsOneKeyAway(t *testing.T) {
	term := newTerminal(t, flow.State{Draft: filled()}, 80, 24)
	term.see("Who will use it")
	term.press("f1")
	term.see("Source, as of", "https://developer.zendesk.com/")
	term.press("esc")
	term.see("Who will use it")
}

func waitUntil(t *testing.T, ready func() bool, what string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !ready(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// TestNoEntryShowsASecret: what looks like one is dots wherever it is pasted, and so is
// the code of a callback's address.
func TestNoEntryShowsASecret(t *testing.T) {
	secret := strings.Repeat("a1b2c3d4", 8)
	waits := flow.Test{Phase: flow.Running, Wait: &flow.Wait{AuthorizeURL: "https://d3v-acme.zendesk.com/oauth/authorizations/new?x=1"}}
	for _, tt := range []struct {
		name         string
		page         flow.PageID
		keys         []string
		test         flow.Test
		pasted, see  string
		hidden, then string
	}{
		{"to go on all the same", flow.PageFreeze, []string{"i"}, flow.Test{}, secret, "looks like a client secret", secret[:8], "was taken out"},
		{"the address", flow.PageTest, []string{"v"}, waits, "http://127.0.0.1:18573/callback?code=plant3dCode&state=x", "code=•••&state=x", "plant3d", ""},
		{"the address, and a secret", flow.PageTest, []string{"v"}, waits, secret, "looks like a client secret", secret[:8], ""},
		{"the page", flow.PageTest, []string{"m", "6"}, waits, "Your secret is " + secret, "looks like a client secret", secret[:8], ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := filled().With(checklist.FieldLeftAt, string(tt.page)).With(checklist.FieldName, "")
			m, _ := draw(t, flow.State{Draft: d, Page: tt.page, Reached: flow.PageSheet, Test: tt.test}, 110, 45)
			press := func(k string) {
				key := type1(k)
				if k == "enter" {
					key = tea.KeyPressMsg{Code: tea.KeyEnter}
				}
				m.Update(key)
			}
			for _, k := range tt.keys {
				press(k)
			}
			m.Update(tea.PasteMsg{Content: tt.pasted})
			content := ansi.Strip(m.View().Content)
			if m.body.focus != entryFocus || !strings.Contains(strings.Join(strings.Fields(content), " "), tt.see) || strings.Contains(content, tt.hidden) {
				t.Errorf("the focus is on %q, and the screen is\n%s", m.body.focus, content)
			}
			if tt.then == "" {
				return
			}
			press("enter")
			if content = ansi.Strip(m.View().Content); m.body.entry.text != "" || !strings.Contains(content, tt.then) {
				t.Errorf("%d bytes are left of it, and the screen is\n%s", len(m.body.entry.text), content)
			}
		})
	}
}
