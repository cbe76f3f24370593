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
	enterPause = 20 * time.Millisecond // ends one line and Enter: whoever sends that waits for what comes of it
	pastePause = 50 * time.Millisecond // ends any other long one: a slow line stutters
	resumed    = 10 * pastePause       // since a run: more keys may go on with it
	pasteFrom  = 16                    // keys without a pause are taken at once, where text is typed
	scriptMax  = 256                   // keys may be what a script types; lines among more of them are a paste wherever they come
	tabsMax    = 64                    // Tabs without a pause; more are white space of a paste
	gatherMax  = 2 << 20               // bytes of a run that are kept; no field takes half of it
)

// gather is what a terminal without bracketed paste sends, put together again:
// keys of text that follow each other without a pause are held back until there
// is one, and then taken at once. Nothing is drawn between them, so that a paste
// costs little however it comes; and line breaks inside of it are text, not
// Enter, which would lead from page to page. Any other key ends the run at once,
// and comes behind it: ctrl+c above all, and Tab, which parts no text.
type gather struct {
	send func(tea.Msg)

	keys  []tea.KeyPressMsg // the first ones, as many as a script may type
	text  strings.Builder   // all of them
	lines bool              // a line break among them has text behind it
	count int
	seen  int       // keys of all runs
	timed bool      // a pauseMsg is on its way
	ended time.Time // when the last run did

	tabs   int // without a pause
	tabbed time.Time
}

// breaks are Enter, ctrl+j and a Tab that is text, as text.
const breaks = "\r\n\t"

// pauseMsg says that a pause may be over: seen keys had come when it began.
type pauseMsg struct{ seen int }

// runMsg is a run of keys, and what ended it; nil: a pause.
type runMsg struct {
	keys  []tea.KeyPressMsg // all of them, if there are not more than scriptMax
	text  string
	count int
	soon  bool // it came so soon behind another that it may go on with it
	then  tea.Msg
}

// filter is for tea.WithFilter.
func (g *gather) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		text := msg.Text
		if text == "" {
			text = map[string]string{"enter": "\r", "ctrl+j": "\n"}[msg.String()]
		}
		if msg.String() == "tab" && g.flood() {
			text = "\t"
		}
		if text == "" {
			return g.end(msg)
		}
		g.add(msg, text)
		return nil
	case pauseMsg:
		g.timed = false
		if msg.seen == g.seen {
			return g.end(nil)
		}
		g.wait()
		return nil
	case tea.PasteMsg, tea.MouseWheelMsg:
		return g.end(msg)
	}
	return sane(msg)
}

// flood counts a Tab, and reports whether no script types so many: a whole table
// was pasted, and to go from field to field with each would take long.
func (g *gather) flood() bool {
	if time.Since(g.tabbed) > pastePause {
		g.tabs = 0
	}
	g.tabs, g.tabbed = g.tabs+1, time.Now()
	return g.tabs > tabsMax
}

func (g *gather) add(k tea.KeyPressMsg, text string) {
	if g.count++; g.count <= scriptMax {
		g.keys = append(g.keys, k)
	}
	g.lines = g.lines || g.breaking() && !strings.ContainsAny(text, breaks)
	if g.text.Len() < gatherMax {
		g.text.WriteString(text)
	}
	g.seen++
	g.wait()
}

// breaking reports whether the last key that is held was a line break.
func (g *gather) breaking() bool {
	held := g.text.String()
	return held != "" && strings.ContainsAny(held[len(held)-1:], breaks)
}

// wait has a pauseMsg come.
func (g *gather) wait() {
	if g.timed || g.count == 0 {
		return
	}
	g.timed = true
	seen, d := g.seen, pause
	switch {
	case g.count < pasteFrom:
	case g.breaking() && !g.lines:
		d = enterPause
	default:
		d = pastePause
	}
	time.AfterFunc(d, func() { g.send(pauseMsg{seen}) })
}

