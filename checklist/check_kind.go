package checklist

import "zdg/checklist/zendesk"

func kindChecks() []Check {
	check := Check{Stage: StageClient, How: byDraft}.row
	return []Check{
		check("kind-chosen", "client kind is chosen", FieldKind,
			documented("Z4", "a client is public or confidential; choose before the first save"),
			func(d Draft, _ Evidence) Finding {
				k, err := zendesk.ParseKind(d.Get(FieldKind))
				if err != nil {
					return fail(err.Error())
				}
				return pass(fact("kind", string(k)))
			}),
		check("kind-advice", "client kind suits where the secret lives", FieldKind,
			documented("Z4", "public is for apps that have no safe place for a secret, and they must use PKCE; confidential is for servers, which can keep one"),
			kindAdvice),
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
