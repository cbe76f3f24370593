package rehearse

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"zdg/checklist"
	"zdg/flow/practice"
	"zdg/flow/rehearse/stage"
)

func connectScenarios() []Scenario {
	return []Scenario{
		{
			ID: "connect-leads", Title: "the connect address leads to the customer's own authorize page",
			Rule: documented("Z4", "authorization begins at https://SUBDOMAIN.zendesk.com/oauth/authorizations/new of the customer's account"),
			Fix:  "redirect the browser to /oauth/authorizations/new of the account whose name was given, and to no other",
			run:  connectLeads,
		},
		{
			ID: "connect-request", Title: "the authorization request is complete",
			Rule:  documented("Z4", "it has response_type=code and the client's Identifier as client_id"),
			Fix:   "send response_type=code and the Identifier as client_id: not the numeric id",
			Needs: []string{"connect-leads"}, run: connectRequest,
		},
		{
			ID: "connect-redirect", Title: "the redirect URL is one that is registered, exactly",
			Rule:  observed("T16", "Zendesk compares the redirect URL with the registered ones as a whole string"),
			Fix:   "send the redirect URL exactly as it is registered, byte for byte: without parameters of your own",
			Needs: []string{"connect-leads"}, run: connectRedirect,
		},
		{
			ID: "connect-scopes", Title: "the scopes are among the declared ones",
			Rule:  documented("Z14g", "a scope outside the client's Allowed scopes is refused with invalid_scope"),
			Fix:   "ask for the scopes of zdg.toml, separated by one space, or declare the others there",
			Needs: []string{"connect-leads"}, run: connectScopes,
		},
		{
			ID: "connect-state", Title: "a state is sent, and cannot be guessed",
			Rule:  documented("RFC6749", "section 10.12: the state is bound to the browser and cannot be guessed"),
			Fix:   "make a random state of 128 bits for each authorization, and keep it with the browser's session",
			Needs: []string{"connect-leads"}, run: connectState,
		},
		{
			ID: "connect-pkce", Title: "PKCE is used, with S256",
			Rule:  documented("Z11", "PKCE is required for a public client and allowed for a confidential one; only S256 is documented"),
			Fix:   "send code_challenge with code_challenge_method=S256, and code_verifier with the exchange; a new one each time",
			Needs: []string{"connect-leads"}, run: connectPKCE,
		},
		{
			ID: "connect-no-secret", Title: "no address holds anything secret",
			Rule:  documented("RFC6749", "section 2.3.1: the secret is never part of an address, which logs and histories keep"),
			Fix:   "keep secret, verifier and tokens on the server, and put none of them into an address that the browser is sent to",
			Needs: []string{"connect-leads"}, run: connectNoSecret,
		},
	}
}

func connectLeads(ctx context.Context, r *rehearsal) finding {
	if p := r.first.authorization.problem; p != "" {
		return failed("%s", p)
	}
	r.authorizations = []authorization{r.first.authorization}
	if r.manualOnly != "" {
		return passed("your browser was sent to /oauth/authorizations/new of the account that was named")
	}
	for range 2 { // more of them, to compare what must differ
		b := r.begin(ctx, r.newBrowser(), r.first.authorization.account)
		if b.problem != "" {
			return failed("the next time, %s", b.problem)
		}
		r.authorizations = append(r.authorizations, b)
	}
	other := r.begin(ctx, r.newBrowser(), r.stage.Add())
	if other.problem != "" {
		return failed("for another customer, %s", other.problem)
	}
	return passed("it leads to /oauth/authorizations/new of the account that is named")
}

func connectRequest(_ context.Context, r *rehearsal) finding {
	q := r.first.query
	switch client := r.stage.Client(); {
	case q.Get("response_type") != "code":
		return failed("response_type is %q", r.masked(q.Get("response_type")))
	case q.Get("client_id") == "":
		return failed("client_id is missing")
	case client.Identifier != "" && q.Get("client_id") != client.Identifier:
		return failed("client_id is %q, but the Identifier is %q", r.masked(q.Get("client_id")), r.masked(client.Identifier))
	}
	for k, v := range q {
		if len(v) > 1 {
			return failed("%s is sent %d times", r.masked(k), len(v))
		}
	}
	return passed("response_type=code, client_id=%s", r.masked(q.Get("client_id")))
}

func connectRedirect(_ context.Context, r *rehearsal) finding {
	got := r.first.query.Get("redirect_uri")
	registered := r.plan.Client.RedirectURLs
	switch {
	case got == "":
		return failed("redirect_uri is missing")
	case len(registered) == 0:
		return finding{checklist.Ask, fmt.Sprintf("zdg.toml has no redirect URL to compare with: is exactly %s registered?", r.masked(got))}
	case !slices.Contains(registered, got):
		return failed("%s is not one of %s", r.masked(got), r.masked(strings.Join(registered, ", ")))
	}
	for _, b := range r.authorizations {
		if other := b.query.Get("redirect_uri"); other != got {
			return failed("another authorization sends %s", r.masked(other))
		}
	}
	return passed("%s", r.masked(got))
}

func connectScopes(_ context.Context, r *rehearsal) finding {
	got := strings.Fields(r.first.query.Get("scope"))
	switch declared := r.plan.Client.Scopes; {
	case len(got) == 0:
		return failed("scope is missing: Zendesk requires it")
	case strings.Contains(r.first.query.Get("scope"), ","):
		return failed("%q: scopes are separated by spaces, not commas", r.masked(r.first.query.Get("scope")))
	case len(declared) == 0:
		return finding{checklist.Ask, fmt.Sprintf("zdg.toml has no scopes to compare with: is %q what the client needs?", r.masked(strings.Join(got, " ")))}
	default:
		for _, s := range got {
			if !slices.Contains(declared, s) {
				return failed("%s is not among %s", r.masked(s), r.masked(strings.Join(declared, " ")))
			}
		}
	}
	return passed("%s", r.masked(strings.Join(got, " ")))
}

