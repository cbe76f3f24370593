package tui

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// TestCharactersAndMarksArePassedOnWhole wherever what is read is cut; and what is
// a key of its own, at once.
func TestCharactersAndMarksArePassedOnWhole(t *testing.T) {
	text := "Gr\u00fc\u00dfe \U0001f600 \u6f22" + pasteBegin + "M\u00fcller \x1b[2" + pasteEnd + "\U0001f600\xfc\xff\xc3!"
	for cut := range text {
		i := &interrupts{tell: func(tea.Msg) {}}
		one := string(i.see([]byte(text[:cut])))
		two := string(i.see([]byte(text[cut:])))
		if one+two != text {
			t.Errorf("cut at %d: %q and %q", cut, one, two)
		}
		if end := one[max(0, len(one)-3):]; strings.HasSuffix(end, "\x1b[20") || strings.Contains(one, pasteBegin) && !strings.Contains(one, pasteEnd) && strings.HasSuffix(end, "\x1b") {
			t.Errorf("cut at %d, in a mark: %q is passed on", cut, one)
		}
		if utf8.ValidString(text[:cut]) && !utf8.ValidString(one) {
			t.Errorf("cut at %d: %q is passed on", cut, one)
		}
	}
	for _, key := range []string{"\x1b", "\x1b[", "\x1b[A", "\xff", "\xc3\x28", "\x1b[21~", "2", "0"} {
		if got := string((&interrupts{tell: func(tea.Msg) {}}).see([]byte(key))); got != key {
			t.Errorf("of %q %q is passed on", key, got)
		}
	}
	i := &interrupts{tell: func(tea.Msg) {}}
	for _, c := range "\x1b[2" {
		i.see([]byte(string(c)))
	}
	if got := string(i.see([]byte("0"))); got != "0" {
		t.Errorf("what was typed key by key ends with %q", got)
	}
}

// TestWhatIsReadInPiecesIsTakenWhole, also when the rest of a character or a mark comes
// later than Bubble Tea waits for it.
func TestWhatIsReadInPiecesIsTakenWhole(t *testing.T) {
	for name, pieces := range map[string][]string{
		"a character":            {"M\xc3", "\xbcller und S", "\u00f6hne"},
		"a character of a paste": {pasteBegin + "M\xc3", "\xbcller und S", "\u00f6hne" + pasteEnd},
		"its marks":              {"\x1b[20", "0~M\u00fcller und S\u00f6hne\x1b[2", "01~"},
		"the end, at Esc":        {pasteBegin + "M\u00fcller und S\u00f6hne\x1b", "[201~"},
		"a face":                 {"M\u00fcller und S\u00f6hne \xf0", "\x9f\x98", "\x80"},
	} {
		t.Run(name, func(t *testing.T) {
			d := filled().With(checklist.FieldLeftAt, string(flow.PageDetails)).With(checklist.FieldName, "")
			term := newTerminal(t, flow.State{Draft: d, File: "zdg.toml"}, 100, 30)
			term.see("What the consent page shows")
			waitUntil(t, func() bool { // an answer between the pieces would part them
				all := term.answers.String()
				return strings.Contains(all, "2027") && strings.Contains(all, "rgb:")
			}, "the emulator's answers")
			for _, piece := range pieces {
				term.press(piece)
				time.Sleep(3 * pastePause)
			}
			term.press("!", "ctrl+c")
			waitUntil(t, func() bool { _, left := term.session.Exit(); return left }, "the wizard to be left")
			got := term.session.State().Draft.Get(checklist.FieldName)
			if got = strings.ReplaceAll(got, " \U0001f600", ""); got != "M\u00fcller und S\u00f6hne!" {
				t.Errorf("the name is %q", got)
			}
		})
	}
}

// TestKeysThatLeaveInsideAPaste are known however a terminal spells them.
func TestKeysThatLeaveInsideAPaste(t *testing.T) {
	for key, want := range map[string]string{
		"\x03": "ctrl+c", "\x1b[99;5u": "ctrl+c", "\x1b[99;133u": "ctrl+c", "\x1b[27;5;99~": "ctrl+c",
		"\x1c": "ctrl+\\", "\x1b[92;5u": "ctrl+\\", "\x1b[27;5;92~": "ctrl+\\",
		"\x1b[99u": "", "99;5u": "", "\r99;5u": "", "\x1b[27;5;98~": "",
	} {
		var told []string
		i := &interrupts{tell: func(msg tea.Msg) {
			if k, is := msg.(interruptMsg).inPaste.(tea.KeyPressMsg); is {
				told = append(told, k.String())
			}
		}}
		for _, c := range []byte(pasteBegin + "half of it" + key + "more" + pasteEnd + "behind") {
			i.see([]byte{c})
		}
		if got := strings.Join(told, " "); got != want {
			t.Errorf("%q is %q, want %q", key, got, want)
		}
	}
	d := filled().With(checklist.FieldLeftAt, string(flow.PageDetails))
	term := newTerminal(t, flow.State{Draft: d, File: "zdg.toml"}, 100, 30)
	term.see("What the consent page shows")
	term.press(pasteBegin+"half of it", "\x1b[99;5u")
	waitUntil(t, func() bool { _, left := term.session.Exit(); return left }, "the wizard to be left")
}
