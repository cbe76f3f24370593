package main

import (
	"fmt"
	"strings"

	"zdg/checklist"
	integration "zdg/flow/rehearse"
	"zdg/flow/store"
)

// keepRehearsal keeps a whole rehearsal for check and report, beside what was measured on the account. Where zdg.toml
// names no account and client there is nothing to keep it under; a part of the scenarios is no whole.
func (c *rehearseCommand) keepRehearsal(d checklist.Draft, plan integration.Plan, o integration.Outcome) {
	identifier := strings.TrimSpace(d.Get(checklist.FieldIdentifier))
	url, err := urlOf(d, "")
	if err != nil || identifier == "" || len(plan.Only) > 0 || o.Led == "" {
		return
	}
	r := &checklist.Rehearsal{
		At: c.stamp(), AppVersion: c.version, Identifier: identifier, AppName: plan.AppName, OrganizationID: plan.OrganizationID, AppID: plan.AppID,
	}
	for _, x := range o.Results {
		r.Scenarios = append(r.Scenarios, checklist.Rehearsed{ID: x.ID, Verdict: x.Verdict, Seen: x.Seen})
	}
	e := c.loadEvidence(d, url)
	e.Rehearsal = r
	c.saveEvidence(url, identifier, e)
	fmt.Fprintln(c.err, "zdg: kept for zdg check and zdg report")
}

// withRehearsal is what was measured, with the rehearsal that was kept before: a test knows nothing of it.
func withRehearsal(s store.EvidenceStore, url, identifier string, e checklist.Evidence) checklist.Evidence {
	if e.Rehearsal == nil {
		if before, err := s.LoadEvidence(url, identifier); err == nil {
			e.Rehearsal = before.Rehearsal
		}
	}
	return e
}