// minStateFree is how many characters of a state must differ from one authorization to the next: fewer can be guessed.
const minStateFree = 12

func connectState(_ context.Context, r *rehearsal) finding {
	var states []string
	for _, b := range r.authorizations {
		state := b.query.Get("state")
		if state == "" {
			return failed("no state is sent")
		}
		if slices.Contains(states, state) {
			return failed("two authorizations have the same state")
		}
		states = append(states, state)
	}
	free, digits := shortest(states), true
	for _, state := range states {
		digits = digits && strings.Trim(varying(state, states), "0123456789") == ""
	}
	switch {
	case digits && free < 20:
		return failed("only digits differ from one state to the next, as with a clock or a counter: they can be guessed")
	case free < minStateFree:
		return warned("only %d characters differ from one state to the next", free)
	}
	return passed("a new state each time, of %d characters", len(states[0]))
}

// varying returns the part of a state that differs from all others: without the beginning and the end that they share.
func varying(state string, all []string) string {
	from, to := len(state), len(state)
	for _, other := range all {
		if other == state {
			continue
		}
		n := 0
		for n < len(state) && n < len(other) && state[n] == other[n] {
			n++
		}
		from = min(from, n)
		n = 0
		for n < len(state) && n < len(other) && state[len(state)-1-n] == other[len(other)-1-n] {
			n++
		}
		to = min(to, n)
	}
	if from+to >= len(state) {
		return ""
	}
	return state[from : len(state)-to]
}

// shortest returns the length of the shortest varying part.
func shortest(states []string) int {
	n := len(states[0])
	for _, s := range states {
		n = min(n, len(varying(s, states)))
	}
	return n
}

func connectPKCE(_ context.Context, r *rehearsal) finding {
	var challenges []string
	for _, b := range r.authorizations {
		challenge, method := b.query.Get("code_challenge"), b.query.Get("code_challenge_method")
		switch {
		case challenge == "" && method == "":
			if r.plan.Client.Kind == practice.Public {
				return failed("code_challenge is missing, and the client is public")
			}
			return warned("code_challenge is missing; a confidential client may leave it out, but a stolen code is then worth more")
		case method != "S256":
			return failed("code_challenge_method is %q", r.masked(method))
		case len(challenge) != 43:
			return failed("code_challenge is not a SHA-256 in base64url: it has %d characters instead of 43", len(challenge))
		case slices.Contains(challenges, challenge):
			return failed("code_challenge is the same for two authorizations")
		}
		challenges = append(challenges, challenge)
	}
	return passed("S256, a new challenge each time")
}

func connectNoSecret(_ context.Context, r *rehearsal) finding {
	for _, b := range r.authorizations {
		for _, u := range b.visit.sent {
			if f := r.secretIn(queryText(u), "the connect address sends the browser to "+r.masked(withoutQuery(u)), "in the address"); b.browser.isProgram(u) && f.verdict != "" {
				return f
			}
		}
		for k, v := range b.query {
			name := strings.ToLower(k)
			switch {
			case strings.Contains(name, "secret"), strings.Contains(name, "verifier"), strings.HasSuffix(name, "_token"), name == "password":
				return failed("the authorize address has %s", r.masked(k))
			case r.isClientSecret(strings.Join(v, " ")):
				return failed("the client secret is in the authorize address, as %s", r.masked(k))
			}
			if f := r.secretIn(strings.Join(v, " "), "the program sends the authorize address", "in "+r.masked(k)); f.verdict != "" {
				return f
			}
		}
	}
	for _, u := range r.first.back.sent {
		text := queryText(u)
		if f := r.secretIn(text, "the callback sends the browser to "+r.masked(withoutQuery(u)), "in the address"); f.verdict != "" {
			return f
		}
		if code := codeOf(r.first.callback); code != "" && !r.first.customer.browser.isProgram(u) && strings.Contains(text, code) {
			return warned("the callback sends the browser to %s with the code in the address", r.masked(withoutQuery(u)))
		}
	}
	return passed("no address that the browser is sent to holds a secret, a verifier or a token")
}

// secretIn returns a failure when a text holds a secret that the stage has seen, and the zero finding otherwise.
func (r *rehearsal) secretIn(text, what, where string) finding {
	for _, s := range r.stage.Secrets() {
		if how, found := findSecret(text, s.Value); found {
			return failed("%s with %s %s%s", what, s.What, where, how)
		}
	}
	return finding{}
}

// codeOf returns the code in a callback; "" when there is none.
func codeOf(callback *url.URL) string {
	if callback == nil {
		return ""
	}
	return callback.Query().Get("code")
}

// queryText returns everything after the host of a URL, unescaped.
func queryText(u *url.URL) string {
	text := u.RequestURI() + "#" + u.EscapedFragment()
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	return text
}

// isClientSecret reports whether a text holds the client secret that the program has used.
func (r *rehearsal) isClientSecret(text string) bool {
	return slices.ContainsFunc(r.stage.Secrets(), func(s stage.Secret) bool {
		return s.What == stage.ClientSecret && len(s.Value) > 3 && strings.Contains(text, s.Value)
	})
}
