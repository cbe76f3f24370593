package rehearse

import (
	"context"
	"fmt"
	"slices"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// Scenario is something that can happen to an integration, with the rule that a correct integration follows.
type Scenario struct {
	ID    string         // stable, in kebab-case; its first word is the group
	Title string         // what is true when it passes, in lower case
	Rule  checklist.Rule // what it rests on
	Fix   string         // what to do when it does not pass; "" for some questions
	Needs []string       // ids of the scenarios that have to go well first

	run func(context.Context, *rehearsal) finding
}

// Result is a scenario with how it came out.
type Result struct {
	Scenario
	Verdict   checklist.Verdict
	Seen      string // what was seen, masked; the reason when it was not run; the question when the verdict is Ask
	BlockedBy string // id of the scenario that kept it from being run; "" otherwise
	Took      time.Duration
}

// finding is the verdict of a scenario, and what was seen.
type finding struct {
	verdict checklist.Verdict
	seen    string
}

func passed(format string, args ...any) finding {
	return finding{checklist.Pass, fmt.Sprintf(format, args...)}
}

func warned(format string, args ...any) finding {
	return finding{checklist.Warn, fmt.Sprintf(format, args...)}
}

func failed(format string, args ...any) finding {
	return finding{checklist.Fail, fmt.Sprintf(format, args...)}
}

func notRun(format string, args ...any) finding {
	return finding{checklist.NotRun, fmt.Sprintf(format, args...)}
}

// allowsDependents reports whether the scenarios that depend on one with this verdict can be run.
func allowsDependents(v checklist.Verdict) bool {
	return v == checklist.Pass || v == checklist.Warn || v == checklist.Ask
}

func documented(key, text string) checklist.Rule {
	return checklist.Rule{Text: text, Source: zendesk.SourceOf(key), Confidence: zendesk.Documented}
}

func observed(key, text string) checklist.Rule {
	return checklist.Rule{Text: text, Source: zendesk.SourceOf(key), Confidence: zendesk.Observed}
}

func inferred(key, text string) checklist.Rule {
	return checklist.Rule{Text: text, Source: zendesk.SourceOf(key), Confidence: zendesk.Inferred}
}

// Scenarios returns all scenarios in the order in which they are run: those that others depend on come first, and those
// that wait for long come last.
func Scenarios() []Scenario {
	return slices.Concat(
		connectScenarios(), exchangeScenarios(), callbackScenarios(), pokeScenarios(), customerScenarios(), lifetimeScenarios(),
		refreshScenarios(), lostConnectionScenarios(), oddLifetimeScenarios(), hostileScenarios(), exchangeFaultScenarios(),
		disconnectScenarios(), limitScenarios(), headerScenarios(), outputScenarios(), questions(),
	)
}

// questions returns the scenarios that cannot be decided from outside.
func questions() []Scenario {
	ask := func(id, title, question string, rule checklist.Rule) Scenario {
		return Scenario{ID: id, Title: title, Rule: rule, run: func(context.Context, *rehearsal) finding {
			return finding{checklist.Ask, question}
		}}
	}
	return []Scenario{
		{
			ID: "ask-browser", Title: "a connection completes in a real browser",
			Rule:  inferred("ours", "a browser withholds a cookie with SameSite=Strict when it comes back from another site, such as Zendesk"),
			Fix:   "give the cookie that binds the state to the browser SameSite=Lax, and let the callback show a page of its own",
			Needs: []string{"exchange-works"}, run: askBrowser,
		},
		ask("ask-pages", "a customer understands the pages",
			"Do your pages tell a customer what went wrong after a denial, an error and a lost connection, and what to do?",
			inferred("ours", "only a person can tell whether a page is understood")),
		ask("ask-processes", "several processes share one lock",
			"If more than one of your processes can refresh, is the lock outside of them, such as a row of the database?",
			observed("T3", "two refreshes of one customer at once end in invalid_grant")),
		ask("ask-atomic", "a new pair is stored in one write",
			"Are both new tokens stored in one write before either is used, so that a crash cannot separate them?",
			observed("T33", "a new pair that is not stored leaves a dead connection")),
		ask("ask-state", "what the state carries cannot be changed",
			"If the state carries the subdomain or a person, is it signed, or only a key to data that you keep yourself?",
			observed("T34", "a product that carries the subdomain in its state signs it")),
	}
}
