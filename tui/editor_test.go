package tui

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"zdg/flow"
)

// odd is text that inputs are known to lose, to rewrite or to hang on.
func odd() map[string]string {
	var urls []string
	for i := range 190 {
		urls = append(urls, fmt.Sprintf("https://acme%03d.example/%s", i, strings.Repeat("p", 45)))
	}
	return map[string]string{
		"190 URLs of 69 characters": strings.Join(urls, "\n"),
		"15,000 characters":         strings.Repeat("fifteen letters", 1000),
		"tabs and CR":               "a\tb\r\nc\rd\t\t",
		"control characters":        "\x00\x01\x1b[31mred\x1b[0m\x7f\u009b\u0085",
		"not UTF-8":                 "a\xffb\xc3\x80\x80\x80\xe2\x82",
		"a byte's tail":             "é" + strings.Repeat("\x80", 200),
		"marks":                     "e" + strings.Repeat("\u0301", 150_000),
		"marks alone":               strings.Repeat("\u0301", 1000),
		"bidi and invisible":        "\u202eabc\u202c \u2066x\u2069 \u200b\u200d\ufeff\u00ad",
		"wide and joined":           strings.Repeat("漢字👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇩🇪ｱ", 50),
		"40,000 lines":              strings.Repeat("\n", 40_000),
		"spaces":                    "  " + strings.Repeat(" ", 500) + "x \n \n",
		"more than an answer":       strings.Repeat("x", flow.MaxAnswer+1),
	}
}

var movements = []tea.KeyPressMsg{
	{Code: tea.KeyUp},
	{Code: tea.KeyDown},
	{Code: tea.KeyLeft},
	{Code: tea.KeyRight},
	{Code: tea.KeyHome},
	{Code: tea.KeyEnd},
	{Code: tea.KeyLeft, Mod: tea.ModAlt},
	{Code: tea.KeyRight, Mod: tea.ModAlt},
	{Code: tea.KeyHome, Mod: tea.ModCtrl},
	{Code: tea.KeyEnd, Mod: tea.ModCtrl},
}

var deletions = []tea.KeyPressMsg{
	{Code: tea.KeyBackspace},
	{Code: tea.KeyDelete},
	{Code: 'w', Mod: tea.ModCtrl},
	{Code: 'd', Mod: tea.ModAlt},
	{Code: 'u', Mod: tea.ModCtrl},
	{Code: 'k', Mod: tea.ModCtrl},
}

// TestEditorHoldsEveryByte: whatever it was given, it moves about in it, draws
// it within the screen, and changes nothing.
func TestEditorHoldsEveryByte(t *testing.T) {
	for name, text := range odd() {
		t.Run(name, func(t *testing.T) {
			var e editor
			e.set(text)
			for _, k := range movements {
				drawn(t, &e, 60)
				e.key(k)
			}
			if e.text != text || e.edited {
				t.Error("it was changed")
			}
			e.key(tea.KeyPressMsg{Code: tea.KeyHome, Mod: tea.ModCtrl})
			e.insert("")
			e.key(tea.KeyPressMsg{Code: tea.KeyBackspace})
			if e.text != text || e.edited {
				t.Error("nothing was typed, and it was changed")
			}
		})
	}
}

// drawn draws an editor and holds it against what is always true of it.
func drawn(t *testing.T, e *editor, width int) []string {
	t.Helper()
	p := newCanvas(newTheme(true, colorprofile.TrueColor), width)
	e.draw(p, true)
	if e.cursor < 0 || e.cursor > len(e.text) {
		t.Fatalf("the cursor is at %d of %d", e.cursor, len(e.text))
	}
	next := 0
	for i, r := range e.rows {
		if i > 0 && next < len(e.text) && e.text[next] == '\n' && r.from == next+1 {
			next++
		}
		if r.from != next || r.to < r.from {
			t.Fatalf("row %d goes from %d to %d after %d", i, r.from, r.to, next)
		}
		next = r.to
	}
	if next != len(e.text) {
		t.Fatalf("the rows end at %d of %d", next, len(e.text))
	}
	if len(p.lines) > maxRows+2 {
		t.Errorf("%d lines are drawn", len(p.lines))
	}
	for _, line := range p.lines {
		if w := lipgloss.Width(line); w > width {
			t.Errorf("a line is %d wide", w)
		}
	}
	for _, r := range e.rows[e.top:min(e.top+maxRows, len(e.rows))] {
		for _, c := range visible(e.text[r.from:r.to]) {
			if unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) {
				t.Errorf("%U is drawn", c)
			}
		}
	}
	if c := p.cursor; c == nil || c.X >= width || c.Y >= len(p.lines) {
		t.Errorf("the cursor is at %v on %d lines", c, len(p.lines))
	}
	return p.lines
}

