package main

import (
	"fmt"
	"slices"

	"zdg/checklist"
)

// checkJSON is a row of `zdg check --list --format json`.
type checkJSON struct {
	ID    string             `json:"id"`
	Stage string             `json:"stage"`
	Title string             `json:"title"`
	How   string             `json:"how"`
	Rule  checklist.JSONRule `json:"rule"`
}

// writeList lists the checks, or those of --only.
func (c *checkCommand) writeList() error {
	checks := checklist.Checks()
	if len(c.only) > 0 {
		checks = slices.DeleteFunc(checks, func(k checklist.Check) bool { return !slices.Contains(c.only, k.ID) })
	}
	switch c.format {
	case "json":
		rows := make([]checkJSON, len(checks))
		for i, k := range checks {
			rows[i] = checkJSON{k.ID, string(k.Stage), k.Title, k.How, checklist.RuleJSON(k.Rule)}
		}
		return writeJSON(c.out, struct {
			resultHead
			Checks []checkJSON `json:"checks"`
		}{c.head("zdg.checks/1"), rows})
	case "text":
		return c.listText(checks)
	}
	return usagef("--list is written as text or json, not as %s: choose one of them", c.format)
}

func (c *checkCommand) listText(checks []checklist.Check) error {
	out := &errWriter{w: c.out}
	stage := checklist.Stage("")
	for _, k := range checks {
		if k.Stage != stage {
			if stage != "" {
				fmt.Fprintln(out)
			}
			stage = k.Stage
			fmt.Fprintln(out, stage.Title())
		}
		hang(out, fmt.Sprintf("  %-24s ", k.ID), k.Title)
		hang(out, "      made    ", k.How)
		hang(out, "      rule    ", k.Rule.Text)
		hang(out, "      source  ", citeRule(k.Rule))
	}
	return out.failed()
}
