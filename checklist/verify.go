package checklist

// Elsewhere judges, after the approval, whether the client is known on an
// account other than its own: a local client works on one account only, and a
// global one on every account. The rule is inferred from the probe that was
// measured on the client's own account (T13); across accounts nobody has
// measured it.
func KnownElsewhere(d Draft, e Evidence) Result {
	check := Check{
		ID: "known-elsewhere", Title: "the client is known on another account", Stage: StageSubmit, Of: StepCredentials, How: ByNetwork,
		Rule:  inferred("T13", "the token endpoint of another account answers a made-up code with 400 invalid_grant once the client is global, and with 401 invalid_client before"),
		Judge: elsewhere,
	}
	return Result{check, elsewhere(d, e)}
}

func elsewhere(d Draft, e Evidence) Finding {
	tried, _ := e.Step(StepCredentials)
	if r, ok := e.Step(StepReach); ok && r.Seen != nil && e.Credentials == nil && tried.Seen == nil {
		return failedStep(r, d)
	}
	s, missing := fresh(StepCredentials, d, e)
	if missing != nil {
		return *missing
	}
	const byHand = "open the authorize URL there in a browser that is signed in to that account: \"No such client\" means that it is not global yet"
	on := fact("asked", s.Of.AccountURL)
	switch {
	case e.Credentials == nil:
		return failedStep(s, d)
	case e.Credentials.Answer == AnswerAccepted:
		return pass(on, fact("answer", "the token endpoint knows the client")).at(s.At)
	case e.Credentials.Answer == AnswerRefused:
		return fail("the request is pending, or identifier or secret is another: wait for Zendesk's mail, and run zdg check on the client's own account. To see it yourself, "+byHand, on, fact("answer", "the token endpoint does not know the client, or not with this secret")).at(s.At)
	}
	return ask(byHand, on, fact("answer", "unclear")).at(s.At)
}
