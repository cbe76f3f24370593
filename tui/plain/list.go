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

// list is the typing of a list: it replaces the present one when an empty line
// ends it; when it is left before that, it is added to the present one, so that
// nothing is lost.
type list struct {
	w     *wizard
	info  checklist.FieldInfo
	items []string

	present []string
	all     []string // what is present, and the new ones of items
	have    map[string]bool
	size    int       // of items, in bytes
	over    bool      // more came than an answer may have: nothing of it is taken
	unsaved time.Time // since when an item waits to be saved; zero: none does
}

// unsavedMax bounds how long an item of a list that goes on and on is not on disk.
const unsavedMax = 500 * time.Millisecond

func newList(w *wizard, info checklist.FieldInfo) *list {
	l := &list{w: w, info: info, present: w.draft().Lines(info.Field), have: map[string]bool{}}
	l.all = slices.Clone(l.present)
	for _, item := range l.present {
		l.have[item] = true
	}
	return l
}

// askList asks for one item per line. The first line may be a word of the page, or the
// client as Zendesk has saved it where the page reads that.
func (w *wizard) askList(of page.Page, info checklist.FieldInfo) (move, error) {
	reads := slices.ContainsFunc(of.Actions, func(a page.Action) bool { return a.Event == flow.Event(flow.RecordAsked{}) })
	for {
		l := newList(w, info)
		p := prompt{name: info.Title, line: l.line(), help: about(info), commit: l.leave, long: reads, paste: true}
		for _, item := range l.present {
			w.say(shown(item))
		}
		w.say("One item per line. An empty line ends the list.")
		text, m, err := w.read(p)
		switch {
		case err != nil || m != onwards:
			return m, err
		}
		took := true
		if reads && flow.LooksLikeRecord(text) {
			m, err = w.takeRecord(text)
		} else {
			m, took, err = w.offer(of, text)
		}
		switch {
		case err != nil || took && m != again:
			return m, err
		case took:
			w.gap()
			continue
		}
		switch {
		case is(text, noSecretWord) && w.vouch(info.Field):
			return onwards, nil
		case is(text, clearWord):
			if w.answer(info.Field, "") {
				return onwards, nil
			}
			continue
		case text == "":
			if w.answer(info.Field, w.draft().Get(info.Field)) {
				return onwards, nil
			}
			continue
		}
		p.line, p.long, p.pause = "", false, l.save
		for text != "" {
			l.add(text)
			if text, m, err = w.read(p); err != nil || m != onwards {
				return m, err
			}
		}
		if l.over {
			w.verdict(checklist.Fail, flow.TooLong)
		} else if len(l.items) > 0 && w.answer(info.Field, strings.Join(l.items, "\n")) {
			return onwards, nil
		}
	}
}

// line is the first prompt of the list.
func (l *list) line() string {
	switch n := len(l.present); n {
	case 0:
		return l.info.Title + ":"
	case 1:
		return l.info.Title + " [keep this one]:"
	default:
		return fmt.Sprintf("%s [keep these %d]:", l.info.Title, n)
	}
}

// add takes a line of the list, unless it cannot be used at all. No item of a
// list holds a space.
func (l *list) add(text string) {
	for item := range strings.FieldsSeq(unescaped(text)) {
		if err := unusable(l.info.Field, l.w.draft().With(l.info.Field, item)); err != nil {
			l.w.verdict(checklist.Fail, err.Error())
			l.w.say("It was not taken: give it again, or go on with the next one.")
			continue
		}
		if l.size += len(item) + 1; l.size > flow.MaxAnswer {
			l.over, l.items, l.all, l.unsaved = true, nil, l.present, time.Time{}
			l.w.tell(flow.Typed{Field: l.info.Field, Text: l.w.draft().Get(l.info.Field)}) // as it was
			return
		}
		l.items = append(l.items, item)
		if !l.have[item] {
			l.have[item] = true
			l.all = append(l.all, item)
			if l.unsaved.IsZero() {
				l.unsaved = time.Now()
			}
		}
	}
	if !l.unsaved.IsZero() && time.Since(l.unsaved) > unsavedMax {
		l.save()
	}
}

// save has what came so far saved, should nothing more come. Each time the whole list is
// written and searched for a secret, so it is not done line by line.
func (l *list) save() {
	if !l.unsaved.IsZero() {
		l.unsaved = time.Time{}
		l.w.tell(flow.Typed{Field: l.info.Field, Text: strings.Join(l.all, "\n")})
	}
}

// leave keeps an unfinished list.
func (l *list) leave() {
	l.items = nil
	if l.over {
		l.w.verdict(checklist.Fail, flow.TooLong)
	}
	if n := len(l.all) - len(l.present); n > 0 {
		l.w.say(fmt.Sprintf("Added to the list, which was not ended: %d.", n))
		l.w.answer(l.info.Field, strings.Join(l.all, "\n"))
		l.present = l.all
	}
}
