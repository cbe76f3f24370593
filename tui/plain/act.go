package plain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// defaultAction is what an empty line does: the action that Enter has on screen, else the one
// that goes on.
func defaultAction(p page.Page) (page.Action, bool) {
	for _, a := range p.Actions {
		if a.Key == "enter" && (a.Event != nil || a.Next) {
			return a, true
		}
	}
	for _, a := range p.Actions {
		if a.Event == flow.Event(flow.Continued{}) {
			return a, true
		}
	}
	return page.Action{}, false
}

// canFinish reports whether the wizard can be finished on a page. Such a page does not go on
// by itself after its last question.
func canFinish(p page.Page) bool {
	return slices.ContainsFunc(p.Actions, func(a page.Action) bool { return a.Event == flow.Event(flow.Left{How: flow.Finished}) })
}

// actionNamed is the action whose word a line is. Every question of the page takes these words,
// since what the page says about them stands above all of its questions.
func actionNamed(all []page.Action, text string) (page.Action, bool) {
	i := slices.IndexFunc(all, func(a page.Action) bool { return a.Word != "" && strings.EqualFold(text, a.Word) })
	if i < 0 {
		return page.Action{}, false
	}
	return all[i], true
}

// numberedRows are the rows of a page that can be named by a number.
func numberedRows(p page.Page) []page.Row {
	var rows []page.Row
	for _, b := range p.Blocks {
		if r, is := b.(page.Row); is && isNumbered(r) {
			rows = append(rows, r)
		}
	}
	return rows
}

// isNumbered reports whether a row has an action that makes sense line by line.
func isNumbered(r page.Row) bool {
	return r.Action.Change != nil || r.Action.Event != nil && r.Action.Event != flow.Event(flow.Continued{})
}

// askAction asks what to do on a page. The answer is an empty line, a word or a number.
func (w *wizard) askAction(p page.Page) (move, error) {
	info := flow.PageOf(w.Session.State().Page)
	name := cmp.Or(info.Short, info.Stage.Title())
	line, help := name, ""
	empty, some := defaultAction(p)
	if some {
		line += " [" + lower(empty.Label) + "]"
		help = "An empty line: " + lower(empty.Label) + "."
	}
	var ways []string
	if rows := numberedRows(p); len(rows) > 0 {
		ways = append(ways, "a number")
		help += " A number: " + lower(rows[0].Action.Label) + "."
	}
	for _, a := range p.Actions {
		if a.Word != "" && a.Key != empty.Key {
			ways = append(ways, a.Word)
			help += " " + a.Word + ": " + a.Label + "."
		}
	}
	if n := len(ways); n > 0 {
		line += ", " + strings.Join(append(append([]string{}, ways[:n-1]...), "or "+ways[n-1]), ", ")
	}
	w.gap()
	text, m, err := w.read(prompt{name: name, line: line + ":", help: []string{strings.TrimSpace(help)}})
	switch {
	case err != nil || m != moveOn:
		return m, err
	case some && (text == "" || strings.EqualFold(text, empty.Label)):
		return w.act(empty)
	}
	if m, done, err := w.doNamed(p, text); done {
		return m, err
	}
	w.verdict(checklist.Fail, fmt.Sprintf("%s is not one of the answers: %s", w.quoted(text), lower(strings.TrimSpace(help))))
	return moveRepeat, nil
}

// doNamed does what a word or a number asks for. done is false when text is neither.
func (w *wizard) doNamed(p page.Page, text string) (m move, done bool, err error) {
	if a, ok := actionNamed(p.Actions, text); ok {
		m, err = w.act(a)
		return m, true, err
	}
	w.ui.Expanded = ""
	rows := numberedRows(w.view())
	i, _ := numbered(text, len(rows))
	if i < 0 {
		return moveRepeat, false, nil
	}
	m, err = w.act(rows[i].Action)
	if m == moveRedraw { // the row is expanded now: that alone is written
		w.gap()
		w.row(numberedRows(w.view())[i], i+1)
		m = moveRepeat
	}
	return m, true, err
}

// act carries out an action.
func (w *wizard) act(a page.Action) (move, error) {
	if a.Change != nil {
		w.ui = a.Change(w.ui)
	}
	before := w.Session.State()
	switch e := a.Event.(type) {
	case nil:
		if a.Next && a.Copy == "" { // on screen, the focus would move to the first question
			return moveFirst, nil
		}
		return moveRedraw, nil
	case flow.Continued:
		return moveOn, nil
	case flow.RecordAsked:
		return w.readRecord()
	case flow.TookLocalOff:
		if s := w.tell(e); s.Practice { // what is saved is read again, which ends with a notice
			w.waitFor(func(s flow.State) bool { return s.Notice.Text != "" })
			w.printNotice(w.Session.State())
		}
		w.findings(checklist.FieldRedirectURLs)
		return moveOn, nil
	case flow.Started:
		w.say("The test has begun.")
		w.watch = newWatch(before)
		w.tell(e)
		return moveRedraw, nil
	case flow.RehearsalAsked:
		w.tell(e)
		w.waitFor(func(s flow.State) bool { return !s.Looking })
		w.printNotice(w.Session.State())
		return moveRedraw, nil
	case flow.OpenAsked:
		w.tell(e)
		w.say("Your browser is asked to open it.")
		return moveRepeat, nil
	default:
		if s := w.tell(e); s.Page != before.Page || s.Leaving {
			return moveAway, nil
		}
		return moveRepeat, nil
	}
}

// lower is a text with a small first letter, for use within a sentence.
func lower(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[n:]
}
