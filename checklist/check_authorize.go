package checklist

func authorizeChecks() []Check {
	seen := Check{Stage: StageTest, Of: StepAuthorize, How: byBrowser}.row
	return []Check{
		Check{Stage: StageTest, Step: StepListen, How: byNetwork}.row("callback-listener", "the callback can be received on this machine", FieldTestRedirect,
			inferred("RFC8252", "a native client listens on the loopback interface, on the port of the redirect URL (7.3)"),
			wholeStep(StepListen, func(_ Draft, _ Evidence, s Step) Finding {
				return pass(cleaned(s.Facts)...)
			})),
		Check{Stage: StageTest, Step: StepAuthorize, How: byBrowser}.row("authorized", "authorized in the browser", FieldIdentifier,
			documented("Z4", "the authorize page of the account knows the client, takes the redirect URL and the scopes, and sends the browser back with a code and the same state"),
			wholeStep(StepAuthorize, func(_ Draft, _ Evidence, s Step) Finding {
				return pass(cleaned(s.Facts)...)
			})),
		seen("consent-shown", "the consent page was shown", "",
			observed("Z32b", "a browser that is signed in and has allowed the client before is sent back at once, without a consent page, as long as a token of that person and client is not revoked"),
			partOfStep(StepAuthorize, func(_ Draft, e Evidence, _ Step) Finding {
				switch {
				case e.Token == nil:
					return notRun("there were no tokens")
				case e.Token.ConsentSkipped:
					return warn("the callback came faster than a person can click, so most likely an earlier grant was reused: to see the consent page, sign out of the account first, or delete the earlier tokens", fact("consent", "not shown"))
				}
				return pass(fact("consent", "shown"))
			})),
		seen("allowed-scopes", "scopes are within the client's Allowed scopes", FieldScopes,
			documented("Z14g", "where Allowed scopes are configured, a request for a scope outside them is refused with 400 invalid_scope"),
			allowedScopes),
	}
}

// allowedScopes fails where the authorize page refused the scopes, and passes once the
// exchange succeeded. What the exchange says about scopes is judged with it.
func allowedScopes(d Draft, e Evidence) Finding {
	for _, id := range []StepID{StepAuthorize, StepExchange} {
		s, missing := measurement(id, d, e)
		if missing != nil {
			return *missing
		}
		if id == StepAuthorize && s.Seen != nil && s.Seen.Error == "invalid_scope" {
			return failedStep(s, d)
		}
		if s.Seen != nil {
			return notRun("this step failed: " + id.Title())
		}
	}
	s, _ := e.Step(StepExchange)
	return pass(fact("scopes_asked", s.Of.Scopes)).at(s.At)
}
