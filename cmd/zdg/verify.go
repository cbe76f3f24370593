package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow"
	"zdg/flow/measure"
	"zdg/flow/practice"
	"zdg/flow/store"
)

// mostAccounts is how many accounts are asked in one run: they belong to others.
const mostAccounts = 5

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
control fails, the answer is unclear, and never global. Of a public client no
secret is sent, and each account is tried. An account may have a client of its
own with the same identifier: without a secret two accounts have to know it.

With --browser a whole authorization is made on one account, with the redirect
URL of production: what the browser ends on is pasted here. The client as that
account lists it is compared with what was submitted, and the tokens are revoked.

The secret is taken from --secret-file, --secret-stdin or the environment
variable ` + secretEnv + `, in this order, or asked for, hidden. It is never an
argument.

` + exitTable + `

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
	flags.StringVar(&c.format, "format", "text", "output `format`: text or json")
	flags.BoolVar(&c.practice, "practice", false, "on the practice accounts inside zdg; docs/practice.md names them")
	flags.BoolVar(&c.converted, "converted", false, "with --practice: the request has been approved")
	flags.BoolVar(&c.approve, "approve", false, "with --practice --browser: answer the consent page by itself")
	complete(cmd, "home", noValues)
	complete(cmd, "timeout", fixed("1m", "5m", "15m", "0"))
	complete(cmd, "format", fixed("text", "json"))
	return cmd
}

func (c *verifyCommand) completeAccounts(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var all []cobra.Completion
	for _, t := range practice.ListTenants() {
		if c.practice && !slices.Contains(args, t.Name) {
			all = append(all, cobra.CompletionWithDesc(t.Name, t.Summary))
		}
	}
	return begun(all, typed), cobra.ShellCompDirectiveNoFileComp
}

// asked is one account with what came of it.
type asked struct {
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
	if err := c.ask(ctx, home, all); err != nil {
		return err
	}
	stopped := c.console.settle()
	if c.format == "json" {
		err = c.writeJSON(home, all)
	} else {
		err = c.writeText(all)
	}
	if err != nil {
		for _, one := range all {
			if full := one.seen.Full; full != nil && full.Living() != "" { // the result that says so is lost
				fmt.Fprintln(c.err, "zdg: "+full.Living())
			}
		}
		return err
	}
	if stopped {
		return errLeft // main knows which signal it was
	}
	return exitWith(standingExit(overall(all)))
}

