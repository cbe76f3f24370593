package rehearse

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"zdg/flow/rehearse/stage"
)

// lostConnectionScenarios returns the scenarios in which a refresh can cost a customer the connection: the account refuses it,
// two come at once, or the new pair is not stored. They use the connections that refreshComes has made.
func lostConnectionScenarios() []Scenario {
	return []Scenario{
		{
			ID: "refresh-invalid-client", Title: "invalid_client does not cost a customer the connection",
			Rule:  documented("RFC6749", "section 5.2: invalid_client is about identifier and secret, invalid_grant about the customer's tokens"),
			Fix:   "after invalid_client keep the customer's tokens and alert yourself: the customer cannot do anything about it",
			Needs: []string{"refresh-next-pair"}, run: refreshInvalidClient,
		},
		{
			ID: "refresh-invalid-grant", Title: "after invalid_grant the customer is asked to connect again",
			Rule:  documented("RFC6749", "section 5.2: after invalid_grant the refresh token is of no use; only a new authorization helps"),
			Fix:   "after invalid_grant mark the account as disconnected, stop refreshing, and ask the customer to connect again; --reconnect-match says how to recognize that",
			Needs: []string{"refresh-works"}, run: refreshInvalidGrant,
		},
		// Nothing may come between these two: a program that stores everything whenever a customer's tokens change would then
		// store what it should have stored before.
		{
			ID: "refresh-once", Title: "ten calls at once make one refresh",
			Rule:  observed("T3", "two refreshes at once end in invalid_grant for one of them, and the connection is lost"),
			Fix:   "refresh under a lock per account, and check again whether a refresh is still needed once the lock is held",
			Needs: []string{"refresh-next-pair"}, run: refreshOnce,
		},
		{
			ID: "refresh-restart", Title: "the new pair survives a restart",
			Rule:  observed("T33", "a new pair that was not stored left data sources with a dead token"),
			Fix:   "store both tokens with every refresh, where they survive a restart",
			Needs: []string{"refresh-once"}, run: refreshRestart,
		},
	}
}

// tokenDelay is how long the token endpoint takes when ten calls come at once: with less, a program without a lock could pass.
const tokenDelay = 125 * time.Millisecond

func refreshOnce(ctx context.Context, r *rehearsal) finding {
	c := r.refresh.chain.customer
	a := c.account
	r.waitForEnd(ctx, a)
	a.Set(stage.Control{Delay: tokenDelay}) // new tokens live for long
	from, requests := len(refreshes(r.requestsTo(a))), r.stage.Count()
	const calls = 10
	pokes := make([]pokeResult, calls)
	var all sync.WaitGroup
	for i := range pokes {
		all.Go(func() { pokes[i] = r.poke(ctx, c) })
	}
	all.Wait()
	r.awaitCalls(ctx, requests, a.Name, calls)
	seen := refreshes(r.requestsTo(a))[from:]
	for _, p := range pokes {
		if !p.ok() && len(seen) <= 1 {
			return failed("one refresh came, but %s", p.describe(r))
		}
	}
	if n := len(seen); n > 1 {
		return failed("%d refreshes came", n)
	}
	from = len(refreshes(r.requestsTo(a)))
	p := r.poke(ctx, c)
	switch {
	case !p.worked():
		return failed("the call after it: %s", p.describe(r))
	case len(refreshes(r.requestsTo(a))) > from:
		return failed("the call after it refreshed again, though the new token lives for half an hour")
	case len(seen) == 0:
		return passed("no call refreshed: the program had refreshed by itself")
	}
	return passed("one refresh, and all ten calls succeeded")
}

func refreshRestart(ctx context.Context, r *rehearsal) finding {
	if !r.plan.Restart {
		return notRun("give --restart if the program may be stopped and started again")
	}
	c := r.refresh.chain.customer
	pair := c.account.Newest()
	if err := r.restart(ctx); err != nil {
		return failed("%s", r.masked(err.Error()))
	}
	if usual := r.callWait.Load(); usual > 0 { // the first job after a start takes longer
		r.callWait.Store(int64(maxJobDelay))
		defer r.callWait.Store(usual)
	}
	p := r.poke(ctx, c)
	seen := refreshes(p.requests)
	switch {
	case p.worked() && len(seen) > 0 && seen[0].Grant.Refresh != pair.Refresh:
		return failed("after the restart an old refresh token was used")
	case p.worked():
		return passed("after the restart the call succeeded with the stored pair")
	case len(seen) > 0 && seen[0].Grant.Refresh != pair.Refresh:
		return failed("after the restart the program used a refresh token that had been replaced")
	case len(p.requests) == 0 && (p.status == http.StatusUnauthorized || p.status == http.StatusForbidden || p.to != nil):
		return failed("after the restart no call came, %s: the pair is lost, or only the sign-in; in that case give --header", p.describe(r))
	}
	return failed("after the restart %s", p.describe(r))
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
	from := len(refreshes(r.requestsTo(c.account)))
	p := r.poke(ctx, c)
	sent := len(refreshes(r.requestsTo(c.account))) - from
	c.account.Set(stage.Control{})
	switch {
	case p.err != nil:
		return failed("no answer came: %s", r.masked(p.err.Error()))
	case sent == 0:
		return notRun("no refresh came that could be refused")
	case sent > maxTries:
		return failed("the refresh was sent %d times in one call", sent)
	}
	if again := r.poke(ctx, c); !again.worked() {
		return failed("when the client was accepted again, %s: the customer's tokens were dropped", again.describe(r))
	}
	return passed("when the client was accepted again, the connection worked again (the call in between: %d)", p.status)
}

