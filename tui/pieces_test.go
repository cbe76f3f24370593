package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// TestCharactersAndMarksArePassedOnWhole wherever they are cut between two reads; and what is
// a key of its own, at once. A mark is the sequence that begins or ends a paste.
func TestCharactersAndMarksArePassedOnWhole(t *testing.T) {
	text := "Gr\u00fc\u00dfe \U0001f600 \u6f22" + pasteBegin + "M\u00fcller \x1b[2" + pasteEnd + "\U0001f600\xfc\xff\xc3!"
	for cut := range text {
		i := newScanner()
		one := string(i.scan([]byte(text[:cut])))
		two := string(i.scan([]byte(text[cut:])))
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
		if got := string(newScanner().scan([]byte(key))); got != key {
			t.Errorf("of %q %q is passed on", key, got)
		}
	}
	i := newScanner()
	for _, c := range "\x1b[2" {
		i.scan([]byte(string(c)))
	}
	if got := string(i.scan([]byte("0"))); got != "0" {
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
				time.Sleep(3 * pasteEndPause)
			}
			term.press("!", "ctrl+c")
			term.awaitLeft()
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
		i := &interruptScanner{send: func(msg tea.Msg) {
			if k, is := msg.(interruptMsg).inPaste.(tea.KeyPressMsg); is {
				told = append(told, k.String())
			}
		}}
		for _, c := range []byte(pasteBegin + "half of it" + key + "more" + pasteEnd + "behind") {
			i.scan([]byte{c})
		}
		if got := strings.Join(told, " "); got != want {
			t.Errorf("%q is %q, want %q", key, got, want)
		}
	}
	d := filled().With(checklist.FieldLeftAt, string(flow.PageDetails))
	term := newTerminal(t, flow.State{Draft: d, File: "zdg.toml"}, 100, 30)
	term.see("What the consent page shows")
	term.press(pasteBegin+"half of it", "\x1b[99;5u")
	term.awaitLeft()
}

// TestAListPartsWhatIsPasted after a line break, and before an address.
func TestAListPartsWhatIsPasted(t *testing.T) {
	const one, two = "https://a.acme.com/1", "https://a.acme.com/2"
	for _, tt := range []struct {
		name   string
		pastes []string
		want   string
	}{
		{"a line break behind each", []string{one + "\n", two + "\n"}, one + "\n" + two},
		{"a line break before each", []string{"\n" + one, "\n" + two}, one + "\n" + two},
		{"addresses", []string{one, two}, one + "\n" + two},
		{"a blank, and no address", []string{one + " ", "urn:x"}, one + "\nurn:x"},
		{"a blank before, and no address", []string{one, " urn:acme:long-enough"}, one + "\nurn:acme:long-enough"},
		{"two parts of one", []string{"https://a.acme.", "com/1"}, one},
		{"nothing but a line break", []string{"\n", one}, one},
	} {
		for _, bracketed := range []bool{true, false} {
			s := flow.State{Draft: filled().With(checklist.FieldRedirectURLs, "").With(checklist.FieldClientExists, "no"), Page: flow.PageURLs, Reached: flow.PageSheet}
			m, _ := draw(t, s, 100, 30)
			for _, text := range tt.pastes {
				if bracketed {
					m.Update(tea.PasteMsg{Content: text})
					continue
				}
				g := newFilter()
				for _, k := range keysOf(text) {
					g.filter(m, k)
				}
				m.Update(g.endBurst(nil))
			}
			if got := m.body.focusedField().value(); got != tt.want && (bracketed || len(tt.pastes[0]) >= burstFrom) { // less is typed
				t.Errorf("%s, bracketed %v: %q", tt.name, bracketed, got)
			}
		}
	}
}

