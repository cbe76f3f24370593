package measure

import (
	"context"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// Quick measures what needs no person: whether the account exists, and whether it accepts
// identifier and secret. The Evidence it returns is p.Earlier with these two steps anew.
// Tokens that a broken account issues for the made-up code are revoked; the Evidence then
// says so too. Notes are told as by Run.
func Quick(ctx context.Context, p Plan, tell func(Note)) checklist.Evidence {
	r := newRun(ctx, p, tell)
	r.evidence = p.Earlier
	r.guard(func() { r.makeStep(ctx, checklist.StepReach, r.reach) })
	if p.Client.Kind == zendesk.Public || !p.Secret.IsZero() {
		r.guard(func() { r.makeStep(ctx, checklist.StepCredentials, r.credentials) })
	}
	r.end(ctx)
	return r.evidence
}
