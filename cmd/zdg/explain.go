package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"zdg/checklist"
	"zdg/checklist/explain"
)

// maxPaste bounds what is read of a paste, in bytes.
const maxPaste = 1 << 20

type explainCommand struct {
	*app
	format string
	list   bool
}

func newExplain(a *app) *cobra.Command {
	c := &explainCommand{app: a}
	cmd := &cobra.Command{
		Use:   "explain [TEXT]",
		Short: "Say what an answer of Zendesk means, and what to do",
		Long: `Say what an answer of Zendesk's OAuth pages, token endpoint or API means: what
happened, the likely cause, how to check it, and the fix. TEXT, or standard
input, may be JSON, HTML, a log or a forum question, with anything around it, or
the code of a failure that zdg named. The likeliest meaning comes first. When it
is none of Zendesk's it says so: nothing is guessed.`,
		Example: `  zdg explain 'No such client'
  zdg explain redirect-mismatch
  zdg explain < answer.json
  zdg explain --format json '{"error":"invalid_grant"}'
  zdg explain --list`,
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
		ValidArgsFunction: func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return begun(codes(), typed), cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.Flags().SortFlags = false
	cmd.SetFlagErrorFunc(flagError)
	cmd.Flags().StringVar(&c.format, "format", "text", "output `format`: text or json")
	cmd.Flags().BoolVar(&c.list, "list", false, "list every code")
	complete(cmd, "format", fixed("text", "json"))
	return cmd
}

func (c *explainCommand) run(ctx context.Context, args []string) error {
	if err := oneOf("--format", c.format, "text", "json"); err != nil {
		return err
	}
	if c.list {
		if len(args) > 0 {
			return usagef("--list lists every code: leave the text out")
		}
		return c.write(explain.All())
	}
	text, err := c.text(ctx, args)
	if err != nil {
		return err
	}
	for _, d := range explain.All() {
		if string(d.Code) == strings.ToLower(strings.TrimSpace(text)) {
			return c.write([]explain.Diagnosis{d})
		}
	}
	return c.write(explain.Text(text))
}

// text is what is to be explained: the arguments, or standard input.
func (c *explainCommand) text(ctx context.Context, args []string) (string, error) {
	if len(args) > 0 && !slices.Equal(args, []string{"-"}) {
		return strings.Join(args, " "), nil
	}
	if term.IsTerminal(int(c.in.Fd())) {
		return "", usagef("there is nothing to explain: give the text as an argument, or pipe it in")
	}
	text, err := readInput(ctx, c.in, "-", maxPaste)
	switch {
	case errors.Is(err, errNoInput):
		return "", usagef("there is nothing to explain: give the text as an argument, or pipe it in")
	case err != nil && !errors.Is(err, errLeft):
		return "", usagef("standard input cannot be explained: %w", err)
	}
	return text, err
}

func (c *explainCommand) write(found []explain.Diagnosis) error {
	if c.format == "json" {
		rows := make([]*checklist.JSONDiagnosis, len(found))
		for i, d := range found {
			rows[i] = checklist.DiagnosisJSON(&d)
		}
		return writeJSON(c.out, struct {
			Schema    string                     `json:"schema"`
			Tool      string                     `json:"tool"`
			Time      time.Time                  `json:"time"`
			Diagnoses []*checklist.JSONDiagnosis `json:"diagnoses"`
		}{"zdg.explain/1", tool(), c.stamp(), rows})
	}
	if len(found) == 0 {
		_, err := fmt.Fprintln(c.err, "zdg: no answer of Zendesk is recognized in this text: paste the whole answer, with status and body")
		return err
	}
	out := &sticky{w: c.out}
	for i, d := range found {
		if c.list {
			hang(out, fmt.Sprintf("%-25s ", d.Code), d.What)
			continue
		}
		if i > 0 {
			fmt.Fprintln(out)
		}
		writeExplained(out, d)
	}
	return out.failed()
}

// writeExplained writes a whole row of the catalogue.
func writeExplained(w io.Writer, d explain.Diagnosis) {
	fmt.Fprintln(w, d.Code)
	hang(w, "  what   ", d.What)
	writeDiagnosis(w, "  ", d, "")
}
