package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/measure"
	"zdg/flow/practice"
)

// maxAccounts is how many accounts are asked in one run at most: they belong to others.
const maxAccounts = 5

type verifyCommand struct {
	*app
	draftFlags
	secrets   secretFlags
	home      string
	consent   bool
	noSecret  bool
	browser   bool
	timeout   time.Duration
	format    string
	practice  bool
	converted bool
	approve   bool

	playground *playground
	whole      checklist.Known // what all accounts say together
}

func newVerify(a *app) *cobra.Command {
	c := &verifyCommand{app: a}
	cmd := &cobra.Command{
		Use: "verify SUBDOMAIN...", Short: "Ask other accounts whether the client is global, after the approval",
		Args: cobra.ArbitraryArgs, ValidArgsFunction: c.completeAccounts,
		Long: `After Zendesk's mail: ask accounts other than the client's own whether it is
global yet. A local client works on one account only, a global one on every
account. Up to five are asked, one after the other, and only with the consent of
their owners: zdg asks you for it, or --consent says that you have it.

First the authorize page of each is opened for the client and for identifiers
that are made up, without secret, cookies and sign-in: only a difference says
something. Then, on the first account, identifier and secret are tried with a
made-up code, as in zdg test, beside two controls: a made-up identifier has to
be refused there, and the client has to be accepted on its own account. When a
control fails, the answer is unclear, and never global. For a public client no
secret is sent, and each account is tried. An account may have a client of its
own with the same identifier: without a secret two accounts have to know it.

With --browser a whole authorization is made on one account, with the redirect
URL of production: what the browser ends on is pasted here. The client as that
account lists it is compared with what was submitted, and the tokens are revoked.

The secret is taken from --secret-file, --secret-stdin or the environment
variable ` + secretEnv + `, in this order, or asked for at a hidden prompt.
It is never an argument.

` + exitTableBut(exitWarnings) + `

Answers and their exit codes:
` + standingTable(),
		Example: `  zdg verify acme-customer --consent
  zdg verify acme-customer other-customer --consent --home d3v-acme --identifier zdg-acme --kind public
  zdg verify acme-customer --consent --secret-file secret.txt --format json
  zdg verify --practice --consent
  zdg verify --practice --converted --consent acme-customer suspended-customer`,
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	c.draftFlags.add(cmd)
	c.secrets.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&c.home, "home", "", "`name` of the client's own account (default: the subdomain in zdg.toml)")
	flags.BoolVar(&c.consent, "consent", false, "the owner of each account has agreed that it is asked")
	flags.BoolVar(&c.noSecret, "no-secret", false, "send no secret: look at the authorize pages alone")
	flags.BoolVar(&c.browser, "browser", false, "also authorize on the account, with the redirect URL of production")
	flags.DurationVar(&c.timeout, "timeout", 5*time.Minute, "with --browser: how long to wait for the browser; 0 waits forever")
	formatFlag(cmd, &c.format, "output `format`: text or json", "text", "json")
	flags.BoolVar(&c.practice, "practice", false, "on the practice accounts inside zdg; docs/practice.md names them")
	flags.BoolVar(&c.converted, "converted", false, "with --practice: the request has been approved")
	flags.BoolVar(&c.approve, "approve", false, "with --practice --browser: answer the consent page automatically")
	complete(cmd, "timeout", fixedValues("1m", "5m", "15m", "0"))
	return cmd
}

// completeAccounts offers the practice accounts, with --practice.
func (c *verifyCommand) completeAccounts(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var all []cobra.Completion
	for _, t := range practice.ListTenants() {
		if c.practice && !slices.Contains(args, t.Name) {
			all = append(all, cobra.CompletionWithDesc(t.Name, t.Summary))
		}
	}
	return withPrefix(all, typed), cobra.ShellCompDirectiveNoFileComp
}

// target is one account to ask, and what came of it.
type target struct {
	draft checklist.Draft // with its subdomain
	plan  measure.Plan
	seen  checklist.Elsewhere
	known checklist.Known
}

func (c *verifyCommand) run(ctx context.Context, args []string) error {
	if err := c.fits(); err != nil {
		return err
	}
	home, all, err := c.plans(ctx, args)
	if c.playground != nil {
		defer c.playground.close()
	}
	if err != nil {
		return err
	}
	if err := c.askAll(ctx, home, all); err != nil {
		return err
	}
	stopped := c.console.settleResult()
	if c.format == "json" {
		err = c.writeJSON(home, all)
	} else {
		err = c.writeText(all)
	}
	if err != nil {
		for _, one := range all {
			if full := one.seen.Full; full != nil && full.Living() != "" { // the result, which would say so, is lost
				fmt.Fprintln(c.err, "zdg: "+full.Living())
			}
		}
		return err
	}
	if stopped {
		return errLeft // run knows which signal it was
	}
	return exitWith(exitOf(c.whole))
}

