package main

import (
	"fmt"
	"strings"

	"zdg/checklist"
	"zdg/flow"
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
		r.Scenarios = append(r.Scenarios, checklist.Rehearsed{ID: x.ID, Title: x.Title, Verdict: x.Verdict, Seen: x.Seen, Fix: x.Fix})
	}
	e := c.loadEvidence(d, url)
	e.Rehearsal = r
	c.saveEvidence(url, identifier, e)
	fmt.Fprintln(c.err, "zdg: kept for zdg check and zdg report")
}

// readRehearsal tells what zdg rehearse has kept, perhaps in another terminal while the wizard was open.
func (r *runner) readRehearsal(e flow.ReadRehearsal, tell func(flow.Event)) {
	dir, err := store.StateDir()
	if err == nil {
		var kept checklist.Evidence
		if kept, err = (store.EvidenceStore{Dir: dir}).LoadEvidence(e.AccountURL, strings.TrimSpace(e.Identifier)); err == nil {
			tell(flow.RehearsalRead{Rehearsal: kept.Rehearsal, Again: e.Again})
			return
		}
	}
	tell(flow.Failed{What: "what was rehearsed cannot be read: " + err.Error()})
}

// withRehearsal is what was measured, with the newest rehearsal: one may have been kept since this began.
func withRehearsal(s store.EvidenceStore, url, identifier string, e checklist.Evidence) checklist.Evidence {
	kept, err := s.LoadEvidence(url, identifier)
	if err == nil && kept.Rehearsal != nil && (e.Rehearsal == nil || kept.Rehearsal.At.After(e.Rehearsal.At)) {
		e.Rehearsal = kept.Rehearsal
	}
	return e
}
