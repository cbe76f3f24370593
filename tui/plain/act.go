package plain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// onEmpty is the action of an empty line: the one that a screen has on Enter, else the one
// that goes on.
func onEmpty(p page.Page) (page.Action, bool) {
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

// ends reports whether the wizard can be finished on a page: there nothing but a word or an
// empty line at its end goes on.
func ends(p page.Page) bool {
	return slices.ContainsFunc(p.Actions, func(a page.Action) bool { return a.Event == flow.Event(flow.Left{How: flow.Finished}) })
}

// wordAt is the action that a line asks for at a question of a page on which the wizard can be
// finished: who has nothing to answer there today need not go through its questions.
func wordAt(p page.Page, text string) (page.Action, bool) {
	for _, a := range p.Actions {
		if ends(p) && a.Word != "" && is(text, a.Word) {
			return a, true
		}
	}
	return page.Action{}, false
}

// numbered are the rows of a page that a number does something with.
func numbered(p page.Page) []page.Row {
	var rows []page.Row
	for _, b := range p.Blocks {
		if r, is := b.(page.Row); is && isNumbered(r) {
			rows = append(rows, r)
		}
	}
	return rows
}

func isNumbered(r page.Row) bool {
	return r.Action.Change != nil || r.Action.Event != nil && r.Action.Event != flow.Event(flow.Continued{})
}

// askNext asks what to do on a page: an empty line, a word or a number does it.
func (w *wizard) askNext(p page.Page) (move, error) {
	name := flow.PageOf(w.Session.State().Page).Short
	if name == "" {
		name = flow.PageOf(w.Session.State().Page).Stage.Title()
	}
	line, help := name, ""
	empty, some := onEmpty(p)
	if some {
		line += " [" + lower(empty.Label) + "]"
		help = "An empty line: " + lower(empty.Label) + "."
	}
	var ways []string
	if rows := numbered(p); len(rows) > 0 {
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
	case err != nil || m != onwards:
		return m, err
	case text == "" && some:
		return w.act(empty)
	}
	if m, done, err := w.offer(p, text); done {
		return m, err
	}
	w.verdict(checklist.Fail, fmt.Sprintf("%s is none of the answers: %s", w.quoted(text), strings.TrimSpace(help)))
	return again, nil
}

// offer does what a word or a number asks for; done is false when it is neither.
func (w *wizard) offer(p page.Page, text string) (m move, done bool, err error) {
	for _, a := range p.Actions {
		if a.Word != "" && is(text, a.Word) {
			m, err = w.act(a)
			return m, true, err
		}
	}
	w.look.Expanded = ""
	rows := numbered(w.view())
	n, _ := strconv.Atoi(strings.TrimSuffix(text, ".")) // of what is none it is 0, or out of range
	if n < 1 || n > len(rows) {
		return again, false, nil
	}
	m, err = w.act(rows[n-1].Action)
	if m == anew { // it shows more of the row
		w.gap()
		w.row(numbered(w.view())[n-1], n)
		m = again
	}
	return m, true, err
}

// act does an action.
func (w *wizard) act(a page.Action) (move, error) {
	if a.Change != nil {
		w.look = a.Change(w.look)
	}
	before := w.Session.State()
	switch e := a.Event.(type) {
	case nil:
		if a.Next && a.Copy == "" { // on a screen the focus goes to the first question
			return first, nil
		}
		return anew, nil
	case flow.Continued:
		return onwards, nil
	case flow.RecordAsked:
		return w.readRecord()
	case flow.TookLocalOff:
		w.removeLocal()
		return onwards, nil
	case flow.Started:
		w.say("The test has begun.")
		w.watch = newWatch(before)
		w.tell(e)
		return anew, nil
	case flow.RehearsalAsked:
		w.tell(e)
		w.until(func(s flow.State) bool { return !s.Looking })
		w.news(w.Session.State())
		return anew, nil
	case flow.OpenAsked:
		w.tell(e)
		w.say("Your browser is asked to open it.")
		return again, nil
	default:
		if s := w.tell(e); s.Page != before.Page || s.Leaving {
			return away, nil
		}
		return again, nil
	}
}

func (w *wizard) removeLocal() {
	if s := w.tell(flow.TookLocalOff{}); s.Practice { // the record is read again, which ends in a notice
		w.until(func(s flow.State) bool { return s.Notice.Text != "" })
		w.news(w.Session.State())
	}
	w.findings(checklist.FieldRedirectURLs)
}

// askEntry asks for a text that is no answer and not secret.
func (w *wizard) askEntry(p page.Page, e page.Entry) (move, error) {
	w.gap()
	if e.Multiline {
		return w.askLines(e)
	}
	help := "Type it in full: " + lower(e.Label) + "."
	if rows := numbered(p); len(rows) > 0 {
		help += " A number: " + lower(rows[0].Action.Label) + "."
	}
	for {
		text, m, err := w.read(prompt{name: e.Label, line: e.Label + ":", help: []string{help}})
		if err != nil || m != onwards {
			return m, err
		}
		if event := e.Submit(text); text != "" && event != nil {
			before := w.Session.State().Page
			if s := w.tell(event); s.Page != before || s.Leaving {
				return away, nil
			}
			return again, nil
		}
		if m, done, err := w.offer(p, text); done {
			return m, err
		}
		w.verdict(checklist.Fail, page.NotAccepted)
	}
}

// lower begins a text that stands in a sentence with a small letter.
func lower(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[n:]
}
