package rehearse

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"zdg/checklist"
)

// handArrives is how long an exchange may take once a person's browser was sent back to the program.
const handArrives = 6 * time.Second

// tryOut makes the connection that a step of the ladder is judged by. Where a person connects, zdg's own client is tried
// first all the same: only a program that it cannot sign in to needs the person for that.
func (r *rehearsal) tryOut(ctx context.Context) error {
	r.alone, r.hand = "", nil
	own := r.connect(ctx, r.stage.Add())
	r.first = &own
	if r.plan.Manual == nil || r.judged(own) || ctx.Err() != nil {
		return ctx.Err()
	}
	if err := r.byHand(ctx, true); err != nil {
		return err
	}
	if own = r.connect(ctx, r.stage.Add()); r.judged(own) || ctx.Err() != nil {
		return ctx.Err()
	}
	r.first, r.alone = r.hand, "it needs connections without a person, and zdg's own client does not get through, even with the cookies of your browser: "+
		own.begun.problem+"; name an address that redirects to the authorize page, or sign it in with --header"
	return nil
}

// judged reports whether zdg's own client got far enough for the program to be judged by it: to Zendesk, if not to the
// right account.
func (r *rehearsal) judged(c connected) bool {
	return c.begun.problem == "" || c.begun.visit.to != nil && atZendesk(r.stage, c.begun.visit.to)
}

// byHand has the person connect an account in a browser of their own. With signsIn zdg's own client has that browser's
// session from then on. The error says that nobody connected.
func (r *rehearsal) byHand(ctx context.Context, signsIn bool) error {
	a := r.stage.Add()
	f, err := newFront(r.stage, a, r.plan.Connect, r.plan.Header)
	if err != nil {
		return fmt.Errorf("no address for your browser can be opened on this machine: %w", err)
	}
	defer f.close()
	from := r.stage.Count()
	waiting, cancel := context.WithCancel(ctx)
	if r.plan.Manual.Wait > 0 {
		waiting, cancel = context.WithTimeout(ctx, r.plan.Manual.Wait)
	}
	defer cancel()
	r.invite(waiting, f.own+f.start)
	c := connected{begun: begun{account: a}}
	came := f.await(waiting, func() bool { return r.ended() != "" })
	if signsIn {
		r.session = f.session()
	}
	for _, cookie := range r.session {
		if len(cookie.Value) >= 8 { // shorter ones sign nobody in, and stand in any text
			r.plan.Hide = append(r.plan.Hide, cookie.Value)
		}
	}
	c.customer = customer{a, r.newBrowser()}
	c.begun.browser = c.customer.browser
	r.hand = &c
	auth, refusal := f.door.Authorization()
	c.query = auth.Query
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case f.lost() != nil:
		c.begun.problem, c.elsewhere = "the browser is sent to "+r.say(place(f.lost()))+", which is not the account", true
		c.problem = c.begun.problem
		return nil
	case refusal != "":
		c.problem = "the account shows a page instead: " + r.words(refusal)
		return nil
	case !came && r.ended() != "":
		return fmt.Errorf("%w before anybody had connected in the browser: %s%s", ErrEnded, r.ended(), r.last())
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
	case !c.customer.browser.programs(c.callback):
		c.problem = "the redirect URL " + r.say(place(c.callback)) + " is not on this machine: start the program with one that is, and name it with --redirect-url"
		return nil
	}
	r.awaitExchange(ctx, from, c.callback.Query().Get("code"), handArrives)
	c.requests = r.programs(from)
	for _, q := range c.requests {
		if q.Grant != nil && q.Issued != nil && q.Account == a.Name {
			return nil
		}
		if q.Grant != nil && !q.OK() {
			c.problem = fmt.Sprintf("the account issued no tokens: the token endpoint answered %d", q.Status)
		}
	}
	if c.problem == "" {
		c.problem = "the browser was sent back to the program, and no exchange came: its page there says why"
	}
	return nil
}

// invite opens the browser, or asks the person to do so.
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

// byOneConnection reports whether a scenario needs no other connection than the first.
func byOneConnection(s Scenario) bool {
	return asks(s) || slices.Contains([]string{
		"connect-leads", "connect-request", "connect-redirect", "connect-scopes", "connect-pkce", "connect-no-secret",
		"exchange-account", "exchange-redirect", "exchange-secret", "exchange-works", "exchange-once", "exchange-lifetimes",
		"poke-calls", "headers-sent", "output-clean",
	}, s.ID)
}

// askBrowser is how the connection came out that a person made; without one it is a question.
func askBrowser(_ context.Context, r *rehearsal) finding {
	switch {
	case r.hand == nil:
		return finding{checklist.Ask, "Does a connection come to its end in a real browser too, where a cookie with SameSite=Strict stays behind on the way back from Zendesk? --manual tries it in yours."}
	case r.hand.problem != "":
		return failed("%s", r.hand.problem)
	}
	return passed("the account was connected in your browser")
}
