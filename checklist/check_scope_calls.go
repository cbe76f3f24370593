package checklist

import (
	"fmt"
	"slices"
	"strings"

	"zdg/checklist/explain"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

func probeChecks() []Check {
	return []Check{
		Check{Stage: StageTest, Step: StepScopes, How: byBrowser}.row("scope-calls", "the scopes open the calls they name", FieldScopes,
			documented("Z10", "a call outside the token's scopes is refused with 403; so is every call of a token with an unknown scope"),
			probes(scopeCalls)),
		Check{Stage: StageTest, Of: StepScopes, How: byBrowser}.row("role-calls", "the person's role opens the calls too", "",
			observed("T22", "a 403 that speaks of no access to this page is about the role of the person, not about the client"),
			probes(roleCalls)),
	}
}

// OpenToAnybody is the ScopeProbe.NotRun of a call that brings data without a token too.
const OpenToAnybody = "its data are open to anybody, so the call proves nothing"

// NoAnswer begins the ScopeProbe.NotRun of a call that was made but not fully answered.
const NoAnswer = "no answer: "

// probes judges the calls that were made for scopes, with one fact for each of them.
func probes(judge func([]ScopeProbe) Finding) func(Draft, Evidence) Finding {
	return wholeStep(StepScopes, func(_ Draft, e Evidence, _ Step) Finding {
		made := false
		var facts []Fact
		for _, p := range e.Scopes {
			made = made || p.NotRun == "" && p.Status != 0
			facts = append(facts, probeFact(p))
		}
		if !made {
			if slices.ContainsFunc(e.Scopes, func(p ScopeProbe) bool { return p.NotRun == OpenToAnybody }) {
				return notRun("no call proves anything: the data are open to anybody", facts...)
			}
			if slices.ContainsFunc(e.Scopes, func(p ScopeProbe) bool { return strings.HasPrefix(p.NotRun, NoAnswer) }) {
				return notRun("no call for a scope was answered", facts...)
			}
			return notRun("no call was made: no scope has one that only reads", facts...)
		}
		f := judge(e.Scopes)
		f.Facts = facts
		return f
	})
}

func probeFact(p ScopeProbe) Fact {
	value := fmt.Sprintf("%d on %s", p.Status, p.Path)
	switch {
	case p.NotRun != "":
		if value = p.NotRun; !strings.HasPrefix(value, NoAnswer) {
			value = "no call: " + value
		}
	case p.Lacks == LacksAnother:
		value += ", wants another scope"
	case p.Lacks != "":
		value += ", lacks the " + p.Lacks
	}
	if p.Said != "" {
		value += ", said: " + p.Said
	}
	return fact(redact.Clean(p.Scope, keyMax), value)
}

func scopeCalls(all []ScopeProbe) Finding {
	if f, found := noData(all); found {
		return f
	}
	var lacking, another []string
	var odd []ScopeProbe
	for _, p := range all {
		switch {
		case p.NotRun != "" || p.Lacks == LacksRole || p.Status == 0:
		case p.Lacks == LacksScope:
			lacking = append(lacking, p.Scope)
		case p.Lacks == LacksAnother:
			another = append(another, p.Scope)
		case p.Status < 200 || p.Status > 299:
			odd = append(odd, p)
		}
	}
	switch {
	case len(lacking) > 0:
		return fail("refused because a scope is missing: " + list(lacking) + ". Check how it is spelled and the client's Allowed scopes, then authorize again").saying("refused because a scope is missing: " + list(lacking))
	case len(another) > 0:
		wrong := "the account wants another scope for the call that zdg makes for " + list(another)
		return warn(wrong + ". It says nothing about the one that you ask for: read what was answered, and ask for the scope that it names if your integration makes this call").saying(wrong)
	case len(odd) > 0:
		return unansweredProbes(odd)
	}
	return pass()
}

// unansweredProbes warns about answers that brought no data and are about neither scope nor
// role. The diagnosis is that of the first.
func unansweredProbes(odd []ScopeProbe) Finding {
	every := func(holds func(ScopeProbe) bool) bool {
		return !slices.ContainsFunc(odd, func(p ScopeProbe) bool { return !holds(p) })
	}
	which := texts(odd, func(p ScopeProbe) string { return fmt.Sprintf("%s (%d)", p.Scope, p.Status) })
	do := "Look at what was answered"
	switch {
	case every(func(p ScopeProbe) bool { return p.Status == 429 || p.Status >= 500 }):
		do = "It says nothing about scope or client: run the test again later"
	case every(func(p ScopeProbe) bool {
		return p.Seen != nil && p.Status == 403 && meaning(*p.Seen).Code != "unknown-answer"
	}):
		do = "It says nothing about scope or client"
	case every(func(p ScopeProbe) bool { return p.Status == 404 }):
		do = "The product may be switched off in this account"
	}
	wrong := "answered neither with data nor with a missing scope: " + list(which)
	f := warn(wrong + ". " + do).saying(wrong)
	if seen := odd[0].Seen; seen != nil {
		best := meaning(*seen)
		f.Diagnosis = &best
	}
	return f
}

// meaning is the likeliest diagnosis of an answer, for any client.
func meaning(s explain.Seen) explain.Diagnosis { return explain.Answer(s, zendesk.Client{})[0] }

func roleCalls(all []ScopeProbe) Finding {
	var lacking []string
	for _, p := range all {
		if p.NotRun == "" && p.Lacks == LacksRole {
			lacking = append(lacking, p.Scope)
		}
	}
	if len(lacking) > 0 {
		return warn("refused because of the person's role: " + list(lacking) + ". To try these calls, authorize as an admin; the client is all right").saying("refused because of the person's role: " + list(lacking))
	}
	return pass()
}

// noData warns about calls that were answered with a success but without data: with a page,
// an error, or nothing. They tell nothing about the scope. Where another call lacks its
// scope, found is false, because that matters more.
func noData(all []ScopeProbe) (f Finding, found bool) {
	var odd []string
	for _, p := range all {
		if p.NotRun == "" && p.NoData {
			odd = append(odd, fmt.Sprintf("%s (%d)", p.Scope, p.Status))
		}
	}
	if len(odd) == 0 || slices.ContainsFunc(all, func(p ScopeProbe) bool { return p.Lacks == LacksScope }) {
		return f, false
	}
	wrong := "a success without data came for " + list(odd)
	return warn(wrong + ": look at what the answer said, and whether a sign-in page or a proxy is in front of the API").saying(wrong), true
}
