package checklist

// OutcomeText says in one sentence how the last test ended, held against the draft as
// it is now; "" when none was made. A test that was made on other answers never counts
// as one of this client.
func OutcomeText(d Draft, e Evidence) string {
	if on := staleTest(d, e); on != "" && e.Outcome == OutcomePassed {
		return "The last passing test was " + on + ": test again."
	}
	return e.Outcome.text()
}

// OutcomeOf is the outcome of the last test for the draft as it is now; "" when none
// was made, or when it was made on other answers.
func OutcomeOf(d Draft, e Evidence) Outcome {
	if staleTest(d, e) != "" {
		return ""
	}
	return e.Outcome
}

// staleTest says on what other answers a step of the last test was made; "" when all
// were made on those of the draft.
func staleTest(d Draft, e Evidence) string {
	for _, s := range e.Steps {
		if s.NotRun != "" || s.ID == StepRecord { // a record can be read without a test
			continue
		}
		if why := staleness(s, d); why != "" {
			return why
		}
	}
	return ""
}

func outcomeChecks() []Check {
	return []Check{{
		ID: "test-outcome", Title: "a whole test authorization went through", Stage: StageReview, Of: StepExchange, How: byBrowser,
		Rule: inferred("Z1", "the client is built and tested as a local one first: nothing can be fixed after the conversion"),
		Judge: func(d Draft, e Evidence) Finding {
			if e.Outcome == "" {
				return notRun(notTested)
			}
			if on := staleTest(d, e); on != "" {
				return notRun(on)
			}
			shown := fact("outcome", string(e.Outcome))
			switch e.Outcome {
			case OutcomePassed:
				return pass(shown)
			case OutcomeFailed:
				return fail("the last test failed: fix what failed in it, then run it again", shown)
			}
			return notRun("the last test was not finished: run it again", shown)
		},
	}}
}
