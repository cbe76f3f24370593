package tui

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// field is a question of the page, with the edit buffer for its answer.
type field struct {
	checklist.FieldInfo
	input   editor // holds the answer, also one that is chosen
	cursor  int    // the option that the cursor is on; -1 for none, as long as nothing was answered
	visited bool   // the field was left once, so that a missing answer may be pointed out

	secretCheck struct { // whether the text looks like a secret, see body.looksSecret
		value       string // the text that was looked at
		declared    bool   // the person had said that it is not a secret
		looksSecret bool
	}
}

func newField(info checklist.FieldInfo, value string) *field {
	f := &field{FieldInfo: info, visited: value != ""}
	if info.Shape == checklist.ShapeLines {
		f.input.hang = 2
	}
	f.set(value)
	return f
}

// set puts an answer into the edit buffer.
func (f *field) set(value string) {
	if f.input.set(value); f.isChoice() {
		f.cursor = slices.Index(f.options(), f.chosenOption())
	}
}

// edited reports whether the buffer was changed since it was set. A buffer that was not is
// never written back, whatever it holds.
func (f *field) edited() bool { return f.input.edited }

// required reports whether Enter stays on the field while it is empty.
func (f *field) required() bool {
	return f.Need == checklist.NeedRequired || f.Need == checklist.NeedProcess && f.Shape == checklist.ShapeDate
}

// unchosen reports whether the arrows have to come before Enter: Enter gives nobody's word, and
// goes on only where none is needed.
func (f *field) unchosen() bool {
	return f.isChoice() && f.cursor < 0 && f.Need != checklist.NeedOptional && f.Need != checklist.NeedLikely
}

// isChoice reports whether the question is answered by choosing an option.
func (f *field) isChoice() bool {
	return f.Shape == checklist.ShapeChoice || f.Shape == checklist.ShapeYesNo
}

func (f *field) options() []string { return page.Options(f.FieldInfo) }

// chosenOption is the option that is the answer, however zdg.toml spells it; "" for none.
func (f *field) chosenOption() string {
	return checklist.Draft{}.With(f.Field, f.value()).Chosen(f.Field)
}

// value is the edit buffer, as typed or chosen.
func (f *field) value() string { return f.input.text }

// edit takes a key, and reports whether the field had a use for it.
func (f *field) edit(k tea.KeyPressMsg) bool {
	if !f.isChoice() {
		return f.input.key(k)
	}
	key := k.String()
	switch {
	case key == "backspace" || key == "delete":
		f.choose("")
	case f.Shape == checklist.ShapeYesNo && (key == "y" || key == "n"):
		f.cursor = map[string]int{"y": 0, "n": 1}[key]
	case len(key) == 1 && key[0] >= '1' && int(key[0]-'1') < len(f.options()):
		f.cursor = int(key[0] - '1')
	default:
		return false
	}
	return true
}

// acceptOption makes the option under the cursor the answer. Nothing else answers a choice.
// An answer that means this option already stays as it is spelled.
func (f *field) acceptOption() {
	if f.cursor >= 0 && f.options()[f.cursor] != f.chosenOption() {
		f.choose(f.options()[f.cursor])
	}
}

func (f *field) choose(option string) {
	edited := f.edited() || option != f.value()
	f.set(option)
	f.input.edited = edited
}

// moveChoice moves the cursor among the options; false at their ends.
func (f *field) moveChoice(by int) bool {
	if f.cursor < 0 {
		by = max(by, 1) // both directions lead to the first option
	}
	if f.cursor+by < 0 || f.cursor+by >= len(f.options()) {
		return false
	}
	f.cursor += by
	return true
}

// beginsURL reports whether text begins with http:// or https://, in any case.
func beginsURL(text string) bool {
	scheme, _, found := strings.Cut(text, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// insert puts pasted text where the cursor is. In a list it becomes one item a line; newLine,
// or an address, begins a new line. The result says what was done to the text; "" for
// nothing.
func (f *field) insert(text string, newLine bool) (said string) {
	if f.Shape == checklist.ShapeLines {
		items := items(text)
		joined := strings.Join(items, "\n")
		if len(items) > 1 && joined != strings.TrimSpace(text) {
			said = fmt.Sprintf("Split into %d lines: %s taken out.  ctrl+z undoes it.", len(items), separators(text))
		}
		text = joined
		if text != "" && f.input.midLine() && (newLine || beginsURL(text)) {
			text = "\n" + text
		}
	}
	f.input.insert(text)
	return said
}

// separators names what items removes from text.
func separators(text string) string {
	var names []string
	for _, of := range []struct{ chars, name string }{{",;", "commas"}, {"\"'`“”‘’«»", "quotes"}, {"[]", "brackets"}, {"*•·", "bullets"}, {" \t", "spaces"}} {
		if strings.ContainsAny(strings.TrimSpace(text), of.chars) {
			names = append(names, of.name)
		}
	}
	return strings.Join(names, " and ")
}

// cleanPaste removes from pasted text what must not get into an answer: control characters,
// and line breaks at its ends. Line breaks inside stay: where one line is asked for, they
// get an error of their own.
func cleanPaste(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	return strings.Trim(text, "\n")
}

// items are the items of a list as people paste it: divided by white space, commas or
// semicolons, with quotes, brackets or bullets around them. A comma inside an address belongs
// to the address.
func items(text string) []string {
	var all []string
	add := func(item string) {
		item = strings.Trim(item, "\"'`[]“”‘’«»,;")
		if item != "" && strings.Trim(item, "-*•·") != "" {
			all = append(all, item)
		}
	}
	for word := range strings.FieldsSeq(text) {
		from := 0
		for i, r := range word {
			if r != ',' && r != ';' {
				continue
			}
			next := strings.TrimLeft(word[i+1:], "\"'`“‘ ")
			if !strings.Contains(word, "://") || strings.HasPrefix(next, "http") || next != word[i+1:] {
				add(word[from:i])
				from = i + 1
			}
		}
		add(word[from:])
	}
	return all
}

// summary is the answer in one line; "" when there is none.
func (f *field) summary() string {
	if f.isChoice() {
		if f.value() == "" {
			return ""
		}
		return checklist.Capital(flow.Label(f.Field, f.chosenOption()))
	}
	lines := strings.Split(strings.TrimSpace(f.input.text), "\n")
	if len(lines) > 1 {
		return fmt.Sprintf("%s  + %d more", lines[0], len(lines)-1)
	}
	return lines[0]
}
