package plain

import (
	"fmt"
	"strings"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// askField asks a question of the process. number of of is its place on the page.
func (w *wizard) askField(p page.Page, info checklist.FieldInfo, number, of int) (move, error) {
	title := info.Title
	if note := page.NeedNote(info, w.draft()); note != "" {
		title += " (" + note + ")"
	}
	w.questionHeading(number, of, title)
	w.say(info.Comment)
	options := page.Options(info)
	if !w.draft().Has(info.Field) && len(options) == 0 {
		w.say("such as " + info.Example)
	}
	if info.Shape == checklist.ShapeLines {
		return w.askList(p, info)
	}
	for i, o := range options {
		line := fmt.Sprintf("%d. %s", i+1, o)
		if label := flow.Label(info.Field, o); label != o {
			line += ": " + label
		}
		w.say(line)
	}
	return w.askLine(p, info, options)
}

// questionHeading writes the line above a question.
func (w *wizard) questionHeading(number, of int, title string) {
	w.gap()
	w.say(fmt.Sprintf("Question %d of %d: %s", number, of, title))
}

// fieldHelp is the help for a question.
func fieldHelp(info checklist.FieldInfo) []string {
	lines := []string{
		strings.TrimSuffix(info.Title, "?") + ": " + page.Sentence(info.Comment),
		"Such as " + info.Example + ".",
	}
	remove := "To remove the answer: " + clearWord + "."
	if len(page.Options(info)) > 0 {
		remove = "Answer with the number or the word. " + remove
	}
	return append(lines, remove)
}

// promptLine is the line that asks: the title, and in brackets the answer that an empty line
// takes.
func promptLine(title, answer string) string {
	if answer != "" {
		title = strings.TrimSuffix(title, "?") + " [" + oneLine(answer) + "]"
	}
	if strings.HasSuffix(title, "?") {
		return title
	}
	return title + ":"
}

// askLine asks for an answer of one line; where there are options, for one of them.
func (w *wizard) askLine(of page.Page, info checklist.FieldInfo, options []string) (move, error) {
	for {
		before := w.draft().Get(info.Field)
		present := before
		if present != "" && w.Session.Doubts(info.Field, present) {
			present = "•••" // it came from the file: it is not shown
		}
		text, m, err := w.read(prompt{name: info.Title, line: promptLine(info.Title, present), help: fieldHelp(info)})
		if err != nil || m != moveOn {
			return m, err
		}
		if a, is := actionNamed(of.Actions, text); is {
			return w.act(a)
		}
		chosen, isOption := choose(info.Field, options, text)
		switch {
		case text == "":
			text = before
		case strings.EqualFold(text, clearWord):
			text = ""
		case isOption:
			text = chosen
		case len(options) > 0:
			w.verdict(checklist.Fail, fmt.Sprintf("%s is not one of the answers: give a number from 1 to %d, or the word", w.quoted(text), len(options)))
			continue
		case strings.EqualFold(text, noSecretWord) && w.vouch(info.Field):
			return moveOn, nil
		default:
			text = unescaped(text)
		}
		if w.answer(info.Field, text) {
			return moveOn, nil
		}
	}
}

// choose finds the option that is meant by a number, its word, its label, or a beginning of
// its word that no other option has.
func choose(f checklist.Field, options []string, text string) (string, bool) {
	if i, _ := numbered(text, len(options)); i >= 0 {
		return options[i], true
	}
	var candidates []string
	for _, o := range options {
		if strings.EqualFold(text, o) || strings.EqualFold(text, flow.Label(f, o)) {
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

// answer tells the process an answer as it was typed, and writes what the checks say about
// it. It returns false when the page cannot be left with this answer: it has to be asked for
// again.
func (w *wizard) answer(f checklist.Field, typed string) bool {
	fresh := typed != w.draft().Get(f)
	s := w.tell(flow.Answered{Field: f, Typed: typed})
	if s.Doubted == f {
		w.rejected[f] = typed
		w.say("If it is no secret and may be saved, answer: " + noSecretWord)
		return false
	}
	if f == checklist.FieldLogoFile && fresh && s.Draft.Has(f) {
		w.waitFor(func(s flow.State) bool { return s.Evidence.Logo != nil || s.Notice.Bad })
	}
	said := w.findings(f)
	bad := blockedBy(f, w.draft())
	if home, _ := flow.PageFor(f); bad == nil || home != s.Page {
		return true
	}
	if !strings.Contains(said, bad.Error()) {
		w.verdict(checklist.Fail, bad.Error())
	}
	return false
}

// vouch says for the person that the last answer to f, or the present one, is not a secret. It
// returns false when there is no such answer that looks like one.
func (w *wizard) vouch(f checklist.Field) bool {
	typed, held := w.rejected[f]
	if !held {
		typed = w.draft().Get(f)
		held = typed != "" && w.Session.Doubts(f, typed)
	}
	if held {
		delete(w.rejected, f)
		w.tell(flow.Vouched{Field: f, Typed: typed})
		w.findings(f)
	}
	return held
}

// findings writes what fails or warns about a field, unless a test measured it, and returns
// what it wrote.
func (w *wizard) findings(f checklist.Field) string {
	var said strings.Builder
	s := w.Session.State()
	for _, r := range checklist.Judge(s.Draft, s.Evidence) {
		if r.Field != f || r.Of != "" || (r.Verdict != checklist.Fail && r.Verdict != checklist.Warn) {
			continue
		}
		text := page.Verdict(r)
		if text == "" {
			text = r.Title
		}
		w.verdict(r.Verdict, text)
		said.WriteString(text + "\n")
	}
	return said.String()
}

// blockedBy says why the answer to f cannot be used at all, so that its page cannot be left;
// nil when it can.
func blockedBy(f checklist.Field, d checklist.Draft) error {
	if id, ok := flow.PageFor(f); ok {
		if bad, err := flow.Blocked(id, d); bad == f {
			return err
		}
	}
	return nil
}
