package rehearse

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/url"
	"strings"

	"zdg/checklist"
)

func callbackScenarios() []Scenario {
	state := documented("RFC6749", "section 10.12: a callback whose state is not the one that this browser was given is not acted on")
	return []Scenario{
		{
			ID: "callback-foreign-state", Title: "a callback with a state of nobody's is refused", Rule: state,
			Fix:   "compare the state with the one in the browser's session before anything else, and refuse the callback when it differs",
			Needs: []string{"connect-state", "exchange-works"},
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.forged(ctx, "a state that it never gave", func(q url.Values) { q.Set("state", random()) })
			},
		},
		{
			ID: "callback-no-state", Title: "a callback without a state is refused", Rule: state,
			Fix:   "refuse a callback without a state; a library may need telling that there has to be one",
			Needs: []string{"callback-foreign-state"},
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.forged(ctx, "no state", func(q url.Values) { q.Del("state") })
			},
		},
		{
			ID: "callback-other-browser", Title: "a callback in another browser is refused", Rule: state,
			Fix:   "keep the state in a cookie or a session of the browser that began, not only in a list on the server",
			Needs: []string{"callback-foreign-state"}, run: otherBrowser,
		},
		{
			ID: "callback-replayed", Title: "a callback that comes twice does no harm",
			Rule:  documented("RFC6749", "section 4.1.2: a code is not used more than once"),
			Fix:   "forget the state with its first use, and answer a second callback with a page that says so",
			Needs: []string{"callback-foreign-state", "exchange-once"}, run: replayed,
		},
		{
			ID: "callback-denied", Title: "a customer who denies gets a page",
			Rule:  observed("T18", "a refusal comes back as error=access_denied, with the state"),
			Fix:   "answer error=access_denied with a page that says that nothing was connected and offers to try again",
			Needs: []string{"exchange-works"}, run: denied,
		},
		{
			ID: "callback-error", Title: "another error in the callback gets a page",
			Rule:  documented("RFC6749", "section 4.1.2.1: the callback can carry any of the errors, such as server_error"),
			Fix:   "answer every error in the callback with a page of your own, not with an exception",
			Needs: []string{"callback-denied"},
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.odd(ctx, "an error", url.Values{"error": {"server_error"}, "error_description": {"it did not work"}})
			},
		},
		{
			ID: "callback-empty", Title: "a callback with neither a code nor an error gets a page",
			Rule:  inferred("RFC6749", "section 4.1.2: a callback carries a code or an error; one with neither comes from crawlers and reloads"),
			Fix:   "answer a callback without a code with a page that says so, and start nothing",
			Needs: []string{"callback-denied"},
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.odd(ctx, "neither a code nor an error", url.Values{})
			},
		},
	}
}

func random() string {
	b := make([]byte, 24)
	if _, err := rand.Read(b); err != nil {
		panic("rehearse: the source of randomness has ended")
	}
	return hex.EncodeToString(b)
}

// with is an address with its query changed.
func with(u *url.URL, change func(url.Values)) *url.URL {
	v := *u
	q := v.Query()
	change(q)
	v.RawQuery = q.Encode()
	return &v
}

// allowed begins in a browser and allows it, up to the callback, which is not opened.
func (r *rehearsal) allowed(ctx context.Context, b *browser) (begun, *url.URL, string) {
	begin := r.begin(ctx, b, r.stage.Add())
	if begin.problem != "" {
		return begin, nil, begin.problem
	}
	to, err := r.consent(ctx, begin, true)
	if err != nil {
		return begin, nil, err.Error()
	}
	return begin, to, ""
}

// refused judges a callback that must not be acted on: no exchange, and a page.
func (r *rehearsal) refused(ctx context.Context, b *browser, to *url.URL, what string) finding {
	from := r.stage.Count()
	v := r.callback(ctx, b, to)
	sleep(ctx, r.settle())
	switch broke := v.broke(); {
	case exchanges(r.programs(from)) > 0:
		return failed("with %s the code was exchanged", what)
	case broke != "":
		return failed("with %s, %s", what, broke)
	case v.to != nil && atZendesk(r.stage, v.to):
		return warned("with %s the browser is sent on to %s without a word", what, r.say(place(v.to)))
	case v.to != nil: // a page of its own elsewhere, which nobody reads here
		return passed("the browser was sent on to %s, and the code not exchanged", r.say(place(v.to)))
	}
	return passed("it was answered %d, and the code not exchanged", v.status)
}

func (r *rehearsal) forged(ctx context.Context, what string, change func(url.Values)) finding {
	b := r.newBrowser()
	_, to, problem := r.allowed(ctx, b)
	if problem != "" {
		return failed("%s", problem)
	}
	return r.refused(ctx, b, with(to, change), what)
}

func otherBrowser(ctx context.Context, r *rehearsal) finding {
	_, to, problem := r.allowed(ctx, r.newBrowser())
	if problem != "" {
		return failed("%s", problem)
	}
	from := r.stage.Count()
	f := r.refused(ctx, r.newBrowser(), to, "a state that another browser was given")
	if f.verdict == checklist.Fail && exchanges(r.programs(from)) > 0 { // it may well be bound to the person
		switch {
		case len(r.session) > 0:
			return unrun("the cookies of your browser sign every other one in as the same person")
		case len(r.plan.Header) > 0:
			return unrun("the --header signs every browser in as the same person")
		}
	}
	return f
}

func replayed(ctx context.Context, r *rehearsal) finding {
	from := r.stage.Count()
	v := r.callback(ctx, r.first.customer.browser, r.first.callback)
	sleep(ctx, r.settle())
	switch broke := v.broke(); {
	case exchanges(r.programs(from)) > 0:
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
	return r.page(ctx, b, to, "a denial")
}

// odd sends the browser back with its state and parameters of ours.
func (r *rehearsal) odd(ctx context.Context, what string, q url.Values) finding {
	b := r.newBrowser()
	begin := r.begin(ctx, b, r.stage.Add())
	if begin.problem != "" {
		return failed("%s", begin.problem)
	}
	to, err := url.Parse(begin.query.Get("redirect_uri"))
	if err != nil {
		return failed("the redirect URL cannot be read")
	}
	return r.page(ctx, b, with(to, func(have url.Values) {
		have.Set("state", begin.query.Get("state"))
		for k := range q {
			have.Set(k, q.Get(k))
		}
	}), "a callback with "+what)
}

// page judges a callback that is answered with a page and has nothing to exchange.
func (r *rehearsal) page(ctx context.Context, b *browser, to *url.URL, what string) finding {
	from := r.stage.Count()
	v := r.callback(ctx, b, to)
	sleep(ctx, r.settle())
	switch broke := v.broke(); {
	case exchanges(r.programs(from)) > 0:
		return failed("%s is followed by an exchange", what)
	case broke != "":
		return failed("after %s, %s", what, broke)
	case v.to != nil && strings.HasSuffix(v.to.Path, "/oauth/authorizations/new"):
		return finding{checklist.Warn, what + " starts the next authorization at once: whoever denied is asked again, without a word"}
	}
	return passed("%s is answered %d: %s", what, v.status, r.words(v.body))
}
