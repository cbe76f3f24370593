package rehearse

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"zdg/flow/rehearse/stage"
)

func refreshScenarios() []Scenario {
	return []Scenario{
		{
			ID: "refresh-comes", Title: "when an access token ends, a refresh comes",
			Rule:  documented("Z14i", "every app for several customers must implement the refresh of tokens; access tokens live for 30 minutes"),
			Fix:   "refresh before expires_in of the answer is over, or after a 401; let a job that does so run every second in the rehearsal",
			Needs: []string{"customers-apart"}, run: refreshComes,
		},
		{
			ID: "refresh-secret", Title: "with the refresh, the secret goes in one place",
			Rule:  documented("Z10", "client_id and client_secret stand in the body; a secret in the body and in a header at once is refused"),
			Fix:   "send client_secret in the body of the refresh, and nowhere else",
			Needs: []string{"refresh-comes"},
			run:   func(_ context.Context, r *rehearsal) finding { return r.placeOfSecret(r.refresh.seen[:1]) },
		},
		{
			ID: "refresh-works", Title: "the refresh brings a new pair, and the call goes on",
			Rule:  documented("Z10", "the refresh has grant_type, refresh_token and client_id; a scope in it is refused"),
			Fix:   "compare the request with the parameters of the rule, and make the call again with the new token",
			Needs: []string{"refresh-secret"}, run: refreshWorks,
		},
		{
			ID: "refresh-lifetimes", Title: "the refresh asks for lifetimes too",
			Rule:  documented("Z10", "expires_in and refresh_token_expires_in can be asked for with a refresh as well"),
			Fix:   "send expires_in and refresh_token_expires_in with the refresh too; some libraries need a transport of your own for that",
			Needs: []string{"refresh-works"},
			run:   func(_ context.Context, r *rehearsal) finding { return r.lifetimesAsked(r.refresh.seen[0].Grant) },
		},
		{
			ID: "refresh-next-pair", Title: "the next refresh uses the new pair",
			Rule:  observed("T19", "a refresh ends both old tokens: who keeps the old refresh token is disconnected with the next one"),
			Fix:   "store both tokens of every answer in the place of the old ones, before the new one is used",
			Needs: []string{"refresh-works"}, run: refreshNextPair,
		},
		{
			ID: "refresh-invalid-client", Title: "a refused client costs no customer the connection",
			Rule:  documented("RFC6749", "section 5.2: invalid_client is about identifier and secret, invalid_grant about the customer's tokens"),
			Fix:   "after invalid_client keep the customer's tokens and tell yourself: no customer can do anything about it",
			Needs: []string{"refresh-next-pair"}, run: refreshInvalidClient,
		},
		{
			ID: "refresh-invalid-grant", Title: "a lost authorization ends in an offer to connect again",
			Rule:  documented("RFC6749", "section 5.2: after invalid_grant the refresh token is of no use; only a new authorization helps"),
			Fix:   "after invalid_grant mark the account as disconnected, stop asking, and offer to connect again; --reconnect-match says how that looks",
			Needs: []string{"refresh-works"}, run: refreshInvalidGrant,
		},
		// Nothing comes between these two: a program that stores all it has when another customer's tokens change would store
		// then what it should have before.
		{
			ID: "refresh-once", Title: "ten calls at once make one refresh",
			Rule:  observed("T3", "two refreshes at once end in invalid_grant for one of them, and the connection is lost"),
			Fix:   "refresh under a lock for each account, and look again whether it is still needed once the lock is held",
			Needs: []string{"refresh-next-pair"}, run: refreshOnce,
		},
		{
			ID: "refresh-restart", Title: "the new pair survives a restart",
			Rule:  observed("T33", "a pair that was rotated and not stored left sources with a dead token"),
			Fix:   "store both tokens where a restart finds them, with every refresh",
			Needs: []string{"refresh-once"}, run: refreshRestart,
		},
	}
}

