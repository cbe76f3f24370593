package rehearse

import (
	"context"
	"slices"

	"zdg/flow/rehearse/stage"
)

func disconnectScenarios() []Scenario {
	return []Scenario{
		{
			ID: "disconnect-revokes", Title: "disconnecting deletes the token",
			Rule:  documented("Z30", "DELETE /api/v2/oauth/tokens/current ends the access token at once"),
			Fix:   "when a customer disconnects, send DELETE /api/v2/oauth/tokens/current.json with the access token; refresh it first if it has expired",
			Needs: []string{"customers-apart"}, run: disconnectRevokes,
		},
		{
			ID: "disconnect-forgets", Title: "after disconnecting, nothing of the account is used",
			Rule:  inferred("Z30", "a customer who has disconnected an app expects no more calls from it"),
			Fix:   "delete both tokens from your store when a customer disconnects",
			Needs: []string{"disconnect-revokes"}, run: disconnectForgets,
		},
	}
}

func disconnectRevokes(ctx context.Context, r *rehearsal) finding {
	if r.plan.Disconnect.IsZero() {
		return notRun("give --disconnect: where a customer disconnects the account")
	}
	c := r.connect(ctx, r.stage.Add())
	if c.problem != "" {
		return failed("%s", c.problem)
	}
	from := r.stage.Count()
	v := c.customer.browser.confirm(ctx, r.plan.Disconnect.forAccount(c.customer.account.Name), c.customer.account.Name)
	r.disconnected = &c.customer
	waiting, cancel := context.WithTimeout(ctx, arrivalTimeout)
	defer cancel()
	if broke := v.broken(); broke != "" {
		return failed("%s", broke)
	}
	r.stage.Wait(waiting, from, func(log []stage.Request) bool {
		return slices.ContainsFunc(log, func(q stage.Request) bool { return q.IsRevoke() && !q.Done.IsZero() })
	})
	missed := failed("no DELETE came; the page was %d", v.status)
	for _, q := range r.programRequests(from) {
		if q.IsRevoke() && q.OK() && q.Account == c.customer.account.Name {
			return passed("%s %s", q.Method, q.Path)
		}
		if q.IsRevoke() {
			missed = failed("%s %s was answered %d", q.Method, r.masked(q.Path), q.Status)
		}
	}
	return missed
}

func disconnectForgets(ctx context.Context, r *rehearsal) finding {
	from := r.stage.Count()
	p := r.poke(ctx, *r.disconnected)
	for _, q := range r.programRequests(from) {
		switch {
		case q.Account != r.disconnected.account.Name:
		case q.Kind == stage.KindAPI:
			return failed("%s %s came afterwards", q.Method, r.masked(q.Path))
		case q.Grant != nil:
			return failed("a refresh came afterwards")
		}
	}
	if p.err != nil {
		return failed("no answer came: %s", r.masked(p.err.Error()))
	}
	return passed("afterwards the program answers %d, and sends nothing", p.status)
}
