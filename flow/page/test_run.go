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

// Nudge is how long nothing has come back before it is asked what the browser shows.
const Nudge = 20 * time.Second

// testRun is the test authorization: what to do now, and below it the steps.
func testRun(p *Page, s flow.State, l Look, now time.Time) {
	switch {
	case l.Open == Traffic:
		traffic(p, s, l)
		return
	case s.Test.Phase == flow.Stopping:
		p.Title, p.Why = "Stopping the test", ""
		p.Blocks = append(p.Blocks, Text{Caution, "!", "Revoking the test token and closing the port. This takes at most 5 seconds" + l.key("; ctrl+c again leaves at once", "") + "."})
	case s.Test.Wait != nil:
		waiting(p, s, l, now)
		if l.Open != Closed {
			return
		}
	case s.Test.Phase == flow.Running:
		p.Title, p.Why = "The test is running", "You have nothing to do right now."
		p.Actions = []Action{stop()}
	default:
		ended(p, s, l)
	}
	if len(s.Test.Traffic) > 0 {
		requests := Action{Key: "x", Does: "requests", Change: open(Traffic)}
		if s.Test.Phase == flow.Idle { // line by line a number means something else before
			requests.Word, requests.Must = "requests", true
		}
		p.Actions = append(p.Actions, requests)
	}
	above := slices.ContainsFunc(p.Blocks, func(b Block) bool { _, is := b.(Diagnosis); return is })
	for _, step := range checklist.Steps(s.Draft, s.Evidence) {
		row := StepRow(s, step)
		if above && step.Verdict == checklist.Fail {
			row.Details, above = nil, false // its diagnosis stands above
		}
		p.Blocks = append(p.Blocks, row)
	}
}

// traffic lists what was sent and what came, secrets masked, and shows one of it whole,
// as a curl command too.
func traffic(p *Page, s flow.State, l Look) {
	p.Title, p.Why = "Requests and answers", "Secrets are masked."
	p.Actions = []Action{{Key: "x", Word: "close", Does: "close", Change: open(Closed), Must: true}}
	for i, e := range s.Test.Traffic {
		id := fmt.Sprint(i + 1)
		what, status, _ := strings.Cut(e.Title, "  ")
		row := Row{ID: id, Label: string(e.Step), Value: strings.Replace(what, s.AccountURL, "", 1), Right: status, Does: Action{Key: "enter", Does: "Open", Change: func(l Look) Look { l.Opened = id; return l }}}
		if l.Opened == id {
			row.Does = Action{Key: "enter", Does: "Close", Change: func(l Look) Look { l.Opened = ""; return l }}
			for line := range strings.Lines(strings.TrimRight(e.Detail, "\n")) {
				row.Details = append(row.Details, Text{Tone: Quiet, Text: strings.TrimRight(line, "\n")})
			}
			row.Details = append(row.Details, Text{}, Copyable{Value: strings.TrimRight(e.Curl, "\n")})
			p.Actions = append(p.Actions, Action{Key: "c", Does: "copy as curl", Copy: e.Curl, What: "the curl command"})
		}
		p.Blocks = append(p.Blocks, row)
	}
}

func stop() Action {
	return Action{Key: "esc", Word: "stop", Does: "stop", Event: flow.Stopped{}, Again: "esc again stops the test", Must: true}
}

func opens(s flow.State) string {
	if s.NoBrowser {
		return "One step needs you to open an address in a browser."
	}
	return "Your browser will open for one step."
}

func host(s flow.State) string { return flow.HostOf(s.AccountURL) }

