package tui

import (
	"strings"
	"testing"
)

// TestDotsTellNoLength: the hidden field shows that something is typed, not how much.
func TestDotsTellNoLength(t *testing.T) {
	if got := dots(""); got != "" {
		t.Errorf("of nothing: %q", got)
	}
	for _, n := range []int{1, 8, 64, 5000} {
		if got := dots(strings.Repeat("a", n)); got != "••••••••" {
			t.Errorf("of %d characters: %q", n, got)
		}
	}
}
