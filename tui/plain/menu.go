package plain

import (
	"fmt"
	"strconv"
	"strings"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
)

// listMenu asks what the browser shows. From now on a number answers it.
func (w *wizard) listMenu() {
	w.watch.menu, w.watch.nudged = true, true
	w.gap()
	w.say("What does your browser show?")
	for _, choice := range explain.Menu() {
		w.say(choice.Key + ". " + choice.Label)
	}
	w.say("Answer with the number. Until then the wait goes on.")
}

// fromMenu takes a number of the menu. False: it is no number, or the menu was
// not listed.
func (w *wizard) fromMenu(answer string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(answer, "."))
	if err != nil || !w.watch.menu {
		return false
	}
	menu := explain.Menu()
	switch {
	case n < 1 || n > len(menu):
		w.verdict(checklist.Fail, fmt.Sprintf("%s is none of the answers: give a number from 1 to %d", w.quoted(answer), len(menu)))
	case menu[n-1].Code == "":
		w.watch.paging = true
		w.say("The text of the page. An empty line ends it:")
	default:
		w.watch.acted = true
		w.tell(flow.Showed{Code: menu[n-1].Code})
	}
	return true
}

// pageLine takes a line of the page's text; an empty one ends it. What is far
// longer than any error page is cut.
func (w *wizard) pageLine(text string) {
	v := w.watch
	if text != "" {
		if v.page.Len() < lineMax {
			v.page.WriteString(text + "\n")
		}
		return
	}
	page := v.page.String()
	v.endPage()
	if page == "" {
		w.say("No text was given. The wait goes on.")
		return
	}
	v.acted, v.problem = true, ""
	w.tell(flow.Showed{Text: page})
}

// endPage takes no further lines of a page's text.
func (v *watch) endPage() {
	v.paging = false
	v.page.Reset()
}
