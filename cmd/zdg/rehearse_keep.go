package main

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/rehearse"
	"zdg/flow/store"
)

// notKept says why a rehearsal is not kept for zdg check and zdg report, and what to do about
// that; "" when it is kept.
func (c *rehearseCommand) notKept(d checklist.Draft, plan rehearse.Plan) string {
	_, err := urlOf(d, "")
	// The answers that are kept with it.
	kept := []checklist.Field{checklist.FieldIdentifier, checklist.FieldAppName, checklist.FieldOrganizationID, checklist.FieldAppID}
	looks := slices.DeleteFunc(c.misplaced(d), func(f checklist.Field) bool { return !slices.Contains(kept, f) })
	switch {
	case len(plan.Only) > 0:
		return "a part of the scenarios is not a whole rehearsal: leave --only out"
	case err != nil:
		return "it is kept under account and client, and " + c.named(checklist.FieldSubdomain, d)
	case trimmed(d, checklist.FieldIdentifier) == "":
		return "it is kept under account and client, and " + c.named(checklist.FieldIdentifier, d)
	case len(looks) > 0:
		return looks[0].Title() + ": this looks like a client secret: take it out of " + c.path() + ", or run zdg check, which says how to tell that it is none"
	}
	return ""
}

// named says where an answer is missing, or cannot be used.
func (c *rehearseCommand) named(f checklist.Field, d checklist.Draft) string {
	lacks := c.path() + " names no " + string(f)
	if _, err := os.Stat(c.path()); errors.Is(err, fs.ErrNotExist) {
		lacks = "there is no " + c.path() + " here"
	}
	if d.Has(f) {
		lacks = "the " + string(f) + " in " + c.path() + " is not the name of an account"
	}
	return lacks + ": give --" + string(f) + ", or answer it in zdg"
}

// misplaced are the answers that hold the client's secret, or look like one. They are masked in
// what was seen.
func (c *rehearseCommand) misplaced(d checklist.Draft) []checklist.Field {
	known, _ := zendesk.ParseSecret(c.secret) // the zero Secret, if that is not one
	return checklist.Misplaced(d, known)
}

// keepRehearsal keeps a whole rehearsal beside what was measured on the account. It returns a
// sentence that says so, or why not; "" when there was nothing to keep, or when the reason has
// been printed already.
func (c *rehearseCommand) keepRehearsal(d checklist.Draft, plan rehearse.Plan, o rehearse.Outcome) (said string) {
	if !judged(o) {
		return ""
	}
	switch why := c.notKept(d, plan); {
	case why != "" && len(plan.Only) == 0:
		return "not kept for zdg check and zdg report, as said at the start"
	case why != "":
		return "not kept for zdg check and zdg report: " + why
	}
	url, _ := urlOf(d, "") // an error was a reason not to keep it
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

// readRehearsal tells the process what zdg rehearse has kept, perhaps in another terminal while
// the wizard was open.
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

// withRehearsal is what was measured, with the newest rehearsal: another one may have been kept
// while this process was running.
func withRehearsal(s store.EvidenceStore, url, identifier string, e checklist.Evidence) checklist.Evidence {
	kept, err := s.LoadEvidence(url, identifier)
	if err == nil && kept.Rehearsal != nil && (e.Rehearsal == nil || kept.Rehearsal.At.After(e.Rehearsal.At)) {
		e.Rehearsal = kept.Rehearsal
	}
	return e
}
