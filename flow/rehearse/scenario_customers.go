package rehearse

import "context"

func customerScenarios() []Scenario {
	return []Scenario{
		{
			ID: "customers-apart", Title: "the tokens of two customers are kept apart",
			Rule:  observed("T3", "a token of one account that is sent to another is a reported cause of invalid_grant; a token is valid at its own account only"),
			Fix:   "store the tokens under the account's subdomain, and read account and tokens from one row",
			Needs: []string{"poke-calls"}, run: customersApart,
		},
		{
			ID: "customers-two-flows", Title: "two connections that one browser begins both complete, each at its own account",
			Rule:  inferred("T9", "the callback does not name the account, so the account has to be kept with the state"),
			Fix:   "store subdomain and verifier under the state, not in a single place of the session",
			Needs: []string{"connect-state", "exchange-works"}, run: twoFlows,
		},
	}
}

func customersApart(ctx context.Context, r *rehearsal) finding {
	one, two := r.connect(ctx, r.stage.Add()), r.connect(ctx, r.stage.Add())
	for _, c := range []connection{one, two} {
		if c.problem != "" {
			return failed("%s", c.problem)
		}
	}
	for _, c := range []connection{one, two, one} {
		p := r.poke(ctx, c.customer)
		if f := r.mixedTokens(); f.verdict != "" {
			return f
		}
		if !p.worked() {
			return failed("with two customers connected, %s", p.describe(r))
		}
	}
	return passed("two customers, and every call went to the account of its token")
}

// mixedTokens fails when a token was sent to an account that did not issue it; otherwise it returns the zero finding.
func (r *rehearsal) mixedTokens() finding {
	for _, q := range r.programRequests(0) {
		token, what := q.Bearer, "an access token"
		if q.Grant != nil && q.Grant.Refresh != "" {
			token, what = q.Grant.Refresh, "a refresh token"
		}
		if token == "" {
			continue
		}
		if owner := r.stage.Owner(token); owner != nil && owner.Name != q.Account {
			return failed("%s of one customer was sent to the account of another", what)
		}
	}
	return finding{}
}

func twoFlows(ctx context.Context, r *rehearsal) finding {
	b := r.newBrowser()
	var flows [2]connection
	for i := range flows {
		c := &flows[i]
		if c.authorization, c.callback, c.problem = r.untilCallback(ctx, b); c.problem != "" {
			return failed("%s", c.problem)
		}
	}
	from := r.stage.Count()
	for i := range flows {
		flows[i].back = r.callback(ctx, b, flows[i].callback)
	}
	completed := 0
	for _, f := range flows {
		code := f.callback.Query().Get("code")
		r.awaitExchange(ctx, from, code, r.exchangeTimeout(f.back))
		for _, q := range r.programRequests(from) {
			if q.Grant == nil || q.Grant.Code != code {
				continue
			}
			if q.Account != f.authorization.account.Name {
				return failed("the code of one account was sent to the other")
			}
			if q.Issued != nil {
				completed++
			}
		}
	}
	if completed < 2 {
		return warned("of two connections that one browser began, %d completed: a customer with two tabs has to begin again", completed)
	}
	return passed("both completed, each at its own account")
}
