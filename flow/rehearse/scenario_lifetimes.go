package rehearse

import (
	"cmp"
	"context"
	"fmt"
	"net/http"

	"zdg/flow/rehearse/stage"
)

func lifetimeScenarios() []Scenario {
	needs := []string{"customers-apart"}
	return []Scenario{
		{
			ID: "lifetime-201", Title: "an answer with status 201 is accepted",
			Rule: documented("Z10", "the reference says 201 where 200 was seen: every 2xx is success"),
			Fix:  "treat every status from 200 to 299 as success", Needs: needs,
			run: withAnswer("status 201", func(_ int, _ map[string]any) int { return http.StatusCreated }),
		},
		{
			ID: "lifetime-unknown-keys", Title: "unknown members of an answer are ignored",
			Rule: documented("RFC6749", "section 5.1: unknown members of the answer are ignored"),
			Fix:  "read the members that you need, and ignore all others", Needs: needs,
			run: withAnswer("unknown members", func(status int, m map[string]any) int {
				m["rehearsal"], m["account"] = map[string]any{"list": []int{1, 2}}, nil
				return status
			}),
		},
		{
			ID: "lifetime-shorter", Title: "a shorter lifetime than was asked for is accepted",
			Rule: observed("T13", "the answer was 1,800 seconds, whatever was asked for"),
			Fix:  "use the expires_in of the answer, never the one that you asked for", Needs: needs,
			run: withAnswer("a shorter lifetime than was asked for", func(status int, m map[string]any) int {
				m["expires_in"], m["refresh_token_expires_in"] = 600, 604801
				return status
			}),
		},
	}
}

// oddLifetimeScenarios depend on a refresh that works, so they are run after it.
func oddLifetimeScenarios() []Scenario {
	needs := []string{"refresh-works"}
	return []Scenario{
		{
			ID: "lifetime-missing", Title: "an answer without expires_in does not end the connection later",
			Rule: documented("T29", "expires_in defaults to null for clients made before 2026-04-30; then it may be missing"),
			Fix:  "without expires_in assume 1,800 seconds, read the end from the token itself, or refresh after a 401", Needs: needs,
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.lasting(ctx).judge(r, 0, "without expires_in")
			},
		},
		{
			ID: "lifetime-null", Title: "an expires_in of null does not end the connection later",
			Rule: documented("T29", "expires_in defaults to null for clients made before 2026-04-30"),
			Fix:  "treat null as a missing expires_in: it means neither 0 nor forever", Needs: needs,
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.lasting(ctx).judge(r, 1, "with expires_in null")
			},
		},
		{
			ID: "lifetime-text", Title: "an expires_in that is a string is understood, or does no harm",
			Rule: inferred("ours", "some servers send numbers as strings; nobody has published that Zendesk does"),
			Fix:  "read expires_in as a number, whether it comes as a number or as a string", Needs: needs,
			run: func(ctx context.Context, r *rehearsal) finding {
				return r.lasting(ctx).judge(r, 2, "with expires_in as a string")
			},
		},
	}
}

// withAnswer returns a scenario that connects an account whose token endpoint answers in another way, and pokes. what names
// the way.
func withAnswer(what string, change func(int, map[string]any) int) func(context.Context, *rehearsal) finding {
	return func(ctx context.Context, r *rehearsal) finding {
		a := r.stage.Add()
		a.Set(stage.Control{Answer: change})
		c := r.connect(ctx, a)
		if broke := c.back.broken(); broke != "" || c.problem != "" {
			return failed("with %s, %s", what, cmp.Or(broke, c.problem))
		}
		if p := r.poke(ctx, c.customer); !p.worked() {
			return failed("with %s, %s", what, p.describe(r))
		}
		return passed("with %s the connection works", what)
	}
}

// lifetimes holds three connections with an odd expires_in. They are made together, so that they expire together.
type lifetimes struct {
	kinds []lasting
}

// lasting is a connection with an odd expires_in, and how pokes came out before and after its access token expired.
type lasting struct {
	connection
	storm  bool // every call refreshed
	before pokeResult
	after  pokeResult
}

// lasting returns the three connections: without expires_in, with null, and with a string.
func (r *rehearsal) lasting(ctx context.Context) *lifetimes {
	if r.oddLifetimes != nil {
		return r.oddLifetimes
	}
	r.oddLifetimes = &lifetimes{}
	var accounts []*stage.Account
	for _, change := range []func(map[string]any){
		func(m map[string]any) { delete(m, "expires_in") },
		func(m map[string]any) { m["expires_in"] = nil },
		func(m map[string]any) { m["expires_in"] = fmt.Sprint(m["expires_in"]) },
	} {
		a := r.stage.Add()
		a.Set(stage.Control{Life: r.pace.odd, Answer: func(status int, m map[string]any) int { change(m); return status }})
		l := lasting{connection: r.connect(ctx, a)}
		// After a refresh tokens live for long, and their expires_in is odd again.
		a.Change(func(c *stage.Control) { c.Life = 0 })
		if l.problem == "" {
			count := 0
			for range 3 {
				l.before = r.poke(ctx, l.customer)
				count += min(1, len(refreshes(l.before.requests)))
			}
			l.storm = count == 3
			accounts = append(accounts, a)
		}
		r.oddLifetimes.kinds = append(r.oddLifetimes.kinds, l)
	}
	r.waitForEnd(ctx, accounts...)
	for i := range r.oddLifetimes.kinds {
		if l := &r.oddLifetimes.kinds[i]; l.problem == "" {
			l.after = r.poke(ctx, l.customer)
			if !l.after.worked() { // a program may drop the token after a 401 and refresh with the next call
				l.after = r.poke(ctx, l.customer)
			}
		}
	}
	return r.oddLifetimes
}

// judge judges the connection with index i; what says how its expires_in is odd.
func (l *lifetimes) judge(r *rehearsal, i int, what string) finding {
	k := l.kinds[i]
	switch broke := k.back.broken(); {
	case broke != "" || k.problem != "":
		return failed("%s, %s", what, cmp.Or(broke, k.problem))
	case !k.before.worked():
		return failed("%s, %s", what, k.before.describe(r))
	case k.storm:
		return failed("%s, every call refreshes", what)
	case k.after.worked():
		return passed("%s the connection went on after the end of the token", what)
	}
	return warned("%s, the token was still used after its end: unless your program assumes 1,800 seconds, it never refreshes it", what)
}
