package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
)

// field is one question: a text or a row of choices, and its edit buffer.
type field struct {
	checklist.FieldInfo
	input   editor // Text, Long, Lines, Date, File
	choice  string // Choice, YesNo; "" when unanswered
	chosen  bool   // choice was changed since it was set
	visited bool   // it was left once: what is missing may be said
	hidden  bool   // what stands in it looks like a secret: it is not shown

	asked, doubt, as bool   // whether it does, for
	about            string // this value, and whether the person has said that it is none
}

func newField(info checklist.FieldInfo, value string) *field {
	f := &field{FieldInfo: info, visited: value != ""}
	f.set(value)
	return f
}

// set makes the answer what is edited.
func (f *field) set(value string) {
	if f.chosen = false; f.choosing() {
		f.choice = value
	} else {
		f.input.set(value)
	}
}

// edited reports whether the buffer was changed since it was set. What was not is
// never written back, whatever it holds.
func (f *field) edited() bool { return f.chosen || f.input.edited }

// settle says that the buffer was told as the answer.
func (f *field) settle() { f.chosen, f.input.edited = false, false }

func (f *field) choosing() bool {
	return f.Shape == checklist.Choice || f.Shape == checklist.YesNo
}

func (f *field) options() []string {
	if f.Shape == checklist.YesNo {
		return []string{"yes", "no"}
	}
	return f.Choices
}

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
	if f.choosing() {
		before := f.choice
		used := f.choose(k.String())
		f.chosen = f.chosen || f.choice != before
		return used
	}
	switch s := k.String(); {
	case f.Shape == checklist.Lines && (s == "space" || s == "ctrl+j" || s == "alt+enter" || s == "shift+enter"):
		f.input.insert("\n") // no item of a list holds a space
		return true
	}
	return f.input.key(k)
}

func (f *field) choose(key string) bool {
	options := f.options()
	at := -1
	for i, o := range options {
		if o == f.meant() {
			at = i
		}
	}
	switch key {
	case "right", "space", "l":
		f.choice = options[(at+1)%len(options)]
	case "left", "h":
		f.choice = options[max(at-1, 0)]
	case "backspace", "delete":
		f.choice = ""
	default:
		for _, o := range options {
			if len(key) == 1 && strings.HasPrefix(o, key) {
				f.choice = o
				return true
			}
		}
		return false
	}
	return true
}

func (f *field) insert(text string) {
	if f.choosing() {
		return
	}
	if f.Shape == checklist.Lines {
		text = strings.Join(strings.Fields(text), "\n")
	}
	f.input.insert(text)
}

// draw writes label, value and what the checks say about it.
func (f *field) draw(p *paper, focused bool, findings []checklist.Result) {
	start := len(p.lines)
	label, lead := p.strong, "  "
	if focused {
		label, lead = p.accent.Bold(true), p.accent.Render("▸ ")
	}
	title := label.Render(f.Title)
	switch f.Need {
	case checklist.Likely:
		title += p.muted.Render("  likely")
	case checklist.Optional:
		title += p.muted.Render("  if any")
	}
	if f.Shape == checklist.Lines {
		title += p.muted.Render("  one per line")
	}
	p.line(lead + title)
	switch {
	case f.choosing():
		f.drawChoices(p, focused)
	case f.hidden:
		p.put(2, p.text, "••••••••")
		p.hang(2, p.bad.Render("✗ "), p.bad, "This looks like a client secret, so it is not shown and not saved. Take it out, or press ctrl+y here if it is none.")
	case focused || f.input.text != "":
		f.input.draw(p, focused)
	default:
		p.put(2, p.muted, "such as "+f.Example)
	}
	if focused && f.value() == "" && !f.choosing() {
		p.put(2, p.muted, f.Comment)
	}
	for _, r := range findings {
		if f.hidden {
			break // they are about what must not be shown
		}
		if f.value() == "" && !f.visited {
			continue
		}
		p.hang(2, p.verdict(r.Verdict).Render(r.Verdict.Mark()+" "), p.verdict(r.Verdict), r.Finding.Fix)
	}
	if focused {
		p.focus(start)
	}
}

func (f *field) drawChoices(p *paper, focused bool) {
	var parts []string
	for _, o := range f.options() {
		label := flow.Label(f.Field, o)
		switch {
		case o == f.meant() && focused:
			parts = append(parts, p.accent.Render("● "+label))
		case o == f.meant():
			parts = append(parts, "● "+label)
		default:
			parts = append(parts, p.muted.Render("○ "+label))
		}
	}
	line, width := "", 0
	for i, part := range parts {
		w := len([]rune(flow.Label(f.Field, f.options()[i]))) + 2
		if width > 0 && width+3+w > p.width-2 {
			p.line(strings.Repeat(" ", margin+2) + line)
			line, width = "", 0
		}
		if width > 0 {
			line, width = line+"   ", width+3
		}
		line, width = line+part, width+w
	}
	p.line(strings.Repeat(" ", margin+2) + line)
}
