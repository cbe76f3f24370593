package main

import (
	"context"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/measure"
)

// Why the account was not asked, in the words of the report.
const (
	whyOffline  = "the account is not asked with --offline"
	whyNoURL    = "the account is not asked before its subdomain is right"
	whyUnusable = "the account is not asked before subdomain, identifier, kind, redirect URL and scopes can be sent"
	whyNoSecret = "no secret was given: use " + secretEnv + ", --secret-file or --secret-stdin"
)

// measured is what earlier runs measured, together with what can be measured now without a
// person. Whether the account exists is asked once in 15 minutes. The evidence is kept if
// anything was added to it.
func (c *checkCommand) measured(ctx context.Context, d checklist.Draft, secret zendesk.Secret, url, standIn string) (checklist.Evidence, error) {
	e := c.loadEvidence(d, url)
	subject := checklist.SubjectOf(d, url)
	kept := false
	if c.record != "" {
		id, err := zendesk.ParseIdentifier(d.Get(checklist.FieldIdentifier))
		if err != nil {
			return e, usagef("--record needs to know which client is yours: %w", err)
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
		e = withNotRun(e, subject, whyOffline, checklist.StepReach, checklist.StepCredentials)
	case url == "":
		e = withNotRun(e, subject, whyNoURL, checklist.StepReach, checklist.StepCredentials)
	case err != nil:
		e = withNotRun(e, subject, whyUnusable, checklist.StepReach, checklist.StepCredentials)
	default:
		plan := c.planFor(d, client, url)
		plan.Secret, plan.ProbeAgain, plan.Earlier = secret, !secret.IsZero(), e
		c.announce(plan)
		e = keepEarlier(e, measure.Quick(ctx, plan, func(measure.Note) {}))
		if secret.IsZero() && client.Kind == zendesk.Confidential {
			e = withNotRun(e, subject, whyNoSecret, checklist.StepCredentials)
		}
		kept = ctx.Err() == nil
	}
	if kept {
		c.saveEvidence(url, subject.Identifier, e)
	}
	return withLogo(d, e), nil
}

// withNotRun notes why steps were not made now, unless they were made earlier and an answer
// came then.
func withNotRun(e checklist.Evidence, of checklist.Subject, why string, ids ...checklist.StepID) checklist.Evidence {
	for _, id := range ids {
		if s, ok := e.Step(id); !ok || s.NotRun != "" || unanswered(s) {
			e = e.WithStep(checklist.Step{ID: id, Of: of, NotRun: why})
		}
	}
	return e
}

// keepEarlier is now, but a step that could not be made now is taken from earlier if it was
// made then: what it measured still holds, and the report says how old it is.
func keepEarlier(earlier, now checklist.Evidence) checklist.Evidence {
	for _, old := range earlier.Steps {
		if s, ok := now.Step(old.ID); ok && s.NotRun != "" && old.NotRun == "" {
			now = now.WithStep(old)
		}
	}
	return now
}
