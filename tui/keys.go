package tui

import (
	"slices"
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
	first  bool           // what Enter does
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
// right at the right end. When there is too little room, bindings that are not pinned go, the
// last of them first. Those that are take more lines if they have to: a key without its word
// says nothing.
func keyRow(th theme, all, right []binding, width int) []string {
	all = slices.DeleteFunc(slices.Clone(all), func(b binding) bool { return b.Help().Desc == "" })
	pinned := slices.DeleteFunc(slices.Clone(all), func(b binding) bool { return !b.pinned })
	gap := "   "
	if len(keyLines(th, pinned, right, gap, width)) > 1 {
		gap = "  "
	}
	room := len(keyLines(th, pinned, right, gap, width))
	for i := len(all) - 1; len(keyLines(th, all, right, gap, width)) > room; i-- {
		if !all[i].pinned {
			all = slices.Delete(all, i, i+1)
		}
	}
	return keyLines(th, all, right, gap, width)
}

// keyLines renders bindings on as many lines as they need, with right at the end of the last.
func keyLines(th theme, all, right []binding, gap string, width int) []string {
	var lines []string
	for len(all) > 0 {
		n := len(all)
		for n > 1 && lipgloss.Width(join(th, all[:n], gap)) > width {
			n--
		}
		lines = append(lines, ansi.Truncate(join(th, all[:n], gap), width, "…"))
		all = all[n:]
	}
	last, end := len(lines)-1, join(th, right, gap)
	if last < 0 || lipgloss.Width(lines[last]+gap+end) > width {
		lines, last = append(lines, ""), last+1
	}
	lines[last] += strings.Repeat(" ", max(width-lipgloss.Width(lines[last]+end), 0)) + end
	return lines
}

// join renders bindings one after the other.
func join(th theme, all []binding, gap string) string {
	var parts []string
	for _, b := range all {
		does := th.muted
		if b.first {
			does = th.strong
		}
		parts = append(parts, th.accent.Bold(true).Render(b.Help().Key)+" "+does.Render(b.Help().Desc))
	}
	return strings.Join(parts, gap)
}

// latin is a key with ctrl as it is called on a Latin keyboard, if the terminal tells: ctrl+с
// on a Cyrillic keyboard is ctrl+c.
func latin(k tea.KeyPressMsg) tea.KeyPressMsg {
	if k.Mod.Contains(tea.ModCtrl) && k.Code > unicode.MaxASCII && k.BaseCode != 0 && k.BaseCode <= unicode.MaxASCII {
		k.Code, k.ShiftedCode, k.Text = k.BaseCode, 0, ""
	}
	return k
}
