package measure

import (
	"context"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
)

// Quick measures what needs no person: whether the account is there, and whether
// it accepts identifier and secret. Everything else of Earlier stays as it is. It
// tells Notes as Run does.
func Quick(ctx context.Context, p Plan, tell func(Note)) checklist.Evidence {
	p.defaults()
	r := &run{p: p, notes: newTeller(ctx, tell), e: p.Earlier}
	r.guard(func() { r.prepare() })
	r.guard(func() { r.make(ctx, checklist.StepReach, r.reach) })
	if p.Client.Kind == zendesk.Public || !p.Secret.IsZero() {
		r.guard(func() { r.make(ctx, checklist.StepCredentials, r.credentials) })
	}
	r.guard(r.close)
	r.notes.close()
	return r.e
}

// WithRecord takes the client as a signed-in browser shows it at
// /api/v2/oauth/clients.json into the evidence. Only the client of the subject is
// kept, and its secret is dropped. What is wrong with the text is an error.
func WithRecord(e checklist.Evidence, p Plan, text string) (checklist.Evidence, error) {
	p.defaults()
	rec, err := account.ParseRecord(text, p.Client.Identifier.String(), p.Now())
	if err != nil {
		return e, err
	}
	e.Record = &rec
	return e.WithStep(checklist.Step{ID: checklist.StepRecord, Of: p.Subject, At: rec.At, Facts: []checklist.Fact{
		fact("how", rec.How), fact("identifier", rec.Identifier), fact("kind", rec.Kind), fact("name", rec.Name),
	}}), nil
}
