package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/measure"
	"zdg/flow/rehearse"
	"zdg/flow/rehearse/stage"
)

type rehearseCommand struct {
	*app
	draftFlags
	connect, method, data       string
	header                      []string
	poke, pokeCommand, leave    string
	finish, finishData          string
	restart, manual, noBrowser  bool
	isolate                     bool
	reconnect, baseEnv, version string
	only                        []string
	list, strict                bool
	format                      string
	ready, timeout              time.Duration
}

func newRehearse(a *app) *cobra.Command {
	c := &rehearseCommand{app: a}
	cmd := &cobra.Command{
		Use: "rehearse [flags] -- command [argument]...", Short: "Put your own program through what breaks customers' connections",
		Long: `Start your own program, in any language and unchanged, and put it through what
breaks customers' connections afterwards: a missed refresh, two refreshes at
once, a pair that is not stored, a subdomain that leads elsewhere, a state that
nobody checks. zdg plays several Zendesk accounts, the browser and the customer.

  zdg rehearse \
    --connect 'http://localhost:3000/zendesk/connect?subdomain={subdomain}' \
    --poke 'http://localhost:3000/tickets?subdomain={subdomain}' \
    --restart -- npm start

--connect is where a customer connects an account, --poke makes the program
call the API, --disconnect disconnects; {subdomain} stands for the account's
name. All are on this machine. A method other than the usual one stands in
front, as in 'POST http://localhost:3000/disconnect?account={subdomain}'.

Give the program made-up credentials: no real ones are needed. Its requests to
https://NAME.zendesk.com are led to zdg by a proxy and certificates in its
environment; docs/rehearse.md says which clients that reaches, and what leads
the others. Identifier, kind, redirect URLs, scopes and header values are
compared with zdg.toml.

A program that nobody gets into without signing in is connected once in your
own browser with --manual; zdg goes on with the cookies it had there.

It is a model of Zendesk: each scenario names what it rests on.

` + exitTable,
		Example: `  zdg rehearse --list
  zdg rehearse --list --format json`,
		RunE:              func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
		ValidArgsFunction: anyFile, // the program to start, and what it is given
	}
	c.addFile(cmd)
	flags := cmd.Flags()
	flags.SetInterspersed(false)
	flags.StringVar(&c.connect, "connect", "", "`address` where a customer connects, with {subdomain}")
	flags.StringVar(&c.method, "method", "", "`method` of the connect address (default GET; POST with --data)")
	flags.StringVar(&c.data, "data", "", "`body` sent to the connect address: a form, or JSON")
	flags.StringArrayVar(&c.header, "header", nil, "`header` that goes with every request to the program, such as 'Cookie: session=1'; repeat for more")
	flags.StringVar(&c.poke, "poke", "", "`address` that makes the program call the API, with {subdomain}")
	flags.StringVar(&c.pokeCommand, "poke-cmd", "", "shell `command` that does so; $SUBDOMAIN names the account")
	flags.StringVar(&c.finish, "finish", "", "`address` that the script of the callback's page calls, with {code}, {state}, {error}")
	flags.StringVar(&c.finishData, "finish-data", "", "`body` for --finish, as for --data")
	flags.StringVar(&c.leave, "disconnect", "", "`address` where a customer disconnects, with {subdomain} (default method POST)")
	flags.BoolVar(&c.manual, "manual", false, "connect once in your own browser: for a program behind a sign-in or a page with a script")
	flags.BoolVar(&c.noBrowser, "no-browser", false, "with --manual: only print the address, do not open it")
	flags.DurationVar(&c.timeout, "timeout", 5*time.Minute, "with --manual: how long to wait for the browser; 0 waits forever")
	flags.BoolVar(&c.restart, "restart", false, "the program may be stopped and started again")
	flags.StringVar(&c.reconnect, "reconnect-match", "", "`pattern` of what the program says when a customer has to connect again")
	flags.StringVar(&c.baseEnv, "base-url-env", "", "`variable` that the program takes the account's address from, with {subdomain} in it")
	flags.BoolVar(&c.isolate, "isolate", false, "lead a program that nothing else leads, in a namespace of its own (Linux)")
	flags.StringVar(&c.subdomain, "subdomain", "", "`name` of your account, such as d3v-acme: the result is kept for it")
	flags.StringVar(&c.identifier, "identifier", "", "Identifier of the client, such as zdg-acme: the `client_id`")
	flags.StringVar(&c.kind, "kind", "", "client `kind`: public or confidential")
	flags.StringArrayVar(&c.redirectURLs, "redirect-url", nil, "redirect `URL` that the program uses here; repeat for more")
	flags.StringArrayVar(&c.scopes, "scope", nil, "`scope` of the client; repeat for more")
	flags.StringVar(&c.version, "app-version", "", "`version` of the program, kept with the result")
	flags.StringArrayVar(&c.only, "only", nil, "run this `scenario` or group alone, with what it hangs on; repeat for more")
	flags.BoolVar(&c.list, "list", false, "list the scenarios and start nothing")
	flags.BoolVar(&c.strict, "strict", false, "exit 3 when there are only warnings")
	formatFlag(cmd, &c.format, "output `format`: text, json, junit or html", "text", "json", "junit", "html")
	flags.DurationVar(&c.ready, "ready-timeout", 30*time.Second, "how long the program may take until it listens")
	complete(cmd, "method", fixedValues(http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete))
	complete(cmd, "timeout", fixedValues("1m", "5m", "15m", "0"))
	complete(cmd, "kind", kinds)
	complete(cmd, "scope", scopeNames)
	complete(cmd, "only", scenarioNames)
	return cmd
}

