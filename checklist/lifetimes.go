package checklist

import (
	"fmt"
	"strings"
	"time"
)

// The documented ranges of lifetimes, in seconds (Z10).
const (
	accessMin, accessMax   = 300, 172_800
	refreshMin, refreshMax = 604_800, 7_776_000
)

func lifetimeChecks() []Check {
	return []Check{
		{
			ID: "access-lifetime", Title: "lifetime of the access token is told", Stage: TestStage, Step: StepExchange, How: ByBrowser,
			Rule: documented("Z10", "expires_in is between 300 and 172800 seconds; when nothing is asked it is none for clients created before 2026-04-30 and 1800 seconds after (T29); trust the answer, not what was asked"),
			Judge: onToken(func(t Token) Finding {
				return lifetime(accessLife, t.ExpiresIn, t.AskedExpiresIn,
					"send expires_in with the exchange; without it read expires_at from tokens/current", expiry(t)...)
			}),
		},
		{
			ID: "refresh-lifetime", Title: "lifetime of the refresh token is told", Stage: TestStage, Step: StepExchange, How: ByBrowser,
			Rule: documented("Z10", "refresh_token_expires_in is between 604800 and 7776000 seconds, 2592000 when nothing is asked"),
			Judge: onToken(func(t Token) Finding {
				if !t.HasRefresh {
					return notRun("no refresh token came")
				}
				return lifetime(refreshLife, t.RefreshExpiresIn, t.AskedRefresh,
					"send refresh_token_expires_in with the exchange; without it plan with 30 days")
			}),
		},
	}
}

func expiry(t Token) []Fact {
	if t.ExpiresAt.IsZero() {
		return nil
	}
	return []Fact{fact("expires_at", t.ExpiresAt.UTC().Format(time.RFC3339))}
}

// The names of lifetimes in answers (Z10), and the keys of the facts about them.
const (
	accessLife  = "expires_in"
	refreshLife = "refresh_token_expires_in"
)

// lifetime judges a lifetime as answered. A shorter or longer one than asked is
// told, not blamed: the server may choose (RFC 6749 5.1).
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
		return warn(name+" came as a string, not as a number: parse both", answered("\""+seconds(l.Seconds)+"\"")...)
	case "null":
		return untold(name, warn(name+" came as null: "+fix, answered("null")...))
	default:
		return untold(name, warn(name+" is missing in the answer: "+fix, answered("missing")...))
	}
	min, max := int64(accessMin), int64(accessMax)
	if name == refreshLife {
		min, max = refreshMin, refreshMax
	}
	switch {
	case l.Seconds < min || l.Seconds > max:
		return warn(fmt.Sprintf("%s is outside the documented %d to %d seconds: plan with what was answered", name, min, max), answered(seconds(l.Seconds))...)
	case asked > 0 && l.Seconds != int64(asked):
		return pass(answered(seconds(l.Seconds) + ", not as asked: plan with this")...)
	}
	return pass(answered(seconds(l.Seconds))...)
}

// untold explains an access token whose end nobody tells.
func untold(name string, f Finding) Finding {
	if name == accessLife {
		return f.called("no-expiry")
	}
	return f
}

// seconds writes a lifetime for people: "1800 s (30 min)".
func seconds(n int64) string {
	const maxSeconds = int64(1<<63-1) / int64(time.Second)
	if n < 60 || n > maxSeconds {
		return fmt.Sprintf("%d s", n)
	}
	return fmt.Sprintf("%d s (%s)", n, brief(time.Duration(n)*time.Second))
}

// brief writes a duration in its one or two largest units: "30 min", "2 d 3 h".
func brief(d time.Duration) string {
	if d < 0 {
		return "0 s"
	}
	units := []struct {
		of   time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}}
	var parts []string
	for _, u := range units {
		if n := d / u.of; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, u.name))
			d -= n * u.of
		} else if len(parts) > 0 {
			break
		}
		if len(parts) == 2 {
			break
		}
	}
	if len(parts) == 0 {
		return "0 s"
	}
	return strings.Join(parts, " ")
}
