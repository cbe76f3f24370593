package tui

import (
	"bufio"
	"fmt"
	"io"

	tea "charm.land/bubbletea/v2"
)

// printout writes text to the terminal's own screen, where it can be selected
// whole, and waits for Enter.
type printout struct {
	text string
	in   io.Reader
	out  io.Writer
}

// printOut leaves the wizard's screen for a moment to print text, unwrapped.
func printOut(text string) tea.Cmd {
	return tea.Exec(&printout{text: visible(text)}, func(error) tea.Msg { return nil })
}

func (p *printout) SetStdin(r io.Reader)  { p.in = r }
func (p *printout) SetStdout(w io.Writer) { p.out = w }
func (p *printout) SetStderr(io.Writer)   {}

func (p *printout) Run() error {
	if _, err := fmt.Fprintf(p.out, "\n%s\n\nenter returns to zdg ", p.text); err != nil {
		return err
	}
	_, err := bufio.NewReader(p.in).ReadString('\n')
	return err
}
