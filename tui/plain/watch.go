package plain

import (
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/flow"
)

// nudge is after how long it is said what to look at when nothing comes back.
const nudge = 20 * time.Second

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
	acted    bool // a line was taken that should end the wait
	menu     bool // "what does your browser show?" was listed: numbers answer it
	paging   bool // lines are the text of the page that the browser shows
	page     strings.Builder
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
	for {
		s := w.Session.State()
		w.follow(s)
		_, left := w.Session.Exit()
		switch {
		case left || s.Page != flow.PageTest:
			w.watch = nil
			return nil
		case s.Test.Phase == flow.Idle:
			w.gap()
			w.result(s, w.watch.said)
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
	p := prompt{name: "waiting for the browser", help: w.waitHelp(s)}
	var got <-chan line
	if s.Test.Phase == flow.Running && (w.interactive() || waiting && !w.watch.acted) {
		w.in.want()
		got = w.in.got
	}
	var late <-chan time.Time
	if waiting && !w.watch.nudged && !w.watch.paging {
		timer := time.NewTimer(nudge - w.Now().Sub(w.watch.since))
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
		w.say("Nothing came back yet. Zendesk's error pages never come back here: does the browser show one?")
		w.listMenu()
	case <-w.ctx.Done():
		return w.interrupted(p)
	}
	return nil
}

// meanwhile takes a line that was typed while the test runs.
func (w *wizard) meanwhile(p prompt, text string) {
	asked, argument, answer := parse(text)
	s := w.Session.State()
	wait := s.Test.Wait
	if wait != nil && w.watch.paging && (asked == noWord || w.watch.page.Len() > 0) {
		w.pageLine(text) // a page may hold a line like Help
		return
	}
	switch {
	case asked == backWord || is(answer, "stop"):
		if asked == backWord {
			w.backwards = true
			w.tell(flow.Back{})
		} else {
			w.tell(flow.Stopped{})
		}
	case asked != noWord:
		w.obey(p, asked, argument)
	case wait == nil:
		w.say("The test is running. stop ends it.")
	case s.Practice && (answer == "" || is(answer, "allow") || is(answer, "deny")):
		w.watch.acted = true
		w.tell(flow.Consented{Allow: !is(answer, "deny")})
	case answer == "":
		w.clock(s)
	case is(answer, "open"):
		w.tell(flow.OpenAsked{URL: wait.AuthorizeURL})
	case is(answer, "other"):
		w.tell(flow.OpenAsked{URL: flow.LogoutURL(s)})
		w.say("Signing out in the browser; when it has, type open to authorize as somebody else.")
	case is(answer, "menu"):
		w.listMenu()
	case w.fromMenu(answer):
	case !strings.Contains(answer, "://") && len(explain.Text(answer)) > 0:
		w.watch.acted, w.watch.problem = true, ""
		w.tell(flow.Showed{Text: answer})
	default:
		w.watch.acted = true
		w.watch.problem = ""
		w.tell(flow.Pasted{Text: answer})
	}
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
		made, ok := s.Evidence.Step(step.ID)
		if old, had := v.before.Step(step.ID); !ok || v.said[step.ID] || (had && old.At.Equal(made.At)) {
			continue
		}
		v.said[step.ID] = true
		w.step(step)
	}
	if s.Notice != v.notice {
		v.notice = s.Notice
		v.acted = v.acted && !s.Notice.Bad
	}
	switch wait := s.Test.Wait; {
	case wait == nil:
		v.waitsFor, v.acted, v.menu = "", false, false
		v.endPage()
	case wait.AuthorizeURL != v.waitsFor:
		v.waitsFor, v.since, v.nudged, v.acted = wait.AuthorizeURL, w.Now(), false, false
		w.wait(s)
	}
	if s.Test.Problem != v.problem {
		if v.problem = s.Test.Problem; v.problem != "" {
			v.acted = false
			w.verdict(checklist.Fail, v.problem)
		}
	}
}

// stopping says once that a test is being stopped.
func (w *wizard) stopping() {
	if w.watch == nil || !w.watch.stopping {
		w.say("Stopping: the test token is revoked and the port closed. This takes 5 seconds at most.")
	}
	if w.watch != nil {
		w.watch.stopping = true
	}
}
