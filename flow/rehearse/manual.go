package rehearse

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"zdg/checklist"
)

// manualTimeout is how long the first exchange may take once the browser was sent back to the program.
const manualTimeout = 6 * time.Second

// firstConnection makes the connection that shows whether a step reaches the program. With --manual zdg's own browser is
// tried first all the same: it needs the person's session only where it cannot get in by itself.
func (r *rehearsal) firstConnection(ctx context.Context) error {
	r.manualOnly, r.manual = "", nil
	own := r.connect(ctx, r.stage.Add())
	r.first = &own
	if r.plan.Manual == nil || r.reachedZendesk(own) || ctx.Err() != nil {
		return ctx.Err()
	}
	if err := r.connectManually(ctx, true); err != nil {
		return err
	}
	if own = r.connect(ctx, r.stage.Add()); r.reachedZendesk(own) || ctx.Err() != nil {
		return ctx.Err()
	}
	r.first, r.manualOnly = r.manual, "it needs connections that zdg makes by itself, and zdg does not get through, even with the cookies of your browser: "+
		own.authorization.problem+"; name an address that redirects to the authorize page, or sign zdg in with --header"
	return nil
}

// reachedZendesk reports whether a connection of zdg's own browser got far enough to judge the program by it: to Zendesk, if
// not to the right account.
func (r *rehearsal) reachedZendesk(c connection) bool {
	return c.authorization.problem == "" || c.authorization.visit.to != nil && atZendesk(r.stage, c.authorization.visit.to)
}

// connectManually has the person connect an account in their own browser, and keeps the result in r.manual. With
// takesCookies zdg's own browsers use that browser's cookies from then on. The error says that nobody connected.
func (r *rehearsal) connectManually(ctx context.Context, takesCookies bool) error {
	a := r.stage.Add()
	f, err := newFront(r.stage, a, r.plan.Connect, r.plan.Header)
	if err != nil {
		return fmt.Errorf("no address for your browser can be opened on this machine: %w", err)
	}
	defer f.close()
	from := r.stage.Count()
	r.invite(ctx, f.base+f.start) // the time that the person has begins once the browser has been opened
	waiting := ctx
	if r.plan.Manual.Wait > 0 {
		var cancel context.CancelFunc
		waiting, cancel = context.WithTimeout(ctx, r.plan.Manual.Wait)
		defer cancel()
	}
	c := connection{authorization: authorization{account: a}}
	came := f.await(waiting, func() bool { return r.ended() != "" })
	if takesCookies {
		r.cookies = f.programCookies()
	}
	for _, cookie := range r.cookies {
		if len(cookie.Value) >= 8 { // shorter ones are no session, and would be found in any text
			r.plan.Hide = append(r.plan.Hide, cookie.Value)
		}
	}
	c.customer = customer{a, r.newBrowser()}
	c.authorization.browser = c.customer.browser
	r.manual = &c
	auth, refusal := f.door.Authorization()
	c.query = auth.Query
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case f.wrongAddress() != nil:
		c.authorization.problem, c.elsewhere = "the browser is sent to "+r.masked(withoutQuery(f.wrongAddress()))+", which is not the account", true
		c.problem = c.authorization.problem
		return nil
	case refusal != "":
		c.problem = "the account shows a page instead: " + r.pageText(refusal)
		return nil
	case !came && r.ended() != "":
		return fmt.Errorf("%w before anybody connected in the browser: %s%s", ErrEnded, r.ended(), r.lastWords())
	case !came && auth.Account == nil:
		return fmt.Errorf("%w: no authorization request came within %s; give it longer with --timeout", ErrNobody, r.plan.Manual.Wait)
	case !came:
		return fmt.Errorf("%w: neither Allow nor Deny was chosen within %s; give it longer with --timeout", ErrNobody, r.plan.Manual.Wait)
	}
	if c.callback, err = url.Parse(auth.Redirect); err != nil {
		c.problem = "the redirect URL cannot be read"
		return nil
	}
	switch {
	case c.callback.Query().Get("error") == "access_denied":
		return fmt.Errorf("%w, and without a connection there is nothing to rehearse: start again and choose Allow", ErrDenied)
	case !c.customer.browser.isProgram(c.callback):
		c.problem = "the redirect URL " + r.masked(withoutQuery(c.callback)) + " is not on this machine: start the program with one that is, and name it with --redirect-url"
		return nil
	}
	r.awaitExchange(ctx, from, c.callback.Query().Get("code"), manualTimeout)
	c.requests = r.programRequests(from)
	for _, q := range c.requests {
		if q.Grant != nil && q.Issued != nil && q.Account == a.Name {
			return nil
		}
		if q.Grant != nil && !q.OK() {
			c.problem = fmt.Sprintf("the account issued no tokens: the token endpoint answered %d", q.Status)
		}
	}
	if c.problem == "" {
		c.problem = "the browser was sent back to the program, and no exchange came: see what its page says"
	}
	return nil
}

// invite opens the address in the person's browser, or asks the person to open it.
func (r *rehearsal) invite(ctx context.Context, address string) {
	if r.plan.Manual.Open != nil {
		err := r.plan.Manual.Open(ctx, address)
		if err == nil {
			r.tell(Note("connect the account in the browser that has opened, and choose Allow; the address is " + address))
			return
		}
		r.tell(Note(err.Error()))
	}
	r.tell(Note("open " + address + " in your browser on this machine, connect the account, and choose Allow"))
}

// needsOneConnection reports whether the first connection is enough for a scenario.
func needsOneConnection(s Scenario) bool {
	return isQuestion(s) || slices.Contains([]string{
		"connect-leads", "connect-request", "connect-redirect", "connect-scopes", "connect-pkce", "connect-no-secret",
		"exchange-account", "exchange-redirect", "exchange-secret", "exchange-works", "exchange-once", "exchange-lifetimes",
		"poke-calls", "headers-sent", "output-clean",
	}, s.ID)
}

// askBrowser judges the connection that a person made; without one it asks the developer.
func askBrowser(_ context.Context, r *rehearsal) finding {
	switch {
	case r.manual == nil:
		return finding{checklist.Ask, "Does a connection also complete in a real browser, which withholds a cookie with SameSite=Strict on the way back from Zendesk? --manual tries it in yours."}
	case r.manual.problem != "":
		return failed("%s", r.manual.problem)
	}
	return passed("the account was connected in your browser")
}