// fits refuses flags that do not go together, before anything is done.
func (c *verifyCommand) fits() error {
	switch {
	case !c.practice && (c.converted || c.approve):
		return usagef("--converted and --approve are for the practice accounts only: add --practice, or leave them out")
	case c.practice && c.accountURL != "":
		return usagef("--practice and --account-url name two accounts: leave one out")
	case c.practice && (c.file != "" || c.home != ""):
		return usagef("--practice has its own client and account: leave --file and --home out")
	case c.approve && !c.browser:
		return usagef("--approve answers the consent page, and there is none: add --browser, or leave it out")
	case c.noSecret && (c.secrets.file != "" || c.secrets.stdin):
		return usagef("--no-secret and a place for the secret are both given: leave one out")
	case c.timeout < 0:
		return usagef("--timeout %s is negative: give a duration such as 5m, or 0 for no end", c.timeout)
	}
	return nil
}

// askAll asks the accounts, one after the other, and judges what they said.
func (c *verifyCommand) askAll(ctx context.Context, home measure.Plan, all []*target) error {
	note := func(n measure.Note) {
		if n, waits := n.(measure.RateWait); waits {
			fmt.Fprintf(c.err, "zdg: the account asks zdg to wait, so it goes on at %s\n", n.Until.Format(time.TimeOnly))
		}
	}
	atHome := sync.OnceValue(func() checklist.Tried { return measure.AtHome(ctx, home, note) })
	var seen []checklist.Elsewhere
	for _, one := range all {
		probe := one.plan.Client.Kind == zendesk.Public || !one.plan.Secret.IsZero()
		one.seen = measure.Elsewhere(ctx, one.plan, probe, atHome, note)
		if ctx.Err() != nil {
			return errLeft
		}
		if c.browser && one.seen.Open() {
			c.authorize(ctx, one)
		} else if c.browser {
			fmt.Fprintln(c.err, "zdg: no browser is opened: what was asked so far settles it")
		}
		seen = append(seen, one.seen)
	}
	known := checklist.JudgeAll(all[0].draft, seen)
	for i, k := range known {
		all[i].known = k
	}
	c.whole = checklist.Overall(known)
	return nil
}

// authorize makes a whole authorization on the account, as zdg test does at home. It is shown on
// standard error, since it is only a part of the result.
func (c *verifyCommand) authorize(ctx context.Context, one *target) {
	plan := one.plan
	plan.Global = true
	switch {
	case c.approve:
		plan.Answer = func(ctx context.Context, address string) (string, error) {
			return consentOn(ctx, c.playground.tenants.Account(plan.Client.Account.String()), address, true)
		}
	default:
		plan.Open = measure.Opener{}.Open
		if !c.secrets.stdin {
			plan.Deliver = lines(c.in)
		}
	}
	test := &testCommand{app: c.app, practice: c.practice, approve: c.approve, format: "json"}
	show, trace := newTestText(test, plan), newTokenTrace(c.app, plan.AccountURL, plan.Client.Identifier.String(), !c.practice)
	show.out = &errWriter{w: c.err}
	show.shown[checklist.StepRecord] = true // the result compares it with what was submitted
	full := measure.Run(ctx, plan, func(n measure.Note) {
		trace.note(n)
		show.note(one.draft, n)
	})
	removeURLFile(show.file)
	full = checklist.Concluded(one.draft, full)
	one.seen.Full = &full
}

// standingExit is an answer of the accounts, with its exit code and its line of the help.
type standingExit struct {
	checklist.Standing
	exit int
	says string
}

// standingExits are the exit codes for what the accounts say. An unclear answer is no success: a
// job that waits for the approval has to go on waiting.
var standingExits = []standingExit{
	{checklist.GlobalThere, exitOK, "the account knows the client; with --browser, 1 where it differs from what was submitted, 5 where it was not allowed"},
	{checklist.NotThere, exitFailed, "it does not know it, and the client's own account does"},
	{checklist.WrongSecret, exitFailed, "the client's own account refuses identifier and secret too"},
	{checklist.NoSuchThere, exitFailed, "there is no such account"},
	{checklist.SuspendedOne, exitFailed, "the account is suspended"},
	{checklist.LimitedThere, exitNetwork, "the account answers nothing for now"},
	{checklist.UnclearThere, exitFailed, "nothing can be concluded; 4 where no answer came, 5 as above"},
}

// standingTable is part of the help: the answers and their exit codes.
func standingTable() string {
	var b strings.Builder
	for _, row := range standingExits {
		for i, line := range wrap(row.says, 56) {
			if name, code := string(row.Standing), fmt.Sprint(row.exit); i == 0 {
				fmt.Fprintf(&b, "  %-16s %s  %s\n", name, code, line)
			} else {
				fmt.Fprintf(&b, "  %-16s %s  %s\n", "", strings.Repeat(" ", len(code)), line)
			}
		}
	}
	return b.String() + "Of several accounts the worst counts; an unclear one does not beside a global one."
}

// exitOf is the exit code for what is known.
func exitOf(k checklist.Known) int {
	switch {
	case k.Refused:
		return exitDenied
	case k.Silent:
		return exitNetwork
	case k.Differs():
		return exitFailed
	}
	i := slices.IndexFunc(standingExits, func(row standingExit) bool { return row.Standing == k.Standing })
	if i < 0 {
		return exitFailed
	}
	return standingExits[i].exit
}
