package tui

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// floods are what a terminal without bracketed paste makes of a file that is no plain
// text, and of keys that nobody presses.
func floods() map[string]string {
	random := rand.New(rand.NewPCG(8, 3))
	var noise strings.Builder
	for noise.Len() < 60_000 {
		if c := byte(random.UintN(256)); c != etx && c != 0x1c {
			noise.WriteByte(c)
		}
	}
	utf16 := ""
	for _, c := range strings.Repeat("https://app.acme.example/cb\n", 1100) {
		utf16 += string(c) + "\x00"
	}
	return map[string]string{
		"Latin-1":          strings.Repeat("Gr\xfc\xdfe aus M\xfcnchen, \xe9 \xe0. ", 2600),
		"no UTF-8":         strings.Repeat("\xfc\xe9\xe0", 20_000),
		"UTF-16":           utf16,
		"noise":            noise.String(),
		"half sequences":   strings.Repeat("\x1b[1;", 15_000),
		"alt+[":            strings.Repeat("\x1b[", 30_000),
		"alt keys":         strings.Repeat("\x1ba", 30_000),
		"ctrl+n":           strings.Repeat("\x0e", 20_000),
		"letters and back": strings.Repeat("a", 62_000) + strings.Repeat("\x7f", 62_000),
		"letters and keys": strings.Repeat("a\x0e", 30_000),
		"shift+tab":        strings.Repeat("\x1b[Z", 20_000),
		"the mouse":        strings.Repeat("\x1b[<0;1;1M", 20_000),
		"the wheel":        strings.Repeat("\x1b[<64;1;1M", 20_000),
		"small pastes":     strings.Repeat("\x1b[200~a\x1b[201~", 20_000),
		"answers":          strings.Repeat("\x1b[?1;2c", 20_000),
	}
}

// TestCtrlCOvertakesAFlood: its keys are not drawn and judged one by one, and ctrl+c behind
// them is not late.
func TestCtrlCOvertakesAFlood(t *testing.T) {
	for name, keys := range floods() {
		t.Run(name, func(t *testing.T) {
			within(t, "ctrl+c", leaveWithin, func() time.Duration {
				term := newTerminal(t, flow.State{Draft: filled().With(checklist.FieldLeftAt, string(flow.PageDetails)), File: "zdg.toml"}, 100, 30)
				term.see("What the consent page shows")
				began := spent()
				term.press(keys, "ctrl+c")
				term.awaitLeft()
				return spent() - began
			})
		})
	}
}

// TestCtrlCIsTakenOnce, whether its key comes in time, late or not at all; and each of
// two that a person presses.
func TestCtrlCIsTakenOnce(t *testing.T) {
	const read, key, waited, inside = "read", "key", "waited", "inside"
	for _, tt := range []struct {
		name string
		come []string
		want int
	}{
		{"in time", []string{read, key, waited}, 1},
		{"late", []string{read, waited, key}, 1},
		{"not at all", []string{read, waited, waited}, 1},
		{"spelt in another way", []string{key}, 1},
		{"inside of a paste", []string{inside}, 1},
		{"inside of a paste, and a person's own", []string{inside, read, key}, 2},
		{"two", []string{read, key, read, key, waited}, 2},
		{"two at once", []string{read, read, key, key, waited}, 2},
		{"two, both late", []string{read, waited, read, key, waited, key, waited}, 2},
	} {
		g, got := newFilter(), 0
		for _, c := range tt.come {
			if g.filter(nil, map[string]tea.Msg{read: interruptMsg{}, inside: interruptMsg{inPaste: ctrlC}, key: ctrlC, waited: leaveMsg{g.inputs + g.others, time.Now()}}[c]) != nil {
				got++
			}
		}
		if got != tt.want {
			t.Errorf("%s: taken %d times, want %d", tt.name, got, tt.want)
		}
	}
}

// TestWhatIsTypedBeforeCtrlCIsTaken, keys without text among it.
func TestWhatIsTypedBeforeCtrlCIsTaken(t *testing.T) {
	d := filled().With(checklist.FieldLeftAt, string(flow.PageDetails)).With(checklist.FieldName, "")
	term := newTerminal(t, flow.State{Draft: d, File: "zdg.toml"}, 100, 30)
	term.see("What the consent page shows")
	term.press(strings.Repeat("ab\x7f", 40) + "\x03")
	term.awaitLeft()
	if got := term.session.State().Draft.Get(checklist.FieldName); got != strings.Repeat("a", 40) {
		t.Errorf("the name is %q", got)
	}
}

