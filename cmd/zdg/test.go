package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/measure"
	"zdg/flow/store"
)

type testCommand struct {
	*app
	draftFlags
	secrets       secretFlags
	noBrowser     bool
	timeout       time.Duration
	format        string
	practice      bool
	approve       bool
	fault         string
	proveRotation bool
	record        string

	playground *playground
}

func newTest(a *app) *cobra.Command {
	c := &testCommand{app: a}
	cmd := &cobra.Command{
		Use: "test", Short: "Make the test authorization, line by line", Args: cobra.NoArgs,
		Long: `Make a real authorization with the client: the account is reached, identifier and
secret are probed, the browser authorizes, the code is exchanged, the API is
called, the tokens are refreshed and revoked. Values come from zdg.toml; flags
win over it. While the browser is waited for, the redirect URL it ends on can be
pasted here.

The secret is asked for, hidden, or taken from ZDG_CLIENT_SECRET, --secret-file
or --secret-stdin. It is never an argument.

` + exitTable + `

Outcomes and their exit codes:
` + outcomeTable(),
		Example: `  zdg test --subdomain d3v-acme --identifier zdg-acme --kind public \
    --redirect-url http://127.0.0.1:18573/callback --scope read
  zdg test --practice --approve    on the account inside zdg, without a browser`,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd.Context()) },
	}
	c.draftFlags.add(cmd)
	c.secrets.add(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&c.noBrowser, "no-browser", false, "only print the URL, do not open it")
	flags.DurationVar(&c.timeout, "timeout", 5*time.Minute, "how long the browser is waited for; 0: without end")
	flags.StringVar(&c.format, "format", "text", "`text` or json")
	flags.BoolVar(&c.practice, "practice", false, "on the practice account inside zdg")
	flags.BoolVar(&c.approve, "approve", false, "with --practice: answer the consent page by itself")
	flags.StringVar(&c.fault, "fault", "", "with --practice: switch on the failure `name`; zdg practice --list-faults names them")
	flags.BoolVar(&c.proveRotation, "prove-rotation", false, "also try the old refresh token after the refresh; a replay may alarm the server")
	flags.StringVar(&c.record, "record", "", "`file` with the client as the signed-in browser shows it at /api/v2/oauth/clients.json")
	return cmd
}

func outcomeTable() string {
	var b strings.Builder
	for _, o := range []checklist.Outcome{checklist.Passed, checklist.Failed, checklist.TimedOut, checklist.NoNetwork, checklist.Denied, checklist.Cancelled} {
		fmt.Fprintf(&b, "  %-10s %d\n", o, outcomeExits[o])
	}
	return strings.TrimRight(b.String(), "\n")
}

func (c *testCommand) run(ctx context.Context) error {
	if err := oneOf("--format", c.format, "text", "json"); err != nil {
		return err
	}
	if !c.practice && (c.approve || c.fault != "") {
		return usagef("--approve and --fault go with --practice: they answer for the practice account only")
	}
	if c.timeout < 0 {
		return usagef("--timeout %s is negative: give a duration such as 5m, or 0 for no end", c.timeout)
	}
	d, plan, err := c.plan()
	if c.playground != nil {
		defer c.playground.close()
	}
	if err != nil {
		return err
	}
	show := newTestText(c, plan)
	if c.format == "json" {
		show.out = nil // the JSON stands alone; what a person needs goes to stderr
	}
	evidence := measure.Run(ctx, plan, func(n measure.Note) { show.note(d, n) })
	c.keep(d, plan, evidence)
	if c.format == "json" {
		if err := writeTestJSON(c, d, plan, evidence); err != nil {
			return err
		}
	} else {
		show.end(d, evidence)
	}
	if ctx.Err() != nil {
		return nil // the signal decides the exit code
	}
	return exitWith(outcomeExits[evidence.Outcome])
}

// plan gathers what the test needs.
func (c *testCommand) plan() (checklist.Draft, measure.Plan, error) {
	var d checklist.Draft
	var plan measure.Plan
	standIn, err := c.standIn()
	if err != nil {
		return d, plan, err
	}
	var secret zendesk.Secret
	if c.practice {
		if standIn != "" {
			return d, plan, usagef("--practice and --account-url name two accounts: leave one out")
		}
		if c.playground, err = openPlayground(c.app, c.fault); err != nil {
			return d, plan, err
		}
		standIn, d = c.playground.url, c.over(c.playground.draft())
		secret, err = c.playground.secret()
	} else {
		d, err = c.load()
	}
	if err != nil {
		return d, plan, err
	}
	client, err := clientOf(d, standIn)
	if err != nil {
		return d, plan, err
	}
	url, err := urlOf(d, standIn)
	if err != nil {
		return d, plan, err
	}
	given, _, err := c.given(c.secrets)
	if err != nil {
		return d, plan, err
	}
	if !given.IsZero() {
		secret = given
	}
	if secret.IsZero() && client.Kind == zendesk.Confidential {
		if secret, err = c.asked("Client secret (hidden): "); err != nil {
			return d, plan, err
		}
	}
	for _, r := range secret.Remarks(client.Identifier) {
		if r.Grave {
			fmt.Fprintln(c.err, "zdg: the secret:", r.Text)
		}
	}
	plan = measure.Plan{
		Client: client, Secret: secret, AccountURL: url, Subject: checklist.SubjectOf(d, url),
		Timeout: c.timeout, ProbeAgain: true, ProveRotation: c.proveRotation, Now: c.now, UserAgent: tool(),
		Getenv: c.getenv,
	}
	if c.record != "" {
		if plan.Record, err = readInput(c.in, c.record, maxPaste); err != nil {
			return d, plan, usagef("the record cannot be read: %w", err)
		}
	}
	if !c.noBrowser && !c.approve {
		plan.Open = measure.Opener{}.Open
	}
	if c.approve {
		plan.Answer = func(ctx context.Context, url string) (string, error) { return c.playground.consent(ctx, url, true) }
	}
	if c.record != "-" && !c.secrets.stdin && term.IsTerminal(int(c.in.Fd())) {
		plan.Deliver = lines(c.in)
	}
	return d, plan, nil
}

// keep writes the evidence for check and report; practice leaves nothing behind.
func (c *testCommand) keep(d checklist.Draft, plan measure.Plan, e checklist.Evidence) {
	if c.practice {
		return
	}
	dir, err := store.StateDir()
	if err == nil {
		err = store.EvidenceStore{Dir: dir}.SaveEvidence(plan.AccountURL, plan.Client.Identifier.String(), e)
	}
	if err != nil {
		fmt.Fprintln(c.err, "zdg: the results could not be kept:", err)
	}
}

// errNoInput is returned where a file was asked for and none came.
var errNoInput = errors.New("nothing came: name a file, or pipe it in")
