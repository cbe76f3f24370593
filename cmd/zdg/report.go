package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/flow/store"
)

type reportCommand struct {
	*app
	draftFlags
	format, output string
}

func newReport(a *app) *cobra.Command {
	c := &reportCommand{app: a}
	cmd := &cobra.Command{
		Use: "report", Short: "Print the whole report from the last results", Args: noArguments,
		Long: `Print the whole report, from zdg.toml and from what was measured last: what is to
fix, what to type into the form, what can never be changed, a picture of the test
(HTML), every check, the texts for going live, notes and sources. It says what was
measured, when and on which account, what is the developer's word, and how old
each rule is. Nothing is measured anew, and a failing check changes no exit code.
The secret is never in it.

The format is --format, else that of the ending of --output, else markdown.
--output follows symbolic links and takes pipes and devices; it never writes over
a file of answers or results.`,
		Example: `  zdg report > request.md
  zdg report --format text
  zdg report -o report.html`,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd.Context()) },
	}
	c.draftFlags.add(cmd)
	cmd.Flags().StringVar(&c.format, "format", "", "output `format`: text, json, markdown or html")
	cmd.Flags().StringVarP(&c.output, "output", "o", "", "write to this `file` instead of standard output")
	completeFiles(cmd, "output")
	complete(cmd, "format", fixedValues(formats...))
	return cmd
}

func (c *reportCommand) run(ctx context.Context) error {
	if c.format == "" {
		c.format = formatOf(c.output)
	}
	if err := oneOf("--format", c.format, formats...); err != nil {
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
	secret, _, _ := c.givenSecret(secretFlags{}) // from the environment; here it does not matter if it is not one
	d, in := checklist.Veiled(d, secret)
	url, _ := urlOf(d, standIn) // its check says when the subdomain is wrong
	evidence := withLogo(d, c.loadEvidence(d, url))
	evidence.SecretIn = in
	report := checklist.NewReport(d, evidence, checklist.Context{Now: c.now(), Tool: tool(), AccountURL: url, Columns: columns()})
	if c.output == "" || c.output == "-" {
		return writeReport(c.out, report, c.format, report.WholeText)
	}
	var b bytes.Buffer
	if err := writeReport(&b, report, c.format, report.WholeText); err != nil {
		return err
	}
	_, err = await(ctx, func() (struct{}, error) { // a pipe may wait for its reader
		return struct{}{}, store.Output(c.output, b.Bytes(), []string{c.path()}, os.Stdout, os.Stderr)
	})
	if errors.Is(err, errLeft) {
		return err
	}
	if err != nil {
		return &exitError{exitUsage, err}
	}
	if info, err := os.Stat(c.output); err == nil && info.Mode().IsRegular() {
		fmt.Fprintf(c.err, "wrote %s\n", c.output)
	}
	return nil
}

// formatOf is the format that the ending of a file's name stands for.
func formatOf(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".text":
		return "text"
	case ".json":
		return "json"
	case ".html", ".htm":
		return "html"
	}
	return "markdown"
}
