package rehearse

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"zdg/flow/practice"
	"zdg/flow/rehearse/stage"
)

// arrives is how long a scenario waits for what should come once the program has answered.
const arrives = 3 * time.Second

// begun is a connection up to the authorize page.
type begun struct {
	account   *stage.Account
	browser   *browser
	visit     visit
	query     url.Values // of the authorization request
	problem   string     // why the browser is not on the account's authorize page; "" when it is
	elsewhere bool       // the browser was sent to another host or account
}

// begin opens the connect address for an account.
func (r *rehearsal) begin(ctx context.Context, b *browser, a *stage.Account) begun {
	return r.beginAs(ctx, b, a, a.Name)
}

// beginAs opens the connect address with a name that may be another spelling of the account's.
func (r *rehearsal) beginAs(ctx context.Context, b *browser, a *stage.Account, name string) begun {
	v := b.confirm(ctx, r.plan.Connect.filled(name), name)
	out := begun{account: a, browser: b, visit: v}
	switch {
	case v.err != nil:
		out.problem = "no answer came: " + r.say(v.err.Error())
	case v.to == nil:
		out.problem = fmt.Sprintf("it ends on a page of the program, %d: %s", v.status, r.words(v.body))
	default:
		found, path, ok := r.stage.Find(v.to)
		switch {
		case !ok:
			out.problem, out.elsewhere = "the browser is sent to "+r.say(place(v.to))+", which is not the account", true
		case found != a:
			out.problem, out.elsewhere = "the browser is sent to another account, "+found.Name, true
		case path != "/oauth/authorizations/new":
			out.problem = "the browser is sent to " + r.say(path) + " of the account instead of /oauth/authorizations/new"
		default:
			out.query = v.to.Query()
		}
	}
	return out
}

// tags are the markup of a page, with what is no text in it.
var tags = regexp.MustCompile(`(?s)<(script|style|head)\b.*?</(script|style|head)>|<[^>]*>`)

// words are the beginning of a page's text.
func (r *rehearsal) words(body string) string {
	text := r.say(tags.ReplaceAllString(body, " "))
	if short := []rune(text); len(short) > 100 {
		text = string(short[:100]) + "…"
	}
	return text
}

// consent answers the authorize page, and returns where the browser goes then.
func (r *rehearsal) consent(ctx context.Context, b begun, allow bool) (*url.URL, error) {
	auth, err := r.stage.Authorize(ctx, b.visit.to, allow)
	if err != nil {
		if page, ok := errors.AsType[*practice.PageError](err); ok {
			return nil, fmt.Errorf("the account shows a page instead (%d): %s", page.Status, r.say(page.Text))
		}
		return nil, err
	}
	return url.Parse(auth.Redirect)
}

// callback follows the browser back to the program.
func (r *rehearsal) callback(ctx context.Context, b *browser, to *url.URL) visit {
	v := b.open(ctx, Address{URL: to.String()})
	if r.plan.Finish.IsZero() || !v.ok() {
		return v
	}
	done := b.open(ctx, r.plan.Finish.bringing(to.Query()))
	done.sent = append(v.sent, done.sent...)
	return done
}

// customer is somebody with a browser and an account.
type customer struct {
	account *stage.Account
	browser *browser
}

// connected is a whole connection.
type connected struct {
	customer
	begun
	callback *url.URL        // with the code
	back     visit           // where the callback ended
	requests []stage.Request // of the program, from the callback on
	problem  string          // why no tokens were issued for the account
}

// connect makes a whole connection of an account, in a browser of its own.
func (r *rehearsal) connect(ctx context.Context, a *stage.Account) connected {
	b := r.newBrowser()
	c := connected{customer: customer{a, b}, begun: r.begin(ctx, b, a)}
	if c.problem = c.begun.problem; c.problem != "" {
		return c
	}
	var err error
	if c.callback, err = r.consent(ctx, c.begun, true); err != nil {
		c.problem = err.Error()
		return c
	}
	if !b.programs(c.callback) {
		c.problem = "the redirect URL " + r.say(place(c.callback)) + " is not on this machine: start the program with one that is, and name it with --redirect-url"
		return c
	}
	from := r.stage.Count()
	c.back = r.callback(ctx, b, c.callback)
	code, answered := c.callback.Query().Get("code"), time.Now()
	within := arrives
	switch {
	case c.back.broke() != "":
		within = r.settle()
	case len(r.results) == 0: // it may leave that to a job, and all hangs on it
		within = handArrives
	}
	r.awaitExchange(ctx, from, code, within)
	r.exchangedLate(ctx, r.programs(from), code, answered)
	c.requests = r.programs(from)
	for _, q := range c.requests {
		if q.Grant != nil && q.Issued != nil && q.Account == a.Name {
			return c
		}
	}
	c.problem = "the account issued no tokens" + r.whyRefused(c.requests, c.back)
	return c
}

