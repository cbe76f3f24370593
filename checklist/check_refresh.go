package checklist

import (
	"slices"
	"strings"
)

func refreshChecks() []Check {
	rotates := documented("Z12", "a refresh gives a new pair; from then on the old access token and the old refresh token no longer work")
	check := Check{Stage: StageTest, Step: StepRefresh, How: byBrowser}.row
	return []Check{
		check("refresh-works", "tokens can be refreshed", "",
			documented("Z14c", "refreshing is required: "+localRefresh),
			wholeStep(StepRefresh, func(d Draft, e Evidence, s Step) Finding {
				switch {
				case e.Refresh == nil:
					return notRun("nothing was refreshed")
				case e.Refresh.New == Dead:
					return fail("a new pair came, but its access token is refused: refresh again, and check whether something else refreshes with the same token", cleaned(s.Facts)...)
				case len(e.Refresh.Lost) > 0:
					return fail("a scope was lost in the refresh: without it the new access token is refused at "+list(e.Refresh.Lost)+". Calls fail after the first half hour: look at the client's Allowed scopes", cleaned(s.Facts)...).saying("a scope was lost in the refresh: " + list(e.Refresh.Lost))
				case e.Refresh.Shut:
					return fail("the new access token is refused at calls that let the old one in: "+list(e.Refresh.Odd)+". Calls fail after the first half hour: look at what the account answered, and send Zendesk Support the time of the refresh", cleaned(s.Facts)...).saying("the new access token is refused where the old one was let in: " + list(e.Refresh.Odd))
				case e.Refresh.Other:
					return fail("after the refresh the access token acts for another person: find out what is at this address, and send Zendesk Support the time of the refresh", cleaned(s.Facts)...).saying("the new access token acts for another person")
				case len(e.Refresh.Odd) > 0 && e.Refresh.New == StillAlive:
					return warn("the new access token works, but not at "+list(e.Refresh.Odd)+": look at what was answered there, and run the test again", cleaned(s.Facts)...).saying("works, but not at " + list(e.Refresh.Odd))
				case e.Refresh.New != StillAlive:
					return fail("a new pair came, but no answer shows whether its access token works: look at how the calls were answered, and run the test again", cleaned(s.Facts)...)
				}
				return pass(cleaned(s.Facts)...)
			})),
		check("refresh-rotates", "the refresh brings a new refresh token", "", rotates,
			onRefresh(func(r Refresh) Finding {
				switch {
				case r.Same:
					return warn("the refresh returned a token of the old pair: Zendesk documents a new pair, so find out what is at this address", fact("refresh_token", "the old one"))
				case r.HasNewRefresh:
					return pass(fact("refresh_token", "came"))
				case r.OldRefresh == StillAlive:
					return warn("there was no new refresh token, and the old one goes on working: Zendesk documents a new one with each refresh, so keep the old one only where none comes", fact("refresh_token", "the old one"))
				}
				return fail("there was no new refresh token: the customer would have to authorize again after this one. Report it to Zendesk Support", fact("refresh_token", "missing"))
			})),
		check("refresh-lifetimes", "the refresh states the lifetimes again", "",
			observed("T2", "expires_in may be missing from the answer unless it is sent; the test sends it with the refresh too"),
			onRefresh(func(r Refresh) Finding {
				access := lifetime(accessLife, r.ExpiresIn, r.AskedExpiresIn, "zdg asked for it, but the account does not state it. Refresh when the API answers 401")
				if !r.HasNewRefresh || access.Verdict != Pass {
					return access
				}
				return lifetime(refreshLife, r.RefreshExpires, r.AskedRefresh, "zdg asked for it, but the account does not state it. Plan with 30 days, the documented default", access.Facts...)
			})),
		check("refresh-scopes", "the refresh keeps the scopes", "",
			inferred("Z10", "a refresh is sent without scopes and keeps the ones that were granted"),
			partOfStep(StepRefresh, func(_ Draft, e Evidence, _ Step) Finding {
				switch {
				case e.Refresh == nil || e.Token == nil || e.Refresh.Scopes == nil:
					return notRun("the answer does not name the scopes")
				case len(e.Refresh.Scopes) == 0:
					return warn("the answer to the refresh says that there are no scopes: go by what the calls are answered, and ask Zendesk Support where one is refused", fact("scopes", "none")).saying("the answer to the refresh says that there are no scopes")
				}
				now := fact("scopes", strings.Join(e.Refresh.Scopes, " "))
				if lost := e.Token.LostIn(*e.Refresh); len(lost) > 0 {
					return fail("lost in the refresh: "+list(lost)+". Calls that need them fail after the first half hour: look at the client's Allowed scopes", now).saying("lost in the refresh: " + list(lost))
				}
				if added := NotGranted(e.Refresh.Scopes, slices.Concat(e.Token.Held(), e.Token.Asked)); len(added) > 0 {
					return warn("granted by the refresh and not before: "+list(added)+". A refresh widens nothing (RFC 6749, 6): send Zendesk Support the time of the refresh, and count on what was granted at first", now).saying("granted by the refresh and not before: " + list(added))
				}
				return pass(now)
			})),
		check("old-access-dead", "the old access token stops working after the refresh", "", rotates,
			onRefresh(func(r Refresh) Finding {
				return judgeDead(r.OldAccess, "the old access token", "it was not tried", "the old access token keeps working after the refresh until it expires: do not count on a refresh to end it")
			})),
		check("old-refresh-dead", "the old refresh token stops working after the refresh", "", rotates,
			onRefresh(func(r Refresh) Finding {
				return judgeDead(r.OldRefresh, "the old refresh token", "not requested: using an old refresh token may alarm the server (--prove-rotation)", "the old refresh token can be used again: keep old ones as safe as new ones, or delete them")
			})),
	}
}

// LostIn returns the scopes that were asked for and granted at first, and that the new token
// lacks according to the answer of the refresh; none where that names no scopes. An exchange
// that names none granted what was asked for (RFC 6749 section 5.1), unless tokens/current
// says otherwise.
func (t Token) LostIn(r Refresh) []string {
	if len(r.Scopes) == 0 { // the refresh is sent without scopes, and the answer may echo that
		return nil
	}
	return NotGranted(difference(t.Asked, NotGranted(t.Asked, t.Held())), r.Scopes)
}

// Held returns the scopes of the first token: those that an answer stated, or else those that were asked for.
func (t Token) Held() []string {
	switch {
	case len(t.Granted) > 0:
		return t.Granted
	case len(t.CurrentScopes) > 0:
		return t.CurrentScopes
	}
	return t.Asked
}

func onRefresh(judge func(Refresh) Finding) func(Draft, Evidence) Finding {
	return partOfStep(StepRefresh, func(_ Draft, e Evidence, _ Step) Finding {
		if e.Refresh == nil {
			return notRun("nothing was refreshed")
		}
		return judge(*e.Refresh)
	})
}

// judgeDead passes where a token that should be dead is, and warns with fix where it still
// works. what names the token; untried is why it is not known.
func judgeDead(a Alive, what, untried, fix string) Finding {
	switch a {
	case Dead:
		return pass(fact("proof", what+" is refused"))
	case StillAlive:
		return warn(fix, fact("proof", what+" still works"))
	}
	return notRun(untried)
}
