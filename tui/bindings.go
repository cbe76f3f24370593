package tui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// unlabelled says of keys that need no label in the row what they do, for where they are named.
var unlabelled = map[string]string{"tab": "next", "ctrl+z": "undo", "ctrl+y": "redo", "ctrl+g": "go to a stage"}

// vouchKey is the key with which a person says that an answer is not a secret.
const vouchKey = "ctrl+o"

// bindings are the keys of the page as it is now. The first of several bindings for a key
// wins.
func (b *body) bindings() []binding {
	all := []binding{b.enterBinding()}
	typing, f := b.typing(), b.focusedField()
	for _, o := range b.options {
		all = append(all, bindCommand("", func() tea.Cmd { return b.act(o.Action) }, o.Key))
	}
	if f != nil && b.looksSecret(f) {
		all = append(all, bindCommand("it is no secret", func() tea.Cmd {
			if b.confirming != vouchKey { // not by a slip: the answer is shown and saved then
				return b.askAgain(vouchKey, vouchKey+" again: it is shown, and saved in the file.")
			}
			b.confirming = ""
			b.tell(flow.Vouched{Field: f.Field, Typed: f.value()})
			f.input.edited = false
			return nil
		}, vouchKey).pin())
	}
	if to := b.suggested(); to != "" {
		does := "take " + flat(to)
		if f.Shape == checklist.ShapeLines {
			does = "use the suggestion"
		}
		all = append(all, bind(does, func() {
			f.input.replace(0, len(f.input.text), to)
			b.verdictPending = false
		}, "ctrl+t").pin())
	}
	for _, a := range b.page.Actions {
		if a.Key == "enter" || typing && len(a.Key) == 1 {
			continue
		}
		label := a.Label
		if _, goes := a.Event.(flow.Continued); goes && b.enterAction().Event == (flow.Continued{}) {
			label = "" // Enter goes on here
		}
		bound := bindCommand(label, func() tea.Cmd { return b.act(a) }, a.Key)
		bound.pinned, bound.first = a.Pinned || b.named(a.Key), a.Enter && all[0].Help().Desc == ""
		all = append(all, bound)
	}
	switch {
	case f == nil:
	case f.isChoice():
		choose := "move"
		if f.unchosen() {
			choose = "" // that is what the row begins with
		} else if f.cursor < 0 {
			choose = "choose"
		}
		all = append(all, bind(choose, func() { b.moveChoice(-1) }, "up", "left"),
			bind("", func() { b.moveChoice(+1) }, "down", "right"))
	case f.Shape == checklist.ShapeLines:
		all = append(all, bind("new line", func() { f.input.insert("\n"); b.noteEdit() }, "space", "ctrl+j", "alt+enter", "shift+enter").pin(),
			bind("delete line", func() {
				if b.looksSecret(f) {
					b.deleteSecret(f)
				} else {
					f.input.cutLine()
				}
				b.noteEdit()
			}, "ctrl+d"))
		fallthrough
	default:
		all = append(all, bind("", func() { f.input.undo(-1); b.noteEdit() }, "ctrl+z"),
			bind("", func() { f.input.undo(+1); b.noteEdit() }, "ctrl+y"))
	}
	if f != nil || b.focus == entryFocus {
		all = append(all, bindCommand("", b.fetch, "ctrl+v"))
	}
	onward := ""
	if f != nil && b.openBelow() {
		onward = "next page"
	}
	all = append(all, bind(onward, func() { b.nextPage("ctrl+n") }, "ctrl+n"))
	if len(b.focusable) > 1 {
		does := "previous"
		if typing || f == nil || b.focus == b.focusable[0] {
			does = ""
		}
		all = append(all, bind(does, func() { b.move(-1) }, "shift+tab"), bind("", func() { b.move(+1) }, "tab"))
		if f == nil && b.focus != entryFocus {
			all = append(all, bind("move", func() { b.move(-1) }, "up"), bind("", func() { b.move(+1) }, "down"))
		}
	}
	for i := range all {
		if k := all[i].Help().Key; all[i].Help().Desc == "" && unlabelled[k] != "" && b.named(k) {
			all[i].SetHelp(k, unlabelled[k])
			all[i].pinned = true
		}
	}
	return all
}

// named reports whether what is on screen names a key: the toast, or what stands beside an
// address.
func (b *body) named(key string) bool {
	return strings.Contains(b.toast+" ", " "+key+" ") || slices.ContainsFunc(b.page.Blocks, func(block page.Block) bool {
		c, is := block.(page.Copyable)
		return is && slices.Contains(c.Keys, key)
	})
}

// suggested is what the checks suggest instead of the text in the focused field, and today
// where a day is asked and none is given; "" for nothing.
func (b *body) suggested() string {
	f := b.focusedField()
	if f != nil && f.Shape == checklist.ShapeDate && f.value() == "" {
		return b.Now().Format(time.DateOnly)
	}
	if f == nil || f.isChoice() || b.verdictPending && f.edited() || b.looksSecret(f) {
		return ""
	}
	for _, r := range b.findings(f, b.liveResults()) {
		if to := page.ApplySuggestion(f.Field, f.value(), r.Finding.Fix); to != "" && to != f.value() {
			return to
		}
	}
	return ""
}

// enterBinding is Enter, with what it does where the focus is.
func (b *body) enterBinding() binding {
	var does string
	switch f := b.focusedField(); {
	case f == nil && b.focus == entryFocus:
		does = "Use it"
	case f == nil:
		if a := b.enterAction(); a.Key == "enter" { // else it is offered with its own key
			does = a.Label
		}
	case f.isChoice() && f.cursor >= 0:
		does = "Choose"
	case f.unchosen():
		bound := bindCommand("Choose", b.enter, "enter").pin()
		bound.SetHelp(arrows, "Choose")
		return bound
	case b.openBelow() || f.required() && f.value() == "":
		does = "Next field"
	case b.afterRequest():
		does = "Note it"
	case b.state.Return != "":
		does = "Done, go back"
	default:
		does = "Next page"
	}
	keys := []string{"enter"}
	if !b.typing() && b.enterAction().Copy != "" {
		keys = append(keys, "c")
	}
	bound := bindCommand(does, b.enter, keys...).pin()
	bound.first = does != ""
	return bound
}
