package plain

import (
	"fmt"
	"slices"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/page"
)

// view is what package page says of the page on which the process stands.
func (w *wizard) view() page.Page {
	s := w.Session.State()
	return page.View(s, func() page.Judged { return checklist.Judge(s.Draft, s.Evidence) }, w.look, w.Now())
}

// heading writes the stage, and title and why of the page.
func (w *wizard) heading(p page.Page) {
	s := w.Session.State()
	of := flow.PageOf(s.Page).Stage
	stages := checklist.Stages()
	number := 1
	for i, stage := range stages {
		if stage == of {
			number = i + 1
		}
	}
	w.gap()
	practice := ""
	if s.Practice {
		practice = "PRACTICE. "
	}
	w.say(fmt.Sprintf("%sStage %d of %d: %s", practice, number, len(stages), of.Title()))
	w.title(p)
}

// help writes what the question is about, the whole story of the page with its
// source, and the words.
func (w *wizard) help(p prompt) {
	info := flow.PageOf(w.Session.State().Page)
	w.gap()
	for _, line := range p.help {
		w.say(line)
	}
	for _, paragraph := range info.Story {
		w.say(paragraph)
	}
	source := zendesk.SourceOf(info.Source)
	w.say("Source, as of " + source.AsOf.Format("2006-01-02") + ":")
	w.say(source.URL)
	w.gap()
	w.say("An empty line takes the answer in brackets. Words that work at every prompt:")
	w.say("back: the question before.")
	w.say("help, or a question mark: this text.")
	w.say("go: the stages reached so far. go 3 or go client: to that stage.")
	w.say("quit: leave; the answers so far are kept. ctrl+c does it too.")
	w.say(`To give one of these words as an answer, put a backslash before it: \back.`)
	w.gap()
}

// question is what is asked at one place of a page: a field, what is typed and is no
// answer, or, at its end, what to do next.
type question struct {
	above []page.Block // said before it is asked for the first time
	field checklist.Field
	entry *page.Entry
}

// name tells the questions of a page apart.
func (q question) name() string {
	switch {
	case q.field != "":
		return string(q.field)
	case q.entry != nil:
		return page.EntryFocus
	}
	return ""
}

// questions are those of a page, in order.
func questions(p page.Page) []question {
	var all []question
	var above []page.Block
	for _, b := range p.Blocks {
		switch b := b.(type) {
		case page.Field:
			all, above = append(all, question{above: above, field: b.ID}), nil
		case page.Entry:
			all, above = append(all, question{above: above, entry: &b}), nil
		default:
			above = append(above, b)
		}
	}
	return append(all, question{above: above})
}

func indexOf(all []question, name string) int {
	return slices.IndexFunc(all, func(q question) bool { return q.name() == name })
}

// walk asks the questions of a page in order, forth and back. It returns when the process
// stands on another page.
func (w *wizard) walk() error {
	id := w.Session.State().Page
	p := w.view()
	w.heading(p)
	w.gap()
	all := questions(p)
	at := w.begins(all)
	said := map[string]bool{} // what stands above a question is said once
	for {
		if id == flow.PageTest && w.running() {
			if err := w.watchTest(); err != nil {
				return err
			}
			if _, left := w.Session.Exit(); left || w.Session.State().Page != id {
				return nil
			}
			p = w.draw(said)
			all, at = questions(p), 0
		}
		if q := all[at]; !said[q.name()] {
			said[q.name()] = true
			w.blocks(q.above)
		}
		m, err := w.ask(p, all, at)
		if err != nil || m == away {
			return err
		}
		asked := all[at].name()
		if p = w.view(); m == anew && !w.running() {
			p = w.draw(said)
		}
		all = questions(p) // an answer may bring others
		if m == anew && w.look.Open == page.Ticket {
			asked = page.EntryFocus
		}
		if at = indexOf(all, asked); at < 0 {
			at = len(all) - 1
		}
		switch {
		case m == first:
			at = 0
		case m == onwards && at < len(all)-1:
			at++
		case m == onwards:
			if s := w.tell(flow.Continued{}); s.Page != id || s.Leaving {
				return nil
			}
			bad, _ := flow.Blocked(id, w.draft())
			if at = indexOf(all, string(bad)); bad == "" || at < 0 {
				at = max(len(all)-2, 0)
			}
		case m == back && at > 0:
			at--
		case m == back:
			if s := w.tell(flow.Back{}); s.Page != id {
				w.backwards = true
				return nil
			}
			w.say("This is the first question.")
		}
	}
}

// draw says anew what a page is about, which shows something else now.
func (w *wizard) draw(said map[string]bool) page.Page {
	clear(said)
	p := w.view()
	w.gap()
	w.title(p)
	w.gap()
	return p
}

// begins is the question that the page starts with: the first, the one for whose sake the
// page was entered, or the last after a back.
func (w *wizard) begins(all []question) int {
	at := 0
	if w.backwards {
		at = max(len(all)-2, 0)
	} else if asked := w.Session.State().Asked; asked != "" {
		at = max(indexOf(all, string(asked)), 0)
	}
	w.backwards = false
	return at
}

// ask asks one question of a page, until there is an answer or it is left.
func (w *wizard) ask(p page.Page, all []question, at int) (move, error) {
	number, of := 0, 0
	for i, q := range all {
		if q.field != "" || q.entry != nil && q.entry.Hidden {
			if of++; i <= at {
				number++
			}
		}
	}
	switch q := all[at]; {
	case q.field != "":
		info, _ := checklist.Info(q.field)
		return w.askField(p, info, number, of)
	case q.entry != nil && q.entry.Hidden:
		return w.askSecret(*q.entry, number, of)
	case q.entry != nil:
		return w.askEntry(p, *q.entry)
	}
	if empty, is := onEmpty(p); is && len(all) > 1 && !ends(p) && empty.Event == flow.Event(flow.Continued{}) && empty.Key == "enter" {
		return onwards, nil // a page of questions goes on after the last
	}
	return w.askNext(p)
}