// TestKeysBehindAPasteOfLinesAreTyped: each is its own run, and none is trimmed as a line
// of a list is.
func TestKeysBehindAPasteOfLinesAreTyped(t *testing.T) {
	s := flow.State{Draft: filled().With(checklist.FieldRedirectURLs, "").With(checklist.FieldClientExists, "no"), Page: flow.PageURLs, Reached: flow.PageSheet}
	m, _ := draw(t, s, 100, 30)
	g := newFilter()
	for _, run := range append([]string{"https://a.acme.com/1\rhttps://b.acme.com"}, strings.Split("/my-app/cb,x;y", "")...) {
		for _, k := range keysOf(run) {
			g.filter(m, k)
		}
		m.Update(g.endBurst(nil))
	}
	if got, want := m.body.focusedField().value(), "https://a.acme.com/1\nhttps://b.acme.com/my-app/cb,x;y"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestAPasteThatFindsNoTextIsDropped where nothing can be typed: its letters are no commands and its
// line breaks no Enter, and it is said so. Where the secret is typed its line breaks are told.
func TestAPasteThatFindsNoTextIsDropped(t *testing.T) {
	const letter = "Hello,\ryes we may try it.\rNo more of this 2day\r"
	const record = "{\r  \"client\": {\r    \"secret\": \"x\"\r  }\r}\r"
	for _, tt := range []struct {
		page  flow.PageID
		on    string // "": where the page begins
		keys  string
		see   string
		entry string
	}{
		{flow.PageExists, "", letter, noText, ""},
		{flow.PageFit, fieldFocus(checklist.FieldStored), letter, noText, ""},
		{flow.PageAccount, fieldFocus(checklist.FieldSponsored), letter, noText, ""},
		{flow.PageReview, "", letter, noText, ""},
		{flow.PageExists, "", "2day yes\r", noText, ""},
		{flow.PageFit, fieldFocus(checklist.FieldBot), "no thanks\r", noText, ""},
		{flow.PageSheet, "", letter, noText, ""},
		{flow.PageSecret, "", record, "line break", strings.Trim(strings.ReplaceAll(record, "\r", "\n"), "\n")},
	} {
		s := flow.State{Draft: filled(), Page: tt.page, Reached: flow.PageSheet}
		m, _ := draw(t, s, 100, 40)
		if tt.on != "" && m.body.field(checklist.Field(strings.TrimPrefix(tt.on, "field "))) != nil {
			m.body.focus = tt.on
		}
		g := newFilter()
		holdBack(t, g, m, tt.keys)
		m.Update(g.endBurst(nil))
		m.Update(verdictMsg{m.body.keys})
		after := m.Session.State()
		if after.Page != tt.page || !after.Draft.Equal(s.Draft) || m.body.entry.text != tt.entry {
			t.Errorf("%s: the page is %s, the entry %q", tt.page, after.Page, m.body.entry.text)
		}
		if content, _ := m.compose(); !strings.Contains(content, tt.see) {
			t.Errorf("%s: %q is not said:\n%s", tt.page, tt.see, content)
		}
	}
}

// TestWhatIsHeldBackIsRescuedAsItWouldBeTaken when the wizard is ended; only, no page is left.
func TestWhatIsHeldBackIsRescuedAsItWouldBeTaken(t *testing.T) {
	const one, two, three = "https://a.acme.com/1", "https://a.acme.com/2", "https://a.acme.com/3"
	for _, tt := range []struct {
		name        string
		page        flow.PageID
		taken, held string
		field       checklist.Field
		want        string
	}{
		{"a list that comes in", flow.PageURLs, one + "\r" + two + "\r", three, checklist.FieldRedirectURLs, one + "\n" + two + "\n" + three},
		{"what is no address", flow.PageURLs, one + "\r" + two + "\r", "urn:acme:long-enough", checklist.FieldRedirectURLs, one + "\n" + two + "\nurn:acme:long-enough"},
		{"lines", flow.PageURLs, "", one + "\r" + two + "\r", checklist.FieldRedirectURLs, one + "\n" + two},
		{"a line and another", flow.PageDetails, "", "Acme Sync and more\rCompany long name", checklist.FieldName, "Acme Sync and more"},
		{"what is behind it", flow.PageDetails, "", "Acme Sync and more\rCompany long name", checklist.FieldDescription, "Company long name"},
		{"keys between", flow.PageDetails, "", strings.Repeat("x\x1b", 30) + "y", checklist.FieldName, "y" + strings.Repeat("x", 30)},
		{"what leaves the page, and is behind that", flow.PageIdentity, "", "zdg-a-long-identifier\ranother line of it", checklist.FieldIdentifier, "zdg-a-long-identifier"},
	} {
		d := filled().With(checklist.FieldLeftAt, string(tt.page)).With(checklist.FieldClientExists, "no")
		for _, f := range flow.PageOf(tt.page).Fields {
			if f != checklist.FieldKind { // it is asked behind the identifier
				d = d.With(f, "")
			}
		}
		s := flow.State{Draft: d, Page: tt.page, Reached: flow.PageSheet, File: "zdg.toml"}
		m, _ := draw(t, s, 100, 30)
		g := newFilter()
		come := func(text string) {
			for _, k := range keysOf(text) {
				if k.Text == "\x1b" {
					k = tea.KeyPressMsg{Code: tea.KeyLeft}
				}
				if msg := g.filter(m, k); msg != nil {
					m.Update(msg)
				}
			}
		}
		if come(tt.taken); tt.taken != "" {
			m.Update(g.endBurst(nil))
		}
		come(tt.held)
		m.rescue(g)
		after := m.Session.State()
		if got := after.Draft.With(after.Typing.Field, after.Typing.Text).Get(tt.field); got != tt.want || after.Page != tt.page {
			t.Errorf("%s: %q on %s", tt.name, got, after.Page)
		}
	}
}

// TestAPreviewOfAListIsDivided into the lines that the list will have.
func TestAPreviewOfAListIsDivided(t *testing.T) {
	m, _ := draw(t, flow.State{Draft: filled(), Page: flow.PageURLs, Reached: flow.PageSheet}, 100, 30)
	before := m.body.focusedField().value()
	text := "\rurn:acme:1\rurn:acme:2"
	m.Update(previewMsg{keys: keysOf(text), text: text, count: len(text)})
	if got := m.body.focusedField().value(); got != before+"\nurn:acme:1\nurn:acme:2" {
		t.Errorf("%q is shown", got)
	}
}

// TestPastesInARowAreParted, also those that come so fast that they are taken together.
func TestPastesInARowAreParted(t *testing.T) {
	s := flow.State{Draft: filled().With(checklist.FieldRedirectURLs, "").With(checklist.FieldClientExists, "no"), Page: flow.PageURLs, Reached: flow.PageSheet}
	m, _ := draw(t, s, 100, 30)
	g := newFilter()
	var want []string
	for i := range 25 {
		want = append(want, fmt.Sprintf("https://a.acme.com/%d", i))
		if msg := g.filter(m, tea.PasteMsg{Content: want[i] + "\n"}); msg != nil {
			m.Update(msg)
		}
	}
	for _, run := range g.queue {
		m.takeBurst(run)
	}
	if got := m.body.focusedField().value(); got != strings.Join(want, "\n") {
		t.Errorf("%q", got)
	}
}

// TestKeysOfAnotherKeyboard: with ctrl the place of a key counts, where the terminal tells it
// (kitty's alternate keys), whatever letter is printed there.
func TestKeysOfAnotherKeyboard(t *testing.T) {
	term := newTerminal(t, flow.State{Draft: filled().With(checklist.FieldLeftAt, string(flow.PageDetails)), File: "zdg.toml"}, 100, 30)
	term.see("What the consent page shows")
	term.press("\x1b[1090::110;5u") // ctrl+n
	term.see("Save identifier and secret first")
	term.press("\x1b[1089::99;5u") // ctrl+c
	term.awaitLeft()
}
