package tui

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/textinput"
)

// TestDotsTellNoLength: the hidden field shows that something is typed, not how much.
func TestDotsTellNoLength(t *testing.T) {
	in := textinput.New()
	if got := dots(in); got != "" {
		t.Errorf("of nothing: %q", got)
	}
	for _, n := range []int{1, 8, 64, 5000} {
		in.SetValue(strings.Repeat("a", n))
		if got := dots(in); got != "••••••••" {
			t.Errorf("of %d characters: %q", n, got)
		}
	}
}
