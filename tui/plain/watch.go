package plain

import (
	"fmt"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
	"zdg/flow/page"
)

// watch remembers what was printed about a running test, so that nothing is printed twice.
type watch struct {
	before       checklist.Evidence // of the try before
	reported     map[checklist.StepID]bool
	logsReported int
	problem      string
	notice       flow.Notice
	stopping     bool

	authorizeURL string    // the one that was printed
	since        time.Time // when it was
	nudged       bool      // it was asked what the browser shows
	acted        bool      // a line was taken that should end the wait

	menu     *page.Choices   // what the browser may show, as it was listed: numbers choose from it
	pageText strings.Builder // of the page that the browser shows, while page.PageText is open
}

func newWatch(s flow.State) *watch {
	return &watch{before: s.Evidence, reported: map[checklist.StepID]bool{}}
}

// watchTest reports what a running test does until it has ended, and takes lines meanwhile.
func (w *wizard) watchTest() error {
	if w.watch == nil {
		w.watch = newWatch(w.Session.State())
	}
	w.printedRows = map[string]bool{}
	for {
		s := w.Session.State()
		w.reportProgress(s)
		_, left := w.Session.Exit()
		switch {
		case left || s.Page != flow.PageTest || s.Test.Phase == flow.Idle:
			w.watch = nil
			return nil
		case w.err != nil:
			return w.abandon(w.err)
		}
		if err := w.listen(s); err != nil {
			return err
		}
	}
}

// listen waits for what comes first: news of the test, a line, or the time for the nudge.
func (w *wizard) listen(s flow.State) error {
	waiting := s.Test.Wait != nil
	nudge := func() {
		w.say(page.NudgeText)
		w.openPanel(page.Menu)
	}
	p := prompt{name: "waiting for the browser", help: []string{w.waitWords()}, onPause: nudge}
	var late <-chan time.Time
	if waiting && !w.watch.nudged && w.ui.Open != page.PageText {
		late = time.After(page.NudgeAfter - w.Now().Sub(w.watch.since))
	}
	asks := s.Test.Phase == flow.Running && (w.interactive() || waiting && !w.watch.acted)
	text, is, err := w.next(p, asks, late)
	if is {
		w.takeLine(p, cleanLine(text))
	}
	return err
}

// waitActions are the actions of the wait, whichever panel is open.
func (w *wizard) waitActions() []page.Action {
	defer func(panel page.Panel) { w.ui.Open = panel }(w.ui.Open)
	w.ui.Open = page.Closed
	return w.view().Actions
}

// waitWords lists the words that the wait takes.
func (w *wizard) waitWords() string {
	var ways []string
	for _, a := range w.waitActions() {
		switch does := lower(a.Label); {
		case a.Word == "":
		case does == a.Word:
			ways = append(ways, a.Word)
		default:
			ways = append(ways, a.Word+" ("+does+")")
		}
	}
	return "Words: " + strings.Join(append(ways, "back"), ", ") + "."
}

// openPanel opens a panel of the page.
func (w *wizard) openPanel(panel page.Panel) {
	w.ui.Open = panel
	p := w.view()
	w.gap()
	w.title(p)
	for _, b := range p.Blocks {
		if c, is := b.(page.Choices); is {
			w.block(c)
			w.watch.menu, w.watch.nudged = &c, true
			w.say("Answer with the number; back closes this list. Until then the wait goes on.")
		}
	}
}

// takeLine takes a line that was typed while the test runs.
func (w *wizard) takeLine(p prompt, text string) {
	asked, argument, answer := parse(text)
	s, actions := w.Session.State(), w.waitActions()
	named, isNamed := actionNamed(actions, answer)
	waiting := s.Test.Wait != nil
	switch {
	case waiting && w.ui.Open == page.PageText && (prose(asked, argument) || w.watch.pageText.Len() > 0):
		w.pageLine(text) // the text of a page may contain a word like help
	case asked == backWord && waiting && w.ui.Open != page.Closed: // as esc does on screen
		w.closePanel()
		w.watch.menu = nil
		w.say("The wait goes on.")
	case asked == backWord:
		w.fromBack = true
		w.tell(flow.Back{})
	case asked != noWord:
		w.doWord(p, asked, argument)
	case isNamed:
		w.waitAction(named)
	case answer == "" && waiting && s.Practice && len(actions) > 0 && actions[0].Word != "":
		w.waitAction(actions[0])
	case !waiting:
		w.say("The test is running. stop ends it.")
	case answer == "":
		for _, b := range w.view().Blocks {
			if g, is := b.(page.Progress); is {
				w.block(g)
			}
		}
	case w.fromMenu(answer):
	case !strings.Contains(answer, "://") && len(explain.Text(answer)) > 0:
		w.watch.acted, w.watch.problem = true, ""
		w.tell(flow.Showed{Text: answer})
	default:
		w.watch.acted, w.watch.problem = true, ""
		w.tell(flow.Pasted{Text: answer})
	}
}

