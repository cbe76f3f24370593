package checklist

func reachChecks() []Check {
	return []Check{{
		ID: "account-reachable", Title: "account answers", Stage: Account, Field: Subdomain, Step: StepReach, How: ByNetwork,
		Rule: observed("Z26", "the account's own host answers; an expired or suspended account loses its certificate"),
		Judge: itself(StepReach, func(_ Draft, _ Evidence, s Step) Finding {
			return pass(cleaned(s.Facts)...)
		}),
	}}
}
