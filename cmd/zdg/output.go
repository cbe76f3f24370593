package main

import (
	"encoding/json"
	"io"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"
)

// textWidth is the widest line of a result, in columns; only a word that is
// longer by itself, such as an address, goes beyond it.
const textWidth = 80

// sticky is a result that is written piece by piece: it keeps the first error,
// so that a full disk is not taken for success.
type sticky struct {
	w   io.Writer
	err error
}

// Write writes, unless an earlier write failed.
func (s *sticky) Write(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.w.Write(p)
	s.err = err
	return n, err
}

// failed is the error to end a command with.
func (s *sticky) failed() error {
	if s.err == nil {
		return nil
	}
	return usagef("the result cannot be written: %w: check where it is redirected to", plainPath(s.err))
}

func writeJSON(w io.Writer, v any) error {
	out := &sticky{w: w}
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && out.err == nil {
		return err
	}
	return out.failed()
}

// stamp is the time of a result: UTC, to the second.
func (a *app) stamp() time.Time { return a.now().UTC().Truncate(time.Second) }

// fold breaks text at spaces into lines of at most width columns where it can.
func fold(text string, width int) []string {
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

// columns is how wide text is that goes to standard output.
func columns() int {
	if wide, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && wide >= 40 {
		return min(wide, textWidth)
	}
	return textWidth
}

// hang writes text behind lead, folded, its further lines below the first word.
func hang(w io.Writer, lead, text string) {
	indent := ansi.StringWidth(lead)
	for _, line := range fold(text, columns()-indent) {
		_, _ = io.WriteString(w, strings.TrimRight(lead+line, " ")+"\n") // w is sticky
		lead = strings.Repeat(" ", indent)
	}
}
