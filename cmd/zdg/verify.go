package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/measure"
	"zdg/flow/store"
)

type verifyCommand struct {
	*app
	draftFlags
	secrets secretFlags
	format  string
}

func newVerify(a *app) *cobra.Command {
	c := &verifyCommand{app: a}
	cmd := &cobra.Command{
		Use: "verify", Short: "Ask another account whether it knows the client, after the approval", Args: noArguments,
		Long: `After Zendesk's mail: ask an account other than the client's own whether it knows
the client. A local client works on one account only, a global one on every
account. Identifier and secret are tried with a made-up code, as in zdg test;
nothing is authorized. That the answer means the same on another account is
inferred: nobody has published a measurement.

` + exitTable,
		Example: `  zdg verify --subdomain acme-customer
  zdg verify --subdomain acme-customer --identifier zdg-acme --kind public`,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd.Context()) },
	}
	c.draftFlags.add(cmd)
	c.secrets.add(cmd)
	cmd.Flags().StringVar(&c.format, "format", "text", "output `format`: text or json")
	complete(cmd, "format", fixed("text", "json"))
	return cmd
}

func (c *verifyCommand) run(ctx context.Context) error {
	if err := oneOf("--format", c.format, "text", "json"); err != nil {
		return err
	}
	d, plan, err := c.plan(ctx)
	if err != nil {
		return err
	}
	c.announce(plan)
	evidence := measure.Quick(ctx, plan, nil)
	if ctx.Err() != nil {
		return errLeft
	}
	result := checklist.KnownElsewhere(d, evidence)
	if c.format == "json" {
		err = c.writeJSON(plan, result)
	} else {
		err = c.writeText(plan, result)
	}
	if err != nil {
		return err
	}
	if result.Verdict != checklist.Fail {
		return nil
	}
	for _, s := range evidence.Steps {
		if s.Seen != nil && s.Seen.Where == explain.Network {
			return exitWith(exitNetwork)
		}
	}
	return exitWith(exitFailed)
}

// plan is a probe on the other account. What a probe has no use for need not be given.
func (c *verifyCommand) plan(ctx context.Context) (checklist.Draft, measure.Plan, error) {
	var plan measure.Plan
	standIn, err := c.standIn()
	if err != nil {
		return checklist.Draft{}, plan, err
	}
	if c.subdomain == "" && standIn == "" {
		return checklist.Draft{}, plan, usagef("name the other account with --subdomain, such as a customer's or a second test account")
	}
	if home, err := store.Load(c.path()); err == nil && c.subdomain != "" {
		own, err1 := zendesk.ParseSubdomain(home.Get(checklist.FieldSubdomain))
		other, err2 := zendesk.ParseSubdomain(c.subdomain)
		if err1 == nil && err2 == nil && own == other {
			return home, plan, usagef("%s is the client's own account, where it is known anyway: name another one", other)
		}
	}
	d, err := c.load()
	if err != nil {
		return d, plan, err
	}
	if checklist.TestRedirectURL(d) == "" {
		d = d.With(checklist.FieldTestRedirect, zendesk.SuggestedRedirectURL(zendesk.SuggestedPorts()[0]))
	}
	if !d.Has(checklist.FieldScopes) {
		d = d.With(checklist.FieldScopes, "read")
	}
	client, err := clientOf(d, standIn)
	if err != nil {
		return d, plan, err
	}
	url, err := urlOf(d, standIn)
	if err != nil {
		return d, plan, err
	}
	secret, _, err := c.given(c.secrets)
	if err == nil && secret.IsZero() && client.Kind == zendesk.Confidential {
		secret, err = c.askedUntil(ctx, flow.SecretOf(client.Identifier.String(), url)+" (hidden): ")
	}
	if err == nil {
		d, err = unsent(d, secret)
	}
	return d, measure.Plan{
		Client: client, Secret: secret, AccountURL: url, Subject: checklist.SubjectOf(d, url),
		ProbeAgain: true, Now: c.now, UserAgent: tool(), Getenv: c.getenv,
	}, err
}

func (c *verifyCommand) writeText(plan measure.Plan, r checklist.Result) error {
	w := &sticky{w: c.out}
	fmt.Fprintf(w, "%-9s  %s on %s\n", r.Verdict.Mark()+" "+string(r.Verdict), plan.Client.Identifier, plan.AccountURL)
	for _, f := range r.Facts {
		fmt.Fprintf(w, "%-11s%s: %s\n", "", f.Key, f.Value)
	}
	said := r.Finding.Fix + " " + r.Why
	if r.Diagnosis != nil {
		fmt.Fprintf(w, "%-11s%s: %s\n", "", r.Diagnosis.Code, r.Diagnosis.What)
		writeDiagnosis(w, "           ", *r.Diagnosis, r.Remedy())
		said = r.Why // the diagnosis has the fix
	}
	for _, line := range fold(strings.TrimSpace(said), 68) {
		if line != "" {
			fmt.Fprintf(w, "%-11s%s\n", "", line)
		}
	}
	fmt.Fprintf(w, "%-11srule: %s, %s (%s)\n", "", r.Rule.Source.Key, r.Rule.Source.AsOf.Format(time.DateOnly), r.Rule.Confidence)
	return w.err
}

func (c *verifyCommand) writeJSON(plan measure.Plan, r checklist.Result) error {
	facts := map[string]string{}
	for _, f := range r.Facts {
		facts[f.Key] = f.Value
	}
	return writeJSON(c.out, struct {
		Schema  string            `json:"schema"`
		Tool    string            `json:"tool"`
		Time    string            `json:"time"`
		Account accountJSON       `json:"account"`
		Client  clientJSON        `json:"client"`
		Verdict string            `json:"verdict"`
		Facts   map[string]string `json:"facts"`
		Fix     string            `json:"fix"`
		Rule    string            `json:"rule"`
		Source  string            `json:"source"`
		AsOf    string            `json:"as_of"`
		How     string            `json:"confidence"`
	}{
		"zdg.verify/1", tool(), c.now().UTC().Format(time.RFC3339),
		accountJSON{Subdomain: plan.Client.Account.String(), URL: plan.AccountURL},
		clientJSON{Identifier: plan.Client.Identifier.String(), Kind: string(plan.Client.Kind)},
		string(r.Verdict), facts, strings.TrimSpace(r.Finding.Fix + " " + r.Why),
		r.Rule.Text, r.Rule.Source.URL, r.Rule.Source.AsOf.Format(time.DateOnly), string(r.Rule.Confidence),
	})
}
