package plain

import (
	"fmt"
	"strings"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// askField asks for an answer.
func (w *wizard) askField(p page.Page, info checklist.FieldInfo, number, of int) (move, error) {
	w.question(info, number, of)
	switch info.Shape {
	case checklist.ShapeChoice, checklist.ShapeYesNo:
		return w.askChoice(p, info)
	case checklist.ShapeLines:
		return w.askList(p, info)
	}
	return w.askText(p, info)
}

// question writes what is asked.
func (w *wizard) question(info checklist.FieldInfo, number, of int) {
	title := info.Title
	if note := page.NeedNote(info); note != "" {
		title += " (" + note + ")"
	}
	w.headed(number, of, title)
	w.say(info.Comment)
	if !w.draft().Has(info.Field) && len(page.Options(info)) == 0 {
		w.say("such as " + info.Example)
	}
}

// headed heads a question.
func (w *wizard) headed(number, of int, title string) {
	w.gap()
	w.say(fmt.Sprintf("Question %d of %d: %s", number, of, title))
}

// about is the help of a question.
func about(info checklist.FieldInfo) []string {
	lines := []string{
		strings.TrimSuffix(info.Title, "?") + ": " + info.Comment + ".",
		"Such as " + info.Example + ".",
	}
	if len(page.Options(info)) > 0 {
		return append(lines, "Answer with the number or the word. To take the answer away: "+clearWord+".")
	}
	return append(lines, "To take the answer away: "+clearWord+".")
}

// current is the prompt's line: the title, and the answer that an empty line takes.
func current(title, answer string) string {
	if answer != "" {
		title = strings.TrimSuffix(title, "?") + " [" + shown(answer) + "]"
	}
	if strings.HasSuffix(title, "?") {
		return title
	}
	return title + ":"
}

// askText asks for one line.
func (w *wizard) askText(of page.Page, info checklist.FieldInfo) (move, error) {
	for {
		before := w.draft().Get(info.Field)
		present := before
		if present != "" && w.Session.Doubts(info.Field, present) {
			present = "•••" // from the file: it is not shown
		}
		text, m, err := w.read(prompt{name: info.Title, line: current(info.Title, present), help: about(info)})
		if err != nil || m != onwards {
			return m, err
		}
		if a, is := wordAt(of, text); is {
			return w.act(a)
		}
		switch {
		case text == "":
			text = before
		case is(text, clearWord):
			text = ""
		case is(text, noSecretWord) && w.vouch(info.Field):
			return onwards, nil
		default:
			text = unescaped(text)
		}
		if w.answer(info.Field, text) {
			return onwards, nil
		}
	}
}

// answer tells an answer as typed and prints what the checks say about it.
// False: the page cannot be left with it, and it is to be asked for again.
func (w *wizard) answer(f checklist.Field, typed string) bool {
	fresh := typed != w.draft().Get(f)
	s := w.tell(flow.Answered{Field: f, Typed: typed})
	if s.Doubted == f {
		w.held[f] = typed
		w.say("If it is no secret and may be saved, answer: " + noSecretWord)
		return false
	}
	if f == checklist.FieldLogoFile && fresh && s.Draft.Has(f) {
		w.until(func(s flow.State) bool { return s.Evidence.Logo != nil || s.Notice.Bad })
	}
	said := w.findings(f)
	bad := unusable(f, w.draft())
	if home, _ := flow.PageFor(f); bad == nil || home != s.Page {
		return true
	}
	if !strings.Contains(said, bad.Error()) {
		w.verdict(checklist.Fail, bad.Error())
	}
	return false
}

// vouch gives the person's word that the last answer to f, or the present one, is
// no secret. False: there is none that looks like one.
func (w *wizard) vouch(f checklist.Field) bool {
	typed, held := w.held[f]
	if !held {
		typed = w.draft().Get(f)
		held = typed != "" && w.Session.Doubts(f, typed)
	}
	if held {
		delete(w.held, f)
		w.tell(flow.Vouched{Field: f, Typed: typed})
		w.findings(f)
	}
	return held
}

// findings writes what fails or warns about a field and was not measured by a
// test, and returns what it wrote.
func (w *wizard) findings(f checklist.Field) string {
	var said strings.Builder
	s := w.Session.State()
	for _, r := range checklist.Judge(s.Draft, s.Evidence) {
		if r.Field != f || r.Of != "" || (r.Verdict != checklist.Fail && r.Verdict != checklist.Warn) {
			continue
		}
		text := r.Finding.Fix
		if text == "" {
			text = r.Title
		}
		w.verdict(r.Verdict, text)
		said.WriteString(text + "\n")
	}
	return said.String()
}

// unusable says why an answer cannot be used at all: the process would not go
// past it.
func unusable(f checklist.Field, d checklist.Draft) error {
	if page, ok := flow.PageFor(f); ok {
		if bad, err := flow.Blocked(page, d); bad == f {
			return err
		}
	}
	return nil
}
