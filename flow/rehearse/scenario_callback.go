package rehearse

import (
	"context"
	"crypto/rand"
	"net/url"
	"strings"

	"zdg/checklist"
)

func callbackScenarios() []Scenario {
	state := documented("RFC6749", "section 10.12: a callback is refused unless its state is the one that this browser was given")
	return []Scenario{
		{
			ID: "callback-foreign-state", Title: "a callback with an unknown state is refused", Rule: state,
			Fix:   "compare the state with the one in the browser's session before anything else, and refuse the callback when it differs",
			Needs: []string{"connect-state", "exchange-works"},
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.tryForged(ctx, "a state that it never gave", func(q url.Values) { q.Set("state", rand.Text()) })
			},
		},
		{
			ID: "callback-no-state", Title: "a callback without a state is refused", Rule: state,
			Fix:   "refuse a callback without a state; a library may have to be told that a state is required",
			Needs: []string{"callback-foreign-state"},
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.tryForged(ctx, "no state", func(q url.Values) { q.Del("state") })
			},
		},
		{
			ID: "callback-other-browser", Title: "a callback in another browser is refused", Rule: state,
			Fix:   "keep the state in a cookie or session of the browser that began, not only in a list on the server",
			Needs: []string{"callback-foreign-state"}, run: otherBrowser,
		},
		{
			ID: "callback-replayed", Title: "a callback that comes twice does no harm",
			Rule:  documented("RFC6749", "section 4.1.2: a code is not used more than once"),
			Fix:   "forget the state with its first use, and answer a second callback with a page that says so",
			Needs: []string{"callback-foreign-state", "exchange-once"}, run: replayed,
		},
		{
			ID: "callback-denied", Title: "a customer who clicks Deny gets a page",
			Rule:  observed("T18", "a refusal comes back as error=access_denied, with the state"),
			Fix:   "answer error=access_denied with a page that says that nothing was connected, and offers to try again",
			Needs: []string{"exchange-works"}, run: denied,
		},
		{
			ID: "callback-error", Title: "any other error in the callback gets a page",
			Rule:  documented("RFC6749", "section 4.1.2.1: the callback can carry other errors, such as server_error"),
			Fix:   "answer every error in the callback with a page of your own, not with an exception",
			Needs: []string{"callback-denied"},
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.tryCallback(ctx, "an error", url.Values{"error": {"server_error"}, "error_description": {"it did not work"}})
			},
		},
		{
			ID: "callback-empty", Title: "a callback with neither a code nor an error gets a page",
			Rule:  inferred("RFC6749", "section 4.1.2: a callback carries a code or an error; one with neither comes from crawlers and reloads"),
			Fix:   "answer a callback without a code with a page that says so, and start nothing",
			Needs: []string{"callback-denied"},
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.tryCallback(ctx, "neither a code nor an error", url.Values{})
			},
		},
	}
}

// withQuery returns a copy of a URL with its query changed.
func withQuery(u *url.URL, change func(url.Values)) *url.URL {
	v := *u
	q := v.Query()
	change(q)
	v.RawQuery = q.Encode()
	return &v
}

// untilCallback authorizes a new account in a browser, up to the callback, which it returns and does not open. problem says
// why that failed; "" when it did not.
func (r *rehearsal) untilCallback(ctx context.Context, b *browser) (begin authorization, to *url.URL, problem string) {
	begin = r.begin(ctx, b, r.stage.Add())
	if begin.problem != "" {
		return begin, nil, begin.problem
	}
	to, err := r.consent(ctx, begin, true)
	if err != nil {
		return begin, nil, err.Error()
	}
	return begin, to, ""
}

