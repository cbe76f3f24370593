package tui

import (
	"cmp"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zdg/flow"
)

// Keys that come without a pause are a burst, which nobody types. These bounds tell what a
// burst may be.
const (
	burstEnd       = 5 * time.Millisecond  // without a key, ends a burst
	lineEnd        = 20 * time.Millisecond // ends one line and Enter: who sends that waits for what comes of it
	pasteEndPause  = 50 * time.Millisecond // ends any other long burst: a slow line stutters
	continueWithin = 10 * pasteEndPause    // after a burst, more keys may continue it
	previewAfter   = saveAfter             // the time after which the beginning of a burst is shown
	burstFrom      = 16                    // where text is typed, so many keys are taken at once
	wordsFrom      = 4                     // where nothing is typed, so many keys may be words
	maxScripted    = 256                   // a script may type so many keys; lines among more of them are a paste wherever they come
	maxTabs        = 64                    // more Tabs than that are white space in a paste
	maxKept        = 2 << 20               // the bytes of a burst or a paste that are kept; no field takes half of it
)

// How long a ctrl+c that was read waits for what was read before it.
const (
	leaveAfter = 110 * time.Millisecond // without a message: more than twice as long as Bubble Tea waits for the rest of a sequence
	leaveIn    = 50 * time.Millisecond  // for taking what is held back
	leaveMax   = 500 * time.Millisecond // in all
	earlyFor   = time.Second            // after that, a key is a new ctrl+c
)

// burstFilter puts together what a terminal without bracketed paste sends. Text keys that
// follow each other without a pause are held back until there is one, and are then taken at
// once. So a paste costs little however it comes, since nothing is drawn in between, and the
// line breaks inside it are text, not Enter, which would lead from page to page.
//
// Any other key ends the burst, and is taken after it; so is Tab, unless there are so many of
// them that they are text. Other keys that come faster than anyone presses them are queued,
// and taken a few at a time; what the queue has no room for is dropped. ctrl+c overtakes what
// would take long.
//
// Its methods run on Bubble Tea's goroutine.
type burstFilter struct {
	send func(tea.Msg)

	// The burst so far.
	keys    []tea.KeyPressMsg // the first maxScripted of them
	text    strings.Builder   // of all keys
	lines   bool              // there is a line break with text after it
	count   int
	beganAt time.Time
	endedAt time.Time // when the burst before it ended

	inputs   int  // counts the keys, pastes and turns of the wheel
	others   int  // counts all other messages, most of which are not from a person
	timerSet bool // a pauseMsg is on its way

	rapid     int       // the number of keys without text, and pastes, without a pause
	lastRapid time.Time // when the last of them came
	queue     []burstMsg

	interruptsDue   int       // ctrl+c that were read, and whose key has not come yet
	interruptsEarly int       // ctrl+c that were taken before their key came
	earlyAt         time.Time // when the last of these was taken
	pasteCut        bool      // the rest of the paste that is coming was dropped
}

// breaks are the text of Enter, of ctrl+j, and of a Tab that is text.
const breaks = "\r\n\t"

var ctrlC = tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}

// pauseMsg says that a pause may be over. inputs is burstFilter.inputs as it was when the
// pause began.
type pauseMsg struct{ inputs int }

// interruptMsg says that a ctrl+c was read, and its key will follow; or, with inPaste, that
// such a key was read inside a paste, where no key follows.
type interruptMsg struct{ inPaste tea.Msg }

// leaveMsg says that the key of a ctrl+c may never come. came is the number of messages as
// it was when the wait began.
type leaveMsg struct {
	came  int
	since time.Time // when the ctrl+c was read
}

// cutMsg says that the rest of a paste is dropped.
type cutMsg struct{}

// burstMsg is a burst of keys.
type burstMsg struct {
	keys           []tea.KeyPressMsg // all of them, if there are no more than maxScripted
	text           string
	count          int
	followsClosely bool    // it came so soon after another burst that it may continue that
	next           tea.Msg // what ended the burst, and is taken after it; nil for a pause
}

