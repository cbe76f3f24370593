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
	longest    = saveAfter             // of a run before what has come of it is shown
	pasteFrom  = 16                    // keys without a pause are taken at once, where text is typed
	wordsFrom  = 4                     // keys without a pause, where nothing is typed, may be words
	scriptMax  = 256                   // keys may be what a script types; lines among more of them are a paste wherever they come
	tabsMax    = 64                    // Tabs without a pause; more are white space of a paste
	gatherMax  = 2 << 20               // bytes of a run or a paste that are kept; no field takes half of it
)

// How long a ctrl+c that was read waits for what was read before it.
const (
	leaveAfter = 110 * time.Millisecond // without a message: longer than Bubble Tea waits for the rest of a sequence, or twice
	leaveIn    = 50 * time.Millisecond  // at most for what is held back
	leaveMax   = 500 * time.Millisecond // in all
	late       = time.Second            // after which a key is none that was waited for in vain
)

// gather is what a terminal without bracketed paste sends, put together again:
// keys of text that follow each other without a pause are held back until there
// is one, and then taken at once. Nothing is drawn between them, so that a paste
// costs little however it comes; and line breaks inside of it are text, not
// Enter, which would lead from page to page. Any other key ends the run at once,
// and comes behind it: Tab, for one, which parts no text. So many of those that
// nobody presses them are held back too, and taken some at a time; what does not
// find room is dropped. ctrl+c overtakes what would take long.
type gather struct {
	send func(tea.Msg)

	keys  []tea.KeyPressMsg // the first ones, as many as a script may type
	text  strings.Builder   // all of them
	lines bool              // a line break among them has text behind it
	count int
	began time.Time // the run
	ended time.Time // when the last run did

	seen  int       // keys and pastes, of all runs
	other int       // messages: most are what a terminal sends that is no key
	timed bool      // a pauseMsg is on its way
	quick int       // keys without text, and pastes, without a pause
	last  time.Time // when the last of them was taken
	queue []runMsg  // what came of them

	due     int       // ctrl+c that were read, and are not taken yet
	early   int       // that were taken before their keys came
	earlyAt time.Time // the last of them
	cut     bool      // the rest of the paste that comes was dropped
}

// breaks are Enter, ctrl+j and a Tab that is text, as text.
const breaks = "\r\n\t"

var ctrlC = tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}

// pauseMsg says that a pause may be over: seen keys had come when it began.
type pauseMsg struct{ seen int }

// interruptMsg says that a ctrl+c was read, before its key comes; or that such a key
// stands inside of a paste, where none comes of it.
type interruptMsg struct{ inPaste tea.Msg }

// leaveMsg says that the key may not come: so many messages had come when it was waited for.
type leaveMsg struct {
	came  int
	since time.Time
}

// cutMsg says that the rest of a paste is dropped.
type cutMsg struct{}

// runMsg is a run of keys, and what ended it; nil: a pause.
type runMsg struct {
	keys  []tea.KeyPressMsg // all of them, if there are not more than scriptMax
	text  string
	count int
	soon  bool // it came so soon behind another that it may go on with it
	then  tea.Msg
}

// glimpseMsg is what has come so far of a run that goes on.
type glimpseMsg runMsg

// heldMsg is a part of what was held back; before what leaves, as much of it as
// takes no time.
type heldMsg struct {
	runs []runMsg
	then tea.Msg
}

// filter is for tea.WithFilter.
func (g *gather) filter(shown tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		msg = latin(msg)
		g.seen++
		switch msg.String() {
		case "ctrl+c":
			return g.interrupt(msg)
		case "ctrl+\\":
			return g.leave(msg)
		case "ctrl+space":
			return nil // every other byte of UTF-16, and no command
		}
		text := msg.Text
		if text == "" {
			text = map[string]string{"enter": "\r", "ctrl+j": "\n"}[msg.String()]
		}
		if text == "" {
			g.hurry(shown)
		}
		if msg.String() == "tab" && g.quick > tabsMax {
			text = "\t"
		}
		if text == "" {
			return g.take(msg)
		}
		g.add(msg, text)
		return nil
	case tea.PasteMsg:
		g.seen++
		g.hurry(shown)
		if g.cut {
			g.cut = false
			msg.Content += strings.Repeat("x", flow.MaxAnswer+1) // it is refused, whatever of it is white space
		}
		return g.take(msg)
	case tea.MouseWheelMsg:
		g.seen++
		g.hurry(shown)
		return g.take(msg)
	case pauseMsg:
		g.timed = false
		return g.paused(msg.seen == g.seen)
	case cutMsg:
		g.cut = true
		return nil
	case interruptMsg:
		if msg.inPaste != nil {
			return g.leave(msg.inPaste)
		}
		if g.due++; g.due == 1 {
			g.await(time.Now())
		}
		return nil
	case leaveMsg:
		switch {
		case g.due == 0:
			return nil
		case msg.came != g.seen+g.other && time.Since(msg.since) < leaveMax:
			g.await(msg.since)
			return nil
		}
		g.early, g.earlyAt = g.early+1, time.Now()
		if g.due--; g.due > 0 {
			g.await(time.Now())
		}
		return g.leave(ctrlC)
	}
	g.other++
	return sane(msg)
}

