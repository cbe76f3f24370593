package plain

import (
	"fmt"
	"slices"
	"strings"

	"zdg/checklist"
)

// list is the typing of a list: it replaces the present one when an empty line
// ends it; when it is left before that, it is added to the present one, so that
// nothing is lost.
type list struct {
	w     *wizard
	info  checklist.FieldInfo
	items []string
}

// askList asks for one item per line.
func (w *wizard) askList(info checklist.FieldInfo) (move, error) { return w.askListOr(info, nil) }

// askListOr is askList that offers the first line to extra before it is taken as
// an answer; nil for none.
func (w *wizard) askListOr(info checklist.FieldInfo, extra func(text string) (taken bool, m move, err error)) (move, error) {
	for {
		l := &list{w: w, info: info}
		p := prompt{name: info.Title, line: l.line(), help: about(info), commit: l.leave, long: extra != nil}
		present := w.draft().Lines(info.Field)
		for _, item := range present {
			w.say(shown(item))
		}
		w.say("One item per line. An empty line ends the list.")
		text, m, err := w.read(p)
		switch {
		case err != nil || m != onwards:
			return m, err
		}
		if extra != nil {
			switch taken, m, err := extra(text); {
			case err != nil || taken && m != again:
				return m, err
			case taken:
				w.gap()
				continue
			}
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
		p.line, p.long = "", false
		for text != "" {
			l.add(text)
			if text, m, err = w.read(p); err != nil || m != onwards {
				return m, err
			}
		}
		if len(l.items) > 0 && w.answer(info.Field, strings.Join(l.items, "\n")) {
			return onwards, nil
		}
	}
}

// line is the first prompt of the list.
func (l *list) line() string {
	switch n := len(l.w.draft().Lines(l.info.Field)); n {
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
	for _, item := range strings.Fields(unescaped(text)) {
		if err := unusable(l.info.Field, l.w.draft().With(l.info.Field, item)); err != nil {
			l.w.verdict(checklist.Fail, err.Error())
			l.w.say("It was not taken: give it again, or go on with the next one.")
			continue
		}
		l.items = append(l.items, item)
	}
}

// leave keeps an unfinished list.
func (l *list) leave() {
	present := l.w.draft().Lines(l.info.Field)
	all := slices.Clone(present)
	for _, item := range l.items {
		if !slices.Contains(all, item) {
			all = append(all, item)
		}
	}
	l.items = nil
	if n := len(all) - len(present); n > 0 {
		l.w.say(fmt.Sprintf("Added to the list, which was not ended: %d.", n))
		l.w.answer(l.info.Field, strings.Join(all, "\n"))
	}
}
