package rehearse

import (
	"context"
	"fmt"
	"slices"
	"time"

	"zdg/flow/rehearse/stage"
)

func refreshScenarios() []Scenario {
	return []Scenario{
		{
			ID: "refresh-comes", Title: "when an access token expires, a refresh comes",
			Rule:  documented("Z14i", "every app for several customers must implement the refresh of tokens; access tokens live for 30 minutes"),
			Fix:   "refresh before the expires_in of the answer is over, or after a 401; if a job does so, let it run every second in the rehearsal",
			Needs: []string{"customers-apart"}, run: refreshComes,
		},
		{
			ID: "refresh-secret", Title: "the refresh sends the secret in one place",
			Rule:  documented("Z10", "client_id and client_secret are sent in the body; a secret in the body and in a header at once is refused"),
			Fix:   "send client_secret in the body of the refresh, and nowhere else",
			Needs: []string{"refresh-comes"},
			run:   func(_ context.Context, r *rehearsal) finding { return r.judgeSecretPlace(r.refresh.refreshes[:1]) },
		},
		{
			ID: "refresh-works", Title: "the refresh brings a new pair, and the call succeeds",
			Rule:  documented("Z10", "the refresh has grant_type, refresh_token and client_id; a scope in it is refused"),
			Fix:   "compare the request with the parameters of the rule, and make the call again with the new token",
			Needs: []string{"refresh-secret"}, run: refreshWorks,
		},
		{
			ID: "refresh-lifetimes", Title: "the refresh asks for lifetimes too",
			Rule:  documented("Z10", "expires_in and refresh_token_expires_in can be asked for with a refresh as well"),
			Fix:   "send expires_in and refresh_token_expires_in with the refresh too; with some libraries that takes a transport of your own",
			Needs: []string{"refresh-works"},
			run:   func(_ context.Context, r *rehearsal) finding { return r.judgeLifetimes(r.refresh.refreshes[0].Grant) },
		},
		{
			ID: "refresh-next-pair", Title: "the next refresh uses the new pair",
			Rule:  observed("T19", "a refresh ends both old tokens: a program that keeps the old refresh token loses the connection with the next refresh"),
			Fix:   "replace both tokens by those of every answer, before the new one is used",
			Needs: []string{"refresh-works"}, run: refreshNextPair,
		},
	}
}

// refreshState is what the refresh scenarios share.
type refreshState struct {
	chain     connection      // goes through several scenarios
	lost      connection      // its authorization is revoked
	refused   connection      // its client is refused for a while
	refreshes []stage.Request // of chain, when its first access token had expired
	poke      pokeResult      // of chain, at that time
	late      bool            // a call failed before the refresh came
}

// coarseClock is how much later than the account a program may consider a token expired: it counts from when the answer
// arrived, and some programs do so in whole seconds. In half an hour that does not matter, but tokens of a rehearsal live for
// about a second.
const coarseClock = 2 * time.Second

// usualMargin is shorter than the time before a token's end at which programs refresh that do so early (ten seconds with
// golang.org/x/oauth2), and longer than a connection and a call take on a busy machine.
const usualMargin = 8 * time.Second

func refreshComes(ctx context.Context, r *rehearsal) finding {
	f := &refreshState{}
	r.refresh = f
	for _, c := range []*connection{&f.lost, &f.refused, &f.chain} {
		a := r.stage.Add()
		a.Set(stage.Control{Life: r.pace.life})
		if *c = r.connect(ctx, a); c.problem != "" {
			return failed("%s", c.problem)
		}
	}
	a := f.chain.customer.account
	margin := r.keepsMargin(ctx)
	r.waitForEnd(ctx, a)
	f.poke = r.poke(ctx, f.chain.customer)
	f.refreshes = refreshes(r.requestsTo(a))
	after401 := len(f.refreshes) > 0 && r.calledBefore(f.refreshes[0])
	if !margin && !after401 {
		r.expiryLag = coarseClock
	}
	if !f.poke.worked() {
		// A program that drops the token after a 401 refreshes with the next call; one with a coarse clock refreshes later.
		if len(f.refreshes) == 0 {
			r.waitForEnd(ctx, a, f.refused.customer.account)
			f.late = !r.poke(ctx, f.refused.customer).worked()
		} else {
			f.late = true
		}
		f.poke = r.poke(ctx, f.chain.customer)
		f.refreshes = refreshes(r.requestsTo(a))
	}
	if f.late {
		r.expiryLag = 0
	}
	switch {
	case len(f.refreshes) == 0:
		missed := failed("no refresh came; %s%s", f.poke.describe(r), r.wrongHost())
		if f.poke.err != nil { // the program hangs or has ended, and any job with it
			return missed
		}
		if after, came := r.byJob(ctx, a); came {
			return notRun("one came %s after the call that needed it, as from a job of the program: let that run every second in the rehearsal, so that the refresh can be judged", after.Round(time.Second))
		}
		return missed
	case after401 || f.late:
		return passed("after a 401")
	case r.expiryLag > 0:
		return passed("at the end of the token, by the program's own clock: a call at that moment may get a 401")
	}
	return passed("before the token's end")
}

