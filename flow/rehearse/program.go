package rehearse

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"zdg/flow/rehearse/launch"
)

// portFreeTimeout is how long the port of a program that was stopped may stay taken.
const portFreeTimeout = 3 * time.Second

// start starts the program and waits until it listens.
func (r *rehearsal) start(ctx context.Context) error {
	if r.portTaken(ctx) {
		return fmt.Errorf("%w: something listens on %s already: stop it first", ErrNotStarted, r.plan.Connect.dialAddress())
	}
	p, err := r.launch()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotStarted, err)
	}
	r.program = p
	if r.plan.Started != nil {
		r.plan.Started(func() {
			p.Kill()
			_ = os.RemoveAll(r.temp) // it holds no secret
		})
	}
	until := time.Now().Add(r.plan.Ready)
	for !listens(r.plan.Connect.dialAddress()) {
		switch how := p.Ended(); {
		case how != "":
			return fmt.Errorf("%w before it listened on %s: %s%s", ErrEnded, r.plan.Connect.dialAddress(), how, r.lastWords())
		case ctx.Err() != nil:
			return ctx.Err()
		case time.Now().After(until):
			return fmt.Errorf("%w: nothing listens on %s after %s%s%s", ErrNotReady, r.plan.Connect.dialAddress(), r.plan.Ready, otherSide(r.plan.Connect.dialAddress()), r.lastWords())
		}
		sleep(ctx, 20*time.Millisecond)
	}
	return nil
}

// maxAccounts is how many accounts a rehearsal may open in a namespace; it needs fewer.
const maxAccounts = 200

// launch starts the program in the way of the current step.
func (r *rehearsal) launch() (*launch.Program, error) {
	environ := r.environments.For(r.step)
	if r.step != launch.StepIsolate {
		return launch.Start(r.plan.Command, r.plan.Dir, environ)
	}
	if r.isolation == nil {
		names := []string{"zendesk.com", "www.zendesk.com"} // so that these are never reached either
		for _, name := range append(r.stage.Reserve(maxAccounts), r.plan.Subdomain) {
			if name != "" {
				names = append(names, name+".zendesk.com")
			}
		}
		var err error
		if r.isolation, err = launch.NewIsolation(r.temp, names, r.target()); err != nil {
			return nil, err
		}
	}
	return r.isolation.Start(r.plan.Command, r.plan.Dir, environ)
}

// portTaken reports whether something listens at the program's address. One that was stopped gets a moment to end.
func (r *rehearsal) portTaken(ctx context.Context) bool {
	until := time.Now()
	if r.stopped {
		until = until.Add(portFreeTimeout)
	}
	for listens(r.plan.Connect.dialAddress()) {
		if ctx.Err() != nil || !time.Now().Before(until) {
			return true
		}
		sleep(ctx, 20*time.Millisecond)
	}
	return false
}

// otherSide says on which of 127.0.0.1 and ::1 something listens at the same port, as for a program that listens on the
// other of IPv4 and IPv6; "" when nothing does.
func otherSide(hostPort string) string {
	_, port, err := net.SplitHostPort(hostPort)
	if err != nil {
		return ""
	}
	for _, host := range []string{"127.0.0.1", "::1"} {
		if at := net.JoinHostPort(host, port); listens(at) {
			return ", and something does on " + at
		}
	}
	return ""
}

// listens reports whether something accepts connections at HOST:PORT.
func listens(hostPort string) bool {
	c, err := net.DialTimeout("tcp", hostPort, time.Second)
	if err != nil {
		return false
	}
	return c.Close() == nil
}

// stop ends the program, if one runs, and keeps what it printed.
func (r *rehearsal) stop() {
	if p := r.program; p != nil {
		p.Stop()
		r.program, r.stopped = nil, true
		r.printed = append(r.printed, p.Output()...)
	}
}

// maxLast is how many bytes at the end of the output are searched for the program's last words.
const maxLast = 64 << 10

// ended says how the program ended by itself; "" while it runs, and when it was stopped.
func (r *rehearsal) ended() string {
	if r.program == nil {
		return ""
	}
	return r.program.Ended()
}

// awaitEnd waits a moment for the end of a program that no longer listens: a crash closes its connections a little before
// its exit is known, and the exit is what should be reported.
func (r *rehearsal) awaitEnd(ctx context.Context) {
	if r.program == nil || listens(r.plan.Connect.dialAddress()) {
		return
	}
	select {
	case <-r.program.Done():
	case <-time.After(time.Second):
	case <-ctx.Done():
	}
}

// output returns all that the program printed, also before it was restarted.
func (r *rehearsal) output() []byte {
	out := slices.Clone(r.printed)
	if r.program != nil {
		out = append(out, r.program.Output()...)
	}
	return out
}

// stackLine matches a line of a stack trace, or what a runtime prints around one. The error itself stands before it.
var stackLine = pattern(`^\s*$|^\s+(at|from) |^\s+File "|^\t|^\s*\^+\s*$|^Node\.js v\d|^goroutine \d+ \[|^created by |^[\w./]+(\.\(\*?\w+\))?\.\w+\((\.\.\.|0x.*)?\)$`)

// lastWords returns the last lines that the program printed, masked and without a stack trace, as the end of a sentence; ""
// when it printed nothing.
func (r *rehearsal) lastWords() string {
	printed := r.output()
	if end := printed[max(0, len(printed)-maxLast):]; len(end) < len(printed) && bytes.ContainsRune(end, '\n') {
		_, printed, _ = bytes.Cut(end, []byte("\n")) // whole lines, so that no secret is cut in half
	}
	lines := strings.Split(strings.TrimRightFunc(string(printed), unicode.IsSpace), "\n")
	if words := slices.DeleteFunc(slices.Clone(lines), stackLine().MatchString); len(words) > 0 {
		lines = words
	}
	text := strings.TrimSpace(strings.Join(lines[max(0, len(lines)-4):], " / "))
	if text == "" {
		return ""
	}
	return "; its last words: " + r.masked(text)
}

// restart stops the program and starts it again.
func (r *rehearsal) restart(ctx context.Context) error {
	r.stop()
	return r.start(ctx)
}