func scenarioIDs() []string {
	var all []string
	for _, s := range rehearse.Scenarios() {
		all = append(all, s.ID)
	}
	return all
}

func (c *rehearseCommand) run(ctx context.Context, args []string) error {
	for _, name := range c.only {
		if !slices.ContainsFunc(scenarioIDs(), func(id string) bool { return id == name || strings.HasPrefix(id, name+"-") }) {
			return unknown("scenario", name, scenarioIDs(), "zdg rehearse --list")
		}
	}
	if c.list {
		return c.writeList()
	}
	d, plan, err := c.plan(args)
	if err != nil {
		return err
	}
	c.warnOfSecrets(plan.Environ)
	if why := c.notKept(d, plan); why != "" && len(c.only) == 0 { // with --only, a part is all that is wanted
		fmt.Fprintln(c.err, "zdg: this will not be kept for zdg check and zdg report:", why)
	}
	show := &rehearseText{rehearseCommand: c}
	if c.format == "text" {
		show.out = &errWriter{w: c.out}
		fmt.Fprintf(show.out, "Rehearsal of %s\n\n", filepath.Base(args[0]))
	}
	defer c.console.setLastAct(nil)
	plan.Started = c.console.setLastAct
	outcome, err := rehearse.Run(ctx, plan, show.tell)
	if ctx.Err() != nil {
		return errLeft
	}
	if err != nil {
		return c.notRun(err)
	}
	c.console.settleResult()
	said := c.keepRehearsal(d, plan, outcome) // before the output, whose reader may have gone
	if err := c.write(show, outcome); err != nil {
		return err
	}
	if said != "" {
		fmt.Fprintln(c.err, "zdg:", said)
	}
	return exitWith(rehearseExit(outcome, c.strict))
}

// notRun is the error, with its exit code, for a rehearsal that did not take place.
func (c *rehearseCommand) notRun(err error) error {
	switch {
	case errors.Is(err, rehearse.ErrNotStarted):
		return &exitError{exitUsage, err}
	case errors.Is(err, rehearse.ErrNotReady):
		return &exitError{exitNetwork, fmt.Errorf("%w: give it longer with --ready-timeout, or let --connect name the port it listens on", err)}
	case errors.Is(err, rehearse.ErrNobody):
		return &exitError{exitNetwork, err}
	case errors.Is(err, rehearse.ErrDenied):
		return &exitError{exitDenied, err}
	case errors.Is(err, rehearse.ErrEnded):
		return &exitError{exitFailed, err}
	}
	return &exitError{exitFailed, fmt.Errorf("the rehearsal did not take place: %w", err)}
}

// rehearseExit is the exit code for the results of a rehearsal.
func rehearseExit(o rehearse.Outcome, strict bool) int {
	switch {
	case countOf(o, checklist.Fail) > 0:
		return exitFailed
	case o.Led == "" && !judged(o) && countOf(o, checklist.NotRun) > 0:
		return exitNetwork
	case strict && countOf(o, checklist.Warn) > 0:
		return exitWarnings
	}
	return exitOK
}

// judged reports whether any scenario of a rehearsal came to a verdict.
func judged(o rehearse.Outcome) bool {
	return countOf(o, checklist.Pass)+countOf(o, checklist.Warn)+countOf(o, checklist.Fail) > 0
}