// waiting says what to do in the browser, and what if nothing comes of it.
func waiting(p *Page, s flow.State, l Look, now time.Time) {
	wait := s.Test.Wait
	p.Title, p.Why = "Click Allow in your browser", "Sign in to "+host(s)+" as an admin, then click Allow."
	if s.NoBrowser {
		p.Title = "Click Allow in a browser"
	}
	switch l.Open {
	case Menu:
		menu(p)
		return
	case Address:
		p.Blocks = append(p.Blocks, Entry{
			Label: "The address the browser ended on", Hint: "all of it, with code= and state=",
			Takes: func(text string) flow.Event { return flow.Pasted{Text: text} },
		})
	case Shown:
		p.Blocks = append(p.Blocks, Entry{
			Label: "The text of the page", Hint: "all of it", Lines: true,
			Takes: func(text string) flow.Event { return flow.Showed{Text: text} },
		})
	}
	if l.Words {
		byWords(p, s, l, now)
	} else {
		byKeys(p, s, l, now)
	}
	if l.Open != Closed {
		return
	}
	p.Actions = nil
	if s.Practice {
		p.Actions = append(p.Actions,
			Action{Key: "a", Word: "allow", Does: "Allow here", Event: flow.Consented{Allow: true}, Must: true},
			Action{Key: "d", Word: "deny", Does: "deny", Event: flow.Consented{Allow: false}, Must: true})
	}
	print := Action{Key: "p", Does: "print", Print: wait.AuthorizeURL, Must: wait.StartURL == ""}
	show := Action{Key: "m", Word: "menu", Does: "It shows an error", Change: open(Menu), Must: true}
	if wait.StartURL == "" { // what has to be selected by hand comes first
		p.Actions = append(p.Actions, print, show)
	} else {
		p.Actions = append(p.Actions, show)
	}
	p.Actions = append(p.Actions,
		Action{Key: "o", Word: "open", Does: "open", Event: flow.OpenAsked{URL: wait.AuthorizeURL}},
		Action{Key: "c", Does: "copy", Copy: wait.AuthorizeURL, What: "address"},
		Action{Key: "v", Does: "paste", Change: open(Address)},
		Action{Key: "l", Word: "other", Does: "other account", Event: flow.OpenAsked{URL: flow.LogoutURL(s)}},
	)
	if wait.StartURL != "" {
		p.Actions = append(p.Actions, print)
	}
	p.Actions = append(p.Actions, stop())
}

// byKeys is the wait on a screen: what is shown can be had by a key.
func byKeys(p *Page, s flow.State, l Look, now time.Time) {
	wait := s.Test.Wait
	p.Blocks = append(p.Blocks, progress(wait, now), Text{})
	if l.Open != Closed {
		heard(p, s, l, now)
		return
	}
	if s.Practice {
		p.Blocks = append(p.Blocks, Copyable{Lead: "No browser?", Value: "answer the consent page here", Offers: "a allow  d deny"})
	}
	noPage := "No page?"
	if s.NoBrowser {
		noPage = "Open this"
	}
	if wait.StartURL != "" {
		p.Blocks = append(p.Blocks, Copyable{Lead: noPage, Value: wait.StartURL, Link: true, Offers: "o open  c copy"})
	} else {
		p.Blocks = append(p.Blocks, Copyable{Lead: noPage, Value: "open the address yourself", Offers: "p print  c copy"})
	}
	p.Blocks = append(p.Blocks,
		Copyable{Lead: "An error page?", Value: "Zendesk never sends it back here", Offers: "m say which"},
		Copyable{Lead: "Other machine?", Value: "Paste the address the browser ends on", Offers: "v paste"},
		Copyable{Lead: "Another account?", Value: "Sign out in the browser first", Offers: "l sign out"},
	)
	if wait.File != "" {
		p.Blocks = append(p.Blocks, Copyable{Lead: "Also in a file", Value: wait.File})
	}
	p.Blocks = append(p.Blocks, Text{})
	heard(p, s, l, now)
	for _, h := range wait.Hints {
		p.Blocks = append(p.Blocks, Text{Quiet, "·", checklist.Capital(h)})
	}
	p.Blocks = append(p.Blocks, Text{})
}

