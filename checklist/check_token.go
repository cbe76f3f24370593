package checklist

import (
	"slices"

	"zdg/checklist/explain"
)

func tokenChecks() []Check {
	return []Check{{
		ID: "token-scopes", Title: "tokens/current names the scopes asked for", Stage: StageTest, Field: FieldScopes, Step: StepToken, How: ByBrowser,
		Rule:  observed("Z32c", "tokens/current tells the scopes and the end of life of the token that asks (Z9), and wants the broad read for that: with narrower scopes a 403 there is normal, and no reason to widen them"),
		Judge: tokenScopes,
	}}
}

// tokenScopes never fails over scopes: what was granted is judged with the
// exchange. A refusal for want of a scope says nothing at all of a token without the broad
// read; any other is named as what it is.
func tokenScopes(d Draft, e Evidence) Finding {
	s, missing := fresh(StepToken, d, e)
	switch {
	case missing != nil:
		return *missing
	case s.Seen != nil && explain.Lacks(*s.Seen) == "scope" && !broadRead(e.Token):
		return notRun("tokens/current was refused, as is normal: it wants the broad scope read, which this token does not have and need not have", cleaned(s.Facts)...).at(s.At)
	case s.Seen != nil && explain.Lacks(*s.Seen) == "scope":
		return warn("tokens/current was refused although the token has the broad scope read: go on with what the exchange told, there is nothing to widen", cleaned(s.Facts)...).at(s.At)
	case s.Seen != nil:
		return optional(s, d, e)
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

// broadRead reports whether a token has the broad scope read, as far as is known.
func broadRead(t *Token) bool {
	if t == nil {
		return false
	}
	if t.Granted != nil {
		return slices.Contains(t.Granted, "read")
	}
	return slices.Contains(t.Asked, "read")
}
