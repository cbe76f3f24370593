package main

import (
	"context"
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
	requests      bool
	verbose       bool
	record        string

	playground *playground
}

func newTest(a *app) *cobra.Command {
	c := &testCommand{app: a}
	cmd := &cobra.Command{
		Use: "test", Short: "Make the test authorization, line by line", Args: noArguments,
		Long: `Make a real authorization with the client: the account is reached, identifier and
secret are probed, the browser authorizes, the code is exchanged, the API is
called, the tokens are refreshed and revoked. Values come from zdg.toml; flags
win over it. While the browser is waited for, the redirect URL it ends on can be
pasted here.

The secret is taken from --secret-file, --secret-stdin or the environment
variable ` + secretEnv + `, in this order, or asked for at a hidden prompt.
It is never an argument.

` + exitTableBut(exitWarnings) + `

Outcomes and their exit codes:
` + outcomeTable(),
		Example: `  zdg test
  zdg test --subdomain d3v-acme --identifier zdg-acme --kind public --redirect-url http://127.0.0.1:18573/callback --scope read
  zdg test --secret-file secret.txt --format json
  zdg test --practice --approve
  zdg test --practice --approve --fault redirect-mismatch`,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd.Context()) },
	}
	c.draftFlags.add(cmd)
	c.secrets.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&c.record, "record", "", "`file` with the client as a signed-in browser shows it at /api/v2/oauth/clients.json; - for standard input")
	flags.BoolVar(&c.proveRotation, "prove-rotation", false, "also try the old refresh token after the refresh; a replay may alarm the server")
	flags.BoolVar(&c.noBrowser, "no-browser", false, "only print the address, do not open it")
	flags.DurationVar(&c.timeout, "timeout", 5*time.Minute, "how long to wait for the browser; 0 waits forever")
	formatFlag(cmd, &c.format, "output `format`: text or json", "text", "json")
	flags.BoolVar(&c.practice, "practice", false, "on the practice account inside zdg")
	flags.BoolVar(&c.approve, "approve", false, "with --practice: answer the consent page automatically")
	flags.StringVar(&c.fault, "fault", "", "with --practice: switch on the failure `name`, or several, separated by commas; zdg practice --list-faults names them")
	flags.BoolVar(&c.requests, "requests", false, "also print every request and answer, and as curl command, secrets masked, on standard error")
	flags.BoolVar(&c.verbose, "verbose", false, "also print what each step saw, fact by fact")
	completeFiles(cmd, "record")
	complete(cmd, "timeout", fixedValues("1m", "5m", "15m", "0"))
	completeFaults(cmd)
	return cmd
}

// outcomeTable is part of the help: the outcomes and their exit codes.
func outcomeTable() string {
	var b strings.Builder
	for _, o := range []checklist.Outcome{checklist.OutcomePassed, checklist.OutcomeFailed, checklist.OutcomeTimedOut, checklist.OutcomeNoNetwork, checklist.OutcomeDenied, checklist.OutcomeCancelled} {
		fmt.Fprintf(&b, "  %-10s %d\n", o, outcomeExits[o])
	}
	return strings.TrimRight(b.String(), "\n")
}

func (c *testCommand) run(ctx context.Context) error {
	if err := c.fits(); err != nil {
		return err
	}
	d, plan, err := c.plan(ctx)
	if c.playground != nil {
		defer c.playground.close()
	}
	if err != nil {
		return err
	}
	c.announce(plan)
	show, trace := newTestText(c, plan), c.trace(plan)
	evidence := measure.Run(ctx, plan, func(n measure.Note) {
		trace.note(n)
		show.note(d, n)
	})
	removeURLFile(show.file)
	stopped := c.console.settleResult()
	if evidence = checklist.Concluded(d, evidence); stopped && evidence.Outcome == checklist.OutcomePassed {
		evidence.Outcome = checklist.OutcomeCancelled // stopped at the last moment: the outcome has to agree with the exit code
	}
	if !c.practice {
		c.saveEvidence(plan.AccountURL, plan.Client.Identifier.String(), evidence)
	}
	if c.format == "json" {
		err = writeTestJSON(c, d, plan, evidence)
	} else {
		err = show.end(d, evidence)
	}
	if err != nil {
		if living := evidence.Living(); living != "" { // the result, which would say so, is lost
			fmt.Fprintln(c.err, "zdg: "+living)
		}
		return err
	}
	if stopped {
		return errLeft // run knows which signal it was
	}
	return exitWith(outcomeExits[evidence.Outcome])
}

// fits refuses flags that do not go together, before anything is done.
func (c *testCommand) fits() error {
	switch {
	case !c.practice && (c.approve || c.fault != ""):
		return usagef("--approve and --fault answer for the practice account only: add --practice, or leave them out")
	case c.practice && c.accountURL != "":
		return usagef("--practice and --account-url name two accounts: leave one out")
	case c.practice && c.file != "":
		return usagef("--practice has its own client and reads no file: leave --file out, or give single values as flags")
	case c.timeout < 0:
		return usagef("--timeout %s is negative: give a duration such as 5m, or 0 for no end", c.timeout)
	}
	return knownFaults(c.fault)
}

