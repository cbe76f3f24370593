package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/redact"
	"zdg/flow"
)

// StoppingText says what a test that is being stopped does, without a full stop.
const StoppingText = "Revoking the test token and closing the port. This takes at most 5 seconds"

// testRun is the page of the test authorization: what to do now, and below that the steps.
func testRun(p *Page, s flow.State, judge func() Judged, ui UI, now time.Time) {
	if s.Test.Wait != nil {
		p.Paste = func(text string) flow.Event { return flow.Pasted{Text: text} }
	}
	switch {
	case ui.Open == Traffic:
		traffic(p, s, ui)
		return
	case s.Test.Phase == flow.Stopping:
		p.Title, p.Why = "Stopping the test", ""
		p.add(Text{Caution, "!", StoppingText + ui.key("; ctrl+c again leaves at once", "") + "."})
	case s.Test.Wait != nil:
		waiting(p, s, ui, now)
	case s.Test.Phase == flow.Running:
		p.Title, p.Why = "The test is running", "You have nothing to do right now."
		p.offer(stopAction())
	default:
		notRunning(p, s, judge, ui)
	}
	if len(s.Test.Traffic) > 0 && ui.Open == Closed {
		requests := Action{Key: "x", Label: "requests", Change: openPanel(Traffic)}
		if s.Test.Phase == flow.Idle { // before that, a number typed line by line means something else
			requests.Word, requests.Pinned = "requests", true
		}
		p.offer(requests)
	}
	diagnosed := slices.ContainsFunc(p.Blocks, func(b Block) bool { _, is := b.(Diagnosis); return is })
	p.add(Text{})
	p.add(stepRows(s, checklist.StepsOf(judge(), s.Draft, s.Evidence), diagnosed)...)
}

// stepRows are the steps of a test. Steps that were not made for the same reason share a row.
// diagnosed says that the first failure is explained elsewhere.
func stepRows(s flow.State, steps []checklist.StepResult, diagnosed bool) []Block {
	label := "Not reached"
	if s.Evidence.Outcome != "" && checklist.OutcomeOf(s.Draft, s.Evidence) == "" {
		label = "To test again"
	}
	var rows []Block
	shared := map[string]int{} // by the reason: the index of the row
	for _, step := range steps {
		row := StepRow(s, step)
		if diagnosed && step.Verdict == checklist.Fail {
			row.Details, diagnosed = nil, false
		}
		unmade := row.Value != "" && row.Details == nil && row.Mark == checklist.NotRun.Mark()
		if i, again := shared[row.Value]; unmade && again {
			first := rows[i].(Row)
			if first.Details == nil {
				first.Label, first.Value, first.Details = label, first.Label, []Block{Text{Tone: Quiet, Text: checklist.Capital(row.Value) + "."}}
			}
			first.Value += ", " + row.Label
			rows[i] = first
			continue
		}
		if unmade {
			shared[row.Value] = len(rows)
		}
		rows = append(rows, row)
	}
	return rows
}

// traffic lists what was sent and what came back, secrets masked. The expanded row shows
// its exchange in full, and as a curl command.
func traffic(p *Page, s flow.State, ui UI) {
	p.Title, p.Why = "Requests and answers", "Secrets are masked."
	p.offer(Action{Key: "x", Word: "close", Label: "close", Change: openPanel(Closed), Pinned: true, Enter: true})
	for i, e := range s.Test.Traffic {
		id := fmt.Sprint(i + 1)
		request, status, _ := strings.Cut(e.Title, "  ")
		row := Row{ID: id, Label: e.Step.Title(), Value: strings.Replace(request, s.AccountURL, "", 1), Right: status, Action: ui.expand(id)}
		if ui.Expanded == id {
			for line := range strings.Lines(strings.TrimRight(e.Detail, "\n")) {
				row.Details = append(row.Details, Text{Tone: Quiet, Text: strings.TrimRight(line, "\n")})
			}
			row.Details = append(row.Details, Text{}, Copyable{Value: strings.TrimRight(e.Curl, "\n")})
			p.offer(
				Action{Key: "c", Label: "copy as curl", Copy: e.Curl, CopyName: "the curl command", Pinned: true},
				Action{Key: "p", Label: "print it", Print: e.Curl})
		}
		p.add(row)
	}
}

