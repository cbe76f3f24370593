package plain

import (
	"fmt"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// move is what came of a prompt.
type move int

const (
	onwards move = iota // answered
	back                // the question before is wanted
	away                // the process stands elsewhere: the page is entered anew
	again               // not answered: the same question once more
	anew                // the page shows something else now
	first               // its first question is asked
)

// prompt is one line that asks for one line.
type prompt struct {
	name   string   // of the question, for the error at the end of the input
	line   string   // as printed; "" for the further lines of a list
	help   []string // about the question, before the story of the page
	commit func()   // keeps what was typed so far, before a word or the end takes over; may be nil
	long   bool     // a line may be as long as a record
	paste  bool     // what is pasted in several lines belongs to it: an empty line within is none
	// pause saves what was typed so far, when no line has come for a moment; nil: there is nothing.
	pause func()
}

// moment is without a line what makes a pause: the lines of a paste follow each other
// within it, those of a person do not.
const moment = 50 * time.Millisecond

// read prints a prompt until a line comes that is an answer or leads away from
// the question. The answer is cleaned.
func (w *wizard) read(p prompt) (string, move, error) {
	for {
		if p.line != "" {
			w.settle()
			w.written()
			w.say(p.line)
		}
		text, err := w.await(p)
		for err == nil && p.paste && printable(text) == "" && w.interactive() && w.in.soon(w.Waiting) {
			text, err = w.await(p)
		}
		if err != nil {
			return "", away, err
		}
		asked, argument, answer := parse(printable(text))
		if asked == noWord {
			return answer, onwards, nil
		}
		if m, done := w.obey(p, asked, argument); done {
			return "", m, nil
		}
	}
}

// obey does what a word asks for. False: the prompt is to be repeated.
func (w *wizard) obey(p prompt, asked word, argument string) (move, bool) {
	if asked == helpWord {
		w.help(p)
		return onwards, false
	}
	if p.commit != nil {
		p.commit()
	}
	switch asked {
	case backWord:
		return back, true
	case quitWord:
		w.tell(flow.Left{How: flow.Unfinished})
		return away, true
	default:
		return away, w.goTo(argument)
	}
}

// settle drops the lines that came before their question was on screen, such as those
// behind the first of a paste: none of them was meant for it. Whoever pipes answers in
// means them all.
func (w *wizard) settle() {
	if !w.interactive() {
		return
	}
	dropped := 0
	for w.in.soon(w.Waiting) {
		if l := <-w.in.got; l.err != nil && !l.refused() {
			w.in.got <- l // the end of the input
			break
		}
		w.in.took()
		dropped++
	}
	if dropped > 0 {
		w.verdict(checklist.Warn, fmt.Sprintf("what came before this question was asked answers nothing, %s: give one answer at a time", checklist.Count(dropped, "line")))
	}
}

// await waits for a line, and prints what the process says meanwhile.
func (w *wizard) await(p prompt) (string, error) {
	var paused <-chan time.Time
	if p.pause != nil {
		timer := time.NewTimer(moment)
		defer timer.Stop()
		paused = timer.C
	}
	for {
		if w.err != nil {
			return "", w.abandon(w.err)
		}
		w.in.want()
		select {
		case l := <-w.in.got:
			if l = w.whole(l, p.long); l.refused() {
				w.verdict(checklist.Fail, l.err.Error())
				continue
			}
			if l.err != nil && w.ctx.Err() == nil {
				return "", w.ended(p, l.err)
			} else if l.err != nil {
				return "", w.interrupted(p)
			}
			return l.text, nil
		case <-paused:
			p.pause()
		case <-w.Session.Changed():
			w.news(w.Session.State())
		case <-w.resumed:
			if p.line != "" {
				w.gap()
				w.say(p.line)
			}
		case <-w.ctx.Done():
			return "", w.interrupted(p)
		}
	}
}

// awaitSecret waits for a hidden line.
func (w *wizard) awaitSecret(p prompt) (zendesk.Secret, error, error) {
	type answer struct {
		secret zendesk.Secret
		err    error
	}
	got := make(chan answer, 1)
	w.settle()
	go func() {
		secret, err := w.ReadSecret(p.line + " ")
		got <- answer{secret, err}
	}()
	for {
		select {
		case a := <-got:
			return a.secret, a.err, nil
		case <-w.Session.Changed():
			w.news(w.Session.State())
		case <-w.ctx.Done():
			return zendesk.Secret{}, nil, w.interrupted(p)
		}
	}
}