// waitAction carries out an action of the wait.
func (w *wizard) waitAction(a page.Action) {
	if a.Change != nil {
		w.ui = a.Change(w.ui)
		if a.Event == nil {
			w.openPanel(w.ui.Open)
			return
		}
	}
	switch a.Event.(type) {
	case flow.Consented, flow.Showed:
		w.watch.acted = true
	case flow.OpenAsked:
		w.say("Your browser is asked to open it.")
	}
	w.tell(a.Event)
}

// fromMenu takes a number of the menu. It returns false when the answer is no number, or when
// the menu was not listed.
func (w *wizard) fromMenu(answer string) bool {
	if w.watch.menu == nil {
		return false
	}
	options := w.watch.menu.Options
	i, is := numbered(answer, len(options))
	switch {
	case !is:
		return false
	case i < 0:
		w.verdict(checklist.Fail, fmt.Sprintf("%s is not one of the answers: give a number from 1 to %d", w.quoted(answer), len(options)))
	case options[i].Action.Event == nil:
		w.ui = options[i].Action.Change(w.ui)
		w.say("The text of the page. An empty line ends it:")
	default:
		w.waitAction(options[i].Action)
	}
	return true
}

// pageLine takes a line of the page's text. An empty one ends it. Text that is far longer than
// any error page is cut.
func (w *wizard) pageLine(text string) {
	v := w.watch
	if text != "" {
		if v.pageText.Len() < maxLine {
			v.pageText.WriteString(text + "\n")
		}
		return
	}
	all := v.pageText.String()
	w.closePanel()
	if all == "" {
		w.say("No text was given. The wait goes on.")
		return
	}
	v.acted, v.problem = true, ""
	w.tell(flow.Showed{Text: all})
}

// closePanel closes what is open on the page, and forgets the text of a page.
func (w *wizard) closePanel() {
	w.ui.Open = page.Closed
	w.watch.pageText.Reset()
}

// reportProgress prints what is new about the test.
func (w *wizard) reportProgress(s flow.State) {
	v := w.watch
	for ; v.logsReported < len(s.Test.Log); v.logsReported++ {
		if l := s.Test.Log[v.logsReported]; l.Bad {
			w.say("problem: " + l.Text)
		} else {
			w.say("log: " + l.Text)
		}
	}
	for _, step := range checklist.Settled(s.Draft, s.Evidence) {
		if step.Verdict == checklist.NotRun {
			continue // the page says so at the end
		}
		made, ok := s.Evidence.Step(step.ID)
		if old, had := v.before.Step(step.ID); !ok || v.reported[step.ID] || (had && old.At.Equal(made.At)) {
			continue
		}
		v.reported[step.ID] = true
		r := page.StepRow(s, step)
		w.row(r, 0)
		w.printedRows[verdictLead(r.Mark)+r.Label+": "+r.Value] = true
	}
	if s.Notice != v.notice {
		v.notice = s.Notice
		v.acted = v.acted && !s.Notice.Bad
	}
	switch wait := s.Test.Wait; {
	case wait == nil:
		v.authorizeURL, v.acted, v.menu = "", false, nil
		w.closePanel()
	case wait.AuthorizeURL != v.authorizeURL:
		v.authorizeURL, v.since, v.nudged, v.acted = wait.AuthorizeURL, w.Now(), false, false
		w.inviteToBrowser()
	}
	if s.Test.Problem != v.problem {
		if v.problem = s.Test.Problem; v.problem != "" {
			v.acted = false
			w.verdict(checklist.Fail, v.problem)
		}
	}
}

// inviteToBrowser says what to do in the browser, and what can be typed here.
func (w *wizard) inviteToBrowser() {
	w.gap()
	w.printer.page(w.view())
	w.say(w.waitWords())
	if w.Session.State().Practice {
		w.say("Consent page [allow here], or deny:")
	} else {
		w.say("An empty line tells the time.")
	}
}

// running reports whether a test is running, or has ended without its end being reported.
func (w *wizard) running() bool {
	return w.Session.State().Test.Phase != flow.Idle || w.watch != nil
}
