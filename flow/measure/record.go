package measure

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"zdg/checklist"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
)

// paste says how to get the record when the token may not read it.
const paste = ": paste what an admin's browser shows at /api/v2/oauth/clients.json"

// record reads the client as Zendesk has saved it: from what was pasted, or with the token
// if that is an admin's and has the broad scope read. No scope is asked for to be able to
// do so.
func (r *run) record(ctx context.Context) result {
	if r.plan.Record != "" {
		rec, err := account.ParseRecord(r.plan.Record, r.plan.recordOwner(), r.plan.Now())
		if err != nil {
			return result{notRun: redact.Clean(err.Error(), 300)}
		}
		return r.keepRecord(rec)
	}
	broad := len(checklist.NotGranted([]string{"read"}, r.evidence.Token.Held())) == 0
	lacks := "it needs the broad scope read, which this client does not ask for"
	if slices.Contains(r.evidence.Token.Asked, "read") {
		lacks = "it needs the broad scope read, which was not granted"
	}
	read := r.account.Clients
	switch {
	case r.plan.Global && !broad:
		return result{notRun: lacks}
	case r.plan.Global:
		read = r.account.GlobalClients
	case !broad:
		return result{notRun: lacks + paste}
	case r.evidence.Person != nil && r.evidence.Person.Role != "" && !strings.EqualFold(r.evidence.Person.Role, "admin"):
		return result{notRun: "it needs an admin, and the person who authorized is not one" + paste}
	}
	rec, err := read(ctx, r.newest().Access)
	r.newest().otherAccepted = r.newest().otherAccepted || account.TokenState(err) == checklist.StillAlive
	if err == nil {
		return r.keepRecord(rec)
	}
	return r.optional(r.apiFailed(ctx, err, "")) // it can still be pasted
}

func (r *run) keepRecord(rec checklist.Record) result {
	rec.Subdomain = r.plan.Subject.Subdomain
	r.evidence.Record = &rec
	return result{facts: recordFacts(rec)}
}

func recordFacts(rec checklist.Record) []checklist.Fact {
	return []checklist.Fact{fact("how", rec.How), fact("identifier", rec.Identifier), fact("kind", rec.Kind), fact("name", rec.Name)}
}

// recordOwner says which client a record is wanted of, and which hosts are its account's:
// also that of a stand-in which plays the account. Without a valid subdomain or address any
// account will do.
func (p Plan) recordOwner() account.RecordOwner {
	w := account.RecordOwner{Identifier: p.Client.Identifier.String(), Secret: p.Secret}
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

// WithRecord returns the evidence with the client that a signed-in browser showed at
// /api/v2/oauth/clients.json; text is what it showed, see account.ParseRecord. Only the
// client of p is kept, without its secret. The error says what is wrong with the text; then
// the evidence is returned as it was.
func WithRecord(e checklist.Evidence, p Plan, text string) (checklist.Evidence, error) {
	p.defaults()
	rec, err := account.ParseRecord(text, p.recordOwner(), p.Now())
	if err != nil {
		return e, err
	}
	rec.Subdomain = p.Subject.Subdomain
	e.Record = &rec
	return e.WithStep(checklist.Step{ID: checklist.StepRecord, Of: p.Subject, At: rec.At, Facts: recordFacts(rec)}), nil
}