// byWords is the wait line by line: the whole address is there to be copied.
func byWords(p *Page, s flow.State, l Look, now time.Time) {
	wait := s.Test.Wait
	lead := "If no browser appears, open this address:"
	if s.NoBrowser {
		lead = "Open this address:"
	}
	p.Blocks = append(p.Blocks, Copyable{Lead: lead, Value: wait.AuthorizeURL, Link: true})
	if wait.StartURL != "" {
		p.Blocks = append(p.Blocks, Copyable{Lead: "Short link (works once, on this machine):", Value: wait.StartURL, Link: true})
	}
	if wait.File != "" {
		p.Blocks = append(p.Blocks, Copyable{Lead: "The address is also in this file, which only you can read:", Value: wait.File, Link: true})
	}
	for _, h := range wait.Hints {
		p.Blocks = append(p.Blocks, Text{Text: checklist.Capital(h)})
	}
	switch {
	case l.Mute:
	case wait.Listening == "":
		p.Blocks = append(p.Blocks, Text{Text: "zdg cannot listen on this redirect URL: paste the address the browser ends on here."})
	default:
		p.Blocks = append(p.Blocks, Text{Text: "If the browser cannot come back here, paste the address it ends on."})
	}
	p.Blocks = append(p.Blocks, progress(wait, now))
	heard(p, s, l, now)
}

// heard is what has come meanwhile, and what to do when nothing has.
func heard(p *Page, s flow.State, l Look, now time.Time) {
	if s.Test.Problem != "" {
		p.Blocks = append(p.Blocks, Text{Bad, "✗", s.Test.Problem})
	}
	if n := s.Test.Ignored; n > 0 {
		text := checklist.Count(n, "request") + " to the callback had no effect"
		if s.Test.Because != "" {
			text += "; the last one: " + s.Test.Because
		}
		p.Blocks = append(p.Blocks, Text{Tone: Quiet, Text: checklist.Capital(text) + "."})
	}
	if now.Sub(s.Test.Wait.Since) > Nudge && l.Open == Closed {
		p.Blocks = append(p.Blocks, Text{Caution, "!", "Nothing yet. Does the browser show an error? Zendesk never sends it back here. " + l.press("m", "menu") + "."})
	}
}

func progress(wait *flow.Wait, now time.Time) Progress {
	line := Progress{Label: "Waiting " + Clock(now.Sub(wait.Since)), Done: -1}
	if !wait.Deadline.IsZero() {
		left := wait.Deadline.Sub(now)
		line.Right = Clock(left) + " left"
		line.Done = 1 - left.Seconds()/wait.Deadline.Sub(wait.Since).Seconds()
		line.Late = left < time.Minute
	}
	return line
}

