package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/term"

	"zdg/checklist"
	"zdg/flow/measure"
	"zdg/tui"
)

// console is what was done to terminals, to be undone however the process ends:
// regularly, by a signal, or by a mistake of its own. The zero console is ready.
type console struct {
	mu   sync.Mutex
	held []*held

	sigmu   sync.Mutex
	caught  os.Signal // the first signal, unless it came too late to count
	settled bool      // see settle

	gone chan struct{} // see hangUp; nil: nobody listens

	last func() // what is done before the process leaves in a hurry; nil: nothing

	living atomic.Int32 // tests whose tokens were issued, or may have been, and are not proven dead
}

// watch begins to remember whether tokens of one test are alive, for the last word of
// whoever leaves. What an earlier one left lives on whatever a later one deletes.
func (c *console) watch() func(measure.Note) {
	lives := false
	return func(n measure.Note) {
		switch n.(type) {
		case measure.Issued:
			if !lives {
				c.living.Add(1)
			}
			lives = true
		case measure.Gone:
			if lives {
				c.living.Add(-1)
			}
			lives = false
		}
	}
}

// held is a terminal as it was found.
type held struct {
	in    *os.File
	state *term.State
	drawn *os.File // the wizard draws on it; nil: nothing does
}

// hold remembers the terminal in, if it is one, and that the wizard draws on drawn,
// which may be nil. release gives it back, once.
func (c *console) hold(in, drawn *os.File) (release func()) {
	h := &held{in: in, drawn: drawn}
	state, err := term.GetState(int(in.Fd()))
	if err != nil && drawn == nil {
		return func() {} // no terminal
	}
	h.state = state
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held = append(c.held, h)
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		for i, other := range c.held {
			if other == h {
				c.held = append(c.held[:i:i], c.held[i+1:]...)
				h.giveBack(false)
			}
		}
	}
}

// atLast says what is done before the process leaves in a hurry.
func (c *console) atLast(do func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = do
}

// giveBack gives every terminal back. It returns soon, whoever reads them.
func (c *console) giveBack() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last != nil {
		c.last()
	}
	for _, h := range c.held {
		h.giveBack(true)
	}
	c.held = nil
}

// giveBack sets the modes that were found, which waits for nobody, and undoes what
// was drawn unless the wizard did so itself.
func (h *held) giveBack(undo bool) {
	if h.state != nil && foreground(h.in) {
		_ = term.Restore(int(h.in.Fd()), h.state) // the terminal may be gone
	}
	if undo && h.drawn != nil {
		_, _ = writeSoon(h.drawn, tui.ResetTerminal)
	}
}

// patient writes to a file, which may be a terminal or a pipe that nobody reads:
// when ctx has ended, it is not waited for any longer than it takes to write to
// one that is read.
type patient struct {
	file   *os.File
	ctx    context.Context
	unread *atomic.Bool // it was waited for in vain
}

func newPatient(ctx context.Context, f *os.File) patient { return patient{f, ctx, new(atomic.Bool)} }

// writeSoon writes what the process says last.
func writeSoon(f *os.File, text string) (int, error) {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	return newPatient(ended, f).Write([]byte(text))
}

var errUnread = errors.New("nobody reads the output")

// readSoon is within what time a reader takes in what is written to it.
const readSoon = 300 * time.Millisecond

func (p patient) Write(b []byte) (int, error) {
	if p.unread.Load() {
		return 0, errUnread
	}
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	text := append([]byte(nil), b...) // it may be written after we have gone
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
	case <-time.After(readSoon):
		p.unread.Store(true)
		return 0, errUnread
	}
}

// What a terminal is beside its writing, for those who draw on it.
func (p patient) Read(b []byte) (int, error) { return p.file.Read(b) }
func (p patient) Close() error               { return p.file.Close() }
func (p patient) Fd() uintptr                { return p.file.Fd() }

