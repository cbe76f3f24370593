// Command zdg gets a Zendesk OAuth client ready to go global: it checks the
// values, proves with a real test authorization that the client works, and
// prints a checklist and a summary for the request form.
//
// It owns what a person types and reads around the process: commands, flags, exit codes,
// the hidden prompt for the secret, and the one switch that hands each effect of package
// flow to the package that does it. It makes no verdict and writes no secret: all output
// goes through a writer that hides the ones it knows. An exit code and a member of a JSON
// result are for good.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"zdg/checklist/redact"
	integration "zdg/flow/rehearse"
)

// clock is the time; tests have one of their own.
var clock = time.Now

func main() { os.Exit(run(os.Args[1:])) }

// run is main without the exit, so that scripts in tests can call it.
func run(args []string) int {
	integration.Isolated()
	log.SetOutput(io.Discard) // net/http logs what a server sends, which may hold a secret
	app := &app{
		in: os.Stdin, out: os.Stdout, err: printable{os.Stderr, new(veil)},
		getenv: os.Getenv, now: clock, console: new(console),
	}
	app.takeSecret()
	if len(args) == 1 && args[0] == "version" {
		// Scripts ask for it often, and building the tree of commands is a fifth of its start.
		return app.end(app.printVersion(false))
	}
	// A pipe that is closed must not end a test whose tokens are alive: writing to it
	// fails instead. A handler, unlike SIG_IGN, is not inherited by the browser.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	ctx, caught, stop := app.console.signals()
	defer stop()
	out := &sticky{w: newPatient(ctx, os.Stdout)}
	app.out, app.err = out, printable{newPatient(ctx, os.Stderr), app.err.(printable).veil}
	defer app.crashed()

	root := newRoot(app)
	root.SetArgs(args)
	code := app.end(root.ExecuteContext(ctx))
	if out.err != nil && code != exitUsage { // such as of help, whose writer does not tell
		code = app.end(out.failed())
	}
	if sig := caught(); sig != nil {
		return signalExits[sig]
	}
	return code
}

// end says what went wrong, if anything did, and returns the exit code for it.
func (a *app) end(err error) int {
	if errors.Is(err, syscall.EPIPE) {
		return exitPipe // whoever read has read enough: no word, as programs do
	}
	if err != nil && err.Error() != "" {
		text := err.Error() // it may quote an argument; one that is a secret in one piece is dots by itself
		if redact.LooksLikeSecret(redact.MaskTokens(text)) {
			text = "an argument looks like a client secret, so the error that names it is not shown: others can see arguments, so use " + secretEnv + ", --secret-file or --secret-stdin"
		}
		fmt.Fprintln(a.err, "zdg:", text)
	}
	return codeOf(err)
}

// app is what commands get from outside: streams, environment and clock.
type app struct {
	in       *os.File
	out, err io.Writer
	getenv   func(string) string
	now      func() time.Time
	console  *console
	secret   string // from ZDG_CLIENT_SECRET, until it is parsed
	fromEnv  bool
}
