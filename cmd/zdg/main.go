// Command zdg gets a Zendesk OAuth client ready to go global: it checks the
// values, proves with a real test authorization that the client works, and
// prints a checklist and a summary for the request form.
//
// The package owns the command line: commands, flags, exit codes, the hidden prompt for the
// secret, and the one switch that hands each effect of package flow to the package that
// carries it out. It makes no verdict. No secret leaves it: all output goes through a writer
// that hides the secrets that were given. Exit codes and the members of JSON results never
// change their meaning.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"syscall"
	"time"

	"zdg/checklist/redact"
	"zdg/flow/rehearse"
)

// clock is the time; tests have one of their own.
var clock = time.Now

func main() { os.Exit(run(os.Args[1:])) }

// run is main without the exit, for tests. It returns the exit code.
func run(args []string) int {
	rehearse.Isolated()
	log.SetOutput(io.Discard) // net/http logs what a server sends, which may hold a secret
	app := &app{
		in: os.Stdin, out: os.Stdout, err: cleanWriter{os.Stderr, new(secretMask)},
		getenv: os.Getenv, now: clock, console: new(console),
	}
	app.takeSecretFromEnv()
	if len(args) == 1 && args[0] == "version" {
		// Scripts ask for it often, and signals and commands would take a fifth of the time.
		return app.fail(app.printVersion(false))
	}
	asked := "" // the command, if the arguments begin with one
	if len(args) > 0 {
		asked = args[0]
	}
	ctx, caught, stop := app.console.signals()
	defer stop()
	out := &errWriter{w: app.console.writer(ctx, os.Stdout)}
	app.out, app.err = out, cleanWriter{app.console.writer(ctx, os.Stderr), app.err.(cleanWriter).secrets}
	defer app.recoverPanic()

	root := newRoot(app, asked)
	root.SetArgs(args)
	switch asked {
	case "practice", "check": // they have something to do meanwhile, and wait themselves
	default:
		app.console.ready()
	}
	code := app.fail(root.ExecuteContext(ctx))
	if out.err != nil && code != exitUsage { // such as of help, which reports no error of its writer
		code = app.fail(out.failed())
	}
	if sig := caught(); sig != nil {
		return signalExits[sig]
	}
	return code
}

// fail prints an error, if there is one, and returns the exit code for it.
func (a *app) fail(err error) int {
	if errors.Is(err, syscall.EPIPE) {
		return exitPipe // the reader has had enough: like other programs, say nothing
	}
	if err != nil && err.Error() != "" {
		text := err.Error() // it may quote an argument; a secret that is one word is masked anyway
		if redact.LooksLikeSecret(redact.MaskTokens(text)) {
			text = "an argument looks like a client secret, so the error that names it is not shown: others can see arguments, so use " + secretEnv + ", --secret-file or --secret-stdin"
		}
		fmt.Fprintln(a.err, "zdg:", text)
	}
	return codeOf(err)
}

// app is what commands get from outside: streams, environment, clock and terminal.
type app struct {
	in       *os.File
	out, err io.Writer
	getenv   func(string) string
	now      func() time.Time
	console  *console
	secret   string // from ZDG_CLIENT_SECRET, until it is parsed
	fromEnv  bool
}