// TestEditorKeys: what each key does, and that those it has no use for are left to the page.
func TestEditorKeys(t *testing.T) {
	const text = "foo bär\nbaz qux"
	at := func(part string) int { return strings.Index(text, part) }
	for _, tt := range []struct {
		name string
		from int
		keys []tea.KeyPressMsg
		want string // with | for the cursor
	}{
		{"type", at("bär"), []tea.KeyPressMsg{textKey("x"), textKey("é")}, "foo xé|bär\nbaz qux"},
		{"left over a letter of two bytes", at("r\n"), []tea.KeyPressMsg{{Code: tea.KeyLeft}}, "foo b|är\nbaz qux"},
		{"left over the line's beginning", at("baz"), []tea.KeyPressMsg{{Code: tea.KeyLeft}}, "foo bär|\nbaz qux"},
		{"right over the line's end", at("\nbaz"), []tea.KeyPressMsg{{Code: tea.KeyRight}}, "foo bär\n|baz qux"},
		{"words back", len(text), []tea.KeyPressMsg{{Code: tea.KeyLeft, Mod: tea.ModCtrl}, {Code: 'b', Mod: tea.ModAlt}}, "foo bär\n|baz qux"},
		{"words on", 0, []tea.KeyPressMsg{{Code: tea.KeyRight, Mod: tea.ModCtrl}, {Code: 'f', Mod: tea.ModAlt}}, "foo bär|\nbaz qux"},
		{"home and end", at("qux"), []tea.KeyPressMsg{{Code: tea.KeyHome}, textKey("<"), {Code: tea.KeyEnd}, textKey(">")}, "foo bär\n<baz qux>|"},
		{"emacs", at("qux"), []tea.KeyPressMsg{{Code: 'a', Mod: tea.ModCtrl}, {Code: 'f', Mod: tea.ModCtrl}}, "foo bär\nb|az qux"},
		{"up and down keep the column", len(text), []tea.KeyPressMsg{{Code: tea.KeyUp}}, "foo bär|\nbaz qux"},
		{"down", at("bär"), []tea.KeyPressMsg{{Code: tea.KeyDown}}, "foo bär\nbaz |qux"},
		{"backspace", at("r\n"), []tea.KeyPressMsg{{Code: tea.KeyBackspace}}, "foo b|r\nbaz qux"},
		{"backspace joins lines", at("baz"), []tea.KeyPressMsg{{Code: tea.KeyBackspace}}, "foo bär|baz qux"},
		{"delete", at("är"), []tea.KeyPressMsg{{Code: tea.KeyDelete}}, "foo b|r\nbaz qux"},
		{"delete a word", len(text), []tea.KeyPressMsg{{Code: 'w', Mod: tea.ModCtrl}}, "foo bär\nbaz |"},
		{"delete the next word", at("baz"), []tea.KeyPressMsg{{Code: 'd', Mod: tea.ModAlt}}, "foo bär\n| qux"},
		{"delete to the line's ends", at("qux"), []tea.KeyPressMsg{{Code: 'u', Mod: tea.ModCtrl}, {Code: 'k', Mod: tea.ModCtrl}}, "foo bär\n|"},
	} {
		var e editor
		e.set(text)
		e.cursor = tt.from
		for _, k := range tt.keys {
			if !e.key(k) {
				t.Errorf("%s: it had no use for %q", tt.name, k)
			}
		}
		if got := e.text[:e.cursor] + "|" + e.text[e.cursor:]; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	var e editor
	e.set(text)
	if e.key(tea.KeyPressMsg{Code: tea.KeyDown}) || e.key(tea.KeyPressMsg{Code: tea.KeyF5}) {
		t.Error("it had a use for down in the last row, or for a key without text")
	}
}

// TestEditorTakesAllOrNothing: what would make an answer too long is refused as
// a whole, in words; what is too long already can be made shorter.
func TestEditorTakesAllOrNothing(t *testing.T) {
	var e editor
	e.insert(strings.Repeat("x", flow.MaxAnswer))
	if len(e.text) != flow.MaxAnswer || e.tooLong {
		t.Fatalf("an answer of the bound's length: %d taken, refused %v", len(e.text), e.tooLong)
	}
	e.key(textKey("y"))
	if len(e.text) != flow.MaxAnswer || !e.tooLong {
		t.Errorf("a key more: %d held, refused %v", len(e.text), e.tooLong)
	}
	if lines := drawn(t, &e, 100); !strings.Contains(strings.Join(lines, " "), "not taken") {
		t.Errorf("it does not say so: %q", lines)
	}
	e.set("before")
	e.insert(strings.Repeat("x", flow.MaxAnswer))
	if e.text != "before" || !e.tooLong {
		t.Errorf("a paste that is too long: %d held, refused %v", len(e.text), e.tooLong)
	}
	e.set(strings.Repeat("x", flow.MaxAnswer+100))
	e.key(tea.KeyPressMsg{Code: tea.KeyBackspace})
	if len(e.text) != flow.MaxAnswer+99 || e.tooLong {
		t.Errorf("a file's long answer, made shorter: %d held, refused %v", len(e.text), e.tooLong)
	}
}

// TestEditorIsSoundWhateverIsTyped: any keys on any text leave the cursor in it
// and every byte in a row.
func TestEditorIsSoundWhateverIsTyped(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(8, 1))
	keys := slices.Concat(movements, deletions, []tea.KeyPressMsg{
		textKey("a"), textKey(" "), textKey("é"), textKey("\u0301"), textKey("漢"), textKey("👩‍👧"), textKey("\n"), textKey("\t"), textKey("\u200d"), textKey("\xff"),
	})
	texts := odd()
	for _, name := range slices.Sorted(maps.Keys(texts)) { // the same run each time
		text := texts[name]
		for range 20 {
			var e editor
			from := random.IntN(len(text) + 1)
			e.set(text[from:min(from+random.IntN(400), len(text))])
			for range 60 {
				if random.IntN(3) > 0 {
					k := keys[random.IntN(len(keys))]
					before := e.text
					if e.key(k); slices.Contains(movements, k) && e.text != before {
						t.Fatalf("%s: %q changed the text", name, k)
					}
				} else {
					e.insert(text[:random.IntN(min(len(text), 100))])
				}
				drawn(t, &e, 30+random.IntN(60))
			}
		}
	}
}

