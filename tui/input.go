package tui

import (
	"strings"
	"unicode"
)

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