// Clock is a duration as minutes and seconds, such as 9:16.
func Clock(d time.Duration) string {
	d = max(d, 0).Truncate(time.Second)
	return fmt.Sprintf("%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}

// menu asks what the browser shows.
func menu(p *Page) {
	p.Title, p.Why = "What does your browser show?", "Zendesk never sends its error pages back here."
	var c Choices
	for _, choice := range explain.Menu() {
		does := Action{Event: flow.Showed{Code: choice.Code}, Change: open(Closed)}
		if choice.Code == "" {
			does = Action{Change: open(Shown)}
		}
		c.Options = append(c.Options, Option{choice.Key, choice.Label, does})
	}
	p.Blocks = append(p.Blocks, c)
}

// ended is a test that is not running: none was made, or one has ended.
func ended(p *Page, s flow.State, l Look) {
	outcome := checklist.OutcomeOf(s.Draft, s.Evidence)
	if living := s.Evidence.Living(); living != "" {
		p.Blocks = append(p.Blocks, Text{Caution, "!", checklist.Capital(living) + "."}, Text{Text: ""})
	}
	start := Action{Key: "enter", Word: "again", Does: "Test again", Event: flow.Started{}}
	on := Action{Key: "n", Word: "skip", Does: "go on", Event: flow.Continued{}, Must: true}
	again := Action{Key: "r", Word: "again", Does: "test again", Event: flow.Started{}}
	switch {
	case s.Evidence.Outcome == "":
		if s.Live != "" {
			p.Blocks = append(p.Blocks, Text{Caution, "!", checklist.Capital(s.Live) + "."})
		}
		p.Blocks = append(p.Blocks, Text{Text: "zdg talks only to " + host(s) + ". It changes nothing there; the test token is revoked at the end. " + opens(s)})
		start.Does, start.Word, on.Key, on.Does, on.Must = "Start the test", "start", "s", "skip it", false
		p.Actions = []Action{start, on}
		return
	case outcome == checklist.OutcomePassed:
		p.Title, p.Why = checklist.OutcomeText(s.Draft, s.Evidence), worked(s.Evidence)
		p.Blocks = append(p.Blocks, Text{Tone: Quiet, Text: "This was the client. " + l.press("i", "rehearse") + " to see how your own program is put through it."}, Text{})
		p.Actions = []Action{goOn("Go on"), again, program()}
	case outcome == "":
		p.Title, p.Why = "! "+checklist.OutcomeText(s.Draft, s.Evidence), "You have changed your answers since this test."
		p.Actions = []Action{start, on}
	default:
		p.Title, p.Why = checklist.OutcomeText(s.Draft, s.Evidence), ""
		for _, step := range checklist.Steps(s.Draft, s.Evidence) {
			if step.Verdict == checklist.Fail {
				p.Title = "The test failed at: " + step.ID.Title()
				p.Blocks = append(p.Blocks, diagnosis(step, Bad))
				break
			}
		}
		p.Actions = []Action{start, on}
	}
}

// worked is what matters of a test that passed.
func worked(e checklist.Evidence) string {
	if e.Person == nil || e.Person.ID == 0 {
		return ""
	}
	text := "Authorized by " + person(*e.Person) + "."
	if t := e.Token; t != nil && t.ExpiresIn.Form == "number" {
		text += fmt.Sprintf(" zdg asked for a token that lasts %d seconds and got %d.", t.AskedExpiresIn, t.ExpiresIn.Seconds)
	}
	return text
}

func person(p checklist.Person) string { return redact.Clean(p.Name+", "+p.Role, 100) }

// diagnosis is why a step failed, and what to do.
func diagnosis(step checklist.StepResult, tone Tone) Diagnosis {
	if d := step.Diagnosis; d != nil {
		return Diagnosis{tone, d.What, d.Said, d.Cause, d.Check, d.Fix, step.Remedy(), fmt.Sprintf("%s, %s %s, %s", d.Code, d.Source.Key, d.Source.AsOf.Format(time.DateOnly), d.Confidence)}
	}
	return Diagnosis{Tone: tone, What: checklist.Capital(step.Summary), Said: step.Said(), Fix: checklist.Capital(step.Fix)}
}

// StepRow is a step of the test, with what was seen.
func StepRow(s flow.State, step checklist.StepResult) Row {
	running := s.Test.Phase == flow.Running
	_, made := s.Evidence.Step(step.ID)
	none := s.Evidence.Outcome == "" && s.Test.Phase == flow.Idle
	row := Row{Label: step.ID.Title(), Value: seen(step, s)}
	row.Mark, row.Tone = Mark(step.Verdict)
	bad := step.Verdict == checklist.Warn || step.Verdict == checklist.Fail
	switch {
	case running && step.ID == s.Test.Current:
		row.Mark, row.Tone, row.Value = Spinner, Strong, ""
		if step.ID == checklist.StepAuthorize {
			row.Value = "waiting for the browser"
		}
	case step.Verdict == checklist.NotRun && (running || none && !made):
		row.Mark, row.Tone, row.Value = "·", Quiet, ""
	}
	if bad && !running {
		row.ID, row.Details = string(step.ID), []Block{diagnosis(step, row.Tone)}
	}
	if said := step.Said(); said != "" && step.Verdict == checklist.NotRun && row.Value != "" {
		row.ID, row.Details = string(step.ID), []Block{Text{Tone: Quiet, Text: "The account said: " + said}}
	}
	return row
}

// seen is what a step saw, short where it was right: the name of the step says the rest.
func seen(step checklist.StepResult, s flow.State) string {
	e := s.Evidence
	if step.Verdict == checklist.Pass {
		switch step.ID {
		case checklist.StepReach:
			return host(s)
		case checklist.StepCredentials:
			return "accepted"
		case checklist.StepListen:
			return strings.TrimPrefix(step.Summary, "listening for ")
		case checklist.StepAuthorize:
			return "came back with a code and the right state"
		case checklist.StepIdentity:
			if e.Person != nil && e.Person.ID != 0 {
				return person(*e.Person)
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

// Spinner is the mark of what runs now: a face may turn it.
const Spinner = "⠹"
