package checklist

func outcomeChecks() []Check {
	return []Check{{
		ID: "test-outcome", Title: "a whole test authorization went through", Stage: Review, Of: StepExchange, How: ByBrowser,
		Rule: inferred("Z1", "the client is built and tested as a local one first: nothing can be mended after the conversion"),
		Judge: func(d Draft, e Evidence) Finding {
			if e.Outcome == "" {
				return notRun(notTested)
			}
			if s, ok := e.Step(StepExchange); ok {
				if stale, on := Stale(s, d); stale {
					return notRun(on)
				}
			}
			shown := fact("outcome", string(e.Outcome))
			switch e.Outcome {
			case Passed:
				return pass(shown)
			case Failed:
				return fail("mend what failed in the test, then run it again", shown)
			}
			return notRun("the last test was not finished: run it again", shown)
		},
	}}
}
