// Package tui is the wizard on screen, and the only package that imports charm.land.
//
// What a page says and offers comes from package page. This package draws it, binds its
// keys, and holds what is being typed; flow.Session is its only way to the process. Files
// are named after what they do: model.go is the Bubble Tea program, body.go the page on
// screen, view.go the frame around it, act.go and bindings.go what the keys do, canvas.go, text.go and
// draw*.go the drawing, editor.go and field.go the text that is edited. burst_filter.go,
// burst.go and interrupt.go take what a terminal sends too fast to have been typed.
//
// The rules of the screen:
//   - Every page has the same frame, and a bar stands beside what has the focus.
//   - Enter does what the row of keys names first. It never destroys, ends or skips anything.
//     esc goes back and ctrl+c quits, everywhere. Letters are never commands while a text has
//     the focus.
//   - Errors stand under their field, once the person pauses. Colour never stands alone: a
//     mark and words say the same.
//   - A page that appears by itself ignores keys that act for 400 ms.
//   - Nothing ticks when nothing is waited for, and Update does no I/O.
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

// Options is what the screen needs. Only Session is required.
type Options struct {
	Session *flow.Session

	In  io.Reader        // the terminal; nil: the program's own
	Out io.Writer        // the terminal that is drawn on, never what a result goes to; nil: the program's own
	Env []string         // nil: the process's own
	Now func() time.Time // nil: time.Now

	WriteClipboard func(text string) error // the native clipboard, beside OSC 52; nil: OSC 52 alone
	ReadClipboard  func() (string, error)  // the native clipboard, for ctrl+v; nil: ctrl+v does nothing

	ASCII    bool   // the terminal has no UTF-8
	NoMotion bool   // nothing moves
	Greeting string // one line at the start, such as where a draft was resumed

	// Recover is deferred wherever something could panic, also by the caller of Run. It
	// recovers, and gives the terminal back. Nil: Bubble Tea does.
	Recover func()
	// Abort is called for ctrl+\, to do what the signal of that key does. Nil: nothing.
	Abort func()
	// TerminalLost is called when the terminal cannot be read any more. It has to end the
	// context of Run. Nil: the wizard stays.
	TerminalLost func()
	// OnResume calls its argument whenever the process continues after it was stopped, until
	// the function that it returns is called. Nil: the screen stays as the shell left it.
	OnResume func(func()) (stop func())

	ProgramOptions []tea.ProgramOption // more of them, for tests
}

// These keep the title of the window on the terminal's own stack (XTWINOPS 22 and 23).
const pushTitle, popTitle = "\x1b[22;2t", "\x1b[23;2t"

// ResetTerminal switches off everything that Run switches on. It is to be written to the
// terminal when the process ends without Run returning. To write it twice does no harm.
const ResetTerminal = ansi.ResetModifyOtherKeys + "\x1b[<1u" + // both keyboard protocols
	ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr + ansi.ResetModeFocusEvent +
	ansi.ResetModeBracketedPaste + ansi.ResetModeSynchronizedOutput + ansi.ResetModeUnicodeCore +
	ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable + "\x1b[0 q" + ansi.ResetStyle + popTitle + "\r\n"

// ErrKilled is returned by Run when its context has ended.
var ErrKilled = errors.New("the wizard was ended from outside")

// Run shows the wizard until it is left or ctx ends, and gives the terminal back as it was.
// It returns ErrKilled when ctx has ended, or what kept it from using the terminal; the
// session tells how the wizard was left. What was being typed at the end is saved. Run is not
// for concurrent use.
func Run(ctx context.Context, o Options) error {
	m, bursts := newModel(o), &burstFilter{}
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithFilter(bursts.filter), tea.WithoutSignalHandler()}
	if o.Recover != nil {
		options = append(options, tea.WithoutCatchPanics()) // Bubble Tea would quote what was panicked with
	}
	if o.In != nil {
		options = append(options, tea.WithInput(watch(ctx, o.In, func(msg tea.Msg) { bursts.send(msg) }, o.TerminalLost)))
	}
	if o.Out != nil {
		options = append(options, tea.WithOutput(o.Out))
	}
	if o.Env != nil {
		options = append(options, tea.WithEnvironment(o.Env))
	} else if f, is := o.Out.(interface{ Fd() uintptr }); is && f.Fd() == os.Stdout.Fd() {
		// Lip Gloss has asked already, at its start; within tmux each time runs a program.
		options = append(options, tea.WithColorProfile(lipgloss.Writer.Profile))
	}
	program := tea.NewProgram(m, append(options, o.ProgramOptions...)...)
	bursts.send = program.Send
	if f, is := o.In.(interface{ Fd() uintptr }); is && o.OnResume != nil {
		defer o.OnResume(func() {
			_, _ = term.MakeRaw(int(f.Fd())) // the shell has set its own modes, which echo what is typed
			program.Send(tea.ClearScreen())
		})()
	}
	_, err := program.Run()
	m.rescue(bursts)
	if o.Out != nil && m.body != nil {
		_, _ = io.WriteString(o.Out, popTitle)
	}
	if ctx.Err() != nil {
		return ErrKilled
	}
	return err
}

// saneSize replaces a window size that is not one, and bounds a huge one. Other messages it
// returns as they are.
func saneSize(msg tea.Msg) tea.Msg {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		if size.Width <= 0 || size.Height <= 0 {
			return tea.WindowSizeMsg{Width: 80, Height: 24}
		}
		return tea.WindowSizeMsg{Width: min(size.Width, 4096), Height: min(size.Height, 4096)}
	}
	return msg
}
