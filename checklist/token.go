package checklist

func tokenChecks() []Check {
	return []Check{{
		ID: "token-scopes", Title: "tokens/current names the scopes asked for", Stage: TestStage, Field: Scopes, Step: StepToken, How: ByBrowser,
		Rule:  documented("Z9", "tokens/current tells the scopes and the end of life of the token that asks"),
		Judge: tokenScopes,
	}}
}

// tokenScopes never fails over scopes: which scope tokens/current needs is not
// documented, and what was granted is judged with the exchange.
func tokenScopes(d Draft, e Evidence) Finding {
	s, missing := fresh(StepToken, d, e)
	switch {
	case missing != nil:
		return *missing
	case s.Seen != nil && s.Seen.Status == 403, s.Seen != nil && s.Seen.Status == 404:
		f := failedStep(s, d)
		f.Verdict = Warn
		return f
	case s.Seen != nil:
		return failedStep(s, d)
	case e.Token == nil || e.Token.CurrentScopes == nil:
		return notRun("tokens/current named no scopes", cleaned(s.Facts)...).at(s.At)
	}
	t := *e.Token
	t.Granted = t.CurrentScopes
	f := scopesGranted(t)
	if f.Verdict == Fail { // what the answer itself granted is judged with the exchange
		f.Verdict = Warn
	}
	return f.at(s.At)
}