// end is what came of the run, with what follows it.
func (g *gather) end(then tea.Msg) tea.Msg {
	if g.count == 0 {
		return then
	}
	run := runMsg{keys: g.keys, text: g.text.String(), count: g.count, soon: time.Since(g.ended) < resumed, then: then}
	g.keys, g.lines, g.count, g.ended = nil, false, 0, time.Now()
	g.text.Reset()
	return run
}

// run takes a run of keys. Lines that came together where lines are asked for, or
// that nobody typed, are a paste, and so is what goes on with one; the line break
// behind them is a part of what was copied. All else is taken as if it were
// typed, Enter included; a long line at once, and where nothing is typed not at
// all, since its letters would be commands.
func (m *model) run(r runMsg) tea.Cmd {
	var cmds []tea.Cmd
	take := func(msg tea.Msg) {
		_, cmd := m.Update(msg)
		cmds = append(cmds, cmd)
	}
	body := strings.Trim(r.text, breaks)
	before, behind, _ := strings.Cut(r.text, body)
	switch lines := strings.ContainsAny(body, breaks); {
	case body == "" && r.count > scriptMax: // nobody means that
	case body != "" && (lines && r.count > scriptMax || m.body.lines() && (lines || m.lined && r.soon)):
		m.broken = m.broken || before != ""
		m.insert(body, behind != "", take)
		m.lined = true
	case r.count < pasteFrom || lines || body == "":
		if m.broken && !strings.ContainsAny(r.text[:1], " "+breaks) {
			take(tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl})
		}
		for _, k := range r.keys {
			take(m.meant(k))
		}
	default:
		m.enter(before, take)
		if !m.body.typing() {
			break
		}
		m.insert(body, false, take)
		if len(body) <= flow.MaxAnswer { // else it is to be read that it was not taken
			m.enter(behind, take)
		}
	}
	if r.then != nil {
		take(r.then)
	}
	return tea.Batch(cmds...)
}

// insert puts text into the field that is typed in. A list has no white space at
// its ends: what was there parts the text from what may follow.
func (m *model) insert(text string, broken bool, take func(tea.Msg)) {
	if m.body.lines() && (m.broken || text[0] == ' ') {
		take(tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl})
	}
	take(tea.PasteMsg{Content: text})
	m.broken = m.body.lines() && (broken || text[len(text)-1] == ' ')
}

// enter takes the line breaks before or behind a line, if a script typed them.
func (m *model) enter(breaks string, take func(tea.Msg)) {
	if len(breaks) > scriptMax {
		return
	}
	for _, c := range breaks {
		k := tea.KeyPressMsg{Code: tea.KeyEnter}
		switch c {
		case '\n':
			k = tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl}
		case '\t':
			k = tea.KeyPressMsg{Code: tea.KeyTab}
		}
		take(m.meant(k))
	}
}

// meant is Enter for ctrl+j, but where that is a line break.
func (m *model) meant(k tea.KeyPressMsg) tea.KeyPressMsg {
	if k.String() == "ctrl+j" && !m.body.lines() {
		return tea.KeyPressMsg{Code: tea.KeyEnter}
	}
	return k
}

// saveAfter is how long what is typed may be known to the screen alone.
const saveAfter = 300 * time.Millisecond

// saveMsg says that it has been that long.
type saveMsg struct{}

// remind has a saveMsg come while something that was typed is not saved.
func (m *model) remind() tea.Cmd {
	if _, unsaved := m.body.unsaved(); !unsaved || m.reminded {
		return nil
	}
	m.reminded = true
	return tea.Tick(saveAfter, func(time.Time) tea.Msg { return saveMsg{} })
}

// rescue saves what was typed up to a signal or the end of the terminal, also the
// keys that are held back.
func (m *model) rescue(g *gather) {
	if held := printable(g.text.String()); held != "" && m.over == nil && m.body.typing() {
		m.body.paste(held)
	}
	m.save()
}

// save tells what was typed in a field that has not been left.
func (m *model) save() {
	if typed, unsaved := m.body.unsaved(); unsaved {
		m.tell(typed)
	}
}