// previewMsg is the beginning of a burst that goes on.
type previewMsg burstMsg

// heldMsg is a part of what was held back. With next, a key that leaves, only as much of it
// is taken as takes no time.
type heldMsg struct {
	bursts []burstMsg
	next   tea.Msg
}

// filter is for tea.WithFilter: it holds messages back, or passes on what became of them.
func (g *burstFilter) filter(shown tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		msg = latin(msg)
		g.inputs++
		switch msg.String() {
		case "ctrl+c":
			return g.interrupt(msg)
		case "ctrl+\\":
			return g.exitBehindQueue(msg)
		case "ctrl+space":
			return nil // every other byte of a UTF-16 text, and not a command
		}
		text := cmp.Or(msg.Text, map[string]string{"enter": "\r", "ctrl+j": "\n"}[msg.String()])
		if text == "" {
			if g.countRapid(shown); msg.String() != "tab" || g.rapid <= maxTabs {
				return g.passOn(msg)
			}
			text = "\t"
		}
		g.add(msg, text)
		return nil
	case tea.PasteMsg:
		g.inputs++
		g.countRapid(shown)
		if g.pasteCut {
			g.pasteCut = false
			msg.Content += strings.Repeat("x", flow.MaxAnswer+1) // so that it is refused, even if it is mostly white space
		}
		return g.passOn(msg)
	case tea.MouseWheelMsg:
		g.inputs++
		g.countRapid(shown)
		return g.passOn(msg)
	case pauseMsg:
		g.timerSet = false
		return g.onPause(msg.inputs == g.inputs)
	case cutMsg:
		g.pasteCut = true
		return nil
	case interruptMsg:
		if msg.inPaste != nil {
			return g.exitBehindQueue(msg.inPaste)
		}
		if g.interruptsDue++; g.interruptsDue == 1 {
			g.awaitInterruptKey(time.Now())
		}
		return nil
	case leaveMsg:
		switch {
		case g.interruptsDue == 0:
			return nil
		case msg.came != g.inputs+g.others && time.Since(msg.since) < leaveMax:
			g.awaitInterruptKey(msg.since)
			return nil
		}
		g.interruptsEarly, g.earlyAt = g.interruptsEarly+1, time.Now()
		if g.interruptsDue--; g.interruptsDue > 0 {
			g.awaitInterruptKey(time.Now())
		}
		return g.exitBehindQueue(ctrlC)
	}
	g.others++
	return saneSize(msg)
}

// interrupt takes the key of a ctrl+c, unless that ctrl+c was taken already.
func (g *burstFilter) interrupt(k tea.KeyPressMsg) tea.Msg {
	switch {
	case g.interruptsDue > 0:
		g.interruptsDue--
	case g.interruptsEarly > 0 && time.Since(g.earlyAt) < earlyFor:
		g.interruptsEarly--
		return nil
	}
	return g.exitBehindQueue(k)
}

// awaitInterruptKey has a leaveMsg sent, in case the key never comes.
func (g *burstFilter) awaitInterruptKey(since time.Time) {
	came := g.inputs + g.others
	time.AfterFunc(leaveAfter, func() { g.send(leaveMsg{came, since}) })
}

// exitBehindQueue is a key that leaves, after what is held back.
func (g *burstFilter) exitBehindQueue(k tea.Msg) tea.Msg {
	runs := g.queue
	if g.count > 0 {
		runs = append(runs, g.endBurst(nil))
	}
	g.queue = nil
	if len(runs) == 0 {
		return k
	}
	return heldMsg{runs, k}
}

// countRapid counts keys that come without a pause. While one is taken and drawn the next
// ones wait, so that time is no pause.
func (g *burstFilter) countRapid(shown tea.Model) {
	free := g.lastRapid
	if m, is := shown.(*model); is && m.drawnAt.After(free) {
		free = m.drawnAt
	}
	if time.Since(free) > pasteEndPause {
		g.rapid = 0
	}
	g.rapid, g.lastRapid = g.rapid+1, time.Now()
}

