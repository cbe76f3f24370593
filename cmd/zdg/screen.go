package main

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"zdg/checklist/zendesk"
)

// screen is where the wizard draws and reads: the terminal, never the file or pipe that takes
// the result.
type screen struct {
	in, out *os.File
	plain   bool // line by line
}

// screen finds the terminal. Line by line the wizard also does without one.
func (c *wizardCommand) screen() (*screen, error) {
	if c.plain || c.getenv("TERM") == "dumb" || c.getenv("ACCESSIBLE") == "1" {
		return &screen{c.in, os.Stderr, true}, nil
	}
	isTerminal := func(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
	for _, out := range []*os.File{os.Stdout, os.Stderr} {
		if isTerminal(out) && isTerminal(c.in) {
			return &screen{c.in, out, false}, nil
		}
	}
	if c.practice {
		return nil, usagef("the wizard needs a terminal and found none: use zdg test --practice --approve, or zdg practice --plain with answers on standard input")
	}
	return nil, usagef("the wizard needs a terminal and found none: use zdg test, zdg check or zdg report, or zdg --plain with answers on standard input")
}

// readSecret is the hidden prompt; nil where there is no terminal to hide on. An empty line gives
// the zero Secret.
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
