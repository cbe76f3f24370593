package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/term"

	"zdg/checklist"
	"zdg/tui"
)

// console undoes what was done to terminals, however the process ends: regularly, by a signal,
// or by a bug. The zero console is ready to use, from any goroutine.
type console struct {
	mu        sync.Mutex
	terminals []*savedTerminal
	lastAct   func() // what to do before the process leaves in a hurry; nil: nothing

	notified sync.WaitGroup // see ready

	sigmu   sync.Mutex
	caught  os.Signal // the first signal, unless it came after settleResult
	settled bool      // see settleResult

	gone chan struct{} // see hangUp; nil: nobody listens

	liveTests atomic.Int32 // the number of tests whose tokens may be alive
}

// savedTerminal is a terminal as it was found.
type savedTerminal struct {
	in      *os.File
	state   *term.State
	drawnOn *os.File // what the wizard draws on; nil: nothing
}

// saveTerminal remembers the modes of in, if that is a terminal, and that the wizard draws on
// drawnOn, which may be nil. release restores the modes, once.
func (c *console) saveTerminal(in, drawnOn *os.File) (release func()) {
	h := &savedTerminal{in: in, drawnOn: drawnOn}
	state, err := term.GetState(int(in.Fd()))
	if err != nil && drawnOn == nil {
		return func() {} // no terminal
	}
	h.state = state
	c.mu.Lock()
	defer c.mu.Unlock()
	c.terminals = append(c.terminals, h)
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if i := slices.Index(c.terminals, h); i >= 0 {
			c.terminals = slices.Delete(c.terminals, i, i+1)
			h.restore(false)
		}
	}
}

// setLastAct sets what to do before the process leaves in a hurry; nil for nothing.
func (c *console) setLastAct(do func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lastAct = do
}

// restoreAll does the last act and restores every terminal. It returns soon, even if nobody
// reads the terminals.
func (c *console) restoreAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lastAct != nil {
		c.lastAct()
	}
	for _, h := range c.terminals {
		h.restore(true)
	}
	c.terminals = nil
}

// restore sets the modes that were found, and with undo also resets a terminal that the wizard
// draws on: that is for when the wizard could not do so itself.
func (h *savedTerminal) restore(undo bool) {
	if h.state != nil && foreground(h.in) {
		_ = term.Restore(int(h.in.Fd()), h.state) // the terminal may be gone
	}
	if undo && h.drawnOn != nil {
		_, _ = writeBriefly(h.drawnOn, tui.ResetTerminal)
	}
}

// cancelWriter writes to a file, which may be a terminal or a pipe that nobody reads. Once ctx
// has ended, a write waits no longer than readWithin, and after one that failed so no write
// waits at all.
type cancelWriter struct {
	file   *os.File
	ctx    context.Context
	unread *atomic.Bool // nobody reads it
	ready  func()       // is called before each write
}

func newCancelWriter(ctx context.Context, f *os.File) cancelWriter {
	return cancelWriter{f, ctx, new(atomic.Bool), func() {}}
}

// writer is newCancelWriter for what may be written before ready was called.
func (c *console) writer(ctx context.Context, f *os.File) cancelWriter {
	w := newCancelWriter(ctx, f)
	w.ready = c.ready
	return w
}

// writeBriefly writes text, and waits no longer than readWithin.
func writeBriefly(f *os.File, text string) (int, error) {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	return newCancelWriter(ended, f).Write([]byte(text))
}

var errUnread = errors.New("nobody reads the output")

// readWithin is how long a reader takes at most for what is written to it.
const readWithin = 300 * time.Millisecond

func (p cancelWriter) Write(b []byte) (int, error) {
	p.ready()
	if p.unread.Load() {
		return 0, errUnread
	}
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	text := bytes.Clone(b) // it may be written after Write has returned
	go func() {
		n, err := p.file.Write(text)
		done <- result{n, err}
	}()
	select {
	case r := <-done:
		return r.n, r.err
	case <-p.ctx.Done():
	}
	select {
	case r := <-done:
		return r.n, r.err
	case <-time.After(readWithin):
		p.unread.Store(true)
		return 0, errUnread
	}
}

// The rest of what Bubble Tea wants of a terminal.

func (p cancelWriter) Read(b []byte) (int, error) { return p.file.Read(b) }
func (p cancelWriter) Close() error               { return p.file.Close() }
func (p cancelWriter) Fd() uintptr                { return p.file.Fd() }

// signalExits are the signals that end zdg, and the exit code of each: 128 plus its number, as
// in shells.
var signalExits = map[os.Signal]int{
	os.Interrupt: exitInterrupted, syscall.SIGTERM: exitTerminated, syscall.SIGHUP: exitHangup,
	syscall.SIGQUIT: exitQuit, syscall.SIGABRT: exitAborted,
}

