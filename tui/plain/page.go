package plain

import (
	"fmt"
	"slices"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/page"
)

// view is what package page says about the page that the process is on.
func (w *wizard) view() page.Page {
	s := w.Session.State()
	return page.View(s, func() page.Judged { return checklist.Judge(s.Draft, s.Evidence) }, w.ui, w.Now())
}

// heading writes the stage, and the title and the why of the page.
func (w *wizard) heading(p page.Page) {
	s := w.Session.State()
	of, stages := flow.PageOf(s.Page).Stage, checklist.Stages()
	practice := ""
	if s.Practice {
		practice = "PRACTICE. "
	}
	w.gap()
	w.say(fmt.Sprintf("%sStage %d of %d: %s", practice, slices.Index(stages, of)+1, len(stages), of.Title()))
	w.title(p)
}

// help writes what the prompt is about, why the page asks, with its source, and the words.
func (w *wizard) help(p prompt) {
	info := flow.PageOf(w.Session.State().Page)
	w.gap()
	for _, text := range slices.Concat(p.help, info.Story) {
		w.say(text)
	}
	source := zendesk.SourceOf(info.Source)
	w.say("Source, as of " + source.AsOf.Format(time.DateOnly) + ":")
	w.say(source.URL)
	w.gap()
	w.say("An empty line takes the answer in brackets. Words that work at every prompt:")
	w.say("back: the question before.")
	w.say("help, or a question mark: this text.")
	w.say("go: the stages reached so far. go 3, go client or go clean up: to that stage.")
	quit := "quit: leave; the answers so far are kept. ctrl+c does it too."
	if w.Session.State().Practice {
		quit = "quit: leave; practice saves nothing without a file. ctrl+c does it too."
	}
	w.say(quit)
	w.say(`To give one of these words as an answer, put a backslash before it: \back.`)
	w.gap()
}

// question is what a page asks at one place: a field, or an entry, or at its end what to do
// next.
type question struct {
	before []page.Block // written before the question is asked for the first time
	name   string       // the field, page.EntryFocus, or "" for the one at the end
	entry  *page.Entry
}

// questions are those of a page in order. The last one is what to do next.
func questions(p page.Page) []question {
	var all []question
	var before []page.Block
	for _, b := range p.Blocks {
		switch b := b.(type) {
		case page.Field:
			all, before = append(all, question{before: before, name: string(b.ID)}), nil
		case page.Entry:
			all, before = append(all, question{before, page.EntryFocus, &b}), nil
		default:
			before = append(before, b)
		}
	}
	return append(all, question{before: before})
}

func indexOf(all []question, name string) int {
	return slices.IndexFunc(all, func(q question) bool { return q.name == name })
}

// runPage asks the questions of a page, forwards and back. It returns when the process is on
// another page, or when the page has to be entered again.
func (w *wizard) runPage() error {
	id := w.Session.State().Page
	p := w.view()
	w.heading(p)
	w.gap()
	all := questions(p)
	at := w.firstQuestion(all)
	said := map[string]bool{} // the names of the questions whose blocks were written
	for {
		if id == flow.PageTest && w.running() {
			if err := w.watchTest(); err != nil {
				return err
			}
			if _, left := w.Session.Exit(); left || w.Session.State().Page != id {
				return nil
			}
			p = w.redraw(said)
			all, at = questions(p), 0
		}
		if q := all[at]; !said[q.name] {
			said[q.name] = true
			w.blocks(q.before)
		}
		m, err := w.ask(p, all, at)
		if err != nil || m == moveAway {
			return err
		}
		asked := all[at].name
		if p = w.view(); m == moveRedraw && !w.running() {
			p = w.redraw(said)
		}
		all = questions(p) // an answer may bring others with it
		if m == moveRedraw && w.ui.Open == page.Ticket {
			asked = page.EntryFocus
		}
		if at = indexOf(all, asked); at < 0 {
			at = len(all) - 1
		}
		switch {
		case m == moveFirst:
			at = 0
		case m == moveOn && at < len(all)-1:
			at++
		case m == moveOn:
			if s := w.tell(flow.Continued{}); s.Page != id || s.Leaving {
				return nil
			}
			bad, _ := flow.Blocked(id, w.draft())
			if at = indexOf(all, string(bad)); bad == "" || at < 0 {
				at = max(len(all)-2, 0)
			}
		case m == moveBack && w.ui.Open != page.Closed: // as esc does on screen
			w.ui.Open = page.Closed
			p = w.redraw(said)
			all = questions(p)
			at = len(all) - 1
		case m == moveBack && at > 0:
			at--
		case m == moveBack:
			if s := w.tell(flow.Back{}); s.Page != id {
				w.fromBack = true
				return nil
			}
			w.say("This is the first question.")
		}
	}
}

// redraw writes the title of a page that shows something else now, and has all its blocks
// written again.
func (w *wizard) redraw(said map[string]bool) page.Page {
	clear(said)
	p := w.view()
	w.gap()
	w.title(p)
	w.gap()
	return p
}

// firstQuestion is the index of the question to begin with: the last after the word back,
// else the one that the person came for, else the first.
func (w *wizard) firstQuestion(all []question) int {
	at := indexOf(all, string(w.Session.State().Asked))
	switch {
	case w.fromBack:
		at = len(all) - 2
	case at == len(all)-1: // nothing was asked for
		at = 0
	}
	w.fromBack = false
	return max(at, 0)
}

// ask asks one question of a page, until it is answered or left.
func (w *wizard) ask(p page.Page, all []question, at int) (move, error) {
	number, of := 0, 0
	for i, q := range all {
		if q.name != "" && (q.entry == nil || q.entry.Hidden) {
			if of++; i <= at {
				number++
			}
		}
	}
	switch q := all[at]; {
	case q.entry != nil && q.entry.Hidden:
		return w.askSecret(*q.entry, number, of)
	case q.entry != nil:
		return w.askEntry(p, *q.entry)
	case q.name != "":
		info, _ := checklist.Info(checklist.Field(q.name))
		return w.askField(p, info, number, of)
	}
	if empty, is := defaultAction(p); is && len(all) > 1 && !canFinish(p) && empty.Event == flow.Event(flow.Continued{}) && empty.Key == "enter" {
		return moveOn, nil // a page of questions goes on after the last
	}
	return w.askAction(p)
}
