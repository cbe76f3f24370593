package tui

import (
	"flag"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"zdg/checklist"
	"zdg/flow"
)

var manyKeys = flag.Int("keys", 4000, "how many random keys TestRandomKeys presses")

// TestRandomKeys presses keys, pastes and resizes at random: nothing is drawn outside of
// the window, nothing panics, and an answer changes only where it is edited.
func TestRandomKeys(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(9, uint64(*manyKeys)))
	names := []string{"enter", "esc", "tab", "up", "down", "space", "ctrl+n", "ctrl+g", "ctrl+z", "ctrl+y", "ctrl+x", "ctrl+r", "ctrl+u", "ctrl+w", "ctrl+d", "1", "2", "a", "c", "e", "f", "i", "m", "n", "o", "r", "s", "v", "x", "z", "?"}
	profiles := []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI, colorprofile.Ascii}
	var k *keyed
	for i := range *manyKeys {
		if k == nil || k.leaving || i%200 == 0 {
			all := states()
			var ids []string
			for id := range all {
				ids = append(ids, id)
			}
			k = newKeyed(t, all[ids[random.IntN(len(ids))]])
		}
		switch random.IntN(12) {
		case 0:
			k.Update(tea.WindowSizeMsg{Width: 1 + random.IntN(200), Height: 1 + random.IntN(60)})
		case 1:
			k.Update(tea.PasteMsg{Content: []string{"https://acme.example/a, https://acme.example/b", "\x1b[31mred\x07", "a\u202eb\nc", strings.Repeat("字", 300)}[random.IntN(4)]})
		case 2:
			k.Update(tea.ColorProfileMsg{Profile: profiles[random.IntN(3)]})
			k.Update(verdictMsg{k.body.keys})
		default:
			k.Update(press(names[random.IntN(len(names))]))
		}
		view := k.View()
		lines := strings.Split(view.Content, "\n")
		if k.width >= minWidth && k.height >= minHeight && !k.leaving && len(lines) != k.height {
			t.Fatalf("key %d: %d lines on a screen of %d", i, len(lines), k.height)
		}
		for _, line := range lines {
			if w := lipgloss.Width(line); w > k.width && k.width >= minWidth {
				t.Fatalf("key %d: %d columns on a screen of %d: %q", i, w, k.width, line)
			}
		}
		if view.Cursor != nil && (view.Cursor.X >= k.width || view.Cursor.Y >= k.height || view.Cursor.X < 0 || view.Cursor.Y < 0) {
			t.Fatalf("key %d: the cursor is at %d,%d of %dx%d", i, view.Cursor.X, view.Cursor.Y, k.width, k.height)
		}
	}
}

// TestNothingIsLostOnTheWay: an answer that was typed is there again, wherever the focus
// went meanwhile.
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

// TestContrast: each token can be read on white, on #171717 and on the Solarized pair
// (WCAG 2.2, 1.4.3: at least 4.5:1).
func TestContrast(t *testing.T) {
	for name, token := range map[string][3]string{
		"accent": tokens.accent, "ok": tokens.ok, "warn": tokens.warn, "bad": tokens.bad, "link": tokens.link, "muted": tokens.muted,
	} {
		for i, grounds := range [][]string{{"#FFFFFF", "#FDF6E3"}, {"#171717", "#002B36"}} {
			for _, ground := range grounds {
				a, b := luminance(token[i]), luminance(ground)
				if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
					t.Errorf("%s on %s: %.2f", name, ground, ratio)
				}
			}
		}
	}
}

// luminance is the relative luminance of a colour (WCAG 2.2).
func luminance(hex string) float64 {
	n, _ := strconv.ParseUint(hex[1:], 16, 32)
	channel := func(v uint64) float64 {
		c := float64(v&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(n>>16) + 0.7152*channel(n>>8) + 0.0722*channel(n)
}

// TestPlainMarks: where there is no UTF-8, no page draws anything else.
func TestPlainMarks(t *testing.T) {
	for name, state := range states() {
		m, _ := draw(t, state, 100, 30)
		m.ASCII = true
		for _, c := range m.View().Content {
			if c > 0x7e {
				t.Errorf("%s draws %q", name, c)
				break
			}
		}
	}
}
