package checklist

// Outcome is how a whole test ended.
type Outcome string

const (
	OutcomePassed    Outcome = "passed"
	OutcomeFailed    Outcome = "failed"
	OutcomeDenied    Outcome = "denied"    // the person clicked Deny
	OutcomeTimedOut  Outcome = "timeout"   // nothing came back from the browser in time
	OutcomeNoNetwork Outcome = "network"   // a request got no answer
	OutcomeCancelled Outcome = "cancelled" // stopped by the person
)

// outcomeTexts say in one sentence how a test ended.
var outcomeTexts = map[Outcome]string{
	OutcomePassed:    "The client works.",
	OutcomeFailed:    "The test found a failure.",
	OutcomeDenied:    "The authorization was denied.",
	OutcomeTimedOut:  "No answer came back from the browser in time.",
	OutcomeNoNetwork: "A request got no answer from the account.",
	OutcomeCancelled: "The test was stopped.",
}

// OutcomeText says in one sentence how the last test ended; "" when none was made. Where it
// passed with other answers than the draft has now, the sentence says that instead.
func OutcomeText(d Draft, e Evidence) string {
	if s := staleStep(d, e); s != nil && e.Outcome == OutcomePassed {
		what, _, _ := changedSince(*s, d)
		return "It worked before you changed " + what + "."
	}
	return outcomeTexts[e.Outcome]
}

// OutcomeOf returns the outcome of the last test for the draft as it is now; "" when none
// was made, or when it was made with other answers.
func OutcomeOf(d Draft, e Evidence) Outcome {
	if staleStep(d, e) != nil {
		return ""
	}
	return e.Outcome
}

// staleStep is the first step of the last test that was made with another answer; nil when
// none was.
func staleStep(d Draft, e Evidence) *Step {
	for i, s := range e.Steps {
		if s.NotRun == "" && s.ID != StepRecord && staleness(s, d) != "" { // a record can be read without a test
			return &e.Steps[i]
		}
	}
	return nil
}

func outcomeChecks() []Check {
	check := Check{Stage: StageReview, Of: StepExchange, How: byBrowser}.row
	return []Check{check("test-outcome", "a whole test authorization went through", "",
		inferred("Z1", "the client is built and tested as a local one first: nothing can be fixed after the conversion"),
		func(d Draft, e Evidence) Finding {
			if e.Outcome == "" {
				return notRun(notTested)
			}
			if s := staleStep(d, e); s != nil {
				return notRun(staleness(*s, d))
			}
			shown := fact("outcome", string(e.Outcome))
			switch e.Outcome {
			case OutcomePassed:
				return pass(shown)
			case OutcomeFailed:
				return fail("the last test failed: fix what failed in it, then run it again", shown)
			}
			return notRun("the last test was not finished: run it again", shown)
		})}
}

// Concluded returns the evidence of a finished test with its final outcome: a test that ran
// to its end has failed all the same when one of its steps has the verdict Fail.
func Concluded(d Draft, e Evidence) Evidence {
	if e.Outcome != OutcomePassed {
		return e
	}
	for _, s := range Steps(d, e) {
		if s.Verdict == Fail {
			e.Outcome = OutcomeFailed
		}
	}
	return e
}
