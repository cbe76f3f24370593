package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/measure"
	"zdg/flow/store"
)

type checkCommand struct {
	*app
	draftFlags
	secrets               secretFlags
	offline, list, strict bool
	only                  []string
	record, format        string
}

// formats are those that a report can be written in.
var formats = []string{"text", "json", "markdown", "html"}

func newCheck(a *app) *cobra.Command {
	c := &checkCommand{app: a}
	cmd := &cobra.Command{
		Use: "check", Short: "Run every check that needs no person", Args: noArguments,
		Long: `Run every check that needs no person: on zdg.toml, on what the last test
measured, and on the account, which is asked whether it is there and whether it
accepts identifier and secret. Flags win over zdg.toml. What cannot be checked
here is named with the reason; it changes no exit code, nor does what rests on
your word.

The secret is taken from --secret-file, --secret-stdin or the environment
variable ` + secretEnv + `, in this order; without one it is not checked.

` + exitTableBut(exitDenied),
		Example: `  zdg check
  zdg check --offline --strict
  zdg check --only identifier-prefix --identifier zdg-acme
  zdg check --record clients.json --format json
  zdg check --list`,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd.Context()) },
	}
	c.draftFlags.add(cmd)
	c.secrets.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&c.record, "record", "", "`file` with the client as a signed-in browser shows it at /api/v2/oauth/clients.json; - for standard input")
	flags.BoolVar(&c.offline, "offline", false, "do not talk to the account")
	flags.StringArrayVar(&c.only, "only", nil, "run only the check with this `id`; repeat for more")
	flags.BoolVar(&c.strict, "strict", false, "exit 3 when something warns and nothing fails")
	formatFlag(cmd, &c.format, "output `format`: text, json, markdown or html", formats...)
	flags.BoolVar(&c.list, "list", false, "list the checks with their rules, and run none")
	completeFiles(cmd, "record")
	complete(cmd, "only", checkIDs)
	return cmd
}

func (c *checkCommand) run(ctx context.Context) error {
	if err := c.knownIDs(); err != nil {
		return err
	}
	if c.list {
		return c.writeList()
	}
	standIn, err := c.standIn()
	if err != nil {
		return err
	}
	d, err := c.load()
	if err != nil {
		return err
	}
	secret, _, err := c.givenSecret(c.secrets)
	if err != nil {
		return err
	}
	id, _ := zendesk.ParseIdentifier(d.Get(checklist.FieldIdentifier)) // its check says when it is wrong
	c.warnOfSecret(secret, id)
	d, in := checklist.Veiled(d, secret)
	url, _ := urlOf(d, standIn) // its check says when the subdomain is wrong
	c.console.ready()
	evidence, err := c.measured(ctx, d, secret, url, standIn)
	if err != nil {
		return err
	}
	evidence.SecretIn = in
	if ctx.Err() != nil {
		return errLeft // half of the checks are not a result
	}
	report := checklist.NewReport(d, evidence, checklist.Context{Now: c.now(), Tool: tool(), AccountURL: url, Columns: columns()})
	if len(c.only) > 0 {
		report.Results = slices.DeleteFunc(report.Results, func(r checklist.Result) bool { return !slices.Contains(c.only, r.ID) })
	}
	if err := writeReport(c.out, report, c.format, report.Text); err != nil {
		return err
	}
	return exitWith(c.exit(report))
}

// exit is the exit code: exitFailed when a check fails; exitNetwork when all that fail do so
// because no answer came, or when nothing fails and the account gave no answer at all;
// exitWarnings when something warns under --strict.
func (c *checkCommand) exit(r checklist.Report) int {
	counts := r.Counts()
	failed := slices.ContainsFunc(r.Results, func(res checklist.Result) bool {
		s, made := r.Evidence.Step(res.Of)
		return res.Verdict == checklist.Fail && !(made && unanswered(s))
	})
	switch {
	case failed:
		return exitFailed
	case counts[checklist.Fail] > 0:
		return exitNetwork
	case slices.ContainsFunc(r.Results, func(res checklist.Result) bool { return res.Of == checklist.StepReach }) && noAnswerAtAll(r.Evidence):
		return exitNetwork
	case c.strict && counts[checklist.Warn] > 0:
		return exitWarnings
	}
	return exitOK
}