// TestKeysThatAreHeldBackAreTaken, all of them and in their order.
func TestKeysThatAreHeldBackAreTaken(t *testing.T) {
	d := filled().With(checklist.FieldLeftAt, string(flow.PageDetails)).With(checklist.FieldName, "")
	term := newTerminal(t, flow.State{Draft: d, File: "zdg.toml"}, 100, 30)
	term.see("What the consent page shows")
	term.press("zdg" + strings.Repeat("\x1b[D", 100) + "[" + strings.Repeat("\x1b[C", 50) + "]" + strings.Repeat("\x1b[200~p\x1b[201~", 50))
	waitUntil(t, func() bool { return term.session.State().Typing.Text == "[zdg]"+strings.Repeat("p", 50) }, "what was typed")
}

// TestAFloodIsBounded: what is held back has a bound, and so has what is taken at once.
func TestAFloodIsBounded(t *testing.T) {
	m, _ := draw(t, flow.State{Draft: filled(), Page: flow.PageDetails, Reached: flow.PageSheet}, 100, 30)
	ctrlN, letter, paste := tea.KeyPressMsg{Code: 'n', Mod: tea.ModCtrl}, textKey("x"), tea.PasteMsg{Content: "xy"}
	for name, come := range map[string][]tea.Msg{"keys": {ctrlN}, "keys and letters": {ctrlN, letter}, "pastes": {paste}, "pastes and keys": {paste, ctrlN}} {
		g, taken, room := newFilter(), 0, maxScripted
		if name == "pastes" {
			room = 1
		}
		for range 10_000 {
			for _, msg := range come {
				if g.filter(m, msg) != nil {
					taken++
				}
			}
		}
		if taken > burstFrom || len(g.queue) > room {
			t.Errorf("%s: %d were taken at once, %d are held back", name, taken, len(g.queue))
		}
		for len(g.queue) > 0 {
			if h, is := g.onPause(true).(heldMsg); !is || len(h.bursts) > burstFrom {
				t.Fatalf("%s: %d are taken together", name, len(h.bursts))
			}
		}
	}
}

// TestARunThatLastsIsShown: keys that come faster than anybody types, and do not end,
// are on screen and saved meanwhile.
func TestARunThatLastsIsShown(t *testing.T) {
	d := filled().With(checklist.FieldLeftAt, string(flow.PageDetails)).With(checklist.FieldName, "")
	term := newTerminal(t, flow.State{Draft: d, File: "zdg.toml"}, 100, 30)
	term.see("What the consent page shows")
	term.press(strings.Repeat("q", burstFrom+1))
	typed := strings.Repeat("q", burstFrom+1)
	shown := func() bool {
		return strings.Contains(term.text(), "qkkk") && strings.Contains(term.session.State().Typing.Text, "qkkk")
	}
	for range 200 {
		if shown() {
			break
		}
		term.press("k")
		typed += "k"
		time.Sleep(pasteEndPause / 2)
	}
	if !shown() {
		t.Errorf("after %d keys there is %q, and on screen\n%s", len(typed), term.session.State().Typing.Text, term.text())
	}
	waitUntil(t, func() bool { return term.session.State().Typing.Text == typed }, "all that was typed")
}