// refreshing is what the scenarios of the refresh share: a connection that goes through several of them, and two that
// end meanwhile.
type refreshing struct {
	chain, lost, refused connected
	seen                 []stage.Request // the refreshes of the chain at the first end of a token
	poke                 poked           // the call that met that end
	late                 bool            // one call before it failed
}

// countsLate is how much later than the account a program may take a token for ended: it counts from when the answer
// arrived, and some do so in whole seconds. Of half an hour that is nothing; of a rehearsal's lifetimes it is a lot.
const countsLate = 2 * time.Second

// usualMargin is within what programs keep that keep any (golang.org/x/oauth2: ten seconds), and longer than a connection and a
// call take on a busy machine.
const usualMargin = 8 * time.Second

func refreshComes(ctx context.Context, r *rehearsal) finding {
	f := &refreshing{}
	r.refresh = f
	for _, c := range []*connected{&f.lost, &f.refused, &f.chain} {
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
	f.seen = refreshes(r.of(a))
	after401 := len(f.seen) > 0 && r.calledBefore(f.seen[0])
	if !margin && !after401 {
		r.lag = countsLate
	}
	if !f.poke.worked() {
		// Who throws the token away after a 401 refreshes with the next call; who counts late would have with a later one.
		if len(f.seen) == 0 {
			r.waitForEnd(ctx, a, f.refused.customer.account)
			f.late = !r.poke(ctx, f.refused.customer).worked()
		} else {
			f.late = true
		}
		f.poke = r.poke(ctx, f.chain.customer)
		f.seen = refreshes(r.of(a))
	}
	if f.late {
		r.lag = 0
	}
	switch {
	case len(f.seen) == 0:
		missed := failed("none came; %s%s", f.poke.said(r), r.instead())
		if f.poke.err != nil { // it hangs or has ended, and so has any job
			return missed
		}
		if after, came := r.byJob(ctx, a); came {
			return unrun("one came %s after the call that needed it, as from a job of the program's own: let that run every second in the rehearsal, and all is judged", after.Round(time.Second))
		}
		return missed
	case after401 || f.late:
		return passed("after a 401")
	case r.lag > 0:
		return passed("at the end of the token, by the program's own clock: a call in that moment may meet a 401")
	}
	return passed("before the token's end")
}

// byJob waits for a refresh that no call brings about. A job that runs every minute is right where tokens live for half an
// hour; here it comes late.
func (r *rehearsal) byJob(ctx context.Context, a *stage.Account) (after time.Duration, came bool) {
	began := time.Now()
	r.tell(Note(fmt.Sprintf("no refresh came with a call: waiting up to %s for one of a job of the program's own", r.pace.job)))
	ctx, cancel := context.WithTimeout(ctx, r.pace.job)
	defer cancel()
	came = r.stage.Wait(ctx, func([]stage.Request) bool { return len(refreshes(r.of(a))) > 0 })
	return time.Since(began), came
}

// keepsMargin reports whether the program refreshes a token some time before its end, as nearly all should: then it does
// not matter how exactly it counts.
func (r *rehearsal) keepsMargin(ctx context.Context) bool {
	a := r.stage.Add()
	a.Set(stage.Control{Life: usualMargin})
	c := r.connect(ctx, a)
	return c.problem == "" && len(refreshes(r.poke(ctx, c.customer).requests)) > 0
}

// calledBefore reports whether an API call met the end of a token before a refresh.
func (r *rehearsal) calledBefore(refresh stage.Request) bool {
	return slices.ContainsFunc(r.programs(0), func(q stage.Request) bool {
		return q.Account == refresh.Account && q.Kind == stage.KindAPI && q.Expired && q.N < refresh.N
	})
}

func refreshWorks(_ context.Context, r *rehearsal) finding {
	f := r.refresh
	switch {
	case !f.seen[0].OK():
		return failed("it was answered %d%s", f.seen[0].Status, r.whatLacks(f.seen[0]))
	case !f.poke.worked():
		return failed("it went well, and the call did not: %s", f.poke.said(r))
	case f.late:
		return warned("the call that met the end of the token failed, and the next one went well: the customer sees an error")
	}
	return passed("it went well, and the call too")
}

func (r *rehearsal) whatLacks(q stage.Request) string {
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
	from := len(refreshes(r.of(a)))
	p := r.poke(ctx, f.chain.customer)
	if !p.worked() {
		p = r.poke(ctx, f.chain.customer)
	}
	next := refreshes(r.of(a))[from:]
	switch {
	case len(next) == 0 && p.worked():
		return passed("the program had refreshed by itself")
	case len(next) == 0:
		return failed("no second refresh came: %s", p.said(r))
	case !next[0].OK() && next[0].Grant.Refresh != pair.Refresh:
		return failed("the second refresh came with a refresh token of before the first one")
	case !p.worked():
		return failed("%s", p.said(r))
	}
	return passed("the second refresh came with the new refresh token")
}

// tokenTakes is how long the token endpoint takes where ten come at once: less would let a lock that is none pass.
const tokenTakes = 125 * time.Millisecond

func refreshOnce(ctx context.Context, r *rehearsal) finding {
	c := r.refresh.chain.customer
	a := c.account
	r.waitForEnd(ctx, a)
	a.Set(stage.Control{Delay: tokenTakes}) // what is issued from now on lives for long
	from, requests := len(refreshes(r.of(a))), r.stage.Count()
	const calls = 10
	pokes := make([]poked, calls)
	var all sync.WaitGroup
	for i := range pokes {
		all.Go(func() { pokes[i] = r.poke(ctx, c) })
	}
	all.Wait()
	r.awaitCalls(ctx, requests, a.Name, calls)
	seen := refreshes(r.of(a))[from:]
	for _, p := range pokes {
		if !p.ok() && len(seen) <= 1 {
			return failed("one refresh, and %s", p.said(r))
		}
	}
	if n := len(seen); n > 1 {
		return failed("%d refreshes came", n)
	}
	from = len(refreshes(r.of(a)))
	p := r.poke(ctx, c)
	switch {
	case !p.worked():
		return failed("the call after it: %s", p.said(r))
	case len(refreshes(r.of(a))) > from:
		return failed("the call after it refreshed again, though the new token lives for half an hour")
	case len(seen) == 0:
		return passed("no call refreshed: the program had done so by itself")
	}
	return passed("one refresh, and all ten calls went well")
}

func refreshRestart(ctx context.Context, r *rehearsal) finding {
	if !r.plan.Restart {
		return unrun("give --restart if the program may be stopped and started again")
	}
	c := r.refresh.chain.customer
	pair := c.account.Newest()
	if err := r.again(ctx); err != nil {
		return failed("%s", r.say(err.Error()))
	}
	p := r.poke(ctx, c)
	seen := refreshes(p.requests)
	switch {
	case p.worked() && len(seen) > 0 && seen[0].Grant.Refresh != pair.Refresh:
		return failed("after the restart an old refresh token was used")
	case p.worked():
		return passed("after the restart the call went well with the pair of before")
	case len(seen) > 0 && seen[0].Grant.Refresh != pair.Refresh:
		return failed("after the restart the program came with a refresh token that was replaced before")
	case len(p.requests) == 0 && (p.status == http.StatusUnauthorized || p.status == http.StatusForbidden || p.to != nil):
		return failed("after the restart no call came, %s: the pair is lost, or only the sign-in: then give --header", p.said(r))
	}
	return failed("after the restart %s", p.said(r))
}

func refreshInvalidClient(ctx context.Context, r *rehearsal) finding {
	c := r.refresh.refused.customer
	r.waitForEnd(ctx, c.account)
	c.account.Change(func(k *stage.Control) {
		k.Token = func(w http.ResponseWriter, _ *stage.Request) bool {
			stage.WriteError(w, http.StatusUnauthorized, "invalid_client", "The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials, provided multiple client credentials, or used unsupported credentials type.")
			return true
		}
	})
	from := len(refreshes(r.of(c.account)))
	p := r.poke(ctx, c)
	sent := len(refreshes(r.of(c.account))) - from
	c.account.Set(stage.Control{})
	switch {
	case p.err != nil:
		return failed("no answer came: %s", r.say(p.err.Error()))
	case sent == 0:
		return unrun("no refresh came meanwhile")
	case sent > mostTries:
		return failed("the refresh was sent %d times in one call", sent)
	}
	if again := r.poke(ctx, c); !again.worked() {
		return failed("once the client was accepted again, %s: the customer's tokens were thrown away", again.said(r))
	}
	return passed("once the client was accepted again, the connection went on (the call meanwhile: %d)", p.status)
}

// mostTries is how often one call may try a refresh that is refused: once, and once more by a layer that does not know.
const mostTries = 2

// reconnectWords are what programs say when a customer has to connect again, to people and in the codes of an API.
var reconnectWords = regexp.MustCompile(`(?i)\bre-?connect|\bre-?auth(\b|ori[sz]|enticat)|\b(connect|authori[sz]e|sign in|log in)\b.{0,60}\bagain\b|\b(not|no longer) connected\b|\bdisconnected\b|\bconnection (was |is |has )?(been )?(lost|ended|expired|revoked)\b`)

// codeWords is a text with the words of codes apart: needs_reconnect, notConnected.
func codeWords(text string) string {
	return strings.ReplaceAll(inCamelCase.ReplaceAllString(text, "$1 $2"), "_", " ")
}

var inCamelCase = regexp.MustCompile(`([a-z])([A-Z])`)

func refreshInvalidGrant(ctx context.Context, r *rehearsal) finding {
	c := r.refresh.lost.customer
	r.waitForEnd(ctx, c.account)
	c.account.Revoke()
	from := len(refreshes(r.of(c.account)))
	p := r.poke(ctx, c)
	tries := len(refreshes(r.of(c.account))) - from
	last, calls := r.poke(ctx, c), 2
	for until := time.Now().Add(arrives); !r.asksToConnect(p) && !r.asksToConnect(last) && ctx.Err() == nil && time.Now().Before(until); calls++ {
		sleep(ctx, arrives/10) // a job of the program's own learns of it, or tells of it
		last = r.poke(ctx, c)
	}
	all := len(refreshes(r.of(c.account))) - from
	switch {
	case tries > mostTries:
		return failed("the refresh was tried %d times in one call", tries)
	case p.err != nil:
		return failed("no answer came: %s", r.say(p.err.Error()))
	case !r.asksToConnect(p) && !r.asksToConnect(last):
		return failed("the customer is not told to connect again: %s", p.said(r))
	}
	return passed("the customer is told to connect again; %s", counted(all, calls))
}

func counted(refreshes, calls int) string {
	switch refreshes {
	case 0:
		return fmt.Sprintf("no refresh in %d calls", calls)
	case 1:
		return fmt.Sprintf("one refresh in %d calls", calls)
	}
	return fmt.Sprintf("%d refreshes in %d calls", refreshes, calls)
}

// asksToConnect reports whether an answer of the program offers to connect again. What all its pages have, such as a link
// in their navigation, is no offer.
func (r *rehearsal) asksToConnect(p poked) bool {
	if r.plan.Reconnect != nil {
		return r.plan.Reconnect.MatchString(p.body)
	}
	if p.to != nil { // to the authorize page
		return true
	}
	if p.path != "" && p.path == r.plan.Connect.filled(p.account).path() && p.path != r.plan.Poke.filled(p.account).path() {
		return true
	}
	usual := r.offers(r.ordinary)
	for offer, n := range r.offers(p) {
		if n > usual[offer] {
			return true
		}
	}
	return false
}

// offers counts what in an answer is one to connect again: words, and the connect address.
func (r *rehearsal) offers(p poked) map[string]int {
	found := map[string]int{}
	for _, words := range reconnectWords.FindAllString(codeWords(p.body), -1) {
		found[strings.ToLower(words)]++
	}
	if connect := r.plan.Connect.filled(p.account).path(); len(connect) > 1 {
		found["the connect address"] = strings.Count(plainScript(p.body), connect)
	}
	return found
}
