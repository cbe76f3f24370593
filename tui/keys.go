package tui

import (
	"strings"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
)

// hint is a key and what it does, as the help bar shows it.
type hint struct{ key, does string }

var (
	hintContinue = hint{"enter", "continue"}
	hintBack     = hint{"esc", "back"}
	hintQuit     = hint{"ctrl+c", "quit"}
	hintNext     = hint{"tab", "next field"}
	hintWhy      = hint{"f1", "why"}
	hintGo       = hint{"ctrl+g", "go to"}
)

// helpBar renders as many hints as fit, quit always last.
func helpBar(th theme, hints []hint, width int) string {
	bar := help.New()
	bar.ShortSeparator = "  "
	bar.Styles = help.Styles{ShortKey: th.accent, ShortDesc: th.muted, ShortSeparator: th.muted}
	binding := func(h hint) key.Binding { return key.NewBinding(key.WithHelp(h.key, h.does), key.WithKeys(h.key)) }
	length := func(h hint) int { return len(h.key) + 1 + len(h.does) }
	room := width - margin - length(hintQuit)
	var shown []key.Binding
	for _, h := range hints {
		if room -= length(h) + len(bar.ShortSeparator); room < 0 {
			break
		}
		shown = append(shown, binding(h))
	}
	return strings.Repeat(" ", margin) + bar.ShortHelpView(append(shown, binding(hintQuit)))
}