// signalExits are the signals that end zdg, with the exit code of each: 128 and its
// number, as shells have it.
var signalExits = map[os.Signal]int{
	os.Interrupt: exitInterrupted, syscall.SIGTERM: exitTerminated, syscall.SIGHUP: exitHangup,
	syscall.SIGQUIT: exitQuit, syscall.SIGABRT: exitAborted,
}

// endsWithin is how long an end in order may take after a signal: the test token is
// revoked meanwhile.
const endsWithin = 5 * time.Second

// endingSoon is within what time of being sent on in the background a stopped process sees
// the signal that is to end it.
const endingSoon = 50 * time.Millisecond

// signals returns a context that ends with the first signal, and which of them it
// was. With a second one, or when the process does not come to its end in time, the
// terminal is given back and the process ended. A terminal that was closed may be told
// of twice.
func (c *console) signals() (ctx context.Context, caught func() os.Signal, stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ch, gone := make(chan os.Signal, 2), make(chan struct{}, 1)
	c.gone = gone
	for sig := range signalExits {
		signal.Notify(ch, sig)
	}
	behind := make(chan os.Signal, 1)
	if len(background) > 0 {
		signal.Notify(behind, background...)
	}
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
				case first = <-ch: // it came with the one that sent the process on
				case <-time.After(endingSoon):
					if !foreground(os.Stdin, os.Stdout, os.Stderr) {
						stopSelf()
					}
				}
			}
		}
		c.catch(first, cancel)
		if len(background) > 0 {
			signal.Ignore(background...) // to read the terminal is an error from now on, which is not what ends it
		}
		for late, ends := time.After(endsWithin), false; !ends; {
			select {
			case sig := <-ch:
				ends = sig != syscall.SIGHUP || first != syscall.SIGHUP
			case <-late:
				ends = true
			case <-stopped:
				return
			}
		}
		c.giveBack()
		if c.living.Load() > 0 {
			ended, cancel := context.WithCancel(context.Background())
			cancel()
			fmt.Fprintln(newPatient(ended, os.Stderr), "zdg: "+checklist.NotAsked)
		}
		os.Exit(signalExits[first])
	}()
	return ctx, func() os.Signal {
			c.sigmu.Lock()
			defer c.sigmu.Unlock()
			return c.caught
		}, func() {
			signal.Stop(ch)
			signal.Stop(behind)
			close(stopped)
			cancel()
		}
}

// hangUp is for who finds that the terminal was closed: SIGHUP goes to the leader of
// its session, which may keep it to itself.
func (c *console) hangUp() {
	select {
	case c.gone <- struct{}{}:
	default: // it is known, or nobody listens
	}
}

// catch takes the first signal; one that comes after the result stands only bounds how
// long its writing may take.
func (c *console) catch(sig os.Signal, cancel func()) {
	c.sigmu.Lock()
	defer c.sigmu.Unlock()
	if !c.settled {
		c.caught = sig
		cancel()
	}
}

// settle says that the result stands: a signal from now on changes neither it nor the
// exit code, so that the two always agree. It reports whether one was caught before.
func (c *console) settle() (stopped bool) {
	c.sigmu.Lock()
	defer c.sigmu.Unlock()
	c.settled = true
	return c.caught != nil
}

// crashed is deferred where a mistake of our own would end the process: the terminal
// is given back first. What it was is not told, since it may quote anything; where it
// was is.
func (a *app) crashed() {
	if recover() == nil {
		return
	}
	stack := debug.Stack()
	a.console.giveBack()
	var where strings.Builder
	for line := range strings.Lines(string(stack)) {
		if !strings.HasPrefix(line, "\t") { // the names of functions; files are of the machine it was built on
			where.WriteString(line)
		}
	}
	_, _ = writeSoon(os.Stderr, fmt.Sprintf("zdg: a mistake in zdg itself ended it; the answers in fields you had left are saved: please report it with what follows\n%s", where.String()))
	os.Exit(exitUsage)
}
