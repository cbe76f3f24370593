package plain

import (
	"slices"
	"strconv"
	"strings"

	"zdg/checklist"
	"zdg/flow"
	"zdg/flow/page"
)

// wordList names the words, for the first line of the dialogue.
const wordList = "back, help, go, quit"

// word is what a line asks for instead of answering.
type word string

const (
	noWord   word = ""
	backWord word = "back"
	helpWord word = "help"
	quitWord word = "quit"
	goWord   word = "go"
)

// parse tells a word from an answer. argument is what follows go, in small letters, with single
// spaces. A word with a backslash before it is an answer, without that backslash.
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

// command is the word that a line is, with the argument of go.
func command(text string) (word, string) {
	fields := strings.Fields(strings.ToLower(text))
	switch {
	case len(fields) == 0:
	case fields[0] == "go": // the title of a stage may have several words
		return goWord, strings.Join(fields[1:], " ")
	case len(fields) == 1 && fields[0] == "?":
		return helpWord, ""
	case len(fields) == 1 && slices.Contains([]word{backWord, helpWord, quitWord}, word(fields[0])):
		return word(fields[0]), ""
	}
	return noWord, ""
}

// Words that some questions take besides an answer.
const (
	clearWord    = "clear"     // no answer any more
	noSecretWord = "no secret" // after an answer that was not taken because it looks like one
)

// unescaped removes the backslash before a word that a question takes besides an answer; remove
// and record are those of Clean up.
func unescaped(text string) string {
	bare := strings.TrimLeft(text, `\`)
	isWord := func(word string) bool { return strings.EqualFold(bare, word) }
	if bare != text && slices.ContainsFunc([]string{clearWord, noSecretWord, "remove", "record"}, isWord) {
		return text[1:]
	}
	return text
}

// numbered is the index of what a line names by its number, in a list that counts n from 1; -1 for
// a number that the list does not have. is reports whether the line is a number.
func numbered(text string, n int) (i int, is bool) {
	number, err := strconv.Atoi(strings.TrimSuffix(text, "."))
	if err != nil || number < 1 || number > n {
		return -1, err == nil
	}
	return number - 1, true
}

// prose is a line of a text that somebody else wrote, of which asked and argument were read. The
// text may begin with go: only a place makes a word of that.
func prose(asked word, argument string) bool {
	_, found := pageNamed(argument)
	return asked == noWord || asked == goWord && argument != "" && !found
}

// pageNamed finds the page that is meant by the number of a stage, by its title or a beginning
// of it that no other stage has, or by the name of a page. What goTo lists is taken as it
// stands there: "6: clean up".
func pageNamed(name string) (flow.PageID, bool) {
	stages := checklist.Stages()
	number, _, _ := strings.Cut(name, ":")
	if i, _ := numbered(number, len(stages)); i >= 0 {
		return flow.StagePage(stages[i]), true
	}
	bare := func(s string) string { return strings.NewReplacer(" ", "", "-", "").Replace(strings.ToLower(s)) }
	var candidates []flow.PageID
	for _, s := range stages {
		switch {
		case bare(name) == bare(s.Title()):
			return flow.StagePage(s), true
		case name != "" && strings.HasPrefix(bare(s.Title()), bare(name)):
			candidates = append(candidates, flow.StagePage(s))
		}
	}
	if id := flow.PageID(name); flow.Known(id) {
		return id, true
	}
	if len(candidates) == 1 {
		return candidates[0], true
	}
	return "", false
}

// goTo obeys the word go. When it cannot, it says why and returns false.
func (w *wizard) goTo(name string) bool {
	s := w.Session.State()
	id, found := pageNamed(name)
	switch {
	case name == "":
		w.say("Stages reached so far:")
	case !found:
		w.say(w.quoted(name) + ` is not a stage. To give this as an answer, put a backslash before it. Stages reached so far:`)
	case flow.Index(id) > flow.Index(s.Reached):
		w.say(flow.PageOf(id).Stage.Title() + " has not been reached yet. Stages reached so far:")
	default:
		w.fromBack = false
		w.tell(flow.Jumped{Page: id})
		return true
	}
	for i, stage := range page.ReachedStages(s) {
		w.say("go " + strconv.Itoa(i+1) + ": " + stage.Title())
	}
	return false
}