// awaitExchange waits until the code was exchanged and answered.
func (r *rehearsal) awaitExchange(ctx context.Context, from int, code string, within time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	return r.stage.Wait(ctx, func(log []stage.Request) bool {
		for _, q := range log[min(from, len(log)):] {
			if q.Grant != nil && q.Grant.Code == code && !q.Done.IsZero() {
				return true
			}
		}
		return false
	})
}

// whyRefused says what stood against an exchange.
func (r *rehearsal) whyRefused(requests []stage.Request, back visit) string {
	for _, q := range requests {
		if q.Grant != nil && !q.OK() {
			return fmt.Sprintf(": the token endpoint answered %d", q.Status)
		}
	}
	switch {
	case back.err != nil:
		return ": the callback got no answer"
	case back.to != nil:
		return ": the callback sends the browser on to " + r.say(place(back.to))
	}
	return fmt.Sprintf(": the callback shows %d: %s", back.status, r.words(back.body)) + r.hasScript(back)
}

// hasScript is advice for a page whose script may end the connection; "" for others.
func (r *rehearsal) hasScript(page visit) string {
	if !r.plan.Finish.IsZero() || !page.ok() || !strings.Contains(strings.ToLower(page.body), "<script") {
		return ""
	}
	return "; zdg runs no scripts: if that of the page ends the connection, say with --finish what it sends"
}

// programs are the requests of the program after the first n of the log.
func (r *rehearsal) programs(n int) []stage.Request {
	var all []stage.Request
	for _, q := range r.stage.Log(n) {
		if q.Way != stage.ByBrowser {
			all = append(all, q)
		}
	}
	return all
}

// exchanges counts token requests that exchange a code, whichever account they went to.
func exchanges(requests []stage.Request) int {
	n := 0
	for _, q := range requests {
		if q.Grant != nil && q.Grant.Type != "refresh_token" {
			n++
		}
	}
	return n
}

// refreshes are the refresh requests among others.
func refreshes(requests []stage.Request) []stage.Request {
	var all []stage.Request
	for _, q := range requests {
		if q.Grant != nil && q.Grant.Type == "refresh_token" {
			all = append(all, q)
		}
	}
	return all
}

// poked is what came of making the program call the API once.
type poked struct {
	visit
	account  string
	answered time.Time
	requests []stage.Request // of the program, to the customer's account or to none of the stage
	calls    int             // API calls that the account answered well
}

// worked reports whether the program called the API and was content.
func (p poked) worked() bool { return p.ok() && p.calls > 0 }

// instead names a host of zendesk.com that the program connected to and that is none of the stage's; "" when there is none.
func (r *rehearsal) instead() string {
	for _, c := range r.stage.Connections() {
		if c.Refused && strings.HasSuffix(c.Host, ".zendesk.com") {
			return "; the program connected to " + r.say(c.Host) + ", which it was never told of"
		}
	}
	return ""
}

// said is how a poke came out, in words.
func (p poked) said(r *rehearsal) string {
	switch {
	case p.err != nil:
		return "no answer came: " + r.say(p.err.Error())
	case p.to != nil:
		return fmt.Sprintf("the program answered %d and sends the browser to %s", p.status, r.say(place(p.to)))
	case p.ok() && p.calls == 0:
		return fmt.Sprintf("the program answered %d without an API call that went well", p.status)
	}
	return fmt.Sprintf("the program answered %d: %s", p.status, r.words(p.body))
}

// poke makes the program call the API for a customer.
func (r *rehearsal) poke(ctx context.Context, c customer) poked {
	from := r.stage.Count()
	p := poked{account: c.account.Name}
	if r.plan.PokeCommand != "" {
		p.visit = r.runPoke(ctx, c.account.Name)
	} else {
		p.visit = c.browser.open(ctx, r.plan.Poke.filled(c.account.Name))
	}
	if p.answered = time.Now(); p.ok() {
		r.awaitCalls(ctx, from, c.account.Name, 1)
	}
	for _, q := range r.programs(from) {
		if q.Known && q.Account != c.account.Name {
			continue // another customer's, at the same time
		}
		p.requests = append(p.requests, q)
		if q.Kind == stage.KindAPI && q.OK() {
			p.calls++
		}
	}
	return p
}

// waitForEnd waits until the newest access tokens of accounts have ended, also as the program counts, and ends them.
func (r *rehearsal) waitForEnd(ctx context.Context, accounts ...*stage.Account) {
	for _, a := range accounts {
		sleep(ctx, time.Until(a.Ends())+20*time.Millisecond+r.lag)
		a.EndPassed()
	}
}

func sleep(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}
