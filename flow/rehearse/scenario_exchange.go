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
			Rule:  observed("T38", "published connectors send every code to one account: they work for their developer and fail for every customer"),
			Fix:   "build the address of the token endpoint from the subdomain that was authorized, kept with the state: never from a setting",
			Needs: []string{"connect-request", "connect-redirect", "connect-scopes", "connect-pkce"}, run: exchangeAccount,
		},
		{
			ID: "exchange-redirect", Title: "the exchange repeats the redirect URL",
			Rule:  documented("Z10", "redirect_uri is the same string as in the authorization request"),
			Fix:   "send redirect_uri with the exchange, the same string as before",
			Needs: []string{"exchange-account"}, run: exchangeRedirect,
		},
		{
			ID: "exchange-secret", Title: "the client secret is sent in one place, and in no address",
			Rule:  documented("Z10", "client_id and client_secret are sent in the body; a secret in the body and in a header at once is refused"),
			Fix:   "send client_secret in the body of the request, and nowhere else",
			Needs: []string{"exchange-account"}, run: exchangeSecret,
		},
		{
			ID: "exchange-works", Title: "the code is exchanged for tokens",
			Rule:  documented("Z10", "the exchange has grant_type, code, client_id, redirect_uri, and code_verifier where a challenge was sent"),
			Fix:   "compare the request with the parameters of the rule; the account's answer says what is missing",
			Needs: []string{"exchange-redirect", "exchange-secret"}, run: exchangeWorks,
		},
		{
			ID: "exchange-once", Title: "a code is sent once",
			Rule:  documented("RFC6749", "section 4.1.2: a code is not used more than once"),
			Fix:   "send the exchange once; when a library tries two ways to send the secret, tell it which to use",
			Needs: []string{"exchange-works"}, run: exchangeOnce,
		},
		{
			ID: "exchange-lifetimes", Title: "the exchange asks for lifetimes",
			Rule:  documented("Z10", "expires_in and refresh_token_expires_in can be asked for; otherwise the answer for an older client has no expires_in"),
			Fix:   "send expires_in and refresh_token_expires_in with the exchange, such as 1800 and 2592000",
			Needs: []string{"exchange-works"}, run: exchangeLifetimes,
		},
	}
}

// exchangeFaultScenarios are run late, since each needs connections of its own.
func exchangeFaultScenarios() []Scenario {
	return []Scenario{
		{
			ID: "exchange-redirected", Title: "no redirect of the token endpoint is followed",
			Rule:  inferred("RFC6749", "section 10: code and secret go to the token endpoint only; a 307 or 308 would have them sent elsewhere"),
			Fix:   "do not follow redirects in requests to the token endpoint",
			Needs: []string{"exchange-works"}, run: exchangeRedirected,
		},
		{
			ID: "exchange-unavailable", Title: "after an error of the token endpoint, the code is not sent again",
			Rule:  documented("RFC6749", "section 4.1.2: a code is not used more than once"),
			Fix:   "show that it did not work and offer to connect again; do not send the same code again",
			Needs: []string{"exchange-once"}, run: exchangeUnavailable,
		},
		{
			ID: "exchange-slow", Title: "while an answer is slow, the code is not sent again",
			Rule:  documented("RFC6749", "section 4.1.2: a code is not used more than once"),
			Fix:   "give the token endpoint at least 10 seconds, and begin a new authorization when it fails",
			Needs: []string{"exchange-once"}, run: exchangeSlow,
		},
	}
}

// firstExchanges returns the token requests that carried the code of the first connection.
func (r *rehearsal) firstExchanges() []stage.Request {
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
	if c.callback == nil || !c.customer.browser.isProgram(c.callback) {
		return failed("%s", c.problem)
	}
	for _, q := range c.requests {
		if q.Account != c.customer.account.Name {
			return failed("a request went to %s instead", r.masked(q.Account))
		}
	}
	grants := r.firstExchanges()
	if len(grants) > 0 {
		return r.secondAccount(ctx)
	}
	for _, other := range r.stage.Connections() {
		if other.Refused {
			return failed("the program connected to %s instead", r.masked(other.Host))
		}
	}
	for _, q := range c.requests {
		if q.Grant == nil {
			continue
		}
		if f := q.Grant.Format; f != "json" && f != "form" {
			return failed("the exchange came with the Content-Type %q: Zendesk reads JSON and forms", r.masked(f))
		}
		return failed("an exchange came without the code of the callback, and was answered %d", q.Status)
	}
	for _, q := range c.requests {
		if q.Kind != stage.KindToken && q.Method == http.MethodPost {
			return failed("the program posted to %s instead of /oauth/tokens", r.masked(q.Path))
		}
	}
	return failed("no exchange came: %s", c.problem)
}

// secondAccount connects another customer, because a program may send every code to the account that came first.
func (r *rehearsal) secondAccount(ctx context.Context) finding {
	if r.manualOnly != "" {
		return passed("it arrived at the account that was authorized")
	}
	c := r.connect(ctx, r.stage.Add())
	for _, q := range c.requests {
		if c.callback != nil && q.Grant != nil && q.Grant.Code == codeOf(c.callback) && q.Account != c.customer.account.Name {
			return failed("the code of a second customer was sent to another account, %s", r.masked(q.Account))
		}
	}
	if c.problem == "" {
		r.second = &c
	}
	return passed("it arrived at the account that was authorized, and that of a second customer at that customer's account")
}