// plan gathers what the test needs. It opens the playground, if it is for practice.
func (c *testCommand) plan(ctx context.Context) (checklist.Draft, measure.Plan, error) {
	var d checklist.Draft
	var plan measure.Plan
	standIn, err := c.standIn()
	if err != nil {
		return d, plan, err
	}
	var secret zendesk.Secret
	if c.practice {
		if c.playground, err = openPlayground(c.app, c.fault); err != nil {
			return d, plan, err
		}
		standIn, d = c.playground.url, c.override(c.playground.draft())
		secret, err = c.playground.secret()
	} else {
		d, err = c.load()
	}
	if err != nil {
		return d, plan, err
	}
	if len(c.redirectURLs) == 1 {
		// This is the one to test with. The client may have others: that is nothing to report.
		d = d.With(checklist.FieldTestRedirect, c.redirectURLs[0]).With(checklist.FieldRedirectURLs, "")
	}
	if plan, err = c.planOf(d, standIn); err != nil {
		return d, plan, err
	}
	plan.Timeout, plan.ProveRotation = c.timeout, c.proveRotation
	if c.record != "" {
		if plan.Record, err = c.readRecord(ctx, c.record, c.secrets); err != nil {
			return d, plan, err
		}
	}
	if plan.Secret, err = c.secretFor(ctx, c.secrets, plan, secret, true); err != nil {
		return d, plan, err
	}
	if d, err = withoutSecret(d, plan.Secret); err != nil {
		return d, plan, err
	}
	c.setConsent(&plan)
	return d, plan, nil
}

// setConsent plans how the consent page is answered, and how its answer comes in.
func (c *testCommand) setConsent(plan *measure.Plan) {
	if c.practice {
		plan.Label = "PRACTICE"
	}
	if c.approve {
		plan.Answer = func(ctx context.Context, url string) (string, error) {
			return consentOn(ctx, c.playground.Account, url, true)
		}
		return
	}
	if !c.noBrowser {
		plan.Open = measure.Opener{}.Open
	}
	if c.record != "-" && !c.secrets.stdin && term.IsTerminal(int(c.in.Fd())) {
		plan.Deliver = lines(c.in)
	}
}

// saveEvidence keeps what was measured, and reports whether it could; if not, it says so.
func (a *app) saveEvidence(url, identifier string, e checklist.Evidence) (kept bool) {
	err := keepEvidence(url, identifier, e)
	if err != nil {
		fmt.Fprintln(a.err, "zdg:", err)
	}
	return err == nil
}

// keepEvidence keeps what was measured, with the newest rehearsal.
func keepEvidence(url, identifier string, e checklist.Evidence) error {
	dir, err := store.StateDir()
	if err != nil {
		return err
	}
	s := store.EvidenceStore{Dir: dir}
	return s.SaveEvidence(url, identifier, withRehearsal(s, url, identifier, e))
}

// testJSON is the result of `zdg test --format json`.
type testJSON struct {
	resultHead
	Outcome string                `json:"outcome"`
	Account checklist.JSONAccount `json:"account"`
	Client  checklist.JSONClient  `json:"client"`
	Steps   []stepJSON            `json:"steps"`
}

type stepJSON struct {
	ID        string                   `json:"id"`
	Verdict   string                   `json:"verdict"`
	Summary   string                   `json:"summary"`
	Facts     map[string]string        `json:"facts"`
	Fix       string                   `json:"fix"`
	Diagnosis *checklist.JSONDiagnosis `json:"diagnosis"`
	ElapsedMS int64                    `json:"elapsed_ms"`
}

func writeTestJSON(c *testCommand, d checklist.Draft, plan measure.Plan, e checklist.Evidence) error {
	result := testJSON{
		resultHead: c.head("zdg.test/1"), Outcome: string(e.Outcome),
		Account: checklist.JSONAccount{Subdomain: plan.Client.Account.String(), URL: plan.AccountURL, Practice: c.practice},
		Client:  checklist.JSONClient{Identifier: plan.Client.Identifier.String(), Kind: string(plan.Client.Kind)},
		Steps:   []stepJSON{},
	}
	for _, s := range checklist.Steps(d, e) {
		step := stepJSON{
			ID: string(s.ID), Verdict: string(s.Verdict), Summary: s.Summary,
			Facts: map[string]string{}, Fix: s.Fix, Diagnosis: checklist.DiagnosisJSON(s.Diagnosis), ElapsedMS: s.Elapsed.Milliseconds(),
		}
		for _, f := range s.Facts {
			step.Facts[f.Key] = f.Value
		}
		result.Steps = append(result.Steps, step)
	}
	return writeJSON(c.out, result)
}
