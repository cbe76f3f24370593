package plain

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
	"zdg/flow/page"
)

// watch remembers what was said about a running test, so that everything is
// said once.
type watch struct {
	before   checklist.Evidence // of an earlier try
	said     map[checklist.StepID]bool
	logged   int
	waitsFor string // the authorize URL that was shown
	since    time.Time
	nudged   bool
	problem  string
	notice   flow.Notice
	stopping bool
	acted    bool            // a line was taken that should end the wait
	listed   *page.Choices   // what the browser may show was listed: numbers answer it
	text     strings.Builder // of the page that the browser shows, while page.Shown is open
}

func newWatch(s flow.State) *watch {
	return &watch{before: s.Evidence, said: map[checklist.StepID]bool{}}
}

// watchTest says what a running test does until it has ended, and takes lines
// meanwhile.
func (w *wizard) watchTest() error {
	if w.watch == nil {
		w.watch = newWatch(w.Session.State())
	}
	w.told = map[string]bool{}
	for {
		s := w.Session.State()
		w.follow(s)
		_, left := w.Session.Exit()
		switch {
		case left || s.Page != flow.PageTest:
			w.watch = nil
			return nil
		case s.Test.Phase == flow.Idle:
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

// listen waits for whatever comes first: news of the test, a line, the nudge.
func (w *wizard) listen(s flow.State) error {
	waiting := s.Test.Wait != nil
	p := prompt{name: "waiting for the browser", help: []string{w.ways()}}
	var got <-chan line
	if s.Test.Phase == flow.Running && (w.interactive() || waiting && !w.watch.acted) {
		w.in.want()
		got = w.in.got
	}
	var late <-chan time.Time
	if waiting && !w.watch.nudged && w.look.Open != page.PageText {
		timer := time.NewTimer(page.NudgeAfter - w.Now().Sub(w.watch.since))
		defer timer.Stop()
		late = timer.C
	}
	select {
	case <-w.Session.Changed():
		w.news(w.Session.State())
	case l := <-got:
		if l = w.whole(l, false); l.refused() {
			w.verdict(checklist.Fail, l.err.Error())
			return nil
		}
		if l.err != nil {
			return w.ended(p, l.err)
		}
		w.meanwhile(p, printable(l.text))
	case <-late:
		w.say("Nothing yet. Does the browser show an error? Zendesk never sends it back here.")
		w.open(page.Menu)
	case <-w.ctx.Done():
		return w.interrupted(p)
	}
	return nil
}

// waitActions are those of the wait, whatever part of the page is open.
func (w *wizard) waitActions() []page.Action {
	look := w.look
	w.look.Open = page.Closed
	defer func() { w.look = look }()
	return w.view().Actions
}

// ways says which words the wait takes.
func (w *wizard) ways() string {
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

// open shows a part of the page.
func (w *wizard) open(part page.Panel) {
	w.look.Open = part
	p := w.view()
	w.gap()
	w.title(p)
	for _, b := range p.Blocks {
		if c, is := b.(page.Choices); is {
			w.block(c)
			w.watch.listed, w.watch.nudged = &c, true
			w.say("Answer with the number. Until then the wait goes on.")
		}
	}
}

// meanwhile takes a line that was typed while the test runs.
func (w *wizard) meanwhile(p prompt, text string) {
	asked, argument, answer := parse(text)
	s := w.Session.State()
	if s.Test.Wait != nil && w.look.Open == page.PageText && (asked == noWord || w.watch.text.Len() > 0) {
		w.pageLine(text) // a page may hold a line like Help
		return
	}
	switch {
	case asked == backWord:
		w.backwards = true
		w.tell(flow.Back{})
		return
	case asked != noWord:
		w.obey(p, asked, argument)
		return
	}
	for i, a := range w.waitActions() {
		if a.Word == "" || !is(answer, a.Word) && (answer != "" || i > 0 || !s.Practice) {
			continue
		}
		w.wait(a)
		return
	}
	switch {
	case s.Test.Wait == nil:
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

// wait does an action of the wait.
func (w *wizard) wait(a page.Action) {
	if a.Change != nil {
		look := a.Change(w.look)
		if w.look = look; a.Event == nil {
			w.open(look.Open)
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

// fromMenu takes a number of the menu. False: it is no number, or the menu was
// not listed.
func (w *wizard) fromMenu(answer string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(answer, "."))
	if err != nil || w.watch.listed == nil {
		return false
	}
	options := w.watch.listed.Options
	switch {
	case n < 1 || n > len(options):
		w.verdict(checklist.Fail, fmt.Sprintf("%s is none of the answers: give a number from 1 to %d", w.quoted(answer), len(options)))
		return true
	case options[n-1].Action.Event == nil:
		w.look = options[n-1].Action.Change(w.look)
		w.say("The text of the page. An empty line ends it:")
		return true
	}
	w.wait(options[n-1].Action)
	return true
}

// pageLine takes a line of the page's text; an empty one ends it. What is far
// longer than any error page is cut.
func (w *wizard) pageLine(text string) {
	v := w.watch
	if text != "" {
		if v.text.Len() < lineMax {
			v.text.WriteString(text + "\n")
		}
		return
	}
	shown := v.text.String()
	w.closePart()
	if shown == "" {
		w.say("No text was given. The wait goes on.")
		return
	}
	v.acted, v.problem = true, ""
	w.tell(flow.Showed{Text: shown})
}

// closePart takes no further lines of a page's text.
func (w *wizard) closePart() {
	w.look.Open = page.Closed
	w.watch.text.Reset()
}

// follow says what is new about the test.
func (w *wizard) follow(s flow.State) {
	v := w.watch
	for ; v.logged < len(s.Test.Log); v.logged++ {
		if l := s.Test.Log[v.logged]; l.Bad {
			w.say("problem: " + l.Text)
		} else {
			w.say("log: " + l.Text)
		}
	}
	for _, step := range checklist.Settled(s.Draft, s.Evidence) {
		if s.Test.Phase == flow.Idle || step.Verdict == checklist.NotRun {
			continue // the page says it at the end
		}
		made, ok := s.Evidence.Step(step.ID)
		if old, had := v.before.Step(step.ID); !ok || v.said[step.ID] || (had && old.At.Equal(made.At)) {
			continue
		}
		v.said[step.ID] = true
		r := page.StepRow(s, step)
		w.row(r, 0)
		w.told[verdictOf(r.Mark)+r.Label+": "+r.Value] = true
	}
	if s.Notice != v.notice {
		v.notice = s.Notice
		v.acted = v.acted && !s.Notice.Bad
	}
	switch wait := s.Test.Wait; {
	case wait == nil:
		v.waitsFor, v.acted, v.listed = "", false, nil
		w.closePart()
	case wait.AuthorizeURL != v.waitsFor:
		v.waitsFor, v.since, v.nudged, v.acted = wait.AuthorizeURL, w.Now(), false, false
		w.invite()
	}
	if s.Test.Problem != v.problem {
		if v.problem = s.Test.Problem; v.problem != "" {
			v.acted = false
			w.verdict(checklist.Fail, v.problem)
		}
	}
}

// invite says what to do in the browser, and what may be typed here.
func (w *wizard) invite() {
	w.gap()
	w.printer.invite(w.view())
	w.say(w.ways())
	if w.Session.State().Practice {
		w.say("Consent page [allow here], or deny:")
	} else {
		w.say("An empty line tells the time.")
	}
}

// running reports whether a test runs, or has ended and nothing was said of it yet.
func (w *wizard) running() bool {
	return w.Session.State().Test.Phase != flow.Idle || w.watch != nil
}

// stopping says once that a test is being stopped.
func (w *wizard) stopping() {
	if w.watch == nil || !w.watch.stopping {
		w.say("Stopping: revoking the test token and closing the port. This takes at most 5 seconds.")
	}
	if w.watch != nil {
		w.watch.stopping = true
	}
}
