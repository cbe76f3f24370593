package tui

import (
	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// vouch is the key for the word that an answer is no secret.
const vouch = "ctrl+o"

// bindings are the keys of the moment.
func (b *body) bindings() []binding {
	all := []binding{b.enterBinding()}
	typing, f := b.typing(), b.focused()
	for _, block := range b.page.Blocks {
		c, is := block.(page.Choices)
		if !is {
			continue
		}
		for _, o := range c.Options {
			all = append(all, bind("", func() tea.Cmd { return b.act(o.Action) }, o.Key))
		}
		all[0] = bind("what it shows", func() tea.Cmd { return nil }, "1-"+c.Options[len(c.Options)-1].Key)
	}
	if f != nil && b.doubted(f) {
		all = append(all, bind("it is no secret", func() tea.Cmd {
			if b.asked != vouch { // a word that is not given by a slip: it is shown and saved then
				b.asked, b.said = vouch, vouch+" again: it is shown, and saved in the file."
				return nil
			}
			b.asked = ""
			b.tell(flow.Vouched{Field: f.Field, Typed: f.value()})
			f.settle()
			return nil
		}, vouch).always())
	}
	if to := b.suggested(); to != "" {
		does := "take " + flat(to)
		if f.Shape == checklist.ShapeLines {
			does = "take what is meant"
		}
		all = append(all, bind(does, func() tea.Cmd {
			f.input.replace(0, len(f.input.text), to)
			b.fresh = false
			return nil
		}, "ctrl+t").always())
	}
	for _, a := range b.page.Actions {
		if a.Key == "enter" || typing && len(a.Key) == 1 {
			continue
		}
		bound := bind(a.Label, func() tea.Cmd { return b.act(a) }, a.Key)
		bound.must = a.Pinned
		all = append(all, bound)
	}
	several := len(b.targets()) > 1
	switch {
	case f != nil && f.choosing():
		all = append(all, bind("move", func() tea.Cmd { b.pick(-1); return nil }, "up", "left"), bind("", func() tea.Cmd { b.pick(+1); return nil }, "down", "right"))
	case f != nil && f.Shape == checklist.ShapeLines:
		all = append(all, bind("new line", func() tea.Cmd { f.input.insert("\n"); b.touched(); return nil }, "space", "ctrl+j", "alt+enter", "shift+enter"),
			bind("delete line", func() tea.Cmd {
				if b.doubted(f) {
					b.cutSecret(f)
				} else {
					f.input.cutLine()
				}
				b.touched()
				return nil
			}, "ctrl+d"))
	}
	if f != nil && !f.choosing() {
		all = append(all, bind("", func() tea.Cmd { f.input.undo(-1); b.touched(); return nil }, "ctrl+z"))
		all = append(all, bind("", func() tea.Cmd { f.input.undo(+1); b.touched(); return nil }, "ctrl+y"))
	}
	if f != nil || b.on == onEntry {
		all = append(all, bind("", func() tea.Cmd { return b.fetch() }, "ctrl+v"))
	}
	onward := ""
	if f != nil && b.open() {
		onward = "next page"
	}
	all = append(all, bind(onward, func() tea.Cmd { return b.proceed() }, "ctrl+n"))
	if several {
		does := "previous"
		if typing || f == nil {
			does = ""
		}
		all = append(all, bind(does, func() tea.Cmd { b.move(-1); return nil }, "shift+tab"), bind("", func() tea.Cmd { b.move(+1); return nil }, "tab"))
	}
	if f == nil && b.on != onEntry && several {
		all = append(all, bind("move", func() tea.Cmd { b.move(-1); return nil }, "up"), bind("", func() tea.Cmd { b.move(+1); return nil }, "down"))
	}
	return all
}

// suggested is what the checks suggest in the place of what stands in the focused field;
// "" for nothing.
func (b *body) suggested() string {
	f := b.focused()
	if f == nil || f.choosing() || b.fresh || b.doubted(f) {
		return ""
	}
	for _, r := range b.findings(f, b.judgements()) {
		if to := page.ApplySuggestion(f.Field, f.value(), r.Finding.Fix); to != "" && to != f.value() {
			return to
		}
	}
	return ""
}

// enterBinding says what Enter does where the focus is.
func (b *body) enterBinding() binding {
	does := ""
	switch f := b.focused(); {
	case f != nil && f.choosing():
		does = "Choose"
	case f != nil && (b.open() || f.wanted() && f.value() == ""):
		does = "Next field"
	case f != nil && b.after():
		does = "Note it"
	case f != nil && b.state.Return != "":
		does = "Take it, go back"
	case f != nil:
		does = "Next page"
	case b.on == onEntry:
		does = "Use it"
	default:
		if row, is := b.theRow(); is && row.Action.Key != "" {
			does = row.Action.Label
		} else if len(b.page.Actions) > 0 && b.page.Actions[0].Key == "enter" {
			does = b.page.Actions[0].Label
		}
	}
	bound := bind(does, b.enter, "enter")
	if does != "" {
		bound = bound.always()
	}
	return bound
}
