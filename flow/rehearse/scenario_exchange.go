package rehearse

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"zdg/flow/rehearse/stage"
)

func exchangeScenarios() []Scenario {
	return []Scenario{
		{
			ID: "exchange-account", Title: "the code goes to the account that was authorized",
			Rule:  observed("T38", "shipped connectors post every code to one account: they work at home and fail at every customer"),
			Fix:   "build the token endpoint from the subdomain that was authorized, kept with the state: never from a setting",
			Needs: []string{"connect-request", "connect-redirect", "connect-scopes", "connect-pkce"}, run: exchangeAccount,
		},
		{
			ID: "exchange-redirect", Title: "the exchange repeats the redirect URL",
			Rule:  documented("Z10", "redirect_uri is the same string as in the authorization request"),
			Fix:   "send redirect_uri with the exchange, the same string as before",
			Needs: []string{"exchange-account"}, run: exchangeRedirect,
		},
		{
			ID: "exchange-secret", Title: "the client secret goes in one place, and in no address",
			Rule:  documented("Z10", "client_id and client_secret stand in the body; a secret in the body and in a header at once is refused"),
			Fix:   "send client_secret in the body of the request, and nowhere else",
			Needs: []string{"exchange-account"}, run: exchangeSecret,
		},
		{
			ID: "exchange-works", Title: "the code is exchanged for tokens",
			Rule:  documented("Z10", "the exchange has grant_type, code, client_id, redirect_uri, and code_verifier where a challenge was sent"),
			Fix:   "compare the request with the parameters of the rule: the account's answer says what it misses",
			Needs: []string{"exchange-redirect", "exchange-secret"}, run: exchangeWorks,
		},
		{
			ID: "exchange-once", Title: "a code is sent once",
			Rule:  documented("RFC6749", "section 4.1.2: a code is not used more than once"),
			Fix:   "send the exchange once; where a library tries two ways to send the secret, tell it which",
			Needs: []string{"exchange-works"}, run: exchangeOnce,
		},
		{
			ID: "exchange-lifetimes", Title: "the exchange asks for lifetimes",
			Rule:  documented("Z10", "expires_in and refresh_token_expires_in can be asked for; without, the answer of an older client has no expires_in"),
			Fix:   "send expires_in and refresh_token_expires_in with the exchange, such as 1800 and 2592000",
			Needs: []string{"exchange-works"}, run: exchangeLifetimes,
		},
	}
}

// exchangeTrouble is what can happen to an exchange. It comes late: a connection is made for each.
func exchangeTrouble() []Scenario {
	return []Scenario{
		{
			ID: "exchange-redirected", Title: "no redirect of the token endpoint is followed",
			Rule:  inferred("RFC6749", "section 10: code and secret go to the token endpoint alone; 307 and 308 would have them sent on"),
			Fix:   "follow no redirects in requests to the token endpoint",
			Needs: []string{"exchange-works"}, run: exchangeRedirected,
		},
		{
			ID: "exchange-unavailable", Title: "an error of the token endpoint is survived, and the code not sent again",
			Rule:  documented("RFC6749", "section 4.1.2: a code is not used more than once"),
			Fix:   "show that it did not work and offer to connect again; do not try the same code again",
			Needs: []string{"exchange-once"}, run: exchangeUnavailable,
		},
		{
			ID: "exchange-slow", Title: "a slow answer is waited for, or given up: the code is not sent again",
			Rule:  documented("RFC6749", "section 4.1.2: a code is not used more than once"),
			Fix:   "give the token endpoint 10 seconds and more, and begin a new authorization when it fails",
			Needs: []string{"exchange-once"}, run: exchangeSlow,
		},
	}
}

// grants are the token requests that carried the code of the first connection.
func (r *rehearsal) grants() []stage.Request {
	var all []stage.Request
	code := r.first.callback.Query().Get("code")
	for _, q := range r.first.requests {
		if q.Grant != nil && q.Grant.Code == code {
			all = append(all, q)
		}
	}
	return all
}

