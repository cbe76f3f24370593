package tui

import (
	"slices"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// binding is a key and what it does. The row of keys is made from the bindings that handle
// the keys, so the two cannot differ.
type binding struct {
	key.Binding
	do     func() tea.Cmd
	pinned bool // stays in the row of keys, however narrow the screen
	first  bool // what Enter does
}

// arrows stand for up in the row of keys, and down does the like.
const arrows = "↑↓"

// bind makes a binding for several keys, of which the first is shown. label says what it
// does; with "" the binding is not shown. do is nil where the key is only shown.
func bind(label string, do func(), keys ...string) binding {
	return bindCommand(label, func() tea.Cmd { do(); return nil }, keys...)
}

// bindCommand is bind for what gives Bubble Tea something to do.
func bindCommand(label string, do func() tea.Cmd, keys ...string) binding {
	name := keys[0]
	if name == "up" {
		name = arrows
	}
	return binding{Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, label)), do: do}
}

// pin is the binding as one that never leaves the row of keys.
func (b binding) pin() binding { b.pinned = true; return b }

// keyRow renders the row of keys: the first action in bold, others as there is room, and
// right at the right end. When there is too little room, bindings that are not pinned go, the
// last of them first. Those that are take more lines if they have to: a key without its word
// says nothing.
func keyRow(th theme, all, right []binding, width int) []string {
	all = slices.DeleteFunc(slices.Clone(all), func(b binding) bool { return b.Help().Desc == "" })
	pinned := slices.DeleteFunc(slices.Clone(all), func(b binding) bool { return !b.pinned })
	gap := "   "
	if len(keyLines(pinned, right, gap, width)) > 1 {
		gap = "  "
	}
	room := len(keyLines(pinned, right, gap, width))
	for i := len(all) - 1; len(keyLines(all, right, gap, width)) > room; i-- {
		if !all[i].pinned {
			all = slices.Delete(all, i, i+1)
		}
	}
	parts, end := keyLines(all, right, gap, width), join(th, right, gap)
	lines := make([]string, len(parts))
	for i, part := range parts {
		lines[i] = ansi.Truncate(join(th, part, gap), width, "…")
	}
	last := len(lines) - 1
	lines[last] += strings.Repeat(" ", max(width-lipgloss.Width(lines[last]+end), 0)) + end
	return lines
}

// keyLines divides bindings among as many lines as they need, with room for right at the end of the
// last. A line has one binding at least, and the last may have none.
func keyLines(all, right []binding, gap string, width int) [][]binding {
	var lines [][]binding
	used := 0
	for len(all) > 0 {
		n := 1
		for used = widthOf(all[:1], gap); n < len(all) && used+len(gap)+widthOf(all[n:n+1], gap) <= width; n++ {
			used += len(gap) + widthOf(all[n:n+1], gap)
		}
		lines, all = append(lines, all[:n]), all[n:]
	}
	if len(lines) == 0 || used+len(gap)+widthOf(right, gap) > width {
		lines = append(lines, nil)
	}
	return lines
}

// widthOf is the width of what join renders, in columns.
func widthOf(all []binding, gap string) int {
	columns := len(gap) * max(len(all)-1, 0)
	for _, b := range all {
		columns += lipgloss.Width(b.Help().Key) + 1 + lipgloss.Width(b.Help().Desc)
	}
	return columns
}

// join renders bindings one after the other.
func join(th theme, all []binding, gap string) string {
	row := help.Model{Styles: help.Styles{ShortKey: th.accent.Bold(true)}}
	var parts []string
	for _, b := range all {
		row.Styles.ShortDesc = th.muted
		if b.first {
			row.Styles.ShortDesc = th.strong
		}
		parts = append(parts, row.ShortHelpView([]key.Binding{b.Binding}))
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
