package tui

import (
	"bufio"
	"fmt"
	"io"

	tea "charm.land/bubbletea/v2"
)

// printScreen writes text to the terminal's own screen, where it can be selected as a whole,
// and waits for Enter. It is a tea.ExecCommand.
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
	if _, err := fmt.Fprintf(p.out, "\n%s\n\nenter returns to zdg ", p.text); err != nil {
		return err
	}
	_, err := bufio.NewReader(p.in).ReadString('\n')
	return err
}
