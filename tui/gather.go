package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zdg/flow"
)

// How keys that come faster than anybody types are told from typing.
const (
	pause      = 5 * time.Millisecond  // without a key ends a run
	pastePause = 50 * time.Millisecond // ends one that is a paste: a slow line stutters
	resumed    = 10 * pastePause       // since a paste: more keys go on with it
	pasteFrom  = 16                    // keys without a pause are a paste where they are one line, or lines are asked for
	scriptMax  = 256                   // keys may be what a script types; more are a paste wherever they come
	gatherMax  = 2 << 20               // bytes of a run that are kept; no field takes half of it
)

// gather is what a terminal without bracketed paste sends, put together again:
// keys of text that follow each other without a pause are held back until there
// is one, and then taken at once. Nothing is drawn between them, so that a paste
// costs little however it comes; and its line breaks are text, not Enter, which
// would lead from page to page. Any other key, ctrl+c above all, ends the run at
// once.
type gather struct {
	send func(tea.Msg)

	keys  []tea.KeyPressMsg // the first ones, as many as a script may type
	text  strings.Builder   // all of them
	count int
	timed bool      // a pauseMsg is on its way
	ended time.Time // when the last run that may be a paste did
}

// breaks are the keys that part lines or fields, as text.
const breaks = "\n\t"

// pauseMsg says that a pause may be over: count keys had come when it began.
type pauseMsg struct{ count int }

// runMsg is a run of keys, and what ended it; nil: a pause.
type runMsg struct {
	keys  []tea.KeyPressMsg // all of them, if there are not more than scriptMax
	text  string
	count int
	more  bool // it goes on with a run that may have been a paste
	then  tea.Msg
}

// filter is for tea.WithFilter.
func (g *gather) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		text := msg.Text
		if text == "" {
			text = map[string]string{"enter": "\n", "ctrl+j": "\n", "tab": "\t"}[msg.String()]
		}
		if text == "" {
			return g.end(msg)
		}
		g.add(msg, text)
		return nil
	case pauseMsg:
		g.timed = false
		if msg.count == g.count {
			return g.end(nil)
		}
		g.wait()
		return nil
	case tea.PasteMsg, tea.MouseWheelMsg:
		return g.end(msg)
	}
	return sane(msg)
}

func (g *gather) add(k tea.KeyPressMsg, text string) {
	if g.count++; g.count <= scriptMax {
		g.keys = append(g.keys, k)
	}
	if g.text.Len() < gatherMax {
		g.text.WriteString(text)
	}
	g.wait()
}

// wait has a pauseMsg come.
func (g *gather) wait() {
	if g.timed {
		return
	}
	g.timed = true
	count, d := g.count, pause
	if count >= pasteFrom {
		d = pastePause
	}
	time.AfterFunc(d, func() { g.send(pauseMsg{count}) })
}

// end is what came of the run, with what follows it.
func (g *gather) end(then tea.Msg) tea.Msg {
	if g.count == 0 {
		return then
	}
	run := runMsg{keys: g.keys, text: g.text.String(), count: g.count, then: then}
	run.more = time.Since(g.ended) < resumed && strings.Trim(run.text, breaks) != ""
	if run.more || g.count >= pasteFrom {
		g.ended = time.Now()
	}
	g.keys, g.count = nil, 0
	g.text.Reset()
	return run
}

// run takes a run of keys. Behind a single line that was pasted where one is
// typed there may be an Enter; behind several it is a part of what was copied.
func (m *model) run(r runMsg) tea.Cmd {
	var cmds []tea.Cmd
	take := func(msg tea.Msg) {
		_, cmd := m.Update(msg)
		cmds = append(cmds, cmd)
	}
	text := strings.TrimRight(r.text, breaks)
	lines := strings.ContainsAny(text, breaks)
	switch paste := r.count >= pasteFrom && (!lines || m.page.lines() || r.count > scriptMax) || r.more && m.page.lines(); {
	case !paste:
		for _, k := range r.keys {
			take(k)
		}
	case text != "":
		typing := m.page.typing()
		if m.page.lines() && (m.broken || strings.ContainsAny(text[:1], " "+breaks)) {
			take(tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl})
		}
		take(tea.PasteMsg{Content: text})
		m.broken = strings.ContainsAny(r.text[len(r.text)-1:], " "+breaks)
		if typing && len(text) <= flow.MaxAnswer && strings.Index(r.text, "\n") == len(text) {
			take(tea.KeyPressMsg{Code: tea.KeyEnter})
		}
	}
	if r.then != nil {
		take(r.then)
	}
	return tea.Batch(cmds...)
}

// saveAfter is how long what is typed may be known to the screen alone.
const saveAfter = 300 * time.Millisecond

// saveMsg says that it has been that long.
type saveMsg struct{}

// remind has a saveMsg come while something that was typed is not saved.
func (m *model) remind() tea.Cmd {
	if _, unsaved := m.page.unsaved(); !unsaved || m.reminded {
		return nil
	}
	m.reminded = true
	return tea.Tick(saveAfter, func(time.Time) tea.Msg { return saveMsg{} })
}

// rescue saves what was typed up to a signal or the end of the terminal, also the
// keys that are held back.
func (m *model) rescue(g *gather) {
	if held := printable(g.text.String()); held != "" && m.over == nil && m.page.typing() {
		m.page.paste(held)
	}
	m.save()
}

// save tells what was typed in a field that has not been left.
func (m *model) save() {
	if typed, unsaved := m.page.unsaved(); unsaved {
		m.tell(typed)
	}
}
