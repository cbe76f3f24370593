package checklist

import (
	"fmt"
	"slices"

	"zdg/checklist/explain"
)

func tokenChecks() []Check {
	check := Check{Stage: StageTest, Step: StepToken, How: byBrowser}.row
	return []Check{check("token-scopes", "tokens/current names the scopes asked for", FieldScopes,
		observed("Z32c", "tokens/current tells the scopes and the end of life of the token that asks, and wants the broad read for that: with narrower scopes a 403 there is normal, and no reason to widen them"),
		tokenScopes)}
}

// tokenScopes never fails over scopes: what was granted is judged with the exchange. A
// refusal for a missing scope says nothing about a token without the broad read; any other
// refusal is explained.
func tokenScopes(d Draft, e Evidence) Finding {
	s, missing := measurement(StepToken, d, e)
	switch {
	case missing != nil:
		return *missing
	case s.Seen != nil && explain.Lacks(*s.Seen) == "scope" && e.Token != nil && e.Token.Granted != nil && len(e.Token.Granted) == 0:
		return notRun("tokens/current was refused: it wants the broad scope read, and the answer with the tokens says that there are no scopes", cleaned(s.Facts)...).at(s.At)
	case s.Seen != nil && explain.Lacks(*s.Seen) == "scope" && !broadRead(e.Token):
		return notRun("tokens/current was refused, as is normal: it wants the broad scope read, which this token does not have and need not have", cleaned(s.Facts)...).at(s.At)
	case s.Seen != nil && explain.Lacks(*s.Seen) == "scope":
		return warn("tokens/current was refused although the token has the broad scope read: go on with what the exchange told, there is nothing to widen", cleaned(s.Facts)...).at(s.At)
	case s.Seen != nil:
		return optionalCall(s, d, e)
	case e.Token != nil && e.Token.UserID != 0 && e.Person != nil && e.Person.ID != 0 && e.Token.UserID != e.Person.ID:
		return warn(fmt.Sprintf("tokens/current says that the token is of user %d, but users/me names user %d: find out what is at this address, and store neither as the person who authorized", e.Token.UserID, e.Person.ID), cleaned(s.Facts)...).saying(fmt.Sprintf("tokens/current says that the token is of user %d, but users/me names user %d", e.Token.UserID, e.Person.ID)).at(s.At)
	case e.Token == nil || e.Token.CurrentScopes == nil:
		return notRun("tokens/current named no scopes", cleaned(s.Facts)...).at(s.At)
	}
	t := *e.Token
	t.Granted = t.CurrentScopes
	f := scopesGranted(e, t)
	if f.Verdict == Fail { // what was granted is judged with the exchange
		f.Verdict = Warn
	}
	return f.at(s.At)
}

// broadRead reports whether a token has the broad scope read: by what was granted or, where
// no answer said, by what was asked for.
func broadRead(t *Token) bool {
	if t == nil {
		return false
	}
	if t.Granted != nil {
		return slices.Contains(t.Granted, "read")
	}
	return slices.Contains(t.Asked, "read")
}
