package tui

import (
	"strings"
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// binding is a key and what it does. The row of keys is made from the bindings that handle
// the keys, so the two cannot differ.
type binding struct {
	key.Binding
	do     func() tea.Cmd // nil: the key is only shown
	pinned bool           // stays in the row of keys, however narrow the screen
}

// bind makes a binding for several keys, of which the first is shown. label says what it
// does; with "" the binding is not shown.
func bind(label string, do func() tea.Cmd, keys ...string) binding {
	return binding{Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(keyName(keys[0]), label)), do: do}
}

// pin is the binding as one that never leaves the row of keys.
func (b binding) pin() binding { b.pinned = true; return b }

// keyName is a key as the row of keys writes it.
func keyName(k string) string {
	switch k {
	case "up":
		return "↑↓"
	case "right":
		return "←→"
	}
	return k
}

// matches reports whether a binding is for a key.
func matches(b binding, k tea.KeyPressMsg) bool { return key.Matches(k, b.Binding) }

// keyRow renders the row of keys: the first action in bold, others as there is room, and
// right at the right end. When there is too little room, bindings that are not pinned go
// first, the last of them before the others; then labels are shortened, and then left out.
func keyRow(th theme, all, right []binding, width int) string {
	var left []binding
	for _, b := range all {
		if b.Help().Desc != "" {
			left = append(left, b)
		}
	}
	end := join(th, right, false, whole)
	room := width - lipgloss.Width(end) - 2
	for _, short := range []brevity{whole, lastWord, keysAlone} {
		some := left
		for {
			if line := join(th, some, true, short); lipgloss.Width(line) <= room {
				return line + strings.Repeat(" ", max(width-lipgloss.Width(line)-lipgloss.Width(end), 0)) + end
			}
			i := len(some) - 1
			for i > 0 && some[i].pinned {
				i--
			}
			if i <= 0 {
				break
			}
			some = append(append([]binding{}, some[:i]...), some[i+1:]...)
		}
	}
	if len(right) > 1 { // the last of them is the way out, and stays
		return keyRow(th, all, right[len(right)-1:], width)
	}
	line := ansi.Truncate(join(th, left[:min(1, len(left))], true, lastWord), max(room, 0), "…")
	return line + strings.Repeat(" ", max(width-lipgloss.Width(line)-lipgloss.Width(end), 1)) + end
}

// brevity is how much of the labels is shown.
type brevity int

const (
	whole brevity = iota
	lastWord
	keysAlone
)

// join renders bindings one after the other. boldFirst makes the first stand out, which also
// keeps its label.
func join(th theme, all []binding, boldFirst bool, short brevity) string {
	var parts []string
	for i, b := range all {
		name, does := th.accent.Render(b.Help().Key), th.muted.Render(b.Help().Desc)
		if i == 0 && boldFirst {
			name, does = th.accent.Bold(true).Render(b.Help().Key), th.strong.Render(b.Help().Desc)
		}
		if short > whole && i > 0 {
			words := strings.Fields(b.Help().Desc)
			does = th.muted.Render(words[len(words)-1])
		}
		if short == keysAlone && i > 0 {
			parts = append(parts, name)
			continue
		}
		parts = append(parts, name+" "+does)
	}
	return strings.Join(parts, "   ")
}

// latin is a key with ctrl as it is called on a Latin keyboard, if the terminal tells: ctrl+с
// on a Cyrillic keyboard is ctrl+c.
func latin(k tea.KeyPressMsg) tea.KeyPressMsg {
	if k.Mod.Contains(tea.ModCtrl) && k.Code > unicode.MaxASCII && k.BaseCode != 0 && k.BaseCode <= unicode.MaxASCII {
		k.Code, k.ShiftedCode, k.Text = k.BaseCode, 0, ""
	}
	return k
}
