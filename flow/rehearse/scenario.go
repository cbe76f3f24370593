package rehearse

import (
	"context"
	"fmt"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// Scenario is a row of the table: something that happens to an integration, and what a right one does.
type Scenario struct {
	ID    string // stable, kebab-case; its first word is the group
	Title string // what is true when it passes, in lower case
	Rule  checklist.Rule
	Fix   string   // what to do when it does not pass
	Needs []string // scenarios that have to go well before

	run func(context.Context, *rehearsal) finding
}

// Result is a scenario and how it came out.
type Result struct {
	Scenario
	Verdict checklist.Verdict
	Seen    string // what was seen, masked; of one that was not run the reason
	Hangs   string // the scenario that kept it from running; "" otherwise
	Took    time.Duration
}

// finding is what a scenario saw.
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

func unrun(format string, args ...any) finding {
	return finding{checklist.NotRun, fmt.Sprintf(format, args...)}
}

// good reports whether what hangs on a scenario can be run.
func good(v checklist.Verdict) bool {
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