// cleanupTime is how long zdg may take to end after a signal: in that time it revokes the test
// token.
const cleanupTime = 5 * time.Second

// signalGap is how long a stopped process that continues in the background waits for the signal
// that is to end it.
const signalGap = 50 * time.Millisecond

// signals returns a context that ends with the first of signalExits; caught returns that
// signal, nil before. At a second signal, or when the process takes longer than cleanupTime,
// the terminals are restored and the process exits. A second SIGHUP does not count, since
// several parties tell of a terminal that was closed.
//
// Signals are caught once ready has returned.
func (c *console) signals() (ctx context.Context, caught func() os.Signal, stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ch, gone := make(chan os.Signal, 2), make(chan struct{}, 1)
	c.gone = gone
	behind := make(chan os.Signal, 1)
	c.notified.Go(func() {
		// A closed pipe must not end a test whose tokens are alive: with a handler, writing to
		// it fails instead. Unlike SIG_IGN, a handler is not inherited by the browser.
		signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
		for sig := range signalExits {
			signal.Notify(ch, sig)
		}
		if len(backgroundSignals) > 0 {
			signal.Notify(behind, backgroundSignals...)
		}
	})
	stopped := make(chan struct{})
	go func() {
		var first os.Signal
		for first == nil {
			select {
			case first = <-ch:
			case <-gone:
				first = syscall.SIGHUP
			case <-stopped:
				return
			case <-behind:
				select {
				case first = <-ch: // it came together with the one that continued the process
				case <-time.After(signalGap):
					if !foreground(os.Stdin, os.Stdout, os.Stderr) {
						stopSelf()
					}
				}
			}
		}
		c.catch(first, cancel)
		if len(backgroundSignals) > 0 {
			signal.Ignore(backgroundSignals...) // from now on, reading the terminal fails instead of stopping the process
		}
		for late, ends := time.After(cleanupTime), false; !ends; {
			select {
			case sig := <-ch:
				ends = sig != syscall.SIGHUP || first != syscall.SIGHUP
			case <-late:
				ends = true
			case <-stopped:
				return
			}
		}
		c.restoreAll()
		if c.liveTests.Load() > 0 {
			_, _ = writeBriefly(os.Stderr, "zdg: "+checklist.NotAsked+"\n") // there is nothing more to be done
		}
		os.Exit(signalExits[first])
	}()
	return ctx, func() os.Signal {
			c.sigmu.Lock()
			defer c.sigmu.Unlock()
			return c.caught
		}, func() {
			c.ready()
			signal.Stop(ch)
			signal.Stop(behind)
			close(stopped)
			cancel()
		}
}

// ready waits until signals are caught. It takes the runtime some switches of threads for each of
// them, which nobody need wait for before there is something to undo or to write.
func (c *console) ready() { c.notified.Wait() }

// hangUp ends the process as SIGHUP does. It is for whoever finds that the terminal was closed:
// the signal goes to the leader of the session, which need not pass it on.
func (c *console) hangUp() {
	select {
	case c.gone <- struct{}{}:
	default: // that is known, or nobody listens
	}
}

// catch notes the first signal and cancels. After settleResult it does neither: then a signal
// only bounds how long the result may take to be written.
func (c *console) catch(sig os.Signal, cancel func()) {
	c.sigmu.Lock()
	defer c.sigmu.Unlock()
	if !c.settled {
		c.caught = sig
		cancel()
	}
}

// settleResult says that the result is final: no later signal changes it or the exit code, so
// that the two always agree. It reports whether a signal was caught before.
func (c *console) settleResult() (stopped bool) {
	c.sigmu.Lock()
	defer c.sigmu.Unlock()
	c.settled = true
	return c.caught != nil
}

// recoverPanic is to be deferred in every goroutine that could panic while a terminal is in
// use. It restores the terminals and exits. It prints where the panic was, but not its value,
// which may quote anything.
func (a *app) recoverPanic() {
	if recover() == nil {
		return
	}
	stack := debug.Stack()
	a.console.restoreAll()
	var where strings.Builder
	for line := range strings.Lines(string(stack)) {
		if place, inFile := strings.CutPrefix(line, "\t"); inFile { // without the folder, which is of the machine it was built on
			place, _, _ = strings.Cut(strings.TrimSuffix(place, "\n"), " +0x")
			line = "\t" + path.Base(filepath.ToSlash(place)) + "\n"
		}
		where.WriteString(line)
	}
	_, _ = writeBriefly(os.Stderr, fmt.Sprintf("zdg: a mistake in zdg itself ended it; the answers in fields you had left are saved: please report it with what follows\n%s", where.String()))
	os.Exit(exitUsage)
}
