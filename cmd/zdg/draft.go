package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
	"zdg/flow/account"
	"zdg/flow/measure"
	"zdg/flow/store"
)

// draftFlags are the flags for the draft: the file it is in, and values that win over that.
type draftFlags struct {
	file                        string
	subdomain, identifier, kind string
	redirectURLs, scopes        []string
	accountURL                  string
	cmd                         *cobra.Command
}

func (f *draftFlags) add(cmd *cobra.Command) {
	f.addFile(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.subdomain, "subdomain", "", "`name` of the account, such as d3v-acme")
	flags.StringVar(&f.identifier, "identifier", "", "Identifier of the client, such as zdg-acme: the `client_id`")
	flags.StringVar(&f.kind, "kind", "", "client `kind`: public or confidential")
	flags.StringArrayVar(&f.redirectURLs, "redirect-url", nil, "redirect `URL` of the client; repeat for more")
	flags.StringArrayVar(&f.scopes, "scope", nil, "`scope` to ask for; repeat for more")
	flags.StringVar(&f.accountURL, "account-url", "", "stand-in for the account, at a loopback `URL` only")
	complete(cmd, "kind", kinds)
	complete(cmd, "scope", scopeNames)
}

// valueFlags are the flags that give answers.
var valueFlags = []string{"subdomain", "identifier", "kind", "redirect-url", "scope"}

func (f *draftFlags) addFile(cmd *cobra.Command) {
	f.cmd = cmd
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&f.file, "file", "", "`file` with the answers (default zdg.toml in this folder)")
	_ = cmd.MarkFlagFilename("file", "toml") // it fails for a flag that does not exist
}

func (f *draftFlags) path() string {
	if f.file != "" {
		return f.file
	}
	return store.FileName
}

