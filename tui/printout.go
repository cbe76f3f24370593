package tui

import (
	"bytes"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/term"
)

// printScreen writes text to the terminal's own screen, where it can be selected as a whole,
// and waits until Enter or Esc. It is a tea.ExecCommand.
type printScreen struct {
	text string
	in   io.Reader
	out  io.Writer
}

// printOut leaves the wizard's screen for a moment to print text without wrapping it.
func printOut(text string) tea.Cmd {
	return tea.Exec(&printScreen{text: visible(text)}, func(error) tea.Msg { return nil })
}

func (p *printScreen) SetStdin(r io.Reader)  { p.in = r }
func (p *printScreen) SetStdout(w io.Writer) { p.out = w }
func (p *printScreen) SetStderr(io.Writer)   {}

func (p *printScreen) Run() error {
	// What is typed here is an answer to nothing: it is not echoed under the text.
	newline := "\n"
	if in, ok := p.in.(interface{ Fd() uintptr }); ok {
		if old, err := term.MakeRaw(int(in.Fd())); err == nil {
			defer func() { _ = term.Restore(int(in.Fd()), old) }()
			newline = "\r\n"
		}
	}
	text := strings.ReplaceAll("\n"+p.text+"\n\nenter returns to zdg ", "\n", newline)
	if _, err := io.WriteString(p.out, text); err != nil {
		return err
	}
	err := waitForEnter(p.in)
	_, _ = io.WriteString(p.out, newline) // what is printed after the wizard has a line of its own
	return err
}

// waitForEnter reads keys until one of those that leave: Enter, Esc alone, or ctrl+c.
func waitForEnter(in io.Reader) error {
	keys := make([]byte, 256) // the bytes of a key come in one piece: Esc alone is none of an arrow's
	for {
		n, err := in.Read(keys)
		if n == 1 && keys[0] == '\x1b' || bytes.ContainsAny(keys[:n], "\r\n\x03") {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