// add adds a key to the burst.
func (g *burstFilter) add(k tea.KeyPressMsg, text string) {
	if g.count == 0 && len(g.queue) == 0 {
		g.beganAt = time.Now()
	}
	if g.count++; g.count <= maxScripted {
		g.keys = append(g.keys, k)
	}
	g.lines = g.lines || g.endsInBreak() && !strings.ContainsAny(text, breaks)
	if g.text.Len() < maxKept {
		g.text.WriteString(text)
	}
	g.setTimer()
}

// passOn is what becomes of a key without text, or of a paste: it ends the burst, or is
// queued.
func (g *burstFilter) passOn(msg tea.Msg) tea.Msg {
	if g.rapid <= burstFrom && len(g.queue) == 0 && g.interruptsDue == 0 {
		if g.count == 0 {
			return msg
		}
		return g.endBurst(msg)
	}
	if g.count == 0 && len(g.queue) == 0 {
		g.beganAt = time.Now()
	}
	defer g.setTimer()
	if last := len(g.queue) - 1; last >= 0 && g.count == 0 {
		before, is := g.queue[last].next.(tea.PasteMsg)
		if p, too := msg.(tea.PasteMsg); is && too {
			if len(before.Content) < maxKept {
				g.queue[last].next = tea.PasteMsg{Content: before.Content + p.Content}
			}
			return nil
		}
	}
	if len(g.queue) < maxScripted {
		g.queue = append(g.queue, g.endBurst(msg))
	}
	return nil
}

// endsInBreak reports whether the last key of the burst was a line break.
func (g *burstFilter) endsInBreak() bool {
	held := g.text.String()
	return held != "" && strings.ContainsAny(held[len(held)-1:], breaks)
}

// setTimer has a pauseMsg sent, if anything is held back and none is on its way.
func (g *burstFilter) setTimer() {
	if g.timerSet || g.count == 0 && len(g.queue) == 0 {
		return
	}
	g.timerSet = true
	inputs, d := g.inputs, burstEnd
	switch {
	case g.count < burstFrom:
	case g.endsInBreak() && !g.lines:
		d = lineEnd
	default:
		d = pasteEndPause
	}
	time.AfterFunc(d, func() { g.send(pauseMsg{inputs}) })
}

// onPause is what is taken at a pauseMsg. over says that no input has come since the pause
// began.
func (g *burstFilter) onPause(over bool) tea.Msg {
	if g.interruptsDue > 0 {
		return nil // the key that leaves takes all that is held back
	}
	defer g.setTimer()
	switch old := time.Since(g.beganAt) > previewAfter; {
	case !over && !old:
	case len(g.queue) > 0:
		if over && g.count > 0 {
			g.queue = append(g.queue, g.endBurst(nil))
		}
		some := min(len(g.queue), burstFrom)
		msg := heldMsg{bursts: g.queue[:some:some]}
		g.queue = g.queue[some:]
		return msg
	case over && g.count > 0:
		return g.endBurst(nil)
	case old && g.count > 0:
		g.beganAt = time.Now()
		return previewMsg(g.burst(nil))
	}
	return nil
}

// burst is the burst so far, with what is taken after it.
func (g *burstFilter) burst(next tea.Msg) burstMsg {
	return burstMsg{keys: g.keys, text: g.text.String(), count: g.count, followsClosely: time.Since(g.endedAt) < continueWithin, next: next}
}

// endBurst ends the burst, and returns it with what is taken after it.
func (g *burstFilter) endBurst(next tea.Msg) burstMsg {
	b := g.burst(next)
	if g.count > 0 {
		g.endedAt = time.Now()
	}
	g.keys, g.lines, g.count = nil, false, 0
	g.text.Reset()
	return b
}
