package flow

import (
	"slices"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// updateTest handles the events from and for a running test. Events of an earlier try are
// dropped here and nowhere else.
func updateTest(s State, e Event, try int) (State, []Effect) {
	if try != s.Test.Try || s.Test.Phase == Idle {
		return s, nil
	}
	switch e := e.(type) {
	case Logged:
		s.Test.Log = append(slices.Clip(s.Test.Log), e.Line)
	case StepBegan:
		s.Test.Current = e.Step
	case Measured:
		s.Evidence = withUnmeasured(e.Evidence, s.Evidence)
	case Awaits:
		s.Test.Wait = e.Wait
	case Strayed:
		s.Test.Ignored, s.Test.Because = e.Count, e.Because
	case PasteRefused:
		s.Test.Problem = e.Why
	case Exchanged:
		s.Test.Traffic = append(slices.Clip(s.Test.Traffic), e.Exchange)
	case Ended:
		return ended(s, e)
	case Stopped:
		if s.Test.Phase == Running {
			return stop(s, nil)
		}
	case Pasted:
		if s.Test.Phase == Running {
			s.Test.Problem = ""
			return s, []Effect{Deliver(e)}
		}
	case Showed:
		if s.Test.Phase == Running && s.Test.Wait != nil {
			return showed(s, e)
		}
	case Consented:
		if s.Practice && s.Test.Phase == Running && s.Test.Wait != nil {
			return s, []Effect{Consent{AuthorizeURL: s.Test.Wait.AuthorizeURL, Allow: e.Allow}}
		}
	}
	return s, nil
}

// showed ends the test with what the browser shows. Text in which zdg finds no answer of
// Zendesk is not accepted, and the test goes on.
func showed(s State, e Showed) (State, []Effect) {
	seen := explain.Seen{Where: explain.AuthorizePage, Error: string(e.Code), Text: redact.Clean(e.Text, 2000), Sent: checklist.TestRedirectURL(s.Draft)}
	if e.Code == "" {
		// The place is known, so a bare phrase is enough.
		known := explain.Answer(explain.Seen{Where: explain.AuthorizePage, Text: seen.Text}, zendesk.Client{})
		if len(known) == 0 || known[0].Code == "unknown-answer" {
			saw := ""
			if seen := explain.Read(e.Text, zendesk.Client{}).Silence(); seen != "" {
				saw = ", which shows " + seen
			}
			s.Test.Problem = "zdg recognizes no Zendesk answer in this text" + saw + ": copy the whole page, or stop the test"
			return s, nil
		}
		seen.Error = string(known[0].Code)
	}
	return s, []Effect{Show{Seen: seen}}
}

// start starts a try. One that is running is stopped first.
func start(s State) (State, []Effect) {
	if s.Test.Phase != Idle {
		return stop(s, Started{})
	}
	if _, sent := afterPage(s.Draft); sent && !s.SecretGiven && !s.Draft.IsPublic() {
		// The wizard was started on a page after the request, which does not ask for the secret.
		s.Onward = PageTest
		s, effects := goTo(s, PageSecret)
		s.Notice = Notice{Text: "the test needs the secret: paste it from where you stored it"}
		return s, effects
	}
	s.Test = Test{Try: s.Test.Try + 1, Phase: Running}
	var effects []Effect
	if !s.Draft.Has(checklist.FieldTestRedirect) {
		// Noted, so that the measurements still belong to the draft when the URL is removed
		// from the client in Clean up.
		s.Draft = s.Draft.With(checklist.FieldTestRedirect, checklist.TestRedirectURL(s.Draft))
		s, effects = save(s)
	}
	return s, append(effects, Measure{Try: s.Test.Try, Draft: s.Draft, Evidence: s.Evidence})
}

// stop stops the running test; then says what is to happen when it has ended.
func stop(s State, then Event) (State, []Effect) {
	s.Test.pending = then
	if s.Test.Phase == Stopping {
		return s, nil
	}
	s.Test.Phase = Stopping
	return s, []Effect{Stop{Try: s.Test.Try}}
}

// ended takes over the results of a test, and does what was waiting for its end.
func ended(s State, e Ended) (State, []Effect) {
	then := s.Test.pending
	s.Test.Phase, s.Test.Wait, s.Test.pending, s.Test.Current = Idle, nil, nil, ""
	s.Evidence = checklist.Concluded(s.Draft, withUnmeasured(e.Evidence, s.Evidence))
	s, effects := importRecord(s)
	effects = append(effects, keep(s))
	var more []Effect
	switch then := then.(type) {
	case Jumped:
		s, more = goTo(s, then.Page)
		if living := s.Evidence.Living(); living != "" { // the new page does not show the step
			s.Notice = Notice{Text: living, Bad: true}
		}
	case Started:
		s, more = start(s)
	case Left:
		s, more = leave(s, then.How)
	}
	return s, append(effects, more...)
}

// withUnmeasured returns fresh evidence of a test or a probe with what neither measures as it
// is in the state: the logo and the rehearsal, which may have been read in the meantime.
func withUnmeasured(fresh, state checklist.Evidence) checklist.Evidence {
	fresh.Logo, fresh.Rehearsal = state.Logo, state.Rehearsal
	return fresh
}

// withPasted returns fresh evidence of a probe with the client's record that was pasted while
// the probe ran.
func withPasted(fresh, state checklist.Evidence) checklist.Evidence {
	began, _ := fresh.Step(checklist.StepReach)
	if pasted, is := state.Step(checklist.StepRecord); is && pasted.At.After(began.At) {
		fresh.Record = state.Record
		return fresh.WithStep(pasted)
	}
	return fresh
}
