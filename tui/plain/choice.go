package plain

import (
	"fmt"
	"strconv"
	"strings"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// askChoice asks for one of some answers, by number or word.
func (w *wizard) askChoice(of page.Page, info checklist.FieldInfo) (move, error) {
	all := page.Options(info)
	for i, o := range all {
		w.say(fmt.Sprintf("%d. %s", i+1, optionLine(info.Field, o)))
	}
	for {
		before := w.draft().Get(info.Field)
		text, m, err := w.read(prompt{name: info.Title, line: current(info.Title, before), help: about(info)})
		if err != nil || m != onwards {
			return m, err
		}
		if a, is := wordAt(of, text); is {
			return w.act(a)
		}
		chosen, ok := choose(info, text)
		switch {
		case text == "":
			chosen = before
		case is(text, clearWord):
			chosen = ""
		case !ok:
			w.verdict(checklist.Fail, fmt.Sprintf("%s is none of the answers: give a number from 1 to %d, or the word", w.quoted(text), len(all)))
			continue
		}
		if w.answer(info.Field, chosen) {
			return onwards, nil
		}
	}
}

// optionLine is the word to answer with, and what it stands for.
func optionLine(f checklist.Field, option string) string {
	if label := flow.Label(f, option); label != option {
		return option + ": " + label
	}
	return option
}

// choose finds the answer meant by a number, a word, its label, or a beginning
// of the word that only one has.
func choose(info checklist.FieldInfo, text string) (string, bool) {
	all := page.Options(info)
	if n, err := strconv.Atoi(strings.TrimSuffix(text, ".")); err == nil {
		if n < 1 || n > len(all) {
			return "", false
		}
		return all[n-1], true
	}
	var begin []string
	for _, o := range all {
		if is(text, o) || is(text, flow.Label(info.Field, o)) {
			return o, true
		}
		if text != "" && strings.HasPrefix(o, strings.ToLower(text)) {
			begin = append(begin, o)
		}
	}
	if len(begin) == 1 {
		return begin[0], true
	}
	return "", false
}
