package rehearse

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode"

	"zdg/flow/rehearse/launch"
)

// portFrees is how long the port of a program that was stopped may stay taken.
const portFrees = 3 * time.Second

// start starts the program and waits until it listens.
func (r *rehearsal) start(ctx context.Context) error {
	if r.portTaken(ctx) {
		return fmt.Errorf("%w: something listens on %s already: stop it first", ErrNotStarted, r.plan.Connect.dialAddress())
	}
	p, err := r.launch()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotStarted, err)
	}
	r.mu.Lock()
	r.program = p
	r.mu.Unlock()
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
			return fmt.Errorf("%w before it listened on %s: %s%s", ErrEnded, r.plan.Connect.dialAddress(), how, r.last())
		case ctx.Err() != nil:
			return ctx.Err()
		case time.Now().After(until):
			return fmt.Errorf("%w: nothing listens on %s after %s%s%s", ErrNotReady, r.plan.Connect.dialAddress(), r.plan.Ready, otherSide(r.plan.Connect.dialAddress()), r.last())
		}
		sleep(ctx, 20*time.Millisecond)
	}
	return nil
}

// maxAccounts is how many accounts a rehearsal may open in a namespace: more than it needs.
const maxAccounts = 200

// launch starts the program as the step has it.
func (r *rehearsal) launch() (*launch.Program, error) {
	environ := r.lead.Environ(r.step)
	if r.step != launch.StepIsolate {
		return launch.Start(r.plan.Command, r.plan.Dir, environ)
	}
	if r.isolation == nil {
		names := []string{"zendesk.com", "www.zendesk.com"} // names of Zendesk's that are no accounts of ours end here as well
		for _, name := range append(r.stage.Reserve(maxAccounts), r.plan.Subdomain) {
			if name != "" {
				names = append(names, name+".zendesk.com")
			}
		}
		var err error
		if r.isolation, err = launch.NewIsolation(r.temp, names, r.leadsTo()); err != nil {
			return nil, err
		}
	}
	return r.isolation.Start(r.plan.Command, r.plan.Dir, environ)
}

// portTaken reports whether something listens where the program is to. One that was stopped may do so for a moment still.
func (r *rehearsal) portTaken(ctx context.Context) bool {
	until := time.Now()
	if r.stopped {
		until = until.Add(portFrees)
	}
	for listens(r.plan.Connect.dialAddress()) {
		if ctx.Err() != nil || !time.Now().Before(until) {
			return true
		}
		sleep(ctx, 20*time.Millisecond)
	}
	return false
}

// otherSide names the same port where something listens on it, as a program does that takes only one of IPv4 and IPv6; ""
// when nothing does.
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

func listens(hostPort string) bool {
	c, err := net.DialTimeout("tcp", hostPort, time.Second)
	if err != nil {
		return false
	}
	return c.Close() == nil
}

// stop ends the program, if one runs, and keeps what it printed.
func (r *rehearsal) stop() {
	r.mu.Lock()
	p := r.program
	r.program = nil
	r.mu.Unlock()
	if p != nil {
		p.Stop()
		r.stopped = true
		r.printed = append(r.printed, p.Output()...)
	}
}

// maxLast is in how many bytes of the end of its output the last words of a program are looked for.
const maxLast = 64 << 10

// ended says how the program ended by itself; "" while it runs.
func (r *rehearsal) ended() string {
	r.mu.Lock()
	p := r.program
	r.mu.Unlock()
	if p == nil {
		return ""
	}
	return p.Ended()
}

// letEnd waits a moment for the end of a program that listens no longer: its end is known
// a little after its connections are closed, and is what is to be told.
func (r *rehearsal) letEnd(ctx context.Context) {
	r.mu.Lock()
	p := r.program
	r.mu.Unlock()
	if p == nil || listens(r.plan.Connect.dialAddress()) {
		return
	}
	select {
	case <-p.Done():
	case <-time.After(time.Second):
	case <-ctx.Done():
	}
}

// output is all that the program printed.
func (r *rehearsal) output() []byte {
	r.mu.Lock()
	p := r.program
	r.mu.Unlock()
	out := slices.Clone(r.printed)
	if p != nil {
		out = append(out, p.Output()...)
	}
	return out
}

// frame is a line of a stack, or what a runtime prints around one: the error stands before it.
var frame = regexp.MustCompile(`^\s*$|^\s+(at|from) |^\s+File "|^\t|^\s*\^+\s*$|^Node\.js v\d|^goroutine \d+ \[|^created by |^[\w./]+(\.\(\*?\w+\))?\.\w+\((\.\.\.|0x.*)?\)$`)

// last are the last words of the program, masked, its error before a stack; "" when it said nothing.
func (r *rehearsal) last() string {
	printed := r.output()
	if end := printed[max(0, len(printed)-maxLast):]; len(end) < len(printed) && bytes.ContainsRune(end, '\n') {
		_, printed, _ = bytes.Cut(end, []byte("\n")) // whole lines, and no half of a secret
	}
	lines := strings.Split(strings.TrimRightFunc(string(printed), unicode.IsSpace), "\n")
	if words := slices.DeleteFunc(slices.Clone(lines), frame.MatchString); len(words) > 0 {
		lines = words
	}
	text := strings.TrimSpace(strings.Join(lines[max(0, len(lines)-4):], " / "))
	if text == "" {
		return ""
	}
	return "; its last words: " + r.say(text)
}

// again starts the program anew.
func (r *rehearsal) again(ctx context.Context) error {
	r.stop()
	return r.start(ctx)
}

// runPoke runs the developer's own command for a poke.
func (r *rehearsal) runPoke(ctx context.Context, name string) visit {
	within, cancel := context.WithTimeout(ctx, r.within())
	defer cancel()
	shell := []string{"sh", "-c", r.plan.PokeCommand}
	if runtime.GOOS == "windows" {
		shell = []string{"cmd", "/C", r.plan.PokeCommand}
	}
	p, err := launch.Start(shell, r.plan.Dir, append(slices.Clone(r.plan.Environ), "SUBDOMAIN="+name))
	if err != nil {
		return visit{err: err}
	}
	defer p.Stop()
	select {
	case <-p.Done():
	case <-within.Done():
		r.hung.Store(r.hung.Load() || ctx.Err() == nil)
		return visit{err: errors.New("the poke did not end in time")}
	}
	v := visit{status: 200, body: string(p.Output())}
	if how := p.Ended(); how != "exit status 0" {
		v.status, v.body = 0, how+": "+v.body
	}
	return v
}
