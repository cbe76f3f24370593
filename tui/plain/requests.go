package plain

import (
	"fmt"
	"strconv"
	"strings"

	"zdg/flow"
)

// listRequests lists the requests of the last test; a number shows one.
func (w *wizard) listRequests(s flow.State) {
	w.gap()
	w.say("What was sent and what came, secrets masked:")
	for i, e := range s.Test.Traffic {
		w.say(fmt.Sprintf("%d. %s: %s", i+1, e.Step, e.Title))
	}
	w.say("A number shows one, with its answer and as a curl command.")
}

// showRequest writes the request of a number with its answer, and as a command
// to be copied. False: it is no number of the list.
func (w *wizard) showRequest(s flow.State, number string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(number, "."))
	if err != nil || n < 1 || n > len(s.Test.Traffic) {
		return false
	}
	e := s.Test.Traffic[n-1]
	w.gap()
	w.printer.lines(strings.TrimRight(e.Detail, "\n"))
	w.gap()
	w.printer.lines(strings.TrimRight(e.Curl, "\n"))
	return true
}
