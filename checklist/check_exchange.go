package checklist

import (
	"cmp"
	"slices"
	"strings"

	"zdg/checklist/explain"
)

// What Zendesk says about clients without refresh tokens: Z14d about global clients, Z14c
// about local ones.
const (
	globalRefresh   = "new global clients have had to refresh since 2026-02-02"
	localRefresh    = "tokens of local clients created after 2026-04-30 expire; those of all others start to expire between 2026-06-30 and 2027-04-01, as Zendesk reaches them"
	refreshDeadline = globalRefresh + "; " + localRefresh
)

func exchangeChecks() []Check {
	check := Check{Stage: StageTest, Step: StepExchange, How: byBrowser}.row
	return []Check{
		check("tokens-issued", "code is exchanged for tokens", FieldRedirectURLs,
			documented("Z10", "the code is exchanged within 120 seconds, once, with the same redirect URL"),
			wholeStep(StepExchange, func(_ Draft, e Evidence, s Step) Finding {
				facts := cleaned(s.Facts)
				if e.Token != nil && e.Token.CodeAge > 0 {
					facts = append(facts, fact("code_age", shortDuration(e.Token.CodeAge)))
				}
				return pass(facts...)
			})),
		check("token-type", "token is a bearer token", "",
			documented("Z10", "the answer has token_type bearer"),
			onToken(func(_ Evidence, t Token) Finding {
				if strings.EqualFold(t.Type, "bearer") {
					return pass(fact("token_type", t.Type))
				}
				return warn("the API calls sent the token as a bearer token anyway", fact("token_type", orNone(t.Type))).
					saying("the tokens came with the type " + orNone(t.Type) + " instead of bearer")
			})),
		check("scopes-granted", "the scopes granted are the ones requested", FieldScopes,
			documented("Z10", "the answer names the scopes granted, which may be fewer than were requested"),
			onToken(scopesGranted)),
		check("refresh-token", "a refresh token came", "",
			documented("Z14d", "access tokens expire and have to be refreshed: "+globalRefresh),
			onToken(func(e Evidence, t Token) Finding {
				if t.HasRefresh {
					return pass(fact("refresh_token", "came"))
				}
				return noRefresh(t, e.Record)
			})),
	}
}

// noRefresh fails for a missing refresh token. Token expiration cannot be switched off
// again, so switching it on is advised only where the record says that it is off.
func noRefresh(t Token, r *Record) Finding {
	asked := explain.Asked{Grant: "authorization_code", Lifetimes: t.AskedExpiresIn > 0, RefreshAs: t.RefreshAs}
	if r != nil {
		asked.Expiration = string(r.TokenExpiration)
	}
	do := "look at this client's Token expiration in Admin Center, and test with a new client before you switch it on, since that cannot be undone"
	switch {
	case t.RefreshAs != "":
		do = "report it to Zendesk Support with the time of the answer, and leave the client as it is"
	case asked.Expiration == string(ToggleOn):
		do = "Zendesk shows that Token expiration is on, so report it to Zendesk Support and leave the client as it is"
	case asked.Expiration == string(ToggleOff):
		do = "Zendesk shows that Token expiration is off: make a new client, or switch it on in Admin Center (it cannot be switched off again)"
	}
	return fail("there was no refresh token: "+do+"; "+refreshDeadline, fact("refresh_token", cmp.Or(t.RefreshAs, "missing"))).diagnosed("no-refresh-token", asked)
}

// onToken judges the tokens that the exchange brought.
func onToken(judge func(Evidence, Token) Finding) func(Draft, Evidence) Finding {
	return partOfStep(StepExchange, func(_ Draft, e Evidence, _ Step) Finding {
		if e.Token == nil {
			return notRun("there were no tokens")
		}
		return judge(e, *e.Token)
	})
}

func scopesGranted(_ Evidence, t Token) Finding {
	granted := t.Granted
	if len(granted) == 0 && len(t.CurrentScopes) > 0 {
		granted = t.CurrentScopes
	}
	asked := fact("scopes_asked", strings.Join(t.Asked, " "))
	if granted == nil {
		return notRun("neither the answer nor tokens/current named the scopes", asked)
	}
	if len(granted) == 0 {
		return warn("the answer says that there are no scopes: go by what the calls are answered, and compare the scopes with the client's Allowed scopes where one is refused", asked, fact("scopes_granted", "none")).saying("the answer says that there are no scopes")
	}
	if t.Granted != nil && len(t.Granted) == 0 && len(NotGranted(t.Asked, granted)) == 0 {
		return warn("the answer says that there are no scopes, but tokens/current names "+list(granted)+": go by that, and by what the calls are answered", asked, fact("scopes_granted", strings.Join(granted, " "))).saying("the answer says that there are no scopes, but tokens/current names " + list(granted))
	}
	missing, added := NotGranted(t.Asked, granted), slices.DeleteFunc(difference(granted, t.Asked), func(g string) bool {
		return slices.Contains(t.Asked, g+":read") && slices.Contains(t.Asked, g+":write") || slices.ContainsFunc(t.Asked, func(a string) bool { return strings.EqualFold(a, g) })
	})
	facts := []Fact{asked, fact("scopes_granted", strings.Join(granted, " "))}
	switch {
	case len(missing) > 0:
		return fail("not granted: "+list(missing)+". Compare the scopes with the client's Allowed scopes, then authorize again", facts...).saying("not granted: " + list(missing))
	case len(added) > 0:
		return warn("granted without being requested: "+list(added)+". Request the scopes you need by name, and never send an empty scope", facts...).saying("granted without being requested: " + list(added))
	}
	return pass(facts...)
}

// NotGranted returns the scopes in asked that granted does not cover, by name or by a
// broader scope: read covers every :read, and a resource without a level covers its :read
// and :write (Z10).
func NotGranted(asked, granted []string) []string {
	has := func(scope string) bool {
		return slices.ContainsFunc(granted, func(g string) bool { return strings.EqualFold(g, scope) }) // whether case matters shows in the calls
	}
	return slices.DeleteFunc(difference(asked, granted), func(scope string) bool {
		resource, action, fine := strings.Cut(scope, ":")
		return has(scope) || fine && (has(action) || has(resource) && (action == "read" || action == "write"))
	})
}

// difference returns the items of a that are not in b.
func difference(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}
