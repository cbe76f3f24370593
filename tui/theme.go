package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"zdg/checklist"
	"zdg/flow/page"
)

// theme holds the styles. Text has the terminal's own colour, and nothing paints a
// background. The other colours have a contrast of at least 4.5:1 on white, on #171717 and
// on both backgrounds of Solarized. A terminal of 16 colours uses its own; without colours,
// muted is faint, accent is bold, and what is chosen is reverse.
type theme struct {
	text, strong, chosen               lipgloss.Style
	muted, accent, ok, bad, warn, link lipgloss.Style
}

// tokens are the colours on light backgrounds, on dark ones, and of a terminal that has 16.
var tokens = struct{ accent, ok, warn, bad, link, muted [3]string }{
	accent: [3]string{"#17494D", "#7FD1B9", "14"},
	ok:     [3]string{"#037F52", "#5FD69A", "10"},
	warn:   [3]string{"#8F5A00", "#F5C26B", "11"},
	bad:    [3]string{"#B3261E", "#FF8A80", "9"},
	link:   [3]string{"#1F5FBF", "#8AB8FF", "12"},
	muted:  [3]string{"#5C6670", "#A7B0BA", "8"},
}

// newTheme is the theme for a background and for what the terminal can show.
func newTheme(dark bool, profile colorprofile.Profile) theme {
	colourless := profile > colorprofile.NoTTY && profile < colorprofile.ANSI
	in := func(token [3]string) lipgloss.Style {
		switch {
		case colourless:
			return lipgloss.NewStyle()
		case profile > colorprofile.ANSI:
			return lipgloss.NewStyle().Foreground(lipgloss.LightDark(dark)(lipgloss.Color(token[0]), lipgloss.Color(token[1])))
		}
		return lipgloss.NewStyle().Foreground(lipgloss.Color(token[2]))
	}
	th := theme{
		text: lipgloss.NewStyle(), strong: lipgloss.NewStyle().Bold(true),
		accent: in(tokens.accent), ok: in(tokens.ok), warn: in(tokens.warn), bad: in(tokens.bad), link: in(tokens.link), muted: in(tokens.muted),
	}
	th.chosen = th.accent.Bold(true)
	if colourless {
		th.muted = th.muted.Faint(true)
		th.accent = th.accent.Bold(true)
		th.chosen = th.chosen.Reverse(true)
	}
	return th
}

// tone is the style of a tone.
func (t theme) tone(tone page.Tone) lipgloss.Style {
	return [...]lipgloss.Style{
		page.Plain: t.text, page.Quiet: t.muted, page.Strong: t.strong, page.Good: t.ok, page.Caution: t.warn, page.Bad: t.bad,
	}[tone]
}

// mark is the style of a mark: that of its tone, and the accent for your word, and for what runs.
func (t theme) mark(mark string, tone page.Tone) lipgloss.Style {
	if mark == checklist.Ask.Mark() || mark == page.Spinner {
		return t.accent
	}
	return t.tone(tone)
}

// toneOr is the style of a tone, and of none the other style.
func (t theme) toneOr(tone page.Tone, none lipgloss.Style) lipgloss.Style {
	if tone == page.Plain {
		return none
	}
	return t.tone(tone)
}

// plainMarks replaces the marks for a terminal without UTF-8. Each is as wide as the one it
// stands for.
var plainMarks = strings.NewReplacer(
	"✓", "*", "✗", "x", "–", "-", "·", ".", "›", ">", "◆", "#", "┃", "|", "│", ":", "━", "=", "─", "-", "…", "~",
	"↑", "^", "↓", "v", "←", "<", "→", ">", "•", "*", "⠋", "|", "⠙", "/", "⠹", "\\", "⠸", "|", "⠼", "/", "⠴", "\\", "⠦", "|", "⠧", "/",
)
