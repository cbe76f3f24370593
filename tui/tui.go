// Package tui is the wizard on screen, and the only importer of charm.land.
//
// What a page says and offers is package page's business: here it is drawn, its keys are
// bound, and what is typed is held. The rules of the screen:
//   - One frame on every page, and what has the focus behind a bar beside it.
//   - Enter does what the row of keys names first; it never destroys, ends or skips. esc
//     goes back, ctrl+c quits, everywhere. No single-letter command while a text field has
//     the focus.
//   - Errors stand under their field, when a person pauses. Colour never stands alone: a
//     mark and words go with it.
//   - A page that appears by itself ignores keys for 400 ms.
//   - Nothing ticks when nothing is waited for, and Update does no I/O: all that
//     happens goes through flow.Session.
package tui

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"zdg/flow"
)

// Options is what the screen needs beside the session.
type Options struct {
	Session  *flow.Session
	In       io.Reader // the terminal; nil: the program's own
	Out      io.Writer // the terminal the wizard draws on, never what a result goes to
	Env      []string  // nil: the process's own
	Now      func() time.Time
	Copy     func(text string) error // the native clipboard; OSC 52 is sent as well. nil: only OSC 52
	Fetch    func() (string, error)  // what the native clipboard holds, for ctrl+v; nil: ctrl+v does nothing
	ASCII    bool                    // the terminal has no UTF-8
	NoMotion bool                    // nothing moves
	Greet    string                  // one line at the start, such as where a draft was resumed
	Crashed  func()                  // deferred where something could panic, also by who calls Run: it recovers and gives the terminal back. nil: Bubble Tea does
	Abort    func()                  // ctrl+\, as its signal does; nil: it does nothing
	Gone     func()                  // the terminal can be read no longer: it has to end Run's context. nil: the wizard stays as it is
	Resumed  func(func()) func()     // calls what it is given whenever the process goes on after it was stopped, until what it returns is called; nil: the screen stays as a shell left it
	Program  []tea.ProgramOption     // more, for tests
}

// The title of the window is kept on the terminal's own stack (XTWINOPS 22 and 23).
const keepTitle, backTitle = "\x1b[22;2t", "\x1b[23;2t"

// GiveBack is what gives a terminal back that the wizard had and could not give
// back itself: everything that Run switches on is switched off, twice does no harm.
const GiveBack = ansi.ResetModifyOtherKeys + "\x1b[<1u" + // the keyboard, also of kitty
	ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr + ansi.ResetModeFocusEvent +
	ansi.ResetModeBracketedPaste + ansi.ResetModeSynchronizedOutput + ansi.ResetModeUnicodeCore +
	ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable + "\x1b[0 q" + ansi.ResetStyle + backTitle + "\r\n"

// ErrKilled is returned by Run when its context ended the wizard from outside.
var ErrKilled = errors.New("the wizard was ended from outside")

// Run shows the wizard until it is left, and gives the terminal back as it was.
// How it was left stands in the session, and what was being typed when it was
// ended from outside is saved. It is not for concurrent use.
func Run(ctx context.Context, o Options) error {
	if o.Now == nil {
		o.Now = time.Now
	}
	m, g := newModel(o), &gather{}
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithFilter(g.filter), tea.WithoutSignalHandler()}
	if o.Crashed != nil {
		options = append(options, tea.WithoutCatchPanics()) // it quotes what was panicked with
	}
	if o.In != nil {
		options = append(options, tea.WithInput(watch(ctx, o.In, func(msg tea.Msg) { g.send(msg) }, o.Gone)))
	}
	if o.Out != nil {
		options = append(options, tea.WithOutput(o.Out))
		_, _ = io.WriteString(o.Out, keepTitle) // the wizard does without
	}
	if o.Env != nil {
		options = append(options, tea.WithEnvironment(o.Env))
	} else if f, is := o.Out.(interface{ Fd() uintptr }); is && f.Fd() == os.Stdout.Fd() {
		// Lip Gloss has asked already, at its start; within tmux each time runs a program.
		options = append(options, tea.WithColorProfile(lipgloss.Writer.Profile))
	}
	program := tea.NewProgram(m, append(options, o.Program...)...)
	g.send = program.Send
	if f, is := o.In.(interface{ Fd() uintptr }); is && o.Resumed != nil {
		defer o.Resumed(func() {
			_, _ = term.MakeRaw(int(f.Fd())) // a shell has set its own modes, which show what is typed
			program.Send(tea.ClearScreen())
		})()
	}
	_, err := program.Run()
	m.rescue(g)
	if o.Out != nil {
		_, _ = io.WriteString(o.Out, backTitle)
	}
	if ctx.Err() != nil {
		return ErrKilled
	}
	return err
}

// sane maps window sizes that Bubble Tea draws nothing on, or too much.
func sane(msg tea.Msg) tea.Msg {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		if size.Width <= 0 || size.Height <= 0 {
			return tea.WindowSizeMsg{Width: 80, Height: 24}
		}
		return tea.WindowSizeMsg{Width: min(size.Width, 4096), Height: min(size.Height, 4096)}
	}
	return msg
}
