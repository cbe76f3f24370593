package rehearse

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"zdg/flow/practice"
	"zdg/flow/rehearse/stage"
)

// arrivalTimeout is how long a scenario waits for a request that should come once the program has answered.
const arrivalTimeout = 3 * time.Second

// authorization is a connection up to the authorize page: what the program made of its connect address.
type authorization struct {
	account   *stage.Account
	browser   *browser
	visit     visit
	query     url.Values // of the authorization request
	problem   string     // why the browser is not on the account's authorize page; "" when it is
	elsewhere bool       // the browser was sent to another host or account
}

// begin opens the program's connect address for an account.
func (r *rehearsal) begin(ctx context.Context, b *browser, a *stage.Account) authorization {
	return r.beginAs(ctx, b, a, a.Name)
}

// beginAs opens the program's connect address with a name that need not be the account's own, such as another spelling.
func (r *rehearsal) beginAs(ctx context.Context, b *browser, a *stage.Account, name string) authorization {
	v := b.confirm(ctx, r.plan.Connect.forAccount(name), name)
	out := authorization{account: a, browser: b, visit: v}
	switch {
	case v.err != nil:
		out.problem = "no answer came: " + r.masked(v.err.Error())
	case v.to == nil:
		out.problem = fmt.Sprintf("it ends on a page of the program (%d): %s", v.status, r.pageText(v.body))
	default:
		found, path, ok := r.stage.Find(v.to)
		switch {
		case !ok:
			out.problem, out.elsewhere = "the browser is sent to "+r.masked(withoutQuery(v.to))+", which is not the account", true
		case found != a:
			out.problem, out.elsewhere = "the browser is sent to another account, "+found.Name, true
		case path != "/oauth/authorizations/new":
			out.problem = "the browser is sent to " + r.masked(path) + " of the account instead of /oauth/authorizations/new"
		default:
			out.query = v.to.Query()
		}
	}
	return out
}

// tags matches the markup of a page, with scripts, styles and the head.
var tags = pattern(`(?is)<(script|style|head)\b.*?</(script|style|head)>|<[^>]*>`)

// pageText returns the beginning of a page's text, masked.
func (r *rehearsal) pageText(body string) string {
	text := r.masked(tags().ReplaceAllString(body, " "))
	if short := []rune(text); len(short) > 100 {
		text = string(short[:100]) + "…"
	}
	return text
}

// consent clicks Allow or Deny on the authorize page, and returns the callback that the browser is sent to.
func (r *rehearsal) consent(ctx context.Context, b authorization, allow bool) (*url.URL, error) {
	auth, err := r.stage.Authorize(ctx, b.visit.to, allow)
	if err != nil {
		if page, ok := errors.AsType[*practice.PageError](err); ok {
			return nil, fmt.Errorf("the account shows a page instead (%d): %s", page.Status, r.masked(page.Text))
		}
		return nil, err
	}
	return url.Parse(auth.Redirect)
}

// callback opens the program's callback in the browser. Where the developer said what the page's script sends
// ([Plan.Finish]), that is sent too.
func (r *rehearsal) callback(ctx context.Context, b *browser, to *url.URL) visit {
	v := b.open(ctx, Address{URL: to.String()})
	if r.plan.Finish.IsZero() || !v.ok() {
		return v
	}
	done := b.open(ctx, r.plan.Finish.withCallback(to.Query()))
	done.sent = append(v.sent, done.sent...)
	return done
}

// customer is a person with a browser and an account.
type customer struct {
	account *stage.Account
	browser *browser
}

// connection is a whole connection of an account to the program.
type connection struct {
	customer
	authorization
	callback *url.URL        // with the code
	back     visit           // how the program answered the callback
	requests []stage.Request // of the program, from the callback on
	problem  string          // why no tokens were issued for the account; "" when they were
}

// connect connects an account in a new browser.
func (r *rehearsal) connect(ctx context.Context, a *stage.Account) connection {
	b := r.newBrowser()
	c := connection{customer: customer{a, b}, authorization: r.begin(ctx, b, a)}
	if c.problem = c.authorization.problem; c.problem != "" {
		return c
	}
	var err error
	if c.callback, err = r.consent(ctx, c.authorization, true); err != nil {
		c.problem = err.Error()
		return c
	}
	if !b.isProgram(c.callback) {
		c.problem = "the redirect URL " + r.masked(withoutQuery(c.callback)) + " is not on this machine: start the program with one that is, and name it with --redirect-url"
		return c
	}
	from := r.stage.Count()
	c.back = r.callback(ctx, b, c.callback)
	code, answered := c.callback.Query().Get("code"), time.Now()
	within := r.exchangeTimeout(c.back)
	if len(r.results) == 0 && c.back.broken() == "" { // the first connection: the program may exchange the code in a job, and everything depends on it
		within = manualTimeout
	}
	r.awaitExchange(ctx, from, code, within)
	r.learnExchangeDelay(ctx, r.programRequests(from), code, answered)
	c.requests = r.programRequests(from)
	for _, q := range c.requests {
		if q.Grant != nil && q.Issued != nil && q.Account == a.Name {
			return c
		}
	}
	c.problem = "the account issued no tokens" + r.whyRefused(c.requests, c.back)
	return c
}

// exchangeTimeout is how long to wait for the exchange once the program has answered the callback.
func (r *rehearsal) exchangeTimeout(back visit) time.Duration {
	if back.broken() != "" {
		return r.quietTime()
	}
	return max(arrivalTimeout, r.quietTime())
}

// awaitExchange waits until the code was sent and answered; it reports whether it was.
func (r *rehearsal) awaitExchange(ctx context.Context, from int, code string, within time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	return r.stage.Wait(ctx, from, func(log []stage.Request) bool {
		return slices.ContainsFunc(log, func(q stage.Request) bool { return q.Grant != nil && q.Grant.Code == code && !q.Done.IsZero() })
	})
}

// whyRefused says why no tokens were issued, as far as requests or the callback's page tell.
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
		return ": the callback sends the browser on to " + r.masked(withoutQuery(back.to))
	}
	return fmt.Sprintf(": the callback shows %d: %s", back.status, r.pageText(back.body)) + r.scriptAdvice(back)
}

// scriptAdvice returns advice for a page whose script may have to complete the connection; "" for other pages.
func (r *rehearsal) scriptAdvice(page visit) string {
	if !r.plan.Finish.IsZero() || !page.ok() || !strings.Contains(strings.ToLower(page.body), "<script") {
		return ""
	}
	return "; zdg runs no scripts: if the page's script completes the connection, say with --finish what it sends"
}

// programRequests returns the program's requests after the first n of the log.
func (r *rehearsal) programRequests(n int) []stage.Request {
	var all []stage.Request
	for _, q := range r.stage.Log(n) {
		if q.Way != stage.ByBrowser {
			all = append(all, q)
		}
	}
	return all
}

// exchanges counts the token requests that are no refreshes, whichever account they went to.
func exchanges(requests []stage.Request) int {
	n := 0
	for _, q := range requests {
		if q.Grant != nil && q.Grant.Type != "refresh_token" {
			n++
		}
	}
	return n
}

// refreshes returns the refresh requests among others.
func refreshes(requests []stage.Request) []stage.Request {
	var all []stage.Request
	for _, q := range requests {
		if q.Grant != nil && q.Grant.Type == "refresh_token" {
			all = append(all, q)
		}
	}
	return all
}
