package plain

import (
	"errors"
	"fmt"
	"io"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// move is where a prompt leads to.
type move int

const (
	moveOn     move = iota // to the next question: this one is answered
	moveBack               // to the question before
	moveAway               // to the page that the process is on now
	moveRepeat             // to the same question: it was not answered
	moveRedraw             // to the same question, on a page that shows something else now
	moveFirst              // to the first question of the page
)

// prompt asks for one line.
type prompt struct {
	name        string   // of the question, for the error at the end of the input
	line        string   // what is printed; "" for the further lines of a list
	help        []string // about the question; printed before why the page asks
	record      bool     // the answer may be as long as a record
	prose       bool     // the answer is a text that somebody else wrote
	mayBePasted bool     // a paste of several lines is one answer, so an empty line within it does not end it

	keepTyped func() // keeps what was typed so far, before a word or the end takes over; nil: there is nothing
	onPause   func() // saves what was typed so far, when no line has come for a moment; nil: there is nothing
}

// pausedAfter is how long no line comes when there is a pause. The lines of a paste come faster
// than that, those of a person do not.
const pausedAfter = 50 * time.Millisecond

// read prints a prompt until a line comes that is an answer, which it returns cleaned, or a word
// that leads away from the question.
func (w *wizard) read(p prompt) (string, move, error) {
	for {
		if p.line != "" {
			w.dropEarlyLines()
			w.awaitSaved()
			w.say(p.line)
		}
		text, err := w.await(p)
		if err != nil {
			return "", moveAway, err
		}
		line := cleanLine(text)
		asked, argument, answer := parse(line)
		switch {
		case asked == noWord:
			return answer, moveOn, nil
		case p.prose && prose(asked, argument):
			return line, moveOn, nil
		}
		if m, done := w.doWord(p, asked, argument); done {
			return "", m, nil
		}
	}
}

// doWord does what a word asks for. It returns false when the prompt has to be repeated.
func (w *wizard) doWord(p prompt, asked word, argument string) (move, bool) {
	if asked == helpWord {
		w.help(p)
		return moveOn, false
	}
	if p.keepTyped != nil {
		p.keepTyped()
	}
	switch asked {
	case backWord:
		return moveBack, true
	case quitWord:
		w.tell(flow.Left{How: flow.Unfinished})
		return moveAway, true
	default:
		return moveAway, w.goTo(argument)
	}
}

// dropEarlyLines drops the lines that came before the question was printed, such as those of a
// paste after its first: none of them was meant for this question. Answers from a pipe are
// all meant.
func (w *wizard) dropEarlyLines() {
	if !w.interactive() {
		return
	}
	dropped := 0
	for w.in.ready(w.InputReady) {
		if l := <-w.in.lines; l.err != nil && !l.refused() {
			w.in.lines <- l // the end of the input
			break
		}
		w.in.pending = false
		dropped++
	}
	if dropped > 0 {
		w.verdict(checklist.Warn, fmt.Sprintf("what came before this question was asked answers nothing, %s: give one answer at a time", checklist.Count(dropped, "line")))
	}
}

// await waits for a line, and prints what the process says meanwhile. The error is the one that
// Run returns.
func (w *wizard) await(p prompt) (string, error) {
	var paused <-chan time.Time
	if p.onPause != nil {
		paused = time.After(pausedAfter)
	}
	for {
		if w.err != nil {
			return "", w.abandon(w.err)
		}
		text, is, err := w.next(p, true, paused)
		if is && p.mayBePasted && cleanLine(text) == "" && w.interactive() && w.in.ready(w.InputReady) {
			continue // within a paste
		}
		if is || err != nil {
			return text, err
		}
	}
}

// next takes what comes first: a line, if any is asked for, what the process says, or the end of
// a pause. is says that it was a line that can be used.
func (w *wizard) next(p prompt, lines bool, paused <-chan time.Time) (text string, is bool, err error) {
	var got <-chan line
	if lines {
		w.in.request()
		got = w.in.lines
	}
	select {
	case l := <-got:
		switch l = w.accept(l, p.record); {
		case l.refused():
			w.verdict(checklist.Fail, l.err.Error())
		case l.err != nil && w.ctx.Err() == nil:
			return "", false, w.inputEnded(p, l.err)
		case l.err != nil:
			return "", false, w.interrupted(p)
		default:
			return l.text, true, nil
		}
	case <-paused:
		p.onPause()
	case <-w.Session.Changed():
		w.printNotice(w.Session.State())
	case <-w.resumed:
		if p.line != "" {
			w.gap()
			w.say(p.line)
		}
	case <-w.ctx.Done():
		return "", false, w.interrupted(p)
	}
	return "", false, nil
}

// awaitSecret waits for a line from the hidden prompt. wrong is the error of that; err is the
// one that Run returns.
func (w *wizard) awaitSecret(p prompt) (secret zendesk.Secret, wrong, err error) {
	type answer struct {
		secret zendesk.Secret
		err    error
	}
	got := make(chan answer, 1)
	w.dropEarlyLines()
	go func() {
		secret, err := w.ReadSecret(p.line + " ")
		got <- answer{secret, err}
	}()
	for {
		select {
		case a := <-got:
			if errors.Is(a.err, io.EOF) {
				return a.secret, nil, w.inputEnded(p, io.EOF)
			}
			return a.secret, a.err, nil
		case <-w.Session.Changed():
			w.printNotice(w.Session.State())
		case <-w.ctx.Done():
			return zendesk.Secret{}, nil, w.interrupted(p)
		}
	}
}
