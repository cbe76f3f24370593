package plain

import (
	"strconv"
	"strings"

	"zdg/checklist"
	"zdg/flow"
)

// wordList names the words for the first line of the dialogue.
const wordList = "back, help, go, quit"

// word is what a line asks for instead of answering.
type word int

const (
	noWord word = iota
	backWord
	helpWord
	quitWord
	goWord
)

// parse tells a word from an answer. The argument is what follows go. A line
// that has a backslash before a word is that word as an answer.
func parse(text string) (w word, argument, answer string) {
	if w, argument = command(text); w != noWord {
		return w, argument, ""
	}
	if bare := strings.TrimLeft(text, `\`); bare != text {
		if c, _ := command(bare); c != noWord {
			return noWord, "", text[1:]
		}
	}
	return noWord, "", text
}

func command(text string) (word, string) {
	fields := strings.Fields(strings.ToLower(text))
	switch {
	case len(fields) == 1 && fields[0] == "back":
		return backWord, ""
	case len(fields) == 1 && (fields[0] == "help" || fields[0] == "?"):
		return helpWord, ""
	case len(fields) == 1 && fields[0] == "quit":
		return quitWord, ""
	case len(fields) == 1 && fields[0] == "go":
		return goWord, ""
	case len(fields) == 2 && fields[0] == "go":
		return goWord, fields[1]
	}
	return noWord, ""
}

// Words that some questions take beside an answer.
const (
	clearWord  = "clear"  // no answer any more
	removeWord = "remove" // in Clean up: the local redirect URLs
	recordWord = "record" // in Clean up: read again what Zendesk has saved

	noSecretWord = "no secret" // after an answer that was not taken because it looks like one
)

// unescaped takes the backslash off a word that a question takes beside an answer.
func unescaped(text string) string {
	bare := strings.TrimLeft(text, `\`)
	if bare != text && (is(bare, clearWord) || is(bare, removeWord) || is(bare, recordWord) || is(bare, noSecretWord)) {
		return text[1:]
	}
	return text
}

func is(text, word string) bool { return strings.EqualFold(text, word) }

// place is the page that a stage's number, a stage or a page is the name of.
func place(name string) (flow.PageID, bool) {
	stages := checklist.Stages()
	if n, err := strconv.Atoi(name); err == nil {
		if n < 1 || n > len(stages) {
			return "", false
		}
		return flow.StagePage(stages[n-1]), true
	}
	name = strings.ReplaceAll(name, "cleanup", "clean-up")
	for _, s := range stages {
		if name == string(s) {
			return flow.StagePage(s), true
		}
	}
	return flow.PageID(name), flow.Known(flow.PageID(name))
}

// goTo takes the word go. False: nothing came of it, and why was said.
func (w *wizard) goTo(name string) bool {
	s := w.Session.State()
	page, found := place(name)
	switch {
	case name == "":
		w.say("Stages reached so far:")
	case !found:
		w.say(w.quoted(name) + ` is no stage. To give this as an answer, put a backslash before it. Stages reached so far:`)
	case flow.Index(page) > flow.Index(s.Reached):
		w.say(flow.PageOf(page).Stage.Title() + " has not been reached yet. Stages reached so far:")
	default:
		w.backwards = false
		w.tell(flow.Jumped{Page: page})
		return true
	}
	for i, stage := range checklist.Stages() {
		if flow.Index(flow.StagePage(stage)) <= flow.Index(s.Reached) {
			w.say("go " + strconv.Itoa(i+1) + ": " + stage.Title())
		}
	}
	return false
}
