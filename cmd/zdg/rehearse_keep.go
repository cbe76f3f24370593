package main

import (
	"slices"
	"strings"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	integration "zdg/flow/rehearse"
	"zdg/flow/store"
)

// notKept says why a rehearsal is not kept for check and report, and what to do; "" when it is.
func (c *rehearseCommand) notKept(d checklist.Draft, plan integration.Plan) string {
	_, err := urlOf(d, "")
	// What of the draft is kept with it.
	kept := []checklist.Field{checklist.FieldIdentifier, checklist.FieldAppName, checklist.FieldOrganizationID, checklist.FieldAppID}
	looks := slices.DeleteFunc(c.misplaced(d), func(f checklist.Field) bool { return !slices.Contains(kept, f) })
	switch {
	case len(plan.Only) > 0:
		return "a part of the scenarios is no whole: leave --only out"
	case err != nil:
		return "it is kept under account and client, and " + c.named(checklist.FieldSubdomain, d)
	case trimmed(d, checklist.FieldIdentifier) == "":
		return "it is kept under account and client, and " + c.named(checklist.FieldIdentifier, d)
	case len(looks) > 0:
		return looks[0].Title() + " looks like a client secret: take it out of " + c.path() + ", or run zdg check, which says how to tell that it is none"
	}
	return ""
}

// named says where an answer is missing, or of no use.
func (c *rehearseCommand) named(f checklist.Field, d checklist.Draft) string {
	lacks := c.path() + " names no " + string(f)
	if d.Has(f) {
		lacks = "the " + string(f) + " in " + c.path() + " is no account's name"
	}
	return lacks + ": give --" + string(f) + ", or answer it in zdg"
}

// misplaced are the answers that hold the client's secret, or look like one: they are masked in what was seen.
func (c *rehearseCommand) misplaced(d checklist.Draft) []checklist.Field {
	known, _ := zendesk.ParseSecret(c.secret) // of what is none, none is known
	return checklist.Misplaced(d, known)
}

// keepRehearsal keeps a whole rehearsal beside what was measured on the account, and says so, or why not. Where nothing
// was judged there is nothing to keep.
func (c *rehearseCommand) keepRehearsal(d checklist.Draft, plan integration.Plan, o integration.Outcome) (said string) {
	if !judged(o) {
		return ""
	}
	switch why := c.notKept(d, plan); {
	case why != "" && len(plan.Only) == 0:
		return "not kept for zdg check and zdg report, as said at the start"
	case why != "":
		return "not kept for zdg check and zdg report: " + why
	}
	url, _ := urlOf(d, "") // an error is why it is not kept
	identifier := plan.Client.Identifier
	r := &checklist.Rehearsal{
		At: c.stamp(), AppVersion: c.version, Identifier: identifier, AppName: plan.AppName, OrganizationID: plan.OrganizationID, AppID: plan.AppID,
	}
	for _, x := range o.Results {
		r.Scenarios = append(r.Scenarios, checklist.Rehearsed{ID: x.ID, Title: x.Title, Verdict: x.Verdict, Seen: x.Seen, Fix: x.Fix})
	}
	e := c.loadEvidence(d, url)
	e.Rehearsal = r
	if !c.saveEvidence(url, identifier, e) {
		return ""
	}
	return "kept for zdg check and zdg report"
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
