package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"zdg/checklist"
	"zdg/flow"
)

// TestSecretIsHiddenAndDoubtsAreTold: nothing of what is typed is drawn; the masked display
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

// TestNoVerdictWhileTheSecretIsTyped: it comes with the pause, as under any field, or with Enter.
func TestNoVerdictWhileTheSecretIsTyped(t *testing.T) {
	for _, decides := range []func(*keyed){
		func(k *keyed) { k.Update(verdictMsg{k.body.keys}) },
		func(k *keyed) { k.press("enter") },
	} {
		k := newKeyed(t, states()["secret-missing"])
		k.press("a", "b", "c")
		if content, _ := k.compose(); !strings.Contains(content, "•") || strings.Contains(content, "fewer than") {
			t.Errorf("while it is typed:\n%s", trimmed(content))
		}
		decides(k)
		if content, _ := k.compose(); !strings.Contains(content, "fewer than") {
			t.Errorf("then:\n%s", trimmed(content))
		}
	}
}

// TestTheHiddenFieldTellsNoLength: a long paste and one letter look the same, and
// what is far too long is refused in words.
func TestTheHiddenFieldTellsNoLength(t *testing.T) {
	look := func(text string) (*model, string) {
		s := flow.State{Draft: filled(), Page: flow.PageSecret, Reached: flow.PageSheet}
		m, _ := draw(t, s, 100, 30)
		if text != "" {
			m.Update(tea.PasteMsg{Content: text})
		}
		content, _ := m.compose()
		for line := range strings.SplitSeq(content, "\n") {
			if strings.Contains(line, "•") {
				return m, line[strings.Index(line, "•"):]
			}
		}
		return m, ""
	}
	_, one := look("x")
	for _, n := range []int{2, 9, 64, 1000, flow.MaxAnswer} {
		if m, many := look(strings.Repeat("x", n)); many != one || one == "" {
			t.Errorf("%d characters look like %q, one like %q", n, many, one)
		} else if got := len(m.body.entry.text); got != n {
			t.Errorf("%d characters of %d were taken", got, n)
		}
	}
	m, _ := look(strings.Repeat("x", flow.MaxAnswer+1))
	if content, _ := m.compose(); !strings.Contains(content, "not taken") {
		t.Errorf("it is not said that it was too long:\n%s", content)
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
			for _, k := range tt.keys {
				m.Update(namedKey(k))
			}
			m.Update(tea.PasteMsg{Content: tt.pasted})
			content := ansi.Strip(m.View().Content)
			if m.body.focus != entryFocus || !strings.Contains(strings.Join(strings.Fields(content), " "), tt.see) || strings.Contains(content, tt.hidden) {
				t.Errorf("the focus is on %q, and the screen is\n%s", m.body.focus, content)
			}
			if tt.then == "" {
				return
			}
			m.Update(namedKey("enter"))
			if content = ansi.Strip(m.View().Content); m.body.entry.text != "" || !strings.Contains(content, tt.then) {
				t.Errorf("%d bytes are left of it, and the screen is\n%s", len(m.body.entry.text), content)
			}
		})
	}
}

// TestASecretIsTakenOutWhole, and nothing else: with any key that deletes, wherever the
// cursor is, since a part of it would look like none. What is typed parts it no more.
func TestASecretIsTakenOutWhole(t *testing.T) {
	secret := strings.Repeat("0123456789abcdef", 4)
	field := func(f checklist.Field, page flow.PageID, text string) (*model, func(string) bool) {
		m, _ := draw(t, flow.State{Draft: filled(), Page: page, Reached: flow.PageSheet}, 100, 30)
		m.body.focus = fieldFocus(f)
		m.body.focusedField().set("")
		m.Update(tea.PasteMsg{Content: text})
		return m, func(text string) bool {
			content, _ := m.compose()
			return strings.Contains(content, text)
		}
	}
	left := tea.KeyPressMsg{Code: tea.KeyLeft}
	for _, key := range []tea.KeyPressMsg{
		{Code: tea.KeyBackspace}, {Code: tea.KeyDelete}, {Code: 'w', Mod: tea.ModCtrl}, {Code: 'u', Mod: tea.ModCtrl}, {Code: 'd', Mod: tea.ModCtrl},
	} {
		for _, moves := range []tea.KeyPressMsg{left, {Code: tea.KeyUp}, {Code: tea.KeyHome}} {
			m, shows := field(checklist.FieldRedirectURLs, flow.PageURLs, "https://one.example/cb\n"+secret+"\nhttps://two.example/cb")
			m.Update(moves)
			if !shows("looks like a client secret") {
				t.Fatal("the list is not taken for a secret")
			}
			m.Update(key)
			if got := m.body.focusedField().value(); strings.Join(strings.Fields(got), " ") != "https://one.example/cb https://two.example/cb" {
				t.Errorf("%s after %s leaves %q", key, moves, got)
			}
		}
	}
	for _, typed := range []tea.Msg{textKey("z"), textKey(" "), tea.PasteMsg{Content: "some words"}} {
		m, shows := field(checklist.FieldName, flow.PageDetails, secret)
		for range 20 {
			m.Update(left)
		}
		m.Update(typed)
		m.Update(textKey("x"))
		if got := m.body.focusedField().value(); !strings.HasPrefix(got, secret) || shows(secret[:20]) || !shows("looks like a client secret") {
			t.Errorf("%v makes it %q", typed, got)
		}
	}
}

// TestTheWordForASecretLapses: long after it was asked for once more, it is asked for again.
func TestTheWordForASecretLapses(t *testing.T) {
	m, _ := draw(t, flow.State{Draft: filled(), Page: flow.PageDetails, Reached: flow.PageSheet}, 100, 30)
	m.body.focus = fieldFocus(checklist.FieldName)
	m.body.focusedField().set("")
	m.Update(tea.PasteMsg{Content: strings.Repeat("0123456789abcdef", 4)})
	vouch := tea.KeyPressMsg{Code: 'o', Mod: tea.ModCtrl}
	if m.Update(vouch); m.body.confirmingSince.IsZero() {
		t.Error("nothing tells when it was asked for")
	}
	m.Update(lapseMsg{m.body.confirmingSince})
	if m.toast != "" {
		t.Errorf("it still says %q", m.toast)
	}
	if m.Update(vouch); m.Session.State().Draft.Declared(checklist.FieldName) {
		t.Error("it is shown and saved")
	}
}

// TestTheWordForASecretIsGivenTwice: it is shown and saved then.
func TestTheWordForASecretIsGivenTwice(t *testing.T) {
	secret := strings.Repeat("0123456789abcdef", 4)
	m, _ := draw(t, flow.State{Draft: filled(), Page: flow.PageDetails, Reached: flow.PageSheet}, 100, 30)
	m.body.focus = fieldFocus(checklist.FieldName)
	m.body.focusedField().set("")
	m.Update(tea.PasteMsg{Content: secret})
	for n, want := range []string{"", secret} {
		m.Update(tea.KeyPressMsg{Code: 'o', Mod: tea.ModCtrl})
		if got := m.Session.State().Draft; got.Declared(checklist.FieldName) != (want != "") || want != "" && got.Get(checklist.FieldName) != want {
			t.Errorf("after %d: %q, declared %t", n+1, got.Get(checklist.FieldName), got.Declared(checklist.FieldName))
		}
	}
}
