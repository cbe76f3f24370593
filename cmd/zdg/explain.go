package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"zdg/checklist/explain"
)

// maxPaste bounds what explain reads, in bytes.
const maxPaste = 1 << 20

func newExplain(a *app) *cobra.Command {
	var format string
	var list bool
	cmd := &cobra.Command{
		Use:   "explain [TEXT]",
		Short: "Say what an answer of Zendesk means, and what to do",
		Long: `Say what an answer of Zendesk's OAuth pages, token endpoint or API means: what
happened, the likely cause, how to check it, and the fix. TEXT, or standard
input, may be JSON, HTML, a log or a forum question, with anything around it.
When it is none of Zendesk's it says so: nothing is guessed.`,
		Example: `  zdg explain 'No such client'
  curl … | zdg explain
  zdg explain --list`,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "text", "json"); err != nil {
				return err
			}
			if list {
				return writeDiagnoses(a, format, explain.All(), true)
			}
			text := strings.Join(args, " ")
			if len(args) == 0 || text == "-" {
				if term.IsTerminal(int(a.in.Fd())) {
					return usagef("there is nothing to explain: give the text, or pipe it in")
				}
				piped, err := io.ReadAll(io.LimitReader(a.in, maxPaste))
				if err != nil {
					return usagef("standard input could not be read: %w", err)
				}
				text = string(piped)
			}
			return writeDiagnoses(a, format, explain.Text(text), false)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`text` or json")
	cmd.Flags().BoolVar(&list, "list", false, "list every code")
	return cmd
}

func oneOf(flag, value string, allowed ...string) error {
	for _, ok := range allowed {
		if value == ok {
			return nil
		}
	}
	return usagef("%s %q is not known: use %s", flag, value, strings.Join(allowed, " or "))
}

// diagnosisJSON is a diagnosis in every JSON result.
type diagnosisJSON struct {
	Code       string `json:"code"`
	What       string `json:"what"`
	Cause      string `json:"cause"`
	Check      string `json:"check"`
	Fix        string `json:"fix"`
	Source     string `json:"source"`
	AsOf       string `json:"as_of"`
	Confidence string `json:"confidence"`
}

func diagnosisOf(d explain.Diagnosis) diagnosisJSON {
	return diagnosisJSON{
		string(d.Code), d.What, d.Cause, d.Check, d.Fix,
		d.Source.URL, d.Source.AsOf.Format(time.DateOnly), string(d.Confidence),
	}
}

func writeDiagnoses(a *app, format string, found []explain.Diagnosis, short bool) error {
	if format == "json" {
		rows := make([]diagnosisJSON, len(found))
		for i, d := range found {
			rows[i] = diagnosisOf(d)
		}
		return writeJSON(a.out, struct {
			Schema    string          `json:"schema"`
			Tool      string          `json:"tool"`
			Time      time.Time       `json:"time"`
			Diagnoses []diagnosisJSON `json:"diagnoses"`
		}{"zdg.explain/1", tool(), a.now().UTC(), rows})
	}
	if len(found) == 0 {
		_, err := fmt.Fprintln(a.err, "zdg: nothing in this text is known as an answer of Zendesk: paste the whole answer, with status and body")
		return err
	}
	for i, d := range found {
		if short {
			fmt.Fprintf(a.out, "%-26s %s\n", d.Code, d.What)
			continue
		}
		if i > 0 {
			fmt.Fprintln(a.out)
		}
		writeDiagnosis(a.out, "", d)
	}
	return nil
}

// writeDiagnosis writes a diagnosis as text, each line behind indent.
func writeDiagnosis(w io.Writer, indent string, d explain.Diagnosis) {
	fmt.Fprintf(w, "%s%s\n", indent, d.Code)
	for _, row := range [][2]string{{"what", d.What}, {"cause", d.Cause}, {"check", d.Check}, {"fix", d.Fix}} {
		if row[1] == "" {
			continue
		}
		lead := fmt.Sprintf("%s  %-7s", indent, row[0])
		for _, line := range fold(row[1], 78-len(lead)) {
			fmt.Fprintf(w, "%s%s\n", lead, line)
			lead = strings.Repeat(" ", len(lead))
		}
	}
	fmt.Fprintf(w, "%s  source %s (%s, %s)\n", indent, d.Source.URL, d.Source.AsOf.Format(time.DateOnly), d.Confidence)
}

// fold breaks text at spaces into lines of at most width bytes where it can.
func fold(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case len(line)+1+len(word) > width:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
