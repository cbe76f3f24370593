package plain

import (
	"fmt"

	"zdg/checklist"
	"zdg/flow"
)

// testPage starts the test authorization, waits with the person, and says what
// was seen.
func (w *wizard) testPage() error {
	w.backwards, w.startAt = false, ""
	w.testHead()
	for {
		s := w.Session.State()
		_, left := w.Session.Exit()
		switch {
		case left || s.Page != flow.PageTest:
			return nil
		case s.Test.Phase != flow.Idle || w.watch != nil: // it may have ended before this look at it
			if err := w.watchTest(); err != nil {
				return err
			}
			continue
		}
		m, err := w.askTest(s)
		switch {
		case err != nil || m == away:
			return err
		case m == back:
			w.tell(flow.Back{})
			w.backwards = true
			return nil
		}
	}
}

func (w *wizard) testHead() {
	s := w.Session.State()
	w.gap()
	switch {
	case s.Test.Phase != flow.Idle:
	case s.Evidence.Outcome == "":
		if s.Live != "" {
			w.verdict(checklist.Warn, s.Live)
			w.gap()
		}
		w.say("It talks to")
		w.say(s.AccountURL)
		w.say("and to nothing else. Nothing is submitted, nothing is changed on the account; the token it gets lives for minutes and is revoked at the end.")
		w.say("The steps:")
		for i, id := range checklist.StepIDs() {
			w.say(fmt.Sprintf("%d. %s", i+1, id.Title()))
		}
		w.say("Your browser opens for one step of it.")
	default:
		w.say("The last test:")
		w.result(s, nil)
	}
}

// askTest asks whether to test, or to go on.
func (w *wizard) askTest(s flow.State) (move, error) {
	p := prompt{name: "Test", line: "Test [start it], or skip:", help: []string{"An empty line starts the test. skip goes on without."}}
	if s.Evidence.Outcome != "" {
		p.line = "Test [continue], or again:"
		p.help = []string{"An empty line goes on. again makes the whole test once more."}
		if len(s.Test.Traffic) > 0 {
			p.line = "Test [continue], again, or requests:"
			p.help[0] += " requests lists what was sent and what came; a number shows one of them."
		}
	}
	w.gap()
	text, m, err := w.read(p)
	if err != nil || m != onwards {
		return m, err
	}
	tested, looked := s.Evidence.Outcome != "", len(s.Test.Traffic) > 0
	switch {
	case is(text, "again"), is(text, "start"), text == "" && !tested:
		w.start()
	case is(text, "skip"), is(text, "continue"), text == "":
		w.tell(flow.Continued{})
	case looked && is(text, "requests"):
		w.listRequests(s)
	case looked && w.showRequest(s, text):
	default:
		w.verdict(checklist.Fail, fmt.Sprintf("%s is none of the answers: %s", w.quoted(text), p.help[0]))
	}
	return onwards, nil
}

func (w *wizard) start() {
	w.say("The test has begun.")
	w.watch = newWatch(w.Session.State())
	w.tell(flow.Started{})
}

// result says how a test ended: every step that was not said while it ran, and
// what to do about each that fails or warns.
func (w *wizard) result(s flow.State, said map[checklist.StepID]bool) {
	w.say(checklist.OutcomeText(s.Draft, s.Evidence))
	for _, step := range checklist.Steps(s.Draft, s.Evidence) {
		bad := step.Verdict == checklist.Fail || step.Verdict == checklist.Warn
		if bad || !said[step.ID] {
			w.step(step)
		}
		if bad {
			w.diagnose(step)
		}
	}
}

// step writes a step in one line: the verdict, and what was seen.
func (w *wizard) step(s checklist.StepResult) {
	text := s.Summary
	if s.Verdict == checklist.NotRun {
		text = s.ID.Title() + ": " + text
	}
	w.verdict(s.Verdict, text)
	if said := s.Said(); said != "" && s.Verdict == checklist.NotRun {
		w.say("said: " + said)
	}
}

// diagnose writes what happened, the cause, how to check it, and the fix.
func (w *wizard) diagnose(s checklist.StepResult) {
	d := s.Diagnosis
	if d == nil {
		if said := s.Said(); said != "" {
			w.say("said: " + said)
		}
		if s.Fix != "" {
			w.say("fix: " + s.Fix)
		}
		return
	}
	for _, row := range [][2]string{{"what: ", d.What}, {"said: ", d.Said}, {"cause: ", d.Cause}, {"check: ", d.Check}, {"fix: ", d.Fix}, {"also: ", s.Remedy()}} {
		if row[1] != "" {
			w.say(row[0] + row[1])
		}
	}
	w.say(fmt.Sprintf("code: %s, %s %s, %s", d.Code, d.Source.Key, d.Source.AsOf.Format("2006-01-02"), d.Confidence))
}
