package checklist

import "zdg/checklist/zendesk"

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