// TestEditorBreaksRows: at spaces, and never beyond the width, which a character
// of two columns may miss by one.
func TestEditorBreaksRows(t *testing.T) {
	for text, want := range map[string][]string{
		"one two three":  {"one two ", "three"},
		"onetwothree":    {"onetwoth", "ree"},
		"one twothree x": {"one ", "twothree", " x"},
		"a 漢字漢字漢字":       {"a ", "漢字漢字", "漢字"},
		"a 漢字漢b字漢":       {"a ", "漢字漢b", "字漢"},
		" 漢字漢字":          {" ", "漢字漢字"},
		" 漢字漢b字":         {" ", "漢字漢b", "字"},
		"a\n\nb":         {"a", "", "b"},
	} {
		e := editor{width: 8}
		e.set(text)
		e.layout()
		var rows []string
		for _, r := range e.rows {
			rows = append(rows, e.text[r.from:r.to])
		}
		if !slices.Equal(rows, want) {
			t.Errorf("%q: %q, want %q", text, rows, want)
		}
	}
}

// TestCellsAreBounded: of a character with many marks only some are drawn; what would act on the
// terminal, or cannot be shown, has a stand-in.
func TestCellsAreBounded(t *testing.T) {
	n, drawn, width := cell("e" + strings.Repeat("\u0301", 1000))
	if runes := len([]rune(drawn)); n > maxCluster+1 || runes != maxMarks || width != 1 {
		t.Errorf("%d bytes, %d runes drawn in %d columns", n, runes, width)
	}
	for text, want := range map[string]string{"🏴󠁧󠁢󠁥󠁮󠁧󠁿x": "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩‍👩‍👧‍👦": "👩‍👩‍👧‍👦", "é": "é", "\t": "␉", "\x1b[": "␛", "\x7f": "␡", "\u202e": "\ufffd", "\xff": "\ufffd", "\u0301": "\ufffd"} {
		if _, drawn, _ := cell(text); drawn != want {
			t.Errorf("%q is drawn as %q", text, drawn)
		}
	}
}

