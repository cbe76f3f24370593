package checklist

import (
	"cmp"
	"fmt"
	"time"

	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

func lifetimeChecks() []Check {
	check := Check{Stage: StageTest, Step: StepExchange, How: byBrowser}.row
	return []Check{
		check("access-lifetime", "the answer states how long the access token lasts", "",
			documented("Z10", "expires_in is between 300 and 172800 seconds"+edgeNote+"; when it is not sent, there is none for clients created before 2026-04-30, and it was seen to be 1800 seconds after; trust the answer, not what was requested"), // T29: 1800
			onToken(func(e Evidence, t Token) Finding {
				ends := endToldBy(e)
				var own []Fact
				if !t.TokenExpiry.IsZero() {
					own = []Fact{fact("exp_of_token", stamp(t.TokenExpiry))}
				}
				f := lifetime(accessLife, t.ExpiresIn, t.AskedExpiresIn, "zdg asked for it, but the account does not state it. "+whereToTakeEnd[ends], own...)
				if f.Diagnosis != nil {
					return f.diagnosed("no-expiry", explain.Asked{Grant: "authorization_code", Lifetimes: true, Ends: ends})
				}
				return f
			})),
		check("refresh-lifetime", "the answer states how long the refresh token lasts", "",
			documented("Z10", "refresh_token_expires_in is between 604800 and 7776000 seconds"+edgeNote+", 2592000 when it is not sent"),
			onToken(func(_ Evidence, t Token) Finding {
				if !t.HasRefresh {
					return notRun("there was no refresh token")
				}
				return lifetime(refreshLife, t.RefreshExpiresIn, t.AskedRefresh,
					"zdg asked for it, but the account does not state it. Plan with 30 days, the documented default")
			})),
	}
}

func currentLifetimeChecks() []Check {
	return []Check{
		Check{Stage: StageTest, Step: StepToken, How: byBrowser}.row("current-lifetime", "tokens/current agrees on when the access token ends", "",
			documented("Z9", "expires_at is when the token that is used for the call ends; null was seen where it does not end"), // T21
			partOfStep(StepToken, func(_ Draft, e Evidence, s Step) Finding {
				if e.Token == nil || e.Token.ExpiresAt.IsZero() {
					return notRun("tokens/current does not say")
				}
				return currentLifetime(*e.Token, s.At)
			})),
	}
}

// slack is how far two statements about the same end may be apart, for rounding and the
// time of a request.
const slack = time.Minute

// currentLifetime compares the end that tokens/current gives with the moment it was asked,
// at which it accepted the token, and with the answer of the exchange.
func currentLifetime(t Token, asked time.Time) Finding {
	facts := []Fact{fact("expires_at", stamp(t.ExpiresAt))}
	switch ends := t.IssuedAt.Add(time.Duration(t.ExpiresIn.Seconds) * time.Second); {
	case t.ExpiresAt.Before(asked.Add(-slack)):
		plan := "refresh when the API answers 401, since nothing else in this test says when it ends"
		if t.ExpiresIn.stated() && ends.After(asked) {
			plan = "plan with expires_in"
		} else if t.TokenExpiry.After(asked) {
			plan = "plan with exp in the token"
		}
		return warn("tokens/current says that the token has expired, yet accepted it: compare this machine's clock with the account's, and "+plan, facts...)
	case t.ExpiresIn.stated() && !ends.After(asked):
		return warn("tokens/current gives an end that is still ahead, but by expires_in the token has already ended: plan with expires_at", append(facts, fact(accessLife, seconds(t.ExpiresIn.Seconds)))...)
	case t.ExpiresIn.stated() && (t.ExpiresAt.Sub(ends) > slack || ends.Sub(t.ExpiresAt) > slack):
		return warn("tokens/current and expires_in disagree on when the token ends: plan with the earlier of the two", append(facts, fact(accessLife, seconds(t.ExpiresIn.Seconds)))...)
	}
	return pass(facts...)
}

// endToldBy returns which sources other than expires_in give an end of the access token that
// is still ahead, as one of explain's Ends constants; "" until tokens/current was asked.
func endToldBy(e Evidence) string {
	t := *e.Token
	_, asked := e.Step(StepToken)
	switch current, own := t.ExpiresAt.After(t.IssuedAt), t.TokenExpiry.After(t.IssuedAt); {
	case !asked:
		return ""
	case current && own:
		return explain.EndsBoth
	case current:
		return explain.EndsCurrent
	case own:
		return explain.EndsToken
	}
	return explain.EndsNobody
}

// whereToTakeEnd is the advice for each result of endToldBy.
var whereToTakeEnd = map[string]string{
	"":                  "Take the end from expires_at of tokens/current, where a scope allows it, or from exp in the token",
	explain.EndsBoth:    "Take the end from expires_at of tokens/current, or from exp in the token",
	explain.EndsCurrent: "Take the end from expires_at of tokens/current",
	explain.EndsToken:   "Take the end from exp in the token",
	explain.EndsNobody:  "Nothing else in this test gives an end that is still ahead: refresh when the API answers 401",
}

// edgeNote says that Zendesk's pages disagree: the reference of August 2026 (Z10) has
// "greater than" and "more than", a table in Z14d includes the limits. Nobody has measured it.
const edgeNote = " (whether these limits themselves are allowed is unclear, since pages of Zendesk disagree: ask for more)"

// The names of the lifetimes in answers (Z10), which are the keys of the facts too.
const (
	accessLife  = "expires_in"
	refreshLife = "refresh_token_expires_in"
)

// lifetime judges a lifetime as it was answered. One that is not what was asked for passes
// with a note, since the server may choose (RFC 6749 5.1). asked is in seconds, 0 for none;
// fix is what to do where the answer states no lifetime.
func lifetime(name string, l Lifetime, asked int, fix string, facts ...Fact) Finding {
	answered := func(value string) []Fact {
		all := []Fact{fact(name, value)}
		if asked > 0 {
			all = append(all, fact(name+"_asked", seconds(int64(asked))))
		}
		return append(all, facts...)
	}
	switch l.Form {
	case "number":
	case "string":
		return warn(name+" came as a string, not as a number: accept both", answered(l.Raw+" = "+seconds(l.Seconds))...)
	case "null":
		return explainNoExpiry(name, warn(name+" came as null: "+fix, answered("null")...))
	case "unreadable":
		return warn(name+" came as "+l.Raw+", which is not a number of seconds: "+fix, answered(l.Raw)...)
	default:
		return explainNoExpiry(name, warn(name+" is missing from the answer: "+fix, answered("missing")...))
	}
	min, max := int64(zendesk.AccessTokenMin), int64(zendesk.AccessTokenMax)
	if name == refreshLife {
		min, max = zendesk.RefreshMin, zendesk.RefreshMax
	}
	shown := seconds(l.Seconds)
	if l.Raw != "" {
		shown = l.Raw + " = " + shown
	}
	switch {
	case l.Seconds <= 0:
		return warn(fmt.Sprintf("%s is %s, so the token would have ended before it arrived: plan with what the API does, and ask Zendesk Support", name, cmp.Or(l.Raw, fmt.Sprint(l.Seconds))), answered(shown)...)
	case l.Seconds > 10*365*24*3600: // more likely a Unix time
		return warn(fmt.Sprintf("%s is %s, which is no lifetime and looks like a time of day: do not plan with it, and ask Zendesk Support", name, seconds(l.Seconds)), answered(shown)...)
	case l.Seconds < min || l.Seconds > max:
		return warn(fmt.Sprintf("%s is %s, outside the documented %d to %d seconds: plan with this answer", name, seconds(l.Seconds), min, max), answered(shown)...)
	case asked > 0 && l.Seconds != int64(asked):
		return pass(answered(shown + ", not what zdg asked for: plan with this")...)
	}
	return pass(answered(shown)...)
}

// explainNoExpiry adds the diagnosis for an access token whose end is not stated.
func explainNoExpiry(name string, f Finding) Finding {
	if name != accessLife {
		return f
	}
	// The test asks for the lifetimes with every token request. About a token that a refresh
	// brought it asks nobody else.
	return f.diagnosed("no-expiry", explain.Asked{Grant: "refresh_token", Lifetimes: true, Ends: explain.EndsNobody})
}

// seconds writes a lifetime for people: "1800 s (30 min)".
func seconds(n int64) string {
	const maxSeconds = int64(1<<63-1) / int64(time.Second)
	if n < 60 || n > maxSeconds {
		return fmt.Sprintf("%d s", n)
	}
	return fmt.Sprintf("%d s (%s)", n, shortDuration(time.Duration(n)*time.Second))
}

// shortDuration writes a duration in its one or two largest units: "30 min", "2 d 3 h";
// "0 s" below a second.
func shortDuration(d time.Duration) string {
	units := []struct {
		of   time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}}
	for i, u := range units {
		if d < u.of {
			continue
		}
		text := fmt.Sprintf("%d %s", d/u.of, u.name)
		if rest := d % u.of; i+1 < len(units) && rest >= units[i+1].of {
			text += fmt.Sprintf(" %d %s", rest/units[i+1].of, units[i+1].name)
		}
		return text
	}
	return "0 s"
}
