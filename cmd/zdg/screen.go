package main

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"zdg/checklist/zendesk"
)

// screen is where the wizard draws and reads: the terminal, never what a result
// is redirected to.
type screen struct {
	in    *os.File
	out   *os.File
	plain bool
	tty   *os.File // opened here
}

func (s *screen) close() {
	if s.tty != nil {
		_ = s.tty.Close() // nothing is buffered
	}
}

// errNoTerminal names what works without one.
var errNoTerminal = usagef("the wizard needs a terminal and found none: use zdg test, zdg check or zdg report, or zdg --plain with answers on standard input")

// screen finds the terminal, before anything is drawn.
func (c *wizardCommand) screen() (*screen, error) {
	isTerminal := func(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
	s := &screen{in: c.in, out: os.Stderr}
	s.plain = c.plain || c.getenv("TERM") == "dumb" || c.getenv("ACCESSIBLE") == "1"
	if s.plain {
		return s, nil
	}
	switch {
	case isTerminal(os.Stdout):
		s.out = os.Stdout
	case isTerminal(os.Stderr):
	default:
		return nil, errNoTerminal
	}
	if !isTerminal(s.in) {
		return nil, errNoTerminal
	}
	return s, nil
}

// readSecret is the hidden prompt, or nil where there is no terminal to hide on.
// An empty line is the zero Secret.
func (s *screen) readSecret() func(string) (zendesk.Secret, error) {
	if !term.IsTerminal(int(s.in.Fd())) {
		return nil
	}
	return func(prompt string) (zendesk.Secret, error) {
		text, err := readHidden(s.in, s.out, prompt)
		fmt.Fprintln(s.out)
		if err != nil || strings.TrimSpace(string(text)) == "" {
			return zendesk.Secret{}, err
		}
		return zendesk.ParseSecret(string(text))
	}
}