// noAnswerAtAll reports whether the account answered neither the first request nor anything
// after it.
func noAnswerAtAll(e checklist.Evidence) bool {
	look, asked := e.Step(checklist.StepReach)
	tried, ok := e.Step(checklist.StepCredentials)
	return asked && unanswered(look) && (!ok || unanswered(tried) || tried.NotRun != "" || tried.At.Before(look.At))
}

// unanswered reports whether a step asked the account something and no answer came.
func unanswered(s checklist.Step) bool {
	return s.Seen != nil && s.Seen.Where == explain.Network && (s.ID == checklist.StepReach || s.ID == checklist.StepCredentials)
}

// knownIDs refuses an --only that names no check.
func (c *checkCommand) knownIDs() error {
	var ids []string
	for _, k := range checklist.Checks() {
		ids = append(ids, k.ID)
	}
	for _, id := range c.only {
		if !slices.Contains(ids, id) {
			return unknown("check", id, ids, "zdg check --list")
		}
	}
	return nil
}

// loadEvidence is what earlier runs measured of this client. It is empty when there is nothing,
// and when it cannot be used, which is said: it can be measured again.
func (a *app) loadEvidence(d checklist.Draft, url string) checklist.Evidence {
	dir, err := store.StateDir()
	if err != nil || url == "" {
		return checklist.Evidence{}
	}
	e, err := store.EvidenceStore{Dir: dir}.LoadEvidence(url, strings.TrimSpace(d.Get(checklist.FieldIdentifier)))
	if err != nil {
		fmt.Fprintln(a.err, "zdg:", err)
	}
	return e
}

// withLogo adds what the logo file shows, which needs no person and no network.
func withLogo(d checklist.Draft, e checklist.Evidence) checklist.Evidence {
	if name := strings.TrimSpace(d.Get(checklist.FieldLogoFile)); name != "" {
		found := measure.Logo(name)
		e.Logo = &found
	}
	return e
}

// writeReport writes a report in a format; text writes it as text: all of it, or only its checklist.
func writeReport(w io.Writer, r checklist.Report, format string, text func(io.Writer) error) error {
	out := &errWriter{w: w}
	write := map[string]func(io.Writer) error{"json": r.JSON, "markdown": r.Markdown, "html": r.HTML, "text": text}[format]
	if err := write(out); err != nil && out.err == nil {
		return err
	}
	return out.failed()
}

// checkJSON is a row of `zdg check --list --format json`.
type checkJSON struct {
	ID    string             `json:"id"`
	Stage string             `json:"stage"`
	Title string             `json:"title"`
	How   string             `json:"how"`
	Rule  checklist.JSONRule `json:"rule"`
}

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
	why := ""
	switch {
	case c.offline:
		why = "the account is not asked with --offline"
	case url == "":
		why = "the account is not asked before its subdomain is right"
	case err != nil:
		why = "the account is not asked before subdomain, identifier, kind, redirect URL and scopes can be sent"
	}
	if why != "" {
		e = withNotRun(e, subject, why, checklist.StepReach, checklist.StepCredentials)
	} else {
		plan := c.planFor(d, client, url)
		plan.Secret, plan.ProbeAgain, plan.Earlier = secret, !secret.IsZero(), e
		c.announce(plan)
		e = keepEarlier(e, measure.Quick(ctx, plan, func(measure.Note) {}))
		if secret.IsZero() && client.Kind == zendesk.Confidential {
			e = withNotRun(e, subject, "no secret was given: use "+secretEnv+", --secret-file or --secret-stdin", checklist.StepCredentials)
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