// fileArgs are the arguments, after a space, with which another command finds the same answers,
// quoted for a shell; "" for zdg.toml in this folder.
func (f *draftFlags) fileArgs() string {
	if f.path() == store.FileName {
		return ""
	}
	path := redact.Clean(f.path(), 200)
	if strings.Trim(path, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/") != "" {
		path = "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return " --file " + path
}

// override is a draft with the values of the flags that were given.
func (f *draftFlags) override(d checklist.Draft) checklist.Draft {
	for flag, set := range map[string]func(){
		"subdomain":  func() { d = d.With(checklist.FieldSubdomain, f.subdomain) },
		"identifier": func() { d = d.With(checklist.FieldIdentifier, f.identifier) },
		"kind":       func() { d = d.With(checklist.FieldKind, f.kind) },
		"redirect-url": func() {
			d = d.With(checklist.FieldRedirectURLs, strings.Join(f.redirectURLs, "\n")).With(checklist.FieldTestRedirect, "")
		},
		"scope": func() { d = d.With(checklist.FieldScopes, strings.Join(f.scopes, "\n")) },
	} {
		if f.cmd.Flags().Changed(flag) {
			set()
		}
	}
	return d
}

// load reads the draft, with the values of the flags. A file that does not exist is an empty
// draft if values were given as flags, and an error if --file names it.
func (f *draftFlags) load() (checklist.Draft, error) {
	d, found, err := f.read()
	if err == nil && !found && !slices.ContainsFunc(valueFlags, f.cmd.Flags().Changed) {
		return d, usagef("there is no %s in this folder, and no value was given: run zdg to be asked, zdg init for a file to fill in, or give --subdomain, --identifier and the others (%s --help)", store.FileName, f.cmd.CommandPath())
	}
	return d, err
}

// read is load where no values need be given.
func (f *draftFlags) read() (_ checklist.Draft, found bool, _ error) {
	d, err := store.Load(f.path())
	switch missing := errors.Is(err, fs.ErrNotExist); {
	case missing && f.file != "":
		return d, false, usagef("%[1]s does not exist: run zdg init --file %[1]s to write one, or leave --file out", f.file)
	case err != nil && !missing:
		return d, false, &exitError{exitUsage, err}
	}
	return f.override(d), err == nil, nil
}

// standIn is the address of --account-url, "" without it. Only a loopback address is allowed.
func (f *draftFlags) standIn() (string, error) {
	if f.accountURL == "" {
		return "", nil
	}
	acct, err := account.New(account.Options{URL: f.accountURL})
	if err != nil {
		return "", usagef("--account-url: %w", err)
	}
	defer acct.Close()
	if !acct.StandIn() {
		return "", usagef("--account-url takes loopback addresses only, such as http://127.0.0.1:8080: for a real account use --subdomain")
	}
	return acct.URL(), nil
}

// urlOf is the base address of the account: standIn if there is one, else that of the
// subdomain.
func urlOf(d checklist.Draft, standIn string) (string, error) {
	if standIn != "" {
		return standIn, nil
	}
	sub, err := zendesk.ParseSubdomain(d.Get(checklist.FieldSubdomain))
	if err != nil {
		return "", usagef("subdomain: %w", err)
	}
	return sub.URL(), nil
}

// planOf is the plan for the client of a draft on its account, or on the one that stands in for it,
// without a secret.
func (a *app) planOf(d checklist.Draft, standIn string) (measure.Plan, error) {
	client, err := clientOf(d, standIn)
	if err != nil {
		return measure.Plan{}, err
	}
	url, err := urlOf(d, standIn)
	if err != nil {
		return measure.Plan{}, err
	}
	return a.planFor(d, client, url), nil
}

// planFor is a plan without a secret that takes nothing over from an earlier probe.
func (a *app) planFor(d checklist.Draft, client zendesk.Client, url string) measure.Plan {
	return measure.Plan{
		Client: client, AccountURL: url, Subject: checklist.SubjectOf(d, url), ProbeAgain: true,
		Now: a.now, UserAgent: tool(), Getenv: a.getenv,
	}
}

// clientOf parses what a test needs. The error names everything that is wrong, each with the
// flag that sets it.
func clientOf(d checklist.Draft, standIn string) (zendesk.Client, error) {
	c, err := checklist.ClientOf(d, standIn != "")
	if err == nil {
		return c, nil
	}
	all := []error{err}
	if joined, is := err.(interface{ Unwrap() []error }); is {
		all = joined.Unwrap()
	}
	var lines []string
	for _, e := range all {
		if field, ok := errors.AsType[*zendesk.FieldError](e); ok {
			lines = append(lines, fmt.Sprintf("%s: %v", flagOf(checklist.Field(field.Field)), field.Err))
		} else {
			lines = append(lines, e.Error())
		}
	}
	return c, usagef("%s", strings.Join(lines, "\nzdg: "))
}

// flagOf is the flag that sets a field, with its dashes.
func flagOf(f checklist.Field) string {
	switch f {
	case checklist.FieldRedirectURLs, checklist.FieldTestRedirect:
		return "--redirect-url"
	case checklist.FieldScopes:
		return "--scope"
	}
	return "--" + string(f)
}

// withoutSecret is the draft with the secret taken out. If the secret is in an answer that would
// be sent or shown, that is an error.
func withoutSecret(d checklist.Draft, secret zendesk.Secret) (checklist.Draft, error) {
	d, in := checklist.Veiled(d, secret)
	for _, f := range in {
		switch f {
		case checklist.FieldSubdomain, checklist.FieldIdentifier, checklist.FieldKind, checklist.FieldRedirectURLs, checklist.FieldTestRedirect, checklist.FieldScopes,
			checklist.FieldAppName, checklist.FieldOrganizationID, checklist.FieldAppID:
			return d, usagef("%s holds the client secret, so nothing was sent: remove it, and make a new secret if others could read it", f)
		}
	}
	return d, nil
}

// announce names the account and the client before anything is sent there; not in practice,
// where nothing is.
func (a *app) announce(p measure.Plan) {
	if p.Label == "" {
		fmt.Fprintf(a.err, "zdg: the account is %s, the client %s\n", p.AccountURL, p.Client.Identifier)
	}
}
