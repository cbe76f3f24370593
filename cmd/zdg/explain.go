package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// maxPaste bounds what is read of a paste, in bytes.
const maxPaste = 1 << 20

type explainCommand struct {
	*app
	draftFlags
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
input, may be JSON, HTML, a HAR, a transcript of curl, an exception, a log or a
forum question, with anything around it, or the code of a failure that zdg named.

First comes what was read: requests and their answers, what this machine did, and
what the browser shows. Then comes what it means, the likeliest first. When none
of it is Zendesk's, one line says what was seen instead: nothing is guessed. The
redirect URL in zdg.toml, where there is one, is known as yours.`,
		Example: `  zdg explain 'No such client'
  zdg explain redirect-mismatch
  zdg explain < answer.json
  zdg explain --format json '{"error":"invalid_grant"}'
  zdg explain --list`,
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
		ValidArgsFunction: func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return withPrefix(codes(), typed), cobra.ShellCompDirectiveNoFileComp
		},
	}
	c.addFile(cmd)
	formatFlag(cmd, &c.format, "output `format`: text or json", "text", "json")
	cmd.Flags().BoolVar(&c.list, "list", false, "list every code")
	return cmd
}

func (c *explainCommand) run(ctx context.Context, args []string) error {
	if c.list {
		if len(args) > 0 {
			return usagef("--list lists every code: leave the text out")
		}
		return c.write(explain.Reading{Diagnoses: explain.All()})
	}
	text, err := c.text(ctx, args)
	if err != nil {
		return err
	}
	client, err := c.client()
	if err != nil {
		return err
	}
	return c.write(explain.Read(text, client))
}

// client is the client in the draft. Text is explained without one too, so only a file that was
// named has to exist.
func (c *explainCommand) client() (zendesk.Client, error) {
	d, err := c.load()
	switch {
	case err != nil && c.file != "":
		return zendesk.Client{}, err
	case err != nil:
		return zendesk.Client{}, nil //nolint:nilerr // a file that was not named may be missing or wrong
	}
	client, _ := clientOf(d, "") // none where the draft is not complete yet
	return client, nil
}

// text is what to explain: the arguments, or standard input.
func (c *explainCommand) text(ctx context.Context, args []string) (string, error) {
	if len(args) > 0 && !slices.Equal(args, []string{"-"}) {
		return strings.Join(args, " "), nil
	}
	nothing := usagef("there is nothing to explain: give the text as an argument, or pipe it in")
	if term.IsTerminal(int(c.in.Fd())) {
		return "", nothing
	}
	text, err := readInput(ctx, c.in, "-", maxPaste)
	switch {
	case errors.Is(err, errNoInput):
		return "", nothing
	case err != nil && !errors.Is(err, errLeft):
		return "", usagef("standard input cannot be explained: %w", err)
	}
	return text, err
}

// explainFact is the JSON form of a fact.
type explainFact struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
	Ours bool   `json:"ours"`
}

// write writes what was read from the text, and what that means.
func (c *explainCommand) write(read explain.Reading) error {
	if c.format == "json" {
		rows, facts := make([]*checklist.JSONDiagnosis, len(read.Diagnoses)), make([]explainFact, len(read.Facts))
		for i, d := range read.Diagnoses {
			rows[i] = checklist.DiagnosisJSON(&d)
		}
		for i, f := range read.Facts {
			facts[i] = explainFact{string(f.Kind), f.Text, f.Ours}
		}
		return writeJSON(c.out, struct {
			resultHead
			Facts     []explainFact              `json:"facts"`
			Diagnoses []*checklist.JSONDiagnosis `json:"diagnoses"`
		}{c.head("zdg.explain/2"), facts, rows})
	}
	if len(read.Diagnoses) == 0 {
		saw := "no answer of Zendesk is recognized in this text"
		if seen := read.Silence(); seen != "" {
			saw += "; it shows " + seen
		}
		_, err := fmt.Fprintln(c.err, "zdg: "+saw+": paste the whole answer, with status, address and body, or say in the text that it is about Zendesk")
		return err
	}
	out := &errWriter{w: c.out}
	for i, f := range read.Facts {
		lead := "read     "
		if i > 0 {
			lead = "         "
		}
		hang(out, lead, f.Text)
	}
	switch n := len(read.Diagnoses); {
	case n > 1 && !c.list:
		hang(out, "means    ", fmt.Sprintf("one of %d things, the likeliest first: what each says under check tells them apart", n))
		fmt.Fprintln(out)
	case len(read.Facts) > 0:
		fmt.Fprintln(out)
	}
	for i, d := range read.Diagnoses {
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
