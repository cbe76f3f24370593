// Command zdg gets a Zendesk OAuth client ready to go global: it checks the
// values, proves with a real test authorization that the client works, and
// prints a checklist and a summary for the request form.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() { os.Exit(run(os.Args[1:])) }

// run is main without the exit, so that scripts in tests can call it.
func run(args []string) int {
	log.SetOutput(io.Discard) // net/http logs what a server sends, which may hold a secret
	app := &app{
		in: os.Stdin, out: os.Stdout, err: printable{os.Stderr, new(veil)},
		getenv: os.Getenv, now: time.Now,
	}
	app.takeSecret()
	if len(args) == 1 && args[0] == "version" {
		// Scripts ask for it often, and building the tree of commands is a fifth of its start.
		return app.end(app.printVersion())
	}
	ctx, caught, stop := signals()
	defer stop()

	root := newRoot(app)
	root.SetArgs(args)
	code := app.end(root.ExecuteContext(ctx))
	if sig := caught(); sig != nil {
		switch sig {
		case syscall.SIGTERM:
			return exitTerminated
		case syscall.SIGHUP:
			return exitHangup
		}
		return exitInterrupted
	}
	return code
}

// end says what went wrong, if anything did, and returns the exit code for it.
func (a *app) end(err error) int {
	if err != nil && err.Error() != "" {
		fmt.Fprintln(a.err, "zdg:", err)
	}
	return codeOf(err)
}

// app is what commands get from outside: streams, environment and clock.
type app struct {
	in       *os.File
	out, err io.Writer
	getenv   func(string) string
	now      func() time.Time
	secret   string // from ZDG_CLIENT_SECRET, until it is parsed
	fromEnv  bool
}

// signals returns a context that ends with the first SIGINT, SIGTERM or SIGHUP, and
// which of them it was. A second one ends the process at once.
func signals() (ctx context.Context, caught func() os.Signal, stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ch := make(chan os.Signal, 1)
	signal.Notify(ch, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	got := make(chan os.Signal, 1)
	go func() {
		select {
		case sig := <-ch:
			got <- sig
			signal.Stop(ch)
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, func() os.Signal {
			select {
			case sig := <-got:
				return sig
			default:
				return nil
			}
		}, func() {
			signal.Stop(ch)
			cancel()
		}
}