// interrupt takes the key of a ctrl+c, unless that was taken already.
func (g *gather) interrupt(k tea.KeyPressMsg) tea.Msg {
	switch {
	case g.due > 0:
		g.due--
	case g.early > 0 && time.Since(g.earlyAt) < late:
		g.early--
		return nil
	}
	return g.leave(k)
}

// await has a leaveMsg come.
func (g *gather) await(since time.Time) {
	came := g.seen + g.other
	time.AfterFunc(leaveAfter, func() { g.send(leaveMsg{came, since}) })
}

// leave is a key that leaves, behind what is held back.
func (g *gather) leave(k tea.Msg) tea.Msg {
	runs := g.queue
	if g.count > 0 {
		runs = append(runs, g.end(nil))
	}
	g.queue = nil
	if len(runs) == 0 {
		return k
	}
	return heldMsg{runs, k}
}

// hurry counts keys that come without a pause. To take one takes time too, in
// which the next ones wait.
func (g *gather) hurry(shown tea.Model) {
	free := g.last
	if m, is := shown.(*model); is && m.drawn.After(free) {
		free = m.drawn
	}
	if time.Since(free) > pastePause {
		g.quick = 0
	}
	g.quick, g.last = g.quick+1, time.Now()
}

func (g *gather) add(k tea.KeyPressMsg, text string) {
	if g.count == 0 && len(g.queue) == 0 {
		g.began = time.Now()
	}
	if g.count++; g.count <= scriptMax {
		g.keys = append(g.keys, k)
	}
	g.lines = g.lines || g.breaking() && !strings.ContainsAny(text, breaks)
	if g.text.Len() < gatherMax {
		g.text.WriteString(text)
	}
	g.wait()
}

// take is what becomes of a key without text, or a paste.
func (g *gather) take(msg tea.Msg) tea.Msg {
	if g.quick <= pasteFrom && len(g.queue) == 0 && g.due == 0 {
		if g.count == 0 {
			return msg
		}
		return g.end(msg)
	}
	if g.count == 0 && len(g.queue) == 0 {
		g.began = time.Now()
	}
	defer g.wait()
	if last := len(g.queue) - 1; last >= 0 && g.count == 0 {
		before, is := g.queue[last].then.(tea.PasteMsg)
		if p, too := msg.(tea.PasteMsg); is && too {
			if len(before.Content) < gatherMax {
				g.queue[last].then = tea.PasteMsg{Content: before.Content + p.Content}
			}
			return nil
		}
	}
	if len(g.queue) < scriptMax {
		g.queue = append(g.queue, g.end(msg))
	}
	return nil
}

// breaking reports whether the last key that is held was a line break.
func (g *gather) breaking() bool {
	held := g.text.String()
	return held != "" && strings.ContainsAny(held[len(held)-1:], breaks)
}

// wait has a pauseMsg come.
func (g *gather) wait() {
	if g.timed || g.count == 0 && len(g.queue) == 0 {
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

// paused is what is taken when a pause may be over.
func (g *gather) paused(over bool) tea.Msg {
	if g.due > 0 {
		return nil // what leaves takes all of it
	}
	defer g.wait()
	switch old := time.Since(g.began) > longest; {
	case !over && !old:
	case len(g.queue) > 0:
		if over && g.count > 0 {
			g.queue = append(g.queue, g.end(nil))
		}
		some := min(len(g.queue), pasteFrom)
		msg := heldMsg{runs: g.queue[:some:some]}
		g.queue = g.queue[some:]
		return msg
	case over && g.count > 0:
		return g.end(nil)
	case old && g.count > 0:
		g.began = time.Now()
		return glimpseMsg(g.run(nil))
	}
	return nil
}

// run is what is held, with what follows it.
func (g *gather) run(then tea.Msg) runMsg {
	return runMsg{keys: g.keys, text: g.text.String(), count: g.count, soon: time.Since(g.ended) < resumed, then: then}
}

// end is what came of the run, with what follows it.
func (g *gather) end(then tea.Msg) runMsg {
	run := g.run(then)
	if g.count > 0 {
		g.ended = time.Now()
	}
	g.keys, g.lines, g.count = nil, false, 0
	g.text.Reset()
	return run
}