// fits refuses flags that do not go together, before anything is done.
func (c *verifyCommand) fits() error {
	if err := oneOf("--format", c.format, "text", "json"); err != nil {
		return err
	}
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

// plans gathers what is asked of each account and of home, and the consent to do so.
func (c *verifyCommand) plans(ctx context.Context, args []string) (home measure.Plan, all []*asked, err error) {
	names, err := c.accounts(args)
	if err != nil {
		return home, nil, err
	}
	d, own, known, err := c.client()
	if err != nil {
		return home, nil, err
	}
	if own == (zendesk.Subdomain{}) {
		return home, nil, usagef("the client's own account is not known: name it with --home, or run zdg verify in the folder of its %s", store.FileName)
	}
	if slices.Contains(names, own) {
		return home, nil, usagef("%s is the client's own account, where it is known anyway: name another one", own)
	}
	if home, err = c.planOn(d, own); err != nil {
		return home, nil, err
	}
	for _, name := range names {
		plan, err := c.planOn(d, name)
		if err != nil {
			return home, nil, err
		}
		all = append(all, &asked{draft: d.With(checklist.FieldSubdomain, name.String()), plan: plan})
	}
	if c.browser && len(all) > 1 {
		return home, nil, usagef("--browser authorizes on one account, and %d are named: name one", len(all))
	}
	fmt.Fprintf(c.err, "zdg: the client's own account is %s\n", home.AccountURL)
	for _, one := range all {
		c.announce(one.plan)
	}
	if all, err = c.agreed(ctx, all); err != nil {
		return home, nil, err
	}
	if home.Client.Kind == zendesk.Confidential && !c.noSecret {
		fmt.Fprintf(c.err, "zdg: identifier and secret go to %s and %s, and nowhere else\n", home.AccountURL, all[0].plan.AccountURL)
	}
	secret, err := c.secretFor(ctx, home, known)
	if err != nil {
		return home, nil, err
	}
	for _, one := range all {
		if one.draft, err = unsent(one.draft, secret); err != nil {
			return home, nil, err
		}
		one.plan.Masked = secret
	}
	if home.Client.Kind == zendesk.Confidential { // a public client's proves nothing, so it stays here
		home.Secret, all[0].plan.Secret = secret, secret
		if secret.IsZero() && !c.noSecret {
			fmt.Fprintf(c.err, "zdg: no secret was given, so the authorize pages alone are looked at: use %s, --secret-file or --secret-stdin for more\n", secretEnv)
		}
	}
	home.Masked = secret
	if home.Client.Kind == zendesk.Public && !secret.IsZero() && !c.practice {
		fmt.Fprintln(c.err, "zdg: the client is public, so its secret would prove nothing: it is not sent")
	}
	return home, all, nil
}

// accounts are the names of the accounts to ask, each once.
func (c *verifyCommand) accounts(args []string) ([]zendesk.Subdomain, error) {
	if c.cmd.Flags().Changed("subdomain") {
		args = append(slices.Clone(args), c.subdomain)
	}
	if len(args) == 0 && c.practice {
		args = []string{practice.ListTenants()[0].Name}
	}
	var all []zendesk.Subdomain
	for _, typed := range args {
		name, err := zendesk.ParseSubdomain(typed)
		if err != nil {
			return nil, usagef("subdomain: %w", err)
		}
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	switch {
	case len(all) == 0:
		return nil, usagef("name the other account, such as a customer's who agrees, or a second test account: zdg verify SUBDOMAIN")
	case len(all) > mostAccounts:
		return nil, usagef("%d accounts are named: name %d at most", len(all), mostAccounts)
	}
	return all, nil
}

// client is the client as it is known here, its own account, and the secret where that is
// known too. What a probe has no use for need not be given.
func (c *verifyCommand) client() (d checklist.Draft, own zendesk.Subdomain, known zendesk.Secret, err error) {
	home := c.home
	if c.practice {
		if c.playground, err = openPlayground(c.app, ""); err != nil {
			return d, own, known, err
		}
		if c.converted {
			if err = c.playground.Convert(c.playground.before.Identifier); err != nil {
				return d, own, known, err
			}
		}
		d = c.playground.draft()
		home = d.Get(checklist.FieldSubdomain)
		d = c.over(d)
		known, err = c.playground.secret()
	} else {
		saved, failed := store.Load(c.path())
		if failed != nil && !errors.Is(failed, fs.ErrNotExist) {
			return d, own, known, &exitError{exitUsage, failed}
		}
		if home == "" {
			home = saved.Get(checklist.FieldSubdomain)
		}
		d, err = c.load()
	}
	if err != nil {
		return d, own, known, err
	}
	if strings.TrimSpace(home) != "" {
		if own, err = zendesk.ParseSubdomain(home); err != nil {
			return d, own, known, usagef("--home: %w", err)
		}
	}
	if d, err = c.withRedirect(d); err != nil {
		return d, own, known, err
	}
	if !d.Has(checklist.FieldScopes) {
		d = d.With(checklist.FieldScopes, "read")
	}
	return d, own, known, nil
}

// withRedirect chooses the redirect URL of production. To authorize with another one would
// prove nothing for customers.
func (c *verifyCommand) withRedirect(d checklist.Draft) (checklist.Draft, error) {
	chosen := ""
	for _, line := range d.Lines(checklist.FieldRedirectURLs) {
		u, err := zendesk.ParseRedirectURL(line)
		if err == nil && (!u.IsLoopback() || c.cmd.Flags().Changed("redirect-url")) {
			chosen = u.String()
			break
		}
	}
	if chosen == "" && c.browser {
		return d, usagef("the redirect URL of production is not known: give it with --redirect-url")
	}
	if chosen == "" {
		chosen = checklist.TestRedirectURL(d)
	}
	if chosen == "" {
		chosen = zendesk.SuggestedRedirectURL(zendesk.SuggestedPorts()[0])
	}
	return d.With(checklist.FieldTestRedirect, chosen), nil
}

// planOn is a plan for the client on one account, without a secret.
func (c *verifyCommand) planOn(d checklist.Draft, name zendesk.Subdomain) (measure.Plan, error) {
	var plan measure.Plan
	d = d.With(checklist.FieldSubdomain, name.String())
	standIn, err := c.standInOf(name)
	if err != nil {
		return plan, err
	}
	client, err := clientOf(d, standIn)
	if err != nil {
		return plan, err
	}
	address, err := urlOf(d, standIn)
	if err != nil {
		return plan, err
	}
	plan = measure.Plan{
		Client: client, AccountURL: address, Subject: checklist.SubjectOf(d, address),
		Timeout: c.timeout, ProbeAgain: true, Now: c.now, UserAgent: tool(), Getenv: c.getenv,
	}
	if c.practice {
		plan.Label = "PRACTICE"
	}
	return plan, nil
}

// standInOf is the stand-in for an account: the name under localhost, on the port of
// --account-url or of the practice accounts; "" when the real one is asked.
func (c *verifyCommand) standInOf(name zendesk.Subdomain) (string, error) {
	base := ""
	if c.playground != nil {
		base = c.playground.url
	} else {
		var err error
		if base, err = c.standIn(); err != nil || base == "" {
			return "", err
		}
	}
	u, err := url.Parse(base)
	if err != nil {
		return "", err
	}
	u.Host = strings.TrimSuffix(net.JoinHostPort(name.String()+".localhost", u.Port()), ":")
	return u.String(), nil
}

// agreed are the accounts whose owners consent, as the person says.
func (c *verifyCommand) agreed(ctx context.Context, all []*asked) ([]*asked, error) {
	if c.consent {
		return all, nil
	}
	if !term.IsTerminal(int(c.in.Fd())) || c.secrets.stdin {
		return nil, usagef("nothing says that the owners of these accounts agree, and no terminal to ask: ask them, and add --consent")
	}
	var agreed []*asked
	in := bufio.NewReader(byByte{c.in}) // what follows the line is left for whoever reads next
	for _, one := range all {
		fmt.Fprintf(c.err, "Does the owner of %s agree that zdg asks it? [y/N] ", one.plan.Client.Account)
		line, err := await(ctx, func() (string, error) { return in.ReadString('\n') })
		if errors.Is(err, errLeft) {
			return nil, err
		}
		switch strings.ToLower(strings.TrimSpace(line)) {
		case "y", "yes":
			agreed = append(agreed, one)
		default:
			fmt.Fprintf(c.err, "zdg: %s is left out\n", one.plan.AccountURL)
		}
	}
	if len(agreed) == 0 {
		fmt.Fprintln(c.err, "zdg: nothing was sent: ask the owner of an account, and run it again")
		return nil, exitWith(exitDenied)
	}
	return agreed, nil
}

// byByte reads one byte at a time.
type byByte struct {
	r interface{ Read([]byte) (int, error) }
}

func (b byByte) Read(p []byte) (int, error) { return b.r.Read(p[:min(len(p), 1)]) }

// secretFor is the secret that was given, else known, the practice account's; a
// confidential client without one has it asked for where there is a terminal.
func (c *verifyCommand) secretFor(ctx context.Context, home measure.Plan, known zendesk.Secret) (zendesk.Secret, error) {
	if c.noSecret {
		return zendesk.Secret{}, nil
	}
	if c.practice && c.secrets.file == "" && !c.secrets.stdin {
		return known, nil // the one in the environment belongs to a real client
	}
	secret, _, err := c.given(c.secrets)
	if err != nil {
		return secret, err
	}
	if secret.IsZero() && home.Client.Kind == zendesk.Confidential && term.IsTerminal(int(c.in.Fd())) {
		secret, err = c.askedUntil(ctx, flow.SecretOf(home.Client.Identifier.String(), home.AccountURL)+" (hidden): ")
	}
	c.doubt(secret, home.Client.Identifier)
	return secret, err
}

// ask asks one account after the other.
func (c *verifyCommand) ask(ctx context.Context, home measure.Plan, all []*asked) error {
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
	for i, k := range checklist.JudgeAll(all[0].draft, seen) {
		all[i].known = k
	}
	return nil
}

// authorize makes a whole authorization on the account, as zdg test does at home: shown on
// standard error, since what comes of it is one part of the result.
func (c *verifyCommand) authorize(ctx context.Context, one *asked) {
	plan := one.plan
	plan.Global = true
	switch {
	case c.approve:
		plan.Answer = func(ctx context.Context, address string) (string, error) {
			return c.playground.consentOn(ctx, plan.Client.Account.String(), address, true)
		}
	default:
		plan.Open = measure.Opener{}.Open
		if !c.secrets.stdin {
			plan.Deliver = lines(c.in)
		}
	}
	test := &testCommand{app: c.app, practice: c.practice, approve: c.approve, format: "json"}
	show, trace, watch := newTestText(test, plan), newTrace(c.app, plan.AccountURL, plan.Client.Identifier.String(), !c.practice), c.console.watch()
	show.out = &sticky{w: c.err}
	show.shown[checklist.StepRecord] = true // it is held against what was submitted, in the result
	full := measure.Run(ctx, plan, func(n measure.Note) {
		trace.note(n)
		watch(n)
		show.note(one.draft, n)
	})
	removeURLFile(show.file)
	full = checklist.Concluded(one.draft, full)
	one.seen.Full = &full
}

func overall(all []*asked) checklist.Known {
	var known []checklist.Known
	for _, one := range all {
		known = append(known, one.known)
	}
	return checklist.Overall(known)
}

// standingExits maps what the accounts say to the exit code. What is unclear is no success:
// a job that waits for the approval goes on waiting.
var standingExits = []struct {
	checklist.Standing
	exit int
	says string
}{
	{checklist.GlobalThere, exitOK, "the account knows the client; with --browser, 1 where it differs from what was submitted"},
	{checklist.NotThere, exitFailed, "it does not, and the client's own account does"},
	{checklist.WrongSecret, exitFailed, "the client's own account refuses identifier and secret too"},
	{checklist.NoSuchThere, exitFailed, "there is no such account"},
	{checklist.SuspendedOne, exitFailed, "the account is suspended"},
	{checklist.LimitedThere, exitNetwork, "the account answers nothing for now"},
	{checklist.UnclearThere, exitFailed, "nothing follows; 4 where no answer came, 5 where it was not allowed"},
}

func standingTable() string {
	var b strings.Builder
	for _, row := range standingExits {
		for i, line := range fold(row.says, 56) {
			if name, code := string(row.Standing), fmt.Sprint(row.exit); i == 0 {
				fmt.Fprintf(&b, "  %-16s %s  %s\n", name, code, line)
			} else {
				fmt.Fprintf(&b, "  %-16s %s  %s\n", "", strings.Repeat(" ", len(code)), line)
			}
		}
	}
	return b.String() + "Of several accounts the worst counts; an unclear one does not beside a global one."
}

func standingExit(k checklist.Known) int {
	switch {
	case k.Refused:
		return exitDenied
	case k.Silent:
		return exitNetwork
	case k.Differs():
		return exitFailed
	}
	i := slices.IndexFunc(standingExits, func(row struct {
		checklist.Standing
		exit int
		says string
	}) bool {
		return row.Standing == k.Standing
	})
	if i < 0 {
		return exitFailed
	}
	return standingExits[i].exit
}
