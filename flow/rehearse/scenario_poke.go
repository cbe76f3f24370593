package rehearse

import (
	"context"
	"slices"
	"strings"
	"time"

	"zdg/flow/rehearse/stage"
)

func pokeScenarios() []Scenario {
	return []Scenario{{
		ID: "poke-calls", Title: "the program calls the API of the account with its token",
		Rule:  documented("Z16", "an API call carries the access token as Authorization: Bearer, at the account that issued it"),
		Fix:   "send the access token of the account in the Authorization header, as a Bearer",
		Needs: []string{"exchange-works"}, run: pokeCalls,
	}}
}

func pokeCalls(ctx context.Context, r *rehearsal) finding {
	if r.plan.Poke.IsZero() && r.plan.PokeCommand == "" {
		return unrun("give --poke or --poke-cmd: something that makes the program call the API")
	}
	c := r.first.customer
	if r.second != nil { // who keeps one pair for all has this one's, and is told of it where customers are compared
		c = r.second.customer
	}
	p := r.learnCalls(ctx, c)
	// When a person's browser made the connection, nobody saw its callback answered: the tokens may not be stored yet.
	for until := time.Now().Add(arrives); r.alone != "" && !p.worked() && ctx.Err() == nil && time.Now().Before(until); p = r.poke(ctx, c) {
		sleep(ctx, r.pace.settle)
	}
	if p.worked() {
		r.ordinary = p
		return passed("%s", firstCall(p.requests))
	}
	for _, q := range p.requests {
		switch {
		case q.MadeUp && q.OK() && !p.ok():
			return unrun("%s %s came with its token; zdg's Zendesk has no such endpoint, and %s to the answer that it made up: let --poke call a list, such as /api/v2/tickets.json", q.Method, r.say(q.Path), p.said(r))
		case q.Kind == stage.KindAPI && q.Bearer == "":
			return failed("%s %s came without a Bearer token", q.Method, r.say(q.Path))
		case q.Kind == stage.KindAPI && !q.OK():
			return failed("%s %s was answered %d", q.Method, r.say(q.Path), q.Status)
		}
	}
	return failed("%s%s", p.said(r), r.instead())
}

func firstCall(requests []stage.Request) string {
	for _, q := range requests {
		if q.Kind == stage.KindAPI && q.OK() && q.MadeUp {
			return q.Method + " " + q.Path + ", an endpoint that zdg's Zendesk does not have: its answer is made up"
		} else if q.Kind == stage.KindAPI && q.OK() {
			return q.Method + " " + q.Path
		}
	}
	return ""
}

// headerScenarios come late: every call that was made until then is looked at.
func headerScenarios() []Scenario {
	return []Scenario{{
		ID: "headers-sent", Title: "every API call carries the Marketplace headers",
		Rule:  documented("Z15", "every call carries X-Zendesk-Marketplace-Name and -Organization-Id, and -App-Id once it is known; Zendesk checks them before an app is approved"),
		Fix:   "set the headers in the one place where all API calls are made, also those that fetch a profile or delete a token",
		Needs: []string{"poke-calls"}, run: headersSent,
	}}
}

func headersSent(_ context.Context, r *rehearsal) finding {
	wanted := []struct{ name, value string }{
		{"X-Zendesk-Marketplace-Name", r.plan.AppName}, {"X-Zendesk-Marketplace-Organization-Id", r.plan.OrganizationID},
	}
	if r.plan.AppID != "" {
		wanted = append(wanted, struct{ name, value string }{"X-Zendesk-Marketplace-App-Id", r.plan.AppID})
	}
	calls := 0
	var odd finding
	for _, q := range r.programs(0) {
		if q.Kind != stage.KindAPI {
			continue
		}
		calls++
		var missing []string
		for _, h := range wanted {
			switch got := strings.TrimSpace(q.Header.Get(h.name)); {
			case got == "" || h.name == wanted[1].name && strings.Trim(got, "0123456789") != "":
				missing = append(missing, h.name)
			case h.value != "" && got != h.value && odd.verdict == "":
				odd = warned("%s is %q, zdg.toml has %q", h.name, r.say(got), r.say(h.value))
			}
		}
		if len(missing) > 0 {
			slices.Sort(missing)
			return failed("%s %s lacks %s, or it is no number", q.Method, r.say(q.Path), strings.Join(missing, ", "))
		}
	}
	switch {
	case calls == 0:
		return unrun("no API call came")
	case odd.verdict != "":
		return odd
	case r.plan.AppID == "":
		return passed("all of %d calls carry both; zdg.toml has no app_id yet, which is known only after the submission", calls)
	}
	return passed("all of %d calls carry all three", calls)
}
