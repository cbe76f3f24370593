package checklist

import "zdg/checklist/zendesk"

func kindChecks() []Check {
	return []Check{
		{
			ID: "kind-chosen", Title: "client kind is chosen", Stage: StageClient, Field: FieldKind, How: byDraft,
			Rule: documented("Z4", "a client is public or confidential; choose before the first save"),
			Judge: func(d Draft, _ Evidence) Finding {
				k, err := zendesk.ParseKind(d.Get(FieldKind))
				if err != nil {
					return fail(err.Error())
				}
				return pass(fact("kind", string(k)))
			},
		},
		{
			ID: "kind-advice", Title: "client kind suits where the secret lives", Stage: StageClient, Field: FieldKind, How: byDraft,
			Rule:  documented("Z4", "public is for apps that have no safe place for a secret, and they must use PKCE; confidential is for servers, which can keep one"),
			Judge: kindAdvice,
		},
	}
}

func kindAdvice(d Draft, _ Evidence) Finding {
	k, err := zendesk.ParseKind(d.Get(FieldKind))
	if err != nil {
		return notRun("the client kind is not chosen yet")
	}
	lives := d.Chosen(FieldSecretLives)
	if lives != "servers" && lives != "shipped" {
		return notRun("you have not said where the secret lives")
	}
	facts := []Fact{fact("kind", string(k)), fact("secret_lives", lives)}
	advised, why, _ := zendesk.KindAdvice(lives == "servers")
	if advised == k {
		return pass(facts...)
	}
	return warn("make it "+string(advised)+": "+why+". Changing the kind later makes a new secret", facts...)
}
