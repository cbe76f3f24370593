package rehearse

import (
	"context"
	"fmt"
	"net/http"

	"zdg/flow/rehearse/stage"
)

func lifetimeScenarios() []Scenario {
	needs := []string{"customers-apart"}
	return []Scenario{
		{
			ID: "lifetime-201", Title: "an answer with status 201 is taken",
			Rule: documented("Z10", "the reference answers 201 where 200 was seen: every 2xx is success"),
			Fix:  "take every status from 200 to 299 for success", Needs: needs,
			run: answered("status 201", func(_ int, _ map[string]any) int { return http.StatusCreated }),
		},
		{
			ID: "lifetime-unknown-keys", Title: "members that are not known are skipped",
			Rule: documented("RFC6749", "section 5.1: members of the answer that are not known are ignored"),
			Fix:  "read the members that you need, and ignore all others", Needs: needs,
			run: answered("members that are not known", func(status int, m map[string]any) int {
				m["rehearsal"], m["account"] = map[string]any{"list": []int{1, 2}}, nil
				return status
			}),
		},
		{
			ID: "lifetime-shorter", Title: "a shorter lifetime than was asked for is taken",
			Rule: observed("T13", "1,800 seconds were answered to whatever was asked for"),
			Fix:  "go by the expires_in of the answer, never by the one that was asked for", Needs: needs,
			run: answered("a shorter lifetime than was asked for", func(status int, m map[string]any) int {
				m["expires_in"], m["refresh_token_expires_in"] = 600, 604801
				return status
			}),
		},
	}
}

// oddLifetimeScenarios hang on a refresh that works, so they come after it.
func oddLifetimeScenarios() []Scenario {
	needs := []string{"refresh-works"}
	return []Scenario{
		{
			ID: "lifetime-missing", Title: "an answer without expires_in does not end the connection later",
			Rule: documented("T29", "expires_in defaults to null for clients made before 2026-04-30; then it may be missing"),
			Fix:  "without expires_in count 1,800 seconds, read the end from the token itself, or refresh after a 401", Needs: needs,
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.lasting(ctx).judge(r, 0, "without expires_in")
			},
		},
		{
			ID: "lifetime-null", Title: "an expires_in of null does not end the connection later",
			Rule: documented("T29", "expires_in defaults to null for clients made before 2026-04-30"),
			Fix:  "take null as you take a missing expires_in: it is neither 0 nor for ever", Needs: needs,
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.lasting(ctx).judge(r, 1, "with expires_in null")
			},
		},
		{
			ID: "lifetime-text", Title: "an expires_in that is text is understood, or does no harm",
			Rule: inferred("ours", "JSON of other hands has numbers as text; nobody has published that Zendesk does"),
			Fix:  "read expires_in as a number whether it comes as one or as text", Needs: needs,
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.lasting(ctx).judge(r, 2, "with expires_in as text")
			},
		},
	}
}

// answered connects an account whose token endpoint answers a little differently, and pokes.
func answered(what string, change func(int, map[string]any) int) func(context.Context, *rehearsal) finding {
	return func(ctx context.Context, r *rehearsal) finding {
		a := r.stage.Add()
		a.Set(stage.Control{Answer: change})
		c := r.connect(ctx, a)
		if broke := c.back.broke(); broke != "" || c.problem != "" {
			return failed("with %s, %s", what, orElse(broke, c.problem))
		}
		if p := r.poke(ctx, c.customer); !p.worked() {
			return failed("with %s, %s", what, p.said(r))
		}
		return passed("with %s the connection works", what)
	}
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// lifetimes are three connections whose lifetimes are told oddly. They are made at once and waited for together.
type lifetimes struct {
	kinds []lasting
}

type lasting struct {
	connected
	storm  bool // every call refreshed
	before poked
	after  poked
}

func (r *rehearsal) lasting(ctx context.Context) *lifetimes {
	if r.lives != nil {
		return r.lives
	}
	r.lives = &lifetimes{}
	var accounts []*stage.Account
	for _, change := range []func(map[string]any){
		func(m map[string]any) { delete(m, "expires_in") },
		func(m map[string]any) { m["expires_in"] = nil },
		func(m map[string]any) { m["expires_in"] = fmt.Sprint(m["expires_in"]) },
	} {
		a := r.stage.Add()
		a.Set(stage.Control{Life: r.pace.odd, Answer: func(status int, m map[string]any) int { change(m); return status }})
		l := lasting{connected: r.connect(ctx, a)}
		// The tokens of a refresh live for long, and what is said of them is odd again.
		a.Change(func(c *stage.Control) {
			c.Life = 0
		})
		if l.problem == "" {
			count := 0
			for range 3 {
				l.before = r.poke(ctx, l.customer)
				count += min(1, len(refreshes(l.before.requests)))
			}
			l.storm = count == 3
			accounts = append(accounts, a)
		}
		r.lives.kinds = append(r.lives.kinds, l)
	}
	r.waitForEnd(ctx, accounts...)
	for i := range r.lives.kinds {
		if l := &r.lives.kinds[i]; l.problem == "" {
			l.after = r.poke(ctx, l.customer)
			if !l.after.worked() { // a program may throw a token away after a 401 and refresh with the next call
				l.after = r.poke(ctx, l.customer)
			}
		}
	}
	return r.lives
}

func (l *lifetimes) judge(r *rehearsal, i int, what string) finding {
	k := l.kinds[i]
	switch broke := k.back.broke(); {
	case broke != "" || k.problem != "":
		return failed("%s, %s", what, orElse(broke, k.problem))
	case !k.before.worked():
		return failed("%s, %s", what, k.before.said(r))
	case k.storm:
		return failed("%s, every call refreshes", what)
	case k.after.worked():
		return passed("%s the connection went on after the end of the token", what)
	}
	return warned("%s, the token was used on after its end: if nothing of yours counts 1,800 seconds then, it is never refreshed", what)
}
