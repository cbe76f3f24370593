package checklist

import (
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

func credentialsChecks() []Check {
	check := Check{Stage: StageTest, Step: StepCredentials, How: byNetwork}.row
	return []Check{check("credentials-accepted", "identifier and secret are accepted", FieldIdentifier,
		observed("T13", "the token endpoint answers a made-up code with 400 invalid_grant if it knows the client, and with 401 invalid_client if it does not"),
		credentialsAccepted)}
}

// secretProven reports whether the account is known to have checked the secret. For a
// client that it has saved as public it may accept any: Z10 speaks of confidential ones.
func (e Evidence) secretProven() bool {
	return e.Credentials != nil && e.Credentials.SecretProven && (e.Record == nil || e.Record.Kind != string(zendesk.Public))
}

func credentialsAccepted(d Draft, e Evidence) Finding {
	s, missing := measurement(StepCredentials, d, e)
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
		return fail("the account issued tokens for a made-up code, so it does not check codes, and nothing it accepts proves anything: this is not how Zendesk answers, so find out what is at this address", cleaned(s.Facts)...).at(s.At)
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
		if aboutClient(*s.Seen) && f.Diagnosis != nil && exchanged(d, e) {
			f = clearedByExchange(f)
		}
	}
	return f
}

// aboutClient reports whether an answer is about what was sent, and not about a passing
// state, this machine, or something on the way.
func aboutClient(s explain.Seen) bool {
	return (s.Status == 400 || s.Status == 401 || s.Status == 422 || s.Status >= 200 && s.Status < 300) && s.Error != explain.BodyHTML && s.Error != explain.BodyUnreadable
}

// exchanged reports whether the exchange of the same test brought tokens.
func exchanged(d Draft, e Evidence) bool {
	s, missing := measurement(StepExchange, d, e)
	return missing == nil && s.Seen == nil && e.Token != nil
}

// clearedByExchange rewrites the finding about a refused made-up code once the exchange has
// accepted the same identifier and secret: then neither has to be changed.
func clearedByExchange(f Finding) Finding {
	return f.cleared(
		"The exchange took the same identifier and secret afterwards, in this test. So they are right, and so is the client: this is only how the account answers a made-up code.",
		"Leave the client as it is. If your integration meets this answer, send Zendesk Support the time, the status and the request id of the answer.",
	).saying("the made-up code was refused in an unusual way, and the exchange took the same identifier and secret")
}