// TestAKeyAllocatesLittle also in a long text: no more than the text and its rows.
func TestAKeyAllocatesLittle(t *testing.T) {
	var e editor
	e.set(strings.Repeat("x", flow.MaxAnswer-2000))
	few := testing.AllocsPerRun(100, func() { e.key(textKey("y")) })
	if few > 20 {
		t.Errorf("%v allocations for a key", few)
	}
}

// TestARunOfLettersIsOneChange, which one undo takes back, without the paste behind it.
func TestARunOfLettersIsOneChange(t *testing.T) {
	var e editor
	e.set("")
	for _, typed := range []string{"a", "b", "c", " pasted", "d", "e"} {
		e.insert(typed)
	}
	for _, want := range []string{"abc pasted", "abc", "", ""} {
		if e.undo(-1); e.text != want {
			t.Errorf("undone to %q, want %q", e.text, want)
		}
	}
	for _, want := range []string{"abc", "abc pasted", "abc pastedde"} {
		if e.undo(+1); e.text != want {
			t.Errorf("done again to %q, want %q", e.text, want)
		}
	}
}

// TestALongLineOfAListIsOneItem: it breaks behind a slash, what follows is indented, and the
// cursor is where it is typed.
func TestALongLineOfAListIsOneItem(t *testing.T) {
	e := editor{hang: 2}
	e.set("https://app.acme.com/zendesk/callback\nhttps://b.acme.com/x")
	p := newCanvas(theme{}, 36)
	e.draw(p, true)
	if want := []string{"https://app.acme.com/zendesk/", "  callback", "https://b.acme.com/x"}; !slices.Equal(p.lines, want) {
		t.Errorf("%q", p.lines)
	}
	e.cursor = len("https://app.acme.com/zendesk/callback")
	p = newCanvas(theme{}, 36)
	if e.draw(p, true); p.cursor.X != len("  callback") || p.cursor.Y != 1 {
		t.Errorf("the cursor is at %d, %d", p.cursor.X, p.cursor.Y)
	}
	if e.key(namedKey("up")); e.cursor != len("  callback") {
		t.Errorf("up leads to column %d", e.cursor)
	}
}

// TestRowsOutOfSightAreCounted, where they are, and the row with the cursor is always in sight.
func TestRowsOutOfSightAreCounted(t *testing.T) {
	var e editor
	e.set(strings.TrimSpace(strings.Repeat("line\n", 20)))
	down := false
	for range 35 {
		p := newCanvas(theme{}, 36)
		e.draw(p, true)
		above, below := e.top > 0, e.top+maxRows < 20
		if got := strings.HasPrefix(p.lines[0], "↑ "); got != above || above && p.lines[0] != fmt.Sprintf("↑ %d more", e.top+1) {
			t.Errorf("with %d rows above: %q", e.top, p.lines)
		}
		if got := strings.HasPrefix(p.lines[maxRows-1], "↓ "); got != below {
			t.Errorf("with the row %d in sight first: %q", e.top, p.lines)
		}
		if p.lines[p.cursor.Y] != "line" {
			t.Errorf("the cursor stands on %q", p.lines[p.cursor.Y])
		}
		key := tea.KeyPressMsg{Code: tea.KeyUp}
		if down {
			key.Code = tea.KeyDown
		}
		if !e.key(key) {
			down = !down
		}
	}
	if !down {
		t.Error("the first row was never reached")
	}
}
