package rehearse

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"zdg/flow/rehearse/launch"
	"zdg/flow/rehearse/stage"
)

// pokeResult is what came of making the program call the API once.
type pokeResult struct {
	visit
	account  string
	answered time.Time
	requests []stage.Request // of the program, to the customer's account or to an unknown one
	calls    int             // API calls that succeeded
}

// worked reports whether the program called the API with success and answered with success.
func (p pokeResult) worked() bool { return p.ok() && p.calls > 0 }

// wrongHost names a host of zendesk.com that the program connected to and that is no account of the stage; "" when there is
// none.
func (r *rehearsal) wrongHost() string {
	for _, c := range r.stage.Connections() {
		if c.Refused && strings.HasSuffix(c.Host, ".zendesk.com") {
			return "; the program connected to " + r.masked(c.Host) + ", which nobody told it to"
		}
	}
	return ""
}

// describe says in words how a poke came out.
func (p pokeResult) describe(r *rehearsal) string {
	switch {
	case p.err != nil:
		return "no answer came: " + r.masked(p.err.Error())
	case p.to != nil:
		return fmt.Sprintf("the program answered %d and sends the browser to %s", p.status, r.masked(withoutQuery(p.to)))
	case p.ok() && p.calls == 0:
		return fmt.Sprintf("the program answered %d without a successful API call", p.status)
	}
	return fmt.Sprintf("the program answered %d: %s", p.status, r.pageText(p.body))
}

// poke makes the program call the API for a customer, by the address or the command that the developer named for that.
func (r *rehearsal) poke(ctx context.Context, c customer) pokeResult {
	from := r.stage.Count()
	p := pokeResult{account: c.account.Name}
	if r.plan.PokeCommand != "" {
		p.visit = r.runPoke(ctx, c.account.Name)
	} else {
		p.visit = c.browser.open(ctx, r.plan.Poke.forAccount(c.account.Name))
	}
	if p.answered = time.Now(); p.ok() {
		r.awaitCalls(ctx, from, c.account.Name, 1)
	}
	for _, q := range r.programRequests(from) {
		if q.Known && q.Account != c.account.Name {
			continue // for another customer, at the same time
		}
		p.requests = append(p.requests, q)
		if q.Kind == stage.KindAPI && q.OK() {
			p.calls++
		}
	}
	return p
}

// waitForEnd waits until the newest access token of each account has expired, also by the program's own clock, and makes it
// expire.
func (r *rehearsal) waitForEnd(ctx context.Context, accounts ...*stage.Account) {
	for _, a := range accounts {
		sleep(ctx, time.Until(a.Ends())+20*time.Millisecond+r.expiryLag)
		a.EndPassed()
	}
}

// sleep waits for d, or until ctx ends.
func sleep(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// runPoke runs the developer's own command for a poke, by a shell, with the account's name in SUBDOMAIN.
func (r *rehearsal) runPoke(ctx context.Context, name string) visit {
	within, cancel := context.WithTimeout(ctx, r.pageTimeout())
	defer cancel()
	shell := []string{"sh", "-c", r.plan.PokeCommand}
	if runtime.GOOS == "windows" {
		shell = []string{"cmd", "/C", r.plan.PokeCommand}
	}
	p, err := launch.Start(shell, r.plan.Dir, append(slices.Clone(r.plan.Environ), "SUBDOMAIN="+name))
	if err != nil {
		return visit{err: err}
	}
	defer p.Stop()
	select {
	case <-p.Done():
	case <-within.Done():
		r.pageTimedOut.Store(r.pageTimedOut.Load() || ctx.Err() == nil)
		return visit{err: errors.New("the command of --poke-cmd did not end in time")}
	}
	v := visit{status: 200, body: string(p.Output())}
	if how := p.Ended(); how != "exit status 0" {
		v.status, v.body = 0, how+": "+v.body
	}
	return v
}
