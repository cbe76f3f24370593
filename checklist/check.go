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
	// byRehearsal replaces byWord in a result where zdg rehearse saw what the developer promises.
	byRehearsal = "rehearsal"
)

// Check is a row of the table of checks: what is demanded, by which rule, and how it is judged.
type Check struct {
	ID    string // stable, kebab-case, such as "identifier-prefix"
	Title string // what is true when it passes, in lower case
	Stage Stage  // where it is shown
	Field Field  // where it is fixed; "" when nowhere in the draft

	// Step is the step of the test that fails when the check fails; "" for a check
	// about the request, which never fails a test.
	Step StepID
	// Of is the step whose measurement is judged. It is Step where that is set; a check
	// that compares a measurement with what the request demands has Of alone.
	Of StepID

	How  string // byDraft, byNetwork, byBrowser, byRecord or byWord
	Rule Rule

	// Judge is pure and never panics, whatever the draft and the evidence hold.
	Judge func(Draft, Evidence) Finding
}

// row returns a row of the table with what several rows have in common, which c holds.
func (c Check) row(id, title string, f Field, rule Rule, judge func(Draft, Evidence) Finding) Check {
	c.ID, c.Title, c.Field, c.Rule, c.Judge = id, title, f, rule, judge
	return c
}

// Result is a check with its finding.
type Result struct {
	Check
	Finding
}

// Checks returns all checks in the order of the process. The slice is the caller's.
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

// Judge makes every check, in the order of Checks. It takes well below a millisecond,
// since it is called on each key press. A check that reads an answer which holds the
// secret, or looks like one, is not made (NotRun).
func Judge(d Draft, e Evidence) []Result {
	d, e.SecretIn = d.withoutSecrets(e)
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
			results[i].Finding = notRun("what stands in " + f.Title() + " looks like a secret, and is not judged before that is settled: see " + noSecret)
		}
	}
	return results
}

// Rule is what is demanded or said, and the page that says so.
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
