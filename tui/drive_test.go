package tui

import (
	"strings"
	"testing"
	"time"

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
	term.see("Which account holds the client?", "Fix what is marked ✗ to go on.")
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

// TestListsTakePastedLines: what is pasted with spaces and line breaks becomes one item a line.
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

// TestEscClosesWhatIsOpenFirst: the menu or the paste line, and the test goes on.
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
	time.Sleep(holdKeys)
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

// TestPracticePromisesNoFile: F1 says that nothing is lost, but not in practice, which saves nothing.
func TestPracticePromisesNoFile(t *testing.T) {
	for _, practice := range []bool{false, true} {
		k := newKeyed(t, flow.State{Draft: filled(), Practice: practice})
		k.press("f1")
		content, _ := k.compose()
		if says := strings.Contains(ansi.Strip(content), "Nothing is lost"); says == practice {
			t.Errorf("practice is %t, and F1 promises that nothing is lost: %t", practice, says)
		}
	}
}

// TestNothingIsLostOnTheWay: what was typed in two fields is in the draft once the page is left with esc.
func TestNothingIsLostOnTheWay(t *testing.T) {
	k := newKeyed(t, states()["details"])
	k.press("!", "tab", "?", "esc")
	d := k.Session.State().Draft
	if d.Get(checklist.FieldName) != "Acme Sync!" || !strings.HasSuffix(d.Get(checklist.FieldDescription), "?") {
		t.Errorf("%q and %q", d.Get(checklist.FieldName), d.Get(checklist.FieldDescription))
	}
	if k.Session.State().Page == flow.PageDetails {
		t.Error("esc does not go back")
	}
}
