package checklist

func secretChecks() []Check {
	return []Check{{
		ID: "secret-stored", Title: "identifier and secret are stored", Stage: StageSecret, Field: FieldStored, How: ByWord,
		Rule:  documented("Z1", "note down the secret and the identifier before the request is made: the client's administration page is lost after the conversion. Of a public client too: the form that claims it asks for the first six characters (Z2)"),
		Judge: secretStored,
	}}
}

// secretStored never passes: that the store holds the secret is the developer's
// word. What the probe proved of the pair that was pasted stands beside it.
func secretStored(d Draft, e Evidence) Finding {
	facts := []Fact{fact("proven", provenOfSecret(d, e))}
	switch d.Chosen(FieldStored) {
	case "yes":
		return ask("", facts...)
	case "no":
		if d.IsPublic() { // it proves itself with PKCE, without its secret
			return warn("note identifier and secret down: neither can be looked up after the conversion, and the form that claims the client asks for the first six characters of the secret, also of a public one", facts...)
		}
		return fail("put identifier and secret into a password manager or vault now, then paste the secret from there", facts...)
	}
	return unanswered(d, FieldStored)
}

func provenOfSecret(d Draft, e Evidence) string {
	s, missing := fresh(StepCredentials, d, e)
	switch {
	case missing != nil || e.Credentials == nil || e.Credentials.Answer != AnswerAccepted:
		if d.IsPublic() {
			return "nothing; a public client is tested without its secret"
		}
		return "nothing yet"
	case e.secretProven():
		return "the pair as it was pasted was accepted on " + s.At.UTC().Format(day)
	}
	return "the identifier is known to the account; nothing is known about the secret"
}
