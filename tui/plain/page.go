package plain

import (
	"fmt"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
)

// heading writes the stage, and title and why of the page.
func (w *wizard) heading() {
	s := w.Session.State()
	page := flow.PageOf(s.Page)
	stages := checklist.Stages()
	number := 1
	for i, stage := range stages {
		if stage == page.Stage {
			number = i + 1
		}
	}
	w.gap()
	w.say(fmt.Sprintf("%sStage %d of %d: %s", practice(s), number, len(stages), page.Stage.Title()))
	w.say(page.Title)
	w.say(page.Why)
}

// dates writes the days that touch this client; they block nothing.
func (w *wizard) dates(s flow.State) {
	days := checklist.Deadlines(s.Draft, s.Evidence)
	if len(days) == 0 {
		return
	}
	w.gap()
	w.say("Days to keep in mind:")
	for _, day := range days {
		w.say(day.On.Format("2006-01-02") + ": " + day.What + " (" + day.Left(w.Now()) + ", " + day.Source.Key + ")")
	}
}

func practice(s flow.State) string {
	if s.Practice {
		return "PRACTICE. "
	}
	return ""
}

// help writes what the question is about, the whole story of the page with its
// source, and the words.
func (w *wizard) help(p prompt) {
	page := flow.PageOf(w.Session.State().Page)
	w.gap()
	for _, line := range p.help {
		w.say(line)
	}
	for _, paragraph := range page.Story {
		w.say(paragraph)
	}
	source := zendesk.SourceOf(page.Source)
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

// step is one question of a page.
type step struct {
	field checklist.Field                    // "" for what is no field
	bare  bool                               // not counted among the questions
	shown func() bool                        // nil: always
	ask   func(number, of int) (move, error) // asks until there is an answer, or the question is left
}

// walk asks the steps of a page in order, forth and back, and then asks for the
// next page.
func (w *wizard) walk(steps []step) error {
	page := w.Session.State().Page
	at := w.entry(steps)
	for {
		at = w.visible(steps, at, +1)
		if at == len(steps) {
			if s := w.tell(flow.Continued{}); s.Page != page || s.Leaving {
				return nil
			}
			bad, _ := flow.Blocked(page, w.draft())
			if at = indexOf(steps, bad); at < 0 {
				at = max(w.visible(steps, len(steps)-1, -1), 0)
			}
			if at = w.visible(steps, at, +1); at == len(steps) {
				return w.stuck()
			}
			continue
		}
		number, of := w.count(steps, at)
		m, err := steps[at].ask(number, of)
		switch {
		case err != nil:
			return err
		case m == away:
			return nil
		case m == onwards:
			at++
			continue
		}
		before := w.visible(steps, at-1, -1)
		if before >= 0 {
			at = before
			continue
		}
		if s := w.tell(flow.Back{}); s.Page != page {
			w.backwards = true
			return nil
		}
		w.say("This is the first question.")
	}
}

// stuck asks where to go from a page that asks nothing and cannot be left.
func (w *wizard) stuck() error {
	_, m, err := w.read(prompt{name: "Page", line: "Type back or go:"})
	if err == nil && m == back {
		w.tell(flow.Back{})
	}
	return err
}

// entry is the question the page starts with: the first, the one jumped to, or
// the last after a back.
func (w *wizard) entry(steps []step) int {
	at := max(indexOf(steps, w.startAt), 0)
	if w.backwards {
		at = max(w.visible(steps, len(steps)-1, -1), 0)
	}
	w.backwards, w.startAt = false, ""
	return at
}

// visible is the first step from at on, in the direction of by, that is asked
// with the answers so far; past the end when there is none.
func (w *wizard) visible(steps []step, at, by int) int {
	for at >= 0 && at < len(steps) && steps[at].shown != nil && !steps[at].shown() {
		at += by
	}
	return at
}

// count numbers the step among those that are asked.
func (w *wizard) count(steps []step, at int) (number, of int) {
	for i, s := range steps {
		if !s.bare && (s.shown == nil || s.shown()) {
			of++
			if i <= at {
				number++
			}
		}
	}
	return number, of
}

func indexOf(steps []step, f checklist.Field) int {
	for i, s := range steps {
		if f != "" && s.field == f {
			return i
		}
	}
	return -1
}
