package checklist

import "zdg/checklist/zendesk"

func credentialsChecks() []Check {
	return []Check{{
		ID: "credentials-accepted", Title: "identifier and secret are accepted", Stage: StageTest, Field: FieldIdentifier, Step: StepCredentials, How: ByNetwork,
		Rule:  observed("T13", "the token endpoint answers a made-up code with 400 invalid_grant if it knows the client, and with 401 invalid_client if it does not"),
		Judge: credentialsAccepted,
	}}
}

// secretProven reports whether the account is known to have looked at the secret: where it
// has saved a public client, it may accept any (Z10 speaks of confidential ones).
func (e Evidence) secretProven() bool {
	return e.Credentials != nil && e.Credentials.SecretProven && (e.Record == nil || e.Record.Kind != string(zendesk.Public))
}

func credentialsAccepted(d Draft, e Evidence) Finding {
	s, missing := fresh(StepCredentials, d, e)
	if missing != nil {
		return *missing
	}
	c := e.Credentials
	switch {
	case c == nil && s.Seen != nil:
		return failedStep(s, d)
	case c == nil:
		return notRun("no answer was kept")
	}
	switch c.Answer {
	case AnswerAccepted:
		said := "identifier and secret"
		if !e.secretProven() {
			said = "the identifier; the answer says nothing about a secret"
		}
		return pass(append(cleaned(s.Facts), fact("accepted", said))...).at(s.At)
	case AnswerIssued:
		return fail("the account issued tokens for a made-up code, so it does not check codes, and nothing it accepts proves anything: this is not how Zendesk answers (Z10), so find out what is at this address", cleaned(s.Facts)...).at(s.At)
	case AnswerRefused:
		if s.Seen != nil {
			return failedStep(s, d)
		}
		return fail("copy the identifier and secret again from where you stored them", cleaned(s.Facts)...).at(s.At)
	}
	f := warn("the answer says nothing about the identifier and secret: the exchange will", cleaned(s.Facts)...).at(s.At)
	if s.Seen != nil {
		f = failedStep(s, d)
		f.Verdict = Warn
	}
	return f
}
