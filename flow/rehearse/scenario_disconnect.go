package rehearse

import (
	"context"

	"zdg/flow/rehearse/stage"
)

// closing is what the scenarios of disconnecting share.
type closing struct {
	connected
	from int
}

func disconnectScenarios() []Scenario {
	return []Scenario{
		{
			ID: "disconnect-revokes", Title: "disconnecting deletes the token",
			Rule:  documented("Z30", "DELETE /api/v2/oauth/tokens/current ends the access token at once"),
			Fix:   "when a customer disconnects, send DELETE /api/v2/oauth/tokens/current.json with the token, refreshed before if it has ended",
			Needs: []string{"customers-apart"}, run: disconnectRevokes,
		},
		{
			ID: "disconnect-forgets", Title: "after disconnecting, nothing of the account is used",
			Rule:  inferred("Z30", "who has disconnected an app expects no call of it any more"),
			Fix:   "delete both tokens from your store when a customer disconnects",
			Needs: []string{"disconnect-revokes"}, run: disconnectForgets,
		},
	}
}

func disconnectRevokes(ctx context.Context, r *rehearsal) finding {
	if r.plan.Disconnect.IsZero() {
		return unrun("give --disconnect: where a customer disconnects the account")
	}
	c := r.connect(ctx, r.stage.Add())
	if c.problem != "" {
		return failed("%s", c.problem)
	}
	from := r.stage.Count()
	v := c.customer.browser.confirm(ctx, r.plan.Disconnect.filled(c.customer.account.Name), c.customer.account.Name)
	r.shut = &closing{c, from}
	waiting, cancel := context.WithTimeout(ctx, arrives)
	defer cancel()
	if broke := v.broke(); broke != "" {
		return failed("%s", broke)
	}
	r.stage.Wait(waiting, func(log []stage.Request) bool {
		for _, q := range log[min(from, len(log)):] {
			if q.IsRevoke() && !q.Done.IsZero() {
				return true
			}
		}
		return false
	})
	missed := failed("no DELETE came; the page was answered %d", v.status)
	for _, q := range r.programs(from) {
		if q.IsRevoke() && q.OK() && q.Account == c.customer.account.Name {
			return passed("%s %s", q.Method, q.Path)
		}
		if q.IsRevoke() {
			missed = failed("%s %s was answered %d", q.Method, r.say(q.Path), q.Status)
		}
	}
	return missed
}

func disconnectForgets(ctx context.Context, r *rehearsal) finding {
	from := r.stage.Count()
	p := r.poke(ctx, r.shut.customer)
	for _, q := range r.programs(from) {
		switch {
		case q.Account != r.shut.customer.account.Name:
		case q.Kind == stage.KindAPI:
			return failed("%s %s came afterwards", q.Method, r.say(q.Path))
		case q.Grant != nil:
			return failed("a refresh came afterwards")
		}
	}
	if p.err != nil {
		return failed("no answer came: %s", r.say(p.err.Error()))
	}
	return passed("a call afterwards is answered %d, and nothing was sent", p.status)
}
