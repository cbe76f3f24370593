package tui

import (
	"flag"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

var manyKeys = flag.Int("keys", 4000, "how many random keys TestRandomKeys presses")

// TestRandomKeys presses keys, pastes and resizes at random: nothing is drawn outside of
// the window, and nothing panics.
func TestRandomKeys(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(9, uint64(*manyKeys)))
	names := []string{"enter", "esc", "tab", "up", "down", "space", "ctrl+n", "ctrl+g", "ctrl+z", "ctrl+y", "ctrl+x", "ctrl+r", "ctrl+u", "ctrl+w", "ctrl+d", "1", "2", "a", "c", "e", "f", "i", "m", "n", "o", "r", "s", "v", "x", "z", "?"}
	profiles := []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI, colorprofile.Ascii}
	all := states()
	ids := slices.Sorted(maps.Keys(all))
	var k *keyed
	for i := range *manyKeys {
		if k == nil || k.leaving || i%200 == 0 {
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
			k.Update(namedKey(names[random.IntN(len(names))]))
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
