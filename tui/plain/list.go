package plain

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// list is a list while it is being typed. When an empty line ends it, it replaces the present
// one. When it is left before that, its items are added to the present one, so that nothing
// is lost.
type list struct {
	w     *wizard
	info  checklist.FieldInfo
	items []string // as typed

	present      []string        // the list before
	all          []string        // present, and those of items that are new
	known        map[string]bool // what is in all
	size         int             // of items, in bytes
	tooLong      bool            // more was typed than an answer can have: nothing of it is taken
	unsavedSince time.Time       // since when an item waits to be saved; zero when none does
}

// maxUnsaved is how long an item may wait to be saved while the list goes on without a pause.
const maxUnsaved = 500 * time.Millisecond

func newList(w *wizard, info checklist.FieldInfo) *list {
	l := &list{w: w, info: info, present: w.draft().Lines(info.Field), known: map[string]bool{}}
	l.all = slices.Clone(l.present)
	for _, item := range l.present {
		l.known[item] = true
	}
	return l
}

// askList asks for one item per line. The first line may also be a word of the page, or begin
// the client as Zendesk has saved it, if the page reads that.
func (w *wizard) askList(of page.Page, info checklist.FieldInfo) (move, error) {
	reads := slices.ContainsFunc(of.Actions, func(a page.Action) bool { return a.Event == flow.Event(flow.RecordAsked{}) })
	for {
		l := newList(w, info)
		line := info.Title + ":"
		if n := len(l.present); n == 1 {
			line = info.Title + " [keep this one]:"
		} else if n > 1 {
			line = fmt.Sprintf("%s [keep these %d]:", info.Title, n)
		}
		p := prompt{name: info.Title, line: line, help: fieldHelp(info), keepTyped: l.keepUnfinished, record: reads, mayBePasted: true}
		for _, item := range l.present {
			w.say(oneLine(item))
		}
		w.say("One item per line. An empty line ends the list.")
		text, m, err := w.read(p)
		if err != nil || m != moveOn {
			return m, err
		}
		took := true
		if reads && flow.LooksLikeRecord(text) {
			m, err = w.takeRecord(text)
		} else {
			m, took, err = w.doNamed(of, text)
		}
		switch {
		case err != nil || took && m != moveRepeat:
			return m, err
		case took:
			w.gap()
			continue
		}
		answered := false
		switch {
		case strings.EqualFold(text, noSecretWord) && w.vouch(info.Field):
			return moveOn, nil
		case strings.EqualFold(text, clearWord):
			answered = w.answer(info.Field, "")
		case text == "":
			answered = w.answer(info.Field, w.draft().Get(info.Field))
		default:
			p.line, p.record, p.onPause = "", false, l.save
			for text != "" {
				l.add(text)
				if text, m, err = w.read(p); err != nil || m != moveOn {
					return m, err
				}
			}
			if l.tooLong {
				w.verdict(checklist.Fail, flow.TooLong)
			} else if len(l.items) > 0 {
				answered = w.answer(info.Field, strings.Join(l.items, "\n"))
			}
		}
		if answered {
			return moveOn, nil
		}
	}
}

// add takes a line of the list: one item, or several divided by spaces. An item that cannot be
// used at all is not taken.
func (l *list) add(text string) {
	for item := range strings.FieldsSeq(unescaped(text)) {
		if err := blockedBy(l.info.Field, l.w.draft().With(l.info.Field, item)); err != nil {
			l.w.verdict(checklist.Fail, err.Error())
			l.w.say("It was not taken: give it again, or go on with the next one.")
			continue
		}
		if l.size += len(item) + 1; l.size > flow.MaxAnswer {
			l.tooLong, l.items, l.all, l.unsavedSince = true, nil, l.present, time.Time{}
			l.w.tell(flow.Typed{Field: l.info.Field, Text: l.w.draft().Get(l.info.Field)}) // the present list stays
			return
		}
		l.items = append(l.items, item)
		if !l.known[item] {
			l.known[item] = true
			l.all = append(l.all, item)
			if l.unsavedSince.IsZero() {
				l.unsavedSince = time.Now()
			}
		}
	}
	if !l.unsavedSince.IsZero() && time.Since(l.unsavedSince) > maxUnsaved {
		l.save()
	}
}

// save has what was typed so far saved, in case nothing more comes. As that writes the whole
// list and searches it for a secret, it is not done line by line.
func (l *list) save() {
	if !l.unsavedSince.IsZero() {
		l.unsavedSince = time.Time{}
		l.w.tell(flow.Typed{Field: l.info.Field, Text: strings.Join(l.all, "\n")})
	}
}

// keepUnfinished adds an unfinished list to the present one.
func (l *list) keepUnfinished() {
	l.items = nil
	if l.tooLong {
		l.w.verdict(checklist.Fail, flow.TooLong)
	}
	if n := len(l.all) - len(l.present); n > 0 {
		l.w.say(fmt.Sprintf("Added to the list, which was not ended: %d.", n))
		l.w.answer(l.info.Field, strings.Join(l.all, "\n"))
		l.present = l.all
	}
}