func exchangeRedirect(_ context.Context, r *rehearsal) finding {
	asked := r.first.query.Get("redirect_uri")
	switch got := r.firstExchanges()[0].Grant.RedirectURI; got {
	case asked:
		return passed("%s", r.masked(got))
	case "":
		return failed("redirect_uri is missing")
	default:
		return failed("redirect_uri is %s, but it was %s in the authorization request", r.masked(got), r.masked(asked))
	}
}

func exchangeSecret(_ context.Context, r *rehearsal) finding {
	return r.judgeSecretPlace(r.firstExchanges()[:1])
}

// judgeSecretPlace judges where token requests have the client secret.
func (r *rehearsal) judgeSecretPlace(requests []stage.Request) finding {
	seen := "no secret is sent, as for a public client"
	for _, q := range requests {
		switch g := q.Grant; {
		case slices.Contains(g.SecretIn, "address"):
			return failed("a code, secret or token is in the address of the token request")
		case len(g.SecretIn) > 1:
			return failed("the secret is sent twice: in the %s", strings.Join(g.SecretIn, " and in the "))
		case len(g.SecretIn) == 1 && g.SecretIn[0] == "header":
			seen = "in the Authorization header, which was seen to work but is not documented" // T4
		case len(g.SecretIn) == 1:
			seen = "in the body"
		}
	}
	return passed("%s", seen)
}

func exchangeWorks(_ context.Context, r *rehearsal) finding {
	if r.first.problem == "" {
		return passed("the account issued a pair of tokens (%s)", r.firstExchanges()[0].Grant.Format)
	}
	g := r.firstExchanges()[0]
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
		return failed("a code_challenge was sent, but the exchange has no code_verifier")
	case g.Grant.Type != "authorization_code":
		return failed("grant_type is %q", r.masked(g.Grant.Type))
	case len(g.Grant.SecretIn) == 0 && r.stage.Client().Kind != "public":
		return failed("the exchange has no client_secret, but the client is confidential")
	case g.Grant.Format != "json" && g.Grant.Format != "form":
		return failed("the Content-Type is %q: Zendesk reads JSON and forms", r.masked(g.Grant.Format))
	}
	return failed("%s", r.first.problem)
}

func exchangeOnce(_ context.Context, r *rehearsal) finding {
	if n := len(r.firstExchanges()); n != 1 {
		return failed("the code was sent %d times", n)
	}
	return passed("the code was sent once")
}

func exchangeLifetimes(_ context.Context, r *rehearsal) finding {
	return r.judgeLifetimes(r.firstExchanges()[0].Grant)
}

// judgeLifetimes judges whether a token request asks for lifetimes.
func (r *rehearsal) judgeLifetimes(g *stage.Grant) finding {
	if g.ExpiresIn == "" {
		return warned("expires_in is not asked for: the answer for an older client may then have none")
	}
	if g.RefreshExpiresIn == "" {
		return passed("expires_in=%s; refresh_token_expires_in is left to the default of 30 days", r.masked(g.ExpiresIn))
	}
	return passed("expires_in=%s, refresh_token_expires_in=%s", r.masked(g.ExpiresIn), r.masked(g.RefreshExpiresIn))
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
		sleep(ctx, r.quietTime())
		for _, h := range r.canary.since(hits) {
			with := ""
			if h.credentials {
				with = ", with code or secret"
			}
			return failed("after a %d the program sent %s to another host%s", status, h.method, with)
		}
		if exchanges(c.requests) == 0 {
			return failed("no exchange came: %s", c.authorization.problem)
		}
	}
	return passed("a 307 and a 308 to another host were not followed")
}

// canaryURL returns the canary's URL, with the scheme that the program uses for accounts.
func (r *rehearsal) canaryURL() string {
	if r.plan.BaseEnv != "" {
		return "http://" + r.canary.host(false)
	}
	return "https://" + r.canary.host(true)
}

// connectSlowly returns the connection whose exchange takes long; it is made once.
func (r *rehearsal) connectSlowly(ctx context.Context) connection {
	if r.slowConnection == nil {
		a := r.stage.Add()
		a.Set(stage.Control{Delay: r.pace.slow})
		c := r.connect(ctx, a)
		if r.exchangeDelay.Load() > 0 {
			sleep(ctx, r.quietTime())
		}
		r.slowConnection = &c
	}
	return *r.slowConnection
}

func exchangeSlow(ctx context.Context, r *rehearsal) finding {
	c := r.connectSlowly(ctx)
	if n := exchanges(r.requestsTo(c.customer.account)); n == 0 {
		return notRun("no exchange came to the account: %s", c.problem)
	} else if n != 1 {
		return failed("the code was sent %d times before the first answer came", n)
	}
	if c.problem != "" {
		return warned("the program did not wait for an answer that took %s", r.pace.slow)
	}
	return passed("the program waited for an answer that took %s", r.pace.slow)
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
	sleep(ctx, r.quietTime())
	if r.awaitEnd(ctx); c.back.err == nil && r.ended() == "" && slices.Contains(r.chosen(), "exchange-slow") {
		r.connectSlowly(ctx) // needed anyway, and it gives a job the time to send the code again
	}
	switch n := exchanges(r.requestsTo(a)); {
	case n == 0:
		return notRun("no exchange came to the account: %s", c.problem)
	case n != 1:
		return failed("the code was sent %d times", n)
	case c.back.err != nil:
		return failed("the callback got no answer: %s", r.masked(c.back.err.Error()))
	}
	return passed("the code was sent once, and the callback answered %d", c.back.status)
}

// requestsTo returns the program's requests to one account.
func (r *rehearsal) requestsTo(a *stage.Account) []stage.Request {
	var all []stage.Request
	for _, q := range r.programRequests(0) {
		if q.Account == a.Name {
			all = append(all, q)
		}
	}
	return all
}
