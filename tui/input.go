package tui

import (
	"strings"
	"unicode"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// newInput makes a text input. It is a textarea also for one line: textinput
// places the cursor wrongly for wide and scrolled text (bubbles#906, #1001), and
// a long value is better seen wrapped than scrolled.
func newInput(th theme, value string) textarea.Model {
	in := textarea.New()
	in.Prompt, in.ShowLineNumbers, in.EndOfBufferCharacter = "", false, ' '
	in.CharLimit, in.MaxHeight, in.DynamicHeight, in.MinHeight = 0, 8, true, 1
	in.MaxContentHeight = 400
	in.KeyMap.InsertNewline.SetEnabled(false)
	in.SetVirtualCursor(false)
	dress(&in, th)
	in.SetValue(value)
	in.MoveToEnd()
	return in
}

// dress sets every style: the defaults paint a background and fail contrast.
func dress(in *textarea.Model, th theme) {
	plain := textarea.StyleState{
		Base: th.text, Text: th.text, CursorLine: th.text, EndOfBuffer: th.muted,
		Placeholder: th.muted, Prompt: th.accent, LineNumber: th.muted, CursorLineNumber: th.muted,
		Selection: lipgloss.NewStyle().Reverse(true),
	}
	in.SetStyles(textarea.Styles{
		Focused: plain, Blurred: plain,
		Cursor: textarea.CursorStyle{Shape: tea.CursorBar, Blink: false}, // no colour: it would not be reset on exit
	})
}

// printable drops what must not get into a value from a paste: control
// characters and line breaks at the ends. Inner line breaks stay: where one
// line is wanted they get an error of their own.
func printable(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	return strings.Trim(text, "\n")
}
