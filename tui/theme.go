package tui

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"zdg/flow/page"
)

// theme holds the styles of the seven colour tokens. Text is the terminal's own
// colour and nothing paints a background. Each token has a contrast of at least
// 4.5:1 on white, #171717 and the Solarized pair; on 16 colours the terminal's own
// are taken, and without any muted is faint.
type theme struct {
	text, strong                       lipgloss.Style
	muted, accent, ok, bad, warn, link lipgloss.Style
}

// tokens are the colours on light and dark backgrounds, and on 16 colours.
var tokens = struct{ accent, ok, warn, bad, link, muted [3]string }{
	accent: [3]string{"#17494D", "#7FD1B9", "14"},
	ok:     [3]string{"#037F52", "#5FD69A", "10"},
	warn:   [3]string{"#8F5A00", "#F5C26B", "11"},
	bad:    [3]string{"#B3261E", "#FF8A80", "9"},
	link:   [3]string{"#1F5FBF", "#8AB8FF", "12"},
	muted:  [3]string{"#5C6670", "#A7B0BA", "8"},
}

func newTheme(dark bool, profile colorprofile.Profile) theme {
	in := func(token [3]string) lipgloss.Style {
		var c color.Color = lipgloss.Color(token[2])
		if profile > colorprofile.ANSI {
			c = lipgloss.LightDark(dark)(lipgloss.Color(token[0]), lipgloss.Color(token[1]))
		}
		if profile > colorprofile.NoTTY && profile < colorprofile.ANSI {
			return lipgloss.NewStyle()
		}
		return lipgloss.NewStyle().Foreground(c)
	}
	th := theme{
		text: lipgloss.NewStyle(), strong: lipgloss.NewStyle().Bold(true),
		accent: in(tokens.accent), ok: in(tokens.ok), warn: in(tokens.warn), bad: in(tokens.bad), link: in(tokens.link), muted: in(tokens.muted),
	}
	if profile > colorprofile.NoTTY && profile < colorprofile.ANSI {
		th.muted = th.muted.Faint(true)
		th.accent = th.accent.Bold(true)
	}
	return th
}

// tone is the style of a tone.
func (t theme) tone(tone page.Tone) lipgloss.Style {
	switch tone {
	case page.Quiet:
		return t.muted
	case page.Strong:
		return t.strong
	case page.Good:
		return t.ok
	case page.Caution:
		return t.warn
	case page.Bad:
		return t.bad
	}
	return t.text
}

// plainMarks are the marks where there is no UTF-8, each as wide as what it stands for.
var plainMarks = strings.NewReplacer(
	"✓", "*", "✗", "x", "–", "-", "·", ".", "›", ">", "◆", "#", "┃", "|", "│", "|", "━", "=", "─", "-", "…", "~",
	"↑", "^", "↓", "v", "←", "<", "→", ">", "•", "*", "⠋", "|", "⠙", "/", "⠹", "-", "⠸", "\\", "⠼", "|", "⠴", "/", "⠦", "-", "⠧", "\\",
)