// notRunning is the test before it was made, or after one has ended.
func notRunning(p *Page, s flow.State, judge func() Judged, ui UI) {
	if living := s.Evidence.Living(); living != "" {
		p.add(Text{Caution, "!", checklist.Capital(living) + "."}, Text{})
	}
	if s.Evidence.Outcome == "" {
		notTested(p, s)
		return
	}
	p.Title, p.Why = strings.TrimSuffix(checklist.OutcomeText(s.Draft, s.Evidence), "."), ""
	switch checklist.OutcomeOf(s.Draft, s.Evidence) {
	case checklist.OutcomePassed:
		p.Why = passedDetails(s.Evidence)
		if s.Evidence.Record == nil {
			p.add(Text{Caution, checklist.Warn.Mark(), "This token cannot read the client. Paste it from an admin's browser on Clean up."})
		}
		p.add(Text{Tone: Quiet, Text: "Your own program comes next. " + ui.press("i", "rehearse") + " to rehearse it."}, Text{})
		rehearsal := rehearseAction()
		rehearsal.Pinned = true // the text names it
		p.offer(
			continueAction("Go on"),
			Action{Key: "r", Word: "again", Label: "test again", Event: flow.Started{}},
			rehearsal)
		return
	case "": // of other answers than the present ones
		p.Title = "! " + p.Title
		if s.Evidence.Outcome != checklist.OutcomePassed { // else the title says so
			p.Why = "You have changed your answers since this test."
		}
	default:
		for _, step := range checklist.StepsOf(judge(), s.Draft, s.Evidence) {
			if step.Verdict == checklist.Fail {
				p.Title = "The test failed at: " + step.ID.Title()
				p.add(stepDiagnosis(step, Bad))
				break
			}
		}
	}
	p.offer(
		Action{Key: "enter", Word: "again", Label: "Test again", Event: flow.Started{}},
		Action{Key: "n", Word: "skip", Label: "go on", Event: flow.Continued{}, Pinned: true})
}

// notTested is the test before it was made.
func notTested(p *Page, s flow.State) {
	if s.Live != "" {
		p.add(Text{Caution, "!", checklist.Capital(s.Live) + "."})
	}
	browser := "Your browser will open for one step."
	if s.NoBrowser {
		browser = "One step needs you to open an address in a browser."
	}
	p.add(Text{Text: "zdg talks only to " + accountHost(s) + ". It changes nothing there; the test token is revoked at the end. " + browser})
	p.offer(
		Action{Key: "enter", Word: "start", Label: "Start the test", Event: flow.Started{}},
		Action{Key: "s", Word: "skip", Label: "skip it", Event: flow.Continued{}})
}

func stopAction() Action {
	return Action{Key: "esc", Word: "stop", Label: "stop", Event: flow.Stopped{}, Confirm: "esc again stops the test", Pinned: true}
}

// passedDetails says what matters about a test that passed; "" when it saw nobody.
func passedDetails(e checklist.Evidence) string {
	if e.Person == nil || e.Person.ID == 0 {
		return ""
	}
	text := "Authorized by " + person(*e.Person) + "."
	if t := e.Token; t != nil && t.ExpiresIn.Form == "number" && t.ExpiresIn.Seconds != int64(t.AskedExpiresIn) {
		text += fmt.Sprintf(" zdg asked for a token that lasts %d seconds and got %d.", t.AskedExpiresIn, t.ExpiresIn.Seconds)
	}
	return text
}

func person(p checklist.Person) string { return redact.Clean(p.Name+", "+p.Role, 100) }

func accountHost(s flow.State) string { return flow.HostOf(s.AccountURL) }

// stepDiagnosis says why a step failed, and what to do.
func stepDiagnosis(step checklist.StepResult, tone Tone) Diagnosis {
	if step.Diagnosis == nil {
		return Diagnosis{Tone: tone, What: checklist.Capital(step.Summary), Said: step.Said(), Fix: checklist.Capital(step.Fix)}
	}
	d := diagnosis(tone, *step.Diagnosis)
	d.Also = step.Remedy()
	return d
}

