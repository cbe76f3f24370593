package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/flow/measure"
)

func newReport(a *app) *cobra.Command {
	f := &draftFlags{}
	var format, output string
	cmd := &cobra.Command{
		Use: "report", Short: "Print checklist and request sheet from the last results", Args: cobra.NoArgs,
		Long: `Print checklist and request sheet: from zdg.toml and from what was measured last.
It says what was measured, when and on which account, what is the developer's
word, and how old each rule is. Nothing is measured anew, and a failing check
changes no exit code. The secret is never in it.`,
		Example: `  zdg report > request.md
  zdg report --format html -o report.html`,
		RunE: func(*cobra.Command, []string) error {
			if err := oneOf("--format", format, formats...); err != nil {
				return err
			}
			standIn, err := f.standIn()
			if err != nil {
				return err
			}
			d, err := f.load()
			if err != nil {
				return err
			}
			url, _ := urlOf(d, standIn) // a wrong subdomain is told by its check
			evidence := a.loadEvidence(d, url)
			if logo := strings.TrimSpace(d.Get(checklist.LogoFile)); logo != "" && evidence.Logo == nil {
				found := measure.Logo(logo)
				evidence.Logo = &found
			}
			report := checklist.NewReport(d, evidence, checklist.Context{Now: a.now(), Tool: tool(), AccountURL: url})
			var b bytes.Buffer
			if err := writeReport(&b, report, format); err != nil {
				return err
			}
			if output == "" || output == "-" {
				_, err = a.out.Write(b.Bytes())
				return err
			}
			if err := os.WriteFile(output, b.Bytes(), 0o644); err != nil {
				return usagef("the report cannot be written: %w", err)
			}
			_, err = fmt.Fprintf(a.err, "wrote %s\n", output)
			return err
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&format, "format", "markdown", "text, json, `markdown` or html")
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to this `file` instead of standard output")
	return cmd
}
