package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/checklist/zendesk"
	"zdg/flow/measure"
	"zdg/flow/store"
)

type checkCommand struct {
	*app
	draftFlags
	secrets                secretFlags
	offline, list, strict  bool
	only                   []string
	record, format, output string
}

func newCheck(a *app) *cobra.Command {
	c := &checkCommand{app: a}
	cmd := &cobra.Command{
		Use: "check", Short: "Make every check that needs no person", Args: cobra.NoArgs,
		Long: `Make every check that needs no person: from zdg.toml, from what the last test
measured, and from the account. Flags win over zdg.toml. What cannot be checked
here is named with the reason.

` + exitTable,
		Example: `  zdg check --offline
  zdg check --strict --format json
  zdg check --only identifier-prefix --identifier zdg-acme
  zdg check --record clients.json`,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd.Context()) },
	}
	c.draftFlags.add(cmd)
	c.secrets.add(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&c.offline, "offline", false, "do not talk to the account")
	flags.BoolVar(&c.list, "list", false, "list every check and its rule")
	flags.BoolVar(&c.strict, "strict", false, "exit 3 when something warns")
	flags.StringArrayVar(&c.only, "only", nil, "make the check with this `id` only; repeat it for more")
	flags.StringVar(&c.record, "record", "", "`file` with the client as /api/v2/oauth/clients.json shows it; - for standard input")
	flags.StringVar(&c.format, "format", "text", "`text`, json, markdown or html")
	return cmd
}

func (c *checkCommand) run(ctx context.Context) error {
	if err := oneOf("--format", c.format, formats...); err != nil {
		return err
	}
	if c.list {
		return c.writeList()
	}
	if err := c.knownIDs(); err != nil {
		return err
	}
	standIn, err := c.standIn()
	if err != nil {
		return err
	}
	d, err := c.load()
	if err != nil {
		return err
	}
	url, evidence := c.evidence(d, standIn)
	if evidence, err = c.measured(ctx, d, evidence, url, standIn); err != nil {
		return err
	}
	report := checklist.NewReport(d, evidence, checklist.Context{Now: c.now(), Tool: tool(), AccountURL: url})
	if len(c.only) > 0 {
		report.Results = slices.DeleteFunc(report.Results, func(r checklist.Result) bool { return !slices.Contains(c.only, r.ID) })
	}
	if err := writeReport(c.out, report, c.format); err != nil {
		return err
	}
	return exitWith(c.exit(report))
}

func (c *checkCommand) exit(r checklist.Report) int {
	counts := r.Counts()
	switch {
	case counts[checklist.Fail] > 0:
		if seen, ok := r.Evidence.Step(checklist.StepReach); ok && seen.Seen != nil && onlyNetworkFails(r) {
			return exitNetwork
		}
		return exitFailed
	case c.strict && counts[checklist.Warn] > 0:
		return exitWarnings
	}
	return exitOK
}

// onlyNetworkFails tells whether nothing but reaching the account failed.
func onlyNetworkFails(r checklist.Report) bool {
	for _, result := range r.Results {
		if result.Verdict == checklist.Fail && result.Of != checklist.StepReach {
			return false
		}
	}
	return true
}

func (c *checkCommand) knownIDs() error {
	for _, id := range c.only {
		if !slices.ContainsFunc(checklist.Checks(), func(k checklist.Check) bool { return k.ID == id }) {
			return usagef("there is no check %q: zdg check --list names them", id)
		}
	}
	return nil
}

// evidence is what earlier tests measured of this client; none when there is
// none, or when it cannot be used: it can be measured again.
func (a *app) loadEvidence(d checklist.Draft, url string) checklist.Evidence {
	dir, err := store.StateDir()
	if err != nil || url == "" {
		return checklist.Evidence{}
	}
	e, err := store.EvidenceStore{Dir: dir}.LoadEvidence(url, strings.TrimSpace(d.Get(checklist.Identifier)))
	if err != nil {
		fmt.Fprintln(a.err, "zdg:", err)
	}
	return e
}

