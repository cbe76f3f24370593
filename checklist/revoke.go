package checklist

import (
	"fmt"
	"time"

	"zdg/checklist/explain"
)

// deleteByHand is where a test token that lives on is deleted.
const deleteByHand = "delete it in Admin Center > Apps and integrations > APIs > OAuth clients, at the client's tokens"

func revokeChecks() []Check {
	rule := documented("Z9", "DELETE on a token answers 204 and ends it; 401 says that it was dead already")
	return []Check{
		{
			ID: "token-revoked", Title: "the test token is deleted", Stage: TestStage, Step: StepRevoke, How: ByBrowser, Rule: rule,
			Judge: tokenRevoked,
		},
		{
			ID: "revoke-access-dead", Title: "the deleted access token is refused", Stage: TestStage, Step: StepRevoke, How: ByBrowser,
			Rule: observed("Z9", "a deletion was reported to answer 204 without ending the token, so a 401 is asked for as proof"),
			Judge: onRevoke(func(r Revoke) Finding {
				f := dead(r.Access, "the newest access token", "it was not tried", "it still works"+until(r)+": "+deleteByHand)
				if r.Access == StillAlive {
					return f.called("revoke-ignored", explain.Asked{As: explain.WithToken})
				}
				return f
			}),
		},
		{
			ID: "revoke-refresh-dead", Title: "its refresh token is refused too", Stage: TestStage, Step: StepRevoke, How: ByBrowser,
			Rule: inferred("Z9", "whether deleting an access token ends its refresh token is not documented, so it is tried"),
			Judge: onRevoke(func(r Revoke) Finding {
				return dead(r.Refresh, "the newest refresh token", "it was not tried", "it still works, so revoke it on its own when a customer disconnects: "+deleteByHand)
			}),
		},
	}
}

func onRevoke(judge func(Revoke) Finding) func(Draft, Evidence) Finding {
	return func(d Draft, e Evidence) Finding {
		s, missing := fresh(StepRevoke, d, e)
		switch {
		case missing != nil:
			return *missing
		case e.Revoke == nil:
			return notRun("nothing was revoked")
		}
		return judge(*e.Revoke).at(s.At)
	}
}

// tokenRevoked never fails: a token that could not be deleted is no fault of the
// client, it is short-lived, and it is told where to delete it.
func tokenRevoked(d Draft, e Evidence) Finding {
	s, missing := fresh(StepRevoke, d, e)
	if missing != nil {
		return *missing
	}
	if e.Revoke == nil {
		if s.Seen == nil {
			return notRun("nothing was revoked")
		}
		f := failedStep(s, d)
		f.Verdict, f.Fix = Warn, "the test token lives on until it expires: "+deleteByHand
		return f
	}
	r := *e.Revoke
	facts := []Fact{fact("status", fmt.Sprint(r.Status)), fact("deleted_by", r.By)}
	switch {
	case r.Status == 401, r.Status >= 200 && r.Status < 300:
		return pass(facts...).at(s.At)
	case r.Status == 403:
		return warn("this person may not delete it, so it lives on"+until(r)+": "+deleteByHand, facts...).at(s.At)
	}
	return warn("it could not be deleted and lives on"+until(r)+": "+deleteByHand, facts...).at(s.At)
}

func until(r Revoke) string {
	if r.LivesUntil.IsZero() {
		return ""
	}
	return " until " + r.LivesUntil.UTC().Format(time.RFC3339)
}
