package measure

import (
	"context"
	"net/url"
	"strings"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
)

// Quick measures what needs no person: whether the account is there, and whether
// it accepts identifier and secret. What a broken account issues for the made-up code is
// revoked, as Revoke tells; everything else of Earlier stays as it is. It tells Notes as
// Run does.
func Quick(ctx context.Context, p Plan, tell func(Note)) checklist.Evidence {
	p.defaults()
	r := &run{p: p, notes: newTeller(ctx, tell), e: p.Earlier}
	r.guard(func() { r.prepare() })
	r.guard(func() { r.make(ctx, checklist.StepReach, r.reach) })
	if p.Client.Kind == zendesk.Public || !p.Secret.IsZero() {
		r.guard(func() { r.make(ctx, checklist.StepCredentials, r.credentials) })
	}
	r.end(ctx)
	return r.e
}

// whose is the client that a record is wanted of: of the account's own host, and of
// the stand-in that is asked in its place. Without a subdomain that can be read, any
// account will do.
func (p Plan) whose() account.Whose {
	w := account.Whose{Identifier: p.Client.Identifier.String(), Secret: p.Secret}
	for _, address := range []string{p.Subject.AccountURL, p.AccountURL} {
		if u, err := url.Parse(address); err == nil && u.Hostname() != "" {
			w.Hosts = append(w.Hosts, strings.ToLower(u.Hostname()))
		}
	}
	if s, err := zendesk.ParseSubdomain(p.Subject.Subdomain); err == nil {
		w.Hosts = append([]string{s.Host()}, w.Hosts...)
	}
	return w
}

// WithRecord takes the client as a signed-in browser shows it at
// /api/v2/oauth/clients.json into the evidence. Only the client of the subject is
// kept, if it is of its account as far as the text names one, and its secret is dropped. What is wrong with the text is an error.
func WithRecord(e checklist.Evidence, p Plan, text string) (checklist.Evidence, error) {
	p.defaults()
	rec, err := account.ParseRecord(text, p.whose(), p.Now())
	if err != nil {
		return e, err
	}
	rec.Subdomain = p.Subject.Subdomain
	e.Record = &rec
	return e.WithStep(checklist.Step{ID: checklist.StepRecord, Of: p.Subject, At: rec.At, Facts: []checklist.Fact{
		fact("how", rec.How), fact("identifier", rec.Identifier), fact("kind", rec.Kind), fact("name", rec.Name),
	}}), nil
}