// byJob waits for a refresh by a job of the program. A job that runs every minute is right for tokens that live for half an
// hour; in a rehearsal it comes late.
func (r *rehearsal) byJob(ctx context.Context, a *stage.Account) (after time.Duration, came bool) {
	began := time.Now()
	r.tell(Note(fmt.Sprintf("no refresh came with a call: waiting up to %s for one by a job of the program", r.pace.job)))
	ctx, cancel := context.WithTimeout(ctx, r.pace.job)
	defer cancel()
	came = r.stage.Wait(ctx, r.stage.Count(), func([]stage.Request) bool { return len(refreshes(r.requestsTo(a))) > 0 })
	return time.Since(began), came
}

// keepsMargin reports whether the program refreshes a token some time before its end. Then the accuracy of its clock does not
// matter.
func (r *rehearsal) keepsMargin(ctx context.Context) bool {
	a := r.stage.Add()
	a.Set(stage.Control{Life: usualMargin})
	c := r.connect(ctx, a)
	return c.problem == "" && len(refreshes(r.poke(ctx, c.customer).requests)) > 0
}

// calledBefore reports whether, before a refresh, an API call came with an access token that had expired.
func (r *rehearsal) calledBefore(refresh stage.Request) bool {
	return slices.ContainsFunc(r.programRequests(0), func(q stage.Request) bool {
		return q.Account == refresh.Account && q.Kind == stage.KindAPI && q.Expired && q.N < refresh.N
	})
}

func refreshWorks(_ context.Context, r *rehearsal) finding {
	f := r.refresh
	switch {
	case !f.refreshes[0].OK():
		return failed("it was answered %d%s", f.refreshes[0].Status, r.missingParameter(f.refreshes[0]))
	case !f.poke.worked():
		return failed("it succeeded, but the call did not: %s", f.poke.describe(r))
	case f.late:
		return warned("the first call after the token's end failed, and the next one succeeded: the customer sees an error")
	}
	return passed("it succeeded, and so did the call")
}

// missingParameter says what is wrong with the parameters of a refresh, as the end of a sentence; "" when nothing is.
func (r *rehearsal) missingParameter(q stage.Request) string {
	switch g := q.Grant; {
	case g.Refresh == "":
		return ": refresh_token is missing"
	case g.Scope != "":
		return ": it has a scope, which a refresh must not have"
	case g.ClientID == "":
		return ": client_id is missing"
	case len(g.SecretIn) == 0 && r.stage.Client().Kind != "public":
		return ": client_secret is missing"
	}
	return ""
}

func refreshNextPair(ctx context.Context, r *rehearsal) finding {
	f := r.refresh
	a := f.chain.customer.account
	pair := a.Newest()
	r.waitForEnd(ctx, a)
	from := len(refreshes(r.requestsTo(a)))
	p := r.poke(ctx, f.chain.customer)
	if !p.worked() {
		p = r.poke(ctx, f.chain.customer)
	}
	next := refreshes(r.requestsTo(a))[from:]
	switch {
	case len(next) == 0 && p.worked():
		return passed("the program had refreshed by itself")
	case len(next) == 0:
		return failed("no second refresh came: %s", p.describe(r))
	case !next[0].OK() && next[0].Grant.Refresh != pair.Refresh:
		return failed("the second refresh came with the refresh token from before the first one")
	case !p.worked():
		return failed("%s", p.describe(r))
	}
	return passed("the second refresh came with the new refresh token")
}