func (c *checkCommand) evidence(d checklist.Draft, standIn string) (string, checklist.Evidence) {
	url, err := urlOf(d, standIn)
	if err != nil {
		return "", checklist.Evidence{} // told by the check of the subdomain
	}
	return url, c.loadEvidence(d, url)
}

// measured adds what can be measured without a person.
func (c *checkCommand) measured(ctx context.Context, d checklist.Draft, e checklist.Evidence, url, standIn string) (checklist.Evidence, error) {
	if logo := strings.TrimSpace(d.Get(checklist.LogoFile)); logo != "" {
		found := measure.Logo(logo)
		e.Logo = &found
	}
	if c.record != "" {
		text, err := c.recordText()
		if err != nil {
			return e, err
		}
		id, err := zendesk.ParseIdentifier(d.Get(checklist.Identifier))
		if err != nil {
			return e, usagef("identifier: %w", err)
		}
		e, err = measure.WithRecord(e, measure.Plan{
			Client: zendesk.Client{Identifier: id}, Subject: checklist.SubjectOf(d, url), Now: c.now,
		}, text)
		if err != nil {
			return e, usagef("the record: %w", err)
		}
	}
	if c.offline || url == "" {
		return e, nil
	}
	secret, _, err := c.given(c.secrets)
	if err != nil {
		return e, err
	}
	client, err := checklist.ClientOf(d, standIn != "")
	if err != nil {
		return e, nil // the values are judged, the account is not asked about a broken client
	}
	return measure.Quick(ctx, measure.Plan{
		Client: client, Secret: secret, AccountURL: url, Subject: checklist.SubjectOf(d, url),
		Earlier: e, Now: c.now, UserAgent: tool(),
	}, func(measure.Note) {}), nil
}

func (c *checkCommand) recordText() (string, error) {
	text, err := readInput(c.in, c.record, maxPaste)
	if err != nil {
		return "", usagef("the record cannot be read: %w", err)
	}
	return text, nil
}

func (c *checkCommand) writeList() error {
	if c.format == "json" {
		type row struct {
			ID         string `json:"id"`
			Stage      string `json:"stage"`
			Title      string `json:"title"`
			How        string `json:"how"`
			Rule       string `json:"rule"`
			Source     string `json:"source"`
			AsOf       string `json:"as_of"`
			Confidence string `json:"confidence"`
		}
		rows := []row{}
		for _, k := range checklist.Checks() {
			rows = append(rows, row{k.ID, string(k.Stage), k.Title, k.How, k.Rule.Text, k.Rule.Source.URL, k.Rule.Source.AsOf.Format(time.DateOnly), string(k.Rule.Confidence)})
		}
		return writeJSON(c.out, struct {
			Schema string    `json:"schema"`
			Tool   string    `json:"tool"`
			Time   time.Time `json:"time"`
			Checks []row     `json:"checks"`
		}{"zdg.checks/1", tool(), c.now().UTC(), rows})
	}
	stage := checklist.Stage("")
	for _, k := range checklist.Checks() {
		if k.Stage != stage {
			stage = k.Stage
			fmt.Fprintf(c.out, "%s\n", stage.Title())
		}
		fmt.Fprintf(c.out, "  %-28s %s\n", k.ID, k.Title)
		fmt.Fprintf(c.out, "  %-28s by %s; %s (%s, %s, %s)\n", "", k.How, k.Rule.Text, k.Rule.Source.Key, k.Rule.Source.AsOf.Format(time.DateOnly), k.Rule.Confidence)
	}
	return nil
}

var formats = []string{"text", "json", "markdown", "html"}

func writeReport(w io.Writer, r checklist.Report, format string) error {
	switch format {
	case "json":
		return r.JSON(w)
	case "markdown":
		return r.Markdown(w)
	case "html":
		return r.HTML(w)
	default:
		return r.Text(w)
	}
}
