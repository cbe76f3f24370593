package checklist

import "time"

func secretChecks() []Check {
	check := Check{Stage: StageSecret, How: byWord}.row
	return []Check{
		check("secret-stored", "identifier and secret are stored", FieldStored,
			documented("Z1", "note down the secret and the identifier before the request is made: the client's administration page is lost after the conversion. Of a public client too: the form that claims it asks for the first six characters"), // Z2: the form
			secretStored),
		check("first-six-kept", "the first six characters of every secret are kept", FieldRegenerated,
			documented("Z2", "the claim form wants the first six characters of the secret \"provided when you created the client\"; which one counts after a new one was made is not published. Changing the kind makes a new one too"), // T14: the kind
			firstSixKept),
	}
}

// firstSixKept judges, by the developer's word alone, that the beginning of each secret is
// kept where there was more than one.
func firstSixKept(d Draft, _ Evidence) Finding {
	shown := fact(string(FieldRegenerated), d.Chosen(FieldRegenerated))
	switch {
	case d.Chosen(FieldRegenerated) == "no":
		return ask("", shown)
	case !d.Said(FieldRegenerated):
		return unanswered(d, FieldRegenerated)
	case d.Said(FieldFirstSix):
		return ask("", shown, fact(string(FieldFirstSix), "yes"))
	}
	return warn("keep the first six characters of each secret: the claim form wants six, and which secret counts is not published", shown)
}

// secretStored never passes: that the secret is in a store is the developer's word. What the
// test proved about the pasted pair is a fact of the finding.
func secretStored(d Draft, e Evidence) Finding {
	facts := []Fact{fact("proven", secretProof(d, e))}
	switch d.Chosen(FieldStored) {
	case "yes":
		return ask("", facts...)
	case "no":
		if d.IsPublic() { // OAuth does not need the secret, but the claim form does
			return fail("put identifier and secret into a password manager or vault now: the form that claims the client asks for the first six characters of the secret, also of a public one, and after the conversion neither can be looked up", facts...)
		}
		return fail("put identifier and secret into a password manager or vault now, then paste the secret from there", facts...)
	}
	return unanswered(d, FieldStored)
}

func secretProof(d Draft, e Evidence) string {
	s, missing := measurement(StepCredentials, d, e)
	switch {
	case missing != nil || e.Credentials == nil || e.Credentials.Answer != AnswerAccepted:
		if d.IsPublic() {
			return "nothing; a public client is tested without its secret"
		}
		return "nothing yet"
	case e.secretProven():
		return "the pair as it was pasted was accepted on " + s.At.UTC().Format(time.DateOnly)
	}
	return "the identifier is known to the account; nothing is known about the secret"
}
