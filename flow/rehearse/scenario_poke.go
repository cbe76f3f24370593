package rehearse

import (
	"context"
	"slices"
	"strings"
	"time"

	"zdg/checklist/zendesk"
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
		return notRun("give --poke or --poke-cmd: something that makes the program call the API")
	}
	c := r.first.customer
	if r.second != nil { // a program that keeps one pair for all has this one's; customers-apart reports that
		c = r.second.customer
	}
	p := r.firstPoke(ctx, c)
	// After a connection in a person's browser it is not known whether the tokens are stored yet.
	for until := time.Now().Add(arrivalTimeout); r.manualOnly != "" && !p.worked() && ctx.Err() == nil && time.Now().Before(until); p = r.poke(ctx, c) {
		sleep(ctx, r.pace.settle)
	}
	if p.worked() {
		r.usualPoke = p
		return passed("%s", firstCall(p.requests))
	}
	for _, q := range p.requests {
		switch {
		case q.MadeUp && q.OK() && !p.ok():
			return notRun("%s %s came with its token, but zdg's Zendesk does not have that endpoint and made up an answer, after which %s: let --poke call a list, such as /api/v2/tickets.json", q.Method, r.masked(q.Path), p.describe(r))
		case q.Kind == stage.KindAPI && q.Bearer == "":
			return failed("%s %s came without a Bearer token", q.Method, r.masked(q.Path))
		case q.Kind == stage.KindAPI && !q.OK():
			return failed("%s %s was answered %d", q.Method, r.masked(q.Path), q.Status)
		}
	}
	return failed("%s%s", p.describe(r), r.wrongHost())
}

// firstCall describes the first API call that succeeded.
func firstCall(requests []stage.Request) string {
	for _, q := range requests {
		if q.Kind == stage.KindAPI && q.OK() && q.MadeUp {
			return q.Method + " " + q.Path + ", an endpoint that zdg's Zendesk does not have: its answer was made up"
		} else if q.Kind == stage.KindAPI && q.OK() {
			return q.Method + " " + q.Path
		}
	}
	return ""
}

// headerScenarios are run late, because they look at every API call that was made.
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
		{zendesk.HeaderMarketplaceName, r.plan.AppName}, {zendesk.HeaderMarketplaceOrgID, r.plan.OrganizationID},
	}
	if r.plan.AppID != "" {
		wanted = append(wanted, struct{ name, value string }{zendesk.HeaderMarketplaceAppID, r.plan.AppID})
	}
	calls := 0
	var odd finding
	for _, q := range r.programRequests(0) {
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
				odd = warned("%s is %q, but zdg.toml has %q", h.name, r.masked(got), r.masked(h.value))
			}
		}
		if len(missing) > 0 {
			slices.Sort(missing)
			return failed("%s %s lacks %s, or it is not a number", q.Method, r.masked(q.Path), strings.Join(missing, ", "))
		}
	}
	switch {
	case calls == 0:
		return notRun("no API call came")
	case odd.verdict != "":
		return odd
	case r.plan.AppID == "":
		return passed("all %d calls carry both; zdg.toml has no app_id yet, which is known only after the submission", calls)
	}
	return passed("all %d calls carry all three", calls)
}