// diagnosis is a row of the catalogue as a block.
func diagnosis(tone Tone, d explain.Diagnosis) Diagnosis {
	return Diagnosis{
		Tone: tone, What: d.What, Said: d.Said, Cause: d.Cause, Check: d.Check, Fix: d.Fix,
		More: "zdg explain " + string(d.Code),
	}
}

// Spinner is the mark of what is running now. A face may animate it.
const Spinner = "⠹"

// StepRow is a step of the test, with what was seen.
func StepRow(s flow.State, step checklist.StepResult) Row {
	running := s.Test.Phase != flow.Idle
	at, made := s.Evidence.Step(step.ID)
	untested := s.Evidence.Outcome == "" && s.Test.Phase == flow.Idle
	row := Row{Label: step.ID.Title(), Value: stepValue(step, s)}
	row.Mark, row.Tone = Mark(step.Verdict)
	switch {
	case s.Test.Phase == flow.Running && step.ID == s.Test.Current:
		row.Mark, row.Tone, row.Value = Spinner, Strong, ""
		if step.ID == checklist.StepAuthorize {
			row.Value = "waiting for the browser"
		}
	case step.Verdict == checklist.NotRun && (running || untested && !made):
		row.Mark, row.Tone, row.Value = "·", Quiet, ""
	}
	if row.Value != "" && at.NotRun == "" && !at.At.IsZero() {
		row.Right = earlier(s.Evidence, at)
	}
	if row.Value == "" || running {
		return row
	}
	row.ID = string(step.ID) // with the focus it is shown in full
	if row.Right != "" {
		row.Details = []Block{Text{Tone: Quiet, Text: "Measured " + strings.TrimSuffix(row.Right, "earlier") + "before this test, and used again."}}
	}
	said := step.Said()
	switch {
	case step.Verdict == checklist.Warn || step.Verdict == checklist.Fail:
		d := stepDiagnosis(step, row.Tone)
		if step.Diagnosis == nil {
			d.What = "" // the row says it
		}
		row.Details = append(row.Details, d)
	case said != "" && step.Verdict == checklist.NotRun:
		row.Details = append(row.Details, Text{Tone: Quiet, Text: "The account said: " + said})
	}
	return row
}

// earlier says how long before the test a step was made that the test has reused; "" for one
// that was made in it. Each test opens its callback, and what it measures comes right before
// that, or after.
func earlier(e checklist.Evidence, step checklist.Step) string {
	callback, _ := e.Step(checklist.StepListen)
	switch ago := callback.At.Sub(step.At.Add(step.Took)); {
	case ago >= 48*time.Hour:
		return fmt.Sprintf("%d days earlier", int(ago.Hours()/24))
	case ago >= 2*time.Hour:
		return fmt.Sprintf("%d hours earlier", int(ago.Hours()))
	case ago >= 2*time.Minute:
		return fmt.Sprintf("%d min earlier", int(ago.Minutes()))
	case ago >= 2*time.Second:
		return fmt.Sprintf("%d s earlier", int(ago.Seconds()))
	}
	return ""
}

// stepValue says what a step saw. It is short where all is well, since the step's name says
// the rest.
func stepValue(step checklist.StepResult, s flow.State) string {
	switch step.ID {
	case checklist.StepIdentity:
		step.Summary = strings.TrimPrefix(step.Summary, "authorized by ")
	case checklist.StepRecord:
		step.Summary = strings.TrimPrefix(step.Summary, "saved as a ")
	}
	if step.Verdict == checklist.Pass {
		switch step.ID {
		case checklist.StepReach:
			return accountHost(s)
		case checklist.StepCredentials:
			return "accepted"
		case checklist.StepListen:
			return strings.TrimPrefix(step.Summary, "listening for ")
		case checklist.StepAuthorize:
			return "came back with a code and the right state"
		case checklist.StepIdentity:
			if p := s.Evidence.Person; p != nil && p.ID != 0 {
				return person(*p)
			}
		case checklist.StepToken:
			return strings.TrimPrefix(step.Summary, "the token is ")
		case checklist.StepRefresh:
			return "works: the new access token is accepted"
		case checklist.StepRevoke:
			return strings.TrimPrefix(step.Summary, "the test token is ")
		}
	}
	return step.Summary
}
