package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/term"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/measure"
	"zdg/flow/practice"
	"zdg/flow/store"
)

// plans gathers what is asked of each account and of home, the client's own, and the consent of
// the accounts' owners.
func (c *verifyCommand) plans(ctx context.Context, args []string) (home measure.Plan, all []*target, err error) {
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
		all = append(all, &target{draft: d.With(checklist.FieldSubdomain, name.String()), plan: plan})
	}
	if c.browser && len(all) > 1 {
		return home, nil, usagef("--browser authorizes on one account, and %d are named: name one", len(all))
	}
	fmt.Fprintf(c.err, "zdg: the client's own account is %s\n", home.AccountURL)
	for _, one := range all {
		c.announce(one.plan)
	}
	if all, err = c.confirmConsent(ctx, all); err != nil {
		return home, nil, err
	}
	if home.Client.Kind == zendesk.Confidential && !c.noSecret {
		fmt.Fprintf(c.err, "zdg: identifier and secret go to %s and %s, and nowhere else\n", home.AccountURL, all[0].plan.AccountURL)
	}
	var secret zendesk.Secret
	if !c.noSecret {
		if secret, err = c.secretFor(ctx, c.secrets, home, known, term.IsTerminal(int(c.in.Fd()))); err != nil {
			return home, nil, err
		}
	}
	for _, one := range all {
		if one.draft, err = withoutSecret(one.draft, secret); err != nil {
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

// accounts are the names of the accounts to ask, without repetitions.
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
	case len(all) > maxAccounts:
		return nil, usagef("%d accounts are named: name %d at most", len(all), maxAccounts)
	}
	return all, nil
}

// client is the client in the draft, its own account, and in practice its secret. Answers that a
// probe does not need may be missing.
func (c *verifyCommand) client() (d checklist.Draft, own zendesk.Subdomain, known zendesk.Secret, err error) {
	home := c.home
	if c.practice {
		if c.playground, err = openPlayground(c.app, ""); err != nil {
			return d, own, known, err
		}
		if c.converted {
			if err = c.playground.Convert(c.playground.prepared.Identifier); err != nil {
				return d, own, known, err
			}
		}
		d = c.playground.draft()
		home = d.Get(checklist.FieldSubdomain)
		d = c.override(d)
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

// withRedirect makes the redirect URL of production the one to test with: an authorization with
// another one would prove nothing for customers.
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
	chosen = cmp.Or(chosen, checklist.TestRedirectURL(d), zendesk.SuggestedRedirectURL(zendesk.SuggestedPorts()[0]))
	return d.With(checklist.FieldTestRedirect, chosen), nil
}

// planOn is the plan for the client on one account, without a secret.
func (c *verifyCommand) planOn(d checklist.Draft, name zendesk.Subdomain) (measure.Plan, error) {
	standIn, err := c.standInOf(name)
	if err != nil {
		return measure.Plan{}, err
	}
	plan, err := c.planOf(d.With(checklist.FieldSubdomain, name.String()), standIn)
	plan.Timeout = c.timeout
	if c.practice {
		plan.Label = "PRACTICE"
	}
	return plan, err
}

// standInOf is the address of the stand-in for an account: its name under localhost, on the port
// of --account-url or of the practice accounts; "" when there is none.
func (c *verifyCommand) standInOf(name zendesk.Subdomain) (string, error) {
	var base string
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

// confirmConsent asks for each account whether its owner agrees, and returns those that do.
func (c *verifyCommand) confirmConsent(ctx context.Context, all []*target) ([]*target, error) {
	if c.consent {
		return all, nil
	}
	if !term.IsTerminal(int(c.in.Fd())) || c.secrets.stdin {
		return nil, usagef("nothing says that the owners of these accounts agree, and there is no terminal to ask on: ask them, and add --consent")
	}
	var agreed []*target
	in := bufio.NewReader(byteReader{c.in}) // leaves what follows the line for the next reader
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

// byteReader reads one byte at a time.
type byteReader struct {
	r interface{ Read([]byte) (int, error) }
}

func (b byteReader) Read(p []byte) (int, error) { return b.r.Read(p[:min(len(p), 1)]) }
