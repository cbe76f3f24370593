package rehearse

import (
	"context"

	"zdg/flow/rehearse/stage"
)

func customerScenarios() []Scenario {
	return []Scenario{
		{
			ID: "customers-apart", Title: "the tokens of two customers are kept apart",
			Rule:  observed("T3", "a token of one account at another is a reported cause of invalid_grant; every token is its account's alone"),
			Fix:   "keep the tokens under the account's subdomain, and take both from one row",
			Needs: []string{"poke-calls"}, run: customersApart,
		},
		{
			ID: "customers-two-flows", Title: "two connections in one browser each end at their own account",
			Rule:  inferred("T9", "the callback does not name the account: what belongs to a state has to be kept with it"),
			Fix:   "keep subdomain and verifier under the state, not in one place of the session",
			Needs: []string{"connect-state", "exchange-works"}, run: twoFlows,
		},
	}
}

func customersApart(ctx context.Context, r *rehearsal) finding {
	one, two := r.connect(ctx, r.stage.Add()), r.connect(ctx, r.stage.Add())
	for _, c := range []connected{one, two} {
		if c.problem != "" {
			return failed("%s", c.problem)
		}
	}
	for _, c := range []connected{one, two, one} {
		p := r.poke(ctx, c.customer)
		if f := r.mixed(); f.verdict != "" {
			return f
		}
		if !p.worked() {
			return failed("with two customers connected, %s", p.said(r))
		}
	}
	return passed("two customers, and every call went to the account of its token")
}

// mixed looks for a token at an account that did not issue it.
func (r *rehearsal) mixed() finding {
	for _, q := range r.programs(0) {
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
	one, oneTo, problem := r.allowed(ctx, b)
	if problem != "" {
		return failed("%s", problem)
	}
	two, twoTo, problem := r.allowed(ctx, b)
	if problem != "" {
		return failed("%s", problem)
	}
	from := r.stage.Count()
	r.callback(ctx, b, oneTo)
	r.callback(ctx, b, twoTo)
	sleep(ctx, r.settle())
	done := 0
	for _, x := range []struct {
		account *stage.Account
		code    string
	}{{one.account, oneTo.Query().Get("code")}, {two.account, twoTo.Query().Get("code")}} {
		for _, q := range r.programs(from) {
			if q.Grant == nil || q.Grant.Code != x.code {
				continue
			}
			if q.Account != x.account.Name {
				return failed("the code of one account was sent to the other")
			}
			if q.Issued != nil {
				done++
			}
		}
	}
	if done < 2 {
		return warned("of two connections that a browser began, %d came to an end: who uses two tabs has to begin again", done)
	}
	return passed("both came to an end, each at its own account")
}
