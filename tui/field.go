package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// field is one question: a text or a few choices, and its edit buffer.
type field struct {
	checklist.FieldInfo
	input   editor // Text, Long, Lines, Date, File
	choice  string // Choice, YesNo; "" when unanswered
	at      int    // the choice that the cursor is on; -1: on none, as long as nothing was answered
	chosen  bool   // choice was changed since it was set
	visited bool   // it was left once: what is missing may be said

	asked, doubt, as bool   // whether what stands in it looks like a secret, for
	about            string // this value, and whether the person has said that it is none
}

func newField(info checklist.FieldInfo, value string) *field {
	f := &field{FieldInfo: info, visited: value != ""}
	f.set(value)
	return f
}

// set makes the answer what is edited.
func (f *field) set(value string) {
	if f.chosen = false; !f.choosing() {
		f.input.set(value)
		return
	}
	f.choice, f.at = value, -1
	for i, o := range f.options() {
		if o == f.meant() {
			f.at = i
		}
	}
}

// edited reports whether the buffer was changed since it was set. What was not is
// never written back, whatever it holds.
func (f *field) edited() bool { return f.chosen || f.input.edited }

// settle says that the buffer was told as the answer.
func (f *field) settle() { f.chosen, f.input.edited = false, false }

// wanted reports whether Enter stays on the field as long as it is empty.
func (f *field) wanted() bool {
	return f.Need == checklist.NeedRequired || f.Need == checklist.NeedProcess && f.Shape == checklist.ShapeDate
}

func (f *field) choosing() bool {
	return f.Shape == checklist.ShapeChoice || f.Shape == checklist.ShapeYesNo
}

func (f *field) options() []string { return page.Options(f.FieldInfo) }

// meant is the chosen option, however zdg.toml spells it.
func (f *field) meant() string {
	return checklist.Draft{}.With(f.Field, f.choice).Chosen(f.Field)
}

// value is the edit buffer, as typed.
func (f *field) value() string {
	if f.choosing() {
		return f.choice
	}
	return f.input.text
}

// edit takes a key; false: the field has no use for it.
func (f *field) edit(k tea.KeyPressMsg) bool {
	if !f.choosing() {
		return f.input.key(k)
	}
	key := k.String()
	switch {
	case key == "backspace" || key == "delete":
		f.choose("")
		f.at = -1
	case f.Shape == checklist.ShapeYesNo && (key == "y" || key == "n"):
		f.at = map[string]int{"y": 0, "n": 1}[key]
	case len(key) == 1 && key[0] >= '1' && int(key[0]-'1') < len(f.options()):
		f.at = int(key[0] - '1')
	default:
		return false
	}
	return true
}

// pick makes the option under the cursor the answer; what is spelt in another way and
// means the same stays as it is. Nothing else answers a choice.
func (f *field) pick() {
	if f.choosing() && f.at >= 0 && f.options()[f.at] != f.meant() {
		f.choose(f.options()[f.at])
	}
}

func (f *field) choose(option string) {
	f.chosen = f.chosen || option != f.choice
	f.choice = option
	for i, o := range f.options() {
		if o == option {
			f.at = i
		}
	}
}

// moveChoice moves the cursor among the options; false at their ends.
func (f *field) moveChoice(by int) bool {
	if f.at < 0 {
		by = max(by, 1) // from nowhere both lead to the first
	}
	if f.at+by < 0 || f.at+by >= len(f.options()) {
		return false
	}
	f.at += by
	return true
}

// beginsURL reports whether text begins with http:// or https://, in any case.
func beginsURL(text string) bool {
	scheme, _, found := strings.Cut(text, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// insert puts a paste where the cursor is, in a list in a line of its own if it is
// broken from what is there, or an address; and says what was made of it.
func (f *field) insert(text string, broken bool) (said string) {
	if f.Shape == checklist.ShapeLines {
		items := items(text)
		joined := strings.Join(items, "\n")
		if len(items) > 1 && joined != strings.TrimSpace(text) {
			said = fmt.Sprintf("Split into %d lines.  ctrl+z undoes it", len(items))
		}
		text = joined
		if text != "" && f.input.inLine() && (broken || beginsURL(text)) {
			text = "\n" + text
		}
	}
	f.input.insert(text)
	return said
}

// items are the items of a list as people paste one: parted by white space or commas, in
// quotes, brackets, or behind bullets. A comma inside of an address is a part of it.
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

// shown is the answer in one line.
func (f *field) shown() string {
	if f.choosing() {
		if f.choice == "" {
			return ""
		}
		return flow.Label(f.Field, f.meant())
	}
	lines := strings.Split(strings.TrimSpace(f.input.text), "\n")
	if len(lines) > 1 {
		return fmt.Sprintf("%s  + %d more", lines[0], len(lines)-1)
	}
	return lines[0]
}
