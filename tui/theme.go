package tui

import (
	"image/color"

	"charm.land/lipgloss/v2"

	"zdg/checklist"
)

// theme holds the styles of the seven colour tokens. Text is the terminal's own
// colour and nothing paints a background. Each token has a contrast of at least
// 4.5:1 on white, #171717 and the Solarized pair.
type theme struct {
	text, strong                       lipgloss.Style
	muted, accent, ok, bad, warn, link lipgloss.Style
}

func newTheme(dark bool) theme {
	pick := func(onLight, onDark string) color.Color {
		return lipgloss.LightDark(dark)(lipgloss.Color(onLight), lipgloss.Color(onDark))
	}
	in := func(c color.Color) lipgloss.Style { return lipgloss.NewStyle().Foreground(c) }
	accent, muted := pick("#17494D", "#7FD1B9"), pick("#5C6670", "#A7B0BA")
	return theme{
		text:   lipgloss.NewStyle(),
		strong: lipgloss.NewStyle().Bold(true),
		muted:  in(muted),
		accent: in(accent),
		ok:     in(pick("#037F52", "#5FD69A")),
		bad:    in(pick("#B3261E", "#FF8A80")),
		warn:   in(pick("#8F5A00", "#F5C26B")),
		link:   in(pick("#1F5FBF", "#8AB8FF")),
	}
}

// verdict is the style of a verdict; its sign, Mark, and words go with it.
func (t theme) verdict(v checklist.Verdict) lipgloss.Style {
	switch v {
	case checklist.Pass:
		return t.ok
	case checklist.Fail:
		return t.bad
	case checklist.Warn:
		return t.warn
	case checklist.Ask:
		return t.accent
	default:
		return t.muted
	}
}