func exchangeAccount(ctx context.Context, r *rehearsal) finding {
	c := r.first
	if c.callback == nil || !c.customer.browser.programs(c.callback) {
		return failed("%s", c.problem)
	}
	for _, q := range c.requests {
		if q.Account != c.customer.account.Name {
			return failed("a request went to %s instead", r.say(q.Account))
		}
	}
	grants := r.grants()
	if len(grants) > 0 {
		return r.secondAccount(ctx)
	}
	for _, other := range r.stage.Connections() {
		if other.Refused {
			return failed("the program connected to %s instead", r.say(other.Host))
		}
	}
	for _, q := range c.requests {
		if q.Grant == nil {
			continue
		}
		if f := q.Grant.Format; f != "json" && f != "form" {
			return failed("the exchange came with the Content-Type %q: Zendesk reads JSON, and a form", r.say(f))
		}
		return failed("an exchange came without the code of the callback, and was answered %d", q.Status)
	}
	for _, q := range c.requests {
		if q.Kind != stage.KindToken && q.Method == http.MethodPost {
			return failed("the program posted to %s instead of /oauth/tokens", r.say(q.Path))
		}
	}
	return failed("no exchange came: %s", c.problem)
}

// secondAccount connects another customer: a program may send every code to the account that came first.
func (r *rehearsal) secondAccount(ctx context.Context) finding {
	if r.alone != "" {
		return passed("it arrived at the account that was authorized")
	}
	c := r.connect(ctx, r.stage.Add())
	for _, q := range c.requests {
		if c.callback != nil && q.Grant != nil && q.Grant.Code == codeOf(c.callback) && q.Account != c.customer.account.Name {
			return failed("the code of a second customer was sent to another account, %s", r.say(q.Account))
		}
	}
	if c.problem == "" {
		r.second = &c
	}
	return passed("it arrived at the account that was authorized, and that of a second customer at theirs")
}

func exchangeRedirect(_ context.Context, r *rehearsal) finding {
	asked := r.first.query.Get("redirect_uri")
	switch got := r.grants()[0].Grant.RedirectURI; got {
	case asked:
		return passed("%s", r.say(got))
	case "":
		return failed("redirect_uri is missing")
	default:
		return failed("%s, and %s before", r.say(got), r.say(asked))
	}
}

func exchangeSecret(_ context.Context, r *rehearsal) finding { return r.placeOfSecret(r.grants()[:1]) }

// placeOfSecret judges where the secret stands in token requests.
func (r *rehearsal) placeOfSecret(requests []stage.Request) finding {
	seen := "no secret is sent, as for a public client"
	for _, q := range requests {
		switch g := q.Grant; {
		case slices.Contains(g.SecretIn, "address"):
			return failed("a code, secret or token stands in the address of the token request")
		case len(g.SecretIn) > 1:
			return failed("the secret is sent twice, in the %s", strings.Join(g.SecretIn, " and in the "))
		case len(g.SecretIn) == 1 && g.SecretIn[0] == "header":
			seen = "in the Authorization header, which works (T4) but is not documented"
		case len(g.SecretIn) == 1:
			seen = "in the body"
		}
	}
	return passed("%s", seen)
}

func exchangeWorks(_ context.Context, r *rehearsal) finding {
	if r.first.problem == "" {
		return passed("the account issued a pair of tokens (%s)", r.grants()[0].Grant.Format)
	}
	g := r.grants()[0]
	var missing []string
	for _, p := range []struct{ name, value string }{
		{"grant_type", g.Grant.Type}, {"code", g.Grant.Code}, {"client_id", g.Grant.ClientID}, {"redirect_uri", g.Grant.RedirectURI},
	} {
		if p.value == "" {
			missing = append(missing, p.name)
		}
	}
	switch {
	case len(missing) > 0:
		return failed("the request lacks %s", strings.Join(missing, ", "))
	case r.first.query.Get("code_challenge") != "" && g.Grant.Verifier == "":
		return failed("a code_challenge was sent, and the exchange has no code_verifier")
	case g.Grant.Type != "authorization_code":
		return failed("grant_type is %q", r.say(g.Grant.Type))
	case len(g.Grant.SecretIn) == 0 && r.stage.Client().Kind != "public":
		return failed("the exchange has no client_secret, and the client is confidential")
	case g.Grant.Format != "json" && g.Grant.Format != "form":
		return failed("the Content-Type is %q: Zendesk reads JSON, and a form", r.say(g.Grant.Format))
	}
	return failed("%s", r.first.problem)
}

