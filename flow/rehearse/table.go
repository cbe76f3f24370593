package rehearse

import (
	"context"
	"slices"

	"zdg/checklist"
)

// Scenarios is the table, in the order in which it is run: what others hang on comes first, what waits for long last.
func Scenarios() []Scenario {
	return slices.Concat(
		connectScenarios(), exchangeScenarios(), callbackScenarios(), pokeScenarios(), customerScenarios(), lifetimeScenarios(),
		refreshScenarios(), oddLifetimeScenarios(), hostileScenarios(), exchangeTrouble(), disconnectScenarios(), limitScenarios(), headerScenarios(), outputScenarios(),
		questions(),
	)
}

// questions are what cannot be decided from outside.
func questions() []Scenario {
	ask := func(id, title, question string, rule checklist.Rule) Scenario {
		return Scenario{ID: id, Title: title, Rule: rule, run: func(context.Context, *rehearsal) finding {
			return finding{checklist.Ask, question}
		}}
	}
	return []Scenario{
		{
			ID: "ask-browser", Title: "a real browser comes back connected", Rule: inferred("ours", "a browser withholds a cookie with SameSite=Strict where the way leads over another site, as it does over Zendesk"),
			Fix:   "give the cookie that binds the state to the browser SameSite=Lax, and let the callback show a page of its own",
			Needs: []string{"exchange-works"}, run: askBrowser,
		},
		ask("ask-pages", "a customer understands the pages",
			"Would a customer know from your pages what went wrong after a denial, an error and a lost connection, and what to do?",
			inferred("ours", "only a person can tell whether a page is understood")),
		ask("ask-processes", "several processes share one lock",
			"If more than one process of yours can refresh, is the lock outside of them, such as a row of the database?",
			observed("T3", "two refreshes of one customer at once end in invalid_grant")),
		ask("ask-atomic", "a new pair is stored as one",
			"Are both new tokens stored in one write before either is used, so that a crash cannot part them?",
			observed("T33", "a pair that is rotated and not stored leaves a dead connection")),
		ask("ask-state", "what the state carries cannot be changed",
			"If the state carries the subdomain or a person, is it signed, or only a key to what you keep yourself?",
			observed("T34", "a product that carries the subdomain in its state signs it")),
	}
}
