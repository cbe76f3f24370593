package checklist

// Concluded is the evidence of a finished test with the outcome that its steps
// deserve: a test that came to its end has failed all the same when the verdict
// of one of its steps is fail.
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