func exchangeOnce(_ context.Context, r *rehearsal) finding {
	if n := len(r.grants()); n != 1 {
		return failed("it came %d times", n)
	}
	return passed("once")
}

func exchangeLifetimes(_ context.Context, r *rehearsal) finding {
	return r.lifetimesAsked(r.grants()[0].Grant)
}

func (r *rehearsal) lifetimesAsked(g *stage.Grant) finding {
	if g.ExpiresIn == "" {
		return warned("expires_in is not asked for: the answer for an older client may then have none")
	}
	if g.RefreshExpiresIn == "" {
		return passed("expires_in=%s; refresh_token_expires_in is left to the default of 30 days", r.say(g.ExpiresIn))
	}
	return passed("expires_in=%s, refresh_token_expires_in=%s", r.say(g.ExpiresIn), r.say(g.RefreshExpiresIn))
}

func exchangeRedirected(ctx context.Context, r *rehearsal) finding {
	for _, status := range []int{http.StatusTemporaryRedirect, http.StatusPermanentRedirect} {
		hits := r.canary.count()
		a := r.stage.Add()
		a.Set(stage.Control{Token: func(w http.ResponseWriter, _ *stage.Request) bool {
			w.Header().Set("Location", r.canaryURL()+"/oauth/tokens")
			w.WriteHeader(status)
			return true
		}})
		c := r.connect(ctx, a)
		sleep(ctx, r.settle())
		for _, h := range r.canary.since(hits) {
			with := ""
			if h.credentials {
				with = ", with code or secret"
			}
			return failed("after a %d the program sent %s to another host%s", status, h.method, with)
		}
		if exchanges(c.requests) == 0 {
			return failed("no exchange came: %s", c.begun.problem)
		}
	}
	return passed("a 307 and a 308 to another host ended there")
}

// canaryURL is the canary's address in the scheme that the program speaks to its accounts.
func (r *rehearsal) canaryURL() string {
	if r.plan.BaseEnv != "" {
		return "http://" + r.canary.host(false)
	}
	return "https://" + r.canary.host(true)
}

// slowly is a connection whose exchange takes long.
func (r *rehearsal) slowly(ctx context.Context) connected {
	if r.slow == nil {
		a := r.stage.Add()
		a.Set(stage.Control{Delay: r.pace.slow})
		c := r.connect(ctx, a)
		if r.behind.Load() > 0 {
			sleep(ctx, r.settle())
		}
		r.slow = &c
	}
	return *r.slow
}

func exchangeSlow(ctx context.Context, r *rehearsal) finding {
	c := r.slowly(ctx)
	if n := exchanges(r.of(c.customer.account)); n == 0 {
		return unrun("no exchange came to the account: %s", c.problem)
	} else if n != 1 {
		return failed("the code was sent %d times while the first answer was under way", n)
	}
	if c.problem != "" {
		return warned("an answer that took %s was not waited for", r.pace.slow)
	}
	return passed("an answer that took %s was waited for", r.pace.slow)
}

func exchangeUnavailable(ctx context.Context, r *rehearsal) finding {
	a := r.stage.Add()
	a.Set(stage.Control{Token: func(w http.ResponseWriter, _ *stage.Request) bool {
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = fmt.Fprint(w, "Service Unavailable") // whoever asked may have gone
		return true
	}})
	c := r.connect(ctx, a)
	sleep(ctx, r.settle())
	if r.letEnd(ctx); c.back.err == nil && r.ended() == "" && slices.Contains(r.chosen(), "exchange-slow") {
		r.slowly(ctx) // it has to be made anyway, and a job that tries the code again takes its time
	}
	switch n := exchanges(r.of(a)); {
	case n == 0:
		return unrun("no exchange came to the account: %s", c.problem)
	case n != 1:
		return failed("the code was sent %d times", n)
	case c.back.err != nil:
		return failed("the callback got no answer: %s", r.say(c.back.err.Error()))
	}
	return passed("the code was sent once, and the callback answered %d", c.back.status)
}

// of are the requests of the program to one account.
func (r *rehearsal) of(a *stage.Account) []stage.Request {
	var all []stage.Request
	for _, q := range r.programs(0) {
		if q.Account == a.Name {
			all = append(all, q)
		}
	}
	return all
}
