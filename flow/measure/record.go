package measure

import (
	"context"
	"slices"
	"strings"

	"zdg/checklist"
	"zdg/checklist/redact"
	"zdg/flow/account"
)

// paste is how the record is brought when the token may not read it.
const paste = ": paste what an admin's browser shows at /api/v2/oauth/clients.json"

// record reads the client as Zendesk has saved it: with the token where that is
// an admin's with the broad scope read, else from what was pasted. A scope is never
// asked for to see more.
func (r *run) record(ctx context.Context) result {
	if r.p.Record != "" {
		rec, err := account.ParseRecord(r.p.Record, r.p.whose(), r.p.Now())
		if err != nil {
			return result{notRun: redact.Clean(err.Error(), 300)}
		}
		return r.saved(rec)
	}
	broad := len(checklist.NotGranted([]string{"read"}, r.granted())) == 0
	lacks := "it takes the broad scope read, which this client does not ask for"
	if slices.Contains(r.e.Token.Asked, "read") {
		lacks = "it takes the broad scope read, which was not granted"
	}
	switch {
	case r.p.Global && !broad:
		return result{notRun: lacks}
	case r.p.Global:
		rec, err := r.account.GlobalClients(ctx, r.newest().Access)
		r.newest().known = r.newest().known || account.Taken(err) == checklist.StillAlive
		if err == nil {
			return r.saved(rec)
		}
		return r.optional(r.apiFailed(ctx, err, ""))
	case !broad:
		return result{notRun: lacks + paste}
	case r.e.Person != nil && r.e.Person.Role != "" && !strings.EqualFold(r.e.Person.Role, "admin"):
		return result{notRun: "it takes an admin, and the person who authorized is none" + paste}
	}
	rec, err := r.account.Clients(ctx, r.newest().Access)
	r.newest().known = r.newest().known || account.Taken(err) == checklist.StillAlive
	if err == nil {
		return r.saved(rec)
	}
	return r.optional(r.apiFailed(ctx, err, "")) // what cannot be read is pasted
}

// granted is what the token may do, as far as an answer told.
func (r *run) granted() []string {
	t := r.e.Token
	switch {
	case len(t.Granted) > 0:
		return t.Granted
	case len(t.CurrentScopes) > 0:
		return t.CurrentScopes
	}
	return t.Asked
}

func (r *run) saved(rec checklist.Record) result {
	rec.Subdomain = r.p.Subject.Subdomain
	r.e.Record = &rec
	return result{facts: []checklist.Fact{fact("how", rec.How), fact("identifier", rec.Identifier), fact("kind", rec.Kind), fact("name", rec.Name)}}
}