// expectRefusal judges the answer to a callback that must be refused: no exchange, and a page. what names it.
func (r *rehearsal) expectRefusal(ctx context.Context, b *browser, to *url.URL, what string) finding {
	from := r.stage.Count()
	v := r.callback(ctx, b, to)
	sleep(ctx, r.quietTime())
	switch broke := v.broken(); {
	case exchanges(r.programRequests(from)) > 0:
		return failed("with %s the code was exchanged", what)
	case broke != "":
		return failed("with %s, %s", what, broke)
	case v.to != nil && atZendesk(r.stage, v.to):
		return warned("with %s the browser is sent on to %s without an explanation", what, r.masked(withoutQuery(v.to)))
	case v.to != nil: // to a page that zdg does not read
		return passed("the browser was sent on to %s, and the code not exchanged", r.masked(withoutQuery(v.to)))
	}
	return passed("it was answered %d, and the code not exchanged", v.status)
}

// tryForged opens a callback with a changed query, which must be refused.
func (r *rehearsal) tryForged(ctx context.Context, what string, change func(url.Values)) finding {
	b := r.newBrowser()
	_, to, problem := r.untilCallback(ctx, b)
	if problem != "" {
		return failed("%s", problem)
	}
	return r.expectRefusal(ctx, b, withQuery(to, change), what)
}

func otherBrowser(ctx context.Context, r *rehearsal) finding {
	_, to, problem := r.untilCallback(ctx, r.newBrowser())
	if problem != "" {
		return failed("%s", problem)
	}
	from := r.stage.Count()
	f := r.expectRefusal(ctx, r.newBrowser(), to, "a state that another browser was given")
	if f.verdict == checklist.Fail && exchanges(r.programRequests(from)) > 0 { // the state may be bound to the person
		switch {
		case len(r.cookies) > 0:
			return notRun("the cookies of your browser sign in every other browser as the same person")
		case len(r.plan.Header) > 0:
			return notRun("the --header signs in every browser as the same person")
		}
	}
	return f
}

func replayed(ctx context.Context, r *rehearsal) finding {
	from := r.stage.Count()
	v := r.callback(ctx, r.first.customer.browser, r.first.callback)
	sleep(ctx, r.quietTime())
	switch broke := v.broken(); {
	case exchanges(r.programRequests(from)) > 0:
		return failed("the code was sent again")
	case broke != "":
		return failed("the second time, %s", broke)
	}
	return passed("the second time it was answered %d, and nothing was sent", v.status)
}

func denied(ctx context.Context, r *rehearsal) finding {
	b := r.newBrowser()
	begin := r.begin(ctx, b, r.stage.Add())
	if begin.problem != "" {
		return failed("%s", begin.problem)
	}
	to, err := r.consent(ctx, begin, false)
	if err != nil {
		return failed("%s", err)
	}
	return r.expectPage(ctx, b, to, "a denial")
}

// tryCallback sends the browser back with its own state and the parameters q; the callback is not to be exchanged.
func (r *rehearsal) tryCallback(ctx context.Context, what string, q url.Values) finding {
	b := r.newBrowser()
	begin := r.begin(ctx, b, r.stage.Add())
	if begin.problem != "" {
		return failed("%s", begin.problem)
	}
	to, err := url.Parse(begin.query.Get("redirect_uri"))
	if err != nil {
		return failed("the redirect URL cannot be read")
	}
	return r.expectPage(ctx, b, withQuery(to, func(have url.Values) {
		have.Set("state", begin.query.Get("state"))
		for k := range q {
			have.Set(k, q.Get(k))
		}
	}), "a callback with "+what)
}

// expectPage judges the answer to a callback that holds nothing to exchange: it has to be a page. what names it.
func (r *rehearsal) expectPage(ctx context.Context, b *browser, to *url.URL, what string) finding {
	from := r.stage.Count()
	v := r.callback(ctx, b, to)
	sleep(ctx, r.quietTime())
	switch broke := v.broken(); {
	case exchanges(r.programRequests(from)) > 0:
		return failed("%s is followed by an exchange", what)
	case broke != "":
		return failed("after %s, %s", what, broke)
	case v.to != nil && strings.HasSuffix(v.to.Path, "/oauth/authorizations/new"):
		return warned("%s starts the next authorization at once: a customer who denied is asked again, without an explanation", what)
	}
	return passed("%s is answered %d: %s", what, v.status, r.pageText(v.body))
}
