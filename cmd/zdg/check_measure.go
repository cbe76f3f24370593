package main

import (
	"context"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/measure"
)

// Why the account was not asked, as it stands in the report.
const (
	whyOffline  = "the account is not asked with --offline"
	whyNoURL    = "the account is not asked before its subdomain is right"
	whyUnusable = "the account is not asked before subdomain, identifier, kind, redirect URL and scopes can be sent"
	whyNoSecret = "no secret was given: use " + secretEnv + ", --secret-file or --secret-stdin"
)

// measured is what earlier runs measured, with what can be measured now without a
// person; the account is asked once in 15 minutes whether it is there.
func (c *checkCommand) measured(ctx context.Context, d checklist.Draft, secret zendesk.Secret, url, standIn string) (checklist.Evidence, error) {
	e := c.loadEvidence(d, url)
	subject := checklist.SubjectOf(d, url)
	kept := false
	if c.record != "" {
		id, err := identifierOf(d)
		if err != nil {
			return e, err
		}
		text, err := c.readRecord(ctx, c.record, c.secrets)
		if err != nil {
			return e, err
		}
		plan := measure.Plan{Client: zendesk.Client{Identifier: id}, Secret: secret, Subject: subject, Now: c.now}
		if e, err = measure.WithRecord(e, plan, text); err != nil {
			return e, usagef("the record: %w", err)
		}
		kept = url != ""
	}
	client, err := checklist.ClientOf(d, standIn != "")
	switch {
	case c.offline:
		e = unasked(e, subject, whyOffline, checklist.StepReach, checklist.StepCredentials)
	case url == "":
		e = unasked(e, subject, whyNoURL, checklist.StepReach, checklist.StepCredentials)
	case err != nil:
		e = unasked(e, subject, whyUnusable, checklist.StepReach, checklist.StepCredentials)
	default:
		plan := measure.Plan{
			Client: client, Secret: secret, ProbeAgain: !secret.IsZero(), AccountURL: url, Subject: subject,
			Earlier: e, Now: c.now, UserAgent: tool(), Getenv: c.getenv,
		}
		c.announce(plan)
		e = remembering(e, measure.Quick(ctx, plan, func(measure.Note) {}))
		if secret.IsZero() && client.Kind == zendesk.Confidential {
			e = unasked(e, subject, whyNoSecret, checklist.StepCredentials)
		}
		kept = ctx.Err() == nil
	}
	if kept {
		c.saveEvidence(url, subject.Identifier, e)
	}
	return withLogo(d, e), nil
}

// unasked says why steps were not made, unless they were made earlier. That no
// answer came then says nothing about now.
func unasked(e checklist.Evidence, of checklist.Subject, why string, ids ...checklist.StepID) checklist.Evidence {
	for _, id := range ids {
		if s, ok := e.Step(id); !ok || s.NotRun != "" || unanswered(s) {
			e = e.WithStep(checklist.Step{ID: id, Of: of, NotRun: why})
		}
	}
	return e
}

// remembering is now, but for the steps that could not be made now and were made
// earlier: what they measured still holds, and its age is told.
func remembering(earlier, now checklist.Evidence) checklist.Evidence {
	for _, old := range earlier.Steps {
		if s, ok := now.Step(old.ID); ok && s.NotRun != "" && old.NotRun == "" {
			now = now.WithStep(old)
		}
	}
	return now
}
