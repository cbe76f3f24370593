package tui

import "strings"

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
	const between = "  "
	render := func(h hint) string { return th.accent.Render(h.key) + " " + th.muted.Render(h.does) }
	length := func(h hint) int { return len(h.key) + 1 + len(h.does) }
	room := width - margin - length(hintQuit)
	var parts []string
	for _, h := range hints {
		if room -= length(h) + len(between); room < 0 {
			break
		}
		parts = append(parts, render(h))
	}
	parts = append(parts, render(hintQuit))
	return strings.Repeat(" ", margin) + strings.Join(parts, between)
}