// TestAPreviewChangesNothing: what comes of a burst is the same whether parts of it were
// shown meanwhile or not.
func TestAPreviewChangesNothing(t *testing.T) {
	t.Parallel()
	text := map[string]string{
		"a line":     "zdg-a-long-identifier\r",
		"marks":      "e\u0301 👩‍👩‍👧‍👦 漢字 and more of it",
		"lines":      "https://a.example/ https://b.example/\rhttps://c.example/\r",
		"many lines": strings.Repeat("zdg-acme\r", 40),
		"too much":   strings.Repeat("x", flow.MaxAnswer+1),
		"breaks":     "\r\rzdg-a-long-identifier\r",
	}
	for name, text := range text {
		for _, page := range []flow.PageID{flow.PageIdentity, flow.PageURLs, flow.PageDetails, flow.PageSecret, flow.PageExists, flow.PageFreeze, flow.PageCleanUp} {
			taken := func(every int) string {
				s := flow.State{Draft: filled().With(checklist.FieldClientExists, "no"), Page: page, Reached: flow.PageSheet, File: "zdg.toml"}
				m, _ := draw(t, s, 100, 30)
				g := newFilter()
				for i, c := range []rune(text) {
					holdBack(t, g, m, string(c))
					if every > 0 && (i+1)%every == 0 {
						m.Update(previewMsg(g.burst(nil)))
						m.Update(saveMsg{})
						m.View()
					}
				}
				m.Update(g.endBurst(nil))
				if typing := m.Session.State().Typing; len(text) > flow.MaxAnswer && typing != (flow.Typed{}) {
					t.Errorf("%d bytes are being typed, and were refused", len(typing.Text))
				}
				m.Update(saveMsg{})
				content, _ := m.compose()
				now := m.Session.State()
				return fmt.Sprint(now.Page, now.Typing, now.Draft, content, len(m.body.entry.undoStack))
			}
			steps := []int{1, 7}
			switch {
			case len(text) > flow.MaxAnswer:
				steps = []int{len(text) * 2 / 5}
			case len(text) > 100: // each showing draws a whole page
				steps = []int{7, 31}
			}
			want := taken(0)
			for _, every := range steps {
				if got := taken(every); got != want {
					t.Fatalf("%s on %s, shown after each %d: %.3000s\nwant %.3000s", name, page, every, got, want)
				}
			}
		}
	}
}

// TestAPasteWithoutBoundIsNotCollected: only its beginning is kept, and the whole is refused in words.
func TestAPasteWithoutBoundIsNotCollected(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		page       flow.PageID
		field      checklist.Field
	}{
		{"letters", strings.Repeat("x", 2*maxKept), flow.PageDetails, checklist.FieldName},
		{"a table with much white space", "https://a.example/" + strings.Repeat(" ", 2*maxKept) + "https://b.example/", flow.PageURLs, checklist.FieldRedirectURLs},
	} {
		t.Run(tt.name, func(t *testing.T) {
			passed, told := 0, 0
			i := &interruptScanner{send: func(tea.Msg) { told++ }}
			for rest := pasteBegin + tt.text + pasteEnd + "behind"; rest != ""; {
				n := min(1000, len(rest))
				passed += len(i.scan([]byte(rest[:n])))
				rest = rest[n:]
			}
			if want := len(pasteBegin) + maxKept + len(pasteEnd) + len("behind"); passed != want || told != 1 {
				t.Errorf("%d bytes are passed on, want %d; told %d times", passed, want, told)
			}
			d := filled().With(checklist.FieldLeftAt, string(tt.page)).With(checklist.FieldClientExists, "no")
			term := newTerminal(t, flow.State{Draft: d, File: "zdg.toml"}, 100, 30)
			term.see(flow.PageOf(tt.page).Title)
			term.paste(tt.text)
			term.see("not taken, since an answer can have")
			term.press("tab", "ctrl+c")
			term.awaitLeft()
			if got := term.session.State().Draft.Get(tt.field); got != d.Get(tt.field) {
				t.Errorf("there is %.40q, and was %.40q", got, d.Get(tt.field))
			}
		})
	}
}

// TestTheEndOfAPasteIsFound wherever it is cut between two reads, and what stands behind it is read.
func TestTheEndOfAPasteIsFound(t *testing.T) {
	t.Parallel()
	text := pasteBegin + strings.Repeat("x", maxKept) + "\x1b[2yy" + pasteEnd + "behind"
	for cut := len(text) - 20; cut < len(text); cut++ {
		i := newScanner()
		got := string(i.scan([]byte(text[:cut]))) + string(i.scan([]byte(text[cut:])))
		if !strings.HasSuffix(got, "x"+pasteEnd+"behind") || i.inPaste {
			t.Errorf("cut at %d: it ends with %q", cut, got[len(got)-20:])
		}
	}
}