// maxTries is how often one call may try a refresh that is refused: once, and once more by another layer of the program.
const maxTries = 2

// reconnectWords matches what programs say when a customer has to connect again, in pages and in error codes of an API.
var reconnectWords = pattern(`(?i)\bre-?connect|\bre-?auth(\b|ori[sz]|enticat)|\b(connect|authori[sz]e|sign in|log in)\b.{0,60}\bagain\b|\b(not|no longer) connected\b|\bdisconnected\b|\bconnection (was |is |has )?(been )?(lost|ended|expired|revoked)\b`)

// codeWords separates the words of codes such as needs_reconnect and notConnected.
func codeWords(text string) string {
	return strings.ReplaceAll(inCamelCase().ReplaceAllString(text, "$1 $2"), "_", " ")
}

// inCamelCase matches the boundary between two words in camel case.
var inCamelCase = pattern(`([a-z])([A-Z])`)

func refreshInvalidGrant(ctx context.Context, r *rehearsal) finding {
	c := r.refresh.lost.customer
	r.waitForEnd(ctx, c.account)
	c.account.Revoke()
	from := len(refreshes(r.requestsTo(c.account)))
	p := r.poke(ctx, c)
	tries := len(refreshes(r.requestsTo(c.account))) - from
	last, calls := r.poke(ctx, c), 2
	for until := time.Now().Add(arrivalTimeout); !r.asksToConnect(p) && !r.asksToConnect(last) && ctx.Err() == nil && time.Now().Before(until); calls++ {
		sleep(ctx, arrivalTimeout/10) // a job of the program may have to notice it first
		last = r.poke(ctx, c)
	}
	all := len(refreshes(r.requestsTo(c.account))) - from
	switch {
	case tries > maxTries:
		return failed("the refresh was tried %d times in one call", tries)
	case p.err != nil:
		return failed("no answer came: %s", r.masked(p.err.Error()))
	case !r.asksToConnect(p) && !r.asksToConnect(last):
		return failed("the customer is not asked to connect again: %s", p.describe(r))
	}
	return passed("the customer is asked to connect again; %s", countText(all, calls))
}

// countText says how many refreshes came in how many calls.
func countText(refreshes, calls int) string {
	switch refreshes {
	case 0:
		return fmt.Sprintf("no refresh in %d calls", calls)
	case 1:
		return fmt.Sprintf("one refresh in %d calls", calls)
	}
	return fmt.Sprintf("%d refreshes in %d calls", refreshes, calls)
}

// asksToConnect reports whether an answer of the program asks the customer to connect again. What stands on all its pages,
// such as a link in the navigation, does not count.
func (r *rehearsal) asksToConnect(p pokeResult) bool {
	if r.plan.Reconnect != nil {
		return r.plan.Reconnect.MatchString(p.body)
	}
	if p.to != nil { // to the authorize page
		return true
	}
	if p.path != "" && p.path == r.plan.Connect.forAccount(p.account).path() && p.path != r.plan.Poke.forAccount(p.account).path() {
		return true
	}
	usual := r.reconnectSigns(r.usualPoke)
	for sign, n := range r.reconnectSigns(p) {
		if n > usual[sign] {
			return true
		}
	}
	return false
}

// reconnectSigns counts the words in an answer that ask to connect again, and the links to the connect address.
func (r *rehearsal) reconnectSigns(p pokeResult) map[string]int {
	found := map[string]int{}
	for _, words := range reconnectWords().FindAllString(codeWords(p.body), -1) {
		found[strings.ToLower(words)]++
	}
	if connect := r.plan.Connect.forAccount(p.account).path(); len(connect) > 1 {
		found["the connect address"] = strings.Count(plainScript(p.body), connect)
	}
	return found
}
