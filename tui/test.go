package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
)

// testPage starts the test authorization, waits with the person, and shows what
// was seen.
type testPage struct {
	still
	*desk
	pasting bool // the paste line has the focus
	menu    bool // "what does your browser show?" is open
	page    bool // what is pasted is the text of a page
	input   editor
}

func newTestPage(d *desk) page { return &testPage{desk: d} }

func (t *testPage) sync() {
	if t.state.Test.Wait == nil {
		t.pasting, t.menu, t.page = false, false, false
	}
}

// escape closes the menu or the paste line; the test goes on.
func (t *testPage) escape() bool {
	open := t.menu || t.pasting
	t.menu, t.pasting, t.page = false, false, false
	return open
}

func (t *testPage) typing() bool { return t.pasting }
func (t *testPage) lines() bool  { return t.pasting && t.page }
func (t *testPage) wide() bool   { return true }

func (t *testPage) waiting() bool { return t.state.Test.Wait != nil }

// paste takes a redirect URL whether or not the paste line is open.
func (t *testPage) paste(text string) {
	switch {
	case !t.waiting():
	case t.pasting:
		t.input.insert(text)
	default:
		t.tell(flow.Pasted{Text: text})
	}
}

func (t *testPage) key(k tea.KeyPressMsg) tea.Cmd {
	if t.pasting {
		return t.keyPasting(k)
	}
	switch t.state.Test.Phase {
	case flow.Idle:
		return t.keyIdle(k)
	case flow.Running:
		return t.keyRunning(k)
	}
	return nil
}

func (t *testPage) keyIdle(k tea.KeyPressMsg) tea.Cmd {
	switch k.String() {
	case "enter":
		if t.state.Evidence.Outcome == "" {
			t.tell(flow.Started{})
		} else {
			t.tell(flow.Continued{})
		}
	case "r":
		t.tell(flow.Started{})
	case "s":
		t.tell(flow.Continued{})
	}
	return nil
}

func (t *testPage) keyRunning(k tea.KeyPressMsg) tea.Cmd {
	wait := t.state.Test.Wait
	if wait == nil {
		return nil
	}
	if t.menu {
		return t.keyMenu(k)
	}
	switch k.String() {
	case "m":
		t.menu = true
	case "l":
		t.tell(flow.OpenAsked{URL: flow.LogoutURL(t.state)})
		t.said = "Signing out in the browser; when it has, press o to authorize as somebody else."
	case "o":
		t.tell(flow.OpenAsked{URL: wait.AuthorizeURL})
	case "c":
		return t.copy("authorize URL", wait.AuthorizeURL)
	case "p":
		return printOut(wait.AuthorizeURL)
	case "v":
		t.pasting = true
	case "a":
		t.tell(flow.Consented{Allow: true})
	case "d":
		t.tell(flow.Consented{Allow: false})
	}
	return nil
}

// keyMenu answers "what does your browser show?".
func (t *testPage) keyMenu(k tea.KeyPressMsg) tea.Cmd {
	for _, choice := range explain.Menu() {
		if k.String() != choice.Key {
			continue
		}
		t.menu = false
		if choice.Code == "" {
			t.pasting, t.page = true, true
			return nil
		}
		t.tell(flow.Showed{Code: choice.Code})
		return nil
	}
	t.menu = false
	return nil
}

func (t *testPage) keyPasting(k tea.KeyPressMsg) tea.Cmd {
	switch k.String() {
	case "enter":
		if text := t.input.text; strings.TrimSpace(text) != "" && t.page {
			t.tell(flow.Showed{Text: text})
		} else if strings.TrimSpace(text) != "" {
			t.tell(flow.Pasted{Text: text})
		}
		t.pasting, t.page = false, false
		t.input.set("")
		return nil
	case "ctrl+v":
		return t.fetch()
	}
	t.input.key(k)
	return nil
}

func (t *testPage) hints() []hint {
	switch {
	case t.pasting:
		return []hint{{"enter", "take it"}, {"esc", "close"}}
	case t.menu:
		return []hint{{"1-6", "what it shows"}, {"esc", "close"}}
	case t.state.Test.Phase == flow.Stopping:
		return nil
	case t.waiting() && t.state.Practice:
		return []hint{{"a", "allow here"}, {"d", "deny here"}, {"o", "open"}, {"c", "copy"}, {"v", "paste"}, {"m", "it shows an error"}, {"l", "other account"}, {"esc", "stop"}}
	case t.waiting():
		return []hint{{"o", "open"}, {"c", "copy"}, {"p", "print"}, {"v", "paste"}, {"m", "it shows an error"}, {"l", "other account"}, {"esc", "stop"}}
	case t.state.Test.Phase == flow.Running:
		return []hint{{"esc", "stop"}}
	case t.state.Evidence.Outcome == "":
		return []hint{{"enter", "start the test"}, {"s", "skip it"}, hintBack, hintWhy, hintGo}
	default:
		hints := []hint{hintContinue, {"r", "test again"}}
		if len(t.state.Test.Traffic) > 0 {
			hints = append(hints, hint{"x", "requests"})
		}
		return append(hints, hintBack, hintWhy, hintGo)
	}
}

func (t *testPage) draw(p *paper) {
	if t.waiting() { // what has to be done now comes first, also on a small screen
		p.put(0, p.strong, flow.PageOf(t.state.Page).Title)
		p.gap()
	} else {
		heading(p, t.state)
	}
	switch {
	case t.state.Test.Phase == flow.Stopping:
		p.put(0, p.warn, "Stopping: the test token is revoked and the port closed. This takes 5 seconds at most; ctrl+c again leaves at once.")
		p.gap()
		t.drawLog(p)
	case t.waiting():
		t.drawWait(p)
	case t.state.Test.Phase == flow.Running:
		t.drawSteps(p)
		p.gap()
		t.drawLog(p)
	case t.state.Evidence.Outcome == "":
		t.drawPlan(p)
	default:
		t.drawOutcome(p)
		t.drawSteps(p)
	}
}

// drawPlan says what the test will do, and to whom.
func (t *testPage) drawPlan(p *paper) {
	if t.state.Live != "" {
		p.hang(0, p.warn.Render("! "), p.warn, t.state.Live)
		p.gap()
	}
	p.put(0, p.text, "It talks to")
	p.bare(p.link, t.state.AccountURL)
	p.put(0, p.text, "and to nothing else. Nothing is submitted, nothing is changed on the account; the token it gets lives for minutes and is revoked at the end.")
	p.gap()
	for _, id := range checklist.StepIDs() {
		p.put(2, p.muted, "○ "+id.Title())
	}
	p.gap()
	p.put(0, p.accent, "Enter starts the test. Your browser opens for one step of it.")
}
