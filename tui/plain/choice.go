package plain

import (
	"fmt"
	"strconv"
	"strings"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// askChoice asks for one of the options, by number or word.
func (w *wizard) askChoice(of page.Page, info checklist.FieldInfo) (move, error) {
	all := page.Options(info)
	for i, o := range all {
		w.say(fmt.Sprintf("%d. %s", i+1, optionLine(info.Field, o)))
	}
	for {
		before := w.draft().Get(info.Field)
		text, m, err := w.read(prompt{name: info.Title, line: promptLine(info.Title, before), help: fieldHelp(info)})
		if err != nil || m != moveOn {
			return m, err
		}
		if a, is := actionNamed(of, text); is {
			return w.act(a)
		}
		chosen, ok := choose(info, text)
		switch {
		case text == "":
			chosen = before
		case strings.EqualFold(text, clearWord):
			chosen = ""
		case !ok:
			w.verdict(checklist.Fail, fmt.Sprintf("%s is not one of the answers: give a number from 1 to %d, or the word", w.quoted(text), len(all)))
			continue
		}
		if w.answer(info.Field, chosen) {
			return moveOn, nil
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

// choose finds the option that is meant by a number, its word, its label, or a beginning of
// its word that no other option has.
func choose(info checklist.FieldInfo, text string) (string, bool) {
	all := page.Options(info)
	if n, err := strconv.Atoi(strings.TrimSuffix(text, ".")); err == nil {
		if n < 1 || n > len(all) {
			return "", false
		}
		return all[n-1], true
	}
	var candidates []string
	for _, o := range all {
		if strings.EqualFold(text, o) || strings.EqualFold(text, flow.Label(info.Field, o)) {
			return o, true
		}
		if text != "" && strings.HasPrefix(o, strings.ToLower(text)) {
			candidates = append(candidates, o)
		}
	}
	if len(candidates) == 1 {
		return candidates[0], true
	}
	return "", false
}
