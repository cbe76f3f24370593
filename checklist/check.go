package checklist

import (
	"slices"
	"zdg/checklist/zendesk"
)

// How a check is made.
const (
	byDraft   = "draft"   // from what was answered, offline
	byNetwork = "network" // by a request to the account, without a person
	byBrowser = "browser" // by the test authorization: a person signs in and allows it
	byRecord  = "record"  // against the client as Zendesk has saved it
	byWord    = "word"    // nobody but the developer can tell
	// byRehearsal stands in a result in place of byWord, where zdg rehearse saw what the developer promises.
	byRehearsal = "rehearsal"
)

// Check is a row of the table that is the product.
type Check struct {
	ID    string // stable, kebab-case, such as "identifier-prefix"
	Title string // what is true when it passes, in lower case
	Stage Stage  // where it is shown
	Field Field  // where it is fixed; "" when nowhere in the draft

	// Step is the step of the test that fails when the check fails; "" when the
	// check is about the request: such a check never fails a test.
	Step StepID
	// Of is the step whose measurement is judged: Step where that is set, and
	// also set where a measurement is held against what the request demands.
	Of StepID

	How  string // byDraft, byNetwork, byBrowser, byRecord or byWord
	Rule Rule

	// Judge is pure and never panics, whatever the draft and the evidence hold.
	Judge func(Draft, Evidence) Finding
}

// Result is a check and how it came out.
type Result struct {
	Check
	Finding
}

// Checks is the table, in the order of the process. The slice is the caller's.
func Checks() []Check {
	all := slices.Concat(
		fitChecks(),
		accountChecks(), reachChecks(),
		clientChecks(), identifierChecks(), kindChecks(), redirectChecks(), scopeChecks(), logoChecks(),
		secretChecks(), misplacedChecks(),
		credentialsChecks(), authorizeChecks(), exchangeChecks(), lifetimeChecks(),
		identityChecks(), tokenChecks(), currentLifetimeChecks(), recordChecks(), probeChecks(), refreshChecks(), revokeChecks(), outcomeChecks(),
		cleanUpChecks(),
		preparedChecks(), promisedChecks(),
		afterChecks(),
	)
	for i := range all {
		if all[i].Of == "" {
			all[i].Of = all[i].Step
		}
	}
	return all
}

// Judge makes every check. It is cheap, well below a millisecond: it is called
// on each key press. What holds the secret, or looks like one, is not judged: a check
// that reads such an answer was not made.
func Judge(d Draft, e Evidence) []Result {
	d, e.SecretIn = d.bare(e)
	checks := Checks()
	results := make([]Result, len(checks))
	d, seen := d.watched(e.SecretIn)
	for i, c := range checks {
		seen.read = ""
		results[i] = Result{c, c.Judge(d, e)}
		if c.How == byWord && !results[i].Measured.IsZero() {
			results[i].How = byRehearsal
		}
		if f := seen.read; f != "" && c.ID != noSecret {
			results[i].Finding = notRun(f.Title() + " looks like a secret, and is not judged before that is settled: see " + noSecret)
		}
	}
	return results
}

// Rule is what is demanded, with where that was read.
type Rule struct {
	Text       string
	Source     zendesk.Source // its AsOf is the date of the rule
	Confidence zendesk.Confidence
}

// documented, observed and inferred make a rule; key is a key of zendesk.Sources.
func documented(key, text string) Rule {
	return Rule{text, zendesk.SourceOf(key), zendesk.Documented}
}

func observed(key, text string) Rule {
	return Rule{text, zendesk.SourceOf(key), zendesk.Observed}
}

func inferred(key, text string) Rule {
	return Rule{text, zendesk.SourceOf(key), zendesk.Inferred}
}