// plan gathers what the rehearsal needs. A missing zdg.toml is no error: what it would say can
// be seen in the program's requests.
func (c *rehearseCommand) plan(args []string) (checklist.Draft, rehearse.Plan, error) {
	var plan rehearse.Plan
	d, _, err := c.read()
	if err != nil {
		return d, plan, err
	}
	if err := c.fits(args); err != nil {
		return d, plan, err
	}
	plan = rehearse.Plan{
		Command: args, Environ: os.Environ(), PokeCommand: c.pokeCommand, Header: http.Header{}, Restart: c.restart, BaseEnv: c.baseEnv,
		AppName: trimmed(d, checklist.FieldAppName), OrganizationID: trimmed(d, checklist.FieldOrganizationID), AppID: trimmed(d, checklist.FieldAppID),
		Client: stage.Client{
			Identifier: trimmed(d, checklist.FieldIdentifier), Kind: d.Chosen(checklist.FieldKind),
			RedirectURLs: d.Lines(checklist.FieldRedirectURLs), Scopes: strings.Fields(strings.Join(d.Lines(checklist.FieldScopes), " ")),
		},
		Only: c.only, Ready: c.ready, Isolate: c.isolate,
	}
	if own, err := zendesk.ParseSubdomain(d.Get(checklist.FieldSubdomain)); err == nil {
		plan.Subdomain = own.String()
	}
	if own := checklist.TestRedirectURL(d); own != "" && !slices.Contains(plan.Client.RedirectURLs, own) {
		plan.Client.RedirectURLs = append(slices.Clone(plan.Client.RedirectURLs), own)
	}
	if c.secret != "" {
		plan.Hide = []string{strings.TrimSpace(c.secret)}
	}
	for _, f := range c.misplaced(d) {
		plan.Hide = append(plan.Hide, d.Lines(f)...)
	}
	if err := c.addresses(&plan); err != nil {
		return d, plan, err
	}
	if c.manual {
		plan.Manual = &rehearse.Manual{Wait: c.timeout}
		if !c.noBrowser {
			plan.Manual.Open = measure.Opener{}.Open
		}
		if !plan.Connect.FitsBrowser() {
			return d, plan, usagef("--manual opens --connect in a browser, which sends GET, or a form: leave --method and JSON in --data out")
		}
	}
	for _, h := range c.header {
		name, value, ok := strings.Cut(h, ":")
		if !ok || strings.TrimSpace(name) == "" {
			return d, plan, usagef("--header takes a name and a value, such as 'Cookie: session=1'")
		}
		plan.Header.Add(strings.TrimSpace(name), strings.TrimSpace(value))
		plan.Hide = append(plan.Hide, strings.TrimSpace(value)) // it may sign somebody in
	}
	if c.reconnect != "" {
		if plan.Reconnect, err = regexp.Compile(c.reconnect); err != nil {
			return d, plan, usagef("--reconnect-match is not a valid pattern: %w", err)
		}
	}
	return d, plan, nil
}

// fits refuses flags that are missing or do not go together.
func (c *rehearseCommand) fits(args []string) error {
	switch {
	case len(args) == 0:
		return usagef("name the program to start after --, such as zdg rehearse --connect ADDRESS -- npm start")
	case c.connect == "":
		return usagef("--connect is missing: the address where a customer connects, such as http://localhost:3000/connect?subdomain={subdomain}")
	case c.poke != "" && c.pokeCommand != "":
		return usagef("--poke and --poke-cmd do the same: leave one out")
	case !c.manual && c.noBrowser:
		return usagef("--no-browser says how --manual is done: add it, or leave this out")
	case c.isolate && runtime.GOOS != "linux":
		return usagef("--isolate works on Linux alone: name a variable for the account's address with --base-url-env instead")
	case c.timeout < 0:
		return usagef("--timeout %s is negative: give a duration such as 5m, or 0 for no end", c.timeout)
	case c.ready <= 0:
		return usagef("--ready-timeout %s is not a time to wait: give a duration such as 30s", c.ready)
	}
	return nil
}

// addresses parses the addresses of the program into the plan.
func (c *rehearseCommand) addresses(plan *rehearse.Plan) error {
	var err error
	for _, a := range []struct {
		flag, text, method string
		to                 *rehearse.Address
	}{{"connect", c.connect, strings.ToUpper(c.method), &plan.Connect}, {"poke", c.poke, "", &plan.Poke}, {"disconnect", c.leave, http.MethodPost, &plan.Disconnect}} {
		if a.text == "" {
			continue
		}
		if *a.to, err = rehearse.ParseAddress(a.text, a.method); err != nil {
			return usagef("--%s: %w", a.flag, err)
		}
	}
	plan.Connect.Data = c.data
	switch {
	case c.finish == "" && c.finishData != "":
		return usagef("--finish-data is the body for --finish: give that too")
	case c.finish != "":
		if plan.Finish, err = rehearse.ParseFinish(c.finish); err != nil {
			return usagef("--finish: %w", err)
		}
		plan.Finish.Data = c.finishData
	}
	if !plan.Connect.NamesAccount() {
		return usagef("--connect does not say which account: write {subdomain} where its name stands, in the address or in --data")
	}
	return nil
}

// warnOfSecrets warns of each variable that seems to hold the real client's secret: a
// rehearsal needs none.
func (c *rehearseCommand) warnOfSecrets(environ []string) {
	known := strings.TrimSpace(c.secret)
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		lower := strings.ToLower(name)
		named := strings.Contains(lower, "secret") && (strings.Contains(lower, "zendesk") || strings.Contains(lower, "client"))
		looksReal := len(value) == 64 && strings.Trim(value, "0123456789abcdef") == "" // Zendesk's own form, which a made-up one has not
		if value != "" && value == known || named && looksReal {
			fmt.Fprintf(c.err, "zdg: %s seems to hold the client's real secret; the rehearsal needs none: start it with a made-up one\n", name)
		}
	}
}

func trimmed(d checklist.Draft, f checklist.Field) string { return strings.TrimSpace(d.Get(f)) }
