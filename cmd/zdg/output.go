package main

import (
	"cmp"
	"encoding/json"
	"io"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// textWidth is the width of a result, in columns. Only a word that is longer by itself, such as
// an address, goes beyond it.
const textWidth = 80

// errWriter writes a result piece by piece. It keeps the first error and writes nothing after
// it, so that a full disk is not taken for success.
type errWriter struct {
	w   io.Writer
	err error
}

// Write returns the error of an earlier write, if there was one.
func (s *errWriter) Write(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.w.Write(p)
	s.err = err
	return n, err
}

// failed is the error to end a command with.
func (s *errWriter) failed() error {
	if s.err == nil {
		return nil
	}
	return usagef("the result cannot be written: %w: check where it is redirected to", plainPath(s.err))
}

// resultHead begins every result in JSON.
type resultHead struct {
	Schema string    `json:"schema"`
	Tool   string    `json:"tool"`
	Time   time.Time `json:"time"`
}

func (a *app) head(schema string) resultHead { return resultHead{schema, tool(), a.stamp()} }

func writeJSON(w io.Writer, v any) error {
	out := &errWriter{w: w}
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && out.err == nil {
		return err
	}
	return out.failed()
}

// stamp is the time for a result, in UTC and to the second.
func (a *app) stamp() time.Time { return a.now().UTC().Truncate(time.Second) }

// wrap breaks text at spaces, into lines of at most width columns where that is possible.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		switch {
		case line == "":
			line = word
		case ansi.StringWidth(line)+1+ansi.StringWidth(word) > width:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}

// columns is the width for text on standard output.
func columns() int {
	if wide, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && wide >= 40 {
		return min(wide, textWidth)
	}
	return textWidth
}

// hang writes text behind lead, wrapped, its further lines aligned below the first word. It
// reports no error: w is an errWriter.
func hang(w io.Writer, lead, text string) {
	indent := ansi.StringWidth(lead)
	for _, line := range wrap(text, columns()-indent) {
		_, _ = io.WriteString(w, strings.TrimRight(lead+line, " ")+"\n") // see above
		lead = strings.Repeat(" ", indent)
	}
}

// cite names a source, by its key when it has no public address, with its date, and how well
// what rests on it is known.
func cite(s zendesk.Source, c zendesk.Confidence) string {
	return cmp.Or(s.URL, s.Key) + " (" + s.AsOf.Format(time.DateOnly) + ", " + string(c) + ")"
}

func citeRule(r checklist.Rule) string { return cite(r.Source, r.Confidence) }
